package match

import "refrain/analyzer/segment"

// Attempt says how far one pattern came from one of its anchors.
type Attempt struct {
	Group   int
	Pattern int
	Veto    bool  // the pattern is one of Group.Unless
	Anchor  int   // token index
	Matched bool  // the pattern matches; Span tells where
	Span    Range // of the match
	// Where it did not match: the element, by its number in the pattern, that found no word, and
	// the token index that it stood at. Stopped counts elements from 0; Right tells on which side
	// of the anchor the pattern stopped.
	Stopped int
	At      int
	Right   bool
}

// attempt is how far a pattern came so far: the furthest element on each side of the anchor.
type attempt struct {
	right, rightAt int
	left, leftAt   int
}

func (f *finder) reached(p *pattern, k, i int, right bool) {
	switch {
	case f.trace == nil:
	case right && k >= f.trace.right:
		f.trace.right, f.trace.rightAt = k, i
	case !right && k <= f.trace.left:
		f.trace.left, f.trace.leftAt = k, i
	}
}

// Trace tries every pattern at each of its anchors in tokens and tells of each how far it came, in
// the order of the tokens.
func (m *Matcher) Trace(text string, tokens []segment.Token) []Attempt {
	var all []Attempt
	for i := range tokens {
		from, to := m.at(m.words.Number(text, &tokens[i]))
		for k := from; k < to; k++ {
			a := &m.anchors[k]
			p := m.patterns.get(int(a.pattern))
			at, start := int(a.element), max(i-int(a.offset), 0)
			f := finder{
				m:      m,
				words:  m.words,
				text:   text,
				tokens: tokens,
				trace:  &attempt{right: at, rightAt: start, left: at - 1, leftAt: start},
			}
			hit, ok := f.match(p, a, i)
			t := Attempt{Group: int(p.group), Pattern: int(p.number), Veto: p.veto, Anchor: i, Matched: ok}
			switch {
			case ok:
				t.Span = Range{hit.Start, hit.End}
			case hit.End < 0:
				t.Stopped, t.At, t.Right = f.trace.right, f.trace.rightAt, true
			default:
				t.Stopped, t.At = f.trace.left, f.trace.leftAt-1
			}
			all = append(all, t)
		}
	}
	return all
}

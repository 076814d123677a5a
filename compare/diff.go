package compare

import (
	"slices"

	"github.com/aymanbagabas/go-udiff/lcs"

	"refrain/analyzer/document"
)

// Bounds of the work on two texts.
const (
	// directly is how many words two texts have together at most to be compared at once. Longer ones
	// are cut first at words that each of them has once.
	directly = 400
	deepest  = 4 // cuts within cuts
)

// match is a row of words that are the same on both sides, by their places.
type match struct{ old, new, n int }

// differ finds the words that two texts have in common, in their order.
type differ struct{ matches []match }

// twice is where a word is on both sides: its place from 1, 0 for nowhere and -1 for several.
type twice struct{ old, new int }

// matchWords returns the rows of words that two texts have in common, in order. It takes time in
// proportion to their length, but for a logarithm: between words that are unique it gives up after a
// bounded number of differences, and calls all words different from there on.
func matchWords(old, new []rune) []match {
	d := &differ{}
	d.run(old, new, 0, 0, 0)
	return d.matches
}

func (d *differ) add(old, new, n int) {
	if n == 0 {
		return
	}
	if k := len(d.matches); k > 0 {
		if last := &d.matches[k-1]; last.old+last.n == old && last.new+last.n == new {
			last.n += n
			return
		}
	}
	d.matches = append(d.matches, match{old, new, n})
}

func (d *differ) run(old, new []rune, atOld, atNew, depth int) {
	n := 0
	for n < len(old) && n < len(new) && old[n] == new[n] {
		n++
	}
	d.add(atOld, atNew, n)
	old, new, atOld, atNew = old[n:], new[n:], atOld+n, atNew+n
	tail := 0
	for tail < len(old) && tail < len(new) && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	old, new = old[:len(old)-tail], new[:len(new)-tail]
	if len(old) > 0 && len(new) > 0 {
		if len(old)+len(new) <= directly || depth == deepest || !d.cut(old, new, atOld, atNew, depth) {
			d.direct(old, new, atOld, atNew)
		}
	}
	d.add(atOld+len(old), atNew+len(new), tail)
}

// direct compares two texts as they are.
func (d *differ) direct(old, new []rune, atOld, atNew int) {
	i, j := 0, 0
	for _, e := range lcs.DiffRunes(old, new) {
		d.add(atOld+i, atNew+j, e.Start-i)
		i, j = e.End, e.ReplEnd
	}
	d.add(atOld+i, atNew+j, len(old)-i)
}

// cut compares two texts between the words that each has once, as far as these are in the same order.
// It reports false where there are none.
func (d *differ) cut(old, new []rune, atOld, atNew, depth int) bool {
	seen := make(map[rune]twice, len(old))
	for i, id := range old {
		t := seen[id]
		if t.old = i + 1; seen[id].old != 0 {
			t.old = -1
		}
		seen[id] = t
	}
	for j, id := range new {
		t := seen[id]
		if t.new = j + 1; seen[id].new != 0 {
			t.new = -1
		}
		seen[id] = t
	}
	var steps []step
	for i, id := range old {
		if t := seen[id]; t.old > 0 && t.new > 0 {
			steps = append(steps, step{i, t.new - 1, 1})
		}
	}
	if len(steps) == 0 {
		return false
	}
	i, j := 0, 0
	for k, on := range inOrder(steps) {
		if on {
			s := steps[k]
			d.run(old[i:s.old], new[j:s.new], atOld+i, atNew+j, depth+1)
			d.add(atOld+s.old, atNew+s.new, 1)
			i, j = s.old+1, s.new+1
		}
	}
	d.run(old[i:], new[j:], atOld+i, atNew+j, depth+1)
	return true
}

// aligned are the words of a pair's provisions, one after the other, and which are the same.
type aligned struct {
	old, new []word
	matches  []match
}

// words compares the words of a pair.
func (b *builder) words(p *joined) aligned {
	w := aligned{old: wordsOf(b.old, p.old), new: wordsOf(b.new, p.new)}
	w.matches = matchWords(ids(w.old), ids(w.new))
	return w
}

func wordsOf(s *side, units []int) []word {
	if len(units) == 1 {
		u := &s.units[units[0]]
		return s.words[u.first:u.end]
	}
	var all []word
	for _, i := range units {
		all = append(all, s.words[s.units[i].first:s.units[i].end]...)
	}
	return all
}

func ids(words []word) []rune {
	list := make([]rune, len(words))
	for i := range words {
		list[i] = words[i].id
	}
	return list
}

// similarity is the share of words that are the same.
func (w *aligned) similarity() float64 {
	n := 0
	for _, m := range w.matches {
		n += m.n
	}
	if len(w.old)+len(w.new) == 0 {
		return 1
	}
	return 2 * float64(n) / float64(len(w.old)+len(w.new))
}

// edits are the stretches between the words that are the same. A few same words between two larger
// stretches that differ are part of these: they are the same by chance, and marking around them
// helps nobody.
func (w *aligned) edits() []Edit {
	type gap struct{ old, new, oldEnd, newEnd int }
	var gaps []gap
	i, j := 0, 0
	for _, m := range slices.Concat(w.matches, []match{{len(w.old), len(w.new), 0}}) {
		if m.old > i || m.new > j {
			g := gap{i, j, m.old, m.new}
			for len(gaps) > 0 {
				last := gaps[len(gaps)-1]
				same := g.old - last.oldEnd
				if 2*same > min(max(last.oldEnd-last.old, last.newEnd-last.new), max(g.oldEnd-g.old, g.newEnd-g.new)) {
					break
				}
				g.old, g.new, gaps = last.old, last.new, gaps[:len(gaps)-1]
			}
			gaps = append(gaps, g)
		}
		i, j = m.old+m.n, m.new+m.n
	}
	edits := make([]Edit, 0, len(gaps))
	for _, g := range gaps {
		edits = append(edits, Edit{spanOf(w.old, g.old, g.oldEnd), spanOf(w.new, g.new, g.newEnd)})
	}
	return edits
}

// A stretch of so many words on both sides, of which so many are the same, has been given up: a reader
// would have marked single words in it.
const (
	manyWords  = 400
	manyShared = 0.6
)

// gaveUp reports whether a stretch that differs throughout has much the same words on both sides.
func (w *aligned) gaveUp() bool {
	i, j := 0, 0
	for _, m := range slices.Concat(w.matches, []match{{len(w.old), len(w.new), 0}}) {
		if m.old-i >= manyWords && m.new-j >= manyWords {
			shared := 0
			common(bagOf(w.old[i:m.old]), bagOf(w.new[j:m.new]), func(_ rune, n int32, _ int) { shared += int(n) })
			if 2*float64(shared) >= manyShared*float64(m.old-i+m.new-j) {
				return true
			}
		}
		i, j = m.old+m.n, m.new+m.n
	}
	return false
}

// spanOf is the span of words [first, end), or the place before the word first where there are none.
func spanOf(words []word, first, end int) document.Span {
	switch {
	case first < end:
		return document.Span{Start: int(words[first].start), End: int(words[end-1].end)}
	case first < len(words):
		return document.Span{Start: int(words[first].start), End: int(words[first].start)}
	case len(words) > 0:
		return document.Span{Start: int(words[len(words)-1].end), End: int(words[len(words)-1].end)}
	}
	return document.Span{}
}

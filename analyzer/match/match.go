package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/segment"
)

// Match is one place where a group matches. Start and End are token indexes, half-open.
type Match struct {
	Group      int
	Pattern    int // of Group.Match
	Start, End int
	// What open slots took, for those that took any; later ones of a pattern with more than two are
	// not told.
	Open [2]Range
}

// Range is a half-open range of token indexes.
type Range struct{ Start, End int }

// Find appends the matches in tokens to found: for each group the leftmost and of those the
// longest, without overlap, vetoed ones left out. They are ordered by start, then by group. Tokens
// must be those of one block of text, scanned with the compiler's vocabulary.
func (m *Matcher) Find(text string, tokens []segment.Token, found []Match) []Match {
	base := len(found)
	return append(found[:base], Leftmost(m.All(text, tokens, found)[base:])...)
}

// Leftmost keeps, of what All found, for each group the leftmost matches and of those the longest,
// without overlap, and orders them by start, then by group. It works in place.
func Leftmost(found []Match) []Match {
	kept := found[:0]
	for _, c := range found {
		if n := len(kept); n > 0 && kept[n-1].Group == c.Group && c.Start < kept[n-1].End {
			continue
		}
		kept = append(kept, c)
	}
	if len(kept) > 1 {
		slices.SortFunc(kept, func(a, b Match) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return a.Group - b.Group
		})
	}
	return kept
}

// All is Find with overlapping matches of a group kept. They are ordered by group, then by start,
// then the longest first.
func (m *Matcher) All(text string, tokens []segment.Token, found []Match) []Match {
	s := search{finder: finder{m: m, words: m.words, text: text, tokens: tokens}, found: found}
	for i := range tokens {
		s.at(i, m.words.Number(text, &tokens[i]))
	}
	return s.kept(len(found))
}

// AllMarked is All for tokens of which those that anchors stand on are known: every word of
// [Matcher.Anchors] must be among them.
func (m *Matcher) AllMarked(text string, tokens []segment.Token, marked []int32, found []Match) []Match {
	s := search{finder: finder{m: m, words: m.words, text: text, tokens: tokens}, found: found}
	for _, i := range marked {
		s.at(int(i), m.words.Number(text, &tokens[i]))
	}
	return s.kept(len(found))
}

// search is one run of a matcher over a text.
type search struct {
	finder
	found, vetoes []Match
}

// at tries all patterns that are anchored on the word of token i.
func (s *search) at(i int, word int32) {
	from, to := s.m.at(word)
	var before, after classes // of the words beside it, once they matter
	for k := from; k < to; k++ {
		a := &s.m.anchors[k]
		if beside := a.after; beside != anything {
			if after == 0 {
				after = s.classes(i + 1)
			}
			if beside&after == 0 {
				continue
			}
		}
		if beside := a.before; beside != anything {
			if before == 0 {
				before = s.classes(i - 1)
			}
			if beside&before == 0 {
				continue
			}
		}
		p := s.m.patterns.get(int(a.pattern))
		hit, ok := s.match(p, a, i)
		switch {
		case !ok:
		case p.veto:
			s.vetoes = append(s.vetoes, hit)
		case hit.Open[0].End > 0:
			s.found = s.shorter(p, hit, append(s.found, hit))
		default:
			s.found = append(s.found, hit)
		}
	}
}

// kept is what was found, from number base on in order and without what is vetoed.
func (s *search) kept(base int) []Match {
	found, vetoes := s.found, s.vetoes
	if len(found) == base {
		return found
	}
	matches := found[base:]
	slices.SortFunc(matches, byGroup)
	matches = slices.Compact(matches) // Anchors on several words may lead to the same match.
	found = found[:base+len(matches)]
	if len(vetoes) == 0 {
		return found
	}
	slices.SortFunc(vetoes, byGroup)
	kept, v := found[:base], 0
	for _, c := range matches {
		for v < len(vetoes) && (vetoes[v].Group < c.Group || vetoes[v].Group == c.Group &&
			vetoes[v].Start < c.Start-maxReach) {
			v++
		}
		if !vetoed(vetoes[v:], c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func byGroup(a, b Match) int {
	switch {
	case a.Group != b.Group:
		return a.Group - b.Group
	case a.Start != b.Start:
		return a.Start - b.Start
	case a.End != b.End:
		return b.End - a.End
	}
	return a.Pattern - b.Pattern
}

// maxReach is more words than any match has: 24 elements, of which 3 are gaps of 9, and slots of
// several words.
const maxReach = 120

func vetoed(vetoes []Match, c Match) bool {
	for _, veto := range vetoes {
		if veto.Group != c.Group || veto.Start > c.Start {
			return false
		}
		if c.End <= veto.End {
			return true
		}
	}
	return false
}

// finder matches patterns around anchors. Its state is one attempt's.
type finder struct {
	m      *Matcher
	words  *segment.Vocabulary
	text   string
	tokens []segment.Token
	trace  *attempt
}

// word is the number of token i's word.
func (f *finder) word(i int) int32 { return f.words.Number(f.text, &f.tokens[i]) }

// classes is the classes of token i's word; unknown where there is no token.
func (f *finder) classes(i int) classes {
	if i < 0 || i >= len(f.tokens) {
		return unknown
	}
	return f.m.classifier.classes(f.word(i))
}

// match tries p with its anchor on token i.
func (f *finder) match(p *pattern, a *anchor, i int) (Match, bool) {
	hit := Match{Group: int(p.group), Pattern: int(p.number), Start: -1, End: -1}
	at := int(a.element)
	i -= int(a.offset)
	if i < 0 {
		return hit, false
	}
	e := &p.elements[at]
	if a.single {
		hit.End = f.right(p, at+1, i+1, e)
	} else {
		ends, n := f.ends(e.set, i)
		for _, end := range ends[:n] {
			hit.End = max(hit.End, f.right(p, at+1, end, e))
		}
	}
	if hit.End < 0 {
		return hit, false
	}
	if hit.Start = f.left(p, at-1, i, e); hit.Start < 0 {
		return hit, false
	}
	f.opened(p, &hit)
	return hit, true
}

// shorter appends the matches of p that begin where hit does and end before it. What an open slot
// took may turn out not to describe what follows; then a shorter match can stand where the longest
// cannot.
func (f *finder) shorter(p *pattern, hit Match, found []Match) []Match {
	for end := hit.End - 1; end > hit.Start; end-- {
		next := Match{Group: hit.Group, Pattern: hit.Pattern, Start: hit.Start, End: end}
		if f.parse(p, 0, hit.Start, end, &next.Open, 0) {
			found = append(found, next)
		}
	}
	return found
}

// right is the largest end that the elements from k on reach from token j on, or -1. Before is the
// element that took the words before j.
func (f *finder) right(p *pattern, k, j int, before *element) int {
	if k == len(p.elements) {
		return j
	}
	f.reached(p, k, j, true)
	e := &p.elements[k]
	best := -1
	switch {
	case e.gap > 0:
		best = f.right(p, k+1, j, e)
	case e.optional:
		best = f.right(p, k+1, j, before)
	}
	if j >= len(f.tokens) || f.parted(before, e, j) {
		return best
	}
	if e.set != nil {
		ends, n := f.ends(e.set, j)
		for _, end := range ends[:n] {
			best = max(best, f.right(p, k+1, end, e))
		}
		return best
	}
	for n := 1; n <= e.width() && j+n <= len(f.tokens) && f.free(e, j+n-1); n++ {
		if n > 1 && f.tokens[j+n-1].Sep > segment.Comma {
			break
		}
		best = max(best, f.right(p, k+1, j+n, e))
	}
	return best
}

// left is the smallest start that the elements down from k reach before token i, or -1. After is
// the element that begins at i.
func (f *finder) left(p *pattern, k, i int, after *element) int {
	if k < 0 {
		return i
	}
	f.reached(p, k, i, false)
	e := &p.elements[k]
	best := -1
	least := func(start int) {
		if start >= 0 && (best < 0 || start < best) {
			best = start
		}
	}
	switch {
	case e.gap > 0:
		least(f.left(p, k-1, i, e))
	case e.optional:
		least(f.left(p, k-1, i, after))
	}
	if i == 0 || f.parted(e, after, i) {
		return best
	}
	if e.set != nil {
		starts, n := f.starts(e.set, i)
		for _, start := range starts[:n] {
			least(f.left(p, k-1, start, e))
		}
		return best
	}
	for n := 1; n <= e.width() && n <= i && f.free(e, i-n); n++ {
		if n > 1 && f.tokens[i-n+1].Sep > segment.Comma {
			break
		}
		least(f.left(p, k-1, i-n, e))
	}
	return best
}

// between is the strongest separator that may stand between two elements: commas belong to gaps,
// and go before the words of open slots.
func between(before, after *element) segment.Separator {
	if before.gap > 0 || after.gap > 0 || after.open > 0 {
		return segment.Comma
	}
	return segment.Blank
}

// parted reports whether what stands before token i, which after begins with, parts two elements.
func (f *finder) parted(before, after *element, i int) bool {
	sep := f.tokens[i].Sep
	if sep <= between(before, after) {
		return false
	}
	return sep != segment.Break || !after.dash || !f.dashed(i)
}

// dashed reports whether a dash, and nothing else, stands before token i.
func (f *finder) dashed(i int) bool {
	switch strings.TrimSpace(f.text[f.tokens[i-1].End:f.tokens[i].Start]) {
	case "—", "–", "-", "--":
		return true
	}
	return false
}

func (e *element) width() int { return int(max(e.gap, e.open)) }

// free reports whether token i may stand in the gap or open slot e.
func (f *finder) free(e *element, i int) bool { return e.gap > 0 || !e.except.has(f.word(i)) }

// few is how many ends a set may reach from one token; members of a slot differ in length by less.
const few = 8

// ends are where members of s that begin at token i end.
func (f *finder) ends(s *Set, i int) (ends [few]int, n int) {
	word := f.word(i)
	if s.begins&s.classifier.classes(word) == 0 {
		return ends, 0
	}
	if s.words.has(word) {
		ends[0], n = i+1, 1
	}
	if len(s.sequences) == 0 {
		return ends, n
	}
	links := s.beginning(word)
	if len(links) == 0 {
		return ends, n
	}
	next := anything
	if i+1 < len(f.tokens) {
		next = s.classifier.classes(f.word(i + 1))
	}
	for _, l := range links {
		if s.second[l.sequence()]&next == 0 {
			continue
		}
		q := s.sequences[l.sequence()]
		if end := i + len(q); f.holds(q, i) && n < few && !slices.Contains(ends[:n], end) {
			ends[n] = end
			n++
		}
	}
	return ends, n
}

// starts are where members of s that end before token i begin.
func (f *finder) starts(s *Set, i int) (starts [few]int, n int) {
	word := f.word(i - 1)
	if s.ends&s.classifier.classes(word) == 0 {
		return starts, 0
	}
	if s.words.has(word) {
		starts[0], n = i-1, 1
	}
	if len(s.sequences) == 0 {
		return starts, n
	}
	links := s.ending(word)
	if len(links) == 0 {
		return starts, n
	}
	before := anything
	if i > 1 {
		before = s.classifier.classes(f.word(i - 2))
	}
	for _, l := range links {
		if s.penult[l.sequence()]&before == 0 {
			continue
		}
		q := s.sequences[l.sequence()]
		if start := i - len(q); f.holds(q, start) && n < few && !slices.Contains(starts[:n], start) {
			starts[n] = start
			n++
		}
	}
	return starts, n
}

// holds reports whether the sequence q stands at token i.
func (f *finder) holds(q sequence, i int) bool {
	if i < 0 || i+len(q) > len(f.tokens) {
		return false
	}
	for k := range q {
		t, word := &f.tokens[i+k], f.word(i+k)
		if !q[k].words.has(word) || k > 0 && t.Sep != segment.Blank ||
			q[k].possessive && t.Form&segment.Possessive == 0 {
			return false
		}
		if form, ok := q[k].form(word); ok && !f.stated(i+k, form) {
			return false
		}
	}
	return true
}

// stated reports whether token i is written as the stated form: with its letters, and without a
// possessive ending. A form in small letters may have the capitals that its place brings: those of
// a sentence's start, of a line in capitals, of a title in title case.
func (f *finder) stated(i int, form string) bool {
	t := &f.tokens[i]
	written := f.text[t.Start:t.End]
	if t.Form&segment.Possessive != 0 {
		return false
	}
	if written == form || f.words.Written(written) == f.words.Written(form) ||
		t.Form&segment.Disguise != 0 && segment.Fold(form) == form {
		return true
	}
	if t.Form&segment.Gendered != 0 { // Its word was found by its number.
		first, _ := utf8.DecodeRuneInString(form)
		return unicode.IsUpper(first) == (t.Form&segment.Capitalised != 0)
	}
	if segment.Fold(form) != form && t.Form&segment.Capitals == 0 {
		return false
	}
	switch {
	case t.Form&segment.Capitals != 0:
		return f.has(i-1, segment.Capitals) || f.has(i+1, segment.Capitals) || len(f.tokens) == 1
	case t.Form&segment.Capitalised != 0:
		return i == 0 || t.Sep >= segment.Break || f.titleCase(i)
	}
	return false
}

func (f *finder) has(i int, form segment.Form) bool {
	return i >= 0 && i < len(f.tokens) && f.tokens[i].Form&form != 0
}

// titleCase reports whether the nearest longer words on both sides are capitalised too.
func (f *finder) titleCase(i int) bool {
	neighbour := func(step int) bool {
		for j := i + step; j >= 0 && j < len(f.tokens); j += step {
			if f.tokens[max(j, j-step)].Sep == segment.Stop {
				return true
			}
			if f.tokens[j].End-f.tokens[j].Start > 3 {
				return f.tokens[j].Form&segment.Capitalised != 0
			}
		}
		return true
	}
	return neighbour(-1) && neighbour(1)
}

// opened records what the open slots of p took in hit.
func (f *finder) opened(p *pattern, hit *Match) {
	count := 0
	for i := range p.elements {
		if p.elements[i].open > 0 {
			count++
		}
	}
	if count == 0 {
		return
	}
	var path [2]Range
	if f.parse(p, 0, hit.Start, hit.End, &path, 0) {
		hit.Open = path
	}
}

// parse fills tokens [j, end) with the elements from k on, exactly, and notes what open slots take
// from number n on.
func (f *finder) parse(p *pattern, k, j, end int, path *[2]Range, n int) bool {
	if k == len(p.elements) {
		return j == end
	}
	e := &p.elements[k]
	if (e.optional || e.gap > 0) && f.parse(p, k+1, j, end, path, n) {
		return true
	}
	if j >= end {
		return false
	}
	if e.set != nil {
		ends, count := f.ends(e.set, j)
		for _, next := range ends[:count] {
			if next <= end && f.parse(p, k+1, next, end, path, n) {
				return true
			}
		}
		return false
	}
	for width := 1; width <= e.width() && j+width <= end && f.free(e, j+width-1); width++ {
		m := n
		if e.open > 0 {
			m++
		}
		if f.parse(p, k+1, j+width, end, path, m) {
			if e.open > 0 && n < len(path) {
				path[n] = Range{j, j + width}
			}
			return true
		}
	}
	return false
}

// Find says where the longest sequence of the set that begins at token i ends; ok is false when
// none does.
func (s *Set) Find(text string, tokens []segment.Token, i int) (end int, ok bool) {
	if s.begins&s.classifier.classes(s.vocabulary.Number(text, &tokens[i])) == 0 {
		return 0, false
	}
	f := finder{words: s.vocabulary, text: text, tokens: tokens}
	ends, n := f.ends(s, i)
	if n == 0 {
		return 0, false
	}
	return slices.Max(ends[:n]), true
}

package analyzer

import (
	"slices"
	"sort"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
)

// stretch is a part of a block that is looked at by itself, so that the words of a block as long as
// a book are not held at once. Nearly every block is one stretch.
type stretch struct {
	core document.Span // what begins here is counted and found
	span document.Span // whose words are known: the core, and what surrounds it in the block
}

// A block of more than twice coreLength bytes has stretches of coreLength. Around each of them is
// more than what a match or a sentence takes.
const (
	coreLength = 1 << 19
	surround   = 1 << 14
)

// firstStretch is the first stretch of a block.
func firstStretch(text string, block document.Span) stretch {
	s, _ := stretch{}.from(block.Start, text, block)
	return s
}

// next is the stretch that follows s. It reports false when s is the last of the block.
func (s stretch) next(text string, block document.Span) (stretch, bool) {
	return s.from(s.core.End, text, block)
}

// from is the stretch that begins there.
func (stretch) from(at int, text string, block document.Span) (stretch, bool) {
	s := stretch{core: document.Span{Start: at, End: block.End}, span: block}
	if s.core.Len() > 2*coreLength {
		s.core.End = boundary(text, at+coreLength)
		s.span.End = boundary(text, s.core.End+surround)
	}
	if at > block.Start {
		s.span.Start = max(block.Start, boundary(text, at-surround))
	}
	return s, at < block.End
}

// boundary is where the character starts that holds the byte at an offset.
func boundary(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// tokens is the range of the tokens, scanned in the stretch, that begin in its core.
func (s stretch) tokens(tokens []segment.Token) (first, end int) {
	if s.core == s.span {
		return 0, len(tokens)
	}
	at := func(offset int) int {
		return sort.Search(len(tokens), func(i int) bool { return int(tokens[i].Start) >= offset })
	}
	return at(s.core.Start), at(s.core.End)
}

// within is those of the indexes that lie in a range.
func within(all []int32, first, end int) []int32 {
	from, _ := slices.BinarySearch(all, int32(first))
	to, _ := slices.BinarySearch(all, int32(end))
	return all[from:to]
}

// seam is what the stretches of a block know of those before them.
type seam struct {
	mentioned int         // where the last mention of migrants ended
	found     map[int]int // where the last match of each group ended
}

// leftmost keeps, of the matches found in a stretch, those that begin in its core, as
// [match.Leftmost] chooses them, and takes note of where they end for the next stretch.
func (j *seam) leftmost(s stretch, tokens []segment.Token, found []match.Match) []match.Match {
	if s.core == s.span {
		return match.Leftmost(found)
	}
	first, end := s.tokens(tokens)
	found = match.Leftmost(slices.DeleteFunc(found, func(m match.Match) bool {
		return m.Start < first || m.Start >= end || int(tokens[m.Start].Start) < j.found[m.Group]
	}))
	if j.found == nil {
		j.found = map[int]int{}
	}
	for _, m := range found {
		j.found[m.Group] = max(j.found[m.Group], int(tokens[m.End-1].End))
	}
	return found
}

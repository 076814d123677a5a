package judge

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// quote is a stretch of text between quotation marks. An unclosed quotation ends with its
// paragraph.
type quote struct {
	outer document.Span // with its marks
	inner document.Span // without them
	depth int           // 0 for an outermost quotation
	last  int           // the number of the outermost quotation that ended last before this one, or -1
}

// maxDepth bounds the nesting of quotations; deeper marks are taken as letters.
const maxDepth = 8

// opened is a quotation whose end has not come yet.
type opened struct {
	mark  rune
	close rune
	outer int
	inner int
	at    int // its place in the list of quotations
}

// closers tells which mark closes a quotation. German and others use some of the marks the other
// way round.
var closers = map[rune]rune{
	'“': '”', '„': '“', '«': '»', '»': '«', '‹': '›', '›': '‹', '‘': '’', '‚': '‘', '"': '"', '\'': '\'',
	'「': '」', '『': '』',
}

// quotations finds the quotations in a block, by start. Apostrophes, inch marks and stray closing
// marks open none. Owns says that an apostrophe after s may be a possessive ending.
func quotations(text string, block document.Span, owns bool) []quote {
	var all []quote
	var stack []opened
	last := -1
	closeAt := func(n, i, size int) {
		for len(stack) > n {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			all[o.at].outer.End, all[o.at].inner.End = i, i
			if len(stack) == n {
				all[o.at].outer.End = i + size
			}
			if len(stack) == 0 {
				last = o.at
			}
		}
	}
	for i := block.Start; i < block.End; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:block.End])
		} else if r != '"' && r != '\'' && r != '`' {
			i++
			continue
		}
		if (r == '`' || r == '\'') && i+1 < block.End && text[i+1] == byte(r) {
			r, size = '"', 2 // ``quoted'' as typewriters wrote it
		}
		switch {
		case closes(stack, r) >= 0 && !isApostrophe(text, block, i, size, r, owns):
			closeAt(closes(stack, r), i, size)
		case opens(text, block, i, size, r, stack) && len(stack) < maxDepth:
			stack = append(stack, opened{r, closers[r], i, i + size, len(all)})
			all = append(all, quote{
				outer: document.Span{Start: i}, inner: document.Span{Start: i + size},
				depth: len(stack) - 1, last: last,
			})
		}
		i += size
	}
	closeAt(0, block.End, 0)
	return all
}

// closes is the place in the stack of the quotation that r closes, or -1.
func closes(stack []opened, r rune) int {
	for n := len(stack) - 1; n >= 0; n-- {
		if stack[n].close == r || stack[n].mark == '„' && (r == '”' || r == '"') {
			return n
		}
	}
	return -1
}

// opens reports whether the mark at i opens a quotation: something must follow it directly, but
// for « in the French manner, and nothing but a blank or bracket may precede it where the mark
// could also be something else.
func opens(text string, block document.Span, i, size int, r rune, stack []opened) bool {
	if _, ok := closers[r]; !ok {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+size : block.End])
	spaced := unicode.IsSpace(next)
	if i+size >= block.End || spaced && r != '«' && r != '‹' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[block.Start:i])
	free := i == block.Start || !unicode.IsLetter(before) && !unicode.IsDigit(before) &&
		!strings.ContainsRune(".,;:!?)”»", before)
	switch r {
	case '"', '»', '›':
		return free
	case '«', '‹':
		return free || !spaced
	case '\'', '‚':
		return free && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '"' || next == '“')
	case '‘':
		return free || !unicode.IsLetter(before)
	}
	return true
}

// isApostrophe reports whether a mark that could close a single quotation is an apostrophe: within
// a word, or after a plural while a better end follows.
func isApostrophe(text string, block document.Span, i, size int, r rune, owns bool) bool {
	if r != '’' && r != '\'' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+size : block.End])
	if i+size < block.End && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
		return true
	}
	if !owns || text[i-1] != 's' {
		return false
	}
	// After "migrants’" the quotation goes on when another closing mark comes before the next
	// opening one.
	rest := text[i+size : min(block.End, i+size+300)]
	for k, c := range rest {
		switch {
		case c == '‘' || c == '“' || c == '"':
			return false
		case c == r:
			after, _ := utf8.DecodeRuneInString(rest[k+utf8.RuneLen(c):])
			previous, _ := utf8.DecodeLastRuneInString(rest[:k])
			if !unicode.IsLetter(after) && !unicode.IsSpace(previous) && k > 0 {
				return true
			}
		}
	}
	return false
}

// Crosses reports whether tokens [start, end) begin in one quotation and end in another: "for “X”
// substitute “Y”" holds two terms and no third one.
func (p *Page) Crosses(start, end int) bool {
	if start+1 >= end {
		return false
	}
	first, last := &p.Tokens[start], &p.Tokens[end-1]
	between := p.text()[first.End:last.Start]
	if !strings.ContainsAny(between, "\"'’”»“„«‘") {
		return false
	}
	quotes := p.quotations()
	from := document.Span{Start: int(first.Start), End: int(first.End)}
	to := document.Span{Start: int(last.Start), End: int(last.End)}
	a, _, inA := around(quotes, from)
	b, _, inB := around(quotes, to)
	return inA && inB && !a.inner.Contains(to) && !b.inner.Contains(from)
}

// around is the innermost and the outermost quotation that holds s; ok is false when none does.
func around(quotes []quote, s document.Span) (inner, outer quote, ok bool) {
	n := sort.Search(len(quotes), func(i int) bool { return quotes[i].inner.Start > s.Start })
	for steps := 0; n > 0 && steps < 4*maxDepth; steps++ {
		n--
		if !quotes[n].inner.Contains(s) {
			if quotes[n].depth == 0 {
				break
			}
			continue
		}
		if !ok {
			inner, ok = quotes[n], true
		}
		if outer = quotes[n]; outer.depth == 0 {
			break
		}
	}
	return inner, outer, ok
}

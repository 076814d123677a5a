// Package quotation marks what is quoted in paragraphs between the one where a quotation begins and
// the one where it ends.
package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// openers are the marks that a quotation over several paragraphs may begin with.
var openers = []string{"“", "„", "\"", "«", "»", "‘", "「", "『"}

// A quotation goes on over so many paragraphs at most. Where no mark ends it within them, the one
// that began it was left open by mistake.
const maxCarried = 12

// Carry marks what is quoted in paragraphs that have no marks of their own, because the quotation
// began in one before and ends in one after: “One. / Two. / Three.” Paragraphs that begin with a
// mark again tell by themselves. Straight double marks count where one is left over in a paragraph,
// and single ones where a colon or comma is before the quotation and a stop before its end: others
// may be apostrophes.
func Carry(d *document.Document) {
	if !slices.ContainsFunc(openers, func(mark string) bool { return strings.Contains(d.Text, mark) }) {
		return
	}
	next := nextMark(d.Text)
	var carried []document.Mark
	for i := 0; i < len(d.Blocks); i++ {
		if b := &d.Blocks[i]; goesOn(b) {
			if mark := leftOpen(b.Of(d.Text), next); mark != 0 {
				quoted, last := carry(d, i, mark, next)
				carried = append(carried, quoted...)
				i = max(i, last-1) // The last one may open another.
			}
		}
	}
	if len(carried) == 0 {
		return
	}
	d.Marks = append(d.Marks, carried...)
	slices.SortStableFunc(d.Marks, func(a, b document.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
}

// goesOn reports whether a block is a paragraph that a quotation may go on from, or in.
func goesOn(b *document.Block) bool {
	paragraph := b.Role == document.Body || b.Role == document.ListItem || b.Role == document.BlockQuote
	return paragraph && b.Exclusion == document.Included
}

// carry looks for the end of a quotation that a mark in block i leaves open. It returns what is
// quoted in the blocks after it that have no marks of their own, and the block in which the
// quotation ends.
func carry(d *document.Document, i int, mark rune, next markFinder) (quoted []document.Mark, last int) {
	n, own := 0, false
	for k := i + 1; k < len(d.Blocks) && n < maxCarried; k++ {
		b := &d.Blocks[k]
		if b.Exclusion != document.Included || b.Role == document.Note || b.Role == document.Running {
			continue // They are beside the text.
		}
		if !goesOn(b) || (b.Role == document.BlockQuote) != (d.Blocks[i].Role == document.BlockQuote) {
			break
		}
		n++
		text := b.Of(d.Text)
		if first, _ := utf8.DecodeRuneInString(text); first == mark { // It tells by itself what is quoted.
			if own {
				return nil, i // It begins another: those between have quotations of their own.
			}
			if leftOpen(text, next) == 0 {
				return quoted, k
			}
			continue
		}
		span := b.Span
		end := endOf(text, mark)
		switch {
		case end >= 0:
			span.End = span.Start + len(strings.TrimRight(text[:end], " \n"))
		case mark == '"' && strings.Contains(text, "\""):
			return nil, i // It has a quotation of its own, so the one before was hardly open.
		}
		if span.Len() > 0 { // The block may begin with the mark that ends it.
			quoted = append(quoted, document.Mark{Span: span, Kind: document.Quotation})
		}
		if end >= 0 {
			if (own || strings.ContainsRune(text[:end], mark)) && strings.ContainsFunc(text[end:], canonical.IsWordRune) {
				return nil, i // A mark too many, after quotations of their own: the one before was hardly open.
			}
			return quoted, k
		}
		own = own || strings.ContainsRune(text, mark)
	}
	return nil, i
}

// endOf is where a quotation ends that was open before the text, or -1.
func endOf(text string, mark rune) int {
	if mark == '"' {
		if i := strings.IndexByte(text, '"'); i > 0 && !opensAt(text, i, 1) {
			return i
		}
		return -1
	}
	depth := 0
	for i, r := range text {
		switch {
		case closes(mark, text, i, r) && depth == 0:
			return i
		case closes(mark, text, i, r):
			depth--
		case opens(text, i, r) == mark:
			depth++
		}
	}
	return -1
}

// leftOpen is the mark of the quotation that a text leaves open; 0 when it leaves none open.
func leftOpen(text string, next markFinder) rune {
	if strings.Count(text, "\"")%2 == 1 {
		if i := strings.LastIndexByte(text, '"'); opensAt(text, i, 1) {
			return '"'
		}
	}
	var open []rune
	for i := 0; i < len(text); {
		n := next(text[i:])
		if n < 0 {
			break
		}
		i += n
		r, size := utf8.DecodeRuneInString(text[i:])
		if n := len(open); n > 0 && closes(open[n-1], text, i, r) {
			open = open[:n-1]
		} else if mark := opens(text, i, r); mark != 0 {
			open = append(open, mark)
		}
		i += size
	}
	if len(open) == 0 {
		return 0
	}
	return open[0]
}

// markFinder is where the next character may be a mark, or -1.
type markFinder func(text string) int

// nextMark is the quickest finder for the marks of a text: most texts have none but such as begin
// with the byte E2.
func nextMark(text string) markFinder {
	if strings.Contains(text, "«") || strings.Contains(text, "「") || strings.Contains(text, "『") {
		return func(s string) int {
			return strings.IndexFunc(s, func(r rune) bool { return r >= '«' && strings.ContainsRune(marks, r) })
		}
	}
	return func(s string) int { return strings.IndexByte(s, '\xE2') }
}

// marks are all that open or close a quotation, but for straight ones.
const marks = "“”„«»‘’「」『』"

// opens is the mark at i, r, where it opens a quotation; 0 where it does not. French sets blanks
// within its marks, German turns them around.
func opens(text string, i int, r rune) rune {
	switch r {
	case '“', '„', '「', '『':
		return r
	case '«':
		return r
	case '»':
		if opensAt(text, i, utf8.RuneLen(r)) {
			return r
		}
	case '‘':
		before := strings.TrimRight(text[:i], " ")
		if before == "" || strings.ContainsAny(before[len(before)-1:], ":,") && len(before) < i {
			return r
		}
	}
	return 0
}

// closes reports whether the mark at i, r, ends the quotation that another one opened. German
// closes with the mark that English opens with.
func closes(open rune, text string, i int, r rune) bool {
	switch open {
	case '“', '„':
		return r == '”' || r == '“' && open == '„'
	case '«':
		return r == '»'
	case '»':
		return r == '«'
	case '「':
		return r == '」'
	case '『':
		return r == '』'
	case '‘':
		after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		return r == '’' && i > 0 && strings.ContainsAny(text[i-1:i], ".!?,") && !unicode.IsLetter(after)
	}
	return false
}

// opensAt reports whether a mark of n bytes at i is before a word and after none.
func opensAt(text string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	free := i == 0 || unicode.IsSpace(before) || before == '(' || before == '[' || before == '—' || before == '–'
	return free && (unicode.IsLetter(after) || unicode.IsDigit(after) || after == '…' || after == '[')
}

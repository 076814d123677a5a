// Package quotation marks what is quoted in paragraphs between the one where a quotation begins and
// the one where it ends.
package quotation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// A quotation goes on over so many paragraphs at most. Where no mark ends it within them, the one
// that began it was left open by mistake.
const maxCarried = 12

// Carry marks what is quoted in paragraphs that have no marks of their own, because the
// quotation began in one before and ends in one after: “One. / Two. / Three.” Paragraphs that
// begin with a mark again tell by themselves. Other marks than these are left out: they do not say
// whether they open or close, or are apostrophes.
func Carry(d *document.Document) {
	if !strings.Contains(d.Text, "“") && !strings.Contains(d.Text, "„") {
		return
	}
	var carried []document.Mark
	for i := 0; i < len(d.Blocks); i++ {
		if b := &d.Blocks[i]; goesOn(b) {
			if mark := leftOpen(b.Of(d.Text)); mark != 0 {
				quoted, last := carry(d, i, mark)
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
func carry(d *document.Document, i int, mark rune) (quoted []document.Mark, last int) {
	n := 0
	for k := i + 1; k < len(d.Blocks) && n < maxCarried; k++ {
		b := &d.Blocks[k]
		if b.Exclusion != document.Included || b.Role == document.Note || b.Role == document.Running {
			continue // They are beside the text.
		}
		if !goesOn(b) || b.Role != d.Blocks[i].Role {
			break
		}
		n++
		text := b.Of(d.Text)
		if first, _ := utf8.DecodeRuneInString(text); first == mark { // It tells by itself what is quoted.
			if leftOpen(text) == 0 {
				return quoted, k
			}
			continue
		}
		span := b.Span
		end := endOf(text, mark)
		if end >= 0 {
			span.End = span.Start + end
		}
		quoted = append(quoted, document.Mark{Span: span, Kind: document.Quotation})
		if end >= 0 {
			return quoted, k
		}
	}
	return nil, i
}

// endOf is where a quotation ends that was open before the text, or -1.
func endOf(text string, mark rune) int {
	depth := 0
	for i, r := range text {
		switch {
		case endedBy(mark, r) && depth == 0:
			return i
		case endedBy(mark, r):
			depth--
		case r == mark:
			depth++
		}
	}
	return -1
}

// leftOpen is the mark of the quotation that a text leaves open; 0 when it leaves none open.
func leftOpen(text string) rune {
	var open []rune
	for i := 0; i < len(text); {
		next := strings.IndexByte(text[i:], '\xE2') // All of these marks begin with it.
		if next < 0 {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i+next:])
		i += next + size
		switch n := len(open); {
		case n > 0 && endedBy(open[n-1], r):
			open = open[:n-1]
		case r == '“' || r == '„':
			open = append(open, r)
		}
	}
	if len(open) == 0 {
		return 0
	}
	return open[0]
}

// endedBy reports whether a mark closes the quotation that another opens. German closes with the
// mark that English opens with.
func endedBy(open, r rune) bool { return r == '”' || r == '“' && open == '„' }

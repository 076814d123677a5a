// Package canonical turns text into the form in which it is searched: hyphens at line ends joined,
// blanks and ligatures undone, invisible characters taken out. It is the only place where that is
// done, and [Edit] and [Apply] move everything that points into the text along.
package canonical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// Blanks are the bytes that are white space in every format.
const Blanks = " \t\n\r\f\v"

// IsBlank reports whether a byte is white space of ASCII.
func IsBlank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// AllBlanks are the blanks that may follow a number before the text is folded.
const AllBlanks = Blanks + "\u00A0\u2002\u2003\u2009\u202F"

// BlankAt is the length of the blank at i, or 0.
func BlankAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune(AllBlanks, r) {
		return 0
	}
	return n
}

// Letters are the letters and digits next to an offset, before it for the direction -1 and after it
// for 1; at most about a hundred bytes.
func Letters(text string, at, direction int) string {
	const most = 100
	i := at
	for {
		r, n := utf8.DecodeRuneInString(text[i:])
		if direction < 0 {
			r, n = utf8.DecodeLastRuneInString(text[:i])
		}
		if n == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || (i-at)*direction > most {
			break
		}
		i += n * direction
	}
	return text[min(i, at):max(i, at)]
}

// IsWordRune reports whether a rune can be part of a word. A document without one has not been
// read, whatever it may hold. Circled and squared letters are signs to Unicode.
func IsWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r >= 0x249C && r <= 0x24E9 || r >= 0x1F110 && r <= 0x1F189
}

// ShortHeading is a heading, folded, in one line of at most 80 characters.
func ShortHeading(heading string) string {
	heading = strings.ToValidUTF8(heading, "") // It may be cut in the middle of a character.
	doc := document.Document{Text: heading, Blocks: []document.Block{{Span: document.Span{End: len(heading)}}}}
	Fold(&doc, unbounded, false)
	s := strings.Join(strings.Fields(doc.Text), " ")
	n := 0
	for i := range s {
		if n++; n == 80 {
			return strings.TrimRight(s[:i], " ,;:") + "…"
		}
	}
	return s
}

// unbounded is what a change of a text may take that is known to be short.
const unbounded = 1 << 62

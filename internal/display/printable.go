// Package display makes what documents and files' names say safe to show: on a terminal, in the log
// of a workflow, in markup and in JSON. Nothing that a document holds is obeyed there, and nothing
// of it is lost without a sign.
package display

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable is s with everything replaced that could steer a terminal: control characters, line
// breaks among them, and marks of writing direction become a middle dot, so that a document or a
// file's name cannot change what a reader sees. Bytes that are no UTF-8 are written as Name writes
// them.
func Printable(s string) string {
	s = Legible(s)
	return strings.Map(func(r rune) rune {
		if steers(r) {
			return '·'
		}
		return r
	}, s)
}

// steers reports whether a character changes what a reader sees and is not seen itself: a terminal
// might obey it instead of showing it, or show nothing. What joins letters, and what chooses the
// form of the one before, is part of how some scripts and signs are written.
func steers(r rune) bool {
	switch {
	case r == 0x200C || r == 0x200D || unicode.Is(unicode.Variation_Selector, r):
		return false
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r): // They are signs of format with a look of their own.
		return false
	}
	return Unseen(r) || r == 0x2028 || r == 0x2029
}

// Visible shows characters that could change what a reader sees: control characters and marks of
// writing direction appear by their number. Bytes that are no UTF-8 are written as Name writes
// them.
func Visible(s string) string {
	s = Legible(s)
	if strings.IndexFunc(s, invisible) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if invisible(r) {
			fmt.Fprintf(&b, "‹U+%04X›", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func invisible(r rune) bool { return steers(r) && r != '\n' && r != '\t' }

// Unseen reports whether a character has no look of its own: control and format characters, what
// Unicode says to ignore where it cannot be shown, what is no character, and the braille pattern
// without dots.
func Unseen(r rune) bool {
	switch { // Most of a text is told without a table.
	case r < 0x300:
		return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xAD
	case r == 0x2800, r == 0x3164:
		return true
	case r >= 0x2070 && r < 0xFDD0:
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point,
		unicode.Noncharacter_Code_Point)
}

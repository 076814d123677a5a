package reports

import (
	"strings"
	"unicode"
)

// Printable is s with everything replaced that could steer a terminal: control characters, line breaks among them, and marks of writing direction become a middle dot, so
// that a document or a file's name cannot change what a reader sees.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if steers(r) {
			return '·'
		}
		return r
	}, s)
}

// steers tells whether a terminal might obey a character instead of showing it.
func steers(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 || r == 0x200E || r == 0x200F || r == 0x061C
}

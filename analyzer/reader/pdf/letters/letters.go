// Package letters tells which code points of a PDF mean something, and whether two texts say the
// same: what a file draws, and what it tells programs that it draws.
package letters

import "strings"

// Unknown stands for a character whose meaning the file does not tell.
const Unknown = 0xFFFD

// Usable reports whether a code point means a character.
func Usable(c rune) bool {
	switch {
	case c < 0x20 && c != '\t', c >= 0x7f && c < 0xA0: // controls
		return false
	case c >= 0xE000 && c <= 0xF8FF, c >= 0xF0000: // private use
		return false
	case c >= 0xD800 && c <= 0xDFFF, c == Unknown, c&0xFFFE == 0xFFFE: // no characters
		return false
	}
	return true
}

// Empty reports whether a code point means a blank, or nothing that is seen.
func Empty(c rune) bool {
	switch {
	case c >= 0x2000 && c <= 0x200F, c >= 0x2028 && c <= 0x202F, c >= 0x205F && c <= 0x206F:
		return true
	case c >= 0x180B && c <= 0x180F, c >= 0xFE00 && c <= 0xFE0F: // variation selectors
		return true
	}
	return strings.ContainsRune("\t\u00a0\u034f\u061c\u115f\u1160\u2800\u3000\u3164\ufeff\uffa0", c)
}

// Ornaments reports whether a font is made for ornaments rather than letters, by its name.
func Ornaments(font string) bool {
	font = strings.ToLower(font)
	for _, part := range [...]string{
		"wingding", "webding", "dingbat", "symbol", "icon", "awesome", "emoji", "marlett",
		"barcode", "code39", "code128", "ornament", "bullet",
	} {
		if strings.Contains(font, part) {
			return true
		}
	}
	return false
}

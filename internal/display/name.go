package display

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Name is the name of a file as reports and messages show it: itself, but where bytes are no UTF-8,
// each is written as \x and two hexadecimal digits. A backslash that would read as one of these is
// written \x5c, so FileName gives the same bytes again. The result is UTF-8.
func Name(name string) string {
	if utf8.ValidString(name) && !strings.Contains(name, `\x`) {
		return name
	}
	var b strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		switch _, reads := escapedByte(name); {
		case r == utf8.RuneError && size == 1, reads:
			fmt.Fprintf(&b, `\x%02x`, name[0])
		default:
			b.WriteString(name[:size])
		}
		name = name[size:]
	}
	return b.String()
}

// Legible is a text that may quote the name of a file: where it is no UTF-8, as Name has it.
func Legible(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return Name(s)
}

// FileName is the name that Name shows as s.
func FileName(s string) string {
	if !strings.Contains(s, `\x`) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		if c, ok := escapedByte(s); ok {
			b.WriteByte(c)
			s = s[len(`\xff`):]
			continue
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// escapedByte is the byte that s begins with as Name writes one.
func escapedByte(s string) (byte, bool) {
	const digits = "0123456789abcdef"
	if len(s) < len(`\xff`) || s[:2] != `\x` {
		return 0, false
	}
	high, low := strings.IndexByte(digits, s[2]), strings.IndexByte(digits, s[3])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

// Names are names as reports show them.
func Names(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, Name(name))
	}
	return list
}

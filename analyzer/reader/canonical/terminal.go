package canonical

import "strings"

// escapeByte begins the control sequences of terminals.
const escapeByte = 0x1B

// isUpperOrDigit reports whether c is a capital letter or a digit of ASCII.
func isUpperOrDigit(c byte) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' }

// escapeSequence is the length of the control sequence of a terminal (ECMA-48) that s begins with,
// after the byte or character that introduces it; 0 for none. Terminals show nothing of it.
// Sequences that hold a string, as for a link, end within a few hundred bytes: what has no end is
// text.
func escapeSequence(s string) int {
	if s == "" {
		return 0
	}
	switch c := s[0]; {
	case c == '[':
		if n := controlSequence(s[1:]); n > 0 {
			return 1 + n
		}
		return 0
	case c == ']' || c == 'P' || c == '_' || c == '^' || c == 'X':
		return controlString(s)
	case c >= '(' && c <= '+': // a set of characters
		if len(s) > 1 && isUpperOrDigit(s[1]) {
			return 2
		}
	case c >= '0' && c <= '~' && !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'):
		return 1
	}
	return 0
}

// controlString is the length of a control string that s begins with, up to what ends it; 0 where
// it has no end within its line.
func controlString(s string) int {
	const longest = 512
	s = s[:min(len(s), longest)]
	end := strings.IndexAny(s, "\a\x1b")
	if end < 0 || strings.IndexByte(s[:end], '\n') >= 0 {
		return 0
	}
	return end
}

// controlSequence is the length of the parameters of a control sequence and of the letter that ends
// them, which says what it does.
func controlSequence(s string) int {
	const longest = 64
	for i := 0; i < min(len(s), longest); i++ {
		switch c := s[i]; {
		case c >= '@' && c <= '~':
			return i + 1
		case c < '0' || c > '?':
			return 0
		}
	}
	return 0
}

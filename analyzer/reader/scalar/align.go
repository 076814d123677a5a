package scalar

import (
	"strings"
	"unicode/utf8"

	"refrain/analyzer/reader/canonical"
)

// Align hands on the decoded value of a scalar of YAML, TOML or JSON that begins at the offset
// start of s, piece by piece, each with the place in s that it was decoded from: characters as they are,
// escapes, and white space, of which s may have more or less.
func Align(s string, start int, value string, piece func(text string, from, size int)) {
	i, mark := opening(s, start)
	for v := value; v != ""; {
		if n := len(v) - len(strings.TrimLeft(v, canonical.Blanks)); n > 0 {
			from := i
			i = blankEnd(s, i, mark)
			piece(v[:n], from, i-from)
			v = v[n:]
			continue
		}
		_, n := utf8.DecodeRuneInString(v)
		size := 0
		switch i = continued(s, i, mark); {
		case mark == '"' && strings.HasPrefix(s[i:], `\`):
			size = min(escape(s[i:]), len(s)-i)
		case mark == '\'' && v[0] == '\'' && strings.HasPrefix(s[i:], "''"):
			size = 2
		case strings.HasPrefix(s[i:], v[:n]):
			n = sameBytes(s[i:], v, mark)
			size = n
		case i < len(s) && canonical.IsBlank(s[i]):
			i = blankEnd(s, i, mark)
			continue
		default: // It is decoded in a way that is not known here.
			n = len(v)
		}
		piece(v[:n], i, size)
		i, v = i+size, v[n:]
	}
}

// opening is where the characters of the scalar at i begin, and its quotation mark; 0 for one
// without.
func opening(s string, i int) (start int, mark byte) {
	if i >= len(s) {
		return len(s), 0
	}
	switch c := s[i]; c {
	case '"', '\'':
		if strings.HasPrefix(s[i:], strings.Repeat(string(c), 3)) { // of TOML
			return i + 3, c
		}
		return i + 1, c
	case '|', '>':
		if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
			return i + n + 1, 0
		}
		return len(s), 0
	}
	return i, 0
}

// blankEnd is where the white space at i ends, escaped white space included.
func blankEnd(s string, i int, mark byte) int {
	for i < len(s) {
		switch {
		case canonical.IsBlank(s[i]):
			i++
		case mark == '"' && s[i] == '\\' && i+1 < len(s) && strings.IndexByte("nrt \n\r_L", s[i+1]) >= 0:
			i += 2
		default:
			return i
		}
	}
	return i
}

// continued is where a text goes on at i, after a line end that is escaped.
func continued(s string, i int, mark byte) int {
	for mark == '"' && (strings.HasPrefix(s[i:], "\\\n") || strings.HasPrefix(s[i:], "\\\r\n")) {
		i = blankEnd(s, i, mark)
	}
	return i
}

// escape is the length of the escape at the start of s.
func escape(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	switch s[1] {
	case 'x':
		return 4
	case 'u':
		return 6
	case 'U':
		return 10
	}
	return 2
}

// sameBytes is for how many bytes s and v are the same, up to white space and whatever a quotation
// mark makes an escape.
func sameBytes(s, v string, mark byte) int {
	n := 0
	for n < len(s) && n < len(v) && s[n] == v[n] && !canonical.IsBlank(v[n]) &&
		(mark != '"' || v[n] != '\\') && (mark != '\'' || v[n] != '\'') {
		n++
	}
	for n > 0 && n < len(v) && !utf8.RuneStart(v[n]) {
		n--
	}
	return max(n, 1)
}

package scalar

import (
	"strings"
	"unicode/utf8"
)

// Lines are the offsets at which the lines of a text begin.
type Lines []int

// LinesOf finds the lines of s.
func LinesOf(s string) Lines {
	var lines Lines
	at := 0
	for line := range strings.Lines(s) {
		lines = append(lines, at)
		at += len(line)
	}
	return lines
}

// Offset is where a parser of s says that something is: lines and columns count from 1, columns in
// code points. It reports false where s has no such line.
func (l Lines) Offset(s string, line, column int) (int, bool) {
	if line < 1 || line > len(l) {
		return 0, false
	}
	at := l[line-1]
	for range column - 1 {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at, true
}

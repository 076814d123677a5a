package lsp

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// encoding is how the characters of a line are counted.
type encoding string

// The encodings of the specification. UTF-16 is that of clients that name none.
const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
	utf32Units encoding = "utf-32"
)

// negotiate returns the client's encoding: the first that it offers of those that there are.
func negotiate(offered []string) encoding {
	for _, name := range offered {
		switch e := encoding(name); e {
		case utf8Units, utf16Units, utf32Units:
			return e
		}
	}
	return utf16Units
}

// units is how many code units a character of so many bytes takes.
func (e encoding) units(r rune, bytes int) int {
	switch {
	case e == utf8Units:
		return bytes
	case e == utf16Units && r > 0xFFFF:
		return 2
	}
	return 1
}

// lines finds places in a text. Lines end at LF, CR LF or a lone CR, as the specification says. It is
// for one goroutine.
type lines struct {
	text   string
	in     encoding
	starts []int // offsets of the lines
	ascii  bool  // all characters have one byte

	// The place that was asked for last: places are mostly asked for in their order, and a line may
	// be as long as the document.
	line, offset, units int
}

func newLines(text string, in encoding) *lines {
	l := &lines{text: text, in: in, ascii: true, starts: make([]int, 1, 2+len(text)/40), line: -1}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n', c == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			l.starts = append(l.starts, i+1)
		case c >= utf8.RuneSelf:
			l.ascii = false
		}
	}
	return l
}

// position is the place of an offset. One beyond the text is the text's end.
func (l *lines) position(offset int) Position {
	offset = max(0, min(offset, len(l.text)))
	line := sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset }) - 1
	if l.ascii || l.in == utf8Units {
		return Position{uint32(line), uint32(offset - l.starts[line])}
	}
	if line != l.line || offset < l.offset {
		l.line, l.offset, l.units = line, l.starts[line], 0
	}
	for l.offset < offset {
		r, n := utf8.DecodeRuneInString(l.text[l.offset:])
		if l.offset+n > offset {
			break // An offset within a character is the place of the character.
		}
		l.offset += n
		l.units += l.in.units(r, n)
	}
	return Position{uint32(line), uint32(l.units)}
}

// between is the range of two offsets.
func (l *lines) between(start, end int) Range { return Range{l.position(start), l.position(end)} }

// offset is the offset of a place. A place beyond its line is the line's end, before what ends it; one
// beyond the last line is the text's end; one within a character is the character's beginning.
func (l *lines) offsetOf(p Position) int {
	if int64(p.Line) >= int64(len(l.starts)) {
		return len(l.text)
	}
	start := l.starts[p.Line]
	end := len(l.text)
	if int(p.Line)+1 < len(l.starts) {
		end = l.starts[p.Line+1]
	}
	line := strings.TrimSuffix(strings.TrimSuffix(l.text[start:end], "\n"), "\r")
	if l.ascii {
		return start + int(min(int64(p.Character), int64(len(line))))
	}
	units := 0
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if units += l.in.units(r, n); int64(units) > int64(p.Character) {
			return start + i
		}
		i += n
	}
	return start + len(line)
}

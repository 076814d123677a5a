package layout

import (
	"strings"

	"refrain/analyzer/reader/provision"
)

// beginsItem reports whether the line begins like the item of a list or a numbered paragraph:
// "(a) ", "1. ", "iv) ", "• ".
func (l *line) beginsItem() bool {
	const shortest = 3 // characters: a mark, a blank and something of the item
	return len(l.chars) >= shortest && (bulleted(l.chars) || numbered(l.chars))
}

// bulleted reports whether characters begin with a bullet and a blank.
func bulleted(c []Char) bool {
	return strings.ContainsRune("•◦▪‣●○■□–—-*\uf0b7\uf0a7\uf02d", c[0].Rune) && c[1].Rune <= ' '
}

// Bounds on the number of an item. A longer one is a year, an amount or a word.
const (
	longestNumber = 5 // characters in brackets: "(xviii)" is longer, and rare
	longestPlain  = 3 // before a full stop
)

// numbered reports whether characters begin with the number of an item: "(a)", "‘(2)", "12.".
func numbered(c []Char) bool {
	opened := c[0].Rune == '(' || c[0].Rune == '‘' && c[1].Rune == '('
	from := skip(c, 0, len(c), func(r rune) bool { return strings.ContainsRune("(‘“", r) })
	end := skip(c, from, from+longestNumber, alphanumeric)
	if end == from || end >= len(c) || !countable(c[from:end]) {
		return false
	}
	after := c[end+1:]
	switch c[end].Rune {
	case ')':
		return len(after) == 0 || after[0].Rune <= ' ' || after[0].Rune == '(' ||
			opened && !strings.ContainsRune(",;.:)", after[0].Rune)
	case '.':
		plain := c[from].Rune <= '9' && end-from <= longestPlain || end-from == 1
		return plain && !opened && len(after) > 0 && after[0].Rune <= ' '
	}
	return false
}

// skip returns the first character from a place on that is none of those, or to.
func skip(c []Char, from, to int, those func(r rune) bool) int {
	for from < min(to, len(c)) && those(c[from].Rune) {
		from++
	}
	return from
}

func alphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// countable reports whether letters and digits count the items of a list.
func countable(c []Char) bool {
	var number [longestNumber]byte
	for i := range c {
		number[i] = byte(c[i].Rune) // They are ASCII.
	}
	return provision.IsItemNumber(string(number[:len(c)]))
}

// itemMark reports whether characters are no more than the mark of an item: "(a)", "12.", "•".
func itemMark(chars []Char) bool {
	const longest = 5 // characters: "(iii)"
	last := chars[len(chars)-1].Rune
	if len(chars) == 1 {
		return !wordRune(last)
	}
	return len(chars) <= longest && (last == '.' || last == ')')
}

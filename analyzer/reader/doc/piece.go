package doc

import (
	"sort"

	"refrain/analyzer/reader/charset"
)

// piece is a stretch of text in the main stream. Saving quickly appends pieces, and leaves the
// others where they are.
type piece struct {
	from, to int  // characters of the document
	at       int  // its first byte
	wide     bool // two bytes to a character; one otherwise
	prm      int  // what is said of all its letters besides
}

// readPieces reads the table of pieces. It reports whether there is one that can be trusted.
func (w *word) readPieces() bool {
	s := w.tableOf(tablePieces)
	for len(s) >= 3 && s[0] == 1 { // properties that pieces name
		n := u16(s, 1)
		if n > len(s)-3 {
			return false
		}
		w.prcs = append(w.prcs, s[3:3+n])
		s = s[3+n:]
	}
	const head, size = 5, 8
	if len(s) < head || s[0] != 2 || u32(s, 1) > len(s)-head {
		return false
	}
	s = s[head : head+u32(s, 1)]
	list := places(s, size)
	for i := 0; i+1 < len(list); i++ {
		at := 4*len(list) + size*i
		p := piece{from: list[i], to: list[i+1], at: u32(s, at+2), prm: u16(s, at+6), wide: true}
		const narrow = 0x40000000
		if p.at&narrow != 0 {
			p.at, p.wide = p.at&^narrow/2, false
		}
		if p.to < p.from || i > 0 && p.from != w.pieces[i-1].to {
			return false
		}
		w.pieces = append(w.pieces, p)
	}
	// No byte is text twice, so there are no more characters than bytes.
	return len(w.pieces) > 0 && w.pieces[0].from == 0 && w.pieces[len(w.pieces)-1].to <= len(w.main)
}

// char is a character of the document.
type char struct {
	code  int // its number: in Unicode, or of a byte
	at, n int // its bytes in the main stream
	wide  bool
	piece int
}

// rune is the letter that the character is.
func (c char) rune() rune {
	if c.wide || c.code < 0x80 {
		return rune(c.code)
	}
	for _, r := range charset.Decode(string([]byte{byte(c.code)}), "windows-1252").Text {
		return r
	}
	return '\uFFFD'
}

// cursor finds characters, the next one fast.
type cursor struct {
	w *word
	i int // the piece at hand
}

// at is the character at a place. It reports whether the file holds it.
func (c *cursor) at(cp int) (char, bool) {
	pieces := c.w.pieces
	if p := pieces[c.i]; cp < p.from || cp >= p.to {
		c.i = sort.Search(len(pieces), func(i int) bool { return pieces[i].to > cp })
		if c.i == len(pieces) {
			c.i = 0
			return char{}, false
		}
	}
	p := pieces[c.i]
	ch := char{n: 1, at: p.at + cp - p.from, wide: p.wide, piece: c.i}
	if p.wide {
		ch.at, ch.n = p.at+2*(cp-p.from), 2
	}
	if ch.at+ch.n > len(c.w.main) {
		c.w.d.Damaged("the text breaks off")
		return char{}, false
	}
	if ch.code = int(c.w.main[ch.at]); p.wide {
		ch.code = u16(c.w.main, ch.at)
	}
	return ch, true
}

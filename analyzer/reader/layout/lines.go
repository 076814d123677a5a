package layout

import (
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// line is a printed line, or as much of it as the content of the page writes in one go.
type line struct {
	page     int
	chars    []Char
	box      document.Box
	size     float32 // of most of its letters
	font     uint16  // that they are in
	base     float32 // where they stand, roughly: the bottom of their boxes
	letters  int     // and digits, and everything else that is no blank
	bold     bool    // nearly all of them
	upper    bool    // its letters are capitals, and there are some
	vertical bool    // it runs up or down the page
	hyphened bool    // it ends with a Hyphen
	printed  int
	number   int
	cell     int // which cell of a table on the page it belongs to, from 1; 0 for none
	role     role
	element  *Element // that most of it belongs to, nil without
}

// role is what a line is for, as far as one page or its neighbours tell.
type role uint8

const (
	body role = iota
	head      // running, at the top of the page
	foot      // running, at its bottom or in its margin
	note
)

// scanner cuts the characters of a page into lines.
type scanner struct {
	page  *Page
	index int
	lines []line

	from  int // the first character of the open line
	last  int // its last character that is no blank, -1 before there is one
	sizes [4]sizeCount
	open  line
	bold  int
	back  bool // a character of it stands left of the one before

	leftward bool // it has a letter of a script that runs from right to left

	singles int  // characters of it between two blanks
	gapped  bool // there is a blank before the last character
	mixed   bool // characters of one font have several heights

	uneven map[uint16]bool // fonts whose boxes tell nothing but how high each glyph is
}

// sizeCount is how many characters of one font stand on one height.
type sizeCount struct {
	font  uint16
	size  float32 // of the largest
	base  float32
	count int
}

// linesOf cuts the characters of a page into lines, in the order of the content. It ends a line
// where the content does, and where the next character stands somewhere else.
func linesOf(p *Page, index int) []line {
	if RunsDown(p.Chars) {
		p.Chars = inColumnsDown(p.Chars)
	}
	p.Chars = joinSplitLines(p.Chars)
	s := scanner{page: p, index: index, last: -1, uneven: map[uint16]bool{}}
	s.open.page = index
	chars := p.Chars
	for i := range chars {
		c := &chars[i]
		switch {
		case c.Rune == '\r' || c.Rune == '\n':
			s.end(i)
		case Blank(c.Rune):
		default:
			if s.last >= 0 && (s.leaves(&chars[s.last], c) && !s.goesBack(i) || p.leavesCell(&chars[s.last], c)) {
				s.end(i)
			}
			s.add(i)
		}
	}
	s.end(len(chars))
	s.evenSizes()
	return s.lines
}

// Where a line ends, in heights of the lower of two letters unless it says otherwise.
const (
	beside      = 0.3 // overlap of two letters of one line: raised marks overlap by more, lines set tightly by less
	farBack     = 4   // to the left: accents and overprinted letters go back less
	adjacent    = 0.3 // between a raised letter and the low one before it: no blank fits
	onLine      = 0.5 // overlap of a raised letter with the whole line
	stacked     = 0.6 // widths that two letters of a vertical line share
	stackedNear = 0.8 // widths between two letters of a vertical line
)

// leaves reports whether c, after b, is no longer on the open line.
func (s *scanner) leaves(b, c *Char) bool {
	if b.Rune == Hyphen {
		return true
	}
	overlap := min(b.Box.Bottom, c.Box.Bottom) - max(b.Box.Top, c.Box.Top)
	high := min(b.Box.Bottom-b.Box.Top, c.Box.Bottom-c.Box.Top)
	if overlap >= beside*high {
		return c.Box.Left < b.Box.Left-farBack*high && c.Box.Left < s.open.box.Left
	}
	l := s.open.box
	if abs(c.Box.Left-b.Box.Right) < adjacent*high &&
		min(l.Bottom, c.Box.Bottom)-max(l.Top, c.Box.Top) > onLine*(c.Box.Bottom-c.Box.Top) {
		return false // It is raised, and stands next to a low letter.
	}
	across := min(b.Box.Right, c.Box.Right) - max(b.Box.Left, c.Box.Left)
	wide := min(b.Box.Right-b.Box.Left, c.Box.Right-c.Box.Left)
	near := min(abs(c.Box.Top-b.Box.Bottom), abs(b.Box.Top-c.Box.Bottom)) < stackedNear*max(wide, 1)
	if across >= stacked*wide && near && wide > 0 && (s.open.letters == 1 || s.open.vertical) {
		s.open.vertical = true
		return false
	}
	return true
}

// add puts the character at i on the open line.
func (s *scanner) add(i int) {
	const kerning = 0.2 // heights: letters are moved back by less to fit the one before
	c := &s.page.Chars[i]
	if s.last < 0 {
		s.from, s.gapped = i, true
	} else {
		if b := &s.page.Chars[s.last]; c.Box.Left < b.Box.Left-kerning*(b.Box.Bottom-b.Box.Top) {
			s.back = true
		}
		gapped := s.last < i-1
		if gapped && s.gapped {
			s.singles++
		}
		s.gapped = gapped
	}
	s.last = i
	s.leftward = s.leftward || rightToLeft(c.Rune)
	l := &s.open
	l.box = l.box.Union(c.Box)
	l.letters++
	if int(c.Font) < len(s.page.Fonts) && s.page.Fonts[c.Font].Bold {
		s.bold++
	}
	s.measure(c)
}

const (
	oneBase = 0.5  // points: rounding moves baselines by less
	oneSize = 0.05 // sizes: rounding changes them by less
)

// measure counts the size of a character.
func (s *scanner) measure(c *Char) {
	size := c.Box.Bottom - c.Box.Top
	at := len(s.sizes) - 1
	for k := range s.sizes[:at] {
		if have := &s.sizes[k]; have.count == 0 || have.font == c.Font && abs(have.base-c.Box.Bottom) < oneBase {
			at = k
			break
		}
	}
	have := &s.sizes[at]
	if have.count == 0 {
		have.font, have.base, have.size = c.Font, c.Box.Bottom, size
	}
	if have.font == c.Font && abs(have.size-size) > oneSize*size {
		s.mixed = true
		if c.Rune >= '0' && !strings.ContainsRune("[]{}|", c.Rune) { // Brackets are higher than letters.
			have.size = max(have.size, size)
		}
	}
	have.count++
}

// end ends the open line before the character at i.
func (s *scanner) end(i int) {
	if s.last < 0 {
		return
	}
	l := s.open
	most := 0
	for k := range s.sizes {
		if s.sizes[k].count > s.sizes[most].count {
			most = k
		}
	}
	l.size, l.base, l.font = max(s.sizes[most].size, 1), s.sizes[most].base, s.sizes[most].font
	l.chars = s.page.Chars[s.from : s.last+1]
	if s.mixed {
		s.measureHigh(&l)
	}
	if l.vertical {
		l.size = max(l.box.Right-l.box.Left, 1)
	}
	switch {
	case l.vertical:
	case s.leftward && mixed(l.chars):
		l.chars = inReadersOrder(l.chars, l.size)
	case s.back:
		l.chars = fromLeftToRight(l.chars, l.size)
	}
	l.element = s.page.mainElement(l.chars)
	l.bold = s.bold*10 >= l.letters*9 // All but a letter or sign in ten, which another font may have.
	l.upper = capitals(l.chars)
	if n := len(l.chars) - 1; l.chars[n].Rune == Hyphen {
		l.chars[n].Rune, l.hyphened = '-', true
	}
	if s.sizes[1].count > 0 {
		l.chars = partNoteMarks(l.chars, l.size, l.base)
		l.chars = partGlued(l.chars)
		l.raiseSmallCapitals()
	}
	if s.maySpace(l.letters, s.last+1-s.from) && !l.vertical {
		l.chars = withoutTracking(l.chars, l.size)
	}
	s.lines = append(s.lines, l)
	s.open, s.last, s.bold, s.from, s.back = line{page: s.index}, -1, 0, i, false
	s.singles, s.mixed, s.leftward = 0, false, false
	clear(s.sizes[:])
}

// capitals reports whether the letters among chars are capitals, and no fewer than in an
// abbreviation.
func capitals(chars []Char) bool {
	const fewest = 3
	n := 0
	for i := range chars {
		switch r := chars[i].Rune; {
		case r >= 'a' && r <= 'z':
			return false
		case r >= 'A' && r <= 'Z':
			n++
		case r >= 0x80 && unicode.IsLower(r):
			return false
		case r >= 0x80 && unicode.IsUpper(r):
			n++
		}
	}
	return n >= fewest
}

// text returns the characters of the line.
func (l *line) text() string {
	var b strings.Builder
	for i := range l.chars {
		b.WriteRune(l.chars[i].Rune)
	}
	return b.String()
}

// first returns the first character.
func (l *line) first() rune { return l.chars[0].Rune }

// firstWordWidth returns how wide the first word is.
func (l *line) firstWordWidth() float32 {
	for i := range l.chars {
		if l.chars[i].Rune <= ' ' {
			return l.chars[i-1].Box.Right - l.chars[0].Box.Left
		}
	}
	return l.box.Right - l.box.Left
}

// endsSentence reports whether a sentence may end with the line.
func (l *line) endsSentence() bool {
	const tail = 8 // characters: closing quotation marks, brackets and the number of a note are fewer
	for i := len(l.chars) - 1; i >= 0; i-- {
		switch r := l.chars[i].Rune; {
		case strings.ContainsRune(".!?:;…。！？", r):
			return true
		case strings.ContainsRune("\"'”’»)]0123456789 *†", r) && i > 0 && len(l.chars)-i < tail:
			continue
		default:
			return false
		}
	}
	return true
}

// goesOnIn reports whether b goes on with a sentence that does not end with a, by the letter that b
// begins with.
func (a *line) goesOnIn(b *line) bool {
	return !a.endsSentence() && unicode.IsLower(b.first()) && !b.beginsItem()
}

// withoutStart returns a line without its first characters and the blanks after them.
func withoutStart(l line, end, printed int) line {
	for end < len(l.chars) && l.chars[end].Rune <= ' ' {
		end++
	}
	l.chars, l.printed = l.chars[end:], printed
	l.box = boxOf(l.chars)
	return l
}

// boxOf returns the box around characters, blanks apart.
func boxOf(chars []Char) document.Box {
	box := chars[0].Box
	for i := range chars {
		if chars[i].Rune > ' ' {
			box = box.Union(chars[i].Box)
		}
	}
	return box
}

package pdf

import (
	"cmp"
	"slices"
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
	hyphened bool    // it ends with a hyphen that the engine took for a divided word
	printed  int
	number   int
	cell     int // which cell of a table on the page it belongs to, from 1; 0 for none
	role     role
	element  *Element // of the file's structure, nil without
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

	from  int         // the first character of the open line
	last  int         // its last character that is no blank, -1 before there is one
	sizes [4]struct { // of characters of one font that stand on one height
		font  uint16
		size  float32 // of the largest
		base  float32
		count int
	}
	open line
	bold int
	back bool // a character of it stands left of the one before

	uneven map[uint16]bool // fonts that tell nothing but how high each glyph is
}

// linesOf cuts the characters of a page into lines, in the order of the content. It ends a line where the engine does, and where the
// next character stands somewhere else.
func linesOf(p *Page, index int) []line {
	p.Chars = mended(p.Chars)
	s := scanner{page: p, index: index, last: -1, uneven: map[uint16]bool{}}
	s.open.page = index
	chars := p.Chars
	for i := range chars {
		c := &chars[i]
		switch {
		case c.Rune == '\r' || c.Rune == '\n':
			s.end(i)
		case blank(c.Rune):
		default:
			if s.last >= 0 && (s.elsewhere(&chars[s.last], c) || p.besides(&chars[s.last], c)) {
				s.end(i)
			}
			s.add(i)
		}
	}
	s.end(len(chars))
	s.even()
	return s.lines
}

// even gives a line whose font tells nothing but how high each glyph is, and which has no high ones, the size of the next larger line in the font.
func (s *scanner) even() {
	if len(s.uneven) == 0 {
		return
	}
	const most = 1.5 // sizes; a small letter is two thirds as high as a capital
	sizes := map[uint16][]float32{}
	var low []*line
	for i := range s.lines {
		switch l := &s.lines[i]; {
		case !s.uneven[l.font]:
		case l.tall():
			sizes[l.font] = append(sizes[l.font], l.size)
		default:
			low = append(low, l)
		}
	}
	for _, of := range sizes {
		slices.Sort(of)
	}
	for _, l := range low {
		of := sizes[l.font]
		if k, _ := slices.BinarySearch(of, l.size); k < len(of) && of[k] < most*l.size {
			l.size = of[k]
		}
	}
}

// tall tells whether the line has a character that is as high as its font.
func (l *line) tall() bool {
	return slices.ContainsFunc(l.chars, func(c Char) bool {
		return c.Rune >= '0' && c.Rune <= '9' || c.Rune >= 'A' && c.Rune <= 'Z' || strings.ContainsRune("bdfhkl", c.Rune)
	})
}

// mended leaves out the line ends that the engine has put between characters that stand next to each other: between the raised mark of a note and
// what follows it on the same line, and between letters that go up and down.
func mended(chars []Char) []Char {
	var kept []Char // of chars up to done
	done := 0
	for i := 1; i+2 < len(chars); i++ {
		if chars[i].Rune != '\r' || chars[i+1].Rune != '\n' {
			continue
		}
		b, c := &chars[i-1], &chars[i+2]
		switch {
		case raisedMark(&b.Box, &c.Box):
			kept = append(kept, chars[done:i]...)
		case wavy(&b.Box, &c.Box):
			kept = append(kept, chars[done:i]...)
			if high := c.Box.Bottom - c.Box.Top; c.Box.Left-b.Box.Right > 0.12*high {
				kept = append(kept, Char{Rune: ' ', Font: c.Font, Tag: c.Tag})
			}
		default:
			continue
		}
		done = i + 2
	}
	if kept == nil {
		return chars
	}
	return append(kept, chars[done:]...)
}

// raisedMark tells whether b is small and stands next to c, not below or above it.
func raisedMark(b, c *document.Box) bool {
	high := c.Bottom - c.Top
	return b.Bottom-b.Top < 0.85*high && abs(c.Left-b.Right) < 0.3*high && b.Bottom > c.Top && b.Bottom < c.Bottom
}

// wavy tells whether c follows b a little higher or lower.
func wavy(b, c *document.Box) bool {
	high := c.Bottom - c.Top
	step := abs(c.Bottom - b.Bottom)
	return abs(b.Bottom-b.Top-high) < 0.1*high && step > 0.05*high && step < 0.6*high && c.Left-b.Right > -0.2*high && c.Left-b.Right < 0.4*high
}

// elsewhere tells whether c does not go on from b on the same line.
func (s *scanner) elsewhere(b, c *Char) bool {
	if b.Rune == hyphen {
		return true
	}
	overlap := min(b.Box.Bottom, c.Box.Bottom) - max(b.Box.Top, c.Box.Top)
	high := min(b.Box.Bottom-b.Box.Top, c.Box.Bottom-c.Box.Top)
	if overlap >= 0.3*high {
		return c.Box.Left < b.Box.Left-4*high && c.Box.Left < s.open.box.Left
	}
	if l := s.open.box; abs(c.Box.Left-b.Box.Right) < 0.3*high && min(l.Bottom, c.Box.Bottom)-max(l.Top, c.Box.Top) > 0.5*(c.Box.Bottom-c.Box.Top) {
		return false // It is raised, and stands next to a low letter.
	}
	across := min(b.Box.Right, c.Box.Right) - max(b.Box.Left, c.Box.Left)
	wide := min(b.Box.Right-b.Box.Left, c.Box.Right-c.Box.Left)
	near := min(abs(c.Box.Top-b.Box.Bottom), abs(b.Box.Top-c.Box.Bottom)) < 0.8*max(wide, 1)
	if across >= 0.6*wide && near && wide > 0 && (s.open.letters == 1 || s.open.vertical) {
		s.open.vertical = true
		return false
	}
	return true
}

func abs(f float32) float32 { return max(f, -f) }

// add puts the character at i on the open line.
func (s *scanner) add(i int) {
	c := &s.page.Chars[i]
	if s.last < 0 {
		s.from = i
	} else if b := &s.page.Chars[s.last]; c.Box.Left < b.Box.Left-0.2*(b.Box.Bottom-b.Box.Top) {
		s.back = true
	}
	s.last = i
	l := &s.open
	l.box = l.box.Union(c.Box)
	l.letters++
	if int(c.Font) < len(s.page.Fonts) && s.page.Fonts[c.Font].Bold {
		s.bold++
	}
	size := c.Box.Bottom - c.Box.Top
	for k := range s.sizes {
		if have := &s.sizes[k]; have.count == 0 || have.font == c.Font && abs(have.base-c.Box.Bottom) < 0.5 || k == len(s.sizes)-1 {
			if have.count == 0 {
				have.font, have.base, have.size = c.Font, c.Box.Bottom, size
			}
			if have.font == c.Font && abs(have.size-size) > 0.05*size {
				s.uneven[c.Font] = s.uneven[c.Font] || have.count > 0
				if c.Rune >= '0' && !strings.ContainsRune("[]{}|", c.Rune) { // Brackets are higher than letters.
					have.size = max(have.size, size)
				}
			}
			have.count++
			return
		}
	}
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
	if l.vertical {
		l.size = max(l.box.Right-l.box.Left, 1)
	}
	l.chars = s.page.Chars[s.from : s.last+1]
	if !l.vertical && s.back {
		l.chars = byPlace(l.chars, l.size)
	}
	l.element = s.page.element(l.chars)
	l.bold = s.bold*10 >= l.letters*9
	l.upper = capitals(l.chars)
	if n := len(l.chars) - 1; l.chars[n].Rune == hyphen {
		l.chars[n].Rune, l.hyphened = '-', true
	}
	if s.sizes[1].count > 0 {
		l.chars = separated(l.chars, l.size, l.base)
	}
	s.lines = append(s.lines, l)
	s.open, s.last, s.bold, s.from, s.back = line{page: s.index}, -1, 0, i, false
	clear(s.sizes[:])
}

// byPlace brings the characters of a line into the order in which they stand on it. Programs that lack a glyph in one font write it from another, behind
// the rest of the line. Lines of scripts that run from right to left, and text that is written over text, stay as they are.
func byPlace(chars []Char, size float32) []Char {
	var placed []int                  // characters that are no blanks
	before := make([]int, len(chars)) // which of them comes before a character in the content
	for i := range chars {
		if before[i] = -1; len(placed) > 0 {
			before[i] = placed[len(placed)-1]
		}
		if r := chars[i].Rune; r >= 0x590 && r < 0x900 || r >= 0xFB1D && r < 0xFE00 || r >= 0xFE70 && r < 0xFF00 {
			return chars
		} else if !blank(r) {
			placed = append(placed, i)
		}
	}
	slices.SortStableFunc(placed, func(a, b int) int { return cmp.Compare(chars[a].Box.Left, chars[b].Box.Left) })
	over := 0
	for k := 1; k < len(placed); k++ {
		if a, b := &chars[placed[k-1]].Box, &chars[placed[k]].Box; b.Left < a.Right-0.4*min(a.Right-a.Left, b.Right-b.Left) {
			over++
		}
	}
	if over*10 > len(placed) {
		return chars
	}
	const word = 0.16 // sizes between two words at least, where the content does not tell
	ordered := make([]Char, 0, len(chars))
	for k, i := range placed {
		if k > 0 {
			last := placed[k-1]
			together := before[i] == last
			if together && i > last+1 || !together && chars[i].Box.Left-chars[last].Box.Right > word*size {
				ordered = append(ordered, Char{Rune: ' ', Font: chars[i].Font, Tag: chars[i].Tag})
			}
		}
		ordered = append(ordered, chars[i])
	}
	return ordered
}

// blank tells whether a character is a blank.
func blank(r rune) bool { return r <= ' ' || r == 0xA0 }

// capitals tells whether the letters among chars are capitals.
func capitals(chars []Char) bool {
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
	return n >= 3
}

// separated sets the raised marks of notes apart from the words that they stand next to: "immigrants 12", not "immigrants12". Between two words of a
// line they are left out, as in every other format, because they would part words that belong together.
func separated(chars []Char, size, base float32) []Char {
	const longest = 3
	raised := func(c *Char) bool {
		return c.Box.Bottom-c.Box.Top < 0.85*size && c.Box.Bottom < base-0.12*size && (c.Rune >= '0' && c.Rune <= '9' || strings.ContainsRune("*†‡§", c.Rune))
	}
	var apart []Char // chars up to done, with blanks put in
	done := 0
	part := func(at int) {
		apart = append(append(apart, chars[done:at]...), Char{Rune: ' ', Font: chars[at].Font, Tag: chars[at].Tag})
		done = at
	}
	for i := 0; i < len(chars); i++ {
		if !raised(&chars[i]) {
			continue
		}
		end := i
		for end < len(chars) && raised(&chars[end]) {
			end++
		}
		if end-i <= longest {
			switch {
			case amidst(chars[:i], chars[end:]):
				apart, done = append(apart, chars[done:i]...), end
			case i > 0 && (unicode.IsLetter(chars[i-1].Rune) || strings.ContainsRune(".,;:!?)]”’\"'", chars[i-1].Rune)):
				part(i)
			}
			if end < len(chars) && unicode.IsLetter(chars[end].Rune) {
				part(end)
			}
		}
		i = end - 1
	}
	if apart == nil {
		return chars
	}
	return append(apart, chars[done:]...)
}

// amidst tells whether a word ends before and another begins behind, with a blank or nothing before it. Units are no words: "km² of land".
func amidst(before, behind []Char) bool {
	const shortest = 3
	n := 0
	for i := len(before) - 1; i >= 0 && unicode.IsLetter(before[i].Rune) && n < shortest; i-- {
		n++
	}
	if len(behind) > 0 && behind[0].Rune == ' ' {
		behind = behind[1:]
	}
	return n == shortest && len(behind) > 0 && unicode.IsLetter(behind[0].Rune)
}

// text is what stands on the line.
func (l *line) text() string {
	var b strings.Builder
	for i := range l.chars {
		b.WriteRune(l.chars[i].Rune)
	}
	return b.String()
}

// first is the first character.
func (l *line) first() rune { return l.chars[0].Rune }

// word is how wide the first word is.
func (l *line) word() float32 {
	for i := range l.chars {
		if l.chars[i].Rune <= ' ' {
			return l.chars[i-1].Box.Right - l.chars[0].Box.Left
		}
	}
	return l.box.Right - l.box.Left
}

// ends tells whether a sentence may end with the line.
func (l *line) ends() bool {
	for i := len(l.chars) - 1; i >= 0; i-- {
		switch r := l.chars[i].Rune; {
		case strings.ContainsRune(".!?:;…。！？", r):
			return true
		case strings.ContainsRune("\"'”’»)]0123456789 *†", r) && i > 0 && len(l.chars)-i < 8:
			continue
		default:
			return false
		}
	}
	return true
}

// marker tells whether the line begins like the item of a list or a numbered paragraph: "(a) ", "1. ", "iv) ", "• ".
func (l *line) marker() bool {
	c := l.chars
	if len(c) < 3 {
		return false
	}
	if strings.ContainsRune("•◦▪‣●○■□–—-*\uf0b7\uf0a7\uf02d", c[0].Rune) && c[1].Rune <= ' ' {
		return true
	}
	i, opened := 0, c[0].Rune == '(' || c[0].Rune == '‘' && c[1].Rune == '('
	for i < len(c) && (c[i].Rune == '(' || c[i].Rune == '‘' || c[i].Rune == '“') {
		i++
	}
	from := i
	for i < len(c) && i-from < 5 && (c[i].Rune >= '0' && c[i].Rune <= '9' || c[i].Rune >= 'a' && c[i].Rune <= 'z' || c[i].Rune >= 'A' && c[i].Rune <= 'Z') {
		i++
	}
	if i == from || i >= len(c) {
		return false
	}
	if letters := i - from; c[from].Rune > '9' && letters > 1 && !roman(c[from:i]) && !(letters == 2 && c[from].Rune == c[from+1].Rune) {
		return false
	}
	if c[i].Rune == ')' {
		return i+1 == len(c) || c[i+1].Rune <= ' ' || c[i+1].Rune == '(' || opened && !strings.ContainsRune(",;.:)", c[i+1].Rune)
	}
	return !opened && c[i].Rune == '.' && i-from <= 3 && i+1 < len(c) && c[i+1].Rune <= ' ' && (c[from].Rune <= '9' || i-from == 1)
}

func roman(c []Char) bool {
	for i := range c {
		if !strings.ContainsRune("ivxlIVXL", c[i].Rune) {
			return false
		}
	}
	return true
}

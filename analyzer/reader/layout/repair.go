package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// joinSplitLines leaves out the line ends that were put between characters that stand next to each
// other: between the raised mark of a note and what follows it on the same line, and between
// letters that go up and down.
func joinSplitLines(chars []Char) []Char {
	const wordGap = 0.12 // heights: letters that go up and down stand nearer to each other
	var kept []Char      // of chars up to done
	done := 0
	for i := 1; i+2 < len(chars); i++ {
		if chars[i].Rune != '\r' || chars[i+1].Rune != '\n' {
			continue
		}
		b, c := &chars[i-1], &chars[i+2]
		switch {
		case raisedBefore(&b.Box, &c.Box):
			kept = append(kept, chars[done:i]...)
		case wavy(&b.Box, &c.Box):
			kept = append(kept, chars[done:i]...)
			if high := c.Box.Bottom - c.Box.Top; c.Box.Left-b.Box.Right > wordGap*high {
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

// raisedSize is how high the raised marks of notes are at most, in sizes of the letters around
// them. They are set in 60 to 80 % of the size.
const raisedSize = 0.85

// raisedBefore reports whether b is small and stands next to c, not below or above it.
func raisedBefore(b, c *document.Box) bool {
	high := c.Bottom - c.Top
	return b.Bottom-b.Top < raisedSize*high && abs(c.Left-b.Right) < adjacent*high &&
		b.Bottom > c.Top && b.Bottom < c.Bottom
}

// wavy reports whether c, as large as b, follows it a little higher or lower.
func wavy(b, c *document.Box) bool {
	const ( // in heights
		asLarge   = 0.1  // difference: rounding makes less
		smallest  = 0.05 // step: less is the same line to whoever wrote the line end
		largest   = 0.6  // step: more is the next line
		overlap   = 0.2
		wordSpace = 0.4 // more is a gap between columns
	)
	high := c.Bottom - c.Top
	step := abs(c.Bottom - b.Bottom)
	return abs(b.Bottom-b.Top-high) < asLarge*high && step > smallest*high && step < largest*high &&
		c.Left-b.Right > -overlap*high && c.Left-b.Right < wordSpace*high
}

// evenSizes gives a line whose font tells nothing but how high each glyph is, and which has no high
// ones, the size of the next larger line in the font.
func (s *scanner) evenSizes() {
	if len(s.uneven) == 0 {
		return
	}
	const most = 1.5 // sizes: a small letter is two thirds as high as a capital
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

// tall reports whether the line has a character that is as high as its font.
func (l *line) tall() bool {
	return slices.ContainsFunc(l.chars, func(c Char) bool { return tall(c.Rune) })
}

// tall reports whether a character is as high as its font.
func tall(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || strings.ContainsRune("bdfhkl", r)
}

// measureHigh measures a line with letters of one font that have several heights. Either the boxes of
// the font tell how high each glyph is: then the size is that of most high letters. Or some are
// larger, as the capitals of titles are: then it is that of most letters.
func (s *scanner) measureHigh(l *line) {
	var high, all [4]sizeCount
	count := func(counts *[4]sizeCount, size float32) {
		for k := range counts {
			if n := &counts[k]; n.count == 0 || abs(n.size-size) <= oneSize*size {
				n.size, n.count = size, n.count+1
				return
			}
		}
	}
	for i := range l.chars {
		c := &l.chars[i]
		if Blank(c.Rune) || c.Font != l.font || abs(c.Box.Bottom-l.base) > oneBase {
			continue
		}
		if size := c.Box.Bottom - c.Box.Top; tall(c.Rune) {
			count(&high, size)
		} else if unicode.IsLower(c.Rune) {
			count(&all, size)
		}
	}
	most := 0
	for k := range high {
		if high[k].count > high[most].count {
			most = k
		}
	}
	if high[most].count == 0 {
		s.uneven[l.font] = true
		return
	}
	for k := range all {
		for n := range high {
			if all[k].count > 0 && high[n].count > 0 && abs(all[k].size-high[n].size) <= oneSize*all[k].size {
				l.size = max(high[most].size, 1)
				return
			}
		}
	}
	if all[0].count > 0 {
		s.uneven[l.font] = true
	} else {
		l.size = max(high[most].size, 1)
	}
}

// raiseSmallCapitals gives a line in small capitals the size of its capitals, or of the words between
// them.
func (l *line) raiseSmallCapitals() {
	const largest = 1.7 // times the size of small capitals; more is an initial
	size := l.size
	for i := range l.chars {
		c := &l.chars[i]
		high := c.Box.Bottom - c.Box.Top
		switch {
		case !unicode.IsLetter(c.Rune):
		case high <= l.size*(1+otherSize) && !unicode.IsUpper(c.Rune):
			return
		case high < largest*l.size:
			size = max(size, high)
		}
	}
	l.size = size
}

// fromLeftToRight brings the characters of a line into the order in which they stand on it.
// Programs that lack a glyph in one font write it from another, after the rest of the line. Lines
// of scripts that run from right to left, and text that is written over text, stay as they are.
func fromLeftToRight(chars []Char, size float32) []Char {
	var placed []int                    // characters that are no blanks
	previous := make([]int, len(chars)) // which of them comes before a character in the content
	for i := range chars {
		if previous[i] = -1; len(placed) > 0 {
			previous[i] = placed[len(placed)-1]
		}
		if r := chars[i].Rune; rightToLeft(r) {
			return chars
		} else if !Blank(r) {
			placed = append(placed, i)
		}
	}
	slices.SortStableFunc(placed, func(a, b int) int { return cmp.Compare(chars[a].Box.Left, chars[b].Box.Left) })
	if overprinted(chars, placed) {
		return chars
	}
	const wordGap = 0.16 // sizes between two words at least, where the content does not tell
	ordered := make([]Char, 0, len(chars))
	for k, i := range placed {
		if k > 0 {
			last := placed[k-1]
			together := previous[i] == last
			if together && i > last+1 || !together && chars[i].Box.Left-chars[last].Box.Right > wordGap*size {
				ordered = append(ordered, Char{Rune: ' ', Font: chars[i].Font, Tag: chars[i].Tag})
			}
		}
		ordered = append(ordered, chars[i])
	}
	return ordered
}

// rightToLeft reports whether a character is of Hebrew, Arabic or a script between them in Unicode.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r < 0x900 || r >= 0xFB1D && r < 0xFE00 || r >= 0xFE70 && r < 0xFF00
}

// overprinted reports whether more than a tenth of the characters, from left to right, stand on the
// one before. One in ten may be an accent.
func overprinted(chars []Char, placed []int) bool {
	const overlap = 0.4 // of the narrower letter; kerning is less
	over := 0
	for k := 1; k < len(placed); k++ {
		a, b := &chars[placed[k-1]].Box, &chars[placed[k]].Box
		if b.Left < a.Right-overlap*min(a.Right-a.Left, b.Right-b.Left) {
			over++
		}
	}
	return over*10 > len(placed)
}

// noteMarks finds the raised marks of notes on a line.
type noteMarks struct {
	chars      []Char
	size, base float32
	parted     []Char // chars up to done, with blanks put in
	done       int
}

// partNoteMarks sets the raised marks of notes apart from the words that they stand next to:
// "immigrants 12", not "immigrants12". Between two words of a line they are left out, as in every
// other format, because they would part words that belong together.
func partNoteMarks(chars []Char, size, base float32) []Char {
	const longest = 3 // digits of a note's number; more are no note
	m := noteMarks{chars: chars, size: size, base: base}
	for i := 0; i < len(chars); i++ {
		if !m.raised(i) {
			continue
		}
		end := i
		for end < len(chars) && m.raised(end) {
			end++
		}
		if end-i <= longest {
			m.part(i, end)
		}
		i = end - 1
	}
	if m.parted == nil {
		return chars
	}
	return append(m.parted, chars[m.done:]...)
}

// raised reports whether a character is a small digit or sign that stands above the line.
func (m *noteMarks) raised(i int) bool {
	const above = 0.12 // sizes: small capitals and old style digits stand on the line
	c := &m.chars[i]
	return c.Box.Bottom-c.Box.Top < raisedSize*m.size && c.Box.Bottom < m.base-above*m.size &&
		(c.Rune >= '0' && c.Rune <= '9' || strings.ContainsRune("*†‡§", c.Rune))
}

// part sets a mark apart, or leaves it out.
func (m *noteMarks) part(from, end int) {
	if betweenWords(m.chars[:from], m.chars[end:]) {
		m.parted, m.done = append(m.parted, m.chars[m.done:from]...), end
	} else if from > 0 {
		if r := m.chars[from-1].Rune; unicode.IsLetter(r) || strings.ContainsRune(".,;:!?)]”’\"'", r) {
			m.blank(from)
		}
	}
	if end < len(m.chars) && unicode.IsLetter(m.chars[end].Rune) {
		m.blank(end)
	}
}

// blank puts a blank before a character.
func (m *noteMarks) blank(at int) {
	c := &m.chars[at]
	m.parted = append(append(m.parted, m.chars[m.done:at]...), Char{Rune: ' ', Font: c.Font, Tag: c.Tag})
	m.done = at
}

// betweenWords reports whether a word ends before and another begins after, with a blank or nothing
// before it. Units are no words: "km² of land".
func betweenWords(before, after []Char) bool {
	const shortest = 3 // letters of a word that is no unit
	n := 0
	for i := len(before) - 1; i >= 0 && unicode.IsLetter(before[i].Rune) && n < shortest; i-- {
		n++
	}
	if len(after) > 0 && after[0].Rune == ' ' {
		after = after[1:]
	}
	return n == shortest && len(after) > 0 && unicode.IsLetter(after[0].Rune)
}

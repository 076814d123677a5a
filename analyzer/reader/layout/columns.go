package layout

import (
	"slices"
	"unicode"
)

// gap is a wide blank within a line: what stands before the character with the index right ends at
// from, the rest begins at to.
type gap struct {
	right    int
	from, to float32
}

// gaps returns the blanks of a line that are wider than blanks between words. What follows the mark
// of a list item belongs to it, and what the file says is one paragraph or cell has none.
func (l *line) gaps() []gap {
	const (
		wide = 1.3 // sizes: a blank of justified text is a size at most
		most = 100 // gaps, beyond which nobody reads a row of a table
	)
	if l.vertical || l.cell > 0 {
		return nil
	}
	var found []gap
	last := -1
	for i := 0; i < len(l.chars) && len(found) < most; i++ {
		c := &l.chars[i]
		if c.Rune <= ' ' {
			continue
		}
		if last >= 0 && c.Box.Left-l.chars[last].Box.Right > wide*l.size &&
			!(len(found) == 0 && itemMark(l.chars[:last+1])) && (!l.delimited() || c.Tag != l.chars[last].Tag) {
			found = append(found, gap{i, l.chars[last].Box.Right, c.Box.Left})
		}
		last = i
	}
	return found
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Bounds on columns and tables.
const (
	fewestGaps  = 5 // lines with a gap in one place that make columns; fewer are the rows of a small table
	nested      = 3 // columns within columns
	fewestRows  = 3 // of a table; two lines with gaps may be a title page
	shortestGap = 4 // characters of a line that is asked for gaps
)

// inReadingOrder returns the lines of a page in the order of reading. That is the order of the
// content, which nearly always is right. But where the content was written straight through
// columns, line by line, the columns are taken apart, and where it stands in rows with aligned
// blanks, the rows are cut into cells. Where the file says which cells there are, the lines of each
// follow each other.
func inReadingOrder(lines []line) []line {
	groupCells(lines)
	n := 0
	for i := range lines {
		if len(lines[i].chars) >= shortestGap && lines[i].role == body && lines[i].gaps() != nil {
			n++
		}
	}
	if n >= fewestGaps {
		lines = columns(lines, nested)
	}
	if n >= fewestRows {
		lines = cells(lines)
	}
	return lines
}

// columns takes apart what stands in columns, each of which may hold columns again.
func columns(lines []line, deep int) []line {
	at, count := gutter(lines)
	if deep == 0 || count < fewestGaps {
		return lines
	}
	s := splitter{deep: deep}
	for i := range lines {
		l := lines[i]
		l.number = i // for now: which pieces were one line
		gaps := l.gaps()
		g := slices.IndexFunc(gaps, func(g gap) bool { return g.from <= at && at <= g.to })
		switch {
		case l.role != body || l.vertical:
			s.flush()
			s.out = append(s.out, l)
		case g >= 0:
			a, b := cut(l, gaps[g].right)
			s.left, s.right = append(s.left, a), append(s.right, b)
		case l.box.Right <= at && len(s.left) > 0:
			s.left = append(s.left, l)
		case l.box.Left >= at && len(s.right) > 0:
			s.right = append(s.right, l)
		default:
			s.flush()
			s.out = append(s.out, l)
		}
	}
	s.flush()
	return s.out
}

// splitter collects the lines on both sides of a gutter.
type splitter struct {
	deep             int
	left, right, out []line
}

// flush writes the lines of the left side and then those of the right, if both are running text.
// Otherwise it puts the pieces of each line together again.
func (s *splitter) flush() {
	if isProse(s.left) && isProse(s.right) {
		s.out = append(s.out, columns(s.left, s.deep-1)...)
		s.out = append(s.out, columns(s.right, s.deep-1)...)
		s.left, s.right = nil, nil
		return
	}
	for len(s.left)+len(s.right) > 0 {
		switch {
		case len(s.left) > 0 && len(s.right) > 0 && s.left[0].number == s.right[0].number:
			s.out = append(s.out, rejoined(s.left[0], s.right[0]))
			s.left, s.right = s.left[1:], s.right[1:]
		case len(s.right) == 0 || len(s.left) > 0 && s.left[0].number < s.right[0].number:
			s.out, s.left = append(s.out, s.left[0]), s.left[1:]
		default:
			s.out, s.right = append(s.out, s.right[0]), s.right[1:]
		}
	}
}

// gutter returns the place that lies in the gaps of most lines, and in how many.
func gutter(lines []line) (at float32, count int) {
	type edge struct {
		x    float32
		step int
	}
	var edges []edge
	for i := range lines {
		if lines[i].role != body {
			continue
		}
		for _, g := range lines[i].gaps() {
			edges = append(edges, edge{g.from, 1}, edge{g.to, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return b.step - a.step
	})
	n := 0
	for i, e := range edges {
		if n += e.step; n > count {
			count, at = n, (e.x+edges[min(i+1, len(edges)-1)].x)/2
		}
	}
	return at, count
}

// isProse reports whether the lines of a column are running text: enough of them, most of which
// fill the column, and with more letters than cells of tables have.
func isProse(lines []line) bool {
	const (
		fewest  = 4   // lines
		full    = 0.7 // of the column's width, that a line of text fills
		letters = 16  // in a line on average; cells are shorter
	)
	if len(lines) < fewest {
		return false
	}
	left, right := lines[0].box.Left, lines[0].box.Right
	for i := range lines {
		left, right = min(left, lines[i].box.Left), max(right, lines[i].box.Right)
	}
	filled, all := 0, 0
	for i := range lines {
		all += lines[i].letters
		if lines[i].box.Right-lines[i].box.Left > full*(right-left) {
			filled++
		}
	}
	return filled*2 > len(lines) && all > letters*len(lines)
}

// cut makes two lines of one, the second of which begins with the character at i.
func cut(l line, i int) (a, b line) {
	a, b = l, withoutStart(l, i, 0)
	end := i
	for l.chars[end-1].Rune <= ' ' {
		end--
	}
	a.chars, a.hyphened = l.chars[:end:end], l.hyphened && end == len(l.chars)
	a.box = boxOf(a.chars)
	for _, piece := range [...]*line{&a, &b} {
		piece.letters = 0
		for i := range piece.chars {
			if piece.chars[i].Rune > ' ' {
				piece.letters++
			}
		}
		piece.upper = capitals(piece.chars)
	}
	return a, b
}

// rejoined undoes cut.
func rejoined(a, b line) line {
	chars := append(append(make([]Char, 0, len(a.chars)+len(b.chars)+1), a.chars...), Char{Rune: ' ', Tag: -1})
	a.chars = append(chars, b.chars...)
	a.box, a.letters, a.hyphened = a.box.Union(b.box), a.letters+b.letters, b.hyphened
	a.upper = capitals(a.chars)
	return a
}

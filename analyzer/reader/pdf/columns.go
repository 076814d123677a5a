package pdf

import (
	"slices"
	"unicode"
)

// gap is a wide blank within a line: what stands before the character with the index right ends at from, the rest begins at to.
type gap struct {
	right    int
	from, to float32
}

// gaps are the blanks of a line that are wider than blanks between words. What follows the mark of a list item belongs to it, and what the file says
// is one paragraph or cell has none.
func (l *line) gaps() []gap {
	const wide, most = 1.3, 100 // sizes; and gaps, beyond which nobody reads a row of a table
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
		if last >= 0 && c.Box.Left-l.chars[last].Box.Right > wide*l.size && !(len(found) == 0 && mark(l.chars[:last+1])) &&
			(!l.told() || c.Tag != l.chars[last].Tag) {
			found = append(found, gap{i, l.chars[last].Box.Right, c.Box.Left})
		}
		last = i
	}
	return found
}

// mark tells whether characters are no more than the mark of an item: "(a)", "12.", "•".
func mark(chars []Char) bool {
	last := chars[len(chars)-1].Rune
	if len(chars) == 1 {
		return !unicode.IsLetter(last) && !unicode.IsDigit(last)
	}
	return len(chars) <= 5 && (last == '.' || last == ')')
}

// ordered are the lines of a page in the order of reading. That is the order of the content, which nearly always is right. But where the
// content was written straight through columns, line by line, the columns are taken apart, and where it stands in rows with aligned blanks,
// the rows are cut into cells. Where the file says which cells there are, the lines of each follow each other.
func ordered(lines []line) []line {
	const fewest = 5 // lines with a gap in one place, to make columns
	gathered(lines)
	n := 0
	for i := range lines {
		if len(lines[i].chars) > 3 && lines[i].role == body && lines[i].gaps() != nil {
			n++
		}
	}
	if n >= fewest {
		lines = columns(lines, fewest, 3)
	}
	if n >= 3 {
		lines = cells(lines)
	}
	return lines
}

// columns takes apart what stands in columns, each of which may hold columns again.
func columns(lines []line, fewest, deep int) []line {
	at, count := gutter(lines)
	if deep == 0 || count < fewest {
		return lines
	}
	var out, left, right []line
	flush := func() {
		if prose(left) && prose(right) {
			out = append(out, columns(left, fewest, deep-1)...)
			out = append(out, columns(right, fewest, deep-1)...)
			left, right = nil, nil
			return
		}
		for len(left)+len(right) > 0 { // Not prose: back together, by rows.
			switch {
			case len(left) > 0 && len(right) > 0 && left[0].number == right[0].number:
				out = append(out, together(left[0], right[0]))
				left, right = left[1:], right[1:]
			case len(right) == 0 || len(left) > 0 && left[0].number < right[0].number:
				out, left = append(out, left[0]), left[1:]
			default:
				out, right = append(out, right[0]), right[1:]
			}
		}
	}
	for i := range lines {
		l := lines[i]
		l.number = i // for now: which pieces were one line
		g := slices.IndexFunc(l.gaps(), func(g gap) bool { return g.from <= at && at <= g.to })
		switch {
		case l.role != body || l.vertical:
			flush()
			out = append(out, l)
		case g >= 0:
			a, b := cut(l, l.gaps()[g].right)
			left, right = append(left, a), append(right, b)
		case l.box.Right <= at && len(left) > 0:
			left = append(left, l)
		case l.box.Left >= at && len(right) > 0:
			right = append(right, l)
		default:
			flush()
			out = append(out, l)
		}
	}
	flush()
	return out
}

// gutter is the place that lies in the gaps of most lines, and of how many.
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

// prose tells whether the lines of a column are running text: at least four of them, and most fill it.
func prose(lines []line) bool {
	if len(lines) < 4 {
		return false
	}
	left, right := lines[0].box.Left, lines[0].box.Right
	for i := range lines {
		left, right = min(left, lines[i].box.Left), max(right, lines[i].box.Right)
	}
	full, letters := 0, 0
	for i := range lines {
		letters += lines[i].letters
		if lines[i].box.Right-lines[i].box.Left > 0.7*(right-left) {
			full++
		}
	}
	return full*2 > len(lines) && letters > 16*len(lines)
}

// cut makes two lines of one, the second of which begins with the character at i.
func cut(l line, i int) (a, b line) {
	a, b = l, behind(l, i, 0)
	end := i
	for l.chars[end-1].Rune <= ' ' {
		end--
	}
	a.chars, a.hyphened = l.chars[:end:end], l.hyphened && end == len(l.chars)
	a.box = a.chars[0].Box
	for i := range a.chars {
		if a.chars[i].Rune > ' ' {
			a.box = a.box.Union(a.chars[i].Box)
		}
	}
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

// together undoes cut.
func together(a, b line) line {
	chars := append(append(make([]Char, 0, len(a.chars)+len(b.chars)+1), a.chars...), Char{Rune: ' ', Tag: -1})
	a.chars = append(chars, b.chars...)
	a.box, a.letters, a.hyphened = a.box.Union(b.box), a.letters+b.letters, b.hyphened
	a.upper = capitals(a.chars)
	return a
}

// cells cuts three or more rows with gaps in the same places into cells. A cell goes on in the next row where a sentence of its column does, and in a
// line that stands close below it and under no other cell.
func cells(lines []line) []line {
	var out []line
	id := 0
	for i := range lines {
		id = max(id, lines[i].cell)
	}
	for i := 0; i < len(lines); {
		end, rows := tabular(lines[i:])
		if end += i; rows < 3 {
			out = append(out, lines[i:end]...)
			i = end
			continue
		}
		var g grid
		for _, l := range lines[i:end] {
			g.add(l)
		}
		slices.SortStableFunc(g.cells, func(a, b []line) int {
			if a[0].base != b[0].base {
				return int(a[0].base*8) - int(b[0].base*8)
			}
			return int(a[0].box.Left*8) - int(b[0].box.Left*8)
		})
		for _, cell := range g.cells {
			id++
			for k := range cell {
				cell[k].cell = id
			}
			out = append(out, cell...)
		}
		i = end
	}
	return out
}

// tabular is how many of the first lines may be rows of one table, at least one line, and how many of them have gaps.
func tabular(lines []line) (end, rows int) {
	var row *line // the last one with gaps
	var columns []gap
	for ; end < len(lines) && lines[end].role == body; end++ {
		l := &lines[end]
		switch found := l.gaps(); {
		case found != nil && (rows == 0 || aligned(columns, found)):
			row, columns = l, found
			rows++
		case rows > 0 && found == nil && l.within(row, columns) && lines[end-1].near(l):
		default:
			return max(end, 1), rows
		}
	}
	return max(end, 1), rows
}

// near tells whether b stands below a as lines of one cell do.
func (a *line) near(b *line) bool { return b.base > a.base && b.base-a.base < 1.35*b.size }

// within tells whether a line stands under one piece of a row with these gaps, and reaches under no other.
func (l *line) within(row *line, gaps []gap) bool {
	if l.vertical || l.cell > 0 || l.box.Left <= row.box.Left-0.5*l.size || l.box.Left >= row.box.Right {
		return false
	}
	next := slices.IndexFunc(gaps, func(g gap) bool { return l.box.Left < g.to-0.5*l.size }) // the gap behind the piece
	return next < 0 || l.box.Left < gaps[next].from && l.box.Right < gaps[next].to-0.3*l.size
}

// grid is a table while its rows are cut.
type grid struct {
	cells [][]line // the lines of each
	open  []int    // the cells of the row before
}

// above is which of the open cells a piece stands below, -1 for none.
func (g *grid) above(piece *line) int {
	return slices.IndexFunc(g.open, func(c int) bool {
		last := &g.cells[c][len(g.cells[c])-1]
		return last.box.Left < piece.box.Right && last.box.Right > piece.box.Left && piece.base-last.base < 1.5*piece.size
	})
}

// add cuts a row. A row without gaps goes on with the cell above.
func (g *grid) add(row line) {
	gaps := row.gaps()
	if gaps == nil {
		if at := g.above(&row); at >= 0 {
			g.cells[g.open[at]] = append(g.cells[g.open[at]], row)
			return
		}
	}
	pieces := make([]line, len(gaps)+1)
	for k := len(gaps); k > 0; k-- {
		row, pieces[k] = cut(row, gaps[k-1].right)
	}
	pieces[0] = row
	goesOn := false // the first piece decides for its row
	if at := g.above(&pieces[0]); at >= 0 {
		cell := g.cells[g.open[at]]
		goesOn = cell[len(cell)-1].goesOn(&pieces[0])
	}
	var now []int
	for k := range pieces {
		if at := g.above(&pieces[k]); goesOn && at >= 0 {
			g.cells[g.open[at]] = append(g.cells[g.open[at]], pieces[k])
			now = append(now, g.open[at])
			continue
		}
		now = append(now, len(g.cells))
		g.cells = append(g.cells, []line{pieces[k]})
	}
	g.open = now
}

// aligned tells whether a gap of a lies over one of b.
func aligned(a, b []gap) bool {
	for _, g := range a {
		if slices.ContainsFunc(b, func(h gap) bool { return min(g.to, h.to)-max(g.from, h.from) > 0.5*(min(g.to-g.from, h.to-h.from)) }) {
			return true
		}
	}
	return false
}

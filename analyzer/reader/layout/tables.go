package layout

import "slices"

// cells cuts three or more rows with gaps in the same places into cells. A cell goes on in the next
// row where a sentence of its column does, and in a line that stands close below it and under no
// other cell.
func cells(lines []line) []line {
	const steps = 8 // of a point, in which places are compared
	var out []line
	id := 0
	for i := range lines {
		id = max(id, lines[i].cell)
	}
	for i := 0; i < len(lines); {
		end, rows := tabular(lines[i:])
		if end += i; rows < fewestRows {
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
				return int(a[0].base*steps) - int(b[0].base*steps)
			}
			return int(a[0].box.Left*steps) - int(b[0].box.Left*steps)
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

// tabular returns how many of the first lines may be rows of one table, at least one line, and how
// many of them have gaps.
func tabular(lines []line) (end, rows int) {
	var row *line // the last one with gaps
	var columns []gap
	for ; end < len(lines) && lines[end].role == body; end++ {
		l := &lines[end]
		switch found := l.gaps(); {
		case found != nil && (rows == 0 || aligned(columns, found)):
			row, columns = l, found
			rows++
		case rows > 0 && found == nil && l.underPiece(row, columns) && lines[end-1].closeAbove(l):
		default:
			return max(end, 1), rows
		}
	}
	return max(end, 1), rows
}

// Distances within a table, in sizes.
const (
	cellLeading  = 1.35 // between lines of a cell that nothing else shows to belong together; rows are further apart
	cellGoesOn   = 1.5  // between lines of a cell whose sentence goes on
	cellIndent   = 0.5  // by which a line may stand out of its cell to the left
	cellDistance = 0.3  // at least between a line and the next cell
)

// closeAbove reports whether b stands below a as lines of one cell do.
func (a *line) closeAbove(b *line) bool { return b.base > a.base && b.base-a.base < cellLeading*b.size }

// underPiece reports whether a line stands under one piece of a row with these gaps, and reaches
// under no other.
func (l *line) underPiece(row *line, gaps []gap) bool {
	if l.vertical || l.cell > 0 || l.box.Left <= row.box.Left-cellIndent*l.size || l.box.Left >= row.box.Right {
		return false
	}
	next := slices.IndexFunc(gaps, func(g gap) bool { return l.box.Left < g.to-cellIndent*l.size }) // after the piece
	return next < 0 || l.box.Left < gaps[next].from && l.box.Right < gaps[next].to-cellDistance*l.size
}

// grid is a table while its rows are cut.
type grid struct {
	cells [][]line // the lines of each
	open  []int    // the cells of the row before
}

// above returns which of the open cells a piece stands below, -1 for none.
func (g *grid) above(piece *line) int {
	return slices.IndexFunc(g.open, func(c int) bool {
		last := &g.cells[c][len(g.cells[c])-1]
		return last.box.Left < piece.box.Right && last.box.Right > piece.box.Left &&
			piece.base-last.base < cellGoesOn*piece.size
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
		last := &cell[len(cell)-1]
		goesOn = last.goesOnIn(&pieces[0]) && last.bold == pieces[0].bold
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

// aligned reports whether a gap of a lies over one of b: half of the narrower is below the other.
func aligned(a, b []gap) bool {
	for _, g := range a {
		for _, h := range b {
			if min(g.to, h.to)-max(g.from, h.from) > 0.5*(min(g.to-g.from, h.to-h.from)) {
				return true
			}
		}
	}
	return false
}

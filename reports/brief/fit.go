package brief

import (
	"math"

	head "refrain/project/letterhead"
	"refrain/reports/wording"
)

// Measures of the paper, in points of 1/72 inch. Word and browsers break lines in different places,
// so the measures are a little on the safe side.
const (
	mostPages  = 2
	sideMargin = 42.5 // 15 mm
	endMargin  = 40   // 14 mm, at the top and at the bottom
	footLine   = 16   // at the bottom of each page
	lost       = 30   // at the end of a page, where the next row does not fit
	cellSpace  = 11   // between the text of a cell and that of its neighbour
	rowSpace   = 6
	wide       = 0.51 // of a character, in its size
	logoHeight = 42
	logoWidth  = 170
)

// look is how high lines of a kind of block are.
type look struct{ size, line, space, indent float64 }

var looks = map[kind]look{
	paragraph: {9, 12, 4, 0}, letterhead: {9, 13, 6, 0}, title: {16, 20, 6, 0}, introduction: {9, 12, 4, 10},
	notice: {9, 12, 3, 10}, heading: {11, 14, 11, 0}, table: {8.5, 11, 0, 0}, numbered: {8.5, 11, 3, 14},
	bullet: {8, 10.5, 1, 24}, small: {7.5, 9.5, 1.5, 0},
}

// paper is the room that is left on the pages.
type paper struct{ width, left float64 }

func newPaper(size head.Paper) *paper {
	width, height := size.Points()
	return &paper{width - 2*sideMargin, mostPages*(height-2*endMargin-footLine) - (mostPages-1)*lost}
}

// cost is how high blocks are.
func (p *paper) cost(blocks []block) float64 {
	sum := 0.0
	for _, b := range blocks {
		l := looks[b.kind]
		switch b.kind {
		case table:
			for _, r := range b.rows {
				sum += p.rowCost(r)
			}
			continue
		case letterhead:
			sum += logoHeight
		}
		sum += lines(b.runs, p.width-l.indent, l.size)*l.line + l.space
	}
	return sum
}

// rowCost is how high a row of the table is.
func (p *paper) rowCost(r row) float64 {
	l, most := looks[table], 0.0
	for i, cell := range r {
		n := 0.0
		for _, runs := range cell {
			n += lines(runs, p.width*shares[i]/100-cellSpace, l.size)
		}
		most = max(most, n)
	}
	return most*l.line + rowSpace
}

// lines is how many lines a text takes in a width.
func lines(runs []run, width, size float64) float64 {
	n := 0
	for _, r := range runs {
		n += wording.Columns(r.text)
	}
	perLine := width / (size * wide)
	// What is broken at blanks loses half a word a line.
	if float64(n) > perLine {
		perLine -= min(3, perLine/8)
	}
	return max(1, math.Ceil(float64(n)/perLine))
}

package html

import (
	"fmt"
)

// Measures of the first screen.
const (
	manyRows    = 12 // findings that the list shows at once; the others are folded
	fewGapLines = 2  // gaps that are shown at once
	mapHeight   = 1000
)

// mapMark is where a finding lies in the map at the edge of its document. Lengths are those of the
// drawing, which is mapHeight high.
type mapMark struct {
	ID, Class, Title string
	X, Y, Width      string
}

// list takes the cards for the list of findings and for the map of a text of so many bytes.
func (d *shownDocument) list(cards []*card, text int) {
	for _, c := range cards {
		m := mapMark{
			ID: c.ID, Title: fmt.Sprintf("%d %s", c.Number, c.Words), Class: "other", X: "4", Width: "5",
			Y: fmt.Sprintf("%.1f", (mapHeight-6)*float64(c.finding.Span.Start)/float64(max(text, 1))),
		}
		if c.Counts {
			m.Class, m.X, m.Width = "use", "1", "10"
			d.Rows = append(d.Rows, c)
		} else {
			d.Others = append(d.Others, c)
		}
		d.Marks = append(d.Marks, m)
	}
}

// firstRows are the findings that the list shows at once. One that would be folded alone is shown.
func firstRows(rows []*card) []*card {
	if len(rows) <= manyRows+1 {
		return rows
	}
	return rows[:manyRows]
}

// restRows are the findings that the list folds.
func restRows(rows []*card) []*card { return rows[len(firstRows(rows)):] }

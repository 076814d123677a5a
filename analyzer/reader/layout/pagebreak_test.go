package layout

import (
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// cellsOf returns what is laid out as cells.
func cellsOf(sheets ...*sheet) (cells []string) {
	for _, b := range laid(sheets...) {
		if text, ok := strings.CutPrefix(b, "cell: "); ok {
			cells = append(cells, text)
		}
	}
	return cells
}

// taggedRow writes a row whose cells the file names.
func (s *sheet) taggedRow(row int, y float32, cells ...[]string) {
	for k, lines := range cells {
		s.tagged(Element{Role: document.Cell, Row: row, Column: k + 1}, 60+160*float32(k), y, 11, lines...)
	}
}

func TestCellGoesOnAfterAPageBreak(t *testing.T) {
	s, next := newSheet(500, 400), newSheet(500, 400)
	s.taggedRow(1, 80, []string{"Member"}, []string{"What was claimed"})
	s.taggedRow(2, 320, []string{"The member of", "the second row"}, []string{"They spoke of a flood of", "people, and of illegal"})
	next.taggedRow(3, 60, []string{"Member"}, []string{"What was claimed"}) // the head of the table again
	next.taggedRow(4, 80, []string{"migrants at the border."})
	next.Chars = slices.DeleteFunc(next.Chars, func(c Char) bool { return c.Tag == 2 })
	next.tagged(Element{Role: document.Cell, Row: 4, Column: 1}, 220, 80, 11, "migrants at the border.")
	next.taggedRow(5, 120, []string{"another"}, []string{"claim"})
	same(t, cellsOf(s, next), []string{"Member", "What was claimed", "The member of the second row",
		"They spoke of a flood of people, and of illegal migrants at the border.",
		"Member", "What was claimed", "another", "claim"})
}

func TestCellOfRowsInABlankTableGoesOnAfterAPageBreak(t *testing.T) {
	s, next := newSheet(500, 400), newSheet(500, 400)
	s.rows(300, 16, 220, []string{"Measure", "Cost"}, []string{"Schools", "none"}, []string{"Roads", "none at all"},
		[]string{"Housing for undocumented", "two hundred"})
	next.rows(44, 16, 220, []string{"Measure", "Cost"})
	for i := range next.Chars {
		next.Chars[i].Font = boldFont
	}
	next.rows(60, 16, 220, []string{"migrants in the winter", "thousand"},
		[]string{"Ports", "none"}, []string{"Trains", "some"})
	same(t, cellsOf(s, next), []string{"Measure", "Cost", "Schools", "none", "Roads", "none at all",
		"Housing for undocumented migrants in the winter", "two hundred thousand", "Measure", "Cost",
		"Ports", "none", "Trains", "some"})
}

// The first word of the next row would have fitted, or the cell stands in another column.
func TestRowsThatBeginOnAPageStayApart(t *testing.T) {
	s, next := newSheet(500, 400), newSheet(500, 400)
	s.taggedRow(1, 300, []string{"schools and many more roads"}, []string{"costs that nobody has known"})
	s.taggedRow(2, 340, []string{"illegal"}, []string{"none"})
	next.taggedRow(3, 60, []string{"migrants"}, []string{"some"})
	same(t, cellsOf(s, next), []string{"schools and many more roads", "costs that nobody has known",
		"illegal", "none", "migrants", "some"})
}

package odt

import (
	"fmt"
	"strconv"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
)

// Why readers do not see a cell or a slide.
const (
	hiddenSheet  = "hidden sheet"
	hiddenRow    = "hidden row"
	hiddenColumn = "hidden column"
	hiddenSlide  = "hidden slide"
)

// openSheet is a sheet that is being read.
type openSheet struct {
	name        string
	row, column int             // at hand, from 1
	columns     int             // that have been declared
	hidden      []document.Span // hidden columns, from and to
}

// presented reads what spreadsheets and presentations have and texts do not.
func (s *openStory) presented() {
	switch s.m.Name {
	case "office:spreadsheet":
		s.m.Each(s.sheets)
	case "draw:page":
		s.slide()
	default:
		s.slideNotes()
	}
}

// sheets reads what is in a spreadsheet.
func (s *openStory) sheets() {
	if s.m.Name != "table:table" {
		s.block()
		return
	}
	m, outer, why, place := s.m, s.Outer, s.Why, s.place
	s.sheet, s.fixed = &openSheet{name: m.Attr("table:name")}, true
	s.place = s.sheet.name
	if s.styles.Of(familyKey("table", m.Attr("table:style-name"))).Unseen == office.On {
		s.Hide(hiddenSheet)
	}
	s.cells++
	m.Each(s.sheetPart)
	s.cells--
	s.sheet, s.fixed = nil, false
	s.Outer, s.Why, s.place = outer, why, place
}

// times is how often something is repeated.
func (s *openStory) times(attribute string) int {
	const most = 1 << 21 // rows; programs have fewer
	n, err := strconv.Atoi(s.m.Attr(attribute))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// sheetPart reads rows and columns.
func (s *openStory) sheetPart() {
	m, at := s.m, s.sheet
	switch m.Name {
	case "table:table-header-rows", "table:table-rows", "table:table-row-group", "table:table-columns",
		"table:table-column-group", "table:table-header-columns":
		m.Each(s.sheetPart)
	case "table:table-column":
		from := at.columns + 1
		at.columns += s.times("table:number-columns-repeated")
		if v := m.Attr("table:visibility"); v != "" && v != "visible" && !s.d.TooMany(len(at.hidden), "columns") {
			at.hidden = append(at.hidden, document.Span{Start: from, End: at.columns})
		}
	case "table:table-row":
		at.row, at.column = at.row+1, 0
		more := s.times("table:number-rows-repeated") - 1
		s.d.NextRow()
		read := func() { m.Each(s.sheetCell) }
		if v := m.Attr("table:visibility"); v != "" && v != "visible" {
			s.apartFrom(hiddenRow, read)
		} else {
			s.within("table-row", read)
		}
		at.row += more
	default:
		s.block()
	}
}

// sheetCell reads a cell. Numbers are no text.
func (s *openStory) sheetCell() {
	m, at := s.m, s.sheet
	if m.Name != "table:table-cell" && m.Name != "table:covered-table-cell" {
		s.block()
		return
	}
	at.column++
	more := s.times("table:number-columns-repeated") - 1
	kind := m.Attr("office:value-type")
	outer, why, place := s.Outer, s.Why, s.place
	s.place = fmt.Sprintf("%s!%s%d", at.name, office.ColumnName(at.column), at.row)
	s.d.Column = at.column
	for _, c := range at.hidden {
		if c.Start <= at.column && at.column <= c.End {
			s.Hide(hiddenColumn)
		}
	}
	if m.Name == "table:covered-table-cell" {
		s.Hide(office.MergedCell)
	}
	s.within("table-cell", func() {
		m.Each(func() {
			if m.Name != "text:p" || kind == "" || kind == "string" {
				s.block()
			}
		})
	})
	s.Outer, s.Why, s.place = outer, why, place
	at.column += more
}

// slide reads a slide of a presentation.
func (s *openStory) slide() {
	const most = 20_000 // A presentation has fewer.
	if s.slides++; s.slides > most {
		s.d.Gap(0, gap.Limit, fmt.Sprintf("split the presentation: it has more than %d slides", most))
		return
	}
	m, outer, why, place, fixed := s.m, s.Outer, s.Why, s.place, s.fixed
	s.place, s.fixed = fmt.Sprintf("slide %d", s.slides), true
	if s.styles.Of(familyKey("drawing-page", m.Attr("draw:style-name"))).Unseen == office.On {
		s.Hide(hiddenSlide)
	}
	m.Each(s.block)
	s.Outer, s.Why, s.place, s.fixed = outer, why, place, fixed
}

// slideNotes reads the notes to a slide.
func (s *openStory) slideNotes() {
	role, place := s.role, s.place
	if s.fixed {
		s.role, s.place = document.Note, place+", notes"
	}
	s.m.Each(s.block)
	s.role, s.place = role, place
}

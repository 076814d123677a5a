package docx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// story is a stretch of a Word document that is read from its beginning to its end: the body, a
// note, a running head, a text box.
type story struct {
	*word
	office.Sight
	m         *xmltok.Parser
	relations office.Relations // of the part it is in
	role      document.Role    // of plain paragraphs; Note and Running hold for all
	place     string           // the path of notes and text boxes, whose headings open none

	inText   bool              // what follows is in a paragraph
	cells    int               // how many tables the paragraph is in
	tables   office.TextStyle  // of the letters in the table at hand
	merged   []bool            // by column: the cell above goes on below
	column   int               // of the cell that follows, in the grid of the table
	style    office.TextStyle  // of the letters in the run at hand
	inserted int               // how many tracked insertions
	deleted  int               // how many tracked deletions
	moved    int               // how many of them are moves
	choices  int               // how many elements with alternatives
	fields   []field           // open ones, which may go on over several paragraphs
	commands int               // how many of them have not come to their result
	lost     bool              // text was in the instruction of an open field
	ownMark  bool              // what follows in the run is the mark of a note
	capital  []letter          // of a paragraph that is a dropped capital: the next one begins with them
	above    []xmltok.Fragment // small letters that tell how others are read
	p        paragraph
}

// paragraph is the state of the paragraph at hand.
type paragraph struct {
	tag      document.Span // its start tag
	begun    bool
	style    *office.Style
	base     office.TextStyle // of its letters, where they say nothing
	list     string
	level    int
	outline  int
	chain    []string       // its numbers; see counters.next
	label    int            // bytes of its text that are the number, or what is printed instead
	markGone bool           // its mark is deleted, so the next paragraph goes on in it
	runsOn   bool           // its mark is hidden, so the next paragraph goes on in its line
	drops    office.Setting // it is a dropped capital
	shade    office.Colour  // behind it
	flat     office.Setting // its lines have next to no height
	frame    string         // why readers do not see the frame that it is in; "" when they may
	office.ParagraphMarks
}

// letter is text that waits for its paragraph.
type letter struct {
	text  string
	at    int
	style office.TextStyle
}

// blocks reads paragraphs and tables, wherever they lie: in content controls, custom XML,
// insertions.
func (s *story) blocks() {
	s.m.Each(s.block)
	s.finish()
}

func (s *story) block() {
	m := s.m
	switch m.Name {
	case "w:p":
		s.paragraph()
	case "w:tbl":
		s.table()
	case "w:tr":
		s.row()
	case "w:tc":
		s.d.NextCell()
		s.cell()
	case "w:sectPr":
		s.section()
	case "w:altChunk":
		s.endWaiting()
		s.chunk(m.Attr("r:id"))
	case "w:subDoc":
		s.linked(m.Attr("r:id"))
	case "mc:AlternateContent":
		s.choice(s.block)
	case "w:sdt":
		s.control(s.block)
	case "w:del", "w:moveFrom":
		s.deletion(s.block)
	case "w:ins", "w:moveTo":
		s.inserted++
		m.Each(s.block)
		s.inserted--
	case "m:oMath", "m:oMathPara", "w:hyperlink", "w:fldSimple":
		s.bare()
	case "w:r": // No program shows text outside of a paragraph.
		s.d.Omit("text outside of paragraphs", s.textOf(m.Inside()))
	case "w:background", "w:sdtPr", "w:tblPr", "w:trPr":
	default:
		m.Each(s.block)
	}
}

// bare reads what is between paragraphs as one of its own.
func (s *story) bare() {
	s.endWaiting()
	s.newParagraph()
	s.inText = true
	s.inline()
	s.inText = false
	s.begin()
	s.end()
}

// deletion reads what a tracked change has deleted or moved elsewhere.
func (s *story) deletion(read func()) {
	moved := 0
	if s.m.Name == "w:moveFrom" {
		moved = 1
	}
	s.deleted++
	s.moved += moved
	s.m.Each(read)
	s.deleted--
	s.moved -= moved
}

// table reads a table.
func (s *story) table() {
	s.endWaiting()
	tables, ground, merged := s.tables, s.Ground, s.merged
	s.merged = nil
	s.cells++
	s.tableStyle(s.styles.Table, office.NoColour)
	s.m.Each(func() {
		if s.m.Name != "w:tblPr" {
			s.block()
			return
		}
		style, shade := s.styles.Table, office.NoColour
		s.m.Each(func() {
			switch s.m.Name {
			case "w:tblStyle":
				style = s.m.Attr("w:val")
			case "w:shd":
				shade = s.shading(s.m)
			}
		})
		s.Ground = ground
		s.tableStyle(style, shade)
	})
	s.cells--
	s.tables, s.Ground, s.merged = tables, ground, merged
}

// tableStyle sets what letters in the table look like and what is behind them. What is behind them
// is not known where the style gives some rows or columns a look of their own.
func (s *story) tableStyle(id string, shade office.Colour) {
	style := s.styles.Of(id)
	s.tables = style.Text
	switch {
	case style.Varied:
		s.Ground = office.SomeColour
	case shade != office.NoColour && shade != office.AutoColour:
		s.Ground = shade
	case style.Shade != office.NoColour && style.Shade != office.AutoColour:
		s.Ground = style.Shade
	}
}

// row reads a row of a table.
func (s *story) row() {
	s.d.NextRow()
	s.column = 0
	outer, why, deleted, ground := s.Outer, s.Why, s.deleted, s.Ground
	first, last := s.laid.breaks, s.laid.breaks
	s.m.Each(func() {
		switch s.m.Name {
		case "w:trPr":
			s.m.Each(func() { s.rowProperty(deleted) })
		case "w:tblPrEx":
			if shade := s.shadeIn(s.m); shade != office.NoColour && shade != office.AutoColour {
				s.Ground = shade
			}
		default: // Each cell of a row that runs over a page notes that.
			s.laid.breaks = first
			s.block()
			last = max(last, s.laid.breaks)
		}
	})
	s.laid.breaks = last
	s.Outer, s.Why, s.deleted, s.Ground = outer, why, deleted, ground
}

// rowProperty reads what a row says of itself, in so many deletions. One that is hidden, or has
// next to no height, nobody sees.
func (s *story) rowProperty(deleted int) {
	switch value := s.m.Attr("w:val"); s.m.Name {
	case "w:del":
		s.deleted = deleted + 1
	case "w:hidden":
		if toggle(value) == office.On {
			s.Hide(office.HiddenRow)
		}
	case "w:trHeight":
		if s.m.Attr("w:hRule") == "exact" && value != "" && office.Twips(value, 1) < office.ShortestLine {
			s.Hide(office.TooSmall)
		}
	case "w:gridBefore":
		n, _ := strconv.Atoi(value)
		s.column += min(max(n, 0), maxColumns)
	}
}

// maxColumns is how many columns of a table are looked at. Word allows 63.
const maxColumns = 200

// cell reads a cell of a table.
func (s *story) cell() {
	ground, outer, why, deleted := s.Ground, s.Outer, s.Why, s.deleted
	at, span, merge := s.column, 1, ""
	s.m.Each(func() {
		if s.m.Name != "w:tcPr" {
			s.block()
			return
		}
		s.m.Each(func() {
			switch s.m.Name {
			case "w:cellDel":
				s.deleted = deleted + 1
			case "w:gridSpan":
				n, _ := strconv.Atoi(s.m.Attr("w:val"))
				span = min(max(n, 1), maxColumns)
			case "w:vMerge":
				if merge = s.m.Attr("w:val"); merge != "restart" {
					merge = "continue"
				}
			case "w:shd":
				if shade := s.shading(s.m); shade != office.NoColour && shade != office.AutoColour {
					s.Ground = shade
				}
			}
		})
		if !s.merges(at, merge) {
			s.Hide(office.MergedCell)
		}
	})
	s.endWaiting()
	s.column = at + span
	s.Ground, s.Outer, s.Why, s.deleted = ground, outer, why, deleted
}

// merges takes note of how a cell goes on from the one above and below, and reports whether it
// shows its content: not when it goes on from above. One that says so without a cell to go on from
// shows it.
func (s *story) merges(column int, merge string) bool {
	if column >= maxColumns {
		return true
	}
	for len(s.merged) <= column {
		s.merged = append(s.merged, false)
	}
	above := s.merged[column]
	s.merged[column] = merge == "restart" || merge == "continue" && above
	return merge != "continue" || !above
}

func (s *story) paragraph() {
	if !s.p.markGone && !s.p.runsOn || !s.p.begun {
		s.newParagraph()
	}
	s.p.markGone, s.p.runsOn = false, false
	if s.isMain() {
		s.laid.paragraph++
	}
	s.placed()
	s.inText = true
	s.m.Each(s.inline)
	s.inText = false
	s.begin() // Numbered paragraphs count also when they are empty.
	s.d.BreakExcluded()
	switch {
	case s.p.drops == office.On && len(s.capital) > 0 && !s.d.HasText: // The next paragraph begins with it.
		s.p = paragraph{}
	case !s.d.HasText || !s.p.markGone && !(s.p.runsOn && s.unfinished()):
		s.end()
	}
}

func (s *story) newParagraph() {
	s.p = paragraph{style: s.styles.Of(s.styles.Plain), outline: -1, level: -1}
	s.p.tag = document.Span{Start: s.m.From, End: s.m.To}
}

// unfinished reports whether the text of the paragraph ends within a sentence.
func (s *story) unfinished() bool {
	text := s.d.Buffer[s.d.Block.Start:s.d.Tail()]
	last, _ := utf8.DecodeLastRune(text)
	return !unicode.IsPunct(last) || strings.ContainsRune(",-‘“«(", last)
}

// begin starts the block of the paragraph, once what the paragraph is has been read.
func (s *story) begin() {
	p := &s.p
	if p.begun {
		return
	}
	p.begun = true
	p.inherit()
	p.base = p.style.Text.Upon(s.tables).Over(s.styles.Defaults)
	list := s.lists.byID[p.list]
	if list != nil {
		if p.level < 0 {
			p.level = list.levelOf(p.style.ID)
		}
		if !p.markGone {
			p.chain = list.next(p.level)
		}
	}
	role, level := s.roleOf(list != nil)
	s.d.Part = s.m.Within.Part.Name
	s.d.Lang = ""
	s.d.Begin(role, level, s.pathOf(role, level))
	if list != nil && !p.markGone {
		s.label(list)
	}
	if p.drops != office.On {
		capital := s.capital
		s.capital = nil
		outer := s.style
		for _, l := range capital {
			s.style = l.style
			s.text(l.text, l.at)
		}
		s.style = outer
	}
}

// inherit takes from the style what the paragraph says nothing about.
func (p *paragraph) inherit() {
	if p.list == "" {
		p.list = p.style.List
		if p.level < 0 {
			p.level = p.style.Level
		}
	}
	if p.outline < 0 {
		p.outline = p.style.Outline
	}
	p.shade, p.flat, p.drops = p.shade.Or(p.style.Shade), p.flat.Or(p.style.Flat), p.drops.Or(p.style.Drops)
}

// roleOf is what the paragraph is, which may be an item of a list.
func (s *story) roleOf(listed bool) (role document.Role, level int) {
	p := &s.p
	role = s.role
	switch {
	case p.outline > 0:
		role, level = document.Heading, p.outline
	case p.style.Role.Known:
		if role = p.style.Role.Role; role == document.Heading || role == document.ListItem {
			level = p.style.Role.Level
		}
	}
	if listed && role == document.Body {
		role, level = document.ListItem, p.level+1
	}
	if role == document.Body && s.cells > 0 {
		role = document.Cell
	}
	if s.role == document.Running || s.role == document.Note && role != document.BlockQuote {
		return s.role, 0
	}
	if role == document.Running { // a body paragraph in the style of a running head
		role = document.Body
	}
	return role, level
}

// label reads what is printed in place of the number of a paragraph, where there are words in it:
// "Option 2:". Numbers alone are no text, they are in the paragraph's path.
func (s *story) label(list *numbering) {
	level := &list.levels[min(max(s.p.level, 0), office.MaxListLevels-1)]
	if !level.Worded {
		return
	}
	text, tag := list.Label(list.levels, s.p.level), s.p.tag
	if !s.again.Takes(s.d, len(text)) {
		return
	}
	style := level.Text.Over(s.p.base)
	shown := s.see(&style)
	s.d.Decoded(text, tag.Start, tag.Len())
	if level.Suffix != "nothing" {
		s.d.Space()
	}
	if shown && s.d.HasText {
		s.p.label = len(s.d.Buffer) - s.d.Block.Start
	}
}

// pathOf is the path of a paragraph that opens none.
func (s *story) pathOf(role document.Role, level int) string {
	if s.apart() {
		return s.place
	}
	return s.places.Of(role, level)
}

// apart reports whether the story is a note, box or running head.
func (s *story) apart() bool { return s.role != document.Body || s.Boxes > 0 }

// end ends the paragraph and reads what it refers to.
func (s *story) end() {
	s.p.Close(s.d)
	place := s.places.End(s.d, office.Context{
		Numbers: s.p.chain,
		Printed: s.p.label,
		Aside:   s.apart(),
		Outer:   s.place,
		InTable: s.cells > 0,
		HasRole: s.p.style.Role.HasOwnPlace(),
	})
	s.p = paragraph{}
	s.asides(place)
}

// endWaiting ends a paragraph that waits for the next one to go on in it.
func (s *story) endWaiting() {
	if len(s.capital) > 0 && !s.p.begun { // No paragraph follows that could begin with it.
		s.newParagraph()
		s.begin()
	}
	if s.p.begun {
		s.end()
	}
}

// finish ends the story. A field that has not ended has hidden what came after its beginning.
func (s *story) finish() {
	s.endWaiting()
	if s.commands > 0 && s.lost {
		s.archive.Damaged(s.m.Within.Part.Name + " has a field without an end")
	}
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *story) asides(place string) {
	s.readings(place)
	after := s.After
	s.After = nil
	for _, a := range after {
		role := a.Role
		if s.role != document.Body {
			role = s.role
		}
		t := s.word.story(a.Fragment, a.Relations, role)
		t.place, t.Boxes, t.choices = place, s.Boxes, s.choices
		t.Outer, t.Why, t.Ground = a.Outer, a.Why, a.Ground
		if a.Kind != office.AsideNote {
			t.Boxes++
		}
		if t.Boxes > office.MaxBoxes {
			s.d.Gap(0, gap.Limit, "check the file: its text boxes are nested too deep")
			continue
		}
		switch a.Kind {
		case office.AsideDrawing:
			t.m.Each(t.caption)
			t.asides(place) // of what was drawn on top of a chart
		case office.AsideWords:
			office.ReadWords(s.d, a, role, place)
		default:
			t.blocks()
		}
	}
}

// readings reads the small letters above the letters of the paragraph, which tell how those are
// read, as one block.
func (s *story) readings(place string) {
	if len(s.above) == 0 {
		return
	}
	t := s.word.story(s.above[0], s.relations, s.role)
	t.place, t.Boxes, t.Outer, t.Why = place, s.Boxes+1, s.Outer, s.Why
	t.newParagraph()
	for _, f := range s.above {
		t.m = s.markup(f)
		t.m.Each(t.inline)
		s.d.Space()
	}
	s.above = nil
	t.endWaiting()
}

package reader

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// story is a stretch of a Word document that is read from its beginning to its end: the body, a
// note, a running head, a text box.
type story struct {
	*word
	sight
	m         *markup
	relations relations     // of the part it lies in
	role      document.Role // of plain paragraphs; Note and Running hold for all
	place     string        // the path of notes and text boxes, whose headings open none

	inText   bool       // what follows lies in a paragraph
	cells    int        // how many tables the paragraph lies in
	tables   textStyle  // of the letters in the table at hand
	merged   []bool     // by column: the cell above goes on below
	column   int        // of the cell that follows, in the grid of the table
	style    textStyle  // of the letters in the run at hand
	inserted int        // how many tracked insertions
	deleted  int        // how many tracked deletions
	moved    int        // how many of them are moves
	choices  int        // how many elements with alternatives
	fields   []field    // open ones, which may go on over several paragraphs
	commands int        // how many of them have not come to their result
	lost     bool       // text stood in the instruction of an open field
	ownMark  bool       // what follows in the run is the mark of a note
	capital  []letter   // of a paragraph that is a dropped capital: the next one begins with them
	above    []fragment // small letters that tell how others are read
	p        paragraph
}

// paragraph is the state of the paragraph at hand.
type paragraph struct {
	tag      document.Span // its start tag
	begun    bool
	style    *wordStyle
	base     textStyle // of its letters, where they say nothing
	list     string
	level    int
	outline  int
	chain    []string // its numbers; see counters.next
	label    int      // bytes of its text that are the number, or what is printed instead
	markGone bool     // its mark is deleted, so the next paragraph goes on in it
	runsOn   bool     // its mark is hidden, so the next paragraph goes on in its line
	drops    setting  // it is a dropped capital
	shade    colour   // behind it
	flat     setting  // its lines have next to no height
	frame    string   // why readers do not see the frame that it is in; "" when they may
	paragraphMarks
}

// letter is text that waits for its paragraph.
type letter struct {
	text  string
	at    int
	style textStyle
}

// blocks reads paragraphs and tables, wherever they lie: in content controls, custom XML,
// insertions.
func (s *story) blocks() {
	s.m.each(s.block)
	s.finish()
}

func (s *story) block() {
	m := s.m
	switch m.name {
	case "w:p":
		s.paragraph()
	case "w:tbl":
		s.table()
	case "w:tr":
		s.row()
	case "w:tc":
		s.d.nextCell()
		s.cell()
	case "w:sectPr":
		s.section()
	case "w:altChunk":
		s.settle()
		s.chunk(m.attr("r:id"))
	case "w:subDoc":
		s.linked(m.attr("r:id"))
	case "mc:AlternateContent":
		s.choice(s.block)
	case "w:sdt":
		s.control(s.block)
	case "w:del", "w:moveFrom":
		s.deletion(s.block)
	case "w:ins", "w:moveTo":
		s.inserted++
		m.each(s.block)
		s.inserted--
	case "m:oMath", "m:oMathPara", "w:hyperlink", "w:fldSimple":
		s.bare()
	case "w:r": // No program shows text outside of a paragraph.
		s.d.omit("text outside of paragraphs", s.textOf(m.inside()))
	case "w:background", "w:sdtPr", "w:tblPr", "w:trPr":
	default:
		m.each(s.block)
	}
}

// bare reads what stands between paragraphs as one of its own.
func (s *story) bare() {
	s.settle()
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
	if s.m.name == "w:moveFrom" {
		moved = 1
	}
	s.deleted++
	s.moved += moved
	s.m.each(read)
	s.deleted--
	s.moved -= moved
}

// table reads a table.
func (s *story) table() {
	s.settle()
	tables, ground, merged := s.tables, s.ground, s.merged
	s.merged = nil
	s.cells++
	s.tableStyle(s.styles.table, noColour)
	s.m.each(func() {
		if s.m.name != "w:tblPr" {
			s.block()
			return
		}
		style, shade := s.styles.table, noColour
		s.m.each(func() {
			switch s.m.name {
			case "w:tblStyle":
				style = s.m.attr("w:val")
			case "w:shd":
				shade = s.shading(s.m)
			}
		})
		s.ground = ground
		s.tableStyle(style, shade)
	})
	s.cells--
	s.tables, s.ground, s.merged = tables, ground, merged
}

// tableStyle sets what letters in the table look like and what is behind them. What is behind them
// is not known where the style gives some rows or columns a look of their own.
func (s *story) tableStyle(id string, shade colour) {
	style := s.styles.of(id)
	s.tables = style.text
	switch {
	case style.varied:
		s.ground = someColour
	case shade != noColour && shade != autoColour:
		s.ground = shade
	case style.shade != noColour && style.shade != autoColour:
		s.ground = style.shade
	}
}

// row reads a row of a table.
func (s *story) row() {
	s.d.nextRow()
	s.column = 0
	outer, why, deleted, ground := s.outer, s.why, s.deleted, s.ground
	s.m.each(func() {
		switch s.m.name {
		case "w:trPr":
			s.m.each(func() { s.rowProperty(deleted) })
		case "w:tblPrEx":
			if shade := s.shadeIn(s.m); shade != noColour && shade != autoColour {
				s.ground = shade
			}
		default:
			s.block()
		}
	})
	s.outer, s.why, s.deleted, s.ground = outer, why, deleted, ground
}

// rowProperty reads what a row says of itself, in so many deletions. One that is hidden, or has
// next to no height, nobody sees.
func (s *story) rowProperty(deleted int) {
	switch value := s.m.attr("w:val"); s.m.name {
	case "w:del":
		s.deleted = deleted + 1
	case "w:hidden":
		if toggle(value) == on {
			s.hide(hiddenRow)
		}
	case "w:trHeight":
		if s.m.attr("w:hRule") == "exact" && value != "" && twips(value, 1) < shortestLine {
			s.hide(tooSmall)
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
	ground, outer, why, deleted := s.ground, s.outer, s.why, s.deleted
	at, span, merge := s.column, 1, ""
	s.m.each(func() {
		if s.m.name != "w:tcPr" {
			s.block()
			return
		}
		s.m.each(func() {
			switch s.m.name {
			case "w:cellDel":
				s.deleted = deleted + 1
			case "w:gridSpan":
				n, _ := strconv.Atoi(s.m.attr("w:val"))
				span = min(max(n, 1), maxColumns)
			case "w:vMerge":
				if merge = s.m.attr("w:val"); merge != "restart" {
					merge = "continue"
				}
			case "w:shd":
				if shade := s.shading(s.m); shade != noColour && shade != autoColour {
					s.ground = shade
				}
			}
		})
		if !s.merges(at, merge) {
			s.hide(mergedCell)
		}
	})
	s.settle()
	s.column = at + span
	s.ground, s.outer, s.why, s.deleted = ground, outer, why, deleted
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
	s.inText = true
	s.m.each(s.inline)
	s.inText = false
	s.begin() // Numbered paragraphs count also when they are empty.
	s.d.breakExcluded()
	switch {
	case s.p.drops == on && len(s.capital) > 0 && !s.d.began: // The next paragraph begins with it.
		s.p = paragraph{}
	case !s.d.began || !s.p.markGone && !(s.p.runsOn && s.unfinished()):
		s.end()
	}
}

func (s *story) newParagraph() {
	s.p = paragraph{style: s.styles.of(s.styles.plain), outline: -1, level: -1}
	s.p.tag = document.Span{Start: s.m.from, End: s.m.to}
}

// unfinished reports whether the text of the paragraph ends within a sentence.
func (s *story) unfinished() bool {
	text := s.d.buf[s.d.block.Start:s.d.tail()]
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
	p.base = p.style.text.upon(s.tables).over(s.styles.defaults)
	list := s.lists.byID[p.list]
	if list != nil {
		if p.level < 0 {
			p.level = list.levelOf(p.style.id)
		}
		if !p.markGone {
			p.chain = list.next(p.level)
		}
	}
	role, level := s.roleOf(list != nil)
	s.d.part = s.m.within.part.name
	s.d.lang = ""
	s.d.begin(role, level, s.pathOf(role, level))
	if list != nil && !p.markGone {
		s.label(list)
	}
	if p.drops != on {
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
		p.list = p.style.list
		if p.level < 0 {
			p.level = p.style.level
		}
	}
	if p.outline < 0 {
		p.outline = p.style.outline
	}
	p.shade, p.flat, p.drops = p.shade.or(p.style.shade), p.flat.or(p.style.flat), p.drops.or(p.style.drops)
}

// roleOf is what the paragraph is, which may be an item of a list.
func (s *story) roleOf(listed bool) (role document.Role, level int) {
	p := &s.p
	role = s.role
	switch {
	case p.outline > 0:
		role, level = document.Heading, p.outline
	case p.style.role.known:
		if role = p.style.role.role; role == document.Heading || role == document.ListItem {
			level = p.style.role.level
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
	level := &list.levels[min(max(s.p.level, 0), maxListLevels-1)]
	if !level.worded {
		return
	}
	text, tag := list.label(list.levels, s.p.level), s.p.tag
	if !s.again.takes(s.d, len(text)) {
		return
	}
	style := level.text.over(s.p.base)
	shown := s.see(&style)
	s.d.decoded(text, tag.Start, tag.Len())
	if level.suffix != "nothing" {
		s.d.space()
	}
	if shown && s.d.began {
		s.p.label = len(s.d.buf) - s.d.block.Start
	}
}

// pathOf is the path of a paragraph that opens none.
func (s *story) pathOf(role document.Role, level int) string {
	if s.apart() {
		return s.place
	}
	return s.places.of(role, level)
}

// apart reports whether the story is a note, box or running head.
func (s *story) apart() bool { return s.role != document.Body || s.boxes > 0 }

// end ends the paragraph and reads what it refers to.
func (s *story) end() {
	s.p.close(s.d)
	place := s.places.end(s.d, standing{s.p.chain, s.p.label, s.apart(), s.place, s.cells > 0, s.p.style.role.settles()})
	s.p = paragraph{}
	s.asides(place)
}

// settle ends a paragraph that waits for the next one to go on in it.
func (s *story) settle() {
	if len(s.capital) > 0 && !s.p.begun { // No paragraph follows that could begin with it.
		s.newParagraph()
		s.begin()
	}
	if s.p.begun {
		s.end()
	}
}

// finish ends the story. A field that has not ended has hidden what stood behind its beginning.
func (s *story) finish() {
	s.settle()
	if s.commands > 0 && s.lost {
		s.archive.damaged(s.m.within.part.name + " has a field without an end")
	}
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *story) asides(place string) {
	s.readings(place)
	after := s.after
	s.after = nil
	for _, a := range after {
		role := a.role
		if s.role != document.Body {
			role = s.role
		}
		t := s.word.story(a.fragment, a.relations, role)
		t.place, t.boxes, t.choices = place, s.boxes, s.choices
		t.outer, t.why, t.ground = a.outer, a.why, a.ground
		if a.kind != asideNote {
			t.boxes++
		}
		if t.boxes > maxBoxes {
			s.d.gap(0, gapLimit, "check the file: its text boxes are nested too deep")
			continue
		}
		switch a.kind {
		case asideDrawing:
			t.m.each(t.caption)
			t.asides(place) // of what was drawn on top of a chart
		case asideWords:
			readWords(s.d, a, role, place)
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
	t.place, t.boxes, t.outer, t.why = place, s.boxes+1, s.outer, s.why
	t.newParagraph()
	for _, f := range s.above {
		t.m = s.markup(f)
		t.m.each(t.inline)
		s.d.space()
	}
	s.above = nil
	t.settle()
}

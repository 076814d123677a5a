package odt

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// openStory is a stretch of an OpenDocument text that is read from its beginning to its end: the
// body, a note, a text box.
type openStory struct {
	*openText
	office.Sight
	m     *xmltok.Parser
	role  document.Role // of plain paragraphs; Note and Running hold for all
	place string        // the path of notes and text boxes, whose headings open none
	sheet *openSheet    // the sheet at hand; nil outside of spreadsheets
	fixed bool          // the place is that of a sheet or slide, and holds for all

	cells    int // how many tables the paragraph is in
	lists    []openList
	ended    map[string]openList // the last lists by their ids and by their styles, which others may go on from
	inserted int                 // how many tracked insertions
	above    []xmltok.Fragment   // small letters that tell how others are read

	chain  []string              // the numbers of the paragraph; see counters.next
	label  *printed              // what is printed in front of it; nil where that is a number
	base   office.TextStyle      // of the paragraph
	shade  office.Colour         // behind it
	gone   bool                  // a field in it hides it
	letter office.ParagraphMarks // its marks and languages
}

// printed is what is printed in front of an item of a list.
type printed struct {
	text  string
	level *office.ListLevel
}

// openList is a list that is being read. Lists within it count on in the same counters.
type openList struct {
	style string
	count *office.Counters
	next  bool // the item at hand has not been counted
}

// block reads what appears in a body, section, cell or note.
func (s *openStory) block() {
	m := s.m
	switch m.Name {
	case "text:p":
		s.paragraph(0)
	case "text:h":
		level, _ := strconv.Atoi(m.Attr("text:outline-level"))
		s.paragraph(max(level, 1))
	case "text:list":
		s.list()
	case "text:list-item":
		if n := len(s.lists); n > 0 {
			s.lists[n-1].next = true
			if start, err := strconv.Atoi(m.Attr("text:start-value")); err == nil {
				list := s.lists[n-1]
				list.count.Numbers[n-1], list.count.Begun[n-1] = start-1, true
			}
		}
		m.Each(s.block)
	case "text:section":
		s.section()
	case "office:spreadsheet", "draw:page", "presentation:notes":
		s.presented()
	case "table:table":
		s.within("table", func() {
			s.cells++
			m.Each(s.block)
			s.cells--
		})
	case "table:table-row":
		s.d.NextRow()
		s.within("table-row", func() { m.Each(s.block) })
	case "table:table-cell":
		s.d.NextCell()
		s.within("table-cell", func() { m.Each(s.block) })
	case "table:covered-table-cell":
		s.d.NextCell()
		s.apartFrom(office.MergedCell, func() { m.Each(s.block) })
	case "style:header", "style:footer", "style:header-left", "style:footer-left",
		"style:header-first", "style:footer-first":
		if m.Attr("style:display") == "false" {
			s.apartFrom(office.UnusedHead, func() { m.Each(s.block) })
			return
		}
		m.Each(s.block)
	case "text:change-start", "text:change-end", "text:change":
		s.change(s.base)
	case "office:forms":
		m.Each(s.form)
	case "office:annotation":
		s.annotation()
	case "text:tracked-changes", "office:scripts", "office:settings", "style:presentation-page-layout":
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line", "draw:polygon", "draw:path",
		"draw:g", "draw:circle", "draw:connector", "draw:caption", "draw:control":
		s.d.Exclude(s.Outer, s.Why)
		s.drawn()
		s.asides(s.pathHere())
	default:
		m.Each(s.block)
	}
}

// list reads a list. An inner one without a style of its own has that of the list around it.
func (s *openStory) list() {
	m := s.m
	if len(s.lists) == office.MaxListLevels { // Deeper ones look like the deepest that can be numbered.
		m.Each(s.block)
		return
	}
	style, id := m.Attr("text:style-name"), m.Attr("xml:id")
	list := openList{style: style, count: &office.Counters{}}
	if n := len(s.lists); n > 0 {
		list.count = s.lists[n-1].count
		if style == "" {
			list.style = s.lists[n-1].style
		}
	} else if from, ok := s.ended[m.Attr("text:continue-list")]; ok {
		list.count = from.count
		// LibreOffice may name a list that is not there.
	} else if m.Attr("text:continue-list") != "" || m.Attr("text:continue-numbering") == "true" {
		if from, ok := s.ended["style "+style]; ok {
			list.count = from.count
		}
	}
	s.lists = append(s.lists, list)
	m.Each(s.block)
	s.lists = s.lists[:len(s.lists)-1]
	if s.ended == nil {
		s.ended = map[string]openList{}
	}
	if id != "" {
		s.ended[id] = list
	}
	s.ended["style "+list.style] = list
}

// section reads a section, which may be hidden, or be kept in another file.
func (s *openStory) section() {
	m := s.m
	hidden := false
	switch m.Attr("text:display") {
	case "none":
		hidden = true
	case "condition":
		holds, known := constantCondition(m.Attr("text:condition"))
		hidden = m.Attr("text:is-hidden") == "true" || known && holds
	}
	before := len(s.d.Doc.Blocks)
	source := ""
	read := func() {
		m.Each(func() {
			if m.Name == "text:section-source" {
				source = m.Attr("xlink:href")
			}
			s.block()
		})
	}
	if hidden {
		s.apartFrom(office.HiddenSection, read)
	} else {
		s.within("section", read)
	}
	if source != "" && source[0] != '#' && len(s.d.Doc.Blocks) == before {
		s.d.Gap(0, gap.Linked, "check the document that it takes this text from as well: "+source)
	}
}

// within reads what has a style of a family, which says what is behind it and whether it has any
// height.
func (s *openStory) within(family string, read func()) {
	ground, outer, why := s.Ground, s.Outer, s.Why
	style := s.styles.Of(familyKey(family, s.m.Attr("table:style-name")+s.m.Attr("text:style-name")))
	if style.Shade != office.NoColour && style.Shade != office.AutoColour {
		s.Ground = style.Shade
	}
	if style.Flat == office.On {
		s.Hide(office.TooSmall)
	}
	read()
	s.Ground, s.Outer, s.Why = ground, outer, why
}

// apartFrom reads what readers do not see, and says why.
func (s *openStory) apartFrom(why string, read func()) {
	outer, before := s.Outer, s.Why
	s.Hide(why)
	read()
	s.Outer, s.Why = outer, before
}

// number counts the paragraph, when it is the first of an item of a list, or a heading.
func (s *openStory) number(style *office.Style, heading int, counted bool) {
	s.chain, s.label = nil, nil
	var levels *office.ListLevels
	var count *office.Counters
	level := 0
	switch n := len(s.lists); {
	case n > 0:
		list := &s.lists[n-1]
		name := list.style
		if name == "" {
			name = style.List
		}
		if list.next {
			levels, count, level = s.openText.lists[name], list.count, n-1
		}
		list.next = false
	case heading > 0 && counted:
		levels, count, level = &s.outline, &s.headings, heading-1
	}
	if levels == nil {
		return
	}
	s.chain = count.Next(levels, level)
	if at := &levels[min(level, office.MaxListLevels-1)]; at.Worded {
		s.label = &printed{count.Label(levels, level), at}
	}
}

func (s *openStory) paragraph(heading int) {
	m := s.m
	tag := document.Span{Start: m.From, End: m.To}
	style := s.styles.Of(familyKey("paragraph", m.Attr("text:style-name")))
	s.base, s.shade, s.gone = style.Text.Over(s.styles.Defaults), style.Shade, false
	s.number(style, heading, m.Attr("text:is-list-header") != "true")
	role, level := s.roleOf(style, heading)
	place := s.place
	if !s.apart() {
		place = s.places.Of(role, level)
	}
	s.letter = office.ParagraphMarks{}
	s.d.Part, s.d.Lang = m.Within.Part.Name, ""
	s.d.Begin(role, level, place)
	label := s.printLabel(tag)
	s.inline(s.base)
	s.letter.Close(s.d)
	s.d.Exclude(document.Included, "")
	s.d.BreakExcluded()
	if s.gone && s.d.HasText {
		s.d.Block.Exclusion, s.d.Block.Reason, s.d.Block.Role, s.d.Block.Level = document.Hidden, office.HiddenText,
			document.Body, 0
		s.d.End()
		s.asides(place)
		return
	}
	s.asides(s.places.End(s.d, office.Context{
		Numbers: s.chain,
		Printed: label,
		Aside:   s.apart(),
		Outer:   s.place,
		InTable: s.cells > 0,
		HasRole: style.Role.HasOwnPlace(),
	}))
}

// roleOf is what a paragraph is.
func (s *openStory) roleOf(style *office.Style, heading int) (role document.Role, level int) {
	role = s.role
	switch {
	case heading > 0:
		role, level = document.Heading, heading
	case style.Role.Known && style.Role.Role != document.ListItem:
		role = style.Role.Role
	case len(s.lists) > 0:
		role, level = document.ListItem, len(s.lists)
	case s.cells > 0:
		role = document.Cell
	}
	if s.role == document.Running || s.role == document.Note && role != document.BlockQuote {
		return s.role, 0
	}
	if role == document.Running { // a paragraph of the body in the style of a running head
		role = document.Body
	}
	return role, level
}

// printLabel reads the words that are printed in front of an item of a list. It returns how many
// bytes they are.
func (s *openStory) printLabel(tag document.Span) int {
	if s.label == nil || !s.again.Takes(s.d, len(s.label.text)) {
		return 0
	}
	style := s.styles.Of(s.label.level.Letters).Text.Over(s.base)
	shown := s.see(&style)
	s.d.Decoded(s.label.text, tag.Start, tag.Len())
	if s.label.level.Suffix != "nothing" {
		s.d.Space()
	}
	if !shown || !s.d.HasText {
		return 0
	}
	return len(s.d.Buffer) - s.d.Block.Start
}

// see says whether readers see what follows in this style as part of the text. What they do not
// see is excluded until it is said otherwise.
func (s *openStory) see(style *office.TextStyle) bool {
	kind, why := s.Outer, s.Why
	if kind == document.Included {
		kind, why = style.Unseen(s.Behind(style, s.shade, s.backdrop))
	}
	s.d.Exclude(kind, why)
	return kind == document.Included
}

// backdrop looks for what is behind the text. It goes by the letters of the parts, for it only
// has to find all of it.
func (o *openText) backdrop() *office.Backdrop {
	if o.scene == nil {
		o.scene = &office.Backdrop{}
		for _, p := range o.parts {
			for _, sign := range []string{"<draw:frame", "<draw:custom-shape", "<draw:rect"} {
				o.scene.Shapes += strings.Count(p.Text, sign)
			}
			if strings.Contains(p.Text, `run-through="background"`) {
				o.scene.Behind = true
			}
			m := o.markup(p.Whole())
			var look func()
			look = func() {
				if m.Name == "style:page-layout-properties" {
					page := &office.Style{}
					background(page, m)
					o.scene.Behind = o.scene.Behind || page.Shade != office.NoColour && page.Shade != office.AutoColour &&
						page.Shade != office.White
					return
				}
				m.Each(look)
			}
			m.Each(look)
		}
	}
	return o.scene
}

// pathHere is the path between two paragraphs.
func (s *openStory) pathHere() string {
	if s.apart() {
		return s.place
	}
	return s.places.String()
}

// apart reports whether the story is a note, box or running head.
func (s *openStory) apart() bool { return s.role != document.Body || s.Boxes > 0 || s.fixed }

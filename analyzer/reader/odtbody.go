package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// openStory is a stretch of an OpenDocument text that is read from its beginning to its end: the
// body, a note, a text box.
type openStory struct {
	*openText
	sight
	m     *markup
	role  document.Role // of plain paragraphs; Note and Running hold for all
	place string        // the path of notes and text boxes, whose headings open none

	cells    int // how many tables the paragraph lies in
	lists    []openList
	ended    map[string]openList // the last lists by their ids and by their styles, which others may go on from
	inserted int                 // how many tracked insertions
	above    []fragment          // small letters that tell how others are read

	chain  []string       // the numbers of the paragraph; see counters.next
	label  *printed       // what is printed in front of it; nil where that is a number
	base   textStyle      // of the paragraph
	shade  colour         // behind it
	gone   bool           // a field in it hides it
	letter paragraphMarks // its marks and languages
}

// printed is what is printed in front of an item of a list.
type printed struct {
	text  string
	level *listLevel
}

// openList is a list that is being read. Lists within it count on in the same counters.
type openList struct {
	style string
	count *counters
	next  bool // the item at hand has not been counted
}

// block reads what stands in a body, section, cell or note.
func (s *openStory) block() {
	m := s.m
	switch m.name {
	case "text:p":
		s.paragraph(0)
	case "text:h":
		level, _ := strconv.Atoi(m.attr("text:outline-level"))
		s.paragraph(max(level, 1))
	case "text:list":
		s.list()
	case "text:list-item":
		if n := len(s.lists); n > 0 {
			s.lists[n-1].next = true
			if start, err := strconv.Atoi(m.attr("text:start-value")); err == nil {
				list := s.lists[n-1]
				list.count.n[n-1], list.count.on[n-1] = start-1, true
			}
		}
		m.each(s.block)
	case "text:section":
		s.section()
	case "table:table":
		s.within("table", func() {
			s.cells++
			m.each(s.block)
			s.cells--
		})
	case "table:table-row":
		s.d.nextRow()
		s.within("table-row", func() { m.each(s.block) })
	case "table:table-cell":
		s.d.nextCell()
		s.within("table-cell", func() { m.each(s.block) })
	case "table:covered-table-cell":
		s.d.nextCell()
		s.apartFrom(mergedCell, func() { m.each(s.block) })
	case "style:header", "style:footer", "style:header-left", "style:footer-left",
		"style:header-first", "style:footer-first":
		if m.attr("style:display") == "false" {
			s.apartFrom(unusedHead, func() { m.each(s.block) })
			return
		}
		m.each(s.block)
	case "text:change-start", "text:change-end", "text:change":
		s.change(s.base)
	case "office:forms":
		m.each(s.form)
	case "office:annotation":
		s.annotation()
	case "text:tracked-changes", "office:scripts", "office:settings", "style:presentation-page-layout":
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line", "draw:polygon", "draw:path",
		"draw:g", "draw:circle", "draw:connector", "draw:caption", "draw:control":
		s.drawn()
		s.asides(s.pathHere())
	default:
		m.each(s.block)
	}
}

// list reads a list. An inner one without a style of its own has that of the list around it.
func (s *openStory) list() {
	m := s.m
	if len(s.lists) == maxListLevels { // Deeper ones look like the deepest that can be numbered.
		m.each(s.block)
		return
	}
	style, id := m.attr("text:style-name"), m.attr("xml:id")
	list := openList{style: style, count: &counters{}}
	if n := len(s.lists); n > 0 {
		list.count = s.lists[n-1].count
		if style == "" {
			list.style = s.lists[n-1].style
		}
	} else if from, ok := s.ended[m.attr("text:continue-list")]; ok {
		list.count = from.count
	} else if m.attr("text:continue-list") != "" || m.attr("text:continue-numbering") == "true" { // LibreOffice may name a list that is not there.
		if from, ok := s.ended["style "+style]; ok {
			list.count = from.count
		}
	}
	s.lists = append(s.lists, list)
	m.each(s.block)
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
	switch m.attr("text:display") {
	case "none":
		hidden = true
	case "condition":
		holds, known := constantCondition(m.attr("text:condition"))
		hidden = m.attr("text:is-hidden") == "true" || known && holds
	}
	before := len(s.d.doc.Blocks)
	source := ""
	read := func() {
		m.each(func() {
			if m.name == "text:section-source" {
				source = m.attr("xlink:href")
			}
			s.block()
		})
	}
	if hidden {
		s.apartFrom(hiddenSection, read)
	} else {
		s.within("section", read)
	}
	if source != "" && source[0] != '#' && len(s.d.doc.Blocks) == before {
		s.d.gap(0, gapLinked, "check the document that it takes this text from as well: "+source)
	}
}

// within reads what has a style of a family, which says what is behind it and whether it has any
// height.
func (s *openStory) within(family string, read func()) {
	ground, outer, why := s.ground, s.outer, s.why
	style := s.styles.of(familyKey(family, s.m.attr("table:style-name")+s.m.attr("text:style-name")))
	if style.shade != noColour && style.shade != autoColour {
		s.ground = style.shade
	}
	if style.flat == on {
		s.hide(tooSmall)
	}
	read()
	s.ground, s.outer, s.why = ground, outer, why
}

// apartFrom reads what readers do not see, and says why.
func (s *openStory) apartFrom(why string, read func()) {
	outer, before := s.outer, s.why
	s.hide(why)
	read()
	s.outer, s.why = outer, before
}

// number counts the paragraph, when it is the first of an item of a list, or a heading.
func (s *openStory) number(style *wordStyle, heading int, counted bool) {
	s.chain, s.label = nil, nil
	var levels *listLevels
	var count *counters
	level := 0
	switch n := len(s.lists); {
	case n > 0:
		list := &s.lists[n-1]
		name := list.style
		if name == "" {
			name = style.list
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
	s.chain = count.next(levels, level)
	if at := &levels[min(level, maxListLevels-1)]; at.worded {
		s.label = &printed{count.label(levels, level), at}
	}
}

func (s *openStory) paragraph(heading int) {
	m := s.m
	tag := document.Span{Start: m.from, End: m.to}
	style := s.styles.of(familyKey("paragraph", m.attr("text:style-name")))
	s.base, s.shade, s.gone = style.text.over(s.styles.defaults), style.shade, false
	s.number(style, heading, m.attr("text:is-list-header") != "true")
	role, level := s.roleOf(style, heading)
	place := s.place
	if !s.apart() {
		place = s.places.of(role, level)
	}
	s.letter = paragraphMarks{}
	s.d.part, s.d.lang = m.within.part.name, ""
	s.d.begin(role, level, place)
	label := s.printLabel(tag)
	s.inline(s.base)
	s.letter.close(s.d)
	s.d.exclude(document.Included, "")
	s.d.breakExcluded()
	if s.gone && s.d.began {
		s.d.block.Exclusion, s.d.block.Reason, s.d.block.Role, s.d.block.Level = document.Hidden, hiddenText, document.Body, 0
		s.d.end()
		s.asides(place)
		return
	}
	s.asides(s.places.end(s.d, standing{s.chain, label, s.apart(), s.place, s.cells > 0, style.role.settles()}))
}

// roleOf is what a paragraph is.
func (s *openStory) roleOf(style *wordStyle, heading int) (role document.Role, level int) {
	role = s.role
	switch {
	case heading > 0:
		role, level = document.Heading, heading
	case style.role.known && style.role.role != document.ListItem:
		role = style.role.role
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
	if s.label == nil || !s.again.takes(s.d, len(s.label.text)) {
		return 0
	}
	style := s.styles.of(s.label.level.letters).text.over(s.base)
	shown := s.see(&style)
	s.d.decoded(s.label.text, tag.Start, tag.Len())
	if s.label.level.suffix != "nothing" {
		s.d.space()
	}
	if !shown || !s.d.began {
		return 0
	}
	return len(s.d.buf) - s.d.block.Start
}

// see says whether readers see what follows in this style as part of the text. What they do not
// see is excluded until it is said otherwise.
func (s *openStory) see(style *textStyle) bool {
	kind, why := s.outer, s.why
	if kind == document.Included {
		kind, why = style.unseen(s.behind(style, s.shade, s.backdrop))
	}
	s.d.exclude(kind, why)
	return kind == document.Included
}

// backdrop looks for what stands behind the text. It goes by the letters of the parts, for it only
// has to find all of it.
func (o *openText) backdrop() *backdrop {
	if o.scene == nil {
		o.scene = &backdrop{}
		for _, p := range o.parts {
			for _, sign := range []string{"<draw:frame", "<draw:custom-shape", "<draw:rect"} {
				o.scene.shapes += strings.Count(p.text, sign)
			}
			if strings.Contains(p.text, `run-through="background"`) {
				o.scene.behind = true
			}
			m := o.markup(p.whole())
			var look func()
			look = func() {
				if m.name == "style:page-layout-properties" {
					page := &wordStyle{}
					background(page, m)
					o.scene.behind = o.scene.behind || page.shade != noColour && page.shade != autoColour && page.shade != white
					return
				}
				m.each(look)
			}
			m.each(look)
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
func (s *openStory) apart() bool { return s.role != document.Body || s.boxes > 0 }

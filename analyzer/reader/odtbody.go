package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// openStory is a stretch of an OpenDocument text that is read from its beginning to its end: the body, a note, a text box.
type openStory struct {
	*openText
	m     *markup
	role  document.Role // of plain paragraphs; Note and Running hold for all
	place string        // the path of notes and text boxes, whose headings open none
	boxes int           // how many text boxes it lies in

	cells    int // how many tables the paragraph lies in
	lists    []openList
	ended    map[string]openList // the last lists by their ids and by their styles, which others may go on from
	inserted int                 // how many tracked insertions
	after    []aside
	scan     bool // the picture at hand is as large as a page

	chain  []string  // the numbers of the paragraph; see counters.next
	base   textStyle // of the paragraph
	letter paragraph // its marks and languages
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
		if m.attr("text:display") != "none" {
			m.each(s.block)
		}
	case "table:table":
		s.cells++
		m.each(s.block)
		s.cells--
	case "table:table-row":
		s.d.nextRow()
		m.each(s.block)
	case "table:table-cell":
		s.d.nextCell()
		m.each(s.block)
	case "text:change-start", "text:change-end":
		s.change()
	case "table:covered-table-cell":
		s.d.nextCell()
	case "text:tracked-changes", "office:forms", "office:annotation", "office:scripts", "office:settings", "style:presentation-page-layout":
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line", "draw:polygon", "draw:path", "draw:g", "draw:circle", "draw:connector", "draw:caption":
		s.drawing()
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

// number counts the paragraph, when it is the first of an item of a list, or a heading.
func (s *openStory) number(style *wordStyle, heading int, counted bool) {
	s.chain = nil
	switch n := len(s.lists); {
	case n > 0:
		list := &s.lists[n-1]
		name := list.style
		if name == "" {
			name = style.list
		}
		if levels := s.openText.lists[name]; levels != nil && list.next {
			s.chain = list.count.next(levels, n-1)
		}
		list.next = false
	case heading > 0 && counted:
		s.chain = s.headings.next(&s.outline, heading-1)
	}
}

func (s *openStory) paragraph(heading int) {
	m := s.m
	style := s.styles.of(familyKey("paragraph", m.attr("text:style-name")))
	s.base = style.text
	s.number(style, heading, m.attr("text:is-list-header") != "true")
	role, level := s.role, 0
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
		role, level = s.role, 0
	} else if role == document.Running { // a paragraph of the body in the style of a running head
		role = document.Body
	}
	place := s.place
	if !s.apart() {
		place = s.places.of(role, level)
	}
	s.letter = paragraph{}
	s.d.part, s.d.lang = m.within.part.name, ""
	s.d.begin(role, level, place)
	s.inline(s.base)
	s.letter.close(s.d)
	s.asides(s.places.end(s.d, standing{s.chain, s.apart(), s.place, s.cells > 0, style.role.settles()}))
}

// pathHere is the path between two paragraphs.
func (s *openStory) pathHere() string {
	if s.apart() {
		return s.place
	}
	return s.places.String()
}

// apart tells whether the story is a note, box or running head.
func (s *openStory) apart() bool { return s.role != document.Body || s.boxes > 0 }

// inline reads the text of a paragraph or of an element in one.
func (s *openStory) inline(style textStyle) {
	m := s.m
	m.content(func() {
		switch m.name {
		case "text:span":
			own := s.styles.of(familyKey("text", m.attr("text:style-name"))).text
			s.inline(own.over(style))
		case "text:s", "text:tab":
			if !style.unseen() {
				s.d.space()
			}
		case "text:line-break":
			if !style.unseen() {
				s.d.newline()
			}
		case "text:change-start", "text:change-end":
			s.change()
		case "text:note":
			s.note(!style.unseen())
		case "text:hidden-text", "text:hidden-paragraph":
			if m.attr("text:is-hidden") != "true" {
				s.inline(style)
			}
		case "office:annotation", "text:ruby-text", "text:tracked-changes", "svg:title", "svg:desc", "text:note-citation":
		default:
			if strings.HasPrefix(m.name, "draw:") && m.name != "draw:a" {
				if !style.unseen() {
					s.drawing()
				}
				return
			}
			s.inline(style)
		}
	}, func(text string, at int) {
		if !style.unseen() {
			s.text(text, at, style)
		}
	})
}

// text appends text, in which white space is only between words.
func (s *openStory) text(text string, at int, style textStyle) {
	if style.raised == on && s.d.noteNumber(text, false) {
		return
	}
	if strings.Trim(text, blanks) != "" {
		s.letter.mark(s.d, style.italic == on && s.base.italic != on, s.inserted > 0)
	}
	s.letter.count(style.lang, len(text))
	if strings.HasPrefix(text, cdata) {
		s.d.appendText(text, at)
		return
	}
	s.d.flow(text, at)
}

// change deals with the beginning or end of a tracked change. Only those of insertions matter: what is deleted is kept elsewhere.
func (s *openStory) change() {
	if !s.insertions[s.m.attr("text:change-id")] {
		return
	}
	if s.m.name == "text:change-start" {
		s.inserted++
	} else {
		s.inserted = max(0, s.inserted-1)
	}
}

// note has a note read behind the paragraph.
func (s *openStory) note(shown bool) {
	s.m.each(func() {
		if s.m.name == "text:note-body" && shown {
			s.after = append(s.after, aside{fragment: s.m.inside(), role: document.Note})
		}
	})
}

// drawing looks for text in a frame or shape.
func (s *openStory) drawing() {
	m := s.m
	switch m.name {
	case "draw:object", "draw:object-ole":
		s.object()
	case "draw:image":
		if s.scan {
			s.d.scans++
		}
		s.scan = false
	case "svg:title", "svg:desc", "office:annotation", "office:event-listeners", "draw:glue-point", "draw:enhanced-geometry":
	case "draw:frame":
		s.scan = length(m.attr("svg:width")) >= scanWidth && length(m.attr("svg:height")) >= scanHeight
		m.each(s.drawing)
	case "draw:g", "draw:a":
		m.each(s.drawing)
	case "text:p", "text:list", "table:table": // stand in draw:text-box only
	default: // A text box or a shape: what stands in it are paragraphs.
		s.after = append(s.after, aside{fragment: m.inside(), role: document.Body, kind: asideBox})
	}
}

// object says that an embedded object is not read, unless it is a formula or a chart.
func (s *openStory) object() {
	name := strings.TrimPrefix(s.m.attr("xlink:href"), "./")
	kind := s.objects[name]
	if strings.Contains(kind, "opendocument.formula") || strings.Contains(kind, "opendocument.chart") {
		return
	}
	formula := false
	s.m.each(func() { formula = formula || strings.HasSuffix(s.m.name, ":math") })
	if !formula && s.m.attr("xlink:type") != "none" {
		embedded(s.d, name)
	}
}

// asides reads the notes and text boxes that the paragraph has referred to.
func (s *openStory) asides(place string) {
	after := s.after
	s.after = nil
	for _, a := range after {
		role := a.role
		if s.role != document.Body {
			role = s.role
		}
		t := &openStory{openText: s.openText, m: s.markup(a.fragment), role: role, place: place, boxes: s.boxes + 1}
		if t.boxes > maxBoxes {
			s.d.gap(0, gapLimit, "check the file: its text boxes are nested too deep")
			continue
		}
		t.m.each(t.block)
		s.d.end()
	}
}

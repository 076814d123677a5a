package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// drawn looks for text in the frame or shape that begins, apart from any other.
func (s *openStory) drawn() {
	s.shape = shape{}
	s.drawing()
	s.shape = shape{}
}

// drawing looks for text in a frame or shape.
func (s *openStory) drawing() {
	m := s.m
	switch m.name {
	case "draw:object", "draw:object-ole":
		s.object()
	case "draw:image":
		s.scanned()
	case "svg:title", "svg:desc":
		m.content(func() {}, func(text string, _ int) { s.d.omit(descriptions, characters(text)) })
	case "office:annotation":
		s.annotation()
	case "office:event-listeners", "draw:glue-point", "draw:enhanced-geometry":
	case "draw:frame":
		s.placed()
		m.each(s.drawing)
	case "draw:control":
		s.formControl()
	case "draw:g":
		s.shape.groups++
		m.each(s.drawing)
		s.shape.groups--
	case "draw:a":
		m.each(s.drawing)
	case "text:p", "text:list", "table:table": // stand in draw:text-box only
	case "draw:text-box":
		if m.attr("fo:min-height") != "" { // The box is as large as its text.
			s.grown()
		}
		s.box()
	default: // A shape: what stands in it are paragraphs.
		s.placed()
		s.box()
	}
}

// placed reads how large the shape is, where it stands, and what fills it.
func (s *openStory) placed() {
	m := s.m
	width, height := length(m.attr("svg:width")), length(m.attr("svg:height"))
	s.shape.scan = width >= scanWidth && height >= scanHeight
	left := length(m.attr("svg:x"))
	style := s.styles.of(familyKey("graphic", m.attr("draw:style-name")))
	share := m.attr("style:rel-width")+m.attr("style:rel-height") != ""
	placed := style.placed == on && m.attr("text:anchor-type") != "as-char"
	switch {
	case m.attr("draw:display") == "none":
		s.shape.hidden = hiddenShape
	case isSpot(m.attr("svg:width")) || isSpot(m.attr("svg:height")):
		if m.name == "draw:frame" && s.shape.hidden == "" && !share {
			s.shape.hidden, s.shape.flat = tooSmall, true
		}
	case placed && (left >= widest || left+width <= -widest):
		s.shape.hidden = offThePage
	}
	switch style.shade {
	case noColour: // The program's own default is a colour for shapes and none for frames.
		if s.shape.fill = someColour; m.name == "draw:frame" {
			s.shape.fill = noColour
		}
	case autoColour:
		s.shape.fill = noColour
	default:
		s.shape.fill = style.shade
	}
}

// box has the paragraphs in a frame or shape read.
func (s *openStory) box() {
	s.referBoxed(aside{fragment: s.m.inside(), role: document.Body, kind: asideBox})
}

// object reads a formula or chart. Other embedded objects are not read.
func (s *openStory) object() {
	m := s.m
	name := strings.TrimPrefix(m.attr("xlink:href"), "./")
	kind := s.objects[name]
	if kind == "" {
		kind = s.objects[strings.TrimSuffix(name, "/")]
	}
	content := name + "/content.xml"
	switch stored := s.archive != nil && name != "" && s.archive.has(content); {
	case stored && strings.Contains(kind, "opendocument.formula"):
		f := s.archive.part(content).whole()
		s.m, s.d.part = s.markup(f), f.part.name
		s.m.each(s.formula)
		s.m, s.d.part = m, m.within.part.name
		return
	case stored && strings.Contains(kind, "opendocument.chart"):
		s.referBoxed(aside{fragment: s.archive.part(content).whole(), role: document.Body, kind: asideDrawing})
		return
	case strings.Contains(kind, "opendocument.formula"), strings.Contains(kind, "opendocument.chart"):
		s.archive.damaged(content)
		return
	}
	known := false
	m.each(func() {
		switch {
		case m.name == "math:math":
			known = true
			s.formula()
		case strings.HasPrefix(m.name, "office:document") && strings.Contains(m.attr("office:mimetype"), "chart"):
			known = true
			s.referBoxed(aside{fragment: m.inside(), role: document.Body, kind: asideDrawing})
		}
	})
	if !known && m.attr("xlink:type") != "none" && s.d.exclusion == document.Included {
		s.d.embedded(name)
	}
}

// formula reads the words of a formula, as part of its paragraph.
func (s *openStory) formula() {
	m := s.m
	switch m.name {
	case "math:annotation", "math:annotation-xml": // the same in another language
	case "math:mtext", "math:ms", "math:mi", "math:mo", "math:mn":
		m.content(func() {}, func(text string, at int) { s.d.flow(text, at) })
	case "math:mfrac", "math:mtd", "math:mspace":
		s.d.space()
		m.each(func() {
			s.formula()
			s.d.space()
		})
	default:
		m.each(s.formula)
	}
}

// chart reads the words of a chart: its titles, and the names of what it shows.
func (s *openStory) chart() {
	m := s.m
	switch m.name {
	case "text:p":
		s.d.begin(s.role, 0, s.place)
		s.base = textStyle{}
		s.inline(s.base)
		s.d.exclude(document.Included, "")
		s.letter.close(s.d)
		s.d.end()
	case "table:table-cell":
		if kind := m.attr("office:value-type"); kind == "" || kind == "string" {
			m.each(s.chart)
		}
	default:
		m.each(s.chart)
	}
}

// form takes note of what the controls of a form show. What people may choose and have not chosen
// is counted.
func (s *openStory) form() {
	m := s.m
	id := m.attr("xml:id")
	if id == "" {
		id = m.attr("form:id")
	}
	shown := m.attr("form:label")
	if shown == "" {
		if shown = m.attr("form:current-value"); shown == "" {
			shown = m.attr("form:value")
		}
	}
	switch m.name {
	case "form:form", "form:properties":
		m.each(s.form)
		return
	case "form:hidden", "form:password":
		return
	case "form:combobox", "form:listbox":
		m.each(func() {
			switch {
			case m.name != "form:item" && m.name != "form:option":
			case m.attr("form:current-selected") == "true", m.attr("form:selected") == "true" && shown == "":
				shown = m.attr("form:label")
			case m.attr("form:label") != shown:
				s.d.omit(choices, m.attr("form:label"))
			}
		})
	case "form:textarea":
		var b strings.Builder
		m.each(func() {
			if m.name == "text:p" {
				b.WriteByte(' ')
				m.content(func() {}, func(text string, _ int) { b.WriteString(characters(text)) })
			}
		})
		if text := strings.TrimSpace(b.String()); text != "" {
			shown = text
		}
	}
	if id != "" && shown != "" && !s.d.full(len(s.controls), "controls") {
		s.controls[id] = shown
	}
}

// formControl reads what a control of a form shows: in its line, or apart.
func (s *openStory) formControl() {
	m := s.m
	words := s.controls[m.attr("draw:control")]
	if words == "" {
		return
	}
	if m.attr("text:anchor-type") == "as-char" && s.shape.groups == 0 {
		s.d.space()
		s.d.decoded(words, m.from, m.to-m.from)
		s.d.space()
		return
	}
	s.referBoxed(attributeWords(m, words))
}

package odt

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/office"
)

// drawn looks for text in the frame or shape that begins, apart from any other.
func (s *openStory) drawn() {
	s.Shape = office.Shape{}
	s.drawing()
	s.Shape = office.Shape{}
}

// drawing looks for text in a frame or shape.
func (s *openStory) drawing() {
	m := s.m
	switch m.Name {
	case "draw:object", "draw:object-ole":
		s.object()
	case "draw:image":
		s.Scanned()
	case "svg:title", "svg:desc":
		m.Content(func() {}, func(text string, _ int) { s.d.Omit(builder.PictureDescriptions, charset.Unescape(text)) })
	case "office:annotation":
		s.annotation()
	case "office:event-listeners", "draw:glue-point", "draw:enhanced-geometry":
	case "draw:frame":
		s.placed()
		m.Each(s.drawing)
	case "draw:control":
		s.formControl()
	case "draw:g":
		s.Shape.Groups++
		m.Each(s.drawing)
		s.Shape.Groups--
	case "draw:a":
		m.Each(s.drawing)
	case "text:p", "text:list", "table:table": // appear in draw:text-box only
	case "draw:text-box":
		if m.Attr("fo:min-height") != "" { // The box is as large as its text.
			s.Grown()
		}
		s.box()
	default: // A shape: what appears in it are paragraphs.
		s.placed()
		s.box()
	}
}

// placed reads how large the shape is, where it is, and what fills it.
func (s *openStory) placed() {
	m := s.m
	width, height := office.Length(m.Attr("svg:width")), office.Length(m.Attr("svg:height"))
	s.Shape.Scan = width >= office.ScanWidth && height >= office.ScanHeight
	left := office.Length(m.Attr("svg:x"))
	style := s.styles.Of(familyKey("graphic", m.Attr("draw:style-name")))
	share := m.Attr("style:rel-width")+m.Attr("style:rel-height") != ""
	placed := style.Placed == office.On && m.Attr("text:anchor-type") != "as-char"
	switch {
	case m.Attr("draw:display") == "none":
		s.Shape.Hidden = office.HiddenShape
	case office.IsSpot(m.Attr("svg:width")) || office.IsSpot(m.Attr("svg:height")):
		if m.Name == "draw:frame" && s.Shape.Hidden == "" && !share {
			s.Shape.Hidden, s.Shape.Flat = office.TooSmall, true
		}
	case placed && (left >= office.Widest || left+width <= -office.Widest):
		s.Shape.Hidden = office.OffThePage
	}
	switch style.Shade {
	case office.NoColour: // The program's own default is a colour for shapes and none for frames.
		if s.Shape.Fill = office.SomeColour; m.Name == "draw:frame" {
			s.Shape.Fill = office.NoColour
		}
	case office.AutoColour:
		s.Shape.Fill = office.NoColour
	default:
		s.Shape.Fill = style.Shade
	}
}

// box has the paragraphs in a frame or shape read.
func (s *openStory) box() {
	s.ReferBoxed(office.Aside{Fragment: s.m.Inside(), Role: document.Body, Kind: office.AsideBox})
}

// object reads a formula or chart. Other embedded objects are not read.
func (s *openStory) object() {
	m := s.m
	name := strings.TrimPrefix(m.Attr("xlink:href"), "./")
	kind := s.objects[name]
	if kind == "" {
		kind = s.objects[strings.TrimSuffix(name, "/")]
	}
	content := name + "/content.xml"
	switch stored := s.archive != nil && name != "" && s.archive.Has(content); {
	case stored && strings.Contains(kind, "opendocument.formula"):
		f := s.archive.Part(content).Whole()
		s.m, s.d.Part = s.markup(f), f.Part.Name
		s.m.Each(s.formula)
		s.m, s.d.Part = m, m.Within.Part.Name
		return
	case stored && strings.Contains(kind, "opendocument.chart"):
		s.ReferBoxed(office.Aside{Fragment: s.archive.Part(content).Whole(), Role: document.Body, Kind: office.AsideDrawing})
		return
	case strings.Contains(kind, "opendocument.formula"), strings.Contains(kind, "opendocument.chart"):
		s.archive.Damaged(content)
		return
	}
	known := false
	m.Each(func() {
		switch {
		case m.Name == "math:math":
			known = true
			s.formula()
		case strings.HasPrefix(m.Name, "office:document") && strings.Contains(m.Attr("office:mimetype"), "chart"):
			known = true
			s.ReferBoxed(office.Aside{Fragment: m.Inside(), Role: document.Body, Kind: office.AsideDrawing})
		}
	})
	if !known && m.Attr("xlink:type") != "none" && s.d.Exclusion == document.Included {
		s.d.Embedded(name)
	}
}

// formula reads the words of a formula, as part of its paragraph.
func (s *openStory) formula() {
	m := s.m
	switch m.Name {
	case "math:annotation", "math:annotation-xml": // the same in another language
	case "math:mtext", "math:ms", "math:mi", "math:mo", "math:mn":
		m.Content(func() {}, func(text string, at int) { s.d.Flow(text, at) })
	case "math:mfrac", "math:mtd", "math:mspace":
		s.d.Space()
		m.Each(func() {
			s.formula()
			s.d.Space()
		})
	default:
		m.Each(s.formula)
	}
}

// chart reads the words of a chart: its titles, and the names of what it shows.
func (s *openStory) chart() {
	m := s.m
	switch m.Name {
	case "text:p":
		s.d.Begin(s.role, 0, s.place)
		s.base = office.TextStyle{}
		s.inline(s.base)
		s.d.Exclude(document.Included, "")
		s.letter.Close(s.d)
		s.d.End()
	case "table:table-cell":
		if kind := m.Attr("office:value-type"); kind == "" || kind == "string" {
			m.Each(s.chart)
		}
	default:
		m.Each(s.chart)
	}
}

// form takes note of what the controls of a form show. What people may choose and have not chosen
// is counted.
func (s *openStory) form() {
	m := s.m
	id := m.Attr("xml:id")
	if id == "" {
		id = m.Attr("form:id")
	}
	shown := m.Attr("form:label")
	if shown == "" {
		if shown = m.Attr("form:current-value"); shown == "" {
			shown = m.Attr("form:value")
		}
	}
	switch m.Name {
	case "form:form", "form:properties":
		m.Each(s.form)
		return
	case "form:hidden", "form:password":
		return
	case "form:combobox", "form:listbox":
		m.Each(func() {
			switch {
			case m.Name != "form:item" && m.Name != "form:option":
			case m.Attr("form:current-selected") == "true", m.Attr("form:selected") == "true" && shown == "":
				shown = m.Attr("form:label")
			case m.Attr("form:label") != shown:
				s.d.Omit(builder.ChoicesNotTaken, m.Attr("form:label"))
			}
		})
	case "form:textarea":
		var b strings.Builder
		m.Each(func() {
			if m.Name == "text:p" {
				b.WriteByte(' ')
				m.Content(func() {}, func(text string, _ int) { b.WriteString(charset.Unescape(text)) })
			}
		})
		if text := strings.TrimSpace(b.String()); text != "" {
			shown = text
		}
	}
	if id != "" && shown != "" && !s.d.TooMany(len(s.controls), "controls") {
		s.controls[id] = shown
	}
}

// formControl reads what a control of a form shows: in its line, or apart.
func (s *openStory) formControl() {
	m := s.m
	words := s.controls[m.Attr("draw:control")]
	if words == "" {
		return
	}
	if m.Attr("text:anchor-type") == "as-char" && s.Shape.Groups == 0 {
		s.d.Space()
		s.d.Decoded(words, m.From, m.To-m.From)
		s.d.Space()
		return
	}
	s.ReferBoxed(office.AttributeWords(m, words))
}

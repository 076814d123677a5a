package docx

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/office"
)

// drawing looks for text in a picture, shape or object.
func (s *story) drawing() {
	m := s.m
	switch m.Name {
	case "wp:anchor":
		s.Shape.Placed = !isOn(m.Attr("simplePos")) // Then it is elsewhere than it says.
		m.Each(s.drawing)
	case "wp:extent", "wp:positionH", "wp:docPr", "wps:cNvPr", "wps:spPr", "wps:style", "a:spAutoFit",
		"wp14:sizeRelH", "wp14:sizeRelV":
		s.shapeProperty()
	case "wpg:wgp", "wpg:grpSp", "wpc:wpc":
		s.Shape.Groups++
		m.Each(s.drawing)
		s.Shape.Groups--
	case "wps:wsp":
		outer := s.Shape
		s.Shape.Fill, s.Shape.First = office.NoColour, len(s.After)
		m.Each(s.drawing)
		s.Shape = outer
	case "w:txbxContent":
		s.ReferBoxed(office.Aside{Fragment: m.Inside(), Relations: s.relations, Role: document.Body, Kind: office.AsideBox})
	case "a:txBody":
		s.ReferBoxed(office.Aside{Fragment: m.Inside(), Relations: s.relations, Role: document.Body,
			Kind: office.AsideDrawing})
	case "a:blip":
		s.Scanned()
	case "dgm:relIds":
		s.picture(s.relations.ByID[m.Attr("r:dm")])
	case "c:chart", "cx:chart":
		s.picture(s.relations.ByID[m.Attr("r:id")])
	case "o:OLEObject":
		s.embedded()
	case "w:control":
		s.formControl(s.relations.ByID[m.Attr("r:id")])
	case "mc:AlternateContent":
		s.choice(s.drawing)
	default:
		if strings.HasPrefix(m.Name, "v:") {
			s.vector()
			return
		}
		m.Each(s.drawing)
	}
}

// shapeProperty reads where the shape is, how large it is and what fills it.
func (s *story) shapeProperty() {
	m := s.m
	switch m.Name {
	case "wp:extent":
		s.sized(office.EMU(m.Attr("cx")), office.EMU(m.Attr("cy")))
	case "wp:positionH":
		s.Shape.Across = m.Attr("relativeFrom")
		m.Each(s.offset)
	case "wp:docPr", "wps:cNvPr":
		if isOn(m.Attr("hidden")) {
			s.Shape.Hidden, s.Shape.Flat = office.HiddenShape, false
		}
		s.d.Omit(builder.PictureDescriptions, m.Attr("descr")+" "+m.Attr("title"))
	case "wps:spPr":
		s.Shape.Fill = s.fillOf()
	case "wps:style":
		m.Each(func() {
			if m.Name == "a:fillRef" && m.Attr("idx") != "0" && s.Shape.Fill == office.NoColour {
				s.Shape.Fill = office.SomeColour
			}
		})
	case "a:spAutoFit": // It is as large as its text.
		s.Grown()
	case "wp14:sizeRelH", "wp14:sizeRelV": // It may be a share of the page.
		m.Each(func() {
			m.Content(func() {}, func(text string, _ int) {
				if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 {
					s.Grown()
				}
			})
		})
	}
}

// embedded says that an object of another program is not read, unless it is an old formula, which
// is a picture, or nobody sees it.
func (s *story) embedded() {
	kind := s.m.Attr("ProgID")
	if strings.HasPrefix(kind, "Equation.") || s.m.Attr("Type") == "Link" || s.d.Exclusion != document.Included {
		return
	}
	s.d.Embedded(s.relations.ByID[s.m.Attr("r:id")])
}

// vector looks for text in a shape of the older kind.
func (s *story) vector() {
	m := s.m
	switch m.Name {
	case "v:group":
		s.Shape.Groups++
		m.Each(s.drawing)
		s.Shape.Groups--
	case "v:shapetype": // what many shapes have in common
	case "v:shape", "v:rect", "v:roundrect", "v:oval", "v:line", "v:polyline", "v:arc", "v:curve":
		outer := s.Shape
		s.vectorShape()
		m.Each(s.drawing)
		s.Shape = outer
	case "v:fill":
		s.vectorFill()
	case "v:textbox":
		if strings.Contains(m.Attr("style"), "mso-fit-shape-to-text:t") {
			s.Grown()
		}
		m.Each(s.drawing)
	case "v:imagedata":
		s.Scanned()
	case "v:textpath":
		if !isOff(m.Attr("on")) {
			s.ReferBoxed(office.AttributeWords(m, m.Attr("string")))
		}
	default:
		m.Each(s.drawing)
	}
}

// vectorShape reads what a shape of the older kind says of itself.
func (s *story) vectorShape() {
	m := s.m
	style := m.Attr("style")
	width, height := office.CSSLength(style, "width"), office.CSSLength(style, "height")
	s.Shape.Scan, s.Shape.First = width >= office.ScanWidth && height >= office.ScanHeight, len(s.After)
	s.d.Omit(builder.PictureDescriptions, m.Attr("alt"))
	left, placed := office.Measured(office.CSSValue(style, "margin-left"))
	at := office.CSSValue(style, "mso-position-horizontal")
	placed = placed && office.CSSValue(style, "position") == "absolute" && (at == "" || at == "absolute")
	flat := office.IsSpot(office.CSSValue(style, "width")) || office.IsSpot(office.CSSValue(style, "height"))
	switch {
	case office.CSSValue(style, "visibility") == "hidden":
		s.Shape.Hidden = office.HiddenShape
	case flat && s.Shape.Groups == 0 && m.Name != "v:line" && !strings.Contains(style, "-percent:"):
		s.Shape.Hidden, s.Shape.Flat = office.TooSmall, true
	case placed && (left >= office.Widest || left+width <= -office.Widest):
		s.Shape.Hidden = office.OffThePage
	}
	s.Shape.Fill = office.ColourOf(m.Attr("fillcolor")).Or(office.White)
	if isOff(m.Attr("filled")) {
		s.Shape.Fill = office.NoColour
	}
}

// vectorFill reads how a shape of the older kind is filled, where that takes an element.
func (s *story) vectorFill() {
	m := s.m
	fill := office.ColourOf(m.Attr("color")).Or(s.Shape.Fill)
	switch kind := m.Attr("type"); {
	case isOff(m.Attr("on")):
		fill = office.NoColour
	case kind != "" && kind != "solid", m.Attr("opacity") != "":
		fill = office.SomeColour
	}
	s.Filled(fill)
}

// isOff reads a property of a shape that is on unless it says otherwise.
func isOff(value string) bool { return value == "f" || value == "false" || value == "0" }

// sized takes note of how large the shape is, in points, once it is known where it is. One that
// is farther away than paper is wide is off the page.
func (s *story) sized(width, height float64) {
	const narrow = 200 // points: no paper is narrower
	s.Shape.Scan = width >= office.ScanWidth && height >= office.ScanHeight
	left, page := s.Shape.Left, s.Shape.Across == "page"
	off := left >= office.Widest || left+width <= -office.Widest || page && left+width <= 0
	switch {
	case s.Shape.Hidden != "":
	case s.Shape.Placed && (off || page && left >= narrow && left >= s.backdrop().Width):
		s.Shape.Hidden = office.OffThePage
	case width <= office.Spot || height <= office.Spot:
		s.Shape.Hidden, s.Shape.Flat = office.TooSmall, true
	}
}

// offset reads how far the shape is from what its place across the page counts from.
func (s *story) offset() {
	if m := s.m; m.Name == "wp:posOffset" {
		m.Content(func() {}, func(text string, _ int) { s.Shape.Left = office.EMU(strings.TrimSpace(text)) })
	}
}

// fillOf is the colour of what fills a shape; NoColour for none.
func (s *story) fillOf() office.Colour {
	m := s.m
	fill := office.NoColour
	m.Each(func() {
		switch m.Name {
		case "a:solidFill":
			m.Each(func() {
				var clear office.Setting
				if fill, clear = s.drawn(m, "a:"); clear == office.On {
					fill = office.NoColour
				}
			})
		case "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill":
			fill = office.SomeColour
		case "a:xfrm":
			m.Each(func() {
				if m.Name == "a:ext" && office.EMU(m.Attr("cx")) > office.Spot && office.EMU(m.Attr("cy")) > office.Spot {
					s.Grown()
				}
			})
		}
	})
	return fill
}

// backdrop looks for shapes in the text and its running heads. It goes by the letters of the
// parts, for it only has to find all of them.
func (w *word) backdrop() *office.Backdrop {
	if w.scene != nil {
		return w.scene
	}
	w.scene = &office.Backdrop{Width: widestPage(w.body.Text)}
	parts, taken := []string{w.body.Text}, map[string]bool{}
	for _, r := range w.relations.All {
		head := strings.HasSuffix(r.Kind, "/header") || strings.HasSuffix(r.Kind, "/footer")
		if head && !taken[r.Target] {
			taken[r.Target] = true
			parts = append(parts, w.archive.Part(r.Target).Text)
		}
	}
	for _, text := range parts {
		for _, sign := range []string{"z-index:-", "<background ", ":background "} {
			w.scene.Behind = w.scene.Behind || strings.Contains(text, sign)
		}
		for rest := text; ; w.scene.Shapes++ {
			_, after, ok := strings.Cut(rest, "behindDoc=")
			if !ok {
				break
			}
			rest = after
			value := strings.TrimLeft(rest[:min(len(rest), 2)], `"'`)
			w.scene.Behind = w.scene.Behind || value == "1" || value == "t"
		}
	}
	return w.scene
}

// widestPage is how wide the widest page of a document is, in points.
func widestPage(text string) float64 {
	width := 0.0
	for {
		_, rest, ok := strings.Cut(text, "pgSz ")
		if !ok {
			break
		}
		text = rest
		tag, _, _ := strings.Cut(rest, ">")
		for field := range strings.FieldsSeq(tag) {
			if name, value, ok := strings.Cut(field, "="); ok && strings.HasSuffix(name, ":w") {
				width = max(width, float64(office.Twips(strings.Trim(value, "\"'/"), 1))/20)
			}
		}
	}
	if width == 0 {
		return office.Widest
	}
	return min(width, office.Widest)
}

// frame says why readers do not see a paragraph that is placed freely, by its framePr element.
func (s *story) frame() string {
	m := s.m
	height := office.Twips(m.Attr("w:h"), 1)
	left, err := strconv.Atoi(m.Attr("w:x"))
	switch {
	case m.Attr("w:hRule") == "exact" && m.Attr("w:h") != "" && height < office.ShortestLine:
		return office.TooSmall
	case err == nil && m.Attr("w:xAlign") == "" && (left >= office.Widest*20 || left <= -office.Widest*20):
		return office.OffThePage
	}
	return ""
}

// picture has the words of a diagram or chart read, which is a part of its own.
func (s *story) picture(name string) {
	if name == "" || s.word.seen[name] {
		return
	}
	s.word.seen[name] = true
	f := s.archive.Part(name).Whole()
	s.ReferBoxed(office.Aside{Fragment: f, Relations: s.relationsOf(name), Role: document.Body, Kind: office.AsideDrawing})
}

// caption reads the words of a diagram or chart.
func (s *story) caption() {
	m := s.m
	switch m.Name {
	case "a:p", "c:v", "cx:pt", "cx:v":
		s.d.Begin(s.role, 0, s.place)
		s.d.Exclude(s.Outer, s.Why)
		s.words()
		s.d.Exclude(document.Included, "")
		s.d.End()
	case "c:userShapes": // what was drawn on top of the chart, in a part whose root has this name too
		s.picture(s.relations.ByID[m.Attr("r:id")])
		m.Each(s.caption)
	case "dsp:dataModelExt": // how the diagram looked when it was saved
		s.lastDrawn(s.word.relations.ByID[m.Attr("relId")])
	case "c:numCache", "c:numLit", "c:f", "cx:f", "cx:numDim":
	case "mc:AlternateContent":
		s.choice(s.caption)
	default:
		if strings.HasPrefix(m.Name, "c15:filtered") {
			s.d.Omit("series that charts leave out", s.textOf(m.Inside()))
			return
		}
		m.Each(s.caption)
	}
}

// lastDrawn reads the picture of a diagram that some programs show in its place, where it has words
// that the diagram has not.
func (s *story) lastDrawn(name string) {
	if name == "" || s.word.seen[name] || !s.archive.Has(name) {
		return
	}
	s.word.seen[name] = true
	if f := s.archive.Part(name).Whole(); s.adds(f, s.m.Within.Part.Whole()) {
		t := s.word.story(f, office.Relations{}, s.role)
		t.place, t.Boxes, t.Outer, t.Why = s.place, s.Boxes, s.Outer, s.Why
		t.Hide(office.OtherVersion)
		t.m.Each(t.caption)
	}
}

// words appends the text of an element and of those in it.
func (s *story) words() {
	s.m.Content(func() {
		switch s.m.Name {
		case "a:br":
			s.d.Newline()
		case "a:t", "a:r", "a:fld":
			s.words()
		}
	}, func(text string, at int) {
		if strings.Trim(text, canonical.Blanks) != "" || s.m.Innermost() == "a:t" {
			s.d.CharacterData(text, at)
		}
	})
}

// formControl reads what a control like a button shows. Most keep that in a form of their own.
func (s *story) formControl(name string) {
	if name == "" || s.word.seen[name] {
		return
	}
	s.word.seen[name] = true
	m := s.markup(s.archive.Part(name).Whole())
	read := false
	m.Each(func() {
		m.Each(func() {
			if m.Name != "ax:ocxPr" {
				return
			}
			read = true
			switch m.Attr("ax:name") {
			case "Caption", "Value", "Text", "GroupName":
				value := m.Attr("ax:value")
				if value == "" || strings.Trim(value, "0123456789.") == "" {
					return
				}
				s.ReferBoxed(office.AttributeWords(m, value))
			}
		})
	})
	if !read {
		s.d.Embedded(name)
	}
}

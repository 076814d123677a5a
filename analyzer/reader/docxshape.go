package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// drawing looks for text in a picture, shape or object.
func (s *story) drawing() {
	m := s.m
	switch m.name {
	case "wp:anchor":
		s.shape.placed = !isOn(m.attr("simplePos")) // Then it stands elsewhere than it says.
		m.each(s.drawing)
	case "wp:extent", "wp:positionH", "wp:docPr", "wps:cNvPr", "wps:spPr", "wps:style", "a:spAutoFit",
		"wp14:sizeRelH", "wp14:sizeRelV":
		s.shapeProperty()
	case "wpg:wgp", "wpg:grpSp", "wpc:wpc":
		s.shape.groups++
		m.each(s.drawing)
		s.shape.groups--
	case "wps:wsp":
		outer := s.shape
		s.shape.fill, s.shape.first = noColour, len(s.after)
		m.each(s.drawing)
		s.shape = outer
	case "w:txbxContent":
		s.referBoxed(aside{fragment: m.inside(), relations: s.relations, role: document.Body, kind: asideBox})
	case "a:txBody":
		s.referBoxed(aside{fragment: m.inside(), relations: s.relations, role: document.Body, kind: asideDrawing})
	case "a:blip":
		s.scanned()
	case "dgm:relIds":
		s.picture(s.relations.byID[m.attr("r:dm")])
	case "c:chart", "cx:chart":
		s.picture(s.relations.byID[m.attr("r:id")])
	case "o:OLEObject":
		s.embedded()
	case "w:control":
		s.formControl(s.relations.byID[m.attr("r:id")])
	case "mc:AlternateContent":
		s.choice(s.drawing)
	default:
		if strings.HasPrefix(m.name, "v:") {
			s.vector()
			return
		}
		m.each(s.drawing)
	}
}

// shapeProperty reads where the shape stands, how large it is and what fills it.
func (s *story) shapeProperty() {
	m := s.m
	switch m.name {
	case "wp:extent":
		s.sized(emu(m.attr("cx")), emu(m.attr("cy")))
	case "wp:positionH":
		s.shape.across = m.attr("relativeFrom")
		m.each(s.offset)
	case "wp:docPr", "wps:cNvPr":
		if isOn(m.attr("hidden")) {
			s.shape.hidden, s.shape.flat = hiddenShape, false
		}
		s.d.omit(descriptions, m.attr("descr")+" "+m.attr("title"))
	case "wps:spPr":
		s.shape.fill = s.fillOf()
	case "wps:style":
		m.each(func() {
			if m.name == "a:fillRef" && m.attr("idx") != "0" && s.shape.fill == noColour {
				s.shape.fill = someColour
			}
		})
	case "a:spAutoFit": // It is as large as its text.
		s.grown()
	case "wp14:sizeRelH", "wp14:sizeRelV": // It may be a share of the page.
		m.each(func() {
			m.content(func() {}, func(text string, _ int) {
				if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 {
					s.grown()
				}
			})
		})
	}
}

// embedded says that an object of another program is not read, unless it is an old formula, which
// is a picture, or nobody sees it.
func (s *story) embedded() {
	kind := s.m.attr("ProgID")
	if strings.HasPrefix(kind, "Equation.") || s.m.attr("Type") == "Link" || s.d.exclusion != document.Included {
		return
	}
	s.d.embedded(s.relations.byID[s.m.attr("r:id")])
}

// vector looks for text in a shape of the older kind.
func (s *story) vector() {
	m := s.m
	switch m.name {
	case "v:group":
		s.shape.groups++
		m.each(s.drawing)
		s.shape.groups--
	case "v:shapetype": // what many shapes have in common
	case "v:shape", "v:rect", "v:roundrect", "v:oval", "v:line", "v:polyline", "v:arc", "v:curve":
		outer := s.shape
		s.vectorShape()
		m.each(s.drawing)
		s.shape = outer
	case "v:fill":
		s.vectorFill()
	case "v:textbox":
		if strings.Contains(m.attr("style"), "mso-fit-shape-to-text:t") {
			s.grown()
		}
		m.each(s.drawing)
	case "v:imagedata":
		s.scanned()
	case "v:textpath":
		if !isOff(m.attr("on")) {
			s.referBoxed(attributeWords(m, m.attr("string")))
		}
	default:
		m.each(s.drawing)
	}
}

// vectorShape reads what a shape of the older kind says of itself.
func (s *story) vectorShape() {
	m := s.m
	style := m.attr("style")
	width, height := cssLength(style, "width"), cssLength(style, "height")
	s.shape.scan, s.shape.first = width >= scanWidth && height >= scanHeight, len(s.after)
	s.d.omit(descriptions, m.attr("alt"))
	left, placed := measured(cssValue(style, "margin-left"))
	at := cssValue(style, "mso-position-horizontal")
	placed = placed && cssValue(style, "position") == "absolute" && (at == "" || at == "absolute")
	flat := isSpot(cssValue(style, "width")) || isSpot(cssValue(style, "height"))
	switch {
	case cssValue(style, "visibility") == "hidden":
		s.shape.hidden = hiddenShape
	case flat && s.shape.groups == 0 && m.name != "v:line" && !strings.Contains(style, "-percent:"):
		s.shape.hidden, s.shape.flat = tooSmall, true
	case placed && (left >= widest || left+width <= -widest):
		s.shape.hidden = offThePage
	}
	s.shape.fill = colourOf(m.attr("fillcolor")).or(white)
	if isOff(m.attr("filled")) {
		s.shape.fill = noColour
	}
}

// vectorFill reads how a shape of the older kind is filled, where that takes an element.
func (s *story) vectorFill() {
	m := s.m
	fill := colourOf(m.attr("color")).or(s.shape.fill)
	switch kind := m.attr("type"); {
	case isOff(m.attr("on")):
		fill = noColour
	case kind != "" && kind != "solid", m.attr("opacity") != "":
		fill = someColour
	}
	s.filled(fill)
}

// isOff reads a property of a shape that is on unless it says otherwise.
func isOff(value string) bool { return value == "f" || value == "false" || value == "0" }

// sized takes note of how large the shape is, in points, once it is known where it stands. One that
// is farther away than paper is wide is off the page.
func (s *story) sized(width, height float64) {
	const narrow = 200 // points: no paper is narrower
	s.shape.scan = width >= scanWidth && height >= scanHeight
	left, page := s.shape.left, s.shape.across == "page"
	off := left >= widest || left+width <= -widest || page && left+width <= 0
	switch {
	case s.shape.hidden != "":
	case s.shape.placed && (off || page && left >= narrow && left >= s.backdrop().width):
		s.shape.hidden = offThePage
	case width <= spot || height <= spot:
		s.shape.hidden, s.shape.flat = tooSmall, true
	}
}

// offset reads how far the shape stands from what its place across the page counts from.
func (s *story) offset() {
	if m := s.m; m.name == "wp:posOffset" {
		m.content(func() {}, func(text string, _ int) { s.shape.left = emu(strings.TrimSpace(text)) })
	}
}

// fillOf is the colour of what fills a shape; noColour for none.
func (s *story) fillOf() colour {
	m := s.m
	fill := noColour
	m.each(func() {
		switch m.name {
		case "a:solidFill":
			m.each(func() {
				var clear setting
				if fill, clear = s.drawn(m, "a:"); clear == on {
					fill = noColour
				}
			})
		case "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill":
			fill = someColour
		case "a:xfrm":
			m.each(func() {
				if m.name == "a:ext" && emu(m.attr("cx")) > spot && emu(m.attr("cy")) > spot {
					s.grown()
				}
			})
		}
	})
	return fill
}

// backdrop looks for shapes in the text and its running heads. It goes by the letters of the
// parts, for it only has to find all of them.
func (w *word) backdrop() *backdrop {
	if w.scene != nil {
		return w.scene
	}
	w.scene = &backdrop{width: widestPage(w.body.text)}
	parts, taken := []string{w.body.text}, map[string]bool{}
	for _, r := range w.relations.all {
		head := strings.HasSuffix(r.kind, "/header") || strings.HasSuffix(r.kind, "/footer")
		if head && !taken[r.target] {
			taken[r.target] = true
			parts = append(parts, w.archive.part(r.target).text)
		}
	}
	for _, text := range parts {
		for _, sign := range []string{"z-index:-", "<background ", ":background "} {
			w.scene.behind = w.scene.behind || strings.Contains(text, sign)
		}
		for rest := text; ; w.scene.shapes++ {
			_, after, ok := strings.Cut(rest, "behindDoc=")
			if !ok {
				break
			}
			rest = after
			value := strings.TrimLeft(rest[:min(len(rest), 2)], `"'`)
			w.scene.behind = w.scene.behind || value == "1" || value == "t"
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
				width = max(width, float64(twips(strings.Trim(value, "\"'/"), 1))/20)
			}
		}
	}
	if width == 0 {
		return widest
	}
	return min(width, widest)
}

// frame says why readers do not see a paragraph that is placed freely, by its framePr element.
func (s *story) frame() string {
	m := s.m
	height := twips(m.attr("w:h"), 1)
	left, err := strconv.Atoi(m.attr("w:x"))
	switch {
	case m.attr("w:hRule") == "exact" && m.attr("w:h") != "" && height < shortestLine:
		return tooSmall
	case err == nil && m.attr("w:xAlign") == "" && (left >= widest*20 || left <= -widest*20):
		return offThePage
	}
	return ""
}

// picture has the words of a diagram or chart read, which is a part of its own.
func (s *story) picture(name string) {
	if name == "" || s.word.seen[name] {
		return
	}
	s.word.seen[name] = true
	f := s.archive.part(name).whole()
	s.referBoxed(aside{fragment: f, relations: s.relationsOf(name), role: document.Body, kind: asideDrawing})
}

// caption reads the words of a diagram or chart.
func (s *story) caption() {
	m := s.m
	switch m.name {
	case "a:p", "c:v", "cx:pt", "cx:v":
		s.d.begin(s.role, 0, s.place)
		s.d.exclude(s.outer, s.why)
		s.words()
		s.d.exclude(document.Included, "")
		s.d.end()
	case "c:userShapes": // what was drawn on top of the chart, in a part whose root has this name too
		s.picture(s.relations.byID[m.attr("r:id")])
		m.each(s.caption)
	case "dsp:dataModelExt": // how the diagram looked when it was saved
		s.lastDrawn(s.word.relations.byID[m.attr("relId")])
	case "c:numCache", "c:numLit", "c:f", "cx:f", "cx:numDim":
	case "mc:AlternateContent":
		s.choice(s.caption)
	default:
		if strings.HasPrefix(m.name, "c15:filtered") {
			s.d.omit("series that charts leave out", s.textOf(m.inside()))
			return
		}
		m.each(s.caption)
	}
}

// lastDrawn reads the picture of a diagram that some programs show in its place, where it has words
// that the diagram has not.
func (s *story) lastDrawn(name string) {
	if name == "" || s.word.seen[name] || !s.archive.has(name) {
		return
	}
	s.word.seen[name] = true
	if f := s.archive.part(name).whole(); s.adds(f, s.m.within.part.whole()) {
		t := s.word.story(f, relations{}, s.role)
		t.place, t.boxes, t.outer, t.why = s.place, s.boxes, s.outer, s.why
		t.hide(otherVersion)
		t.m.each(t.caption)
	}
}

// words appends the text of an element and of those in it.
func (s *story) words() {
	s.m.content(func() {
		switch s.m.name {
		case "a:br":
			s.d.newline()
		case "a:t", "a:r", "a:fld":
			s.words()
		}
	}, func(text string, at int) {
		if strings.Trim(text, blanks) != "" || s.m.innermost() == "a:t" {
			s.d.appendText(text, at)
		}
	})
}

// formControl reads what a control like a button shows. Most keep that in a form of their own.
func (s *story) formControl(name string) {
	if name == "" || s.word.seen[name] {
		return
	}
	s.word.seen[name] = true
	m := s.markup(s.archive.part(name).whole())
	read := false
	m.each(func() {
		m.each(func() {
			if m.name != "ax:ocxPr" {
				return
			}
			read = true
			switch m.attr("ax:name") {
			case "Caption", "Value", "Text", "GroupName":
				value := m.attr("ax:value")
				if value == "" || strings.Trim(value, "0123456789.") == "" {
					return
				}
				s.referBoxed(attributeWords(m, value))
			}
		})
	})
	if !read {
		s.d.embedded(name)
	}
}

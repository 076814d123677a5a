package docx

import (
	"strconv"
	"strings"

	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// readStyles reads word/styles.xml. The languages of the default style and of the document's
// defaults are left out: they are those of whoever installed Word, not of the text.
func (w *word) readStyles(m *xmltok.Parser) *office.Styles {
	s := &office.Styles{ByID: map[string]*office.Style{}}
	m.Each(func() {
		m.Each(func() {
			switch {
			case m.Name == "w:docDefaults":
				m.Each(func() {
					if m.Name == "w:rPrDefault" {
						m.Each(func() { s.Defaults = w.letters(m) })
						s.Defaults.Lang = ""
					}
				})
			case m.Name == "w:style" && !w.d.TooMany(len(s.ByID), "styles"):
				w.readStyle(m, s)
			}
		})
	})
	return s
}

// readStyle reads a style element.
func (w *word) readStyle(m *xmltok.Parser, s *office.Styles) {
	id, kind, isDefault := m.Attr("w:styleId"), m.Attr("w:type"), isOn(m.Attr("w:default"))
	style := &office.Style{ID: id, Outline: -1, Level: -1, IsPlain: kind == "paragraph" && isDefault}
	m.Each(func() {
		switch m.Name {
		case "w:name":
			style.Role = office.RoleOfStyle(m.Attr("w:val"))
		case "w:basedOn":
			style.BasedOn = m.Attr("w:val")
		case "w:pPr":
			m.Each(func() {
				switch m.Name {
				case "w:outlineLvl":
					style.Outline = outlineLevel(m.Attr("w:val"))
				case "w:numPr":
					style.List, style.Level = listOf(m)
				case "w:shd":
					style.Shade = w.shading(m)
				case "w:spacing":
					style.Flat = flatLines(m)
				case "w:framePr":
					style.Drops = dropsCapital(m)
				}
			})
		case "w:rPr":
			style.Text = w.letters(m)
		case "w:tblPr", "w:tcPr":
			if shade := w.shadeIn(m); shade != office.NoColour {
				style.Shade = shade
			}
		case "w:tblStylePr":
			style.Varied = true
		}
	})
	switch {
	case style.IsPlain:
		s.Plain = id
		style.Text.Lang = ""
	case kind == "table" && isDefault:
		s.Table = id
	}
	s.ByID[id] = style
}

// dropsCapital reports whether a paragraph is a dropped capital, by its framePr element.
func dropsCapital(m *xmltok.Parser) office.Setting {
	if kind := m.Attr("w:dropCap"); kind != "" && kind != "none" {
		return office.On
	}
	return office.Off
}

// flatLines reports whether the lines of a paragraph have next to no height, by its spacing
// element.
func flatLines(m *xmltok.Parser) office.Setting {
	line := m.Attr("w:line")
	if line == "" {
		return office.Unset
	}
	if m.Attr("w:lineRule") == "exact" && office.Twips(line, 1) < office.ShortestLine {
		return office.On
	}
	return office.Off
}

// isOn reads a property whose presence turns it on, as its value "0" turns it off.
func isOn(value string) bool { return value == "1" || value == "true" || value == "on" }

func toggle(value string) office.Setting {
	if value == "" || isOn(value) {
		return office.On
	}
	return office.Off
}

// outlineLevel is a level of the outline, from 1; Word counts from 0 and has 9 for text.
func outlineLevel(value string) int {
	if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// listOf reads the list and the level of a numPr element.
func listOf(m *xmltok.Parser) (list string, level int) {
	level = -1
	m.Each(func() {
		switch m.Name {
		case "w:numId":
			list = m.Attr("w:val")
		case "w:ilvl":
			if n, err := strconv.Atoi(m.Attr("w:val")); err == nil {
				level = min(max(n, 0), office.MaxListLevels-1)
			}
		}
	})
	return list, level
}

// letters reads an rPr element.
func (w *word) letters(m *xmltok.Parser) office.TextStyle {
	var t office.TextStyle
	outlined := false
	m.Each(func() {
		switch m.Name {
		case "w:rStyle":
			t.Style = m.Attr("w:val")
		case "w:i":
			t.Italic = toggle(m.Attr("w:val"))
		case "w:vanish":
			t.Hidden = toggle(m.Attr("w:val"))
		case "w:strike", "w:dstrike":
			t.Struck = toggle(m.Attr("w:val")).Or(t.Struck)
		case "w:vertAlign":
			if t.Raised = office.Off; m.Attr("w:val") == "superscript" {
				t.Raised = office.On
			}
		case "w:lang":
			t.Lang = m.Attr("w:val")
		case "w:outline":
			outlined = outlined || toggle(m.Attr("w:val")) == office.On
		case "w14:textOutline":
			m.Each(func() { outlined = outlined || strings.HasSuffix(m.Name, "Fill") && m.Name != "w14:noFill" })
		default:
			w.look(m, &t.Look)
		}
	})
	if outlined { // Their outlines can be read whatever fills them.
		t.Ink, t.Clear = office.SomeColour, office.Off
	}
	return t
}

// look reads an element of an rPr element that says how letters look.
func (w *word) look(m *xmltok.Parser, l *office.Look) {
	switch m.Name {
	case "w:color":
		l.Ink = w.colour(m, "w:val")
	case "w:shd":
		l.Ground = w.shading(m)
	case "w:highlight":
		l.Marker = office.ColourOf(m.Attr("w:val"))
	case "w:sz":
		if n := office.Twips(m.Attr("w:val"), 10); n > 0 {
			l.Size = max(1, n/10)
		}
	case "w:w":
		l.Scale, _ = strconv.Atoi(strings.TrimSuffix(m.Attr("w:val"), "%"))
	case "w:spacing":
		l.Tight, l.Spaced = -office.Twips(m.Attr("w:val"), 1), true
	case "w14:textFill":
		w.fill(m, l)
	}
}

package reader

import (
	"strconv"
	"strings"
)

// readStyles reads word/styles.xml. The languages of the default style and of the document's
// defaults are left out: they are those of whoever installed Word, not of the text.
func (w *word) readStyles(m *markup) *styles {
	s := &styles{byID: map[string]*wordStyle{}}
	m.each(func() {
		m.each(func() {
			switch {
			case m.name == "w:docDefaults":
				m.each(func() {
					if m.name == "w:rPrDefault" {
						m.each(func() { s.defaults = w.letters(m) })
						s.defaults.lang = ""
					}
				})
			case m.name == "w:style" && !w.d.full(len(s.byID), "styles"):
				w.readStyle(m, s)
			}
		})
	})
	return s
}

// readStyle reads a style element.
func (w *word) readStyle(m *markup, s *styles) {
	id, kind, isDefault := m.attr("w:styleId"), m.attr("w:type"), isOn(m.attr("w:default"))
	style := &wordStyle{id: id, outline: -1, level: -1, isPlain: kind == "paragraph" && isDefault}
	m.each(func() {
		switch m.name {
		case "w:name":
			style.role = roleOfStyle(m.attr("w:val"))
		case "w:basedOn":
			style.basedOn = m.attr("w:val")
		case "w:pPr":
			m.each(func() {
				switch m.name {
				case "w:outlineLvl":
					style.outline = outlineLevel(m.attr("w:val"))
				case "w:numPr":
					style.list, style.level = listOf(m)
				case "w:shd":
					style.shade = w.shading(m)
				case "w:spacing":
					style.flat = flatLines(m)
				case "w:framePr":
					style.drops = dropsCapital(m)
				}
			})
		case "w:rPr":
			style.text = w.letters(m)
		case "w:tblPr", "w:tcPr":
			if shade := w.shadeIn(m); shade != noColour {
				style.shade = shade
			}
		case "w:tblStylePr":
			style.varied = true
		}
	})
	switch {
	case style.isPlain:
		s.plain = id
		style.text.lang = ""
	case kind == "table" && isDefault:
		s.table = id
	}
	s.byID[id] = style
}

// dropsCapital reports whether a paragraph is a dropped capital, by its framePr element.
func dropsCapital(m *markup) setting {
	if kind := m.attr("w:dropCap"); kind != "" && kind != "none" {
		return on
	}
	return off
}

// flatLines reports whether the lines of a paragraph have next to no height, by its spacing element.
func flatLines(m *markup) setting {
	line := m.attr("w:line")
	if line == "" {
		return unset
	}
	if m.attr("w:lineRule") == "exact" && twips(line, 1) < shortestLine {
		return on
	}
	return off
}

// isOn reads a property whose presence turns it on, as its value "0" turns it off.
func isOn(value string) bool { return value == "1" || value == "true" || value == "on" }

func toggle(value string) setting {
	if value == "" || isOn(value) {
		return on
	}
	return off
}

// outlineLevel is a level of the outline, from 1; Word counts from 0 and has 9 for text.
func outlineLevel(value string) int {
	if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 9 {
		return n + 1
	}
	return 0
}

// listOf reads the list and the level of a numPr element.
func listOf(m *markup) (list string, level int) {
	level = -1
	m.each(func() {
		switch m.name {
		case "w:numId":
			list = m.attr("w:val")
		case "w:ilvl":
			if n, err := strconv.Atoi(m.attr("w:val")); err == nil {
				level = min(max(n, 0), maxListLevels-1)
			}
		}
	})
	return list, level
}

// letters reads an rPr element.
func (w *word) letters(m *markup) textStyle {
	var t textStyle
	outlined := false
	m.each(func() {
		switch m.name {
		case "w:rStyle":
			t.style = m.attr("w:val")
		case "w:i":
			t.italic = toggle(m.attr("w:val"))
		case "w:vanish":
			t.hidden = toggle(m.attr("w:val"))
		case "w:strike", "w:dstrike":
			t.struck = toggle(m.attr("w:val")).or(t.struck)
		case "w:vertAlign":
			if t.raised = off; m.attr("w:val") == "superscript" {
				t.raised = on
			}
		case "w:lang":
			t.lang = m.attr("w:val")
		case "w:outline":
			outlined = outlined || toggle(m.attr("w:val")) == on
		case "w14:textOutline":
			m.each(func() { outlined = outlined || strings.HasSuffix(m.name, "Fill") && m.name != "w14:noFill" })
		default:
			w.look(m, &t.look)
		}
	})
	if outlined { // Their outlines can be read whatever fills them.
		t.ink, t.clear = someColour, off
	}
	return t
}

// look reads an element of an rPr element that says how letters look.
func (w *word) look(m *markup, l *look) {
	switch m.name {
	case "w:color":
		l.ink = w.colour(m, "w:val")
	case "w:shd":
		l.ground = w.shading(m)
	case "w:highlight":
		l.marker = colourOf(m.attr("w:val"))
	case "w:sz":
		if n := twips(m.attr("w:val"), 10); n > 0 {
			l.size = max(1, n/10)
		}
	case "w:w":
		l.scale, _ = strconv.Atoi(strings.TrimSuffix(m.attr("w:val"), "%"))
	case "w:spacing":
		l.tight, l.spaced = -twips(m.attr("w:val"), 1), true
	case "w14:textFill":
		w.fill(m, l)
	}
}

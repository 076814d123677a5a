package reader

import (
	"strconv"
	"strings"
)

// colour is the colour that the element at hand gives in an attribute, "w:val", "w:color" or
// "w:fill". Other attributes may name one of the document's theme, which then counts.
func (w *word) colour(m *markup, value string) colour {
	theme, change := "w:themeColor", "w:theme"
	if value == "w:fill" {
		theme, change = "w:themeFill", "w:themeFill"
	}
	name := m.attr(theme)
	if name == "" || name == "none" {
		return colourOf(m.attr(value))
	}
	c := shaded(w.themeColour(name), black, m.attr(change+"Shade"))
	return shaded(c, white, m.attr(change+"Tint"))
}

// shaded is a colour of which the share, in hexadecimal, is kept and the rest is another.
func shaded(c, other colour, keep string) colour {
	n, err := strconv.ParseUint(keep, 16, 8)
	if err != nil {
		return c
	}
	return c.mixed(other, 1-float64(n)/0xFF)
}

// themeNames are the names that Word has for the colours of a theme, and those of the theme itself.
var themeNames = map[string]string{
	"background1": "lt1", "light1": "lt1", "bg1": "lt1", "background2": "lt2", "light2": "lt2", "bg2": "lt2",
	"text1": "dk1", "dark1": "dk1", "tx1": "dk1", "text2": "dk2", "dark2": "dk2", "tx2": "dk2",
	"hyperlink": "hlink", "followedHyperlink": "folHlink",
}

// themeColour is a colour of the document's theme. The theme is read when it is first asked for.
func (w *word) themeColour(name string) colour {
	if w.theme == nil {
		w.theme = map[string]colour{}
		m := w.markup(w.archive.part(w.target("/theme")).whole())
		m.each(func() {
			m.each(func() {
				m.each(func() {
					if m.name == "a:clrScheme" {
						m.each(func() { w.themeEntry(m) })
					}
				})
			})
		})
	}
	if (strings.HasPrefix(name, "background") || strings.HasPrefix(name, "bg")) && w.turned() {
		return someColour
	}
	if own, ok := themeNames[name]; ok {
		name = own
	}
	if c, ok := w.theme[name]; ok {
		return c
	}
	switch name { // What Word has without a theme.
	case "lt1":
		return white
	case "dk1":
		return black
	}
	return someColour
}

// turned is remapped for the settings of the document, which are read once.
func (w *word) turned() bool {
	if w.mapped == unset {
		if w.mapped = off; remapped(w.archive.part(w.target("/settings")).text) {
			w.mapped = on
		}
	}
	return w.mapped == on
}

// remapped reports whether a document's settings take other colours of the theme for those that are
// behind the text.
func remapped(settings string) bool {
	_, mapping, ok := strings.Cut(settings, "clrSchemeMapping ")
	if !ok {
		return false
	}
	mapping, _, _ = strings.Cut(mapping, ">")
	for field := range strings.FieldsSeq(mapping) {
		name, value, _ := strings.Cut(field, "=")
		_, name, _ = strings.Cut(name, ":")
		if bg := strings.TrimPrefix(name, "bg"); bg != name && strings.Trim(value, `"'/`) != "light"+bg {
			return true
		}
	}
	return false
}

func (w *word) themeEntry(m *markup) {
	name := strings.TrimPrefix(m.name, "a:")
	m.each(func() {
		switch m.name {
		case "a:srgbClr":
			w.theme[name] = colourOf(m.attr("val"))
		case "a:sysClr":
			w.theme[name] = colourOf(m.attr("lastClr"))
		}
	})
}

// shading is the colour of a shd element: its fill, into which a pattern mixes another colour.
func (w *word) shading(m *markup) colour {
	fill := w.colour(m, "w:fill")
	switch pattern := m.attr("w:val"); pattern {
	case "", "nil", "clear":
		return fill.or(autoColour)
	case "solid":
		if ink := w.colour(m, "w:color"); ink.isKnown() {
			return ink
		}
		return black
	default:
		percent, err := strconv.Atoi(strings.TrimPrefix(pattern, "pct"))
		if err != nil {
			return someColour
		}
		ink := w.colour(m, "w:color")
		if ink == autoColour || ink == noColour {
			ink = black
		}
		if fill == autoColour || fill == noColour {
			fill = white
		}
		return fill.mixed(ink, float64(min(percent, 100))/100)
	}
}

// shadeIn is the shading that the properties of a table or cell give; noColour for none.
func (w *word) shadeIn(m *markup) colour {
	shade := noColour
	m.each(func() {
		if m.name == "w:shd" {
			shade = w.shading(m)
		}
	})
	return shade
}

// fill reads how letters are filled in the newer manner: with no colour, with one, or otherwise.
func (w *word) fill(m *markup, l *look) {
	m.each(func() {
		switch m.name {
		case "w14:noFill":
			l.clear = on
		case "w14:solidFill":
			m.each(func() { l.ink, l.clear = w.drawn(m, "w14:") })
		default:
			l.ink = someColour
		}
	})
}

// drawn is the colour of an element like srgbClr in a drawing or in the newer properties of
// letters, and whether it is transparent altogether. Colours that are changed are not known, but
// for those that are made lighter or darker by nothing.
func (w *word) drawn(m *markup, prefix string) (c colour, clear setting) {
	attribute := "val"
	if prefix == "w14:" {
		attribute = "w14:val"
	}
	value := m.attr(attribute)
	switch strings.TrimPrefix(m.name, prefix) {
	case "srgbClr":
		c = colourOf(value)
	case "schemeClr":
		c = w.themeColour(value)
	case "sysClr":
		c = colourOf(m.attr("lastClr"))
	case "prstClr":
		c = colourOf(value)
	default:
		c = someColour
	}
	clear = off
	m.each(func() {
		amount, err := strconv.Atoi(strings.TrimSuffix(m.attr(attribute), "%"))
		switch strings.TrimPrefix(m.name, prefix) {
		case "alpha": // Word's letters count how transparent they are, drawings how opaque.
			if err == nil && (prefix == "w14:" && amount >= 99000 || prefix != "w14:" && amount <= 1000) {
				clear = on
			}
		default:
			c = someColour
		}
	})
	return c, clear
}

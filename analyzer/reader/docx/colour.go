package docx

import (
	"strconv"
	"strings"

	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// colour is the colour that the element at hand gives in an attribute, "w:val", "w:color" or
// "w:fill". Other attributes may name one of the document's theme, which then counts.
func (w *word) colour(m *xmltok.Parser, value string) office.Colour {
	theme, change := "w:themeColor", "w:theme"
	if value == "w:fill" {
		theme, change = "w:themeFill", "w:themeFill"
	}
	name := m.Attr(theme)
	if name == "" || name == "none" {
		return office.ColourOf(m.Attr(value))
	}
	c := shaded(w.themeColour(name), office.Black, m.Attr(change+"Shade"))
	return shaded(c, office.White, m.Attr(change+"Tint"))
}

// shaded is a colour of which the share, in hexadecimal, is kept and the rest is another.
func shaded(c, other office.Colour, keep string) office.Colour {
	n, err := strconv.ParseUint(keep, 16, 8)
	if err != nil {
		return c
	}
	return c.Mixed(other, 1-float64(n)/0xFF)
}

// themeNames are the names that Word has for the colours of a theme, and those of the theme itself.
var themeNames = map[string]string{
	"background1": "lt1", "light1": "lt1", "bg1": "lt1", "background2": "lt2", "light2": "lt2", "bg2": "lt2",
	"text1": "dk1", "dark1": "dk1", "tx1": "dk1", "text2": "dk2", "dark2": "dk2", "tx2": "dk2",
	"hyperlink": "hlink", "followedHyperlink": "folHlink",
}

// themeColour is a colour of the document's theme. The theme is read when it is first asked for.
func (w *word) themeColour(name string) office.Colour {
	if w.theme == nil {
		w.theme = map[string]office.Colour{}
		m := w.markup(w.archive.Part(w.target("/theme")).Whole())
		m.Each(func() {
			m.Each(func() {
				m.Each(func() {
					if m.Name == "a:clrScheme" {
						m.Each(func() { w.themeEntry(m) })
					}
				})
			})
		})
	}
	if (strings.HasPrefix(name, "background") || strings.HasPrefix(name, "bg")) && w.turned() {
		return office.SomeColour
	}
	if own, ok := themeNames[name]; ok {
		name = own
	}
	if c, ok := w.theme[name]; ok {
		return c
	}
	switch name { // What Word has without a theme.
	case "lt1":
		return office.White
	case "dk1":
		return office.Black
	}
	return office.SomeColour
}

// turned is remapped for the settings of the document, which are read once.
func (w *word) turned() bool {
	if w.mapped == office.Unset {
		if w.mapped = office.Off; remapped(w.archive.Part(w.target("/settings")).Text) {
			w.mapped = office.On
		}
	}
	return w.mapped == office.On
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

func (w *word) themeEntry(m *xmltok.Parser) {
	name := strings.TrimPrefix(m.Name, "a:")
	m.Each(func() {
		switch m.Name {
		case "a:srgbClr":
			w.theme[name] = office.ColourOf(m.Attr("val"))
		case "a:sysClr":
			w.theme[name] = office.ColourOf(m.Attr("lastClr"))
		}
	})
}

// shading is the colour of a shd element: its fill, into which a pattern mixes another colour.
func (w *word) shading(m *xmltok.Parser) office.Colour {
	fill := w.colour(m, "w:fill")
	switch pattern := m.Attr("w:val"); pattern {
	case "", "nil", "clear":
		return fill.Or(office.AutoColour)
	case "solid":
		if ink := w.colour(m, "w:color"); ink.IsKnown() {
			return ink
		}
		return office.Black
	default:
		percent, err := strconv.Atoi(strings.TrimPrefix(pattern, "pct"))
		if err != nil {
			return office.SomeColour
		}
		ink := w.colour(m, "w:color")
		if ink == office.AutoColour || ink == office.NoColour {
			ink = office.Black
		}
		if fill == office.AutoColour || fill == office.NoColour {
			fill = office.White
		}
		return fill.Mixed(ink, float64(min(percent, 100))/100)
	}
}

// shadeIn is the shading that the properties of a table or cell give; NoColour for none.
func (w *word) shadeIn(m *xmltok.Parser) office.Colour {
	shade := office.NoColour
	m.Each(func() {
		if m.Name == "w:shd" {
			shade = w.shading(m)
		}
	})
	return shade
}

// fill reads how letters are filled in the newer manner: with no colour, with one, or otherwise.
func (w *word) fill(m *xmltok.Parser, l *office.Look) {
	m.Each(func() {
		switch m.Name {
		case "w14:noFill":
			l.Clear = office.On
		case "w14:solidFill":
			m.Each(func() { l.Ink, l.Clear = w.drawn(m, "w14:") })
		default:
			l.Ink = office.SomeColour
		}
	})
}

// drawn is the colour of an element like srgbClr in a drawing or in the newer properties of
// letters, and whether it is transparent altogether. Colours that are changed are not known, but
// for those that are made lighter or darker by nothing.
func (w *word) drawn(m *xmltok.Parser, prefix string) (c office.Colour, clear office.Setting) {
	attribute := "val"
	if prefix == "w14:" {
		attribute = "w14:val"
	}
	value := m.Attr(attribute)
	switch strings.TrimPrefix(m.Name, prefix) {
	case "srgbClr":
		c = office.ColourOf(value)
	case "schemeClr":
		c = w.themeColour(value)
	case "sysClr":
		c = office.ColourOf(m.Attr("lastClr"))
	case "prstClr":
		c = office.ColourOf(value)
	default:
		c = office.SomeColour
	}
	clear = office.Off
	m.Each(func() {
		amount, err := strconv.Atoi(strings.TrimSuffix(m.Attr(attribute), "%"))
		switch strings.TrimPrefix(m.Name, prefix) {
		case "alpha": // Word's letters count how transparent they are, drawings how opaque.
			if err == nil && (prefix == "w14:" && amount >= 99000 || prefix != "w14:" && amount <= 1000) {
				clear = office.On
			}
		default:
			c = office.SomeColour
		}
	})
	return c, clear
}

package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// wordStyle is a style of a Word or OpenDocument text: what it says itself, and once resolved, what
// those that it is based on say.
type wordStyle struct {
	id       string
	basedOn  string
	isPlain  bool // it is the style of paragraphs that name none
	role     styleRole
	outline  int    // of a heading, from 1; 0 for none, -1 when it says nothing
	list     string // the id of its list; "" when it says nothing, "0" for none
	level    int    // in that list, from 0; -1 when it says nothing
	text     textStyle
	shade    colour  // behind whole paragraphs; of a style of tables, behind their cells
	flat     setting // lines have next to no height
	drops    setting // its paragraphs are dropped capitals
	placed   setting // its boxes stand where they say, in OpenDocument
	varied   bool    // a style of tables that gives some rows or columns a look of their own
	resolved bool
}

// styleRole is what the name of a style says about its paragraphs.
type styleRole struct {
	known bool
	role  document.Role
	level int
}

// settles reports whether the style says all about where its paragraphs belong, so that a number
// typed in one is not looked for. Items of lists have such numbers.
func (r styleRole) settles() bool { return r.known && r.role != document.ListItem }

// textStyle is what a style or a run says about its letters.
type textStyle struct {
	style          string // of characters
	italic, hidden setting
	raised, struck setting
	lang           string
	look
}

// setting is a property that may be on, off or not mentioned.
type setting int8

const (
	unset setting = iota
	off
	on
)

// or is s, or where it says nothing, other.
func (s setting) or(other setting) setting {
	if s == unset {
		return other
	}
	return s
}

// over is what holds when t is said on top of below.
func (t textStyle) over(below textStyle) textStyle {
	t.italic, t.hidden, t.raised = t.italic.or(below.italic), t.hidden.or(below.hidden), t.raised.or(below.raised)
	t.struck = t.struck.or(below.struck)
	if t.lang == "" {
		t.lang = below.lang
	}
	t.look = t.look.over(below.look)
	return t
}

// upon is what holds when the style of letters is t, and that of their paragraph is below. What is
// on in both is off: so Word shows emphasis in a paragraph that is all in italics.
func (t textStyle) upon(below textStyle) textStyle {
	both := func(a, b setting) setting {
		if a == on && b == on {
			return off
		}
		return a.or(b)
	}
	italic, hidden, struck := both(t.italic, below.italic), both(t.hidden, below.hidden), both(t.struck, below.struck)
	t = t.over(below)
	t.italic, t.hidden, t.struck = italic, hidden, struck
	return t
}

// styleRoles are the built-in styles that make a paragraph something. Files name them so in
// whatever language Word speaks.
var styleRoles = map[string]document.Role{
	"title": document.Title, "quote": document.BlockQuote, "intense quote": document.BlockQuote, "quotations": document.BlockQuote,
	"block text": document.BlockQuote, "block quotation": document.BlockQuote, "block quote": document.BlockQuote, "blockquote": document.BlockQuote,
	"caption": document.Caption, "table caption": document.Caption, "image caption": document.Caption, "illustration": document.Caption,
	"bibliography": document.Citation, "footnote text": document.Note, "endnote text": document.Note, "footnote": document.Note, "endnote": document.Note,
	"heading": document.Heading, "list paragraph": document.ListItem, "list": document.ListItem, "list bullet": document.ListItem,
	"list number": document.ListItem, "list continue": document.ListItem, "definition": document.Definition,
	"header": document.Running, "footer": document.Running,
	"toc": document.Body, "table of figures": document.Body, "index": document.Body, "contents": document.Body, // What they list opens no path.
}

// roleOfStyle goes by the name of a style, with the level behind it: "heading 2", "List Bullet 3".
func roleOfStyle(name string) styleRole {
	name = strings.ToLower(strings.TrimSpace(name))
	base := strings.TrimRight(name, " 0123456789")
	role, ok := styleRoles[base]
	if !ok {
		return styleRole{}
	}
	r := styleRole{known: true, role: role}
	if n, err := strconv.Atoi(strings.TrimSpace(name[len(base):])); err == nil && n < 10 {
		r.level = n
	}
	if role == document.Heading || role == document.ListItem {
		r.level = max(r.level, 1)
	}
	return r
}

// styles are the styles of a document by their ids.
type styles struct {
	byID     map[string]*wordStyle
	plain    string    // the id of the style of paragraphs that name none
	defaults textStyle // below all styles
	table    string    // the id of the style of tables that name none
}

// maxBasedOn is how long a chain of styles that are based on each other may be.
const maxBasedOn = 50

// of is the style with an id, with what it inherits. Without one it is a style that says nothing.
func (s *styles) of(id string) *wordStyle { return s.resolve(id, maxBasedOn) }

func (s *styles) resolve(id string, depth int) *wordStyle {
	style := s.byID[id]
	if style == nil || depth == 0 {
		return &wordStyle{outline: -1, level: -1}
	}
	if style.resolved {
		return style
	}
	style.resolved = true // Also ends a circle.
	if style.basedOn == "" {
		return style
	}
	base := s.resolve(style.basedOn, depth-1)
	if !style.role.known {
		style.role = base.role
	}
	if style.outline < 0 {
		style.outline = base.outline
	}
	if style.list == "" {
		style.list = base.list
	}
	if style.level < 0 {
		style.level = base.level
	}
	style.text = style.text.over(base.text)
	style.shade, style.flat = style.shade.or(base.shade), style.flat.or(base.flat)
	style.drops, style.placed = style.drops.or(base.drops), style.placed.or(base.placed)
	style.varied = style.varied || base.varied
	return style
}

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
			case m.name == "w:style" && !full(m.d, len(s.byID), "styles"):
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
					style.list, style.level = m.numbered()
				case "w:shd":
					style.shade = w.shading(m)
				case "w:spacing":
					style.flat = m.flat()
				case "w:framePr":
					style.drops = m.drops()
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

// drops reports whether a paragraph is a dropped capital, by its framePr element.
func (m *markup) drops() setting {
	if kind := m.attr("w:dropCap"); kind != "" && kind != "none" {
		return on
	}
	return off
}

// flat reports whether the lines of a paragraph have next to no height, by its spacing element.
func (m *markup) flat() setting {
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

// numbered reads the list and the level of a numPr element.
func (m *markup) numbered() (list string, level int) {
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

// twips is a measure in twips. A number without a unit counts in so many twips; the strict variant
// of the format has units.
func twips(s string, each int) int {
	const most = 1 << 20 // of either sign: more than any page
	n, err := strconv.ParseFloat(s, 64)
	if n *= float64(each); err != nil {
		n = length(s) * 20
	}
	return int(max(-most, min(most, n)))
}

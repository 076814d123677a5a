package css

import (
	"strings"

	"refrain/analyzer/reader/dom"
)

// displayOf is how elements are laid out that no sheet of the page speaks of. Those without an
// entry stand in a line.
var displayOf = func() (of [dom.Known]Display) {
	for _, tag := range []dom.Tag{
		dom.Html, dom.Body, dom.P, dom.Div, dom.Address, dom.Article, dom.Aside, dom.Center, dom.Details, dom.Summary,
		dom.Dialog,
		dom.Dir, dom.Dl, dom.Dt, dom.Dd, dom.Fieldset, dom.Legend, dom.Figure, dom.Figcaption, dom.Footer, dom.Form,
		dom.Header,
		dom.Hgroup, dom.Main, dom.Menu, dom.Nav, dom.Ol, dom.Ul, dom.Li, dom.Pre, dom.Listing, dom.Xmp, dom.Plaintext,
		dom.Section,
		dom.Search, dom.Table, dom.Thead, dom.Tbody, dom.Tfoot, dom.Tr, dom.Td, dom.Th, dom.Caption, dom.Blockquote, dom.H1,
		dom.H2,
		dom.H3, dom.H4, dom.H5, dom.H6, dom.Hr, dom.Option, dom.Optgroup, dom.Frameset,
	} {
		of[tag] = Block
	}
	for _, tag := range []dom.Tag{dom.Button, dom.Select, dom.Textarea, dom.Input, dom.Meter, dom.Progress, dom.Marquee,
		dom.Iframe} {
		of[tag] = InlineBox
	}
	for _, tag := range []dom.Tag{
		dom.Head, dom.Base, dom.Basefont, dom.Link, dom.Meta, dom.Script, dom.Style, dom.Title, dom.Template, dom.Noscript,
		dom.Datalist,
		dom.Noembed, dom.Noframes, dom.Param, dom.Rp, dom.Area, dom.Source, dom.Track, dom.Col, dom.Colgroup,
	} {
		of[tag] = Absent
	}
	of[dom.Slot] = Contents
	return of
}()

// DisplayOf is how an element with a tag is laid out that no sheet of the page speaks of.
func DisplayOf(tag dom.Tag) Display {
	if tag >= dom.Known {
		return Inline
	}
	return displayOf[tag]
}

// table gives a table its backdrop. A table inherits no indent, and in quirks mode not the size of
// the text around it.
func (c *Cascade) table(id dom.ID, s *Style) {
	c.backdrop(id, s)
	s.Indent = Length{}
	if c.tree.Quirks {
		s.FontSize = 16
	}
}

// body gives the body its backdrop, and the colour that its text attribute names.
func (c *Cascade) body(id dom.ID, s *Style) {
	c.backdrop(id, s)
	if value, ok := c.tree.Attr(id, "text"); ok {
		s.Color = legacyColor(value, s.Color)
	}
}

// hyperlink gives a link that leads somewhere its colour and line.
func (c *Cascade) hyperlink(id dom.ID, s *Style) {
	if _, ok := c.tree.Find(id, "href"); ok {
		s.Color, s.Underline = Color{0, 0, 0.93, 1, true}, true
	}
}

// input gives a control its style, or hides it where its type says so.
func (c *Cascade) input(id dom.ID, s *Style) {
	if kind, _ := c.tree.Attr(id, "type"); strings.EqualFold(kind, "hidden") {
		s.Display = Absent
	}
	s.control()
}

// byTag gives a style what browsers give an element by its name and by attributes that stand for
// styles.
func (c *Cascade) byTag(id dom.ID, s, parent *Style) {
	n := &c.tree.Nodes[id]
	if n.Space != dom.HTML {
		c.foreign(id, s, parent)
		return
	}
	if n.Tag >= dom.Known {
		c.common(id, s)
		return
	}
	s.Display = displayOf[n.Tag]
	switch n.Tag {
	case dom.S, dom.Strike, dom.Del:
		s.LineThrough = true
	case dom.U, dom.Ins:
		s.Underline = true
	case dom.Textarea:
		s.Spacing = Kept
		s.control()
	case dom.Pre, dom.Listing, dom.Xmp, dom.Plaintext:
		s.Spacing = Kept
	case dom.Td, dom.Th, dom.Tr, dom.Tbody, dom.Thead, dom.Tfoot:
		s.Table = true
		c.backdrop(id, s)
	case dom.Table:
		c.table(id, s)
	case dom.Body:
		c.body(id, s)
	case dom.Font:
		c.font(id, s)
	case dom.A:
		c.hyperlink(id, s)
	case dom.Button, dom.Select:
		s.control()
	case dom.Dialog:
		if _, open := c.tree.Find(id, "open"); !open {
			s.Display = Absent
		}
	case dom.Input:
		c.input(id, s)
	case dom.H1:
		s.FontSize = parent.FontSize * 2
	case dom.Small:
		s.FontSize = parent.FontSize / 1.2
	case dom.Sub, dom.Sup:
		s.FontSize = parent.FontSize / 1.2
	}
	c.common(id, s)
}

// control is how browsers draw controls: in colours of their own.
func (s *Style) control() { s.Color, s.Background, s.Indent = Black, Color{A: 1}, Length{} }

// common holds for elements of any name.
func (c *Cascade) common(id dom.ID, s *Style) {
	if value, ok := c.tree.Attr(id, "hidden"); ok {
		if strings.EqualFold(strings.TrimSpace(value), "until-found") {
			s.SkipContent = true
		} else {
			s.Display = Absent
		}
	}
	if _, ok := c.tree.Find(id, "popover"); ok {
		s.Display = Absent
	}
}

// backdrop takes the attributes that put a colour or a picture behind a part of the page.
func (c *Cascade) backdrop(id dom.ID, s *Style) {
	if value, ok := c.tree.Attr(id, "bgcolor"); ok {
		s.Background = legacyColor(value, s.Background)
	}
	if value, ok := c.tree.Attr(id, "background"); ok && value != "" {
		s.Image = true
	}
}

func (c *Cascade) font(id dom.ID, s *Style) {
	if value, ok := c.tree.Attr(id, "color"); ok {
		s.Color = legacyColor(value, s.Color)
	}
	if value, ok := c.tree.Attr(id, "size"); ok {
		sizes := []float32{0, 10, 13, 16, 18, 24, 32, 48}
		if value = strings.TrimSpace(value); len(value) == 1 && value[0] >= '1' && value[0] <= '7' {
			s.FontSize = sizes[value[0]-'0']
		}
	}
}

// legacyColor parses a colour as attributes of before the standards hold it: anything is some
// colour. One that is neither a name nor made of digits is not known.
func legacyColor(value string, otherwise Color) Color {
	value = strings.ToLower(strings.TrimSpace(value))
	if value == "" || value == "transparent" {
		return otherwise
	}
	if c, ok := namedColor(value); ok && c != current {
		return c
	}
	digits := strings.TrimPrefix(value, "#")
	if c, ok := hexColor(digits); ok && (len(digits) == 3 || len(digits) == 6) {
		return c
	}
	return Color{A: 1}
}

// drawn are the attributes of SVG that stand for styles.
var drawn = []string{"display", "visibility", "opacity", "font-size", "fill", "clip-path", "transform", "color"}

// foreign holds for elements of SVG and MathML.
func (c *Cascade) foreign(id dom.ID, s, parent *Style) {
	n := &c.tree.Nodes[id]
	switch n.Tag {
	case dom.Text:
		s.Display = Block
	case dom.ForeignObject, dom.Math:
		s.Display = InlineBox
	case dom.Script, dom.Style, dom.Title, dom.Desc, dom.Metadata, dom.Annotation, dom.AnnotationXml:
		s.Display = Absent
	case dom.Mphantom:
		s.Invisible = true
	default:
		switch c.tree.Name(id) {
		case "defs", "symbol", "clippath", "mask", "pattern", "marker", "lineargradient", "radialgradient", "filter":
			s.Display = Absent
		}
	}
	var sheet sheet
	sheet.source = -1
	a := application{cascade: c, style: s, parent: parent, base: s, id: id}
	for _, name := range drawn {
		if value, ok := c.tree.Attr(id, name); ok && len(value) < 1000 {
			if name == "transform" {
				continue // It is written in another way than in style sheets.
			}
			v := tokenize(value).trim()
			if name == "font-size" && len(v.list) == 1 {
				v = tokenize(v.source() + "px").trim()
			}
			if d := sheet.declare(name, v, false); d.name != "" {
				a.declare(&d)
			}
		}
	}
}

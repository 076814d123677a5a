package pdf

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/letters"
)

// Bounds on the structure of one page. What lies beyond them has no element.
const (
	mostElements = 20_000
	deepElements = 64
)

// structureWork is how many rounds of PDFium's loops the structure of a document may take beyond
// half of those that its text takes, about two seconds. For each page PDFium looks at all children
// of the elements around its text, which are all paragraphs of the document in some files. Pages
// that come when it is used up have no elements.
const structureWork = 200_000_000

// elements finds which element of the structure each character of a page belongs to (ISO 32000-1,
// 14.7), and puts its index into Char.Tag in place of the number of its marked content. Where the
// engine fails at it, the page stays without elements.
func (d *pdfiumDoc) elements(ctx context.Context, p *Page, handle uint64) {
	w := structure{caller: caller{doc: d}, of: map[int32]int32{}, left: mostElements, rows: d.rows}
	d.tagWork += d.spent() / 2 // on the text of the page
	if d.extra.Tagged && d.tagWork > 0 {
		before := d.spent()
		w.read(ctx, handle)
		d.tagWork -= d.spent() - before
	}
	if w.err != nil {
		d.extra.Tagged = false
		w = structure{}
	}
	p.Elements, d.rows = w.elements, max(d.rows, w.rows)
	w.compare(p)
	content, element := int32(-1), int32(-1)
	for i := range p.Chars {
		c := &p.Chars[i]
		if c.Tag != content {
			content, element = c.Tag, -1
			if index, ok := w.of[content]; ok {
				element = index
			}
		}
		c.Tag = element
	}
}

// structure is a walk through what the structure of a file holds of one page.
type structure struct {
	caller
	elements []layout.Element
	of       map[int32]int32 // the element of each marked content
	order    []int32         // the marked content, as it comes
	told     []toldElement
	left     int // elements that may still be looked at
	rows     int // of tables, so far
}

// toldElement is an element for which the file tells another text than it draws.
type toldElement struct {
	key, text string
	from, to  int // its marked content, in structure.order
}

// node is a place in the structure: what text that stands right there belongs to.
type node struct {
	layout.Element
	index   int32         // of the element, -1 before it has text
	around  document.Role // of a paragraph that is not the first within an item
	begun   bool          // an item has its first paragraph
	lists   int           // around the node
	columns *int          // of the row that the node lies in
}

// read walks through the structure of a page.
func (w *structure) read(ctx context.Context, page uint64) {
	tree := w.call(ctx, "FPDF_StructTree_GetForPage", page)
	if tree == 0 {
		return
	}
	n := int(int32(w.call(ctx, "FPDF_StructTree_CountChildren", tree)))
	for i := range n {
		child := w.call(ctx, "FPDF_StructTree_GetChildAtIndex", tree, uint64(i))
		w.visit(ctx, child, &node{Element: layout.Element{Loose: true}, index: -1}, 0)
	}
	w.call(ctx, "FPDF_StructTree_Close", tree)
}

// visit looks at an element within a node, and at what it holds.
func (w *structure) visit(ctx context.Context, element uint64, up *node, depth int) {
	if w.left--; element == 0 || w.err != nil || w.left < 0 || depth > deepElements {
		return
	}
	kind := w.kind(ctx, element)
	n := w.enter(kind, up)
	if n == nil {
		return
	}
	from := len(w.order)
	defer func() { w.tell(ctx, element, kind, from) }()
	for _, c := range w.children(ctx, element) {
		if c.Element != 0 {
			w.visit(ctx, uint64(c.Element), n, depth+1)
			continue
		}
		if n.index < 0 {
			n.index = int32(len(w.elements))
			w.elements = append(w.elements, n.Element)
		}
		w.of[c.Content] = n.index
		w.order = append(w.order, c.Content)
	}
}

// tell takes note of what the file tells for an element whose marked content begins at from. The
// descriptions of pictures are no other text for what is drawn.
func (w *structure) tell(ctx context.Context, element uint64, kind string, from int) {
	if from == len(w.order) || w.err != nil {
		return
	}
	text := func(key, function string) {
		if told, err := w.doc.in.LongText(ctx, longestTold, function, element); err != nil {
			w.err = err
		} else if told != "" {
			w.told = append(w.told, toldElement{key, told, from, len(w.order)})
		}
	}
	text(letters.ActualText, "FPDF_StructElement_GetActualText")
	switch kind {
	case "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "LBody", "LI", "TD", "TH":
		text(letters.AltText, "FPDF_StructElement_GetAltText")
		text(letters.Expansion, "FPDF_StructElement_GetExpansion")
	}
}

// compare compares what the file tells for elements with what is drawn. The element may go on on
// another page.
func (w *structure) compare(p *Page) {
	if len(w.told) == 0 {
		return
	}
	chars := map[int32][]int{}
	for i := range p.Chars {
		if tag := p.Chars[i].Tag; tag >= 0 {
			chars[tag] = append(chars[tag], i)
		}
	}
	for _, e := range w.told {
		var drawn []int
		for _, content := range w.order[e.from:e.to] {
			drawn = append(drawn, chars[content]...)
		}
		text := p.string(drawn)
		part := string(letters.Essence(text))
		if len(drawn) == 0 || letters.Agree(text, e.text, e.key) ||
			part != "" && strings.Contains(string(letters.Essence(e.text)), part) {
			continue
		}
		p.differ(text, e.text, e.key, p.span(drawn))
	}
}

// children returns the children of an element that lie on the page at hand.
func (w *structure) children(ctx context.Context, element uint64) (found []engine.Child) {
	count := int(int32(w.call(ctx, "FPDF_StructElement_CountChildren", element)))
	if count > 0 && w.err == nil {
		found, w.err = w.doc.in.Children(ctx, element, count)
	}
	return found
}

// kind is the type of an element.
func (w *structure) kind(ctx context.Context, element uint64) string {
	if w.err != nil {
		return ""
	}
	var s string
	s, w.err = w.doc.in.ShortText(ctx, "FPDF_StructElement_GetType", element)
	return s
}

// enter returns the node of an element of a standard type (ISO 32000-1, 14.8.4; ISO 32000-2 adds
// some) within another, nil for what is no text. What lies within a line, like a link, what has no
// meaning of its own, and types that no standard names belong to what is around them.
func (w *structure) enter(kind string, up *node) *node {
	n := &node{
		Element: layout.Element{Row: up.Row, Column: up.Column}, index: -1,
		around: up.around, lists: up.lists, columns: up.columns,
	}
	if role, ok := surrounding[kind]; ok {
		n.around = role
	}
	n.Role = n.around
	switch kind {
	case "Artifact":
		return nil
	case "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "TOC", "Index",
		"Table", "THead", "TBody", "TFoot", "Figure", "Formula", "Form":
		n.Loose = n.around == document.Body
	case "TOCI", "Note", "FENote", "BlockQuote", "Caption":
	case "P":
		if up.Role == document.ListItem && !up.begun {
			up.begun = true
			return up
		}
	case "Title", "H", "H1", "H2", "H3", "H4", "H5", "H6":
		if n.around == document.Body {
			n.Role, n.Level = document.Heading, headingLevel(kind)
		}
	case "L":
		n.lists++
		n.Loose = n.around == document.Body
	case "LI":
		if n.around == document.Body {
			n.Role, n.Level = document.ListItem, max(n.lists, 1)
		}
	case "TR":
		w.rows++
		n.Row, n.columns = w.rows, new(int)
	case "TD", "TH":
		if n.columns != nil {
			*n.columns++
			n.Column = *n.columns
		}
	default:
		return up
	}
	return n
}

// surrounding are the roles that elements give to all text within them.
var surrounding = map[string]document.Role{
	"TD": document.Cell, "TH": document.Cell, "Note": document.Note, "FENote": document.Note,
	"BlockQuote": document.BlockQuote, "Caption": document.Caption,
}

// headingLevel returns the level of a heading by its type: "H3" has the third, "H" and "Title" the
// first.
func headingLevel(kind string) int {
	if last := kind[len(kind)-1]; last >= '1' && last <= '6' {
		return int(last - '0')
	}
	return 1
}

package pdftest

import (
	"fmt"
	"slices"
	"strings"
)

// Element is an element of the structure of a tagged document.
type Element struct {
	kind    string
	entries string
	parent  *Element
	kids    []any // *Element or content
}

// content is a stretch of a page that belongs to an element.
type content struct {
	page   *Page
	number int // among those of the page
}

// Element adds an element of a kind ("P", "TD") to another, or to the document itself where that is
// nil. The document is a tagged one then.
func (d *Doc) Element(parent *Element, kind string) *Element {
	if parent == nil {
		parent = &d.root
	}
	e := &Element{kind: kind, parent: parent}
	parent.kids = append(parent.kids, e)
	d.elements = append(d.elements, e)
	return e
}

// Entry adds an entry to the element.
func (e *Element) Entry(s string) { e.entries += " " + s }

// Within makes what the function writes on the page belong to an element.
func (p *Page) Within(e *Element, write func()) {
	e.kids = append(e.kids, content{p, len(p.owners)})
	fmt.Fprintf(&p.content, "/%s << /MCID %d >> BDC\n", e.kind, len(p.owners))
	p.owners = append(p.owners, e)
	write()
	p.content.WriteString("EMC\n")
}

// structure writes the elements, whose objects begin with the number first, and returns the entries
// for the catalog. pages are the numbers of the pages.
func (d *Doc) structure(object func(format string, arguments ...any) int, first int, pages map[*Page]int) string {
	number := func(e *Element) int { return first + 1 + slices.Index(d.elements, e) }
	kids := func(e *Element) string {
		var b strings.Builder
		for _, kid := range e.kids {
			switch kid := kid.(type) {
			case *Element:
				fmt.Fprintf(&b, " %d 0 R", number(kid))
			case content:
				fmt.Fprintf(&b, " << /Type /MCR /Pg %d 0 R /MCID %d >>", pages[kid.page], kid.number)
			}
		}
		return b.String()
	}
	var owners strings.Builder
	for i, p := range d.pages {
		fmt.Fprintf(&owners, " %d [", i)
		for _, e := range p.owners {
			fmt.Fprintf(&owners, " %d 0 R", number(e))
		}
		owners.WriteString(" ]")
	}
	object("<< /Type /StructTreeRoot /K [%s ] /ParentTree << /Nums [%s ] >> >>", kids(&d.root), owners.String())
	for _, e := range d.elements {
		parent := first
		if e.parent != &d.root {
			parent = number(e.parent)
		}
		object("<< /Type /StructElem /S /%s /P %d 0 R /K [%s ]%s >>", e.kind, parent, kids(e), e.entries)
	}
	return fmt.Sprintf(" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R", first)
}

// Tagged is a tagged document of two pages: a heading, a paragraph, and a table that goes on from
// one page to the next.
func Tagged() string {
	d := &Doc{}
	first, second := d.Page(500, 300), d.Page(500, 300)
	write := func(p *Page, within *Element, kind string, x, y float64, lines ...string) {
		p.Within(d.Element(within, kind), func() { p.Lines(x, y, 11, 13, Roman, lines...) })
	}
	write(first, nil, "H2", 50, 60, "Words in use")
	write(first, nil, "P", 50, 90, "The table lists words that the ministry used", "in the year before.")
	table := d.Element(nil, "Table")
	row := func(p *Page, y float64, left, right []string) {
		tr := d.Element(table, "TR")
		write(p, d.Element(tr, "TD"), "P", 50, y, left...)
		write(p, d.Element(tr, "TD"), "P", 160, y, right...)
	}
	row(first, 140, []string{"Term"}, []string{"Rather"})
	row(first, 170, []string{"A flood of", "Refugees"}, []string{"Many people"})
	row(second, 60, []string{"Illegal", "Aliens"}, []string{"People without", "Papers"})
	first.Text(250, 285, 9, Roman, "i")
	second.Text(250, 285, 9, Roman, "ii")
	return d.String()
}

package pdftest

import (
	"fmt"
	"slices"
	"strings"
)

// Element is an element of the structure of a tagged document.
type Element struct {
	kind   string
	parent *Element
	kids   []any // *Element or content
}

// content is a stretch of a page that belongs to an element.
type content struct {
	page   *Page
	number int // among those of the page
}

// Element adds an element of a kind ("P", "TD") to another, or to the document itself where that is nil. The document is a tagged one then.
func (d *Doc) Element(parent *Element, kind string) *Element {
	if parent == nil {
		parent = &d.root
	}
	e := &Element{kind: kind, parent: parent}
	parent.kids = append(parent.kids, e)
	d.elements = append(d.elements, e)
	return e
}

// Within makes what the function writes on the page belong to an element.
func (p *Page) Within(e *Element, write func()) {
	e.kids = append(e.kids, content{p, len(p.owners)})
	fmt.Fprintf(&p.content, "/%s << /MCID %d >> BDC\n", e.kind, len(p.owners))
	p.owners = append(p.owners, e)
	write()
	p.content.WriteString("EMC\n")
}

// structure writes the elements, whose objects begin with the number first, and returns the entries for the catalog. pages are the numbers of the pages.
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
		object("<< /Type /StructElem /S /%s /P %d 0 R /K [%s ] >>", e.kind, parent, kids(e))
	}
	return fmt.Sprintf(" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R", first)
}

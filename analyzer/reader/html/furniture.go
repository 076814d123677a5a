package html

import (
	_ "embed"
	"strings"
	"sync"

	"refrain/analyzer/reader/dom"
)

// furnitureWords are names of classes and ids that tell what a part of a page is for, a line each:
// what it is, whether the name says so anywhere ("always") or only around the main text ("around"),
// and the names.
//
//go:embed furniture.txt
var furnitureWords string

// partName is what a name of a class or id says.
type partName struct {
	what   string
	always bool
}

var partNames = sync.OnceValue(func() map[string]partName {
	names := map[string]partName{}
	for line := range strings.Lines(furnitureWords) {
		what, rest, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		for _, name := range words[1:] {
			names[name] = partName{what, words[0] == "always"}
		}
	}
	return names
})

// What a part of a page is, as reports name it.
const (
	navigation = "navigation"
	pageHeader = "page header"
	pageFooter = "page footer"
	besides    = "beside the text"
	fields     = "form"
	searching  = "search"
	dialogBox  = "dialog"
)

// candidate is an element that may be page furniture.
type candidate struct {
	id     dom.ID
	what   string
	always bool // it is furniture also within the main text
}

// plan finds the parts of a page that are no part of its text.
type plan struct {
	tree       *dom.Tree
	candidates []candidate
	main       dom.ID  // the main text; 0 when the page does not say
	letters    []int32 // bytes of text in each element
	linked     []int32 // of them, in links
	titles     []dom.ID
	controls   []dom.ID
	notes      []dom.ID
	articles   []dom.ID
}

// furnitureOf returns the elements of a page that are page furniture, and what each is. It never
// takes the main text: what holds it is none, and where next to nothing would be left nothing is.
func furnitureOf(tree *dom.Tree) map[dom.ID]string {
	p := &plan{tree: tree}
	for id := range tree.Nodes {
		if n := &tree.Nodes[id]; n.Kind == dom.Element && n.Space == dom.HTML {
			p.look(dom.ID(id), n.Tag)
		}
	}
	if len(p.candidates) == 0 {
		return nil
	}
	p.measure()
	p.findMain()
	found := map[dom.ID]string{}
	taken := int32(0)
	for _, c := range p.candidates {
		if p.within(c.id, found) || !p.holds(c) {
			continue
		}
		found[c.id] = c.what
		taken += p.letters[c.id]
	}
	// A page that is nothing but furniture is read as a text.
	if left := p.letters[0] - taken; left == 0 || p.main == 0 && left < p.letters[0]/10 {
		return nil
	}
	return found
}

// partOf returns the part of a page that a tag names, and whether it is one even around the text.
func partOf(tag dom.Tag) (what string, always bool) {
	switch tag {
	case dom.Nav:
		return navigation, true
	case dom.Search:
		return searching, true
	case dom.Header:
		return pageHeader, false
	case dom.Footer:
		return pageFooter, false
	case dom.Aside:
		return besides, false
	case dom.Form:
		return fields, false
	}
	return "", false
}

// landmarks are the parts of a page that ARIA roles name.
var landmarks = map[string]string{
	"navigation": navigation, "menubar": navigation, "menu": navigation, "search": searching, "banner": pageHeader,
	"contentinfo": pageFooter, "complementary": besides, "dialog": dialogBox, "alertdialog": dialogBox,
}

// look notes what an element is by its name, its role, and the names of its classes and its id.
func (p *plan) look(id dom.ID, tag dom.Tag) {
	switch tag {
	case dom.Main:
		p.main = p.better(id)
	case dom.Article:
		p.articles = append(p.articles, id)
	case dom.H1, dom.H2:
		p.titles = append(p.titles, id)
	case dom.Input, dom.Select, dom.Textarea, dom.Button:
		p.controls = append(p.controls, id)
	case dom.Html, dom.Body, dom.Script, dom.Style, dom.Link, dom.Meta, dom.A, dom.Span, dom.Img, dom.Td, dom.Tr,
		dom.Table:
		return
	}
	what, always := partOf(tag)
	if role, ok := p.tree.Attr(id, "role"); ok {
		role = strings.ToLower(strings.TrimSpace(role))
		if landmark, ok := landmarks[role]; ok {
			what, always = landmark, always || landmark == navigation || landmark == searching
		}
		switch role {
		case "main":
			p.main = p.better(id)
		case "doc-footnote", "doc-endnotes", "doc-endnote", "note":
			p.notes = append(p.notes, id)
			return
		}
	}
	for _, attribute := range []string{"id", "class"} {
		if value, ok := p.tree.Attr(id, attribute); ok {
			what, always = p.names(id, value, what, always)
		}
	}
	if what != "" {
		p.candidates = append(p.candidates, candidate{id, what, always})
	}
}

// names takes the names of an element's classes, or its id.
func (p *plan) names(id dom.ID, value, what string, always bool) (string, bool) {
	const longest = 500
	for name := range strings.FieldsSeq(value[:min(len(value), longest)]) {
		if len(name) > 40 {
			continue
		}
		name = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		if _, note := classRoles[name]; note {
			p.notes = append(p.notes, id)
		}
		if of, ok := partNames()[name]; ok && (what == "" || of.always && !always) {
			what, always = of.what, of.always
		}
	}
	return what, always
}

// better is the element that holds the main text when another one that claims it comes: the first.
func (p *plan) better(id dom.ID) dom.ID {
	if p.main != 0 {
		return p.main
	}
	return id
}

// measure counts the text in each element. What is in a shadow tree or in a template counts as
// well.
func (p *plan) measure() {
	nodes := p.tree.Nodes
	p.letters, p.linked = make([]int32, len(nodes)), make([]int32, len(nodes))
	for id := range nodes {
		n := &nodes[id]
		if n.Kind != dom.Characters || n.Parent == 0 {
			continue
		}
		switch nodes[n.Parent].Tag {
		case dom.Script, dom.Style, dom.Noscript, dom.Title, dom.Iframe:
			continue
		}
		size := n.Len
		if text := p.tree.Text(dom.ID(id)); !hasText(text) {
			continue
		}
		p.letters[n.Parent] += size
		if nodes[n.Parent].Tag == dom.A {
			p.linked[n.Parent] += size
		}
	}
	add := func(id dom.ID) {
		n := &nodes[id]
		if n.Kind != dom.Element {
			return
		}
		if n.Tag == dom.A {
			p.linked[id] = p.letters[id]
		}
		p.letters[n.Parent] += p.letters[id]
		p.linked[n.Parent] += p.linked[id]
	}
	if p.tree.Ordered {
		for id := len(nodes) - 1; id > 0; id-- {
			add(dom.ID(id))
		}
		return
	}
	for _, id := range p.order() {
		add(id)
	}
}

// order are the elements, each before the one that it is in.
func (p *plan) order() []dom.ID {
	var order []dom.ID
	for id := range p.tree.Within(0) {
		if p.tree.Nodes[id].Kind == dom.Element {
			order = append(order, id)
		}
	}
	for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// findMain takes the largest article for the main text where nothing else claims it, when it holds
// a good part of the page.
func (p *plan) findMain() {
	if p.main != 0 && p.letters[p.main] > 0 {
		return
	}
	p.main = 0
	for _, id := range p.articles {
		if p.letters[id] > p.letters[p.main] || p.main == 0 {
			p.main = id
		}
	}
	if p.main != 0 && p.letters[p.main] < p.letters[0]/5 {
		p.main = 0
	}
}

// in reports whether an element is in another, or is it.
func (p *plan) in(id, outer dom.ID) bool {
	for ; id != 0; id = p.tree.Nodes[id].Parent {
		if id == outer {
			return true
		}
	}
	return false
}

// within reports whether an element is in one that was found to be furniture.
func (p *plan) within(id dom.ID, found map[dom.ID]string) bool {
	for ; id != 0 && len(found) > 0; id = p.tree.Nodes[id].Parent {
		if found[id] != "" {
			return true
		}
	}
	return false
}

// any reports whether one of some elements is in another.
func (p *plan) any(list []dom.ID, outer dom.ID) bool {
	const most = 1000
	for i, id := range list {
		if i < most && p.in(id, outer) {
			return true
		}
	}
	return false
}

const (
	// shortPart is how many bytes a part has that does not hold a text of its own, some 80 words.
	shortPart = 500
	// wordyForm is how many bytes a form has for each of its fields, at most. One with more is a
	// text with some fields in it.
	wordyForm = 150
)

// holds reports whether a candidate is page furniture where it is.
func (p *plan) holds(c candidate) bool {
	if p.isContent(c) {
		return false
	}
	size, all := p.letters[c.id], p.letters[0]
	links := p.linked[c.id] >= size/2
	switch c.what {
	case navigation, searching:
		return p.main != 0 || links || size < shortPart || size < all/2
	case fields:
		return p.form(c.id)
	case pageHeader:
		return p.isPageHeader(c.id, size)
	case pageFooter:
		return p.main != 0 || links || size < shortPart || size < all/4
	}
	if p.any(p.titles, c.id) && p.main == 0 && size > all/4 {
		return false
	}
	return p.main != 0 || links || size < all/3
}

// isContent reports whether a candidate is empty, within the main part, a note, or around what the
// reader came for.
func (p *plan) isContent(c candidate) bool {
	switch {
	case p.letters[c.id] == 0, p.main != 0 && p.in(p.main, c.id), p.any(p.notes, c.id), p.note(c.id):
		return true
	case p.main != 0 && p.in(c.id, p.main) && !c.always && !(c.what == fields && p.form(c.id)):
		return true
	}
	return p.main == 0 && !c.always && p.sectioned(c.id)
}

// isPageHeader reports whether a header of so many letters is the page's, and does not hold the
// title of the text.
func (p *plan) isPageHeader(id dom.ID, size int32) bool {
	if p.any(p.titles, id) && (p.main == 0 || !p.any(p.titles, p.main)) {
		return false
	}
	return p.main != 0 || size < shortPart
}

func (p *plan) note(id dom.ID) bool {
	for _, n := range p.notes {
		if n == id {
			return true
		}
	}
	return false
}

// sectioned reports whether an element belongs to a part of the page rather than to the page
// itself.
func (p *plan) sectioned(id dom.ID) bool {
	for id = p.tree.Nodes[id].Parent; id != 0; id = p.tree.Nodes[id].Parent {
		switch p.tree.Nodes[id].Tag {
		case dom.Article, dom.Section, dom.Blockquote, dom.Td, dom.Fieldset, dom.Details:
			return true
		}
	}
	return false
}

// form reports whether a form is no more than fields with their labels, and a small part of the
// page. Some servers put all of a page into one, and some documents are forms.
func (p *plan) form(id dom.ID) bool {
	size := p.letters[id]
	fields := int32(0)
	for _, c := range p.controls {
		if p.in(c, id) {
			fields++
		}
	}
	return fields > 0 && size < fields*wordyForm && size < p.letters[0]/4 && !p.any(p.titles, id) ||
		size < p.letters[0]/20 && fields > 0
}

package html

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/css"
	"refrain/analyzer/reader/dom"
)

// roleOf are the roles of elements by their names. Those without one take the role of what they are
// in.
var roleOf = [dom.Known]document.Role{
	dom.Title: document.Title, dom.H1: document.Heading, dom.H2: document.Heading, dom.H3: document.Heading,
	dom.H4: document.Heading,
	dom.H5: document.Heading, dom.H6: document.Heading, dom.Blockquote: document.BlockQuote, dom.Li: document.ListItem,
	dom.Td: document.Cell, dom.Th: document.Cell, dom.Caption: document.Caption, dom.Figcaption: document.Caption,
	dom.Dt: document.Definition, dom.Dd: document.Definition,
}

// classRoles are the values of role, epub:type and class that make an element a note or a
// quotation: those of the standards, of Word and LibreOffice, and of the Official Journal of the
// European Union. Each holds the letters "ot", for which [page.named] looks first.
var classRoles = map[string]document.Role{
	"doc-footnote": document.Note, "doc-endnote": document.Note, "doc-endnotes": document.Note,
	"footnote":  document.Note,
	"footnotes": document.Note, "endnote": document.Note, "endnotes": document.Note, "rearnote": document.Note,
	"rearnotes": document.Note, "note": document.Note, "oj-note": document.Note, "msofootnotetext": document.Note,
	"msoendnotetext": document.Note, "sdfootnote": document.Note, "sdfootnote-western": document.Note,
	"sdendnote":         document.Note,
	"sdendnote-western": document.Note, "msoquote": document.BlockQuote, "msointensequote": document.BlockQuote,
	"quotations": document.BlockQuote, "quotations-western": document.BlockQuote, "blockquote": document.BlockQuote,
	"oj-quotation": document.BlockQuote,
}

// noteNames are what the addresses of notes within a page begin with: #fn1, #_ftn1,
// #sdfootnote1sym, #cite_note-1, #ntr1-L_2024.
var noteNames = []string{
	"fn", "_ftn", "ftn", "_edn", "edn", "sdfootnote", "sdendnote", "cite_note", "cite_ref", "ntr", "ntc", "note",
	"footnote", "endnote", "_note",
}

// linksNote reports whether an address leads to a note in the page, or back from one.
func linksNote(address string) bool {
	_, name, ok := strings.Cut(address, "#")
	if !ok {
		return false
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(noteNames, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// enter is an element with what it has from the one around it.
// It is good until the next element is entered in the same one.
func (h *Page) enter(outer *element, id dom.ID) *element {
	n := &h.Tree.Nodes[id]
	for len(h.pool) <= outer.depth {
		h.pool = append(h.pool, new(element))
	}
	e := h.pool[outer.depth]
	*e = element{
		outer: outer, id: id, tag: n.Tag, scope: outer.scope, depth: outer.depth + 1, role: outer.role, level: outer.level,
		lists: outer.lists, lang: outer.lang, noted: outer.noted, link: outer.link, raised: outer.raised, view: outer.view,
	}
	if n.Space != dom.HTML {
		e.tag = dom.None // An element of a drawing or formula that shares its name with one of HTML.
	}
	e.style = h.styles.Style(id, e.scope, outer.style)
	role := h.named(e)
	if n.Space == dom.HTML && role == document.Body && n.Tag < dom.Known {
		role = roleOf[n.Tag]
	}
	if of, ok := h.Roles[id]; ok {
		role = of
	}
	e.take(role)
	if e.tag == dom.Li {
		h.number = h.numberOf(e)
	}
	if reason := h.furniture[id]; reason != "" && e.view.furniture == "" {
		e.view.furniture = reason
	}
	e.plain = outer.plain && !e.style.Touched && n.Space == dom.HTML && shownPlainly(n.Tag) && !h.Tree.Styled(id)
	if !e.plain {
		e.view.look(h, e)
		e.decide()
	} else if e.view.furniture != "" {
		e.decide()
	}
	if (n.Tag == dom.Html || n.Tag == dom.Body) && h.lang == "" {
		h.lang = e.lang
	}
	return e
}

// shownPlainly reports whether elements of a tag are seen where no style says otherwise.
func shownPlainly(tag dom.Tag) bool {
	if css.DisplayOf(tag) == css.Absent || css.DisplayOf(tag) == css.InlineBox {
		return false
	}
	switch tag {
	case dom.S, dom.Strike, dom.Del, dom.Font, dom.Dialog, dom.Object, dom.Video, dom.Audio, dom.Canvas:
		return false
	}
	return true
}

// take gives the element a role, unless it is in something whose role holds for all that is in it.
func (e *element) take(role document.Role) {
	switch e.tag {
	case dom.Ul, dom.Ol, dom.Menu:
		e.lists++
	case dom.Sup:
		e.raised = true
	case dom.A:
		e.link = true
	}
	if role == document.Body || e.role == document.BlockQuote || e.role == document.Note && role != document.BlockQuote {
		return
	}
	e.role, e.level = role, 0
	switch role {
	case document.Heading:
		if e.level = e.rank; e.tag >= dom.H1 && e.tag <= dom.H6 {
			e.level = int(e.tag-dom.H1) + 1
		}
	case document.ListItem:
		e.level = max(e.lists, 1)
	}
}

// rank is the level of an element that is a heading by its role.
func (h *Page) rank(id dom.ID) int {
	const usual = 2 // where the page does not say
	if level, _ := h.Tree.Attr(id, "aria-level"); len(level) == 1 && level[0] >= '1' && level[0] <= '6' {
		return int(level[0] - '0')
	}
	return usual
}

// named takes the attributes of an element that say what it is for. It returns the role that they
// give it.
func (h *Page) named(e *element) document.Role {
	role := document.Body
	for name, a := range h.Tree.Attrs(e.id) {
		switch name {
		case "lang", "xml:lang":
			e.lang = h.Tree.Value(a)
		case "href":
			e.noted = e.noted || linksNote(h.Tree.Value(a))
		case "role", "epub:type", "class":
			value := h.Tree.Value(a)
			if name == "role" && strings.EqualFold(strings.TrimSpace(value), "heading") {
				role, e.rank = document.Heading, h.rank(e.id)
				continue
			}
			if !strings.Contains(value, "ot") && !strings.Contains(value, "OT") && !strings.Contains(value, "Ot") {
				continue
			}
			for word := range strings.FieldsSeq(strings.ToLower(value)) {
				e.noted = e.noted || name != "class" && (word == "doc-noteref" || word == "noteref")
				if of, ok := classRoles[word]; ok && e.tag != dom.A && e.tag != dom.Sup && e.tag != dom.Span {
					role = of
				}
			}
		}
	}
	return role
}

// unread deals with the elements that hold no text: of a head only the title is read. It reports
// whether the element is one of them.
func (h *Page) unread(outer *element, id dom.ID, tag dom.Tag) bool {
	switch tag {
	case dom.Script, dom.Style:
		h.shell.scripts = h.shell.scripts || tag == dom.Script
		for text := range h.texts(id) {
			if h.Tree.Nodes[id].Unended && strings.ContainsFunc(text, canonical.IsWordRune) || tag == dom.Style &&
				endTag.MatchString(text) {
				h.lost("<" + h.Tree.Name(id) + ">")
			}
		}
	case dom.Head:
		for c := range h.Tree.Children(id) {
			if h.Tree.Nodes[c].Kind == dom.Element {
				if n := &h.Tree.Nodes[c]; n.Tag == dom.Title || n.Tag == dom.Noscript || n.Tag == dom.Script ||
					n.Tag == dom.Style {
					h.element(outer, c)
				}
			}
		}
	case dom.Title:
		h.title(outer, id)
	case dom.Base, dom.Basefont, dom.Bgsound, dom.Link, dom.Meta, dom.Param, dom.Source, dom.Track, dom.Area, dom.Col,
		dom.Colgroup, dom.Wbr:
	case dom.Template:
		return h.Tree.Shadows[h.Tree.Nodes[id].Parent] == id
	default:
		return false
	}
	return true
}

// title reads the title of the page.
func (h *Page) title(outer *element, id dom.ID) {
	e := element{outer: outer, id: id, tag: dom.Title, style: outer.style, lang: outer.lang, role: document.Title}
	if h.inner > 0 || h.Titled {
		return
	}
	h.Titled = true
	h.startBlock(&e)
	for c := range h.Tree.Children(id) {
		h.words(&e, c)
	}
	h.finishBlock(&e)
}

// alone deals with the elements that are no more than a start tag, and with those whose content is
// not read as it is. It reports whether the element is one of them.
func (h *Page) alone(e *element) bool {
	switch e.tag {
	case dom.Br:
		if e.style.Display != css.Absent {
			h.lineBreak(e.outer)
		}
	case dom.Hr:
		if e.style.Display != css.Absent {
			h.startBlock(e.outer)
		}
	case dom.Img:
		h.picture(e)
	case dom.Input:
		h.input(e)
	case dom.Frame, dom.Embed:
		h.frameOf(e)
	case dom.Iframe:
		h.frameOf(e)
		h.rawMarkup(e)
	case dom.Noscript, dom.Noembed, dom.Noframes:
		h.rawMarkup(e)
	case dom.Object:
		h.frameOf(e)
		return false
	case dom.Textarea:
		h.tooltip(e)
		h.placeholder(e)
		return false
	case dom.Code, dom.Kbd, dom.Samp:
		return h.code(e)
	default:
		if h.labelled(e) {
			return true
		}
		h.tooltip(e)
		return false
	}
	h.tooltip(e)
	return true
}

// codes reports whether an element is one whose content is no prose.
func codes(tag dom.Tag) bool { return tag == dom.Code || tag == dom.Kbd || tag == dom.Samp }

// code leaves out what is no prose in an element for code, and counts it. It reports whether it
// did.
func (h *Page) code(e *element) bool {
	if e.exclusion != document.Included || codes(e.outer.tag) {
		return false
	}
	all := ""
	if only := h.Tree.Nodes[e.id].First; only != 0 && h.Tree.Nodes[only].Kind == dom.Characters &&
		h.Tree.Nodes[only].Next == 0 {
		all = h.Tree.Text(only)
	} else {
		var b strings.Builder
		for text := range h.texts(e.id) {
			b.WriteString(text)
		}
		all = b.String()
	}
	if IsProse(all) {
		return false
	}
	h.Builder.Omit("code", all)
	h.Builder.Space()
	return true
}

// IsProse reports whether text in an element for code is a sentence rather than code: words of
// letters, perhaps with numbers, and next to nothing else.
func IsProse(text string) bool {
	const (
		fewest = 4      // words; fewer are names and commands
		far    = 10_000 // bytes that are looked at
	)
	text = text[:min(len(text), far)]
	words, numbers, others := 0, 0, 0
	for i := 0; i < len(text); {
		if canonical.IsBlank(text[i]) {
			i++
			continue
		}
		from := i
		for i < len(text) && !canonical.IsBlank(text[i]) {
			i++
		}
		switch token := strings.Trim(text[from:i], ".,;:!?'\"()-"); {
		case strings.Trim(token, "0123456789.,%") == "":
			numbers++
		case isWord(token):
			words++
		default:
			others++
		}
	}
	return words >= fewest && words >= 8*others && words >= numbers
}

// isWord reports whether a word is made of letters.
func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] < 0x80 && s[i] != '\'' && s[i] != '-' {
			return false
		}
	}
	return true
}

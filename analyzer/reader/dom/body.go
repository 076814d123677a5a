package dom

import (
	"strings"

	"golang.org/x/net/html"
)

// imply opens an element that the source leaves out.
func (b *Builder) imply(tag Tag) ID { return b.push(b.element(tag)) }

// beforeBody holds the rules for what comes before the body. It reports whether the token is used
// up.
func (b *Builder) beforeBody(m mode) bool {
	t := &b.tok
	start, end := t.kind == html.StartTagToken, t.kind == html.EndTagToken
	switch m {
	case initial:
		b.mode = beforeHTML
		return false
	case beforeHTML:
		switch {
		case end && !headEnds(t.tag):
			return true
		case start && t.tag == Html:
			b.open(HTML)
			b.mode = beforeHead
			return true
		}
		b.imply(Html)
		b.mode = beforeHead
		return false
	case beforeHead:
		switch {
		case end && !headEnds(t.tag):
			return true
		case start && t.tag == Html:
			return b.inBody()
		case start && t.tag == Head:
			b.open(HTML)
			b.head, b.mode = b.top(), inHead
			return true
		}
		b.head = b.imply(Head)
		b.mode = inHead
		return false
	case inHead:
		return b.inHead()
	}
	return b.afterHead()
}

// headEnds are the end tags that count before the body.
func headEnds(tag Tag) bool { return tag == Head || tag == Body || tag == Html || tag == Br }

func (b *Builder) inHead() bool {
	t := &b.tok
	switch t.kind {
	case html.StartTagToken:
		switch t.tag {
		case Html:
			return b.inBody()
		case Head:
			return true
		case Base, Basefont, Bgsound, Link, Meta:
			b.void()
			return true
		case Script, Title, Noscript, Noframes, Style:
			b.raw()
			return true
		case Template:
			b.template()
			return true
		}
	case html.EndTagToken:
		switch t.tag {
		case Template:
			b.endTemplate()
			return true
		case Head:
			b.pop()
			b.mode = afterHead
			return true
		case Body, Html, Br:
		default:
			return true
		}
	}
	b.pop()
	b.mode = afterHead
	return false
}

// ofHead reports whether a start tag is read by the rules of the head wherever it is.
func ofHead(tag Tag) bool {
	switch tag {
	case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
		return true
	}
	return false
}

func (b *Builder) afterHead() bool {
	t := &b.tok
	switch t.kind {
	case html.StartTagToken:
		switch {
		case t.tag == Html:
			return b.inBody()
		case t.tag == Body:
			b.open(HTML)
			b.body, b.mode, b.frames = b.top(), inBody, false
			return true
		case t.tag == Frameset:
			b.open(HTML)
			b.mode = inFrameset
			return true
		case ofHead(t.tag):
			b.stack = append(b.stack, b.head)
			b.mark(b.head, true)
			b.inHead()
			b.remove(b.head)
			return true
		case t.tag == Head:
			return true
		}
	case html.EndTagToken:
		if t.tag == Template {
			b.endTemplate()
			return true
		}
		if t.tag != Body && t.tag != Html && t.tag != Br {
			return true
		}
	}
	b.body = b.imply(Body)
	b.mode = inBody
	return t.kind == html.ErrorToken
}

// raw opens an element whose content the tokenizer takes as text up to the end tag.
func (b *Builder) raw() {
	b.push(b.tokenElement(HTML))
	b.original, b.mode = b.mode, inText
}

func (b *Builder) inText() bool {
	if b.tok.kind == html.EndTagToken {
		b.pop()
	} else {
		b.unended()
	}
	b.mode = b.original
	return b.tok.kind == html.EndTagToken
}

// inBody holds the rules for the body, which those of tables and templates fall back to.
func (b *Builder) inBody() bool {
	switch b.tok.kind {
	case html.TextToken:
		b.bodyText()
	case html.StartTagToken:
		return b.startInBody()
	case html.EndTagToken:
		return b.endInBody()
	}
	return true
}

func (b *Builder) bodyText() {
	at, n := b.tok.at, b.tok.n
	if b.is(b.top(), Pre, Listing) && b.node(b.top()).First == 0 {
		var rest string
		if rest, at = afterBreak(b.tree.Source[at:at+n], at); rest == "" {
			return
		}
		n = int32(len(rest))
	}
	b.reconstruct()
	b.insert(b.newText(at, n))
	b.frames = b.frames && b.blank()
}

// startInBody deals with a start tag in the body. It reports whether the tag is used up.
func (b *Builder) startInBody() bool {
	t := &b.tok
	switch t.tag {
	case Address, Article, Aside, Blockquote, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption, Figure,
		Footer, Header,
		Hgroup, Main, Menu, Nav, Ol, P, Search, Section, Summary, Ul:
		b.closeP()
		b.open(HTML)
	case A, B, Big, Code, Em, Font, I, S, Small, Strike, Strong, Tt, U, Nobr:
		b.startFormatting()
	case Li, Dd, Dt:
		b.startItem()
	case H1, H2, H3, H4, H5, H6:
		b.closeP()
		if b.is(b.top(), H1, H2, H3, H4, H5, H6) {
			b.unended()
		}
		b.open(HTML)
	case Html, Body:
		b.merge()
	case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
		return b.inHead()
	case Noscript, Iframe, Noembed, Textarea, Xmp, Plaintext:
		b.startRaw()
	case Area, Br, Embed, Img, Keygen, Wbr, Input, Param, Source, Track, Hr:
		b.startVoid()
	case Select, Option, Optgroup:
		b.startChoice()
	case Frameset:
		if b.frames && b.body != 0 && !b.options.Fragment {
			b.detach(b.body)
			for len(b.stack) > 1 {
				b.pop()
			}
			b.open(HTML)
			b.mode = inFrameset
		}
	case Caption, Col, Colgroup, Frame, Head, Tbody, Td, Tfoot, Th, Thead, Tr: // Only in tables and frames.
		return true
	default:
		b.startOther()
	}
	return true
}

// startForm opens a form, unless one is open.
func (b *Builder) startForm() {
	template := b.holds(Template)
	if b.form != 0 && !template {
		return
	}
	b.closeP()
	if b.open(HTML) && !template {
		b.form = b.top()
	}
}

// startRuby opens a part of ruby text, which ends the part before it.
func (b *Builder) startRuby() {
	if b.within(defaultScope, Ruby) >= 0 {
		but := None
		if b.tok.tag == Rp || b.tok.tag == Rt {
			but = Rtc
		}
		b.implied(but)
	}
	b.open(HTML)
}

// startOther deals with the start tags that have rules of their own and are rare, and with those
// that have none.
func (b *Builder) startOther() {
	t := &b.tok
	switch t.tag {
	case Pre, Listing:
		b.frames = false
		b.closeP()
		b.open(HTML)
	case Form:
		b.startForm()
	case Button:
		b.frames = false
		if i := b.within(defaultScope, Button); i >= 0 {
			b.implied(None)
			b.popTo(i)
		}
		b.reconstruct()
		b.open(HTML)
	case Applet, Marquee, Object:
		b.frames = false
		b.reconstruct()
		if b.open(HTML) {
			b.formatting = append(b.formatting, 0)
		}
	case Table:
		b.frames = false
		if !b.quirks {
			b.closeP()
		}
		if b.open(HTML) {
			b.mode = inTable
		}
	case Rb, Rtc, Rp, Rt:
		b.startRuby()
	case Math, Svg:
		b.reconstruct()
		space := SVG
		if t.tag == Math {
			space = MathML
		}
		if b.open(space) && t.closed {
			b.pop()
		}
	default:
		b.reconstruct()
		b.open(HTML)
	}
}

func (b *Builder) startFormatting() {
	t := &b.tok
	switch t.tag {
	case A:
		if id := b.active(A); id != 0 {
			b.endFormatting(A)
			b.forget(id)
			b.remove(id)
		}
		b.reconstruct()
	case Nobr:
		b.reconstruct()
		if b.within(defaultScope, Nobr) >= 0 {
			b.endFormatting(Nobr)
			b.reconstruct()
		}
	default:
		b.reconstruct()
	}
	b.format()
}

// startItem deals with the start tag of an item, which ends the one before it.
func (b *Builder) startItem() {
	tag := b.tok.tag
	b.frames = false
	for i := len(b.stack) - 1; i >= 0; i-- {
		id := b.stack[i]
		if tag == Li && b.is(id, Li) || tag != Li && b.is(id, Dd, Dt) {
			b.implied(b.node(id).Tag)
			b.popTo(min(i, len(b.stack)-1))
			break
		}
		if b.special(id) && !b.is(id, Address, Div, P) {
			break
		}
	}
	b.closeP()
	b.open(HTML)
}

// startRaw deals with the elements in the body whose content is no markup.
func (b *Builder) startRaw() {
	switch b.tok.tag {
	case Xmp:
		b.closeP()
		b.reconstruct()
	case Plaintext:
		b.closeP()
	}
	b.frames = false
	b.raw()
}

func (b *Builder) startVoid() {
	switch b.tok.tag {
	case Hr:
		b.closeP()
		if b.within(defaultScope, Select) >= 0 {
			b.implied(None)
		}
	case Param, Source, Track:
	case Input:
		if i := b.within(defaultScope, Select); i >= 0 {
			b.popTo(i)
		}
		b.reconstruct()
	default:
		b.reconstruct()
	}
	kind, _ := b.tokenAttr("type")
	b.frames = b.frames && (b.tok.tag == Input && kind == "hidden" || b.tok.tag == Param || b.tok.tag == Source ||
		b.tok.tag == Track)
	b.void()
}

// startChoice deals with the elements of a list to choose from.
func (b *Builder) startChoice() {
	in := b.within(defaultScope, Select)
	switch {
	case b.tok.tag == Select:
		if in >= 0 {
			b.popTo(in)
			return
		}
	case in >= 0:
		but := None
		if b.tok.tag == Option {
			but = Optgroup
		}
		b.implied(but)
	case b.is(b.top(), Option):
		b.pop()
	}
	b.reconstruct()
	b.open(HTML)
	b.frames = false
}

// merge gives the attributes of a second tag of the page or its body to the first, where that has
// none of the name.
func (b *Builder) merge() {
	id := b.body
	if b.tok.tag == Html && len(b.stack) > 0 {
		id = b.stack[0]
	}
	if id == 0 || b.holds(Template) || b.options.Fragment {
		return
	}
	b.frames = b.frames && b.tok.tag == Html
	t := b.tree
	added := t.attrs[len(t.attrs)-b.tok.attrs:]
	n := b.node(id)
	if len(added) == 0 || int(n.nattrs)+len(added) > mostAttrs {
		return
	}
	merged := append([]Attr(nil), t.attrs[n.attrs:n.attrs+int32(n.nattrs)]...)
	for _, a := range added {
		if _, ok := t.Find(id, strings.ToLower(t.Source[a.nameAt:a.nameAt+a.nameLen])); !ok {
			merged = append(merged, a)
		}
	}
	n.attrs, n.nattrs, n.has = int32(len(t.attrs)), uint8(len(merged)), t.often(merged)
	t.attrs = append(t.attrs, merged...)
	b.tok.attrs = 0 // They stay.
	b.kept = true
}

// endInBody deals with an end tag in the body. It reports whether the tag is used up.
func (b *Builder) endInBody() bool {
	tag := b.tok.tag
	switch tag {
	case Body, Html:
		if b.within(defaultScope, Body) >= 0 && !b.options.Fragment {
			b.mode = afterBody
			return tag == Body
		}
	case Address, Article, Aside, Blockquote, Button, Center, Details, Dialog, Dir, Div, Dl, Fieldset, Figcaption,
		Figure, Footer,
		Header, Hgroup, Listing, Main, Menu, Nav, Ol, Pre, Search, Section, Select, Summary, Ul:
		if b.within(defaultScope, tag) >= 0 {
			b.implied(None)
			b.popTo(b.within(defaultScope, tag))
		}
	case A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U:
		b.endFormatting(tag)
	case P:
		i := b.within(buttonScope, P)
		if i < 0 {
			b.tok.attrs = 0
			b.imply(P)
			i = len(b.stack) - 1
		}
		b.popTo(i)
	case Li:
		if b.within(listScope, Li) >= 0 {
			b.implied(Li)
			b.popTo(b.within(listScope, Li))
		}
	case Dd, Dt:
		if b.within(defaultScope, tag) >= 0 {
			b.implied(tag)
			b.popTo(b.within(defaultScope, tag))
		}
	case H1, H2, H3, H4, H5, H6:
		if i := b.within(defaultScope, H1, H2, H3, H4, H5, H6); i >= 0 {
			b.popTo(i)
		}
	case Form:
		b.endForm()
	case Applet, Marquee, Object:
		if i := b.within(defaultScope, tag); i >= 0 {
			b.popTo(i)
			b.clearFormatting()
		}
	case Br:
		b.tok.kind, b.tok.attrs = html.StartTagToken, 0
		return false
	case Template:
		b.endTemplate()
	default:
		b.endOther(tag)
	}
	return true
}

func (b *Builder) endForm() {
	if b.holds(Template) {
		if i := b.within(defaultScope, Form); i >= 0 {
			b.popTo(i)
		}
		return
	}
	form := b.form
	b.form = 0
	if form == 0 {
		return
	}
	if i := b.within(defaultScope, Form); i >= 0 && b.stack[i] == form {
		b.implied(None)
		b.remove(form)
	}
}

package dom

import "golang.org/x/net/html"

// clearTo closes elements up to one with the tags, or to a template or the root.
func (b *Builder) clearTo(tags ...Tag) {
	for !b.is(b.top(), tags...) && !b.is(b.top(), Html, Template) {
		b.pop()
	}
}

func (b *Builder) inTable() bool {
	t := &b.tok
	switch t.kind {
	case html.TextToken:
		if b.is(b.top(), Table, Tbody, Template, Tfoot, Thead, Tr) && b.blank() {
			b.append(b.top(), b.newText(t.at, t.n))
			return true
		}
	case html.StartTagToken:
		if used, done := b.startInTable(); done {
			return used
		}
	case html.EndTagToken:
		switch t.tag {
		case Table:
			if i := b.within(tableScope, Table); i >= 0 {
				b.popTo(i)
				b.reset()
			}
			return true
		case Body, Caption, Col, Colgroup, Html, Tbody, Td, Tfoot, Th, Thead, Tr:
			return true
		case Template:
			b.endTemplate()
			return true
		}
	}
	b.foster = true
	used := b.inBody()
	b.foster = false
	return used
}

// startInTable deals with a start tag in a table. It reports whether the tag is used up, and
// whether there is a rule for it.
func (b *Builder) startInTable() (used, done bool) {
	t := &b.tok
	switch t.tag {
	case Caption:
		b.clearTo(Table)
		if b.open(HTML) {
			b.formatting = append(b.formatting, 0)
			b.mode = inCaption
		}
	case Colgroup:
		b.clearTo(Table)
		if b.open(HTML) {
			b.mode = inColgroup
		}
	case Col:
		b.clearTo(Table)
		b.impliedTag(Colgroup)
		b.mode = inColgroup
		return false, true
	case Tbody, Tfoot, Thead:
		b.clearTo(Table)
		if b.open(HTML) {
			b.mode = inTableBody
		}
	case Td, Th, Tr:
		b.clearTo(Table)
		b.impliedTag(Tbody)
		b.mode = inTableBody
		return false, true
	case Table:
		i := b.within(tableScope, Table)
		if i < 0 {
			return true, true
		}
		b.popTo(i)
		b.reset()
		return false, true
	case Style, Script, Template:
		return b.inHead(), true
	case Input:
		if kind, _ := b.tokenAttr("type"); kind == "hidden" {
			b.void()
			return true, true
		}
		return false, false
	case Form:
		if b.form == 0 && !b.holds(Template) {
			b.void()
			b.form = ID(len(b.tree.Nodes) - 1)
		}
	default:
		return false, false
	}
	return true, true
}

// impliedTag opens an element that the source leaves out before the tag at hand.
func (b *Builder) impliedTag(tag Tag) { b.push(b.element(tag)) }

// tokenAttr is an attribute of the tag at hand.
func (b *Builder) tokenAttr(name string) (string, bool) {
	t := b.tree
	for _, a := range t.attrs[len(t.attrs)-b.tok.attrs:] {
		if equalFold(t.Source[a.nameAt:a.nameAt+a.nameLen], name) {
			return lower(t.Value(a)), true
		}
	}
	return "", false
}

func (b *Builder) inCaption() bool {
	t := &b.tok
	ends := t.kind == html.EndTagToken && (t.tag == Caption || t.tag == Table)
	if t.kind == html.StartTagToken {
		switch t.tag {
		case Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr:
			ends = true
		}
	}
	if ends {
		i := b.within(tableScope, Caption)
		if i < 0 {
			return true
		}
		b.implied(None)
		b.popTo(i)
		b.clearFormatting()
		b.mode = inTable
		return t.kind == html.EndTagToken && t.tag == Caption
	}
	if t.kind == html.EndTagToken {
		switch t.tag {
		case Body, Col, Colgroup, Html, Tbody, Td, Tfoot, Th, Thead, Tr:
			return true
		}
	}
	return b.inBody()
}

func (b *Builder) inColgroup() bool {
	t := &b.tok
	switch {
	case t.kind == html.StartTagToken && t.tag == Html:
		return b.inBody()
	case t.kind == html.StartTagToken && t.tag == Col:
		b.void()
		return true
	case t.tag == Template && t.kind != html.TextToken:
		return b.inHead()
	case t.kind == html.EndTagToken && t.tag == Col:
		return true
	case !b.is(b.top(), Colgroup):
		return true
	}
	b.pop()
	b.mode = inTable
	return t.kind == html.EndTagToken && t.tag == Colgroup
}

// startsCell reports whether the token begins a cell.
func (b *Builder) startsCell() bool {
	return b.tok.kind == html.StartTagToken && (b.tok.tag == Td || b.tok.tag == Th)
}

// endsSection reports whether the token ends the head, a body or the foot of a table.
func (b *Builder) endsSection() bool {
	return b.tok.kind == html.EndTagToken && (b.tok.tag == Tbody || b.tok.tag == Tfoot || b.tok.tag == Thead)
}

// endsNoRow reports whether the token is an end tag that is ignored between rows and cells.
func (b *Builder) endsNoRow() bool {
	if b.tok.kind != html.EndTagToken {
		return false
	}
	switch b.tok.tag {
	case Body, Caption, Col, Colgroup, Html, Td, Th, Tr:
		return true
	}
	return false
}

func (b *Builder) inTableBody() bool {
	t := &b.tok
	switch {
	case t.kind == html.StartTagToken && t.tag == Tr:
		b.clearTo(Tbody, Tfoot, Thead)
		if b.open(HTML) {
			b.mode = inRow
		}
		return true
	case b.startsCell():
		b.clearTo(Tbody, Tfoot, Thead)
		b.impliedTag(Tr)
		b.mode = inRow
		return false
	case b.endsSection():
		if b.within(tableScope, t.tag) >= 0 {
			b.clearTo(Tbody, Tfoot, Thead)
			b.pop()
			b.mode = inTable
		}
		return true
	case b.endsRows():
		if b.within(tableScope, Tbody, Thead, Tfoot) < 0 {
			return true
		}
		b.clearTo(Tbody, Tfoot, Thead)
		b.pop()
		b.mode = inTable
		return false
	case b.endsNoRow():
		return true
	}
	return b.inTable()
}

// endsRows reports whether the token ends the rows of a table.
func (b *Builder) endsRows() bool {
	switch b.tok.kind {
	case html.StartTagToken:
		switch b.tok.tag {
		case Caption, Col, Colgroup, Tbody, Tfoot, Thead:
			return true
		}
	case html.EndTagToken:
		return b.tok.tag == Table
	}
	return false
}

func (b *Builder) inRow() bool {
	t := &b.tok
	switch {
	case b.startsCell():
		b.clearTo(Tr)
		if b.open(HTML) {
			b.mode = inCell
			b.formatting = append(b.formatting, 0)
		}
		return true
	case t.kind == html.EndTagToken && t.tag == Tr:
		if b.within(tableScope, Tr) >= 0 {
			b.endRow()
		}
		return true
	case b.endsRows() || t.kind == html.StartTagToken && t.tag == Tr:
		if b.within(tableScope, Tr) < 0 {
			return true
		}
		b.endRow()
		return false
	case b.endsSection():
		if b.within(tableScope, t.tag) < 0 || b.within(tableScope, Tr) < 0 {
			return true
		}
		b.endRow()
		return false
	case b.endsNoRow():
		return true
	}
	return b.inTable()
}

func (b *Builder) endRow() {
	b.clearTo(Tr)
	if b.is(b.top(), Tr) {
		b.pop()
	}
	b.mode = inTableBody
}

func (b *Builder) inCell() bool {
	t := &b.tok
	switch t.kind {
	case html.EndTagToken:
		switch t.tag {
		case Td, Th:
			if i := b.within(tableScope, t.tag); i >= 0 {
				b.implied(None)
				b.popTo(i)
				b.clearFormatting()
				b.mode = inRow
			}
			return true
		case Body, Caption, Col, Colgroup, Html:
			return true
		case Table, Tbody, Tfoot, Thead, Tr:
			if b.within(tableScope, t.tag) < 0 {
				return true
			}
			b.endCell()
			return false
		}
	case html.StartTagToken:
		switch t.tag {
		case Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr:
			b.endCell()
			return b.mode == inCell
		}
	}
	return b.inBody()
}

func (b *Builder) endCell() {
	b.implied(None)
	if i := b.within(tableScope, Td, Th); i >= 0 {
		b.popTo(i)
		b.clearFormatting()
		b.mode = inRow
	}
}

// template opens a template. One that declares a shadow tree is the content of its parent, and the
// children of that are shown only where the shadow tree has slots for them.
func (b *Builder) template() {
	if !b.open(HTML) {
		return
	}
	id := b.top()
	b.formatting = append(b.formatting, 0)
	b.frames = false
	b.templates = append(b.templates, inTemplate)
	b.mode = inTemplate
	shadow, _ := b.tree.Attr(id, "shadowrootmode")
	host := b.node(id).Parent
	if shadow = lower(shadow); shadow != "open" && shadow != "closed" || !b.hosts(host) {
		return
	}
	if b.tree.Shadows == nil {
		b.tree.Shadows = map[ID]ID{}
	}
	if b.tree.Shadows[host] == 0 {
		b.tree.Shadows[host] = id
	}
}

// hosts reports whether an element may have a shadow tree.
func (b *Builder) hosts(id ID) bool {
	n := b.node(id)
	if n.Space != HTML || n.Kind != Element {
		return false
	}
	switch n.Tag {
	case Article, Aside, Blockquote, Body, Div, Footer, H1, H2, H3, H4, H5, H6, Header, Main, Nav, P, Section, Span:
		return true
	}
	return n.Tag >= Known && custom(b.tree.Name(id))
}

func (b *Builder) endTemplate() {
	if !b.holds(Template) {
		return
	}
	for !b.is(b.top(), Template) {
		b.pop()
	}
	b.pop()
	b.clearFormatting()
	if n := len(b.templates); n > 0 {
		b.templates = b.templates[:n-1]
	}
	b.reset()
}

func (b *Builder) inTemplate() bool {
	t := &b.tok
	next := inBody
	switch t.kind {
	case html.TextToken:
		return b.inBody()
	case html.EndTagToken:
		if t.tag == Template {
			b.endTemplate()
		}
		return true
	case html.StartTagToken:
		switch t.tag {
		case Base, Basefont, Bgsound, Link, Meta, Noframes, Script, Style, Template, Title:
			return b.inHead()
		case Caption, Colgroup, Tbody, Tfoot, Thead:
			next = inTable
		case Col:
			next = inColgroup
		case Tr:
			next = inTableBody
		case Td, Th:
			next = inRow
		}
	}
	if n := len(b.templates); n > 0 {
		b.templates[n-1] = next
	}
	b.mode = next
	return false
}

// reset finds the mode that the open elements ask for.
func (b *Builder) reset() {
	for i := len(b.stack) - 1; i >= 0; i-- {
		id := b.stack[i]
		if b.node(id).Space != HTML {
			continue
		}
		switch b.node(id).Tag {
		case Td, Th:
			b.mode = inCell
		case Tr:
			b.mode = inRow
		case Tbody, Thead, Tfoot:
			b.mode = inTableBody
		case Caption:
			b.mode = inCaption
		case Colgroup:
			b.mode = inColgroup
		case Table:
			b.mode = inTable
		case Template:
			b.mode = b.templates[len(b.templates)-1]
		case Head:
			b.mode = inHead
		case Body:
			b.mode = inBody
		case Frameset:
			b.mode = inFrameset
		case Html:
			b.mode = inBody
			if b.body == 0 {
				b.mode = afterHead
				if b.head == 0 {
					b.mode = beforeHead
				}
			}
		default:
			continue
		}
		return
	}
	b.mode = inBody
}

// inFrameset passes over everything but frames: text that stands between them is not shown.
func (b *Builder) inFrameset() bool {
	t := &b.tok
	switch {
	case t.kind == html.TextToken:
		b.tree.Dropped = append(b.tree.Dropped, Stretch{int(t.at), int(t.n)})
	case t.kind == html.StartTagToken && t.tag == Frameset:
		b.open(HTML)
	case t.kind == html.StartTagToken && t.tag == Frame:
		b.void()
	case t.kind == html.StartTagToken && t.tag == Noframes:
		b.raw()
	case t.kind == html.EndTagToken && t.tag == Frameset && b.is(b.top(), Frameset):
		b.pop()
	}
	return true
}

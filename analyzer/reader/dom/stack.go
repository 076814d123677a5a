package dom

import "slices"

func (b *Builder) node(id ID) *Node { return &b.tree.Nodes[id] }

// top is the current node: the innermost open element, or 0.
func (b *Builder) top() ID {
	if n := len(b.stack); n > 0 {
		return b.stack[n-1]
	}
	return 0
}

// is reports whether a node is an HTML element with one of the tags.
func (b *Builder) is(id ID, tags ...Tag) bool {
	n := b.node(id)
	return n.Space == HTML && slices.Contains(tags, n.Tag)
}

// newText makes a text node, which stands nowhere yet.
func (b *Builder) newText(at, n int32) ID {
	b.tree.Nodes = append(b.tree.Nodes, Node{Kind: Characters, Escaped: b.escaped, At: at, Len: n})
	return ID(len(b.tree.Nodes) - 1)
}

// element makes an element without a tag in the source, such as a body that is only implied.
func (b *Builder) element(tag Tag) ID {
	b.tree.Nodes = append(b.tree.Nodes, Node{Kind: Element, Tag: tag, At: b.tok.at})
	return ID(len(b.tree.Nodes) - 1)
}

// tokenElement makes the element of the tag at hand.
func (b *Builder) tokenElement(space Space) ID {
	t := &b.tok
	if t.tag < Known {
		b.tree.seen[t.tag] = true
	}
	b.tree.Nodes = append(b.tree.Nodes, Node{
		Kind: Element, Space: space, Tag: t.tag, At: t.at, Len: t.n,
		attrs: int32(len(b.tree.attrs) - t.attrs), nattrs: uint8(t.attrs),
		has: b.tree.often(b.tree.attrs[len(b.tree.attrs)-t.attrs:]),
	})
	return ID(len(b.tree.Nodes) - 1)
}

// append makes a node the last child of another.
func (b *Builder) append(parent, child ID) { b.before(parent, child, 0) }

// before puts a node into another, before one of its children, or last for 0.
func (b *Builder) before(parent, child, next ID) {
	p, c := b.node(parent), b.node(child)
	c.Parent, c.Next = parent, next
	if next == 0 {
		c.Prev, p.Last = p.Last, child
	} else {
		n := b.node(next)
		c.Prev, n.Prev = n.Prev, child
	}
	if c.Prev == 0 {
		p.First = child
	} else {
		b.node(c.Prev).Next = child
	}
}

// detach takes a node out of its parent.
func (b *Builder) detach(id ID) {
	n := b.node(id)
	if n.Parent == 0 && n.Prev == 0 && n.Next == 0 && b.node(0).First != id {
		return
	}
	p := b.node(n.Parent)
	if n.Prev == 0 {
		p.First = n.Next
	} else {
		b.node(n.Prev).Next = n.Next
	}
	if n.Next == 0 {
		p.Last = n.Prev
	} else {
		b.node(n.Next).Prev = n.Prev
	}
	n.Parent, n.Prev, n.Next = 0, 0, 0
}

// place is where a node goes that is put into the current node, or into the target: see
// "appropriate place for inserting a node". What stands in a table without a cell goes before the
// table.
func (b *Builder) place(target ID) (parent, next ID) {
	if !b.foster || !b.is(target, Table, Tbody, Tfoot, Thead, Tr) {
		return target, 0
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch id := b.stack[i]; {
		case b.is(id, Template):
			return id, 0
		case b.is(id, Table):
			if parent := b.node(id).Parent; parent != 0 {
				return parent, id
			}
			return b.stack[i-1], 0
		}
	}
	return b.stack[0], 0
}

// insert puts a node where it belongs.
func (b *Builder) insert(id ID) {
	parent, next := b.place(b.top())
	b.before(parent, id, next)
}

// mark says whether an element is open.
func (b *Builder) mark(id ID, open bool) {
	n := b.node(id)
	if n.open == open {
		return
	}
	n.open = open
	if n.Space != HTML || n.Tag >= Known {
		return
	}
	if open {
		b.count[n.Tag]++
	} else {
		b.count[n.Tag]--
	}
}

// push opens elements, each in the one before it.
func (b *Builder) push(ids ...ID) ID {
	for _, id := range ids {
		b.insert(id)
		b.mark(id, true)
		b.stack = append(b.stack, id)
	}
	return b.top()
}

// open opens the element of the tag at hand. It reports false where elements are nested too deep:
// then the tag is passed over, and what is in it belongs to what is around it.
func (b *Builder) open(space Space) bool {
	if b.tooDeep() {
		return false
	}
	b.push(b.tokenElement(space))
	return true
}

func (b *Builder) tooDeep() bool {
	if len(b.stack) < b.options.Depth {
		return false
	}
	b.problem(TooDeep, int(b.tok.at))
	return true
}

// void puts in the element of the tag at hand, which has no content.
func (b *Builder) void() { b.insert(b.tokenElement(HTML)) }

// pop closes the current node.
func (b *Builder) pop() ID {
	id := b.top()
	b.mark(id, false)
	b.stack = b.stack[:len(b.stack)-1]
	return id
}

// unended closes the current node, whose end tag is missing.
func (b *Builder) unended() {
	b.node(b.top()).Unended = true
	b.pop()
}

// popTo closes the elements down to the one with the index i in the stack. All but that one have no
// end tags of their own.
func (b *Builder) popTo(i int) {
	for len(b.stack) > i+1 {
		b.unended()
	}
	b.pop()
}

// remove takes an element out of the stack, wherever it is.
func (b *Builder) remove(id ID) {
	if i := b.index(id); i >= 0 {
		b.stack = slices.Delete(b.stack, i, i+1)
		b.mark(id, false)
	}
}

// index is where an element is in the stack, or -1.
func (b *Builder) index(id ID) int {
	if !b.node(id).open {
		return -1
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		if b.stack[i] == id {
			return i
		}
	}
	return -1
}

// scope says where the search for an open element ends.
type scope uint8

const (
	defaultScope scope = iota
	listScope
	buttonScope
	tableScope
)

// ends reports whether a node ends the scope.
func (b *Builder) ends(s scope, id ID) bool {
	n := b.node(id)
	switch n.Space {
	case MathML:
		return s != tableScope && (mathText(n.Tag) || n.Tag == AnnotationXml)
	case SVG:
		return s != tableScope && (n.Tag == ForeignObject || n.Tag == Desc || n.Tag == Title)
	}
	switch n.Tag {
	case Html, Table, Template:
		return true
	case Applet, Caption, Td, Th, Marquee, Object, Select:
		return s != tableScope
	case Ol, Ul:
		return s == listScope
	case Button:
		return s == buttonScope
	}
	return false
}

// within returns the index in the stack of the innermost element with one of the tags in a scope,
// or -1.
func (b *Builder) within(s scope, tags ...Tag) int {
	if !slices.ContainsFunc(tags, func(t Tag) bool { return t >= Known || b.count[t] > 0 }) {
		return -1
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		if b.is(b.stack[i], tags...) {
			return i
		}
		if b.ends(s, b.stack[i]) {
			return -1
		}
	}
	return -1
}

// holds reports whether an element with the tag is open.
func (b *Builder) holds(tag Tag) bool { return b.count[tag] > 0 }

// closeP closes the open paragraph, if there is one.
func (b *Builder) closeP() {
	if i := b.within(buttonScope, P); i >= 0 {
		b.popTo(i)
	}
}

// implied closes elements whose end tags may be left out, but not those with the tag.
func (b *Builder) implied(but Tag) {
	for len(b.stack) > 0 {
		switch n := b.node(b.top()); {
		case n.Space != HTML || n.Tag == but:
			return
		default:
			switch n.Tag {
			case Dd, Dt, Li, Optgroup, Option, P, Rb, Rp, Rt, Rtc:
				b.pop()
			default:
				return
			}
		}
	}
}

// special reports whether an element is among those that the specification calls special.
func (b *Builder) special(id ID) bool {
	n := b.node(id)
	switch n.Space {
	case MathML:
		return mathText(n.Tag) || n.Tag == AnnotationXml
	case SVG:
		return n.Tag == ForeignObject || n.Tag == Desc || n.Tag == Title
	}
	return n.Tag < Known && specials[n.Tag]
}

var specials = func() (of [Known]bool) {
	for _, tag := range []Tag{
		Address, Applet, Area, Article, Aside, Base, Basefont, Bgsound, Blockquote, Body, Br, Button, Caption, Center, Col,
		Colgroup,
		Dd, Details, Dir, Div, Dl, Dt, Embed, Fieldset, Figcaption, Figure, Footer, Form, Frame, Frameset, H1, H2, H3, H4,
		H5, H6,
		Head, Header, Hgroup, Hr, Html, Iframe, Img, Input, Keygen, Li, Link, Listing, Main, Marquee, Menu, Meta, Nav,
		Noembed,
		Noframes, Noscript, Object, Ol, P, Param, Plaintext, Pre, Script, Search, Section, Select, Source, Style, Summary,
		Table,
		Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Title, Tr, Track, Ul, Wbr, Xmp,
	} {
		of[tag] = true
	}
	return of
}()

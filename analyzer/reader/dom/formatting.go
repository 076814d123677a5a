package dom

import (
	"slices"
	"strings"
)

// mostFormatting bounds the list of active formatting elements. Real pages have some ten.
const mostFormatting = 100

// format opens the formatting element of the tag at hand: one that goes on in the paragraphs after
// the one in which it was opened.
func (b *Builder) format() {
	if !b.open(HTML) {
		return
	}
	id := b.top()
	alike, first := 0, -1
	for i := len(b.formatting) - 1; i >= 0 && b.formatting[i] != 0; i-- {
		if b.alike(b.formatting[i], id) {
			alike, first = alike+1, i
		}
	}
	if alike >= 3 {
		b.formatting = slices.Delete(b.formatting, first, first+1)
	}
	if len(b.formatting) >= mostFormatting {
		b.formatting = slices.Delete(b.formatting, 0, 1)
	}
	b.formatting = append(b.formatting, id)
}

// alike reports whether two elements have the same name and attributes.
func (b *Builder) alike(x, y ID) bool {
	m, n := b.node(x), b.node(y)
	if m.Tag != n.Tag || m.nattrs != n.nattrs {
		return false
	}
	for name, a := range b.tree.Attrs(x) {
		c, ok := b.tree.Find(y, name)
		if !ok || b.tree.Value(a) != b.tree.Value(c) {
			return false
		}
	}
	return true
}

// mostClones bounds how many elements are opened again for each that the source opens, with some to
// begin with. No page that people write comes near.
const mostClones, firstClones = 8, 10_000

// reconstruct opens the formatting elements again that ended with the paragraph before.
func (b *Builder) reconstruct() {
	i := len(b.formatting)
	for i > 0 && b.formatting[i-1] != 0 && !b.node(b.formatting[i-1]).open {
		i--
	}
	for ; i < len(b.formatting); i++ {
		if b.tooDeep() {
			return
		}
		id := b.clone(b.formatting[i])
		if id == 0 {
			return
		}
		b.push(id)
		b.formatting[i] = id
	}
}

// clone makes an element like another, or returns 0 when there were too many.
func (b *Builder) clone(id ID) ID {
	if b.clones++; b.clones > firstClones+(len(b.tree.Nodes)-b.clones)*mostClones {
		b.problem(TooMany, int(b.tok.at))
		return 0
	}
	n := *b.node(id)
	b.tree.Nodes = append(b.tree.Nodes, Node{
		Kind: Element, Tag: n.Tag, Space: n.Space, At: n.At, Len: n.Len, attrs: n.attrs, nattrs: n.nattrs, has: n.has,
	})
	return ID(len(b.tree.Nodes) - 1)
}

// clearFormatting ends the formatting elements up to the last marker.
func (b *Builder) clearFormatting() {
	for n := len(b.formatting); n > 0; n-- {
		last := b.formatting[n-1]
		b.formatting = b.formatting[:n-1]
		if last == 0 {
			return
		}
	}
}

// forget takes an element out of the list of formatting elements.
func (b *Builder) forget(id ID) {
	if i := slices.Index(b.formatting, id); i >= 0 {
		b.formatting = slices.Delete(b.formatting, i, i+1)
	}
}

// active is the last formatting element with the tag after the last marker, or 0.
func (b *Builder) active(tag Tag) ID {
	for i := len(b.formatting) - 1; i >= 0 && b.formatting[i] != 0; i-- {
		if b.node(b.formatting[i]).Tag == tag {
			return b.formatting[i]
		}
	}
	return 0
}

// endFormatting is the "adoption agency algorithm": what the end tag of a formatting element does
// when elements overlap.
func (b *Builder) endFormatting(tag Tag) {
	if top := b.top(); b.is(top, tag) && !slices.Contains(b.formatting, top) {
		b.pop()
		return
	}
	for range 8 {
		subject := b.active(tag)
		if subject == 0 {
			b.endOther(tag)
			return
		}
		at := b.index(subject)
		if at < 0 {
			b.forget(subject)
			return
		}
		if b.within(defaultScope, tag) < 0 {
			return
		}
		furthest := at + 1
		for furthest < len(b.stack) && !b.special(b.stack[furthest]) {
			furthest++
		}
		if furthest == len(b.stack) {
			b.popTo(at)
			b.forget(subject)
			return
		}
		if !b.adopt(subject, at, furthest) {
			return
		}
	}
}

// adopt moves the furthest block out of the formatting element, and puts a clone of that into it.
// The numbers are indexes in the stack.
func (b *Builder) adopt(subject ID, at, furthest int) bool {
	ancestor, block := b.stack[at-1], b.stack[furthest]
	bookmark := slices.Index(b.formatting, subject)
	last := block
	for i, round := furthest-1, 1; i > at; i, round = i-1, round+1 {
		id := b.stack[i]
		in := slices.Index(b.formatting, id)
		if round > 3 && in >= 0 {
			b.forget(id)
			if in < bookmark {
				bookmark--
			}
			in = -1
		}
		if in < 0 {
			b.stack = slices.Delete(b.stack, i, i+1)
			b.mark(id, false)
			furthest--
			continue
		}
		clone := b.clone(id)
		if clone == 0 {
			return false
		}
		b.formatting[in], b.stack[i] = clone, clone
		b.mark(id, false)
		b.mark(clone, true)
		if last == block {
			bookmark = in + 1
		}
		b.detach(last)
		b.append(clone, last)
		last = clone
	}
	b.detach(last)
	foster := b.foster
	b.foster = true
	parent, next := b.place(ancestor)
	b.foster = foster
	b.before(parent, last, next)

	clone := b.clone(subject)
	if clone == 0 {
		return false
	}
	for c := b.node(block).First; c != 0; c = b.node(block).First {
		b.detach(c)
		b.append(clone, c)
	}
	b.append(block, clone)
	if old := slices.Index(b.formatting, subject); old >= 0 {
		if b.formatting = slices.Delete(b.formatting, old, old+1); old < bookmark {
			bookmark--
		}
	}
	b.formatting = slices.Insert(b.formatting, min(bookmark, len(b.formatting)), clone)
	b.remove(subject)
	i := b.index(block)
	b.stack = slices.Insert(b.stack, i+1, clone)
	b.mark(clone, true)
	return true
}

// endOther is what the end tag of an ordinary element does.
func (b *Builder) endOther(tag Tag) {
	for i := len(b.stack) - 1; i >= 0; i-- {
		if b.is(b.stack[i], tag) {
			b.implied(tag)
			b.popTo(min(i, len(b.stack)-1))
			return
		}
		if b.special(b.stack[i]) {
			return
		}
	}
}

// foreignTop reports whether the current node is part of SVG or MathML.
func (b *Builder) foreignTop() bool { return b.top() != 0 && b.node(b.top()).Space != HTML }

func mathText(tag Tag) bool {
	return tag == Mi || tag == Mo || tag == Mn || tag == Ms || tag == Mtext
}

// htmlPoint reports whether an element of SVG or MathML holds HTML.
func (b *Builder) htmlPoint(id ID) bool {
	n := b.node(id)
	switch n.Space {
	case SVG:
		return n.Tag == ForeignObject || n.Tag == Desc || n.Tag == Title
	case MathML:
		if n.Tag != AnnotationXml {
			return false
		}
		encoding, _ := b.tree.Attr(id, "encoding")
		return strings.EqualFold(encoding, "text/html") || strings.EqualFold(encoding, "application/xhtml+xml")
	}
	return false
}

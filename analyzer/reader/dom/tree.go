// Package dom builds the tree of a page of HTML as browsers do, and keeps for each text and tag its
// place in the source. It follows https://html.spec.whatwg.org/multipage/parsing.html, so what has
// no end tag ends, and what stands in a table without a cell moves, as it does in a browser.
package dom

import (
	"html"
	"iter"
	"strings"
	"sync"
)

// ID is a node of a tree. Zero is the document, which has no siblings and no parent, so it stands
// for "none" wherever a node leads to another.
type ID int32

// Kind is what a node is.
type Kind uint8

// The kinds of nodes. Comments are not kept.
const (
	Root Kind = iota
	Element
	Characters
)

// Space is the vocabulary that an element belongs to.
type Space uint8

// The vocabularies that a page may hold.
const (
	HTML Space = iota
	SVG
	MathML
)

// Node is an element or a stretch of text.
type Node struct {
	Parent, First, Last, Prev, Next ID

	At, Len int32 // the start tag, or the text, in the source; an element without a tag has length 0
	Tag     Tag
	Kind    Kind
	Space   Space

	// Unended says that the element ended because something around it did, not by an end tag.
	Unended bool

	Escaped bool // a text in which a backslash makes the next character an ordinary one

	open   bool // on the stack of open elements
	nattrs uint8
	has    attrSet
	attrs  int32
}

// attrSet is a set of attributes that are asked for often.
type attrSet uint16

// attrBit is the set of one attribute by its name in lower case; empty for those that are asked for
// rarely.
func attrBit(name string) attrSet {
	switch name {
	case "id":
		return 1
	case "lang":
		return 1 << 1
	case "role":
		return 1 << 2
	case "href":
		return 1 << 3
	case "class":
		return 1 << 4
	case "style":
		return 1 << 5
	case "title":
		return 1 << 6
	case "hidden":
		return 1 << 7
	case "popover":
		return 1 << 8
	case "bgcolor", "background":
		return 1 << 9
	case "xml:lang", "epub:type":
		return 1 << 10
	}
	return 0
}

// Attr is an attribute of an element: where its name and its value stand in the source.
type Attr struct{ nameAt, nameLen, At, Len int32 }

// Tree is a page. Its nodes are indexed by their IDs.
type Tree struct {
	Source string
	Nodes  []Node

	// Shadows are the shadow trees that the source declares, by their hosts. A shadow tree is shown
	// in place of the children of its host.
	Shadows map[ID]ID

	// Ordered says that every node has a higher number than the one that it is in.
	Ordered bool
	// Quirks says that browsers read the page as they did before there were standards.
	Quirks bool

	Problems []Problem

	// Comments are where the texts of comments stand in the source.
	Comments []Stretch

	seen [Known]bool
	// Dropped are texts that belong nowhere in the tree, since they stand beside frames.
	Dropped []Stretch

	attrs  []Attr
	names  *index
	own    []string // names that are not among the constants
	ownTag map[string]Tag
}

// Size is about how many bytes the tree takes in memory.
func (t *Tree) Size() int {
	const node, attr, stretch = 52, 16, 16
	return node*cap(t.Nodes) + attr*cap(t.attrs) + stretch*cap(t.Comments)
}

// Stretch is a part of the source.
type Stretch struct{ At, Len int }

// Problem is something that the source breaks off.
type Problem struct {
	Kind ProblemKind
	At   int // in the source
}

// ProblemKind says what breaks off.
type ProblemKind uint8

// The kinds of problems.
const (
	TagUnended     ProblemKind = iota // the source ends within a tag
	CommentUnended                    // a comment takes the rest of the source
	QuoteUnended                      // a quotation mark in a tag takes end tags with it
	TooDeep                           // elements are nested deeper than allowed
	TooMany                           // there are more elements and texts than allowed
)

// Name returns the name of an element in lower case, and "" for a text.
func (t *Tree) Name(id ID) string { return t.tagName(t.Nodes[id].Tag) }

func (t *Tree) tagName(tag Tag) string {
	if tag < Known {
		return names[tag]
	}
	return t.own[tag-Known]
}

// index holds the constants by the length and the first letter of their names.
type index [16][26][]Tag

// byName is made once.
var byName = sync.OnceValue(func() *index {
	var x index
	for tag := Tag(1); tag < Known; tag++ {
		list := &x[len(names[tag])][names[tag][0]-'a']
		*list = append(*list, tag)
	}
	return &x
})

// find returns the constant for a name in lower case, or None.
func (x *index) find(name string) Tag {
	if len(name) == 0 || len(name) >= len(x) || name[0] < 'a' || name[0] > 'z' {
		return None
	}
	for _, tag := range x[len(name)][name[0]-'a'] {
		if names[tag] == name {
			return tag
		}
	}
	return None
}

// Lookup returns the tag of a name in lower case, or None if the tree has no such element.
func (t *Tree) Lookup(name string) Tag {
	if tag := byName().find(name); tag != None {
		return tag
	}
	return t.ownTag[name]
}

// mostNames bounds the names that a tree keeps. Elements of further names are all of one name.
const mostNames = 20_000

// tag returns the tag of a name in lower case, and gives a new name its number.
func (t *Tree) tag(name string) Tag {
	if tag := t.names.find(name); tag != None {
		return tag
	}
	if tag, ok := t.ownTag[name]; ok {
		return tag
	}
	if t.ownTag == nil {
		t.ownTag = map[string]Tag{}
	}
	if len(t.own) >= mostNames {
		return Known + mostNames - 1
	}
	t.own = append(t.own, name)
	t.ownTag[name] = Known + Tag(len(t.own)) - 1
	return Known + Tag(len(t.own)) - 1
}

// Text returns the source of a text node. References to characters are still in it.
func (t *Tree) Text(id ID) string {
	n := &t.Nodes[id]
	return t.Source[n.At : n.At+n.Len]
}

// Children are the nodes in an element, in order.
func (t *Tree) Children(id ID) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for c := t.Nodes[id].First; c != 0 && yield(c); c = t.Nodes[c].Next {
		}
	}
}

// Within are the nodes in an element, each after the one that it is in.
func (t *Tree) Within(top ID) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		id := t.Nodes[top].First
		for id != 0 {
			if !yield(id) {
				return
			}
			if first := t.Nodes[id].First; first != 0 {
				id = first
				continue
			}
			for id != top && t.Nodes[id].Next == 0 {
				id = t.Nodes[id].Parent
			}
			if id == top {
				return
			}
			id = t.Nodes[id].Next
		}
	}
}

// Has reports whether the source holds an element of HTML with the tag.
func (t *Tree) Has(tag Tag) bool { return tag < Known && t.seen[tag] }

// Find returns an attribute of an element by its name in lower case.
func (t *Tree) Find(id ID, name string) (Attr, bool) {
	n := &t.Nodes[id]
	if n.nattrs == 0 {
		return Attr{}, false
	}
	if bit := attrBit(name); bit != 0 && n.has&bit == 0 {
		return Attr{}, false
	}
	for _, a := range t.attrs[n.attrs : n.attrs+int32(n.nattrs)] {
		if int(a.nameLen) == len(name) && strings.EqualFold(t.Source[a.nameAt:a.nameAt+a.nameLen], name) {
			return a, true
		}
	}
	return Attr{}, false
}

// Attr returns the value of an attribute of an element by its name in lower case.
func (t *Tree) Attr(id ID, name string) (value string, ok bool) {
	a, ok := t.Find(id, name)
	return t.Value(a), ok
}

// often is the set of the attributes that are asked for often.
func (t *Tree) often(attrs []Attr) (set attrSet) {
	for _, a := range attrs {
		set |= attrBit(strings.ToLower(t.Source[a.nameAt : a.nameAt+a.nameLen]))
	}
	return set
}

// Styled reports whether an element has an attribute, besides style, that changes how it is shown.
func (t *Tree) Styled(id ID) bool {
	const styling = 1<<7 | 1<<8 | 1<<9
	return t.Nodes[id].has&styling != 0
}

// Attrs are the attributes of an element with their names in lower case, in the order of the
// source.
func (t *Tree) Attrs(id ID) iter.Seq2[string, Attr] {
	n := &t.Nodes[id]
	return func(yield func(string, Attr) bool) {
		for _, a := range t.attrs[n.attrs : n.attrs+int32(n.nattrs)] {
			if !yield(strings.ToLower(t.Source[a.nameAt:a.nameAt+a.nameLen]), a) {
				return
			}
		}
	}
}

// Value returns the value of an attribute, with its references to characters resolved.
func (t *Tree) Value(a Attr) string {
	raw := t.Source[a.At : a.At+a.Len]
	if strings.IndexByte(raw, '&') < 0 {
		return raw
	}
	var b strings.Builder
	for i := 0; i < len(raw); {
		next := strings.IndexByte(raw[i+1:], '&')
		if next < 0 {
			next = len(raw)
		} else {
			next += i + 1
		}
		if raw[i] != '&' || bareReference(raw[i+1:next]) {
			b.WriteString(raw[i:next])
		} else {
			b.WriteString(html.UnescapeString(raw[i:next]))
		}
		i = next
	}
	return b.String()
}

// bareReference reports whether what follows an ampersand in an attribute begins with letters and
// digits that do not end with a semicolon, but go on or are followed by an equals sign: part of an
// address, and no reference.
func bareReference(s string) bool {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
		i++
	}
	if i == 0 || i < len(s) && s[i] == ';' {
		return false
	}
	if i < len(s) && s[i] == '=' {
		return true
	}
	// "&notit" begins with the name "not", which is one without a semicolon.
	decoded := html.UnescapeString("&" + s[:i])
	return decoded != "&"+s[:i] && decoded != "" && strings.HasSuffix(decoded, s[i-1:i])
}

// scanAttr reads the attribute that begins at raw[i], in a tag that begins at the offset at, and
// returns where it ends in raw.
func scanAttr(raw string, i int, at int32) (Attr, int) {
	a := Attr{nameAt: at + int32(i)}
	for i++; i < len(raw) && !isSpace(raw[i]) && strings.IndexByte("/>=", raw[i]) < 0; i++ {
	}
	a.nameLen = at + int32(i) - a.nameAt
	for i < len(raw) && isSpace(raw[i]) {
		i++
	}
	if i >= len(raw) || raw[i] != '=' {
		return a, i
	}
	i, end := attrValue(raw, i+1)
	if end > i {
		a.At, a.Len = at+int32(i), int32(end-i)
	}
	if end < len(raw) && (raw[end] == '"' || raw[end] == '\'') {
		end++
	}
	return a, end
}

// tagAttrs scans the attributes of a start tag, which is all of raw and begins at the offset at.
// A name that comes again is left out, as in browsers. It returns how many there are.
func (t *Tree) tagAttrs(raw string, at int32) int {
	first := len(t.attrs)
	i := 1
	for i < len(raw) && !isSpace(raw[i]) && raw[i] != '/' && raw[i] != '>' {
		i++
	}
	for len(t.attrs)-first < mostAttrs {
		for i < len(raw) && (isSpace(raw[i]) || raw[i] == '/') {
			i++
		}
		if i >= len(raw) || raw[i] == '>' {
			break
		}
		var a Attr
		a, i = scanAttr(raw, i, at)
		rare := len(t.attrs) >= manyAttrs && attrBit(strings.ToLower(t.Source[a.nameAt:a.nameAt+a.nameLen])) == 0
		if !rare && !t.repeated(first, a) {
			t.attrs = append(t.attrs, a)
		}
	}
	return len(t.attrs) - first
}

// mostAttrs bounds the attributes of an element, since each is compared with all before it.
const mostAttrs = 100

// manyAttrs is how many attributes a tree has that keeps only those that are asked for often.
const manyAttrs = 8 << 20

// attrValue returns where the value starts and ends that follows an equals sign before i.
func attrValue(raw string, i int) (from, to int) {
	for i < len(raw) && isSpace(raw[i]) {
		i++
	}
	if i < len(raw) && (raw[i] == '"' || raw[i] == '\'') {
		end := strings.IndexByte(raw[i+1:], raw[i])
		if end < 0 {
			return i + 1, len(raw)
		}
		return i + 1, i + 1 + end
	}
	from = i
	for i < len(raw) && !isSpace(raw[i]) && raw[i] != '>' {
		i++
	}
	return from, i
}

func (t *Tree) repeated(first int, a Attr) bool {
	for _, b := range t.attrs[first:] {
		if a.nameLen == b.nameLen &&
			strings.EqualFold(t.Source[a.nameAt:a.nameAt+a.nameLen], t.Source[b.nameAt:b.nameAt+b.nameLen]) {
			return true
		}
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

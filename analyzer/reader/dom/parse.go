package dom

import (
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Options say how a source is read.
type Options struct {
	XHTML    bool        // "/>" ends every element
	Fragment bool        // the source is what may stand in a body
	Depth    int         // how deep elements may be nested; 0 for 1,000
	Nodes    int         // how many elements and texts there may be; 0 for 4 million
	Stop     func() bool // asked now and then whether to give up; may be nil
}

// Parse builds the tree of the part of source that begins at from. All places in the tree are those
// of source. It never fails: what is not sound is read as browsers read it.
func Parse(source string, from int, o Options) *Tree {
	b := NewBuilder(source, o)
	text := source[from:]
	// Room for all nodes at once: while a large table grows it takes twice its memory. Of the tags
	// half are end tags, and before each may be a text.
	b.tree.Nodes = slices.Grow(b.tree.Nodes, min(strings.Count(text, "<")*3/2+16, b.options.Nodes+1))
	b.tree.attrs = slices.Grow(b.tree.attrs, min(strings.Count(text, "="), b.options.Nodes))
	b.run(text, int32(from))
	return b.Tree()
}

// NewBuilder starts a tree of what stands in a source. It is for formats in which hypertext is
// mixed with other markup; pages of hypertext are read by [Parse].
//
//	b := dom.NewBuilder(source, dom.Options{Fragment: true})
//	b.Open(dom.P)
//	b.Text(0, 5)
//	b.Markup(5, 12) // "<b>no</b>"
//	b.Close(dom.P)
//	tree := b.Tree()
func NewBuilder(source string, o Options) *Builder {
	b := &Builder{tree: &Tree{Source: source, names: byName()}, options: o, quirks: true, frames: true}
	if b.options.Depth == 0 {
		b.options.Depth = 1000
	}
	if b.options.Nodes == 0 {
		b.options.Nodes = 4 << 20
	}
	b.tree.Nodes = make([]Node, 1, 16)
	if o.Fragment {
		b.quirks = false
		b.body = b.push(b.element(Html), b.element(Body))
		b.mode = inBody
	}
	return b
}

// Open is a start tag that does not stand in the source. It returns the element that was opened, or
// 0.
func (b *Builder) Open(tag Tag) ID {
	if b.mode == inText || b.full(0) {
		return 0
	}
	before := ID(len(b.tree.Nodes))
	b.tok = token{kind: html.StartTagToken, tag: tag}
	b.dispatch()
	if id := b.top(); id >= before {
		return id
	}
	return 0
}

// Close is an end tag that does not stand in the source.
func (b *Builder) Close(tag Tag) {
	if b.mode != inText {
		b.tok = token{kind: html.EndTagToken, tag: tag}
		b.dispatch()
	}
}

// Text is a text of n bytes at an offset of the source. In one that is escaped a backslash makes
// the character after it an ordinary one.
func (b *Builder) Text(at, n int, escaped bool) {
	if b.full(at) {
		return
	}
	b.escaped = escaped
	b.text(b.tree.Source[at:at+n], int32(at))
	b.escaped = false
}

// Blank parts the words around something that the format leaves out.
func (b *Builder) Blank() {
	if b.mode != inText && !b.full(0) {
		b.reconstruct()
		b.insert(b.newText(0, 0))
	}
}

// Markup is hypertext between two offsets of the source.
func (b *Builder) Markup(from, to int) { b.run(b.tree.Source[from:to], int32(from)) }

// Tree is what was built. The builder is not used afterwards.
func (b *Builder) Tree() *Tree {
	b.finish()
	b.tree.Quirks = b.quirks && !b.options.XHTML
	b.tree.Ordered = b.clones == 0
	return b.tree
}

// Builder builds a tree from the parts of a source. It holds the state that the specification of
// parsing names.
type Builder struct {
	tree    *Tree
	options Options
	z       *html.Tokenizer // of the part that is read
	escaped bool            // texts have backslashes

	mode, original mode
	templates      []mode
	stack          []ID
	count          [Known]int32 // of the open elements of HTML by their tags
	formatting     []ID         // 0 is a marker
	head, form     ID
	body           ID
	foster         bool // what stands in a table goes before it
	quirks         bool
	frames         bool // a frameset may still take the place of the body
	clones         int  // how many elements were opened again; see reconstruct
	kept           bool // the attributes of the token belong to an element that is there already

	tok token
}

// token is what the tokenizer found.
type token struct {
	kind   html.TokenType
	tag    Tag
	at, n  int32
	closed bool // it ends with "/>"
	attrs  int  // how many there are, at the end of the tree's
}

// mode is an insertion mode.
type mode uint8

const (
	initial mode = iota
	beforeHTML
	beforeHead
	inHead
	afterHead
	inBody
	inText
	inTable
	inCaption
	inColgroup
	inTableBody
	inRow
	inCell
	inTemplate
	afterBody
	inFrameset
)

// full reports whether there are as many nodes as allowed, and says so.
func (b *Builder) full(at int) bool {
	if len(b.tree.Nodes) < b.options.Nodes {
		return false
	}
	b.problem(TooMany, at)
	return true
}

// run reads the tokens of a text that starts at the offset at of the source.
func (b *Builder) run(text string, at int32) {
	b.z = html.NewTokenizer(strings.NewReader(text))
	for i := 0; !b.full(int(at)); i++ {
		if i&1023 == 1023 && b.options.Stop != nil && b.options.Stop() {
			return
		}
		b.z.AllowCDATA(b.foreignTop())
		kind := b.z.Next()
		n := len(b.z.Raw())
		raw := text[:n]
		switch kind {
		case html.ErrorToken:
			if b.z.Err() == io.EOF && strings.HasPrefix(text, "<") && len(text) > 1 {
				b.problem(TagUnended, int(at))
			}
			return
		case html.TextToken:
			b.text(raw, at)
		case html.CommentToken:
			b.comment(raw, at, n == len(text))
		case html.DoctypeToken:
			if b.mode == initial {
				b.quirks = quirky(raw)
				b.mode = beforeHTML
			}
		default:
			b.tagToken(kind, raw, at)
		}
		text, at = text[n:], at+int32(n)
	}
}

// tagToken deals with a start or end tag.
func (b *Builder) tagToken(kind html.TokenType, raw string, at int32) {
	t := token{kind: kind, tag: b.tree.tag(tagName(raw)), at: at, n: int32(len(raw))}
	if kind == html.SelfClosingTagToken {
		t.kind, t.closed = html.StartTagToken, true
	}
	if t.kind == html.StartTagToken {
		first := len(b.tree.attrs)
		t.attrs = b.tree.tagAttrs(raw, at)
		b.unendedQuote(first)
		if t.tag == Image && !b.foreignTop() {
			t.tag = Img
		}
	}
	b.tok = t
	before, attrs := len(b.tree.Nodes), len(b.tree.attrs)
	b.kept = false
	b.dispatch()
	if t.kind != html.StartTagToken {
		return
	}
	if len(b.tree.Nodes) == before && !b.kept {
		b.tree.attrs = b.tree.attrs[:attrs-t.attrs]
	}
	if t.closed && b.options.XHTML && len(b.tree.Nodes) > before && b.top() != 0 && b.node(b.top()).At == at {
		b.endByItself()
	}
}

// tagName is the name in a tag, in lower case.
func tagName(raw string) string {
	from := 1
	if len(raw) > 1 && raw[1] == '/' {
		from = 2
	}
	to := from
	for to < len(raw) && !isSpace(raw[to]) && raw[to] != '/' && raw[to] != '>' {
		to++
	}
	return strings.ToLower(raw[from:to])
}

// endByItself ends the element that was opened by a tag with "/>".
func (b *Builder) endByItself() {
	b.z.NextIsNotRawText()
	switch id := b.pop(); {
	case b.mode == inText:
		b.mode = b.original
	case b.is(id, Table, Caption, Colgroup, Tbody, Thead, Tfoot, Tr, Td, Th, Template):
		b.reset()
	default:
		b.forget(id)
	}
}

// named are the attributes that hold names and addresses, and so no end tag.
var named = []string{"href", "src", "class", "id", "name", "lang", "rel", "type", "style", "action"}

// unendedQuote notes the attributes of the token, from the one with the index first on, that hold
// an end tag: a quotation mark was left open, and the text up to the next one is lost.
func (b *Builder) unendedQuote(first int) {
	for _, a := range b.tree.attrs[first:] {
		value := b.tree.Source[a.At : a.At+a.Len]
		if strings.IndexByte(value, '<') < 0 || !strings.Contains(value, "</") {
			continue
		}
		name := b.tree.Source[a.nameAt : a.nameAt+a.nameLen]
		for _, of := range named {
			if strings.EqualFold(of, name) {
				b.problem(QuoteUnended, int(a.At))
			}
		}
	}
}

func (b *Builder) problem(kind ProblemKind, at int) {
	const most = 100
	if len(b.tree.Problems) < most {
		b.tree.Problems = append(b.tree.Problems, Problem{kind, at})
	}
}

const cdata = "<![CDATA["

// comment deals with what is no markup. In XHTML, and in SVG and MathML, that may be text.
func (b *Builder) comment(raw string, at int32, last bool) {
	if b.options.XHTML && strings.HasPrefix(raw, cdata) && strings.HasSuffix(raw, "]]>") && b.top() != 0 {
		b.append(b.top(), b.newText(at+int32(len(cdata)), int32(len(raw)-len(cdata)-len("]]>"))))
		return
	}
	if last && !closedComment(raw) {
		b.problem(CommentUnended, int(at))
	}
	if text, ok := strings.CutPrefix(raw, "<!--"); ok {
		b.tree.Comments = append(b.tree.Comments, Stretch{int(at) + len("<!--"), len(strings.TrimSuffix(text, "-->"))})
	}
}

// closedComment reports whether a comment at the end of a text has an end of its own.
func closedComment(comment string) bool {
	if !strings.HasPrefix(comment, "<!--") {
		return strings.HasSuffix(comment, ">")
	}
	return strings.HasSuffix(comment, "-->") || strings.HasSuffix(comment, "--!>") || comment == "<!-->"
}

// quirky reports whether a document type makes browsers read a page as they did before there were
// standards, in which a paragraph may hold a table.
func quirky(doctype string) bool {
	s := strings.ToLower(doctype)
	if !strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(s, "<!doctype")), "html") {
		return true
	}
	for _, old := range []string{
		"//dtd html 2", "//dtd html 3", "//ietf//", "//w3o//", "//as//", "netscape comm", `public "html"`,
		"ibmxhtml1-transitional.dtd",
	} {
		if strings.Contains(s, old) {
			return true
		}
	}
	loose := strings.Contains(s, "//dtd html 4.01 transitional//") || strings.Contains(s, "//dtd html 4.01 frameset//")
	return strings.Contains(s, "//dtd html 4.0 transitional//") || strings.Contains(s, "//dtd html 4.0 frameset//") ||
		loose && !strings.Contains(s, "http://")
}

// finish ends what is open.
func (b *Builder) finish() {
	if b.mode == inText {
		b.unended()
		b.mode = b.original
	}
	for b.holds(Template) {
		for !b.is(b.top(), Template) {
			b.unended()
		}
		b.node(b.top()).Unended = true
		b.endTemplate()
	}
	if b.mode < inBody && !b.options.Fragment {
		b.tok = token{kind: html.ErrorToken}
		b.dispatch()
	}
	for len(b.stack) > 0 {
		b.unended()
	}
}

// text deals with a stretch of text. White space at its start counts apart where the specification
// tells it from other text.
func (b *Builder) text(raw string, at int32) {
	if strings.HasPrefix(raw, cdata) && b.foreignTop() {
		raw, at = strings.TrimSuffix(raw[len(cdata):], "]]>"), at+int32(len(cdata))
	}
	if b.mode == inText {
		if b.is(b.top(), Textarea) && b.node(b.top()).First == 0 {
			raw, at = afterBreak(raw, at)
		}
		b.append(b.top(), b.newText(at, int32(len(raw))))
		return
	}
	blank := 0
	for blank < len(raw) && isSpace(raw[blank]) {
		blank++
	}
	if blank > 0 && (b.mode < inBody || b.mode == inColgroup || b.mode == inFrameset) {
		if b.mode >= inHead && b.mode != inFrameset {
			b.append(b.top(), b.newText(at, int32(blank)))
		}
		raw, at = raw[blank:], at+int32(blank)
	}
	if raw == "" {
		return
	}
	b.tok = token{kind: html.TextToken, at: at, n: int32(len(raw))}
	b.dispatch()
}

// afterBreak is a text without the line break at its start, which means nothing in some elements.
func afterBreak(s string, at int32) (string, int32) {
	rest := strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n")
	return rest, at + int32(len(s)-len(rest))
}

// blank reports whether the text at hand is white space alone.
func (b *Builder) blank() bool {
	return strings.TrimLeft(b.tree.Source[b.tok.at:b.tok.at+b.tok.n], " \n\t\r\f") == ""
}

// dispatch hands the token to the rules of the mode until one of them has used it up.
func (b *Builder) dispatch() {
	for !b.step() {
	}
}

// step reports whether the token is used up.
func (b *Builder) step() bool {
	if b.byForeignRules() {
		return b.foreign()
	}
	return b.by(b.mode)
}

// by applies the rules of a mode.
func (b *Builder) by(m mode) bool {
	switch m {
	case initial, beforeHTML, beforeHead, inHead, afterHead:
		return b.beforeBody(m)
	case inText:
		return b.inText()
	case inTable:
		return b.inTable()
	case inCaption:
		return b.inCaption()
	case inColgroup:
		return b.inColgroup()
	case inTableBody:
		return b.inTableBody()
	case inRow:
		return b.inRow()
	case inCell:
		return b.inCell()
	case inTemplate:
		return b.inTemplate()
	case afterBody:
		if b.tok.kind == html.EndTagToken && b.tok.tag == Html || b.tok.kind == html.TextToken && b.blank() {
			return b.tok.kind == html.EndTagToken || b.inBody()
		}
		b.mode = inBody
		return false
	case inFrameset:
		return b.inFrameset()
	}
	return b.inBody()
}

package dom

import (
	"strings"

	"golang.org/x/net/html"
)

// byForeignRules reports whether the token is read by the rules of SVG and MathML.
func (b *Builder) byForeignRules() bool {
	id := b.top()
	if id == 0 || b.node(id).Space == HTML || b.tok.kind == html.ErrorToken {
		return false
	}
	start, text := b.tok.kind == html.StartTagToken, b.tok.kind == html.TextToken
	n := b.node(id)
	switch {
	case n.Space == MathML && mathText(n.Tag) && (text || start && b.tok.tag != Mglyph && b.tok.tag != Malignmark):
		return false
	case n.Space == MathML && n.Tag == AnnotationXml && start && b.tok.tag == Svg:
		return false
	case b.htmlPoint(id) && (start || text):
		return false
	}
	return true
}

// foreign holds the rules of SVG and MathML.
func (b *Builder) foreign() bool {
	t := &b.tok
	switch t.kind {
	case html.TextToken:
		b.insert(b.newText(t.at, t.n))
		b.frames = b.frames && b.blank()
	case html.StartTagToken:
		if b.breaksOut() {
			for n := b.node(b.top()); n.Space != HTML && !b.htmlPoint(b.top()) &&
				!(n.Space == MathML && mathText(n.Tag)); n = b.node(b.top()) {
				b.unended()
			}
			return b.by(b.mode)
		}
		b.z.NextIsNotRawText()
		if b.open(b.node(b.top()).Space) && t.closed {
			b.pop()
		}
	case html.EndTagToken:
		if t.tag == Br || t.tag == P {
			for b.foreignTop() {
				b.unended()
			}
			return b.by(b.mode)
		}
		for i := len(b.stack) - 1; i >= 0; i-- {
			if b.node(b.stack[i]).Space == HTML {
				return b.by(b.mode)
			}
			if b.node(b.stack[i]).Tag == t.tag {
				b.popTo(i)
				return true
			}
		}
	}
	return true
}

// breaksOut reports whether a start tag ends SVG and MathML, since only HTML has it.
func (b *Builder) breaksOut() bool {
	switch b.tok.tag {
	case B, Big, Blockquote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head, Hr, I,
		Img, Li,
		Listing, Menu, Meta, Nobr, Ol, P, Pre, Ruby, S, Small, Span, Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var:
		return true
	case Font:
		for _, name := range []string{"color", "face", "size"} {
			if _, ok := b.tokenAttr(name); ok {
				return true
			}
		}
	}
	return false
}

func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }

func lower(s string) string { return strings.ToLower(s) }

// custom reports whether a name is that of an element that the page defines itself.
func custom(name string) bool {
	return strings.IndexByte(name, '-') > 0 && name[0] >= 'a' && name[0] <= 'z'
}

package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/dom"
)

// Markdown in which people propose changes marks them in the text: CriticMarkup, and what pandoc
// makes of changes that Word tracks. Templates have comments that their program takes out. To the
// parser of Markdown all that is text, or worse, syntax: so it gets the source with the signs
// blotted out, and what they mean is put over the texts that it finds.

// overlay is a stretch of the source that means something else than text.
type overlay struct {
	from, to int
	kind     overlayKind
}

type overlayKind uint8

const (
	sign     overlayKind = iota // it is no text
	deletion                    // it is proposed to go
	addition                    // it is proposed to come
)

// commentSigns are what comments of templates begin and end with.
var commentSigns = []struct{ open, close string }{
	{"{>>", "<<}"},                            // CriticMarkup
	{"{#", "#}"},                              // Jinja, Twig, Nunjucks
	{"{{!--", "--}}"},                         // Handlebars
	{"{{!", "}}"},                             // Mustache
	{"{{/*", "*/}}"},                          // Hugo
	{"{% comment %}", "{% endcomment %}"},     // Liquid, Django
	{"{%- comment -%}", "{%- endcomment -%}"}, //
	{"<%#", "%>"},                             // ERB
}

// In MDX a comment is one of JavaScript. In other files it is shown.
const jsxOpen, jsxClose = "{/*", "*/}"

// changeSigns are what proposed changes begin and end with.
var changeSigns = []struct {
	open, middle, close string
	first, second       overlayKind // of what comes before the middle, and after it
}{
	{"{--", "", "--}", deletion, 0},
	{"{++", "", "++}", addition, 0},
	{"{~~", "~>", "~~}", deletion, addition},
	{"{==", "", "==}", sign, 0}, // A highlight: its words are text.
}

// spanSigns are the classes that pandoc gives the words that were changed.
var spanSigns = []struct {
	class string
	kind  overlayKind
}{{"]{.deletion", deletion}, {"]{.insertion", addition}}

// longestChange bounds a change or comment in bytes. One without an end is text.
const longestChange = 20_000

// criticised reports whether a source may hold changes or comments.
func criticised(source string) bool {
	if !strings.ContainsAny(source, "{") && !strings.Contains(source, "<%#") && !strings.Contains(source, "]: ") {
		return false
	}
	return slices.ContainsFunc([]string{
		"{--", "{++", "{~~", "{>>", "{==", "{#", "{{!", "{/*", "{{/*", "{% comment", "{%- comment", "<%#", "]{.", "]: # ",
		"]: <> ",
	}, func(sign string) bool { return strings.Contains(source, sign) })
}

// critic finds the changes and comments of a source.
type critic struct {
	m        *markdown
	code     []text.Segment // what is code, in order
	overlays []overlay
}

// criticise finds the changes and comments in what the parser is to get, and blots them out in it.
func (m *markdown) criticise(parsed []byte) {
	if !criticised(m.source[m.base:]) {
		return
	}
	c := critic{m: m}
	c.findCode(markdownParser().Parse(text.NewReader(parsed)))
	c.scan(0, len(parsed), true)
	c.spans()
	c.references()
	slices.SortStableFunc(c.overlays, func(a, b overlay) int { return a.from - b.from })
	for _, o := range c.overlays {
		if o.kind == sign {
			for i := o.from; i < o.to; i++ {
				if parsed[i] != '\n' && parsed[i] != '\r' {
					parsed[i] = blot
				}
			}
		}
	}
	m.overlays = flat(c.overlays)
}

// flat cuts changes at the signs that are in them. The overlays come in order.
func flat(list []overlay) []overlay {
	var out []overlay
	for i := 0; i < len(list); i++ {
		o := list[i]
		for i+1 < len(list) && list[i+1].from < o.to {
			i++
			inner := list[i]
			if inner.from > o.from {
				out = append(out, overlay{o.from, inner.from, o.kind})
			}
			inner.to = min(inner.to, o.to)
			out = append(out, inner)
			o.from = inner.to
		}
		if o.from < o.to {
			out = append(out, o)
		}
	}
	return out
}

// blot stands in for what the parser is not to see. To it, it is a letter.
const blot = 0x01

// findCode notes where code is, in which signs mean nothing.
func (c *critic) findCode(tree ast.Node) {
	ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					c.code = append(c.code, t.Segment)
				}
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range n.Lines().Len() {
				c.code = append(c.code, n.Lines().At(i))
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(c.code, func(a, b text.Segment) int { return a.Start - b.Start })
}

// inCode reports whether an offset is in code.
func (c *critic) inCode(at int) bool {
	i, _ := slices.BinarySearchFunc(c.code, at, func(s text.Segment, at int) int {
		if s.Stop <= at {
			return -1
		}
		return 1
	})
	return i < len(c.code) && c.code[i].Start <= at
}

// scan looks for comments, and for changes, between two offsets of what is parsed.
func (c *critic) scan(from, to int, changes bool) {
	source := c.m.source[c.m.base:]
	for i := from; i < to; {
		next := strings.IndexAny(source[i:to], "{<")
		if next < 0 {
			return
		}
		i += next
		n := 0
		if !c.inCode(i) {
			if n = c.comment(source[:to], i); n == 0 && changes {
				n = c.change(source[:to], i)
			}
		}
		i += max(n, 1)
	}
}

// enclosed is the length of a stretch that begins with open at i and ends with close, or 0.
func enclosed(source string, i int, open, end string) int {
	if !strings.HasPrefix(source[i:], open) {
		return 0
	}
	rest := source[i+len(open):]
	at := strings.Index(rest[:min(len(rest), longestChange)], end)
	if at < 0 {
		return 0
	}
	return len(open) + at + len(end)
}

// comment takes the comment that begins at i, and returns its length.
func (c *critic) comment(source string, i int) int {
	if n := enclosed(source, i, jsxOpen, jsxClose); n > 0 && c.m.jsx {
		inner := strings.TrimLeft(source[i+len(jsxOpen):i+n-len(jsxClose)], canonical.Blanks)
		c.m.d.Comment(inner, c.m.base+i+n-len(jsxClose)-len(inner))
		c.overlays = append(c.overlays, overlay{i, i + n, sign})
		return n
	}
	for _, s := range commentSigns {
		if n := enclosed(source, i, s.open, s.close); n > 0 {
			c.m.d.Omit("comments", source[i+len(s.open):i+n-len(s.close)])
			c.overlays = append(c.overlays, overlay{i, i + n, sign})
			return n
		}
	}
	return 0
}

// change takes the proposed change that begins at i, and returns its length. A change holds no
// blank line: it is one of words.
func (c *critic) change(source string, i int) int {
	for _, s := range changeSigns {
		n := enclosed(source, i, s.open, s.close)
		if n == 0 || strings.Contains(source[i:i+n], "\n\n") {
			continue
		}
		from, to := i+len(s.open), i+n-len(s.close)
		c.put(i, from, sign)
		if middle := strings.Index(source[from:to], s.middle); s.middle != "" && middle >= 0 {
			c.put(from, from+middle, s.first)
			c.put(from+middle, from+middle+len(s.middle), sign)
			c.put(from+middle+len(s.middle), to, s.second)
		} else if s.first != sign {
			c.put(from, to, s.first)
		}
		c.put(to, to+len(s.close), sign)
		c.scan(from, to, false)
		return n
	}
	return 0
}

func (c *critic) put(from, to int, kind overlayKind) {
	if from < to {
		c.overlays = append(c.overlays, overlay{from, to, kind})
	}
}

// spans finds words in brackets that pandoc has marked: [these]{.deletion author="A"}.
func (c *critic) spans() {
	source := c.m.source[c.m.base:]
	for _, s := range spanSigns {
		for from := 0; ; {
			at := strings.Index(source[from:], s.class)
			if at < 0 {
				break
			}
			at += from
			from = at + 1
			end := strings.IndexByte(source[at:min(len(source), at+longestChange)], '}')
			open := openBracket(source[:at])
			if end < 0 || open < 0 || c.inCode(at) {
				continue
			}
			c.put(open, open+1, sign)
			c.put(open+1, at, s.kind)
			c.put(at, at+end+1, sign)
		}
	}
}

// openBracket is where the bracket was opened that closes after a text, or -1.
func openBracket(source string) int {
	depth := 0
	for i := len(source) - 1; i >= max(0, len(source)-longestChange); i-- {
		switch source[i] {
		case ']':
			depth++
		case '[':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// references counts the words of comments that are written as references to links that nothing
// uses: [//]: # (like this).
func (c *critic) references() {
	for line := range strings.Lines(c.m.source[c.m.base:]) {
		_, rest, ok := strings.Cut(line, "]: ")
		if !ok || !strings.HasPrefix(line, "[") || !strings.HasPrefix(rest, "# ") && !strings.HasPrefix(rest, "<> ") {
			continue
		}
		c.m.d.Omit("comments", strings.Trim(rest[2:], " ()\"'\r\n"))
	}
}

// over appends the text between two offsets of the source, with what the changes and comments in it
// make of it.
func (m *markdown) over(from, to int) {
	first, _ := slices.BinarySearchFunc(m.overlays, from-m.base, func(o overlay, at int) int {
		if o.to <= at {
			return -1
		}
		return 1
	})
	for _, o := range m.overlays[first:] {
		start, end := max(o.from+m.base, from), min(o.to+m.base, to)
		if start >= to {
			break
		}
		if start >= end {
			continue
		}
		m.out.Text(from, start-from, true)
		switch o.kind {
		case deletion:
			m.out.Open(dom.Del)
			m.out.Text(start, end-start, true)
			m.out.Close(dom.Del)
		case addition:
			m.out.Open(dom.Ins)
			m.out.Text(start, end-start, true)
			m.out.Close(dom.Ins)
		}
		from = end
	}
	m.out.Text(from, to-from, true)
}

// comments counts the words of comments in a piece of hypertext.
func (m *markdown) comments(source string) {
	for {
		_, rest, ok := strings.Cut(source, "<!--")
		if !ok {
			return
		}
		comment, after, _ := strings.Cut(rest, "-->")
		if !strings.HasPrefix(strings.TrimSpace(comment), "refrain") {
			m.d.Omit("comments", comment)
		}
		source = after
	}
}

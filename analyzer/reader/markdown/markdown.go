// Package markdown reads Markdown, as a person sees the page that it makes.
package markdown

import (
	"context"
	"path"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"

	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/dom"
)

// markdownParser reads GitHub's Markdown with footnotes. It is safe for concurrent use.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
})

// Read reads what a person sees of the rendered page. Code, the destinations of links, bare
// addresses, comments and what is struck through are not in the text.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	source := d.Doc.Source
	m := markdown{d: d, source: source, depth: in.Options.Limits.Depth, roles: map[dom.ID]document.Role{}}
	if m.jsx = strings.EqualFold(path.Ext(in.Name), ".mdx"); m.jsx {
		d.Doc.Comments = document.BraceComments
	}
	if strings.HasPrefix(source, charset.BOM) {
		m.base = len(charset.BOM)
	}
	if tangled(source[m.base:], m.depth) {
		d.Gap(
			0,
			gap.Limit,
			"check that the file is Markdown: its quotations, lists or brackets are nested too deep, so it was "+
				"read as plain text",
		)
		d.Text(source[m.base:], m.base)
		return d.Finish()
	}
	if treeBytes(source) > max(leastTree, mostTree*len(source)) {
		d.Gap(0, gap.Limit, "split the document: it holds too many marks of Markdown, so it was read as plain text")
		d.Text(source[m.base:], m.base)
		return d.Finish()
	}
	m.base += m.frontMatter(source[m.base:])
	parsed := []byte(source[m.base:])
	if strings.Count(
		source,
		"\r",
	) != strings.Count(
		source,
		"\r\n",
	) { // The parser knows no lines that end with CR alone.
		for i := range parsed {
			if parsed[i] == '\r' && (i+1 == len(parsed) || parsed[i+1] != '\n') {
				parsed[i] = '\n'
			}
		}
	}
	m.out = dom.NewBuilder(source, dom.Options{Fragment: true, Depth: m.depth})
	m.criticise(parsed)
	marks := m.blankMargin(parsed)
	tree := markdownParser().Parse(text.NewReader(parsed))
	if ctx.Err() == nil {
		m.walk(tree)
	}
	h := &html.Page{Builder: d, Depth: m.depth, Embedded: true, Titled: true, Roles: m.roles, Tree: m.out.Tree()}
	h.Beside.Marks = marks
	h.Show(ctx)
	return d.Finish()
}

// The parser keeps a tree of the whole file. Prose takes ten times its bytes, a page of nothing but
// marks more than two hundred times. So much is taken for it, in any case and for each byte.
const (
	leastTree = 64 << 20
	mostTree  = 16
)

// treeBytes estimates what the parser's tree of a text takes at most. Short texts take less than
// they may, whatever they hold.
func treeBytes(source string) int {
	const line, mark, item, link = 220, 250, 350, 350 // by measurement
	if len(source) <= leastTree/mark {
		return 0
	}
	size := 0
	for i := range len(source) {
		switch c := source[i]; c {
		case '\n':
			size += line
		case '*', '_', '`', '~', '|', '[', '<':
			size += mark
		case '-', '+', '.', ')':
			if i+1 < len(source) && canonical.IsBlank(source[i+1]) {
				size += item
			}
		case '@', ':', '(':
			size += link
		}
	}
	return size
}

// tangled reports whether a text is nested so deep that the parser would take very long over it: in
// a line more markers of quotations and lists than depth, or a paragraph with brackets more than a
// hundred deep. No text that people write comes near.
func tangled(source string, depth int) bool {
	brackets := 0
	for line := range strings.Lines(source) {
		markers := 0
		for i := 0; i < len(line) && strings.IndexByte("> \t-+*0123456789.)", line[i]) >= 0; i++ {
			if line[i] == '>' ||
				strings.IndexByte("-+*.)", line[i]) >= 0 && i+1 < len(line) && canonical.IsBlank(line[i+1]) {
				markers++
			}
		}
		if markers > depth {
			return true
		}
		if strings.Trim(line, canonical.Blanks) == "" {
			brackets = 0
		}
		for i := strings.IndexAny(line, "()"); i >= 0 && i < len(line); i++ {
			switch line[i] {
			case '(':
				brackets++
			case ')':
				brackets = max(0, brackets-1)
			}
		}
		if brackets > 100 {
			return true
		}
	}
	return false
}

// markdown turns a syntax tree into one of hypertext, in which the hypertext that the file holds
// takes its place: an element may begin in one block and end in another.
type markdown struct {
	d      *builder.Builder
	source string
	jsx    bool // the file is MDX
	base   int  // offset in source of what the tree was made from
	depth  int  // how much deeper the tree may be
	out    *dom.Builder
	roles  map[dom.ID]document.Role

	overlays []overlay // changes and comments in the text; their offsets count from base
}

func (m *markdown) walk(n ast.Node) {
	if m.depth == 0 {
		m.d.Gap(0, gap.Limit, "check the file: its parts are nested too deep")
		return
	}
	m.depth--
	defer func() { m.depth++ }()
	switch n := n.(type) {
	case *ast.Text:
		m.text(n)
	case *ast.CodeSpan:
		m.codeSpan(n)
	case *ast.AutoLink:
		m.blank(n)
	case *ast.RawHTML:
		m.segments(n.Segments)
	case *ast.HTMLBlock:
		m.html(n)
	case *ast.FencedCodeBlock:
		m.fence(n)
	case *ast.CodeBlock:
		m.indented(n.Lines())
	case *tables.FootnoteLink, *tables.FootnoteBacklink, *tables.TaskCheckBox:
	case *ast.TextBlock:
		m.in(dom.P, n)
	default:
		if tag := tagOf(n); tag != dom.None {
			m.in(tag, n)
			return
		}
		m.children(n)
	}
}

// tagOf is the element of hypertext that a part of the tree becomes, or none.
func tagOf(n ast.Node) dom.Tag {
	switch n := n.(type) {
	case *ast.Heading:
		return dom.H1 + dom.Tag(min(max(n.Level, 1), 6)-1)
	case *ast.Paragraph:
		return dom.P
	case *ast.Blockquote:
		return dom.Blockquote
	case *ast.List:
		return dom.Ul
	case *ast.ListItem:
		return dom.Li
	case *ast.Emphasis:
		if n.Level > 1 {
			return dom.Strong
		}
		return dom.Em
	case *tables.Strikethrough:
		return dom.Del
	case *tables.Footnote:
		return dom.Section
	case *tables.Table:
		return dom.Table
	case *tables.TableHeader, *tables.TableRow:
		return dom.Tr
	case *tables.TableCell:
		return dom.Td
	}
	return dom.None
}

// in puts a part of the tree into an element.
func (m *markdown) in(tag dom.Tag, n ast.Node) {
	id := m.out.Open(tag)
	if tag == dom.Section && id != 0 {
		m.roles[id] = document.Note
	}
	m.children(n)
	m.out.Close(tag)
}

func (m *markdown) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.walk(c)
	}
}

// text appends a stretch of text; its entities and backslashes are still in it.
func (m *markdown) text(n *ast.Text) {
	from, to := m.base+n.Segment.Start, m.base+n.Segment.Stop
	m.over(from, to)
	if n.SoftLineBreak() || n.HardLineBreak() {
		if end := to + 1; to < len(m.source) && m.source[to] == '\n' {
			m.out.Text(to, end-to, false)
		} else {
			m.out.Open(dom.Br)
		}
	}
}

// blank parts the words around something that is left out.
func (m *markdown) blank(ast.Node) { m.out.Blank() }

// codeSpan leaves out code in a paragraph, and counts it.
func (m *markdown) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			m.d.Omit("code", m.source[m.base+t.Segment.Start:m.base+t.Segment.Stop])
		}
	}
	m.blank(n)
}

// code leaves out lines of code, and counts their words.
func (m *markdown) code(lines *text.Segments) {
	for i := range lines.Len() {
		line := lines.At(i)
		m.d.Omit("code", m.source[m.base+line.Start:m.base+line.Stop])
	}
}

// indented reads lines that are indented like code where they are prose: the deeper paragraphs of a
// law often are.
func (m *markdown) indented(lines *text.Segments) {
	var b strings.Builder
	for i := range lines.Len() {
		line := lines.At(i)
		b.WriteString(m.source[m.base+line.Start : m.base+line.Stop])
	}
	if !html.IsProse(b.String()) {
		m.code(lines)
		return
	}
	m.out.Open(dom.P)
	for i := range lines.Len() {
		line := lines.At(i)
		m.out.Text(m.base+line.Start, line.Stop-line.Start, false)
	}
	m.out.Close(dom.P)
}

// fence passes over a block of code. One without an end has taken the rest of the document, which
// was hardly meant to be code.
func (m *markdown) fence(n *ast.FencedCodeBlock) {
	lines := n.Lines()
	m.code(lines)
	if lines.Len() == 0 || strings.Trim(m.source[m.base+lines.At(lines.Len()-1).Stop:], canonical.Blanks) != "" {
		return
	}
	if strings.ContainsFunc(m.source[m.base+lines.At(0).Start:], canonical.IsWordRune) {
		m.d.Gap(
			0,
			gap.Damaged+": a block of code has no end",
			"end it where it should: what stands behind it is code and was not read",
		)
	}
}

// segments hands a tag over several lines to the reader of hypertext.
func (m *markdown) segments(s *text.Segments) {
	if s.Len() > 0 {
		m.comments(m.source[m.base+s.At(0).Start : m.base+s.At(s.Len()-1).Stop])
		m.out.Markup(m.base+s.At(0).Start, m.base+s.At(s.Len()-1).Stop)
	}
}

// html hands a block of hypertext to its reader.
func (m *markdown) html(n *ast.HTMLBlock) {
	lines := n.Lines()
	for i := 0; i < lines.Len(); {
		from, to := lines.At(i).Start, lines.At(i).Stop
		for i++; i < lines.Len() && lines.At(i).Start == to; i++ {
			to = lines.At(i).Stop
		}
		if n.HasClosure() && n.ClosureLine.Start == to {
			to = n.ClosureLine.Stop
		}
		m.comments(m.source[m.base+from : m.base+to])
		m.out.Markup(m.base+from, m.base+to)
	}
}

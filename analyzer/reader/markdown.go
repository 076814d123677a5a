package reader

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"refrain/analyzer/document"
)

// markdownParser reads GitHub's Markdown with footnotes. It is safe for concurrent use.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
})

// readMarkdown reads what a person sees of the rendered page. Code, the destinations of links, bare addresses, comments and what is struck
// through are not in the text.
func readMarkdown(ctx context.Context, in input) *document.Document {
	d := in.text("")
	source := d.doc.Source
	m := markdown{d: d, source: source, depth: in.options.Limits.Depth}
	if strings.HasPrefix(source, bom) {
		m.base = len(bom)
	}
	if tangled(source[m.base:], m.depth) {
		d.gap(0, gapLimit, "check that the file is Markdown: its quotations, lists or brackets are nested too deep, so it was read as plain text")
		d.text(source[m.base:], m.base)
		return d.finish()
	}
	if len(source) > leastMarkdown*in.options.Limits.Blocks {
		d.gap(0, gapLimit, "split the document, or raise the limit on its blocks: it was read as plain text")
		d.text(source[m.base:], m.base)
		return d.finish()
	}
	m.base += m.frontMatter(source[m.base:])
	parsed := []byte(source[m.base:])
	if strings.Count(source, "\r") != strings.Count(source, "\r\n") { // The parser knows no lines that end with CR alone.
		for i := range parsed {
			if parsed[i] == '\r' && (i+1 == len(parsed) || parsed[i+1] != '\n') {
				parsed[i] = '\n'
			}
		}
	}
	tree := markdownParser().Parse(text.NewReader(parsed))
	if ctx.Err() == nil {
		m.walk(tree)
	}
	return d.finish()
}

// leastMarkdown is how many bytes a block has at least, on an average: the parser keeps a tree of the whole file, which takes a hundred times as much.
const leastMarkdown = 8

// tangled tells whether a text is nested so deep that the parser would take very long over it: in a line more markers of quotations and lists
// than depth, or a paragraph with brackets more than a hundred deep. No text that people write comes near.
func tangled(source string, depth int) bool {
	brackets := 0
	for line := range strings.Lines(source) {
		markers := 0
		for i := 0; i < len(line) && strings.IndexByte("> \t-+*0123456789.)", line[i]) >= 0; i++ {
			if line[i] == '>' || strings.IndexByte("-+*.)", line[i]) >= 0 && i+1 < len(line) && isBlank(line[i+1]) {
				markers++
			}
		}
		if markers > depth {
			return true
		}
		if strings.Trim(line, blanks) == "" {
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

// markdown turns a syntax tree into blocks.
type markdown struct {
	d      *draft
	source string
	base   int // offset in source of what the tree was made from
	depth  int // how much deeper the tree may be
	path   outline
	quote  int      // how many quotations the node stands in
	note   int      // likewise footnotes
	list   int      // likewise lists
	unseen []string // the HTML tags open in the paragraph from one on whose content nobody sees
	raised bool     // within sup
}

// role is what a paragraph is for where the walk stands.
func (m *markdown) role() (document.Role, int) {
	switch {
	case m.quote > 0:
		return document.BlockQuote, 0
	case m.note > 0:
		return document.Note, 0
	case m.list > 0:
		return document.ListItem, m.list
	}
	return document.Body, 0
}

func (m *markdown) walk(n ast.Node) {
	if m.depth == 0 {
		m.d.gap(0, gapLimit, "check the file: its parts are nested too deep")
		return
	}
	m.depth--
	defer func() { m.depth++ }()
	switch n := n.(type) {
	case *ast.Heading:
		m.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		m.block(n)
	case *ast.Blockquote:
		m.quote++
		m.children(n)
		m.quote--
	case *ast.List:
		m.list++
		m.children(n)
		m.list--
	case *tables.Footnote:
		m.note++
		m.children(n)
		m.note--
	case *tables.TableHeader, *tables.TableRow:
		m.d.nextRow()
		m.children(n)
	case *tables.TableCell:
		m.d.nextCell()
		m.d.begin(document.Cell, 0, m.path.String())
		m.children(n)
		m.d.end()
	case *ast.HTMLBlock:
		m.html(n)
	case *ast.Text:
		m.text(n)
	case *ast.Emphasis:
		if n.Level > 1 {
			m.children(n)
			return
		}
		m.d.open(document.Emphasis)
		m.children(n)
		m.d.close(document.Emphasis)
	case *ast.CodeSpan, *ast.AutoLink:
		m.d.space()
	case *ast.RawHTML:
		m.tag(n)
	case *ast.FencedCodeBlock:
		m.fence(n)
	case *ast.CodeBlock, *tables.Strikethrough, *tables.FootnoteLink, *tables.FootnoteBacklink, *tables.TaskCheckBox:
	default:
		m.children(n)
	}
}

func (m *markdown) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.walk(c)
	}
}

func (m *markdown) block(n ast.Node) {
	m.unseen, m.raised = nil, false
	role, level := m.role()
	m.d.begin(role, level, m.path.String())
	m.children(n)
	m.d.provision(&m.path)
}

func (m *markdown) heading(n *ast.Heading) {
	if m.quote+m.note > 0 {
		m.block(n)
		return
	}
	m.d.begin(document.Heading, n.Level, "")
	m.children(n)
	m.d.headed(&m.path, n.Level)
}

// text appends a stretch of text; its entities and backslashes are still in it.
func (m *markdown) text(n *ast.Text) {
	from, to := m.base+n.Segment.Start, m.base+n.Segment.Stop
	if len(m.unseen) > 0 || m.raised && m.d.noteNumber(m.source[from:to], false) {
		return
	}
	m.d.escaped(m.source[from:to], from, true)
	if n.SoftLineBreak() || n.HardLineBreak() {
		if to < len(m.source) && m.source[to] == '\n' {
			m.d.text("\n", to)
		} else {
			m.d.newline()
		}
	}
}

// tag deals with an HTML tag inside a paragraph.
func (m *markdown) tag(n *ast.RawHTML) {
	first := n.Segments.At(0)
	tag := m.source[m.base+first.Start : m.base+first.Stop]
	name, closing := tagName(tag)
	kind, ok := inlineMarks[name]
	switch {
	case len(m.unseen) > 0:
		if i := slices.Index(m.unseen, name); closing && i >= 0 {
			m.unseen = m.unseen[:i]
		} else if !closing && !void[name] {
			m.unseen = append(m.unseen, name)
		}
	case !closing && m.hides(tag):
		m.unseen = append(m.unseen, name)
	case name == "sup":
		m.raised = !closing
	case name == "br":
		m.d.newline()
	case ok && closing:
		m.d.close(kind)
	case ok:
		m.d.open(kind)
	}
}

// fence passes over a block of code. One without an end has taken the rest of the document, which was hardly meant to be code.
func (m *markdown) fence(n *ast.FencedCodeBlock) {
	lines := n.Lines()
	if lines.Len() == 0 || strings.Trim(m.source[m.base+lines.At(lines.Len()-1).Stop:], blanks) != "" {
		return
	}
	if strings.ContainsFunc(m.source[m.base+lines.At(0).Start:], wordRune) {
		m.d.gap(0, gapDamaged+": a block of code has no end", "end it where it should: what stands behind it is code and was not read")
	}
}

// html reads a block of HTML.
func (m *markdown) html(n *ast.HTMLBlock) {
	m.d.end()
	lines := n.Lines()
	for i := 0; i < lines.Len(); {
		from, to := lines.At(i).Start, lines.At(i).Stop
		for i++; i < lines.Len() && lines.At(i).Start == to; i++ {
			to = lines.At(i).Stop
		}
		if n.HasClosure() && n.ClosureLine.Start == to {
			to = n.ClosureLine.Stop
		}
		hypertext(m.d, m.source[m.base+from:m.base+to], m.base+from)
	}
	m.d.end()
}

// escaped appends text in which entities, and backslashes where the format has them, stand for characters.
func (d *draft) escaped(s string, at int, backslashes bool) {
	from := 0
	for i := 0; i < len(s); {
		switch {
		case s[i] == '&':
			value, n := entity(s[i:])
			if n > 0 {
				d.text(s[from:i], at+from)
				d.decoded(value, at+i, n)
				i += n
				from = i
				continue
			}
		case s[i] == '\\' && backslashes && i+1 < len(s) && util.IsPunct(s[i+1]):
			d.text(s[from:i], at+from)
			i++
			from = i
		}
		i++
	}
	d.text(s[from:], at+from)
}

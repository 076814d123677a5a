// Package asciidoc reads texts of AsciiDoc.
package asciidoc

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/markup"
	"refrain/analyzer/reader/provision"
)

var rules = &markup.Rules{Triggers: "*_`#^~+\\\"'<[({&:hlxfikmsp", Take: take}

// Read reads what the converted page shows. Comments and code are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	p := markup.NewPage(ctx, in, rules)
	a := &text{Page: p, lines: p.Lines()}
	for _, l := range a.lines {
		if s := a.Text(l); s != "" && l.Indent == 0 && attribute(s) > 0 {
			a.Name(s[1:attribute(s)-1], s[attribute(s):])
		}
	}
	a.blocks(0, len(a.lines))
	return p.Finish()
}

// text is a file that is being read.
type text struct {
	*markup.Page
	lines  []markup.Line
	style  string // that an attribute list gives to the next block
	titled bool   // the title of the document has come
	open   []markup.Line
	role   document.Role
}

// flush appends the open paragraph.
func (a *text) flush() {
	open, role, level := a.open, a.role, 0
	a.open, a.role = nil, document.Body
	if len(open) == 0 {
		return
	}
	switch style := a.style; {
	case style == "quote" || style == "verse" || strings.HasPrefix(a.Text(open[0]), `""`):
		role = document.BlockQuote
	case (style == "source" || style == "listing" || style == "literal") && role == document.Body:
		a.style = ""
		a.Verbatim(open)
		return
	case role == document.ListItem:
		level = 1
	}
	a.style = ""
	a.Paragraph(role, level, open...)
}

func (a *text) blocks(from, to int) {
	for i := from; i < to && a.Ctx.Err() == nil; {
		i += a.line(i, to)
	}
	a.flush()
}

// line reads a line or the block that it opens, and returns how many lines it took.
func (a *text) line(i, to int) int {
	l := a.lines[i]
	s := a.Text(l)
	marks := len(s) - len(strings.TrimLeft(s, "="))
	switch {
	case s == "":
		a.flush()
	case strings.HasPrefix(s, "////") && strings.Trim(s, "/") == "":
		return a.delimited(i, to)
	case strings.HasPrefix(s, "//"):
		a.Comment("/ ", l)
	case isDelimiter(s):
		return a.delimited(i, to)
	case l.Indent == 0 && isHeading(s, marks):
		a.flush()
		a.heading(a.From(l, marks), marks)
	case isAttributeList(s) && (len(a.open) == 0 || styles[styleOf(s)]):
		a.flush()
		a.style = styleOf(s)
		a.Omit("metadata", strings.TrimPrefix(s[1:len(s)-1], a.style))
	case strings.HasPrefix(s, "[[") && strings.HasSuffix(s, "]]") && len(a.open) == 0:
	case isBlockTitle(s) && len(a.open) == 0:
		style := a.style
		a.Paragraph(document.Caption, 0, a.From(l, 1))
		a.style = style
	case attribute(s) > 0:
		a.Omit("metadata", s[attribute(s):])
	case a.macro(l, s):
	case isBreak(s):
		a.flush()
	default:
		a.words(l, s)
	}
	return 1
}

// isHeading reports whether a line that begins with so many equals signs is a heading.
func isHeading(s string, marks int) bool {
	return marks > 0 && marks < 7 && marks < len(s) && s[marks] == ' '
}

// isAttributeList reports whether a line is "[attributes]" of the block after it, and no anchor.
func isAttributeList(s string) bool {
	return s[0] == '[' && s[len(s)-1] == ']' && !strings.HasPrefix(s, "[[")
}

// isBlockTitle reports whether a line is ".Title" of the block after it.
func isBlockTitle(s string) bool {
	return s[0] == '.' && len(s) > 1 && s[1] != '.' && s[1] != ' '
}

// isBreak reports whether a line joins a block to a list item, or is a thematic or page break.
func isBreak(s string) bool { return s == "+" || s == "'''" || s == "<<<" || s == "---" }

// heading reads a heading; the first one with one mark is the title.
func (a *text) heading(l markup.Line, marks int) {
	a.style = ""
	if marks == 1 && !a.titled {
		a.titled = true
		a.Paragraph(document.Title, 0, l)
		return
	}
	a.Paragraph(document.Heading, max(marks-1, 1), l)
}

// styles are those that an attribute list gives to a block, also in the middle of a paragraph.
var styles = map[string]bool{
	"quote": true, "verse": true, "source": true, "listing": true, "literal": true, "comment": true, "example": true,
	"sidebar": true, "abstract": true, "pass": true, "stem": true, "horizontal": true, "discrete": true, "appendix": true,
}

// styleOf is the style that an attribute list like "[quote, A Minister]" gives to a block.
func styleOf(s string) string {
	style, _, _ := strings.Cut(s[1:len(s)-1], ",")
	if cut := strings.IndexAny(style, ".#%"); cut >= 0 {
		style = style[:cut]
	}
	return strings.ToLower(strings.TrimSpace(style))
}

// attribute is where the value of an attribute of the document begins; 0 for a line that is none.
func attribute(s string) int {
	if s[0] != ':' {
		return 0
	}
	end := strings.IndexByte(s[1:], ':')
	if end <= 0 || strings.ContainsAny(s[1:1+end], " \t") || len(s) > end+2 && s[end+2] != ' ' {
		return 0
	}
	return end + 2
}

// macro reads a line that is a macro or a directive.
func (a *text) macro(l markup.Line, s string) bool {
	name, rest, ok := strings.Cut(s, "::")
	if !ok || !strings.HasSuffix(s, "]") || strings.ContainsAny(name, " \t") {
		return false
	}
	target, text, _ := strings.Cut(strings.TrimSuffix(rest, "]"), "[")
	switch name {
	case "include":
		a.flush()
		a.Linked(target)
	case "image", "video", "audio":
		a.flush()
		a.Omit("descriptions of pictures", text)
	case "ifdef", "ifndef", "ifeval":
		if name != "ifeval" && text != "" {
			a.flush()
			inner := markup.Line{Span: document.Span{Start: l.Start, End: l.End - 1}}
			a.open = append(a.open, a.From(inner, l.Indent+strings.IndexByte(s, '[')+1))
			a.flush()
		}
		a.Gap(0, "text under a condition", "check the converted page, too: all of the text was read, whatever the condition "+
			"says")
	case "endif", "toc":
	default:
		return false
	}
	return true
}

// isItem reports whether a line that begins with so many marks is an item of a list.
func isItem(s string, marks int) bool {
	return marks > 0 && marks < 6 && marks < len(s) && s[marks] == ' ' && strings.Trim(s[:marks], s[:1]) == ""
}

// words adds a line to the open paragraph, or begins an item or a definition with it.
func (a *text) words(l markup.Line, s string) {
	item := len(s) - len(strings.TrimLeft(s, "*-."))
	switch {
	case isItem(s, item):
		a.flush()
		a.open, a.role = []markup.Line{a.From(l, item)}, document.ListItem
		return
	case provision.ListMarker(s) > 0 && len(a.open) == 0,
		s[0] == '<' && provision.ListMarker(strings.TrimPrefix(s, "<")) > 0:
		a.flush()
		a.open, a.role = []markup.Line{a.From(l, 0)}, document.ListItem
		return
	case l.Indent > 0 && len(a.open) == 0 && a.style == "":
		a.Verbatim([]markup.Line{l}) // It is set as it is typed.
		return
	}
	cut := strings.Index(s, ":: ")
	if cut > 0 && !strings.Contains(s[:cut], "::") || strings.HasSuffix(s, "::") && len(s) > 2 {
		a.flush()
		if cut < 0 {
			cut = len(s) - 2
		}
		term := a.From(l, 0)
		term.End = term.Start + cut
		a.Paragraph(document.Definition, 0, term)
		if rest := a.From(l, cut+2); !rest.IsBlank() {
			a.open, a.role = []markup.Line{rest}, document.Definition
		}
		return
	}
	if len(a.open) == 0 {
		if kind, _, ok := strings.Cut(s, ": "); ok && admonitions[kind] {
			l = a.From(l, len(kind)+1)
		}
	}
	a.open = append(a.open, a.From(l, 0))
}

var admonitions = map[string]bool{"NOTE": true, "TIP": true, "IMPORTANT": true, "WARNING": true, "CAUTION": true}

// isDelimiter reports whether a line begins and ends a block.
func isDelimiter(s string) bool {
	if s == "--" || s == "|===" || s == ",===" || s == ":===" || s == "!===" || s == "```" || strings.HasPrefix(s, "```") {
		return true
	}
	return len(s) >= 4 && strings.IndexByte("-.=*_+/\"", s[0]) >= 0 && strings.Trim(s, s[:1]) == ""
}

// delimited reads a block between two lines that are the same. One without an end goes on to the
// end of the text, as programs for AsciiDoc show it.
func (a *text) delimited(i, to int) int {
	opening, style := a.Text(a.lines[i]), a.style
	a.flush()
	closing := opening
	if strings.HasPrefix(opening, "```") {
		closing = "```"
	}
	end := i + 1
	for end < to && a.Text(a.lines[end]) != closing {
		end++
	}
	if end == to {
		a.Gap(0, gap.Damaged+": a block has no end", "end it where it should: "+closing)
	}
	a.style = ""
	inside := a.lines[i+1 : end]
	switch {
	case opening[0] == '/' || style == "comment":
		for _, l := range inside {
			a.Omit("comments", a.Text(l))
		}
	case strings.HasSuffix(opening, "==="), style == "" && opening[1:] == "===":
		if opening[0] == '=' {
			a.inner(i+1, end)
			break
		}
		a.table(inside, opening[0])
	case opening[0] == '-' && len(opening) > 2 && style != "quote", opening[0] == '`', opening[0] == '.':
		a.Verbatim(inside)
	case opening[0] == '+' && style != "quote":
		a.passed(inside)
	case opening[0] == '_' || opening[0] == '"' || style == "quote" || style == "verse":
		a.Quoted++
		a.inner(i+1, end)
		a.Quoted--
	default:
		a.inner(i+1, end)
	}
	return min(end+1, to) - i
}

// inner reads the blocks within a block.
func (a *text) inner(from, to int) {
	if a.Deeper() {
		a.blocks(from, to)
		a.Shallower()
	}
}

// passed names lines that go into the page as they are.
func (a *text) passed(lines []markup.Line) {
	for _, l := range lines {
		if strings.ContainsFunc(a.Text(l), canonical.IsWordRune) {
			a.Gap(0, "markup of the page not read", "check the converted page, too: between the lines of ++++ is HTML")
			return
		}
	}
}

// table reads the rows of a table. Its rows have as many cells as its first line.
func (a *text) table(lines []markup.Line, mark byte) {
	if mark != '|' && mark != '!' {
		for _, l := range lines {
			a.Paragraph(document.Body, 0, a.From(l, 0))
		}
		return
	}
	columns, cells := 0, 0
	var open []markup.Line
	put := func() {
		if len(open) > 0 {
			if columns == 0 || (cells-1)%columns == 0 {
				a.NextRow()
			}
			a.NextCell()
			a.Paragraph(document.Cell, 0, open...)
		}
		open = nil
	}
	for _, l := range lines {
		s := a.Text(l)
		first := cells
		for at := 0; at <= len(s); {
			end := strings.IndexByte(s[at:], mark)
			if end > 0 && s[at+end-1] == '\\' {
				end = -1
			}
			last := end < 0
			if last {
				end = len(s) - at
			}
			stretch := a.From(l, at)
			stretch.End = l.Start + l.Indent + at + specification(s[at:at+end], last)
			if stretch.Start < stretch.End {
				open = append(open, stretch)
			}
			if last {
				break
			}
			if cells > 0 {
				put()
			}
			cells++
			at += end + 1
		}
		if columns == 0 && cells > first {
			put()
			columns = cells
		}
	}
	put()
}

// specification is where the text of a cell ends: before what says of the next cell how it is set.
func specification(s string, last bool) int {
	s = strings.TrimRight(s, canonical.Blanks)
	if last {
		return len(s)
	}
	from := strings.LastIndexAny(s, canonical.Blanks) + 1
	if spec := s[from:]; spec != "" && len(spec) < 10 && strings.Trim(spec, "0123456789.+*<>^aehlmsdv") == "" &&
		(len(spec) == 1 && from > 0 || strings.ContainsAny(spec, "+*<>^")) {
		return len(strings.TrimRight(s[:from], canonical.Blanks))
	}
	return len(s)
}

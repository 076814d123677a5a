// Package org reads texts of Org, the outliner of Emacs.
package org

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/markup"
	"refrain/analyzer/reader/provision"
)

var rules = &markup.Rules{Triggers: "*/_+=~[<\\", Take: take}

// Read reads what the exported page shows. Comments, properties and code are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	p := markup.NewPage(ctx, in, rules)
	o := &text{Page: p, lines: p.Lines(), endless: map[string]int{}}
	o.blocks(0, len(o.lines))
	return p.Finish()
}

// text is a file that is being read.
type text struct {
	*markup.Page
	lines   []markup.Line
	comment int // the level of the heading whose section is a comment; 0 for none
	open    []markup.Line
	role    document.Role
	endless map[string]int // up to which line there is no end for blocks of a kind
}

// flush appends the open paragraph.
func (o *text) flush() {
	level := 0
	if o.role == document.ListItem {
		level = 1
	}
	o.Paragraph(o.role, level, o.open...)
	o.open, o.role = nil, document.Body
}

func (o *text) blocks(from, to int) {
	for i := from; i < to && o.Ctx.Err() == nil; {
		i += o.line(i, to)
	}
	o.flush()
}

// isHeading reports whether a line that begins with so many stars is a heading.
func isHeading(s string, stars int) bool { return stars > 0 && stars < len(s) && s[stars] == ' ' }

// isDrawer reports whether a line is ":NAME:", which begins a drawer.
func isDrawer(s string) bool {
	return len(s) > 2 && s[0] == ':' && strings.HasSuffix(s, ":") && !strings.ContainsAny(s[1:len(s)-1], ": ")
}

// isNote reports whether a line begins with the label of a footnote.
func isNote(s string) bool { return strings.HasPrefix(s, "[fn:") && strings.Contains(s, "]") }

// line reads a line or the block that it opens, and returns how many lines it took.
func (o *text) line(i, to int) int {
	l := o.lines[i]
	s := o.Text(l)
	lower := strings.ToLower(s)
	stars := len(s) - len(strings.TrimLeft(s, "*"))
	switch {
	case l.Indent == 0 && isHeading(s, stars):
		o.flush()
		o.heading(l, stars)
	case o.comment > 0:
		o.Omit("comments", s)
	case s == "":
		o.flush()
	case s == "#" || strings.HasPrefix(s, "# "):
		o.flush()
		o.Comment("# ", l)
	case strings.HasPrefix(lower, "#+begin_"):
		o.flush()
		return o.block(i, to, lower[len("#+begin_"):])
	case strings.HasPrefix(s, "#+"):
		o.flush()
		o.keyword(l, lower)
	case isDrawer(s):
		return o.drawer(i, to)
	case strings.HasPrefix(s, ": ") || s == ":":
		o.flush()
		o.Verbatim([]markup.Line{o.From(l, 1)})
	case s[0] == '|':
		o.flush()
		o.row(l)
	case l.Indent == 0 && isNote(s):
		o.flush()
		o.open, o.role = []markup.Line{o.From(l, strings.IndexByte(s, ']')+1)}, document.Note
	case len(s) > 4 && strings.Trim(s, "-") == "":
		o.flush()
	default:
		o.words(l, s)
	}
	return 1
}

// words adds a line to the open paragraph, or begins an item with it.
func (o *text) words(l markup.Line, s string) {
	n := provision.ListMarker(s)
	if n == 0 || n > len(s) || strings.IndexByte("-+*0123456789", s[0]) < 0 {
		o.open = append(o.open, o.From(l, 0))
		return
	}
	o.flush()
	o.role = document.ListItem
	if strings.IndexByte("-+*", s[0]) < 0 {
		n = 0 // Its number is text.
	}
	item := o.From(l, n)
	if box := o.Text(item); strings.HasPrefix(box, "[ ] ") ||
		strings.HasPrefix(box, "[X] ") || strings.HasPrefix(box, "[-] ") {
		item = o.From(item, len("[ ] "))
	}
	o.open = append(o.open, item)
}

// heading reads a headline: without its keyword and tags.
func (o *text) heading(l markup.Line, stars int) {
	if o.comment > 0 && stars > o.comment {
		o.Omit("comments", o.Text(l))
		return
	}
	o.comment = 0
	l = o.From(l, stars)
	for _, word := range []string{"TODO ", "DONE "} {
		if strings.HasPrefix(o.Text(l), word) {
			l = o.From(l, len(word))
		}
	}
	if s := o.Text(l); len(s) > 4 && strings.HasPrefix(s, "[#") && s[3] == ']' {
		l = o.From(l, len("[#A]"))
	}
	if s := o.Text(l); s == "COMMENT" || strings.HasPrefix(s, "COMMENT ") {
		o.comment = stars
		o.Omit("comments", s)
		return
	}
	s := o.Text(l)
	if cut := strings.LastIndex(s, " :"); cut >= 0 && strings.HasSuffix(s, ":") && !strings.Contains(s[cut+1:], " ") {
		o.Omit("metadata", strings.ReplaceAll(s[cut:], ":", " "))
		l.End = l.Start + cut
	}
	o.Paragraph(document.Heading, stars, l)
}

// keyword reads a line like "#+title: Plan".
func (o *text) keyword(l markup.Line, lower string) {
	name, _, _ := strings.Cut(lower[len("#+"):], ":")
	rest := o.From(l, min(len("#+")+len(name)+1, l.Len()))
	switch name {
	case "title":
		o.Paragraph(document.Title, 0, rest)
	case "subtitle":
		o.Paragraph(document.Heading, 1, rest)
	case "caption":
		o.Paragraph(document.Caption, 0, rest)
	case "include":
		o.Linked(o.Text(rest))
	default:
		o.Omit("metadata", o.Text(rest))
	}
}

// block reads a block like "#+begin_quote".
func (o *text) block(i, to int, opening string) int {
	kind, _, _ := strings.Cut(opening, " ")
	end := i + 1
	if to <= o.endless[kind] {
		end = to
	}
	for end < to && strings.ToLower(o.Text(o.lines[end])) != "#+end_"+kind {
		end++
	}
	if end == to { // It has no end: what follows is text.
		o.endless[kind] = max(o.endless[kind], to)
		return 1
	}
	switch kind {
	case "comment":
		for _, l := range o.lines[i+1 : end] {
			o.Omit("comments", o.Text(l))
		}
	case "src", "example", "export":
		o.Verbatim(o.lines[i+1 : end])
	case "quote", "verse":
		o.Quoted++
		if o.Deeper() {
			o.blocks(i+1, end)
			o.Shallower()
		}
		o.Quoted--
	default:
		if o.Deeper() {
			o.blocks(i+1, end)
			o.Shallower()
		}
	}
	return end + 1 - i
}

// drawer counts the lines of a drawer as metadata, where it has an end.
func (o *text) drawer(i, to int) int {
	const most = 1000 // lines
	for end := i + 1; end < min(to, i+most); end++ {
		if strings.EqualFold(o.Text(o.lines[end]), ":END:") {
			o.flush()
			for _, l := range o.lines[i+1 : end] {
				o.Omit("metadata", o.Text(l))
			}
			return end + 1 - i
		}
	}
	o.open = append(o.open, o.From(o.lines[i], 0))
	return 1
}

// row reads a row of a table.
func (o *text) row(l markup.Line) {
	s := o.Text(l)
	if strings.HasPrefix(s, "|-") {
		return
	}
	o.NextRow()
	for at := 1; at < len(s); {
		end := strings.IndexByte(s[at:], '|')
		if end < 0 {
			end = len(s) - at
		}
		o.NextCell()
		cell := o.From(l, at)
		cell.End = l.Start + l.Indent + at + end
		for cell.End > cell.Start && canonical.IsBlank(o.Source[cell.End-1]) {
			cell.End--
		}
		if cell.Start < cell.End {
			o.Paragraph(document.Cell, 0, cell)
		}
		at += end + 1
	}
}

// take knows marks, links and notes.
func take(p *markup.Page, at, end int) (n int, do func()) {
	s := p.Source[at:end]
	switch c := s[0]; c {
	case '\\':
		if strings.HasPrefix(s, "\\\\") && (len(s) == 2 || s[2] == '\n' || s[2] == '\r') {
			return 2, p.Newline
		}
	case '[':
		return link(p, at, s)
	case '<': // a date
		if n := strings.IndexByte(s, '>'); n > 10 && n < 40 && s[1] >= '0' && s[1] <= '9' && s[5] == '-' {
			return n + 1, p.Left("", at, at)
		}
	default:
		to := p.Closing(at, end, s[:1], true)
		if to < 0 {
			return 0, nil
		}
		return to + 1 - at, marked(p, c, at+1, to)
	}
	return 0, nil
}

// marked reads what is between two marks.
func marked(p *markup.Page, mark byte, from, to int) func() {
	switch mark {
	case '/':
		return p.Marked(document.Emphasis, from, to)
	case '+':
		return p.Struck(from, to)
	case '=', '~':
		return p.Left("code", from, to)
	}
	return p.Plain(from, to)
}

// link reads a link, or a reference to a note, at the start of s.
func link(p *markup.Page, at int, s string) (n int, do func()) {
	s = s[:min(len(s), 4<<10)]
	switch {
	case strings.HasPrefix(s, "[fn:"):
		n = markup.Bracketed(s)
		if n == 0 {
			return 0, nil
		}
		inner := s[len("[fn:") : n-1]
		if cut := strings.IndexByte(inner, ':'); cut >= 0 {
			p.Note(at+len("[fn:")+cut+1, at+n-1)
		}
		return n, func() {}
	case strings.HasPrefix(s, "[["):
		n = strings.Index(s, "]]")
		if n < 0 {
			return 0, nil
		}
		if cut := strings.Index(s[:n], "]["); cut > 0 {
			return n + 2, p.Plain(at+cut+2, at+n)
		}
		return n + 2, p.Left("", at, at)
	}
	return 0, nil
}

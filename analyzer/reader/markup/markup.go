// Package markup holds what the readers of light markup share: AsciiDoc, reStructuredText and Org.
// Their files are text with marks, lines that open blocks, and words between marks.
package markup

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/provision"
)

// Page is a document that is being read from light markup.
type Page struct {
	*builder.Builder
	Ctx     context.Context
	Source  string
	Outline provision.Outline
	Values  map[string]string // of names that the text gives values to
	Quoted  int               // how many quotations are open around the block at hand

	rules *Rules
	notes []document.Span // of the open block, which are read after it
	depth int             // that blocks and marks may still have
}

// Rules are what is between the words of a format.
type Rules struct {
	// Triggers are the bytes at which Inline asks Take.
	Triggers string
	// Take is what is at the offset at, before end: n bytes, which do appends; 0 for plain text.
	Take func(p *Page, at, end int) (n int, do func())
}

// Line is a line of the source without its end.
type Line struct {
	document.Span
	Indent int // blanks before its first word; all of its length for a blank line
}

// NewPage starts a document. Files of its format are read by the rules.
func NewPage(ctx context.Context, in input.Input, rules *Rules) *Page {
	d := in.Decode()
	return &Page{
		Builder: d, Ctx: ctx, Source: d.Doc.Source, Values: map[string]string{}, rules: rules,
		depth: in.Options.Limits.Depth,
	}
}

// Lines are the lines of the source.
func (p *Page) Lines() []Line {
	at := 0
	if strings.HasPrefix(p.Source, charset.BOM) {
		at = len(charset.BOM)
	}
	lines := make([]Line, 0, strings.Count(p.Source, "\n")+1)
	for at < len(p.Source) {
		end, next := len(p.Source), len(p.Source)
		if n := strings.IndexAny(p.Source[at:], "\r\n"); n >= 0 {
			end, next = at+n, at+n+1
			if strings.HasPrefix(p.Source[end:], "\r\n") {
				next++
			}
		}
		last := end
		for last > at && canonical.IsBlank(p.Source[last-1]) {
			last--
		}
		lines = append(lines, p.line(at, last))
		at = next
	}
	return lines
}

func (p *Page) line(from, to int) Line {
	text := p.Source[from:to]
	return Line{document.Span{Start: from, End: to}, len(text) - len(strings.TrimLeft(text, " \t\f\v"))}
}

// Text is the words of a line.
func (p *Page) Text(l Line) string { return p.Source[l.Start+l.Indent : l.End] }

// From is the line from its nth byte after the indent on.
func (p *Page) From(l Line, n int) Line {
	from := min(l.Start+l.Indent+n, l.End)
	rest := p.line(from, l.End)
	return Line{document.Span{Start: from + rest.Indent, End: l.End}, 0}
}

// Comment takes lines that are one comment, without the signs of which the first begins.
func (p *Page) Comment(signs string, lines ...Line) {
	if len(lines) == 0 {
		return
	}
	first := lines[0]
	text := strings.TrimLeft(p.Text(first), signs)
	at := first.End - len(text)
	if strings.HasPrefix(text, document.Directive) {
		p.Builder.Comment(p.Source[at:lines[len(lines)-1].End], at)
		return
	}
	p.Omit("comments", text)
	for _, l := range lines[1:] {
		p.Omit("comments", p.Text(l))
	}
}

// IsBlank reports whether a line holds nothing.
func (l Line) IsBlank() bool { return l.Indent == l.Len() }

// Deeper reports whether blocks may be nested once more, and counts it; Shallower takes it back.
func (p *Page) Deeper() bool {
	const deepest = 50 // No text that people write comes near.
	if p.depth == 0 || p.Quoted > deepest {
		p.Gap(0, gap.Limit, "check the file: its parts are nested too deep")
		return false
	}
	p.depth--
	return true
}

// Shallower ends what Deeper began.
func (p *Page) Shallower() { p.depth++ }

// Role is the role of a block where quotations are open.
func (p *Page) Role(role document.Role) document.Role {
	if p.Quoted > 0 && role != document.Note && role != document.Cell {
		return document.BlockQuote
	}
	return role
}

// Paragraph appends lines as a block.
func (p *Page) Paragraph(role document.Role, level int, lines ...Line) {
	if len(lines) == 0 {
		return
	}
	role = p.Role(role)
	p.Begin(role, level, p.Outline.Path)
	first := lines[0].Start
	for i, l := range lines { // Lines that follow each other are one stretch: marks go on over their ends.
		if i+1 == len(lines) || strings.Trim(p.Source[l.End:lines[i+1].Start], canonical.Blanks) != "" {
			p.Newline()
			p.Inline(first, l.End)
			if i+1 < len(lines) {
				first = lines[i+1].Start
			}
		}
	}
	switch role {
	case document.Heading:
		p.EndHeading(&p.Outline, level)
	case document.Body, document.ListItem:
		p.EndProvision(&p.Outline)
	default:
		p.End()
	}
	p.putNotes()
}

// putNotes appends the notes of the block that has ended.
func (p *Page) putNotes() {
	for len(p.notes) > 0 {
		waiting := p.notes
		p.notes = nil
		for _, n := range waiting {
			p.Begin(document.Note, 0, p.Outline.Path)
			p.Inline(n.Start, n.End)
			p.End()
		}
	}
}

// Note says that a stretch is a note to the open block.
func (p *Page) Note(from, to int) { p.notes = append(p.notes, document.Span{Start: from, End: to}) }

// Verbatim reads lines that are set as they are typed where they are prose, and counts them as code
// elsewhere.
func (p *Page) Verbatim(lines []Line) {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Of(p.Source) + "\n")
	}
	if !html.IsProse(b.String()) {
		p.Omit("code", b.String())
		return
	}
	from := 0
	for i := range lines {
		if lines[i].IsBlank() {
			p.verse(lines[from:i])
			from = i + 1
		}
	}
	p.verse(lines[from:])
}

// verse appends lines without marks as a paragraph.
func (p *Page) verse(lines []Line) {
	if len(lines) == 0 {
		return
	}
	p.Begin(p.Role(document.Body), 0, p.Outline.Path)
	for _, l := range lines {
		p.Newline()
		p.Words(l.Start+l.Indent, l.End)
	}
	p.EndProvision(&p.Outline)
}

// Words appends a stretch without marks. White space is between words only.
func (p *Page) Words(from, to int) {
	s := p.Source
	for i := from; i < to; {
		if !canonical.IsBlank(s[i]) {
			i++
			continue
		}
		end := i
		for end < to && canonical.IsBlank(s[end]) {
			end++
		}
		if end == i+1 && s[i] == ' ' && i > from {
			i = end
			continue
		}
		p.Builder.Text(s[from:i], from)
		switch {
		case p.AfterBlank():
		case strings.IndexByte(s[i:end], '\n') >= 0:
			p.Builder.Text("\n", i+strings.IndexByte(s[i:end], '\n'))
		default:
			p.Stands(" ", i, end-i)()
		}
		i, from = end, end
	}
	p.Builder.Text(s[from:to], from)
}

// Inline appends a stretch of text with marks.
func (p *Page) Inline(from, to int) {
	if from >= to {
		return
	}
	if !p.Deeper() {
		p.Words(from, to)
		return
	}
	defer p.Shallower()
	plain := from
	for i := from; i < to; {
		n := strings.IndexAny(p.Source[i:to], p.rules.Triggers)
		if n < 0 {
			break
		}
		i += n
		length, do := p.rules.Take(p, i, to)
		if length <= 0 {
			i++
			continue
		}
		p.Words(plain, i)
		if do != nil {
			do()
		}
		i += min(length, to-i)
		plain = i
	}
	p.Words(plain, to)
}

// How far an end is looked for, and how many marks are tried that do not end it: a text of nothing
// but marks costs no more than a few times its length.
const (
	furthest  = 4 << 10
	mostTries = 30
)

// Closing is where the mark that is at the offset at and set close to words ends them, before end;
// -1 where it does not. Where strict, it is no mark within a word.
func (p *Page) Closing(at, end int, mark string, strict bool) int {
	s := p.Source
	from := at + len(mark)
	if from >= end || canonical.IsBlank(s[from]) || strict && within(s, at, from, -1) {
		return -1
	}
	for i, tries := from+1, 0; i < min(end, at+furthest) && tries < mostTries; i, tries = i+1, tries+1 {
		n := strings.Index(s[i:min(end, at+furthest)], mark)
		if n < 0 {
			return -1
		}
		i += n
		if canonical.IsBlank(s[i-1]) || strict && within(s, i, i+len(mark), 1) {
			continue
		}
		if strings.Contains(s[from:i], "\n\n") {
			return -1
		}
		return i
	}
	return -1
}

// within reports whether a mark has a letter or digit on the side where there is to be none.
func within(s string, from, to, side int) bool {
	if side < 0 {
		r, _ := utf8.DecodeLastRuneInString(s[:from])
		return from > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	r, _ := utf8.DecodeRuneInString(s[to:])
	return to < len(s) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Marked is Inline for a stretch that has a mark.
func (p *Page) Marked(kind document.MarkKind, from, to int) func() {
	return func() {
		p.OpenMark(kind)
		p.Inline(from, to)
		p.CloseMark(kind)
	}
}

// Plain is Inline for a stretch whose mark says nothing.
func (p *Page) Plain(from, to int) func() { return func() { p.Inline(from, to) } }

// Struck is Inline for a stretch that is struck through.
func (p *Page) Struck(from, to int) func() {
	return func() {
		kind, reason := p.Exclusion, p.Reason
		p.Exclude(document.Deleted, builder.StruckThrough)
		p.Inline(from, to)
		p.Exclude(kind, reason)
	}
}

// Stands appends what n bytes of the source at the offset at stand for.
func (p *Page) Stands(value string, at, n int) func() {
	if len(value) == n && value != p.Source[at:at+n] {
		n = 0 // It does not stand there byte for byte.
	}
	return func() { p.Decoded(value, at, n) }
}

// Left leaves a stretch out, and counts its words as that; "" counts none.
func (p *Page) Left(what string, from, to int) func() {
	return func() {
		if what != "" {
			p.Omit(what, p.Source[from:to])
		}
		p.Space()
	}
}

// Linked adds the gap of text that is in another file.
func (p *Page) Linked(name string) {
	if len(p.Doc.Gaps) >= builder.MaxNamedGaps {
		name = "more files"
	}
	p.Gap(0, gap.Linked, "check that file, too: "+strings.TrimSpace(name))
}

// longestValue is how many bytes a value has that is put in, so that a short text does not become a
// long one.
const longestValue = 1000

// Name gives a value to a name.
func (p *Page) Name(name, value string) {
	value = strings.Trim(value, canonical.Blanks)
	if len(value) <= longestValue && !p.TooMany(len(p.Values), "names of values") {
		p.Values[name] = value
	}
}

// Bracketed is the length of what is between brackets at the start of s, with the brackets.
func Bracketed(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// Package text reads plain text.
package text

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/margin"
	"refrain/analyzer/reader/provision"
)

// Read reads plain text. Paragraphs end at blank lines, and at form feeds unless a sentence goes on
// after one; headings, list items and quotations in the style of mail are told by how a line
// begins.
func Read(_ context.Context, in input.Input) *document.Document {
	d := in.Decode()
	from := 0
	if strings.HasPrefix(d.Doc.Source, charset.BOM) {
		from = len(charset.BOM)
	}
	if marks := margin.Find(d.Doc.Source[from:]); len(marks.List) > 0 {
		return readMarked(d, from, marks, in.Options.Limits)
	}
	d.TakeWhole(from)
	t := plain{d: d, text: d.Doc.Text, odd: oddBreaks(d.Doc.Text)}
	t.blocks()
	return d.Finish()
}

// plain splits a text into blocks, line by line.
type plain struct {
	d    *builder.Builder
	text string
	odd  bool // lines may end otherwise than with "\n"

	block  document.Block // the open one, when it holds lines
	lines  int            // in the open block
	indent int            // bytes by which the last line is set in
	ended  bool           // the last line ended like a sentence or clause
	closed bool           // a blank line, or the start of the text, is before the open block
	path   provision.Outline
	spoken bool // it is a transcript, in which nothing is a heading or a list by its looks
}

// oddBreaks reports whether a text has line or page breaks other than "\n" and "\r\n".
func oddBreaks(text string) bool {
	if strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		return true
	}
	for _, s := range []string{"\f", "\v", "\u2028", "\u2029", "\u0085"} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// line is where the line that starts at i ends, and where the next one starts. A form feed ends a
// line, and is one of its own.
func (t *plain) line(i int) (end, next int) {
	if !t.odd {
		if n := strings.IndexByte(t.text[i:], '\n'); n >= 0 {
			return i + n, i + n + 1
		}
		return len(t.text), len(t.text)
	}
	if t.text[i] == '\f' {
		return i + 1, i + 1
	}
	for j := i; j < len(t.text); j++ {
		switch c := t.text[j]; {
		case c == '\f':
			return j, j
		case c == '\n' || c == '\r' || c == '\v':
			return j, j + 1
		case c == 0xC2 && strings.HasPrefix(t.text[j:], "\u0085"):
			return j, j + 2
		case c == 0xE2 && (strings.HasPrefix(t.text[j:], "\u2028") || strings.HasPrefix(t.text[j:], "\u2029")):
			return j, j + 3
		}
	}
	return len(t.text), len(t.text)
}

func (t *plain) blocks() {
	t.closed = true
	t.d.Doc.Blocks = make([]document.Block, 0, len(t.text)/300+1)
	for i := 0; i < len(t.text); {
		end, next := t.line(i)
		first, last := i, end
		for first < last && canonical.IsBlank(t.text[first]) {
			first++
		}
		for first < last && canonical.IsBlank(t.text[last-1]) {
			last--
		}
		switch {
		case first == last:
			if t.odd && next < len(t.text) && t.text[i:end] == "" && next-i == 1 && t.text[i] == '\n' && i > 0 &&
				t.text[i-1] == '\r' {
				break // The second half of CR LF is no blank line.
			}
			if n := provision.PageMark(t.text[i:]); n > 0 {
				t.d.Remove(document.Span{Start: i, End: i + n})
				if next = i + n; t.lines == 0 || t.ended {
					t.end(true)
					t.closed = true
				}
				break
			}
			if on := t.goesOn(i); on > 0 {
				next = on
				break
			}
			t.end(true)
			t.closed = true
		case t.text[first] == '>':
			if from := captioned(t.text[first:last]); from > 0 {
				t.end(true)
				t.d.Remove(document.Span{Start: first, End: first + from})
				t.startBlock(document.Body, first+from)
				t.add(last)
				break
			}
			t.quoted(first, last)
		default:
			t.plainLine(first, last, first-i)
		}
		i = next
	}
	t.end(true)
}

// goesOn is where the open paragraph goes on after the white space at i, when that holds a page
// break in the middle of a sentence: the paragraph has not come to an end, and what follows begins
// with a small letter. It is 0 when the paragraph does not.
func (t *plain) goesOn(i int) int {
	if !t.odd || t.lines == 0 || t.ended || t.block.Role == document.BlockQuote {
		return 0
	}
	rest := strings.TrimLeft(t.text[i:], canonical.Blanks)
	on := len(t.text) - len(rest)
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsLower(r) || strings.IndexByte(t.text[i:on], '\f') < 0 {
		return 0
	}
	return on
}

// plainLine adds a line to the open block, or starts a block with it. The line is set in by so many
// bytes.
func (t *plain) plainLine(first, last, indent int) {
	line := t.text[first:last]
	if t.lines > 0 && t.block.Role == document.BlockQuote {
		t.end(true)
	}
	if t.lines > 1 && !t.spoken && provision.BeginsParagraph(t.block.Of(t.text), t.indent, indent) {
		t.end(false)
	}
	t.indent = indent
	if marker := provision.ListMarker(line); marker > 0 && !t.spoken &&
		(t.lines == 0 || t.ended || !provision.Refers(line)) &&
		(t.lines == 0 || t.ended || t.block.Role == document.ListItem || provision.IsBullet(line)) {
		t.end(false)
		t.startBlock(document.ListItem, first)
		t.block.Level = 1
	} else if t.lines > 0 && t.ended {
		if label, _ := provision.NumberedHeading(line); label != "" {
			t.end(true)
		}
	}
	if t.lines == 0 && t.block.Role != document.ListItem {
		t.startBlock(document.Body, first)
	}
	t.add(last)
}

func (t *plain) startBlock(role document.Role, at int) {
	t.block = document.Block{Span: document.Span{Start: at}, Role: role}
}

func (t *plain) add(last int) {
	t.block.End = last
	t.lines++
	t.ended = provision.EndsClause(t.text[:last])
}

// captioned is where the name begins in a line like ">> REPORTER: We heard", as captions mark that
// another speaks; 0 in other lines.
func captioned(line string) int {
	rest := strings.TrimLeft(strings.TrimLeft(line, ">"), " ")
	name, _, ok := strings.Cut(rest, ": ")
	if !ok || !strings.HasPrefix(line, ">>") || len(name) > 40 || strings.ContainsAny(name, ">.?!") ||
		name != strings.ToUpper(name) || name == strings.ToLower(name) {
		return 0
	}
	return len(line) - len(rest)
}

// quoted adds a line that begins with ">" to a quotation. The marks are taken out of the text.
func (t *plain) quoted(first, last int) {
	from := first
	for from < last && (t.text[from] == '>' || canonical.IsBlank(t.text[from])) {
		from++
	}
	if t.lines > 0 && (t.block.Role != document.BlockQuote || from == last) {
		t.end(true)
	}
	if from == last {
		t.d.Remove(document.Span{Start: first, End: from})
		return
	}
	if t.lines == 0 {
		t.startBlock(document.BlockQuote, from)
	}
	t.d.Remove(document.Span{Start: first, End: from})
	t.add(last)
}

// end ends the open block. Whether a blank line follows tells headings from first lines.
func (t *plain) end(blank bool) {
	if t.lines == 0 {
		t.block = document.Block{}
		return
	}
	b := t.block
	switch text := b.Of(t.text); {
	case b.Role == document.Body:
		label, level := provision.NumberedHeading(text[:provision.FirstLine(text)])
		if label != "" && t.path.RunsOn(text, label) { // Its first paragraph is in the same line.
			b.Path = t.path.Provision(text)
		} else if t.lines == 1 && blank && t.closed && !t.spoken && (label != "" || provision.HeadingLike(text) ||
			provision.TitleLike(text) && t.standsAlone(b.End)) {
			b.Role, b.Level = document.Heading, max(level, 1)
			if label == "" {
				b.Path = t.path.Heading(b.Level, text)
			} else {
				b.Path = t.path.Cite(b.Level, label)
			}
		} else if label != "" && level < provision.Level {
			b.Path = t.path.Cite(level, label)
		} else {
			b.Path = t.path.Provision(text)
		}
	case b.Role == document.ListItem && t.lines == 1 && blank && t.closed && provision.HeadingLike(text) &&
		t.standsAlone(b.End):
		b.Role = document.Heading // "3. Terms to avoid" above its section looks like an item of a list.
		b.Path = t.path.Heading(b.Level, text)
	case b.Role == document.ListItem:
		b.Path = t.path.Provision(text)
	default:
		b.Path = t.path.String()
	}
	t.d.AddBlock(b)
	t.block, t.lines, t.ended, t.closed = document.Block{}, 0, false, blank
}

// standsAlone reports whether a paragraph follows at i, and neither the block before nor what
// follows is an item of a list.
func (t *plain) standsAlone(i int) bool {
	if n := len(t.d.Doc.Blocks); n > 0 && t.d.Doc.Blocks[n-1].Role == document.ListItem {
		return false
	}
	next := strings.TrimLeft(t.text[i:min(len(t.text), i+200)], canonical.Blanks)
	return len(next) > 1 && provision.ListMarker(next) == 0
}

// Package latex reads texts of LaTeX, as far as that can be done without running them.
package latex

import (
	"context"
	"sort"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/provision"
)

// Is knows LaTeX by the class of the document, which comes first but for comments.
func Is(c *input.Content, named bool) input.Fit {
	s := c.Head()
	for {
		s = strings.TrimLeft(s, canonical.Blanks)
		if !strings.HasPrefix(s, "%") {
			break
		}
		s = s[provision.FirstLine(s):]
	}
	if strings.HasPrefix(s, `\documentclass`) || strings.HasPrefix(s, `\begin{document}`) {
		return input.Leading
	}
	return input.Unfit
}

// Read reads what the typeset pages show. Comments, formulas, code and what is set up before the
// text are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	t := &text{ctx: ctx, d: d, s: d.Doc.Source, depth: min(in.Options.Limits.Depth, deepest), macros: map[string]macro{},
		endless: map[string]bool{}}
	if strings.HasPrefix(t.s, charset.BOM) {
		t.at = len(charset.BOM)
	}
	t.match()
	t.silent = strings.Contains(t.s, `\begin{document}`)
	t.run(len(t.s))
	t.endBlock()
	return d.Finish()
}

// deepest is how deep groups are followed. No text that people write comes near.
const deepest = 200

// text is a file that is being read.
type text struct {
	ctx     context.Context
	d       *builder.Builder
	s       string
	at      int
	depth   int // that arguments may still have
	outline provision.Outline
	notes   []document.Span
	macros  map[string]macro // that the text defines, by their names
	groups  []group          // in the order in which they begin
	endless map[string]bool  // environments that have no end from here on

	silent bool          // the text has not begun
	over   bool          // the text has ended
	quoted int           // quotations that are open
	lists  int           // lists that are open
	item   bool          // the open block is an item
	tables int           // tables that are open
	role   document.Role // of the block that an argument is; Body for none
}

// group is where a group begins and ends: after its brace and before the other one.
type group struct{ from, to int32 }

// match finds all groups.
func (t *text) match() {
	var open []int32
	for i := 0; i < len(t.s); i++ {
		n := strings.IndexAny(t.s[i:], "\\%{}")
		if n < 0 {
			break
		}
		switch i += n; t.s[i] {
		case '\\':
			i++
		case '%':
			i += strings.IndexAny(t.s[i:]+"\n", "\r\n")
		case '{':
			open = append(open, int32(len(t.groups)))
			t.groups = append(t.groups, group{int32(i + 1), -1})
			t.d.Loaded += groupBytes
		default:
			if k := len(open); k > 0 {
				t.groups[open[k-1]].to = int32(i)
				open = open[:k-1]
			}
		}
	}
}

// groupBytes is about how many bytes a group takes.
const groupBytes = 16

// groupEnd is where the group that begins at from ends, or -1.
func (t *text) groupEnd(from, to int) int {
	i := sort.Search(len(t.groups), func(i int) bool { return int(t.groups[i].from) >= from })
	if i == len(t.groups) || int(t.groups[i].from) != from || int(t.groups[i].to) > to {
		return -1
	}
	return int(t.groups[i].to)
}

// begin begins a block where none is open.
func (t *text) begin() {
	if t.d.IsOpen {
		return
	}
	role, level := t.role, 0
	switch {
	case role != document.Body:
	case t.tables > 0:
		role = document.Cell
	case t.quoted > 0:
		role = document.BlockQuote
	case t.item:
		role, level = document.ListItem, max(t.lists, 1)
	}
	t.d.Begin(role, level, t.outline.Path)
}

// endBlock ends the open block, and reads the notes to it.
func (t *text) endBlock() {
	if t.d.IsOpen {
		t.d.EndProvision(&t.outline)
	}
	for len(t.notes) > 0 {
		waiting := t.notes
		t.notes = nil
		for _, n := range waiting {
			t.block(document.Note, 0, n)
		}
	}
}

// block reads a stretch as a block of its own.
func (t *text) block(role document.Role, level int, s document.Span) {
	t.endBlockOnly()
	silent, outer, waiting := t.silent, t.role, t.notes
	t.silent, t.role, t.notes = false, role, nil
	t.d.Begin(role, level, t.outline.Path)
	t.stretch(s)
	if role == document.Heading {
		t.d.EndHeading(&t.outline, level)
	} else {
		t.d.End()
	}
	t.silent, t.role = silent, outer
	t.notes = append(waiting, t.notes...)
}

// endBlockOnly ends the open block without its notes.
func (t *text) endBlockOnly() {
	if t.d.IsOpen {
		t.d.EndProvision(&t.outline)
	}
}

// stretch reads a stretch of the source that is an argument.
func (t *text) stretch(s document.Span) {
	if t.depth == 0 {
		t.d.Gap(0, gap.Limit, "check the file: its groups are nested too deep, so some were read as plain text")
		t.plain(s.Start, s.End)
		return
	}
	t.depth--
	at := t.at
	t.at = s.Start
	t.run(s.End)
	t.at = at
	t.depth++
}

// run reads to the offset to.
func (t *text) run(to int) {
	for n := 0; t.at < to; n++ {
		if n&1023 == 0 && t.ctx.Err() != nil {
			return
		}
		if t.over {
			t.d.Omit("comments", t.s[t.at:to])
			t.at = to
			return
		}
		length := strings.IndexAny(t.s[t.at:to], "\\{}%$~&-'`\n\r")
		if length < 0 {
			length = to - t.at
		}
		if length > 0 {
			t.plain(t.at, t.at+length)
			t.at += length
			continue
		}
		t.special(to)
	}
}

// plain appends words as they are.
func (t *text) plain(from, to int) {
	if t.silent || from >= to {
		return
	}
	if !t.d.IsOpen && strings.Trim(t.s[from:to], canonical.Blanks) == "" {
		return
	}
	t.begin()
	s := t.s[from:to]
	words := strings.TrimLeft(s, canonical.Blanks)
	if len(words) < len(s) {
		t.d.Space()
	}
	t.d.Text(words, from+len(s)-len(words))
}

// says appends what n bytes at the place at hand stand for, and passes over them.
func (t *text) says(value string, n int) {
	place := n
	if len(value) == n && value != t.s[t.at:t.at+n] {
		place = 0 // It does not stand there byte for byte.
	}
	if !t.silent && value != "" {
		if value == " " {
			if t.d.IsOpen && !t.d.AfterBlank() {
				t.d.Decoded(value, t.at, place)
			}
		} else {
			t.begin()
			t.d.Decoded(value, t.at, place)
		}
	}
	t.at += n
}

// special reads what is no plain word.
func (t *text) special(to int) {
	s := t.s[t.at:to]
	switch s[0] {
	case '%':
		t.comment(to)
	case '\n', '\r':
		t.lineEnd(to)
	case '{', '}':
		t.at++
	case '~':
		t.says(" ", 1)
	case '-':
		t.says(longest(s, "---", "—", "--", "–", "-", "-"))
	case '`':
		t.says(longest(s, "``", "“", "`", "‘"))
	case '\'':
		t.says(longest(s, "''", "”", "'", "’"))
	case '$':
		t.formula(s)
	case '&':
		if t.tables == 0 {
			t.says("&", 1)
			return
		}
		t.at++
		t.endBlock()
		t.d.NextCell()
	default:
		t.command(to)
	}
}

// longest is what the first spelling that s begins with stands for, and its length. Spellings and
// values come in turn.
func longest(s string, pairs ...string) (value string, n int) {
	for i := 0; i < len(pairs); i += 2 {
		if strings.HasPrefix(s, pairs[i]) {
			return pairs[i+1], len(pairs[i])
		}
	}
	return "", 1
}

// comment passes over a comment, and the blanks at the start of the next line, which TeX does not
// set.
func (t *text) comment(to int) {
	end := t.at + strings.IndexAny(t.s[t.at:to]+"\n", "\r\n")
	text := strings.TrimLeft(t.s[t.at:end], "% ")
	t.d.Comment(text, end-len(text))
	t.at = end
	rest := t.s[end:to]
	line := strings.TrimPrefix(strings.TrimPrefix(rest, "\r"), "\n")
	trimmed := strings.TrimLeft(line, " \t")
	if trimmed != "" && trimmed[0] != '\n' && trimmed[0] != '\r' {
		t.at = to - len(trimmed)
	}
}

// lineEnd reads a line end, or the blank lines that end a paragraph.
func (t *text) lineEnd(to int) {
	s := t.s[t.at:to]
	rest := strings.TrimLeft(s, canonical.Blanks)
	blanks := s[:len(s)-len(rest)]
	if strings.Count(strings.ReplaceAll(blanks, "\r\n", "\n"), "\n") > 1 ||
		strings.Count(blanks, "\r") > 1+strings.Count(blanks, "\n") {
		if t.role == document.Body && t.tables == 0 {
			t.endBlock()
		}
	} else if t.d.IsOpen && !t.silent && !t.d.AfterBlank() {
		t.d.Text("\n", t.at+strings.IndexAny(blanks, "\n\r"))
	}
	t.at += len(blanks)
}

// longestFormula is how far the end of a formula is looked for.
const longestFormula = 10 << 10

// formula passes over a formula between dollars. A dollar without another is one.
func (t *text) formula(s string) {
	s = s[:min(len(s), longestFormula)]
	mark := "$"
	if strings.HasPrefix(s, "$$") {
		mark = "$$"
	}
	end := strings.Index(s[len(mark):], mark)
	paragraph := strings.Index(s, "\n\n")
	if end < 0 || paragraph >= 0 && paragraph < end {
		t.says("$", 1)
		return
	}
	t.left("formulas", len(mark)+end+len(mark))
}

// left passes over n bytes, and counts their words.
func (t *text) left(what string, n int) {
	t.d.Omit(what, t.s[t.at:t.at+n])
	t.says(" ", n)
}

package waiver

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// mentioned reports whether a waiver may stand in src. Its colon is rarer in prose than its first
// letter, and so found sooner.
func mentioned(src string) bool {
	for from := 0; ; {
		i := strings.IndexByte(src[from:], before[len(before)-1])
		if i < 0 {
			return false
		}
		if from += i + 1; strings.HasSuffix(src[:from], before) {
			return true
		}
	}
}

// find is where waivers stand in Source, at most one more than are read: the inside of comments
// that nobody reads as text, or lines of their own in plain text.
func (s *Set) find(d *document.Document, m *textMap) []document.Span {
	switch d.Comments {
	case document.NoComments:
		return nil
	case document.LineComments:
		return s.lines(d.Source)
	case document.MarkupComments, document.MarkdownComments:
		return markup(d, m)
	}
	found := slices.Clone(d.Directives)
	if d.Comments == document.BraceComments {
		found = append(found, markup(d, m)...) // Old MDX has both.
	}
	slices.SortFunc(found, func(a, b document.Span) int { return cmp.Compare(a.Start, b.Start) })
	return slices.Compact(found) // An argument may be read twice.
}

// lines finds waivers in plain text.
func (s *Set) lines(src string) []document.Span {
	var found []document.Span
	for offset := 0; offset < len(src) && len(found) <= maxWaivers; {
		end := len(src)
		if n := strings.IndexByte(src[offset:], '\n'); n >= 0 {
			end = offset + n
		}
		line := strings.TrimLeft(src[offset:end], "#/;%*- \t\ufeff")
		if strings.HasPrefix(line, before) && isLikely(line, s.Lexicon) {
			found = append(found, document.Span{Start: end - len(line), End: end})
		}
		offset = end + 1
	}
	return found
}

// markup finds waivers in HTML, XML and Markdown.
func markup(d *document.Document, m *textMap) []document.Span {
	var found, code []document.Span
	src := d.Source
	isMarkdown := d.Comments == document.MarkdownComments || d.Comments == document.BraceComments
	if isMarkdown {
		code = fenced(src)
	}
	for offset := 0; len(found) <= maxWaivers; {
		i := strings.Index(src[offset:], "<!--")
		if i < 0 {
			break
		}
		start := offset + i + len("<!--")
		length := strings.Index(src[start:], "-->")
		if length < 0 {
			break
		}
		offset = start + length
		inside := strings.TrimLeftFunc(src[start:offset], unicode.IsSpace)
		comment := document.Span{Start: start, End: offset}
		// An example of how to write one waives nothing: it is text that is shown, or code.
		if !strings.HasPrefix(inside, before) || m.shown(comment) ||
			isMarkdown && isCode(src, comment, &code) {
			continue
		}
		found = append(found, document.Span{Start: offset - len(inside), End: offset})
	}
	return found
}

// fenced are the code blocks between fences in Markdown, which may stand in quotations and lists.
func fenced(src string) []document.Span {
	var code []document.Span
	fence := ""
	offset := 0
	for line := range strings.Lines(src) {
		s := strings.TrimRight(strings.TrimLeft(line, " \t>-*+0123456789."), " \t\r\n")
		marks := s[:len(s)-len(strings.TrimLeft(s, "`"))] + s[:len(s)-len(strings.TrimLeft(s, "~"))]
		switch {
		case fence == "" && len(marks) >= 3 && !strings.Contains(s[len(marks):], "`"):
			fence = marks
			code = append(code, document.Span{Start: offset, End: len(src)})
		case fence != "" && marks == s && strings.HasPrefix(marks, fence):
			fence = ""
			code[len(code)-1].End = offset + len(line)
		}
		offset += len(line)
	}
	return code
}

// isCode reports whether a comment stands in a code block, or after an open backtick on its line. It
// takes away the blocks that lie before the comment.
func isCode(src string, c document.Span, blocks *[]document.Span) bool {
	for len(*blocks) > 0 && (*blocks)[0].End <= c.Start {
		*blocks = (*blocks)[1:]
	}
	if len(*blocks) > 0 && (*blocks)[0].Overlaps(c) {
		return true
	}
	line := src[max(0, c.Start-maxWaiver):c.Start] // Lines may be as long as a document.
	return strings.Count(line[strings.LastIndexByte(line, '\n')+1:], "`")%2 == 1
}

package wording

import (
	"strings"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// contextLimit is how many bytes of a sentence stand on either side of a finding, at most. It is
// far above any sentence of prose; without it a table that was read as one sentence would be
// printed whole for each of its findings.
const contextLimit = 1000

// Excerpt is the sentence around a finding: whole, or where it is longer than so many bytes on a
// side, cut at a blank.
func Excerpt(text string, sentence, span document.Span, limit int) (s document.Span, cutLeft, cutRight bool) {
	s = sentence
	if span.Start-s.Start > limit {
		s.Start, cutLeft = span.Start-limit, true
		if i := strings.IndexAny(text[s.Start:span.Start], " \n"); i >= 0 {
			s.Start += i + 1
		}
		for s.Start < span.Start && !utf8.RuneStart(text[s.Start]) {
			s.Start++
		}
	}
	if s.End-span.End > limit {
		s.End, cutRight = span.End+limit, true
		if i := strings.LastIndexAny(text[span.End:s.End], " \n"); i >= 0 {
			s.End = span.End + i
		}
		for s.End > span.End && !utf8.RuneStart(text[s.End]) {
			s.End--
		}
	}
	return s, cutLeft, cutRight
}

// Context is the sentence around a finding in one line, with an ellipsis where it was cut.
func Context(text string, sentence, span document.Span) string {
	s, cutLeft, cutRight := Excerpt(text, sentence, span, contextLimit)
	line := make([]byte, 0, s.Len()+8)
	if cutLeft {
		line = append(line, "… "...)
	}
	line = appendLine(line, s.Of(text))
	if cutRight {
		line = append(line, " …"...)
	}
	return string(line)
}

// appendLine appends the words of a canonical text, which has no white space but blanks and line
// breaks, with one blank between two.
func appendLine(line []byte, text string) []byte {
	first := len(line)
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] != ' ' && text[end] != '\n' {
			end++
		}
		if end > 0 {
			if len(line) > first {
				line = append(line, ' ')
			}
			line = append(line, text[:end]...)
		}
		text = text[min(end+1, len(text)):]
	}
	return line
}

// ContextParts is the sentence around a finding in one line, in three parts: what comes before its
// words, the words, and what comes after them.
func ContextParts(d *document.Document, f *analyzer.Finding) (before, words, after string) {
	return ContextWithin(d, f, contextLimit)
}

// ContextWithin is ContextParts with at most so many bytes on a side.
func ContextWithin(d *document.Document, f *analyzer.Finding, limit int) (before, words, after string) {
	s, cutLeft, cutRight := Excerpt(d.Text, f.Sentence, f.Span, limit)
	before = strings.TrimLeft(SingleBlanks(d.Text[s.Start:f.Span.Start]), " ")
	words = OneLine(f.Text(d))
	after = strings.TrimRight(SingleBlanks(d.Text[f.Span.End:s.End]), " ")
	if cutLeft {
		before = "… " + before
	}
	if cutRight {
		after += " …"
	}
	return before, words, after
}

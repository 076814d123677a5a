package reports

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// markdown is text of a document, or of anybody else, that means nothing but itself in Markdown: no markup, no HTML, no link, and on GitHub neither a
// formula, nor a reference to a person or an issue. It is in one line; characters that could change what a reader sees stand there by their number.
func markdown(s string) string {
	s = visible(oneBlank(s))
	var b strings.Builder
	before := ' '
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '#' && next >= '0' && next <= '9', r == '@' && isName(next) && !isName(before):
			b.WriteRune(r)
			b.WriteString("&#8203;")
		case r == '#', r == ':' && next == '/', r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"): // The last two make links.
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

func isName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// lineStart escapes what would begin a list, a rule or an underlined heading at the start of a line of Markdown.
func lineStart(s string) string {
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	switch {
	case s == "":
		return s
	case strings.ContainsRune("-+=:", rune(s[0])):
		return "\\" + s
	case digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')'):
		return s[:digits] + "\\" + s[digits:]
	}
	return s
}

// oneBlank is s with every stretch of white space as one blank, also at its ends.
func oneBlank(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range legible(s) {
		if unicode.IsSpace(r) {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// inContext is the sentence around a finding in one line, in three parts: what comes before its words, the words, and what comes after them.
func inContext(d *document.Document, f *analyzer.Finding) (before, words, after string) {
	s, cutLeft, cutRight := excerpt(d.Text, f.Sentence, f.Span, contextLimit)
	before = strings.TrimLeft(oneBlank(d.Text[s.Start:f.Span.Start]), " ")
	words = oneLine(f.Text(d))
	after = strings.TrimRight(oneBlank(d.Text[f.Span.End:s.End]), " ")
	if cutLeft {
		before = "… " + before
	}
	if cutRight {
		after += " …"
	}
	return before, words, after
}

// markdownContext is the sentence around a finding as a line of Markdown, with the words in bold letters.
func markdownContext(d *document.Document, f *analyzer.Finding) string {
	before, words, after := inContext(d, f)
	return lineStart(markdown(before) + "**" + markdown(words) + "**" + markdown(after))
}

// markdownSource is a source with a link to it, where it has one that can be trusted to be a page of the web.
func markdownSource(s lexicon.Reference) string {
	name := markdown(referenceName(s))
	if !webAddress(s.URL) {
		return name
	}
	return "[" + name + "](<" + s.URL + ">)"
}

// webAddress tells whether a link leads to a page of the web and holds nothing that could end it early.
func webAddress(url string) bool {
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return false
	}
	return strings.IndexFunc(url, func(r rune) bool { return r <= ' ' || r >= 0x7F || strings.ContainsRune("<>\\\"'|[]", r) }) < 0
}

// printable are the entry's sources that may be named.
func printable(e *lexicon.Entry) []lexicon.Reference {
	var list []lexicon.Reference
	for _, s := range e.Sources {
		if s.Printable() {
			list = append(list, s)
		}
	}
	return list
}

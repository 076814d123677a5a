package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// Escape is text of a document, or of anybody else, that means nothing but itself in Markdown: no
// markup, no HTML, no link, and on GitHub neither a formula, nor a reference to a person or an
// issue. It is in one line; characters that could change what a reader sees stand there by their
// number.
func Escape(s string) string {
	s = display.Visible(wording.SingleBlanks(s))
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
		case r == '#', r == ':' && next == '/', r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			// The last two make links.
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

// LineStart escapes what would begin a list, a rule or an underlined heading at the start of a line
// of Markdown.
func LineStart(s string) string {
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

// context is the sentence around a finding as a line of Markdown, with the words in bold letters.
func context(d *document.Document, f *analyzer.Finding) string {
	before, words, after := wording.ContextParts(d, f)
	return LineStart(Escape(before) + "**" + Escape(words) + "**" + Escape(after))
}

// Source is a source with a link to it, where it has one that can be trusted to be a page of the
// web.
func Source(words wording.Words, s lexicon.Reference) string {
	name := Escape(words.ReferenceName(s))
	if !wording.IsWebAddress(s.URL) {
		return name
	}
	return "[" + name + "](<" + s.URL + ">)"
}

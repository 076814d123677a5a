// Package wording holds what reports of several kinds say: of a place, a status, a severity, a
// source, a gap, counts and rates. Kinds lay it out and add only what belongs to their own form, so
// the words of a language are in one room.
package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/display"
)

// What reports of all kinds say in the same words.
const (
	NotRead     Text = "Not read, or not fully"
	Interrupted Text = "Interrupted: this is only what was done until then."
)

// isQuoted reports whether words begin with a quotation mark.
func isQuoted(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("\"“„«‘‚‹'", first)
}

// OneLine is a few words of a document in one line.
func OneLine(s string) string {
	const longest = 200
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

// Plural is the English noun as it follows a number. All nouns that are counted take an s.
func Plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// Sentence ends words with a full stop, unless something ends them already.
func Sentence(s string) string {
	for _, end := range []string{"", ".", "!", "?", "…", ".”", "。", "！", "？"} {
		if s == end || end != "" && strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}

// Capital is s with a capital first letter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.IsLower(first) {
		return string(unicode.ToUpper(first)) + s[size:]
	}
	return s
}

// FirstOf are the first few of a list, and how many more there are: "a, b and 3 more forms".
func (w Words) FirstOf(list []string, few int, noun Text) string {
	if more := len(list) - few; more > 1 {
		return strings.Join(list[:few], ", ") + " " + w.AndMore(more, noun)
	}
	return strings.Join(list, ", ")
}

// Times is how often words stand in the places of a row, when that is more than once.
func (w Words) Times(n int) string {
	if n < 2 {
		return ""
	}
	return " " + w.more(n, "({n} times)")
}

// SingleBlanks is s with every stretch of white space as one blank, also at its ends.
func SingleBlanks(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range display.Legible(s) {
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

// Package wording holds what reports of several kinds say: of a place, a status, a severity, a
// source, a gap, counts and rates. Kinds lay it out and add only what belongs to their own form, so
// the words of a language are in one room.
package wording

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/display"
)

// What reports of all kinds say in the same words.
const (
	NotRead     = "Not read, or not fully"
	Interrupted = "Interrupted: this is only what was done until then."
)

// Quoted puts quotation marks around words that have none.
func Quoted(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("\"“„«‘‚‹'", first) {
		return s
	}
	return "“" + s + "”"
}

// OneLine is a few words of a document in one line.
func OneLine(s string) string {
	const longest = 200
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

// Count is a number with its noun: "1 page", "5,210 words".
func Count(n int, noun string) string { return Number(n) + " " + Plural(n, noun) }

// Plural is the noun as it follows a number. All nouns that are counted take an s.
func Plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// Number writes a number with commas: 5,210.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// List joins a list as people write it: "a, b and c".
func List(list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return fmt.Sprintf("%s and %s", strings.Join(list[:len(list)-1], ", "), list[len(list)-1])
}

// Sentence ends words with a full stop, unless something ends them already.
func Sentence(s string) string {
	for _, end := range []string{"", ".", "!", "?", "…", ".”"} {
		if s == end || end != "" && strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}

// Capital is s with a capital first letter, where that is one of A to Z.
func Capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// FirstOf are the first few of a list, and how many more there are: "a, b and 3 more forms".
func FirstOf(list []string, few int, noun string) string {
	if more := len(list) - few; more > 1 {
		return strings.Join(list[:few], ", ") + " and " + Count(more, "more "+noun)
	}
	return strings.Join(list, ", ")
}

// Times is how often words stand in the places of a row, when that is more than once.
func Times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (%s times)", Number(n))
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

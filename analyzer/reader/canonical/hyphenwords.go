package canonical

import (
	"strings"
	"sync"
	"unicode/utf8"

	"refrain/lexicon"
)

// hyphenSets are the words that decide about hyphens at the ends of lines, of all languages
// together: lines are joined before anybody knows which language a document is in.
type hyphenSets struct {
	suspended map[string]bool // after a hyphen that stands for the rest of a compound

	compounds, ends, close, endings, chained map[string]bool   // see lexicon.Hyphens
	before, letter                           map[string]string // likewise
}

var hyphenWords = sync.OnceValue(func() *hyphenSets {
	w := &hyphenSets{before: map[string]string{}, letter: map[string]string{}}
	sets := []*map[string]bool{&w.suspended, &w.compounds, &w.ends, &w.close, &w.endings, &w.chained}
	for _, set := range sets {
		*set = map[string]bool{}
	}
	for _, known := range lexicon.KnownLanguages() {
		addWords(w.suspended, known.Suspended)
	}
	for _, r := range lexicon.BuiltinReadings() {
		h := r.Hyphens
		for i, words := range []lexicon.Words{h.Compounds, h.Ends, h.Close, h.Endings, h.Chained} {
			addWords(*sets[i+1], words)
		}
		for first, second := range h.Before {
			w.before[first] = second
		}
		for first, letter := range h.Letter {
			w.letter[first] = letter
		}
	}
	return w
})

func addWords(set map[string]bool, words lexicon.Words) {
	for word := range strings.FieldsSeq(string(words)) {
		set[word] = true
	}
}

// keepsBefore reports whether a first part keeps its hyphen before this second part; ok is false
// when the first part is none of those that keep it before some parts alone.
func (w *hyphenSets) keepsBefore(first, second string) (keeps, ok bool) {
	if only, ok := w.before[first]; ok {
		return strings.EqualFold(second, only), true
	}
	if letter, ok := w.letter[first]; ok {
		_, size := utf8.DecodeRuneInString(second)
		return strings.EqualFold(second[:size], letter), true
	}
	return false, false
}

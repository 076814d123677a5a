package layout

import (
	"strings"
	"sync"
	"unicode/utf8"

	"refrain/lexicon"
)

// smallWords are words that tell how lines go on, of all languages together: a page is laid out
// before anybody knows which language it is in.
type smallWords struct {
	open  []string        // what ends a line after which a sentence must go on
	joins []string        // what ends an item of a list that goes on
	pages map[string]bool // lines that only number a page, see lexicon.Known

	small, single map[string]bool // frequent words, and those of one letter
}

var languageWords = sync.OnceValue(func() *smallWords {
	w := &smallWords{open: []string{","}, joins: []string{",", "—", "–"}, pages: map[string]bool{},
		small: map[string]bool{}, single: map[string]bool{}}
	for _, known := range lexicon.KnownLanguages() {
		w.open = append(w.open, strings.Fields(string(known.Open))...)
		w.joins = append(w.joins, strings.Fields(string(known.Joins))...)
		for page := range strings.FieldsSeq(string(known.Pages)) {
			w.pages[page] = true
		}
		for word := range strings.FieldsSeq(string(known.Words) + " " + string(known.Letters)) {
			if w.small[word] = true; utf8.RuneCountInString(word) == 1 {
				w.single[word] = true
			}
		}
	}
	return w
})

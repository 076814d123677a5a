package layout

import (
	"strings"
	"sync"

	"refrain/lexicon"
)

// smallWords are words that tell how lines go on, of all languages together: a page is laid out
// before anybody knows which language it is in.
type smallWords struct {
	open  []string        // what ends a line after which a sentence must go on
	joins []string        // what ends an item of a list that goes on
	pages map[string]bool // lines that only number a page, see lexicon.Known
}

var languageWords = sync.OnceValue(func() *smallWords {
	w := &smallWords{open: []string{","}, joins: []string{",", "—", "–"}, pages: map[string]bool{}}
	for _, known := range lexicon.KnownLanguages() {
		w.open = append(w.open, strings.Fields(string(known.Open))...)
		w.joins = append(w.joins, strings.Fields(string(known.Joins))...)
		for page := range strings.FieldsSeq(string(known.Pages)) {
			w.pages[page] = true
		}
	}
	return w
})

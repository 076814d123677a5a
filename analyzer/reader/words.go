package reader

import (
	"cmp"
	"strings"
	"sync"
	"unicode/utf8"

	"refrain/lexicon"
)

// readingWords are the words that reading looks for, of all languages together: lines are joined
// and headings are told before anybody knows which language a document is in.
type readingWords struct {
	suspended map[string]bool // after a hyphen that stands for the rest of a compound

	compounds, ends, close, endings, chained map[string]bool   // see lexicon.Hyphens
	before, letter                           map[string]string // likewise

	divisions map[string]division // by the word in small letters
	opens     [256]bool           // the first bytes of lines that may begin with one
	first     *lexicon.Reading    // of the lexicon's first language, for what no word tells
	all       []*lexicon.Reading
}

// division is a word that begins numbered headings, with its language.
type division struct {
	lexicon.Division
	reading *lexicon.Reading
}

var languageWords = sync.OnceValue(func() *readingWords {
	w := &readingWords{}
	for _, reading := range lexicon.BuiltinReadings() {
		r := *reading
		w.all = append(w.all, &r)
		w.first = w.all[0]
		r.Paragraph, r.Point = cmp.Or(r.Paragraph, w.first.Paragraph), cmp.Or(r.Point, w.first.Point)
	}
	sets := []*map[string]bool{&w.suspended, &w.compounds, &w.ends, &w.close, &w.endings, &w.chained}
	for _, set := range sets {
		*set = map[string]bool{}
	}
	w.before, w.letter, w.divisions = map[string]string{}, map[string]string{}, map[string]division{}
	for _, known := range lexicon.KnownLanguages() {
		addWords(w.suspended, known.Suspended)
	}
	for _, r := range w.all {
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
		for _, d := range r.Divisions {
			if _, ok := w.divisions[d.Word]; !ok { // The first language that has the word cites it.
				w.divisions[d.Word] = division{d, r}
			}
			w.opens[strings.ToUpper(d.Word)[0]] = true
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
func (w *readingWords) keepsBefore(first, second string) (keeps, ok bool) {
	if only, ok := w.before[first]; ok {
		return strings.EqualFold(second, only), true
	}
	if letter, ok := w.letter[first]; ok {
		_, size := utf8.DecodeRuneInString(second)
		return strings.EqualFold(second[:size], letter), true
	}
	return false, false
}

// of is what is known of the language of a tag, or of the lexicon's first language.
func (w *readingWords) of(tag string) *lexicon.Reading {
	for _, r := range w.all {
		if r.Language == primary(tag) {
			return r
		}
	}
	return w.first
}

// defines reports whether a heading, in small letters, is that of a section which defines terms.
func (w *readingWords) defines(heading string) bool {
	for _, r := range w.all {
		for word := range strings.FieldsSeq(string(r.DefinitionsHold)) {
			if strings.Contains(heading, word) {
				return true
			}
		}
		for word := range strings.FieldsSeq(string(r.DefinitionsBegin)) {
			if strings.HasPrefix(heading, word) {
				return true
			}
		}
	}
	return false
}

// citedAs is how a number is cited by a template of the language, in which N stands for it.
func citedAs(template, number string) string { return strings.Replace(template, "N", number, 1) }

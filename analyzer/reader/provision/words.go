package provision

import (
	"cmp"
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// headingWords are the words that headings and numbered paragraphs are known by, of all languages
// together: headings are found before anybody knows which language a document is in.
type headingWords struct {
	divisions map[string]division // by the word in small letters
	laws      map[string]string   // what the provisions of a kind of law are called: "act" has those of "Section"
	opens     [256]bool           // the first bytes of lines that may begin with one
	first     *lexicon.Reading    // of the lexicon's first language, for what no word tells
	all       []*lexicon.Reading
}

// division is a word that begins numbered headings, with its language.
type division struct {
	lexicon.Division
	reading *lexicon.Reading
}

var languageWords = sync.OnceValue(func() *headingWords {
	w := &headingWords{divisions: map[string]division{}, laws: map[string]string{}}
	for _, reading := range lexicon.BuiltinReadings() {
		r := *reading
		w.all = append(w.all, &r)
		w.first = w.all[0]
		r.Paragraph, r.Point = cmp.Or(r.Paragraph, w.first.Paragraph), cmp.Or(r.Point, w.first.Point)
	}
	for _, r := range w.all {
		for _, d := range r.Divisions {
			if _, ok := w.divisions[d.Word]; !ok { // The first language that has the word cites it.
				w.divisions[d.Word] = division{d, r}
			}
			w.opens[strings.ToUpper(d.Word)[0]] = true
			for law := range strings.FieldsSeq(string(d.Of)) {
				if _, ok := w.laws[law]; !ok {
					w.laws[law] = d.Cited
				}
			}
		}
	}
	return w
})

// DivisionOf is the division of provisions that a word names, in small letters: "article".
func DivisionOf(word string) (lexicon.Division, bool) {
	d, ok := languageWords().divisions[word]
	return d.Division, ok
}

// ParagraphOf is how a numbered paragraph is cited in a language, of which the tag is given.
func ParagraphOf(tag, number string) string {
	return citedAs(languageWords().of(tag).Paragraph, number)
}

// DefinesTerms reports whether a heading is that of a section which defines terms.
func DefinesTerms(heading string) bool { return languageWords().defines(strings.ToLower(heading)) }

// of is what is known of the language of a tag, or of the lexicon's first language.
func (w *headingWords) of(tag string) *lexicon.Reading {
	for _, r := range w.all {
		if r.Language == document.PrimaryLanguage(tag) {
			return r
		}
	}
	return w.first
}

// defines reports whether a heading, in small letters, is that of a section which defines terms.
func (w *headingWords) defines(heading string) bool {
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

// citedAs is how a number is cited by a template of the language, in which the last N stands for it.
func citedAs(template, number string) string {
	at := strings.LastIndexByte(template, 'N')
	if at < 0 {
		return template
	}
	return template[:at] + number + template[at+1:]
}

package lexicon

import (
	"slices"
	"strings"
	"sync"
)

// Known is a language that documents are told apart by, whether it has a lexicon or not.
type Known struct {
	Code      string // ISO 639
	Name      string // in English
	Words     Words  // frequent small words; "" for a language with an alphabet of its own
	Letters   Words  // words of one letter, and frequent words that begin with them
	Suspended Words  // words after a hyphen that stands for the rest of a compound
	Open      Words  // words after which a sentence goes on
	Joins     Words  // words that end an item of a list before the last one
	Pages     Words  // lines that only number a page, without blanks and with # for each number
}

// KnownLanguages returns the languages of the built-in languages.yaml, in the order of their codes.
func KnownLanguages() []Known { return known() }

var known = sync.OnceValue(func() []Known {
	var all []Known
	l := &loader{files: Files, proven: true}
	l.parse("languages.yaml", false, func(d *decoder, root *node) {
		words := func(into *Words) func(*node) { return d.Text((*string)(into)) }
		d.Named(root, func(code, value *node) {
			k := Known{Code: code.Value}
			d.Mapping(value, fields{
				"name": d.Text(&k.Name), "words": words(&k.Words), "letters": words(&k.Letters), "suspended": words(&k.Suspended),
				"open": words(&k.Open), "joins": words(&k.Joins), "pages": words(&k.Pages),
			}, "name")
			all = append(all, k)
		})
	})
	l.sound()
	slices.SortFunc(all, func(a, b Known) int { return strings.Compare(a.Code, b.Code) })
	return all
})

// LanguageName returns a language by its English name and its code, "French (fr)", or the code.
func LanguageName(code string) string {
	for _, k := range known() {
		if k.Code == code {
			return k.Name + " (" + code + ")"
		}
	}
	return code
}

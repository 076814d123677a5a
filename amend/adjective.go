package amend

import (
	_ "embed" // for the adjectives
	"slices"
	"strings"
	"sync"
	"unicode"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
)

//go:embed adjectives.yaml
var adjectivesYAML []byte

// adjectives are, by language, adjectives with those that take their place in the same form.
var adjectives = sync.OnceValue(func() map[string]map[string]string {
	var problems []error
	d := strictyaml.Decoder{File: "amend/adjectives.yaml", Problems: &problems}
	all := map[string]map[string]string{}
	d.Named(d.Parse(adjectivesYAML), func(code, value *strictyaml.Node) {
		all[code.Value] = map[string]string{}
		d.Named(value, func(name, value *strictyaml.Node) {
			var other string
			d.Text(&other)(value)
			all[code.Value][name.Value] = other
		})
	})
	if len(problems) > 0 {
		panic(problems[0])
	}
	return all
})

// adjective is the change of a finding's one adjective, in a language whose grammar is not known: it
// asks for nothing but the same form. It is false for findings that are not a noun with one such
// adjective, and for entries that prefer no such adjective with a noun.
func adjective(text, code string, f *analyzer.Finding) (Wording, bool) {
	table := adjectives()[code]
	from := slices.IndexFunc(f.Entry.Instead, func(w string) bool {
		words := strings.Fields(w)
		return len(words) == 2 && slices.ContainsFunc(words, func(w string) bool { return isValue(table, w) })
	})
	if from < 0 {
		return Wording{}, false
	}
	old := f.Span.Of(text)
	if strings.ContainsFunc(old, func(r rune) bool { return notLetter(r) && !strings.ContainsRune(" \n'’", r) }) {
		return Wording{}, false
	}
	var at document.Span
	words := 0
	for _, word := range strings.FieldsFunc(old, notLetter) {
		words++
		if table[strings.ToLower(word)] == "" {
			continue
		}
		if at.End > 0 || strings.Count(old, word) > 1 {
			return Wording{}, false
		}
		at.Start = strings.Index(old, word)
		at.End = at.Start + len(word)
	}
	if at.End == 0 || words > mostWords {
		return Wording{}, false
	}
	word := at.Of(old)
	other := table[strings.ToLower(word)]
	switch {
	case len(word) > 1 && word == strings.ToUpper(word):
		other = strings.ToUpper(other)
	case startsUpper(word):
		if f.Span.Start+at.Start != f.Sentence.Start {
			return Wording{}, false // perhaps a name
		}
		other = upperFirst(other)
	}
	return Wording{Span: f.Span, Old: old, New: old[:at.Start] + other + old[at.End:], From: f.Entry.Instead[from]}, true
}

// mostWords is how many words a finding has at most whose adjective is changed: a noun with what
// describes it.
const mostWords = 4

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func isValue(table map[string]string, word string) bool {
	for _, other := range table {
		if strings.EqualFold(other, word) {
			return true
		}
	}
	return false
}

package amend

import (
	_ "embed" // for the words
	"strings"
	"sync"

	"refrain/internal/strictyaml"
)

//go:embed english.yaml
var englishYAML []byte

// englishWords are the sets of words of english.yaml. Like a pattern that does not compile, a file
// that cannot be read is a broken build.
var englishWords = sync.OnceValue(func() wordSets {
	var problems []error
	d := strictyaml.Decoder{File: "amend/english.yaml", Problems: &problems}
	all := wordSets{map[string]map[string]bool{}, map[string]map[string]map[string]bool{}, map[string]string{}}
	words := func(into map[string]map[string]bool) func(name, value *strictyaml.Node) {
		return func(name, value *strictyaml.Node) {
			var text string
			d.Text(&text)(value)
			into[name.Value] = set(text)
		}
	}
	d.Named(d.Parse(englishYAML), func(name, value *strictyaml.Node) {
		if strictyaml.IsScalar(value) {
			words(all.sets)(name, value)
			return
		}
		all.rows[name.Value] = map[string]map[string]bool{}
		d.Named(value, words(all.rows[name.Value]))
	})
	for row, words := range all.rows["absorbed"] {
		for word := range words {
			all.absorbed[word] = row
		}
	}
	if len(problems) > 0 {
		panic(problems[0])
	}
	return all
})

// wordSets are sets of words by name, and rows of sets.
type wordSets struct {
	sets map[string]map[string]bool
	rows map[string]map[string]map[string]bool

	absorbed map[string]string // the row of each word of the rows of that name; no word is in two
}

// among is a set of English words by its name in english.yaml.
func among(name string) map[string]bool { return englishWords().sets[name] }

// englishRows are the rows of sets of that name.
func englishRows(name string) map[string]map[string]bool { return englishWords().rows[name] }

// set is words as a set.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

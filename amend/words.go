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
var englishWords = sync.OnceValue(func() map[string]map[string]bool {
	var problems []error
	d := strictyaml.Decoder{File: "amend/english.yaml", Problems: &problems}
	sets := map[string]map[string]bool{}
	d.Named(d.Parse(englishYAML), func(name, value *strictyaml.Node) {
		var words string
		d.Text(&words)(value)
		sets[name.Value] = set(words)
	})
	if len(problems) > 0 {
		panic(problems[0])
	}
	return sets
})

// among is a set of English words by its name in english.yaml.
func among(name string) map[string]bool { return englishWords()[name] }

// set is words as a set.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

package arch

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"refrain/lexicon"
)

// stages are the packages that are given a language as a value. The words of one are no text in
// their code. Messages for people may be: a message holds words that no list below has.
var stages = []string{"analyzer", "analyzer/segment", "analyzer/match", "analyzer/judge", "analyzer/reader"}

// isStage reports whether a package is a stage, or a room of the reader.
func isStage(name string) bool {
	room := strings.HasPrefix(name, "analyzer/reader/") && !onlyForTests(name)
	return slices.Contains(stages, name) || room && name != "analyzer/reader/css" // CSS has words of its own.
}

// english are the words of English that a list of words in code would hold, and those of them that
// are no names of things in formats or in the code: the function words.
func english(t *testing.T) (words, small map[string]bool) {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	traits := lex.Language("en").Traits()
	words, small = map[string]bool{}, map[string]bool{}
	for _, class := range lexicon.Classes() {
		for word := range traits.Class(class).Set() {
			words[word] = true
		}
	}
	for _, known := range lexicon.KnownLanguages() {
		if known.Code == "en" {
			for word := range known.Words.Set() {
				words[word], small[word] = true, true
			}
		}
	}
	for word := range words {
		if len(word) < 3 { // They are names in markup, too: a, i, of.
			delete(words, word)
		}
	}
	return words, small
}

func TestStagesHoldNoWordsOfALanguage(t *testing.T) {
	words, small := english(t)
	all := sources(t)
	for stage, files := range all {
		if !isStage(stage) {
			continue
		}
		for name, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				literal, ok := n.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				fields := strings.Fields(text)
				for _, field := range fields {
					if !words[strings.ToLower(field)] {
						return true
					}
				}
				if mostly(fields, small) && !markup[text] {
					t.Errorf("%s holds %q: words of a language are data of its lexicon/<code>/language.yaml", name, text)
				}
				return true
			})
		}
	}
}

// mostly reports whether more than half of the words are among some. A message has fewer small
// words.
func mostly(words []string, among map[string]bool) bool {
	n := 0
	for _, word := range words {
		if among[strings.ToLower(word)] {
			n++
		}
	}
	return 2*n > len(words)
}

// markup are names that are words as well: of elements, with the labels of provisions that are
// cited by them; of values in formats; of slots and of states.
var markup = map[string]bool{
	"article": true, "Article": true, "ARTICLE": true, "from": true, "From": true, "From ": true, "whereas": true,
	"Requires": true, "even": true, "children": true,
	"they": true, "people": true,
	"late": true, "and": true,
}

package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// forms are the forms of a word that a frame may ask for, by name. Verbs are inflected at the first
// word of an alternative ("take over"), nouns at the last ("tidal wave").
var forms = map[string]struct {
	last bool
	is   func(lang *Language, word, form string) bool
}{
	"gerund":     {false, func(_ *Language, _, form string) bool { return strings.HasSuffix(form, "ing") }},
	"third":      {false, isThird},
	"participle": {false, isParticiple},
	"past":       {false, isParticiple},
	"base":       {false, func(_ *Language, word, form string) bool { return word == form }},
	"singular":   {true, func(_ *Language, word, form string) bool { return word == form }},
	"plural":     {true, isPlural},
}

func isThird(_ *Language, word, form string) bool {
	return form != word && strings.HasSuffix(form, "s")
}

// isParticiple reports whether form may be the past tense or the past participle of word. That of a
// word with listed forms may be the word itself ("overrun", "come").
func isParticiple(lang *Language, word, form string) bool {
	if form == word {
		_, listed := lang.forms[word]
		return listed
	}
	return !strings.HasSuffix(form, "ing") && !strings.HasSuffix(form, "s")
}

func isPlural(_ *Language, word, form string) bool {
	return form != word && !strings.HasSuffix(form, "ing") && !strings.HasSuffix(form, "ed")
}

// formsOf returns the alternatives in the named form, each stated exactly. Slots and words that are
// stated exactly already stay as they are.
func (l *Language) formsOf(alternatives []string, name string) ([]string, error) {
	kind, ok := forms[name]
	if !ok {
		known := strings.Join(slices.Sorted(maps.Keys(forms)), ", ")
		return nil, fmt.Errorf("%q is not a form; the forms are %s", name, known)
	}
	var all []string
	for _, alternative := range alternatives {
		words := strings.Fields(alternative)
		i := 0
		if kind.last {
			i = len(words) - 1
		}
		if strings.HasPrefix(words[i], "=") || strings.HasPrefix(words[i], "{") {
			all = append(all, alternative)
			continue
		}
		for _, form := range l.inflect(strings.ToLower(words[i])) {
			if kind.is(l, strings.ToLower(words[i]), form) {
				words := slices.Clone(words)
				words[i] = "=" + form
				all = append(all, strings.Join(words, " "))
			}
		}
	}
	return all, nil
}

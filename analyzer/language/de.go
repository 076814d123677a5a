package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// german tags German by its capitals: a word within a sentence that has one is a noun or a name, and
// describes no noun. A small word that ends as adjectives do may describe one.
func german(words []string) ([]Tag, error) {
	tags := make([]Tag, len(words))
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case i > 0 && unicode.IsUpper(first):
			tags[i] = Plural
		case inflected(word):
			tags[i] = Adjective
		}
	}
	return tags, nil
}

// inflected reports whether a word ends as an adjective before a noun does.
func inflected(word string) bool {
	for _, ending := range []string{"e", "en", "er", "es", "em"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

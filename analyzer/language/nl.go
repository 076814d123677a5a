package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dutch tags Dutch by endings: a word that describes a noun of people ends in -e, or is a number. One
// that does not parts the words before it from the noun after it: "de invasie van Oekraïne dreef".
func dutch(words []string) ([]Tag, error) {
	tags := make([]Tag, len(words))
	for i, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case i == 0 || !unicode.IsLetter(first) && !unicode.IsDigit(first):
		case strings.HasSuffix(word, "e") || unicode.IsDigit(first) || counting[strings.ToLower(word)]:
			tags[i] = Adjective
		default:
			tags[i] = Plural
		}
	}
	return tags, nil
}

// counting are words without an ending that stand before adjectives and numbers, and adjectives that
// never have one.
var counting = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`
		zeer heel erg zo te echt louter nog steeds meer veel weer al eigen gouden open bijna ruim circa pas net vooral vaak
		veelal alleen slechts allemaal illegaal onevenredig ongekend niet twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig
		veertig vijftig zestig tachtig honderd duizend miljoen miljard honderden duizenden miljoenen tienduizenden`) {
		words[word] = true
	}
	return words
}()

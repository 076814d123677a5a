package segment

import (
	"testing"

	"refrain/lexicon"
)

// The letters of a language are no disguise; those of another script in a word are.
func TestLettersOfTheLanguageAreNoDisguise(t *testing.T) {
	german := NewVocabulary(&lexicon.Traits{Letters: lexicon.Letters{Fold: map[rune]string{'ü': "ue"}}})
	german.Add("größe")
	russian := NewVocabulary(&lexicon.Traits{})
	for _, word := range []string{"поток", "мигрантов"} {
		russian.Add(word)
	}
	for _, c := range []struct {
		v    *Vocabulary
		text string
		want bool
	}{
		{german, "Flüchtlinge in Größe, ÜBER", false}, {german, "Flоchtlinge", true}, {german, "café", true},
		{russian, "Поток мигрантов", false}, {russian, "Ⓟоток", true},
		{NewVocabulary(&lexicon.Traits{PlainLetters: true}), "Flüchtlinge", true},
	} {
		tokens := c.v.Scan(c.text, 0, len(c.text), nil)
		if got := c.v.Disguised(c.text, 0, len(c.text), tokens); got != c.want {
			t.Errorf("%s: got %t", c.text, got)
		}
	}
}

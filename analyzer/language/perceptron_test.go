package language

import (
	"slices"
	"strings"
	"testing"
)

// prose returns the tags that prose itself gives.
func prose(t testing.TB, words []string) []string {
	t.Helper()
	p, err := tagger()
	if err != nil {
		t.Fatal(err)
	}
	var tags []string
	for _, token := range p.Tag(words) {
		tags = append(tags, token.Tag)
	}
	return tags
}

// sentences hold words of all kinds that are told apart: fixed ones, numbers, years, hyphens, letters
// with marks, capitals, emoticons and signs.
var sentences = []string{
	"A flood of refugees came and illegal migrants swarm our border",
	"Illegal logging harms migrants , the minister's report of 2019 said in 12 of 1,000 cases",
	"The so-called asylum-seekers didn't leave Saint-Étienne or Münster , and they won’t",
	"ILLEGAL MIGRANTS COST £100m A YEAR ; @minister said :P that xD and XDD are 0 help - really",
	"- -LRB- * *T*-2 0 00 0a 8D x X D xDy XD",
	"i",
	"migrants",
	"Каждый мигрант ходит в 学校 every day",
	"People who cross the Channel in small boats are being turned away at night or held for 28 days",
}

// TestPerceptronTagsAsProse checks that all sentences get the tags of the library whose model it is.
func TestPerceptronTagsAsProse(t *testing.T) {
	for _, sentence := range sentences {
		words := strings.Fields(sentence)
		got, err := Penn(words)
		if want := prose(t, words); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %v, %v\nwant %v", sentence, got, err, want)
		}
	}
}

// TestPerceptronReadsOrdinarySentences checks that the library is not needed for them: it would tag them
// as well, and several times as slowly.
func TestPerceptronReadsOrdinarySentences(t *testing.T) {
	p := model()
	if p == nil {
		t.Fatal("the model has a version that is not known")
	}
	for _, sentence := range []string{sentences[0], sentences[2], sentences[8]} {
		if _, ok := p.tags(strings.Fields(sentence)); !ok {
			t.Errorf("not read: %s", sentence)
		}
	}
}

func FuzzPerceptron(f *testing.F) {
	for _, sentence := range sentences {
		f.Add(sentence)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Fields(text)
		got, err := Penn(words)
		if want := prose(t, words); err != nil || !slices.Equal(got, want) {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	})
}

func BenchmarkPenn(b *testing.B) {
	words := strings.Fields(sentences[8])
	for b.Loop() {
		if _, err := Penn(words); err != nil {
			b.Fatal(err)
		}
	}
}

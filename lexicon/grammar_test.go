package lexicon

import (
	"strings"
	"testing"
)

func TestGrammarIsTheDocumentation(t *testing.T) {
	got := Grammar()
	for _, want := range []string{"A pattern is a row of words with slots.", "\tword?", "cue: {slot}"} {
		if !strings.Contains(got, want) {
			t.Errorf("grammar does not hold %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "//") || strings.Contains(got, "package lexicon") {
		t.Errorf("grammar holds Go source:\n%s", got)
	}
}

package brief

import (
	"testing"

	"refrain/lexicon"
)

// TestRowKeepsTheModelSentence: where the places of a row take different wordings, the model
// sentence is among the few that the row names.
func TestRowKeepsTheModelSentence(t *testing.T) {
	e := &entry{Entry: &lexicon.Entry{
		Instead: []string{"arrivals", "people arriving", "movement of people"}, Verbs: []string{"arrive"},
		Rewrite: "Nine people came.",
	}}
	noun, verb := []string{"arrivals"}, []string{"arrive", "rewrite"}
	for _, c := range []struct {
		places [][]string
		want   string
	}{
		{[][]string{noun, noun}, "arrivals"},
		{[][]string{verb}, "arrive; rewrite"},
		{[][]string{noun, verb}, "arrivals; people arriving; rewrite, for example: “Nine people came.”"},
	} {
		var group []foundPlace
		for _, words := range c.places {
			group = append(group, foundPlace{entry: e, consider: words})
		}
		if got := considered(group); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

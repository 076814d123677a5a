package reader_test

import (
	"context"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// A block in another language is judged by that language's entries alone, a text in one language gets
// no findings of another's lexicon, and a short text of which nothing tells the language says so.
func TestBlocksAreJudgedByTheirLanguage(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(lex, analyzer.Options{})
	const english = "The committee has heard that the people who came to this country need a place to stay, and that a flood of refugees " +
		"is a phrase of the past. It has to be said that most of them work."
	const german = "Der Ausschuss hat gehört, dass die Menschen, die in das Land kommen, eine Wohnung brauchen, und die Asylantenflut " +
		"wird von einer Partei an die Wand gemalt, die nicht mit ihnen spricht."
	for _, c := range []struct {
		name, text, found string // the words found
		assumed           bool
	}{
		{"a.txt", strings.Repeat(english+"\n\n", 3) + german + "\n", "flood of refugees; flood of refugees; flood of refugees; Asylantenflut", false},
		{"b.txt", german + "\n\n" + german + "\n", "Asylantenflut; Asylantenflut", false},
		{"c.txt", english, "flood of refugees", false},
		{"d.txt", "Der Kapitän sah am Abend, wie die Schwemme der Schweine die Alien-Figuren im Museum mit einer Welle überzog.", "", false},
		{"e.txt", "Migration 2020", "", true},
	} {
		r := reader.New(reader.Options{})
		defer r.Close()
		doc, err := r.Read(context.Background(), c.name, c.text)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, f := range a.Run(doc).Findings {
			found = append(found, f.Text(doc))
		}
		if got := strings.Join(found, "; "); got != c.found || (doc.Lang == "") != c.assumed {
			t.Errorf("%s, read as %q: got %q, want %q", c.name, doc.Lang, got, c.found)
		}
	}
}

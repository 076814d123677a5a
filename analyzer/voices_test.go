package analyzer

import (
	"slices"
	"testing"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// TestWordsOfSpeakersAreCounted: each turn of a transcript is its speaker's, also in the middle of a
// block, and by whatever capitals the name is written.
func TestWordsOfSpeakersAreCounted(t *testing.T) {
	text := "MS. ROE: Illegal immigrants came here.\nThey stayed.\n\nMR. POE: No, they did not.\nMs. Roe: They did."
	first := document.Span{End: 51}
	d := &document.Document{Text: text, Lang: "en", Blocks: []document.Block{
		{Span: first}, {Span: document.Span{Start: 53, End: len(text)}},
	}}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(text)}})
	lex, err := lexicon.Load(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	got := New(lex, Options{}).Run(d).Voices
	if want := []Voice{{"MS. ROE", 12}, {"MR. POE", 6}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A trend asks for the words of those, too, who say nothing that is found.
func TestWordsOfSpeakersAreCountedWhereNothingIsFound(t *testing.T) {
	text := "MS. ROE: The bridge is open.\n\nMR. POE: So it is.\n\nMS. ROE: Good."
	d := &document.Document{Text: text, Lang: "en", Blocks: []document.Block{
		{Span: document.Span{End: 28}}, {Span: document.Span{Start: 30, End: 48}}, {Span: document.Span{Start: 50, End: len(text)}},
	}}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(text)}})
	lex, err := lexicon.Load(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	got := New(lex, Options{Voices: true}).Run(d).Voices
	if want := []Voice{{"MS. ROE", 9}, {"MR. POE", 5}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := New(lex, Options{}).Run(d).Voices; got != nil {
		t.Errorf("got %v without being asked", got)
	}
}

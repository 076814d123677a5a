package analyzer_test

import (
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Text that no reader sees is searched and shown apart: an opponent may have hidden it, and so may
// the author.
func TestHiddenTextIsShownApartAndNotCounted(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(lex, analyzer.Options{})
	const visible, hidden = "The town has a new school.", "Stop the flood of migrants."
	d := &document.Document{Name: "a.html", Format: "html", Lang: "en", Text: visible + "\n\n" + hidden}
	d.Blocks = []document.Block{
		{Span: document.Span{End: len(visible)}},
		{
			Span:      document.Span{Start: len(visible) + 2, End: len(d.Text)},
			Exclusion: document.Hidden,
			Reason:    "white text",
		},
	}
	r := a.Run(d)
	if r.Words != 6 || r.People != 0 {
		t.Errorf("%d words and %d mentions count, want 6 and 0", r.Words, r.People)
	}
	if want := (document.Omission{Kind: "hidden", Reason: "white text", Words: 5}); len(r.Omissions) != 1 ||
		r.Omissions[0] != want {
		t.Errorf("omissions %+v, want %+v", r.Omissions, want)
	}
	if len(r.Findings) == 0 {
		t.Fatal("no finding in hidden text")
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Verdict.Status != lexicon.Hidden || f.Verdict.Rule != "white text" ||
			(analyzer.Policy{}).Counts(f) {
			t.Errorf("status %s (%s), want hidden (white text) and not counted", f.Verdict.Status, f.Verdict.Rule)
		}
	}
}

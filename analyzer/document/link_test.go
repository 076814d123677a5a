package document_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
)

func TestLinkLeadsToTheWords(t *testing.T) {
	const text = "A flood of people, say both.\n\nWe saw a flood\nof people, not-here & there.\n\nA hidden flood.\n\n100% wave"
	block := func(words string, e document.Exclusion) document.Block {
		at := strings.Index(text, words)
		return document.Block{Span: document.Span{Start: at, End: at + len(words)}, Exclusion: e}
	}
	doc := &document.Document{Text: text, Linkable: true, Address: "https://example.org/a?b=c", Blocks: []document.Block{
		block("A flood of people, say both.", 0), block("We saw a flood\nof people, not-here & there.", 0),
		block("A hidden flood.", document.Hidden), block("100% wave", 0),
	}}
	for _, c := range []struct{ words, want string }{
		{"say both", "say%20both."},
		{"flood\nof people", "We%20saw%20a-,flood%20of%20people%2C,-not%2Dhere%20%26%20there."},
		{"flood of people", "A-,flood%20of%20people%2C,-say%20both."},
		{"not-here & there", "not%2Dhere%20%26%20there."},
		{"100% wave", "100%25%20wave"},
	} {
		at := strings.Index(text, c.words)
		got := doc.Link(document.Span{Start: at, End: at + len(c.words)})
		if want := "https://example.org/a?b=c#:~:text=" + c.want; got != want {
			t.Errorf("%q: got %s, want %s", c.words, got, want)
		}
	}
	at := strings.Index(text, "hidden flood")
	if got := doc.Link(document.Span{Start: at, End: at + 6}); got != "" {
		t.Errorf("hidden words have the link %s", got)
	}
	doc.Address = ""
	if got := doc.Link(document.Span{Start: 2, End: 7}); got != "#:~:text=A-,flood,-of%20people%2C%20say" {
		t.Errorf("without an address: got %s", got)
	}
}

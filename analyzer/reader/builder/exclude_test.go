package builder_test

import (
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/limits"
)

func TestExcludedTextIsABlockOfItsOwn(t *testing.T) {
	source := "A flood of  legal  people. Next."
	d := builder.New("html", source, limits.Limits{}.Filled(), nil)
	d.Begin(document.Body, 0, "Scope")
	d.Text("A flood of ", 0)
	d.Exclude(document.Hidden, "white text")
	d.Text(" legal", 11)
	d.Space()
	d.Text("aid", 12)
	d.Exclude(document.Included, "")
	d.Text("people.", 19)
	d.Begin(document.Body, 0, "Scope")
	d.Text("Next.", 27)
	doc := d.Finish()

	if want := "A flood of people.\n\nlegal aid\n\nNext."; doc.Text != want {
		t.Errorf("text %q, want %q", doc.Text, want)
	}
	if len(doc.Blocks) != 3 {
		t.Fatalf("%d blocks, want 3", len(doc.Blocks))
	}
	hidden := doc.Blocks[1]
	if hidden.Exclusion != document.Hidden || hidden.Reason != "white text" || hidden.Path != "Scope" {
		t.Errorf("block %+v, want hidden by white text in Scope", hidden)
	}
	for _, i := range []int{0, 2} {
		if doc.Blocks[i].Exclusion != document.Included {
			t.Errorf("block %d is excluded", i)
		}
	}
	if p := doc.Locate(document.Span{Start: hidden.Start, End: hidden.Start + 5}); p.Source != (document.Span{}) &&
		p.Column != 13 {
		t.Errorf("hidden words at column %d, want 13", p.Column)
	}
}

func TestExcludedWordsAcrossASentenceStayApart(t *testing.T) {
	d := builder.New("html", "", limits.Limits{}.Filled(), nil)
	d.Begin(document.Body, 0, "")
	strike := func(words string) {
		d.Exclude(document.Deleted, "struck through")
		d.Text(words, -1)
		d.Exclude(document.Included, "")
	}
	strike("illegal")
	d.Space()
	d.Text("A", -1)
	strike("flood")
	d.Text(" ", -1)
	strike("of")
	d.Text("number of ", -1)
	strike("aliens")
	d.Text("people.", -1)
	if got, want := d.Finish().Text, "A number of people.\n\nillegal\n\nflood of\n\naliens"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestOmittedWordsAreCounted(t *testing.T) {
	d := builder.New("html", "", limits.Limits{}.Filled(), nil)
	d.Omit("code", "if x { y }")
	d.Omit("code", "  ")
	d.Omit("code", "z")
	doc := d.Finish()
	if want := (document.Omission{Kind: "code", Words: 6}); len(doc.Omissions) != 1 || doc.Omissions[0] != want {
		t.Errorf("omissions %+v, want %+v", doc.Omissions, want)
	}
}

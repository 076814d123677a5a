package reader

import (
	"testing"

	"refrain/analyzer/document"
)

func TestExcludedTextIsABlockOfItsOwn(t *testing.T) {
	source := "A flood of  legal  people. Next."
	d := newDraft("html", source, Limits{}.Filled(), nil)
	d.begin(document.Body, 0, "Scope")
	d.text("A flood of ", 0)
	d.exclude(document.Hidden, "white text")
	d.text(" legal", 11)
	d.space()
	d.text("aid", 12)
	d.exclude(document.Included, "")
	d.text("people.", 19)
	d.begin(document.Body, 0, "Scope")
	d.text("Next.", 27)
	doc := d.finish()

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
	if p := doc.Locate(document.Span{Start: hidden.Start, End: hidden.Start + 5}); p.Source != (document.Span{}) && p.Column != 13 {
		t.Errorf("hidden words at column %d, want 13", p.Column)
	}
}

func TestExcludedWordsAcrossASentenceStayApart(t *testing.T) {
	d := newDraft("html", "", Limits{}.Filled(), nil)
	d.begin(document.Body, 0, "")
	strike := func(words string) {
		d.exclude(document.Deleted, "struck through")
		d.text(words, -1)
		d.exclude(document.Included, "")
	}
	strike("illegal")
	d.space()
	d.text("A", -1)
	strike("flood")
	d.text(" ", -1)
	strike("of")
	d.text("number of ", -1)
	strike("aliens")
	d.text("people.", -1)
	if got, want := d.finish().Text, "A number of people.\n\nillegal\n\nflood of\n\naliens"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestOmittedWordsAreCounted(t *testing.T) {
	d := newDraft("html", "", Limits{}.Filled(), nil)
	d.omit("code", "if x { y }")
	d.omit("code", "  ")
	d.omit("code", "z")
	doc := d.finish()
	if want := (document.Omission{Kind: "code", Words: 6}); len(doc.Omissions) != 1 || doc.Omissions[0] != want {
		t.Errorf("omissions %+v, want %+v", doc.Omissions, want)
	}
}

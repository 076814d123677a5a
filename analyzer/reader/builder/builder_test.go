package builder_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/readertest"
)

func TestPlainTextSharesItsSource(t *testing.T) {
	src := "Some “curly” text.\n\nAnother paragraph, with an accent: réfugié.\n"
	doc := readertest.ReadAs(t, "text", src)
	if doc.Runs.Len() != 1 || doc.Text != src || len(doc.Blocks) != 2 {
		t.Errorf("got %d runs, %d blocks, text %q; want 1 run, 2 blocks and the source",
			doc.Runs.Len(), len(doc.Blocks), doc.Text)
	}
	allocated := testing.AllocsPerRun(10, func() {
		d := builder.New("text", src, limits.Limits{}.Filled(), nil)
		d.TakeWhole(0)
		canonical.Fold(d.Doc, 1<<62, false)
	})
	if allocated > 4 {
		t.Errorf("got %v allocations, want the draft and its run alone", allocated)
	}
}

func TestGlyphsKeepTheirBoxes(t *testing.T) {
	d := builder.New("pdf", "", limits.Limits{}.Filled(), nil)
	line := func(s string, n int, y float32) {
		d.Line = n
		var g []builder.Glyph
		for i, r := range []rune(s) {
			g = append(
				g,
				builder.Glyph{r, document.Box{Left: float32(i), Top: y, Right: float32(i + 1), Bottom: y + 1}},
			)
		}
		d.Glyphs(g)
		d.Newline()
	}
	d.Page(1, "", 100, 100)
	d.Begin(document.Body, 0, "")
	line("a ﬂood of immi-", 1, 10)
	line("grants re\u0301fugie\u0301s", 2, 20)
	doc := d.Finish()
	if want := "a flood of immigrants réfugiés"; doc.Text != want+"\n" {
		t.Fatalf("got %q, want %q", doc.Text, want)
	}
	for _, c := range []struct {
		words string
		boxes []document.Box
	}{
		{"flood", []document.Box{{Left: 2, Top: 10, Right: 6, Bottom: 11}}},
		{"f", []document.Box{{Left: 2, Top: 10, Right: 3, Bottom: 11}}},
		{"l", []document.Box{{Left: 2, Top: 10, Right: 3, Bottom: 11}}},
		{
			"immigrants",
			[]document.Box{{Left: 10, Top: 10, Right: 14, Bottom: 11}, {Left: 0, Top: 20, Right: 6, Bottom: 21}},
		},
		{"réfugiés", []document.Box{{Left: 7, Top: 20, Right: 17, Bottom: 21}}},
		{"é", []document.Box{{Left: 8, Top: 20, Right: 10, Bottom: 21}}},
	} {
		at := strings.Index(doc.Text, c.words)
		got := doc.Locate(document.Span{Start: at, End: at + len(c.words)})
		if len(got.Boxes) != len(c.boxes) || got.Boxes[0] != c.boxes[0] ||
			got.Boxes[len(got.Boxes)-1] != c.boxes[len(c.boxes)-1] {
			t.Errorf("%s: got %v, want %v", c.words, got.Boxes, c.boxes)
		}
	}
	for r := range doc.Runs.All() {
		if n := len([]rune(r.Of(doc.Text))); n != len(r.Boxes) {
			t.Errorf("run %q: %d boxes for %d characters", r.Of(doc.Text), len(r.Boxes), n)
		}
	}
}

func TestMarksGoOnInTheNextBlock(t *testing.T) {
	d := builder.New("docx", "", limits.Limits{}.Filled(), nil)
	d.Begin(document.Body, 0, "")
	d.Text("He said ", -1)
	d.OpenMark(document.Quotation)
	d.Text("a flood ", -1)
	d.Begin(document.Body, 0, "")
	d.Text(" is coming", -1)
	d.CloseMark(document.Quotation)
	d.Text(" now", -1)
	doc := d.Finish()
	var got []string
	for _, m := range doc.Marks {
		got = append(got, m.Of(doc.Text))
	}
	if want := "a flood|is coming"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

package pdfdoc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/pdf/pdftest"
)

// pdfReader is a reader for all tests that need no options: to start an engine takes a while.
var pdfReader = sync.OnceValue(func() *reader.Reader { return reader.New(input.Options{OCR: "off"}) })

// readAsPDF reads a document that a test wrote.
func readAsPDF(t *testing.T, src string, o input.Options) *document.Document {
	t.Helper()
	r := pdfReader()
	if o != (input.Options{}) {
		if o.OCR == "" {
			o.OCR = "off"
		}
		r = reader.New(o)
		defer r.Close()
	}
	doc, err := r.Read(context.Background(), "test.pdf", src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// find is the span of words in a document. A line break counts as a blank.
func find(t *testing.T, doc *document.Document, words string) document.Span {
	t.Helper()
	i := strings.Index(strings.ReplaceAll(doc.Text, "\n", " "), words)
	if i < 0 {
		t.Fatalf("%q is not in the text:\n%s", words, doc.Text)
	}
	return document.Span{Start: i, End: i + len(words)}
}

// blockOf is the block that holds the words.
func blockOf(t *testing.T, doc *document.Document, words string) document.Block {
	t.Helper()
	i := doc.BlockAt(find(t, doc, words).Start)
	if i < 0 {
		t.Fatalf("%q lies in no block", words)
	}
	return doc.Blocks[i]
}

func TestBillIsReadToTheLastWord(t *testing.T) {
	doc := readAsPDF(t, pdftest.Bill(), input.Options{})
	if len(doc.Gaps) > 0 {
		t.Errorf("gaps %v, want none", doc.Gaps)
	}
	if len(doc.Pages) != 4 {
		t.Fatalf("%d pages, want 4", len(doc.Pages))
	}
	for i, want := range []string{"i", "ii", "1", "2"} {
		if got := doc.Pages[i].Label; got != want {
			t.Errorf("page %d has the label %q, want %q", i+1, got, want)
		}
	}
	for _, c := range []struct {
		words   string
		role    document.Role
		path    string
		page    int
		printed int
	}{
		{"Border Order and Returns Bill", document.Title, "", 1, 0},
		{"flood of migrants", document.Body, "Preamble", 1, 0},
		{"“a tidal wave of refugees is heading for our coast”", document.Body, "Preamble", 1, 0},
		{"undocumented immigrants in the border zone", document.Body, "EXPLANATORY STATEMENT", 2, 0},
		{"so-called “illegals” live", document.Body, "EXPLANATORY STATEMENT", 2, 0},
		{"SEC. 2. DEFINITIONS.", document.Heading, "Sec. 2", 3, 5},
		{"“illegal immigrant” means", document.ListItem, "Sec. 2(b)", 3, 8},
		{"Illegal immigrants who are detained", document.ListItem, "Sec. 3(2)", 3, 13},
		{"bring illegal immigrants across the river", document.ListItem, "Sec. 4(2)", 3, 21},
		{"criminal alien", document.ListItem, "Sec. 5(1)", 4, 0},
		{"for five years 1 may ask", document.ListItem, "Sec. 5(2)", 4, 0},
		{"bogus asylum seekers", document.Note, "Sec. 6", 4, 0},
	} {
		b, place := blockOf(t, doc, c.words), doc.Locate(find(t, doc, c.words))
		if b.Role != c.role || b.Path != c.path || place.Page != c.page || place.Printed != c.printed {
			t.Errorf("%q is %v in %q, page %d, printed line %d; want %v in %q, page %d, printed line %d",
				c.words, b.Role, b.Path, place.Page, place.Printed, c.role, c.path, c.page, c.printed)
		}
		if s := find(t, doc, c.words); !b.Contains(s) {
			t.Errorf("%q does not lie in one block", c.words)
		}
	}
	for _, b := range doc.Blocks {
		if text := b.Of(doc.Text); strings.Contains(text, "Parliament of Norland") && b.Role != document.Running {
			t.Errorf("the running head is %v in %q", b.Role, text)
		}
	}
}

func TestPagesAndBlocksOfPDFAreInOrder(t *testing.T) {
	doc := readAsPDF(t, pdftest.Bill(), input.Options{})
	end := 0
	for i, p := range doc.Pages {
		if p.Start < end || p.End < p.Start {
			t.Errorf("page %d is %v, after %d", i+1, p.Span, end)
		}
		end = p.End
	}
	end = 0
	for _, b := range doc.Blocks {
		if b.Start < end {
			t.Errorf("block %v begins before %d", b.Span, end)
		}
		end = b.End
	}
	for r := range doc.Runs.All() {
		p := doc.Pages[r.Page]
		if r.Start < p.Start || r.End > p.End {
			t.Errorf("run %q of page %d lies at %v, the page at %v", r.Of(doc.Text), r.Page+1, r.Span, p.Span)
		}
	}
}

// TestBoxesCoverTheWords writes a word at a known place, on pages that are shown turned, and asks
// where it was found.
func TestBoxesCoverTheWords(t *testing.T) {
	const x, y, size = 100.0, 200.0, 10.0
	width := pdftest.Width(size, pdftest.Roman, "migrants")
	upright := document.Box{Left: x, Top: y - size, Right: float32(x + width), Bottom: y + 3}
	for _, c := range []struct {
		entry         string
		want          document.Box
		width, height float64
	}{
		{"", upright, 400, 600},
		{
			"/Rotate 90",
			document.Box{Left: 600 - upright.Bottom, Top: upright.Left, Right: 600 - upright.Top,
				Bottom: upright.Right},
			600, 400,
		},
		{
			"/Rotate 180",
			document.Box{Left: 400 - upright.Right, Top: 600 - upright.Bottom, Right: 400 - upright.Left,
				Bottom: 600 - upright.Top},
			400, 600,
		},
		{
			"/Rotate 270",
			document.Box{Left: upright.Top, Top: 400 - upright.Right, Right: upright.Bottom,
				Bottom: 400 - upright.Left},
			600, 400,
		},
		{
			"/CropBox [50 100 350 500]",
			document.Box{Left: upright.Left - 50, Top: upright.Top - 100, Right: upright.Right - 50,
				Bottom: upright.Bottom - 100},
			300, 400,
		},
	} {
		var d pdftest.Doc
		p := d.Page(400, 600)
		p.Entry(c.entry)
		p.Text(x, y, size, pdftest.Roman, "migrants who arrive")
		doc := readAsPDF(t, d.String(), input.Options{})
		if got := doc.Pages[0]; got.Width != c.width || got.Height != c.height {
			t.Errorf("%s: the page is %g by %g, want %g by %g", c.entry, got.Width, got.Height, c.width, c.height)
		}
		boxes := doc.Locate(find(t, doc, "migrants")).Boxes
		if len(boxes) != 1 || !near(boxes[0], c.want, 3) {
			t.Errorf("%s: boxes %v, want %v", c.entry, boxes, c.want)
		}
	}
}

func near(a, b document.Box, by float32) bool {
	far := func(x, y float32) bool { return x-y > by || y-x > by }
	return !far(a.Left, b.Left) && !far(a.Top, b.Top) && !far(a.Right, b.Right) && !far(a.Bottom, b.Bottom)
}

func TestTextThatRunsUpThePageIsRead(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(600, 400)
	p.Entry("/Rotate 90")
	for i := range 4 {
		p.Turned(0, 1, 100+float64(i)*14, 380, 10, fmt.Sprintf("Line %d of a page that lies on its side", i+1))
	}
	doc := readAsPDF(t, d.String(), input.Options{})
	want := "Line 1 of a page that lies on its side Line 2 of a page that lies on its side"
	if got := strings.ReplaceAll(doc.Text, "\n", " "); !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q…", got, want)
	}
	if boxes := doc.Locate(find(t, doc, "Line 2")).Boxes; len(boxes) != 1 ||
		boxes[0].Right-boxes[0].Left < boxes[0].Bottom-boxes[0].Top {
		t.Errorf("boxes %v, want one that is wider than high on the page as it is shown", boxes)
	}
}

func TestGapsOfPDF(t *testing.T) {
	words := func(p *pdftest.Page) { p.Text(72, 100, 10, pdftest.Roman, "Some words on the page") }
	for _, c := range []struct {
		name  string
		write func(d *pdftest.Doc)
		want  []document.Gap
	}{
		{"text", func(d *pdftest.Doc) { words(d.Page(400, 600)) }, nil},
		{"a blank page", func(d *pdftest.Doc) { words(d.Page(400, 600)); d.Page(400, 600) }, nil},
		{
			"a scan", func(d *pdftest.Doc) { words(d.Page(400, 600)); d.Page(400, 600).Image(0, 0, 400, 600) },
			[]document.Gap{{Page: 2, Reason: "scanned image", Hint: "run text recognition (OCR) on the file, and " +
				"check the recognised one"}},
		},
		{
			"a scan under a thin head",
			func(d *pdftest.Doc) { p := d.Page(400, 600); p.Image(20, 80, 360, 500); words(p) },
			[]document.Gap{{Page: 1, Reason: "scanned image", Hint: "run text recognition (OCR) on the file, and " +
				"check the recognised one"}},
		},
		{
			"a small picture", func(d *pdftest.Doc) { d.Page(400, 600).Image(20, 80, 60, 50) },
			[]document.Gap{{Page: 1, Reason: "no text layer", Hint: "run text recognition (OCR) on the file, and " +
				"check the recognised one"}},
		},
		{"an attachment", func(d *pdftest.Doc) { words(d.Page(400, 600)); d.Attach("annex.doc") },
			[]document.Gap{{Reason: "embedded files not read", Hint: "take out the 1 attached files and check " +
				"them too"}}},
	} {
		var d pdftest.Doc
		c.write(&d)
		got := readAsPDF(t, d.String(), input.Options{}).Gaps
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: gaps %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTruncatedPDFHasAGapOrLessText(t *testing.T) {
	src := pdftest.Bill()
	whole := len(readAsPDF(t, src, input.Options{}).Text)
	for _, n := range []int{10, 500, len(src) / 2, len(src) - 400} {
		doc := readAsPDF(t, src[:n], input.Options{Format: "pdf", OCR: "off"})
		if len(doc.Gaps) == 0 && len(doc.Text) > whole {
			t.Errorf("the first %d bytes have %d bytes of text and no gap, the whole has %d", n, len(doc.Text), whole)
		}
	}
}

func TestCellsOfTaggedPDFKnowTheirRowsAndColumns(t *testing.T) {
	doc := readAsPDF(t, pdftest.Tagged(), input.Options{})
	var got []string
	for _, b := range doc.Blocks {
		got = append(
			got,
			fmt.Sprintf("%v %d/%d %s", b.Role, b.Row, b.Column, strings.ReplaceAll(b.Of(doc.Text), "\n", " ")),
		)
	}
	want := []string{
		"heading 0/0 Words in use", "body 0/0 The table lists words that the ministry used in the year before.",
		"cell 1/1 Term", "cell 1/2 Rather", "cell 2/1 A flood of Refugees", "cell 2/2 Many people",
		"running head 0/0 i",
		"cell 3/1 Illegal Aliens", "cell 3/2 People without Papers", "running head 0/0 ii",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestPagesBeyondTheLimitAreAGap(t *testing.T) {
	doc := readAsPDF(t, pdftest.Bill(), input.Options{Limits: limits.Limits{Pages: 2}})
	if len(doc.Pages) != 2 || len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "limit reached" {
		t.Errorf("%d pages, gaps %v; want 2 pages and one gap", len(doc.Pages), doc.Gaps)
	}
}

func TestTypedTextOnAPageIsRead(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(400, 600)
	p.Text(72, 100, 10, pdftest.Roman, "Name:")
	p.Typed(120, 100, 10, "Refugee Council")
	doc := readAsPDF(t, d.String(), input.Options{})
	if !strings.Contains(doc.Text, "Refugee Council") {
		t.Errorf("got %q, want what was typed on the page too", doc.Text)
	}
}

// An engine that trusts a table of objects shows pages whose content is not where the table says as
// empty ones.
func TestNoPageIsLostWhereTheTableLeadsAstray(t *testing.T) {
	whole := readAsPDF(t, pdftest.Bill(), input.Options{})
	for i := 1; i < 20; i++ {
		head := fmt.Sprintf("\n%d 0 obj", i)
		if !strings.Contains(pdftest.Bill(), head) {
			continue
		}
		doc := readAsPDF(t, strings.Replace(pdftest.Bill(), head, "\n%0123456789"+head, 1), input.Options{})
		if doc.Text != whole.Text {
			t.Errorf("bytes put in before object %d: %d bytes of text, want %d", i, len(doc.Text), len(whole.Text))
		}
		if len(doc.Gaps) == 0 || doc.Gaps[0].Reason != "damaged: its table of objects leads astray" {
			t.Errorf("bytes put in before object %d: gaps %v, want one about the table", i, doc.Gaps)
		}
	}
}

func TestStreamThatCannotBeUnpackedIsAGap(t *testing.T) {
	src := strings.Replace(
		pdftest.Bill(),
		"%PDF",
		"%PDF-1.4\n99 0 obj\n<< /Filter /FlateDecode >>\nstream\nno\nendstream\nendobj\n%PDF",
		1,
	)
	if doc := readAsPDF(t, src, input.Options{}); !slices.ContainsFunc(
		doc.Gaps,
		func(g document.Gap) bool { return g.Reason == "damaged: a part of it cannot be unpacked" },
	) {
		t.Errorf("gaps %v, want one about the part", doc.Gaps)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdftest.Bill())
	f.Add(pdftest.Tagged())
	var d pdftest.Doc
	d.Page(300, 200).Turned(0, 1, 50, 100, 10, "turned")
	d.Attach("a.txt")
	f.Add(d.String())
	f.Add("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>")
	r := reader.New(input.Options{Format: "pdf", OCR: "off"})
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, src string) {
		doc, err := r.Read(context.Background(), "fuzz.pdf", src)
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Pages) == 0 && len(doc.Gaps) == 0 {
			t.Error("no page and no gap")
		}
		end := 0
		for _, b := range doc.Blocks {
			if b.Start < end || b.End < b.Start || b.End > len(doc.Text) {
				t.Fatalf("block %v after %d in a text of %d bytes", b.Span, end, len(doc.Text))
			}
			end = b.End
		}
		for run := range doc.Runs.All() {
			if page := doc.Pages[run.Page]; run.Start < page.Start || run.End > page.End {
				t.Fatalf("run %v outside its page %v", run.Span, page.Span)
			}
		}
	})
}

// A note that a page break cuts is one text, in spite of what stands between its parts, and each of
// its words has the place where it is printed.
func TestNoteThatGoesOnKnowsItsPages(t *testing.T) {
	var d pdftest.Doc
	for _, note := range [...]string{"1 The report speaks of illegal", "migrants at the border and of nothing else."} {
		p := d.Page(400, 500)
		p.Lines(60, 80, 11, 14, pdftest.Roman, "The committee met in the spring and heard many people.",
			"They spoke of houses, schools and roads in the county.")
		p.Text(60, 440, 8, pdftest.Roman, note)
		p.Text(60, 480, 11, pdftest.Roman, fmt.Sprintf("Page %d", len(note)%7))
	}
	doc := readAsPDF(t, d.String(), input.Options{})
	checkPages(t, "note", doc)
	cut := find(t, doc, "illegal migrants")
	if b := blockOf(t, doc, "illegal migrants"); b.Role != document.Note {
		t.Errorf("the words lie in a %v", b.Role)
	}
	if p := doc.Locate(cut); p.Page != 1 || len(p.Boxes) != 1 || p.Boxes[0].Top < 400 {
		t.Errorf("the words are located at %+v", p)
	}
	var pages []int
	for page, part := range doc.OnPages(cut) {
		pages = append(pages, page)
		if p := doc.Locate(part); p.Page != page+1 || len(p.Boxes) != 1 {
			t.Errorf("%q is located at %+v", part.Of(doc.Text), p)
		}
	}
	if !slices.Equal(pages, []int{0, 1}) {
		t.Errorf("the words lie on the pages %v", pages)
	}
}

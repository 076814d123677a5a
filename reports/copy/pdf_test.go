package copy

import (
	"errors"
	"fmt"
	"image"
	"os"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// TestMain is the child that writes into a PDF when a test has started this program as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == PDFChildCommand {
		if err := WritePDFChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// printedBill is the bill of the fixture as a file: each character stands where the fixture's boxes
// are. There is no third page.
func printedBill() string {
	var d pdftest.Doc
	for _, lines := range [][]struct {
		top  float64
		text string
	}{{{120.04, "The authority shall detain illegal"}, {
		134.26, "migrants without delay.",
	}}, {{72, "A flood of migrants is expected."}}} {
		p := d.Page(595, 842)
		for _, l := range lines {
			for i, r := range l.text {
				p.Text(72+5*float64(i), l.top+9, 8, pdftest.Roman, string(r))
			}
		}
	}
	return d.String()
}

// ofPDF gives the bill's file again.
var ofPDF = stream.Options{Original: func(*document.Document) (string, error) { return printedBill(), nil }}

// printed is the fixture's bill with a finding that has no place on a page, and one that stands
// there twice in the same words.
func printed(t *testing.T) *analyzer.Report {
	r := reporttest.Paged(t)
	again := r.Findings[1]
	nowhere := reporttest.Find(
		t, r.Doc, reporttest.PeopleAsWater, "flood of", "A flood of migrants is expected.",
		judge.Verdict{Status: lexicon.Quoted, Rule: "quotation"},
	)
	nowhere.Span = document.Span{Start: len(r.Doc.Text), End: len(r.Doc.Text)}
	r.Findings = append(r.Findings, again, nowhere)
	return r
}

func TestCopyBeginsWithItsOriginal(t *testing.T) {
	got := report(t, "pdf", ofPDF, reporttest.FixtureRun, []*analyzer.Report{printed(t)}, nil)
	if !strings.HasPrefix(got, printedBill()) {
		t.Error("the copy does not begin with the bytes of the original")
	}
	added := got[len(printedBill()):]
	if n := strings.Count(added, "/Subtype/Highlight"); n != 3 {
		t.Errorf("%d highlights, want 3: one for each finding that has a place", n)
	}
	for _, id := range []string{"/NM(0123456789abcdef0123)", "/NM(0123456789abcdef0123-2)", "/NM(refrain-summary)"} {
		if !strings.Contains(added, id) {
			t.Errorf("no annotation has %s", id)
		}
	}
	if !EndedPDF(got[len(got)-20:]) || EndedPDF(got[len(got)-20:]+"more") {
		t.Error("a copy is not known by its end, or one that somebody has added to is")
	}
}

func TestFindingWithoutPlaceIsTold(t *testing.T) {
	var told []string
	o := ofPDF
	o.Note = func(what string) { told = append(told, what) }
	report(t, "pdf", o, reporttest.FixtureRun, []*analyzer.Report{printed(t)}, nil)
	if len(told) != 1 || !strings.Contains(told[0], "without a place on a page") ||
		!strings.Contains(told[0], "flood-of-people") {
		t.Errorf("told %q, want one line on the finding of flood-of-people", told)
	}
	p := NewPDF(nil, o)
	p.report, p.run = printed(t), reporttest.FixtureRun
	_, unplaced := p.marks()
	if note := p.summary(stream.Totals{}, unplaced); !strings.Contains(note.Text, "\nWithout a place on a page: ") {
		t.Errorf("the note does not name the finding that has no place:\n%s", note.Text)
	}
}

func TestWordsBeyondThePageHaveNoPlaceOnIt(t *testing.T) {
	p := NewPDF(nil, ofPDF)
	p.report, p.run = reporttest.Paged(t), reporttest.FixtureRun
	runs := p.report.Doc.Runs.Unpacked()
	last := runs[len(runs)-1].Boxes
	for i := range last {
		last[i].Left, last[i].Right = last[i].Left+4000, last[i].Right+4000
	}
	p.report.Doc.Runs = document.RunsOf(runs...)
	marks, unplaced := p.marks()
	if len(marks) != 1 || len(unplaced) != 1 || !strings.Contains(unplaced[0], "flood of migrants") {
		t.Errorf("%d marks, and %q without a place; want one each, and the flood of migrants without", len(marks), unplaced)
	}
}

func TestNoteBeginsWithWhatWasNotRead(t *testing.T) {
	p := NewPDF(nil, ofPDF)
	p.report, p.run = reporttest.Paged(t), reporttest.FixtureRun
	const first = "Not read, or not fully: pages 3, 4: no text layer; recognise its text (OCR)\n"
	if note := p.summary(stream.Totals{}, nil); !strings.HasPrefix(note.Text, first) {
		t.Errorf("the note begins otherwise:\n%s", note.Text)
	}
}

func TestCopyIsOfOnePDF(t *testing.T) {
	for want, in := range map[string][]*analyzer.Report{
		"docs/bill.pdf: is a second document":     {reporttest.Paged(t), reporttest.Paged(t)},
		"speech.txt: is not a PDF; --format html": {reporttest.Lined(t)},
		"there is no document to copy; name":      nil,
		"gone.txt: no such file":                  {reporttest.Missing()},
		"<stdin>: is read once only":              {piped(t)},
	} {
		w := NewPDF(nil, ofPDF)
		err := w.Begin(reporttest.FixtureRun)
		for _, r := range in {
			err = errors.Join(err, w.Document(r))
		}
		if err == nil {
			err = w.End(stream.Totals{})
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

func piped(t *testing.T) *analyzer.Report {
	r := reporttest.Paged(t)
	r.Doc.Name = "-"
	return r
}

// The words behind a highlight are those of the finding, however the page is turned and cut: the
// colour stands behind them, and not beside.
func TestTurnedAndCroppedPagesAreMarkedAtTheWords(t *testing.T) {
	const before, words, after = "The district faced a", "flood of refugees", "last spring."
	engine := reader.New(reader.Options{OCR: "off"})
	defer engine.Close()
	for _, entry := range []string{
		"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [30 40 380 560]", "/CropBox [30 40 380 560] /Rotate 90",
		"/CropBox [30 40 380 560] /Rotate 270",
	} {
		var made pdftest.Doc
		p := made.Page(400, 600)
		p.Entry(entry)
		p.Lines(60, 200, 12, 16, pdftest.Roman, before+" flood of", "refugees "+after)
		src := made.String()
		doc, err := engine.Read(t.Context(), "turned.pdf", src)
		if err != nil {
			t.Fatal(err)
		}
		start := strings.Index(doc.Text, "flood")
		end := strings.Index(doc.Text, "refugees") + len("refugees")
		if start < 0 || end < start {
			t.Fatalf("%s: the text is %q, which does not hold %q", entry, doc.Text, words)
		}
		span := document.Span{Start: start, End: end}
		r := &analyzer.Report{Doc: doc, Words: 10, Findings: []analyzer.Finding{{
			Entry: reporttest.PeopleAsWater, Span: span, Sentence: span, Key: "aa",
		}}}
		o := stream.Options{Original: func(*document.Document) (string, error) { return src, nil }}
		drawn, err := engine.Draw(t.Context(), report(t, "pdf", o, reporttest.FixtureRun, []*analyzer.Report{r}, nil))
		if err != nil {
			t.Fatalf("%s: the copy cannot be read: %v", entry, err)
		}
		boxes := doc.Locate(span).Boxes
		if len(boxes) != 2 {
			t.Fatalf("%s: %d boxes, want 2", entry, len(boxes))
		}
		for _, b := range boxes {
			if got := coloured(t, drawn, b); got < 0.5 {
				t.Errorf("%s: %.0f %% of the words' place is coloured, want more than half", entry, 100*got)
			}
		}
		var area float64
		for _, b := range boxes {
			area += float64((b.Right - b.Left) * (b.Bottom - b.Top))
		}
		const noteSize, margin = 20, 6
		page := doc.Pages[0]
		whole := coloured(t, drawn, document.Box{
			Top: noteSize + 2*margin, Right: float32(page.Width), Bottom: float32(page.Height),
		}) * page.Width * (page.Height - noteSize - 2*margin)
		if whole > 1.3*area { // The ends of highlights are round, and stick out a little.
			t.Errorf("%s: %.0f square points of the page are coloured, and the words take %.0f", entry, whole, area)
		}
		drawn.Close()
	}
}

// coloured is the part of a place on the first page that has the colour of findings that count.
func coloured(t *testing.T, drawn reader.Drawing, b document.Box) float64 {
	t.Helper()
	picture, err := drawn.Place(t.Context(), 1, b, 2)
	if err != nil {
		t.Fatal(err)
	}
	n, all := 0, 0
	size := picture.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			all++
			if yellow(picture, x, y) {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

func yellow(picture image.Image, x, y int) bool {
	red, green, blue, _ := picture.At(x, y).RGBA()
	return red > 0xE000 && green > 0xB000 && blue < 0x9000
}

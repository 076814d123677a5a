package copy

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/reports/copy/pdf"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// TestCopiesOfRealFilesAreMarkedAtTheWords takes words of real files for findings, and looks with
// PDFium whether the colour stands behind them. A file may be refused for a reason, and not
// otherwise.
func TestCopiesOfRealFilesAreMarkedAtTheWords(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/pdf/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 || testing.Short() {
		t.Skip("no folder of real files beside the checkout, or a short run")
	}
	engine := reader.New(reader.Options{OCR: "off"})
	defer engine.Close()
	copies, refused, marked := 0, 0, 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := engine.Read(t.Context(), filepath.Base(file), string(src))
		if err != nil || doc.Text == "" {
			refused++
			continue
		}
		r := &analyzer.Report{Doc: doc, Words: 1, Findings: someWords(doc)}
		w := NewPDF(nil, stream.Options{})
		w.report, w.run = r, reporttest.FixtureRun
		marks, _ := w.marks()
		added, err := pdf.Add(string(src), append(marks, w.summary(stream.Totals{}, nil)), pdf.Options{})
		switch {
		case errors.Is(err, pdf.ErrForbidden), errors.Is(err, pdf.ErrEncrypted), errors.Is(err, pdf.ErrDamaged):
			t.Logf("%s: %v", file, err)
			refused++
			continue
		case err != nil:
			t.Errorf("%s: %v", file, err)
			continue
		}
		copies++
		original, err1 := engine.Draw(t.Context(), string(src))
		drawn, err2 := engine.Draw(t.Context(), string(src)+string(added.Bytes))
		if err := errors.Join(err1, err2); err != nil {
			t.Errorf("%s: cannot be drawn: %v", file, err)
			continue
		}
		for _, f := range r.Findings {
			place := doc.Locate(f.Span)
			if len(place.Boxes) == 0 || !onSheet(&doc.Pages[place.Page-1], place.Boxes[0]) {
				continue
			}
			marked++
			before, err1 := original.Place(t.Context(), place.Page, place.Boxes[0], 2)
			after, err2 := drawn.Place(t.Context(), place.Page, place.Boxes[0], 2)
			if err := errors.Join(err1, err2); err != nil {
				t.Errorf("%s: page %d: %v", file, place.Page, err)
				continue
			}
			n := 0
			size := before.Bounds()
			for y := size.Min.Y; y < size.Max.Y; y++ {
				for x := size.Min.X; x < size.Max.X; x++ {
					if before.At(x, y) != after.At(x, y) {
						n++
					}
				}
			}
			if n*2 < size.Dx()*size.Dy() {
				t.Errorf(
					"%s: page %d: “%s” at %v has no colour behind it",
					file,
					place.Page,
					f.Span.Of(doc.Text),
					place.Boxes[0],
				)
			}
		}
		original.Close()
		drawn.Close()
	}
	t.Logf("%d copies, %d refused, %d words", copies, refused, marked)
}

var longWord = regexp.MustCompile(`\b[a-zA-Z]{5,12}\b`)

// someWords are a few words from all over a document, as findings.
func someWords(d *document.Document) (found []analyzer.Finding) {
	const few = 6
	step := len(d.Text)/few + 1
	for at := 0; at < len(d.Text); at += step {
		if at > 0 && d.Text[at-1] != ' ' && d.Text[at-1] != '\n' {
			at += strings.IndexByte(d.Text[at:]+" ", ' ')
		}
		if m := longWord.FindStringIndex(d.Text[min(at, len(d.Text)):min(at+step, len(d.Text))]); m != nil {
			span := document.Span{Start: at + m[0], End: at + m[1]}
			found = append(
				found,
				analyzer.Finding{Entry: reporttest.PeopleAsWater, Span: span, Sentence: span, Key: "cc"},
			)
		}
	}
	return found
}

package pdfdoc

import (
	"context"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/ocr"
	"refrain/analyzer/reader/pdf"
)

// hungry is a document whose engine holds more with every page.
type hungry struct {
	pdf.Doc
	read int
}

func (d *hungry) Extra() pdf.Extra { return pdf.Extra{} }

func (d *hungry) Pages() int { return 10 }

func (d *hungry) Held() int { return d.read << 20 }

func (d *hungry) Close() {}

func (d *hungry) Page(context.Context, int) (*pdf.Page, error) {
	d.read++
	p := &pdf.Page{Page: layout.Page{Width: 100, Height: 100}}
	for i, r := range "flood" {
		x := float32(10 + 5*i)
		p.Chars = append(
			p.Chars,
			layout.Char{Rune: r, Tag: -1, Box: document.Box{Left: x, Top: 10, Right: x + 5, Bottom: 20}},
		)
	}
	return p, nil
}

func TestPagesAreReadWhileThereIsMemory(t *testing.T) {
	in := input.Input{Format: "pdf", Options: input.Options{Limits: limits.Limits{Memory: 3<<20 + 1<<19}.Filled()}}
	doc := NewEngines(in.Options.Limits, ocr.New(ocr.Off, in.Options.Limits)).readPages(t.Context(), in, &hungry{}, false)
	if got := strings.Count(doc.Text, "flood"); got != 4 {
		t.Errorf("%d pages were read, want 4", got)
	}
	if len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "limit reached" ||
		!strings.Contains(doc.Gaps[0].Hint, "first 4 of its 10 pages") {
		t.Errorf("gaps %+v, want one that says so", doc.Gaps)
	}
}

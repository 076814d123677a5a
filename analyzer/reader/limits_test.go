package reader_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/pdf"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// TestEveryLimitIsAGap reads a small document for each limit, once with a limit that it meets and
// once without.
func TestEveryLimitIsAGap(t *testing.T) {
	word := func() string {
		return readertest.WordFile(t, `<w:p><w:r><w:t>`+strings.Repeat("word ", 100)+`</w:t></w:r></w:p>`)
	}
	packed := func() string {
		return readertest.WordFile(t, `<w:p><w:r><w:t>`+strings.Repeat("word ", 8<<20)+`</w:t></w:r></w:p>`)
	}
	nested := strings.Repeat("<div>", 50) + "text" + strings.Repeat("</div>", 50)
	// They are tested in the analyzer, below, and where text is recognised.
	tested := []string{"Findings", "Pixels", "OCRPages", "OCRTime"}
	for _, c := range []struct {
		limit  string
		format string
		src    string
		limits limits.Limits
	}{
		{"source", "text", "some words", limits.Limits{Source: 3}},
		{"text", "text", strings.Repeat("some words ", 100), limits.Limits{Text: 50}},
		{"blocks", "markdown", "one\n\ntwo\n\nthree", limits.Limits{Blocks: 2}},
		{"blocks of plain text", "text", "one\n\ntwo\n\nthree", limits.Limits{Blocks: 2}},
		{
			"blocks of a container", "docx",
			readertest.WordFile(t, readertest.WordParagraph("", "one")+readertest.WordParagraph("", "two")+
				readertest.WordParagraph("", "three")),
			limits.Limits{Blocks: 2},
		},
		{"inflated", "docx", word(), limits.Limits{Inflated: 100}},
		{"part", "docx", word(), limits.Limits{Part: 100}},
		{"ratio", "docx", packed(), limits.Limits{Ratio: 2}},
		{"members", "docx", readertest.WordFile(t, `<w:p/>`, "a", "", "b", ""), limits.Limits{Members: 2}},
		{"depth of HTML", "html", "<!doctype html><p>word" + nested, limits.Limits{Depth: 20}},
		{
			"depth of XML", "xml", "<a>word" + strings.Repeat("<b>", 50) + strings.Repeat("</b>", 50) + "</a>",
			limits.Limits{Depth: 20},
		},
		{"depth of Markdown", "markdown", strings.Repeat("> ", 50) + "text", limits.Limits{Depth: 20}},
		{"pages", "pdf", pdftest.Bill(), limits.Limits{Pages: 1}},
		{"chars", "pdf", pdftest.Bill(), limits.Limits{Chars: 10}},
		{"work", "pdf", pdftest.Bill(), limits.Limits{Work: 1000}},
		{"memory", "pdf", pdftest.Bill() + strings.Repeat(" ", 24<<20), limits.Limits{Memory: 30 << 20}},
		{"memory for a text", "text", strings.Repeat("some words ", 100), limits.Limits{Memory: 1000}},
		{"memory for a folded text", "text", strings.Repeat("ﬁve\u00ADteen ", 1000), limits.Limits{Memory: 20_000}},
		{"memory for quoted lines", "text", strings.Repeat("> a\n", 1000), limits.Limits{Memory: 5000}},
		{
			"memory for marks", "html", "<!doctype html>" + strings.Repeat("<i>a</i>", 1000),
			limits.Limits{Memory: 40_000},
		},
		{"memory for blocks", "html", "<!doctype html>" + strings.Repeat("<p>a", 1000), limits.Limits{Memory: 100_000}},
		{"memory for a container", "docx", word(), limits.Limits{Memory: 2000}},
		{"time", "text", "some words", limits.Limits{Time: 1}},
		{"time of PDF", "pdf", pdftest.Bill(), limits.Limits{Time: 1}},
	} {
		for i, v := 0, reflect.ValueOf(c.limits); i < v.NumField(); i++ {
			if !v.Field(i).IsZero() {
				tested = append(tested, v.Type().Field(i).Name)
			}
		}
		t.Run(c.limit, func(t *testing.T) {
			if got := limited(t, c.format, c.src, c.limits); !got {
				t.Errorf("with %+v: no gap says %q", c.limits, "limit reached")
			}
			if c.limit != "ratio" && limited(t, c.format, c.src, limits.Limits{}) {
				t.Errorf("without a limit: a gap says %q", "limit reached")
			}
		})
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[limits.Limits]()) {
		if !slices.Contains(tested, field.Name) {
			t.Errorf("nothing here meets the limit %s", field.Name)
		}
		if field.Name != "Time" && reflect.ValueOf(limits.Limits{}.Filled()).FieldByIndex(field.Index).IsZero() {
			t.Errorf("the limit %s has no default", field.Name)
		}
	}
}

func TestPicturesAreBounded(t *testing.T) {
	for pixels, want := range map[int]error{100: pdf.ErrLimit, 0: nil} {
		r := reader.New(input.Options{OCR: "off", Limits: limits.Limits{Pixels: pixels}})
		defer r.Close()
		drawing, err := r.Draw(t.Context(), pdftest.Bill())
		if err != nil {
			t.Fatal(err)
		}
		defer drawing.Close()
		if _, err := drawing.Place(t.Context(), 1, document.Box{Right: 20, Bottom: 10}, 1); !errors.Is(err, want) {
			t.Errorf("a picture of 200 pixels, of which there may be %d: error %v, want %v", pixels, err, want)
		}
	}
}

func limited(t *testing.T, format, src string, limits limits.Limits) bool {
	t.Helper()
	r := reader.New(input.Options{Format: format, OCR: "off", Limits: limits})
	defer r.Close()
	doc, err := r.Read(t.Context(), "test", src)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(doc.Gaps, func(g document.Gap) bool { return g.Reason == "limit reached" })
}

func TestTimeGrowsWithTheFile(t *testing.T) {
	if got, want := (limits.Limits{}).TimeFor(0), 15*time.Second; got != want {
		t.Errorf("for an empty file: %v, want %v", got, want)
	}
	if got, want := (limits.Limits{}).TimeFor(10<<20), 35*time.Second; got != want {
		t.Errorf("for 10 MiB: %v, want %v", got, want)
	}
	if got, want := (limits.Limits{Time: time.Minute}).TimeFor(1<<30), time.Minute; got != want {
		t.Errorf("with a limit of a minute: %v, want %v", got, want)
	}
}

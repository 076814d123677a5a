package analyzer_test

import (
	"os"
	"path/filepath"
	"testing"

	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// TestSharedWordCases counts what is found in Word documents whose text other readers lose or
// invent: in the text that readers see, and apart from it.
func TestSharedWordCases(t *testing.T) {
	cases := filepath.Join("..", "..", "shared", "cases")
	a := builtin(t)
	r := reader.New(reader.Options{})
	defer r.Close()
	for file, want := range map[string]struct{ used, apart, gaps int }{
		"05-drop-caps/dropcap.docx":        {used: 1},
		"01-pdf-strikethrough/bill.docx":   {apart: 4},
		"hostile/12/v_choice_unknown.docx": {used: 3},
		"hostile/12/v_dropcap.docx":        {used: 1},
		"hostile/12/v_listnum.docx":        {used: 3},
		"hostile/12/v_math.docx":           {used: 3},
		"hostile/12/v_subdoc.docx":         {gaps: 1},
		"hostile/12/v_wordart.docx":        {used: 3},
		"hostile/06/v_poly_epub.docx":      {used: 3, gaps: 1},
		"hostile/06/v_poly_odt.docx":       {used: 3, gaps: 2},
	} {
		src, err := os.ReadFile(filepath.Join(cases, file))
		if err != nil {
			t.Skipf("no shared cases beside the module: %v", err)
		}
		doc, err := r.Read(t.Context(), file, string(src))
		if err != nil {
			t.Fatal(err)
		}
		got := want
		got.used, got.apart, got.gaps = 0, 0, len(doc.Gaps)
		report := a.Run(doc)
		for i := range report.Findings {
			if report.Findings[i].Verdict.Status == lexicon.Used {
				got.used++
			} else {
				got.apart++
			}
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", file, got, want)
		}
	}
}

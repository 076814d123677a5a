package analyzer_test

import (
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// TestContrastOfLanguages: the same words in somebody's mouth, denied, criticised and named are told
// from the author's own, and sentences that only come near find nothing.
func TestContrastOfLanguages(t *testing.T) {
	a := builtin(t)
	files, err := filepath.Glob("testdata/contrast-*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "contrast-"), ".tsv")
		for _, row := range table(t, filepath.Base(file)) {
			want, sentence := row[0], row[1]
			got := "none"
			for _, f := range analyzeIn(t, a, lang, sentence).Findings {
				if f.Entry.Tier == lexicon.Core {
					got = f.Verdict.Status.String()
					break
				}
			}
			if got != want {
				t.Errorf("%s: %s, want %s: %s", lang, got, want, sentence)
			}
		}
	}
}

// Where a format states who speaks, words before a colon are no label of a speaker.
func TestStatedSpeakersAreNoLabels(t *testing.T) {
	const text = "Abgegebene Stimmen: 12.\n\nIm Gegenteil: nichts.\n\nAbgegebene Stimmen: 13.\n\nA flood of refugees came."
	d := &document.Document{Lang: "en", Text: text}
	for at := 0; at < len(text); {
		end := at + strings.Index(text[at:]+"\n\n", "\n\n")
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: at, End: end}, Speaker: "Ms Roe"})
		at = end + 2
	}
	r := builtin(t).Run(d)
	if len(r.Findings) != 1 || r.Findings[0].Voice != "Ms Roe" {
		t.Errorf("got %d findings, want one in the voice of Ms Roe", len(r.Findings))
	}
}

package analyzer_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// builtin is the built-in lexicon, compiled with all tiers.
func builtin(t testing.TB) *analyzer.Analyzer {
	t.Helper()
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return analyzer.New(lex, analyzer.Options{Advisory: true})
}

// analyze reads text as plain English text and analyses it.
func analyze(t testing.TB, a *analyzer.Analyzer, text string) *analyzer.Report {
	t.Helper()
	return analyzeIn(t, a, "en", text)
}

// analyzeIn is analyze for a text in another language.
func analyzeIn(t testing.TB, a *analyzer.Analyzer, lang, text string) *analyzer.Report {
	t.Helper()
	r := reader.New(reader.Options{Format: "text", Lang: lang})
	defer r.Close()
	doc, err := r.Read(context.Background(), "text", text)
	if err != nil {
		t.Fatal(err)
	}
	return a.Run(doc)
}

func TestFindingsAreBounded(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const three = "A flood of refugees.\n\nA swarm of migrants and a flood of migrants.\n\nThe refugees came."
	for most, want := range map[int]int{1: 1, 2: 2, 3: 3, 0: 3} {
		r := analyze(t, analyzer.New(lex, analyzer.Options{Findings: most}), three)
		if len(r.Findings) != want || (len(r.Gaps()) == 0) != (want == 3) || r.Words != 16 || r.People != 4 {
			t.Errorf(
				"at most %d: %d findings, gaps %v, %d words, %d mentions; want %d of 3, and all 16 words and 4 "+
					"mentions",
				most,
				len(r.Findings),
				r.Gaps(),
				r.Words,
				r.People,
				want,
			)
		}
	}
}

// TestColumnHeadDecides: a style guide's table heads one column "Instead of"; what stands under it
// is advised against, what stands under another is not.
func TestColumnHeadDecides(t *testing.T) {
	const guide = `# Words

| Write | Instead of |
|---|---|
| people arriving | swarm of migrants |
| illegal immigrants | people in search of work |
`
	r := reader.New(reader.Options{OCR: "off"})
	defer r.Close()
	doc, err := r.Read(context.Background(), "guide.md", guide)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]lexicon.Status{"swarm of migrants": lexicon.Mentioned, "illegal immigrants": lexicon.Used}
	for _, f := range builtin(t).Run(doc).Findings {
		words := f.Span.Of(doc.Text)
		if status, ok := want[words]; !ok || f.Verdict.Status != status {
			t.Errorf("“%s” is %s by rule %q; want %s", words, f.Verdict.Status, f.Verdict.Rule, status)
		}
		delete(want, words)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// TestJudging goes through testdata/judging.txt.
func TestJudging(t *testing.T) {
	a := builtin(t)
	data, err := os.ReadFile("testdata/judging.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, texts, _ := strings.Cut(string(data), "\n\n")
	for _, text := range strings.Split(texts, "\n----\n") {
		example, err := lexicon.ParseExample(strings.TrimSpace(text))
		if err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		report := analyze(t, a, example.Text)
		for _, m := range example.Marks {
			found := false
			for _, f := range report.Findings {
				if at := report.Doc.Locate(f.Span).Source; at.Start != m.Start || at.End != m.End {
					continue
				}
				found = true
				if f.Verdict.Status != m.Status {
					t.Errorf(
						"%s\n  “%s” (%s) is %s by rule %q, cue “%s”; want %s",
						text,
						example.Text[m.Start:m.End],
						f.Entry.ID,
						f.Verdict.Status,
						f.Verdict.Rule,
						f.Verdict.Cue.Of(report.Doc.Text),
						m.Status,
					)
				}
			}
			if !found {
				t.Errorf("%s\n  “%s” is not found", text, example.Text[m.Start:m.End])
			}
		}
	}
}

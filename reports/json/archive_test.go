package json

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
	"refrain/reports/reporttest"
)

// TestArchiveWritesASentenceOnce has a sentence of many findings, each of which points at a cue in
// another one.
func TestArchiveWritesASentenceOnce(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	text := "The word “" + strings.Repeat("flood of migrants, ", 500) + "” is used.\n"
	doc, err := reader.New(reader.Options{}).Read(t.Context(), "a.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	in := []*analyzer.Report{analyzer.New(lex, analyzer.Options{}).Run(doc)}
	lines := archive(t, reporttest.FixtureRun, in)
	if n := strings.Count(lines, "flood of migrants, flood of migrants, "); len(in[0].Findings) < 400 || n > 500 {
		t.Errorf("%d findings, and the sentence appears in %d bytes", len(in[0].Findings), len(lines))
	}
}

// TestArchiveRefusesOtherLines: what is no line of this lexicon's archives gives an error, never a
// report that says less.
func TestArchiveRefusesOtherLines(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	line := func(findings string) string {
		return `{"schema":"refrain-archive/1","path":"a","tool":"1","lexicon":"` + lex.SHA256 +
			`","tiers":[],"entries":"en","words":1,"people_mentions":0,"gaps":[],"texts":[{"text":"abc"}],"findings":[` +
			findings + `]}`
	}
	entry := lex.Languages[0].Entries()[0].ID
	if _, _, err := Restore(
		[]byte(line(`{"entry":"`+entry+`","status":"used","at":{"text":0,"start":1,"end":3},"place":{}}`)), lex,
	); err != nil {
		t.Errorf("a good line: %v", err)
	}
	for _, c := range []struct{ line, want string }{
		{`{"schema":"refrain-report/1"}`, "not a line"},
		{`{"schema":"refrain-archive/1","path":"a`, "not a line"},
		{`{"schema":"refrain-archive/1","lexicon":"abc"}`, "another lexicon"},
		{strings.Replace(line(""), `"words":1`, `"words":1,"pages":-1`, 1), "no number of pages"},
		{strings.Replace(line(""), `"words":1`, `"words":1,"pages":999999999999`, 1), "no number of pages"},
		{strings.Replace(line(""), `"words":1`, `"words":1,"language":"<b>"`, 1), "no language"},
		{strings.Replace(line(""), `"words":1`, `"words":1,"unread":{"<b>":1}`, 1), "no language"},
		{line(`{"entry":"gone","status":"used","at":{"text":0,"start":0,"end":1},"place":{}}`), `no entry "gone"`},
		{line(`{"entry":"` + entry + `","status":"odd","at":{"text":0,"start":0,"end":1},"place":{}}`), "no status"},
		{line(`{"entry":"` + entry + `","status":"used","at":{"text":1,"start":0,"end":1},"place":{}}`), "no text 1"},
		{line(`{"entry":"` + entry + `","status":"used","at":{"text":0,"start":2,"end":9},"place":{}}`), "no bytes"},
		{
			line(
				`{"entry":"` + entry + `","status":"used","at":{"text":0,"start":2,"end":` + strconv.Itoa(math.MinInt) +
					`},"place":{}}`,
			),
			"no bytes",
		},
		{
			line(`{"entry":"` + entry + `","status":"used","at":{"text":0,"start":0,"end":1},"place":{"time":"noon"}}`),
			"no time",
		},
	} {
		if _, _, err := Restore([]byte(c.line), lex); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.line, err, c.want)
		}
	}
}

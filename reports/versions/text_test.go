package versions

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// verbose is newText with all that is known.
func verbose(w io.Writer, o stream.Options) Writer {
	o.Verbose = true
	return newText(w, o)
}

func TestTextsAreTheGoldens(t *testing.T) {
	german := reporttest.FixtureRun
	german.Language = "de"
	for name, report := range map[string]string{
		"bill.txt":         written(t, newText, reporttest.FixtureRun, bill()),
		"bill-verbose.txt": written(t, verbose, reporttest.FixtureRun, bill()),
		"bill-de.txt":      written(t, newText, german, bill()),
		"folder.txt":       written(t, newText, reporttest.FixtureRun, bill(), turned(), alone()),
		"bill.md":          written(t, newMarkdown, reporttest.FixtureRun, bill()),
		"folder.md":        written(t, newMarkdown, reporttest.FixtureRun, bill(), turned(), alone()),
		"folder.json":      written(t, newData, reporttest.FixtureRun, bill(), turned(), alone()),
	} {
		reporttest.File(t, name, report)
		if name != "bill-de.txt" && !Ours(report[:min(len(report), 512)], "") {
			t.Errorf("%s is not known for ours by how it begins", name)
		}
		if word := reporttest.Judging(report); word != "" {
			t.Errorf("%s says %q", name, word)
		}
		if strings.ContainsAny(report, "\x1b\u202e") {
			t.Errorf("%s holds what steers a terminal", name)
		}
	}
}

func TestDataFitTheSchema(t *testing.T) {
	unread, foreign, same := bill(), bill(), bill()
	unread.Old.Doc.Text, unread.Old.Doc.Blocks, unread.Old.Findings = "", nil, nil
	unread = compare.Reports(unread.Old, unread.New)
	foreign.New.Doc.Lang = "de"
	foreign = compare.Reports(foreign.Old, foreign.New)
	same = compare.Reports(same.Old, same.Old)
	for name, c := range map[string]*compare.Comparison{
		"a bill": bill(), "compared": compare.Reports(bill().Old, bill().New), "unread": unread, "languages": foreign,
		"same": same, "new": alone(), "hostile": turned(),
	} {
		report := written(t, newData, reporttest.FixtureRun, c)
		if err := reporttest.Invalid(t, "refrain-compare.schema.json", report); err != nil {
			t.Errorf("%s: %v\n%s", name, err, report)
		}
	}
	nothing := written(t, newData, reporttest.FixtureRun)
	if err := reporttest.Invalid(t, "refrain-compare.schema.json", nothing); err != nil {
		t.Errorf("no comparison: %v\n%s", err, nothing)
	}
}

// What both schemas define means the same in both.
func TestSchemasAgree(t *testing.T) {
	var both [2]struct {
		Definitions map[string]any `json:"$defs"`
	}
	for i, name := range []string{"refrain-compare.schema.json", "../json/refrain-report.schema.json"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &both[i]); err != nil {
			t.Fatal(err)
		}
	}
	for name, ours := range both[0].Definitions {
		theirs, ok := both[1].Definitions[name]
		if !ok || name == "finding" || name == "totals" { // These differ by what a comparison says elsewhere.
			continue
		}
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("%s (-report +comparison)\n%s", name, diff)
		}
	}
}

func TestFindingOfAPictureIsSaidToBe(t *testing.T) {
	c := bill()
	c.New.Findings[2].Recognised = true
	if got := written(t, newText, reporttest.FixtureRun, c); !strings.Contains(got, "recognised; check the picture") {
		t.Errorf("it is not said in\n%s", got)
	}
}

func TestReportIsInTheLanguageOfBothVersions(t *testing.T) {
	for claim, test := range map[string]struct{ old, new, want string }{
		"German and German":  {"de", "de-AT", "Neue Fassung"},
		"German and English": {"de", "en", "New version"},
		"nothing known":      {"", "", "New version"},
	} {
		c := bill()
		c.Old.Doc.Lang, c.New.Doc.Lang = test.old, test.new
		got := written(t, worded(newMarkdown), reporttest.FixtureRun, c)
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: there is no %q in\n%s", claim, test.want, got)
		}
	}
}

func TestMarkdownOfHostileWordsIsText(t *testing.T) {
	c := bill()
	const bad = "<img src=x> [a](http://example.org) @someone #12 | `x`"
	for _, r := range []*document.Document{c.Old.Doc, c.New.Doc} {
		for i := range r.Blocks {
			r.Blocks[i].Path = bad
		}
	}
	page := reporttest.Rendered(t, written(t, newMarkdown, reporttest.FixtureRun, c))
	for _, sign := range []string{"<img", "<a href", "<code"} {
		if strings.Contains(page, sign) {
			t.Errorf("%s is markup in\n%s", sign, page)
		}
	}
}

package reports

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/json"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/table/tabletest"
	"refrain/reports/terminal"
)

func TestNoKindOfReportSteersAWorkflow(t *testing.T) {
	for _, k := range Kinds {
		if k.Binary {
			continue
		}
		for _, s := range reporttest.Commands {
			files := []string{""}
			if k.Name == "brief" {
				files = []string{"", "a.html"}
			}
			for _, file := range files {
				run := reporttest.OwnRun
				run.Own, run.Changes = []string{s}, []lexicon.Change{{Entry: s, What: []string{s}, Reason: s, By: s}}
				out := report(t, k.Name, stream.Options{File: file, Width: 40, Color: true}, run, reporttest.Steering(s), nil)
				for _, line := range reporttest.Obeyed(out) {
					if k.Name == "github" && reporttest.Annotation.MatchString(line) && !strings.Contains(line, "##[") {
						continue
					}
					t.Errorf("%s: %q becomes a command: %.200q", k.Name, s, line)
				}
				if !utf8.ValidString(out) {
					t.Errorf("%s: %q makes a report that is no UTF-8", k.Name, s)
				}
			}
		}
	}
}

func TestPageOfAnEntrySteersNoWorkflow(t *testing.T) {
	for _, s := range reporttest.Commands {
		var b strings.Builder
		e := reporttest.Steering(s)[0].Findings[0].Entry
		l := lexicon.NewLanguage("en", s, e)
		if err := terminal.WriteEntry(&b, l, e); err != nil {
			t.Fatal(err)
		}
		if err := json.WriteEntries(&b, &lexicon.Lexicon{Languages: []*lexicon.Language{l}}); err != nil {
			t.Fatal(err)
		}
		if lines := reporttest.Obeyed(b.String()); len(lines) > 0 {
			t.Errorf("%q becomes a command: %q", s, lines)
		}
	}
}

// TestNameThatIsNoUTF8IsShownInEveryKind also goes through an archive and back.
func TestNameThatIsNoUTF8IsShownInEveryKind(t *testing.T) {
	in := func() []*analyzer.Report {
		r := reporttest.Lined(t)
		r.Doc.Name, r.Findings = "inv\xff.txt", r.Findings[:1]
		r.Doc.Gaps = []document.Gap{{Reason: "member gap\xff.xml is damaged", Hint: "look at gap\xff.xml"}}
		return []*analyzer.Report{r}
	}
	for _, k := range Kinds {
		if k.Binary && k.Name != "xlsx" {
			continue
		}
		out := report(t, k.Name, stream.Options{}, reporttest.FixtureRun, in(), nil)
		if k.Name == "xlsx" {
			out = tabletest.SheetsOf(t, out)
		}
		want := regexp.MustCompile(`inv(\\+xff|%FF)\.txt`)
		// The table of findings has no row for what was not read; csv-documents has.
		gap := k.Name == "csv" || regexp.MustCompile(`gap\\+xff\.xml`).MatchString(out)
		if !want.MatchString(out) || !gap || !utf8.ValidString(out) || strings.Contains(out, "\ufffd") {
			t.Errorf("%s does not show the names:\n%.1000q", k.Name, out)
		}
	}
}

package reports

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/internal/strictyaml"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestWaivedFindingsStayInEveryKindWithTheReason(t *testing.T) {
	for _, k := range Kinds {
		if k.Copy || k.Name == "csv-documents" { // It says nothing of single findings.
			continue
		}
		if got := plainText(t, report(
			t, k.Name, stream.Options{Verbose: true}, reporttest.FixtureRun, reporttest.Recorded(t),
			reporttest.WithNotices,
		)); !strings.Contains(got, "title of the 1996 act") {
			t.Errorf("%s does not give the reason of the waiver", k.Name)
		}
	}
}

func TestKnownFindingsAreNoNews(t *testing.T) {
	for _, kind := range []string{"terminal", "github", "gitlab", "checkstyle", "rdjsonl", "junit"} {
		in := reporttest.Recorded(t)
		known := []*analyzer.Report{in[1]}
		known[0].Findings = known[0].Findings[2:]
		if got := report(
			t, kind, stream.Options{}, reporttest.FixtureRun, known, nil,
		); strings.Contains(got, "cannot be illegal") {
			t.Errorf("%s explains a finding that is in the baseline:\n%s", kind, got)
		}
	}
}

func TestOpenFindingsAloneFail(t *testing.T) {
	f := reporttest.Lined(t).Findings[0]
	for state := analyzer.Open; state <= analyzer.Outside; state++ {
		f.Record.State = state
		if got, want := (analyzer.Policy{Threshold: f.Entry.Severity}).Fails(&f), state == analyzer.Open; got != want {
			t.Errorf("%s: got %v, want %v", state, got, want)
		}
	}
}

// A build that fails for a waiver that has ended says so where its findings are shown.
func TestRecordsThatFailStandBesideTheFindings(t *testing.T) {
	ended := func(totals *stream.Totals) {
		totals.Notices = []analyzer.Notice{
			{
				Kind: "expired", Place: strictyaml.Position{File: "a:b.md", Line: 3, Column: 7},
				Text: "the waiver of illegal-people ended on 2026-03-01",
			},
			{Kind: "stale", Place: strictyaml.Position{File: "old.md"}, Text: "no longer there"},
		}
	}
	for kind, want := range map[string]string{
		"github": "::error file=site/a%3Ab.md,line=3,endLine=3,col=7,endColumn=7,title=Baseline and " +
			"waivers::The waiver of illegal-people ended on 2026-03-01.",
		"gitlab": `"location":{"path":"site/a:b.md","lines":{"begin":3}}`,
		"checkstyle": `<error line="3" column="7" severity="error" message="The waiver of illegal-people ended on ` +
			`2026-03-01." source="refrain.expired"/>`,
		"junit":   `<failure type="expired" message="The waiver of illegal-people ended on 2026-03-01.">`,
		"rdjsonl": `"location":{"path":"site/a:b.md","range":{"start":{"line":3}}},"code":{"value":"expired"}`,
		"sarif": `{"descriptor":{"id":"expired"},"level":"error","message":{"text":"a:b.md:3:7: the waiver ` +
			`of illegal-people ended on 2026-03-01"}}`,
	} {
		inSite := stream.Options{Path: func(name string) string { return "site/" + name }}
		got := report(t, kind, inSite, reporttest.FixtureRun, reporttest.Clean(), ended)
		if !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant %s", kind, got, want)
		}
		if strings.Contains(got, `"refrain/stale"`) || strings.Contains(got, "::error file=old.md") {
			t.Errorf("%s: a row that nothing matches fails, although nobody asked for that:\n%s", kind, got)
		}
		inSite.Breaks = func(analyzer.Notice) bool { return true }
		if got := report(
			t, kind, inSite, reporttest.FixtureRun, reporttest.Clean(), ended,
		); !strings.Contains(got, "old.md") {
			t.Errorf("%s: a row that fails is not named", kind)
		}
	}
}

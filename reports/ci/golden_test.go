package ci

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "records.sarif", New: reporttest.Of(NewSARIF), Began: BeganSARIF,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
			Schema: sarifSchema,
		},
		{
			Name: "records-github.txt", New: reporttest.Of(NewGitHub), Began: BeganGitHub,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
		},
		{
			Name: "records-lines.txt", New: reporttest.Of(NewLines), Began: BeganLines,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
		},
		{
			Name: "findings.sarif", New: reporttest.Of(NewSARIF), Began: BeganSARIF,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
			Schema:  sarifSchema,
		},
		{
			Name: "clean.sarif", New: reporttest.Of(NewSARIF), Began: BeganSARIF,
			Run: reporttest.OwnRun, Input: clean, Totals: reporttest.Interrupted,
			Schema: sarifSchema,
		},
		{
			Name: "findings-github.txt", New: reporttest.Of(NewGitHub), Began: BeganGitHub,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
		},
		{
			Name: "findings-gitlab.json", New: reporttest.Of(NewGitLab), Began: BeganGitLab,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
		},
		{
			Name: "clean-gitlab.json", New: reporttest.Of(NewGitLab), Began: BeganGitLab,
			Run: reporttest.FixtureRun, Input: clean,
		},
		{
			Name: "findings-junit.xml", New: reporttest.Of(NewJUnit), Began: BeganJUnit,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
		},
		{
			Name: "own-junit.xml", New: reporttest.Of(NewJUnit), Began: BeganJUnit,
			Run: reporttest.OwnRun, Input: reporttest.Long,
		},
		{
			Name: "findings-checkstyle.xml", New: reporttest.Of(NewCheckstyle), Began: BeganCheckstyle,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
		},
		{
			Name: "own-checkstyle.xml", New: reporttest.Of(NewCheckstyle), Began: BeganCheckstyle,
			Run: reporttest.OwnRun, Input: reporttest.Long,
		},
		{
			Name: "findings.rdjsonl", New: reporttest.Of(NewRDJSONL), Began: BeganRDJSONL,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: reporttest.InRepository,
		},
	})
}

func clean(*testing.T) []*analyzer.Report { return reporttest.Clean() }

// kinds are the kinds of report in this package.
var kinds = map[string]reporttest.New{
	"sarif":      reporttest.Of(NewSARIF),
	"github":     reporttest.Of(NewGitHub),
	"gitlab":     reporttest.Of(NewGitLab),
	"junit":      reporttest.Of(NewJUnit),
	"checkstyle": reporttest.Of(NewCheckstyle),
	"rdjsonl":    reporttest.Of(NewRDJSONL),
}

// report writes a report of a kind.
func report(
	t testing.TB, kind string, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, kinds[kind], o, run, in, change)
}

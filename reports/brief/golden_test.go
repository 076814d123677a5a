package brief

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/html"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "findings-brief.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
		},
		{
			Name: "own-brief.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.OwnRun, Input: reporttest.Long, Totals: reporttest.Interrupted,
			Options: stream.Options{File: "own.md"},
		},
		{
			Name: "findings-brief.html", New: reporttest.Of(New), Began: html.Began,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Options: stream.Options{File: "brief.html"},
		},
	})
}

// report writes a report.
func report(
	t testing.TB, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, reporttest.Of(New), o, run, in, change)
}

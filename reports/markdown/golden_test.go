package markdown

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "records.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
		},
		{
			Name: "findings.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
		},
		{
			Name: "own.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.OwnRun, Input: twice,
		},
		{
			Name: "interrupted.md", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: clean, Totals: reporttest.Interrupted,
		},
	})
}

func clean(*testing.T) []*analyzer.Report { return reporttest.Clean() }

// twice is a run over two documents of the same text.
func twice(t *testing.T) []*analyzer.Report { return append(reporttest.Long(t), reporttest.Long(t)...) }

// report writes a report.
func report(
	t testing.TB, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, reporttest.Of(New), o, run, in, change)
}

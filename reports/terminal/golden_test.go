package terminal

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "findings.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Fixture,
		},
		{
			Name: "findings-narrow.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Fixture,
			Options: stream.Options{Width: 50},
		},
		{
			Name: "findings-colour.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Fixture,
			Options: stream.Options{Color: true},
		},
		{
			Name: "clean.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: clean,
		},
		{
			Name: "interrupted.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: clean, Totals: reporttest.Interrupted,
		},
		{
			Name: "own.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.OwnRun, Input: reporttest.Long,
		},
		{
			Name: "several.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: alternating,
		},
		{
			Name: "counted.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.CountedRun, Input: reporttest.Fixture,
		},
		{
			Name: "records.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
		},
	})
}

func clean(*testing.T) []*analyzer.Report { return reporttest.Clean() }

// alternating has a document without findings between two with some.
func alternating(t *testing.T) []*analyzer.Report {
	return append(reporttest.Long(t), append(reporttest.Clean(), reporttest.Long(t)...)...)
}

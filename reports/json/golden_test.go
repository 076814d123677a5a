package json

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

const schema = "refrain-report.schema.json"

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "findings.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Fixture,
			Schema: schema,
		},
		{
			Name: "clean.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: clean,
			Schema: schema,
		},
		{
			Name: "interrupted.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: clean, Totals: reporttest.Interrupted,
			Schema: schema,
		},
		{
			Name: "counted.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.CountedRun, Input: reporttest.Fixture,
			Schema: schema,
		},
		{
			Name: "own.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.OwnRun, Input: reporttest.Long,
			Schema: schema,
		},
		{
			Name: "records.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
			Schema: schema,
		},
		{
			Name: "findings.jsonl", New: reporttest.Of(NewArchive), Began: BeganArchive,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
		},
		{
			Name: "nothing.json", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: func(*testing.T) []*analyzer.Report { return nil },
			Schema: schema,
		},
	})
}

func clean(*testing.T) []*analyzer.Report { return reporttest.Clean() }

// report writes a report.
func report(
	t testing.TB, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, reporttest.Of(New), o, run, in, change)
}

// archive writes an archive of a run.
func archive(t testing.TB, run stream.Run, in []*analyzer.Report) string {
	t.Helper()
	return reporttest.Write(t, reporttest.Of(NewArchive), stream.Options{}, run, in, nil)
}

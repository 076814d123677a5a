package table

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/table/tabletest"
	"refrain/reports/table/workbook"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "records.csv", New: reporttest.Of(NewCSV), Began: BeganCSV,
			Run: reporttest.FixtureRun, Input: reporttest.Recorded, Totals: reporttest.WithNotices,
		},
		{
			Name: "findings-xlsx.txt", New: reporttest.Of(NewXLSX), Began: workbook.Ours,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
			Shown: tabletest.SheetsOf,
		},
		{
			Name: "own-xlsx.txt", New: reporttest.Of(NewXLSX), Began: workbook.Ours,
			Run: reporttest.OwnRun, Input: reporttest.Long, Totals: reporttest.Interrupted,
			Shown: tabletest.SheetsOf,
		},
		{
			Name: "findings.csv", New: reporttest.Of(NewCSV), Began: BeganCSV,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
		},
		{
			Name: "documents.csv", New: reporttest.Of(NewDocuments), Began: BeganDocuments,
			Run: reporttest.OwnRun, Input: reporttest.Several,
		},
		{
			Name: "own.csv", New: reporttest.Of(NewCSV), Began: BeganCSV,
			Run: reporttest.OwnRun, Input: reporttest.Long,
		},
		{
			Name: "clean.csv", New: reporttest.Of(NewCSV), Began: BeganCSV,
			Run: reporttest.FixtureRun, Input: clean,
		},
	})
}

func clean(*testing.T) []*analyzer.Report { return reporttest.Clean() }

// kinds are the kinds of report in this package.
var kinds = map[string]reporttest.New{
	"csv":           reporttest.Of(NewCSV),
	"csv-documents": reporttest.Of(NewDocuments),
	"xlsx":          reporttest.Of(NewXLSX),
}

// report writes a report of a kind.
func report(
	t testing.TB, kind string, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, kinds[kind], o, run, in, change)
}

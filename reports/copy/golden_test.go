package copy

import (
	"testing"

	"refrain/analyzer"
	"refrain/reports/copy/word"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "findings-docx.txt", New: reporttest.Of(NewWord), Began: word.Ours,
			Run: reporttest.FixtureRun, Input: func(t *testing.T) []*analyzer.Report { return copied(t, "order.docx") },
			Options: ofCopies,
			Shown:   partsOf,
		},
		{
			Name: "findings.fodt", New: reporttest.Of(NewOpenDocument), Began: word.Ours,
			Run: reporttest.FixtureRun, Input: func(t *testing.T) []*analyzer.Report { return copied(t, "order.fodt") },
			Options: ofCopies,
		},
		{
			Name: "findings.pdf", New: reporttest.Of(NewPDF),
			Run: reporttest.FixtureRun, Input: func(t *testing.T) []*analyzer.Report { return []*analyzer.Report{printed(t)} },
			Options: ofPDF,
		},
	})
}

// kinds are the kinds of report in this package.
var kinds = map[string]reporttest.New{
	"pdf":  reporttest.Of(NewPDF),
	"docx": reporttest.Of(NewWord),
	"odt":  reporttest.Of(NewOpenDocument),
}

// report writes a report of a kind.
func report(
	t testing.TB, kind string, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, kinds[kind], o, run, in, change)
}

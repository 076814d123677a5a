package copy

import (
	"io"
	"testing"

	"refrain/amend"
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
			Name: "tracked-docx.txt", New: byHand, Began: word.Ours,
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

// byHand makes a writer of tracked changes that proposes one, in the first finding's place, and a redraft
// of the second.
func byHand(w io.Writer, o stream.Options) reporttest.Writer {
	c := NewTracked(w, o)
	c.propose = func(r *analyzer.Report, o amend.Options) *amend.Paper {
		p := &amend.Paper{Doc: r.Doc}
		for i := range r.Findings {
			f := &r.Findings[i]
			a := amend.Amendment{Finding: f, Of: -1}
			a.Span, a.Old, a.New = f.Span, f.Text(r.Doc), "people in an irregular situation"
			if i > 0 {
				a.Kind, a.Reason, a.Model = amend.Redraft, amend.NoFit, "More people came than were expected."
			}
			if amend.Own(f) && o.Only(f) {
				p.Amendments = append(p.Amendments, a)
			}
		}
		return p
	}
	return c
}

// kinds are the kinds of report in this package.
var kinds = map[string]reporttest.New{
	"pdf":   reporttest.Of(NewPDF),
	"docx":  reporttest.Of(NewWord),
	"odt":   reporttest.Of(NewOpenDocument),
	Tracked: byHand,
}

// report writes a report of a kind.
func report(
	t testing.TB, kind string, o stream.Options, run stream.Run, in []*analyzer.Report, change func(*stream.Totals),
) string {
	t.Helper()
	return reporttest.Write(t, kinds[kind], o, run, in, change)
}

package quote

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestReportsAreTheGoldens(t *testing.T) {
	reporttest.Goldens(t, []reporttest.Golden{
		{
			Name: "findings.txt", New: reporttest.Of(New), Began: Began,
			Run: reporttest.FixtureRun, Input: reporttest.Several,
		},
	})
}

// TestQuotationIsThreeLines: the sentence, where it is from without the user's folders, and its
// status with what it does not say.
func TestQuotationIsThreeLines(t *testing.T) {
	r := reporttest.Lined(t)
	r.Doc.Name = "/home/somebody/speech.txt"
	r.Findings = r.Findings[2:3]
	r.Findings[0].Voice = "Jane Roe"
	waived := r.Findings[0]
	waived.Record = analyzer.Record{State: analyzer.Waived, Reason: "known to us"}
	r.Findings = append(r.Findings, waived)
	text := reporttest.Write(t, reporttest.Of(New), stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil)
	want := "\n\n“Illegal migrants, again.”\nJane Roe, speech.txt, line 6\n“Illegal migrants”: used in the speaker's own voice. " +
		"A place to check in its context; it says nothing about what anybody meant.\n\n"
	if !strings.Contains(text, want) || strings.Contains(text, "somebody") || strings.Count(text, "\n“") != 2 ||
		!strings.Contains(text, "waived: known to us") {
		t.Errorf("got %q, want %q in it", text, want)
	}
}

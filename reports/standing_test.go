package reports

import (
	"strings"
	"testing"

	"refrain/analyzer"
)

// recorded is a run whose user keeps records: a waiver, a baseline, and a gap that is accepted.
func recorded(t *testing.T) []*analyzer.Report {
	bill, speech, gone := paged(t), lined(t), missing()
	bill.Findings[0].Standing.Is = analyzer.Late
	speech.Findings[0].Standing = analyzer.Standing{Is: analyzer.Waived, Reason: "title of the 1996 act", By: "A. B.", Until: "2027-03-01", At: "speech.txt:1:1"}
	speech.Findings[2].Standing.Is = analyzer.Known
	gone.Accepted = "kept by the archive"
	return []*analyzer.Report{bill, speech, gone}
}

func withRemarks(t *Totals) {
	t.Remarks = []analyzer.Remark{
		{Kind: "expired", At: ".refrain-waivers.yaml:3:3", Text: "the waiver of illegal-people ended on 2026-03-01"},
		{Kind: "stale", At: "old.md", Text: "1 finding of illegal-people (“illegal migrants”) is in the baseline and no more in the text"},
	}
	t.Excluded, t.Unchanged = 2, 5
}

func TestWaivedFindingsStayInEveryKindWithTheReason(t *testing.T) {
	for _, k := range Kinds {
		if copies[k.Name] {
			continue
		}
		if got := plainText(t, report(t, k.Name, Options{}, fixtureRun, recorded(t), withRemarks)); !strings.Contains(got, "title of the 1996 act") {
			t.Errorf("%s does not give the reason of the waiver", k.Name)
		}
	}
}

func TestKnownFindingsAreNoNews(t *testing.T) {
	for _, kind := range []string{"terminal", "github", "gitlab", "checkstyle", "rdjsonl", "junit"} {
		in := recorded(t)
		known := []*analyzer.Report{in[1]}
		known[0].Findings = known[0].Findings[2:]
		if got := report(t, kind, Options{}, fixtureRun, known, nil); strings.Contains(got, "cannot be illegal") {
			t.Errorf("%s explains a finding that is in the baseline:\n%s", kind, got)
		}
	}
}

func TestOpenFindingsAloneFail(t *testing.T) {
	f := lined(t).Findings[0]
	for state := analyzer.Open; state <= analyzer.Outside; state++ {
		f.Standing.Is = state
		if got, want := f.CanFail(f.Entry.Severity), state == analyzer.Open; got != want {
			t.Errorf("%s: got %v, want %v", state, got, want)
		}
	}
}

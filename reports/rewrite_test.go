package reports

import (
	"strings"
	"testing"

	"refrain/reports/reporttest"
)

// TestModelSentenceIsShownWhereNothingFits: every kind of report that says what to consider shows
// the model sentence of a place, and not the wordings that its grammar does not take.
func TestModelSentenceIsShownWhereNothingFits(t *testing.T) {
	const model = "Nine people came to the valley."
	for _, kind := range []string{
		"terminal", "json", "jsonl", "html", "markdown", "csv", "brief", "sarif", "github", "lines", "gitlab", "junit", "checkstyle",
		"rdjsonl",
	} {
		in := reporttest.Fixture(t)
		for i := range in[0].Findings {
			in[0].Findings[i].Rewrite = model
		}
		if got := report(t, kind, Options{}, Run{}, in[:1], nil); !strings.Contains(got, model) {
			t.Errorf("%s does not show the model sentence:\n%s", kind, got)
		}
	}
}

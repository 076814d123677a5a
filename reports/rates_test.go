package reports

import (
	"regexp"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

func TestRatesHaveNoExponentInAnyKind(t *testing.T) {
	r := reporttest.Lined(t)
	r.Words, r.People = 4200, 21
	for range 600 {
		r.Findings = append(r.Findings, r.Findings[0])
	}
	exponent := regexp.MustCompile(`\de[+-]\d`)
	for _, kind := range []string{"terminal", "html", "markdown", "brief"} {
		out := report(t, kind, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil)
		if exponent.MatchString(out) || !strings.Contains(out, " per 1,000 words") {
			t.Errorf("%s writes a rate so that nobody reads it", kind)
		}
	}
}

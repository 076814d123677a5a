package reports

import (
	"regexp"
	"strings"
	"testing"

	"refrain/analyzer"
)

func TestRatesHaveNoExponent(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 0.0000123: "0.000012", 0.042: "0.042", 0.5: "0.5", 1: "1", 1.44: "1.4", 9.97: "10", 12.4: "12",
		139.6: "140", 1000: "1,000", 1234567: "1,234,567",
	} {
		if got := decimal(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	r := lined(t)
	r.Words, r.People = 4200, 21
	for range 600 {
		r.Findings = append(r.Findings, r.Findings[0])
	}
	exponent := regexp.MustCompile(`\de[+-]\d`)
	for _, kind := range []string{"terminal", "html", "markdown", "csv", "brief"} {
		out := report(t, kind, Options{}, fixtureRun, []*analyzer.Report{r}, nil)
		if exponent.MatchString(out) || !strings.Contains(out, " per 1,000 words") {
			t.Errorf("%s writes a rate so that nobody reads it", kind)
		}
	}
}

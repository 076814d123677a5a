package analyzer_test

import (
	"slices"
	"testing"
)

// TestNothingIsPutWhereItDoesNotFit: a clause gets no noun phrase, and a noun phrase no verb.
func TestNothingIsPutWhereItDoesNotFit(t *testing.T) {
	a := builtin(t)
	for _, c := range []struct{ text, not string }{
		{"Refugees are a burden on the towns.", "costs of the reception system"},
		{"We hear of immigration roundups.", "arrest"},
		{"The town fears a surge of migrants.", "arrive in larger numbers"},
	} {
		r := analyze(t, a, c.text)
		if len(r.Findings) == 0 || slices.Contains(r.Findings[0].Consider(), c.not) {
			t.Errorf("%s: nothing found, or %q among what to consider", c.text, c.not)
		}
	}
}

// TestAlternativesFitThePlace: what to consider takes the number, article and capital that the
// words have, and "of" where they own or describe.
func TestAlternativesFitThePlace(t *testing.T) {
	a := builtin(t)
	for _, c := range []struct{ text, want string }{
		{"The bill targets illegal immigrants.", "people in an irregular situation"},
		{"Nobody may hire an illegal immigrant here.", "a person in an irregular situation"},
		{"Nobody may hire any illegal immigrant here.", "person in an irregular situation"},
		{"Every illegal immigrant pays taxes.", "person in an irregular situation"},
		{"Illegal immigrants pay taxes.", "People in an irregular situation"},
		{"They read an illegal alien's letter.", "of a person in an irregular situation"},
		{"They read illegal aliens' letters.", "of people in an irregular situation"},
		{"The office plans illegal alien removal.", "of people in an irregular situation"},
		{"He hired an illegal who worked nights.", "a person in an irregular situation"},
		{"They house a bogus asylum seeker.", "an asylum applicant"},
		{"The town fears a flood of refugees.", "arrivals"},
		{"Migrants reach the gate and we are being invaded.",
			"rewrite, for example: “Many people are arriving, and reception places are short.”"},
		{"The burden of refugees falls on the towns.", "costs of the reception system"},
		{"Refugees are a burden on the towns.",
			"rewrite, for example: “The county spends two per cent of its budget on reception.”"},
		{"They want to stem the flow of migrants.", "reduce irregular arrivals"},
		{"The police round up migrants.", "arrest"},
	} {
		r := analyze(t, a, c.text)
		if len(r.Findings) == 0 || !slices.Contains(r.Findings[0].Consider(), c.want) {
			got := []string{"no finding"}
			if len(r.Findings) > 0 {
				got = r.Findings[0].Consider()
			}
			t.Errorf("%s: want %q among %q", c.text, c.want, got)
		}
	}
}

package analyzer_test

import (
	"testing"

	"refrain/analyzer"
)

// TestOnePhraseIsOnePlace: what several entries find in one phrase counts once, and each finding
// names the others.
func TestOnePhraseIsOnePlace(t *testing.T) {
	a := builtin(t)
	for text, want := range map[string]struct{ findings, places int }{
		"A boatload of illegals came.":                               {2, 1},
		"The influx of illegal migrants grew.":                       {2, 1},
		"A flood of refugees and a swarm of migrants came.":          {2, 2},
		"The flood of refugees, said the mayor, are illegal aliens.": {2, 2},
		"The roads are wet.":                                         {0, 0},
	} {
		r := analyze(t, a, text)
		counts := func(f *analyzer.Finding) bool { return true }
		if got := r.Places(counts); len(r.Findings) != want.findings || got != want.places {
			t.Errorf("%s: %d findings at %d places, want %+v", text, len(r.Findings), got, want)
		}
		for _, f := range r.Findings {
			if (len(f.Beside) > 0) != (want.places < want.findings) {
				t.Errorf("%s: %s is beside %d entries", text, f.Entry.ID, len(f.Beside))
			}
		}
	}
}

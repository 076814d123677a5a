package analyzer_test

import "testing"

// TestFindingsEndWithAPhrase: what is shown as found does not end in a small word that belongs to
// what follows.
func TestFindingsEndWithAPhrase(t *testing.T) {
	a := builtin(t)
	for text, want := range map[string]string{
		"Migration is a threat to national security.": "Migration is a threat",
		"They met an illegal who worked nights.":      "an illegal",
		"Migrants flock to the coast.":                "Migrants flock",
		"Migrants poured into the town.":              "Migrants poured into",
	} {
		r := analyze(t, a, text)
		if len(r.Findings) == 0 || r.Findings[0].Text(r.Doc) != want {
			t.Errorf("%s: want %q, got %+v", text, want, r.Findings)
		}
	}
}

package analyzer

import (
	"fmt"
	"testing"
)

func show(r *Rate) string {
	if r == nil {
		return "too short"
	}
	return fmt.Sprintf("%.2f (%.2f to %.2f)", r.Value, r.Low, r.High)
}

// TestRatesHavePublishedIntervals compares with intervals that others computed: the Poisson limits
// for 0, 1, 7 and 100 events stand in the tables of Geigy's Documenta (7th ed.) and Garwood 1936;
// Wilson's for 0 of 20, 1 of 29 and 81 of 263 in Newcombe 1998, Statistics in Medicine 17.
func TestRatesHavePublishedIntervals(t *testing.T) {
	for _, tt := range []struct {
		uses, words, mentions int
		perWords, perMany     string
	}{
		{7, 4200, 0, "1.67 (0.67 to 3.43)", "too short"},
		{0, 2000, 20, "0.00 (0.00 to 1.84)", "0.00 (0.00 to 16.11)"},
		{1, 10000, 29, "0.10 (0.00 to 0.56)", "3.45 (0.61 to 17.18)"},
		{81, 1999, 263, "too short", "30.80 (25.53 to 36.62)"},
		{100, 100000, 19, "1.00 (0.81 to 1.22)", "too short"},
	} {
		r := NewRates(tt.uses, tt.words, tt.mentions)
		if a, b := show(r.PerWords), show(r.PerMany); a != tt.perWords || b != tt.perMany {
			t.Errorf(
				"%d uses in %d words and %d mentions: %s and %s, want %s and %s",
				tt.uses,
				tt.words,
				tt.mentions,
				a,
				b,
				tt.perWords,
				tt.perMany,
			)
		}
	}
}

func TestMoreUsesThanMentionsStaysInRange(t *testing.T) {
	r := NewRates(30, 5000, 20)
	if r.PerMany.Value != 150 || r.PerMany.Low < 0 || r.PerMany.High < r.PerMany.Value {
		t.Errorf("30 uses in 20 mentions: %s", show(r.PerMany))
	}
}

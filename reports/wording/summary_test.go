package wording

import (
	"testing"
)

func TestRatesHaveNoExponent(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 0.0000123: "0.000012", 0.042: "0.042", 0.5: "0.5", 1: "1", 1.44: "1.4", 9.97: "10", 12.4: "12",
		139.6: "140", 1000: "1,000", 1234567: "1,234,567",
	} {
		if got := Decimal(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
}

package office

import "testing"

func TestNumberFormats(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"decimalZero", 7, "07"}, {"lowerLetter", 27, "aa"}, {"upperLetter", 3, "C"},
		{"lowerRoman", 1994, "mcmxciv"},
		{"upperRoman", 4, "IV"}, {"bullet", 1, ""}, {"lowerLetter", 1 << 30, "1073741824"}, {"lowerRoman", -1, "-1"},
		{"chicago", 2, "2"},
	} {
		if got := numberIn(c.format, c.n); got != c.want {
			t.Errorf("%d in %s: got %q, want %q", c.n, c.format, got, c.want)
		}
	}
}

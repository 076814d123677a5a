package wording

import (
	"strings"
	"testing"
)

func TestWrappingLosesNothing(t *testing.T) {
	const text = "a bb ccc dddd eeeeeeeeeeeeeeeeeeeeeeee ff"
	for columns := 1; columns < 50; columns++ {
		var all []string
		for _, line := range Wrap(Plain(text), columns) {
			if widthOf(line) > columns {
				t.Errorf("in %d columns: a line of %d", columns, widthOf(line))
			}
			var b strings.Builder
			for _, c := range line {
				b.WriteString(c.Text)
			}
			all = append(all, b.String())
		}
		if got := strings.ReplaceAll(strings.Join(all, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Errorf("in %d columns: got %q", columns, all)
		}
	}
}

func TestLinesAreShortenedByColumns(t *testing.T) {
	for _, c := range []struct {
		line              string
		columns           int
		beginning, ending string
	}{
		{"docs/bill.pdf", 20, "docs/bill.pdf", "docs/bill.pdf"},
		{"docs/bill.pdf", 9, "docs/bill", "…bill.pdf"},
		{"東京の記者.pdf", 9, "東京の記", "…記者.pdf"},
		{"東京", 1, "", ""},
		{"cafe\u0301s", 4, "cafe\u0301", "…fe\u0301s"},
	} {
		if got := Beginning(c.line, c.columns); got != c.beginning {
			t.Errorf("the beginning of %q in %d columns is %q, want %q", c.line, c.columns, got, c.beginning)
		}
		if got := Ending(c.line, c.columns); got != c.ending {
			t.Errorf("the ending of %q in %d columns is %q, want %q", c.line, c.columns, got, c.ending)
		}
	}
}

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

package compare

import (
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// textReport is a report without findings of a text whose lines are paragraphs.
func textReport(lines ...string) *analyzer.Report {
	d := &document.Document{Name: "x.txt"}
	for _, line := range lines {
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: len(d.Text), End: len(d.Text) + len(line)}})
		d.Text += line + "\n"
	}
	return &analyzer.Report{Doc: d}
}

func TestEveryProvisionIsInOnePair(t *testing.T) {
	c := Reports(textReport("a word here", "another one"), textReport("another one", "a third"))
	seen := [2]int{}
	for _, p := range c.Pairs {
		seen[0] += len(p.Old)
		seen[1] += len(p.New)
	}
	if seen != [2]int{2, 2} {
		t.Errorf("pairs hold %v provisions, want [2 2]", seen)
	}
}

package wording

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
)

func TestGapsOfTheSameReasonAreOneLine(t *testing.T) {
	var gaps []document.Gap
	for _, page := range []int{3, 4, 5, 9, 11, 12} {
		gaps = append(gaps, document.Gap{Page: page, Reason: "no text layer", Hint: "h"})
	}
	gaps = append(gaps, document.Gap{Reason: "embedded files not read"}, document.Gap{Page: 1, Reason: "damaged"})
	var got []string
	for _, g := range GroupGaps(gaps) {
		got = append(got, g.String())
	}
	if want := "pages 3 to 5, 9, 11, 12: no text layer|embedded files not read|page 1: damaged"; strings.Join(
		got,
		"|",
	) != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

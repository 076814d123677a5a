package analyzer_test

import "testing"

// What happens in the room is no word of the speech, and parts no term.
func TestInterjectionsPartNoTerm(t *testing.T) {
	a := builtin(t)
	for _, c := range []struct {
		text  string
		want  int // findings
		words int
	}{
		{"They fear a flood of (APPLAUSE) refugees at the border.", 1, 9},
		{"They fear a flood [Laughter and cheers] of refugees at the border.", 1, 9},
		{"They fear a flood (Applause.) of refugees.", 1, 6},
		{"They fear a flood (of water) refugees came.", 0, 8},
		{"They fear a flood (EU) of refugees.", 0, 7},
		{"The applause (applause that a flood of refugees from the border in the south would get) went on.", 1, 18},
		{"They spoke (APPLAUSE", 0, 3},
	} {
		r := analyze(t, a, c.text)
		if len(r.Findings) != c.want || r.Words != c.words {
			t.Errorf("%s: %d findings in %d words, want %d in %d", c.text, len(r.Findings), r.Words, c.want, c.words)
		}
	}
}

package analyzer

import (
	"testing"

	"refrain/lexicon"
)

// TestRecognisedTextFailsOnRequestAlone has the same finding in a text and in a picture.
func TestRecognisedTextFailsOnRequestAlone(t *testing.T) {
	entry := &lexicon.Entry{Tier: lexicon.Core, Grade: lexicon.GradeA, Severity: lexicon.Replace}
	for _, c := range []struct {
		recognised, ocrFails, fails bool
	}{{false, false, true}, {true, false, false}, {true, true, true}} {
		p := Policy{Threshold: lexicon.Replace, OCRFails: c.ocrFails}
		f := &Finding{Entry: entry, Recognised: c.recognised}
		if !p.Counts(f) {
			t.Errorf("%+v: it does not count", c)
		}
		if got := p.Fails(f); got != c.fails {
			t.Errorf("%+v: it fails the run: %v", c, got)
		}
	}
}

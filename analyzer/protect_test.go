package analyzer_test

import (
	"testing"

	"refrain/lexicon"
)

// TestRecommendedWordsAreNeverFlagged: what an entry recommends, and the words that rights texts
// need, hold no core term.
func TestRecommendedWordsAreNeverFlagged(t *testing.T) {
	a := builtin(t)
	texts := map[string]string{}
	for _, l := range a.Lexicon().Languages {
		for _, e := range l.Entries() {
			for _, instead := range e.Instead {
				texts[instead] = e.ID
				texts["They speak of "+instead+" in the report on migrants and refugees."] = e.ID
			}
		}
	}
	for _, word := range []string{"refugee", "refugees", "asylum seeker", "asylum-seekers", "migrant", "migrants",
		"undocumented", "irregular", "in an irregular situation", "undocumented migrants",
		"irregular migrants", "people on the move", "stateless people", "noncitizens", "displaced people",
		"foreign nationals", "migrant workers", "deportation", "pushbacks", "smugglers", "xenophobia", "border"} {
		texts[word] = "protected"
		texts["We met "+word+" at the border."] = "protected"
	}
	for text, by := range texts {
		for _, f := range analyze(t, a, text).Findings {
			if f.Entry.Tier == lexicon.Core {
				t.Errorf("%s: %s finds the core term “%s” in %q", by, f.Entry.ID, f.Span.Of(text), text)
			}
		}
	}
}

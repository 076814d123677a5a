package lexicon_test

import (
	"regexp"
	"slices"
	"testing"

	"refrain/lexicon"
)

// everyEntry loads the built-in lexicon and calls check with each of its entries.
func everyEntry(t *testing.T, check func(e *lexicon.Entry)) {
	t.Helper()
	l, err := lexicon.Load(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range l.Languages {
		for _, e := range lang.Entries() {
			check(e)
		}
	}
}

// kinds are the kinds of sources; those that are norms may tell people what not to write.
var kinds = map[string]bool{
	"authority": true, "law": true, "style guide": true,
	"rights body": false, "study": false, "news": false, "jury": false, "seed": false,
}

// TestReplaceHasANormAgainstIt: "replace" says that an authority or a style guide advises against
// the wording, so one must.
func TestReplaceHasANormAgainstIt(t *testing.T) {
	everyEntry(t, func(e *lexicon.Entry) {
		if e.Severity != lexicon.Replace {
			return
		}
		if !slices.ContainsFunc(e.Sources, func(r lexicon.Reference) bool {
			return r.Role == lexicon.Against && kinds[r.Kind] && r.Printable()
		}) {
			t.Errorf("%s is %s, and no authority, law or style guide among its sources is against it", e.ID, e.Severity)
		}
	})
}

// TestGradeIsCarried: A needs two sources that judge the wording, one of them a norm, and B needs
// one.
func TestGradeIsCarried(t *testing.T) {
	everyEntry(t, func(e *lexicon.Entry) {
		judge, norms := 0, 0
		for _, r := range e.Sources {
			if r.Printable() && r.Role != lexicon.Background {
				judge++
				if kinds[r.Kind] {
					norms++
				}
			}
		}
		if e.Grade == lexicon.GradeA && (judge < 2 || norms == 0) || e.Grade == lexicon.GradeB && judge == 0 {
			t.Errorf("%s has grade %s; %d of its sources judge the wording, %d of them norms", e.ID, e.Grade,
				judge, norms)
		}
	})
}

// TestSourcesSpeakOfTheWording: a source that judges says what it says of these words, and comes
// before those that explain.
func TestSourcesSpeakOfTheWording(t *testing.T) {
	everyEntry(t, func(e *lexicon.Entry) {
		if !slices.IsSortedFunc(e.Sources, func(a, b lexicon.Reference) int { return int(a.Role) - int(b.Role) }) {
			t.Errorf("%s: sources are not in the order of their roles", e.ID)
		}
		seen := map[string]bool{}
		for _, r := range e.Sources {
			if seen[r.ID] || !r.Printable() || r.Words() == "" {
				t.Errorf("%s: %s is named twice, not read, or says nothing", e.ID, r.ID)
			}
			seen[r.ID] = true
			if _, known := kinds[r.Kind]; !known {
				t.Errorf("%s: the kind of %s is %q", e.ID, r.ID, r.Kind)
			}
		}
		for _, side := range e.Disagree {
			for _, s := range side.Sources {
				if !seen[s.ID] {
					t.Errorf("%s: %s disagrees but is not among the sources", e.ID, s.ID)
				}
			}
		}
	})
}

// TestScopeFollowsTheSources: an entry without sources says so, and others do not.
func TestScopeFollowsTheSources(t *testing.T) {
	none := regexp.MustCompile(`^no source`)
	everyEntry(t, func(e *lexicon.Entry) {
		if none.MatchString(e.Scope) != (len(e.Sources) == 0) {
			t.Errorf("%s has %d sources and the scope %q", e.ID, len(e.Sources), e.Scope)
		}
	})
}

// TestAlternativesCanBeRead: an alternative is words that a sentence can take, not a part of a list
// or a letter for a number.
func TestAlternativesCanBeRead(t *testing.T) {
	placeholder := regexp.MustCompile(`\bN\b`)
	fragment := regexp.MustCompile(`^(by|according|per|its|and|or|then) |[,;]$`)
	everyEntry(t, func(e *lexicon.Entry) {
		seen := map[string]bool{}
		for _, words := range e.Consider() {
			if placeholder.MatchString(words) || fragment.MatchString(words) || seen[words] {
				t.Errorf("%s: the alternative %q cannot be written, or is there twice", e.ID, words)
			}
			seen[words] = true
		}
	})
}

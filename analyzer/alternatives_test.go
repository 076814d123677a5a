package analyzer_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"refrain/analyzer"
	"refrain/analyzer/language"
	"refrain/lexicon"
)

// TestEveryPlaceHasWhatFits: where the words of an entry are a verb or a clause it gives verbs or a
// model sentence, and where they are a noun phrase it gives noun phrases or a model sentence. What
// the words are is asked of the analyzer itself, with entries that give one of each.
func TestEveryPlaceHasWhatFits(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var changes strings.Builder
	for _, e := range lex.Language("en").Entries() {
		fmt.Fprintf(&changes, "- {id: %s, reason: r, instead: [a noun], verbs: [a verb]}\n", e.ID)
	}
	asked, err := lexicon.Load(lexicon.Files, lexicon.Own{Name: "asked", Files: fstest.MapFS{
		"en/changes.yaml": {Data: []byte(changes.String())},
	}})
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(asked, analyzer.Options{Advisory: true})
	for _, e := range lex.Language("en").Entries() {
		for _, hit := range e.Hits {
			r := analyze(t, a, hit.Text)
			for i := range r.Findings {
				f := &r.Findings[i]
				words := f.Text(r.Doc)
				if f.Entry.ID != e.ID || mistaken[strings.ToLower(words)] {
					continue
				}
				verbal := strings.EqualFold(f.Consider()[0], "a verb")
				switch {
				case e.Rewrite != "":
				case verbal && len(e.Verbs) == 0:
					t.Errorf("%s: %q is a verb or a clause; give verbs or rewrite", e.ID, words)
				case !verbal && len(e.Instead) == 0:
					t.Errorf("%s: %q is a noun phrase; give instead or rewrite", e.ID, words)
				}
			}
		}
	}
}

// mistaken are the words of examples that the tagger takes for a verb, and those in which the
// wordings stand for the person alone.
var mistaken = map[string]bool{
	"anchor children": true, "birth tourists": true, "failed asylum seekers": true, "failed refugees": true,
	"failed or bogus asylum applicants": true, "known got-aways": true, "host country": true, "hybrid warfare": true,
	"illegal families": true, "illegals": true, "low-skilled migrants": true, "lower-skilled labour": true,
	"refugee crisis": true, "migratory flows": true, "mixed flows": true, "military-aged single males": true,
	"no-go zones": true, "overstayer": true, "migrant packs": true, "return sponsorships": true,
	"run-away housemaid": true, "tender-age shelters": true, "welfare migrants": true, "yellow peril": true,

	"he is an illegal": true, "driver was an illegal": true, "hired an illegal": true, "another illegal was": true,
}

// TestAlternativesAreOfTheirKind: no verb stands among the wordings for noun phrases, and no noun
// phrase among the verbs, as far as the tagger can tell.
func TestAlternativesAreOfTheirKind(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	first := func(before, words string) language.Tag {
		tags, err := language.TaggerOf("en")(append(strings.Fields(before), strings.Fields(words)...))
		if err != nil {
			t.Fatal(err)
		}
		return tags[len(strings.Fields(before))]
	}
	for _, e := range lex.Language("en").Entries() {
		for _, words := range e.Instead {
			if first("She writes about", words) == language.Verb {
				t.Errorf("%s: instead: %q begins with a verb; it belongs to verbs", e.ID, words)
			}
		}
		for _, words := range e.Verbs {
			tag := first("They will", words)
			if tag != language.Verb && tag != language.Participle {
				t.Errorf("%s: verbs: %q begins with no verb", e.ID, words)
			}
		}
	}
}

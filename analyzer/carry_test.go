package analyzer_test

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/lexicon"
)

// carried is the finding of an entry in a text, or nil.
func carried(t *testing.T, text, entry string) (*analyzer.Report, *analyzer.Finding) {
	t.Helper()
	r := analyze(t, builtin(t), text)
	for i := range r.Findings {
		if r.Findings[i].Entry.ID == entry {
			return r, &r.Findings[i]
		}
	}
	return r, nil
}

func TestCueIsCarriedFromTheSentenceBefore(t *testing.T) {
	r, f := carried(t, "Asylum seekers reached the island. Pushbacks are routine.", "pushback")
	if f == nil {
		t.Fatal("pushbacks after a sentence about asylum seekers are not found")
	}
	if f.Carried == nil || f.Carried.From.Of(r.Doc.Text) != "Asylum seekers" {
		t.Errorf("carried %+v, want from Asylum seekers", f.Carried)
	}
}

func TestCueInTheSentenceIsNotCarried(t *testing.T) {
	if _, f := carried(t, "Migrants came. Pushbacks of migrants are routine.", "pushback"); f == nil ||
		f.Carried != nil {
		t.Errorf("finding %+v, want one that carries nothing", f)
	}
}

func TestCueIsNotCarriedFarOrFromAnotherSection(t *testing.T) {
	far := "Asylum seekers reached the island. " + strings.Repeat("The mayor spoke of the new road to the port. ", 20)
	for _, text := range []string{
		far + "There was pushback.",
		"There was pushback. Asylum seekers reached the island.",
	} {
		if _, f := carried(t, text, "pushback"); f != nil {
			t.Errorf("found in %q", text)
		}
	}
}

// Words that mean much else need their cue in the sentence.
func TestSentenceReachIsNotCarried(t *testing.T) {
	if _, f := carried(t, "Asylum seekers came. The human tide of shoppers rolled on.", "human-tide"); f != nil &&
		f.Carried != nil &&
		f.Entry.Reach == lexicon.ReachSentence {
		t.Errorf("found with %+v", f.Carried)
	}
}

func TestPronounStandsForTheLastPeopleBeforeIt(t *testing.T) {
	r, f := carried(t, "The asylum seekers came at dawn. They are swamping our schools.", "people-swamping")
	if f == nil {
		t.Fatal("what they do is not found")
	}
	if f.Carried == nil || f.Carried.From.Of(r.Doc.Text) != "asylum seekers" {
		t.Errorf("carried %+v, want from asylum seekers", f.Carried)
	}
	for _, text := range []string{
		"The children of the town came at dawn. They are swamping our schools.",           // no migrants
		"The asylum seekers met the tourists at dawn. They are swamping our schools.",     // others between
		"They are swamping our schools. The asylum seekers came at dawn.",                 // after it
		"The asylum seekers came at dawn.\n\nThe fans cheered. They swamped our streets.", // another paragraph
	} {
		if _, f := carried(t, text, "people-swamping"); f != nil {
			t.Errorf("found in %q: %+v", text, f.Carried)
		}
	}
}

// TestFormsThatStandForPeople: pronouns with their verb in one word, and people pointed at, stand
// for the migrants before them.
func TestFormsThatStandForPeople(t *testing.T) {
	for text, entry := range map[string]string{
		"Migrants wait in Tunis. They're flooding into our towns.":       "people-flooding-in",
		"Migrants wait in Tunis. They’re criminals.":                     "migrants-are-criminals",
		"Migrants wait in Tunis. They'll swamp our towns.":               "people-swamping",
		"Migrants wait in Tunis. Such people are a burden on the state.": "people-as-burden",
		"Migrants wait in Tunis. They bring disease.":                    "people-bringing-disease",
		"A group of migrants came in May. They steal our jobs.":          "stealing-jobs",
	} {
		if _, f := carried(t, text, entry); f == nil || f.Carried == nil {
			t.Errorf("%s: %s is not found, or carries nothing", text, entry)
		}
	}
}

// TestPronounDoesNotStandForWhatMigrantsDependOn: of "letters about migrants", they may be either.
func TestPronounDoesNotStandForWhatMigrantsDependOn(t *testing.T) {
	for text, entry := range map[string]string{
		"Letters about migrants arrive. They're flooding into the office.":          "people-flooding-in",
		"New rules for young migrants came. They are a burden on the small clinic.": "people-as-burden",
	} {
		if _, f := carried(t, text, entry); f != nil {
			t.Errorf("%s: %s is found", text, entry)
		}
	}
}

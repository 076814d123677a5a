package lexicon

import (
	"strings"
	"testing"
	"testing/fstest"
)

const ownEntry = `id: house-word
category: dehum.water
severity: note
tier: core
grade: C
why: Our house does not write this.
instead: [people]
sources: [HOUSE]
match: ["house word of {person}"]
hits: ["A [[house word of refugees]]."]
misses: [A house.]
`

func TestOwnLexiconAddsAndChanges(t *testing.T) {
	lex, err := Load(small(), Own{Name: "house/", Files: fstest.MapFS{
		"sources.yaml": {
			Data: []byte(
				"HOUSE:\n  title: House style\n  body: Us\n  kind: style guide\n  status: read\n  says: s\n",
			),
		},
		"en/terms/house-word.yaml": {Data: []byte(ownEntry)},
		"en/changes.yaml": {
			Data: []byte("- id: flood-of-people\n  severity: note\n  instead: [arrivals]\n  reason: agreed in May\n"),
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	en := lex.Language("en")
	if e := en.Entry("house-word"); e == nil || e.By != "house" {
		t.Errorf("the own entry is %+v", e)
	}
	if e := en.Entry("flood-of-people"); e.Severity != Note || e.Instead[0] != "arrivals" || e.CanFail() {
		t.Errorf("the changed entry is %+v", e)
	}
	if len(lex.Changes) != 1 || lex.Changes[0].Reason != "agreed in May" ||
		strings.Join(lex.Changes[0].What, "; ") != "severity: replace → note; instead rewritten" {
		t.Errorf("the changes are %+v", lex.Changes)
	}
	plain, _ := Load(small())
	if plain.SHA256 == lex.SHA256 {
		t.Error("an own lexicon does not change the hash")
	}
}

func TestOwnLexiconSwitchesOff(t *testing.T) {
	lex, err := Load(small(), Own{Name: "house", Files: fstest.MapFS{
		"lexicon.yaml": {Data: []byte("version: 1\nlanguages:\n  en: English\n")},
		"sources.yaml": {
			Data: []byte(
				"HOUSE:\n  title: House style\n  body: Us\n  kind: style guide\n  status: read\n  says: s\n",
			),
		},
		"en/terms/house-word.yaml": {Data: []byte(ownEntry)},
		"en/changes.yaml": {
			Data: []byte("- id: flood-of-people\n  off: true\n  reason: not in our texts\n"),
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(lex.Language("en").Entries()); n != 1 || lex.Version != "1.2.3" {
		t.Errorf("%d entries, version %s", n, lex.Version)
	}
}

func TestOwnMistakesNameTheOwnFile(t *testing.T) {
	_, err := Load(small(), Own{Name: "house", Files: fstest.MapFS{
		"en/terms/flood-of-people.yaml": small()["en/terms/flood-of-people.yaml"],
		"en/slots.yaml":                 {Data: []byte("person:\n  about: x\n  members: [y]\n")},
		"en/changes.yaml": {
			Data: []byte(
				"- id: nothing\n  off: true\n  reason: r\n- id: flood-of-people\n  severity: note\n- id: " +
					"flood-of-people\n  reason: r\n",
			),
		},
	}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"house/en/changes.yaml:1:3: \"nothing\" is not an entry",
		"house/en/changes.yaml:4:3: the key \"reason\" is missing",
		"house/en/changes.yaml:6:3: the change of \"flood-of-people\" changes nothing",
		"house/en/slots.yaml:1:1: the slot \"person\" exists already",
		"house/en/terms/flood-of-people.yaml:1:1: the entry \"flood-of-people\" exists already",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
}

// TestOwnAdviceReplacesAllAdvice: an organisation's own wordings stand alone, unless it gives verbs
// and a model sentence too.
func TestOwnAdviceReplacesAllAdvice(t *testing.T) {
	files := small()
	file := files["en/terms/flood-of-people.yaml"]
	file.Data = append(file.Data, "verbs: [arrive]\nrewrite: Nine people came.\n"...)
	for change, want := range map[string]string{
		"instead: [arrivals]":                            "arrivals",
		"instead: [arrivals], rewrite: Ten people came.": "arrivals; rewrite, for example: “Ten people came.”",
		"rewrite: Ten people came.":                      "arrive; rewrite, for example: “Ten people came.”",
	} {
		lex, err := Load(files, Own{Name: "house", Files: fstest.MapFS{
			"en/changes.yaml": {Data: []byte("- {id: flood-of-people, reason: r, " + change + "}\n")},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(lex.Language("en").Entry("flood-of-people").Consider(), "; "); !strings.HasSuffix(got, want) {
			t.Errorf("%s gives %q, want %q", change, got, want)
		}
	}
}

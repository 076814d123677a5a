package lexicon

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a lexicon of one entry, without mistakes.
func small() fstest.MapFS {
	return fstest.MapFS{
		"lexicon.yaml":  {Data: []byte("version: 1.2.3\nlanguages:\n  en: English\n")},
		"taxonomy.yaml": {Data: []byte("dehum.water:\n  name: People as water\n  definition: d\n  harm: h\n")},
		"sources.yaml": {
			Data: []byte("ONE:\n  title: t\n  body: b\n  year: 2014\n  kind: authority\n  status: read\n  says: s\n"),
		},
		"en/slots.yaml": {
			Data: []byte(
				"person:\n  about: people\n  members: [refugee, asylum seeker]\nmodifier:\n  about: words\n  " +
					"open: 3\n  except: [the]\n",
			),
		},
		"en/cues.yaml": {
			Data: []byte("- rule: term\n  status: mentioned\n  where: before\n  reach: 1\n  cues: [(term|word)]\n"),
		},
		"en/terms/flood-of-people.yaml": {Data: []byte(`id: flood-of-people
category: dehum.water
severity: replace
tier: core
grade: A
why: Water words.
instead: [people arriving]
sources: [ONE]
match:
  - flood of {modifier}? {person}
hits:
  - A [[flood of refugees]].
  - The word [[flood of refugees|mentioned]].
misses:
  - A flood.
`)},
	}
}

func TestLoadReadsAnEntry(t *testing.T) {
	lex, err := Load(small())
	if err != nil {
		t.Fatal(err)
	}
	e := lex.Language("en").Entry("flood-of-people")
	if e == nil || e.Category.Name != "People as water" || e.Sources[0].Year != 2014 || !e.CanFail() {
		t.Fatalf("entry = %+v", e)
	}
	if m := e.Hits[1].Marks[0]; e.Hits[1].Text[m.Start:m.End] != "flood of refugees" || m.Status != Mentioned {
		t.Errorf("second hit's mark = %+v", m)
	}
	if got, want := e.Match[0].At.String(), "en/terms/flood-of-people.yaml:10:5"; got != want {
		t.Errorf("the pattern stands at %s, want %s", got, want)
	}
}

func TestHashFollowsContentAndNames(t *testing.T) {
	one, _ := Load(small())
	two, _ := Load(small())
	changed := small()
	changed["en/forms.yaml"] = &fstest.MapFile{Data: []byte("x: [y]\n")}
	three, err := Load(changed)
	if err != nil {
		t.Fatal(err)
	}
	if one.SHA256 != two.SHA256 || one.SHA256 == three.SHA256 || len(one.SHA256) != 64 {
		t.Errorf(
			"hashes %s, %s, %s: the first two must be equal, the third not",
			one.SHA256,
			two.SHA256,
			three.SHA256,
		)
	}
}

// TestTermsAloneAreTheSameTerms: without examples an entry differs in nothing else.
func TestTermsAloneAreTheSameTerms(t *testing.T) {
	whole, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	terms, err := LoadTerms(Files)
	if err != nil {
		t.Fatal(err)
	}
	if whole.SHA256 != terms.SHA256 || len(whole.Languages[0].Entries()) != len(terms.Languages[0].Entries()) {
		t.Fatal("the two are not the same lexicon")
	}
	for i, e := range whole.Languages[0].Entries() {
		bare := terms.Languages[0].Entries()[i]
		if len(bare.Hits)+len(bare.Misses) != 0 {
			t.Errorf("%s has examples", bare.ID)
		}
		for _, patterns := range [][]Pattern{bare.Match, bare.Unless} {
			for i := range patterns {
				patterns[i].elements = patterns[i].Elements()
			}
		}
		for k := range e.Sources {
			if *e.Sources[k].Source != *bare.Sources[k].Source {
				t.Errorf("%s: the source %+v, want %+v", e.ID, *bare.Sources[k].Source, *e.Sources[k].Source)
			}
		}
		same := *e
		same.Hits, same.Misses, same.Category, same.Sources, same.Disagree = nil, nil, nil, nil, nil
		copy := *bare
		copy.Category, copy.Sources, copy.Disagree = nil, nil, nil
		if !reflect.DeepEqual(same, copy) {
			t.Errorf("%s differs:\n%+v\n%+v", e.ID, same, copy)
		}
	}
}

// What is read later is what is read at once, whichever part is asked for first, and one thing.
func TestEntriesReadLaterAreOne(t *testing.T) {
	lex, err := LoadTerms(small())
	if err != nil {
		t.Fatal(err)
	}
	en := lex.Language("en")
	if en.Entry("no-such-entry") != nil || en.Entry("../../lexicon") != nil {
		t.Error("an entry that is not there was found")
	}
	e := en.Entry("flood-of-people")
	all := en.Entries()
	if e == nil || len(all) != 1 || all[0] != e || en.Entry("flood-of-people") != e {
		t.Errorf("entry %p, all %v", e, all)
	}
	if e.Sources[0].Year != 2014 || e.Category.Harm != "h" || len(en.Rules()) != 1 || en.Slot("person") == nil {
		t.Errorf("entry %+v, rules %v", e, en.Rules())
	}
}

func TestMistakeInWhatIsReadLaterPanics(t *testing.T) {
	files := small()
	files["en/cues.yaml"].Data = []byte("- rule: term\n")
	lex, err := LoadTerms(files)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if text := fmt.Sprint(recover()); !strings.Contains(text, "en/cues.yaml:1:3: the key") {
			t.Errorf("panic %q does not name the place", text)
		}
	}()
	lex.Language("en").Rules()
}

// TestAllMistakesAtOnce damages several files and expects every mistake with its place in one
// error.
func TestAllMistakesAtOnce(t *testing.T) {
	files := small()
	files["en/terms/flood-of-people.yaml"].Data = []byte(`id: flood-of-persons
category: dehum.fire
severity: delete
tier: core
grade: A
colour: red
why: Water words.
instead: [people arriving]
sources: [ONE, NINE]
match:
  - flood of {nobody}
  - {person} flood
  - flood of (refugees
hits:
  - A [[flood of refugees.
misses:
  - A flood.
  - [[flood]]
`)
	files["en/slots.yaml"].Data = append(
		files["en/slots.yaml"].Data,
		"bad:\n  about: x\n  members: [\"{person}\"]\n"...)
	files["sources.yaml"].Data = append(files["sources.yaml"].Data, "TWO:\n  title: t\n"...)
	files["en/cues.yaml"].Data = []byte("- rule: term\n  status: said\n  where: below\n  cues: [word]\n")
	_, err := Load(files)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"en/cues.yaml:1:3: where: \"below\" is not one of before, after, around, within, section",
		"en/cues.yaml:2:11: \"said\" is not one of used, quoted",
		"en/slots.yaml:10:13: ",
		"sources.yaml:9:3: the key \"body\" is missing",
		"en/terms/flood-of-people.yaml:12:14: not valid YAML",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
	files["en/terms/flood-of-people.yaml"].Data = []byte(
		strings.Replace(string(files["en/terms/flood-of-people.yaml"].Data), "  - {person} flood\n", "", 1),
	)
	_, err = Load(files)
	for _, want := range []string{
		"flood-of-people.yaml:2:11: category \"dehum.fire\" is not in taxonomy.yaml, which has dehum.water",
		"flood-of-people.yaml:9:16: source \"NINE\" is not in sources.yaml",
		"flood-of-people.yaml:3:11: \"delete\" is not one of replace, review, note, info",
		"flood-of-people.yaml:6:1: unknown key \"colour\"",
		"flood-of-people.yaml:12:5: pattern \"flood of (refugees\": character 10: the bracket is not closed",
		"flood-of-people.yaml:14:5: example: [[ without ]]",
		"flood-of-people.yaml:17:5: expected a sentence; put it between quotation marks",
		"flood-of-people.yaml:1:1: id \"flood-of-persons\" must be the file's name",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
}

// A lexicon that loads compiles, so what the matcher cannot take is a mistake with its place.
// TestWhatReportsPrintIsBounded has an own lexicon whose texts would fill a disk, printed once for
// each finding.
func TestWhatReportsPrintIsBounded(t *testing.T) {
	long := strings.Repeat("w", 5000)
	entry := func(why, instead string) string {
		return "id: own\ncategory: dehum.water\nseverity: note\ntier: core\ngrade: C\nwhy: " + why +
			"\ninstead: [" + instead +
			"]\nsources: [ONE]\nmatch: [zorp]\nhits: [\"A [[zorp]].\"]\nmisses: [A.]\n"
	}
	changes := "- id: flood-of-people\n  reason: r\n  instead: [" + long + ", " + long + ", " + long + ", " +
		long + "]\n"
	for _, c := range []struct{ file, text, want string }{
		{"en/terms/own.yaml", entry(long, long), ""},
		{"en/terms/own.yaml", entry(long+long, "a"), "house/en/terms/own.yaml:6:6: longer than 8192 bytes"},
		{
			"en/terms/own.yaml", entry(long, long+", "+long+", "+long),
			"own.yaml:1:1: why, instead, verbs, rewrite, caveat, sources",
		},
		{
			"en/changes.yaml", changes,
			"house/en/changes.yaml:1:3: why, instead, verbs, rewrite and caveat have more than 16384 bytes",
		},
	} {
		own := Own{Name: "house", Files: fstest.MapFS{c.file: {Data: []byte(c.text)}}}
		_, err := Load(small(), own)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %.200v, want %q", c.file, err, c.want)
		}
	}
}

func TestOpenSlotsStandAlone(t *testing.T) {
	for pattern, want := range map[string]string{
		"flood of ({modifier}|{person})": "the open slot {modifier} cannot be in a group; write two patterns",
		"{modifier}'s flood": "the open slot {modifier} cannot have a possessive ending; " +
			"name a slot with members",
		"flood of {people}": "{people} is not in slots.yaml",
	} {
		files := small()
		entry := files["en/terms/flood-of-people.yaml"]
		entry.Data = []byte(strings.Replace(string(entry.Data), "flood of {modifier}? {person}", `"`+pattern+`"`, 1))
		want = fmt.Sprintf("en/terms/flood-of-people.yaml:10:5: pattern %q: %s", pattern, want)
		if _, err := Load(files); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestInflections(t *testing.T) {
	lex, err := Load(small())
	if err != nil {
		t.Fatal(err)
	}
	en := lex.Language("en")
	en.forms["overrun"] = []string{"overruns", "overran", "overrunning"}
	for word, want := range map[string]string{
		"flood": "floods flooded flooding", "wave": "waves waved waving", "invade": "invaded invading",
		"city": "cities", "swap": "swapping swapped",
		"leech": "leeches", "wolf": "wolves", "die": "dying died", "overrun": "overran", "mass": "masses",
		"flee": "fleeing", "potato": "potatoes",
	} {
		forms := en.Inflect(word)
		for _, form := range strings.Fields(want) {
			if !strings.Contains(" "+strings.Join(forms, " ")+" ", " "+form+" ") {
				t.Errorf("Inflect(%q) = %v lacks %q", word, forms, form)
			}
		}
	}
	for _, word := range []string{"of", "the", "be", "as"} {
		if forms := en.Inflect(word); len(forms) != 1 {
			t.Errorf("Inflect(%q) = %v; a function word has no inflections", word, forms)
		}
	}
}

// TestWhatToWriteIsGiven: an entry says what to write in one of three ways, and a model sentence is
// a sentence.
func TestWhatToWriteIsGiven(t *testing.T) {
	for _, c := range []struct{ instead, want string }{
		{"instead: [people arriving]", ""},
		{"verbs: [arrive]", ""},
		{"rewrite: Nine people came.", ""},
		{"caveat: c", "1:1: what to write is missing: give instead, verbs or rewrite"},
		{"rewrite: nine people came.", "rewrite is one whole sentence"},
		{"rewrite: Nine people came", "rewrite is one whole sentence"},
		{"rewrite: N" + strings.Repeat("i", maxModel) + ".", "rewrite is one whole sentence"},
		{"verbs: [arrive]\none: [person arriving]", "there is no instead"},
	} {
		files := small()
		file := files["en/terms/flood-of-people.yaml"]
		old := regexp.MustCompile(`(?m)^instead:.*$`).Find(file.Data)
		file.Data = []byte(strings.Replace(string(file.Data), string(old), c.instead, 1))
		if _, err := Load(files); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(),
			c.want) {
			t.Errorf("%s: %v, want %q", c.instead, err, c.want)
		}
	}
}

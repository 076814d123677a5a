package lexicon

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// tongue is the small lexicon with another language.yaml.
func tongue(t *testing.T, yaml string) (*Language, error) {
	t.Helper()
	files := small()
	files["en/language.yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	lex, err := Load(files)
	if err != nil {
		return nil, err
	}
	return lex.Language("en"), nil
}

func TestInflectionIsData(t *testing.T) {
	lang, err := tongue(t, `
inflection:
  none: и в
  endings:
    - {ends: "[гкх]а", forms: [-1и, -1у]}
    - {ends: а, forms: [-1ы, -1у]}
    - {ends: "[^аиоу]", forms: [а, ы]}
    - {ends: "^[^аиоу][аиоу][^аиоу]", forms: [+ами], also: true}
  named:
    plural: {word: last, ends: [ы, и]}
`)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"мигрант": "мигранта мигранты", "Волна": "волны волну", "река": "реки реку", "и": "",
		"орда": "орды орду", "яма": "ямы яму",
	} {
		if got := strings.Join(lang.Inflect(word)[1:], " "); got != want {
			t.Errorf("Inflect(%s) = %s, want %s", word, got, want)
		}
	}
	if got, err := lang.formsOf([]string{"большая волна", "{person}", "=орды"}, "plural"); err != nil ||
		!slices.Equal(got, []string{"большая =волны", "{person}", "=орды"}) {
		t.Errorf("plurals %q, %v", got, err)
	}
	_, err = lang.formsOf([]string{"x"}, "gerund")
	if err == nil || err.Error() != `"gerund" is not a form; the forms are plural` {
		t.Errorf("error %v", err)
	}
}

func TestLanguageWithoutFileIsTheBuiltinOne(t *testing.T) {
	lex, err := Load(small())
	if err != nil {
		t.Fatal(err)
	}
	if got := lex.Language("en").Traits(); !got.Possessive || got.Class(That) != "that" || len(got.Common) < 10 {
		t.Errorf("traits %+v", got)
	}
	lang, err := tongue(t, "characters: true\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := lang.Traits(); got.Possessive || !got.Characters || got.Class(That) != "" {
		t.Errorf("traits %+v are not those of the file alone", got)
	}
}

func TestMistakesInLanguageFile(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{
			"classes: {that: dass, sayer: er}\n",
			`1:23: "sayer" is not a class of words; the classes are that, own-voice`,
		},
		{"inflection: {endings: [{ends: \"[ab\", forms: [s]}]}\n", `1:31: "[ab": the bracket is not closed`},
		{"inflection: {named: {plural: {word: middle}}}\n", `1:37: "middle" is not one of first, last`},
		{"common: [{frequency: 0, words: a}]\n", "1:22: expected a number from 1 to 1000000"},
		{"reading: {divisions: {teil: {cited: Teil, level: 9}}}\n", "1:50: expected a number from 1 to 4"},
		{"reading: {recitals: {begin: in erwägung}}\n", `1:21: the key "cited" is missing`},
		{"reading: {brackets: {named: klammer}}\n", `1:21: the key "matter" is missing`},
		{"sentences: {abbreviations: {before-numbers: art}}\n", `1:29: unknown key "before-numbers"`},
	} {
		_, err := tongue(t, c.yaml)
		if want := "en/language.yaml:" + c.want; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v\nwant %s", c.yaml, err, want)
		}
	}
}

func TestOwnLexiconLeavesALanguageAsItIs(t *testing.T) {
	files := small()
	files["en/language.yaml"] = &fstest.MapFile{Data: []byte("possessive: true\n")}
	own := fstest.MapFS{"en/language.yaml": {Data: []byte("possessive: false\n")}}
	_, err := Load(files, Own{Name: "house", Files: own})
	if err == nil ||
		!strings.Contains(err.Error(), "house/en/language.yaml:1:1: the language en has this file already") {
		t.Errorf("error %v", err)
	}
}

func TestKnownLanguagesHaveNames(t *testing.T) {
	if got := LanguageName("fr"); got != "French (fr)" {
		t.Errorf("fr is %q", got)
	}
	if got := LanguageName("xx"); got != "xx" {
		t.Errorf("xx is %q", got)
	}
	words := 0
	for _, k := range KnownLanguages() {
		if k.Words != "" {
			words++
		}
	}
	if words < 30 {
		t.Errorf("%d languages have small words", words)
	}
}

// What languages say about reading is read from a part of their files, and is the same as in all of it.
func TestReadingsAreThoseOfTheFiles(t *testing.T) {
	lex, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	readings := BuiltinReadings()
	if len(readings) != len(lex.Languages) {
		t.Fatalf("got %d readings of %d languages", len(readings), len(lex.Languages))
	}
	for i, l := range lex.Languages {
		if !reflect.DeepEqual(*readings[i], l.Traits().Reading) {
			t.Errorf("%s: got %+v, want %+v", l.Code, readings[i], l.Traits().Reading)
		}
	}
}

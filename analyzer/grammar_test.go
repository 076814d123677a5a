package analyzer_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"refrain/analyzer"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// grammarOf is an analyzer of one small language, with one entry of those patterns.
func grammarOf(t *testing.T, folder cache.Folder, language, slots, patterns string) *analyzer.Analyzer {
	t.Helper()
	files := fstest.MapFS{
		"lexicon.yaml":     {Data: []byte("version: 1.0.0\nlanguages:\n  xx: Small\n")},
		"taxonomy.yaml":    tongues["taxonomy.yaml"],
		"sources.yaml":     tongues["sources.yaml"],
		"xx/language.yaml": {Data: []byte(language)},
		"xx/slots.yaml":    {Data: []byte(slots)},
		"xx/terms/one.yaml": {Data: []byte("id: one\ncategory: dehum.water\nseverity: replace\ntier: core\ngrade: A\n" +
			"why: w\ninstead: [x]\nsources: [ONE]\nmatch:\n" + patterns + "hits: [\"[[x]]\"]\nmisses: [y]\n")},
	}
	if slots == "" {
		delete(files, "xx/slots.yaml")
	}
	lex, err := lexicon.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return analyzer.New(lex, analyzer.Options{Cache: folder})
}

// words are the words found in text.
func words(t *testing.T, a *analyzer.Analyzer, text string) []string {
	t.Helper()
	found, _ := findings(t, a, "xx", text)
	for i := range found {
		found[i], _, _ = strings.Cut(found[i], "|")
	}
	return found
}

// grammars are features of languages: what language.yaml says, slots, patterns, and what is found in
// which text.
var grammars = []struct {
	name, language, slots, patterns string
	found                           map[string][]string
}{
	{
		name: "compounds",
		language: `
inflection:
  joints:
    - {ends: ling, forms: [s]}
    - {ends: ant, forms: [en]}
  endings:
    - {ends: "[^e]", forms: [e, en, s, es]}
    - {ends: e, forms: [n]}
`,
		slots:    "person: {about: x, members: [Migrant, Flüchtling, (Syrer|Asyl), arme Leute]}\n",
		patterns: "- \"{person}+(Flut|Welle)\"\n- \"Boots+{person} kommen\"\n",
		found: map[string][]string{
			"Die Flüchtlingsflut und die Migrantenwellen.":           {"Flüchtlingsflut", "Migrantenwellen"},
			"Eine Asyl-Welle, eine Syrer Flut, die ASYLFLUT.":        {"Asyl-Welle", "Syrer Flut", "ASYLFLUT"},
			"Bootsflüchtlinge kommen, Boots-Migranten kommen.":       {"Bootsflüchtlinge kommen", "Boots-Migranten kommen"},
			"Die Migrant Flut, die Schulflut, eine arme Leutewelle.": nil,
		},
	},
	{
		name: "classes",
		language: `
inflection:
  classes:
    m1: [а, у, ом, е, ы, ов, ам, ами, ах]
    m2:
      - {ends: ец, forms: [-2ца, -2цу, -2цем, -2цы, -2цев]}
    weak:
      - {ends: en, forms: ["ge|-2t", -2t, -2te]}
    str: [s, ~e, ~en]
  endings:
    - {ends: "[бвгджзклмнпрстфхц]", class: m1}
letters:
  fold: {ё: е}
`,
		patterns: "- (мигрант|беженец/m2|ребёнок/m1|jagen/weak|Strom/str)\n",
		found: map[string][]string{
			"О мигрантах и беженцев. Эмигрант.": {"мигрантах", "беженцев"},
			"РЕБЕНОК и ребёнок.":                {"РЕБЕНОК", "ребёнок"},
			"Gejagt, jagte, Jäger.":             {"Gejagt", "jagte"},
			"Ströme, Stroms, Strome.":           {"Ströme", "Stroms"},
		},
	},
	{
		name: "elisions",
		language: `
letters: {elisions: l d qu all}
`,
		patterns: "- l'immigré\n- d' étrangers\n- all'invasione\n- étrangers\n",
		found: map[string][]string{
			"Voici l’immigré et L'IMMIGRÉ.":          {"l’immigré", "L'IMMIGRÉ"},
			"Ce sont d'étrangers, qu'étrangers.":     {"d'étrangers", "étrangers"},
			"Assistiamo all’invasione, aujourd'hui.": {"all’invasione"},
		},
	},
	{
		name: "genders",
		language: `
letters: {genders: "*innen :innen _innen /innen /-innen ·e·s .e.s (e)s -e-s /as @s *"}
inflection:
  endings:
    - {ends: ant, forms: [en, innen, e, es]}
    - {ends: é, forms: [s, e, es]}
    - {ends: o, forms: [s, -1xs, -1@s]}
`,
		patterns: "- (Migrant|réfugié|refugiado)\n",
		found: map[string][]string{
			"Migrant*innen, Migrant:innen, Migrant_innen.":         {"Migrant*innen", "Migrant:innen", "Migrant_innen"},
			"MigrantInnen, Migrant/innen und Migrant/-innen":       {"MigrantInnen", "Migrant/innen", "Migrant/-innen"},
			"Les réfugié·e·s et réfugié.e.s, réfugié(e)s. Migrant": {"réfugié·e·s", "réfugié.e.s", "réfugié(e)s", "Migrant"},
			"Les réfugié-e-s, refugiadxs, refugiad@s.":             {"réfugié-e-s", "refugiadxs", "refugiad@s"},
			"Los refugiados/as. Un réfugié* parle.":                {"refugiados/as", "réfugié*"},
			"Migrant:Liste; Migrant.e; migrant_inneres":            {"Migrant", "Migrant", "migrant"},
		},
	},
	{
		name: "prefixes",
		language: `
letters:
  fold: {أإآٱ: ا, ى: ي, ة: ه, "ـًٌٍَُِّْ": ""}
  prefixes: وال بال كال فال لل ال وب ول و ف ب ك ل
  article: ال
inflection:
  endings: [{ends: ر, forms: [ون, ين]}]
`,
		slots:    "person: {about: x, members: [مهاجر, (لاجئ|لاجئين)]}\n",
		patterns: "- الهجرة غير الشرعية\n- غزو {person}\n",
		found: map[string][]string{
			"للهجرة غير الشرعية":              {"للهجرة غير الشرعية"},
			"والهجره غير شرعيه":               {"والهجره غير شرعيه"},
			"غَزْو المهاجرين، غـــزو للاجئين": {"غَزْو المهاجرين", "غـــزو للاجئين"},
			"غزو وبالمهاجرين":                 nil,
		},
	},
	{
		name: "accents",
		language: `
letters:
  pairs: {from: ά έ ή ί ό ύ ώ ς, to: α ε η ι ο υ ω σ}
inflection:
  classes: {ths: [-2ες, -2ων]}
`,
		patterns: "- λαθρομετανάστης/ths\n",
		found: map[string][]string{
			"ΛΑΘΡΟΜΕΤΑΝΑΣΤΩΝ, λαθρομεταναστών, Λαθρομετανάστης": {
				"ΛΑΘΡΟΜΕΤΑΝΑΣΤΩΝ", "λαθρομεταναστών", "Λαθρομετανάστης",
			},
		},
	},
	{
		name:     "characters",
		language: "characters: true\nsentences: {stops: 。}\nletters: {pairs: {from: 難國, to: 难国}}\n",
		patterns: "- =難民潮\n",
		found:    map[string][]string{"這是難民潮。这是难民潮。": {"難民潮", "难民潮"}},
	},
}

func TestGrammarOfLanguages(t *testing.T) {
	for _, g := range grammars {
		folder := cache.Folder(t.TempDir())
		for range 2 { // compiled, then from the cache
			a := grammarOf(t, folder, g.language, g.slots, g.patterns)
			for text, want := range g.found {
				if got := words(t, a, text); !slices.Equal(got, want) {
					t.Errorf("%s: %s\n got %q\nwant %q", g.name, text, got, want)
				}
			}
		}
	}
}

// A separable verb is found joined, and in frames with its prefix at the end of the clause.
func TestSeparableVerbs(t *testing.T) {
	a := grammarOf(t, "", "inflection:\n  infix: zu\n  classes:\n    ie: [-2t, \"ge|-5oben\"]\n",
		"", "- ab~schieben/ie\n")
	want := []string{"abschiebt", "abgeschoben", "abzuschieben"}
	if got := words(t, a, "Wer abschiebt, hat abgeschoben, um abzuschieben."); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	lang := a.Lexicon().Language("xx")
	f := &lexicon.Frame{
		Name: "send", Parts: []lexicon.Part{{Name: "verb"}},
		Match: []lexicon.Template{{Text: "{verb:apart} Leute {verb:prefix}"}, {Text: "Leute {verb}"}},
	}
	match, _, err := f.Patterns(lang, map[string][]string{"verb": {"ab~schieben/ie"}})
	if err != nil || len(match) != 2 || match[0].Text != "schieben/ie Leute =ab" {
		t.Errorf("got %v, %v", match, err)
	}
}

// What a language.yaml or a pattern may not say names its place.
func TestGrammarMistakes(t *testing.T) {
	for _, c := range []struct{ language, pattern, want string }{
		{"inflection: {classes: {a1: [e]}}", "x/a2", "a2"},
		{"inflection: {endings: [{ends: e, class: a3}]}", "x", "a3"},
		{"letters: {fold: {a: b}}", "x", "ASCII"},
		{"letters: {pairs: {from: αβ, to: γ}}", "x", "2 letters and to has 1"},
		{"possessive: true", "\"{nobody}+x\"", "nobody"},
		{"possessive: true", "\"=x/y\"", "exactly"},
	} {
		files := fstest.MapFS{
			"lexicon.yaml":     {Data: []byte("version: 1.0.0\nlanguages:\n  xx: Small\n")},
			"taxonomy.yaml":    tongues["taxonomy.yaml"],
			"sources.yaml":     tongues["sources.yaml"],
			"xx/language.yaml": {Data: []byte(c.language)},
			"xx/terms/one.yaml": {Data: []byte("id: one\ncategory: dehum.water\nseverity: replace\ntier: core\ngrade: A\n" +
				"why: w\ninstead: [x]\nsources: [ONE]\nmatch: [" + c.pattern + "]\nhits: [\"[[x]]\"]\nmisses: [y]\n")},
		}
		if _, err := lexicon.Load(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s: got %v, want one with %q", c.language, c.pattern, err, c.want)
		}
	}
}

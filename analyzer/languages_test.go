package analyzer_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// tongues is a lexicon of two small languages, of which Go code knows nothing.
var tongues = fstest.MapFS{
	"lexicon.yaml":  {Data: []byte("version: 1.0.0\nlanguages:\n  de: German\n  zh: Chinese\n")},
	"taxonomy.yaml": {Data: []byte("dehum.water:\n  name: People as water\n  definition: d\n  harm: h\n")},
	"sources.yaml":  {Data: []byte("ONE:\n  title: t\n  body: b\n  kind: authority\n  status: read\n  says: s\n")},
	"de/language.yaml": {Data: []byte(`
sentences:
  abbreviations: {always: "abs nr bzw", before-number: art}
inflection:
  none: der die das von dass
  endings:
    - {ends: e, forms: [n]}
    - {ends: "[^e]", forms: [en, s]}
classes:
  that: dass
  article: der die das
  nominal: der die das des von für
  connector: und von der die das
  clause: weil wenn als
  function: dass wer er sie es wir ich hat ist war
  own-voice: wir ich bericht
`)},
	"de/slots.yaml": {Data: []byte(`
person: {about: Menschen, members: [Migrant, Flüchtling]}
reporting-verb: {about: Verben des Sagens, members: [(behaupten|behauptet|behauptete), (sagen|sagte)]}
`)},
	"de/terms/flut.yaml": {Data: []byte(`
id: flut
category: dehum.water
severity: replace
tier: core
grade: A
why: w
instead: [Menschen]
sources: [ONE]
match: ["Flut von {person}"]
hits: ["Eine [[Flut von Migranten]]."]
misses: [Die Flut kam.]
`)},
	"zh/language.yaml": {Data: []byte(`
characters: true
sentences: {stops: 。！？}
`)},
	"zh/slots.yaml": {Data: []byte(`
person: {about: 人, members: [難民, 移民]}
official: {about: 人, members: [移民局]}
`)},
	"zh/terms/nanminchao.yaml": {Data: []byte(`
id: nanminchao
category: dehum.water
severity: replace
tier: core
grade: A
why: w
instead: [難民]
sources: [ONE]
match: ["(难民潮|難民潮)", "(=大批) {person}"]
unless: ["=大批 {official}"]
hits: ["[[難民潮]]"]
misses: [難民。]
`)},
}

// findings are the findings in text, as words and statuses, and the report.
func findings(t *testing.T, a *analyzer.Analyzer, lang, text string) ([]string, *analyzer.Report) {
	t.Helper()
	d := &document.Document{Lang: lang, Text: text, Blocks: []document.Block{{Span: document.Span{End: len(text)}}}}
	r := a.Run(d)
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Text(d)+"|"+f.Verdict.Status.String()+"|"+f.Verdict.Speaker.Of(text))
	}
	return all, r
}

func tonguesAnalyzer(t *testing.T, folder cache.Folder) *analyzer.Analyzer {
	t.Helper()
	lex, err := lexicon.Load(tongues)
	if err != nil {
		t.Fatal(err)
	}
	return analyzer.New(lex, analyzer.Options{Cache: folder})
}

func TestGermanIsALanguage(t *testing.T) {
	a := tonguesAnalyzer(t, "")
	for _, c := range []struct {
		text string
		want []string
	}{
		{
			"Der Bürgermeister behauptete, dass eine Flut von Migranten droht.",
			[]string{"Flut von Migranten|reported|Der Bürgermeister"},
		},
		{"Eine Flut von Flüchtlingen droht.", []string{"Flut von Flüchtlingen|used|"}},
		{"Wir behaupten, dass eine Flut von Migranten droht.", []string{"Flut von Migranten|used|"}},
		{"Er behauptete das bzw. Andere. Eine Flut von Migranten droht.", []string{"Flut von Migranten|used|"}},
	} {
		if got, _ := findings(t, a, "de", c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestChineseIsFoundWithoutBlanks(t *testing.T) {
	folder := cache.Folder(t.TempDir())
	compiled, kept, again := tonguesAnalyzer(t, ""), tonguesAnalyzer(t, folder), tonguesAnalyzer(t, folder)
	for _, a := range []*analyzer.Analyzer{compiled, kept, again} {
		for _, c := range []struct {
			text, sentence string
			words          int
			want           []string
		}{
			{"他們說難民潮來了。沒有人知道。", "他們說難民潮來了。", 13, []string{"難民潮|used|"}},
			{"2015年的难民潮！", "2015年的难民潮！", 6, []string{"难民潮|used|"}},
			{"他來了。大批移民來了。", "大批移民來了。", 9, []string{"大批移民|used|"}},
			{"大批移民局的人", "", 7, nil},
			{"難民，潮水", "", 4, nil},
		} {
			got, r := findings(t, a, "zh", c.text)
			if !slices.Equal(got, c.want) || r.Words != c.words {
				t.Errorf("%s: got %q in %d words, want %q in %d", c.text, got, r.Words, c.want, c.words)
			}
			if len(got) == 1 && r.Findings[0].Sentence.Of(c.text) != c.sentence {
				t.Errorf("%s: the sentence is %s, want %s", c.text, r.Findings[0].Sentence.Of(c.text), c.sentence)
			}
		}
	}
}

// What one language knows does not leak into another: German has no 's that owns.
func TestLanguagesAreApart(t *testing.T) {
	a := tonguesAnalyzer(t, "")
	if got, _ := findings(t, a, "zh", "Eine Flut von Migranten droht."); got != nil {
		t.Errorf("German is found in Chinese: %q", got)
	}
	if got, _ := findings(t, a, "de", "Eine Flut von Migrant's Zelten."); got != nil {
		t.Errorf("a possessive ending in German: %q", got)
	}
}

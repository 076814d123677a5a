package analyzer_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"refrain/analyzer"
	"refrain/lexicon"
)

// betaOf is the lexicon of two small languages, with other contents in some files.
func betaOf(t *testing.T, changed map[string]string) (*lexicon.Lexicon, error) {
	t.Helper()
	files := fstest.MapFS{}
	for name, file := range tongues {
		files[name] = file
	}
	for name, text := range changed {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return lexicon.Load(files)
}

const betaHeader = "version: 1.0.0\nlanguages:\n  de: {name: German, beta: true}\n  zh: {name: Chinese, reviewed: a reader}\n"

// Findings of a language that no native speaker has reviewed fail nothing, unless the policy says so
// or the entry is signed off.
func TestBetaFindingsFailNothing(t *testing.T) {
	entry := string(tongues["de/terms/flut.yaml"].Data)
	for _, c := range []struct {
		header, entry string
		beta, fails   bool // whether they may fail, and whether they do
	}{
		{betaHeader, entry, false, false},
		{betaHeader, entry, true, true},
		{betaHeader, entry + "reviewed: a reader, 2026-01-01\n", false, true},
		{string(tongues["lexicon.yaml"].Data), entry, false, true},
	} {
		lex, err := betaOf(t, map[string]string{"lexicon.yaml": c.header, "de/terms/flut.yaml": c.entry})
		if err != nil {
			t.Fatal(err)
		}
		_, r := findings(t, analyzer.New(lex, analyzer.Options{}), "de", "Eine Flut von Migranten droht.")
		p := analyzer.Policy{Beta: c.beta}
		if len(r.Findings) != 1 || p.Fails(&r.Findings[0]) != c.fails || !p.Counts(&r.Findings[0]) {
			t.Errorf("%q, beta fails %t: got %d findings, want one that counts and fails %t", c.header, c.beta, len(r.Findings), c.fails)
		}
	}
	both := strings.Replace(betaHeader, "beta: true", "beta: true, reviewed: x", 1)
	if _, err := betaOf(t, map[string]string{"lexicon.yaml": both}); err == nil {
		t.Error("a language that is beta and reviewed loads")
	}
}

// Entries of one concept have one category in all languages.
func TestAConceptHasOneCategory(t *testing.T) {
	taxonomy := string(tongues["taxonomy.yaml"].Data) + "other.one:\n  name: n\n  definition: d\n  harm: h\n"
	chinese := string(tongues["zh/terms/nanminchao.yaml"].Data)
	for _, c := range []struct {
		concept, category string
		ok                bool
	}{
		{"flut", "dehum.water", true}, {"flut", "other.one", false}, {"other", "other.one", true},
	} {
		lex, err := betaOf(t, map[string]string{
			"taxonomy.yaml":            taxonomy,
			"zh/terms/nanminchao.yaml": strings.Replace(chinese, "dehum.water", c.category, 1) + "concept: " + c.concept + "\n",
		})
		if (err == nil) != c.ok || err != nil && !strings.Contains(err.Error(), "the concept flut") {
			t.Errorf("%+v: got %v", c, err)
		}
		if err == nil && lex.Language("zh").Entry("nanminchao").Concept != c.concept {
			t.Errorf("%+v: the concept is lost", c)
		}
	}
}

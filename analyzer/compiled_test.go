package analyzer

import (
	"crypto/sha256"
	"flag"
	"os"
	"testing"

	"refrain/analyzer/reader"
	"refrain/codec"
	"refrain/lexicon"
)

var update = flag.Bool("update", false, "write compiled.bin anew")

func terms(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// TestCompiledIsCurrent: what was compiled from other files is not used, so every run starts slowly; what an older compiler made finds other things.
func TestCompiledIsCurrent(t *testing.T) {
	want, err := compiledOf(terms(t))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("compiled.bin", want, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if compiled != string(want) {
		t.Error("analyzer/compiled.bin was not made by this compiler from this lexicon; run go generate ./lexicon ./analyzer")
	}
}

// TestRestoredFindsWhatCompiledFinds: in every example of the built-in lexicon.
func TestRestoredFindsWhatCompiledFinds(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	restored := &Analyzer{lex: lex, languages: map[string]*language{}}
	if !restored.restore(compiled) {
		t.Fatal("analyzer/compiled.bin was not made from this lexicon")
	}
	r := reader.New(reader.Options{Format: "text", Lang: "en"})
	defer r.Close()
	examples, findings := 0, 0
	for _, lang := range lex.Languages {
		fresh, err := compile(lang, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range lang.Entries {
			for _, example := range append(e.Hits, e.Misses...) {
				doc, err := r.Read(t.Context(), "example", example.Text)
				if err != nil {
					t.Fatal(err)
				}
				got, want := restored.languages[lang.Code].run(doc), fresh.run(doc)
				if len(got) != len(want) {
					t.Fatalf("%q: %d findings, want %d", example.Text, len(got), len(want))
				}
				for i := range want {
					if got[i] != want[i] {
						t.Errorf("%q: found %+v, want %+v", example.Text, got[i], want[i])
					}
				}
				examples, findings = examples+1, findings+len(want)
			}
		}
	}
	if examples < 1000 || findings < 500 {
		t.Errorf("only %d examples with %d findings were compared", examples, findings)
	}
}

// TestRestoredIsWhole: what was restored, written again, gives the same bytes, so nothing of it is lost.
func TestRestoredIsWhole(t *testing.T) {
	a := &Analyzer{lex: terms(t), languages: map[string]*language{}}
	if !a.restore(compiled) {
		t.Fatal("analyzer/compiled.bin was not made from this lexicon")
	}
	c := codec.Writer()
	for _, lex := range a.lex.Languages {
		l := a.languages[lex.Code]
		l.words.Pack(c)
		p := l.matcher.Packer(c)
		l.pack(p)
		p.Close()
	}
	if compiled[sha256.Size:] != string(c.Bytes()) {
		t.Error("written again it differs")
	}
}

// TestOtherLexiconsAreCompiled: the file is only for the built-in lexicon.
func TestOtherLexiconsAreCompiled(t *testing.T) {
	lex := *terms(t)
	lex.SHA256 = "00" + lex.SHA256[2:]
	if a := (&Analyzer{lex: &lex, languages: map[string]*language{}}); a.restore(compiled) {
		t.Error("what was compiled from one lexicon is used for another")
	}
}

package analyzer

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"refrain/analyzer/reader"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// A kept language finds what the compiled one finds, in every example of the built-in lexicon.
func TestKeptLanguageFindsWhatCompiledFinds(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.Options{Format: "text", Lang: "en"})
	defer r.Close()
	examples, findings := 0, 0
	for _, lang := range lex.Languages {
		fresh := compile(lang, Options{Advisory: true})
		data, ok := fresh.encode()
		if !ok {
			t.Fatal("the language is not kept")
		}
		restored := decode(lang, data)
		if restored == nil {
			t.Fatal("what was kept is not read")
		}
		for _, e := range lang.Entries() {
			for _, example := range slices.Concat(e.Hits, e.Misses) {
				doc, err := r.Read(t.Context(), "example", example.Text)
				if err != nil {
					t.Fatal(err)
				}
				got, want := restored.run(doc), fresh.run(doc)
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("%q: found %+v, want %+v", example.Text, got, want)
				}
				examples, findings = examples+1, findings+len(want)
			}
		}
	}
	if examples < 1000 || findings < 500 {
		t.Errorf("only %d examples with %d findings were compared", examples, findings)
	}
}

const floods = "A flood of refugees came, and a swarm of migrants."

// found is how many findings a new analyzer with the cache has in a short text.
func found(t *testing.T, folder cache.Folder) int {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.Options{Format: "text", Lang: "en"})
	defer r.Close()
	doc, err := r.Read(t.Context(), "text", floods)
	if err != nil {
		t.Fatal(err)
	}
	return len(New(lex, Options{Cache: folder}).Run(doc).Findings)
}

func TestDamagedCacheIsMadeAnew(t *testing.T) {
	folder := t.TempDir()
	want := found(t, "")
	if got := found(t, cache.Folder(folder)); got != want || want != 2 {
		t.Fatalf("%d findings when the language is kept, %d without, want 2", got, want)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		t.Fatalf("the folder holds %v, %v; want one file", files, err)
	}
	name := filepath.Join(folder, files[0].Name())
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{whole[:len(whole)/2], nil, append([]byte("x"), whole...)} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := found(t, cache.Folder(folder)); got != want {
			t.Errorf("%d findings with a damaged cache, want %d", got, want)
		}
		if again, err := os.ReadFile(name); err != nil || string(again) != string(whole) {
			t.Errorf("the damaged file was not made anew: %d bytes, %v", len(again), err)
		}
	}
}

// Workers share a language of which each reads what it needs first.
func TestKeptLanguageServesManyWorkers(t *testing.T) {
	folder := cache.Folder(t.TempDir())
	want := found(t, folder)
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	a := New(lex, Options{Cache: folder})
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			r := reader.New(reader.Options{Format: "text", Lang: "en"})
			defer r.Close()
			doc, err := r.Read(t.Context(), "text", floods)
			if err != nil {
				t.Error(err)
				return
			}
			if got := len(a.Run(doc).Findings); got != want {
				t.Errorf("%d findings, want %d", got, want)
			}
			if e := lex.Language("en").Entry("flood-of-people"); e != lex.Language("en").Entry("flood-of-people") {
				t.Error("an entry was read twice")
			}
		})
	}
	workers.Wait()
}

// What was kept but is not what this program keeps is not used, whatever it is.
func TestOtherBytesAreNoLanguage(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := compile(lex.Languages[0], Options{}).encode()
	for n := 0; n < len(whole); n += 1 + len(whole)/50 {
		if decode(lex.Languages[0], whole[:n]) != nil {
			t.Errorf("the first %d of %d bytes are taken", n, len(whole))
		}
	}
}

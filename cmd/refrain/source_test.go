package main

import (
	"testing"

	"refrain/internal/cache"
	"refrain/lexicon"
)

// The sum of the built-in lexicon that reports print is the same whether it was kept or not, and a
// kept one that is none is made anew.
func TestTheLexiconsSumIsThatOfItsFiles(t *testing.T) {
	whole, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	folder := cache.Folder(t.TempDir())
	folder.Store(cache.Program()+" sum", []byte("short"))
	for run := range 3 {
		lex, err := builtinTerms(folder)
		if err != nil || lex.SHA256 != whole.SHA256 || len(lex.Languages) != len(whole.Languages) {
			t.Errorf("run %d: got %v, %v, want %s", run, lex, err, whole.SHA256)
		}
	}
}

package analyzer_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

var (
	soak   = flag.Int("soak", 3, "rounds in which the same documents are checked again and again")
	soakIn = flag.String("soak-in", filepath.Join("..", "testdata", "docs"), "folder of the documents")
)

// TestMemoryDoesNotGrow checks the same documents again and again with one reader and one analyzer, as a server would.
//
//	go test ./analyzer -run TestMemoryDoesNotGrow -v -soak 100 -soak-in FOLDER -timeout 2h
func TestMemoryDoesNotGrow(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	checker, err := analyzer.New(lex, analyzer.Options{Advisory: true})
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.Options{})
	defer r.Close()
	round := func() (documents, findings int) {
		err := filepath.WalkDir(*soakIn, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			doc, err := r.Read(t.Context(), name, string(src))
			if err != nil {
				return err
			}
			documents++
			findings += len(checker.Run(doc).Findings)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return documents, findings
	}
	var first uint64
	var routines, all int
	for i := range *soak {
		documents, findings := round()
		runtime.GC()
		runtime.GC() // What finalizers let go of in the first goes in the second.
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("round %d: %d documents, %d findings, %d KiB on the heap, %d MiB from the system, %d goroutines", i+1, documents, findings, m.HeapAlloc>>10, m.Sys>>20, runtime.NumGoroutine())
		const slack = 4 << 20
		switch {
		case i == 0:
			first, routines, all = m.HeapAlloc, runtime.NumGoroutine(), findings
		case m.HeapAlloc > first+first/10+slack:
			t.Fatalf("the heap has grown from %d to %d bytes", first, m.HeapAlloc)
		case runtime.NumGoroutine() > routines:
			t.Fatalf("there are %d goroutines, and were %d", runtime.NumGoroutine(), routines)
		case findings != all:
			t.Fatalf("%d findings, and %d the first time", findings, all)
		}
	}
}

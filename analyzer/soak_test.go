package analyzer_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

var (
	soak    = flag.Int("soak", 3, "rounds in which the same documents are checked again and again")
	soakFor = flag.Duration("soak-for", 0, "how long to go on with rounds, when that is longer")
	soakIn  = flag.String("soak-in", filepath.Join("..", "testdata", "docs"), "folder of the documents")
)

// TestMemoryDoesNotGrow checks the same documents again and again with one reader and one analyzer,
// as a server would. What the heap holds after each round must not grow; what the system counts,
// which also holds the PDF engine's memory and what the collector keeps for later, is only shown.
//
//	go test ./analyzer -run TestMemoryDoesNotGrow -v -soak-for 2h -soak-in FOLDER -timeout 3h
func TestMemoryDoesNotGrow(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	checker := analyzer.New(lex, analyzer.Options{Advisory: true})
	r := reader.New(reader.Options{OCR: "off"})
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
	var routines, files, all int
	began := time.Now()
	for i := 0; i < *soak || time.Since(began) < *soakFor; i++ {
		documents, findings := round()
		runtime.GC()
		runtime.GC() // What finalizers let go of in the first goes in the second.
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf(
			"%v, round %d: %d documents, %d findings, %d KiB on the heap, %d MiB from the system, %d MiB "+
				"resident, %d open files, %d goroutines",
			time.Since(began).
				Round(time.Second),
			i+1,
			documents,
			findings,
			m.HeapAlloc>>10,
			m.Sys>>20,
			resident()>>20,
			openFiles(),
			runtime.NumGoroutine(),
		)
		const slack = 4 << 20
		switch {
		case i == 0:
			first, routines, files, all = m.HeapAlloc, runtime.NumGoroutine(), openFiles(), findings
		case m.HeapAlloc > first+first/10+slack:
			t.Fatalf("the heap has grown from %d to %d bytes", first, m.HeapAlloc)
		case runtime.NumGoroutine() > routines:
			t.Fatalf("there are %d goroutines, and were %d", runtime.NumGoroutine(), routines)
		case openFiles() > files:
			t.Fatalf("%d files are open, and %d were", openFiles(), files)
		case findings != all:
			t.Fatalf("%d findings, and %d the first time", findings, all)
		}
	}
}

// resident is how many bytes of memory the process holds as the system counts them, and openFiles
// how many files it has open; 0 where Linux's /proc is not there.
func resident() (bytes int) {
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		var size, pages int
		fmt.Sscan(string(statm), &size, &pages)
		bytes = pages * os.Getpagesize()
	}
	return bytes
}

func openFiles() int {
	files, _ := os.ReadDir("/proc/self/fd")
	return len(files)
}

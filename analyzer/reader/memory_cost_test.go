package reader_test

import (
	"runtime"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/readertest"
	"refrain/internal/mutate/hostiletest"
)

// TestHostileTextsTakeLittleMemory reads texts of which every letter is a thing of its own. What is
// kept of each, and what is allocated on the way, is bounded by its bytes.
func TestHostileTextsTakeLittleMemory(t *testing.T) {
	const size = 2 << 20
	for _, c := range []struct {
		name            string
		kept, allocated int // at most so many times the text
	}{
		{"ligatures-in-words.txt", 3, 8},
		{"soft-hyphens.txt", 4, 10},
		{"crlf.txt", 3, 10},
		{"accents.txt", 4, 40},
		{"line-ends-all-different.txt", 3, 60},
		{"latin1.txt", 5, 20},
		{"mail.txt", 5, 40},
		{"entities.xml", 4, 40},
		{"entities.html", 4, 40},
		{"emphasis.html", 6, 60},
		{"cues.vtt", 6, 60},
		{"ligatures.docx", 4, 40},
		{"letters.docx", 4, 80},
		{"hyphens.docx", 4, 80},
		{"spaces.odt", 4, 80},
		{"emphasis.md", 4, 100},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := hostiletest.ByName(c.name).String(size)
			r := reader.New(reader.Options{OCR: "off"})
			defer r.Close()
			before := memory()
			doc, err := r.Read(t.Context(), c.name, src)
			if err != nil {
				t.Fatal(err)
			}
			after := memory()
			kept, allocated := int(after.HeapAlloc)-int(before.HeapAlloc), int(after.TotalAlloc-before.TotalAlloc)
			t.Logf("%d runs in %d bytes; kept %.1f and allocated %.1f times the text",
				doc.Runs.Len(), doc.Runs.Size(), float64(kept)/size, float64(allocated)/size)
			if most := c.kept*size + 1<<20; kept > most {
				t.Errorf("%d bytes are kept, want at most %d", kept, most)
			}
			if most := c.allocated*size + 8<<20; allocated > most {
				t.Errorf("%d bytes are allocated, want at most %d", allocated, most)
			}
			for _, wrong := range readertest.Check(doc) {
				t.Error(wrong)
			}
			runtime.KeepAlive(src)
		})
	}
}

func memory() runtime.MemStats {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m
}

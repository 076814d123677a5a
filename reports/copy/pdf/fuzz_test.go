package pdf

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzAdd annotates files as it is always done: in a child. There is a reason in words, or a copy
// that the child has read again.
func FuzzAdd(f *testing.F) {
	for _, src := range []string{
		plain("1.7"), withStream(), "%PDF-1.7 and nothing else",
		file("1.7", "", catalog, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
		file(
			"1.7", "", catalog, tree, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots 4 0 R >>",
			"[4 0 R << /Type /Annot /NM (old) >>]",
		),
		strings.Replace(plain("1.4"), "startxref\n", "startxref\n1", 1),
	} {
		f.Add(src, "first", "why")
	}
	f.Fuzz(func(t *testing.T, src, id, text string) {
		mark := Mark{Page: 1, Quads: []Quad{{{10, 30}, {50, 30}, {10, 20}, {50, 20}}}, ID: id, About: text, Text: text}
		added, err := Add(src, []Mark{mark}, Options{Time: 5 * time.Second, Memory: 256 << 20})
		if err != nil {
			if err != ErrLimit && !slices.Contains(reasons, err) {
				t.Errorf("error %v, want a named one", err)
			}
			return
		}
		if s := string(added.Bytes); !strings.HasPrefix(s, "\n") || !strings.HasSuffix(s, Tail) {
			t.Errorf("added %q, want whole lines that end in %q", s, Tail)
		}
	})
}

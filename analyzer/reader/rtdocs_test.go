package reader

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// read reads src as the format and fails the test on an error.
func read(t testing.TB, format, src string) *document.Document {
	t.Helper()
	doc, err := New(Options{Format: format}).Read(context.Background(), "test", src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// readNamed reads a file of that name.
func readNamed(t testing.TB, name, src string) *document.Document {
	t.Helper()
	r := New(Options{})
	defer r.Close()
	doc, err := r.Read(t.Context(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// reads checks the outline of a document and its gaps.
func reads(t *testing.T, claim, src, want, gaps string) {
	t.Helper()
	doc := read(t, "", src)
	same(t, claim, outlineOf(doc), want)
	if got := gapsOf(doc); got != gaps {
		t.Errorf("%s: gaps %q, want %q", claim, got, gaps)
	}
}

// outlineOf is the blocks of a document, one a line: role, level, path and text. What readers do not
// see has its kind and the reason before it.
func outlineOf(doc *document.Document) string {
	var b strings.Builder
	for _, k := range doc.Blocks {
		if k.Exclusion == document.Included {
			fmt.Fprintf(&b, "%s", k.Role)
		} else {
			fmt.Fprintf(&b, "%s, %s", k.Exclusion, k.Reason)
		}
		if k.Level > 0 {
			fmt.Fprintf(&b, " %d", k.Level)
		}
		if k.Path != "" {
			fmt.Fprintf(&b, " [%s]", k.Path)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(k.Of(doc.Text), "\n", "⏎"))
	}
	return b.String()
}

// same compares two texts line by line.
func same(t *testing.T, claim, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	if got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", claim, got, want)
	}
}

// gapsOf are the gaps of a document, one a line.
func gapsOf(doc *document.Document) string {
	var all []string
	for _, g := range doc.Gaps {
		all = append(all, g.Reason)
	}
	return strings.Join(all, "\n")
}

// marksOf is the marks of a document: kind and words.
func marksOf(doc *document.Document) string {
	names := map[document.MarkKind]string{document.Quotation: "quotation", document.Work: "work", document.Emphasis: "emphasis", document.Inserted: "inserted"}
	var all []string
	for _, m := range doc.Marks {
		all = append(all, names[m.Kind]+" "+m.Of(doc.Text))
	}
	return strings.Join(all, "|")
}

// checkPlaces fails the test where a run that says that it stands byte for byte in a part does not.
func checkPlaces(t *testing.T, src string, doc *document.Document) {
	t.Helper()
	parts := map[string]string{}
	files := members(t, src)
	for i := 0; i < len(files); i += 2 {
		parts[files[i]] = files[i+1]
	}
	placed := 0
	for r := range doc.Runs.All() {
		if r.Source.Len() > 0 {
			placed += r.Len()
		}
		if r.Source.Len() != r.Len() {
			continue
		}
		if got := r.Source.Of(parts[r.Part]); got != r.Of(doc.Text) {
			if strings.TrimSpace(got) == "" && strings.TrimSpace(r.Of(doc.Text)) == "" {
				continue // One blank for another.
			}
			t.Fatalf("%s: run %v is %q; the part %s has %q at %v", doc.Name, r.Span, r.Of(doc.Text), r.Part, got, r.Source)
		}
	}
	if letters := len(strings.Join(strings.Fields(doc.Text), "")); placed < letters*9/10 {
		t.Errorf("%s: %d bytes of text have a place, want nearly all of %d", doc.Name, placed, letters)
	}
}

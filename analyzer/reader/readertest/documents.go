package readertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
)

// ReadAs reads src as the format and fails the test on an error.
func ReadAs(t testing.TB, format, src string) *document.Document {
	t.Helper()
	doc, err := reader.New(input.Options{Format: format}).Read(context.Background(), "test", src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// ReadNamed reads a file of that name.
func ReadNamed(t testing.TB, name, src string) *document.Document {
	t.Helper()
	r := reader.New(input.Options{})
	defer r.Close()
	doc, err := r.Read(t.Context(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Expect checks the outline of a document and its gaps.
func Expect(t *testing.T, claim, src, want, gaps string) {
	t.Helper()
	doc := ReadAs(t, "", src)
	Same(t, claim, Outline(doc), want)
	if got := Gaps(doc); got != gaps {
		t.Errorf("%s: gaps %q, want %q", claim, got, gaps)
	}
}

// Outline is the blocks of a document, one a line: role, level, path and text. What readers do not
// see has its kind and the reason before it.
func Outline(doc *document.Document) string {
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

// Same compares two texts line by line.
func Same(t *testing.T, claim, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	if got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", claim, got, want)
	}
}

// Gaps are the gaps of a document, one a line.
func Gaps(doc *document.Document) string {
	var all []string
	for _, g := range doc.Gaps {
		all = append(all, g.Reason)
	}
	return strings.Join(all, "\n")
}

// Marks is the marks of a document: kind and words.
func Marks(doc *document.Document) string {
	names := map[document.MarkKind]string{document.Quotation: "quotation", document.Work: "work",
		document.Emphasis: "emphasis", document.Inserted: "inserted"}
	var all []string
	for _, m := range doc.Marks {
		all = append(all, names[m.Kind]+" "+m.Of(doc.Text))
	}
	return strings.Join(all, "|")
}

// CheckPlaces fails the test where a run that says that it is byte for byte in a part does not.
func CheckPlaces(t *testing.T, src string, doc *document.Document) {
	t.Helper()
	parts := map[string]string{}
	files := Members(t, src)
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

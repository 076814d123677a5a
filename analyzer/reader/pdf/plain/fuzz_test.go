package plain

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/pdf"

	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/internal/child"
)

// laidOut takes a document apart to its end. Whatever is wrong with a page has a name, and all
// others are laid out.
func laidOut(t *testing.T, doc pdf.Doc) {
	t.Helper()
	var pages []*pdf.Page
	for i := range doc.Pages() {
		p, err := doc.Page(context.Background(), i)
		if (p == nil) == (err == nil) || err != nil && named(err.Error()) != err {
			t.Fatalf("page %d: %v, %v; want a page or a named error", i, p, err)
		}
		pages = append(pages, p)
	}
	pdf.Layout(pages)
}

// FuzzPlainAnswers takes whatever a broken child may say for the answer of the second engine.
func FuzzPlainAnswers(f *testing.F) {
	for _, src := range []string{pdftest.Bill(), "%PDF-1.4 nothing"} {
		asked, err := child.Request(request{Memory: 1 << 30, Chars: 200, Bytes: len(src)}, src)
		if err != nil {
			f.Fatal(err)
		}
		var answers bytes.Buffer
		if err := ReadChild(asked, &answers); err != nil {
			f.Fatal(err)
		}
		f.Add(answers.Bytes())
	}
	var b bytes.Buffer
	answers := gob.NewEncoder(&b)
	chars := []layout.Char{{Rune: 'a', Font: 7, Tag: 3}}
	page := &pdf.Page{Page: layout.Page{Width: 200, Height: 100, Fonts: []layout.Font{{}}, Chars: chars}}
	if err := errors.Join(
		answers.Encode(opening{Pages: 2}), answers.Encode(sheet{Page: page}), answers.Encode(sheet{Error: "limit reached"}),
	); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, answers []byte) {
		damaged := func() error { return pdf.ErrDamaged }
		doc, err := receive(bytes.NewReader(answers), 4000, pdf.Options{Memory: 1 << 20}, damaged)
		if err != nil {
			if named(err.Error()) != err {
				t.Fatalf("error %v, want a named one", err)
			}
			return
		}
		laidOut(t, doc)
	})
}

// FuzzPlain reads files with the second engine as it always runs: in a child.
func FuzzPlain(f *testing.F) {
	f.Add(pdftest.Bill())
	var d pdftest.Doc
	d.Page(300, 200).Turned(0, 1, 50, 100, 10, "turned")
	f.Add(d.String())
	f.Add("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>")
	f.Add(strings.Replace(pdftest.Bill(), "/Kids [", "/Kids [1 0 R 2 0 R ", 1))
	f.Fuzz(func(t *testing.T, src string) {
		e := plainEngine(t, "read", pdf.Options{DocTime: 5 * time.Second, Memory: 256 << 20})
		doc, err := e.Open(context.Background(), src, "")
		if err != nil {
			if named(err.Error()) != err {
				t.Fatalf("error %v, want a named one", err)
			}
			return
		}
		laidOut(t, doc)
	})
}

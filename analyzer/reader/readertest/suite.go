// Package readertest is what every format of package reader must satisfy, whatever is in the file.
// Each format runs [Suite] over small documents of its own and over what it finds beside the
// module, and hands [Fuzz] its seeds.
package readertest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
)

// Read reads src as the format. "" lets the reader find out.
func Read(t testing.TB, format, name, src string) *document.Document {
	t.Helper()
	r := reader.New(reader.Options{Format: format, OCR: "off"})
	defer r.Close()
	doc, err := r.Read(context.Background(), name, src)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// Suite reads src, and it cut off at places all over it, and checks each document. Reading twice
// must give the same document, and what is cut off must have less text or a gap.
func Suite(t *testing.T, format, name, src string) {
	t.Helper()
	whole := Read(t, format, name, src)
	report(t, name, whole)
	if again := Read(t, format, name, src); !reflect.DeepEqual(visible(whole), visible(again)) {
		t.Errorf("%s: read twice, two documents", name)
	}
	const cuts = 20
	for i := range cuts {
		n := len(src) * i / cuts
		doc := Read(t, format, name, src[:n])
		report(t, fmt.Sprintf("%s, cut off after %d bytes", name, n), doc)
		const torn = 64 // A tag or entity that is cut off is read as the text it might be.
		if len(doc.Text) > len(whole.Text)+torn && len(doc.Gaps) == 0 {
			t.Errorf("%s, cut off after %d bytes: more text than the whole, and no gap", name, n)
		}
	}
}

// Fuzz is the body of a fuzz target: it checks the document of whatever bytes it is given.
func Fuzz(f *testing.F, format string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		began := time.Now()
		doc := Read(t, format, "fuzz", src)
		if d := time.Since(began); d > 10*time.Second {
			t.Errorf("took %v for %d bytes", d, len(src))
		}
		for _, g := range doc.Gaps {
			if strings.Contains(g.Reason, "runtime error") {
				t.Errorf("panics: %s", g.Reason)
			}
		}
		report(t, "fuzz", doc)
	})
}

func report(t testing.TB, name string, doc *document.Document) {
	t.Helper()
	for _, wrong := range Check(doc) {
		t.Errorf("%s: %s", name, wrong)
	}
}

// visible is what a document shows: without its private index.
func visible(d *document.Document) []any {
	runs := d.Runs.Unpacked()
	return []any{d.Name, d.Format, d.Lang, d.SHA256, d.Text, d.Blocks, d.Marks, d.Pages, runs, d.Gaps, d.Source,
		d.Rejoined}
}

// Check says what promises of package document a document breaks; nothing when it keeps them all.
func Check(doc *document.Document) []string {
	c := &checker{doc: doc}
	c.text()
	c.blocks()
	c.marks()
	c.pages()
	c.runs()
	c.places()
	return c.wrong
}

type checker struct {
	doc   *document.Document
	wrong []string
}

func (c *checker) fail(format string, args ...any) {
	if len(c.wrong) < 10 {
		c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
	}
}

// span checks that a span is in the text, between characters.
func (c *checker) span(what string, s document.Span) bool {
	text := c.doc.Text
	if s.Start < 0 || s.Start > s.End || s.End > len(text) {
		c.fail("%s %v is out of bounds, the text has %d bytes", what, s, len(text))
		return false
	}
	if s.Start < len(text) && !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		c.fail("%s %v cuts a character", what, s)
		return false
	}
	return true
}

func (c *checker) text() {
	if !utf8.ValidString(c.doc.Text) {
		c.fail("the text is no UTF-8")
	}
	if i := strings.IndexFunc(c.doc.Text, unfolded); i >= 0 {
		c.fail("the text has an unfolded character at %d: %+q", i, c.doc.Text[i:min(len(c.doc.Text), i+4)])
	}
	last := int32(-1)
	for _, j := range c.doc.Rejoined {
		if j < last || int(j) > len(c.doc.Text) {
			c.fail("joint %d is out of order or bounds", j)
		}
		last = j
	}
	for _, g := range c.doc.Gaps {
		if g.Reason == "" || g.Page < 0 {
			c.fail("gap %+v has no reason", g)
		}
	}
}

// unfolded tells some of the characters that no text holds.
func unfolded(r rune) bool {
	return r < ' ' && r != '\n' || r >= 0x7F && r <= 0xA0 || r == 0xAD || r >= 0x2000 && r <= 0x2011 || r == 0x2028 ||
		r == 0xFEFF || r >= 0xFB00 && r <= 0xFB06 || r == 0xFFFE
}

func (c *checker) blocks() {
	end := 0
	for _, b := range c.doc.Blocks {
		if !c.span("block", b.Span) {
			return
		}
		if b.Start < end {
			c.fail("block %v begins before the last one ends, at %d", b.Span, end)
			return
		}
		if strings.TrimSpace(c.doc.Text[end:b.Start]) != "" {
			c.fail("words outside of blocks: %q", c.doc.Text[end:b.Start])
		}
		if words := b.Of(c.doc.Text); words == "" || strings.Trim(words, " \n") != words {
			c.fail("block %v is empty or has white space at its ends: %.40q", b.Span, words)
		}
		end = b.End
	}
	if strings.TrimSpace(c.doc.Text[end:]) != "" {
		c.fail("words behind the last block: %.40q", c.doc.Text[end:])
	}
}

func (c *checker) marks() {
	last := 0
	for _, m := range c.doc.Marks {
		if !c.span("mark", m.Span) {
			return
		}
		if b := c.doc.BlockAt(m.Start); m.Start < last || m.Len() == 0 || b < 0 || !c.doc.Blocks[b].Contains(m.Span) {
			c.fail("mark %v is empty, out of order or not within one block", m.Span)
		}
		last = m.Start
	}
}

func (c *checker) pages() {
	end := 0
	for i, p := range c.doc.Pages {
		if c.span("page", p.Span); p.Start < end || p.Number < 1 || i > 0 && p.Number <= c.doc.Pages[i-1].Number {
			c.fail("page %d %v is out of order", p.Number, p.Span)
		}
		end = p.End
	}
}

// origin checks that a run comes from a place that the source or the pages have.
func (c *checker) origin(r *document.Run) {
	doc := c.doc
	if doc.Source != "" && (r.Source.Start < 0 || r.Source.Start > r.Source.End || r.Source.End > len(doc.Source)) {
		c.fail("run %v comes from %v, out of the source's bounds", r.Span, r.Source)
	}
	if n := utf8.RuneCountInString(r.Of(doc.Text)); r.Boxes != nil && n != len(r.Boxes) {
		c.fail("run %v has %d boxes for %d characters", r.Span, len(r.Boxes), n)
	}
	if len(doc.Pages) > 0 && (r.Page < 0 || r.Page >= len(doc.Pages)) {
		c.fail("run %v stands on page index %d of %d", r.Span, r.Page, len(doc.Pages))
	}
}

// runs checks that they are in order and leave no byte of a block uncovered.
func (c *checker) runs() {
	doc, end, b := c.doc, 0, 0
	for r := range doc.Runs.All() {
		if !c.span("run", r.Span) {
			return
		}
		if r.Start < end || r.Len() == 0 {
			c.fail("run %v is empty or begins before the last one ends, at %d", r.Span, end)
		}
		for b < len(doc.Blocks) && doc.Blocks[b].End <= end {
			b++
		}
		if b < len(doc.Blocks) && r.Start > end && doc.Blocks[b].Overlaps(document.Span{Start: end, End: r.Start}) {
			c.fail("no run covers %v", document.Span{Start: max(end, doc.Blocks[b].Start), End: r.Start})
		}
		end = r.End
		c.origin(r)
	}
	if n := len(doc.Blocks); n > 0 && doc.Blocks[n-1].End > end {
		c.fail("no run covers the end of the last block, from %d", end)
	}
}

// places checks, for words all over the text, that Locate points at them in the source.
func (c *checker) places() {
	doc := c.doc
	if doc.Source == "" || len(c.wrong) > 0 {
		return
	}
	step, i := max(1, doc.Runs.Len()/500), -1
	for r := range doc.Runs.All() {
		if i++; i%step != 0 || r.Source.Len() != r.Len() {
			continue
		}
		words := r.Of(doc.Text)
		// U+0002 is how PDFium writes a hyphen.
		from := strings.ReplaceAll(norm.NFC.String(r.Source.Of(doc.Source)), "\x02", "-")
		// An entity may be as long as its character.
		if !strings.Contains(from, "&") && !sameButBlanks(from, words) {
			c.fail("%.40q is said to stand where the source has %.40q", words, from)
			continue
		}
		p := doc.Locate(r.Span)
		before := doc.Source[:r.Source.Start]
		breaks := strings.Count(before, "\n") + strings.Count(before, "\r") - strings.Count(before, "\r\n")
		if strings.HasSuffix(before, "\r") && strings.HasPrefix(doc.Source[r.Source.Start:], "\n") {
			breaks--
		}
		if p.Line != breaks+1 {
			c.fail("%.40q: line %d, want %d", words, p.Line, breaks+1)
		}
		start := strings.LastIndexAny(before, "\r\n") + 1
		if start == 0 {
			before = strings.TrimPrefix(before, "\uFEFF") // It is a byte order mark at the start of a file alone.
		}
		if want := 1 + utf8.RuneCountInString(before[start:]); p.Column != want && !strings.HasSuffix(before, "\r") {
			c.fail("%.40q: column %d, want %d", words, p.Column, want)
		}
	}
}

// sameButBlanks compares byte by byte; one kind of blank or line break may stand for another.
func sameButBlanks(a, b string) bool {
	const blanks = " \t\n\r\f\v"
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] && (strings.IndexByte(blanks, a[i]) < 0 || strings.IndexByte(blanks, b[i]) < 0) {
			return false
		}
	}
	return true
}

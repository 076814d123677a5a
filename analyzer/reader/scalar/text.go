// Package scalar holds the strings of data: what each decodes to, and where every piece of it is in
// the source.
package scalar

import (
	"sort"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
)

// Text is a decoded string with the place of each of its pieces. The zero value is empty.
type Text struct {
	bytes  []byte
	pieces []piece
}

// piece is a stretch of a Text that ends at end and that n bytes at the offset at of the source
// stand for: where it has as many bytes itself, one for one.
type piece struct{ end, at, n int }

// Add appends s, which n bytes of the source at the offset at stand for.
func (t *Text) Add(s string, at, n int) {
	if s == "" {
		return
	}
	if k := len(t.pieces); k > 0 {
		last, length := &t.pieces[k-1], 0
		if length = last.end; k > 1 {
			length -= t.pieces[k-2].end
		}
		if last.n == length && n == len(s) && last.at+last.n == at {
			last.end, last.n = last.end+len(s), last.n+n
			t.bytes = append(t.bytes, s...)
			return
		}
	}
	t.bytes = append(t.bytes, s...)
	t.pieces = append(t.pieces, piece{len(t.bytes), at, n})
}

// Append appends another Text.
func (t *Text) Append(other Text) {
	other.Each(document.Span{End: len(other.bytes)}, t.Add)
}

// String is what the string decodes to.
func (t *Text) String() string { return string(t.bytes) }

// Each calls f with the pieces of a stretch of the text in order: n bytes of the source at the
// offset at stand for each.
func (t *Text) Each(s document.Span, f func(text string, at, n int)) {
	first := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].end > s.Start })
	from := 0
	if first > 0 {
		from = t.pieces[first-1].end
	}
	for _, p := range t.pieces[first:] {
		start, end := max(from, s.Start), min(p.end, s.End)
		switch {
		case start >= end:
		case p.n == p.end-from:
			f(string(t.bytes[start:end]), p.at+start-from, end-start)
		default:
			f(string(t.bytes[start:end]), p.at, p.n)
		}
		if from = p.end; from >= s.End {
			return
		}
	}
}

// Put appends the text to a document as blocks of a role and a path: a paragraph ends at a blank
// line.
func (t *Text) Put(d *builder.Builder, role document.Role, path string) {
	d.Begin(role, 0, path)
	w := Writer{Builder: d}
	t.Each(document.Span{End: len(t.bytes)}, w.Piece)
	d.End()
}

// Writer appends pieces of text to the open block of a document, and begins another of its kind
// after each blank line.
type Writer struct {
	Builder *builder.Builder
	breaks  int  // line breaks since the last word
	blank   bool // white space has come since
}

// Piece appends a piece that n bytes of the source at the offset at stand for.
func (w *Writer) Piece(text string, at, n int) {
	if n != len(text) {
		w.line(text, at, n)
		return
	}
	for from := 0; from < len(text); {
		length := strings.IndexByte(text[from:], '\n') + 1
		if length == 0 {
			length = len(text) - from
		}
		w.line(text[from:from+length], at+from, length)
		from += length
	}
}

// line appends a piece that has a line break at most at its end.
func (w *Writer) line(text string, at, n int) {
	rest := strings.TrimLeft(text, canonical.Blanks)
	w.pass(text[:len(text)-len(rest)])
	words := strings.TrimRight(rest, canonical.Blanks)
	if words == "" {
		return
	}
	d := w.Builder
	switch block := d.Block; {
	case w.breaks > 1 && d.HasText:
		d.Begin(block.Role, block.Level, block.Path)
	case w.breaks == 1:
		d.Newline()
	case w.blank:
		d.Space()
	}
	w.breaks, w.blank = 0, false
	if n == len(text) {
		at, n = at+len(text)-len(rest), len(words)
	}
	d.Decoded(words, at, n)
	w.pass(rest[len(words):])
}

// pass takes note of white space.
func (w *Writer) pass(blanks string) {
	w.breaks += strings.Count(blanks, "\n")
	w.blank = w.blank || blanks != ""
}

// Place hands on a run of a document that was read of the text, with the places that the text has
// in the source.
func (t *Text) Place(doc *document.Document, r *document.Run, piece func(text string, at, n int)) {
	if r.Source.Len() == r.Len() && r.Of(doc.Text) == r.Source.Of(doc.Source) {
		t.Each(r.Source, piece)
		return
	}
	from, to := -1, -1 // It stands for all of its place.
	t.Each(document.Span{Start: r.Source.Start, End: max(r.Source.End, r.Source.Start+1)}, func(_ string, at, n int) {
		if from < 0 {
			from = at
		}
		to = at + n
	})
	if from < 0 {
		piece(r.Of(doc.Text), -1, 0)
		return
	}
	n := max(to-from, 0)
	if r.Source.Len() == 0 || n == r.Len() { // It does not stand there byte for byte.
		n = 0
	}
	piece(r.Of(doc.Text), from, n)
}

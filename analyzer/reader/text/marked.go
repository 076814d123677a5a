package text

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/margin"
)

// piece is a stretch of a text without its marks, and where it appears in the source.
type piece struct {
	at     int // in the text
	source document.Span
	mark   *margin.Mark // the one before it; nil for none
	with   string       // it is this, and not in the source
	begins bool         // the mark appears here
}

// readMarked reads a text with marks beside its lines. The text without them is split into blocks
// like any other. The words in them that are to be read follow the block that they interrupt.
func readMarked(d *builder.Builder, from int, marks margin.Marks, l limits.Limits) *document.Document {
	clean, pieces := withoutMarks(d.Doc.Source, from, marks.List)
	split := builder.New("text", clean, l, nil)
	split.TakeWhole(0)
	t := plain{d: split, text: split.Doc.Text, odd: oddBreaks(split.Doc.Text), spoken: marks.Timed}
	t.blocks()
	d.Doc.Timed = marks.Timed
	d.Loaded += len(clean)
	w := writer{d: d, text: split.Doc.Text, pieces: pieces, removed: slices.Collect(split.Removed())}
	for _, b := range split.Doc.Blocks {
		w.block(b)
	}
	w.skip(len(w.text))
	w.apart()
	d.Loaded -= len(clean)
	d.Doc.Gaps = append(d.Doc.Gaps, split.Doc.Gaps...)
	return d.Finish()
}

// withoutMarks is a source from an offset on without its marks, and its pieces in order.
func withoutMarks(source string, from int, marks []margin.Mark) (string, []piece) {
	var clean strings.Builder
	clean.Grow(len(source) - from)
	pieces := make([]piece, 0, 2*len(marks)+1)
	add := func(p piece, s string) {
		if p.at = clean.Len(); s != "" || p.mark != nil || len(pieces) == 0 {
			pieces = append(pieces, p)
			clean.WriteString(s)
		}
	}
	at := 0
	var before *margin.Mark
	for i := range marks {
		m := &marks[i]
		span := document.Span{Start: from + at, End: from + m.Start}
		add(piece{source: span, mark: before}, span.Of(source))
		add(piece{source: document.Span{Start: span.End, End: span.End}, mark: m, with: m.With, begins: true},
			m.With)
		at, before = m.End, m
	}
	span := document.Span{Start: from + at, End: len(source)}
	add(piece{source: span, mark: before}, span.Of(source))
	return clean.String(), pieces
}

// writer writes the blocks of a text that has lost its marks, with the places in the source.
type writer struct {
	d       *builder.Builder
	text    string
	pieces  []piece          // from the one at hand on
	removed []document.Span  // of the text, likewise
	path    string           // of the last block
	waiting []document.Block // words of marks that the last block goes over; their spans are of the source
}

// block writes a block, and after it the words of the marks that were in it or before it.
func (w *writer) block(b document.Block) {
	w.skip(b.Start)
	w.apart()
	w.path = b.Path
	w.d.Speaker = ""
	if len(w.pieces) > 0 && w.pieces[0].mark != nil {
		w.d.Speaker = w.pieces[0].mark.Speaker
	}
	w.d.Begin(b.Role, b.Level, b.Path)
	for at := b.Start; at < b.End; {
		w.skip(at)
		end := b.End
		if len(w.pieces) > 1 {
			end = min(end, w.pieces[1].at)
		}
		for len(w.removed) > 0 && w.removed[0].End <= at {
			w.removed = w.removed[1:]
		}
		if len(w.removed) > 0 {
			if w.removed[0].Start <= at {
				at = w.removed[0].End
				continue
			}
			end = min(end, w.removed[0].Start)
		}
		p := w.pieces[0]
		w.d.Time, w.d.Printed = 0, 0
		if p.mark != nil {
			w.d.Time, w.d.Printed = p.mark.Time, p.mark.Printed
		}
		if p.with != "" {
			w.d.Text(w.text[at:end], -1)
		} else {
			w.d.Text(w.text[at:end], p.source.Start+at-p.at)
		}
		at = end
	}
	w.d.End()
	w.d.Speaker = ""
	w.apart()
}

// skip goes on to the piece that holds an offset of the text.
func (w *writer) skip(to int) {
	for len(w.pieces) > 1 && w.pieces[1].at <= to {
		w.pieces = w.pieces[1:]
		p := w.pieces[0]
		if !p.begins {
			continue
		}
		base := p.source.Start - p.mark.Start
		add := func(spans []document.Span, role document.Role) {
			for _, s := range spans {
				s = document.Span{Start: base + s.Start, End: base + s.End}
				w.waiting = append(w.waiting, document.Block{Span: s, Role: role})
			}
		}
		add(p.mark.Notes, document.Note)
		add(p.mark.Apart, document.Running)
	}
}

// apart writes the words that wait as blocks of their own, which no sentence of the text runs into.
func (w *writer) apart() {
	for _, s := range w.waiting {
		w.d.Printed = 0
		w.d.Begin(s.Role, 0, w.path)
		w.d.Text(s.Of(w.d.Doc.Source), s.Start)
		w.d.End()
	}
	w.waiting = w.waiting[:0]
}

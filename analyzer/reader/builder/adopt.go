package builder

import (
	"slices"

	"refrain/analyzer/document"
)

// Placing hands on the pieces of a run of another document: each with the n bytes of this one's
// source at the offset at that it stands for, or -1 where it is nowhere in it.
type Placing func(r *document.Run, piece func(text string, at, n int))

// Adopt appends the blocks, marks and omissions of a document that was read by itself: a stretch of
// this one in another format, or a file in it. Place hands on where the pieces of a stretch of the
// other's source are in this one's. Path is that of each block; gaps are the caller's to hand
// on.
func (d *Builder) Adopt(doc *document.Document, path func(b *document.Block) string, place Placing) {
	rows, marks := d.Row, doc.Marks
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		lang, speaker := d.Lang, d.Speaker
		if b.Lang != "" {
			d.Lang = b.Lang
		}
		d.Speaker = b.Speaker
		if b.Role == document.Cell {
			d.Row, d.Column = rows+b.Row, b.Column
		}
		d.Begin(b.Role, b.Level, path(b))
		d.Lang, d.Speaker = lang, speaker
		d.adoptText(doc, b, place)
		if moved := len(d.Buffer) - b.End; d.HasText {
			for len(marks) > 0 && marks[0].Start < b.End {
				if m := marks[0]; m.Start+moved >= d.Block.Start && m.End <= b.End {
					m.Start, m.End = m.Start+moved, m.End+moved
					d.Doc.Marks = append(d.Doc.Marks, m)
				}
				marks = marks[1:]
			}
		}
		d.Block.Exclusion, d.Block.Reason = b.Exclusion, b.Reason
		d.End()
	}
	for _, o := range doc.Omissions {
		k := slices.IndexFunc(d.Doc.Omissions, func(other document.Omission) bool {
			return other.Kind == o.Kind && other.Reason == o.Reason
		})
		if k < 0 {
			d.Doc.Omissions = append(d.Doc.Omissions, o)
		} else {
			d.Doc.Omissions[k].Words += o.Words
		}
	}
}

// adoptText appends the text of a block of another document.
func (d *Builder) adoptText(doc *document.Document, b *document.Block, place Placing) {
	for r := range doc.Runs.From(b.Start) {
		if r.Start >= b.End {
			return
		}
		part := *r
		part.Boxes = nil
		straight := part.Source.Len() == part.Len()
		part.Start, part.End = max(r.Start, b.Start), min(r.End, b.End)
		if straight {
			part.Source.Start += part.Start - r.Start
			part.Source.End -= r.End - part.End
		}
		before := len(d.Buffer)
		place(&part, d.Decoded)
		if d.HasText && len(d.Buffer)-max(before, d.Block.Start) != part.Len() { // No room, or no place.
			if len(d.Buffer) == before {
				d.Decoded(part.Of(doc.Text), -1, 0)
			}
		}
	}
}

// JoinPath is the path of a place within another.
func JoinPath(outer, inner string) string {
	switch {
	case outer == "":
		return inner
	case inner == "":
		return outer
	}
	return outer + " > " + inner
}

package pdf

import (
	"math"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Flags of an annotation, as ISO 32000-1, table 165, numbers them.
const (
	printed  = 1 << 2
	unzoomed = 1 << 3
	unturned = 1 << 4
)

// noteSize is the side of a note's symbol, in points.
const noteSize = 20

// author is who is said to have made the annotations.
const author = "refrain"

// dict is the annotation as PDF has it, without an appearance. Every reader draws one for notes.
func (m Mark) dict(page types.IndirectRef, date time.Time) (types.Dict, error) {
	about, err := text(m.About)
	if err != nil {
		return nil, err
	}
	contents, err := text(m.Text)
	if err != nil {
		return nil, err
	}
	d := types.Dict{
		"Type":     types.Name("Annot"),
		"P":        page,
		"C":        types.NewNumberArray(m.Colour[0], m.Colour[1], m.Colour[2]),
		"NM":       types.StringLiteral(m.ID),
		"T":        types.StringLiteral(author),
		"Subj":     about,
		"Contents": contents,
	}
	if !date.IsZero() {
		when := types.StringLiteral(types.DateString(date.UTC()))
		d["M"], d["CreationDate"] = when, when
	}
	if len(m.Quads) == 0 {
		d["Subtype"] = types.Name("Text")
		d["Name"] = types.Name("Note")
		d["F"] = types.Integer(unzoomed | unturned)
		d["Rect"] = numbers(m.At.X, m.At.Y-noteSize, m.At.X+noteSize, m.At.Y)
		return d, nil
	}
	d["Subtype"] = types.Name("Highlight")
	d["F"] = types.Integer(printed)
	left, bottom, right, top := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	var quads []float64
	reach := func(p Point) {
		left, bottom, right, top = min(left, p.X), min(bottom, p.Y), max(right, p.X), max(top, p.Y)
	}
	for _, quad := range m.Quads {
		for _, p := range quad {
			reach(p)
			quads = append(quads, p.X, p.Y)
		}
	}
	if m.Number > 0 {
		const pen = 1 // The strokes of the digits are a little broader than their place.
		for _, p := range m.NumberAt {
			reach(Point{p.X - pen, p.Y - pen})
			reach(Point{p.X + pen, p.Y + pen})
		}
	}
	d["QuadPoints"], d["Rect"] = numbers(quads...), numbers(left, bottom, right, top)
	return d, nil
}

// numbers are coordinates, to a hundredth of a point.
func numbers(list ...float64) types.Array {
	var a types.Array
	for _, f := range list {
		a = append(a, types.Float(math.Round(f*100)/100))
	}
	return a
}

// text is a text string of PDF.
func text(s string) (types.StringLiteral, error) {
	escaped, err := types.EscapedUTF16String(s)
	if err != nil {
		return "", err
	}
	return types.StringLiteral(*escaped), nil
}

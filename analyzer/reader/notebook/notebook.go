// Package notebook reads notebooks of Jupyter: the cells that are written for people.
package notebook

import (
	"context"
	"fmt"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/json"
	"refrain/analyzer/reader/markdown"
	"refrain/analyzer/reader/scalar"
)

// Is knows notebooks by the number of their format and their cells.
func Is(c *input.Content, named bool) input.Fit {
	if fit := json.Is(c, true); fit == input.Unfit || named {
		return fit
	}
	if strings.Contains(c.Source, `"nbformat"`) && strings.Contains(c.Source, `"cells"`) {
		return input.Stated
	}
	return input.Unfit
}

// Read reads the cells of a notebook that are Markdown or raw text. Code and what it has printed
// are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.Decode()
	n := &notebook{ctx: ctx, in: in, d: d}
	from := 0
	if strings.HasPrefix(d.Doc.Source, charset.BOM) {
		from = len(charset.BOM)
	}
	s := json.NewScanner(d.Doc.Source, from, in.Options.Limits.Depth)
	for k := 0; s.Next() && (k&1023 != 0 || ctx.Err() == nil); k++ {
		n.take(s)
	}
	if n.inCell {
		n.endCell()
	}
	json.Unended(d, s)
	if n.cells == 0 && !s.Open() {
		d.Gap(0, gap.Damaged+": the notebook has no cells", "open the file in the program that made it and save it again")
	}
	return d.Finish()
}

// notebook is a file that is being read.
type notebook struct {
	ctx context.Context
	in  input.Input
	d   *builder.Builder

	cells  int // so far
	inCell bool
	depth  int // of the members of the open cell
	kind   string
	source scalar.Text
	output strings.Builder // what its code has printed
}

// take takes note of what the scanner has come upon.
func (n *notebook) take(s *json.Scanner) {
	last := s.Depth() - 1
	switch s.Event {
	case json.Opened:
		if !n.inCell && last > 1 && s.Key(last-2) == "cells" {
			n.inCell, n.depth = true, last
			n.kind, n.source = "", scalar.Text{}
			n.output.Reset()
		}
	case json.Closed:
		if n.inCell && last < n.depth {
			n.endCell()
		}
	case json.String:
		n.word(s)
	case json.Bad:
		n.d.Gap(0, fmt.Sprintf("%s: the notebook is no sound JSON", gap.Damaged),
			"open the file in the program that made it and save it again")
		n.d.Begin(document.Body, 0, "")
		n.d.Text(n.d.Doc.Source[s.From:s.To], s.From)
		n.d.End()
	}
}

// word takes a string of the notebook.
func (n *notebook) word(s *json.Scanner) {
	if !n.inCell {
		return
	}
	switch key := s.Key(n.depth); key {
	case "cell_type":
		n.kind = s.Text.String()
	case "source", "input":
		n.source.Append(s.Text)
	case "outputs":
		if last := s.Depth() - 1; s.Key(last) == "text" || s.Key(last-1) == "text" ||
			strings.HasPrefix(s.Key(last)+s.Key(last-1), "text/plain") {
			n.output.WriteString(s.Text.String() + "\n")
		}
	}
}

// endCell reads a cell, now that its kind is known.
func (n *notebook) endCell() {
	n.inCell = false
	n.cells++
	path := fmt.Sprintf("cell %d", n.cells)
	switch n.kind {
	case "code":
		n.d.Omit("code", n.source.String())
		n.d.Omit("output of code", n.output.String())
	case "markdown", "heading":
		n.markdown(path)
	default:
		n.source.Put(n.d, document.Body, path)
	}
}

// markdown reads a cell of Markdown.
func (n *notebook) markdown(path string) {
	in := n.in
	in.Bytes, in.Grant, in.Format = n.source.String(), nil, "markdown"
	in.Content = &input.Content{Source: in.Bytes, Members: in.Options.Limits.Members}
	cell := markdown.Read(n.ctx, in)
	for _, g := range cell.Gaps {
		n.d.Gap(0, g.Reason, path+": "+g.Hint)
	}
	n.d.Adopt(cell, func(b *document.Block) string { return builder.JoinPath(path, b.Path) },
		func(r *document.Run, piece func(text string, at, n int)) { n.source.Place(cell, r, piece) })
}

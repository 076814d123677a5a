package waiver

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
)

// textMap finds places of Source in Text.
type textMap struct {
	d         *document.Document
	stretches []stretch // by their place in Source
}

// stretch is a row of runs that follow each other both in Text and in Source. Between two of them
// is what the format leaves out.
type stretch struct{ text, source document.Span }

// mostRuns is how many runs a stretch has at most, since it is searched from its start.
const mostRuns = 256

func newMap(d *document.Document) *textMap {
	m := &textMap{d: d}
	n := 0
	for r := range d.Runs.All() {
		if last := len(m.stretches) - 1; last >= 0 && n < mostRuns {
			s := &m.stretches[last]
			if s.text.End == r.Start && s.source.End == r.Source.Start {
				s.text.End, s.source.End = r.End, r.Source.End
				n++
				continue
			}
		}
		m.stretches = append(m.stretches, stretch{r.Span, r.Source})
		n = 1
	}
	slices.SortStableFunc(m.stretches, func(a, b stretch) int { return cmp.Compare(a.source.Start, b.source.Start) })
	return m
}

// after is the index of the first stretch that ends after an offset in Source.
func (m *textMap) after(offset int) int {
	i, _ := slices.BinarySearchFunc(m.stretches, offset, func(s stretch, offset int) int {
		if s.source.End <= offset {
			return -1
		}
		return 1
	})
	return i
}

// runAfter is the first run that ends after an offset in Source. It reports false where there is
// none.
func (m *textMap) runAfter(offset int) (run document.Run, ok bool) {
	i := m.after(offset)
	if i == len(m.stretches) {
		return run, false
	}
	for r := range m.d.Runs.From(m.stretches[i].text.Start) {
		if r.Source.End > offset {
			return *r, true
		}
	}
	return run, false
}

// shown reports whether a part of Source is text that is read.
func (m *textMap) shown(s document.Span) bool {
	r, ok := m.runAfter(s.Start)
	return ok && r.Source.Overlaps(s)
}

// text is the offset in Text of the first thing that stands at or after an offset in Source.
func (m *textMap) text(offset int) int {
	r, ok := m.runAfter(offset)
	switch {
	case !ok:
		return len(m.d.Text)
	case offset > r.Source.Start && r.Source.Len() == r.Len():
		return r.Start + offset - r.Source.Start
	}
	return r.Start
}

// neighbour is a block beside a waiver, and the place in it that is nearest to the waiver.
type neighbour struct {
	document.Span
	at    int
	lines int // 0 on the waiver's line, 1 for the next block, 2 for one that ends on the line above
}

// around are the blocks that a waiver may be for: the one that goes on, or begins, after it; and
// the one before it, when that ends on the same line or on the line above. In plain text the waiver
// is itself a line of a block.
func (m *textMap) around(c document.Span) (behind, ahead neighbour) {
	if r, ok := m.runAfter(c.End); ok {
		ahead.at = m.text(c.End)
		ahead.Span = m.block(ahead.at)
		next := max(c.End, r.Source.Start)
		ahead.lines = min(strings.Count(m.d.Source[c.End:next], "\n"), 1)
	}
	if m.d.Comments == document.LineComments {
		behind.at = m.text(c.Start)
		behind.Span = m.block(behind.at)
		return behind, ahead
	}
	for i := m.after(c.End) - 1; i >= 0; i-- {
		for _, r := range slices.Backward(m.runs(i)) {
			lines := strings.Count(m.d.Source[r.Source.End:max(r.Source.End, c.Start)], "\n")
			if lines > 1 {
				return behind, ahead
			}
			// A run of white space may stand between paragraphs, and holds nothing.
			if strings.TrimSpace(r.Of(m.d.Text)) != "" {
				return neighbour{m.block(r.Start), r.End, 2 * lines}, ahead
			}
		}
	}
	return behind, ahead
}

// runs are those of the stretch with the index i.
func (m *textMap) runs(i int) []document.Run {
	runs := make([]document.Run, 0, mostRuns)
	for r := range m.d.Runs.From(m.stretches[i].text.Start) {
		if r.End > m.stretches[i].text.End {
			break
		}
		runs = append(runs, *r)
	}
	return runs
}

// block is the block that holds the byte at an offset in Text, or else the next one.
func (m *textMap) block(offset int) document.Span {
	if i := m.d.BlockAt(offset); i >= 0 {
		return m.d.Blocks[i].Span
	}
	i, _ := slices.BinarySearchFunc(m.d.Blocks, offset, func(b document.Block, offset int) int {
		return cmp.Compare(b.Start, offset)
	})
	if i < len(m.d.Blocks) {
		return m.d.Blocks[i].Span
	}
	return document.Span{}
}

// place counts lines and columns from one offset to the next.
type place struct {
	source      string
	offset      int
	line, start int
}

func (p *place) of(name string, offset int) strictyaml.Position {
	passed := p.source[p.offset:offset]
	p.line += strings.Count(passed, "\n")
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		p.start = p.offset + i + 1
	}
	p.offset = offset
	return strictyaml.Position{File: name, Line: p.line + 1, Column: utf8.RuneCountInString(p.source[p.start:offset]) + 1}
}

package html

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/margin"
)

// Beside is what is printed beside the lines of a page and is no part of its sentences: times and
// numbers of lines, in preformatted text or in the format around the page.
type Beside struct {
	Marks  []margin.Mark // of the source, in order
	next   int           // the first mark that has not come yet
	behind int           // the end of the last mark that has come
	apart  []document.Span
}

// findBeside finds what is beside the lines of preformatted texts.
func (h *Page) findBeside() {
	if !h.Tree.Has(dom.Pre) || h.origin != nil || h.Embedded || h.inner > 0 {
		return
	}
	for i := range h.Tree.Nodes {
		if n := &h.Tree.Nodes[i]; n.Kind == dom.Element && n.Tag == dom.Pre {
			h.besideIn(dom.ID(i))
		}
	}
}

// besideIn finds what is beside the lines of one preformatted text. Its texts may be parted by
// tags.
func (h *Page) besideIn(pre dom.ID) {
	var text strings.Builder
	var at, source []int // where each text begins, in all of them and in the source
	for id := range h.Tree.Within(pre) {
		if n := &h.Tree.Nodes[id]; n.Kind == dom.Characters && n.Len > 0 {
			if len(source) > 0 && int(n.At) < source[len(source)-1] {
				return // The tree has moved it.
			}
			at, source = append(at, text.Len()), append(source, int(n.At))
			text.WriteString(h.Tree.Text(id))
		}
	}
	found := margin.Find(text.String())
	if len(found.List) == 0 || len(h.Beside.Marks) > 0 && source[0] < h.Beside.Marks[len(h.Beside.Marks)-1].End {
		return
	}
	h.Builder.Doc.Timed = h.Builder.Doc.Timed || found.Timed
	i := 0
	of := func(offset int) int {
		for i > 0 && at[i] > offset {
			i--
		}
		for i+1 < len(at) && at[i+1] <= offset {
			i++
		}
		return source[i] + offset - at[i]
	}
	span := func(s document.Span) document.Span {
		if s.Len() == 0 {
			return document.Span{Start: of(s.Start), End: of(s.Start)}
		}
		return document.Span{Start: of(s.Start), End: of(s.End-1) + 1}
	}
	for _, m := range found.List {
		m.Apart = append(m.Notes, m.Apart...)
		for k := range m.Apart {
			m.Apart[k] = span(m.Apart[k])
		}
		m.Span = span(m.Span)
		h.Beside.Marks = append(h.Beside.Marks, m)
	}
}

// parted hands on a text without the marks that are in it.
func (h *Page) parted(e *element, s string, at int, emit func(s string, at int)) {
	b := &h.Beside
	skip := func() {
		if n := min(len(s), max(b.behind-at, 0)); n > 0 {
			s, at = s[n:], at+n
		}
	}
	for skip(); b.next < len(b.Marks) && b.Marks[b.next].Start < at+len(s); skip() {
		m := &b.Marks[b.next]
		b.next++
		b.behind = max(b.behind, m.End)
		if n := m.Start - at; n > 0 {
			emit(s[:n], at)
			s, at = s[n:], m.Start
		}
		h.pass(e, m)
	}
	if s != "" {
		emit(s, at)
	}
}

// pass goes on after a mark.
func (h *Page) pass(e *element, m *margin.Mark) {
	h.exclude(e)
	b := h.Builder
	b.Speaker = m.Speaker
	switch {
	case e.exclusion != document.Included:
		b.Space()
	case m.With == "\n\n":
		h.endBlock()
		h.Beside.apart = append(h.Beside.apart, m.Apart...)
		h.endApart()
		h.begin(e)
	default:
		h.Beside.apart = append(h.Beside.apart, m.Apart...)
		if m.With == "\n" {
			b.Newline()
		} else if m.With != "" {
			b.Space()
		}
	}
	b.Time, b.Printed = m.Time, m.Printed
	if !b.HasText {
		b.Block.Speaker = m.Speaker
	}
}

// endApart writes the words of marks as blocks of their own. No block is open.
func (h *Page) endApart() {
	if len(h.Beside.apart) == 0 {
		return
	}
	b := h.Builder
	speaker, printed := b.Speaker, b.Printed
	b.Speaker, b.Printed = "", 0
	for _, s := range h.Beside.apart {
		b.Begin(document.Running, 0, h.path.String())
		b.Escaped(s.Of(h.base), s.Start, false)
		b.End()
	}
	h.Beside.apart = h.Beside.apart[:0]
	b.Speaker, b.Printed = speaker, printed
}

package canonical

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
)

// Edit replaces a stretch of a text.
type Edit struct {
	document.Span
	With    string // what replaces it
	rejoins bool   // the stretch was a hyphen between two halves of a word
	hyphen  bool   // it is a hyphen at a line's end that is not decided yet
}

// Apply makes the edits that next returns, which are in order and disjoint, and moves everything
// that points into the text along. They rejoin at most so many words. A text that would take more
// than spare bytes more is cut off, and has a gap.
func Apply(doc *document.Document, next func() (Edit, bool), rejoined, spare int) {
	m := &mover{doc: doc, old: doc.Text, edits: next, spare: spare}
	if m.edit, m.more = next(); !m.more {
		return
	}
	m.text.Grow(min(len(m.old), spare))
	m.tracks = m.pointers()
	if rejoined > 0 {
		m.rejoined = make([]int32, 0, min(rejoined, spare/rejoinedBytes))
	}
	m.runs()
	for m.more {
		m.pass()
	}
	m.text.WriteString(m.old[m.from:])
	m.move(len(m.old))
	m.drop()
	doc.Text, doc.Rejoined, doc.Runs = m.text.String(), m.rejoined, m.moved
	trim(doc)
	if m.full {
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gap.Limit, Hint: gap.HintMemory})
	}
}

// mover makes edits, one after the other.
type mover struct {
	doc   *document.Document
	old   string
	edits func() (Edit, bool)

	edit     Edit // the next one
	more     bool // there is one
	shift    int  // how much further back what comes before it is in the new text
	text     strings.Builder
	from     int // the old text up to here is in the new one
	moved    document.Runs
	rejoined []int32
	spare    int  // bytes that the new text, its runs and its rejoined places may take
	full     bool // they took more: the text was cut off
	tracks   []track
	touched  []Edit // by the edits that moved the last run
	boxes    []document.Box
}

// track is a row of offsets into the old text, in ascending order, that wait to be moved.
type track struct {
	n, next int
	of      func(i int) *int
}

// pointers are the offsets of all that points into the text, apart from the runs.
func (m *mover) pointers() []track {
	bound := func(s *document.Span, i int) *int {
		if i%2 == 0 {
			return &s.Start
		}
		return &s.End
	}
	blocks, pages, marks := m.doc.Blocks, m.doc.Pages, m.doc.Marks
	ends := make([]int32, len(marks)) // Marks nest, so their ends have another order.
	for i := range ends {
		ends[i] = int32(i)
	}
	slices.SortFunc(ends, func(a, b int32) int { return cmp.Compare(marks[a].End, marks[b].End) })
	return []track{
		{2 * len(blocks), 0, func(i int) *int { return bound(&blocks[i/2].Span, i) }},
		{2 * len(pages), 0, func(i int) *int { return bound(&pages[i/2].Span, i) }},
		{len(marks), 0, func(i int) *int { return &marks[i].Start }},
		{len(marks), 0, func(i int) *int { return &marks[ends[i]].End }},
	}
}

// pass makes the next edit.
func (m *mover) pass() {
	e := m.edit
	m.move(e.Start)
	at := e.Start + m.shift
	for i := range m.tracks {
		t := &m.tracks[i]
		for ; t.next < t.n && *t.of(t.next) <= e.End; t.next++ {
			*t.of(t.next) = at + len(e.With) // What is in the stretch comes after what replaces it.
		}
	}
	m.text.WriteString(m.old[m.from:e.Start])
	m.text.WriteString(e.With)
	m.from = e.End
	if e.rejoins {
		m.rejoined = append(m.rejoined, int32(at))
	}
	m.shift += len(e.With) - e.Len()
	m.edit, m.more = m.edits()
}

const rejoinedBytes = 4

// room reports whether the text may go on at an offset of the old one, up to which all edits have
// been made. Where it may not, it ends there.
func (m *mover) room(at int) bool {
	if !m.full && m.text.Len()+m.moved.Size()+rejoinedBytes*len(m.rejoined) > m.spare {
		m.full, m.more, m.old = true, false, m.old[:at]
	}
	return !m.full
}

// drop moves what lies after the end of the text to its end.
func (m *mover) drop() {
	for i := range m.tracks {
		t := &m.tracks[i]
		for ; t.next < t.n; t.next++ {
			*t.of(t.next) = m.text.Len()
		}
	}
}

// move moves the offsets up to limit, which lie before the next edit.
func (m *mover) move(limit int) {
	for i := range m.tracks {
		t := &m.tracks[i]
		for ; t.next < t.n && *t.of(t.next) <= limit; t.next++ {
			*t.of(t.next) += m.shift
		}
	}
}

// to is the new place of an offset which is at most where the next edit ends.
func (m *mover) to(offset int) int {
	if m.more && m.edit.Start < offset {
		return m.edit.Start + m.shift + len(m.edit.With)
	}
	return offset + m.shift
}

// runs moves the runs, and makes the edits up to the last of them. A run that is byte for byte
// in the source is split where an edit changes a length; others stay in one piece.
func (m *mover) runs() {
	for r := range m.doc.Runs.All() {
		for m.more && m.edit.End <= r.Start {
			m.pass()
		}
		switch {
		case !m.room(r.Start):
			return
		case !m.more || m.edit.Start >= r.End:
			r.Start, r.End = r.Start+m.shift, r.End+m.shift
			m.moved.Append(r)
		case r.Source.Len() != r.Len():
			if m.whole(r); r.Len() > 0 {
				m.moved.Append(r)
			}
		default:
			m.split(r)
		}
	}
}

// whole moves a run that stays in one piece, and makes the edits in it.
func (m *mover) whole(r *document.Run) {
	text, from, start := r.Of(m.old), r.Start, m.to(r.Start)
	m.touched = m.touched[:0]
	for m.more && m.edit.Start < r.End {
		m.touched = append(m.touched, m.edit)
		if m.edit.End > r.End {
			break
		}
		m.pass()
	}
	r.Start, r.End = start, m.to(r.End)
	if len(r.Boxes) > 0 {
		m.boxes = boxesAfter(m.boxes[:0], r.Boxes, text, from, m.touched)
		r.Boxes = m.boxes
	}
}

// split moves a run that appears in the source byte for byte, in pieces, and makes the edits in it.
func (m *mover) split(r *document.Run) {
	source := r.Source.Start - r.Start
	from, begun := r.Start, m.to(r.Start) // of the piece at hand, in the old text and in the new
	piece := *r
	add := func(to, end int) { // of the piece, likewise
		if end > begun {
			piece.Span = document.Span{Start: begun, End: end}
			piece.Source = document.Span{Start: from + source, End: to + source}
			m.moved.Append(&piece)
		}
		begun = end
	}
	for m.more && m.edit.Start < r.End {
		e := m.edit
		first := len(e.With)
		if first == e.Len() && e.Start >= r.Start && e.End <= r.End {
			if _, first = utf8.DecodeRuneInString(e.With); first == len(e.With) {
				m.pass()
				continue
			}
		}
		at := e.Start + m.shift
		if e.Start >= r.Start {
			add(e.Start, at)
			// In two pieces where one would have the length of its source, and be taken for the
			// same bytes: "ffi" for its ligature.
			from = e.Start
			to := min(e.End, r.End)
			add(to, at+first)
			add(to, at+len(e.With))
		}
		from, begun = min(e.End, r.End), at+len(e.With)
		if e.End > r.End {
			return
		}
		if m.pass(); !m.room(e.End) {
			return
		}
	}
	add(r.End, r.End+m.shift)
}

// boxesAfter appends the boxes of a run of the old text, which starts at the offset from, as they
// are after the edits that touch it: what replaces characters is where they were, all of them.
func boxesAfter(boxes, before []document.Box, text string, from int, edits []Edit) []document.Box {
	var union document.Box
	put := func(e Edit) { // It has been passed, and began in this run.
		for range utf8.RuneCountInString(e.With) {
			boxes = append(boxes, union)
		}
		union = document.Box{}
	}
	n := 0
	for offset := range text {
		at := from + offset
		for len(edits) > 0 && edits[0].End <= at {
			if edits[0].Start >= from {
				put(edits[0])
			}
			edits = edits[1:]
		}
		switch {
		case n >= len(before):
		case len(edits) > 0 && edits[0].Start <= at:
			union = union.Union(before[n])
		default:
			boxes = append(boxes, before[n])
		}
		n++
	}
	if len(edits) > 0 && edits[0].Start >= from && edits[0].Start < from+len(text) {
		put(edits[0])
	}
	return boxes
}

// trim takes white space off the ends of blocks and marks, and drops those that hold nothing else.
// Folding makes more of it.
func trim(doc *document.Document) {
	blocks := doc.Blocks[:0]
	for _, b := range doc.Blocks {
		if b.Span = trimmed(doc.Text, b.Span); b.Len() > 0 {
			blocks = append(blocks, b)
		}
	}
	doc.Blocks = blocks
	marks := doc.Marks[:0]
	for _, m := range doc.Marks {
		if m.Span = trimmed(doc.Text, m.Span); m.Len() > 0 {
			marks = append(marks, m)
		}
	}
	doc.Marks = marks
}

func trimmed(text string, s document.Span) document.Span {
	for s.Start < s.End && strings.IndexByte(Blanks, text[s.Start]) >= 0 {
		s.Start++
	}
	for s.Start < s.End && strings.IndexByte(Blanks, text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

package amend

import (
	"sort"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// Apply is the text with the edits made, which are by place and disjoint. Every other byte stays.
func Apply(text string, edits []Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Span.Start])
		b.WriteString(e.New)
		at = e.Span.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// shift says where the places of a text are after edits.
type shift struct {
	edits []Edit
	grown []int // by how many bytes the text has grown before each edit, and after all
}

func newShift(edits []Edit) shift {
	s := shift{edits, make([]int, len(edits)+1)}
	for i, e := range edits {
		s.grown[i+1] = s.grown[i] + len(e.New) - e.Span.Len()
	}
	return s
}

// offset is where a byte of the old text is in the new one. What is within an edit goes to its end
// where up is set, and to its start otherwise.
func (s shift) offset(at int, up bool) int {
	i := sort.Search(len(s.edits), func(i int) bool { return s.edits[i].Span.End >= at })
	if i < len(s.edits) && s.edits[i].Span.Start < at && at < s.edits[i].Span.End {
		if up {
			return s.edits[i].Span.End + s.grown[i+1]
		}
		return s.edits[i].Span.Start + s.grown[i]
	}
	if i < len(s.edits) && s.edits[i].Span.End == at && (up || s.edits[i].Span.Len() > 0) {
		return at + s.grown[i+1]
	}
	return at + s.grown[i]
}

func (s shift) span(at document.Span) document.Span {
	return document.Span{Start: s.offset(at.Start, false), End: s.offset(at.End, true)}
}

// placed is where an edit's new words are.
func (s shift) placed(i int) document.Span {
	start := s.edits[i].Span.Start + s.grown[i]
	return document.Span{Start: start, End: start + len(s.edits[i].New)}
}

// changed is the document with the edits made, as the analyzer reads it: it has no way back to the
// source.
func changed(d *document.Document, s shift) *document.Document {
	c := &document.Document{
		Name: d.Name, Format: d.Format, Lang: d.Lang, Timed: d.Timed,
		Text:   Apply(d.Text, s.edits),
		Blocks: make([]document.Block, len(d.Blocks)), Marks: make([]document.Mark, len(d.Marks)),
	}
	for i, b := range d.Blocks {
		b.Span = s.span(b.Span)
		c.Blocks[i] = b
	}
	for i, m := range d.Marks {
		m.Span = s.span(m.Span)
		c.Marks[i] = m
	}
	for _, at := range d.Rejoined {
		i := sort.Search(len(s.edits), func(i int) bool { return s.edits[i].Span.End > int(at) })
		if i == len(s.edits) || s.edits[i].Span.Start >= int(at) {
			c.Rejoined = append(c.Rejoined, int32(s.offset(int(at), false)))
		}
	}
	return c
}

// mostRounds bounds how often a document is read again. Each round takes a choice away from a site
// that still holds what refrain finds, so few documents need more than three.
const mostRounds = 12

// settle reads the changed document again until none of what is proposed is found in it. What is
// still found gives way to the next choice.
func (p *proposer) settle() {
	p.part()
	for round := 0; ; round++ {
		var live []*site
		var edits []Edit
		for _, s := range p.sites {
			if s.live() {
				live = append(live, s)
				edits = append(edits, Edit{s.choices[s.at].Span, s.choices[s.at].New})
			}
		}
		if len(live) == 0 {
			return
		}
		sh := newShift(edits)
		again := p.report.Again(changed(p.report.Doc, sh))
		if again == nil || again.Truncated > 0 || round == mostRounds {
			for _, s := range live {
				s.at, s.reason = len(s.choices), NotWhole
			}
			return
		}
		if !p.reject(live, sh, again) {
			break
		}
	}
	p.proveOthers()
}

// part takes away what would overlap: a change may reach beyond its findings, but not into what
// another one changes.
func (p *proposer) part() {
	end := 0
	for i, s := range p.sites {
		next := len(p.report.Doc.Text)
		if i+1 < len(p.sites) {
			next = p.sites[i+1].span.Start
		}
		kept := s.choices[:0]
		for _, c := range s.choices {
			if c.Span.Start >= end && c.Span.End <= next {
				kept = append(kept, c)
			}
		}
		if len(kept) == 0 && len(s.choices) > 0 {
			s.reason = Entangled
		}
		s.choices = kept
		end = max(end, s.span.End)
		for _, c := range s.choices {
			end = max(end, c.Span.End)
		}
	}
}

// reject goes to the next choice where the changed document still holds a finding in what was
// written, or one that was not there before. It reports whether it did so anywhere.
func (p *proposer) reject(live []*site, sh shift, again *analyzer.Report) bool {
	bad := p.found(sh, again)
	for i := range live {
		if bad[i] {
			live[i].at++
			if !live[i].live() {
				live[i].reason = StillFound
			}
		}
	}
	return len(bad) > 0
}

// found are the edits whose new words hold a finding, or whose sentence holds one that the document
// did not have.
func (p *proposer) found(sh shift, again *analyzer.Report) map[int]bool {
	type place struct {
		at    document.Span
		entry string
	}
	before := map[place]bool{}
	for i := range p.report.Findings {
		f := &p.report.Findings[i]
		before[place{sh.span(f.Span), f.Entry.ID}] = true
	}
	bad := map[int]bool{}
	for i := range again.Findings {
		f := &again.Findings[i]
		first := sort.Search(len(sh.edits), func(i int) bool { return sh.placed(i).End > f.Span.Start })
		within := false
		for e := first; e < len(sh.edits) && sh.placed(e).Start < f.Span.End; e++ {
			bad[e], within = true, true
		}
		if within || before[place{f.Span, f.Entry.ID}] {
			continue
		}
		// A finding that is new beside a change: the change brought it about.
		for e := max(0, first-1); e < len(sh.edits) && sh.placed(e).Start < f.Sentence.End; e++ {
			if sh.placed(e).Overlaps(f.Sentence) {
				bad[e] = true
			}
		}
	}
	return bad
}

// proveOthers takes away the other wordings that do not hold when they are read again.
func (p *proposer) proveOthers() {
	for depth := 1; ; depth++ {
		var live []*site
		var edits []Edit
		any := false
		for _, s := range p.sites {
			if !s.live() {
				continue
			}
			k := s.at
			if s.at+depth < len(s.choices) {
				k, any = s.at+depth, true
			}
			live = append(live, s)
			edits = append(edits, Edit{s.choices[k].Span, s.choices[k].New})
		}
		if !any || depth > mostRounds {
			return
		}
		sh := newShift(edits)
		bad := p.found(sh, p.report.Again(changed(p.report.Doc, sh)))
		for i, s := range live {
			if bad[i] && s.at+depth < len(s.choices) {
				s.choices[s.at+depth].refused = true
			}
		}
	}
}

package waiver

import (
	"cmp"
	"fmt"
	"slices"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// section is a part of Source in which findings may stand: those of one entry, or all.
type section struct {
	document.Span
	w    *Waiver
	used bool
	dead bool // its waiver does not hold; it is here for the comment that ends it
}

// sections are those of one document. Those of one entry never overlap.
type sections struct {
	open   map[string]*section   // by entry, "" for all
	all    []*section            // that hold, in the order of their beginnings
	by     map[string][]*section // the same, by entry; ascending
	broken int                   // comments that should have begun one, and hold a mistake
}

// off begins a section.
func (in *inside) off(s *sections, c document.Span, w *Waiver) {
	if s.open == nil {
		s.open, s.by = map[string]*section{}, map[string][]*section{}
	}
	for _, outer := range []*section{s.open[w.Entry], s.open[""]} {
		if outer != nil && !outer.dead {
			in.say(w.mistake(fmt.Sprintf("%s is off already since line %d; take one of the two out, or end the "+
				"first with refrain: on", w.about(), outer.w.At.Line)))
			return
		}
	}
	begins := &section{Span: document.Span{Start: c.End, End: len(in.report.Doc.Source)}, w: w}
	s.open[w.Entry] = begins
	if n := in.set.wrong(w, laterCount); n != nil {
		in.say(*n)
		begins.dead = true
		return
	}
	in.own(c, w)
	s.all = append(s.all, begins)
	s.by[w.Entry] = append(s.by[w.Entry], begins)
}

// on ends the sections of an entry, or all that are open.
func (in *inside) on(s *sections, c document.Span, w *Waiver) {
	ends := func(one *section) {
		one.End = c.Start
		if !one.dead {
			in.own(c, one.w)
		}
	}
	one := s.open[w.Entry]
	switch {
	case w.All && len(s.open) > 0:
		for _, o := range s.all {
			if s.open[o.w.Entry] == o {
				ends(o)
			}
		}
		clear(s.open)
	case one != nil:
		ends(one)
		delete(s.open, w.Entry)
	case s.open[""] != nil:
		in.say(w.mistake(fmt.Sprintf("refrain: on %s ends nothing: all entries are off since line %d; "+
			"refrain: on ends that", w.Entry, s.open[""].w.At.Line)))
	case s.broken > 0:
		s.broken-- // What is wrong has been said.
	case w.All:
		in.say(w.mistake("refrain: on ends nothing: no refrain: off is open before it; take it out"))
	default:
		in.say(w.mistake("refrain: on " + w.Entry + " ends nothing: no refrain: off " + w.Entry +
			" is open before it; take it out"))
	}
}

// sections lets the findings in them stand, and says which have no end or were not needed.
func (in *inside) sections(s *sections) {
	if len(s.all) == 0 {
		return
	}
	for i := range in.report.Findings {
		f := &in.report.Findings[i]
		if f.Record.State == analyzer.Waived {
			continue
		}
		at, ok := in.report.Doc.InSource(f.Span)
		if !ok {
			continue
		}
		for _, list := range [][]*section{s.by[f.Entry.ID], s.by[""]} {
			if one := holding(list, at); one != nil {
				one.used = true
				f.Record = one.w.record()
				break
			}
		}
	}
	for _, one := range s.all {
		if s.open[one.w.Entry] == one {
			in.say(one.w.notice("unended", noEnd))
		}
		if !one.used {
			in.say(one.w.notice("unused", notInSection))
		}
	}
}

// holding is the section that holds a place in Source; nil where none does.
func holding(list []*section, at document.Span) *section {
	i, _ := slices.BinarySearchFunc(list, at.Start, func(s *section, offset int) int {
		return cmp.Compare(s.End, offset+1)
	})
	if i < len(list) && list[i].Contains(at) {
		return list[i]
	}
	return nil
}

// mistake is a notice on a comment that does not fit the others.
func (w *Waiver) mistake(text string) analyzer.Notice {
	return analyzer.Notice{Kind: "invalid", Place: w.At, Text: text}
}

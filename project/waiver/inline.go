package waiver

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/strictyaml"
)

// inline applies the waivers that stand in a document: each to one finding, of its entry and as near
// as can be, or those of a section to all in it.
func (s *Set) inline(r *analyzer.Report, counts func(*analyzer.Finding) bool) []analyzer.Notice {
	d := r.Doc
	if !mentioned(d.Source) {
		return nil
	}
	m := newMap(d)
	in := &inside{set: s, report: r, places: m, counts: counts}
	found := s.find(d, m)
	left := maxWaivers
	if len(found) > left {
		found = found[:left]
		in.tooMany()
	}
	p := place{source: d.Source}
	if s.Distrusts != nil && len(found) > 0 {
		if why := s.Distrusts(d); why != "" {
			return []analyzer.Notice{s.ignored(d, found, p.of(d.Name, found[0].Start), why)}
		}
	}
	var pairs sections
	for _, c := range found {
		at := p.of(d.Name, c.Start)
		one, err := parseComment(c.Of(d.Source), s.Lexicon)
		if err != nil {
			in.say(analyzer.Notice{Kind: "invalid", Place: at, Text: err.Error()})
			if one.verb == off {
				pairs.broken++
			}
			continue
		}
		if left -= len(one.waivers); left < 0 {
			in.tooMany()
			break
		}
		for _, w := range one.waivers {
			w.At = at
			switch one.verb {
			case allow:
				in.allow(c, w)
			case off:
				in.off(&pairs, c, w)
			default:
				in.on(&pairs, c, w)
			}
		}
	}
	in.sections(&pairs)
	return in.notices
}

// inside is the work on the waivers in one document.
type inside struct {
	set     *Set
	report  *analyzer.Report
	places  *textMap
	counts  func(*analyzer.Finding) bool
	notices []analyzer.Notice
}

func (in *inside) say(n analyzer.Notice) { in.notices = append(in.notices, n) }

func (in *inside) tooMany() {
	in.say(analyzer.NewNotice(
		"invalid", strictyaml.Position{File: in.report.Doc.Name}, tooMany, "number", strconv.Itoa(maxWaivers),
	))
}

// allow lets one finding stand.
func (in *inside) allow(c document.Span, w *Waiver) {
	if n := in.set.wrong(w, findingCounts); n != nil {
		in.say(*n)
		return
	}
	in.own(c, w)
	if f := nearest(in.report, in.places, c, w, in.counts); f != nil {
		f.Record = w.record()
		return
	}
	in.say(w.notice("unused", notBeside))
}

// ignored is the notice on waivers in a document that do not count. The first of them stands at the
// place.
func (s *Set) ignored(d *document.Document, found []document.Span, at strictyaml.Position,
	why string) analyzer.Notice {
	const most = 5 // that are named
	var named []string
	waivers := 0
	for _, c := range found {
		one, err := parseComment(c.Of(d.Source), s.Lexicon)
		if one.verb != on {
			waivers++
		}
		if err != nil || one.verb == on {
			continue
		}
		for _, w := range one.waivers {
			if !slices.Contains(named, w.about()) {
				named = append(named, w.about())
			}
		}
	}
	message := ignoredUnnamed
	switch {
	case len(named) > 0 && waivers > 1:
		message = ignoredMany
	case len(named) > 0:
		message = ignoredOne
	case waivers > 1:
		message = ignoredNameless
	}
	list := strings.Join(named[:min(len(named), most)], ", ")
	if more := len(named) - most; more > 0 {
		list += fmt.Sprintf(", +%d", more)
	}
	return analyzer.NewNotice("ignored", at, message, "number", strconv.Itoa(waivers), "list", list, "why", why)
}

// own lets the findings in a waiver's own words stand: in plain text the reason is text like any
// other.
func (in *inside) own(c document.Span, w *Waiver) {
	if in.report.Doc.Comments != document.LineComments {
		return
	}
	words := document.Span{Start: in.places.text(c.Start), End: in.places.text(c.End)}
	for i := range in.report.Findings {
		if f := &in.report.Findings[i]; words.Contains(f.Span) {
			f.Record = w.record()
		}
	}
}

// nearest is the finding that a waiver in a document is for. A comment is for the paragraph that it
// stands in or before; one that follows the end of a paragraph, on its last line or the next, may
// be for that. One that counts goes before one that does not.
func nearest(
	r *analyzer.Report, m *textMap, c document.Span, w *Waiver, counts func(*analyzer.Finding) bool,
) *analyzer.Finding {
	behind, ahead := m.around(c)
	var best *analyzer.Finding
	var least [3]int // whether it does not count, lines away, bytes away
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Record.State == analyzer.Waived || w.Entry != f.Entry.ID && w.Key != f.Key {
			continue
		}
		var far [3]int
		switch {
		case ahead.Contains(f.Span):
			far[1], far[2] = ahead.lines, distance(f.Span.Start, ahead.at)
		case behind.Contains(f.Span):
			far[1], far[2] = behind.lines, distance(f.Span.End, behind.at)
		default:
			continue
		}
		if !counts(f) {
			far[0] = 1
		}
		if best == nil || slices.Compare(far[:], least[:]) < 0 {
			best, least = f, far
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

package json

import (
	"math"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// LexiconOf is which lexicon a run used, and what own ones changed in it.
func LexiconOf(run stream.Run) jsonLexicon {
	lex := jsonLexicon{
		Version: run.LexiconVersion, SHA256: run.LexiconSHA256, Languages: Listed(run.Languages),
		Own: display.Names(run.Own),
	}
	for _, c := range run.Changes {
		lex.Changes = append(lex.Changes, jsonChange{c.Entry, c.What, c.Reason, display.Name(c.By)})
	}
	return lex
}

// TotalsOf are the totals of a run as programs get them.
func TotalsOf(t stream.Totals) jsonTotals {
	totals := jsonTotals{
		Documents: t.Documents, Pages: t.Pages, Words: t.Words, People: t.People, Rates: rates(t.Rates()),
		Languages: Listed(t.Languages), Beta: t.Beta, Gaps: t.Gaps,
		Statuses: map[string]int{}, Severities: map[string]int{}, Omissions: omitted(t.Omissions),
		Disguised: t.Disguised, Recognised: t.Recognised,
		Excluded: t.Excluded, Unchanged: t.Unchanged, OtherKinds: t.OtherKinds, Hidden: t.Hidden, Links: t.Links,
		Interrupted: t.Interrupted,
	}
	totals.Unheard = t.Unheard
	for _, s := range t.Speakers {
		totals.Speakers = append(totals.Speakers, jsonSpeaker{display.Name(wording.OneLine(s.Name)), s.Findings,
			s.Counting})
	}
	for status, n := range t.Statuses {
		totals.Statuses[status.String()] = n
	}
	for severity, n := range t.Severities {
		totals.Severities[severity.String()] = n
	}
	if (wording.Words{}).RecordCounts(t) != "" {
		totals.Records = map[string]int{}
		for state, n := range t.Records {
			totals.Records[state.String()] = n
		}
	}
	for _, r := range t.Notices {
		totals.Notices = append(totals.Notices, jsonNotice{r.Kind, display.Name(r.Place.String()),
			display.Name(r.Text)})
	}
	return totals
}

// DocumentOf is what reports say of a document beside its findings.
func DocumentOf(r *analyzer.Report, policy analyzer.Policy) jsonDocument {
	d := r.Doc
	head := jsonDocument{
		Path: display.Name(d.Name), SHA256: d.SHA256, Format: d.Format, Language: d.Lang, Pages: len(d.Pages),
		Words: r.Words, People: r.People,
		Rates: rates(stream.RatesOf(r, policy)), Gaps: []jsonGap{},
		Omissions: omitted(r.Omissions), Disguised: r.Disguised, Recognised: r.Recognised,
	}
	if d.Lang == "" && r.Language != nil {
		head.Language, head.Assumed = r.Language.Code, true
	}
	for _, g := range r.Gaps() {
		head.Gaps = append(head.Gaps, gapOf(g))
	}
	return head
}

// ReasonsOf is what a finding says by its entry alone.
func ReasonsOf(e *lexicon.Entry) jsonReasons {
	reasons := jsonReasons{
		Instead: Listed(e.Wordings()), Why: e.Why, Caveat: e.Caveat, Sources: sourceIDs(lexicon.SourcesOf(e.Sources)),
	}
	for _, side := range e.Disagree {
		reasons.Disagree = append(reasons.Disagree, jsonSide{side.Says, sourceIDs(side.Sources)})
	}
	return reasons
}

// FindingOf is a finding as reports show it, without what it says by its entry alone.
func FindingOf(d *document.Document, f *analyzer.Finding) jsonFinding {
	e := f.Entry
	out := jsonFinding{
		Key: f.Key, Entry: e.ID, Category: e.Category.ID, Severity: e.Severity.String(), Tier: e.Tier.String(),
		By: display.Name(e.By), Concept: otherThan(e.Concept, e.ID), Beta: e.Beta, Grade: e.Grade.String(),
		Status: f.Verdict.Status.String(), Text: f.Text(d), Plain: f.Plain, Picture: f.Recognised,
		Fits: f.Fits, Rewrite: f.Rewrite,
		Beside:  entryIDs(f.Beside),
		Context: wording.Context(d.Text, f.Sentence, f.Span),
		Span:    jsonSpan(f.Span), Place: findingPlace(d, f.Span),
	}
	if v := (jsonVerdict{f.Verdict.Rule, f.Verdict.Cue.Of(d.Text),
		f.Verdict.Speaker.Of(d.Text)}); v != (jsonVerdict{}) {
		out.Verdict = &v
	}
	out.Carried = carriedOf(d, f.Carried)
	if s := f.Record; s.State != analyzer.Open {
		out.Record = recordOf(s)
	}
	return out
}

// gapOf is a gap as programs get it. It may name a member of a container.
func gapOf(g document.Gap) jsonGap {
	g.Reason, g.Hint = display.Legible(g.Reason), display.Legible(g.Hint)
	return jsonGap(g)
}

// recordOf is what the user's records know of a finding, as programs get it.
func recordOf(s analyzer.Record) *jsonRecord {
	return &jsonRecord{s.State.String(), s.Reason, s.By, s.Until, display.Name(s.Where)}
}

// PlaceOf is the place of a span as programs get it.
func PlaceOf(d *document.Document, s document.Span) jsonPlace { return place(d.Locate(s)) }

// findingPlace is the place of a finding, with the link that leads to it.
func findingPlace(d *document.Document, s document.Span) jsonPlace {
	p := place(d.Locate(s))
	p.Link = d.Link(s)
	return p
}

func place(p document.Place) jsonPlace {
	out := jsonPlace{
		Page: p.Page, Label: p.Label, Section: p.Section, Line: p.Line, Column: p.Column, Printed: p.Printed,
		Paragraph: p.Paragraph, Laid: p.Laid,
		Speaker: p.Speaker, Part: display.Name(p.Part),
	}
	if p.Timed {
		out.Time = wording.Clock(p.Time)
	}
	if p.Source.Len() > 0 {
		bytes := jsonSpan(p.Source)
		out.Bytes = &bytes
	}
	for _, b := range p.Boxes {
		out.Boxes = append(out.Boxes, [4]float64{tenth(b.Left), tenth(b.Top), tenth(b.Right), tenth(b.Bottom)})
	}
	return out
}

// rates are the rates as far as they are given, and which text was too short for the others.
func rates(r analyzer.Rates) jsonRates {
	out := jsonRates{Uses: r.Uses, PerWords: rate(r.PerWords), PerMany: rate(r.PerMany), Several: r.Several}
	if r.Several {
		return out
	}
	if r.PerWords == nil {
		out.TooShort = append(out.TooShort, "words")
	}
	if r.PerMany == nil {
		out.TooShort = append(out.TooShort, "people_mentions")
	}
	return out
}

// rate rounds to thousandths: finer says nothing, and differs between machines.
func rate(r *analyzer.Rate) *jsonRate {
	if r == nil {
		return nil
	}
	thousandth := func(x float64) float64 { return math.Round(x*1000) / 1000 }
	return &jsonRate{thousandth(r.Value), thousandth(r.Low), thousandth(r.High)}
}

// tenth rounds points to a tenth, which is finer than anything that a person can see and the same
// on every machine.
func tenth(points float32) float64 { return math.Round(float64(points)*10) / 10 }

// sourceIDs are the ids of the sources that reports may name.
func sourceIDs(sources []*lexicon.Source) []string {
	ids := []string{}
	for _, s := range sources {
		if s.Printable() {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Listed is the list, never null.
func Listed(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// entryIDs are the ids of entries; nil without any.
func entryIDs(entries []*lexicon.Entry) []string {
	var ids []string
	for _, e := range entries {
		ids = append(ids, e.ID)
	}
	return ids
}

// otherThan is s, or "" when it is t.
func otherThan(s, t string) string {
	if s == t {
		return ""
	}
	return s
}

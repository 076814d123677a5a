package amend

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// choose finds what may be written at a site: the wordings of its findings' entries in their order,
// those of the widest finding first.
func (p *proposer) choose(s *site, places *places) {
	findings := slices.Clone(s.findings)
	slices.SortStableFunc(findings, func(a, b *analyzer.Finding) int { return b.Span.Len() - a.Span.Len() })
	for _, f := range findings {
		choices, reason := p.wordings(f, places)
		for _, c := range choices {
			if c.Span.Contains(s.span) && !s.has(c.New, c.Span) && crossesNothing(p.report.Doc, c.Span) {
				s.choices = append(s.choices, c)
			}
		}
		if s.reason == "" {
			s.reason = reason
		}
	}
	if s.reason == "" {
		s.reason = NoFit
	}
}

// has reports whether the words are among the choices already.
func (s *site) has(words string, at document.Span) bool {
	return slices.ContainsFunc(s.choices, func(c choice) bool { return c.New == words && c.Span == at })
}

// crossesNothing reports whether a span lies in one block, so that no boundary is written over.
func crossesNothing(d *document.Document, at document.Span) bool {
	b := d.BlockAt(at.Start)
	return b >= 0 && d.Blocks[b].Span.Contains(at)
}

// wordings are what may be written for one finding, and why there is nothing where that is so.
func (p *proposer) wordings(f *analyzer.Finding, places *places) ([]choice, Reason) {
	if !p.english(f) {
		return nil, NoGrammar
	}
	if f.Plain != "" {
		return nil, BrokenPlace
	}
	s := places.sentence(f.Sentence)
	if s == nil {
		return nil, BrokenPlace
	}
	if len(f.Entry.One) == 0 && p.options.Prefer[f.Entry.ID] == "" {
		return nil, NoWording
	}
	ph, reason := english{}.phraseOf(s, f)
	if reason != "" {
		return nil, reason
	}
	var choices []choice
	for _, w := range p.peopleOf(f) {
		c, r := ph.put(w)
		if r != "" {
			if reason == "" {
				reason = r
			}
			continue
		}
		c.From = w.from
		preferred := w.from == p.options.Prefer[f.Entry.ID]
		choices = append(choices, choice{Wording: c, finding: f, preferred: preferred})
	}
	return choices, reason
}

// english reports whether a finding's block is read as English.
func (p *proposer) english(f *analyzer.Finding) bool {
	code := p.report.Doc.Lang
	if b := p.report.Doc.BlockAt(f.Span.Start); b >= 0 && p.report.Doc.Blocks[b].Lang != "" {
		code = p.report.Doc.Blocks[b].Lang
	}
	return code == "" || document.PrimaryLanguage(code) == "en"
}

// peopleOf are the wordings of an entry that names people, the preferred one first.
func (p *proposer) peopleOf(f *analyzer.Finding) []people {
	e := f.Entry
	var all []people
	prefer := p.options.Prefer[e.ID]
	for i := range min(len(e.One), len(e.Instead)) {
		w := people{one: e.One[i], many: e.Instead[i], from: e.Instead[i]}
		if prefer != "" && (strings.EqualFold(prefer, w.one) || strings.EqualFold(prefer, w.many)) {
			w.from = prefer
			all = slices.Insert(all, 0, w)
			prefer = ""
			continue
		}
		all = append(all, w)
	}
	if prefer != "" {
		one, many := numbers(prefer)
		all = slices.Insert(all, 0, people{one: one, many: many, from: prefer})
	}
	return all
}

// numbers is a wording for people in the singular and in the plural.
func numbers(words string) (one, many string) {
	fields := strings.Fields(words)
	head := len(fields) - 1
	for i, w := range fields {
		if among("small")[w] || w == "which" || w == "whom" || i > 0 && strings.HasSuffix(w, "ing") {
			head = max(0, i-1)
			break
		}
	}
	as := func(noun string) string {
		all := slices.Clone(fields)
		all[head] = noun
		return strings.Join(all, " ")
	}
	noun := word{low: strings.ToLower(fields[head])}
	if isPlural(&noun) {
		return as(singularOf(fields[head])), words
	}
	return words, as(pluralOf(fields[head]))
}

// irregular are nouns of people whose plural no rule makes.
var irregular = [][2]string{{"person", "people"}, {"man", "men"}, {"woman", "women"}, {"child", "children"}}

func pluralOf(noun string) string {
	for _, pair := range irregular {
		if noun == pair[0] {
			return pair[1]
		}
	}
	ends := func(with ...string) bool {
		return slices.ContainsFunc(with, func(ending string) bool { return strings.HasSuffix(noun, ending) })
	}
	switch {
	case ends("y") && !ends("ay", "ey", "iy", "oy", "uy"):
		return noun[:len(noun)-1] + "ies"
	case ends("s", "x", "z", "ch", "sh"):
		return noun + "es"
	}
	return noun + "s"
}

func singularOf(noun string) string {
	for _, pair := range irregular {
		if noun == pair[1] {
			return pair[0]
		}
	}
	if stem, ok := strings.CutSuffix(noun, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(noun, "s")
}

package amend

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// choose finds what may be written at a site: the wordings of its findings' entries in their order,
// those of the widest finding first.
func (p *proposer) choose(s *site, places *places) {
	findings := slices.Clone(s.findings)
	slices.SortStableFunc(findings, func(a, b *analyzer.Finding) int { return b.Span.Len() - a.Span.Len() })
	for _, f := range findings {
		choices, reason := p.wordings(f, places)
		for _, c := range p.nested(choices, f, findings, places) {
			c.Wording = widened(p.report.Doc.Text, c.Wording, f.Span)
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

// nested are the choices for a finding with those for findings within it: the illegal immigrants of "a
// flood of illegal immigrants" get a wording of their own.
func (p *proposer) nested(choices []choice, f *analyzer.Finding, all []*analyzer.Finding, places *places) []choice {
	for _, inner := range all {
		if inner == f || !f.Span.Contains(inner.Span) || inner.Span.Len() == f.Span.Len() {
			continue
		}
		inside, _ := p.wordings(inner, places)
		if len(inside) == 0 {
			continue
		}
		in := inside[0]
		for _, c := range slices.Clone(choices) {
			before, after, ok := strings.Cut(c.New, in.Old)
			if !ok || after != "" && !plainEnd(in.New) || repeats(strings.Fields(before), in.New) {
				continue
			}
			c.New = before + in.New + after
			choices = append(choices, c)
		}
	}
	return choices
}

// widened is a wording that takes the whole of a finding, of which it changes a part: "hired an
// illegal".
func widened(text string, w Wording, all document.Span) Wording {
	if all.Start < w.Span.Start {
		w.New, w.Span.Start = text[all.Start:w.Span.Start]+w.New, all.Start
	}
	if all.End > w.Span.End {
		w.New, w.Span.End = w.New+text[w.Span.End:all.End], all.End
	}
	w.Old = w.Span.Of(text)
	return w
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
	if f.Plain != "" {
		return nil, BrokenPlace
	}
	if code := p.language(f); code != "en" {
		if w, ok := adjective(p.report.Doc.Text, code, f); ok {
			return []choice{{Wording: w, finding: f}}, ""
		}
		return nil, NoGrammar
	}
	s := places.sentence(f.Sentence)
	if s == nil {
		return nil, BrokenPlace
	}
	if r := s.taken(f); r != "" {
		return nil, r
	}
	if w, ok := s.adverb(f); ok {
		return []choice{{Wording: w, finding: f}}, ""
	}
	prefer := p.options.Prefer[f.Entry.ID]
	if f.Verbal() {
		return p.forClause(s, f)
	}
	if len(f.Entry.Instead) == 0 && prefer == "" {
		return nil, NoWording
	}
	var puts []put
	var reason Reason
	if len(f.Entry.One) > 0 {
		puts, reason = p.forPeople(s, f)
	} else {
		puts, reason = p.forThing(s, f)
	}
	var choices []choice
	for _, try := range puts {
		c, r := try.put()
		if r != "" {
			if reason == "" {
				reason = r
			}
			continue
		}
		c.From = try.from
		choices = append(choices, choice{Wording: c, finding: f, preferred: try.from == prefer})
	}
	if len(choices) == 0 && len(f.Entry.Verbs) > 0 && len(f.Entry.One) == 0 {
		if choices, _ = p.forClause(s, f); len(choices) > 0 { // The tagger took the verb for a noun.
			return choices, ""
		}
	}
	return choices, reason
}

// put is a wording that may fit, and what puts it into its place.
type put struct {
	from string
	put  func() (Wording, Reason)
}

// forPeople are the wordings of an entry that names people.
func (p *proposer) forPeople(s *sentence, f *analyzer.Finding) ([]put, Reason) {
	ph, reason := english{}.phraseOf(s, f)
	if reason != "" {
		return nil, reason
	}
	var puts []put
	for _, w := range p.peopleOf(f) {
		puts = append(puts, put{w.from, func() (Wording, Reason) { return ph.put(w) }})
	}
	return puts, ""
}

// forThing are the wordings of an entry that names no people, the preferred one first.
func (p *proposer) forThing(s *sentence, f *analyzer.Finding) ([]put, Reason) {
	t, reason := english{}.thingOf(s, f)
	if reason != "" {
		return nil, reason
	}
	all := slices.Clone(f.Entry.Instead)
	prefer := p.options.Prefer[f.Entry.ID]
	if prefer != "" {
		all = slices.DeleteFunc(all, func(w string) bool { return w == prefer })
		all = slices.Insert(all, 0, prefer)
	}
	var puts []put
	for _, w := range all {
		puts = append(puts, put{w, func() (Wording, Reason) { return t.put(w, w == prefer) }})
	}
	return puts, ""
}

// forClause are the verbs of an entry.
func (p *proposer) forClause(s *sentence, f *analyzer.Finding) ([]choice, Reason) {
	c, reason := english{}.clauseOf(s, f)
	if reason != "" {
		return nil, reason
	}
	prefer := p.options.Prefer[f.Entry.ID]
	var choices []choice
	for _, verb := range f.Entry.Verbs {
		w, r := c.put(verb)
		if r == "" {
			w.From = verb
			choices = append(choices, choice{Wording: w, finding: f, preferred: verb == prefer})
		} else if reason == "" {
			reason = r
		}
	}
	return choices, reason
}

// language is the code of the language that a finding's block is read in.
func (p *proposer) language(f *analyzer.Finding) string {
	code := p.report.Doc.Lang
	if b := p.report.Doc.BlockAt(f.Span.Start); b >= 0 && p.report.Doc.Blocks[b].Lang != "" {
		code = p.report.Doc.Blocks[b].Lang
	}
	if code == "" {
		return "en" // as the analyzer reads it
	}
	return document.PrimaryLanguage(code)
}

// peopleOf are the wordings of an entry that names people, the preferred one first.
func (p *proposer) peopleOf(f *analyzer.Finding) []people {
	e := f.Entry
	var all []people
	prefer := p.options.Prefer[e.ID]
	for i, many := range e.Instead {
		one, ok := oneOf(e, i)
		if !ok {
			continue
		}
		w := people{one: one, many: many, from: many}
		if prefer != "" && (strings.EqualFold(prefer, w.one) || strings.EqualFold(prefer, w.many)) {
			w.from, w.chosen = prefer, true
			all = slices.Insert(all, 0, w)
			prefer = ""
			continue
		}
		all = append(all, w)
	}
	if prefer != "" {
		one, many := numbers(prefer)
		all = slices.Insert(all, 0, people{one: one, many: many, from: prefer, chosen: true})
	}
	return all
}

// oneOf is wording i of an entry as it is written of one person, where the entry says so.
func oneOf(e *lexicon.Entry, i int) (string, bool) {
	if len(e.One) == len(e.Instead) {
		return e.One[i], true
	}
	one, _ := numbers(e.Instead[i])
	return one, slices.Contains(e.One, one)
}

// numbers is a wording for people in the singular and in the plural.
func numbers(words string) (one, many string) {
	fields := strings.Fields(words)
	head := headOf(fields)
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

// headOf is the noun that a wording is about: the last before a small word or a participle.
func headOf(fields []string) int {
	for i, w := range fields {
		if i > 0 && (among("small")[w] || w == "which" || w == "whom" || among("after-head")[w]) {
			return i - 1
		}
	}
	return len(fields) - 1
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

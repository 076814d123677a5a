package amend

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/lexicon"
)

// term is a term that a document defines, in small letters and in the singular.
type term struct{ words string }

// define finds the terms that the document defines: "X means", or "(in this Act referred to as X)".
func (p *proposer) define() {
	p.terms = map[string]*term{}
	for i := range p.report.Findings {
		if f := &p.report.Findings[i]; p.defines(f) {
			words := termOf(f.Text(p.report.Doc))
			if p.terms[words] == nil {
				p.terms[words] = &term{words}
			}
		}
	}
}

// termOf is the term that the document defines and a finding is, or nil.
func (p *proposer) termOf(f *analyzer.Finding) *term { return p.terms[termOf(f.Text(p.report.Doc))] }

// amends reports whether a finding is to be amended: it is in the document's own voice, or names a
// term that the document defines where it does so, or cites its own definition.
func (p *proposer) amends(f *analyzer.Finding) bool {
	if f.Recognised {
		return false
	}
	return Own(f) || p.defines(f) || p.termOf(f) != nil && p.citesItself(f)
}

// defines reports whether a finding is where the document defines a term.
func (p *proposer) defines(f *analyzer.Finding) bool {
	switch f.Verdict.Status {
	case lexicon.Used:
		return f.Verdict.Rule == "definition" || f.Verdict.Rule == "defined-by-reference"
	case lexicon.Mentioned:
		return p.namesSo(f)
	}
	return false
}

// namesSo reports whether a term stands alone between quotation marks at the end of brackets that say
// that the document names it so: (in this Act referred to as “X”), (hereinafter “X”).
func (p *proposer) namesSo(f *analyzer.Finding) bool {
	text := p.report.Doc.Text
	after := strings.TrimLeft(text[f.Span.End:f.Sentence.End], ",.")
	_, n := utf8.DecodeRuneInString(after)
	if !strings.HasPrefix(strings.TrimLeft(after[n:], ",. "), ")") {
		return false
	}
	before := text[f.Sentence.Start:f.Span.Start]
	_, before, ok := cutLast(before, "(")
	words := strings.Fields(strings.ToLower(before))
	if !ok || len(words) > 12 {
		return false
	}
	this := false
	for i, w := range words {
		w = strings.Trim(w, ",:")
		if among("hereinafter")[w] || this && among("naming")[w] {
			return true
		}
		this = this || i > 0 && w == "this"
	}
	return false
}

func cutLast(s, mark string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, mark); i >= 0 {
		return s[:i], s[i+len(mark):], true
	}
	return s, "", false
}

// citesItself reports whether a finding is called a term of law by a clause that cites the document
// itself: "as defined in section 2 of this Act". A clause that names a section alone does so.
func (p *proposer) citesItself(f *analyzer.Finding) bool {
	if f.Verdict.Status != lexicon.Legal || f.Verdict.Cue.End < f.Span.End {
		return false
	}
	words := strings.Fields(p.report.Doc.Text[f.Verdict.Cue.End:max(f.Verdict.Cue.End, f.Sentence.End)])
	number := false
	for i, w := range words[:min(len(words), 10)] {
		low := strings.ToLower(strings.Trim(w, ",.;:()“”\""))
		r, _ := utf8.DecodeRuneInString(low)
		switch {
		case low == "this":
			return true
		case low == "of" && (i+1 >= len(words) || words[i+1] != "this"):
			return false
		case unicode.IsDigit(r):
			number = true
		}
		if strings.HasSuffix(w, ",") {
			break
		}
	}
	return number
}

// unite puts first, at each place of a term, the wording that fits them all, or else the one that the
// definition takes first.
func (p *proposer) unite() {
	places := map[*term][]*site{}
	for _, s := range p.sites {
		if s.term == nil {
			continue
		}
		if s.defines {
			places[s.term] = slices.Insert(places[s.term], 0, s)
		} else {
			places[s.term] = append(places[s.term], s)
		}
	}
	for _, s := range p.sites {
		all := places[s.term]
		if s.term == nil || all[0] != s || len(s.choices) == 0 {
			continue
		}
		from := s.choices[0].From
		for _, c := range s.choices {
			if !slices.ContainsFunc(all, func(s *site) bool { return len(s.choices) > 0 && s.with(c.From) < 0 }) {
				from = c.From
				break
			}
		}
		for _, s := range all {
			if i := s.with(from); i > 0 {
				c := s.choices[i]
				s.choices = slices.Insert(slices.Delete(s.choices, i, i+1), 0, c)
			}
		}
	}
}

// with is the index of the choice of a wording, or -1.
func (s *site) with(from string) int {
	return slices.IndexFunc(s.choices, func(c choice) bool { return c.From == from })
}

// follow takes away what would call a term by another name than its definition does.
func (p *proposer) follow() {
	defined := map[*term]string{}
	for _, s := range p.sites {
		if _, ok := defined[s.term]; s.term == nil || !s.defines || ok && defined[s.term] == "" {
			continue
		}
		if defined[s.term] = ""; s.live() {
			defined[s.term] = s.choices[s.at].From
		}
	}
	for _, s := range p.sites {
		from, ok := defined[s.term]
		switch {
		case s.term == nil || !ok || !s.live():
		case from == "":
			s.at, s.reason = len(s.choices), Undefined
		case s.choices[s.at].From != from:
			s.at, s.reason = len(s.choices), NoFit
		}
	}
}

// termOf is words as a term: in small letters, in the singular, without an article.
func termOf(words string) string {
	fields := strings.Fields(strings.ToLower(words))
	if len(fields) > 1 && (fields[0] == "a" || fields[0] == "an" || fields[0] == "the") {
		fields = fields[1:]
	}
	if n := len(fields); n > 0 {
		w := word{low: fields[n-1]}
		if isPlural(&w) {
			fields[n-1] = singularOf(fields[n-1])
		}
	}
	return strings.Join(fields, " ")
}

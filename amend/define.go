package amend

import (
	"strings"

	"refrain/analyzer"
)

// term is a term that a document defines, in small letters and in the singular.
type term struct{ words string }

// define finds the terms that the document defines, and ties each use to its definition, before it
// or after it.
func (p *proposer) define() {
	byWords := map[string]*term{}
	for _, s := range p.sites {
		for _, f := range s.findings {
			if defines(f) {
				words := termOf(f.Text(p.report.Doc))
				if byWords[words] == nil {
					byWords[words] = &term{words}
					p.terms = append(p.terms, byWords[words])
				}
				s.term, s.defines = byWords[words], true
			}
		}
	}
	for _, s := range p.sites {
		for _, f := range s.findings {
			if t := byWords[termOf(f.Text(p.report.Doc))]; t != nil && s.term == nil {
				s.term = t
			}
		}
	}
}

// defines reports whether a finding is where the document defines the term.
func defines(f *analyzer.Finding) bool {
	return f.Verdict.Rule == "definition" || f.Verdict.Rule == "defined-by-reference"
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

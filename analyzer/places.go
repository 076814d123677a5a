package analyzer

import (
	"slices"

	"refrain/lexicon"
)

// Join notes in findings, which are by place, the entries of those that overlap and are used alike:
// together they are one place, with several reasons.
func Join(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		for k := i + 1; k < min(len(findings), i+neighbours) && findings[k].Span.Start < f.Span.End; k++ {
			if other := &findings[k]; f.shares(other) {
				f.addBeside(other.Entry)
				other.addBeside(f.Entry)
			}
		}
	}
}

// neighbours bounds how many findings are compared with each.
const neighbours = 32

// shares reports whether two findings overlap and are used alike.
func (f *Finding) shares(other *Finding) bool {
	return f.Verdict.Status == other.Verdict.Status &&
		f.Span.Start < other.Span.End && other.Span.Start < f.Span.End
}

func (f *Finding) addBeside(e *lexicon.Entry) {
	if e != f.Entry && !slices.Contains(f.Beside, e) {
		f.Beside = append(f.Beside, e)
	}
}

// Places counts the places of the report's findings for which counts holds: findings that overlap
// are one. Rates are of places, so that no phrase counts twice.
func (r *Report) Places(counts func(*Finding) bool) int {
	places, end := 0, 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if !counts(f) {
			continue
		}
		if f.Span.Start >= end {
			places++
		}
		end = max(end, f.Span.End)
	}
	return places
}

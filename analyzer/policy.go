package analyzer

import (
	"slices"
	"strings"
	"unicode"

	"refrain/lexicon"
)

// Policy says which findings count as uses, and which of them fail a run. It is asked by everything
// that needs to know. The zero value counts what is used in the document's own voice, and fails at
// severity replace.
type Policy struct {
	Counted   []lexicon.Status // whose findings count; empty means Used alone
	Threshold lexicon.Severity // the least severity that fails
	Never     bool             // nothing fails, whatever the threshold
	Beta      bool             // entries that no native speaker has reviewed may fail, too
	OCRFails  bool             // text that was recognised in pictures fails as all other does
	Speaker   string           // the one whose findings count, see [Policy.Hears]; "" where all do
}

// of is the policy for a finding: its document's own where it has one.
func (p Policy) of(f *Finding) Policy {
	if f.Policy != nil {
		return *f.Policy
	}
	return p
}

// CountsStatus reports whether findings of the status count.
func (p Policy) CountsStatus(s lexicon.Status) bool {
	return slices.Contains(p.Counted, s) || len(p.Counted) == 0 && s == lexicon.Used
}

// Counts reports whether a finding counts as a use.
func (p Policy) Counts(f *Finding) bool {
	return p.of(f).CountsStatus(f.Verdict.Status) && p.Hears(f.Voice)
}

// Hears reports whether the policy counts what the speaker says. A policy that names a speaker
// counts no other's words: its name must be that of the speaker, or some whole words of it in their
// order, such as a surname. Capitals and punctuation do not matter.
func (p Policy) Hears(speaker string) bool {
	if p.Speaker == "" {
		return true
	}
	named, said := nameWords(p.Speaker), nameWords(speaker)
	for i := 0; i+len(named) <= len(said) && len(named) > 0; i++ {
		if slices.Equal(said[i:i+len(named)], named) {
			return true
		}
	}
	return false
}

func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// Lists reports whether a finding is to be looked at now: it counts, and is neither known from the
// baseline nor outside the text that has changed.
func (p Policy) Lists(f *Finding) bool {
	return p.Counts(f) && f.Record.State != Known && f.Record.State != Outside
}

// Fails reports whether a finding fails a run: it counts and is open, its severity is at or above
// the threshold, and its entry is core and well founded, with evidence A or B, and reviewed by
// native speakers. What was recognised in a picture, by itself, fails only where the policy says so:
// it may have been other words.
func (p Policy) Fails(f *Finding) bool {
	own := p.of(f)
	return !own.Never && p.Counts(f) && f.Record.State == Open &&
		(own.Beta || !f.Entry.Beta) && (own.OCRFails || !f.Recognised) &&
		f.Entry.Tier == lexicon.Core && f.Entry.Grade <= lexicon.GradeB && f.Entry.Severity <= own.Threshold
}

// Usual reports whether what is used in the document's own voice counts, whoever speaks, and no more.
func (p Policy) Usual() bool {
	return p.Speaker == "" && (len(p.Counted) == 0 || len(p.Counted) == 1 && p.Counted[0] == lexicon.Used)
}

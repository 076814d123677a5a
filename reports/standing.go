package reports

import (
	"fmt"
	"slices"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// standingWords say what the user's records know of a finding. They begin with a semicolon and follow how it is used; an open finding has none.
func standingWords(s analyzer.Standing) string {
	switch s.Is {
	case analyzer.Known:
		return "; known from the baseline"
	case analyzer.Late:
		return "; new because the lexicon has changed, not the text"
	case analyzer.Outside:
		return "; outside the changed text"
	case analyzer.Waived:
		words := "; waived"
		if s.By != "" {
			words += " by " + oneLine(s.By)
		}
		if s.Until != "" {
			words += " until " + s.Until
		}
		return words + ": " + oneLine(s.Reason) + " (" + s.At + ")"
	}
	return ""
}

// standings say how many of the findings that count are recorded somewhere, or "".
func standings(t Totals) string {
	var list []string
	for _, s := range []struct {
		state analyzer.State
		words string
	}{
		{analyzer.Known, "known from the baseline"}, {analyzer.Waived, "waived"}, {analyzer.Late, "new because the lexicon has changed, not the text"},
		{analyzer.Outside, "outside the changed text"},
	} {
		if n := t.Standings[s.state]; n > 0 {
			list = append(list, fmt.Sprintf("%s %s", thousands(n), s.words))
		}
	}
	if len(list) == 0 {
		return ""
	}
	switch n := t.Standings[analyzer.Open]; n {
	case 0:
		return " Of these, " + and(list) + "; no others."
	case 1:
		return " Of these, " + and(list) + "; the other one is new."
	default:
		return fmt.Sprintf(" Of these, %s; the other %s are new.", and(list), thousands(n))
	}
}

// remarks are what there is to say about the user's records, a sentence each.
func remarks(t Totals) []string {
	var list []string
	for _, r := range t.Remarks {
		list = append(list, Printable(RemarkWords(r))+".")
	}
	return list
}

// remarksTitle is what the remarks are about.
func remarksTitle(t Totals) string {
	if slices.ContainsFunc(t.Remarks, func(r analyzer.Remark) bool { return r.Kind == "base" }) {
		return "Baseline, waivers and earlier versions"
	}
	return "Baseline and waivers"
}

// RemarkWords are a remark with its place, whose file is written as Name has it.
func RemarkWords(r analyzer.Remark) string {
	r.At.File = Name(r.At.File)
	return r.String()
}

// broken is a record of the user that fails the run: a waiver that has ended, say.
type broken struct {
	analyzer.Remark
	path string         // from the repository's root
	at   document.Place // its line and column, where the record has them
}

// broken are the records that fail the run. They are no findings, but whoever looks for the reason of a failure must see them beside those.
func (o Options) broken(t Totals) []broken {
	var all []broken
	for _, r := range t.Remarks {
		if o.Breaks != nil && !o.Breaks(r) || o.Breaks == nil && !r.Fails() {
			continue
		}
		at := document.Place{Line: r.At.Line, Column: r.At.Column, EndLine: r.At.Line, EndColumn: r.At.Column}
		b := broken{Remark: r, path: Name(r.At.File), at: at}
		if r.Kind != "stale" { // Its place is the path of a document that may be gone.
			b.path = o.path(&document.Document{Name: r.At.File})
		}
		all = append(all, b)
	}
	return all
}

// String is what is wrong, with its place.
func (b broken) String() string { return RemarkWords(b.Remark) }

// words are what is wrong, as a sentence.
func (b broken) words() string { return Printable(sentence(capital(b.Text))) }

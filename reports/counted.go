package reports

import (
	"refrain/analyzer"
	"refrain/lexicon"
)

// severity is how much attention a finding asks for: its entry's, but the least for one that cannot fail, because somebody lets it stand or its words
// are old.
func severity(f *analyzer.Finding) lexicon.Severity {
	if f.Standing.Is != analyzer.Open {
		return lexicon.Info
	}
	return f.Entry.Severity
}

// gapSeverity is how much attention the gaps of a document ask for: the most, unless the user has accepted them.
func gapSeverity(r *analyzer.Report) lexicon.Severity {
	if r.Accepted != "" {
		return lexicon.Info
	}
	return lexicon.Replace
}

// countedNames are the statuses that count, by name.
func countedNames(p analyzer.Policy) []string {
	if len(p.Counted) == 0 {
		return []string{lexicon.Used.String()}
	}
	var names []string
	for _, s := range p.Counted {
		names = append(names, s.String())
	}
	return names
}

// Rest is the title of the findings that do not count.
func (r Run) Rest() string {
	if r.Policy.Usual() {
		return "not in its own voice (these do not count)"
	}
	return "not counted"
}

// voice is what findings that count have in common, in words: "in the documents' own voice".
func voice(p analyzer.Policy) string {
	if p.Usual() {
		return "in the documents' own voice"
	}
	return "counted (" + and(countedNames(p)) + ")"
}

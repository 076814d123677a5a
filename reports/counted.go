package reports

import (
	"slices"

	"refrain/analyzer"
	"refrain/lexicon"
)

// Counted are the statuses whose findings count as uses. The zero value counts what is used in the document's own voice, which is right for all
// but the audit of a speech, where the document is the quotation.
type Counted []lexicon.Status

// Has tells whether a finding counts, by the rules of its document where it has its own.
func (c Counted) Has(f *analyzer.Finding) bool {
	if f.Rules != nil {
		c = f.Rules.Counted
	}
	return c.has(f.Verdict.Status)
}

// lists tells whether a finding belongs into a list of what is to be looked at now: it counts, and is neither known from the baseline nor outside the
// text that has changed. Those are counted at the report's end.
func (c Counted) lists(f *analyzer.Finding) bool {
	return c.Has(f) && f.Standing.Is != analyzer.Known && f.Standing.Is != analyzer.Outside
}

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

func (c Counted) has(status lexicon.Status) bool {
	return slices.Contains(c, status) || len(c) == 0 && status == lexicon.Used
}

// names are the statuses by name.
func (c Counted) names() []string {
	if len(c) == 0 {
		c = Counted{lexicon.Used}
	}
	var names []string
	for _, s := range c {
		names = append(names, s.String())
	}
	return names
}

// usual tells whether only what is used counts.
func (c Counted) usual() bool { return len(c) == 0 || len(c) == 1 && c[0] == lexicon.Used }

// rest is the title of the findings that do not count.
func (c Counted) rest() string {
	if c.usual() {
		return "not in its own voice (these do not count)"
	}
	return "not counted"
}

// voice is what findings that count have in common, in words: "in the documents' own voice".
func (c Counted) voice() string {
	if c.usual() {
		return "in the documents' own voice"
	}
	return "counted (" + and(c.names()) + ")"
}

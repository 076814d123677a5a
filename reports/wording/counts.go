package wording

import (
	"refrain/lexicon"
	"refrain/reports/stream"
)

// StatusCount is a status with what it means and how many findings have it.
type StatusCount struct {
	ID            string // the name in English, for programs
	Name, Meaning string
	N             int
	Counts        bool // as a use, by the policy of the run
}

// StatusCounts returns the statuses that were found, in their order.
func (w Words) StatusCounts(t stream.Totals) []StatusCount {
	var list []StatusCount
	for _, s := range lexicon.Statuses() {
		if n := t.Statuses[s]; n > 0 {
			list = append(list, StatusCount{s.String(), w.Status(s), w.Say(StatusMeaning[s]), n, t.Policy.CountsStatus(s)})
		}
	}
	return list
}

// Severities are all severities, worst first.
var Severities = []lexicon.Severity{lexicon.Replace, lexicon.Review, lexicon.Note, lexicon.Info}

// SeverityCount is a severity with what it means and how many findings that count have it.
type SeverityCount struct {
	Name, Meaning string
	N             int
}

// SeverityCounts returns the severities of the findings that count, worst first.
func (w Words) SeverityCounts(t stream.Totals) []SeverityCount {
	var list []SeverityCount
	for _, s := range Severities {
		if n := t.Severities[s]; n > 0 {
			list = append(list, SeverityCount{w.Severity(s), w.Say(SeverityMeaning[s]), n})
		}
	}
	return list
}

func (w Words) bySeverity(t stream.Totals) []string {
	var list []string
	for _, s := range Severities {
		if n := t.Severities[s]; n > 0 {
			list = append(list, w.Of(n, severityCounts[s], severityCounts[s]))
		}
	}
	return list
}

// severityCounts are the numbers of findings of each severity.
var severityCounts = [...]Text{
	lexicon.Replace: Text("{n} to replace"),
	lexicon.Review:  Text("{n} to review"),
	lexicon.Note:    Text("{n} with a better wording"),
	lexicon.Info:    Text("{n} for information"),
}

// byStatus counts the findings that do not count.
func (w Words) byStatus(t stream.Totals) []string {
	var list []string
	for _, c := range w.StatusCounts(t) {
		if !c.Counts {
			list = append(list, w.Number(c.N)+" "+c.Name)
		}
	}
	if t.Others > 0 {
		list = append(list, w.Of(
			t.Others, "{n} of other speakers or of nobody named", "{n} of other speakers or of nobody named",
		))
	}
	return list
}

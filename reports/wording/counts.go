package wording

import (
	"fmt"

	"refrain/lexicon"
	"refrain/reports/stream"
)

// StatusCount is a status with what it means and how many findings have it.
type StatusCount struct {
	Name, Meaning string
	N             int
	Counts        bool // as a use, by the policy of the run
}

// StatusCounts returns the statuses that were found, in their order.
func StatusCounts(t stream.Totals) []StatusCount {
	var list []StatusCount
	for _, s := range lexicon.Statuses() {
		if n := t.Statuses[s]; n > 0 {
			list = append(list, StatusCount{s.String(), StatusMeaning[s], n, t.Policy.CountsStatus(s)})
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
func SeverityCounts(t stream.Totals) []SeverityCount {
	var list []SeverityCount
	for _, s := range Severities {
		if n := t.Severities[s]; n > 0 {
			list = append(list, SeverityCount{s.String(), SeverityMeaning[s], n})
		}
	}
	return list
}

func bySeverity(t stream.Totals) []string {
	var list []string
	for _, c := range SeverityCounts(t) {
		list = append(list, Number(c.N)+severityCounts[c.Name])
	}
	return list
}

// severityCounts follow the number of findings of a severity.
var severityCounts = map[string]string{
	lexicon.Replace.String(): " to replace",
	lexicon.Review.String():  " to review",
	lexicon.Note.String():    " with a better wording",
	lexicon.Info.String():    " for information",
}

// byStatus counts the findings that do not count.
func byStatus(t stream.Totals) []string {
	var list []string
	for _, c := range StatusCounts(t) {
		if !c.Counts {
			list = append(list, fmt.Sprintf("%s %s", Number(c.N), c.Name))
		}
	}
	if t.Others > 0 {
		list = append(list, Number(t.Others)+" of other speakers or of nobody named")
	}
	return list
}

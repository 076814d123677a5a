package html

import (
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// top is what the summary shows.
type top struct {
	Title       string
	Run         stream.Run
	Lexicon     string
	Gaps        []*shownDocument // with gaps, the first manyGaps
	MoreGaps    int
	Interrupted bool
	Read        string
	Notices     []string // about the user's records
	Found       string
	Proof       string // what no findings prove, where there are none
	Rates       string
	Plots       []plot
	Categories  []*category
	Severities  []choice
	Statuses    []wording.StatusCount
	Rest        string // title of the findings that do not count
	Documents   []*shownDocument
	Filters     []filter
	Entries     []*entry
	Findings    int
}

// filter is something that findings can be filtered by.
type filter struct {
	Name    string
	Choices []choice
}

func (h *Writer) summary(t stream.Totals) top {
	top := top{
		Title: "refrain: " + wording.Count(t.Documents, "document"), Run: h.run, Interrupted: t.Interrupted,
		Read: wording.Read(t), Notices: wording.Notices(t), Found: wording.Found(t), Rest: wording.UncountedTitle(h.run),
		Documents: h.documents, Entries: h.entries, Findings: h.cards,
		Lexicon: wording.MadeBy(h.run),
	}
	if len(h.documents) == 1 {
		top.Title = "refrain: " + h.documents[0].Name
	}
	for _, d := range h.documents {
		if len(d.Gaps) > 0 && len(top.Gaps) < wording.ManyGaps {
			top.Gaps = append(top.Gaps, d)
		}
	}
	top.MoreGaps = h.withGaps - len(top.Gaps)
	if !t.Interrupted && t.Documents > t.Empty {
		rates := t.Rates()
		top.Rates, top.Plots = wording.RateWords("", rates), plots(rates)
	}
	for _, c := range h.found {
		top.Categories = append(top.Categories, c)
	}
	slices.SortFunc(top.Categories, func(a, b *category) int { return strings.Compare(a.Name, b.Name) })
	var severities, statuses []string
	for _, s := range wording.Severities {
		severities = append(severities, s.String())
	}
	for _, s := range lexicon.Statuses() {
		statuses = append(statuses, s.String())
	}
	for _, c := range wording.SeverityCounts(t) {
		top.Severities = append(top.Severities, choice{c.Meaning, c.N})
	}
	top.Statuses = wording.StatusCounts(t)
	top.Filters = []filter{
		{"category", sorted(h.filters["category"], nil)}, {"severity", sorted(h.filters["severity"], severities)},
		{"status", sorted(h.filters["status"], statuses)},
	}
	return top
}

// plot is a rate as a dot on a line with its interval. Lengths are those of the drawing.
type plot struct {
	Unit, Words    string
	Low, Dot, High string
	Length         string // of the interval
	Most           string // what the line ends at
}

// plots are the rates that are given.
func plots(r analyzer.Rates) []plot {
	var list []plot
	add := func(rate *analyzer.Rate, unit string) {
		if rate == nil {
			return
		}
		most := roundUp(rate.High)
		at := func(x float64) float64 { return 10 + 300*x/most }
		list = append(list, plot{
			Unit: unit, Words: wording.Interval(rate), Low: fmt.Sprintf("%.1f", at(rate.Low)),
			Dot:  fmt.Sprintf("%.1f", at(rate.Value)),
			High: fmt.Sprintf("%.1f", at(rate.High)), Length: fmt.Sprintf("%.1f", at(rate.High)-at(rate.Low)),
			Most: wording.Decimal(most),
		})
	}
	add(r.PerWords, fmt.Sprintf(
		"findings per 1,000 words (%s in %s)", wording.Number(r.Uses), wording.Count(r.Words, "word"),
	))
	add(r.PerMany, fmt.Sprintf(
		"findings per 100 mentions of migrants and migration (%s with %s)", wording.Number(r.Uses),
		wording.Count(r.Mentions, "mention"),
	))
	return list
}

// roundUp is the next of 1, 2, 5, 10, 20, 50 and so on, or of 0.5, 0.2, 0.1 and so on.
func roundUp(x float64) float64 {
	for _, most := range []float64{
		0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
	} {
		if x <= most {
			return most
		}
	}
	return x
}

// choice is a value to filter by, and how many findings have it.
type choice struct {
	Name string
	N    int
}

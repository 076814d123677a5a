package reports

import (
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/lexicon"
)

// htmlTop is what the summary shows.
type htmlTop struct {
	Title       string
	Run         Run
	Lexicon     string
	Gaps        []*htmlDocument // with gaps, the first manyGaps
	MoreGaps    int
	Interrupted bool
	Read        string
	Remarks     []string // about the user's records
	Found       string
	Proof       string // what no findings prove, where there are none
	Rates       string
	Plots       []htmlPlot
	Categories  []*htmlCategory
	Severities  []htmlChoice
	Statuses    []htmlStatus
	Rest        string // title of the findings that do not count
	Documents   []*htmlDocument
	Filters     []htmlFilter
	Entries     []*htmlEntry
	Findings    int
}

// htmlStatus is a status with what it means and how often it was found.
type htmlStatus struct {
	Name, Meaning string
	N             int
	Counts        bool
}

// htmlFilter is something that findings can be filtered by.
type htmlFilter struct {
	Name    string
	Choices []htmlChoice
}

var statusMeaning = map[lexicon.Status]string{
	lexicon.Used:        "in the document's own voice",
	lexicon.Quoted:      "inside somebody else's words",
	lexicon.Reported:    "what somebody else is said to say, without quotation marks",
	lexicon.Mentioned:   "talked about as a word",
	lexicon.Criticised:  "described in order to criticise it",
	lexicon.Rejected:    "denied or refuted",
	lexicon.Named:       "in an official name, the title of a law or work, a list of works",
	lexicon.Legal:       "a term of another law, cited as such",
	lexicon.Statistical: "a statistical term",
	lexicon.Historical:  "of a past era",
	lexicon.Self:        "how people name themselves",
	lexicon.Hidden:      "in the file, but not shown to its readers",
	lexicon.Deleted:     "struck out or marked as deleted",
	lexicon.Furniture:   "in a menu, banner or footer, not in the text",
}

func (h *htmlWriter) summary(t Totals) htmlTop {
	top := htmlTop{
		Title: "refrain: " + count(t.Documents, "document"), Run: h.run, Interrupted: t.Interrupted, Read: read(t), Remarks: remarks(t), Found: found(t), Rest: h.run.Rest(),
		Documents: h.documents, Entries: h.entries, Findings: h.cards,
		Lexicon: fmt.Sprintf("refrain %s, lexicon %s (%s; %s entries%s), sha256 %s", h.run.Version, h.run.LexiconVersion, strings.Join(h.run.Languages, ", "), and(h.run.Tiers), own(h.run), h.run.LexiconSHA256),
	}
	if len(h.documents) == 1 {
		top.Title = "refrain: " + h.documents[0].Name
	}
	for _, d := range h.documents {
		if len(d.Gaps) > 0 && len(top.Gaps) < manyGaps {
			top.Gaps = append(top.Gaps, d)
		}
	}
	top.MoreGaps = h.withGaps - len(top.Gaps)
	if !t.Interrupted && t.Documents > t.Empty {
		rates := t.Rates()
		top.Rates, top.Plots = rateWords("", rates), plots(rates)
	}
	for _, c := range h.found {
		top.Categories = append(top.Categories, c)
	}
	slices.SortFunc(top.Categories, func(a, b *htmlCategory) int { return strings.Compare(a.Name, b.Name) })
	var severities, statuses []string
	for _, s := range []lexicon.Severity{lexicon.Replace, lexicon.Review, lexicon.Note, lexicon.Info} {
		severities = append(severities, s.String())
		if n := t.Severities[s]; n > 0 {
			top.Severities = append(top.Severities, htmlChoice{severityMeaning[s], n})
		}
	}
	for _, s := range lexicon.Statuses() {
		statuses = append(statuses, s.String())
		if n := t.Statuses[s]; n > 0 {
			top.Statuses = append(top.Statuses, htmlStatus{s.String(), statusMeaning[s], n, h.run.Policy.CountsStatus(s)})
		}
	}
	top.Filters = []htmlFilter{
		{"category", sorted(h.filters["category"], nil)}, {"severity", sorted(h.filters["severity"], severities)}, {"status", sorted(h.filters["status"], statuses)},
	}
	return top
}

// htmlPlot is a rate as a dot on a line with its interval. Lengths are those of the drawing.
type htmlPlot struct {
	Unit, Words    string
	Low, Dot, High string
	Length         string // of the interval
	Most           string // what the line ends at
}

// plots are the rates that are given.
func plots(r analyzer.Rates) []htmlPlot {
	var list []htmlPlot
	add := func(rate *analyzer.Rate, unit string) {
		if rate == nil {
			return
		}
		most := roundUp(rate.High)
		at := func(x float64) float64 { return 10 + 300*x/most }
		list = append(list, htmlPlot{
			Unit: unit, Words: interval(rate), Low: fmt.Sprintf("%.1f", at(rate.Low)), Dot: fmt.Sprintf("%.1f", at(rate.Value)),
			High: fmt.Sprintf("%.1f", at(rate.High)), Length: fmt.Sprintf("%.1f", at(rate.High)-at(rate.Low)),
			Most: decimal(most),
		})
	}
	add(r.PerWords, fmt.Sprintf("findings per 1,000 words (%s in %s)", thousands(r.Uses), count(r.Words, "word")))
	add(r.PerMany, fmt.Sprintf("findings per 100 mentions of migrants and migration (%s with %s)", thousands(r.Uses), count(r.Mentions, "mention")))
	return list
}

// roundUp is the next of 1, 2, 5, 10, 20, 50 and so on, or of 0.5, 0.2, 0.1 and so on.
func roundUp(x float64) float64 {
	for _, most := range []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if x <= most {
			return most
		}
	}
	return x
}

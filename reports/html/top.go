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
	Title       string // of the page
	Heading     string // what was read
	File        string // the file's name, where the heading is a title
	One         bool   // there is one document
	Run         stream.Run
	Lexicon     string
	Changes     []string         // of own lexicons
	Gaps        []*shownDocument // with gaps, the first manyGaps
	MoreGaps    int
	WithGaps    int
	FewGaps     bool // they are shown at once
	Interrupted bool
	Read        string
	Notices     []string // about the user's records
	Found       string
	Rates       string
	Plots       []plot
	Comparisons []comparison
	Categories  []*category
	Severities  []choice
	Statuses    []wording.StatusCount
	Speakers    []wording.SpeakerCount
	MoreSpeaker int
	Documents   []*shownDocument
	Without     []*shownDocument // of the documents, those without findings
	Filters     []filter
	Entries     []*Entry
	Findings    int
}

// filter is something that findings can be filtered by.
type filter struct {
	Name    string // in English, for the script
	Label   string
	Choices []choice
}

func (h *Writer) summary(t stream.Totals) top {
	top := top{
		Heading: h.words.Count(t.Documents, "document"), Run: h.run, Interrupted: t.Interrupted,
		Read: h.words.Read(t), Notices: h.words.Notices(t), Found: h.words.Found(t),
		Documents: h.documents, Entries: h.entries, Findings: h.cards,
		Lexicon: h.words.MadeBy(h.run), Changes: h.words.Changes(h.run), WithGaps: h.withGaps,
	}
	top.Title = "refrain: " + top.Heading
	if top.One = len(h.documents) == 1; top.One {
		d := h.documents[0]
		top.Title, top.Heading = "refrain: "+d.Name, d.Name
		if d.Title != "" {
			top.Heading, top.File = d.Title, d.Name
		}
	}
	h.arrange(&top)
	lines := 0
	for _, d := range h.documents {
		if len(d.Gaps) > 0 && len(top.Gaps) < wording.ManyGaps {
			top.Gaps = append(top.Gaps, d)
			lines += len(d.Gaps)
		}
	}
	top.FewGaps = lines <= fewGapLines
	top.MoreGaps = h.withGaps - len(top.Gaps)
	if !t.Interrupted && t.Documents > t.Empty {
		rates := t.Rates()
		top.Rates, top.Plots = h.words.RateWords("", rates), plots(h.words, rates)
	}
	if !t.Interrupted {
		top.Comparisons = comparisons(h.words, t)
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
	for _, c := range h.words.SeverityCounts(t) {
		top.Severities = append(top.Severities, choice{c.Meaning, c.Meaning, c.N})
	}
	top.Statuses = h.words.StatusCounts(t)
	top.Speakers, top.MoreSpeaker = wording.SpeakerCounts(t)
	top.Filters = []filter{
		{"category", h.words.Say("category"), h.sorted("category", nil)},
		{"severity", h.words.Say("severity"), h.sorted("severity", severities)},
		{"status", h.words.Say("status"), h.sorted("status", statuses)},
	}
	return top
}

// arrange sets what the list of findings shows at once, and the documents without findings.
func (h *Writer) arrange(top *top) {
	shown := 0
	for _, d := range h.documents {
		d.OthersTitle = h.words.OthersTitle(h.run, len(d.Others))
		switch {
		case d.Facts == "":
			d.Tally = h.words.Say("not read")
		case len(d.Rows) == 0 && len(d.Others) == 0:
			d.Tally = h.words.Say("no findings")
		default:
			d.Tally = h.words.Tally(len(d.Rows), len(d.Others))
		}
		if len(d.Gaps) > 0 && d.Facts != "" {
			d.Tally += "; " + h.words.Say("not fully read")
		}
		if len(d.Rows) == 0 && len(d.Others) == 0 {
			top.Without = append(top.Without, d)
			continue
		}
		d.ListOpen = shown < manyRows && len(d.Rows) > 0
		shown += len(d.Rows)
	}
}

// plot is a rate as a dot on a line with its interval. Lengths are those of the drawing.
type plot struct {
	Unit, Words    string
	Low, Dot, High string
	Length         string // of the interval
	Most           string // what the line ends at
}

// plots are the rates that are given.
func plots(words wording.Words, r analyzer.Rates) []plot {
	var list []plot
	add := func(rate *analyzer.Rate, unit string) {
		if rate == nil {
			return
		}
		most := roundUp(rate.High)
		at := func(x float64) float64 { return 10 + 300*x/most }
		list = append(list, plot{
			Unit: unit, Words: words.Interval(rate), Low: fmt.Sprintf("%.1f", at(rate.Low)),
			Dot:  fmt.Sprintf("%.1f", at(rate.Value)),
			High: fmt.Sprintf("%.1f", at(rate.High)), Length: fmt.Sprintf("%.1f", at(rate.High)-at(rate.Low)),
			Most: words.Decimal(most),
		})
	}
	add(r.PerWords, words.Say(
		"findings per 1,000 words ({findings} in {words})", "findings", words.Number(r.Uses),
		"words", words.Count(r.Words, "word"),
	))
	add(r.PerMany, words.Say(
		"findings per 100 words for migrants or migration ({findings} for {mentions})", "findings", words.Number(r.Uses),
		"mentions", words.Number(r.Mentions),
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
	Name  string // in English, for the script
	Label string
	N     int
}

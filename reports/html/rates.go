package html

import (
	"fmt"

	"refrain/reports/stream"
	"refrain/reports/wording"
)

// mostPanels is how many rows a comparison of rates shows. The others are counted.
const mostPanels = 60

// comparison is a table of rates, with a small drawing of each on one scale.
type comparison struct {
	Title, What, Unit, Caution string
	Dated                      bool
	Rows                       []wording.TextRate
	More                       int
	Panels                     []panel
	Most                       string // what each axis ends at
}

// panel is a rate as a dot on a line with its interval. Lengths are those of the drawing.
type panel struct {
	Name, Words      string
	Low, Dot, Length string
}

// comparisons are the rates by document, by speaker and by date, where there are at least two.
func comparisons(words wording.Words, t stream.Totals) []comparison {
	var list []comparison
	for _, c := range []comparison{
		{Title: words.Say(wording.RatesByDocument), What: words.Say("document"), Rows: wording.RatesOfTexts(t)},
		{Title: words.Say(wording.RatesBySpeaker), What: words.Say("speaker"), Rows: wording.RatesOfSpeakers(t)},
		{Title: words.Say(wording.RatesByDate), What: words.Say("document"), Dated: true, Rows: wording.RatesByDay(t)},
	} {
		if len(c.Rows) < 2 {
			continue
		}
		if more := len(c.Rows) - mostPanels; more > 0 {
			c.Rows, c.More = c.Rows[:mostPanels], more
		}
		c.Unit, c.Caution = words.Say(wording.RateUnit), words.Say(wording.DoNotRank)
		c.draw(words)
		list = append(list, c)
	}
	return list
}

// draw draws the rates that are given on one scale.
func (c *comparison) draw(words wording.Words) {
	most := 0.0
	for _, r := range c.Rows {
		if r.PerWords != nil {
			most = max(most, r.PerWords.High)
		}
	}
	if most == 0 {
		return
	}
	most = roundUp(most)
	c.Most = words.Decimal(most)
	at := func(x float64) float64 { return 8 + 144*x/most }
	for _, r := range c.Rows {
		if r.PerWords == nil {
			continue
		}
		name := r.Name
		if c.Dated {
			name = r.Date + ", " + name
		}
		low, high := at(r.PerWords.Low), at(r.PerWords.High)
		c.Panels = append(c.Panels, panel{
			Name: name, Words: words.Interval(r.PerWords), Low: fmt.Sprintf("%.1f", low),
			Dot: fmt.Sprintf("%.1f", at(r.PerWords.Value)), Length: fmt.Sprintf("%.1f", high-low),
		})
	}
}

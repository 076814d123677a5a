package judge

import (
	"strings"
	"unicode"

	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// pastYear decides sentences about a past era by a year before 1990 that dates what is told, not a
// law.
func (c *Case) pastYear() (Verdict, bool) {
	for _, i := range c.pastYears() {
		t := &c.Tokens[i]
		if i >= c.Start && i < c.End {
			continue
		}
		before := c.word(i - 1)
		gap := c.text()[c.Tokens[i-1].End:t.Start]
		dates := strings.ContainsAny(gap, "(") || c.is(i-1, lexicon.Dating) ||
			c.is(i-1, lexicon.Article) && c.ends(c.text()[t.Start:t.End], lexicon.DecadeEnding) ||
			strings.Contains(gap, ",") && unicode.IsUpper(rune(c.text()[c.Tokens[i-1].Start]))
		if isYear(before) && before < "1990" {
			dates = true
		}
		if c.Tokens[i-1].Form&segment.Capitalised != 0 && i >= 2 && c.gapHolds(i-1, "(") { // (Doe 1952)
			dates = true
		}
		if _, _, law := c.slotIn(titleNouns, max(c.first, i-4), i, true); law || !dates {
			continue
		}
		return Verdict{Status: lexicon.Historical, Rule: "past-year", Cue: c.span(i, i+1)}, true
	}
	return Verdict{}, false
}

// pastYears are the tokens of the sentence that are years before 1990, found once.
func (c *Case) pastYears() []int {
	if c.years == nil {
		c.years = []int{}
		for i := max(c.first, 1); i < c.end; i++ {
			t := &c.Tokens[i]
			w := c.text()[t.Start:t.End]
			for _, ending := range c.Judge.endings[lexicon.DecadeEnding] {
				w = strings.TrimSuffix(w, ending)
			}
			if isYear(w) && w < "1990" {
				c.years = append(c.years, i)
			}
		}
	}
	return c.years
}

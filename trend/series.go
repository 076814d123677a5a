package trend

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/internal/remedy"
	"refrain/trend/dates"
)

// Trend makes the periods. An error says that there would be too many of them.
func (c *Collector) Trend() (*Trend, error) {
	t := &Trend{
		Every: c.options.Every, Policy: c.options.Policy, Speakers: c.options.Speakers, Left: slices.Clone(c.left),
		MoreLeft: c.moreLeft, Documents: c.documents, Words: c.words, Unread: c.unread,
		Languages: slices.Sorted(maps.Keys(c.languages)), Beta: slices.Sorted(maps.Keys(c.beta)),
	}
	if t.Every == Chosen {
		var all []dates.Date
		for _, r := range c.records {
			all = append(all, r.dated.Date)
		}
		t.Every, t.Chosen = c.longEnough(choose(all)), true
	}
	order := c.measureOrder(t)
	series := map[string][]*record{}
	for _, r := range c.records {
		if _, ok := t.Every.periodOf(r.dated.Date); !ok {
			if len(t.Left) < mostLeft {
				t.Left = append(t.Left, Left{r.name, r.dated, CoarseDate})
			} else {
				t.MoreLeft++
			}
			continue
		}
		series[r.series] = append(series[r.series], r)
	}
	for _, name := range slices.Sorted(maps.Keys(series)) {
		s, err := c.series(name, series[name], t, order)
		if err != nil {
			return nil, err
		}
		t.Series = append(t.Series, s)
	}
	return t, nil
}

// longEnough is a length of periods, or a longer one where most periods of that length have too few
// words for a rate and at least MinPoints of the longer ones are left.
func (c *Collector) longEnough(e Every) Every {
	most := func(e Every) (long, all int) {
		words := map[string]map[int]int{}
		for _, r := range c.records {
			if p, ok := e.periodOf(r.dated.Date); ok && !r.empty {
				if words[r.series] == nil {
					words[r.series] = map[int]int{}
				}
				words[r.series][p.Number] += r.words
			}
		}
		for _, periods := range words {
			for _, n := range periods {
				if all++; n >= analyzer.MinWords {
					long++
				}
			}
		}
		return long, all
	}
	for ; e < Year; e++ {
		if long, all := most(e); 2*long > all {
			break
		}
		if long, _ := most(e + 1); long < MinPoints {
			break
		}
	}
	return e
}

// measureOrder sorts the measures of the trend, and returns where each is among them.
func (c *Collector) measureOrder(t *Trend) []int {
	numbers := make([]int, len(c.named))
	for i := range numbers {
		numbers[i] = i
	}
	rank := map[Kind]int{All: 0, Category: 1, Entry: 2}
	slices.SortFunc(numbers, func(a, b int) int {
		x, y := c.named[a], c.named[b]
		return cmp.Or(cmp.Compare(rank[x.Kind], rank[y.Kind]), strings.Compare(x.ID, y.ID))
	})
	order := make([]int, len(numbers))
	for at, n := range numbers {
		order[n] = at
		t.Measures = append(t.Measures, c.named[n])
	}
	return order
}

// series makes a series of its records.
func (c *Collector) series(name string, records []*record, t *Trend, order []int) (*Series, error) {
	s := &Series{Name: name, Sources: map[dates.Source]int{}}
	slices.SortStableFunc(records, func(a, b *record) int {
		return cmp.Or(strings.Compare(a.dated.String(), b.dated.String()), strings.Compare(a.name, b.name))
	})
	first, last := 0, 0
	numbers := make([]int, len(records))
	for i, r := range records {
		p, _ := t.Every.periodOf(r.dated.Date)
		if numbers[i] = p.Number; i == 0 {
			first, last = p.Number, p.Number
		}
		first, last = min(first, p.Number), max(last, p.Number)
	}
	if last-first >= mostPeriods {
		err := fmt.Errorf("--every %s: from %s to %s there are %d periods, and a trend has %d at most", t.Every,
			Period{t.Every, first}, Period{t.Every, last}, last-first+1, mostPeriods)
		if t.Every == Year {
			return nil, errors.New("the dates of documents lie more than 500 years apart")
		}
		return nil, remedy.Error{Err: err, Remedy: "choose longer periods, such as --every year"}
	}
	for n := first; n <= last; n++ {
		s.Points = append(s.Points, &Point{Period: Period{t.Every, n}, Values: make([]Value, len(t.Measures))})
	}
	languages, beta := map[string]bool{}, map[string]bool{}
	for i, r := range records {
		p := s.Points[numbers[i]-first]
		p.take(r, order, c.options.Sentences)
		s.Documents++
		s.Words += r.words
		s.Sources[r.dated.Source]++
		s.NoWords = s.NoWords || r.noWords
		if r.language != "" && !r.empty {
			languages[r.language] = true
			if r.beta {
				beta[r.language] = true
			}
		}
	}
	s.Languages, s.Beta = slices.Sorted(maps.Keys(languages)), slices.Sorted(maps.Keys(beta))
	s.passages()
	s.rates(records, numbers, first, order)
	s.change(records, numbers, t.Every)
	return s, nil
}

// take adds a record to a point.
func (p *Point) take(r *record, order []int, most int) {
	if len(p.Names) < mostNames {
		p.Names = append(p.Names, Named{
			Name: r.name, Dated: r.dated, Words: r.words, Uses: r.uses(0), Gap: r.gap, Language: r.language,
		})
	} else {
		p.MoreNames++
	}
	if r.empty {
		p.Unread++
		return
	}
	p.Documents++
	if r.gap != "" {
		p.Gaps++
	}
	p.Words += r.words
	if r.mentions < 0 {
		p.Mentions = -1
	} else if p.Mentions >= 0 {
		p.Mentions += r.mentions
	}
	p.Others += r.others
	if r.language != "" && !slices.Contains(p.Languages, r.language) {
		p.Languages = append(p.Languages, r.language)
		slices.Sort(p.Languages)
	}
	for _, n := range r.counts {
		p.Values[order[n.measure]].Uses += n.n
	}
	kept := min(len(r.sentences), most-len(p.Sentences))
	p.Sentences = append(p.Sentences, r.sentences[:kept]...)
	p.More += r.found - kept
}

// uses is how often a measure was found in the record.
func (r *record) uses(measure int) int {
	for _, n := range r.counts {
		if n.measure == measure {
			return n.n
		}
	}
	return 0
}

// Measured are the measures that were found in the series, by their numbers, All first.
func (s *Series) Measured() []int {
	list := []int{0}
	for m := 1; len(s.Points) > 0 && m < len(s.Points[0].Values); m++ {
		if slices.ContainsFunc(s.Points, func(p *Point) bool { return p.Values[m].Uses > 0 }) {
			list = append(list, m)
		}
	}
	return list
}

// passages notes where the language of a series changed.
func (s *Series) passages() {
	var before *Point
	for _, p := range s.Points {
		if len(p.Languages) == 0 {
			continue
		}
		if before != nil && !slices.Equal(before.Languages, p.Languages) {
			s.Passages = append(s.Passages, Passage{before.Period, p.Period, before.Languages, p.Languages})
		}
		before = p
	}
}

package trend

import (
	"math"

	"refrain/analyzer"
	"refrain/internal/interval"
)

// Amounts below which no rate is given, beside those of one text: analyzer.MinWords and
// analyzer.MinMentions of a period.
const (
	// MinDegrees is how many documents a series must have more than periods before documents of a
	// period are put together. With fewer nobody knows how much they differ: the quantile of
	// Student's t exceeds 3.
	MinDegrees = 4
)

// Why no rate is given.
const (
	FewWords     Why = "fewer than 2,000 words"
	FewMentions  Why = "fewer than 20 mentions of migrants"
	FewDocuments Why = "too few documents to know how much they differ"
	WordsUnknown Why = "an archive does not hold the words of speakers"
	NotCounted   Why = "mentions are not counted by speaker"
)

// rates gives the points their rates. The documents of a series vary around the rate of their
// period by more than chance: one may be about a camp and the next about a road. How much more is
// estimated from all of its periods together, as the dispersion of a quasi-Poisson model with a
// mean for each period (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, 6.2), and
// the interval of a period is that of its counts divided by it, see [interval.Effective]. A share
// of mentions is treated alike, with the variance of a binomial distribution.
func (s *Series) rates(records []*record, numbers []int, first int, order []int) {
	if s.NoWords {
		for _, p := range s.Points {
			for i := range p.Values {
				p.Values[i].NoWords, p.Values[i].NoMany = WordsUnknown, NotCounted
			}
		}
		return
	}
	read, periods := 0, map[int]bool{}
	for i, r := range records {
		if !r.empty && r.words > 0 {
			read++
			periods[numbers[i]] = true
		}
	}
	degrees := read - len(periods)
	s.Degrees = degrees
	uses := make([][]int, len(order)) // by measure and record
	for m := range uses {
		uses[m] = make([]int, len(records))
	}
	for i, r := range records {
		for _, n := range r.counts {
			uses[order[n.measure]][i] = n.n
		}
	}
	for m := range order {
		byWords := s.dispersion(uses[m], records, numbers, first, m, degrees, ofWords)
		byMentions := s.dispersion(uses[m], records, numbers, first, m, degrees, ofMentions)
		if m == 0 {
			s.Dispersion = byWords
		}
		for _, p := range s.Points {
			p.rate(&p.Values[m], byWords, byMentions, degrees)
		}
	}
}

// exposure is what uses are counted by.
type exposure struct {
	of  func(r *record) int
	sum func(p *Point) int

	share bool // uses are a share of it, whose variance is smaller than that of a count
}

var (
	ofWords    = exposure{of: func(r *record) int { return r.words }, sum: func(p *Point) int { return p.Words }}
	ofMentions = exposure{
		of: func(r *record) int { return max(r.mentions, 0) }, share: true,
		sum: func(p *Point) int { return max(p.Mentions, 0) },
	}
)

// dispersion is that of a measure between the documents of a period.
func (s *Series) dispersion(uses []int, records []*record, numbers []int, first, m, degrees int, b exposure) float64 {
	if degrees < 1 {
		return 1
	}
	means := make([]float64, len(records))
	total, all := 0, 0
	for i, r := range records {
		p := s.Points[numbers[i]-first]
		if sum := b.sum(p); sum > 0 && !r.empty {
			means[i] = float64(p.Values[m].Uses) * float64(b.of(r)) / float64(sum)
		}
		total += uses[i]
		all += b.of(r)
	}
	d := interval.Dispersion(uses, means, degrees)
	if share := float64(total) / float64(max(all, 1)); b.share && share < 1 {
		d /= 1 - share // The variance of a share is smaller by this.
	}
	return d
}

// rate gives a value its rates.
func (p *Point) rate(v *Value, byWords, byMentions float64, degrees int) {
	known := degrees >= MinDegrees
	v.Alone = p.Documents == 1 && !known
	switch {
	case p.Words < analyzer.MinWords:
		v.NoWords = FewWords
	case p.Documents > 1 && !known:
		v.NoWords = FewDocuments
	default:
		by := 1.0
		if known {
			by = interval.Effective(byWords, float64(degrees))
		}
		thousands := float64(p.Words) / 1000
		v.PerWords = &analyzer.Rate{Value: float64(v.Uses) / thousands}
		v.PerWords.Low, v.PerWords.High = interval.Poisson(float64(v.Uses)/by, thousands/by)
	}
	switch {
	case p.Mentions < 0:
		v.NoMany = NotCounted
	case p.Mentions < analyzer.MinMentions:
		v.NoMany = FewMentions
	case p.Documents > 1 && !known:
		v.NoMany = FewDocuments
	default:
		by := 1.0
		if known {
			by = interval.Effective(byMentions, float64(degrees))
		}
		share := float64(v.Uses) / float64(p.Mentions)
		low, high := interval.Share(min(share, 1), float64(p.Mentions)/by)
		v.PerMany = &analyzer.Rate{Value: 100 * share, Low: 100 * low, High: math.Max(100*high, 100*share)}
	}
	if v.PerWords == nil && v.PerMany == nil {
		v.Alone = false
	}
}

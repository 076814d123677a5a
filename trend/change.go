package trend

import (
	"math"

	"refrain/internal/interval"
)

// Amounts below which no change over time is told, and no line drawn.
const (
	// MinPoints is how many periods must have a rate: two points always lie on a line, and three
	// nearly so.
	MinPoints = 4
	// MinDocuments is how many documents a series must have, of which two are spent on the line.
	MinDocuments = 10
	// MinUses is ten for each of the two numbers that are estimated (Peduzzi and others, A
	// simulation study of the number of events per variable in logistic regression analysis,
	// Journal of Clinical Epidemiology 49, 1996).
	MinUses = 20
)

// Why no change is told.
const (
	FewPoints       Why = "fewer than 4 periods have a rate"
	FewInAll        Why = "fewer than 10 documents"
	FewUses         Why = "fewer than 20 findings"
	OtherLanguages  Why = "the documents are in several languages"
	NoSteady        Why = "no steady change fits the counts"
	ChangeWordsOnly Why = WordsUnknown
)

// Change is how the rate of all findings by words changed, if it changed steadily.
type Change struct {
	From, To  Period  // the first and the last that have a rate
	Factor    float64 // of the rate in To to that in From
	Low, High float64 // its 95 % interval
	Plain     bool    // the interval holds 1: no change can be told from chance

	level, slope float64 // of the logarithm of the rate by 1,000 words; by years from 2000
}

// At is the rate per 1,000 words that the change has in a period.
func (c *Change) At(p Period) float64 { return math.Exp(c.level + c.slope*p.middle()) }

// change fits a log-linear quasi-Poisson model to the documents, with their words as exposure
// (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, chapter 6): the variance is the
// mean times the dispersion, and the interval goes by Student's t.
func (s *Series) change(records []*record, numbers []int, every Every) {
	rated, uses, read := 0, 0, 0
	var first, last Period
	for _, p := range s.Points {
		uses += p.Values[0].Uses
		read += p.Documents
		if p.Values[0].PerWords != nil {
			if rated++; rated == 1 {
				first = p.Period
			}
			last = p.Period
		}
	}
	switch {
	case s.NoWords:
		s.NoChange = ChangeWordsOnly
	case len(s.Passages) > 0 || len(s.Languages) > 1:
		s.NoChange = OtherLanguages
	case rated < MinPoints:
		s.NoChange = FewPoints
	case read < MinDocuments:
		s.NoChange = FewInAll
	case uses < MinUses:
		s.NoChange = FewUses
	}
	if s.NoChange != "" {
		return
	}
	var f fit
	for i, r := range records {
		if !r.empty && r.words > 0 {
			f.add(Period{every, numbers[i]}.middle(), float64(r.words)/1000, r.uses(0))
		}
	}
	c, ok := f.solve()
	if !ok {
		s.NoChange = NoSteady
		return
	}
	years := last.middle() - first.middle()
	off := interval.StudentT(float64(len(f.counts)-2)) * f.deviation
	c.From, c.To = first, last
	c.Factor = math.Exp(c.slope * years)
	c.Low, c.High = math.Exp((c.slope-off)*years), math.Exp((c.slope+off)*years)
	c.Plain = c.Low <= 1 && c.High >= 1
	s.Change = c
}

// fit is a model of counts by time with two numbers.
type fit struct {
	times, exposures []float64
	counts           []int
	deviation        float64 // standard, of the slope
}

func (f *fit) add(time, exposure float64, count int) {
	f.times, f.exposures, f.counts = append(f.times, time), append(f.exposures, exposure), append(f.counts, count)
}

// solve finds the numbers by Newton's method, which for this model is iteratively reweighted least
// squares. It reports false where they have no end, as when all findings are in the first period.
func (f *fit) solve() (*Change, bool) {
	const rounds, enough, steep = 50, 1e-10, 50
	centre, total, exposure := 0.0, 0.0, 0.0
	for i, t := range f.times {
		centre += t / float64(len(f.times))
		total += float64(f.counts[i])
		exposure += f.exposures[i]
	}
	level, slope := math.Log(total/exposure), 0.0
	means := make([]float64, len(f.times))
	for range rounds {
		var g0, g1, h00, h01, h11 float64
		for i, t := range f.times {
			x := t - centre
			mean := f.exposures[i] * math.Exp(level+slope*x)
			means[i] = mean
			off := float64(f.counts[i]) - mean
			g0, g1 = g0+off, g1+off*x
			h00, h01, h11 = h00+mean, h01+mean*x, h11+mean*x*x
		}
		det := h00*h11 - h01*h01
		if !(det > 0) {
			return nil, false
		}
		d0, d1 := (h11*g0-h01*g1)/det, (h00*g1-h01*g0)/det
		if math.Abs(d0)+math.Abs(d1) < enough {
			dispersion := max(interval.Dispersion(f.counts, means, len(f.counts)-2), 1)
			f.deviation = math.Sqrt(dispersion * h00 / det)
			return &Change{level: level - slope*centre, slope: slope}, true
		}
		// A step that is too long would overshoot.
		most := max(math.Abs(d0), math.Abs(d1), 1)
		level, slope = level+d0/most, slope+d1/most
		if math.IsNaN(level) || math.Abs(slope) > steep {
			return nil, false
		}
	}
	return nil, false
}

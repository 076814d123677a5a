package analyzer

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Below these limits no rate is given: it would say more about chance than about the text.
const (
	MinWords    = 2000
	MinMentions = 20
)

// Rate is a rate with its 95 % interval, in the same unit.
type Rate struct{ Value, Low, High float64 }

// Rates are the two rates of a text or of many texts together. A nil rate is not given, because the
// text is too short for it.
type Rates struct {
	Uses     int // findings that count
	Words    int
	Mentions int   // of migrants and migration
	PerWords *Rate // uses per 1,000 words
	PerMany  *Rate // uses per 100 mentions
	Several  bool  // of several texts, which may be of different kinds: neither rate is given
}

// NewRates computes the rates of uses in a text of so many words and mentions.
func NewRates(uses, words, mentions int) Rates {
	r := Rates{Uses: uses, Words: words, Mentions: mentions}
	if words >= MinWords {
		r.PerWords = poisson(uses, float64(words)/1000)
	}
	if mentions >= MinMentions {
		r.PerMany = wilson(uses, mentions)
	}
	return r
}

// poisson is the rate of count events in an exposure with Garwood's exact interval (Fiducial limits
// for the Poisson distribution, Biometrika 28, 1936): half the quantiles of the chi-squared
// distributions with 2·count and 2·count+2 degrees of freedom.
func poisson(count int, exposure float64) *Rate {
	r := &Rate{Value: float64(count) / exposure}
	if count > 0 {
		r.Low = chiSquared(2*count, 0.025) / 2 / exposure
	}
	r.High = chiSquared(2*count+2, 0.975) / 2 / exposure
	return r
}

// chiSquared is the quantile p of the chi-squared distribution with so many degrees of freedom, as
// gonum's distuv.ChiSquared computes it. That package is not imported, because it holds all of
// linear algebra.
func chiSquared(degrees int, p float64) float64 {
	return mathext.GammaIncRegInv(0.5*float64(degrees), p) * 2
}

// z is the 0.975 quantile of the standard normal distribution.
const z = 1.959963984540054

// wilson is a share in percent with Wilson's score interval (Probable inference, the law of
// succession, and statistical inference, JASA 22, 1927). A text may hold more uses than mentions,
// because one mention can be used in two ways; the share then counts as whole.
func wilson(count, of int) *Rate {
	n := float64(of)
	p := min(float64(count)/n, 1)
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return &Rate{
		Value: 100 * float64(count) / n,
		Low:   100 * max(centre-half, 0),
		High:  max(100*min(centre+half, 1), 100*float64(count)/n),
	}
}

package analyzer

import "refrain/internal/interval"

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
		r.PerMany = share(uses, mentions)
	}
	return r
}

// poisson is the rate of count events in an exposure.
func poisson(count int, exposure float64) *Rate {
	r := &Rate{Value: float64(count) / exposure}
	r.Low, r.High = interval.Poisson(float64(count), exposure)
	return r
}

// share is a share in percent. A text may hold more uses than mentions, because one mention can be
// used in two ways; the share then counts as whole.
func share(count, of int) *Rate {
	value := 100 * float64(count) / float64(of)
	low, high := interval.Share(min(value/100, 1), float64(of))
	return &Rate{Value: value, Low: 100 * low, High: max(100*high, value)}
}

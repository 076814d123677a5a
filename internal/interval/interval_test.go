package interval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The quantiles appear in Abramowitz and Stegun, tables 26.8 and 26.10.
func TestQuantilesAreThoseOfTheTables(t *testing.T) {
	for _, c := range []struct{ got, want float64 }{
		{StudentT(1), 12.706}, {StudentT(4), 2.776}, {StudentT(10), 2.228}, {StudentT(120), 1.980},
		{ChiSquared(1, 0.975), 5.02389}, {ChiSquared(10, 0.025), 3.24697},
	} {
		if math.Abs(c.got-c.want) > 0.0006 {
			t.Errorf("got %.4f, want %.4f", c.got, c.want)
		}
	}
}

func TestIntervalsArePublishedOnes(t *testing.T) {
	low, high := Poisson(7, 1)
	if got := fmt.Sprintf("%.2f %.2f", low, high); got != "2.81 14.42" { // Garwood's table.
		t.Errorf("7 events: %s", got)
	}
	if low, high = Share(81.0/263, 263); fmt.Sprintf("%.4f %.4f", low, high) != "0.2553 0.3662" { // Newcombe 1998.
		t.Errorf("81 of 263: %.4f %.4f", low, high)
	}
}

// Documents of a period are drawn from a negative binomial distribution, whose variance is three
// times its mean. A Poisson interval holds the true rate in three cases of four; this one must in
// nineteen of twenty.
func TestIntervalOfUnlikeDocumentsCoversTheirRate(t *testing.T) {
	const runs, documents, mean, dispersion = 4000, 12, 4.0, 3.0
	random := rand.New(rand.NewPCG(1, 2))
	plain, wide := 0, 0
	for range runs {
		sum := 0
		counts, means := make([]int, documents), make([]float64, documents)
		for i := range counts {
			counts[i] = poisson(random, gamma(random, mean/(dispersion-1))*(dispersion-1))
			sum += counts[i]
		}
		for i := range means {
			means[i] = float64(sum) / documents
		}
		covers := func(by float64) int {
			low, high := Poisson(float64(sum)/by, documents/by)
			if low <= mean && mean <= high {
				return 1
			}
			return 0
		}
		plain += covers(1)
		wide += covers(Effective(Dispersion(counts, means, documents-1), documents-1))
	}
	if share := float64(plain) / runs; share > 0.85 {
		t.Errorf("the plain interval covers %.3f: the documents are too much alike for this test", share)
	}
	if share := float64(wide) / runs; share < 0.94 {
		t.Errorf("the interval covers the true rate in %.3f of the runs, want 0.94 or more", share)
	}
}

// gamma draws from the gamma distribution by Marsaglia and Tsang's method.
func gamma(r *rand.Rand, shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func poisson(r *rand.Rand, mean float64) int {
	limit, n := math.Exp(-mean), 0
	for p := r.Float64(); p > limit; p *= r.Float64() {
		n++
	}
	return n
}

// Package interval computes confidence intervals of counts. It owns gonum's functions of
// distributions; gonum's stat/distuv is not imported, because it holds all of linear algebra.
package interval

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Z is the 0.975 quantile of the standard normal distribution.
const Z = 1.959963984540054

// ChiSquared returns the quantile p of the chi-squared distribution with so many degrees of
// freedom, as gonum's distuv.ChiSquared computes it.
func ChiSquared(degrees, p float64) float64 {
	return mathext.GammaIncRegInv(0.5*degrees, p) * 2
}

// StudentT returns the 0.975 quantile of Student's t distribution with so many degrees of freedom,
// by the inverse of the incomplete beta function (Abramowitz and Stegun, Handbook of Mathematical
// Functions, 1964, 26.7.1).
func StudentT(degrees float64) float64 {
	x := mathext.InvRegIncBeta(0.5*degrees, 0.5, 0.05)
	return math.Sqrt(degrees * (1 - x) / x)
}

// Poisson returns the 95 % interval of the rate of count events in an exposure. It is Garwood's
// exact interval (Fiducial limits for the Poisson distribution, Biometrika 28, 1936): half the
// quantiles of the chi-squared distributions with 2·count and 2·count+2 degrees of freedom. The
// count may be a fraction, see [Effective].
func Poisson(count, exposure float64) (low, high float64) {
	if count > 0 {
		low = ChiSquared(2*count, 0.025) / 2 / exposure
	}
	return low, ChiSquared(2*count+2, 0.975) / 2 / exposure
}

// Share returns the 95 % interval of a share p that was found in n cases. It is Wilson's score
// interval (Probable inference, the law of succession, and statistical inference, JASA 22, 1927).
func Share(p, n float64) (low, high float64) {
	centre := (p + Z*Z/(2*n)) / (1 + Z*Z/n)
	half := Z * math.Sqrt(p*(1-p)/n+Z*Z/(4*n*n)) / (1 + Z*Z/n)
	return max(centre-half, 0), min(centre+half, 1)
}

// Effective returns by how much counts and exposures are to be divided before [Poisson] or [Share]
// is asked, where they come from documents that differ by more than chance. Dispersion is the
// factor by which the variance is larger than chance makes it, estimated with so many degrees of
// freedom; a factor below 1 counts as 1. Dividing by it gives the effective sample size, and the
// squared ratio of the quantiles of Student's t and the normal distribution pays for not knowing
// the dispersion exactly: Korn and Graubard, Confidence intervals for proportions with small
// expected number of positive counts estimated from survey data, Survey Methodology 24, 1998.
func Effective(dispersion, degrees float64) float64 {
	t := StudentT(degrees) / Z
	return max(dispersion, 1) * t * t
}

// Dispersion returns Pearson's estimate of the factor by which counts vary more than a Poisson
// distribution of these means lets them, with so many degrees of freedom (Wedderburn,
// Quasi-likelihood functions, generalized linear models, and the Gauss-Newton method, Biometrika
// 61, 1974), divided as Fletcher found for small counts (Estimating overdispersion when fitting a
// generalized linear model to sparse data, Biometrika 99, 2012). Means of 0 are passed over.
func Dispersion(counts []int, means []float64, degrees int) float64 {
	squares, skew, n := 0.0, 0.0, 0
	for i, mean := range means {
		if mean <= 0 {
			continue
		}
		off := float64(counts[i]) - mean
		squares += off * off / mean
		skew += off / mean
		n++
	}
	if n == 0 || degrees <= 0 {
		return 1
	}
	correction := 1 + skew/float64(n)
	if correction <= 0 {
		correction = 1
	}
	return squares / float64(degrees) / correction
}

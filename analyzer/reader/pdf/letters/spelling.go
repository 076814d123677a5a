package letters

import (
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/reader/layout"
)

// The keys under which a file tells another text.
const (
	ActualText = "ActualText"
	AltText    = "Alt"
	Expansion  = "E"
)

// Agree reports whether what a file tells under a key is what it draws.
func Agree(drawn, told, key string) bool {
	const (
		fewWords = 3 // that an expansion or a description may stand for
		slips    = 10
	)
	d, t := Essence(drawn), Essence(told)
	if key != ActualText && (len(strings.Fields(drawn)) <= fewWords || len(d) == 0) {
		return true
	}
	switch {
	case len(d) == 0 && len(t) == 0:
		return true
	case slices.Equal(d, t):
		return true
	case joined(t) || joined(d):
		return shared(d, t)*2 >= max(len(d), len(t))
	}
	return apart(d, t, max(len(d), len(t))/slips)
}

// Clearer reports whether what a file tells is to be read instead of what it draws: the glyphs of
// a symbol, of a ligature or of a script in which they do not stand for single letters.
func Clearer(drawn, told string) bool {
	const (
		fewLetters = 4  // of a ligature
		fewSigns   = 24 // letters told for a sign, such as a bullet or a logo
	)
	d, t := Essence(drawn), Essence(told)
	lost := strings.ContainsFunc(drawn, func(c rune) bool {
		return !Usable(c) && c != '\r' && c != '\n' && c != layout.Hyphen
	})
	switch {
	case len(t) == 0:
		return false
	case joined(t) || joined(d):
		return shared(d, t)*2 >= min(len(d), len(t))
	case len(d) == 0:
		return len(t) <= fewSigns || lost && len(t) <= 2*len([]rune(drawn))
	case len(t) <= fewLetters:
		return len(d) < len(t) && within(d, t)
	}
	return lost && within(d, t) && len(t) <= 2*len([]rune(drawn))
}

// FilledIn reports whether a field of a form shows what is filled into it, or a part, or more.
func FilledIn(drawn, told string) bool {
	d, t := Essence(drawn), Essence(told)
	return Agree(drawn, told, ActualText) || len(d) > 0 && within(d, t) || within(t, d)
}

// Essence is the letters and digits of a text in lower case: what two spellings of it share.
func Essence(s string) []rune {
	var out []rune
	for _, c := range s {
		switch c = unicode.ToLower(c); {
		case c >= 0xFB00 && c <= 0xFB06:
			out = append(out, []rune([...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[c-0xFB00])...)
		case c == 'ß':
			out = append(out, 's', 's')
		case unicode.IsLetter(c) && c != 0x2126 || unicode.IsDigit(c):
			out = append(out, c)
		}
	}
	return out
}

// joined reports whether the letters are of a script that is written with glyphs for more or less
// than a letter, or from right to left.
func joined(letters []rune) bool {
	n := 0
	for _, c := range letters {
		switch {
		case c >= 0x590 && c < 0x1200 && !unicode.Is(unicode.Georgian, c), c >= 0x1780 && c < 0x1800,
			c >= 0xFB1D && c < 0xFE00, c >= 0xFE70 && c < 0xFF00:
			n++
		}
	}
	return n*2 > len(letters)
}

// shared counts the letters that both have, in any order.
func shared(a, b []rune) int {
	count := map[rune]int{}
	for _, c := range a {
		count[c]++
	}
	n := 0
	for _, c := range b {
		if count[c] > 0 {
			count[c]--
			n++
		}
	}
	return n
}

// within reports whether the letters of a are in b in their order, perhaps with others between.
func within(a, b []rune) bool {
	for _, c := range b {
		if len(a) > 0 && a[0] == c {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// apart reports whether b is made of a by no more changes of single letters than are allowed.
func apart(a, b []rune, allowed int) bool {
	if len(a)-len(b) > allowed || len(b)-len(a) > allowed {
		return false
	}
	if allowed == 0 {
		return slices.Equal(a, b)
	}
	const most = 60 // changes; longer texts are compared in a band of that width
	allowed = min(allowed, most)
	// The Levenshtein distance, in a band around the diagonal.
	width := 2*allowed + 1
	before, now := make([]int, width+1), make([]int, width+1)
	for k := range before {
		before[k] = max(0, k-allowed)
	}
	before[width] = allowed + 1
	for i := 1; i <= len(a); i++ {
		best := allowed + 1
		for k := range width {
			j := i + k - allowed
			switch {
			case j < 0 || j > len(b):
				now[k] = allowed + 1
				continue
			case j == 0:
				now[k] = i
			default:
				cost := before[k]
				if a[i-1] != b[j-1] {
					cost++
				}
				now[k] = min(cost, before[k+1]+1)
				if k > 0 {
					now[k] = min(now[k], now[k-1]+1)
				}
			}
			best = min(best, now[k])
		}
		now[width] = allowed + 1
		if best > allowed {
			return false
		}
		before, now = now, before
	}
	return before[len(b)-len(a)+allowed] <= allowed
}

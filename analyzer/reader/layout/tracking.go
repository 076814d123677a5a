package layout

import (
	"slices"
	"unicode"
)

// Letters that are set apart. The letters of a spaced word stand apart by one distance, and words by
// a blank more.
const (
	fewestSpaced = 4    // letters in a row that are looked at; fewer are initials
	spacedSingly = 3    // letters between blanks that make a line worth a look
	spacedWords  = 2.6  // characters in a word of a line on average, below which it is worth a look
	tracked      = 0.08 // sizes between letters, above which they are set apart
	farthest     = 1.2  // sizes between letters; more are columns
	wordBeyond   = 0.13 // sizes that words stand further apart than their letters; a blank is twice as wide
	gluedGap     = 0.14 // sizes of the smaller letter between words of which one begins larger
)

// maySpace reports whether words of a line may have blanks between their letters.
func (s *scanner) maySpace(letters, all int) bool {
	return s.singles >= spacedSingly || letters >= fewestSpaced && float32(letters) < spacedWords*float32(all-letters+1)
}

// withoutTracking takes the blanks out of words whose letters are set apart, by their places: "I L L E
// G A L" becomes "ILLEGAL". Letters that are typed with a blank between any two, and no wider one
// between words, stay as they are.
func withoutTracking(chars []Char, size float32) []Char {
	var placed []int // characters that are no blanks
	for i := range chars {
		if rightToLeft(chars[i].Rune) {
			return chars
		}
		if !Blank(chars[i].Rune) {
			placed = append(placed, i)
		}
	}
	if t := spacing(chars, placed); t > tracked*size {
		return joinSpaced(chars, placed, t, size)
	}
	for to := len(placed); to > 0; {
		from := to
		for from > 0 && apartFrom(placed, from-1) && apartFrom(placed, from) {
			from--
		}
		if run := placed[from:to]; len(run) >= fewestSpaced {
			chars = joinSpaced(chars, run, spacing(chars, run), size)
		}
		to = min(from, to-1)
	}
	return chars
}

// apartFrom reports whether a blank, or an end of the line, is before the character at an index.
func apartFrom(placed []int, k int) bool {
	return k == 0 || k == len(placed) || placed[k]-placed[k-1] > 1
}

// spacing returns the distance between most characters, by their places in chars: at least two in five
// stand no further apart. Words are longer than that on average.
func spacing(chars []Char, placed []int) float32 {
	if len(placed) < fewestSpaced {
		return 0
	}
	gaps := make([]float32, 0, len(placed))
	for k := 1; k < len(placed); k++ {
		gaps = append(gaps, chars[placed[k]].Box.Left-chars[placed[k-1]].Box.Right)
	}
	slices.Sort(gaps)
	return gaps[len(gaps)*2/5]
}

// joinSpaced takes the blanks out of a stretch of characters that stand apart by a distance, but for
// those between words.
func joinSpaced(chars []Char, placed []int, apart, size float32) []Char {
	const mostOthers = 4 // characters for each that is no letter: numbers in a row are those of columns
	letters, words, typed := 0, 1, 0
	ends := make([]bool, len(placed)) // a word, before each
	for k, i := range placed {
		if unicode.IsLetter(chars[i].Rune) {
			letters++
		}
		if k == 0 {
			continue
		}
		before := chars[placed[k-1]]
		if chars[i].Box.Left-before.Box.Right > apart+wordBeyond*size {
			ends[k] = true
			words++
		} else if Blank(chars[i-1].Rune) && unicode.IsDigit(before.Rune) != unicode.IsDigit(chars[i].Rune) {
			ends[k] = true
		} else if b := chars[i-1]; Blank(b.Rune) && b.Box.Right > b.Box.Left {
			typed++
		}
	}
	if apart > farthest*size || (len(placed)-letters)*mostOthers > len(placed) || words == 1 && typed > 0 {
		return chars
	}
	out := append(make([]Char, 0, len(chars)), chars[:placed[0]]...)
	for k, i := range placed {
		if ends[k] {
			out = append(out, Char{Rune: ' ', Font: chars[i].Font, Tag: chars[i].Tag})
		}
		out = append(out, chars[i])
	}
	return append(out, chars[placed[len(placed)-1]+1:]...)
}

// partGlued puts the blank between two words that is missing because the second begins with a larger
// letter: it is too narrow for that letter, and wide enough for the others.
func partGlued(chars []Char) []Char {
	var out []Char
	done := 0
	for i := 1; i < len(chars); i++ {
		a, b := &chars[i-1], &chars[i]
		if Blank(a.Rune) || Blank(b.Rune) || !unicode.IsLetter(b.Rune) || rightToLeft(b.Rune) {
			continue
		}
		low, high := a.Box.Bottom-a.Box.Top, b.Box.Bottom-b.Box.Top
		small := min(low, high)
		apart := b.Box.Left - a.Box.Right
		if abs(low-high) < otherSize*max(low, high) || apart < gluedGap*small || apart > farthest*small {
			continue
		}
		if usual := max(gapBefore(chars, i-1), gapBefore(chars, i+1)); apart-usual < gluedGap*small {
			continue // The letters of the words stand apart as well.
		}
		out = append(append(out, chars[done:i]...), Char{Rune: ' ', Font: b.Font, Tag: b.Tag})
		done = i
	}
	if out == nil {
		return chars
	}
	return append(out, chars[done:]...)
}

// gapBefore returns how far a character stands from the one before, 0 at the edges of words.
func gapBefore(chars []Char, i int) float32 {
	if i < 1 || i >= len(chars) || Blank(chars[i].Rune) || Blank(chars[i-1].Rune) {
		return 0
	}
	return chars[i].Box.Left - chars[i-1].Box.Right
}

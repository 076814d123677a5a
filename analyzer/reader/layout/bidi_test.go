package layout

import (
	"slices"
	"testing"

	"refrain/analyzer/document"
)

// leftward writes a line as it is seen, from left to right, with the letters in the order in which
// an engine gives them: by their places in what is seen.
func leftwardLine(seen string, order ...int) []Char {
	runes := []rune(seen)
	var chars []Char
	for _, i := range order {
		chars = append(chars, Char{Rune: runes[i], Box: document.Box{Left: 50 + 5*float32(i), Right: 55 + 5*float32(i),
			Top: 40, Bottom: 50}})
	}
	return chars
}

// backwards are the places of n letters from right to left.
func backwards(n int) (order []int) {
	for i := n - 1; i >= 0; i-- {
		order = append(order, i)
	}
	return order
}

func TestMixedLinesAreReadInTheirOrder(t *testing.T) {
	for _, c := range []struct{ claim, seen, want string }{
		{"a telephone number", "בג 03-5051051 בא", "אב 03-5051051 גב"},
		{"a number with its article", "הנש 30-כ אב", "בא כ-30 שנה"},
		{"foreign words in brackets", "לג (Dun's 100) אב", "בא (Dun's 100) גל"},
		{"two years", "א 2000 1995 ב", "ב 1995 2000 א"},
		{"a date", "א 12/05/2019 ב", "ב 12/05/2019 א"},
		{"a share", "א 12.5% ב", "ב 12.5% א"},
		{"a number in Arabic", "م 5051051-03 ت", "ت 03-5051051 م"},
		{"Hebrew in an English line", "the word בא was said by them", "the word אב was said by them"},
	} {
		line := leftwardLine(c.seen, backwards(len([]rune(c.seen)))...)
		if !mixed(line) {
			t.Errorf("%s: the line is not mixed", c.claim)
		}
		var got []rune
		for _, r := range inReadersOrder(line, 10) {
			got = append(got, r.Rune)
		}
		if string(got) != c.want {
			t.Errorf("%s: got %q, want %q", c.claim, string(got), c.want)
		}
	}
}

func TestNumberThatGoesBackStaysOnItsLine(t *testing.T) {
	s := newSheet(400, 300)
	const seen = "בג 03-5051051-2277 בא"
	order := backwards(len([]rune(seen)))
	number := order[3:18]
	slices.Reverse(number) // engines give numbers from left to right
	s.Chars = leftwardLine(seen, order...)
	for i := range s.Chars {
		s.Chars[i].Tag = -1
	}
	same(t, laid(s), []string{"body: אב 03-5051051-2277 גב"})
}

func TestBracketsOfOneShapeAreAPair(t *testing.T) {
	line := leftwardLine("לג (אב(", backwards(7)...)
	pairBrackets(line)
	if line[0].Rune != '(' || line[3].Rune != ')' {
		t.Errorf("got %q and %q", line[0].Rune, line[3].Rune)
	}
}

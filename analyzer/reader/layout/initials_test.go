package layout

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
)

// spaced writes a line whose letters stand apart, with a blank of the given width between words, and
// with the blanks between letters that a reader of the page puts there, or that were typed.
func (s *sheet) spaced(x, y, size, apart, blank float32, typed bool, text string) {
	for i, r := range text {
		if r == ' ' {
			x += blank
			continue
		}
		if i > 0 {
			at := document.Box{Left: x, Top: y, Right: x, Bottom: y}
			if typed {
				at = document.Box{Left: x - apart, Top: y - 0.8*size, Right: x, Bottom: y + 0.2*size}
			}
			s.Chars = append(s.Chars, Char{Rune: ' ', Tag: -1, Box: at})
		}
		s.line(x, y, size, string(r), Char{Tag: -1})
		s.Chars = s.Chars[:len(s.Chars)-2]
		x += size/2 + apart
	}
	s.Chars = append(s.Chars, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
}

func TestLetterSpacedWordsAreReadWhole(t *testing.T) {
	for claim, c := range map[string]struct {
		write func(s *sheet)
		want  string
	}{
		"by tracking": {func(s *sheet) { s.spaced(60, 80, 11, 4, 6, false, "The flood of people") },
			"The flood of people"},
		"with two blanks typed between words": {func(s *sheet) { s.spaced(60, 80, 11, 3, 4, true, "THE FLOOD") },
			"THE FLOOD"},
		"after a number": {func(s *sheet) { s.spaced(60, 80, 11, 4, 6, false, "2THE FLOOD") }, "2 THE FLOOD"},
		"typed without a mark between words": {func(s *sheet) { s.spaced(60, 80, 11, 3, 0, true, "THE FLOOD") },
			"T H E F L O O D"},
		"numbers side by side": {func(s *sheet) { s.spaced(60, 80, 11, 4, 0, false, "4120310") }, "4 1 2 0 3 1 0"},
		"one word in a line": {func(s *sheet) {
			s.line(60, 80, 11, "The court has", Char{Tag: -1})
			s.Chars = append(s.Chars[:len(s.Chars)-2], Char{Rune: ' ', Tag: -1})
			s.spaced(138, 80, 11, 4, 6, false, "not")
			s.Chars = append(s.Chars[:len(s.Chars)-2], Char{Rune: ' ', Tag: -1})
			s.spaced(190, 80, 11, 4, 6, false, "heard")
			s.Chars = append(s.Chars[:len(s.Chars)-2], Char{Rune: ' ', Tag: -1})
			s.line(244, 80, 11, "of any of them so far.", Char{Tag: -1})
		}, "The court has not heard of any of them so far."},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newSheet(500, 700)
			c.write(s)
			if got := words(Blocks(pagesOfSheets([]*sheet{s}))[0]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// initial writes a large letter over lines of 11 points whose first baseline is at y.
func (s *sheet) initial(x, y float32, lines int, letter string) {
	const size, leading = 11, 14.3
	high := leading*float32(lines-1)/0.62 + size
	s.line(x, y+leading*float32(lines-1), high, letter, Char{Tag: -1})
}

func TestLargeInitialBelongsToItsWord(t *testing.T) {
	const (
		second = "had come over the sea in the year before,"
		third  = "and on their children, who are here, and"
		below  = "for whom the members of the council asked for a school."
	)
	for claim, c := range map[string]struct {
		write func(s *sheet)
		want  []string
	}{
		"before the lines that it spans": {func(s *sheet) {
			s.initial(60, 80, 3, "M")
			s.text(92, 80, 11, "embers of the council spoke of those who", second, third)
			s.text(60, 80+3*14.3, 11, below)
		}, []string{"body: Members of the council spoke of those who " + second + " " + third + " " + below}},
		"after its paragraph": {func(s *sheet) {
			s.text(92, 80, 11, "embers of the council spoke of those who", second, third)
			s.text(60, 80+3*14.3, 11, below)
			s.initial(60, 80, 3, "M")
		}, []string{"body: Members of the council spoke of those who " + second + " " + third + " " + below}},
		"at the start of the last line that it spans": {func(s *sheet) {
			s.text(92, 80, 11, "embers of the council spoke of those who", second)
			s.initial(60, 80, 3, "M")
			s.Chars = s.Chars[:len(s.Chars)-2]
			s.text(92, 80+2*14.3, 11, third)
			s.text(60, 80+3*14.3, 11, below)
		}, []string{"body: Members of the council spoke of those who " + second + " " + third + " " + below}},
		"in the margin": {func(s *sheet) {
			s.initial(30, 80, 2, "M")
			s.text(60, 80, 11, "embers of the council spoke of those who", second, third)
		}, []string{"body: Members of the council spoke of those who " + second + " " + third}},
		"with a quotation mark, before capitals": {func(s *sheet) {
			s.initial(60, 80, 3, "“M")
			s.text(120, 80, 11, "EMBERS OF the council spoke of those who", second, third)
		}, []string{"body: “MEMBERS OF the council spoke of those who " + second + " " + third}},
		"that is a word": {func(s *sheet) {
			s.initial(60, 80, 3, "A")
			s.text(92, 80, 11, "flood, it was said; and of those who", second, third)
		}, []string{"body: A flood, it was said; and of those who " + second + " " + third}},
		"that would be a word, but for what the document has elsewhere": {func(s *sheet) {
			s.initial(60, 80, 3, "A")
			s.text(92, 80, 11, "liens, it was said; and of those who", second, "and on their children.")
			s.text(60, 200, 11, "It is not the alien who has come.")
		}, []string{
			"body: Aliens, it was said; and of those who " + second + " and on their children.",
			"body: It is not the alien who has come.",
		}},
		"that labels what is beside it": {func(s *sheet) {
			s.initial(60, 80, 3, "A")
			s.text(92, 80, 11, "Members of the council spoke of those who", second, third)
		}, []string{"body: A", "body: Members of the council spoke of those who " + second + " " + third}},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newSheet(500, 700)
			c.write(s)
			same(t, laid(s), c.want)
		})
	}
}

func TestInitialsOfColumnsSideBySide(t *testing.T) {
	left := []string{"embers of the council", "spoke of those who had", "come over the sea and", "on their children."}
	right := []string{"aves of people came, as", "the papers say; they do", "not say when, and they", "do not say how many."}
	s := newSheet(600, 700)
	s.initial(60, 80, 2, "M")
	s.Chars = append(s.Chars[:len(s.Chars)-2], Char{Rune: ' ', Tag: -1})
	s.initial(300, 80, 2, "W")
	s.text(82, 80, 11, left...)
	s.text(322, 80, 11, right...)
	same(t, laid(s), []string{"body: M" + strings.Join(left, " "), "body: W" + strings.Join(right, " ")})
}

func TestLargerLettersWithinALine(t *testing.T) {
	const rest = "people of the county each year, and says that it will go on so."
	// sized writes letters of two sizes on one baseline: capitals in the larger one.
	sized := func(s *sheet, x, y, large, small float32, text string, gap float32) {
		for _, r := range text {
			size := small
			switch {
			case r == '|':
				x += gap // where nothing was typed
				continue
			case r >= 'A' && r <= 'Z':
				size = large
			}
			s.line(x, y, size, string(r), Char{Tag: -1})
			s.Chars = s.Chars[:len(s.Chars)-2]
			x += size / 2
		}
		s.Chars = append(s.Chars, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
	}
	for claim, c := range map[string]struct {
		write func(s *sheet)
		want  string
	}{
		"make no heading": {func(s *sheet) {
			sized(s, 60, 80, 12.6, 11, "The Ministry of the Interior counts all of the", 0)
			s.text(60, 94.3, 11, rest)
		}, "body: The Ministry of the Interior counts all of the " + rest},
		"are parted from the word before": {func(s *sheet) {
			sized(s, 60, 80, 18, 11, "he counts Flood|Waves of the", 2.5)
		}, "body: he counts Flood Waves of the"},
		"touch the rest of their word": {func(s *sheet) {
			sized(s, 60, 80, 18, 11, "he counts FloodWaves of the", 0)
		}, "body: he counts FloodWaves of the"},
		"of a whole line whose sentence goes on": {func(s *sheet) {
			s.text(60, 80, 13, "The ministry counts all of the people in it, who are not")
			s.text(60, 95, 11, rest)
		}, "body: The ministry counts all of the people in it, who are not " + rest},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newSheet(500, 700)
			c.write(s)
			s.text(60, 300, 11, rest, "And "+rest[:50], rest)
			if got := laid(s); !strings.HasPrefix(got[0], c.want) {
				t.Errorf("got %q, want %q first", got, c.want)
			}
		})
	}
}

package layout

import (
	"cmp"
	"slices"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// Lines of Hebrew and Arabic stand on a page from right to left, and the numbers and foreign words
// within them from left to right. Engines guess the order in which they are read. Where a line mixes
// the two, it is found anew from the places of the letters, by the rules of the Unicode
// Bidirectional Algorithm (UAX #9) backwards.

// unit is what stands at one place of a line: a letter with its marks, a ligature of several, or a
// blank.
type unit struct {
	chars []Char
	class bidi.Class
	box   float32 // its middle, across
}

// classOf returns the class of a character: L, R, AL, EN, AN, or another that is none of them.
func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

func rightward(c bidi.Class) bool { return c == bidi.L }
func leftward(c bidi.Class) bool  { return c == bidi.R || c == bidi.AL }
func numeric(c bidi.Class) bool   { return c == bidi.EN || c == bidi.AN }

// mixed reports whether characters run from right to left, and there are numbers, brackets or words
// of other scripts among them.
func mixed(chars []Char) bool {
	left, right := false, false
	for i := range chars {
		switch p, _ := bidi.LookupRune(chars[i].Rune); {
		case leftward(p.Class()):
			left = true
		case rightward(p.Class()), numeric(p.Class()), p.IsBracket():
			right = true
		}
	}
	return left && right
}

// inReadersOrder brings the characters of a mixed line into the order in which they are read.
func inReadersOrder(chars []Char, size float32) []Char {
	units := unitsOf(chars, size)
	left, right, arabic := 0, 0, false
	for i := range units {
		switch c := units[i].class; {
		case leftward(c):
			left++
			arabic = arabic || c == bidi.AL
		case rightward(c):
			right++
		}
	}
	joinNumbers(units, arabic)
	var out []Char
	if left*2 < right {
		out = readRightward(units)
	} else {
		out = readLeftward(units)
	}
	pairBrackets(out)
	return out
}

// unitsOf returns what stands on a line from left to right, with blanks where the content or a gap
// has them.
func unitsOf(chars []Char, size float32) []unit {
	const ( // sizes between two words at least, where the content does not tell
		wordGap   = 0.16
		numberGap = 0.08 // likewise between a word and a number or sign: no letters are spaced there
	)
	var placed []unit
	blank := map[int]bool{} // the units that a blank follows in the content
	order := []int{}
	for i := range chars {
		c := &chars[i]
		n := len(placed) - 1
		switch {
		case Blank(c.Rune):
			blank[n] = true
		case n >= 0 && !blank[n] && (unicode.Is(unicode.Mn, c.Rune) || sharesGlyph(&chars[i-1], c)):
			placed[n].chars = append(placed[n].chars, *c)
		default:
			order = append(order, len(placed))
			placed = append(placed, unit{[]Char{*c}, classOf(c.Rune), (c.Box.Left + c.Box.Right) / 2})
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(placed[a].box, placed[b].box) })
	var units []unit
	for k, i := range order {
		if k > 0 {
			last := order[k-1]
			a, b := placed[last].chars[0], placed[i].chars[0]
			near := i == last+1 && !blank[last] || i == last-1 && !blank[i]
			told := i == last+1 || i == last-1 // by the content, which engines may have parted at brackets
			alike := leftward(placed[i].class) == leftward(placed[last].class)
			wide := float32(wordGap)
			if !alike {
				wide = numberGap
			}
			if !near && told || !(near && alike) && b.Box.Left-a.Box.Right > wide*size {
				units = append(units, unit{[]Char{{Rune: ' ', Font: b.Font, Tag: b.Tag}}, bidi.WS, 0})
			}
		}
		units = append(units, placed[i])
	}
	return units
}

// sharesGlyph reports whether c is the next letter of the ligature that b belongs to. Engines divide
// the box of a glyph among its letters from left to right, whichever way they run.
func sharesGlyph(b, c *Char) bool {
	const rounding = 0.05 // points
	wide, next := b.Box.Right-b.Box.Left, c.Box.Right-c.Box.Left
	return b.Box == c.Box || abs(wide-next) < rounding && abs(c.Box.Left-b.Box.Right) < rounding &&
		classOf(b.Rune) == bidi.AL && classOf(c.Rune) == bidi.AL
}

// joinNumbers makes what belongs to a number a part of it: separators between digits, and signs
// beside them. After Arabic letters digits are Arabic numbers, which take no signs.
func joinNumbers(units []unit, arabic bool) {
	for i := 1; i+1 < len(units); i++ {
		c := units[i].class
		between := numeric(units[i-1].class) && numeric(units[i+1].class)
		if between && (c == bidi.CS || c == bidi.ES && !arabic) {
			units[i].class = bidi.EN
		}
	}
	if arabic {
		return
	}
	for i := range units {
		if units[i].class == bidi.ET &&
			(i > 0 && units[i-1].class == bidi.EN || i+1 < len(units) && units[i+1].class == bidi.EN) {
			units[i].class = bidi.EN
		}
	}
}

// readLeftward reads a line from right to left, the numbers and foreign words in it from left to
// right.
func readLeftward(units []unit) (out []Char) {
	for end := len(units); end > 0; {
		from := end - 1
		if c := units[from].class; rightward(c) || numeric(c) {
			from = foreign(units[:end])
		}
		for _, u := range units[from:end] {
			out = append(out, u.chars...)
		}
		end = from
	}
	return out
}

// foreign returns where the number or the foreign words begin that end with the last unit.
func foreign(units []unit) int {
	from := len(units) - 1
	for from > 0 && numeric(units[from-1].class) && numeric(units[from].class) {
		from--
	}
	first := from
	for i := from; i >= 0 && !leftward(units[i].class); i-- {
		if rightward(units[i].class) || numeric(units[i].class) && i == first-1 && rightward(units[first].class) {
			first = i
		}
	}
	return first
}

// readRightward reads a line from left to right, the words in it that run from right to left
// backwards.
func readRightward(units []unit) (out []Char) {
	for from := 0; from < len(units); {
		end := from + 1
		if leftward(units[from].class) {
			for i := from + 1; i < len(units) && !rightward(units[i].class); i++ {
				if leftward(units[i].class) {
					end = i + 1
				}
			}
			out = append(out, readLeftward(units[from:end])...)
		} else {
			out = append(out, units[from].chars...)
		}
		from = end
	}
	return out
}

// pairBrackets turns the brackets of a line: two that have foreign words or a number between them, and
// an even number of others that have one shape. Engines mirror some of them.
func pairBrackets(chars []Char) {
	for _, pair := range [...][2]rune{{'(', ')'}, {'[', ']'}} {
		var open []int // brackets that are not paired yet
		same := true
		for i := range chars {
			if r := chars[i].Rune; r != pair[0] && r != pair[1] {
				continue
			}
			n := len(open) - 1
			if n >= 0 && i > open[n]+1 && !slices.ContainsFunc(chars[open[n]:i],
				func(c Char) bool { return leftward(classOf(c.Rune)) }) {
				chars[open[n]].Rune, chars[i].Rune = pair[0], pair[1]
				open = open[:n]
				continue
			}
			open = append(open, i)
		}
		for _, i := range open {
			same = same && chars[i].Rune == chars[open[0]].Rune
		}
		if !same || len(open)%2 != 0 {
			continue
		}
		for k, i := range open {
			chars[i].Rune = pair[k%2]
		}
	}
}

// goesBack reports whether the characters from i on end beside the open line, which runs from right
// to left: a number or foreign words in it begin far to the left, and so does what follows them.
func (s *scanner) goesBack(i int) bool {
	const most = 200 // characters that are looked at
	chars := s.page.Chars
	last, l := &chars[i], s.open.box
	high := last.Box.Bottom - last.Box.Top
	if !s.leftward || chars[s.last].Rune == Hyphen ||
		min(l.Bottom, last.Box.Bottom)-max(l.Top, last.Box.Top) < onLine*high {
		return false
	}
	for k := i + 1; k < min(len(chars), i+most); k++ {
		c := &chars[k]
		if Blank(c.Rune) {
			continue
		}
		if c.Box.Left < last.Box.Left || abs(c.Box.Bottom-last.Box.Bottom) > onLine*high || c.Box.Left > l.Left {
			break
		}
		last = c
	}
	return abs(l.Left-last.Box.Right) < farBack*high
}

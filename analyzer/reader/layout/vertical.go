package layout

import (
	"cmp"
	"slices"
)

// Text in characters that are as wide as high may run down the page, in columns from right to left.
const (
	fewestVertical = 8   // characters on a page
	verticalShare  = 0.8 // of the characters whose neighbours tell, which are nearer to the one below
	nearerBelow    = 0.7 // times as far as the character to the right
	sameStack      = 0.5 // widths between the axes of characters of one column
	bandSpace      = 1.6 // sizes between bands of columns, one below the other
	mostVertical   = 20_000
)

// ideographic reports whether a character is of a script that may run down the page.
func ideographic(r rune) bool {
	return r >= 0x2E80 && r < 0xA000 || r >= 0xF900 && r < 0xFB00 || r >= 0xFE30 && r < 0xFE50 ||
		r >= 0xFF00 && r < 0xFFF0
}

// RunsDown reports whether most characters of a page are ideographs or kana in columns that run down
// the page.
func RunsDown(chars []Char) bool {
	all, wide := 0, 0
	for i := range chars {
		if r := chars[i].Rune; !Blank(r) {
			all++
			if ideographic(r) {
				wide++
			}
		}
	}
	if wide < fewestVertical || wide*2 < all || wide > mostVertical {
		return false
	}
	placed := make([]*Char, 0, wide)
	for i := range chars {
		if ideographic(chars[i].Rune) {
			placed = append(placed, &chars[i])
		}
	}
	below, right := nearest(placed, func(c *Char) (from, to, low, high float32) {
		return c.Box.Top, c.Box.Bottom, c.Box.Left, c.Box.Right
	}), nearest(placed, func(c *Char) (from, to, low, high float32) {
		return c.Box.Left, c.Box.Right, c.Box.Top, c.Box.Bottom
	})
	down, across := 0, 0
	for i, c := range placed {
		size := max(c.Box.Right-c.Box.Left, 1)
		a, b := max(below[i]+c.high(), 0), max(right[i]+size, 0) // from axis to axis
		switch {
		case a < nearerBelow*b || a < b && right[i] > sameStack*size:
			down++
		case b < a:
			across++
		}
	}
	return float32(down) > verticalShare*float32(down+across) && down >= fewestVertical
}

// far is further than any character on a page.
const far = 1e6

// nearest returns for each character how far the next one is in a direction, in which it extends from
// and to, among those that share half of its extent across, from low to high.
func nearest(placed []*Char, extent func(*Char) (from, to, low, high float32)) []float32 {
	order := make([]int, len(placed))
	for i := range order {
		order[i] = i
	}
	axis := func(i int) float32 { _, _, low, high := extent(placed[i]); return (low + high) / 2 }
	from := func(i int) float32 { f, _, _, _ := extent(placed[i]); return f }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(axis(a), axis(b)) })
	out := make([]float32, len(placed))
	for i := range out {
		out[i] = far
	}
	for start := 0; start < len(order); { // the characters of one row or column
		_, _, low, high := extent(placed[order[start]])
		end := start + 1
		for end < len(order) && axis(order[end])-axis(order[end-1]) < sameStack*(high-low) {
			end++
		}
		of := order[start:end]
		slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(from(a), from(b)) })
		for k := 1; k < len(of); k++ {
			_, to, _, _ := extent(placed[of[k-1]])
			out[of[k-1]] = from(of[k]) - to
		}
		start = end
	}
	return out
}

// inColumnsDown brings the characters of a page that runs down into the order of reading: band after
// band, in each the columns from right to left. A column is a line.
func inColumnsDown(chars []Char) []Char {
	placed := make([]Char, 0, len(chars))
	for i := range chars {
		if !Blank(chars[i].Rune) {
			placed = append(placed, chars[i])
		}
	}
	slices.SortStableFunc(placed, func(a, b Char) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
	out := make([]Char, 0, 2*len(placed))
	for from := 0; from < len(placed); {
		bottom, to := placed[from].Box.Bottom, from+1
		for to < len(placed) && placed[to].Box.Top-bottom < bandSpace*placed[to].wide() {
			bottom = max(bottom, placed[to].Box.Bottom)
			to++
		}
		out = appendColumns(out, placed[from:to])
		from = to
	}
	return out
}

func (c *Char) wide() float32 { return c.Box.Right - c.Box.Left }

// appendColumns appends the columns of one band.
func appendColumns(out, band []Char) []Char {
	axis := func(c *Char) float32 { return (c.Box.Left + c.Box.Right) / 2 }
	slices.SortStableFunc(band, func(a, b Char) int { return cmp.Compare(axis(&b), axis(&a)) })
	for from := 0; from < len(band); {
		to := from + 1
		for to < len(band) && axis(&band[to-1])-axis(&band[to]) < sameStack*max(band[to].wide(), band[from].wide()) {
			to++
		}
		slices.SortStableFunc(band[from:to], func(a, b Char) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
		out = append(append(out, band[from:to]...), Char{Rune: '\n', Tag: -1})
		from = to
	}
	return out
}

// goesOnInColumn reports whether b is the next column of text that runs down the page, and goes on with
// the paragraph of a: a sentence ends it that leaves room below, or before a column that stands in.
func (s *seam) goesOnInColumn() bool {
	const farColumn = 2 // sizes between two columns of a paragraph, at most
	a, b := s.a, s.b
	between := a.box.Left - b.box.Right
	if !a.vertical || !b.vertical || a.page != b.page || differs(a, b, otherSize) ||
		!ideographic(a.first()) && !ideographic(b.first()) ||
		between < -sameStack*a.size || between > farColumn*a.size || b.box.Top > a.box.Bottom {
		return false
	}
	top, bottom := a.box.Top, a.box.Bottom
	for i := range s.near {
		if l := &s.near[i]; l.vertical && l.box.Top < a.box.Bottom && l.box.Bottom > a.box.Top {
			top, bottom = min(top, l.box.Top), max(bottom, l.box.Bottom)
		}
	}
	full := a.box.Bottom > bottom-a.size-indented*a.size
	return full && (b.box.Top < top+indented*b.size || !a.endsSentence())
}

package layout

import (
	"math"
	"strings"

	"refrain/analyzer/document"
)

// Add adds characters to a layer that is turned by its Tilt, each with the box that it has when its
// line runs from left to right, and puts blanks and line ends between them. High is how high the
// letters of the character with an index are.
func (l *Layer) Add(chars []Char, high func(i int) float32) {
	sin, cos := math.Sincos(l.Tilt)
	var last document.Box
	for i, c := range chars {
		c.Box = unturned(c.Box, sin, cos, float64(high(i)))
		if Blank(c.Rune) {
			if n := len(l.Chars); n > 0 && !Blank(l.Chars[n-1].Rune) {
				l.Chars = append(l.Chars, c)
			}
			continue
		}
		l.Chars = Append(l.Chars, last, c)
		last = c.Box
	}
}

// unturned returns the box of a letter of known height from the box around it as it is turned.
func unturned(b document.Box, sin, cos, high float64) document.Box {
	const (
		straight = 0.999 // of the cosine or sine: what is within 2.5 degrees of a direction runs in it
		narrow   = 0.1   // heights that a letter is wide at least: boxes around turned letters are not exact
	)
	x, y := float64(b.Left+b.Right)/2, float64(b.Top+b.Bottom)/2
	width, height := float64(b.Right-b.Left), float64(b.Bottom-b.Top)
	s, c := math.Abs(sin), math.Abs(cos)
	wide := 0.0
	switch {
	case c > straight:
		wide, high = width, height
	case s > straight:
		wide, high = height, width
	case c >= s:
		wide = (width - high*s) / c
	default:
		wide = (height - high*c) / s
	}
	wide = max(wide, narrow*high)
	u, v := x*cos-y*sin, x*sin+y*cos
	return document.Box{
		Left: float32(u - wide/2), Top: float32(v - high/2), Right: float32(u + wide/2), Bottom: float32(v + high/2),
	}
}

// turnBack brings the boxes of characters of the layer into the space of the page's.
func (l *Layer) turnBack(chars []Char) {
	if l.Tilt == 0 {
		return
	}
	sin, cos := math.Sincos(l.Tilt)
	for i := range chars {
		b := chars[i].Box
		var around document.Box
		for k := range 4 {
			u, v := float64([2]float32{b.Left, b.Right}[k&1]), float64([2]float32{b.Top, b.Bottom}[k>>1])
			x, y := float32(u*cos+v*sin), float32(v*cos-u*sin)
			if k == 0 {
				around = document.Box{Left: x, Top: y, Right: x, Bottom: y}
			}
			around = document.Box{
				Left: min(around.Left, x), Top: min(around.Top, y),
				Right: max(around.Right, x), Bottom: max(around.Bottom, y),
			}
		}
		chars[i].Box = around
	}
}

// Set sets a text in lines within a box, in letters as large as will fit.
func Set(text string, box document.Box) []Char {
	const (
		letter  = 0.5 // sizes: the width of a letter
		leading = 1.2 // sizes from line to line
		largest = 10  // points, and the narrowest box
		lowest  = 12  // points: the lowest box, for one line
		smaller = 0.9 // times the size, where a text does not fit
	)
	width := max(box.Right-box.Left, largest)
	runes := []rune(strings.TrimSpace(text))
	size := float32(largest)
	for size > 1 && letter*size*float32(len(runes))*leading*size > width*max(box.Bottom-box.Top, lowest) {
		size *= smaller
	}
	var out []Char
	x, y := box.Left, box.Top
	for i, c := range runes {
		switch {
		case c == '\r' && i+1 < len(runes) && runes[i+1] == '\n':
			continue
		case c == '\r' || c == '\n' || c == ' ' && x+wordAt(runes[i+1:])*letter*size > box.Left+width && x > box.Left:
			out = append(out, Char{Rune: '\r', Tag: -1}, Char{Rune: '\n', Tag: -1})
			x, y = box.Left, y+leading*size
			continue
		case c < ' ':
			c = ' '
		}
		at := document.Box{Left: x, Top: y, Right: x + letter*size, Bottom: y + size}
		out = append(out, Char{Rune: c, Tag: -1, Box: at})
		x += letter * size
	}
	return out
}

// wordAt returns how many characters the first word has.
func wordAt(runes []rune) float32 {
	n := 0
	for n < len(runes) && runes[n] > ' ' {
		n++
	}
	return float32(n)
}

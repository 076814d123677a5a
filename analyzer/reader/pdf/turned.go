package pdf

import (
	"cmp"
	"math"
	"slices"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
)

// slant is how far, in radians, a line may be from running from left to right to be read with the
// rest of the page: about four degrees, as scans are askew.
const slant = 0.07

// turn takes text that runs in another direction than the rest of the page out of it, into layers.
// The engine puts blanks and the order of reading right only where lines run from left to right.
func (r *pageReader) turn(p *Page) {
	tilts := make([]float64, len(r.objects)) // of each object, against the page's direction
	any := false
	for i := range r.objects {
		if o := &r.objects[i]; o.Kind == engine.Text {
			tilts[i] = upTo(math.Pi, o.Angle()-float64(r.upright)*math.Pi/2)
			any = any || math.Abs(tilts[i]) > slant
		}
	}
	if !any {
		return
	}
	chars, facts := p.Chars, r.facts
	p.Chars, r.facts = make([]layout.Char, 0, len(chars)), make([]fact, 0, len(facts))
	byTilt := map[int][]int{} // characters, by their direction in steps of a degree
	left := false             // the character before was taken out
	for i := range chars {
		owner := facts[i].owner
		if owner >= 0 && math.Abs(tilts[owner]) > slant {
			step := int(math.Round(tilts[owner] * 180 / math.Pi))
			if step == -180 {
				step = 180
			}
			byTilt[step] = append(byTilt[step], i)
			left = true
			continue
		}
		if owner < 0 && left && (len(p.Chars) == 0 || layout.Blank(p.Chars[len(p.Chars)-1].Rune)) {
			continue // the blank or line end after what was taken out
		}
		left = left && owner < 0
		p.Chars, r.facts = append(p.Chars, chars[i]), append(r.facts, facts[i])
	}
	steps := make([]int, 0, len(byTilt))
	for step := range byTilt {
		steps = append(steps, step)
	}
	slices.SortFunc(steps, func(a, b int) int { return cmp.Compare(byTilt[a][0], byTilt[b][0]) })
	for _, step := range steps {
		l := layout.Layer{Tilt: float64(step) * math.Pi / 180}
		// The engine sorts the text by its places on the page; the content has it as it was written.
		slices.SortStableFunc(byTilt[step], func(a, b int) int { return int(facts[a].owner) - int(facts[b].owner) })
		gather(&l, byTilt[step], chars, func(i int) float32 { return r.objects[facts[i].owner].LetterHeight() })
		if len(l.Chars) > 0 {
			p.Layers = append(p.Layers, l)
		}
	}
}

// upTo brings an angle between minus and plus half a turn.
func upTo(half, angle float64) float64 {
	for angle > half {
		angle -= 2 * half
	}
	for angle <= -half {
		angle += 2 * half
	}
	return angle
}

// gather takes characters into the layer, each with the box that it has when its line runs from
// left to right, and puts blanks and line ends between them.
func gather(l *layout.Layer, from []int, chars []layout.Char, high func(i int) float32) {
	sin, cos := math.Sincos(l.Tilt)
	var last document.Box
	for _, i := range from {
		c := chars[i]
		c.Box = unturned(c.Box, sin, cos, float64(high(i)))
		if layout.Blank(c.Rune) {
			if n := len(l.Chars); n > 0 && !layout.Blank(l.Chars[n-1].Rune) {
				l.Chars = append(l.Chars, c)
			}
			continue
		}
		l.Chars = layout.Append(l.Chars, last, c)
		last = c.Box
	}
}

// unturned returns the box of a letter of known height from the box around it as it is turned.
func unturned(b document.Box, sin, cos, high float64) document.Box {
	x, y := float64(b.Left+b.Right)/2, float64(b.Top+b.Bottom)/2
	width, height := float64(b.Right-b.Left), float64(b.Bottom-b.Top)
	s, c := math.Abs(sin), math.Abs(cos)
	wide := 0.0
	switch {
	case c > 0.999:
		wide, high = width, height
	case s > 0.999:
		wide, high = height, width
	case c >= s:
		wide = (width - high*s) / c
	default:
		wide = (height - high*c) / s
	}
	wide = max(wide, 0.1*high)
	u, v := x*cos-y*sin, x*sin+y*cos
	return document.Box{Left: float32(u - wide/2), Top: float32(v - high/2), Right: float32(u + wide/2), Bottom: float32(v + high/2)}
}

package pdf

import (
	"cmp"
	"math"
	"slices"

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
	if layout.RunsDown(p.Chars) {
		keepOnSide(tilts)
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
		// The engine sorts the text by its places on the page; the content has it as it was
		// written.
		of := byTilt[step]
		slices.SortStableFunc(of, func(a, b int) int { return int(facts[a].owner) - int(facts[b].owner) })
		turned := make([]layout.Char, len(of))
		for k, i := range of {
			turned[k] = chars[i]
		}
		l.Add(turned, func(k int) float32 { return r.objects[facts[of[k]].owner].LetterHeight() })
		if len(l.Chars) > 0 {
			p.Layers = append(p.Layers, l)
		}
	}
}

// keepOnSide takes the tilt from objects that run down the page: where the text does, words that lie
// on their side belong to the column that they are in.
func keepOnSide(tilts []float64) {
	for i := range tilts {
		if math.Abs(tilts[i]+math.Pi/2) <= slant {
			tilts[i] = 0
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

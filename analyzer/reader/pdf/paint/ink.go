package paint

import "refrain/analyzer/reader/pdf/engine"

// What the eye does not see.
const (
	FaintAlpha = 20 // of 255
	FaintInk   = 20 // of 255: the difference between a colour and the one below it
)

// Ink is a colour. It is not known where a pattern is drawn.
type Ink struct {
	Red, Green, Blue, Alpha uint8
	Known                   bool
}

func inkOf(c engine.Colour) Ink { return Ink{c.RGBA[0], c.RGBA[1], c.RGBA[2], c.RGBA[3], c.Known} }

// Like reports whether the eye cannot tell two colours apart.
func (a Ink) Like(b Ink) bool {
	near := func(p, q uint8) bool { return max(p, q)-min(p, q) < FaintInk }
	return near(a.Red, b.Red) && near(a.Green, b.Green) && near(a.Blue, b.Blue)
}

// Brightest returns the largest part of a colour.
func (a Ink) Brightest() uint8 { return max(a.Red, a.Green, a.Blue) }

// Dimmest returns the least part of a colour.
func (a Ink) Dimmest() uint8 { return min(a.Red, a.Green, a.Blue) }

// white is what lies below everything.
var white = Ink{255, 255, 255, 255, true}

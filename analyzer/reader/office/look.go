package office

import (
	"math"
	"strconv"
	"strings"
)

// Look is what a style or a run says about how its letters look, as far as that decides whether
// anybody can read them.
type Look struct {
	Ink    Colour  // of the letters
	Ground Colour  // behind them: their shading
	Marker Colour  // over the ground: a highlight
	Clear  Setting // the letters have no fill
	Size   int     // in half-points; 0 when nothing is said
	Scale  int     // the width of letters, in percent; 0 when nothing is said
	Tight  int     // how much closer than usual letters are set, in twips; negative for wider
	Spaced bool    // tight says something
}

// over is what holds when l is said on top of below.
func (l Look) over(below Look) Look {
	l.Ink, l.Ground, l.Marker = l.Ink.Or(below.Ink), l.Ground.Or(below.Ground), l.Marker.Or(below.Marker)
	l.Clear = l.Clear.Or(below.Clear)
	if l.Size == 0 {
		l.Size = below.Size
	}
	if l.Scale == 0 {
		l.Scale = below.Scale
	}
	if !l.Spaced {
		l.Tight, l.Spaced = below.Tight, below.Spaced
	}
	return l
}

// Why text is not part of what readers see. Reports print these.
const (
	HiddenText      = "hidden text"
	HiddenRow       = "hidden row"
	HiddenShape     = "hidden shape"
	HiddenSection   = "hidden section"
	MergedCell      = "covered by a merged cell"
	TrackedDeletion = "tracked deletion"
	TrackedMove     = "moved away"
	transparentText = "transparent text"
	whiteText       = "white text"
	sameColour      = "text in the colour of its background"
	TooSmall        = "too small to read"
	OffThePage      = "off the page"
	OtherVersion    = "shown by other programs only"
	StaleControl    = "replaced by the data that it is bound to"
	UnusedHead      = "running head that no page shows"
	UnusedNote      = "note that nothing refers to"
)

const (
	Smallest     = 4   // half-points: smaller letters are spots
	narrowest    = 10  // percent of the usual width: narrower letters are strokes
	piled        = 0.6 // of the size: letters that much closer than usual are on each other
	UsualSize    = 22  // half-points, where nothing is said
	ShortestLine = 40  // twips: lines and rows of exactly so little height show nothing
)

// illegible says why readers cannot make out letters of this look, on a ground that may be
// unknown; "" when they may.
func (l *Look) illegible(ground Colour) string {
	size := l.Size
	if size == 0 {
		size = UsualSize
	}
	switch {
	case l.Clear == On:
		return transparentText
	case size < Smallest, l.Scale > 0 && l.Scale < narrowest, l.Spaced && float64(l.Tight) > piled*10*float64(size):
		return TooSmall
	case l.Ink.IsKnown() && ground.IsKnown() && l.Ink.near(ground):
		if l.Ink.near(White) {
			return whiteText
		}
		return sameColour
	}
	return ""
}

// on is the ground that the letters are on, when behind their shading is what is given.
func (l *Look) on(behind Colour) Colour {
	for _, c := range []Colour{l.Marker, l.Ground} {
		if c != NoColour && c != AutoColour {
			return c
		}
	}
	return behind
}

// Colour is a colour of letters or of what is behind them, or what is known instead.
type Colour uint32

const (
	NoColour   Colour = 0                    // nothing is said
	AutoColour Colour = 1 << 24              // of letters: one that can be read; of a ground: none
	SomeColour Colour = 2 << 24              // one that is not known: a picture, a pattern
	rgbColour  Colour = 4 << 24              // with red, green and blue in the lowest bytes
	White             = rgbColour | 0xFFFFFF // of paper, and of letters that nobody sees on it
	Black             = rgbColour            // of most letters
)

// IsKnown reports whether red, green and blue are known.
func (c Colour) IsKnown() bool { return c&rgbColour != 0 }

// Or is c, or where it says nothing, other.
func (c Colour) Or(other Colour) Colour {
	if c == NoColour {
		return other
	}
	return c
}

// near reports whether nobody can tell two known colours apart: each of red, green and blue
// differs by less than 5 percent.
func (c Colour) near(other Colour) bool {
	const least = 12
	for shift := 0; shift < 24; shift += 8 {
		if d := int(c>>shift&0xFF) - int(other>>shift&0xFF); d < -least || d > least {
			return false
		}
	}
	return true
}

// Mixed is c with a share of other in it.
func (c Colour) Mixed(other Colour, share float64) Colour {
	if !c.IsKnown() || !other.IsKnown() {
		return SomeColour
	}
	mix := rgbColour
	for shift := 0; shift < 24; shift += 8 {
		a, b := float64(c>>shift&0xFF), float64(other>>shift&0xFF)
		mix |= Colour(math.Round(a+(b-a)*share)) << shift
	}
	return mix
}

// colourNames are the names that Word's highlights and the formats' other colours go by.
var colourNames = map[string]Colour{
	"none": AutoColour, "auto": AutoColour, "transparent": AutoColour, "black": Black, "blue": rgbColour | 0x0000FF,
	"cyan": rgbColour | 0x00FFFF, "aqua": rgbColour | 0x00FFFF, "green": rgbColour | 0x00FF00,
	"lime":    rgbColour | 0x00FF00,
	"magenta": rgbColour | 0xFF00FF, "fuchsia": rgbColour | 0xFF00FF, "red": rgbColour | 0xFF0000,
	"yellow": rgbColour | 0xFFFF00, "white": White, "darkblue": rgbColour | 0x000080, "navy": rgbColour | 0x000080,
	"darkcyan": rgbColour | 0x008080, "teal": rgbColour | 0x008080, "darkgreen": rgbColour | 0x008000,
	"darkmagenta": rgbColour | 0x800080, "purple": rgbColour | 0x800080, "darkred": rgbColour | 0x800000,
	"maroon": rgbColour | 0x800000, "darkyellow": rgbColour | 0x808000, "olive": rgbColour | 0x808000,
	"darkgray": rgbColour | 0x808080, "gray": rgbColour | 0x808080, "lightgray": rgbColour | 0xC0C0C0,
	"silver": rgbColour | 0xC0C0C0,
}

// ColourOf reads a colour as office formats write it: "FFFFFF", "#fff", "white".
func ColourOf(s string) Colour {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ") // VML may add where a colour comes from: "white [3212]".
	if s == "" {
		return NoColour
	}
	digits := strings.TrimPrefix(s, "#")
	if len(digits) == 3 && len(s) == 4 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if len(digits) == 6 {
		if n, err := strconv.ParseUint(digits, 16, 24); err == nil {
			return rgbColour | Colour(n)
		}
	}
	if c, ok := colourNames[strings.ToLower(s)]; ok {
		return c
	}
	return SomeColour
}

// RGB is the colour with those amounts of red, green and blue.
func RGB(red, green, blue byte) Colour {
	return rgbColour | Colour(red)<<16 | Colour(green)<<8 | Colour(blue)
}

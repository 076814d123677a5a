package reader

import (
	"math"
	"strconv"
	"strings"
)

// look is what a style or a run says about how its letters look, as far as that decides whether
// anybody can read them.
type look struct {
	ink    colour  // of the letters
	ground colour  // behind them: their shading
	marker colour  // over the ground: a highlight
	clear  setting // the letters have no fill
	size   int     // in half-points; 0 when nothing is said
	scale  int     // the width of letters, in percent; 0 when nothing is said
	tight  int     // how much closer than usual letters are set, in twips; negative for wider
	spaced bool    // tight says something
}

// over is what holds when l is said on top of below.
func (l look) over(below look) look {
	l.ink, l.ground, l.marker = l.ink.or(below.ink), l.ground.or(below.ground), l.marker.or(below.marker)
	l.clear = l.clear.or(below.clear)
	if l.size == 0 {
		l.size = below.size
	}
	if l.scale == 0 {
		l.scale = below.scale
	}
	if !l.spaced {
		l.tight, l.spaced = below.tight, below.spaced
	}
	return l
}

// Why text is not part of what readers see. Reports print these.
const (
	hiddenText      = "hidden text"
	hiddenRow       = "hidden row"
	hiddenShape     = "hidden shape"
	hiddenSection   = "hidden section"
	mergedCell      = "covered by a merged cell"
	trackedDeletion = "tracked deletion"
	trackedMove     = "moved away"
	transparentText = "transparent text"
	whiteText       = "white text"
	sameColour      = "text in the colour of its background"
	tooSmall        = "too small to read"
	offThePage      = "off the page"
	otherVersion    = "shown by other programs only"
	staleControl    = "replaced by the data that it is bound to"
	unusedHead      = "running head that no page shows"
	unusedNote      = "note that nothing refers to"
)

const (
	smallest     = 4   // half-points: smaller letters are spots
	narrowest    = 10  // percent of the usual width: narrower letters are strokes
	piled        = 0.6 // of the size: letters that much closer than usual stand on each other
	usualSize    = 22  // half-points, where nothing is said
	shortestLine = 40  // twips: lines and rows of exactly so little height show nothing
)

// illegible says why readers cannot make out letters of this look, on a ground that may be
// unknown; "" when they may.
func (l *look) illegible(ground colour) string {
	size := l.size
	if size == 0 {
		size = usualSize
	}
	switch {
	case l.clear == on:
		return transparentText
	case size < smallest, l.scale > 0 && l.scale < narrowest, l.spaced && float64(l.tight) > piled*10*float64(size):
		return tooSmall
	case l.ink.isKnown() && ground.isKnown() && l.ink.near(ground):
		if l.ink.near(white) {
			return whiteText
		}
		return sameColour
	}
	return ""
}

// on is the ground that the letters stand on, when behind their shading is what is given.
func (l *look) on(behind colour) colour {
	for _, c := range []colour{l.marker, l.ground} {
		if c != noColour && c != autoColour {
			return c
		}
	}
	return behind
}

// colour is a colour of letters or of what is behind them, or what is known instead.
type colour uint32

const (
	noColour   colour = 0       // nothing is said
	autoColour colour = 1 << 24 // of letters: one that can be read; of a ground: none
	someColour colour = 2 << 24 // one that is not known: a picture, a pattern
	rgbColour  colour = 4 << 24 // with red, green and blue in the lowest bytes
	white             = rgbColour | 0xFFFFFF
	black             = rgbColour
)

func (c colour) isKnown() bool { return c&rgbColour != 0 }

// or is c, or where it says nothing, other.
func (c colour) or(other colour) colour {
	if c == noColour {
		return other
	}
	return c
}

// near reports whether nobody can tell two known colours apart: each of red, green and blue
// differs by less than 5 percent.
func (c colour) near(other colour) bool {
	const least = 12
	for shift := 0; shift < 24; shift += 8 {
		if d := int(c>>shift&0xFF) - int(other>>shift&0xFF); d < -least || d > least {
			return false
		}
	}
	return true
}

// mixed is c with a share of other in it.
func (c colour) mixed(other colour, share float64) colour {
	if !c.isKnown() || !other.isKnown() {
		return someColour
	}
	mix := rgbColour
	for shift := 0; shift < 24; shift += 8 {
		a, b := float64(c>>shift&0xFF), float64(other>>shift&0xFF)
		mix |= colour(math.Round(a+(b-a)*share)) << shift
	}
	return mix
}

// colourNames are the names that Word's highlights and the formats' other colours go by.
var colourNames = map[string]colour{
	"none": autoColour, "auto": autoColour, "transparent": autoColour, "black": black, "blue": rgbColour | 0x0000FF,
	"cyan": rgbColour | 0x00FFFF, "aqua": rgbColour | 0x00FFFF, "green": rgbColour | 0x00FF00,
	"lime":    rgbColour | 0x00FF00,
	"magenta": rgbColour | 0xFF00FF, "fuchsia": rgbColour | 0xFF00FF, "red": rgbColour | 0xFF0000,
	"yellow": rgbColour | 0xFFFF00, "white": white, "darkblue": rgbColour | 0x000080, "navy": rgbColour | 0x000080,
	"darkcyan": rgbColour | 0x008080, "teal": rgbColour | 0x008080, "darkgreen": rgbColour | 0x008000,
	"darkmagenta": rgbColour | 0x800080, "purple": rgbColour | 0x800080, "darkred": rgbColour | 0x800000,
	"maroon": rgbColour | 0x800000, "darkyellow": rgbColour | 0x808000, "olive": rgbColour | 0x808000,
	"darkgray": rgbColour | 0x808080, "gray": rgbColour | 0x808080, "lightgray": rgbColour | 0xC0C0C0,
	"silver": rgbColour | 0xC0C0C0,
}

// colourOf reads a colour as office formats write it: "FFFFFF", "#fff", "white".
func colourOf(s string) colour {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ") // VML may add where a colour comes from: "white [3212]".
	if s == "" {
		return noColour
	}
	digits := strings.TrimPrefix(s, "#")
	if len(digits) == 3 && len(s) == 4 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if len(digits) == 6 {
		if n, err := strconv.ParseUint(digits, 16, 24); err == nil {
			return rgbColour | colour(n)
		}
	}
	if c, ok := colourNames[strings.ToLower(s)]; ok {
		return c
	}
	return someColour
}

package office

import (
	"strconv"
	"strings"
)

// A picture in Word or OpenDocument that is so large, in points, takes a page for itself. Where a
// document has next to no text beside such pictures, they are scans: fewer than wordless bytes for
// each, some sixty words.
const (
	ScanWidth, ScanHeight = 350, 450
)

// EMU is a length that DrawingML gives, in points.
func EMU(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return n / 12700
}

// CSSLength is a length in a style like "width:450pt;height:9in", in points; 0 without one.
func CSSLength(style, name string) float64 { return Length(CSSValue(style, name)) }

// CSSValue is what a style like "visibility:hidden;height:9in" says of a property; "" for nothing.
func CSSValue(style, name string) string {
	for property := range strings.SplitSeq(style, ";") {
		if key, value, ok := strings.Cut(property, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// Length is a length with its unit, like "17.5cm", in points; 0 for what is none.
func Length(s string) float64 {
	points, _ := Measured(s)
	return points
}

// Measured is length, and reports whether s is a length.
func Measured(s string) (points float64, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	n, err := strconv.ParseFloat(number, 64)
	each, ok := pointsOf[s[len(number):]]
	return n * each, ok && err == nil
}

// pointsOf are the units of lengths. What has none is in pixels.
var pointsOf = map[string]float64{
	"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12, "px": 0.75, "": 0.75,
}

// IsSpot reports whether something of a length shows nothing. What is no length may.
func IsSpot(s string) bool {
	points, ok := Measured(s)
	return ok && points <= Spot
}

// Twips is a measure in twips. A number without a unit counts in so many twips; the strict variant
// of the format has units.
func Twips(s string, each int) int {
	const most = 1 << 20 // of either sign: more than any page
	n, err := strconv.ParseFloat(s, 64)
	if n *= float64(each); err != nil {
		n = Length(s) * 20
	}
	return int(max(-most, min(most, n)))
}

// Spot is how large a shape is, in points, that shows nothing.
const Spot = 1

// spot is how large a shape is, in points, that shows nothing. widest is how wide paper may be.
const (
	Widest = 22 * 72
)

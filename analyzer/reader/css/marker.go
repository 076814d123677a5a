package css

import "strings"

// Marker is the kind of number that a list prints before its items.
type Marker uint8

// The kinds of numbers that provisions have. UnsetMarker is that of an element which no sheet speaks
// of, OtherMarker is none of them: a bullet, no marker, numbers of other alphabets.
const (
	UnsetMarker Marker = iota
	Digits
	SmallLetters
	CapitalLetters
	SmallRoman
	CapitalRoman
	OtherMarker
)

// markers are the values of list-style-type that are numbers of provisions.
var markers = map[string]Marker{
	"decimal": Digits, "decimal-leading-zero": Digits, "lower-alpha": SmallLetters, "lower-latin": SmallLetters,
	"upper-alpha": CapitalLetters, "upper-latin": CapitalLetters, "lower-roman": SmallRoman, "upper-roman": CapitalRoman,
}

// MarkerOf is the kind that the type attribute of a list names.
func MarkerOf(attr string) Marker {
	switch strings.TrimSpace(attr) {
	case "1":
		return Digits
	case "a":
		return SmallLetters
	case "A":
		return CapitalLetters
	case "i":
		return SmallRoman
	case "I":
		return CapitalRoman
	}
	return UnsetMarker
}

// setMarker takes list-style and list-style-type: the shorthand has a position and a picture beside
// the type.
func setMarker(t target, v tokens) bool {
	kind := OtherMarker
	words, _ := v.words()
	for word := range strings.FieldsSeq(words) {
		if m, ok := markers[word]; ok {
			kind = m
		}
	}
	t.style.Marker = kind
	return true
}

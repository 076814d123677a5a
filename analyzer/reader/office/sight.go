package office

import (
	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/xmltok"
)

// Sight is what decides whether readers see a stretch of a Word or OpenDocument text, apart from
// how its letters look, and what they see beside it.
type Sight struct {
	Builder *builder.Builder   // what the text is appended to
	Outer   document.Exclusion // of all of it
	Why     string             // it is excluded
	Ground  Colour             // behind it: that of its cell, section or box; NoColour for the page's
	Boxes   int                // how many text boxes it is in
	Shape   Shape              // the picture or shape at hand
	After   []Aside            // what the paragraph refers to and is read after it
}

// Aside is what is apart from the paragraph that refers to it.
type Aside struct {
	xmltok.Fragment
	Relations Relations          // of the part it is in, in Word
	Role      document.Role      // of what is read
	Kind      AsideKind          // how it is read
	Ground    Colour             // behind it
	Outer     document.Exclusion // of all of it
	Why       string             // it is excluded
	words     string             // all of it, where it is the value of an attribute, which the fragment then is
}

// AsideKind is how an aside is read.
type AsideKind uint8

const (
	AsideNote    AsideKind = iota // a foot- or endnote
	AsideBox                      // a text box
	AsideDrawing                  // a diagram or chart
	AsideWords                    // the words of a picture, which appear in an attribute
)

// Shape is what is known of the picture or shape that is being read.
type Shape struct {
	Scan   bool    // it is as large as a page
	Hidden string  // why readers do not see it; "" when they may
	Flat   bool    // that is because of its size, so what grows with its text is seen
	Groups int     // how many groups of shapes it is in
	Fill   Colour  // behind its text; NoColour for the page's
	Across string  // what its place across the page counts from
	Left   float64 // its place, in points; meaningful when it has one
	Placed bool    // Left says something
	First  int     // how many asides came before it
}

// Backdrop is what is known of what may be behind the text.
type Backdrop struct {
	Shapes int     // how many shapes are apart from the text
	Behind bool    // some are behind it, or pages have a colour of their own
	Width  float64 // of the widest page, in points
}

// Hide says that readers do not see what follows, and why, unless something else is said already.
func (s *Sight) Hide(why string) {
	if s.Outer == document.Included {
		s.Outer, s.Why = document.Hidden, why
	}
}

// Refer has something read after the paragraph. Readers see it when they see what refers to it.
func (s *Sight) Refer(a Aside) {
	if a.Outer == document.Included {
		a.Outer, a.Why = s.Builder.Exclusion, s.Builder.Reason
	}
	s.After = append(s.After, a)
}

// ReferBoxed is refer, for what appears in the shape at hand.
func (s *Sight) ReferBoxed(a Aside) {
	if s.Builder.Exclusion == document.Included && s.Shape.Hidden != "" {
		a.Outer, a.Why = document.Hidden, s.Shape.Hidden
	}
	if a.Ground = s.Shape.Fill; a.Ground == NoColour && s.Shape.Groups > 0 {
		a.Ground = SomeColour // Another shape may lie under it.
	}
	s.Refer(a)
}

// Grown says that the shape is larger than it seemed.
func (s *Sight) Grown() {
	if !s.Shape.Flat {
		return
	}
	s.Shape.Hidden, s.Shape.Flat = "", false
	for i := s.Shape.First; i < len(s.After); i++ {
		if a := &s.After[i]; a.Why == TooSmall {
			a.Outer, a.Why = s.Builder.Exclusion, s.Builder.Reason
		}
	}
}

// Filled says what fills the shape.
func (s *Sight) Filled(fill Colour) {
	s.Shape.Fill = fill
	for i := s.Shape.First; i < len(s.After); i++ {
		s.After[i].Ground = fill
	}
}

// Behind is what letters of a style are on when they have no ground of their own, in a paragraph
// with a shade.
func (s *Sight) Behind(style *TextStyle, shade Colour, scene func() *Backdrop) Colour {
	switch {
	case !style.Ink.IsKnown():
		return SomeColour // Nobody asks.
	case shade != NoColour && shade != AutoColour:
		return shade
	case s.Ground != NoColour:
		return s.Ground
	case !style.Ink.near(White):
		return White
	}
	if b := scene(); b.Behind || s.Boxes > 0 && b.Shapes > 1 { // Another shape may lie under the box.
		return SomeColour
	}
	return White
}

// Scanned counts a picture that is as large as a page.
func (s *Sight) Scanned() {
	if s.Shape.Scan && s.Builder.Exclusion == document.Included {
		s.Builder.Scans++
	}
	s.Shape.Scan = false
}

// AttributeWords is an aside of the words that an attribute of the element that begins has.
func AttributeWords(m *xmltok.Parser, words string) Aside {
	place := m.PlaceOf(words)
	f := xmltok.Fragment{Part: m.Within.Part, From: place.Start, To: place.End}
	return Aside{Fragment: f, words: words, Role: document.Body, Kind: AsideWords}
}

// ReadWords reads an aside whose words appear in an attribute, as a block of a role.
func ReadWords(d *builder.Builder, a Aside, role document.Role, path string) {
	d.Begin(role, 0, path)
	d.Exclude(a.Outer, a.Why)
	d.Decoded(a.words, a.From, a.To-a.From)
	d.Exclude(document.Included, "")
	d.End()
}

// Relation is a link from one part of the file to another.
type Relation struct {
	ID, Kind string // the kind is an address that ends with what the other part is
	Target   string // the name of the other part
}

// Relations are the links of a part.
type Relations struct {
	All     []Relation        // the links, in their order
	ByID    map[string]string // the names of the other parts
	Outside map[string]string // the addresses of what lies outside of the file
}

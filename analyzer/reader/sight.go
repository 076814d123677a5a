package reader

import "refrain/analyzer/document"

// sight is what decides whether readers see a stretch of a Word or OpenDocument text, apart from
// how its letters look, and what they see beside it.
type sight struct {
	draft  *draft
	outer  document.Exclusion // of all of it
	why    string             // it is excluded
	ground colour             // behind it: that of its cell, section or box; noColour for the page's
	boxes  int                // how many text boxes it lies in
	shape  shape              // the picture or shape at hand
	after  []aside            // what the paragraph refers to and is read after it
}

// aside is what stands apart from the paragraph that refers to it.
type aside struct {
	fragment
	relations relations // of the part it lies in, in Word
	role      document.Role
	kind      asideKind
	ground    colour // behind it
	outer     document.Exclusion
	why       string
	words     string // all of it, where it is the value of an attribute, which the fragment then is
}

type asideKind uint8

const (
	asideNote asideKind = iota
	asideBox
	asideDrawing // a diagram or chart
	asideWords   // the words of a picture, which stand in an attribute
)

// shape is what is known of the picture or shape that is being read.
type shape struct {
	scan   bool    // it is as large as a page
	hidden string  // why readers do not see it; "" when they may
	flat   bool    // that is because of its size, so what grows with its text is seen
	groups int     // how many groups of shapes it lies in
	fill   colour  // behind its text; noColour for the page's
	across string  // what its place across the page counts from
	left   float64 // its place, in points; meaningful when it has one
	placed bool
	first  int // how many asides came before it
}

// backdrop is what is known of what may stand behind the text.
type backdrop struct {
	shapes int     // how many shapes stand apart from the text
	behind bool    // some stand behind it, or pages have a colour of their own
	width  float64 // of the widest page, in points
}

// hide says that readers do not see what follows, and why, unless something else is said already.
func (s *sight) hide(why string) {
	if s.outer == document.Included {
		s.outer, s.why = document.Hidden, why
	}
}

// refer has something read after the paragraph. Readers see it when they see what refers to it.
func (s *sight) refer(a aside) {
	if a.outer == document.Included {
		a.outer, a.why = s.draft.exclusion, s.draft.reason
	}
	s.after = append(s.after, a)
}

// referBoxed is refer, for what stands in the shape at hand.
func (s *sight) referBoxed(a aside) {
	if s.draft.exclusion == document.Included && s.shape.hidden != "" {
		a.outer, a.why = document.Hidden, s.shape.hidden
	}
	if a.ground = s.shape.fill; a.ground == noColour && s.shape.groups > 0 {
		a.ground = someColour // Another shape may lie under it.
	}
	s.refer(a)
}

// grown says that the shape is larger than it seemed.
func (s *sight) grown() {
	if !s.shape.flat {
		return
	}
	s.shape.hidden, s.shape.flat = "", false
	for i := s.shape.first; i < len(s.after); i++ {
		if a := &s.after[i]; a.why == tooSmall {
			a.outer, a.why = s.draft.exclusion, s.draft.reason
		}
	}
}

// filled says what fills the shape.
func (s *sight) filled(fill colour) {
	s.shape.fill = fill
	for i := s.shape.first; i < len(s.after); i++ {
		s.after[i].ground = fill
	}
}

// behind is what letters of a style stand on when they have no ground of their own, in a paragraph
// with a shade.
func (s *sight) behind(style *textStyle, shade colour, scene func() *backdrop) colour {
	switch {
	case !style.ink.isKnown():
		return someColour // Nobody asks.
	case shade != noColour && shade != autoColour:
		return shade
	case s.ground != noColour:
		return s.ground
	case !style.ink.near(white):
		return white
	}
	if b := scene(); b.behind || s.boxes > 0 && b.shapes > 1 { // Another shape may lie under the box.
		return someColour
	}
	return white
}

// scanned counts a picture that is as large as a page.
func (s *sight) scanned() {
	if s.shape.scan && s.draft.exclusion == document.Included {
		s.draft.scans++
	}
	s.shape.scan = false
}

// attributeWords is an aside of the words that an attribute of the element that begins has.
func attributeWords(m *markup, words string) aside {
	place := m.placeOf(words)
	f := fragment{part: m.within.part, from: place.Start, to: place.End}
	return aside{fragment: f, words: words, role: document.Body, kind: asideWords}
}

// readWords reads an aside whose words stand in an attribute, as a block of a role.
func readWords(d *draft, a aside, role document.Role, path string) {
	d.begin(role, 0, path)
	d.exclude(a.outer, a.why)
	d.decoded(a.words, a.from, a.to-a.from)
	d.exclude(document.Included, "")
	d.end()
}

// relation is a link from one part of the file to another.
type relation struct {
	id, kind string // the kind is an address that ends with what the other part is
	target   string // the name of the other part
}

// relations are the links of a part.
type relations struct {
	all     []relation
	byID    map[string]string // the names of the other parts
	outside map[string]string // the addresses of what lies outside of the file
}

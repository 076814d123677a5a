package css

// Display is how an element is laid out, as far as that matters for its text.
type Display uint8

// The kinds of display.
const (
	Inline    Display = iota
	Block             // it stands apart from what is around it
	Flex              // likewise, and so does each of its children
	InlineBox         // it stands in a line, but its inside is a block
	InlineFlex
	Contents // it has no box; its children have
	Absent   // it is not shown, and nothing in it
	Column   // a column of a table: it is not shown
)

// Spacing says what white space in a text stands for.
type Spacing uint8

// The ways to read white space.
const (
	Collapsed Spacing = iota // any amount of it is one blank
	Kept                     // it counts as it is
	Lines                    // line breaks count, blanks do not
)

// Style is what the sheets make of an element. The zero value is not a style; see [Cascade.Root].
type Style struct {
	inherited
	own

	// Touched says that something on the page speaks of the element. Else its style goes by its
	// name and by what is around it.
	Touched bool

	serial uint32 // its number among the styles of the page
	rules  []*rule
}

// inherited are the properties that an element has from the one around it.
type inherited struct {
	Invisible     bool // visibility: hidden or collapse
	Color         Color
	Fill          Color // of letters, where it is not their colour
	Filled        bool
	FontSize      float32 // in pixels
	LetterSpacing float32 // in pixels, added between letters
	Indent        Length  // of the first line
	Spacing       Spacing
	Masked        bool // letters are shown as dots
	Outlined      bool // letters have an outline or a shadow, so they are seen on any ground

	SVGFill Color // what letters in SVG are painted with

	vars *variables
}

// own are the properties that an element has for itself.
type own struct {
	Display    Display
	Table      bool   // it is a table or a part of one
	Marker     Marker // of an item or its list
	Opacity    float32
	Background Color
	Image      bool // there is a picture or a gradient behind the text
	ClipText   bool // the background shows through the letters only

	OutOfFlow bool // absolute or fixed
	Relative  bool // positioned in any way
	Fixed     bool
	Sticky    bool
	Float     bool

	Place *Place // nil where all of it is auto

	ClipX, ClipY           bool // overflow is not shown
	Clipped                bool // by clip-path, to next to nothing
	ClippedBox             bool // likewise by clip, which counts for what is out of the flow
	PadX, PadY             bool // there is room between the box and its content
	Scaled                 bool // to nothing, or turned edge on
	SkipContent            bool // content-visibility: hidden
	FilteredOut            bool // by filter: opacity(0)
	LineThrough, Underline bool
	decorated              bool // text-decoration was set
	Content                *Generated
	Replaced               bool // its content is a picture
	animation              string
	stays                  bool // the animation's end stays
}

// Place is where a style puts an element, and how large it makes it.
type Place struct {
	Left, Right, Top, Bottom Length
	MarginLeft, MarginTop    Length
	Width, Height            Length
	MaxWidth, MaxHeight      Length
	ShiftX, ShiftY           Length // by a transform
}

// place is the place of the style, to be changed.
func (s *Style) place() *Place {
	if s.Place == nil {
		s.Place = new(Place)
	}
	return s.Place
}

// At is the place of the style, to be looked at.
func (s *Style) At() Place {
	if s.Place == nil {
		return Place{}
	}
	return *s.Place
}

// Generated is text that a style sheet puts before or after an element.
type Generated struct{ Parts []Part }

// Part is a string of a style sheet, or the value of an attribute of the element.
type Part struct {
	Text string
	At   int    // where the string stands in the source, between its quotation marks; -1 when that is not known
	Attr string // the name of the attribute, in lower case
}

// initial is the style of a page without any.
var initial = Style{
	inherited: inherited{Color: Black, FontSize: 16, SVGFill: Black},
	own:       own{Opacity: 1, Background: Transparent},
}

// child is the style that an element has before any rule: what it inherits.
func (s *Style) child() Style {
	c := Style{inherited: s.inherited, own: initial.own}
	return c
}

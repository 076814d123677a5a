package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/css"
	"refrain/analyzer/reader/dom"
)

// view is whether readers see the text of an element, as far as the page itself says so. It goes
// from an element to what is in it.
type view struct {
	gone    string // why nothing in it is seen, whatever styles in it say
	cut     string // likewise, but what is positioned by itself may be seen
	cutHere bool   // what is positioned within the element that is cut is cut with it
	own     string // why its own text is not seen; what is in it may be

	struck    bool
	furniture string
	around    document.Exclusion // of all of the page, and why
	why       string

	opacity  float32
	backdrop css.Color // what lies under the text
	sure     bool      // no style sheet of another file can have put something else under it
	floating bool      // the element lies over other parts of the page
	clear    bool      // letters show what is under them, such as a gradient
	drawing  drawing
}

// drawing is where in a drawing (SVG) an element is.
type drawing uint8

const (
	noDrawing drawing = iota
	onDrawing         // text is not shown there
	lettering
)

func newView(external bool) view { return view{opacity: 1, backdrop: css.White, sure: !external} }

const (
	// leastOpacity is how opaque text is that can be read, and leastContrast its contrast ratio.
	// Text that is meant to be read has 3 at least.
	leastOpacity  = 0.04
	leastContrast = 1.1
	// mostDistance is how far the red, green or blue of a text may be from that under it, from 0 to
	// 1, so that nobody sees it. Yellow on white has no contrast to speak of, but it is seen.
	mostDistance = 0.12
	// leastSize is how large letters are that can be read, in pixels.
	leastSize = 2
	// farAway is how far from its place, in pixels, a text is put so that nobody sees it. Pages
	// shift by less what is meant to be seen.
	farAway = 500
	// farRight is how far to the right or below nobody scrolls.
	farRight = 5000
	// letterWidth is about how wide a letter is, in pixels.
	letterWidth = 7
)

// look takes what the element's style says.
func (v *view) look(h *Page, e *element) {
	v.own = ""
	if v.gone != "" {
		return
	}
	s := e.style
	if v.gone = h.absence(e); v.gone != "" {
		return
	}
	boxed := s.Display != css.Inline || s.OutOfFlow || s.Float
	if !h.revealed(e) {
		v.opacity *= s.Opacity
	}
	switch {
	case s.Display == css.Column:
		v.gone = "display: table-column"
	case s.SkipContent:
		v.gone = "hidden until found"
	case v.opacity < leastOpacity, s.FilteredOut:
		v.gone = "zero opacity"
	case s.Clipped, s.ClippedBox && s.OutOfFlow:
		v.gone = "clipped"
	case s.Scaled && boxed:
		v.gone = "scaled to nothing"
	}
	v.places(h, e, boxed)
	v.underlay(h, e)
	if boxed && s.Display != css.Block && s.Display != css.Flex || s.OutOfFlow || s.Float {
		v.struck = false // No line goes through a box from outside it.
	}
	v.struck = v.struck || s.LineThrough
	v.letters(h, e)
}

// decide decides what the element's own text is.
func (e *element) decide() {
	v := &e.view
	switch {
	case v.gone != "":
		e.exclusion, e.reason = document.Hidden, v.gone
	case v.cut != "":
		e.exclusion, e.reason = document.Hidden, v.cut
	case v.own != "":
		e.exclusion, e.reason = document.Hidden, v.own
	case v.around != document.Included:
		e.exclusion, e.reason = v.around, v.why
	case v.struck:
		e.exclusion, e.reason = document.Deleted, "struck out"
	case v.furniture != "":
		e.exclusion, e.reason = document.Furniture, v.furniture
	default:
		e.exclusion, e.reason = document.Included, ""
	}
}

// absence is why an element is not shown at all, or "".
func (h *Page) absence(e *element) string {
	n := &h.Tree.Nodes[e.id]
	if n.Space == dom.HTML {
		switch n.Tag {
		case dom.Video, dom.Audio, dom.Canvas, dom.Meter, dom.Progress, dom.Iframe:
			return "shown without it only"
		case dom.Object:
			if _, ok := h.Tree.Find(e.id, "data"); ok {
				return "shown without it only"
			}
		}
	}
	if e.style.Replaced {
		return "replaced by a picture"
	}
	if e.style.Display != css.Absent || h.revealed(e) {
		return ""
	}
	switch {
	case n.Space != dom.HTML:
		return "not drawn"
	case n.Tag == dom.Template:
		return "template"
	case n.Tag == dom.Noscript:
		return "shown without scripts only"
	case n.Tag == dom.Noembed, n.Tag == dom.Noframes:
		return "shown without it only"
	case n.Tag == dom.Dialog:
		return "closed dialog"
	case n.Tag == dom.Datalist:
		return "suggestions for a field"
	}
	return "display: none"
}

// revealed reports whether an element is all of the page, and scripts are there to show it: many
// pages hide themselves until they are complete.
func (h *Page) revealed(e *element) bool {
	return (e.tag == dom.Html || e.tag == dom.Body) && h.Tree.Has(dom.Script)
}

// places finds what is put where nobody sees it, or into a box without room.
func (v *view) places(h *Page, e *element, boxed bool) {
	s := e.style
	if v.cut != "" && (s.Fixed || s.OutOfFlow && !v.cutHere) {
		v.cut, v.cutHere = "", false
	}
	switch {
	case v.cut != "":
	case away(e, boxed):
		v.cut, v.cutHere = "off the page", !s.Fixed
	case boxed && noRoom(s):
		v.cut, v.cutHere = "clipped", s.Relative
	case boxed && h.indentedAway(e):
		v.cut = "off the page"
	}
	v.cutHere = v.cutHere || v.cut != "" && s.Relative
}

// away reports whether an element is put beside the page.
func away(e *element, boxed bool) bool {
	s := e.style
	p := s.Place
	if p == nil {
		return false
	}
	if s.Sticky {
		return shiftedAway(s, boxed)
	}
	left := func(l css.Length) bool { return l.Set && (l.Px <= -farAway || s.Fixed && l.Share <= -1 && l.Px <= 0) }
	right := func(l css.Length) bool { return l.Set && l.Px >= farRight }
	sides := []css.Length{p.Left, p.Right, p.Top, p.Bottom}
	switch {
	case s.Relative && (slices.ContainsFunc(sides, left) || slices.ContainsFunc(sides, right)):
		return true
	case boxed && (p.MarginLeft.Px <= -farAway || p.MarginTop.Px <= -farAway || p.MarginLeft.Px >= farRight):
		return true
	}
	return shiftedAway(s, boxed)
}

// shiftedAway reports whether a box is drawn beside the page, wherever it is put.
func shiftedAway(s *css.Style, boxed bool) bool {
	shifted := func(l css.Length) bool {
		return l.Px <= -farAway || l.Px >= farRight || s.Fixed && (l.Share <= -1 || l.Share >= 1)
	}
	return boxed && (shifted(s.Place.ShiftX) || shifted(s.Place.ShiftY))
}

// noRoom reports whether a box is too small to show anything, and shows nothing outside it.
func noRoom(s *css.Style) bool {
	none := func(l css.Length) bool { return l.Set && l.Share == 0 && l.Px <= 1 }
	p := s.Place
	return p != nil && (s.ClipX && !s.PadX && (none(p.Width) || none(p.MaxWidth)) ||
		s.ClipY && !s.PadY && (none(p.Height) || none(p.MaxHeight)))
}

// indentedAway reports whether all of a text lies before the left edge of the page, because its
// first line begins far away and is long enough for it; or after the right edge of a box that shows
// nothing outside it.
func (h *Page) indentedAway(e *element) bool {
	indent := e.style.Indent
	switch {
	case !indent.Set, h.holdsBlocks(e.id):
		return false
	case indent.Share >= 1 && e.style.ClipX:
		return true
	case indent.Px > -farAway:
		return false
	}
	width := float32(0)
	for text := range h.texts(e.id) {
		if width += letterWidth * float32(utf8.RuneCountInString(text)); width > -indent.Px {
			return false
		}
	}
	return true
}

// holdsBlocks reports whether blocks are in an element, so each of them has a first line of its
// own.
func (h *Page) holdsBlocks(id dom.ID) bool {
	for c := range h.Tree.Children(id) {
		if n := &h.Tree.Nodes[c]; n.Kind == dom.Element && n.Space == dom.HTML && displayedApart(n.Tag) {
			return true
		}
	}
	return false
}

// underlay finds out what lies under the element's text.
func (v *view) underlay(h *Page, e *element) {
	s := e.style
	paints := s.Image || s.Background.A > 0 || !s.Background.Known
	switch {
	case s.ClipText && paints:
		v.clear = true
	case s.Image:
		v.painted()
		v.sure = true
	case paints:
		v.backdrop = s.Background.Over(v.backdrop)
		v.sure, v.floating = true, v.floating && s.Background.A < 1
	case !v.sure:
	case h.styles.External && h.classed(e.id):
		v.sure = false
	}
	if !paints && (s.OutOfFlow || s.At().MarginTop.Px < -20) {
		v.floating = v.floating || h.coveredArea(e)
	}
}

// painted says that there is something under the text whose colour is not known.
func (v *view) painted() { v.backdrop, v.floating = css.Color{A: 1}, false }

// classed reports whether style sheets of other files can have rules for an element by its names.
func (h *Page) classed(id dom.ID) bool {
	_, class := h.Tree.Find(id, "class")
	_, name := h.Tree.Find(id, "id")
	return class || name
}

// coveredArea reports whether something may lie under an element that is put over its surroundings:
// a picture, or a part of the page with a background of its own.
func (h *Page) coveredArea(e *element) bool {
	around := e.outer
	for around.outer != nil && !around.style.Relative {
		around = around.outer
	}
	const far = 300
	looked := 0
	for id := range h.Tree.Within(around.id) {
		if looked++; looked > far {
			return true
		}
		n := &h.Tree.Nodes[id]
		if n.Kind != dom.Element || id == e.id {
			continue
		}
		switch n.Tag {
		case dom.Img, dom.Picture, dom.Video, dom.Canvas, dom.Svg, dom.Object, dom.Embed, dom.Iframe:
			return true
		}
		if style, ok := h.Tree.Attr(id, "style"); ok && strings.Contains(strings.ToLower(style), "background") {
			return true
		}
		if h.styles.Paints && h.classed(id) {
			return true
		}
	}
	return false
}

// letters finds out whether the letters of the element's own text can be read.
func (v *view) letters(h *Page, e *element) {
	s := e.style
	n := &h.Tree.Nodes[e.id]
	switch {
	case n.Space == dom.SVG && n.Tag == dom.ForeignObject:
		v.drawing = noDrawing
	case n.Space == dom.SVG && n.Tag == dom.Text:
		v.drawing = lettering
	case n.Space == dom.SVG && n.Tag == dom.Svg:
		v.drawing = onDrawing
	}
	switch {
	case s.Invisible && !h.revealed(e):
		v.own = "visibility: hidden"
	case v.drawing == onDrawing:
		v.own = "not drawn"
	case v.drawing == lettering:
		if s.SVGFill.Known && s.SVGFill.A*v.opacity < leastOpacity && !s.Outlined {
			v.own = "transparent text"
		}
	case s.FontSize < leastSize:
		v.own = "letters too small to read"
	case s.LetterSpacing <= -0.8*s.FontSize:
		v.own = "letters on top of each other"
	case s.Masked:
		v.own = "letters shown as dots"
	case !v.clear && !s.Outlined:
		v.own = v.colour(s)
	}
}

// colour is why letters of the style's colour cannot be read where they are, or "".
func (v *view) colour(s *css.Style) string {
	color := s.Color
	if s.Filled {
		color = s.Fill
	}
	switch {
	case !color.Known:
		return ""
	case color.A*v.opacity < leastOpacity:
		return "transparent text"
	case !v.sure || v.floating || !v.backdrop.Known:
		return ""
	case color == css.Black && v.backdrop == css.White:
		return ""
	}
	color.A *= v.opacity
	color = color.Over(v.backdrop)
	if css.Contrast(color, v.backdrop) >= leastContrast || css.Distance(color, v.backdrop) > mostDistance {
		return ""
	}
	if css.Distance(v.backdrop, css.White) <= mostDistance {
		return "white text"
	}
	return "text in the colour of what is under it"
}

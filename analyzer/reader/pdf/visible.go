package pdf

import (
	"context"
	"slices"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/paint"
)

// veil is why readers do not see a character, or why they perhaps do not.
type veil uint8

// The reasons, of which the first that holds is given.
const (
	unveiled veil = iota
	veilOutside
	veilTiny
	veilLayer
	veilInvisible
	veilTransparent
	veilClipped
	veilCovered
	veilWhite
	veilAlike
	veilPicture // it may look like the picture below it
	veilPattern // its colour is not known
)

const sameColour = "same colour as the background"

// veilReasons are the reasons as reports give them.
var veilReasons = [...]string{
	veilOutside: "outside the page", veilTiny: "too small to read",
	veilLayer: "hidden layer", veilInvisible: "invisible",
	veilTransparent: "transparent", veilClipped: "clipped", veilCovered: "covered", veilWhite: "white text",
	veilAlike: sameColour, veilPicture: sameColour, veilPattern: sameColour,
}

// What the eye does not see, beside faint colours.
const (
	tinyText = 1.0 // points: the height of a letter
	darkText = 96  // of 255: the brightest part of a colour that is seen on most pictures
)

// visibility finds out which of a page's characters readers see. Objects that look suspicious at
// first sight are drawn: what changes nothing in the picture of the page is not seen.
type visibility struct {
	*pageReader
	page    *Page
	shown   paint.Rect // the page
	scan    bool       // pictures cover most of it
	veils   []veil     // for each character
	used    []bool     // whether an object has characters
	doubts  []veil     // why it is perhaps not painted
	hides   []veil     // why it is perhaps not told from what is above and below it
	ground  *paint.Ground
	layerOf map[uint32]string // the layers of marked content
}

// veiled returns for each character of the page why it is not seen, or nil if all are.
func (r *pageReader) veiled(ctx context.Context, p *Page) []veil {
	v := visibility{
		pageReader: r, page: p, shown: r.shown(), ground: &r.doc.ground, layerOf: map[uint32]string{},
	}
	marks := make([]veil, len(p.Chars)+2*len(r.objects))
	v.veils, marks = marks[:len(p.Chars)], marks[len(p.Chars):]
	v.doubts, v.hides = marks[:len(r.objects)], marks[len(r.objects):]
	v.used = make([]bool, len(r.objects))
	for i := range r.facts {
		if o := r.facts[i].owner; o >= 0 {
			v.used[o] = true
		}
	}
	v.scan = r.pictured() > v.shown.Area()/2
	found := v.places()
	if v.doubt(ctx) {
		found = v.judge(ctx) || found
	}
	if !found {
		return nil
	}
	p.join(v.veils)
	return v.veils
}

// pictured returns the area of the pictures on the page.
func (r *pageReader) pictured() (area float32) {
	page := r.shown()
	for i := range r.objects {
		if o := &r.objects[i]; o.Kind == engine.Image {
			area += o.Shown().Intersect(page).Area()
		}
	}
	return area
}

// places finds characters that lie outside the page, are too small, or are cut off, and reports
// whether there are any.
func (v *visibility) places() (found bool) {
	for i := range v.facts {
		f := &v.facts[i]
		if f.owner < 0 || layout.Blank(v.page.Chars[i].Rune) {
			continue
		}
		x, y := (f.box.Left+f.box.Right)/2, (f.box.Bottom+f.box.Top)/2
		switch {
		case !v.shown.Holds(x, y):
			v.veils[i] = veilOutside
		case f.box.Height() < tinyText && f.box.Width() < tinyText && v.objects[f.owner].LetterHeight() < 1.2*tinyText:
			v.veils[i] = veilTiny
		case !v.objects[f.owner].Clip.Holds(x, y):
			v.veils[i] = veilClipped
		default:
			continue
		}
		found = true
	}
	return found
}

// doubt looks for objects that readers perhaps do not see, and reports whether there are any.
func (v *visibility) doubt(ctx context.Context) (found bool) {
	v.ground.Reset(v.shown)
	for i := range v.objects {
		o := &v.objects[i]
		if o.Kind != engine.Text {
			v.ground.Add(int32(i), o)
		} else if v.used[i] {
			v.doubts[i], v.hides[i] = v.unpainted(ctx, o), v.merged(ctx, o)
		}
	}
	// What is painted after a text may cover it.
	for i := range v.objects {
		if v.used[i] && v.hides[i] == unveiled && v.ground.Covers(int32(i), v.objects[i].Shown()) {
			v.hides[i] = veilCovered
		}
		found = found || v.doubts[i] != unveiled || v.hides[i] != unveiled
	}
	v.unsurveyed = v.unsurveyed || v.ground.Exhausted
	return found
}

// unpainted returns why an object is perhaps not painted.
func (v *visibility) unpainted(ctx context.Context, o *paint.Object) veil {
	switch {
	case v.inLayer(ctx, o):
		return veilLayer
	case o.Mode == paint.TextInvisible || o.Mode == paint.TextClips:
		return veilInvisible
	case o.Clear:
		return veilTransparent
	case o.Shape > 5:
		return veilClipped
	case o.Mode&3 == paint.TextFills && !o.Fill.Known:
		return veilPattern
	}
	return unveiled
}

// merged returns why an object perhaps cannot be told from what is below it.
func (v *visibility) merged(ctx context.Context, o *paint.Object) veil {
	colour := o.Ink()
	if !colour.Known || o.Mode&3 == paint.TextFillsAndStrokes && o.Stroke.Known && !o.Stroke.Like(colour) {
		return unveiled
	}
	below, known, painter := v.ground.Below(o.Shown())
	switch {
	case !known && colour.Brightest() > darkText && (v.doc.lightWork > lightPicture || v.small(ctx, painter)):
		return veilPicture
	case !known || !colour.Like(below):
		return unveiled
	case below.Dimmest() > 255-paint.FaintInk:
		return veilWhite
	}
	return veilAlike
}

// small reports whether an object is a picture of few pixels, which costs little to draw.
func (v *visibility) small(ctx context.Context, painter int32) bool {
	const few = 256 * 256
	if v.objects[painter].Kind != engine.Image {
		return true
	}
	at := uint64(v.scratch(ctx, 512))
	v.call(ctx, "FPDFImageObj_GetImagePixelSize", uint64(v.objects[painter].Handle), at, at+4)
	width := v.doc.in.ReadUint32(uint32(at))
	height := v.doc.in.ReadUint32(uint32(at) + 4)
	return uint64(width)*uint64(height) <= few
}

// inLayer reports whether an object may belong to a layer that is hidden: one of which it is not
// known by now that it is shown.
func (v *visibility) inLayer(ctx context.Context, o *paint.Object) bool {
	const enough = 4 // pages
	return (o.Marks&engine.InLayer != 0 || o.Layers && v.doc.layered) && v.doc.layers[v.layer(ctx, o)] < enough
}

// layer names the layer that an object belongs to, as far as the file tells.
func (v *visibility) layer(ctx context.Context, o *paint.Object) string {
	if o.Mark == 0 || o.Marks&engine.InLayer == 0 {
		return ""
	}
	if name, ok := v.layerOf[o.Mark]; ok {
		return name
	}
	name := ""
	for k := range min(engine.MostMarks, int(int32(v.call(ctx, "FPDFPageObj_CountMarks", uint64(o.Handle))))) {
		mark := v.call(ctx, "FPDFPageObj_GetMark", uint64(o.Handle), uint64(k))
		if text, ok := v.markText(ctx, mark, "Name"); ok {
			name += text + "\n"
		}
	}
	v.layerOf[o.Mark] = name
	return name
}

func (v *visibility) ink(owner int32) paint.Ink { return v.objects[owner].Ink() }

// certain reports whether a text that is suspected of having the colour of what is below it has
// that and nothing else around it, so that nothing need be drawn to know.
func (v *visibility) certain(owner int32) bool {
	why := v.hides[owner]
	return (why == veilWhite || why == veilAlike) && v.ground.Even(v.objects[owner].Shown())
}

// join gives blanks and line ends the reason of what is on both sides of them.
func (p *Page) join(veils []veil) {
	last := -1 // the character before that has ink
	for i := range p.Chars {
		if layout.Blank(p.Chars[i].Rune) {
			continue
		}
		if last >= 0 && veils[last] == veils[i] || last < 0 {
			for k := last + 1; k < i; k++ {
				veils[k] = veils[i]
			}
		}
		last = i
	}
	for k := last + 1; last >= 0 && k < len(veils); k++ {
		veils[k] = veils[last]
	}
}

// withdraw takes the characters that are not seen out of the page's text, and puts them into
// layers. taken is called with the index of each that stays.
func (p *Page) withdraw(veils []veil, stays func(i int)) {
	chars := p.Chars
	p.Chars = make([]layout.Char, 0, len(chars))
	layers := map[veil]int{}
	for i, c := range chars {
		why := veils[i]
		if why == unveiled {
			n := len(p.Chars)
			if i > 0 && veils[i-1] != unveiled && c.Rune == ' ' && (n == 0 || layout.Blank(p.Chars[n-1].Rune)) {
				continue
			}
			p.Chars = append(p.Chars, c)
			if stays != nil {
				stays(i)
			}
			continue
		}
		at, ok := layers[why]
		if !ok {
			at = len(p.Layers)
			layers[why] = at
			p.Layers = append(p.Layers, layout.Layer{Exclusion: document.Hidden, Reason: veilReasons[why]})
		}
		l := &p.Layers[at]
		if i > 0 && veils[i-1] != why && len(l.Chars) > 0 {
			l.Chars = append(l.Chars, layout.Char{Rune: '\r', Tag: -1}, layout.Char{Rune: '\n', Tag: -1})
		}
		c.Tag = -1
		l.Chars = append(l.Chars, c)
	}
	p.Layers = slices.DeleteFunc(p.Layers, func(l layout.Layer) bool { return !slices.ContainsFunc(l.Chars, wordChar) })
	p.Lost = slices.DeleteFunc(p.Lost, func(l Lost) bool {
		return veils[l.from] != unveiled && veils[l.to-1] != unveiled
	})
}

// WithdrawOutside takes what lies outside the page, or is too small to read, out of its text.
func (p *Page) WithdrawOutside() {
	width, height := p.Size()
	veils := make([]veil, len(p.Chars))
	found := false
	for i := range p.Chars {
		b := &p.Chars[i].Box
		x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
		switch {
		case layout.Blank(p.Chars[i].Rune):
			continue
		case x < 0 || y < 0 || x > width || y > height:
			veils[i] = veilOutside
		case b.Bottom-b.Top < tinyText:
			veils[i] = veilTiny
		}
		found = found || veils[i] != unveiled
	}
	if found {
		p.join(veils)
		p.withdraw(veils, nil)
	}
}

// wordChar reports whether a character is part of a word.
func wordChar(c layout.Char) bool { return unicode.IsLetter(c.Rune) || unicode.IsDigit(c.Rune) }

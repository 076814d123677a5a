package pdf

import (
	"context"
	"math"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/letters"
	"refrain/analyzer/reader/pdf/paint"
)

func (d *pdfiumDoc) page(ctx context.Context, index int) (*Page, error) {
	handle, err := d.in.Call(ctx, "FPDF_LoadPage", d.handle, uint64(index))
	if err != nil {
		return nil, err
	}
	if handle == 0 {
		return nil, ErrDamaged
	}
	r := pageReader{caller: caller{doc: d}, handle: handle}
	p, err := r.read(ctx)
	if err != nil {
		return nil, err
	}
	if r.annotate(ctx) {
		p = r.withFields(ctx, p, index)
		if r.err != nil {
			return nil, r.err
		}
	}
	if p.Label, err = d.in.ShortText(ctx, "FPDF_GetPageLabel", d.handle, uint64(index)); err != nil {
		return nil, err
	}
	d.elements(ctx, p, r.handle)
	r.lost(ctx, p)
	r.untold(p)
	r.struck(ctx, p)
	r.addAnnotations(p)
	r.look(ctx, p)
	if !d.broken() {
		r.call(ctx, "FPDFText_ClosePage", r.text)
		r.call(ctx, "FPDF_ClosePage", r.handle) // An instance that this breaks is known to be broken.
	}
	return p, nil
}

// look finds out what readers see of a page's text. It draws, which may break the instance; the
// page is complete without it.
func (r *pageReader) look(ctx context.Context, p *Page) {
	r.doc.drawWork += r.doc.spent() / 2
	r.doc.lightWork += r.doc.spent() / textShare
	if veils := r.veiled(ctx, p); veils != nil {
		facts := r.facts
		r.facts = make([]fact, 0, len(facts))
		p.withdraw(veils, func(i int) { r.facts = append(r.facts, facts[i]) })
	}
	r.turn(p)
	p.Unseen = r.unsurveyed
	var err error
	if p.Outlined, err = paint.Outlined(ctx, r.doc.in, r.objects, r.shown()); r.err == nil {
		r.err = err
	}
	p.Pictured = r.showsPictures()
	if len(p.Chars) < FewChars {
		p.Empty = r.besideText()
	} else if r.bodyChars(p) < FewChars/4 && r.pictured() > r.shown().Area()/2 {
		p.Empty = FullImage
	}
}

// bodyChars counts the characters of a page beside running heads and feet.
func (r *pageReader) bodyChars(p *Page) (n int) {
	const margin = 0.12
	_, height := p.Size()
	for i := range p.Chars {
		if c := &p.Chars[i]; !layout.Blank(c.Rune) && c.Box.Top > margin*height && c.Box.Bottom < (1-margin)*height {
			n++
		}
	}
	return n
}

// caller calls the engine for a document until the first error, which stays in err.
type caller struct {
	doc *pdfiumDoc
	err error
}

func (c *caller) call(ctx context.Context, name string, arguments ...uint64) uint64 {
	if c.err != nil {
		return 0
	}
	var result uint64
	result, c.err = c.doc.in.Call(ctx, name, arguments...)
	return result
}

// scratch returns the address of at least n bytes that the next caller may overwrite.
func (r *pageReader) scratch(ctx context.Context, n uint32) uint32 {
	if r.err != nil {
		return 0
	}
	var buffer uint32
	buffer, r.err = r.doc.in.Scratch(ctx, n)
	return buffer
}

// name returns the address of a name that PDFium's functions take.
func (r *pageReader) name(ctx context.Context, s string) uint64 {
	if r.err != nil {
		return 0
	}
	var at uint32
	at, r.err = r.doc.in.Name(ctx, s)
	return uint64(at)
}

// pageReader reads one page. Its methods do nothing after the first error.
type pageReader struct {
	caller
	handle uint64
	text   uint64 // the page's text, while it is open

	// The visible part of the page, in its own space: y grows upwards, before any rotation.
	left, top, right, bottom float32
	rotation                 int // quarter turns, clockwise, that the file asks for

	objects     []paint.Object // what the page paints
	unsurveyed  bool           // there is more than was looked at
	facts       []fact         // about each of the page's Chars
	annotations []annotation
	fonts       []uint32 // handles of the page's Fonts
	upright     int      // the rotation in which the text was read
}

// fact is what is known of a character beside what the layout wants.
type fact struct {
	index int32 // of the character in the engine's text, -1 for one that is not there
	owner int32 // of its object, -1 for none
	inked bool  // it may be no letter, and its glyph has an outline
	box   paint.Rect
}

func (r *pageReader) read(ctx context.Context) (*Page, error) {
	r.rotation = int(int32(r.call(ctx, "FPDFPage_GetRotation", r.handle))) & 3
	r.bounds(ctx)
	p := &Page{
		Page: layout.Page{Width: float64(r.right - r.left), Height: float64(r.top - r.bottom)},
		Left: float64(r.left), Bottom: float64(r.bottom), Rotation: r.rotation,
	}
	if r.rotation&1 == 1 {
		p.Width, p.Height = p.Height, p.Width
	}
	r.survey(ctx)
	told := r.replacements(ctx)
	r.setReplacements(ctx, told, false)
	const upright = 0
	if n := r.open(ctx, upright); n > 0 {
		r.chars(ctx, p, n, upright)
		if turn := r.direction(); turn != upright {
			r.call(ctx, "FPDFText_ClosePage", r.text)
			n = r.open(ctx, turn)
			r.chars(ctx, p, n, turn)
		}
	}
	r.setReplacements(ctx, told, true)
	r.replace(p, told)
	return p, r.err
}

// survey looks at everything that the page paints.
func (r *pageReader) survey(ctx context.Context) {
	if r.err != nil {
		return
	}
	all := false
	r.objects, all, r.err = paint.Survey(ctx, r.doc.in, r.handle, r.doc.objects[:0])
	r.unsurveyed = r.unsurveyed || !all
	r.doc.objects = r.objects
}

// withFields reads the page once more with its annotations made part of the content. On some files
// that spoils the fonts; then the page stays as it was read, and says that something is missing.
func (r *pageReader) withFields(ctx context.Context, plain *Page, index int) *Page {
	const normalDisplay = 0
	r.call(ctx, "FPDFText_ClosePage", r.text)
	r.call(ctx, "FPDFPage_SetRotation", r.handle, uint64(r.rotation))
	r.call(ctx, "FPDFPage_Flatten", r.handle, normalDisplay)
	r.call(ctx, "FPDF_ClosePage", r.handle)
	if r.handle = r.call(ctx, "FPDF_LoadPage", r.doc.handle, uint64(index)); r.handle == 0 && r.err == nil {
		r.err = ErrDamaged
	}
	if r.err != nil {
		return nil
	}
	p, err := r.read(ctx)
	if err != nil {
		return nil
	}
	if p.Unknown && !plain.Unknown || len(p.Chars) < len(plain.Chars)*9/10 {
		plain.Unfilled = true
		r.facts = make([]fact, len(plain.Chars)) // What is known of the other page says nothing of this one.
		for i := range r.facts {
			r.facts[i] = fact{index: -1, owner: -1}
		}
		return plain
	}
	if len(plain.Differences) > len(p.Differences) {
		p.Differences = plain.Differences
	}
	return p
}

// shown returns the part of the page that is shown.
func (r *pageReader) shown() paint.Rect {
	return paint.Rect{Left: r.left, Bottom: r.bottom, Right: r.right, Top: r.top}
}

// bounds finds the part of the page that is shown.
func (r *pageReader) bounds(ctx context.Context) {
	rect := r.floats(ctx, "FPDF_GetPageBoundingBox", r.handle)
	r.left, r.top, r.right, r.bottom = rect[0], rect[1], rect[2], rect[3]
	if !(r.right > r.left) || !(r.top > r.bottom) {
		r.left, r.bottom, r.right, r.top = 0, 0, 612, 792
	}
}

// floats calls a function that writes four float32.
func (r *pageReader) floats(ctx context.Context, function string, arguments ...uint64) (rect [4]float32) {
	if r.err != nil {
		return rect
	}
	var buffer uint32
	if buffer, r.err = r.doc.in.Scratch(ctx, 512); r.err != nil {
		return rect
	}
	r.call(ctx, function, append(arguments, uint64(buffer))...)
	if b, ok := r.doc.in.Read(buffer, 16); ok && r.err == nil {
		for i := range rect {
			rect[i] = engine.Float(b[4*i:])
		}
	}
	return rect
}

// open reads the text of the page with a rotation instead of its own, and returns how many
// characters it has. Reading order and the blanks between words are right only where lines run from
// left to right.
func (r *pageReader) open(ctx context.Context, rotation int) int {
	r.call(ctx, "FPDFPage_SetRotation", r.handle, uint64(rotation))
	r.text = r.call(ctx, "FPDFText_LoadPage", r.handle)
	if r.text == 0 && r.err == nil {
		r.err = ErrDamaged
	}
	n := int(int32(r.call(ctx, "FPDFText_CountChars", r.text)))
	if n > r.doc.engine.options.Chars && r.err == nil {
		r.err = ErrLimit
	}
	return n
}

// direction returns the rotation, in quarter turns clockwise, that makes most characters of the
// page run from left to right.
func (r *pageReader) direction() int {
	var votes [4]int
	for i := range r.facts {
		if o := r.facts[i].owner; o >= 0 {
			// A line that runs upwards has a quarter of a turn counter-clockwise, and one more sets
			// it upright.
			votes[quarter(r.objects[o].Angle())]++
		}
	}
	best := 0
	for turn, count := range votes {
		if count > votes[best] {
			best = turn
		}
	}
	return best
}

// quarter returns how many quarter turns are next to an angle.
func quarter(angle float64) int { return int(math.Round(angle/(math.Pi/2))) & 3 }

// chars reads the characters.
func (r *pageReader) chars(ctx context.Context, p *Page, n, upright int) {
	if r.err != nil {
		return
	}
	t := charReader{
		pageReader: r, page: p, byHandle: map[uint32]uint16{},
		owners: owners{objects: r.objects}, toPage: r.transform(upright),
	}
	p.Turn = (r.rotation - upright) & 3
	p.Chars, p.Fonts = make([]layout.Char, 0, n), nil
	r.facts, r.fonts, r.upright = make([]fact, 0, n), nil, upright
	if r.err = r.doc.in.Chars(ctx, r.text, n, t.add); r.err != nil {
		return
	}
	p.Unknown = t.guessed > 0 && t.guessed*3 > t.known
	for _, handle := range r.fonts {
		p.Fonts = append(p.Fonts, r.font(ctx, handle))
	}
}

// charReader takes the characters of a page from the engine.
type charReader struct {
	*pageReader
	page           *Page
	byHandle       map[uint32]uint16 // the fonts of the page
	font           uint16            // of the character before
	fontHandle     uint32
	owners         owners
	toPage         func(paint.Rect) document.Box
	known, guessed int // characters
}

// add adds a character to the page.
func (t *charReader) add(c *engine.Char) {
	box := paint.Spanned(c.Left, c.Bottom, c.Right, c.Top)
	char := layout.Char{Rune: t.meaning(c), Font: t.index(c.Font), Tag: c.Tag, Box: t.toPage(box)}
	t.page.Chars = append(t.page.Chars, char)
	t.facts = append(t.facts, fact{index: int32(len(t.facts)), owner: t.owners.of(c.Object), inked: c.Inked, box: box})
}

// meaning returns the code point that a character stands for, and counts how many are known.
func (t *charReader) meaning(c *engine.Char) rune {
	const brokenWord, privateFrom, privateTo = 2, 0xE000, 0xF8FF
	switch {
	case c.Rune == ' ' || c.Object == 0 && (c.Rune == '\r' || c.Rune == '\n'):
	case c.Rune == brokenWord && !c.Guessed:
		return layout.Hyphen
	case letters.Usable(c.Rune):
		t.known++
		if c.Guessed {
			t.guessed++
		}
	default:
		t.guessed++
		if c.Rune < privateFrom || c.Rune > privateTo {
			return letters.Unknown
		}
	}
	return c.Rune
}

// index returns the index of a font among those of the page.
func (t *charReader) index(handle uint32) uint16 {
	if handle == t.fontHandle && len(t.fonts) > 0 {
		return t.font
	}
	index, seen := t.byHandle[handle]
	if !seen && len(t.fonts) < math.MaxUint16 {
		index = uint16(len(t.fonts))
		t.byHandle[handle] = index
		t.fonts = append(t.fonts, handle)
	}
	t.font, t.fontHandle = index, handle
	return index
}

// owners finds objects by their handles. Text comes nearly in the order of the objects.
type owners struct {
	objects  []paint.Object
	byHandle map[uint32]int32
	last     uint32
	at       int32
}

// of returns the index of the object, -1 for none.
func (o *owners) of(handle uint32) int32 {
	switch {
	case handle == 0:
		return -1
	case handle == o.last:
		return o.at
	}
	const ahead = 4
	o.last = handle
	for i := int(o.at) + 1; i < min(int(o.at)+ahead, len(o.objects)); i++ {
		if o.objects[i].Handle == handle {
			o.at = int32(i)
			return o.at
		}
	}
	if o.byHandle == nil {
		o.byHandle = make(map[uint32]int32, len(o.objects))
		for i := range o.objects {
			o.byHandle[o.objects[i].Handle] = int32(i)
		}
	}
	index, ok := o.byHandle[handle]
	if !ok {
		index = -1
	}
	o.at = index
	return index
}

// transform returns the function from boxes in the page's own space into that of Char.Box.
func (r *pageReader) transform(upright int) func(paint.Rect) document.Box {
	unturned := layout.Page{Width: float64(r.right - r.left), Height: float64(r.top - r.bottom), Turn: upright}
	if upright&1 == 1 {
		unturned.Width, unturned.Height = unturned.Height, unturned.Width
	}
	return func(b paint.Rect) document.Box {
		return unturned.Displayed(document.Box{
			Left: b.Left - r.left, Top: r.top - b.Top, Right: b.Right - r.left, Bottom: r.top - b.Bottom,
		})
	}
}

// font looks at a font.
func (r *pageReader) font(ctx context.Context, handle uint32) (f layout.Font) {
	if handle == 0 || r.err != nil {
		return f
	}
	const italic, forceBold, boldWeight = 1 << 6, 1 << 18, 600
	flags := uint32(r.call(ctx, "FPDFFont_GetFlags", uint64(handle)))
	weight := int32(r.call(ctx, "FPDFFont_GetWeight", uint64(handle)))
	f.Italic = flags != math.MaxUint32 && flags&italic != 0
	f.Bold = flags != math.MaxUint32 && flags&forceBold != 0 || weight >= boldWeight && weight < 1000
	const most = 512
	buffer, err := r.doc.in.Scratch(ctx, most)
	if err != nil {
		r.err = err
		return f
	}
	n := r.call(ctx, "FPDFFont_GetBaseFontName", uint64(handle), uint64(buffer), most)
	if name, ok := r.doc.in.Read(buffer, uint32(min(n, most))); ok && r.err == nil {
		name := strings.ToLower(string(name))
		f.Bold = f.Bold || strings.Contains(name, "bold") ||
			strings.Contains(name, "black") || strings.Contains(name, "heavy")
		f.Italic = f.Italic || strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	}
	return f
}

// FewChars is how many characters a page must have to be above the suspicion that its words are in
// a picture.
const FewChars = 200

// showsPictures reports whether a picture on the page is large enough to hold words.
func (r *pageReader) showsPictures() bool {
	const wide, high = 36, 10 // points
	page := r.shown()
	return slices.ContainsFunc(r.objects, func(o paint.Object) bool {
		box := o.Shown().Intersect(page)
		return o.Kind == engine.Image && box.Width() >= wide && box.Height() >= high
	})
}

// besideText finds what stands on a page beside text.
func (r *pageReader) besideText() Paint {
	page := r.shown()
	var covered float32
	drawn := r.unsurveyed
	for i := range r.objects {
		switch o := &r.objects[i]; o.Kind {
		case engine.Image:
			drawn = true
			covered += o.Shown().Intersect(page).Area()
		case engine.Path, engine.Shading:
			drawn = true
		}
	}
	switch {
	case covered > page.Area()/2:
		return FullImage
	case drawn:
		return Drawing
	}
	return Blank
}

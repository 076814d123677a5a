package pdf

import (
	"context"
	"encoding/binary"
	"math"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/letters"
	"refrain/analyzer/reader/pdf/paint"
)

// Lost is a row of words that stand on the page, of which the file does not tell all letters.
type Lost struct {
	Words int
	Font  string
	Box   document.Box // on the displayed page

	from, to int // its characters, before any are taken out of the page
}

// A glyph without usable Unicode may be a letter or an ornament: a bullet, a tick, a logo. What
// tells the two apart is company: letters stand next to each other and differ.
const (
	fewGlyphs     = 3  // of a word in which no letter can be read
	fewShapes     = 2  // that differ in it
	ornamentGlyph = 8  // of a page in a font of ornaments, before they are taken for letters
	ornamentShape = 6  // that differ
	mostLost      = 50 // rows that are kept of a page
)

// word is a stretch of characters without blanks in which some have no usable Unicode.
type word struct {
	from, to int
	glyphs   int            // without usable Unicode
	letters  int            // with
	shapes   map[shape]bool // of the glyphs
	blanks   int            // blanks that have ink
	fonts    int            // glyphs in the font of a letter of the word
	upright  int            // glyphs as high as letters, that stand on the line
	font     uint16
}

// shape is what tells two glyphs apart whose meaning is not known: their code and their box.
type shape struct {
	code                rune
	wide, high, deepest int
}

// lost finds the words that stand on the page and of which letters are missing in the text.
func (r *pageReader) lost(ctx context.Context, p *Page) {
	if p.Unknown {
		return // That says it of the whole page.
	}
	r.swallowed(ctx, p)
	words := r.damaged(ctx, p)
	if len(words) == 0 {
		return
	}
	glyphs, shapes := map[uint16]int{}, map[uint16]map[shape]bool{} // of each font on the page
	for _, w := range words {
		glyphs[w.font] += w.glyphs
		if shapes[w.font] == nil {
			shapes[w.font] = map[shape]bool{}
		}
		for s := range w.shapes {
			shapes[w.font][s] = true
		}
	}
	for _, w := range words {
		many := glyphs[w.font] >= ornamentGlyph && len(shapes[w.font]) >= ornamentShape
		if w.missing(many, letters.Ornaments(r.fontName(ctx, w.font))) {
			p.lose(w, r.fontName(ctx, w.font))
		}
	}
}

// missing reports whether letters are missing in the word. many says that its font has many
// different glyphs without usable Unicode on the page, ornaments that it is made for ornaments.
func (w *word) missing(many, ornaments bool) bool {
	switch {
	case w.blanks > 0:
		return true
	case ornaments:
		return many && w.glyphs+w.letters >= fewGlyphs && len(w.shapes) >= fewShapes
	case w.letters >= fewShapes:
		return w.fonts > 0 && (w.glyphs > 1 || w.upright > 0)
	case w.glyphs >= fewGlyphs && len(w.shapes) >= fewShapes:
		return true
	}
	return many && w.upright > 0
}

// lose keeps a word, as part of a row of them where it follows another.
func (p *Page) lose(w word, font string) {
	box := document.Box{}
	for _, c := range p.Chars[w.from:w.to] {
		box = box.Union(c.Box)
	}
	box = p.Displayed(box)
	if n := len(p.Lost) - 1; n >= 0 {
		last := &p.Lost[n]
		beside := min(last.Box.Bottom, box.Bottom) - max(last.Box.Top, box.Top)
		line := beside > 0.5*min(last.Box.Bottom-last.Box.Top, box.Bottom-box.Top)
		if line && last.Font == font || n+1 >= mostLost {
			last.Words, last.Box, last.to = last.Words+1, last.Box.Union(box), w.to
			return
		}
	}
	p.Lost = append(p.Lost, Lost{Words: 1, Font: font, Box: box, from: w.from, to: w.to})
}

// untold finds texts that run down the page of which the engine gives no letters. It leaves out texts
// that are not wide, and has no widths for a font that the file does not hold.
func (r *pageReader) untold(p *Page) {
	const (
		flat = 0.02 // points: the engine leaves out what is not as wide
		long = 2    // letters: a blank is not as long
		wide = 0.5  // letters on each side of a text that is drawn without a width
	)
	var told map[int32]bool
	for i := range r.objects {
		o := &r.objects[i]
		high := o.LetterHeight()
		across := quarter(o.Angle())&1 == 0
		if o.Kind != engine.Text || !across || o.Box.Width() > flat || o.Box.Height() < long*high {
			continue
		}
		if told == nil {
			told = map[int32]bool{}
			for _, f := range r.facts {
				told[f.owner] = true
			}
		}
		if !told[int32(i)] && len(p.Untold) < mostLost {
			box := o.Box
			box.Left, box.Right = box.Left-wide*high, box.Right+wide*high
			p.Untold = append(p.Untold, p.Displayed(r.transform(r.upright)(box)))
		}
	}
}

// swallowed finds words of which no letter is in the text: the engine takes a row of letters that a
// file says are blanks for one blank. A wide gap in a text that is drawn at once may be such a row;
// the text is drawn to see whether there is ink.
func (r *pageReader) swallowed(ctx context.Context, p *Page) {
	const (
		wide   = 0.6 // heights of a gap
		every  = 8   // texts in a font of which one is drawn
		before = 24  // so many of them have been
	)
	var picture *paint.TextPicture
	last := int32(-1)
	for i := 1; i < len(p.Chars); i++ {
		a, c := &r.facts[i-1], &r.facts[i]
		if a.owner < 0 || a.owner != c.owner || !layout.Blank(p.Chars[i-1].Rune) || !r.painted(i) {
			continue
		}
		from, to := a.box, c.box
		along := to.Left - from.Right
		if r.upright&1 == 1 {
			along = max(to.Bottom-from.Top, from.Bottom-to.Top)
		}
		if along < wide*min(c.box.Height(), max(c.box.Width(), c.box.Height())) {
			continue
		}
		if c.owner != last {
			last, picture = c.owner, nil
			font := r.fontName(ctx, p.Chars[i].Font)
			if n := r.doc.gaps[font]; n < before || n%every == 0 {
				picture = r.drawText(ctx, c.owner)
			}
			r.doc.gaps[font]++
		}
		around := from.Union(to)
		gap := paint.Rect{Left: from.Right, Bottom: around.Bottom, Right: to.Left, Top: around.Top}
		if r.upright&1 == 1 {
			gap = paint.Rect{
				Left: around.Left, Bottom: min(from.Top, to.Top), Right: around.Right, Top: max(from.Bottom, to.Bottom),
			}
		}
		if picture.Inked(gap) {
			p.lose(word{from: i - 1, to: i, font: p.Chars[i].Font}, r.fontName(ctx, p.Chars[i].Font))
			n := len(p.Lost) - 1
			p.Lost[n].Box = p.Lost[n].Box.Union(p.Displayed(r.transform(r.upright)(gap)))
		}
	}
}

// drawText draws a text apart from the page. It returns nil where that fails.
func (r *pageReader) drawText(ctx context.Context, owner int32) *paint.TextPicture {
	o := &r.objects[owner]
	const pixels = 1 << 20
	const scale = float32(0.5)
	if o.Size > 0 && o.Box.Area()*scale*scale > pixels {
		return nil
	}
	bitmap := r.call(ctx, "FPDFTextObj_GetRenderedBitmap", r.doc.handle, r.handle,
		uint64(o.Handle), uint64(math.Float32bits(scale)))
	if bitmap == 0 || r.err != nil {
		return nil
	}
	defer r.call(ctx, "FPDFBitmap_Destroy", bitmap)
	const bgra = 4
	width, height := int(r.call(ctx, "FPDFBitmap_GetWidth", bitmap)), int(r.call(ctx, "FPDFBitmap_GetHeight", bitmap))
	stride, format := int(r.call(ctx, "FPDFBitmap_GetStride", bitmap)), r.call(ctx, "FPDFBitmap_GetFormat", bitmap)
	at := uint32(r.call(ctx, "FPDFBitmap_GetBuffer", bitmap))
	if format != bgra || width*height > 4*pixels {
		return nil
	}
	b, ok := r.doc.in.Read(at, uint32(stride*height))
	if !ok || r.err != nil {
		return nil
	}
	g := &paint.TextPicture{Alpha: make([]byte, width*height), Width: width, Height: height, Box: o.Box}
	for y := range height {
		for x := range width {
			g.Alpha[y*width+x] = b[y*stride+4*x+3]
		}
	}
	return g
}

// damaged finds the words that have glyphs without usable Unicode, and blanks that have ink.
func (r *pageReader) damaged(ctx context.Context, p *Page) []word {
	d := damage{page: p, readable: map[uint16]bool{}}
	for i := range p.Chars {
		c := &p.Chars[i]
		switch r.legibility(ctx, p, i) {
		case wordEnd:
			d.end(i)
		case inkedBlank:
			d.word.blanks++
			d.word.font = c.Font
		case legible:
			if wordChar(*c) {
				d.word.letters++
				d.readable[c.Font] = true
			}
		case illegible:
			s, tall := r.shape(ctx, p, i)
			d.glyph(c.Font, s, tall)
		}
	}
	d.end(len(p.Chars))
	return d.found
}

// legibility is what a character is for the word that it stands in.
type legibility uint8

const (
	unpainted  legibility = iota // nothing is drawn
	wordEnd                      // a blank
	inkedBlank                   // it is drawn, and means a blank, or less than is drawn
	legible
	illegible // it is drawn, and its meaning is not known
)

func (r *pageReader) legibility(ctx context.Context, p *Page, i int) legibility {
	c := p.Chars[i].Rune
	inked := r.facts[i].inked && r.painted(i)
	drawn := func() bool { return inked && r.drawn(ctx, i) && !r.several(i) }
	switch {
	case layout.Blank(c) && drawn():
		return inkedBlank
	case layout.Blank(c):
		return wordEnd
	case r.long(ctx, p, i):
		return inkedBlank
	case c == layout.Hyphen, letters.Usable(c) && !(letters.Empty(c) && drawn()):
		return legible
	case inked:
		return illegible
	}
	return unpainted
}

// damage collects the words of a page that are damaged.
type damage struct {
	page     *Page
	word     word            // that is being read
	readable map[uint16]bool // fonts of letters in it
	found    []word
}

// glyph adds a glyph without usable Unicode to the word.
func (d *damage) glyph(font uint16, s shape, tall bool) {
	w := &d.word
	w.glyphs++
	w.font = font
	if w.shapes == nil {
		w.shapes = map[shape]bool{}
	}
	w.shapes[s] = true
	if tall {
		w.upright++
	}
}

// end ends the word before a character.
func (d *damage) end(to int) {
	if w := d.word; w.glyphs > 0 || w.blanks > 0 {
		w.to = to
		for i := w.from; i < to; i++ {
			c := &d.page.Chars[i]
			if (!letters.Usable(c.Rune) || letters.Empty(c.Rune)) && d.readable[c.Font] {
				w.fonts++
			}
		}
		d.found = append(d.found, w)
	}
	d.word = word{from: to + 1}
	clear(d.readable)
}

// long reports whether a glyph is as long as several words: the glyphs of some fonts write text.
func (r *pageReader) long(ctx context.Context, p *Page, i int) bool {
	const long = 4 // times as long as high
	b := &p.Chars[i].Box
	if b.Right-b.Left < long*(b.Bottom-b.Top) ||
		!wordChar(p.Chars[i]) && letters.Usable(p.Chars[i].Rune) || !r.painted(i) {
		return false
	}
	glyph := r.transform(r.upright)(r.glyphBox(ctx, i))
	return glyph.Right-glyph.Left > long*(b.Bottom-b.Top)
}

// painted reports whether a character is drawn, and no invisible copy of what a picture shows.
func (r *pageReader) painted(i int) bool {
	o := r.facts[i].owner
	return o >= 0 && r.objects[o].Mode != paint.TextInvisible && r.objects[o].Mode != paint.TextClips
}

// several reports whether a glyph stands for several characters, of which this is one.
func (r *pageReader) several(i int) bool {
	same := func(k int) bool {
		return k >= 0 && k < len(r.facts) && r.facts[k].owner == r.facts[i].owner && r.facts[k].box == r.facts[i].box
	}
	return same(i-1) || same(i+1)
}

// shape returns what a glyph looks like, and whether it may be a letter by its height and place.
func (r *pageReader) shape(ctx context.Context, p *Page, i int) (shape, bool) {
	c, glyph := &p.Chars[i], r.transform(r.upright)(r.glyphBox(ctx, i))
	size := max(c.Box.Bottom-c.Box.Top, 0.1)
	high := (glyph.Bottom - glyph.Top) / size
	above := (c.Box.Bottom - glyph.Bottom) / size // the lower edge of the letters' box
	const steps = 24
	s := shape{c.Rune, int((c.Box.Right - c.Box.Left) / size * steps), int(high * steps), int(above * steps)}
	return s, high > 0.3 && above < 0.35 && glyph.Right-glyph.Left < 1.2*size
}

// glyphBox returns the box of the ink of a character.
func (r *pageReader) glyphBox(ctx context.Context, i int) paint.Rect {
	f := &r.facts[i]
	if f.index < 0 {
		return f.box
	}
	buffer := r.scratch(ctx, 512)
	if r.call(ctx, "FPDFText_GetCharBox", r.text, uint64(f.index),
		uint64(buffer), uint64(buffer+8), uint64(buffer+16), uint64(buffer+24)) == 0 {
		return f.box
	}
	b, ok := r.doc.in.Read(buffer, 32)
	if !ok || r.err != nil {
		return f.box
	}
	number := func(at int) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))) }
	return paint.Rect{Left: number(0), Bottom: number(16), Right: number(8), Top: number(24)}
}

// drawn reports whether a blank is drawn as something as large as a letter.
func (r *pageReader) drawn(ctx context.Context, i int) bool {
	box, size := r.glyphBox(ctx, i), max(r.facts[i].box.Height(), r.facts[i].box.Width())
	return min(box.Height(), box.Width()) > 0.05*size && max(box.Height(), box.Width()) > 0.2*size
}

// fontName returns the name of a font of the page without the mark of its being a part of a font.
func (r *pageReader) fontName(ctx context.Context, font uint16) string {
	if int(font) >= len(r.fonts) || r.fonts[font] == 0 {
		return ""
	}
	const most = 256
	buffer := r.scratch(ctx, 512)
	n := r.call(ctx, "FPDFFont_GetBaseFontName", uint64(r.fonts[font]), uint64(buffer), most)
	b, ok := r.doc.in.Read(buffer, uint32(min(n, most)))
	if !ok || r.err != nil {
		return ""
	}
	name := strings.ToValidUTF8(strings.TrimRight(string(b), "\x00"), "")
	if len(name) > 7 && name[6] == '+' {
		name = name[7:]
	}
	return name
}

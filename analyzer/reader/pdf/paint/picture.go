package paint

// Picture is a part of a page as it is seen, four bytes for each pixel.
type Picture struct {
	Pixels        []byte
	Width, Height int
	Region        Rect
	Scale         float32
}

// each calls look with the offset of each pixel within a box of the page, until it returns false.
func (p *Picture) each(box Rect, look func(at int) bool) {
	left, right := int((box.Left-p.Region.Left)*p.Scale), int((box.Right-p.Region.Left)*p.Scale)+1
	top, bottom := int((p.Region.Top-box.Top)*p.Scale), int((p.Region.Top-box.Bottom)*p.Scale)+1
	for y := max(0, top); y < min(p.Height, bottom); y++ {
		for x := max(0, left); x < min(p.Width, right); x++ {
			if !look(4 * (y*p.Width + x)) {
				return
			}
		}
	}
}

// Differs reports whether two pictures of one region differ within a box so that the eye sees it.
func (p *Picture) Differs(q *Picture, box Rect) (found bool) {
	p.each(box, func(at int) bool {
		for k := range 3 {
			a, b := p.Pixels[at+k], q.Pixels[at+k]
			found = found || max(a, b)-min(a, b) >= FaintInk
		}
		return !found
	})
	return found
}

// Like reports whether all of the picture within a box is of a colour, to the eye.
func (p *Picture) Like(colour Ink, box Rect) bool {
	alike := true
	p.each(box, func(at int) bool {
		alike = alike && colour.Like(Ink{Red: p.Pixels[at+2], Green: p.Pixels[at+1], Blue: p.Pixels[at]})
		return alike
	})
	return alike
}

// Strokes counts the strokes that a line through the middle of letters crosses, in the direction
// in which a word is longer.
func (p *Picture) Strokes(box Rect) (most int) {
	for _, at := range [...]float32{0.3, 0.42, 0.55} {
		line := Rect{box.Left, box.Bottom + at*box.Height(), box.Right, box.Bottom + at*box.Height()}
		if box.Height() > box.Width() {
			line = Rect{box.Left + at*box.Width(), box.Bottom, box.Left + at*box.Width(), box.Top}
		}
		crossed, dark := 0, false
		low, high := 256, -1 // since the last edge
		p.each(line, func(at int) bool {
			level := p.level(at)
			low, high = min(low, level), max(high, level)
			switch {
			case !dark && level < high-2*FaintInk:
				dark, low, high = true, level, level
				crossed++
			case dark && level > low+2*FaintInk:
				dark, low, high = false, level, level
			}
			return true
		})
		most = max(most, crossed)
	}
	return most
}

// level returns how bright a pixel is.
func (p *Picture) level(at int) int {
	return (int(p.Pixels[at]) + 2*int(p.Pixels[at+1]) + int(p.Pixels[at+2])) / 4
}

// Contrast returns how far the brightest and the darkest place within a box are apart.
func (p *Picture) Contrast(box Rect) int {
	dark, bright := 255, 0
	p.each(box, func(at int) bool {
		level := p.level(at)
		dark, bright = min(dark, level), max(bright, level)
		return true
	})
	return bright - dark
}

// TextPicture is a picture of one text.
type TextPicture struct {
	Alpha         []byte // how much of each pixel is drawn
	Width, Height int
	Box           Rect // of the text on the page
}

// Inked reports whether letters are drawn within a box: in most of its columns, or in most of its
// rows where it is higher.
func (g *TextPicture) Inked(box Rect) bool {
	if g == nil || g.Box.Width() <= 0 || g.Box.Height() <= 0 {
		return false
	}
	pixel := func(v, from, size float32, n int) int { return max(0, min(n, int((v-from)/size*float32(n)))) }
	column := func(x float32) int { return pixel(x, g.Box.Left, g.Box.Width(), g.Width) }
	row := func(y float32) int { return pixel(y, g.Box.Bottom, g.Box.Height(), g.Height) }
	left, right := column(box.Left), column(box.Right)
	bottom, top := row(box.Bottom), row(box.Top)
	if box.Width() >= box.Height()*0.5 {
		bottom, top = 0, g.Height
	} else {
		left, right = 0, g.Width
	}
	columns := 0
	for x := left; x < right; x++ {
		for y := bottom; y < top; y++ {
			if g.Alpha[(g.Height-1-y)*g.Width+x] > 40 {
				columns++
				break
			}
		}
	}
	return columns > 2 && columns*4 > right-left
}

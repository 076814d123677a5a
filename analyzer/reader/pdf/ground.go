package pdf

import "refrain/analyzer/reader/pdf/engine"

// ground is what a page paints beside text, to find what lies below a text and what above it.
type ground struct {
	page      rect
	cells     [groundCells * groundCells][]int32 // the painters that touch each part of the page
	painters  []painter
	left      int // entries that there may still be
	exhausted bool
}

const (
	groundCells  = 16        // in each direction
	mostPainted  = 1_000_000 // entries
	leastPainter = 1.5       // points: narrower objects cover no letters
)

// painter is an object that hides what is below it.
type painter struct {
	object int32
	box    rect
	colour ink  // not known for pictures
	solid  bool // a rectangle of one colour
}

// begin starts a page.
func (g *ground) begin(page rect) {
	if len(g.painters) > 0 {
		for i := range g.cells {
			g.cells[i] = g.cells[i][:0]
		}
	}
	g.page, g.painters, g.left, g.exhausted = page, g.painters[:0], mostPainted, false
}

// cell is the part of the page, in one direction, that a place belongs to.
func cell(x, from, width float32) int {
	if width <= 0 {
		return 0
	}
	return max(0, min(groundCells-1, int((x-from)/width*groundCells)))
}

// within calls visit with each part of the page that a box touches, until it returns false.
func (g *ground) within(box rect, visit func(at int) bool) {
	left, right := cell(box.left, g.page.left, g.page.width()), cell(box.right, g.page.left, g.page.width())
	bottom, top := cell(box.bottom, g.page.bottom, g.page.height()), cell(box.top, g.page.bottom, g.page.height())
	for y := bottom; y <= top; y++ {
		for x := left; x <= right; x++ {
			if !visit(y*groundCells + x) {
				return
			}
		}
	}
}

// paint takes note of an object. Objects come in the order of painting.
func (g *ground) paint(i int32, o *object) {
	if !o.covering() {
		return
	}
	box := o.shown().meet(g.page)
	if box.width() < leastPainter || box.height() < leastPainter {
		return
	}
	p := painter{object: i, box: box, colour: o.fill, solid: o.kind == engine.Path && o.points <= 6 && !o.clear && o.fill.known && o.fill.alpha > 250 && o.shape <= 5}
	if !p.solid {
		p.colour.known = false
	}
	index := int32(len(g.painters))
	g.painters = append(g.painters, p)
	g.within(box, func(at int) bool {
		if g.left--; g.left < 0 {
			g.exhausted = true
			return false
		}
		g.cells[at] = append(g.cells[at], index)
		return true
	})
}

// covering reports whether an object may hide what is below it.
func (o *object) covering() bool {
	switch o.kind {
	case engine.Path:
		return o.mode != 0 && (!o.fill.known || o.fill.alpha > faintAlpha)
	case engine.Image, engine.Shading:
		return true
	}
	return false
}

// white is what lies below everything.
var white = ink{255, 255, 255, 255, true}

// below returns the colour of what is below the middle of a text that is painted now, whether it is
// known, and the object.
func (g *ground) below(box rect) (colour ink, known bool, object int32) {
	if p := g.top((box.left+box.right)/2, (box.bottom+box.top)/2); p != nil {
		return p.colour, p.colour.known, p.object
	}
	return white, true, -1
}

// even reports whether a box has one colour below and above its text: nothing is painted there, or
// one thing that fills it.
func (g *ground) even(box rect) (even bool) {
	box = box.meet(g.page)
	even = true
	only := int32(-1)
	steps := 0
	g.within(box, func(at int) bool {
		for _, k := range g.cells[at] {
			if steps++; steps > mostLooks {
				even = false
			}
			p := &g.painters[k]
			if p.box.meet(box).area() > 0 && k != only {
				even = even && only < 0 && p.solid && p.box.meet(box) == box
				only = k
			}
		}
		return even
	})
	return even
}

// top returns what is painted last at a place, nil for nothing.
func (g *ground) top(x, y float32) *painter {
	at := cell(y, g.page.bottom, g.page.height())*groundCells + cell(x, g.page.left, g.page.width())
	for k := len(g.cells[at]) - 1; k >= 0; k-- {
		if p := &g.painters[g.cells[at][k]]; p.box.holds(x, y) {
			return p
		}
	}
	return nil
}

// covers reports whether something that is painted after the object i may hide a part of the box,
// which is the object's.
func (g *ground) covers(i int32, box rect) (found bool) {
	if n := len(g.painters); n == 0 || g.painters[n-1].object < i {
		return false
	}
	box = box.meet(g.page)
	steps := 0
	g.within(box, func(at int) bool {
		list := g.cells[at]
		for k := len(list) - 1; k >= 0 && !found; k-- {
			p := &g.painters[list[k]]
			if p.object < i {
				break
			}
			if steps++; steps > mostLooks {
				g.exhausted, found = true, true
			}
			// The letters' lower and upper edges may be touched by what is painted beside them.
			over := p.box.meet(box)
			found = found || over.width() > leastPainter && over.height() > 0.5*min(box.height(), box.width())
		}
		return !found
	})
	return found
}

// mostLooks bounds what is looked at for one text.
const mostLooks = 20_000

package paint

import "refrain/analyzer/reader/pdf/engine"

// Ground is what a page paints beside text, to find what lies below a text and what above it.
type Ground struct {
	page      Rect
	cells     [groundCells * groundCells][]int32 // the painters that touch each part of the page
	painters  []painter
	left      int  // entries that there may still be
	Exhausted bool // there was more to look at than is looked at
}

const (
	groundCells  = 16        // in each direction
	mostPainted  = 1_000_000 // entries
	leastPainter = 1.5       // points: narrower objects cover no letters
)

// painter is an object that hides what is below it.
type painter struct {
	object int32
	box    Rect
	colour Ink  // not known for pictures
	solid  bool // a rectangle of one colour
}

// Reset starts a page.
func (g *Ground) Reset(page Rect) {
	if len(g.painters) > 0 {
		for i := range g.cells {
			g.cells[i] = g.cells[i][:0]
		}
	}
	g.page, g.painters, g.left, g.Exhausted = page, g.painters[:0], mostPainted, false
}

// cell is the part of the page, in one direction, that a place belongs to.
func cell(x, from, width float32) int {
	if width <= 0 {
		return 0
	}
	return max(0, min(groundCells-1, int((x-from)/width*groundCells)))
}

// within calls visit with each part of the page that a box touches, until it returns false.
func (g *Ground) within(box Rect, visit func(at int) bool) {
	left, right := cell(box.Left, g.page.Left, g.page.Width()), cell(box.Right, g.page.Left, g.page.Width())
	bottom, top := cell(box.Bottom, g.page.Bottom, g.page.Height()), cell(box.Top, g.page.Bottom, g.page.Height())
	for y := bottom; y <= top; y++ {
		for x := left; x <= right; x++ {
			if !visit(y*groundCells + x) {
				return
			}
		}
	}
}

// Add takes note of an object. Objects come in the order of painting.
func (g *Ground) Add(i int32, o *Object) {
	if !o.covering() {
		return
	}
	box := o.Shown().Intersect(g.page)
	if box.Width() < leastPainter || box.Height() < leastPainter {
		return
	}
	p := painter{object: i, box: box, colour: o.Fill, solid: o.solid()}
	if !p.solid {
		p.colour.Known = false
	}
	index := int32(len(g.painters))
	g.painters = append(g.painters, p)
	g.within(box, func(at int) bool {
		if g.left--; g.left < 0 {
			g.Exhausted = true
			return false
		}
		g.cells[at] = append(g.cells[at], index)
		return true
	})
}

// solid reports whether an object is a rectangle of one colour, of which nothing is cut off but
// straight.
func (o *Object) solid() bool {
	const (
		rectanglePoints = 5   // of a path, of which the last is the first again
		opaque          = 250 // of 255; the rest is not seen
	)
	return o.Kind == engine.Path && o.Points <= rectanglePoints+1 && o.Shape <= rectanglePoints &&
		!o.Clear && o.Fill.Known && o.Fill.Alpha > opaque
}

// Below returns the colour of what is below the middle of a text that is painted now, whether it is
// known, and the object.
func (g *Ground) Below(box Rect) (colour Ink, known bool, object int32) {
	if p := g.top((box.Left+box.Right)/2, (box.Bottom+box.Top)/2); p != nil {
		return p.colour, p.colour.Known, p.object
	}
	return white, true, -1
}

// Even reports whether a box has one colour below and above its text: nothing is painted there, or
// one thing that fills it.
func (g *Ground) Even(box Rect) (even bool) {
	box = box.Intersect(g.page)
	even = true
	only := int32(-1)
	steps := 0
	g.within(box, func(at int) bool {
		for _, k := range g.cells[at] {
			if steps++; steps > mostLooks {
				even = false
			}
			p := &g.painters[k]
			if p.box.Intersect(box).Area() > 0 && k != only {
				even = even && only < 0 && p.solid && p.box.Intersect(box) == box
				only = k
			}
		}
		return even
	})
	return even
}

// Top returns the object that is painted last over the middle of a box, -1 for none.
func (g *Ground) Top(box Rect) (object int32) {
	if p := g.top((box.Left+box.Right)/2, (box.Bottom+box.Top)/2); p != nil {
		return p.object
	}
	return -1
}

// top returns what is painted last at a place, nil for nothing.
func (g *Ground) top(x, y float32) *painter {
	at := cell(y, g.page.Bottom, g.page.Height())*groundCells + cell(x, g.page.Left, g.page.Width())
	for k := len(g.cells[at]) - 1; k >= 0; k-- {
		if p := &g.painters[g.cells[at][k]]; p.box.Holds(x, y) {
			return p
		}
	}
	return nil
}

// Covers reports whether something that is painted after the object i may hide a part of the box,
// which is the object's.
func (g *Ground) Covers(i int32, box Rect) (found bool) {
	if n := len(g.painters); n == 0 || g.painters[n-1].object < i {
		return false
	}
	box = box.Intersect(g.page)
	steps := 0
	g.within(box, func(at int) bool {
		list := g.cells[at]
		for k := len(list) - 1; k >= 0 && !found; k-- {
			p := &g.painters[list[k]]
			if p.object < i {
				break
			}
			if steps++; steps > mostLooks {
				g.Exhausted, found = true, true
			}
			// The letters' lower and upper edges may be touched by what is painted beside them.
			over := p.box.Intersect(box)
			found = found || over.Width() > leastPainter && over.Height() > 0.5*min(box.Height(), box.Width())
		}
		return !found
	})
	return found
}

// mostLooks bounds what is looked at for one text.
const mostLooks = 20_000

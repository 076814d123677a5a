// Package paint holds what a page of a PDF paints: its objects, their places and colours, what lies
// below and above them, and pictures of parts of the page.
package paint

import "refrain/analyzer/reader/pdf/engine"

// Rect is a box in a page's own space, in which y grows upwards.
type Rect struct{ Left, Bottom, Right, Top float32 }

// Everywhere is larger than any page.
var Everywhere = Rect{-engine.FarAway, -engine.FarAway, engine.FarAway, engine.FarAway}

// Spanned returns the box between two corners.
func Spanned(x1, y1, x2, y2 float32) Rect {
	return Rect{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}

// Width is negative for a box that holds nothing.
func (r Rect) Width() float32 { return r.Right - r.Left }

// Height is negative for a box that holds nothing.
func (r Rect) Height() float32 { return r.Top - r.Bottom }

// Area is 0 for a box that holds nothing.
func (r Rect) Area() float32 { return max(0, r.Width()) * max(0, r.Height()) }

// Intersect returns what both boxes hold.
func (r Rect) Intersect(s Rect) Rect {
	return Rect{max(r.Left, s.Left), max(r.Bottom, s.Bottom), min(r.Right, s.Right), min(r.Top, s.Top)}
}

// Union returns the box around both.
func (r Rect) Union(s Rect) Rect {
	return Rect{min(r.Left, s.Left), min(r.Bottom, s.Bottom), max(r.Right, s.Right), max(r.Top, s.Top)}
}

// Overlaps reports whether half of the lower box is beside the other, from left to right or from
// the bottom up.
func (r Rect) Overlaps(s Rect) bool {
	beside := min(r.Top, s.Top)-max(r.Bottom, s.Bottom) > 0.5*min(r.Height(), s.Height())
	above := min(r.Right, s.Right)-max(r.Left, s.Left) > 0.5*min(r.Width(), s.Width())
	return beside || above
}

// Touches reports whether two boxes have a place in common, be it an edge.
func (r Rect) Touches(s Rect) bool {
	return r.Left <= s.Right && s.Left <= r.Right && r.Bottom <= s.Top && s.Bottom <= r.Top
}

// Holds reports whether the point lies in the box.
func (r Rect) Holds(x, y float32) bool {
	return x >= r.Left && x <= r.Right && y >= r.Bottom && y <= r.Top
}

// Grown returns the box with so much more on each side.
func (r Rect) Grown(by float32) Rect {
	return Rect{r.Left - by, r.Bottom - by, r.Right + by, r.Top + by}
}

// Nothing is the box around nothing.
var Nothing = Rect{engine.FarAway, engine.FarAway, -engine.FarAway, -engine.FarAway}

// Around makes a box reach to a point.
func (r Rect) Around(x, y float32) Rect {
	return Rect{min(r.Left, x), min(r.Bottom, y), max(r.Right, x), max(r.Top, y)}
}

func rectOf(b [4]float32) Rect { return Rect{b[0], b[1], b[2], b[3]} }

// Matrix turns a point x, y into ax+cy+e, bx+dy+f.
type Matrix struct{ A, B, C, D, E, F float32 }

// Identity leaves points where they are.
var Identity = Matrix{A: 1, D: 1}

// Times returns the matrix that does what m does and then what n does.
func (m Matrix) Times(n Matrix) Matrix {
	return Matrix{
		m.A*n.A + m.B*n.C, m.A*n.B + m.B*n.D, m.C*n.A + m.D*n.C, m.C*n.B + m.D*n.D,
		m.E*n.A + m.F*n.C + n.E, m.E*n.B + m.F*n.D + n.F,
	}
}

// Rect returns the box around what becomes of a box.
func (m Matrix) Rect(r Rect) Rect {
	if m == Identity {
		return r
	}
	span := func(p, q, from1, to1, from2, to2, shift float32) (low, high float32) {
		return min(p*from1, p*to1) + min(q*from2, q*to2) + shift, max(p*from1, p*to1) + max(q*from2, q*to2) + shift
	}
	var out Rect
	out.Left, out.Right = span(m.A, m.C, r.Left, r.Right, r.Bottom, r.Top, m.E)
	out.Bottom, out.Top = span(m.B, m.D, r.Left, r.Right, r.Bottom, r.Top, m.F)
	return out
}

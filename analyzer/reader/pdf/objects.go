package pdf

import (
	"context"
	"math"

	"refrain/analyzer/reader/pdf/engine"
)

// object is something that a page paints. Its places are in the page's own space, in which y grows
// upwards.
type object struct {
	handle uint32
	kind   uint8  // engine.Text and so on
	marks  uint8  // engine.Replaced and so on, of the content that it lies in
	layers bool   // it lies in a form, which may belong to a layer
	clear  bool   // it is drawn with some transparency
	shape  int32  // the most points that one of its clip paths has, 0 for no clip path
	mode   int32  // of drawing a text, or of filling a path: 0 for not at all
	points int32  // of a path
	mark   uint32 // the innermost content that it lies in, 0 for none
	within int32  // how many of the objects that follow lie in this form

	box, clip    rect // what it covers, and the box around what its clip paths leave of that
	fill, stroke ink
	matrix       matrix
	width        float32 // of the stroke of a path
	size         float32 // of the font of a text, before its matrix
}

// ink is a colour. It is not known where a pattern is drawn.
type ink struct {
	red, green, blue, alpha uint8
	known                   bool
}

// rect is a box in a page's own space, in which y grows upwards.
type rect struct{ left, bottom, right, top float32 }

// plane is larger than any page.
var plane = rect{-engine.FarAway, -engine.FarAway, engine.FarAway, engine.FarAway}

func (r rect) width() float32  { return r.right - r.left }
func (r rect) height() float32 { return r.top - r.bottom }

// area is 0 for a box that holds nothing.
func (r rect) area() float32 { return max(0, r.width()) * max(0, r.height()) }

// meet returns what both boxes hold.
func (r rect) meet(s rect) rect {
	return rect{max(r.left, s.left), max(r.bottom, s.bottom), min(r.right, s.right), min(r.top, s.top)}
}

// with returns the box around both.
func (r rect) with(s rect) rect {
	return rect{min(r.left, s.left), min(r.bottom, s.bottom), max(r.right, s.right), max(r.top, s.top)}
}

// overlaps reports whether half of the lower box is beside the other, from left to right or from
// the bottom up.
func (r rect) overlaps(s rect) bool {
	beside := min(r.top, s.top)-max(r.bottom, s.bottom) > 0.5*min(r.height(), s.height())
	above := min(r.right, s.right)-max(r.left, s.left) > 0.5*min(r.width(), s.width())
	return beside || above
}

// touches reports whether two boxes have a place in common, be it an edge.
func (r rect) touches(s rect) bool {
	return r.left <= s.right && s.left <= r.right && r.bottom <= s.top && s.bottom <= r.top
}

// holds reports whether the point lies in the box.
func (r rect) holds(x, y float32) bool {
	return x >= r.left && x <= r.right && y >= r.bottom && y <= r.top
}

// grown returns the box with so much more on each side.
func (r rect) grown(by float32) rect {
	return rect{r.left - by, r.bottom - by, r.right + by, r.top + by}
}

// matrix turns a point x, y into ax+cy+e, bx+dy+f.
type matrix struct{ a, b, c, d, e, f float32 }

var identity = matrix{a: 1, d: 1}

// times returns the matrix that does what m does and then what n does.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d, m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// rect returns the box around what becomes of a box.
func (m matrix) rect(r rect) rect {
	if m == identity {
		return r
	}
	span := func(p, q, from1, to1, from2, to2, shift float32) (low, high float32) {
		return min(p*from1, p*to1) + min(q*from2, q*to2) + shift, max(p*from1, p*to1) + max(q*from2, q*to2) + shift
	}
	var out rect
	out.left, out.right = span(m.a, m.c, r.left, r.right, r.bottom, r.top, m.e)
	out.bottom, out.top = span(m.b, m.d, r.left, r.right, r.bottom, r.top, m.f)
	return out
}

// Bounds on the objects of one page. What is beyond is not looked at, which the page says.
const (
	mostObjects = 400_000
	deepForms   = 24
	surveyed    = 4096 // objects at a time
)

// survey looks at everything that the page paints, in the order of painting.
func (r *pageReader) survey(ctx context.Context) {
	r.objects = r.doc.objects[:0]
	r.surveyWithin(ctx, r.handle, holder{matrix: identity, clip: plane}, int(int32(r.call(ctx, "FPDFPage_CountObjects", r.handle))))
	r.doc.objects = r.objects
}

// holder is what the objects of a form take from it.
type holder struct {
	form   bool
	depth  int
	matrix matrix
	clip   rect
	shape  int32
	marks  uint8
	clear  bool
}

// surveyWithin looks at the objects of the page or of a form.
func (r *pageReader) surveyWithin(ctx context.Context, handle uint64, in holder, count int) {
	if len(r.objects)+count > mostObjects || in.depth > deepForms {
		r.unsurveyed = true
		return
	}
	for from := 0; from < count && r.err == nil; from += surveyed {
		first := len(r.objects)
		r.err = r.doc.in.Objects(ctx, handle, in.form, from, min(count, from+surveyed), func(o *engine.Object) {
			r.objects = append(r.objects, objectOf(o, in))
		})
		if r.err == nil {
			r.surveyForms(ctx, first, in)
		}
	}
}

// surveyForms looks into the forms among the objects from first on, and puts what they hold in
// their place.
func (r *pageReader) surveyForms(ctx context.Context, first int, in holder) {
	forms := false
	for i := first; i < len(r.objects) && !forms; i++ {
		forms = r.objects[i].kind == engine.Form
	}
	if !forms {
		return
	}
	flat := append([]object(nil), r.objects[first:]...)
	r.objects = r.objects[:first]
	for i := range flat {
		o := &flat[i]
		r.objects = append(r.objects, *o)
		if o.kind != engine.Form || r.err != nil {
			continue
		}
		within := holder{
			form: true, depth: in.depth + 1, matrix: o.matrix, clip: o.clip, shape: o.shape, marks: o.marks, clear: o.clear,
		}
		at := len(r.objects) - 1
		r.surveyWithin(ctx, uint64(o.handle), within, int(int32(r.call(ctx, "FPDFFormObj_CountObjects", uint64(o.handle)))))
		r.objects[at].within = int32(len(r.objects) - 1 - at)
	}
}

// objectOf returns an object with what it takes from the form that holds it.
func objectOf(from *engine.Object, in holder) object {
	o := object{
		handle: from.Handle, kind: from.Kind, marks: from.Marks | in.marks, mark: from.Mark,
		layers: in.form, clear: from.Clear || in.clear, shape: max(from.Shape, in.shape),
		box: in.matrix.rect(rectOf(from.Box)), clip: in.matrix.rect(rectOf(from.Clip)).meet(in.clip), fill: inkOf(from.Fill),
		matrix: in.matrix,
	}
	switch o.kind {
	case engine.Text:
		o.mode, o.size = from.Mode, from.Width
		if o.mode&3 != 0 {
			o.stroke = inkOf(from.Stroke)
		}
	case engine.Path:
		o.mode, o.points = from.Mode, from.Points
		if from.Lined {
			o.stroke, o.width = inkOf(from.Stroke), from.Width
		}
	}
	if o.kind == engine.Text || o.kind == engine.Path || o.kind == engine.Form {
		m := from.Matrix
		o.matrix = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.times(in.matrix)
	}
	return o
}

func rectOf(b [4]float32) rect { return rect{b[0], b[1], b[2], b[3]} }

func inkOf(c engine.Colour) ink { return ink{c.RGBA[0], c.RGBA[1], c.RGBA[2], c.RGBA[3], c.Known} }

// shown is what is painted of the object within its clip paths.
func (o *object) shown() rect { return o.box.meet(o.clip) }

// angle is the direction in which a text runs, in radians counter-clockwise.
func (o *object) angle() float64 { return math.Atan2(float64(o.matrix.b), float64(o.matrix.a)) }

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

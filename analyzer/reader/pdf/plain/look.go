package plain

import (
	"math"

	"refrain/analyzer/reader/pdf"

	"refrain/analyzer/reader/pdf/paint"

	library "github.com/ledongthuc/pdf"
)

// inspector goes through the content of a page for what the second engine does not read, and for
// what may hide or strike out text: it gives letters and their places alone.
type inspector struct {
	page library.Page
	scan bool // the page is a picture, over which text may be invisible

	state state
	stack []state
	path  paint.Rect
	lines []paint.Rect // that are drawn since the path began
	shown []struct{ x, y, size float64 }

	unseen  bool // some text may be hidden or struck out
	skipped bool // some text is not read at all
	depth   int
	left    int // operators that may still be looked at
}

// state is the part of the graphics state that matters here.
type state struct {
	matrix, text, line paint.Matrix
	leading, size      float64
	light              bool // what is filled is nearly white
	mode               int64
	clip               paint.Rect
}

const mostOperators = 2_000_000

// inspect looks at a page. A panic of the library is what it is for reading the page itself.
func (l *inspector) inspect() {
	l.left = mostOperators
	l.state = state{matrix: paint.Identity, text: paint.Identity, line: paint.Identity, clip: paint.Everywhere}
	l.path = paint.Nothing
	if contents := l.page.V.Key("Contents"); contents.Kind() != library.Null {
		library.Interpret(contents, l.operator)
	}
	l.annotations()
}

// operator follows an operator of the content.
func (l *inspector) operator(stack *library.Stack, op string) {
	arguments := make([]library.Value, stack.Len())
	for i := len(arguments) - 1; i >= 0; i-- {
		arguments[i] = stack.Pop()
	}
	if l.left--; l.left < 0 {
		l.unseen, l.skipped = true, true
		return
	}
	numbers := make([]float64, len(arguments))
	for i, a := range arguments {
		numbers[i] = a.Float64()
	}
	name := ""
	if len(arguments) > 0 {
		name = arguments[0].Name()
	}
	switch {
	case l.graphics(op, numbers), l.construct(op, numbers), l.paint(op), l.text(op, numbers):
	case op == "gs":
		l.transparency(l.page.Resources().Key("ExtGState").Key(name))
	case op == "BDC" && name == "OC":
		l.unseen = true
	case op == "Do":
		l.object(l.page.Resources().Key("XObject").Key(name))
	}
}

// graphics follows the operators of the graphics state, and reports whether op is one.
func (l *inspector) graphics(op string, n []float64) bool {
	s := &l.state
	switch {
	case op == "q":
		l.stack = append(l.stack, *s)
	case op == "Q" && len(l.stack) > 0:
		*s = l.stack[len(l.stack)-1]
		l.stack = l.stack[:len(l.stack)-1]
	case op == "cm" && len(n) == 6:
		s.matrix = matrixOf(n).Times(s.matrix)
	case op == "g" && len(n) == 1, op == "rg" && len(n) == 3, op == "k" && len(n) == 4,
		(op == "sc" || op == "scn") && len(n) > 0:
		s.light = nearlyWhite(n)
	case op == "cs":
		s.light = false
	default:
		return false
	}
	return true
}

// construct follows the operators that make a path, and reports whether op is one.
func (l *inspector) construct(op string, n []float64) bool {
	s := &l.state
	switch {
	case (op == "m" || op == "l") && len(n) == 2, (op == "c" || op == "v" || op == "y") && len(n) >= 4:
		x, y := float32(n[len(n)-2]), float32(n[len(n)-1])
		at := s.matrix.Rect(paint.Rect{Left: x, Bottom: y, Right: x, Top: y})
		l.path = l.path.Around(at.Left, at.Bottom)
	case op == "re" && len(n) == 4:
		box := s.matrix.Rect(paint.Rect{
			Left: float32(min(n[0], n[0]+n[2])), Bottom: float32(min(n[1], n[1]+n[3])),
			Right: float32(max(n[0], n[0]+n[2])), Top: float32(max(n[1], n[1]+n[3])),
		})
		l.path = l.path.Around(box.Left, box.Bottom).Around(box.Right, box.Top)
		l.lines = append(l.lines, box)
	case op == "W" || op == "W*":
		if l.path != paint.Nothing {
			s.clip = s.clip.Intersect(l.path)
		}
	default:
		return false
	}
	return true
}

// matrixOf is the matrix of six numbers.
func matrixOf(n []float64) paint.Matrix {
	return paint.Matrix{
		A: float32(n[0]), B: float32(n[1]), C: float32(n[2]), D: float32(n[3]), E: float32(n[4]), F: float32(n[5]),
	}
}

// nearlyWhite reports whether a colour of one, three or four parts is white to the eye.
func nearlyWhite(n []float64) bool {
	const light = 0.92
	for _, part := range n {
		if len(n) == 4 {
			part = 1 - part
		}
		if part < light {
			return false
		}
	}
	return true
}

// paint follows the operators that paint a path, and reports whether op is one.
func (l *inspector) paint(op string) bool {
	switch op {
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n", "sh":
	default:
		return false
	}
	boxes := l.lines
	if l.path != paint.Nothing {
		boxes = append(boxes, l.path)
	}
	for _, b := range boxes {
		if op != "n" {
			l.painted(b, op == "S" || op == "s")
		}
	}
	l.path, l.lines = paint.Nothing, l.lines[:0]
	return true
}

// painted takes note of text that something may cover, or that a line may go through.
func (l *inspector) painted(box paint.Rect, stroke bool) {
	l.left -= len(l.shown) / 64
	for _, t := range l.shown {
		x, y := float32(t.x), float32(t.y)
		high := float32(t.size)
		through := box.Height() < 0.3*high && box.Left <= x+0.3*high && box.Right > x+0.5*high &&
			box.Bottom > y+0.1*high && box.Top < y+0.6*high
		covered := !stroke && box.Height() > 0.4*high && box.Grown(1).Holds(x, y+0.3*high)
		if through || covered {
			l.unseen = true
			return
		}
	}
}

// text follows the operators of text, and reports whether op is one.
func (l *inspector) text(op string, n []float64) bool {
	s := &l.state
	next := func(x, y float64) {
		s.line = paint.Matrix{A: 1, B: 0, C: 0, D: 1, E: float32(x), F: float32(y)}.Times(s.line)
		s.text = s.line
	}
	switch {
	case op == "BT":
		s.text, s.line = paint.Identity, paint.Identity
	case op == "Tm" && len(n) == 6:
		s.line = matrixOf(n)
		s.text = s.line
	case op == "Td" && len(n) == 2:
		next(n[0], n[1])
	case op == "TD" && len(n) == 2:
		s.leading = -n[1]
		next(n[0], n[1])
	case op == "TL" && len(n) == 1:
		s.leading = n[0]
	case op == "T*":
		next(0, -s.leading)
	case op == "Tf" && len(n) == 2:
		s.size = n[1]
	case op == "Tr" && len(n) == 1:
		s.mode = int64(n[0])
	case op == "'" || op == "\"":
		next(0, -s.leading)
		l.show()
	case op == "Tj" || op == "TJ":
		l.show()
	default:
		return false
	}
	return true
}

// show takes note of a text that is shown where the state says.
func (l *inspector) show() {
	const few = 50_000
	s := &l.state
	m := s.text.Times(s.matrix)
	size := math.Abs(s.size) * math.Hypot(float64(m.C), float64(m.D))
	switch {
	case s.mode == paint.TextClips, s.mode == paint.TextInvisible && !l.scan:
		l.unseen = true
	case s.light && s.mode&3 == paint.TextFills:
		l.unseen = true
	case s.clip != paint.Everywhere && !s.clip.Grown(2).Holds(m.E, m.F):
		l.unseen = true
	}
	if len(l.shown) < few {
		l.shown = append(l.shown, struct{ x, y, size float64 }{float64(m.E), float64(m.F), size})
	} else {
		l.unseen = true
	}
}

// transparency follows a graphics state that is set by name.
func (l *inspector) transparency(state library.Value) {
	const faint = 0.3
	for _, key := range [...]string{"ca", "CA"} {
		alpha := state.Key(key)
		if kind := alpha.Kind(); (kind == library.Real || kind == library.Integer) && alpha.Float64() < faint {
			l.unseen = true
		}
	}
	if state.Key("SMask").Kind() == library.Dict {
		l.unseen = true
	}
}

// object follows an object that is drawn: the engine reads no text in forms.
func (l *inspector) object(object library.Value) {
	switch object.Key("Subtype").Name() {
	case "Image":
		box := l.state.matrix.Rect(paint.Rect{Left: 0, Bottom: 0, Right: 1, Top: 1})
		if !l.scan {
			l.painted(box, false)
		}
	case "Form":
		const deep = 8
		if l.depth++; l.depth > deep {
			l.skipped = true
			return
		}
		within := inspector{page: library.Page{V: object}, depth: l.depth, left: l.left}
		within.state = state{matrix: paint.Identity, text: paint.Identity, line: paint.Identity, clip: paint.Everywhere}
		within.path = paint.Nothing
		library.Interpret(object, within.operator)
		l.left = within.left
		l.skipped = l.skipped || within.skipped || len(within.shown) > 0
		l.depth--
	}
}

// annotations looks at what lies on the page: the engine reads none of it.
func (l *inspector) annotations() {
	list := l.page.V.Key("Annots")
	for i := range min(list.Len(), pdf.MostAnnotations) {
		a := list.Index(i)
		switch a.Key("Subtype").Name() {
		case "FreeText", "Stamp", "Watermark":
			l.skipped = true
		case "Widget":
			filled := a.Key("V").Kind() != library.Null || a.Key("Parent").Key("V").Kind() != library.Null
			l.skipped = l.skipped || filled
		case "StrikeOut":
			l.unseen = true
		}
	}
}

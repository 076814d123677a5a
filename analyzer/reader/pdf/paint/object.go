package paint

import (
	"context"
	"math"
	"slices"

	"refrain/analyzer/reader/pdf/engine"
)

// Object is something that a page paints. Its places are in the page's own space, in which y grows
// upwards.
type Object struct {
	Handle uint32
	Kind   uint8  // engine.Text and so on
	Marks  uint8  // engine.Replaced and so on, of the content that it lies in
	Layers bool   // it lies in a form, which may belong to a layer
	Clear  bool   // it is drawn with some transparency
	Shape  int32  // the most points that one of its clip paths has, 0 for no clip path
	Mode   int32  // of drawing a text, or of filling a path: 0 for not at all
	Points int32  // of a path
	Mark   uint32 // the innermost content that it lies in, 0 for none
	Within int32  // how many of the objects that follow lie in this form

	Box, Clip    Rect // what it covers, and the box around what its clip paths leave of that
	Fill, Stroke Ink
	matrix       Matrix
	Width        float32 // of the stroke of a path
	Size         float32 // of the font of a text, before its matrix
}

// The ways of drawing text (ISO 32000-1, 9.3.6), of which the last only clips what follows.
const (
	TextFills = iota
	TextStrokes
	TextFillsAndStrokes
	TextInvisible
	TextClips = 7
)

// Shown is what is painted of the object within its clip paths.
func (o *Object) Shown() Rect { return o.Box.Intersect(o.Clip) }

// Angle is the direction in which a text runs, in radians counter-clockwise.
func (o *Object) Angle() float64 { return math.Atan2(float64(o.matrix.B), float64(o.matrix.A)) }

// LetterHeight returns how high the letters of a text are, roughly, on the page.
func (o *Object) LetterHeight() float32 {
	return o.Size * float32(math.Hypot(float64(o.matrix.C), float64(o.matrix.D))) * 1.15
}

// Ink returns the colour of a text.
func (o *Object) Ink() Ink {
	if o.Mode&3 == TextStrokes {
		return o.Stroke
	}
	return o.Fill
}

// Inked reports whether an object that is not text draws something that can be seen on white.
func (o *Object) Inked() bool {
	seen := func(c Ink) bool { return !c.Known || c.Alpha > 2*FaintAlpha && c.Dimmest() < 255-2*FaintInk }
	switch o.Kind {
	case engine.Image:
		return true
	case engine.Path:
		return o.Mode != 0 && seen(o.Fill) || o.Stroke.Known && seen(o.Stroke)
	}
	return false
}

// covering reports whether an object may hide what is below it.
func (o *Object) covering() bool {
	switch o.Kind {
	case engine.Path:
		return o.Mode != 0 && (!o.Fill.Known || o.Fill.Alpha > FaintAlpha)
	case engine.Image, engine.Shading:
		return true
	}
	return false
}

// MostContours of one path are looked at.
const MostContours = 20_000

// Contours returns the boxes of a path's contours in the page's own space.
func (o *Object) Contours(ctx context.Context, in *engine.Instance) ([]Rect, error) {
	found, err := in.Contours(ctx, uint64(o.Handle), o.Points, MostContours)
	boxes := make([]Rect, 0, len(found))
	for _, b := range found {
		boxes = append(boxes, o.matrix.Rect(rectOf(b)))
	}
	return boxes, err
}

// objectOf returns an object with what it takes from the form that holds it.
func objectOf(from *engine.Object, in holder) Object {
	o := Object{
		Handle: from.Handle, Kind: from.Kind, Marks: from.Marks | in.marks, Mark: from.Mark,
		Layers: in.form, Clear: from.Clear || in.clear, Shape: max(from.Shape, in.shape),
		Box: in.matrix.Rect(rectOf(from.Box)), Clip: in.matrix.Rect(rectOf(from.Clip)).Intersect(in.clip),
		Fill: inkOf(from.Fill), matrix: in.matrix,
	}
	switch o.Kind {
	case engine.Text:
		o.Mode, o.Size = from.Mode, from.Width
		if o.Mode&3 != 0 {
			o.Stroke = inkOf(from.Stroke)
		}
	case engine.Path:
		o.Mode, o.Points = from.Mode, from.Points
		if from.Lined {
			o.Stroke, o.Width = inkOf(from.Stroke), from.Width
		}
	}
	if o.Kind == engine.Text || o.Kind == engine.Path || o.Kind == engine.Form {
		m := from.Matrix
		o.matrix = Matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.Times(in.matrix)
	}
	return o
}

// holder is what the objects of a form take from it.
type holder struct {
	form   bool
	depth  int
	matrix Matrix
	clip   Rect
	shape  int32
	marks  uint8
	clear  bool
}

// Bounds on the objects of one page. What is beyond is not looked at, which the page says.
const (
	mostObjects = 400_000
	deepForms   = 24
	surveyed    = 4096 // objects at a time
)

// Survey appends everything that a page paints to objects, in the order of painting. What forms
// hold follows them. It reports whether that is all of it.
func Survey(ctx context.Context, in *engine.Instance, page uint64, objects []Object) (_ []Object, all bool, err error) {
	count, err := in.Call(ctx, "FPDFPage_CountObjects", page)
	if err != nil {
		return objects, true, err
	}
	s := surveyor{in: in, objects: objects, all: true}
	err = s.look(ctx, page, holder{matrix: Identity, clip: Everywhere}, int(int32(count)))
	return s.objects, s.all, err
}

// surveyor looks at the objects of a page.
type surveyor struct {
	in      *engine.Instance
	objects []Object
	all     bool // nothing was left out
}

// look looks at the objects of the page or of a form.
func (s *surveyor) look(ctx context.Context, handle uint64, in holder, count int) error {
	if len(s.objects)+count > mostObjects || in.depth > deepForms {
		s.all = false
		return nil
	}
	for from := 0; from < count; from += surveyed {
		first := len(s.objects)
		err := s.in.Objects(ctx, handle, in.form, from, min(count, from+surveyed), func(o *engine.Object) {
			s.objects = append(s.objects, objectOf(o, in))
		})
		if err != nil {
			return err
		}
		if err := s.lookIntoForms(ctx, first, in.depth); err != nil {
			return err
		}
	}
	return nil
}

// lookIntoForms looks into the forms among the objects from first on, and puts what they hold after
// them.
func (s *surveyor) lookIntoForms(ctx context.Context, first, depth int) error {
	if !slices.ContainsFunc(s.objects[first:], func(o Object) bool { return o.Kind == engine.Form }) {
		return nil
	}
	flat := slices.Clone(s.objects[first:])
	s.objects = s.objects[:first]
	for i := range flat {
		o := &flat[i]
		s.objects = append(s.objects, *o)
		if o.Kind != engine.Form {
			continue
		}
		count, err := s.in.Call(ctx, "FPDFFormObj_CountObjects", uint64(o.Handle))
		if err != nil {
			return err
		}
		within := holder{
			form: true, depth: depth + 1, matrix: o.matrix, clip: o.Clip,
			shape: o.Shape, marks: o.Marks, clear: o.Clear,
		}
		at := len(s.objects) - 1
		if err := s.look(ctx, uint64(o.Handle), within, int(int32(count))); err != nil {
			return err
		}
		s.objects[at].Within = int32(len(s.objects) - 1 - at)
	}
	return nil
}

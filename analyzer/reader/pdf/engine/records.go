package engine

import (
	"context"
	"encoding/binary"
	"math"
)

// spareBytes are what the functions of our own may use of their buffer.
const spareBytes = 32

// Char is a character of a page's text. Places are in the page's own space, in which y grows
// upwards.
type Char struct {
	Rune                     rune
	Guessed                  bool // the file does not say what the character is
	Inked                    bool // it may be no letter, and its glyph has an outline
	Object                   uint32
	Font                     uint32
	Tag                      int32 // number of its marked content, -1 without
	Left, Top, Right, Bottom float32
}

// Chars calls visit with the n characters of a page's text, of which the next call changes the
// last.
func (in *Instance) Chars(ctx context.Context, text uint64, n int, visit func(c *Char)) error {
	buffer, err := in.Scratch(ctx, uint32(spareBytes+n*charRecord))
	if err != nil {
		return err
	}
	if _, err := in.Call(ctx, "collect", text, uint64(n), uint64(buffer+spareBytes), uint64(buffer)); err != nil {
		return err
	}
	b, ok := in.Read(buffer+spareBytes, uint32(n*charRecord))
	if !ok {
		return ErrDamaged
	}
	var c Char
	for ; len(b) >= charRecord; b = b[charRecord:] {
		code := binary.LittleEndian.Uint32(b[charCode:])
		c = Char{
			Rune: rune(code & 0xFFFFFF), Guessed: code&charGuess != 0, Inked: code&charInked != 0,
			Object: binary.LittleEndian.Uint32(b[charObject:]), Font: binary.LittleEndian.Uint32(b[charFont:]),
			Tag:  int32(binary.LittleEndian.Uint32(b[charTag:])),
			Left: Float(b), Top: Float(b[4:]), Right: Float(b[8:]), Bottom: Float(b[12:]),
		}
		visit(&c)
	}
	return nil
}

// Object is something that a page paints, in the space of the page or form that holds it. What
// objects of its kind do not have is not to be looked at.
type Object struct {
	Handle uint32
	Kind   uint8   // Text and so on
	Marks  uint8   // Replaced and so on
	Clear  bool    // it is drawn with some transparency
	Mode   int32   // of drawing a text, or of filling a path
	Lined  bool    // a path is stroked
	Shape  int32   // the most points that one of its clip paths has
	Points int32   // of a path
	Mark   uint32  // the innermost marked content, 0 without
	Width  float32 // of the stroke of a path, or size of the font of a text

	Box, Clip    [4]float32 // left, bottom, right, top: what it covers, and what its clip paths leave
	Fill, Stroke Colour
	Matrix       [6]float32
}

// Colour is red, green, blue and alpha. It is not known where a pattern is drawn.
type Colour struct {
	RGBA  [4]uint8
	Known bool
}

// Objects calls visit with the objects of a page, or of a form, from one to another, of which the
// next call changes the last.
func (in *Instance) Objects(ctx context.Context, holder uint64, form bool, from, to int, visit func(o *Object)) error {
	buffer, err := in.Scratch(ctx, uint32(keysBefore+spareBytes+(to-from)*objectRecord))
	if err != nil {
		return err
	}
	in.Write(buffer, surveyKeys)
	inForm := uint64(0)
	if form {
		inForm = 1
	}
	records := buffer + keysBefore + spareBytes
	spare := buffer + keysBefore
	_, err = in.Call(ctx, "survey", holder, inForm, uint64(from), uint64(to), uint64(records), uint64(spare))
	if err != nil {
		return err
	}
	b, ok := in.Read(records, uint32((to-from)*objectRecord))
	if !ok {
		return ErrDamaged
	}
	var o Object
	for ; len(b) >= objectRecord; b = b[objectRecord:] {
		o.decode(b)
		visit(&o)
	}
	return nil
}

// decode reads what survey has written.
func (o *Object) decode(b []byte) {
	number := func(at int) int32 { return int32(binary.LittleEndian.Uint32(b[at:])) }
	box := func(at int) [4]float32 {
		return [4]float32{Float(b[at:]), Float(b[at+4:]), Float(b[at+8:]), Float(b[at+12:])}
	}
	colour := func(at, known int) Colour {
		if number(known) != 1 {
			return Colour{}
		}
		return Colour{[4]uint8{b[at], b[at+4], b[at+8], b[at+12]}, true}
	}
	*o = Object{
		Handle: uint32(number(objectHandle)), Kind: b[objectType],
		Marks: b[objectMarks], Mark: uint32(number(objectMark)),
		Clear: number(objectClear) == 1, Shape: number(objectShape),
		Mode: number(objectMode), Lined: number(objectLine) != 0,
		Points: number(objectPoints), Width: Float(b[objectWidth:]), Box: box(objectBox), Clip: box(objectClip),
		Fill: colour(objectFill, objectFilled), Stroke: colour(objectStroke, objectLined),
	}
	for k := range o.Matrix {
		o.Matrix[k] = Float(b[objectMatrix+4*k:])
	}
}

// Contours returns the boxes of a path's contours, in the path's own space, or none if there are
// more than most.
func (in *Instance) Contours(ctx context.Context, path uint64, points int32, most int) ([][4]float32, error) {
	buffer, err := in.Scratch(ctx, uint32((most+1)*contourRecord))
	if err != nil {
		return nil, err
	}
	found, err := in.Call(ctx, "contours", path, uint64(points), uint64(buffer), uint64(most))
	n := int(int32(found))
	if err != nil || n > most {
		return nil, err
	}
	b, ok := in.Read(buffer, uint32(n*contourRecord))
	if !ok {
		return nil, ErrDamaged
	}
	boxes := make([][4]float32, 0, n)
	for ; len(b) >= contourRecord; b = b[contourRecord:] {
		boxes = append(boxes, [4]float32{Float(b), Float(b[4:]), Float(b[8:]), Float(b[12:])})
	}
	return boxes, nil
}

// Child is a child of an element of the structure: another element, or else the number of marked
// content.
type Child struct {
	Element uint32
	Content int32
}

// Children returns the children of an element of the structure that lie on the page at hand. It has
// count children in all.
func (in *Instance) Children(ctx context.Context, element uint64, count int) ([]Child, error) {
	buffer, err := in.Scratch(ctx, uint32(count*childRecord))
	if err != nil {
		return nil, err
	}
	n, err := in.Call(ctx, "kids", element, uint64(count), uint64(buffer))
	if err != nil {
		return nil, err
	}
	b, ok := in.Read(buffer, uint32(n)*childRecord)
	if !ok {
		return nil, ErrDamaged
	}
	found := make([]Child, len(b)/childRecord)
	for i := range found {
		at := b[i*childRecord:]
		found[i].Element = binary.LittleEndian.Uint32(at[childElement:])
		found[i].Content = int32(binary.LittleEndian.Uint32(at[childContent:]))
	}
	return found, nil
}

// Float reads a float32. What is not a number, or too large to be a place on a page, is 0.
func Float(b []byte) float32 {
	f := math.Float32frombits(binary.LittleEndian.Uint32(b))
	if !(f > -1e6 && f < 1e6) {
		return 0
	}
	return f
}

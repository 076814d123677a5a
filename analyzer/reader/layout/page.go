// Package layout makes blocks of text of the characters of pages: lines, columns, the cells of
// tables, paragraphs, headings, notes, and running heads and feet. It knows no file format.
// Whatever gives characters with boxes can be laid out: a PDF, or a scan whose words were
// recognised.
//
// Distances are in points. Most thresholds are in sizes, where a size is the height of a line's
// letters, so that small print is judged like large print.
package layout

import "refrain/analyzer/document"

// Page is what layout needs to know of a page.
type Page struct {
	Label         string  // that the page is known by, "" without
	Width, Height float64 // of the displayed page
	Turn          int     // quarter turns, clockwise, that bring the space of Chars to the displayed page
	Chars         []Char  // in the order of the content
	Fonts         []Font
	Elements      []Element // that the text belongs to, where the file says so
	Layers        []Layer   // text that is laid out apart
}

// Char is a character on a page. A line end is "\r\n" or "\n", and has no box.
//
// The box is in points from the top left of the page as it is when its text runs upright. That is
// the displayed page unless Page.Turn says otherwise. The box is as wide as the character's advance
// and as high as its font is large.
type Char struct {
	Rune  rune
	Font  uint16 // index into Page.Fonts
	Style uint8  // Struck, Underlined and Recognised
	Tag   int32  // index into Page.Elements, -1 for none
	Box   document.Box
}

// What is known of a character beside its place: what lines are drawn through it or under it, and
// that a program has recognised it in a picture.
const (
	Struck = 1 << iota
	Underlined
	Recognised
)

// Hyphen stands for a hyphen at the end of a line that was found to divide a word. Whoever joins
// the lines decides whether the word keeps it.
const Hyphen = 0xFFFE

// Font is what layout needs to know of a font.
type Font struct {
	Bold, Italic bool
}

// Element is what a file says of a stretch of text: it is one paragraph, heading, item of a list,
// cell or note.
type Element struct {
	Role        document.Role
	Level       int  // of a heading or an item, from 1
	Row, Column int  // of a cell, from 1: its row among those of the pages read so far, and its place in the row
	Loose       bool // the text lies in a part of the document and in no paragraph: nothing says where paragraphs begin
}

// Layer is text of a page that is laid out apart from the rest of it: it runs in another direction,
// was filled in, or is not seen by readers. Its boxes are in the space of Page.Chars, turned around
// the top left so that its lines run from left to right.
type Layer struct {
	Chars     []Char
	Tilt      float64 // the direction in which it runs, in radians counter-clockwise
	Exclusion document.Exclusion
	Reason    string // of the exclusion
}

// Displayed turns a box of the space of Chars into the one on the displayed page.
func (p *Page) Displayed(b document.Box) document.Box {
	w, h := float32(p.Width), float32(p.Height)
	switch p.Turn & 3 {
	case 1:
		return document.Box{Left: w - b.Bottom, Top: b.Left, Right: w - b.Top, Bottom: b.Right}
	case 2:
		return document.Box{Left: w - b.Right, Top: h - b.Bottom, Right: w - b.Left, Bottom: h - b.Top}
	case 3:
		return document.Box{Left: b.Top, Top: h - b.Right, Right: b.Bottom, Bottom: h - b.Left}
	}
	return b
}

// Upright turns a box on the displayed page into the space of Chars.
func (p *Page) Upright(b document.Box) document.Box {
	w, h := float32(p.Width), float32(p.Height)
	switch p.Turn & 3 {
	case 1:
		return document.Box{Left: b.Top, Top: w - b.Right, Right: b.Bottom, Bottom: w - b.Left}
	case 2:
		return document.Box{Left: w - b.Right, Top: h - b.Bottom, Right: w - b.Left, Bottom: h - b.Top}
	case 3:
		return document.Box{Left: h - b.Bottom, Top: b.Left, Right: h - b.Top, Bottom: b.Right}
	}
	return b
}

// Size returns the page's width and height in the space of its Chars.
func (p *Page) Size() (width, height float32) {
	if p.Turn&1 == 1 {
		return float32(p.Height), float32(p.Width)
	}
	return float32(p.Width), float32(p.Height)
}

// Blank reports whether a character is a blank or a line end.
func Blank(r rune) bool { return r <= ' ' || r == 0xA0 }

// Append appends c to characters that have been written from left to right and from the top down,
// with the blank or the line end that the boxes ask for. Last is the box of the last character that
// is no blank. It is for sources that give letters and their places, and no blanks between words.
func Append(chars []Char, last document.Box, c Char) []Char {
	const (
		sameLine = 0.3  // heights of overlap; letters of one line overlap by more, be they raised
		backward = 2    // heights to the left; a letter that is moved back over the one before is nearer
		wordGap  = 0.15 // heights; letters of one word stand nearer, and blanks are a quarter of a height wide
	)
	if len(chars) == 0 || c.Rune == ' ' {
		return append(chars, c)
	}
	high := last.Bottom - last.Top
	switch {
	case min(last.Bottom, c.Box.Bottom)-max(last.Top, c.Box.Top) < sameLine*high, c.Box.Left < last.Left-backward*high:
		chars = append(chars, Char{Rune: '\n', Tag: -1})
	case c.Box.Left-last.Right > wordGap*high && chars[len(chars)-1].Rune != ' ':
		chars = append(chars, Char{Rune: ' ', Tag: -1})
	}
	return append(chars, c)
}

func abs(f float32) float32 { return max(f, -f) }

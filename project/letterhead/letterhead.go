// Package letterhead is what an organisation puts on the briefs that it hands over: its name and
// logo, why it writes, the date, whom to ask, and the size of its paper.
package letterhead

// Letterhead is an organisation's. The zero value names nobody.
type Letterhead struct {
	Organisation string
	Introduction string // in place of the usual one; paragraphs end in an empty line; "" for the usual one
	Date         string // as the organisation writes it; "" for none
	Contact      string
	Paper        Paper
	Logo         *Logo // nil for none
}

// Paper is a size of paper. The zero value is A4.
type Paper uint8

// The sizes of paper.
const (
	A4 Paper = iota
	Letter
)

// Papers are the sizes of paper by name, A4 first.
var Papers = []string{"A4", "Letter"}

func (p Paper) String() string { return Papers[p] }

// PaperOf is the size of paper of that name; A4 for any other.
func PaperOf(name string) Paper {
	if name == Papers[Letter] {
		return Letter
	}
	return A4
}

// Points are the width and height of a page, in 72nds of an inch.
func (p Paper) Points() (width, height float64) {
	if p == Letter {
		return 612, 792
	}
	return 595.3, 841.9
}

// Logo is a picture of PNG, JPEG or SVG that its reader has found harmless.
type Logo struct {
	Type          string // its media type: image/png, image/jpeg or image/svg+xml
	Data          []byte
	Width, Height float64 // in whatever unit; their ratio is that of the picture
}

package html

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"sort"

	"refrain/analyzer/document"
	"refrain/reports/stream"
)

// Measures of the pictures of places.
const (
	mostPicture  = 28 << 10 // bytes
	pictureScale = 2.0      // pixels for a point, where the picture is then small enough
	leastScale   = 0.8      // below it, print cannot be read
	scaleStep    = 0.75
	pictureGrays = 16
	markLine     = 2 // pixels, below the words
)

// picturePalette has grays for the page and the same grays in yellow for the marked words, so that
// a picture needs few bytes and a mark does not hide what it marks. The last colour is that of the
// line below the words.
var picturePalette = func() color.Palette {
	p := make(color.Palette, 0, 2*pictureGrays+1)
	for i := range pictureGrays {
		gray := uint8(i * 255 / (pictureGrays - 1))
		p = append(p, color.RGBA{gray, gray, gray, 255})
	}
	for i := range pictureGrays {
		gray := i * 255 / (pictureGrays - 1)
		p = append(p, color.RGBA{uint8(gray), uint8(gray * 0xE4 / 0xFF), uint8(gray * 0x8C / 0xFF), 255})
	}
	return append(p, color.RGBA{0x8A, 0x4B, 0, 255})
}()

var errPictureSize = errors.New("it would be too large")

// picture draws the part of a page around a place with its words marked, as PNG of at most
// mostPicture bytes. The size is that at which it is shown.
func picture(
	o stream.Options, d *document.Document, place document.Place, part document.Box,
) ([]byte, image.Point, error) {
	for scale := pictureScale; scale >= leastScale; scale *= scaleStep {
		drawn, err := o.Picture(d, place.Page, part, scale)
		if err != nil {
			return nil, image.Point{}, err
		}
		var b bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&b, marking(drawn, place.Boxes, part, scale)); err != nil {
			return nil, image.Point{}, err
		}
		if b.Len() <= mostPicture {
			return b.Bytes(), image.Pt(int(part.Right-part.Left), int(part.Bottom-part.Top)), nil
		}
	}
	return nil, image.Point{}, errPictureSize
}

// marking is the picture in few colours, with the boxes marked.
func marking(drawn image.Image, boxes []document.Box, part document.Box, scale float64) *image.Paletted {
	bounds := drawn.Bounds()
	out := image.NewPaletted(image.Rect(0, 0, bounds.Dx(), bounds.Dy()), picturePalette)
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			gray := color.GrayModel.Convert(drawn.At(bounds.Min.X+x, bounds.Min.Y+y)).(color.Gray)
			out.Pix[y*out.Stride+x] = uint8((int(gray.Y)*(pictureGrays-1) + 127) / 255)
		}
	}
	pixels := func(points float32) int { return int(float64(points) * scale) }
	words := func(b document.Box) image.Rectangle {
		return image.Rect(
			pixels(b.Left-part.Left)-1, pixels(b.Top-part.Top)-1, pixels(b.Right-part.Left)+2, pixels(b.Bottom-part.Top)+2,
		)
	}
	for _, b := range boxes {
		fill(out, words(b), func(c uint8) uint8 { return c%pictureGrays + pictureGrays })
	}
	for _, b := range boxes {
		r := words(b)
		fill(out, image.Rect(r.Min.X, r.Max.Y, r.Max.X, r.Max.Y+markLine), func(uint8) uint8 { return 2 * pictureGrays })
	}
	return out
}

// fill changes the pixels of a rectangle, as far as it lies in the picture.
func fill(p *image.Paletted, r image.Rectangle, change func(uint8) uint8) {
	r = r.Intersect(p.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.Pix[y*p.Stride+x] = change(p.Pix[y*p.Stride+x])
		}
	}
}

// shownBox is the part of a page that a picture shows: the lines of the boxes from edge to edge of
// their column, with a line above and a line below. Column is what the paragraph takes on the page;
// where it is empty, as much is shown around the boxes as it takes to recognise the place.
func shownBox(boxes []document.Box, column document.Box, page *document.Page) document.Box {
	const beside, narrowest, tallest, edge = 90, 330, 160, 6 // points
	const lineSpacing = 1.25                                 // of a line and the gap to the next, in its height
	var box document.Box
	for _, b := range boxes {
		box = box.Union(b)
	}
	around := (boxes[0].Bottom - boxes[0].Top) * lineSpacing
	box.Top, box.Bottom = box.Top-around, box.Bottom+around
	if column.Right > column.Left {
		box.Left, box.Right = min(box.Left, column.Left)-edge, max(box.Right, column.Right)+edge
	} else {
		box.Left, box.Right = box.Left-beside, box.Right+beside
	}
	if missing := narrowest - (box.Right - box.Left); missing > 0 && column.Right <= column.Left {
		box.Left, box.Right = box.Left-missing/2, box.Right+missing/2
	}
	width, height := float32(page.Width), float32(page.Height)
	if box.Left < 0 {
		box.Left, box.Right = 0, box.Right-box.Left
	}
	if box.Right > width {
		box.Left, box.Right = box.Left-(box.Right-width), width
	}
	box.Bottom = min(box.Bottom, box.Top+tallest)
	return document.Box{Left: max(box.Left, 0), Top: max(box.Top, 0), Right: box.Right, Bottom: min(box.Bottom, height)}
}

// columnOf is what the paragraph of a place takes on the place's page, or an empty box where it
// begins on another page.
func columnOf(d *document.Document, s document.Span, place document.Place) document.Box {
	var box document.Box
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].End > s.Start })
	if i == len(d.Blocks) || d.Blocks[i].Start > s.Start {
		return box
	}
	whole := d.Locate(d.Blocks[i].Span)
	if whole.Page != place.Page {
		return box
	}
	for _, b := range whole.Boxes {
		box = box.Union(b)
	}
	return box
}

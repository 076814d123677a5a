// Package scan reads pictures of pages: PNG, JPEG, and TIFF with all of its pages. Their text is
// recognised.
package scan

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/ocr"
	"refrain/analyzer/reader/pdf"
	"refrain/analyzer/reader/pdfdoc"
)

// hintOff is what to do about a picture where nothing is to be recognised.
const hintOff = "leave --ocr off out, or recognise its text (OCR) and save it as PDF"

// Read recognises the text of a picture's pages.
func Read(ctx context.Context, in input.Input, r *ocr.Recogniser) *document.Document {
	switch err := r.Ready(); {
	case r.Off():
		return input.Refused(in.Format, document.Gap{Reason: gap.PictureUnread, Hint: hintOff})
	case errors.Is(err, ocr.ErrNone):
		return input.Refused(in.Format, document.Gap{Reason: gap.PictureUnread, Hint: ocr.HintInstall})
	case err != nil:
		return input.Refused(in.Format, document.Gap{Reason: gap.PictureUnread, Hint: err.Error()})
	}
	d := in.NewBuilder("")
	d.HyphenMarks = true
	f := pages{d: d, in: in, file: open(ctx, in.Bytes), recognition: pdfdoc.Recognise(r, d, in.Options, "")}
	var all []*pdf.Page
	for {
		if len(all) == in.Options.Limits.Pages {
			d.Gap(0, gap.Limit, fmt.Sprintf("split the file: only the first %d of its pages were read", len(all)))
			break
		}
		more, err := f.file.next()
		if !more || ctx.Err() != nil {
			break
		}
		before := d.Loaded
		all = append(all, f.page(ctx, len(all)+1, err))
		d.Loaded = before
	}
	f.recognition.End()
	pdfdoc.Write(d, all)
	return d.Finish()
}

// pages reads the pages of a picture.
type pages struct {
	d           *builder.Builder
	in          input.Input
	file        *file
	recognition *pdfdoc.Recognition
}

// page reads the page at hand, which err says why it is not found. It is nil where there is a gap.
func (f *pages) page(ctx context.Context, number int, err error) *pdf.Page {
	var picture *image.Gray
	var points float64
	if before := f.d.Loaded; err == nil {
		picture, points, err = f.file.decode(f.in.Options.Limits, func(bytes int) bool {
			f.d.Loaded = before + bytes
			return f.d.Held() <= f.d.MemoryLimit && f.d.Grant.Built(f.d.Held())
		})
	}
	switch {
	case errors.Is(err, errLarge):
		f.d.Gap(number, gap.Limit, "save it with fewer pixels, or raise --limit pixels and memory")
		return nil
	case errors.Is(err, errKind):
		f.d.Gap(number, gap.Unsupported, "save it as PNG: "+err.Error())
		return nil
	case err != nil:
		f.d.Gap(number, gap.PictureDamaged, "open the file in the program that made it and save it again")
		return nil
	}
	p := pageOf(picture, points)
	f.recognition.Page(ctx, number, p, gap.PictureWordless, func() (*ocr.Result, error) {
		enlarged, scale := readable(picture, points, f.in.Options.Limits.Pixels)
		if enlarged == nil {
			return &ocr.Result{}, nil
		}
		return f.recognition.Pages.Read(ctx, enlarged, scale)
	})
	return p
}

// pageOf is the page that a picture shows, with so many pixels to the point.
func pageOf(picture *image.Gray, pixels float64) *pdf.Page {
	size := picture.Bounds().Size()
	return &pdf.Page{Page: layout.Page{
		Width: float64(size.X) / pixels, Height: float64(size.Y) / pixels, Fonts: []layout.Font{{}},
	}}
}

// pointPixels is how many pixels a point has, by what a file says of its resolution in dots to the
// inch. What makes no page of it is no resolution of a scan: then the picture is one page of A4.
func pointPixels(width, height int, dots float64) float64 {
	const inch, longest, shortest, page = 72, 3000, 72, 842 // points
	long := float64(max(width, height))
	if dots > 0 {
		if points := long * inch / dots; points >= shortest && points <= longest {
			return dots / inch
		}
	}
	return long / page
}

// readable is the picture with as many pixels as Tesseract reads well, and how many a point has
// then. It is nil for an icon.
func readable(picture *image.Gray, points float64, most int) (*image.Gray, float64) {
	const (
		icon       = 32   // pixels, within which there is no word
		small      = 1600 // pixels of the longer side, of which letters are too small
		enlargedBy = 2
	)
	size := picture.Bounds().Size()
	if min(size.X, size.Y) < icon {
		return nil, 0
	}
	by := 1.0
	switch pixels := float64(size.X) * float64(size.Y); {
	case pixels > float64(most):
		by = math.Sqrt(float64(most) / pixels)
	case max(size.X, size.Y) < small && pixels*enlargedBy*enlargedBy <= float64(most):
		by = enlargedBy
	default:
		return picture, points
	}
	return resized(picture, by), points * by
}

// Drawing draws places on the pages of a picture. It is for one goroutine.
type Drawing struct {
	src    string
	limits limits.Limits
}

// Draw opens a picture whose bytes are src, so that places on it can be drawn.
func Draw(src string, l limits.Limits) (*Drawing, error) {
	if kindOf(src) == nil {
		return nil, errors.New("not a picture")
	}
	return &Drawing{src, l}, nil
}

// Place draws what is in the box, in points from the top left, of the page of that number, from 1.
// The picture has scale pixels for each point.
func (d *Drawing) Place(ctx context.Context, page int, box document.Box, scale float64) (image.Image, error) {
	file := open(ctx, d.src)
	for range page {
		if more, err := file.next(); !more || err != nil {
			return nil, errors.New("there is no such page")
		}
	}
	picture, points, err := file.decode(d.limits, func(int) bool { return true })
	if err != nil {
		return nil, err
	}
	at := func(f float32) int { return int(float64(f) * points) }
	part := image.Rect(at(box.Left), at(box.Top), at(box.Right)+1, at(box.Bottom)+1).Intersect(picture.Bounds())
	if part.Empty() {
		return nil, errors.New("there is no such place")
	}
	return resized(picture.SubImage(part).(*image.Gray), scale/points), nil
}

// Close gives back what the drawing took.
func (d *Drawing) Close() {}

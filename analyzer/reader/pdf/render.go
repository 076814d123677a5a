package pdf

import (
	"context"
	"image"
	"image/color"
	"math"

	"refrain/analyzer/document"
)

// Renderer is a Doc that can draw its pages. PDFium's documents are renderers.
type Renderer interface {
	// Render draws the part of a page, counted from 0, that lies in the box: in points from the
	// displayed page's top left, as everywhere. The picture has scale pixels for each point.
	// ErrLimit says that it would have more than Options.Pixels.
	Render(ctx context.Context, index int, box document.Box, scale float64) (image.Image, error)
	// Grey draws the page of a size, in points, for the recognition of its text. No other work of the
	// document counts it, since each page is drawn once, and it has Options.Work.
	Grey(ctx context.Context, index int, width, height, scale float64) (*image.Gray, error)
}

// Render implements Renderer.
func (d *pdfiumDoc) Render(ctx context.Context, index int, box document.Box, scale float64) (image.Image, error) {
	width, height := math.Ceil(float64(box.Right-box.Left)*scale), math.Ceil(float64(box.Bottom-box.Top)*scale)
	if !(width >= 1) || !(height >= 1) || !(width*height <= float64(d.engine.options.Pixels)) {
		return nil, ErrLimit
	}
	if err := d.ready(ctx); err != nil {
		return nil, err
	}
	var picture image.Image
	err := d.withPage(ctx, index, func(r *pageReader) {
		picture = r.colours(r.draw(ctx, box, scale, int(width), int(height), bgrx), int(width), int(height))
	})
	if err != nil {
		return nil, err
	}
	return picture, nil
}

// Grey implements Renderer.
func (d *pdfiumDoc) Grey(ctx context.Context, index int, width, height, scale float64) (*image.Gray, error) {
	w, h := math.Floor(width*scale), math.Floor(height*scale)
	if !(w >= 1) || !(h >= 1) || !(w*h <= float64(d.engine.options.Pixels)) {
		return nil, ErrLimit
	}
	if err := d.alive(ctx); err != nil {
		return nil, err
	}
	d.count()
	d.in.Refuel(d.engine.options.Work)
	picture := image.NewGray(image.Rect(0, 0, int(w), int(h)))
	err := d.withPage(ctx, index, func(r *pageReader) {
		whole := document.Box{Right: float32(width), Bottom: float32(height)}
		copy(picture.Pix, r.draw(ctx, whole, scale, int(w), int(h), grey))
	})
	if err != nil {
		return nil, err
	}
	return picture, nil
}

// withPage opens a page for something to be drawn.
func (d *pdfiumDoc) withPage(ctx context.Context, index int, draw func(r *pageReader)) error {
	handle, err := d.in.Call(ctx, "FPDF_LoadPage", d.handle, uint64(index))
	if err != nil {
		return err
	}
	if handle == 0 {
		return ErrDamaged
	}
	r := pageReader{caller: caller{doc: d}, handle: handle}
	draw(&r)
	r.call(ctx, "FPDF_ClosePage", handle)
	return r.err
}

// pixels are a kind of pixels as PDFium names it, and how many bytes one takes.
type pixels struct{ format, bytes int }

var (
	grey = pixels{1, 1}
	bgrx = pixels{3, 4}
)

// draw draws the part of the page that lies in the box. The next call changes what it returns, which
// is nil after an error.
func (r *pageReader) draw(ctx context.Context, box document.Box, scale float64, width, height int, kind pixels) []byte {
	turned := int(int32(r.call(ctx, "FPDFPage_GetRotation", r.handle))) & 1
	r.bounds(ctx)
	pageWidth, pageHeight := float64(r.right-r.left), float64(r.top-r.bottom)
	if turned == 1 {
		pageWidth, pageHeight = pageHeight, pageWidth
	}
	const white, withAnnotations = 0xFFFFFFFF, 1
	size := uint32(width * height * kind.bytes)
	var buffer uint32
	if r.err == nil {
		buffer, r.err = r.doc.in.Scratch(ctx, size)
	}
	bitmap := r.call(ctx, "FPDFBitmap_CreateEx", uint64(width), uint64(height), uint64(kind.format),
		uint64(buffer), uint64(width*kind.bytes))
	if bitmap == 0 && r.err == nil {
		r.err = ErrLimit
	}
	r.call(ctx, "FPDFBitmap_FillRect", bitmap, 0, 0, uint64(width), uint64(height), white)
	whole := func(f float64) uint64 { return uint64(uint32(int32(math.Round(f)))) }
	r.call(ctx, "FPDF_RenderPageBitmap", bitmap, r.handle,
		whole(-float64(box.Left)*scale), whole(-float64(box.Top)*scale),
		whole(pageWidth*scale), whole(pageHeight*scale), 0, withAnnotations)
	r.call(ctx, "FPDFBitmap_Destroy", bitmap)
	if r.err != nil {
		return nil
	}
	b, ok := r.doc.in.Read(buffer, size)
	if !ok {
		r.err = ErrDamaged
		return nil
	}
	return b
}

// colours is a picture of drawn pixels.
func (r *pageReader) colours(b []byte, width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i+3 < len(b); i += bgrx.bytes {
		at := i / bgrx.bytes
		picture.SetRGBA(at%width, at/width, color.RGBA{R: b[i+2], G: b[i+1], B: b[i], A: 0xFF})
	}
	return picture
}

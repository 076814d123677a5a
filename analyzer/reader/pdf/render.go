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
	handle, err := d.in.Call(ctx, "FPDF_LoadPage", d.handle, uint64(index))
	if err != nil {
		return nil, err
	}
	if handle == 0 {
		return nil, ErrDamaged
	}
	r := pageReader{caller: caller{doc: d}, handle: handle}
	picture := r.draw(ctx, box, scale, int(width), int(height))
	r.call(ctx, "FPDF_ClosePage", handle)
	if r.err != nil {
		return nil, r.err
	}
	return picture, nil
}

// draw draws the part of the page that lies in the box.
func (r *pageReader) draw(ctx context.Context, box document.Box, scale float64, width, height int) image.Image {
	turned := int(int32(r.call(ctx, "FPDFPage_GetRotation", r.handle))) & 1
	r.bounds(ctx)
	pageWidth, pageHeight := float64(r.right-r.left), float64(r.top-r.bottom)
	if turned == 1 {
		pageWidth, pageHeight = pageHeight, pageWidth
	}
	const bgrx, bytesPerPixel, white, withAnnotations = 3, 4, 0xFFFFFFFF, 1
	size := uint32(width * height * bytesPerPixel)
	var pixels uint32
	if r.err == nil {
		pixels, r.err = r.doc.in.Scratch(ctx, size)
	}
	bitmap := r.call(ctx, "FPDFBitmap_CreateEx", uint64(width), uint64(height), bgrx,
		uint64(pixels), uint64(width*bytesPerPixel))
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
	b, ok := r.doc.in.Read(pixels, size)
	if !ok {
		r.err = ErrDamaged
		return nil
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := 0; i+3 < len(b); i += bytesPerPixel {
		at := i / bytesPerPixel
		picture.SetRGBA(at%width, at/width, color.RGBA{R: b[i+2], G: b[i+1], B: b[i], A: 0xFF})
	}
	return picture
}

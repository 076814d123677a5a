package pdfdoc

import (
	"context"
	"errors"
	"image"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/magic"
	"refrain/analyzer/reader/pdf"
)

// Drawing draws places on the pages of one PDF. It is for one goroutine.
type Drawing struct {
	file     pdf.Doc
	renderer pdf.Renderer
}

// Draw opens the PDF whose bytes are src, so that places on it can be drawn. The error says why
// that cannot be done: the file is no PDF, or the engine that was chosen does not draw.
func (e *Engines) Draw(ctx context.Context, src string, o input.Options) (*Drawing, error) {
	if !magic.HoldsPDF(src) {
		return nil, errors.New("not a PDF")
	}
	engine, err := e.get(o.PDFEngine)
	if err != nil {
		return nil, err
	}
	file, err := engine.Open(ctx, src, o.Password)
	if err != nil {
		return nil, err
	}
	renderer, ok := file.(pdf.Renderer)
	if !ok {
		file.Close()
		return nil, errors.New("the PDF engine that was chosen draws no pictures; leave --pdf-engine out")
	}
	return &Drawing{file, renderer}, nil
}

// Place draws what is in the box, in points from the displayed page's top left, of the page of that
// number, from 1. The picture has scale pixels for each point.
func (d *Drawing) Place(ctx context.Context, page int, box document.Box, scale float64) (image.Image, error) {
	return d.renderer.Render(ctx, page-1, box, scale)
}

// Close gives back what the drawing took.
func (d *Drawing) Close() { d.file.Close() }

// Stated returns what the document information of a PDF says under a name, or "". Only PDFium tells
// it.
func (e *Engines) Stated(ctx context.Context, src string, o input.Options, name string) string {
	engine, err := e.get(o.PDFEngine)
	if err != nil {
		return ""
	}
	if pdfium, ok := engine.(*pdf.PDFium); ok {
		return pdfium.Stated(ctx, src, o.Password, name)
	}
	return ""
}

package check

import (
	"context"
	"image"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
)

// Pictures draws places on the pages of documents for reports, one document at a time. A document is
// read anew for its first picture, so that no file has to be kept in memory in case something is
// found in it. It is not safe for concurrent use.
type Pictures struct {
	Context  context.Context
	Reader   *Reader
	Original func(*document.Document) (string, error) // the content of a document's file; nil reads the file again

	doc     *document.Document
	drawing reader.Drawing
	err     error // why the document at hand cannot be drawn
}

// Draw draws what lies in a box of a page, which counts from 1, with so many pixels for each point.
// It is what [reports.Options] ask for.
func (p *Pictures) Draw(d *document.Document, page int, box document.Box, scale float64) (image.Image, error) {
	if d != p.doc {
		p.Close()
		p.doc = d
		p.drawing, p.err = p.open(d)
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.drawing.Place(p.Context, page, box, scale)
}

// open reads a document's file anew.
func (p *Pictures) open(d *document.Document) (reader.Drawing, error) {
	original := p.Original
	if original == nil {
		original = p.Reader.Again
	}
	content, err := original(d)
	if err != nil {
		return nil, err
	}
	return p.Reader.Draw(p.Context, content)
}

// Close ends the drawing of the last document.
func (p *Pictures) Close() {
	if p.drawing != nil {
		p.drawing.Close()
	}
	p.doc, p.drawing, p.err = nil, nil, nil
}

package main

import (
	"context"
	"image"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/check"
)

// pictures draws places on the pages of documents for the reports, one document at a time. A
// document is read anew for its first picture, so that no file has to be kept in memory for the
// case that something is found in it.
type pictures struct {
	ctx     context.Context
	reader  *check.Reader
	doc     *document.Document
	drawing *reader.Drawing
	err     error // why the document at hand cannot be drawn
}

// draw is what reports ask for a picture. Pages count from 1.
func (p *pictures) draw(d *document.Document, page int, box document.Box, scale float64) (image.Image, error) {
	if d != p.doc {
		p.close()
		p.doc = d
		p.drawing, p.err = p.open(d)
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.drawing.Place(p.ctx, page, box, scale)
}

// open reads a document's file anew.
func (p *pictures) open(d *document.Document) (*reader.Drawing, error) {
	src, err := p.reader.Again(d)
	if err != nil {
		return nil, err
	}
	return p.reader.Draw(p.ctx, src)
}

func (p *pictures) close() {
	if p.drawing != nil {
		p.drawing.Close()
	}
	p.doc, p.drawing, p.err = nil, nil, nil
}

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
)

// pictures draws places on the pages of documents for the reports, one document at a time. A document is read anew for its first picture, so
// that no file has to be kept in memory for the case that something is found in it.
type pictures struct {
	app     *app
	ctx     context.Context
	reader  *reader.Reader
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
	src, err := p.app.original(d)
	if err != nil {
		return nil, err
	}
	return p.reader.Draw(p.ctx, src)
}

// original reads a document's file once more. One that is another by now is an error: nothing that was found holds for it.
func (a *app) original(d *document.Document) (string, error) {
	if d.Name == "-" {
		return "", errors.New("standard input is read once only")
	}
	if info, err := os.Stat(d.Name); err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s: is read once only", d.Name)
	}
	src, err := a.source(d.Name, a.most)
	if err != nil {
		return "", fmt.Errorf("%s: %w", d.Name, reason(err))
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, struct{ io.Reader }{strings.NewReader(src)}); err != nil { // The plain Reader copies piece by piece, not as a whole.
		return "", err
	}
	if hex.EncodeToString(sum.Sum(nil)) != d.SHA256 {
		return "", fmt.Errorf("%s: has changed since it was read", d.Name)
	}
	return src, nil
}

func (p *pictures) close() {
	if p.drawing != nil {
		p.drawing.Close()
	}
	p.doc, p.drawing, p.err = nil, nil, nil
}

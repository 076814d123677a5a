package reader

import (
	"context"
	"errors"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
)

// engines are what reads PDF files and pictures: a page in a browser has none. They are larger than
// all the rest, and recognising text takes a program of the machine.
type engines struct{}

func newEngines(Options) engines { return engines{} }

func (engines) close() error { return nil }

func (engines) start(Options) {}

func watch(ctx context.Context, _ *limits.Grant) context.Context { return ctx }

// What the page says of what it cannot read.
const (
	gapPDF      = gap.Unsupported + ": a PDF, in the browser"
	hintProgram = "install refrain and check the file with it: refrain serve opens a page like this one that reads it"
)

func (r *Reader) readPDF(_ context.Context, in input.Input) *document.Document {
	return input.Refused(in.Format, document.Gap{Reason: gapPDF, Hint: hintProgram})
}

func (r *Reader) readScan(_ context.Context, in input.Input) *document.Document {
	return input.Refused(in.Format, document.Gap{Reason: gap.PictureUnread, Hint: hintProgram})
}

// Draw always returns an error: nothing is drawn in a page.
func (r *Reader) Draw(context.Context, string) (Drawing, error) {
	return nil, errors.New("pages are not drawn in the browser")
}

// Stated always returns "": no PDF is opened in a page.
func (r *Reader) Stated(context.Context, string, string) string { return "" }

// OCRReady returns an error where the options ask for text to be recognised by all means.
func (r *Reader) OCRReady() error {
	if r.options.OCR == "on" {
		return errors.New("text is not recognised in the browser: " + hintProgram)
	}
	return nil
}

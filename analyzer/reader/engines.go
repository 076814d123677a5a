//go:build !js

package reader

import (
	"context"
	"io"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/ocr"
	"refrain/analyzer/reader/pdf"
	"refrain/analyzer/reader/pdf/plain"
	"refrain/analyzer/reader/pdfdoc"
	"refrain/analyzer/reader/scan"
)

// engines are what reads PDF files and pictures. They start when the first document needs them. A
// program in a page of a browser has none; engines_js.go says so of such files.
type engines struct {
	recogniser *ocr.Recogniser
	pdf        *pdfdoc.Engines
}

func newEngines(o Options) engines {
	recogniser := ocr.New(o.OCR, o.Limits)
	return engines{recogniser, pdfdoc.NewEngines(o.Limits, recogniser)}
}

func (e engines) close() error { return e.pdf.Close() }

// start starts the engine for PDF that the options ask for.
func (e engines) start(o Options) { e.pdf.Start(o.PDFEngine) }

// watch has the grant asked before the engine for PDF takes memory.
func watch(ctx context.Context, g *limits.Grant) context.Context { return pdf.Watch(ctx, g.Engine) }

// readPDF reads a PDF with the engines of the Reader.
func (r *Reader) readPDF(ctx context.Context, in input.Input) *document.Document {
	return r.engines.pdf.Read(ctx, in)
}

// readScan reads a picture of pages with what recognises text.
func (r *Reader) readScan(ctx context.Context, in input.Input) *document.Document {
	return scan.Read(ctx, in, r.engines.recogniser)
}

// Draw opens the PDF or picture whose bytes are src, so that places on it can be drawn. The error
// says why that cannot be done: the file is neither, or the engine that was chosen does not draw.
func (r *Reader) Draw(ctx context.Context, src string) (Drawing, error) {
	if drawing, err := scan.Draw(src, r.options.Limits); err == nil {
		return drawing, nil
	}
	drawing, err := r.engines.pdf.Draw(ctx, src, r.options)
	if err != nil {
		return nil, err
	}
	return drawing, nil
}

// Stated returns what the document information of a PDF says under a name, such as CreationDate, or
// "".
func (r *Reader) Stated(ctx context.Context, src, name string) string {
	return r.engines.pdf.Stated(ctx, src, r.options, name)
}

// OCRReady returns nil where text can be recognised in pictures, or where the options do not ask for
// that by all means. The error says why it cannot be done, and what to do.
func (r *Reader) OCRReady() error {
	if !r.engines.recogniser.Everywhere() {
		return nil
	}
	return r.engines.recogniser.Ready()
}

// OCRModes are the values of Options.OCR.
var OCRModes = ocr.Modes

// PDFChildCommand is the argument with which the engine "go" starts this program once more, to read
// one PDF apart from everything else. A program that offers that engine calls ReadPDFChild for it.
const PDFChildCommand = plain.ChildCommand

// ReadPDFChild reads one PDF from in and writes its pages to out, for the process that has started
// this one.
func ReadPDFChild(in io.Reader, out io.Writer) error { return plain.ReadChild(in, out) }

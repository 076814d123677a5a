// Package reader turns files into documents. It reads what its table [Formats] names, and says of everything that it could not read, or not
// fully, why and what to do: as gaps of the document, never as silence.
package reader

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/pdf"
)

// The reasons of gaps that more than one format gives. They are part of every report, so they stay as they are.
const ()

// Reader reads documents. It is safe for concurrent use. Engines that cost something start when the first document needs them.
type Reader struct {
	options Options
	pdf     *pdfEngines
}

// New makes a reader. It does nothing expensive.
func New(o Options) *Reader {
	o.Limits = o.Limits.Filled()
	return &Reader{options: o, pdf: newEngines(o.Limits)}
}

// Limits are those that the reader keeps, with the defaults in place.
func (r *Reader) Limits() Limits { return r.options.Limits }

// Close ends what the reader has started. The reader is not used afterwards.
func (r *Reader) Close() error { return r.pdf.Close() }

// Format is one kind of file that can be read.
type Format struct {
	Name       string   // in reports and for Options.Format
	Extensions []string // with their dot, in lower case; they decide where the content does not
	what       string   // for people: "a PDF"

	// sniff returns how well a content fits this format; nil when it cannot be told. Programs for a
	// format take more for it where a file is named as one.
	sniff func(c *content, named bool) fit
	read  func(r *Reader, ctx context.Context, in input) *document.Document
}

// Formats are the kinds of files that can be read, in the order in which their content is tried.
var Formats = []Format{
	{"pdf", []string{".pdf"}, "a PDF", isPDF, (*Reader).readPDF},
	{"docx", []string{".docx", ".docm", ".dotx", ".dotm"}, "a Word document", isDOCX, by(readDOCX)},
	{"odt", []string{".odt", ".ott", ".fodt"}, "an OpenDocument text", isODT, by(readODT)},
	{"epub", []string{".epub"}, "a book (EPUB)", isEPUB, by(readEPUB)},
	{"akn", []string{".akn"}, "XML of Akoma Ntoso", isXML(isAKN), by(readXML)},
	{"uslm", nil, "XML of the United States (USLM)", isXML(isUSLM), by(readXML)},
	{"formex", []string{".fmx", ".fmx4"}, "XML of the European Union (Formex)", isXML(isFormex), by(readXML)},
	{"fedreg", nil, "XML of the Federal Register", isXML(isFedReg), by(readXML)},
	{"ttml", []string{".ttml", ".dfxp"}, "subtitles (TTML)", isXML(isTTML), by(readXML)},
	{"html", []string{".html", ".htm", ".xhtml", ".xht"}, "a page of HTML", isHTML, by(readHTML)},
	{"xml", []string{".xml"}, "XML", isAnyXML, by(readXML)},
	{"vtt", []string{".vtt"}, "subtitles (WebVTT)", isVTT, by(readSubtitles)},
	{"srt", []string{".srt"}, "subtitles (SRT)", isSRT, by(readSubtitles)},
	{"markdown", []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, "Markdown", nil, by(readMarkdown)},
	{"text", []string{".txt", ".text", ".asc", ".log", ".eml"}, "plain text", nil, by(readText)},
}

// by makes what reads a format of a function that needs nothing of the Reader.
func by(
	read func(context.Context, input) *document.Document,
) func(*Reader, context.Context, input) *document.Document {
	return func(_ *Reader, ctx context.Context, in input) *document.Document { return read(ctx, in) }
}

// readPDF reads a PDF with the engines of the Reader.
func (r *Reader) readPDF(ctx context.Context, in input) *document.Document {
	return r.pdf.read(ctx, in)
}

// Read reads the file that the user knows as name and whose bytes are src. Whatever is in it, the result is a document; what could not be
// read of it stands in its Gaps. The error is for a context that has ended, and for a format in the options that does not exist.
func (r *Reader) Read(ctx context.Context, name, src string) (*document.Document, error) {
	return r.read(ctx, name, src, nil)
}

// ReadWithin is Read for a document that shares the memory with others. The error may also be
// ErrMemory.
func (r *Reader) ReadWithin(ctx context.Context, name, src string, m Memory) (*document.Document, error) {
	return r.read(ctx, name, src, &grant{Memory: m})
}

func (r *Reader) read(ctx context.Context, name, src string, g *grant) (*document.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: not read: %w", name, err)
	}
	in := input{name: name, bytes: src, options: r.options, grant: g}
	in.content = &content{src: src, most: r.options.Limits.Members}
	format, refusal, err := r.choose(name, in.content)
	if err != nil {
		return nil, err
	}
	in.format, in.named = format.Name, format.named
	var doc *document.Document
	if refusal != nil {
		doc = refused(format.Name, *refusal)
	} else {
		r.Prepare(src)
		bounded, stop := context.WithTimeout(ctx, r.options.Limits.TimeFor(len(src)))
		if g != nil {
			g.stop = stop
			bounded = pdf.Watch(bounded, g.held)
		}
		doc = r.guarded(bounded, format.Format, in)
		if g != nil && g.refused {
			stop()
			return nil, fmt.Errorf("%s: not read: %w", name, ErrMemory)
		}
		late := bounded.Err() != nil
		stop()
		if late && ctx.Err() == nil {
			doc.Gaps = append(doc.Gaps, document.Gap{Reason: gapLimit, Hint: "split the file, or give it more time with --limit time: it was not read to its end"})
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: not read to its end: %w", name, err)
	}
	if len(doc.Gaps) == 0 && !strings.ContainsFunc(doc.Text, wordRune) {
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gapNothing, Hint: hintNothing})
	}
	doc.Gaps = append(doc.Gaps, format.also...)
	carryQuotations(doc)
	doc.Name, doc.SHA256 = name, sum(src)
	doc.Lang = document.LanguageTag(doc.Lang)
	for i := range doc.Blocks {
		doc.Blocks[i].Lang = document.LanguageTag(doc.Blocks[i].Lang)
	}
	if r.options.Lang == "" {
		settleLanguages(doc)
		return doc, nil
	}
	doc.Lang = r.options.Lang
	for i := range doc.Blocks { // Who says which language it is wants it read in that.
		doc.Blocks[i].Lang = ""
	}
	return doc, nil
}

// Prepare starts what reading the file with the bytes src needs, once for all files: the engine for PDF. That takes seconds on the first run of all, and
// on a busy machine many, which are no part of any document's time. What cannot be started is said by Read.
func (r *Reader) Prepare(src string) {
	if holdsPDF(src) {
		r.pdf.start(r.options.PDFEngine)
	}
}

// Drawing draws places on the pages of one PDF. It is for one goroutine.
type Drawing = pdfDrawing

// Draw opens the PDF whose bytes are src, so that places on it can be drawn. The error says why that cannot be done: the file is no PDF, or the
// engine that was chosen does not draw.
func (r *Reader) Draw(ctx context.Context, src string) (*Drawing, error) {
	return r.pdf.draw(ctx, src, r.options)
}

// choose finds the format of a file, or why it is not read.
func (r *Reader) choose(name string, c *content) (choice, *document.Gap, error) {
	var chosen choice
	if forced := r.options.Format; forced != "" {
		i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == forced })
		if i < 0 {
			return choice{}, nil, fmt.Errorf("%s: no such format; the formats are %s", forced, strings.Join(formatNames(), ", "))
		}
		chosen.Format = Formats[i]
	}
	if chosen.Name == "" {
		chosen = choose(name, c)
	}
	if limit := r.options.Limits.Source; len(c.src) > limit {
		hint := fmt.Sprintf("split the file: it is larger than %d bytes", limit)
		return chosen, &document.Gap{Reason: gapLimit, Hint: hint}, nil
	}
	return chosen, refusal(chosen.Format, c), nil
}

func formatNames() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// guarded reads, and turns a panic of the format's reader into a gap: a broken file must not take the others with it.
func (r *Reader) guarded(ctx context.Context, f Format, in input) (doc *document.Document) {
	defer func() {
		if p := recover(); p != nil {
			doc = refused(f.Name, document.Gap{Reason: fmt.Sprintf("%s: %v", gapDamaged, p), Hint: "open the file in the program that made it and save it again"})
		}
	}()
	doc = f.read(r, ctx, in)
	omitOldLaw(doc)
	return doc
}

// sum is the SHA-256 of s in hexadecimal. It copies s piece by piece, not as a whole.
func sum(s string) string {
	h := sha256.New()
	var piece [32 << 10]byte
	for len(s) > 0 {
		n := copy(piece[:], s)
		h.Write(piece[:n])
		s = s[n:]
	}
	return hex.EncodeToString(h.Sum(nil))
}

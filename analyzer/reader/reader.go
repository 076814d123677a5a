// Package reader turns files into documents. It reads what its table [Formats] names, and says of everything that it could not read, or not
// fully, why and what to do: as gaps of the document, never as silence.
package reader

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/pdf"
)

// Options say how to read. The zero value is the sensible default.
type Options struct {
	Format    string // the Name of one of Formats, read as that whatever the content looks like; "" finds out
	Lang      string // BCP 47 tag of the documents' language; "" takes what they state, or else finds out by their function words
	Password  string // for encrypted documents
	PDFEngine string // "pdfium", the default, or "go"
	AllText   bool   // nothing of a web page is page furniture: menus, banners, forms and footers are text
	PDFChild  bool   // the program calls ReadPDFChild when PDFChildCommand is its argument; then damaged PDFs are tried with the engine go too
	Limits    Limits
}

// The reasons of gaps that more than one format gives. They are part of every report, so they stay as they are.
const (
	gapFormat  = "not a supported format"
	gapEmpty   = "empty file"
	gapNothing = "no text"
	gapDamaged = "damaged"
	gapLimit   = "limit reached"
)

const hintNothing = "open it and see whether it holds text; where it holds pictures of text, recognise it (OCR)"

// Reader reads documents. It is safe for concurrent use. Engines that cost something start when the first document needs them.
type Reader struct {
	options Options
	pdf     pdfEngines
}

// New makes a reader. It does nothing expensive.
func New(o Options) *Reader {
	o.Limits = o.Limits.Filled()
	return &Reader{options: o, pdf: pdfEngines{options: o.Limits.pdf()}}
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
	read  func(ctx context.Context, in input) *document.Document
}

// Formats are the kinds of files that can be read, in the order in which their content is tried.
var Formats = []Format{
	{"pdf", []string{".pdf"}, "a PDF", isPDF, readPDF},
	{"docx", []string{".docx", ".docm", ".dotx", ".dotm"}, "a Word document", isDOCX, readDOCX},
	{"odt", []string{".odt", ".ott", ".fodt"}, "an OpenDocument text", isODT, readODT},
	{"epub", []string{".epub"}, "a book (EPUB)", isEPUB, readEPUB},
	{"akn", []string{".akn"}, "XML of Akoma Ntoso", isXML(isAKN), readXML},
	{"uslm", nil, "XML of the United States (USLM)", isXML(isUSLM), readXML},
	{"formex", []string{".fmx", ".fmx4"}, "XML of the European Union (Formex)", isXML(isFormex), readXML},
	{"fedreg", nil, "XML of the Federal Register", isXML(isFedReg), readXML},
	{"ttml", []string{".ttml", ".dfxp"}, "subtitles (TTML)", isXML(isTTML), readSubtitles},
	{"html", []string{".html", ".htm", ".xhtml", ".xht"}, "a page of HTML", isHTML, readHTML},
	{"xml", []string{".xml"}, "XML", isAnyXML, readXML},
	{"vtt", []string{".vtt"}, "subtitles (WebVTT)", isVTT, readSubtitles},
	{"srt", []string{".srt"}, "subtitles (SRT)", isSRT, readSubtitles},
	{"markdown", []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, "Markdown", nil, readMarkdown},
	{"text", []string{".txt", ".text", ".asc", ".log", ".eml"}, "plain text", nil, readText},
}

// input is what the reader of a format gets.
type input struct {
	name    string // as the user named the file
	format  string // the name of the format
	named   string // the name of the format that the extension is of; "" for none
	bytes   string // the content of the file
	content *content
	grant   *grant
	options Options
	reader  *Reader
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
	in := input{name: name, bytes: src, options: r.options, reader: r, grant: g}
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
		doc = format.guarded(bounded, in)
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
	if !holdsPDF(src) {
		return
	}
	if engine, err := r.pdf.get(r.options.PDFEngine); err == nil {
		engine.Start()
	}
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
func (f Format) guarded(ctx context.Context, in input) (doc *document.Document) {
	defer func() {
		if p := recover(); p != nil {
			doc = refused(f.Name, document.Gap{Reason: fmt.Sprintf("%s: %v", gapDamaged, p), Hint: "open the file in the program that made it and save it again"})
		}
	}()
	doc = f.read(ctx, in)
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

// refused is the document of a file of which nothing is read.
func refused(format string, gap document.Gap) *document.Document {
	return &document.Document{Format: format, Gaps: []document.Gap{gap}}
}

// draft starts a document of the input's format and limits. See newDraft.
func (in input) draft(source string) *draft {
	d := newDraft(in.format, source)
	l := in.options.Limits
	d.limit, d.most, d.memory = min(l.Text, math.MaxInt32), l.Blocks, l.Memory // Offsets have 32 bits in some tables.
	d.fixed, d.grant = len(in.bytes), in.grant
	return d
}

// wordRune reports whether a rune can be part of a word. A document without one has not been read,
// whatever it may hold. Circled and squared letters are signs to Unicode.
func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r >= 0x249C && r <= 0x24E9 || r >= 0x1F110 && r <= 0x1F189
}

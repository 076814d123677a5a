// Package reader turns files into documents. It reads what its table [Formats] names, and says of everything that it could not read, or not
// fully, why and what to do: as gaps of the document, never as silence.
package reader

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// Options say how to read. The zero value is the sensible default.
type Options struct {
	Format    string // the Name of one of Formats, read as that whatever the content looks like; "" finds out
	Lang      string // BCP 47 tag of the documents' language; "" takes what they state, or else finds out by their function words
	Password  string // for encrypted documents
	PDFEngine string // "pdfium", the default, or "go"
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
	Name       string                // in reports and for Options.Format
	Extensions []string              // with their dot, in lower case; they decide where the content does not
	Sniff      func(src string) bool // whether the content is of this format; nil when it cannot be told
	read       func(ctx context.Context, in input) *document.Document
}

// Formats are the kinds of files that can be read, in the order in which their content is tried.
var Formats = []Format{
	{"pdf", []string{".pdf"}, isPDF, readPDF},
	{"docx", []string{".docx", ".docm", ".dotx", ".dotm"}, isDOCX, readDOCX},
	{"odt", []string{".odt", ".ott", ".fodt"}, isODT, readODT},
	{"epub", []string{".epub"}, isEPUB, readEPUB},
	{"akn", []string{".akn"}, isXML(isAKN), readXML},
	{"uslm", nil, isXML(isUSLM), readXML},
	{"formex", []string{".fmx", ".fmx4"}, isXML(isFormex), readXML},
	{"fedreg", nil, isXML(isFedReg), readXML},
	{"ttml", []string{".ttml", ".dfxp"}, isXML(isTTML), readSubtitles},
	{"html", []string{".html", ".htm", ".xhtml", ".xht"}, isHTML, readHTML},
	{"xml", []string{".xml"}, isAnyXML, readXML},
	{"vtt", []string{".vtt"}, isVTT, readSubtitles},
	{"srt", []string{".srt"}, isSRT, readSubtitles},
	{"markdown", []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, nil, readMarkdown},
	{"text", []string{".txt", ".text", ".asc", ".log", ".eml"}, nil, readText},
}

// input is what the reader of a format gets.
type input struct {
	name    string // as the user named the file
	format  string // the name of the format
	bytes   string // the content of the file
	options Options
	reader  *Reader
}

// Read reads the file that the user knows as name and whose bytes are src. Whatever is in it, the result is a document; what could not be
// read of it stands in its Gaps. The error is for a context that has ended, and for a format in the options that does not exist.
func (r *Reader) Read(ctx context.Context, name, src string) (*document.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: not read: %w", name, err)
	}
	in := input{name: name, bytes: src, options: r.options, reader: r}
	format, refusal, err := r.choose(name, src)
	if err != nil {
		return nil, err
	}
	in.format = format.Name
	var doc *document.Document
	if refusal != nil {
		doc = refused(format.Name, *refusal)
	} else {
		r.Prepare(src)
		bounded, stop := context.WithTimeout(ctx, r.options.Limits.TimeFor(len(src)))
		doc = format.guarded(bounded, in)
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
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gapNothing, Hint: "open it and see whether it holds text; where it holds pictures of text, recognise it (OCR)"})
	}
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
	if !isPDF(src) {
		return
	}
	if engine, err := r.pdf.get(r.options.PDFEngine); err == nil {
		engine.Start()
	}
}

// choose finds the format of a file, or why it is not read.
func (r *Reader) choose(name, src string) (Format, *document.Gap, error) {
	format := formatOf(name, src)
	if forced := r.options.Format; forced != "" {
		i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == forced })
		if i < 0 {
			return Format{}, nil, fmt.Errorf("%s: no such format; the formats are %s", forced, strings.Join(formatNames(), ", "))
		}
		format = Formats[i]
	}
	if limit := r.options.Limits.Source; len(src) > limit {
		return format, &document.Gap{Reason: gapLimit, Hint: fmt.Sprintf("split the file: it is larger than %d bytes", limit)}, nil
	}
	return format, refusal(format, src), nil
}

func formatNames() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// formatOf goes by the content, then by the extension. What nothing claims is plain text; whether it is text at all is seen elsewhere.
func formatOf(name, src string) Format {
	ext := strings.ToLower(filepath.Ext(name))
	byExtension := slices.IndexFunc(Formats, func(f Format) bool { return slices.Contains(f.Extensions, ext) })
	plain := byExtension >= 0 && Formats[byExtension].Sniff == nil
	for _, f := range Formats {
		if f.Sniff == nil || plain && f.Name == "html" && !beginsAsPage(src) { // Plain text and Markdown may well hold tags.
			continue
		}
		if f.Sniff(src) {
			return f
		}
	}
	if byExtension >= 0 {
		return Formats[byExtension]
	}
	return Formats[len(Formats)-1]
}

// guarded reads, and turns a panic of the format's reader into a gap: a broken file must not take the others with it.
func (f Format) guarded(ctx context.Context, in input) (doc *document.Document) {
	defer func() {
		if p := recover(); p != nil {
			doc = refused(f.Name, document.Gap{Reason: fmt.Sprintf("%s: %v", gapDamaged, p), Hint: "open the file in the program that made it and save it again"})
		}
	}()
	return f.read(ctx, in)
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
	d.limit, d.most = in.options.Limits.Text, in.options.Limits.Blocks
	return d
}

// wordRune tells whether a rune can be part of a word. A document without one has not been read, whatever it may hold.
func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

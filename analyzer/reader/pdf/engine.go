// Package pdf reads PDF: an engine gives the characters of each page with their boxes, and the
// layout makes lines, columns, paragraphs, headings, notes and running heads of them.
//
// PDFium, compiled to WebAssembly, is the engine by default: it runs in a sandbox without files,
// network or clock, with a bound on its memory and work, and a document that breaks it breaks
// nothing else. The second engine, in Go, starts faster and reads less.
package pdf

import (
	"context"
	"errors"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/pdf/engine"
)

// Engine opens documents. It is safe for concurrent use; each Doc belongs to one goroutine.
type Engine interface {
	// Start readies what all documents need, once. Open does so too; whoever measures the time of a
	// document starts the engine before.
	Start() error
	// Open opens the PDF whose bytes are src, with an empty password and then with the one given.
	// The errors are ErrPassword, ErrWrongPassword, ErrDamaged, ErrLimit, or say why the engine
	// itself does not run.
	Open(ctx context.Context, src, password string) (Doc, error)
	// Close ends what the engine has started.
	Close() error
}

// Doc is an open document.
type Doc interface {
	// Pages is the number of pages that the file says it has.
	Pages() int
	// Page reads a page, counted from 0. ErrDamaged and ErrLimit concern this page only: the others
	// can still be read.
	Page(ctx context.Context, index int) (*Page, error)
	// Extra tells what the file holds beside its pages.
	Extra() Extra
	// Held is how many bytes the engine holds for the document, apart from the pages that it has
	// read.
	Held() int
	// Close gives back what the document took. Closing again does nothing.
	Close()
}

// What can be wrong with a document or a page.
var (
	ErrPassword      = errors.New("encrypted")
	ErrWrongPassword = errors.New("wrong password")
	ErrDamaged       = engine.ErrDamaged
	ErrLimit         = engine.ErrLimit
)

// Extra is what a file holds beside its pages.
type Extra struct {
	Attachments int    // embedded files
	XFA         bool   // the pages are drawn by a form program that nothing but Adobe's reader runs
	Astray      bool   // its tables of objects do not lead to all of them: what is on a page may be missing
	Torn        bool   // a part of it cannot be unpacked to its end
	Missing     bool   // what a page names as its content is not in it
	Painted     bool   // text is written by a pattern or by a glyph of a font, where no engine reads it
	Tagged      bool   // the file says which text is a heading, a paragraph, a cell: see Page.Elements
	Lang        string // as the file states it, "" when it does not
}

// Options bound what one document may cost. A zero field has its default. The default of Work is
// some seconds, and 100 times what a page takes; see wholeWork for all pages together.
type Options struct {
	CacheDir string        // where compiled code is kept; "" is refrain's folder in the user's cache folder
	Memory   int64         // bytes that the engine may hold for one document; 768 MiB
	Work     int32         // rounds of PDFium's loops for opening the file, and for each page; 500,000,000
	DocTime  time.Duration // for one document; 15 s and one second more for every 512 KiB of the file
	Chars    int           // characters on one page; 400,000
	Pixels   int           // of a picture of a page; 16 Mi, at most 256 Mi
}

// Filled returns the options with the defaults of zero fields.
func (o Options) Filled() Options {
	if o.Memory <= 0 {
		o.Memory = 768 << 20
	}
	if o.Work <= 0 {
		o.Work = 500_000_000
	}
	if o.Chars <= 0 {
		o.Chars = 400_000
	}
	if o.Pixels <= 0 {
		o.Pixels = 16 << 20
	}
	o.Pixels = min(o.Pixels, 256<<20) // Four bytes of each must be counted in 32 bits.
	return o
}

// TimeFor is how long a document of so many bytes may take.
func (o Options) TimeFor(bytes int) time.Duration {
	return limits.Limits{Time: o.DocTime}.TimeFor(bytes)
}

// Page is what an engine gives of a page.
type Page struct {
	layout.Page

	Left, Bottom float64 // the lower left corner of what is displayed, in the file's own space: y grows upwards
	Rotation     int     // quarter turns, clockwise, that bring the file's own space to the displayed page

	Unknown     bool           // many characters have no usable Unicode
	Lost        []Lost         // words that some letters are missing of
	Untold      []document.Box // texts of which the engine gives no letters, on the displayed page
	Differences []Difference   // between what is drawn and what the file tells
	Comments    string         // what annotations say that are no part of the text
	Unfilled    bool           // what is filled in or typed on the page is not among Chars
	Skipped     bool           // some text was not read, because the engine cannot
	Outlined    bool           // some text is drawn as shapes, and is not among Chars
	Unseen      bool           // whether all of the text can be seen was not found out
	Empty       Paint          // what stands on a page that has next to no text
	Pictured    bool           // it shows pictures that are no ornaments
	Unsure      []Lost         // words that were recognised in a picture without confidence
}

// Paint is what stands on a page beside text.
type Paint uint8

// Kinds of paint, by how much of the page they take.
const (
	Blank     Paint = iota
	Drawing         // lines or small pictures
	FullImage       // one or more images that cover most of the page
)

// Layout puts the characters of a document's pages in the order of reading, see [layout.Blocks]. A
// page that could not be read is nil.
func Layout(pages []*Page) []layout.Block {
	all := make([]*layout.Page, len(pages))
	for i, p := range pages {
		if p != nil {
			all[i] = &p.Page
		}
	}
	return layout.Blocks(all)
}

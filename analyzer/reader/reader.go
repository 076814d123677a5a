// Package reader turns files into documents. It reads what its table [Formats] names, and says of
// everything that it could not read, or not fully, why and what to do: as gaps of the document,
// never as silence.
package reader

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/langid"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/magic"
	"refrain/analyzer/reader/oldlaw"
	"refrain/analyzer/reader/provision"
	"refrain/analyzer/reader/quotation"
)

// Options say how to read. The zero value is the sensible default.
type Options = input.Options

// Limits bound what one document may cost.
type Limits = limits.Limits

// Memory is what a document may take while others are read at the same time.
type Memory = limits.Memory

// ErrMemory says that a document was given up, since it would take more memory than it was granted
// and than others leave.
var ErrMemory = limits.ErrMemory

// Reader reads documents. It is safe for concurrent use. Engines that cost something start when the
// first document needs them.
type Reader struct {
	options Options
	engines engines
	within  enclosed
}

// New makes a reader. It does nothing expensive.
func New(o Options) *Reader {
	o.Limits = o.Limits.Filled()
	r := &Reader{options: o, engines: newEngines(o)}
	r.within = r.enclosed
	return r
}

// Limits are those that the reader keeps, with the defaults in place.
func (r *Reader) Limits() Limits { return r.options.Limits }

// Close ends what the reader has started. The reader is not used afterwards.
func (r *Reader) Close() error { return r.engines.close() }

// Read reads the file that the user knows as name and whose bytes are src. Whatever is in it, the
// result is a document; what could not be read of it appears in its Gaps. The error is for a
// context that has ended, and for a format in the options that does not exist.
func (r *Reader) Read(ctx context.Context, name, src string) (*document.Document, error) {
	return r.read(ctx, name, src, nil)
}

// ReadWithin is Read for a document that shares the memory with others. The error may also be
// ErrMemory.
func (r *Reader) ReadWithin(ctx context.Context, name, src string, m limits.Memory) (*document.Document, error) {
	return r.read(ctx, name, src, &limits.Grant{Memory: m})
}

func (r *Reader) read(ctx context.Context, name, src string, g *limits.Grant) (*document.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: not read: %w", name, err)
	}
	in := input.Input{Name: name, Bytes: src, Options: r.options, Grant: g}
	in.Content = &input.Content{Source: src, Members: r.options.Limits.Members}
	format, refusal, err := r.choose(name, in.Content)
	if err != nil {
		return nil, err
	}
	in.Format, in.Named = format.Name, format.named
	var doc *document.Document
	if refusal != nil {
		doc = input.Refused(format.Name, *refusal)
	} else {
		r.Prepare(src)
		bounded, stop := limits.WithClock(ctx, r.options.Limits.TimeFor(len(src)))
		if g != nil {
			g.Stop = stop
			bounded = watch(bounded, g)
		}
		doc = r.guarded(bounded, format.Format, in)
		if g != nil && g.Refused {
			stop()
			return nil, fmt.Errorf("%s: not read: %w", name, limits.ErrMemory)
		}
		late := bounded.Err() != nil
		stop()
		if late && ctx.Err() == nil {
			doc.Gaps = append(doc.Gaps, document.Gap{Reason: gap.Limit,
				Hint: "split the file, or give it more time with --limit time: it was not read to its end"})
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: not read to its end: %w", name, err)
	}
	if len(doc.Gaps) == 0 && !strings.ContainsFunc(doc.Text, canonical.IsWordRune) {
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gap.NoText, Hint: gap.HintNoText})
	}
	doc.Gaps = append(doc.Gaps, format.also...)
	quotation.Carry(doc)
	doc.Timed, doc.Comments = doc.Timed || format.Timed, cmp.Or(doc.Comments, format.Comments)
	doc.Name, doc.SHA256 = name, sum(src)
	doc.Lang = document.LanguageTag(doc.Lang)
	for i := range doc.Blocks {
		doc.Blocks[i].Lang = document.LanguageTag(doc.Blocks[i].Lang)
	}
	if r.options.Lang == "" {
		langid.Decide(doc, !format.weakLang)
	} else {
		doc.Lang = r.options.Lang
		for i := range doc.Blocks { // Who says which language it is wants it read in that.
			doc.Blocks[i].Lang = ""
		}
	}
	for i := range doc.Blocks { // Numbers of provisions are found before anybody knows the language.
		b := &doc.Blocks[i]
		b.Path = provision.Cite(cmp.Or(b.Lang, doc.Lang), b.Path)
	}
	return doc, nil
}

// Prepare starts what reading the file with the bytes src needs, once for all files: the engine for
// PDF. That takes seconds on the first run of all, and on a busy machine many, which are no part of
// any document's time. What cannot be started is said by Read.
func (r *Reader) Prepare(src string) {
	if magic.HoldsPDF(src) {
		r.engines.start(r.options)
	}
}

// Drawing draws places on the pages of one PDF or picture. It is for one goroutine.
type Drawing interface {
	// Place draws what is in the box, in points from the displayed page's top left, of the page of that
	// number, from 1. The picture has scale pixels for each point.
	Place(ctx context.Context, page int, box document.Box, scale float64) (image.Image, error)
	// Close gives back what the drawing took.
	Close()
}

// choose finds the format of a file, or why it is not read.
func (r *Reader) choose(name string, c *input.Content) (choice, *document.Gap, error) {
	var chosen choice
	if forced := r.options.Format; forced != "" {
		i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == forced })
		if i < 0 {
			return choice{}, nil, fmt.Errorf("%s: no such format; the formats are %s", forced, formatNames())
		}
		chosen.Format = Formats[i]
	}
	if chosen.Name == "" {
		chosen = choose(name, c)
	}
	if limit := r.options.Limits.Source; len(c.Source) > limit {
		hint := fmt.Sprintf("split the file: it is larger than %d bytes", limit)
		return chosen, &document.Gap{Reason: gap.Limit, Hint: hint}, nil
	}
	if chosen.Name == asText && r.options.Format == asText {
		return chosen, unread(c), nil
	}
	return chosen, refusal(chosen.Format, c), nil
}

// asText is the format that any file is read as on request, whatever it begins with.
const asText = "text"

// guarded reads, and turns a panic of the format's reader into a gap: a broken file must not take
// the others with it.
func (r *Reader) guarded(ctx context.Context, f Format, in input.Input) (doc *document.Document) {
	defer func() {
		if p := recover(); p != nil {
			doc = input.Refused(f.Name, document.Gap{Reason: fmt.Sprintf("%s: %v", gap.Damaged, p),
				Hint: "open the file in the program that made it and save it again"})
		}
	}()
	doc = f.read(r, ctx, in)
	oldlaw.SetApart(doc)
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

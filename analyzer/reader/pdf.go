package reader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/pdf"
)

// The reasons of gaps in PDF files, beside those that every format has.
const (
	gapNoText        = "no text layer"
	gapScan          = "scanned image"
	gapFonts         = "fonts without usable Unicode"
	gapEncrypted     = "encrypted"
	gapWrongPassword = "wrong password"
	gapEmbedded      = "embedded files not read"
	gapXFA           = "form program not run"
	gapFields        = "form fields not read"
	gapEngine        = "PDF engine does not run"
	gapSecond        = "damaged: read by the engine go, which misses words"
)

const hintOCR = "run text recognition (OCR) on the file, and check the recognised one"

// pdfEngines are the engines of one Reader, started when first needed.
type pdfEngines struct {
	options pdf.Options
	mutex   sync.Mutex
	engine  pdf.Engine
	second  pdf.Engine // for files that the first cannot open
}

// get is the engine of the name.
func (e *pdfEngines) get(name string) (pdf.Engine, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.engine == nil {
		switch name {
		case "", "pdfium":
			e.engine = pdf.NewPDFium(e.options)
		case "go":
			e.engine = pdf.NewPlain(e.options)
		default:
			return nil, fmt.Errorf("%s: no such engine; there are pdfium and go", name)
		}
	}
	return e.engine, nil
}

// other is the engine that reads what the first cannot open.
func (e *pdfEngines) other() pdf.Engine {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.second == nil {
		e.second = pdf.NewPlain(e.options)
	}
	return e.second
}

// Close ends the engines.
func (e *pdfEngines) Close() error {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	var errs []error
	for _, engine := range []pdf.Engine{e.engine, e.second} {
		if engine != nil {
			errs = append(errs, engine.Close())
		}
	}
	return errors.Join(errs...)
}

// PDFChildCommand is the argument with which the engine "go" starts this program once more, to read one PDF apart from everything else. A
// program that offers that engine calls ReadPDFChild for it.
const PDFChildCommand = pdf.ChildCommand

// ReadPDFChild reads one PDF from in and writes its pages to out, for the process that has started this one.
func ReadPDFChild(in io.Reader, out io.Writer) error { return pdf.ReadPlain(in, out) }

// readPDF reads a PDF. What it could not read of it becomes gaps.
func readPDF(ctx context.Context, in input) *document.Document {
	engine, err := in.reader.pdf.get(in.options.PDFEngine)
	if err != nil {
		return refused(in.format, document.Gap{Reason: gapEngine, Hint: err.Error()})
	}
	file, err := engine.Open(ctx, in.bytes, in.options.Password)
	if err != nil {
		if doc := bySecondEngine(ctx, in, err); doc != nil {
			return doc
		}
		return refused(in.format, pdfGap(0, err))
	}
	defer file.Close()
	return readPages(ctx, in, file)
}

// bySecondEngine reads a file that the default engine takes for damaged, if the other engine finds words in it, and says so in a gap. It returns
// nil otherwise.
func bySecondEngine(ctx context.Context, in input, err error) *document.Document {
	if !errors.Is(err, pdf.ErrDamaged) || in.options.PDFEngine != "" || !in.options.PDFChild {
		return nil
	}
	file, err := in.reader.pdf.other().Open(ctx, in.bytes, in.options.Password)
	if err != nil {
		return nil
	}
	defer file.Close()
	doc := readPages(ctx, in, file)
	if !strings.ContainsFunc(doc.Text, wordRune) {
		return nil
	}
	doc.Gaps = append([]document.Gap{{Reason: gapSecond, Hint: "open the file in the program that made it and save it again"}}, doc.Gaps...)
	return doc
}

// readPages reads the pages of an open file.
func readPages(ctx context.Context, in input, file pdf.Doc) *document.Document {
	d := in.draft("")
	extra := file.Extra()
	if extra.Attachments > 0 {
		d.gap(0, gapEmbedded, fmt.Sprintf("take out the %d attached files and check them too", extra.Attachments))
	}
	if extra.Astray {
		d.gap(0, gapDamaged+": its table of objects leads astray", "what is on a page may be missing: open the file in the program that made it and save it again, or print it into a new PDF")
	}
	if extra.Torn {
		d.gap(0, gapDamaged+": a part of it cannot be unpacked", "text may be missing: open the file in the program that made it and save it again, or get it anew")
	}
	if extra.XFA {
		d.gap(0, gapXFA, "open the file in Adobe Reader, print it into a new PDF, and check that one")
	}
	count := file.Pages()
	if count > in.options.Limits.Pages {
		d.gap(0, gapLimit, fmt.Sprintf("split the file: only the first %d of its %d pages were read", in.options.Limits.Pages, count))
		count = in.options.Limits.Pages
	}
	if count == 0 {
		d.gap(0, gapDamaged, "no page was found: open the file in the program that made it and save it again")
	}
	pages := make([]*pdf.Page, count)
	for i := range pages {
		p, err := file.Page(ctx, i)
		if ctx.Err() != nil {
			break // What was read until then stays; the caller says that it is not all.
		}
		if err != nil {
			g := pdfGap(i+1, err)
			d.gap(g.Page, g.Reason, g.Hint)
			continue
		}
		pages[i] = p
		if reason := missing(p); reason != "" {
			d.gap(i+1, reason, hintOCR)
		}
		if extra.Astray && len(p.Chars) == 0 && p.Empty == pdf.Blank {
			d.gap(i+1, gapDamaged, "see whether the page is empty indeed")
		}
		if p.Unfilled {
			d.gap(i+1, gapFields, "print the file into a new PDF, and check that one")
		}
	}
	place(d, pages)
	d.doc.Lang = extra.Lang
	return d.finish()
}

// pdfGap is the gap that an engine's error makes, on a page counted from 1, or 0 for the whole file.
func pdfGap(page int, err error) document.Gap {
	g := document.Gap{Page: page}
	switch {
	case errors.Is(err, pdf.ErrPassword):
		g.Reason, g.Hint = gapEncrypted, "give its password with --password"
	case errors.Is(err, pdf.ErrWrongPassword):
		g.Reason, g.Hint = gapWrongPassword, "give its password with --password"
	case errors.Is(err, pdf.ErrLimit):
		g.Reason, g.Hint = gapLimit, "split the file, or print it into a new PDF"
	case errors.Is(err, pdf.ErrDamaged):
		g.Reason, g.Hint = gapDamaged, "open the file in the program that made it and save it again"
	default:
		g.Reason, g.Hint = gapEngine, err.Error()
	}
	return g
}

// missing is why a page's text is not all that a person sees on it; "" when it is.
func missing(p *pdf.Page) string {
	words := 0
	for _, c := range p.Chars {
		if c.Rune > ' ' {
			words++
		}
	}
	switch {
	case p.Unknown:
		return gapFonts
	case p.Empty == pdf.FullImage:
		return gapScan
	case p.Empty == pdf.Drawing && words == 0:
		return gapNoText
	}
	return ""
}

// place writes the pages' text into the draft in the order of reading.
func place(d *draft, pages []*pdf.Page) {
	turned := 0 // how many pages have been started
	turn := func(to int) {
		for ; turned <= to; turned++ {
			if p := pages[turned]; p != nil {
				d.page(turned+1, label(p.Label, turned+1), p.Width, p.Height)
				last := &d.doc.Pages[turned]
				last.Turn, last.Left, last.Bottom = p.Rotation, p.Left, p.Bottom
			} else {
				d.page(turned+1, "", 0, 0)
			}
		}
	}
	var line []glyph
	var path outline
	for _, b := range pdf.Layout(pages) {
		d.row, d.column = b.Row, b.Column
		d.begin(b.Role, b.Level, cited(&path, b))
		for _, l := range b.Lines {
			d.newline()
			turn(l.Page)
			d.line, d.printed = l.Number, l.Printed
			line = line[:0]
			for _, c := range l.Chars {
				line = append(line, glyph{c.Rune, pages[l.Page].Displayed(c.Box)})
			}
			d.glyphs(line)
		}
		d.end()
	}
	turn(len(pages) - 1)
}

// cited is where a lawyer would cite a block. Headings and numbered provisions open what follows them.
func cited(path *outline, b pdf.Block) string {
	switch b.Role {
	case document.Title:
		return ""
	case document.Running, document.Note:
		return path.String()
	}
	const enough = 200 // bytes, for a heading or for the marks at a paragraph's start
	var text strings.Builder
	for _, l := range b.Lines {
		for _, c := range l.Chars {
			if text.Len() < enough {
				text.WriteRune(c.Rune)
			}
		}
		text.WriteByte(' ')
	}
	start := strings.TrimSpace(text.String())
	if start == "" {
		return path.String()
	}
	label, level := numberedHeading(start)
	switch {
	case label != "":
		return path.cite(level, label)
	case b.Role == document.Heading:
		return path.heading(b.Level, start)
	}
	return path.provision(start)
}

// label is a page's label where it says more than its number.
func label(s string, number int) string {
	if s = strings.TrimSpace(s); s == fmt.Sprint(number) {
		return ""
	}
	return s
}

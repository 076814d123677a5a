// Package pdfdoc reads PDF files: it asks an engine for their pages, has them laid out, and makes
// of them a document with its gaps.
package pdfdoc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/ocr"
	"refrain/analyzer/reader/pdf"
	"refrain/analyzer/reader/pdf/plain"
)

// Engines are the engines of one Reader, started when first needed.
type Engines struct {
	options    pdf.Options
	recogniser *ocr.Recogniser
	mutex      sync.Mutex
	engine     pdf.Engine
	second     pdf.Engine // for files that the first cannot open
}

// NewEngines are engines that keep the limits, with what recognises the text of scans.
func NewEngines(l limits.Limits, r *ocr.Recogniser) *Engines {
	return &Engines{recogniser: r, options: pdf.Options{
		Memory: int64(l.Memory) / 4 * 3, Work: int32(min(l.Work, 1<<31-1)), Chars: l.Chars, Pixels: l.Pixels, DocTime: l.Time,
	}}
}

// get is the engine of the name.
func (e *Engines) get(name string) (pdf.Engine, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.engine == nil {
		switch name {
		case "", "pdfium":
			e.engine = pdf.NewPDFium(e.options)
		case "go":
			e.engine = plain.New(e.options)
		default:
			return nil, fmt.Errorf("%s: no such engine; there are pdfium and go", name)
		}
	}
	return e.engine, nil
}

// Start starts the engine of the name. What cannot be started is said when a file is read.
func (e *Engines) Start(name string) {
	if engine, err := e.get(name); err == nil {
		engine.Start()
	}
}

// other is the engine that reads what the first cannot open.
func (e *Engines) other() pdf.Engine {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.second == nil {
		e.second = plain.New(e.options)
	}
	return e.second
}

// Close ends the engines.
func (e *Engines) Close() error {
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

// Read reads a PDF. What it could not read of it becomes gaps.
func (e *Engines) Read(ctx context.Context, in input.Input) *document.Document {
	engine, err := e.get(in.Options.PDFEngine)
	if err != nil {
		return input.Refused(in.Format, document.Gap{Reason: gapEngine, Hint: err.Error()})
	}
	file, err := engine.Open(ctx, in.Bytes, in.Options.Password)
	if err != nil {
		if doc := e.bySecondEngine(ctx, in, err); doc != nil {
			return doc
		}
		return input.Refused(in.Format, pdfGap(0, err))
	}
	defer file.Close()
	return e.readPages(ctx, in, file, in.Options.PDFEngine == "go")
}

// bySecondEngine reads a file that the default engine takes for damaged, if the other engine finds
// words in it, and says so in a gap. It returns nil otherwise.
func (e *Engines) bySecondEngine(ctx context.Context, in input.Input, err error) *document.Document {
	if !errors.Is(err, pdf.ErrDamaged) || in.Options.PDFEngine != "" || !in.Options.PDFChild {
		return nil
	}
	file, err := e.other().Open(ctx, in.Bytes, in.Options.Password)
	if err != nil {
		return nil
	}
	defer file.Close()
	doc := e.readPages(ctx, in, file, true)
	if !strings.ContainsFunc(doc.Text, canonical.IsWordRune) {
		return nil
	}
	doc.Gaps = append([]document.Gap{{Reason: gapSecond,
		Hint: "open the file in the program that made it and save it again"}}, doc.Gaps...)
	return doc
}

// readPages reads the pages of an open file. second says that it is open in the engine go.
func (e *Engines) readPages(ctx context.Context, in input.Input, file pdf.Doc, second bool) *document.Document {
	d := in.NewBuilder("")
	d.HyphenMarks = true
	extra := file.Extra()
	fileGaps(d, extra)
	before := d.Loaded
	pages := make([]*pdf.Page, pageCount(d, file, in.Options.Limits.Pages))
	var waiting []int // for their text to be recognised
	for i := range pages {
		if d.Held()+file.Held() > d.MemoryLimit {
			d.Gap(0, gap.Limit, fmt.Sprintf("%s: only the first %d of its %d pages were read", gap.HintMemory, i, len(pages)))
			break
		}
		if !d.Grant.Built(d.Held()) {
			break
		}
		p, err := file.Page(ctx, i)
		if ctx.Err() != nil {
			break // What was read until then stays; the caller says that it is not all.
		}
		if err != nil {
			g := pdfGap(i+1, err)
			d.Gap(g.Page, g.Reason, g.Hint)
			continue
		}
		pages[i] = p
		d.Loaded += builder.CharBytes*len(p.Chars) + builder.ElementBytes*len(p.Elements)
		if why, wanted := e.waits(p); wanted {
			waiting = append(waiting, i)
		} else if why != "" {
			d.Gap(i+1, why, gap.HintOCR)
		}
		pageGaps(d, i+1, p, extra, second)
		d.Omit("comments", p.Comments)
	}
	if len(waiting) > 0 && ctx.Err() == nil {
		e.recogniseAll(ctx, in, d, file, pages, waiting)
	}
	file.Close() // What is made of the pages takes memory too.
	d.Grant.EngineClosed()
	Write(d, pages)
	d.Loaded = before
	d.Doc.Lang = extra.Lang
	return d.Finish()
}

// pageCount is how many pages of a file are read.
func pageCount(d *builder.Builder, file pdf.Doc, most int) int {
	count := file.Pages()
	if count > most {
		d.Gap(0, gap.Limit, fmt.Sprintf("split the file: only the first %d of its %d pages were read", most, count))
		count = most
	}
	if count == 0 {
		d.Gap(0, gap.Damaged, "no page was found: open the file in the program that made it and save it again")
	}
	return count
}

// Write writes pages into a document, in the order of reading, and names the places on them where
// words cannot be read. A page that could not be read is nil.
func Write(d *builder.Builder, pages []*pdf.Page) {
	placed := place(d, pages)
	for i, p := range pages {
		if p != nil {
			placeGaps(d, i+1, p, placed[i])
		}
	}
}

// label is a page's label where it says more than its number.
func label(s string, number int) string {
	if s = strings.TrimSpace(s); s == fmt.Sprint(number) {
		return ""
	}
	return s
}

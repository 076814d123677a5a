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

// pdfEngines are the engines of one Reader, started when first needed.
type pdfEngines struct {
	options pdf.Options
	mutex   sync.Mutex
	engine  pdf.Engine
	second  pdf.Engine // for files that the first cannot open
}

// newEngines are engines that keep the limits.
func newEngines(l Limits) *pdfEngines {
	return &pdfEngines{options: pdf.Options{
		Memory: int64(l.Memory) / 4 * 3, Work: int32(min(l.Work, 1<<31-1)), Chars: l.Chars, Pixels: l.Pixels, DocTime: l.Time,
	}}
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

// start starts the engine of the name. What cannot be started is said when a file is read.
func (e *pdfEngines) start(name string) {
	if engine, err := e.get(name); err == nil {
		engine.Start()
	}
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

// read reads a PDF. What it could not read of it becomes gaps.
func (e *pdfEngines) read(ctx context.Context, in input) *document.Document {
	engine, err := e.get(in.options.PDFEngine)
	if err != nil {
		return refused(in.format, document.Gap{Reason: gapEngine, Hint: err.Error()})
	}
	file, err := engine.Open(ctx, in.bytes, in.options.Password)
	if err != nil {
		if doc := e.bySecondEngine(ctx, in, err); doc != nil {
			return doc
		}
		return refused(in.format, pdfGap(0, err))
	}
	defer file.Close()
	return readPages(ctx, in, file, in.options.PDFEngine == "go")
}

// bySecondEngine reads a file that the default engine takes for damaged, if the other engine finds words in it, and says so in a gap. It returns
// nil otherwise.
func (e *pdfEngines) bySecondEngine(ctx context.Context, in input, err error) *document.Document {
	if !errors.Is(err, pdf.ErrDamaged) || in.options.PDFEngine != "" || !in.options.PDFChild {
		return nil
	}
	file, err := e.other().Open(ctx, in.bytes, in.options.Password)
	if err != nil {
		return nil
	}
	defer file.Close()
	doc := readPages(ctx, in, file, true)
	if !strings.ContainsFunc(doc.Text, wordRune) {
		return nil
	}
	doc.Gaps = append([]document.Gap{{Reason: gapSecond, Hint: "open the file in the program that made it and save it again"}}, doc.Gaps...)
	return doc
}

// readPages reads the pages of an open file. second says that it is open in the engine go.
func readPages(ctx context.Context, in input, file pdf.Doc, second bool) *document.Document {
	d := in.draft("")
	d.marked = true
	extra := file.Extra()
	fileGaps(d, extra)
	count := file.Pages()
	if count > in.options.Limits.Pages {
		d.gap(0, gapLimit, fmt.Sprintf("split the file: only the first %d of its %d pages were read", in.options.Limits.Pages, count))
		count = in.options.Limits.Pages
	}
	if count == 0 {
		d.gap(0, gapDamaged, "no page was found: open the file in the program that made it and save it again")
	}
	pages := make([]*pdf.Page, count)
	before := d.fixed
	for i := range pages {
		if d.held()+file.Held() > d.memory {
			d.gap(0, gapLimit, fmt.Sprintf("%s: only the first %d of its %d pages were read", hintMemory, i, count))
			break
		}
		if !d.grant.drafted(d.held()) {
			break
		}
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
		d.fixed += charBytes*len(p.Chars) + elementBytes*len(p.Elements)
		pageGaps(d, i+1, p, extra, second)
		d.omit("comments", p.Comments)
	}
	file.Close() // What is made of the pages takes memory too.
	d.grant.closed()
	placed := place(d, pages)
	for i, p := range pages {
		if p != nil {
			placeGaps(d, i+1, p, placed[i])
		}
	}
	d.fixed = before
	d.doc.Lang = extra.Lang
	return d.finish()
}

// label is a page's label where it says more than its number.
func label(s string, number int) string {
	if s = strings.TrimSpace(s); s == fmt.Sprint(number) {
		return ""
	}
	return s
}

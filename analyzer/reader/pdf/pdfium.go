package pdf

import (
	"context"
	"time"

	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/integrity"
)

// PDFium is the engine by default. Nothing of it is started before the first document is opened.
// Each document has an instance of its own, which is thrown away with it: what
// one document leaves in memory, the next cannot see.
type PDFium struct {
	options Options
	engine  *engine.PDFium
}

// NewPDFium makes the engine. It does nothing expensive.
func NewPDFium(o Options) *PDFium {
	o = o.Filled()
	return &PDFium{options: o, engine: engine.New(o.CacheDir, o.Memory)}
}

// Start implements Engine.
func (e *PDFium) Start() error { return e.engine.Start() }

// Close implements Engine. No document may be open.
func (e *PDFium) Close() error { return e.engine.Close() }

// Watch has a function asked before the engine takes memory for the document that is opened with
// the context: so many bytes in all. Where it reports false, the engine ends with ErrLimit.
func Watch(ctx context.Context, may func(bytes int) bool) context.Context {
	return engine.Watch(ctx, may)
}

// Open implements Engine.
func (e *PDFium) Open(ctx context.Context, src, password string) (Doc, error) {
	if err := e.Start(); err != nil {
		return nil, err
	}
	seen := integrity.Inspect(src)
	d := &pdfiumDoc{
		engine: e, src: src, password: password,
		extra:    Extra{Astray: integrity.Astray(src), Torn: seen.Torn, Missing: seen.Missing, Painted: seen.Painted},
		deadline: time.Now().Add(e.options.TimeFor(len(src))),
		left:     wholeWork * int64(e.options.Work), tagWork: structureWork, drawWork: drawWork,
		layered: seen.Layered, redrawn: seen.Redrawn, layers: map[string]int{}, gaps: map[string]int{},
	}
	if err := d.open(ctx); err != nil {
		d.Close()
		return nil, err
	}
	if err := d.look(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Package plain is the second engine for PDF. It reads letters and places, in Go and in a child
// process, and says of a page what it may have missed.
package plain

import (
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os/exec"

	"refrain/analyzer/reader/pdf"

	"refrain/internal/child"
)

// Engine is a [pdf.Engine] that wraps github.com/ledongthuc/pdf. It is all Go and starts at once,
// but reads fewer files than PDFium, and panics and loops on some. So it runs in a child process
// with a bound on its time and memory, which reads one document and ends.
type Engine struct {
	// Child is the command that calls ReadChild with its standard input and output. nil is this
	// program with the argument ChildCommand.
	Child func(ctx context.Context) (*exec.Cmd, error)

	options pdf.Options
}

// ChildCommand is the argument with which a program that uses Engine must call ReadChild and does
// nothing else.
const ChildCommand = "read-pdf-plain"

// New makes the engine. It does nothing expensive.
func New(o pdf.Options) *Engine { return &Engine{options: o.Filled()} }

// Start implements pdf.Engine. There is nothing to ready.
func (e *Engine) Start() error { return nil }

// Close implements pdf.Engine. There is nothing to end.
func (e *Engine) Close() error { return nil }

// request is what the child is told, before the file's bytes.
type request struct {
	Password string
	Memory   int64
	Chars    int
	Bytes    int
}

// opening is the first thing that the child answers; a sheet for each page follows.
type opening struct {
	Pages int
	Error string
}

// sheet is a page, or why there is none.
type sheet struct {
	Page  *pdf.Page
	Error string
}

// mostSheets bounds how much is kept of a document; an answer of more pages than the file has bytes
// is no answer.
func mostSheets(bytes int) int { return min(bytes/8, 1<<20) }

// errorsByName are the errors that a child may name.
var errorsByName = map[string]error{
	pdf.ErrPassword.Error(): pdf.ErrPassword, pdf.ErrWrongPassword.Error(): pdf.ErrWrongPassword,
	pdf.ErrDamaged.Error(): pdf.ErrDamaged, pdf.ErrLimit.Error(): pdf.ErrLimit,
}

func named(s string) error {
	if s == "" {
		return nil
	}
	if err, ok := errorsByName[s]; ok {
		return err
	}
	return pdf.ErrDamaged
}

// Open implements pdf.Engine. It reads the whole document: when the child breaks, the pages that it
// has written are kept.
func (e *Engine) Open(ctx context.Context, src, password string) (pdf.Doc, error) {
	ctx, cancel := context.WithTimeout(ctx, e.options.TimeFor(len(src)))
	defer cancel()
	start := e.Child
	if start == nil {
		start = func(ctx context.Context) (*exec.Cmd, error) { return child.Command(ctx, ChildCommand) }
	}
	reading, err := start(ctx)
	if err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	asked := request{password, e.options.Memory, e.options.Chars, len(src)}
	if reading.Stdin, err = child.Request(asked, src); err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	answers, err := reading.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	if err := reading.Start(); err != nil {
		return nil, fmt.Errorf("the PDF engine does not start: %w", err)
	}
	// What broke the child does not matter, but whether time ran out does: everything else is
	// damage.
	broken := func() error {
		if ctx.Err() != nil {
			return pdf.ErrLimit
		}
		return pdf.ErrDamaged
	}
	doc, err := receive(answers, len(src), e.options, broken)
	cancel()
	reading.Wait()
	return doc, err
}

// receive reads the child's answers.
func receive(answers io.Reader, bytes int, o pdf.Options, broken func() error) (pdf.Doc, error) {
	in := gob.NewDecoder(io.LimitReader(answers, o.Memory))
	var first opening
	if err := in.Decode(&first); err != nil {
		return nil, broken()
	}
	if err := named(first.Error); err != nil {
		return nil, err
	}
	if first.Pages < 0 || first.Pages > mostSheets(bytes) {
		return nil, pdf.ErrDamaged
	}
	d := &doc{}
	for range first.Pages {
		var s sheet
		if err := in.Decode(&s); err != nil {
			for reason := broken(); len(d.sheets) < first.Pages; {
				d.sheets = append(d.sheets, sheet{Error: reason.Error()})
			}
			break
		}
		d.sheets = append(d.sheets, s)
	}
	return d, nil
}

// doc is a document that the child has read.
type doc struct{ sheets []sheet }

// Pages implements pdf.Doc.
func (d *doc) Pages() int { return len(d.sheets) }

// Extra implements pdf.Doc. The engine cannot tell.
func (d *doc) Extra() pdf.Extra { return pdf.Extra{} }

// Held implements pdf.Doc. The child has ended.
func (d *doc) Held() int { return 0 }

// Close implements pdf.Doc.
func (d *doc) Close() { d.sheets = nil }

// Page implements pdf.Doc.
func (d *doc) Page(ctx context.Context, index int) (*pdf.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if index < 0 || index >= len(d.sheets) {
		return nil, pdf.ErrDamaged
	}
	s := d.sheets[index]
	if err := named(s.Error); err != nil {
		return nil, err
	}
	if s.Page == nil {
		return nil, pdf.ErrDamaged
	}
	return s.Page, nil
}

package crew

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/internal/child"
	"refrain/reports/json"
	"refrain/reports/stream"
)

// Command is the argument with which a program starts itself once more as a process of a crew. The
// program calls Serve for it.
const Command = "check-documents-for-a-crew"

// Hook is called before each document of the name is read. Tests use it; nil does nothing.
type Hook func(name string)

// Serve checks documents and writes its answers to out. The process ends when in does: then there is
// no crew any more.
func Serve(in io.Reader, out io.Writer, before Hook) error {
	w := newWire(child.Attended(in), out)
	var s Settings
	if err := w.in.Decode(&s); err != nil {
		return errors.New("this is a part of refrain-beam and no command")
	}
	d, err := newDesk(s)
	if err != nil {
		return w.send(&answer{Fault: err.Error()})
	}
	defer d.checker.Close()
	d.bound()
	if err := w.send(&answer{}); err != nil {
		return err
	}
	for {
		var r request
		if err := w.in.Decode(&r); err != nil {
			return err
		}
		a, err := d.one(w, r, before)
		if err == nil {
			err = w.send(a)
		}
		if err != nil {
			return err
		}
	}
}

// desk is where one process checks documents, one after the other.
type desk struct {
	checker *check.Checker
	lines   *json.ArchiveWriter
	line    bytes.Buffer
}

func newDesk(s Settings) (*desk, error) {
	lex, err := s.Load()
	if err != nil {
		return nil, err
	}
	o := s.Reader
	o.PDFChild, o.Password = true, os.Getenv("REFRAIN_PASSWORD")
	d := &desk{checker: check.New(lex, check.Options{
		Reader: o, Analyzer: analyzer.Options{Advisory: s.Advisory, Cache: cache.User("languages")},
	})}
	if err := d.checker.OCRReady(); err != nil {
		return nil, errors.Join(fmt.Errorf("--ocr on: %w", err), d.checker.Close())
	}
	d.lines = json.NewArchive(&d.line, stream.Options{})
	return d, d.lines.Begin(s.Run(lex))
}

// baseMemory is what a process takes beside its document: the lexicon of all languages, compiled.
const baseMemory = 512 << 20

// bound ends the process when it takes much more memory than the limits give one document, and makes
// it the first that the system ends when memory is short: the worker must go on.
func (d *desk) bound() {
	const first = "900" // of 1000
	// Where there is no such file, nothing is lost.
	os.WriteFile("/proc/self/oom_score_adj", []byte(first), 0)
	child.Bound(baseMemory + 2*int64(d.checker.Limits().Filled().Memory))
	debug.SetGCPercent(200)
}

// one checks a document.
func (d *desk) one(w *wire, r request, before Hook) (*answer, error) {
	if r.Lost != nil {
		return d.answer(d.checker.Lost(r.Name, *r.Lost))
	}
	content, failed, err := receive(w)
	if err != nil {
		return nil, err
	}
	if before != nil {
		before(r.Name)
	}
	if failed != nil {
		return d.unread(r.Name, failed)
	}
	begun := time.Now()
	report := d.checker.Document(context.Background(), r.Name, content)
	a, err := d.answer(report)
	if err != nil {
		return nil, err
	}
	ended := time.Since(begun) >= d.checker.Limits().TimeFor(len(content))
	a.Again = faulty(report.Doc) || ended && cut(report.Doc)
	a.Stale = ended
	return a, nil
}

// faulty reports whether a fault of refrain's ended the reading.
func faulty(d *document.Document) bool {
	return slices.ContainsFunc(d.Gaps, func(g document.Gap) bool { return strings.HasPrefix(g.Reason, faultReason) })
}

// cut reports whether a limit ended the reading.
func cut(d *document.Document) bool {
	return slices.ContainsFunc(d.Gaps, func(g document.Gap) bool { return g.Reason == "limit reached" })
}

// receive takes the content of a document.
func receive(w *wire) (content string, failed *failure, err error) {
	var b strings.Builder
	for {
		var p piece
		if err := w.in.Decode(&p); err != nil {
			return "", nil, err
		}
		b.Write(p.Bytes)
		if p.Last {
			return b.String(), p.Failed, nil
		}
	}
}

// unread is the answer for a document that its file system does not give.
func (d *desk) unread(name string, f *failure) (*answer, error) {
	if f.Remedy != "" {
		return d.answer(d.checker.Lost(name, document.Gap{Reason: f.Reason, Hint: f.Remedy}))
	}
	return d.answer(d.checker.Input(context.Background(), check.Input{Name: name, Err: f.error()}, nil))
}

func (d *desk) answer(report *analyzer.Report) (*answer, error) {
	d.line.Reset()
	if err := d.lines.Document(report); err != nil {
		return nil, err
	}
	return &answer{Line: bytes.Clone(d.line.Bytes())}, nil
}

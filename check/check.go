// Package check runs refrain over documents: one, or all that a walk finds. It knows no flags, no
// terminal and no files of reports, so that the command, a page and a pipeline can share it.
//
//	c := check.New(lex, check.Options{})
//	defer c.Close()
//	report := c.Document(ctx, "bill.pdf", content)
package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
	"refrain/lexicon"
)

// Options are how documents are read and analysed. The zero value is the standard.
type Options struct {
	Reader   reader.Options
	Analyzer analyzer.Options
	Stdin    io.Reader // what the name "-" stands for; nil holds nothing
	Budget   *Budget   // shared with other checkers; nil makes one of its own
}

// Checker reads and analyses documents. It is safe for concurrent use.
type Checker struct {
	*Reader
	analyzer *analyzer.Analyzer
	memory   *Budget
}

// New returns a checker for a lexicon. The caller closes it.
func New(lex *lexicon.Lexicon, o Options) *Checker {
	if o.Analyzer.Findings == 0 {
		o.Analyzer.Findings = o.Reader.Limits.Filled().Findings
	}
	if o.Budget == nil {
		o.Budget = NewBudget(o.Reader.Limits)
	}
	return &Checker{NewReader(o.Reader, o.Stdin), analyzer.New(lex, o.Analyzer), o.Budget}
}

// Document reads and analyses one document. It never fails: what cannot be read is a gap of the
// report, a fault of ours too, and reading ends with the time that the limits give it.
func (c *Checker) Document(ctx context.Context, name, content string) *analyzer.Report {
	return c.content(ctx, Input{Name: name}, content, c.memory.take(ctx, weighText(content), nil), nil)
}

// Input reads and analyses one input. What before has of it is not analysed again. The report of a
// file that was found in a folder is nil when it is of no kind that can be read.
func (c *Checker) Input(ctx context.Context, in Input, before *Archive) *analyzer.Report {
	return c.input(ctx, in, before, nil)
}

// input is Input for an input of a run, in which turn waits until all before it are handed on.
func (c *Checker) input(ctx context.Context, in Input, before *Archive, turn func(context.Context)) *analyzer.Report {
	var s *share
	if weight, ok := weighFile(in); ok { // Large files are not even held before it is their turn.
		s = c.memory.take(ctx, weight, turn)
	}
	content, lost := c.take(in)
	var report *analyzer.Report
	switch {
	case lost != nil:
		report = c.analyzer.Run(lost)
	case before != nil:
		report = before.report(in, content)
	}
	if report != nil {
		s.release()
		return report
	}
	if s == nil {
		s = c.memory.take(ctx, weighText(content), turn)
	}
	return c.content(ctx, in, content, s, turn)
}

// content reads and analyses an input whose content is known with its share of the memory, which it
// gives back. What takes more than others leave is read again when they have ended.
func (c *Checker) content(
	ctx context.Context, in Input, content string, s *share, turn func(context.Context),
) *analyzer.Report {
	c.reader.Prepare(content)
	report, err := c.once(ctx, in, content, s)
	if errors.Is(err, reader.ErrMemory) {
		report, _ = c.once(ctx, in, content, c.memory.alone(ctx, turn))
	}
	return report
}

// once reads and analyses an input with a share of the memory. Reading keeps the reader's time by
// itself. Whatever else takes too long ends here: the work is left to itself, and the document is
// one that was not read. The error is that the share is too small.
func (c *Checker) once(ctx context.Context, in Input, content string, s *share) (*analyzer.Report, error) {
	done, late := make(chan *analyzer.Report, 1), make(chan struct{})
	var err error // known when done is
	most := c.reader.Limits().TimeFor(len(content)) * 3 / 2
	clock := limits.NewClock(most, func() { close(late) })
	defer clock.Stop()
	ctx = limits.WithOuterClock(ctx, clock)
	go func() {
		defer s.release()
		done <- guarded(in.Document(), func() *analyzer.Report {
			var doc *document.Document
			if doc, err = c.readWithin(ctx, in, content, s.memory()); doc == nil {
				return nil
			}
			return c.analyzer.Run(doc)
		})
	}()
	select {
	case report := <-done:
		return report, err
	case <-late:
		time.AfterFunc(most, s.release) // No other document waits for it for ever.
		return c.Lost(in.Document(), document.Gap{
			Reason: "limit reached",
			Hint:   "split the file, or give it more time with --limit time: nothing of it is reported",
		}), nil
	}
}

// Lost returns the report of a document of which nothing was read, for the reason in the gap.
func (c *Checker) Lost(name string, gap document.Gap) *analyzer.Report {
	return c.analyzer.Run(&document.Document{Name: name, Gaps: []document.Gap{gap}})
}

// guarded does the work on a document. A fault of ours on one document becomes a gap of it, so that
// it does not take the others with it.
func guarded(name string, work func() *analyzer.Report) (r *analyzer.Report) {
	defer func() {
		if p := recover(); p != nil {
			lost := *unreadable(name, fmt.Errorf("internal fault: %v", p))
			lost.Gaps[0].Hint = "please report it, with the file if you may"
			r = &analyzer.Report{Doc: &lost}
		}
	}()
	return work()
}

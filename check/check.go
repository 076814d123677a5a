// Package check runs refrain over documents: one, or all that a walk finds. It knows no flags, no
// terminal and no files of reports, so that the command, a page and a pipeline can share it.
//
//	c := check.New(lex, check.Options{})
//	defer c.Close()
//	report := c.Document(ctx, "bill.pdf", content)
package check

import (
	"context"
	"fmt"
	"io"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// Options are how documents are read and analysed. The zero value is the standard.
type Options struct {
	Reader   reader.Options
	Analyzer analyzer.Options
	Stdin    io.Reader // what the name "-" stands for; nil holds nothing
}

// Checker reads and analyses documents. It is safe for concurrent use.
type Checker struct {
	*Reader
	analyzer *analyzer.Analyzer
	memory   budget
}

// New returns a checker for a lexicon. The caller closes it.
func New(lex *lexicon.Lexicon, o Options) *Checker {
	if o.Analyzer.Findings == 0 {
		o.Analyzer.Findings = o.Reader.Limits.Filled().Findings
	}
	return &Checker{NewReader(o.Reader, o.Stdin), analyzer.New(lex, o.Analyzer), newBudget()}
}

// Document reads and analyses one document. It never fails: what cannot be read is a gap of the
// report, a fault of ours too, and reading ends with the time that the limits give it.
func (c *Checker) Document(ctx context.Context, name, content string) *analyzer.Report {
	return c.content(ctx, Input{Name: name}, content)
}

// Input reads and analyses one input. What before has of it is not analysed again. The report of a
// file that was found in a folder is nil when it is of no kind that can be read.
func (c *Checker) Input(ctx context.Context, in Input, before *Archive) *analyzer.Report {
	content, lost := c.take(in)
	if lost != nil {
		return c.analyzer.Run(lost)
	}
	if before != nil {
		if report := before.report(in, content); report != nil {
			return report
		}
	}
	return c.content(ctx, in, content)
}

// content reads and analyses an input whose content is known. Reading keeps the reader's time by
// itself. Whatever else takes too long ends here: the work is left to itself, and the document is
// one that was not read.
func (c *Checker) content(ctx context.Context, in Input, content string) *analyzer.Report {
	release := c.memory.take(ctx, content)
	c.reader.Prepare(content)
	done := make(chan *analyzer.Report, 1)
	go func() {
		defer release()
		done <- guarded(in.Document(), func() *analyzer.Report {
			doc := c.read(ctx, in, content)
			if doc == nil {
				return nil
			}
			return c.analyzer.Run(doc)
		})
	}()
	late := time.NewTimer(c.reader.Limits().TimeFor(len(content)) * 3 / 2)
	defer late.Stop()
	select {
	case report := <-done:
		return report
	case <-late.C:
		return c.analyzer.Run(&document.Document{Name: in.Document(), Gaps: []document.Gap{{
			Reason: "limit reached",
			Hint:   "split the file, or give it more time with --limit time: nothing of it is reported",
		}}})
	}
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

package check

import (
	"context"
	"iter"
	"runtime"

	"refrain/analyzer"
)

// Run is a check of many documents. Only Checker and Inputs must be set.
type Run struct {
	Checker *Checker
	Inputs  iter.Seq[Input]
	Jobs    int      // documents at a time; 0 means one for each processor
	Before  *Archive // reports of an earlier run; nil for none

	// Compare is called by a worker for each report of a document that was read, nil for none. It
	// may change the findings' standings.
	Compare func(ctx context.Context, in Input, report *analyzer.Report)
	// Begins and Ends are called by a worker around the work on each input, nil for none.
	Begins func(in Input)
	Ends   func(in Input, report *analyzer.Report)
}

// Each checks all inputs and hands on their reports in the order of the inputs, nil for a file in a
// folder that is of no kind that can be read. The error is that of next, or that ctx has ended:
// then the reports that come next in order and are ready have been handed on.
func (r *Run) Each(ctx context.Context, next func(*analyzer.Report) error) error {
	jobs := r.Jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // Nobody waits for a turn that does not come.
	handed := newTurns()
	return inOrder(ctx, jobs, numbered(r.Inputs), func(in numberedInput) *analyzer.Report {
		return r.one(ctx, in.Input, func(ctx context.Context) { handed.wait(ctx, in.number) })
	}, heldBytes, func(report *analyzer.Report) error {
		defer handed.pass()
		return next(report)
	})
}

// heldBytes estimates the memory that a report takes, with the document that it is of.
func heldBytes(report *analyzer.Report) int64 {
	const document, part, finding = 4 << 10, 128, 1 << 10 // bytes of each
	if report == nil {
		return 0
	}
	d := report.Doc
	parts := len(d.Blocks) + len(d.Marks) + len(d.Pages) + len(d.Gaps) + len(d.Omissions) + len(d.Places)
	return int64(document + len(d.Text) + len(d.Source) + d.Runs.Size() + part*parts + finding*len(report.Findings))
}

// numberedInput is an input and how many come before it.
type numberedInput struct {
	Input
	number int
}

func numbered(inputs iter.Seq[Input]) iter.Seq[numberedInput] {
	return func(yield func(numberedInput) bool) {
		n := 0
		for in := range inputs {
			if !yield(numberedInput{in, n}) {
				return
			}
			n++
		}
	}
}

// one checks one input. Turn waits until all before it have been handed on.
func (r *Run) one(ctx context.Context, in Input, turn func(context.Context)) *analyzer.Report {
	if r.Begins != nil {
		r.Begins(in)
	}
	report := r.Checker.input(ctx, in, r.Before, turn)
	if report != nil && r.Compare != nil {
		r.Compare(ctx, in, report)
	}
	if r.Ends != nil {
		r.Ends(in, report)
	}
	return report
}

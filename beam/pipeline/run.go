package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"refrain/beam/files"
)

// Trials say how often a job is tried.
type Trials struct {
	Most int // submissions
	// Stall is how long no part may be written before a job is given up. 0 waits for ever. Prism fails
	// a job when its worker is killed, but it may also wait for that worker for ever: it then has
	// closed the worker's channel before it has failed what the worker was doing.
	Stall time.Duration
	Tell  func(error) // is called before a job is submitted again
}

// Run runs the job to its end on the runner of Beam's flags. A job that fails is submitted again, as
// often as the trials say, and goes on with the parts that are whole.
func (j *Job) Run(ctx context.Context, t Trials) error {
	again := *j
	for trial := 1; ; trial++ {
		err := again.once(ctx, t.Stall)
		if err == nil || ctx.Err() != nil || trial >= t.Most {
			return err
		}
		t.Tell(err)
		again.Resume = true
	}
}

// once submits the job and waits until it ends, or stalls.
func (j *Job) once(ctx context.Context, stall time.Duration) error {
	if stall == 0 {
		return beamx.Run(ctx, j.graph())
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	go j.watch(ctx, stall, end)
	err := beamx.Run(ctx, j.graph())
	if stalled := context.Cause(ctx); errors.Is(stalled, errStalled) {
		return stalled
	}
	return err
}

var errStalled = errors.New("no part was written")

// watch ends the job when no part has been written for so long. What cannot be looked at is no
// progress.
func (j *Job) watch(ctx context.Context, stall time.Duration, end context.CancelCauseFunc) {
	const looks = 10 // in the time that a job may stall
	before, since := j.written(ctx), time.Now()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(stall / looks):
		}
		if now := j.written(ctx); now != before {
			before, since = now, time.Now()
		}
		if time.Since(since) > stall {
			end(fmt.Errorf("%w for %v", errStalled, stall))
		}
	}
}

// written tells the states of the output apart: which parts there are, and when they were written.
func (j *Job) written(ctx context.Context) string {
	names, err := files.InFolder(ctx, j.Output, "archive-*-of-*.jsonl")
	if err != nil {
		return ""
	}
	var newest time.Time
	for _, name := range names {
		if at, err := files.Modified(ctx, files.Join(j.Output, name)); err == nil && at.After(newest) {
			newest = at
		}
	}
	return fmt.Sprint(len(names), " ", newest.UnixNano())
}

package check

import (
	"context"
	"iter"
	"sync"
)

// Bounds on how far the work may be ahead of the results that have been handed on. One large
// document among small ones would leave the other workers idle with the first bound alone.
const (
	nearAhead = 3        // inputs for each worker, whatever their results weigh
	farAhead  = 128      // inputs for each worker, while the results that wait are light
	mostHeld  = 32 << 20 // bytes of results that wait, beyond which the first bound holds
)

// inOrder does the work for each input, so many at a time, and hands the results on in the order of
// the inputs. Results that wait for their turn are bounded in number and, by what weigh says of
// their bytes, in memory, so memory does not grow with the number of inputs. The error is that of
// next, or of ctx when it ends first: then the results that come next in order and are ready have
// been handed on, and workers may still be at work, perhaps waiting for a pipe that nobody writes
// to. Without an error all is done.
func inOrder[In, Out any](
	ctx context.Context, jobs int, inputs iter.Seq[In], work func(In) Out, weigh func(Out) int64, next func(Out) error,
) error {
	type result struct {
		out    Out
		weight int64
	}
	type task struct {
		in   In
		done chan result
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tasks := make(chan task)
	queue := make(chan chan result, farAhead*jobs)
	w := newWindow(jobs)
	go func() {
		defer close(queue)
		defer close(tasks)
		for in := range inputs {
			if !w.begin(ctx) {
				return
			}
			t := task{in, make(chan result, 1)}
			queue <- t.done // There is room for all that the window lets begin.
			select {
			case tasks <- t:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range jobs {
		go func() {
			for t := range tasks {
				out := work(t.in)
				weight := weigh(out)
				w.hold(weight)
				t.done <- result{out, weight}
			}
		}()
	}
	for done := range queue {
		r, err := ready(ctx, done)
		if err == nil {
			err = next(r.out)
			w.pass(r.weight)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// window knows how many inputs have begun and are not handed on, and what their results weigh.
type window struct {
	mutex sync.Mutex
	moved *sync.Cond
	jobs  int
	ahead int
	held  int64
}

func newWindow(jobs int) *window {
	w := &window{jobs: jobs}
	w.moved = sync.NewCond(&w.mutex)
	return w
}

// begin waits until one more input may begin, and reports false where ctx ends first.
func (w *window) begin(ctx context.Context) bool {
	stop := context.AfterFunc(ctx, func() {
		w.mutex.Lock()
		defer w.mutex.Unlock()
		w.moved.Broadcast()
	})
	defer stop()
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for ctx.Err() == nil && w.full() {
		w.moved.Wait()
	}
	w.ahead++
	return ctx.Err() == nil
}

// full reports whether no further input may begin.
func (w *window) full() bool {
	return w.ahead >= nearAhead*w.jobs && (w.held > mostHeld || w.ahead >= farAhead*w.jobs)
}

// hold says that a result of so many bytes waits for its turn.
func (w *window) hold(weight int64) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.held += weight
}

// pass says that a result of so many bytes has been handed on.
func (w *window) pass(weight int64) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.ahead--
	w.held -= weight
	w.moved.Signal()
}

// ready waits for a result until ctx ends. A result that is there is taken in any case.
func ready[Out any](ctx context.Context, done chan Out) (Out, error) {
	select {
	case out := <-done:
		return out, nil
	default:
	}
	select {
	case out := <-done:
		return out, nil
	case <-ctx.Done():
		var none Out
		return none, ctx.Err()
	}
}

package check

import (
	"context"
	"iter"
)

// inOrder does the work for each input, so many at a time, and hands the results on in the order of
// the inputs. At most twice as many results as workers wait for their turn, so memory does not grow
// with the number of inputs. The error is that of next, or of ctx when it ends first: then the
// results that come next in order and are ready have been handed on, and workers may still be at
// work, perhaps waiting for a pipe that nobody writes to. Without an error all is done.
func inOrder[In, Out any](
	ctx context.Context, jobs int, inputs iter.Seq[In], work func(In) Out, next func(Out) error,
) error {
	type task struct {
		in   In
		done chan Out
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tasks := make(chan task)
	queue := make(chan chan Out, 2*jobs)
	go func() {
		defer close(queue)
		defer close(tasks)
		for in := range inputs {
			t := task{in, make(chan Out, 1)}
			select {
			case queue <- t.done:
			case <-ctx.Done():
				return
			}
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
				t.done <- work(t.in)
			}
		}()
	}
	for done := range queue {
		out, err := ready(ctx, done)
		if err == nil {
			err = next(out)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
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

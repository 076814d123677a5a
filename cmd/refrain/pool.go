package main

import (
	"context"
	"iter"
	"sync"
)

// inOrder does the work for each input, so many at a time, and hands the results on in the order of the inputs. At most twice as many
// results as workers wait for their turn, so memory does not grow with the number of inputs. It ends early when ctx ends, having handed on what was begun, and when
// next gives an error, which it returns. All workers have ended when it returns.
func inOrder[In, Out any](ctx context.Context, jobs int, inputs iter.Seq[In], work func(In) Out, next func(Out) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type task struct {
		in   In
		done chan Out
	}
	tasks := make(chan task)
	queue := make(chan chan Out, 2*jobs)
	var running sync.WaitGroup
	running.Go(func() {
		defer close(queue)
		defer close(tasks)
		for in := range inputs {
			t := task{in, make(chan Out, 1)}
			select {
			case queue <- t.done:
			case <-ctx.Done():
				return
			}
			tasks <- t
		}
	})
	for range jobs {
		running.Go(func() {
			for t := range tasks {
				t.done <- work(t.in)
			}
		})
	}
	var failed error
	for done := range queue {
		if out := <-done; failed == nil {
			if failed = next(out); failed != nil {
				cancel()
			}
		}
	}
	cancel()
	running.Wait()
	return failed
}

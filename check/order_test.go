package check

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
)

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

func TestResultsComeInTheOrderOfInputs(t *testing.T) {
	var got []int
	last := make(chan struct{})
	err := inOrder(context.Background(), 4, slices.Values(numbers(40)), func(n int) int {
		switch n {
		case 0:
			<-last // The first input is the last to be done of those that may run beside it.
		case 3:
			close(last)
		}
		return n
	}, func(n int) error { got = append(got, n); return nil })
	if err != nil || !slices.Equal(got, numbers(40)) {
		t.Errorf("got %v, %v; want 0 to 39", got, err)
	}
}

func TestWaitingResultsAreBounded(t *testing.T) {
	const jobs = 3
	var begun, handed atomic.Int64
	err := inOrder(context.Background(), jobs, slices.Values(numbers(200)), func(n int) int {
		if ahead := begun.Add(1) - handed.Load(); ahead > 4*jobs+2 {
			t.Errorf("input %d: %d are begun and not handed on", n, ahead)
		}
		return n
	}, func(int) error { handed.Add(1); return nil })
	if err != nil {
		t.Error(err)
	}
}

func TestInterruptHandsOnWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stuck := make(chan struct{})
	defer close(stuck)
	var got []int
	err := inOrder(ctx, 2, slices.Values(numbers(100)), func(n int) int {
		if n == 5 {
			<-stuck
		}
		return n
	}, func(n int) error {
		if got = append(got, n); n == 4 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || !slices.Equal(got, numbers(5)) {
		t.Errorf("got %v, %v; want 0 to 4 and that it was cancelled", got, err)
	}
}

func TestErrorOfNextEndsTheWork(t *testing.T) {
	full := errors.New("disk full")
	count := 0
	err := inOrder(context.Background(), 2, slices.Values(numbers(1000)), func(n int) int { return n }, func(int) error {
		if count++; count == 3 {
			return full
		}
		return nil
	})
	if err != full || count != 3 {
		t.Errorf("got %v after %d results; want %v after 3", err, count, full)
	}
}

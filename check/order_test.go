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
	}, light, func(n int) error { got = append(got, n); return nil })
	if err != nil || !slices.Equal(got, numbers(40)) {
		t.Errorf("got %v, %v; want 0 to 39", got, err)
	}
}

func TestWaitingResultsAreBounded(t *testing.T) {
	const jobs = 3
	for claim, c := range map[string]struct {
		weight int64
		most   int64
	}{
		"heavy results": {mostHeld, (nearAhead + 1) * jobs},
		"light results": {1, farAhead * jobs},
	} {
		var begun, handed atomic.Int64
		weigh := func(int) int64 { return c.weight }
		err := inOrder(context.Background(), jobs, slices.Values(numbers(1000)), func(n int) int {
			if ahead := begun.Add(1) - handed.Load(); ahead > c.most+1 {
				t.Errorf("%s: input %d: %d are begun and not handed on", claim, n, ahead)
			}
			return n
		}, weigh, func(int) error { handed.Add(1); return nil })
		if err != nil {
			t.Error(err)
		}
	}
}

// TestOneLargeInputLeavesNoWorkerIdle has the first input end only when a hundred that come after
// it are done.
func TestOneLargeInputLeavesNoWorkerIdle(t *testing.T) {
	var done atomic.Int64
	enough := make(chan struct{})
	var got []int
	err := inOrder(context.Background(), 2, slices.Values(numbers(200)), func(n int) int {
		if n == 0 {
			<-enough
		} else if done.Add(1) == 100 {
			close(enough)
		}
		return n
	}, light, func(n int) error { got = append(got, n); return nil })
	if err != nil || !slices.Equal(got, numbers(200)) {
		t.Errorf("got %d results, %v; want 0 to 199", len(got), err)
	}
}

// light is the weight of results that hold next to nothing.
func light(int) int64 { return 1 }

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
	}, light, func(n int) error {
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
	err := inOrder(context.Background(), 2, slices.Values(numbers(1000)), func(n int) int { return n }, light, func(int) error {
		if count++; count == 3 {
			return full
		}
		return nil
	})
	if err != full || count != 3 {
		t.Errorf("got %v after %d results; want %v after 3", err, count, full)
	}
}

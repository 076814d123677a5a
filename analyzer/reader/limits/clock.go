package limits

import (
	"context"
	"sync"
	"time"
)

// Clock calls a function when its time is used up. It stands still while other programs work for a
// document, which have bounds of their own. A nil clock does nothing. It is safe for concurrent use.
type Clock struct {
	mutex sync.Mutex
	left  time.Duration
	since time.Time
	stood int // how often it was stopped and not yet started
	rung  bool
	timer *time.Timer
}

// NewClock starts a clock.
func NewClock(left time.Duration, end func()) *Clock {
	return &Clock{left: left, since: time.Now(), timer: time.AfterFunc(left, end)}
}

// Stop stops the clock.
func (c *Clock) Stop() {
	if c == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.stood++; c.stood == 1 {
		c.rung = !c.timer.Stop()
		c.left -= time.Since(c.since)
	}
}

// Start lets the clock go on after Stop. One that has rung stays as it is.
func (c *Clock) Start() {
	if c == nil {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.stood--; c.stood == 0 && !c.rung {
		c.since = time.Now()
		c.timer.Reset(max(c.left, 0))
	}
}

// WithClock is a context that ends when so much time is used up. The caller calls the function that
// ends it.
func WithClock(ctx context.Context, left time.Duration) (context.Context, context.CancelFunc) {
	const shortest = time.Millisecond // timers are no finer
	bounded, stop := context.WithCancel(ctx)
	if left < shortest {
		stop()
	}
	c := NewClock(left, stop)
	return WithOuterClock(bounded, c), func() { c.Stop(); stop() }
}

// WithOuterClock is a context in which a clock stands still as that of [WithClock] does.
func WithOuterClock(ctx context.Context, c *Clock) context.Context {
	return context.WithValue(ctx, clockKey{}, append(clocksOf(ctx), c))
}

type clockKey struct{}

func clocksOf(ctx context.Context) []*Clock {
	clocks, _ := ctx.Value(clockKey{}).([]*Clock)
	return clocks[:len(clocks):len(clocks)]
}

// Apart does work that the clocks of a context do not count. The work has a bound of its own.
func Apart(ctx context.Context, work func()) {
	for _, c := range clocksOf(ctx) {
		c.Stop()
		defer c.Start()
	}
	work()
}

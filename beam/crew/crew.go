package crew

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"refrain/analyzer/document"
	"refrain/internal/child"
)

// faultReason begins the reasons of gaps that faults of refrain's make.
const faultReason = "internal fault"

// Open opens the file of a document.
type Open func(ctx context.Context) (io.ReadCloser, error)

// Crew is some processes that check documents, each one at a time. It is safe for concurrent use.
type Crew struct {
	settings Settings
	free     chan *process // a nil process is one that is still to be started
	size     int
}

// New returns a crew of so many processes, which start when they are needed. The caller closes it.
func New(s Settings, processes int) *Crew {
	c := &Crew{settings: s, free: make(chan *process, processes), size: processes}
	for range processes {
		c.free <- nil
	}
	return c
}

// Size is how many documents are checked at the same time.
func (c *Crew) Size() int { return c.size }

// Close ends all processes. It waits for those that are at work.
func (c *Crew) Close() {
	for range c.size {
		(<-c.free).end()
	}
}

// Check returns the line of the archive for a document. What goes wrong with the document is a gap
// in that line. The error is that no process can be started, or that ctx has ended.
func (c *Crew) Check(ctx context.Context, name string, open Open) ([]byte, error) {
	for _, second := range []bool{false, true} {
		a, err := c.on(ctx, second, func(p *process) (*answer, error) { return p.check(ctx, name, open) })
		switch {
		case err == nil && (second || !a.Again):
			return a.Line, nil
		case errors.Is(err, errNoProcess), ctx.Err() != nil:
			return nil, errors.Join(err, ctx.Err())
		}
	}
	return c.Lost(ctx, name, document.Gap{
		Reason: faultReason + ": the process that read it has ended, twice",
		Hint:   "please report it, with the file if you may",
	})
}

// Lost returns the line of the archive for a document of which nothing is read.
func (c *Crew) Lost(ctx context.Context, name string, gap document.Gap) ([]byte, error) {
	a, err := c.on(ctx, true, func(p *process) (*answer, error) { return p.ask(&request{name, &gap}) })
	if err != nil {
		return nil, err
	}
	return a.Line, nil
}

// errNoProcess says that a crew cannot work, whatever the document.
var errNoProcess = errors.New("no process can be started that checks documents")

// on does something with a process of the crew, on request with a new one: one that waited may have
// ended, which is no document's fault. One that fails, or may still be at work, is replaced.
func (c *Crew) on(ctx context.Context, fresh bool, do func(*process) (*answer, error)) (*answer, error) {
	var p *process
	select {
	case p = <-c.free:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { c.free <- p }()
	if fresh {
		p.end()
		p = nil
	}
	if p == nil {
		var err error
		if p, err = start(c.settings); err != nil {
			return nil, fmt.Errorf("%w: %w", errNoProcess, err)
		}
	}
	a, err := do(p)
	if err != nil || a.Again || a.Stale {
		p.end()
		p = nil
	}
	return a, err
}

// process is one process of a crew.
type process struct {
	command *exec.Cmd
	wire    *wire
	in      io.Closer
	most    int // bytes of a file
	time    func(size int) time.Duration
}

// start starts a process and waits until it is ready.
func start(s Settings) (*process, error) {
	c, err := child.Command(context.Background(), Command)
	if err != nil {
		return nil, err
	}
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	limits := s.Reader.Limits.Filled()
	p := &process{command: c, wire: newWire(out, in), in: in, most: limits.Source}
	p.time = func(size int) time.Duration {
		most := limits.TimeFor(size)
		if s.Reader.OCR != "off" {
			most += limits.OCRTime
		}
		return 2 * most
	}
	a, err := p.ask(&s)
	if err == nil && a.Fault != "" {
		err = errors.New(a.Fault)
	}
	if err != nil {
		p.end()
		return nil, err
	}
	return p, nil
}

// end ends the process. A process of nil has ended.
func (p *process) end() {
	if p == nil {
		return
	}
	p.in.Close()
	p.command.Process.Kill()
	p.command.Wait() // It says that the process was killed.
}

// ask sends something and waits for the answer.
func (p *process) ask(what any) (*answer, error) {
	if err := p.wire.send(what); err != nil {
		return nil, err
	}
	return p.answered()
}

func (p *process) answered() (*answer, error) {
	a := &answer{}
	if err := p.wire.in.Decode(a); err != nil {
		return nil, err
	}
	return a, nil
}

// check has a document checked. The process ends documents that take too long by itself; one that
// does not come to that is killed after twice the time.
func (p *process) check(ctx context.Context, name string, open Open) (*answer, error) {
	stop := context.AfterFunc(ctx, func() { p.command.Process.Kill() })
	defer stop()
	if err := p.wire.send(&request{Name: name}); err != nil {
		return nil, err
	}
	sent := 0
	file, err := open(ctx)
	if err != nil {
		err = p.wire.send(&piece{Last: true, Failed: failureOf(err)})
	} else {
		counted := &counter{Reader: file}
		err = p.wire.sendContent(counted, p.most)
		file.Close()
		sent = counted.bytes
	}
	if err != nil {
		return nil, err
	}
	late := time.AfterFunc(p.time(sent), func() { p.command.Process.Kill() })
	defer late.Stop()
	return p.answered()
}

// counter counts what is read.
type counter struct {
	io.Reader
	bytes int
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.bytes += n
	return n, err
}

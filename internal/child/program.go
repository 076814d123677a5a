package child

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"
)

// Program is another program that is given hostile bytes: it runs with a bound on its memory, its
// time and what it may answer, with next to nothing of the user's environment, and without a shell.
type Program struct {
	Path      string   // of its file
	Arguments []string // without its name
	Variables []string // of its environment, NAME=VALUE
	In        io.Reader
	Most      int           // bytes that it may answer
	Memory    int           // bytes of its address space, where the system bounds them; 0 for any
	Time      time.Duration // after which it is killed
}

// What can become of a program, beside that it ends with an error of its own.
var (
	ErrTime   = errors.New("took too long")
	ErrAnswer = errors.New("answered more than it may")
)

// Run runs the program to its end and returns what it has written to its standard output, and the
// end of what it has written to its standard error. The error is ErrTime, ErrAnswer, that of ctx, or
// says how the program ended.
func (p *Program) Run(ctx context.Context) (answer, complaint []byte, err error) {
	bounded, stop := context.WithTimeout(ctx, p.Time)
	defer stop()
	c := exec.CommandContext(bounded, p.Path, p.Arguments...)
	c.WaitDelay = time.Second
	c.Env, c.Dir = p.Variables, os.TempDir()
	c.Stdin = p.In
	out, complaints := &limited{most: p.Most, full: stop}, &tail{}
	c.Stdout, c.Stderr = out, complaints
	if err = c.Start(); err == nil {
		if p.Memory > 0 {
			boundMemory(c.Process.Pid, p.Memory)
		}
		err = c.Wait()
	}
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case out.over:
		err = ErrAnswer
	case bounded.Err() != nil:
		err = ErrTime
	}
	return out.kept, complaints.kept, err
}

// limited keeps what is written, up to a bound. Beyond it, it calls full.
type limited struct {
	kept []byte
	most int
	over bool
	full func()
}

func (l *limited) Write(b []byte) (int, error) {
	if len(l.kept)+len(b) > l.most {
		l.over = true
		l.full()
		return 0, ErrAnswer
	}
	l.kept = append(l.kept, b...)
	return len(b), nil
}

// tail keeps the end of what is written.
type tail struct{ kept []byte }

func (t *tail) Write(b []byte) (int, error) {
	const most = 4 << 10
	t.kept = append(t.kept, b...)
	if n := len(t.kept) - most; n > 0 {
		t.kept = append(t.kept[:0], t.kept[n:]...)
	}
	return len(b), nil
}

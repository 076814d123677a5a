package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"refrain/internal/remedy"
)

// Limits on git, which runs as a child process.
const (
	setUpTime = 20 * time.Second // for a command that reads a few small files
	workTime  = 2 * time.Minute  // for one that reads history or objects
	setUpSize = 1 << 24          // bytes that the former may write
	listSize  = 1 << 27          // bytes of a list of files, which are a million or more
	allocSize = 1 << 30          // bytes that git may take at once
	saidSize  = 4 << 10          // bytes that are kept of what git complains of
)

// command is one run of git.
type command struct {
	folder string   // where it runs
	env    []string // the whole environment
	stdin  string
	time   time.Duration
	size   int64 // bytes that it may write
	about  int64 // bytes that it will write, where that is known
}

// failure is a git that ended with an error of its own.
type failure struct {
	name string // of its command; "" where that says nothing to the user
	says string // on standard error; "" for nothing
	end  *exec.ExitError
}

// Error is git's own reason where it gives one.
func (f *failure) Error() string {
	reason := f.reason()
	if reason == "" {
		reason = f.end.Error()
	}
	return strings.TrimSpace("git "+f.name) + ": " + reason
}

func (f *failure) Unwrap() error { return f.end }

// reason is the line in which git says why it ends, or else its first. Warnings may come before it.
func (f *failure) reason() string {
	for line := range strings.Lines(f.says) {
		if strings.HasPrefix(line, "fatal: ") || strings.HasPrefix(line, "error: ") {
			return strings.TrimSpace(line)
		}
	}
	first, _, _ := strings.Cut(f.says, "\n")
	return strings.TrimSpace(first)
}

// code is the exit code of a git that ended by itself, or -1.
func (f *failure) code() int { return f.end.ExitCode() }

// errTooMuch is the reason for which git was stopped.
var errTooMuch = errors.New("writes too much")

// run runs git and returns what it writes. No other program outlives it.
func (c *command) run(ctx context.Context, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.time)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = c.folder, c.env, time.Second
	cmd.Stdin = strings.NewReader(c.stdin)
	var out strings.Builder
	out.Grow(int(c.about))
	var says bytes.Buffer
	written := &limited{to: &out, left: c.size, full: cancel}
	cmd.Stdout, cmd.Stderr = written, &limited{to: &says, left: saidSize}
	name := args[slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") })]
	end := cmd.Run()
	ended := new(exec.ExitError)
	switch {
	case written.over:
		return "", fmt.Errorf("git %s: %w: more than %d bytes", name, errTooMuch, c.size)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "", fmt.Errorf("git %s: not done after %v", name, c.time)
	case ctx.Err() != nil:
		return "", fmt.Errorf("git %s: %w", name, ctx.Err())
	case errors.As(end, &ended):
		return "", &failure{name: name, says: says.String(), end: ended}
	case end != nil:
		const advice = "install git, or leave --diff or --changed out"
		return "", remedy.Error{Err: fmt.Errorf("git cannot be run: %w", end), Remedy: advice}
	}
	return out.String(), nil
}

// limited takes so many bytes and drops the rest.
type limited struct {
	to   io.Writer
	left int64
	over bool
	full func() // called when there is more; nil for nothing
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(int64(len(p)), l.left)
	l.left -= n
	if _, err := l.to.Write(p[:n]); err != nil {
		return 0, err
	}
	if n < int64(len(p)) && !l.over {
		l.over = true
		if l.full != nil {
			l.full()
		}
	}
	return len(p), nil
}

// environment is the user's environment without the variables dropped, and with those set.
func environment(dropped func(name string) bool, set ...string) []string {
	env := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return dropped(name)
	})
	return append(env, set...)
}

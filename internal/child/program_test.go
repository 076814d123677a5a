package child

import (
	"context"
	"errors"
	"os"
	"runtime"
	"testing"
	"time"
)

// other runs this test as another program.
func other(t *testing.T, a asked, src string, bound func(*Program)) (string, error) {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := Program{Path: path, Arguments: []string{argument}, Most: 1 << 20, Time: time.Minute}
	if p.In, err = Request(a, src); err != nil {
		t.Fatal(err)
	}
	bound(&p)
	out, _, err := p.Run(context.Background())
	return string(out), err
}

func TestProgramAnswers(t *testing.T) {
	got, err := other(t, asked{[]string{"a"}}, "bytes", func(*Program) {})
	if err != nil || got != "a: bytes" {
		t.Errorf("the program said %q, %v; want %q", got, err, "a: bytes")
	}
}

func TestProgramIsBounded(t *testing.T) {
	if _, err := other(t, asked{[]string{"a"}}, "bytes", func(p *Program) { p.Most = 4 }); !errors.Is(err, ErrAnswer) {
		t.Errorf("a long answer: %v, want %v", err, ErrAnswer)
	}
	short := func(p *Program) { p.Time = 50 * time.Millisecond }
	if _, err := other(t, asked{[]string{"wait"}}, "", short); !errors.Is(err, ErrTime) {
		t.Errorf("a program that does not end: %v, want %v", err, ErrTime)
	}
	if runtime.GOOS != "linux" {
		t.Skip("memory of another program is bounded on Linux alone")
	}
	if _, err := other(t, asked{[]string{"take"}}, "", func(p *Program) { p.Memory = 2 << 30 }); err == nil ||
		errors.Is(err, ErrTime) {
		t.Errorf("a program that takes all memory: %v, want that it failed", err)
	}
}

package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/pdf/pdftest"
)

// TestMain runs the child of the second engine when a test has started this program as one.
func TestMain(m *testing.M) {
	switch os.Getenv("REFRAIN_TEST_CHILD") {
	case "read":
		if err := ReadPlain(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	case "hang":
		select {}
	}
	os.Exit(m.Run())
}

// plainEngine is the second engine with the test's own program as its child.
func plainEngine(t testing.TB, does string, o Options) *Plain {
	t.Helper()
	e := NewPlain(o)
	e.Child = func(ctx context.Context) (*exec.Cmd, error) {
		program, err := os.Executable()
		if err != nil {
			return nil, err
		}
		c := exec.CommandContext(ctx, program)
		c.Env = append(os.Environ(), "REFRAIN_TEST_CHILD="+does)
		return c, nil
	}
	return e
}

// TestEnginesAgree holds both engines to the same promises.
func TestEnginesAgree(t *testing.T) {
	pdfium := NewPDFium(Options{})
	defer pdfium.Close()
	for name, e := range map[string]Engine{"pdfium": pdfium, "plain": plainEngine(t, "read", Options{})} {
		d, err := e.Open(context.Background(), pdftest.Bill(), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var pages []*Page
		for i := range d.Pages() {
			p, err := d.Page(context.Background(), i)
			if err != nil {
				t.Errorf("%s: page %d: %v", name, i+1, err)
			}
			pages = append(pages, p)
		}
		if len(pages) != 4 {
			t.Errorf("%s: %d pages, want 4", name, len(pages))
		}
		var text strings.Builder
		for _, b := range Layout(pages) {
			for _, l := range b.Lines {
				for _, c := range l.Chars {
					text.WriteRune(c.Rune)
				}
				text.WriteByte(' ')
			}
		}
		for _, want := range []string{"faced a flood of migrants since the spring", "Illegal immigrants who are detained under subsection (1)", "bring illegal immigrants across the river"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s: %q is not in its text:\n%s", name, want, text.String())
			}
		}
		if _, err := e.Open(context.Background(), "%PDF-1.4 and nothing else", ""); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v, want %v", name, err, ErrDamaged)
		}
		d.Close()
	}
}

func TestChildThatHangsIsEnded(t *testing.T) {
	e := plainEngine(t, "hang", Options{DocTime: 300 * time.Millisecond})
	if _, err := e.Open(context.Background(), pdftest.Bill(), ""); !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
}

func TestChildThatIsMissingIsNamed(t *testing.T) {
	e := NewPlain(Options{})
	e.Child = func(ctx context.Context) (*exec.Cmd, error) { return exec.CommandContext(ctx, "no-such-program"), nil }
	if _, err := e.Open(context.Background(), pdftest.Bill(), ""); err == nil || !strings.Contains(err.Error(), "does not start") {
		t.Errorf("error %v, want one that says that the engine does not start", err)
	}
}

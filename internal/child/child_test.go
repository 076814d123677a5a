package child

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// asked is what the tests ask of a child.
type asked struct{ Words []string }

const argument = "child-of-a-test"

// TestMain runs the child when a test has started this program as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == argument {
		var a asked
		if err := Asked(os.Stdin, &a); err != nil {
			os.Exit(3)
		}
		if len(a.Words) > 0 && a.Words[0] == "attend" {
			Attended(os.Stdin)
			time.Sleep(time.Hour)
		}
		src, err := io.ReadAll(os.Stdin)
		if err != nil {
			os.Exit(3)
		}
		if len(a.Words) > 0 && a.Words[0] == "wait" {
			time.Sleep(time.Hour)
		}
		if len(a.Words) > 0 && (a.Words[0] == "grow" || a.Words[0] == "take") {
			if a.Words[0] == "grow" {
				Bound(32 << 20)
			}
			var held [][]byte
			for {
				held = append(held, make([]byte, 1<<20))
				held[len(held)-1][0] = byte(len(held))
			}
		}
		io.WriteString(os.Stdout, strings.Join(a.Words, " ")+": "+string(src))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func run(t *testing.T, a asked, src string) (string, error) {
	t.Helper()
	c, err := Command(context.Background(), argument)
	if err != nil {
		t.Fatal(err)
	}
	if c.Stdin, err = Request(a, src); err != nil {
		t.Fatal(err)
	}
	out, err := c.Output()
	return string(out), err
}

func TestChildGetsRequestAndBytes(t *testing.T) {
	src := "first\nsecond\x00third"
	if got, err := run(t, asked{[]string{"a", "b"}}, src); err != nil || got != "a b: "+src {
		t.Errorf("the child said %q, %v; want %q", got, err, "a b: "+src)
	}
}

func TestChildThatGrowsIsEnded(t *testing.T) {
	var exit *exec.ExitError
	if _, err := run(t, asked{[]string{"grow"}}, ""); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Errorf("the child ended with %v, want exit code 1", err)
	}
}

func TestPersonWhoTypesTheArgumentIsTold(t *testing.T) {
	for _, in := range []string{"", "\x00\x00\x00\xffshort", "\xff\xff\xff\xffshort"} {
		var a asked
		if err := Asked(strings.NewReader(in), &a); err == nil || !strings.Contains(err.Error(), "no command") {
			t.Errorf("error %v for %q, want one that says that this is no command", err, in)
		}
	}
}

func TestChildEndsWithItsParentsEnd(t *testing.T) {
	c, err := Command(context.Background(), argument)
	if err != nil {
		t.Fatal(err)
	}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	request, err := Request(asked{[]string{"attend"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(in, request); err != nil {
		t.Fatal(err)
	}
	in.Close() // While the child sleeps for an hour.
	if err := c.Wait(); err != nil {
		t.Errorf("the child ended with %v", err)
	}
}

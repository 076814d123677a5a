package crew

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == Command {
		if err := Serve(os.Stdin, os.Stdout, nil); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// content opens a text.
func content(text string) Open {
	return func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// broken gives some of a text and then an error.
type broken struct{ from io.Reader }

func (b *broken) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the connection was lost")
	}
	return n, err
}

func TestEachDocumentIsALine(t *testing.T) {
	c := New(Settings{Version: "1", Reader: reader.Options{Limits: limits.Limits{Source: 1 << 20}}}, 2)
	defer c.Close()
	for name, one := range map[string]struct {
		open Open
		want string
	}{
		"good.txt": {content("They spoke of a flood of refugees."), `"entry":"flood-of-people"`},
		"long.txt": {content(strings.Repeat("word ", 100_000)), `"words":100000,`},
		"huge.txt": {content(strings.Repeat("word ", 300_000)), `"gaps":[{"reason":"limit reached"`},
		"absent.txt": {
			func(context.Context) (io.ReadCloser, error) { return nil, fmt.Errorf("store: %w", fs.ErrNotExist) },
			`"gaps":[{"reason":"no such file","hint":"check the name"}]`,
		},
		"denied.txt": {
			func(context.Context) (io.ReadCloser, error) {
				return nil, &fs.PathError{Op: "open", Err: fs.ErrPermission}
			},
			`"gaps":[{"reason":"permission denied","hint":"check who may read it"}]`,
		},
		"broken.txt": {
			func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(&broken{strings.NewReader("They spoke of a flood of refugees.")}), nil
			},
			`"gaps":[{"reason":"the connection was lost"}],"findings":[]`,
		},
	} {
		line, err := c.Check(context.Background(), name, one.open)
		if err != nil || !bytes.HasPrefix(line, []byte(`{"schema":"refrain-archive/1","path":"`+name+`"`)) ||
			!bytes.Contains(line, []byte(one.want)) || bytes.Count(line, []byte("\n")) != 1 || line[len(line)-1] != '\n' {
			t.Errorf("%s: %v, %.400s\nwant %s", name, err, line, one.want)
		}
	}
}

func TestManyAskACrewAtOnce(t *testing.T) {
	c := New(Settings{Version: "1"}, 3)
	defer c.Close()
	var all sync.WaitGroup
	for i := range 30 {
		all.Go(func() {
			name := fmt.Sprintf("document %d", i)
			line, err := c.Check(context.Background(), name, content(fmt.Sprintf("A flood of refugees, number %d.", i)))
			if err != nil || !strings.Contains(string(line), fmt.Sprintf("number %d.", i)) ||
				!strings.Contains(string(line), `"path":"`+name+`"`) {
				t.Errorf("%s: %v, %s", name, err, line)
			}
		})
	}
	all.Wait()
}

func TestProcessThatCannotWorkIsAnErrorOfTheJob(t *testing.T) {
	c := New(Settings{Own: []Lexicon{{"own", []byte("no archive")}}}, 1)
	defer c.Close()
	if line, err := c.Check(context.Background(), "a.txt", content("words")); err == nil ||
		!strings.Contains(err.Error(), "own: zip") {
		t.Errorf("%v, %s; want an error that names the lexicon", err, line)
	}
}

func TestCanceledWorkIsNoGap(t *testing.T) {
	c := New(Settings{}, 1)
	defer c.Close()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := c.Check(ctx, "a.txt", func(context.Context) (io.ReadCloser, error) {
		cancel()
		return content("words")(ctx)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that the work was canceled", err)
	}
}

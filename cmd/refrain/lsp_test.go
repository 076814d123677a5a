//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creachadair/jrpc2/channel"
)

// lspSession is a connection to refrain lsp in a process of its own.
type lspSession struct {
	t *testing.T
	channel.Channel
	process *exec.Cmd
	id      int
}

func startLSP(t *testing.T, folder string) *lspSession {
	t.Helper()
	c := program(t, folder, "lsp", "--stdio")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	s := &lspSession{t: t, Channel: channel.LSP(out, in), process: c}
	s.call("initialize", fmt.Sprintf(`{"processId":%d,"capabilities":{"textDocument":{"diagnostic":{}}},"workspaceFolders":[{"uri":"file://%s","name":"w"}]}`,
		os.Getpid(), filepath.ToSlash(folder)))
	s.notify("initialized", `{}`)
	return s
}

func (s *lspSession) notify(method, params string) {
	s.t.Helper()
	if err := s.Send([]byte(`{"jsonrpc":"2.0","method":"` + method + `","params":` + params + `}`)); err != nil {
		s.t.Fatal(err)
	}
}

// call asks the server and returns its result.
func (s *lspSession) call(method, params string) string {
	s.t.Helper()
	s.id++
	if err := s.Send(fmt.Appendf(nil, `{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}`, s.id, method, params)); err != nil {
		s.t.Fatal(err)
	}
	for {
		raw, err := s.Recv()
		if err != nil {
			s.t.Fatalf("%s: %v", method, err)
		}
		var m struct {
			ID     int
			Method string
			Result json.RawMessage
			Error  json.RawMessage
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			s.t.Fatal(err)
		}
		switch {
		case m.Method != "":
		case m.ID != s.id || m.Error != nil:
			s.t.Fatalf("%s: got %s", method, raw)
		default:
			return string(m.Result)
		}
	}
}

// An editor that has killed the server, or lost it, starts it again and gets the same.
func TestEditorServerStartsAgain(t *testing.T) {
	folder := folderOf(t, map[string]string{".refrain.yaml": "fail-on: never\n", "a.md": "x\n", "b.md": "We fear illegal immigrants.\n"})
	uri := "file://" + filepath.ToSlash(folder) + "/a.md"
	ask := func(s *lspSession) string {
		s.notify("textDocument/didOpen", `{"textDocument":{"uri":"`+uri+`","languageId":"markdown","version":1,"text":"😀 Illegal immigrants came.\n"}}`)
		return s.call("textDocument/diagnostic", `{"textDocument":{"uri":"`+uri+`"}}`) +
			s.call("workspace/diagnostic", `{"previousResultIds":[]}`)
	}
	first := startLSP(t, folder)
	got := ask(first)
	for _, want := range []string{`"code":"illegal-people"`, `"severity":2`, `{"line":0,"character":3}`, "b.md"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	noSockets(t, first.process.Process.Pid)
	first.process.Process.Kill()
	first.process.Wait()
	second := startLSP(t, folder)
	if again := ask(second); again != got {
		t.Errorf("after the server was killed:\n%s\nbefore:\n%s", again, got)
	}
	second.call("shutdown", `null`)
	second.notify("exit", `null`)
	if err := second.process.Wait(); err != nil {
		t.Errorf("after shutdown and exit: %v", err)
	}
	if _, err := second.Recv(); err != io.EOF && err == nil {
		t.Error("something follows the end")
	}
}

// noSockets makes sure that a process has no socket, where the system tells.
func noSockets(t *testing.T, pid int) {
	t.Helper()
	folder := fmt.Sprintf("/proc/%d/fd", pid)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Logf("nothing is known of its files: %v", err)
		return
	}
	for _, f := range files {
		if target, _ := os.Readlink(filepath.Join(folder, f.Name())); strings.HasPrefix(target, "socket:") {
			t.Errorf("the server has a socket: %s", target)
		}
	}
}

package lsp_test

import (
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestHostileMessagesAreAnswered(t *testing.T) {
	e := start(t, options(t))
	if f := e.refused("textDocument/hover", object{}); f.Code != -32002 {
		t.Errorf("before initialize: %v", f)
	}
	e.begin("", pushed, nil)
	if f := e.refused("initialize", object{"capabilities": object{}}); f.Code != -32600 {
		t.Errorf("a second initialize: %v", f)
	}
	if f := e.refused("textDocument/nothing", object{}); f.Code != -32601 {
		t.Errorf("an unknown method: %v", f)
	}
	for _, params := range []any{[]int{1}, object{"textDocument": 7}, object{"position": object{"line": -1}}} {
		if f := e.refused("textDocument/hover", params); f.Code != -32602 {
			t.Errorf("hover with %v: %v", params, f)
		}
	}
	if f := e.refused("workspace/executeCommand", object{"command": "rm"}); f.Code != -32602 {
		t.Errorf("an unknown command: %v", f)
	}
	if f := e.refused("workspace/executeCommand", object{"command": "refrain.waive", "arguments": []any{"x"}}); f.Code != -32602 {
		t.Errorf("a command with a wrong argument: %v", f)
	}
	for _, raw := range []string{`{`, `{}`, `[]`, `7`, `{"jsonrpc":"1.0","id":900,"method":"x"}`, "\xff\xfe", `{"jsonrpc":"2.0","id":{},"method":"x"}`,
		strings.Repeat(`[`, 20000), `{"jsonrpc":"2.0","method":"$/nothing"}`, `{"jsonrpc":"2.0","id":901,"result":null}`} {
		if err := e.raw([]byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	e.until("answers to what is no request", func() bool { return len(e.params[""]) >= 4 })
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": "untitled:none", "version": 3}, "contentChanges": []any{object{"text": "x"}}})
	e.notify("textDocument/didClose", object{"textDocument": object{"uri": "untitled:none"}})
	e.notify("$/cancelRequest", object{"id": 12345})
	e.open("untitled:a", "plaintext", bill)
	e.diagnostics("untitled:a", 1)
	far := object{"line": 4000000000, "character": 4000000000}
	e.change("untitled:a", 2, object{"range": object{"start": far, "end": far}, "text": "And " + bill})
	if got := e.diagnostics("untitled:a", 2); len(got) != 2 {
		t.Errorf("after an edit beyond the end: %+v", got)
	}
	e.change("untitled:a", 1, object{"range": object{"start": far, "end": object{"line": 0, "character": 0}}, "text": "Nothing.\n"})
	if got := e.diagnostics("untitled:a", 1); len(got) != 0 {
		t.Errorf("after an edit of an older version, with its ends the wrong way round: %+v", got)
	}
	e.until("notes in the log", func() bool { return e.notes["window/logMessage"] == 2 })
	e.call("shutdown", nil, nil)
	if f := e.refused("textDocument/hover", object{}); f.Code != -32600 {
		t.Errorf("after shutdown: %v", f)
	}
	e.notify("exit", nil)
	if code := <-e.code; code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
}

// A folder that somebody else has written must not make the server read or name what lies outside.
func TestHostileWorkspaceIsBounded(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, map[string]string{
		".refrain.yaml":         "lexicon: [own, ../../etc]\nwaivers: ../w.yaml\n",
		".refrain-waivers.yaml": "&a [*a]\n", ".refrain-baseline.json": strings.Repeat("[", 10000),
		"own/en/terms/x.yaml": strings.Repeat("a: {", 10000), "a.md": bill,
	})
	e := start(t, options(t))
	e.begin(folder, pushed, nil)
	u := uri(filepath.Join(folder, "a.md"))
	e.open(u, "markdown", bill)
	if got := e.diagnostics(u, 1); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
	e.until("what is wrong with the configuration", func() bool {
		list := e.published[uri(filepath.Join(folder, ".refrain.yaml"))]
		return len(list) > 0 && len(list[len(list)-1].Diagnostics) == 2
	})
}

func TestFaultOfOursEndsTheWorkAtHandAlone(t *testing.T) {
	o := options(t)
	broken := true
	var mu sync.Mutex
	o.Today = func() (string, error) {
		mu.Lock()
		defer mu.Unlock()
		if broken {
			panic("broken")
		}
		return "2026-11-24", nil
	}
	e := start(t, o)
	e.begin("", pulling, nil)
	e.open("untitled:a", "plaintext", bill)
	if f := e.refused("textDocument/diagnostic", object{"textDocument": object{"uri": "untitled:a"}}); f.Code != -32603 {
		t.Errorf("got %v", f)
	}
	e.until("a message", func() bool { return len(e.messages) == 1 && strings.Contains(e.messages[0], "internal fault: broken") })
	mu.Lock()
	broken = false
	mu.Unlock()
	var r report
	e.call("textDocument/diagnostic", object{"textDocument": object{"uri": "untitled:a"}}, &r)
	if len(r.Items) != 1 {
		t.Errorf("afterwards: %+v", r)
	}
}

func TestNothingIsLeftAtTheEnd(t *testing.T) {
	folder := t.TempDir()
	files := map[string]string{}
	for i := range 300 {
		files[string(rune('a'+i%26))+string(rune('a'+i/26))+".md"] = strings.Repeat(bill, 50)
	}
	write(t, folder, files)
	runtime.GC()
	before := runtime.NumGoroutine()
	for range 3 {
		e := start(t, options(t))
		e.begin(folder, object{"textDocument": object{"diagnostic": object{}}}, nil)
		e.open("untitled:a", "plaintext", bill)
		e.ask("workspace/diagnostic", object{"previousResultIds": []any{}})
		e.ask("textDocument/diagnostic", object{"textDocument": object{"uri": "untitled:a"}})
		e.notify("exit", nil)
		if code := <-e.code; code != 1 {
			t.Errorf("exit code %d, want 1", code)
		}
		e.in.Close()
		e.server.Wait()
	}
	for try := 0; runtime.NumGoroutine() > before; try++ {
		if try > 1000 {
			buffer := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buffer[:runtime.Stack(buffer, true)])
		}
		time.Sleep(time.Millisecond)
	}
}

// An editor that sends shutdown and exit in one breath gets its answer all the same.
func TestShutdownIsAnsweredBeforeExit(t *testing.T) {
	e := start(t, options(t))
	e.begin("", pushed, nil)
	_, answer := e.ask("shutdown", nil)
	e.notify("exit", nil)
	if code := <-e.code; code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	if m := <-answer; m == nil || m.Error != nil {
		t.Errorf("shutdown was answered with %+v", m)
	}
}

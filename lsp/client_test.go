package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"

	"refrain/analyzer/reader"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/lsp"
	"refrain/project/config"
)

// editor is a scripted client.
type editor struct {
	t      *testing.T
	server *lsp.Server
	rpc    *jrpc2.Client
	code   chan int // of Serve
	in     io.Closer
	asks   atomic.Int64 // calls that were sent

	mu        sync.Mutex
	arrived   *sync.Cond
	published map[string][]published // by URI
	messages  []string               // of window/showMessage
	notes     map[string]int         // notifications by method
	calls     map[string]int         // requests of the server by method
	answers   map[string]any         // to them
	params    map[string][]json.RawMessage
}

type published struct {
	URI         string           `json:"uri"`
	Version     *int             `json:"version"`
	Diagnostics []lsp.Diagnostic `json:"diagnostics"`
}

var builtin = sync.OnceValues(func() (*lexicon.Lexicon, error) { return lexicon.BuiltinTerms("") })

// languages keeps compiled languages between the tests of a run.
var languages = sync.OnceValue(func() cache.Folder {
	folder, err := os.MkdirTemp("", "refrain-lsp")
	if err != nil {
		return ""
	}
	return cache.Folder(folder)
})

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(string(languages()))
	os.Exit(code)
}

func options(t testing.TB) lsp.Options {
	return lsp.Options{
		Version: "test", Builtin: builtin, Cache: languages(),
		Limits: func(*config.Config) (reader.Limits, error) { return reader.Limits{}, nil },
		Today:  func() (string, error) { return "2026-11-24", nil },
		Log:    func(message string) { t.Logf("log: %s", message) },
	}
}

// start starts a server and a client, which has not sent anything yet.
func start(t *testing.T, o lsp.Options) *editor {
	t.Helper()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	e := newEditor(t)
	e.server, e.in = lsp.New(o), fromClient
	go func() { e.code <- e.server.Serve(context.Background(), toServer, fromServer) }()
	e.connect(toClient, fromClient)
	t.Cleanup(func() {
		e.rpc.Close()
		fromClient.Close()
		toClient.Close()
		e.server.Wait()
	})
	return e
}

func newEditor(t *testing.T) *editor {
	e := &editor{
		t: t, code: make(chan int, 1), published: map[string][]published{}, notes: map[string]int{},
		calls: map[string]int{}, answers: map[string]any{}, params: map[string][]json.RawMessage{},
	}
	e.arrived = sync.NewCond(&e.mu)
	return e
}

func (e *editor) connect(from io.Reader, to io.WriteCloser) {
	e.rpc = jrpc2.NewClient(counting{channel.LSP(from, to), &e.asks}, &jrpc2.ClientOptions{OnNotify: e.notified, OnCallback: e.asked})
}

// counting counts the calls of a client.
type counting struct {
	channel.Channel
	calls *atomic.Int64
}

func (c counting) Send(message []byte) error {
	if bytes.Contains(message, []byte(`"id":`)) && bytes.Contains(message, []byte(`"method":`)) {
		c.calls.Add(1)
	}
	return c.Channel.Send(message)
}

func (e *editor) notified(r *jrpc2.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.arrived.Broadcast()
	e.notes[r.Method()]++
	var raw json.RawMessage
	r.UnmarshalParams(&raw)
	e.params[r.Method()] = append(e.params[r.Method()], raw)
	switch r.Method() {
	case "textDocument/publishDiagnostics":
		var p published
		if err := json.Unmarshal(raw, &p); err != nil {
			e.t.Errorf("%s: %v", r.Method(), err)
		}
		e.published[p.URI] = append(e.published[p.URI], p)
	case "window/showMessage":
		var p struct{ Message string }
		json.Unmarshal(raw, &p)
		e.messages = append(e.messages, p.Message)
	}
}

func (e *editor) asked(_ context.Context, r *jrpc2.Request) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.arrived.Broadcast()
	e.calls[r.Method()]++
	var raw json.RawMessage
	r.UnmarshalParams(&raw)
	e.params[r.Method()] = append(e.params[r.Method()], raw)
	return e.answers[r.Method()], nil
}

// until waits until something holds of what the server has sent.
func (e *editor) until(what string, holds func() bool) {
	e.t.Helper()
	const patience = time.Minute
	began := time.Now()
	late := time.AfterFunc(patience, e.arrived.Broadcast)
	defer late.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	for !holds() {
		if time.Since(began) >= patience {
			e.t.Fatalf("%s: nothing came", what)
		}
		e.arrived.Wait()
	}
}

// call asks the server, and puts its result into result.
func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	r, err := e.rpc.Call(context.Background(), method, params)
	if err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
	if result != nil {
		if err := r.UnmarshalResult(result); err != nil {
			e.t.Fatalf("%s: %v", method, err)
		}
	}
}

// refused asks the server and returns the error that it answers with.
func (e *editor) refused(method string, params any) *jrpc2.Error {
	e.t.Helper()
	_, err := e.rpc.Call(context.Background(), method, params)
	failure, ok := err.(*jrpc2.Error)
	if !ok {
		e.t.Fatalf("%s: got %v, want an error of the server", method, err)
	}
	return failure
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.rpc.Notify(context.Background(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

type object = map[string]any

// pushed are the capabilities of a client that is sent diagnostics.
var pushed = object{"textDocument": object{"publishDiagnostics": object{
	"versionSupport": true, "relatedInformation": true, "tagSupport": object{"valueSet": []int{1, 2}},
}}}

// pulling are those of one that asks for them.
var pulling = object{
	"textDocument": object{"diagnostic": object{}},
	"workspace":    object{"diagnostics": object{"refreshSupport": true}},
}

// begin initializes the server for a folder; "" is none.
func (e *editor) begin(folder string, capabilities object, settings any) json.RawMessage {
	e.t.Helper()
	p := object{"processId": os.Getpid(), "capabilities": capabilities, "initializationOptions": settings}
	if folder != "" {
		p["workspaceFolders"] = []object{{"uri": uri(folder), "name": "w"}}
	}
	var result json.RawMessage
	e.call("initialize", p, &result)
	e.notify("initialized", object{})
	return result
}

func uri(name string) string { return "file://" + filepath.ToSlash(name) }

func (e *editor) open(uri, language, text string) {
	e.t.Helper()
	e.notify("textDocument/didOpen", object{"textDocument": object{
		"uri": uri, "languageId": language, "version": 1, "text": text,
	}})
}

// change makes changes; each is a text, or a range and a text.
func (e *editor) change(uri string, version int, changes ...object) {
	e.t.Helper()
	e.notify("textDocument/didChange", object{
		"textDocument": object{"uri": uri, "version": version}, "contentChanges": changes,
	})
}

// diagnostics waits for those of a version.
func (e *editor) diagnostics(uri string, version int) []lsp.Diagnostic {
	e.t.Helper()
	var last published
	e.until(fmt.Sprintf("diagnostics of version %d of %s", version, uri), func() bool {
		list := e.published[uri]
		if len(list) == 0 {
			return false
		}
		last = list[len(list)-1]
		return last.Version != nil && *last.Version == version
	})
	return last.Diagnostics
}

// end ends the connection as editors do, and returns the exit code.
func (e *editor) end() int {
	e.t.Helper()
	e.call("shutdown", nil, nil)
	e.notify("exit", nil)
	return <-e.code
}

// write writes files below a folder.
func write(t testing.TB, folder string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

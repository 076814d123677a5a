package lsp_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/creachadair/jrpc2/channel"

	"refrain/analyzer/reader"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/lsp"
	"refrain/project/config"
)

// editor is a scripted client.
type editor struct {
	t      testing.TB
	server *lsp.Server
	code   chan int // of Serve
	in     io.Closer

	channel channel.Channel
	sending sync.Mutex

	mu        sync.Mutex
	arrived   *sync.Cond
	ended     bool
	asked     int                    // requests that were sent
	waiting   map[int]chan *message  // for their answers
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
func start(t testing.TB, o lsp.Options) *editor {
	t.Helper()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	e := newEditor(t)
	e.server, e.in = lsp.New(o), fromClient
	go func() { e.code <- e.server.Serve(context.Background(), toServer, fromServer) }()
	e.connect(toClient, fromClient)
	t.Cleanup(func() {
		fromClient.Close()
		toClient.Close()
		e.server.Wait()
	})
	return e
}

func newEditor(t testing.TB) *editor {
	e := &editor{
		t: t, code: make(chan int, 1), published: map[string][]published{}, notes: map[string]int{},
		calls: map[string]int{}, answers: map[string]any{}, params: map[string][]json.RawMessage{},
		waiting: map[int]chan *message{},
	}
	e.arrived = sync.NewCond(&e.mu)
	return e
}

// message is any message of the protocol.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *failure        `json:"error,omitempty"`
}

// failure is the error that a server answers with.
type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (f *failure) Error() string { return fmt.Sprintf("[%d] %s", f.Code, f.Message) }

// connect reads what the server sends, in its order.
func (e *editor) connect(from io.Reader, to io.WriteCloser) {
	e.channel = channel.LSP(from, to)
	go func() {
		for {
			raw, err := e.channel.Recv()
			if err != nil {
				e.lost()
				return
			}
			m := new(message)
			if err := json.Unmarshal(raw, m); err != nil {
				e.t.Errorf("the server sends %.200q: %v", raw, err)
				continue
			}
			e.received(m)
		}
	}()
}

// lost ends what waits for an answer.
func (e *editor) lost() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended = true
	for _, w := range e.waiting {
		close(w)
	}
	clear(e.waiting)
	e.arrived.Broadcast()
}

func (e *editor) received(m *message) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.arrived.Broadcast()
	id, _ := strconv.Atoi(string(m.ID))
	switch {
	case m.Method == "" && string(m.ID) == "null":
		e.params[""] = append(e.params[""], json.RawMessage(m.Error.Message))
	case m.Method == "":
		if w := e.waiting[id]; w != nil {
			delete(e.waiting, id)
			w <- m
		}
	case len(m.ID) > 0:
		e.calls[m.Method]++
		e.params[m.Method] = append(e.params[m.Method], m.Params)
		result, _ := json.Marshal(e.answers[m.Method])
		go e.send(&message{ID: m.ID, Result: result})
	default:
		e.notes[m.Method]++
		e.params[m.Method] = append(e.params[m.Method], m.Params)
		e.notified(m)
	}
}

func (e *editor) notified(m *message) {
	switch m.Method {
	case "textDocument/publishDiagnostics":
		var p published
		if err := json.Unmarshal(m.Params, &p); err != nil {
			e.t.Errorf("%s: %v", m.Method, err)
		}
		e.published[p.URI] = append(e.published[p.URI], p)
	case "window/showMessage":
		var p struct{ Message string }
		json.Unmarshal(m.Params, &p)
		e.messages = append(e.messages, p.Message)
	}
}

func (e *editor) send(m *message) error {
	m.Version = "2.0"
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return e.raw(raw)
}

// raw sends bytes as a message.
func (e *editor) raw(message []byte) error {
	e.sending.Lock()
	defer e.sending.Unlock()
	return e.channel.Send(message)
}

// ask sends a request, and returns its id and what its answer comes by.
func (e *editor) ask(method string, params any) (id int, answer chan *message) {
	e.t.Helper()
	answer = make(chan *message, 1)
	e.mu.Lock()
	e.asked++
	id = e.asked
	if e.ended {
		close(answer)
	} else {
		e.waiting[id] = answer
	}
	e.mu.Unlock()
	raw, err := json.Marshal(params)
	if err != nil {
		e.t.Fatal(err)
	}
	e.send(&message{ID: json.RawMessage(strconv.Itoa(id)), Method: method, Params: raw})
	return id, answer
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
	_, answer := e.ask(method, params)
	m := <-answer
	switch {
	case m == nil:
		e.t.Fatalf("%s: the server has gone", method)
	case m.Error != nil:
		e.t.Fatalf("%s: %v", method, m.Error)
	}
	if result != nil {
		if err := json.Unmarshal(m.Result, result); err != nil {
			e.t.Fatalf("%s: %v", method, err)
		}
	}
}

// refused asks the server and returns the error that it answers with.
func (e *editor) refused(method string, params any) *failure {
	e.t.Helper()
	_, answer := e.ask(method, params)
	m := <-answer
	if m == nil || m.Error == nil {
		e.t.Fatalf("%s: got %+v, want an error", method, m)
	}
	return m.Error
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	raw, err := json.Marshal(params)
	if err == nil {
		err = e.send(&message{Method: method, Params: raw})
	}
	if err != nil {
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

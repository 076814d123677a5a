package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/creachadair/jrpc2"

	"refrain/lexicon"
)

// Server is one connection to an editor.
type Server struct {
	options  Options
	rpc      *jrpc2.Server
	frames   *frames
	ctx      context.Context // ends with the connection
	end      context.CancelFunc
	exit     chan int // the exit code, once there is one
	work     sync.WaitGroup
	served   chan struct{} // closed when Serve returns
	state    atomic.Int32
	ready    chan struct{} // closed when initialize is done; what comes earlier waits
	answered chan struct{} // closed when shutdown was answered
	client   clientCapabilities
	encoding encoding
	handlers map[string]handler

	mu         sync.Mutex
	settings   Settings
	folders    []workspaceFolder
	open       map[string]*buffer          // by URI
	projects   map[string]*project         // by the folder that they hold for
	generation int                         // goes up when what documents are checked by changes
	told       map[string]bool             // messages that are shown once
	lexicons   map[string]*lexicon.Lexicon // that loaded last, by folder
	proved     map[string]failures         // by URI
	seen       map[string]seen             // by file
	faulty     map[string]bool             // URIs of files of the user's with diagnostics of mistakes

	publishing sync.Mutex // around what is sent of a document, so that nothing of a closed one comes late
	loading    sync.Mutex // one project is loaded at a time
	checkers   checkers   // of the projects; whoever loads one asks for them
}

// What the connection is at.
const (
	begun    int32 = iota
	starting       // initialize was not answered yet
	initialized
	shut
)

// handler answers a request, or takes note of a notification.
type handler struct {
	call  func(ctx context.Context, params json.RawMessage) (any, error)
	early bool // it may come before initialize, or after shutdown
}

// Codes of errors that JSON-RPC does not know.
const (
	notInitialized   jrpc2.Code = -32002
	requestFailed    jrpc2.Code = -32803
	contentModified  jrpc2.Code = -32801
	requestCancelled jrpc2.Code = -32800
)

// New returns a server that has not begun.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = func(string) {}
	}
	s := &Server{
		options: o, settings: standardSettings(), open: map[string]*buffer{}, projects: map[string]*project{},
		told: map[string]bool{}, faulty: map[string]bool{}, seen: map[string]seen{}, lexicons: map[string]*lexicon.Lexicon{},
		proved: map[string]failures{}, exit: make(chan int, 1),
		served: make(chan struct{}), answered: make(chan struct{}), ready: make(chan struct{}),
		encoding: utf16Units,
	}
	s.handlers = map[string]handler{
		"initialize":      {call: answer(s.initialize), early: true},
		"initialized":     {call: note(s.initialized)},
		"shutdown":        {call: func(context.Context, json.RawMessage) (any, error) { return nil, nil }},
		"exit":            {call: s.leave, early: true},
		"$/cancelRequest": {call: note(s.cancel), early: true},

		"textDocument/didOpen":   {call: note(s.didOpen)},
		"textDocument/didChange": {call: note(s.didChange)},
		"textDocument/didSave":   {call: note(s.didSave)},
		"textDocument/didClose":  {call: note(s.didClose)},

		"textDocument/diagnostic": {call: answer(s.pull)},
		"workspace/diagnostic":    {call: answer(s.pullWorkspace)},
		"textDocument/hover":      {call: answer(s.hover)},
		"textDocument/codeAction": {call: answer(s.actions)},

		"textDocument/completion": {call: answer(s.complete)},
		"textDocument/codeLens":   {call: answer(s.lenses)},

		"workspace/executeCommand":            {call: answer(s.execute)},
		"workspace/didChangeWorkspaceFolders": {call: note(s.didChangeFolders)},
		"workspace/didChangeConfiguration":    {call: note(s.didChangeConfiguration)},
		"workspace/didChangeWatchedFiles":     {call: note(s.didChangeFiles)},
	}
	return s
}

// answer makes a handler of a function that answers requests with parameters of type P.
func answer[P, R any](f func(context.Context, *P) (R, error)) func(context.Context, json.RawMessage) (any, error) {
	return func(ctx context.Context, raw json.RawMessage) (any, error) {
		var p P
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &p); err != nil {
				return nil, jrpc2.Errorf(jrpc2.InvalidParams, "the parameters are not understood: %v", err)
			}
		}
		return f(ctx, &p)
	}
}

// note makes a handler of a function that takes note of notifications with parameters of type P.
func note[P any](f func(*P)) func(context.Context, json.RawMessage) (any, error) {
	return answer(func(_ context.Context, p *P) (any, error) {
		f(p)
		return nil, nil
	})
}

// Serve speaks with an editor until it says exit or the streams end. It returns the exit code of the
// program: 0 after shutdown, 1 otherwise. Work that is not done then is left to itself; Wait waits for
// it.
func (s *Server) Serve(ctx context.Context, in io.Reader, out io.WriteCloser) int {
	s.ctx, s.end = context.WithCancel(ctx)
	defer close(s.served)
	defer s.end()
	s.rpc = jrpc2.NewServer(assigner{s}, &jrpc2.ServerOptions{
		AllowPush: true, DisableBuiltin: true, Concurrency: mostCalls, RPCLog: calls{s},
		NewContext: func() context.Context { return s.ctx },
	})
	s.frames = newFrames(in, out)
	s.rpc.Start(s.frames)
	s.work.Go(func() {
		status := s.rpc.WaitStatus()
		if status.Err != nil && !errors.Is(status.Err, io.ErrClosedPipe) {
			s.options.Log(fmt.Sprintf("the connection has ended: %v", status.Err))
		}
		s.finish()
	})
	select {
	case code := <-s.exit:
		return code
	case <-ctx.Done():
		return 1
	}
}

// Wait waits until Serve has returned and all work has ended. The streams of Serve must be closed.
func (s *Server) Wait() {
	<-s.served
	s.rpc.Stop()
	s.work.Wait()
}

// mostCalls is how many calls are answered at the same time. Those that wait for a document take
// nothing; a notification must not wait for them.
const mostCalls = 1 << 12

// assigner finds the handler of a method. It is asked in the order of the messages.
type assigner struct{ s *Server }

// Assign implements [jrpc2.Assigner].
func (a assigner) Assign(_ context.Context, method string) jrpc2.Handler {
	h, ok := a.s.handlers[method]
	if !ok {
		if len(method) > 2 && method[:2] == "$/" {
			return func(context.Context, *jrpc2.Request) (any, error) {
				return nil, jrpc2.Errorf(jrpc2.MethodNotFound, "%.80s: no such method", method)
			}
		}
		return nil
	}
	state := a.s.state.Load()
	switch {
	case method == "initialize" && state != begun:
		return refused(jrpc2.InvalidRequest, "initialize: the server is initialized already")
	case method == "initialize":
		a.s.state.Store(initialized)
	case h.early:
	case state == begun:
		return refused(notInitialized, method+": the server is not initialized yet")
	case state == shut:
		return refused(jrpc2.InvalidRequest, method+": the server is shut down; only exit may follow")
	case method == "shutdown":
		a.s.state.Store(shut)
	}
	return func(ctx context.Context, r *jrpc2.Request) (result any, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = a.s.fault(p)
			}
		}()
		if !h.early {
			<-a.s.ready
		}
		var raw json.RawMessage
		if r.HasParams() {
			if err := r.UnmarshalParams(&raw); err != nil {
				return nil, err
			}
		}
		result, err = h.call(ctx, raw)
		if err != nil && ctx.Err() != nil {
			return nil, jrpc2.Errorf(requestCancelled, "%s: cancelled", method)
		}
		return result, err
	}
}

// fault tells of a fault of ours, which ends the work at hand alone.
func (s *Server) fault(p any) error {
	s.options.Log(fmt.Sprintf("internal fault: %v\n%s", p, debug.Stack()))
	message := fmt.Sprintf("internal fault: %.200v; please report it, with the document if you may", p)
	s.showOnce(messageError, "refrain: "+message)
	return jrpc2.Errorf(jrpc2.InternalError, "%s", message)
}

// beside does work beside the answers. A fault in it is told, and ends it alone.
func (s *Server) beside(do func()) {
	s.work.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				s.fault(p)
			}
		}()
		do()
	})
}

func refused(code jrpc2.Code, message string) jrpc2.Handler {
	return func(context.Context, *jrpc2.Request) (any, error) {
		return nil, &jrpc2.Error{Code: code, Message: message}
	}
}

// calls takes note of what was answered.
type calls struct{ s *Server }

// LogRequest implements [jrpc2.RPCLogger].
func (calls) LogRequest(context.Context, *jrpc2.Request) {}

// LogResponse implements [jrpc2.RPCLogger].
func (c calls) LogResponse(ctx context.Context, _ *jrpc2.Response) {
	c.s.frames.due.done()
	if ctx == nil {
		return // What was answered is no request.
	}
	if r := jrpc2.InboundRequest(ctx); r != nil && r.Method() == "shutdown" && c.s.state.Load() == shut {
		select {
		case <-c.s.answered:
		default:
			close(c.s.answered)
		}
	}
}

// leave ends the connection at once, after the answer to shutdown.
func (s *Server) leave(context.Context, json.RawMessage) (any, error) {
	if s.state.Load() == shut {
		<-s.answered
	}
	s.finish()
	s.end()
	go s.rpc.Stop()
	return nil, nil
}

// finish settles the exit code.
func (s *Server) finish() {
	code := 1
	if s.state.Load() == shut {
		code = 0
	}
	select {
	case s.exit <- code:
	default:
	}
}

// cancelParams name the request that nobody needs any more.
type cancelParams struct {
	ID json.RawMessage `json:"id"`
}

func (s *Server) cancel(p *cancelParams) { s.rpc.CancelRequest(string(p.ID)) }

func (s *Server) initialize(_ context.Context, p *initializeParams) (*initializeResult, error) {
	s.client = p.Capabilities
	s.encoding = negotiate(p.Capabilities.General.PositionEncodings)
	settings, err := parseSettings(p.InitializationOptions)
	if err != nil {
		s.show(messageWarning, err.Error())
	}
	s.mu.Lock()
	s.settings, s.folders = settings, p.WorkspaceFolders
	if len(s.folders) == 0 && p.RootURI != nil && *p.RootURI != "" {
		s.folders = []workspaceFolder{{URI: *p.RootURI}}
	} else if len(s.folders) == 0 && p.RootPath != nil && *p.RootPath != "" {
		s.folders = []workspaceFolder{{URI: uriOf(*p.RootPath)}}
	}
	s.mu.Unlock()
	if p.ProcessID != nil {
		s.watchParent(*p.ProcessID)
	}
	close(s.ready)
	return &initializeResult{
		Capabilities: s.capabilities(), ServerInfo: serverInfo{Name: "refrain", Version: s.options.Version},
	}, nil
}

func (s *Server) capabilities() serverCapabilities {
	return serverCapabilities{
		PositionEncoding: string(s.encoding),
		TextDocumentSync: textDocumentSyncOptions{OpenClose: true, Change: 2, Save: true},
		Workspace:        workspaceOptions{workspaceFoldersOptions{Supported: true, ChangeNotifications: true}},
		DiagnosticProvider: &diagnosticOptions{
			Identifier: "refrain", InterFileDependencies: false, WorkspaceDiagnostics: true, WorkDoneProgress: true,
		},
		HoverProvider:          true,
		CompletionProvider:     &completionOptions{TriggerCharacters: []string{"{", "|", " "}},
		CodeLensProvider:       &struct{}{},
		CodeActionProvider:     &codeActionOptions{CodeActionKinds: []string{quickFix, fixAll}},
		ExecuteCommandProvider: &executeCommandOptions{Commands: slices.Sorted(maps.Keys(s.commands()))},
	}
}

// notify sends a notification. An error is that the connection has ended.
func (s *Server) notify(method string, params any) { s.rpc.Notify(s.ctx, method, params) }

// show shows a message to the user.
func (s *Server) show(kind int, message string) {
	s.notify("window/showMessage", showMessageParams{kind, message})
}

// showOnce shows a message that was not shown before.
func (s *Server) showOnce(kind int, message string) {
	if s.untold(message) {
		s.show(kind, message)
	}
}

// untold reports whether a message was not told before, and takes note of it.
func (s *Server) untold(message string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.told[message]
	if len(s.told) < mostTold {
		s.told[message] = true
	}
	return !known
}

// mostTold is how many messages are remembered, so that no client makes the server grow.
const mostTold = 1000

// log writes to the editor's log.
func (s *Server) log(kind int, message string) {
	s.notify("window/logMessage", showMessageParams{kind, message})
}

// Package serve is refrain for people without a terminal: a web page on this machine that takes
// documents, shows the report, and hands on every other kind of it as a download.
//
// Nothing leaves the machine and nothing is written to it. What is sent to the page is held in
// memory, for as long as the program runs, within the bounds of [session.Limits].
package serve

import (
	"context"
	"net/http"
	"sync"
	"time"

	"refrain/serve/session"
)

// Options say what a server offers, and to whom.
type Options struct {
	session.Options
	Hosts []string // that a request may name in its Host header, with their port; all others are refused
	Token string   // that a request must carry; see [NewToken]
}

// What a page offers and holds is that of its session.
type (
	Lexicon  = session.Lexicon
	Settings = session.Settings
	Limits   = session.Limits
)

// NewToken returns a token of 256 random bits that can stand in the fragment of an address.
func NewToken() string { return session.Random(32) }

// Server is the page and what it asks for. It is safe for concurrent use.
type Server struct {
	options Options
	session *session.Session
	pages   pages
	tickets tickets
}

// New returns a server. Nothing is listened to and nothing is read yet. The caller closes it.
func New(o Options) *Server { return &Server{options: o, session: session.New(o.Options)} }

// Close ends what checks have started. No check may be at work, or begin.
func (s *Server) Close() { s.session.Close() }

// pages counts the pages that are open in browsers.
type pages struct {
	mu      sync.Mutex
	open    int
	changed time.Time // when the count changed last
}

func (p *pages) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open, p.changed = p.open+n, time.Now()
}

// closedFor returns for how long no page has been open; 0 while one is, or none has ever been.
func (p *pages) closedFor() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open > 0 || p.changed.IsZero() {
		return 0
	}
	return time.Since(p.changed)
}

// Closed returns a channel that is closed when all pages have been closed for so long and no check
// is at work, or ctx has ended. Nothing happens before a page has been opened.
func (s *Server) Closed(ctx context.Context, idle time.Duration) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		look := time.NewTicker(max(idle/10, time.Millisecond))
		defer look.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-look.C:
				if s.pages.closedFor() >= idle && !s.session.Busy() {
					return
				}
			}
		}
	}()
	return done
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", file("index.html", "text/html; charset=utf-8"))
	mux.HandleFunc("GET /page.css", file("page.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /server.js", file("server.js", "text/javascript; charset=utf-8"))
	mux.HandleFunc("GET /page.js", file("page.js", "text/javascript; charset=utf-8"))
	mux.HandleFunc("GET /icon.svg", file("icon.svg", "image/svg+xml"))
	mux.HandleFunc("POST /api/tickets", s.exchange)
	mux.Handle("GET /api/about", s.known(s.about))
	mux.Handle("GET /api/open", s.known(s.open))
	mux.Handle("POST /api/checks", s.known(s.check))
	mux.Handle("GET /api/checks", s.known(s.list))
	mux.Handle("DELETE /api/checks/{id}", s.known(s.forget))
	// The browser itself opens reports, and sends no token: only the page was told their address.
	mux.HandleFunc("GET /reports/{id}/{kind}", s.report)
	mux.HandleFunc("GET /reports/{id}/copies/{number}", s.copy)
	mux.HandleFunc("GET /reports/{id}/compare/{old}/{new}/{kind}", s.compare)
	return s.guarded(http.NewCrossOriginProtection().Handler(mux))
}

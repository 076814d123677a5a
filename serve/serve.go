// Package serve is refrain for people without a terminal: a web page on this machine that takes
// documents, shows the report, and hands on every other kind of it as a download.
//
// Nothing leaves the machine and nothing is written to it. What is sent to the page is held in
// memory, for as long as the program runs, within the bounds of [Limits].
package serve

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"sync"
	"time"

	"refrain/analyzer/reader"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/lexicon"
	"refrain/project/letterhead"
	"refrain/reports"
	"refrain/reports/stream"
)

// Options say what a server offers. Lexicons must not be empty.
type Options struct {
	Lexicons []Lexicon      // to choose from; the first is taken when nothing is chosen
	Reader   reader.Options // how documents are read
	Cache    cache.Folder   // of compiled languages; "" keeps none
	Defaults Settings       // what the page shows before anybody has chosen anything
	From     string         // the name of the configuration that Defaults come from; "" for none
	Version  string         // of refrain, for reports
	Hosts    []string       // that a request may name in its Host header, with their port; all others are refused
	Token    string         // that a request must carry; see [NewToken]
	Limits   Limits         // zero fields have their defaults

	Letterhead letterhead.Letterhead // of the organisation, for briefs
}

// Lexicon is one lexicon to choose.
type Lexicon struct {
	Name    string // for people
	Lexicon *lexicon.Lexicon
	Own     []string // the folders of own lexicons in it, for reports
}

// Settings are what the page lets people choose for a check.
type Settings struct {
	Lexicon  int      `json:"lexicon"`  // index of Options.Lexicons
	Lang     string   `json:"lang"`     // code of a language; "" finds it out
	Advisory bool     `json:"advisory"` // whether entries that are not on by default are looked for
	AllText  bool     `json:"all_text"` // whether menus and banners of web pages count as text
	Count    []string `json:"count"`    // statuses that count; empty means "used" alone
	Speaker  string   `json:"speaker"`  // the one whose findings count, by name or surname; "" for all
}

// Limits bound what a server does for whoever knows its token.
type Limits struct {
	Upload int64         // bytes of all files of one check; 256 MiB by default
	Files  int           // files of one check; 2,000 by default
	Held   int64         // bytes of files that are held for downloads, the oldest go first; 512 MiB by default
	Checks int           // checks that are held; 50 by default
	AtOnce int           // checks at the same time, the others wait; 2 by default
	Time   time.Duration // that a check may take; 30 minutes by default
}

func (l Limits) filled() Limits {
	set := func(n *int, standard int) {
		if *n == 0 {
			*n = standard
		}
	}
	set(&l.Files, 2000)
	set(&l.Checks, 50)
	set(&l.AtOnce, 2)
	if l.Upload == 0 {
		l.Upload = 256 << 20
	}
	if l.Held == 0 {
		l.Held = 512 << 20
	}
	if l.Time == 0 {
		l.Time = 30 * time.Minute
	}
	return l
}

// NewToken returns a token of 256 random bits that can stand in the fragment of an address.
func NewToken() string { return random(32) }

func random(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b) // It never fails, and ends the program where the system has no randomness.
	return base64.RawURLEncoding.EncodeToString(b)
}

// Server is the page and what it asks for. It is safe for concurrent use.
type Server struct {
	options  Options
	limits   Limits
	history  history
	checkers checkers
	running  chan struct{} // holds a value for each check at work
	writing  chan struct{} // likewise for each report that is being written
	pages    pages
	tickets  tickets
}

// New returns a server. Nothing is listened to and nothing is read yet. The caller closes it.
func New(o Options) *Server {
	l := o.Limits.filled()
	return &Server{
		options: o, limits: l,
		history:  history{most: l.Checks, held: l.Held},
		checkers: checkers{budget: check.NewBudget(o.Reader.Limits)},
		running:  make(chan struct{}, l.AtOnce),
		writing:  make(chan struct{}, l.AtOnce),
	}
}

// run is what reports say of how a check was made.
func (s *Server) run(c Settings) reports.Run {
	chosen := s.options.Lexicons[c.Lexicon]
	return stream.RunOf(s.options.Version, chosen.Lexicon, chosen.Own, c.Advisory, c.policy())
}

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
				if s.pages.closedFor() >= idle && len(s.running) == 0 {
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
	mux.HandleFunc("GET /{$}", page("index.html", "text/html; charset=utf-8"))
	mux.HandleFunc("GET /page.css", page("page.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /page.js", page("page.js", "text/javascript; charset=utf-8"))
	mux.HandleFunc("GET /icon.svg", page("icon.svg", "image/svg+xml"))
	mux.HandleFunc("POST /api/tickets", s.exchange)
	mux.Handle("GET /api/about", s.known(s.about))
	mux.Handle("GET /api/open", s.known(s.open))
	mux.Handle("POST /api/checks", s.known(s.check))
	mux.Handle("GET /api/checks", s.known(s.list))
	mux.Handle("DELETE /api/checks/{id}", s.known(s.forget))
	// The browser itself opens reports, and sends no token: only the page was told their address.
	mux.HandleFunc("GET /reports/{id}/{kind}", s.report)
	mux.HandleFunc("GET /reports/{id}/copies/{number}", s.copy)
	return s.guarded(http.NewCrossOriginProtection().Handler(mux))
}

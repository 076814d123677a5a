package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"refrain/serve/page"
	"refrain/serve/session"
)

// pagePolicy lets the page load what the program serves, and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// reportPolicy keeps a report, which quotes strangers' documents, in a world of its own: it has no
// origin, reads nothing of the page, and asks the network for nothing.
const reportPolicy = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-modals; " +
	"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// guarded refuses requests that name another host, as those of a page do whose name was made to
// lead here (DNS rebinding), and tells browsers what they may do with an answer.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !slices.Contains(s.options.Hosts, strings.ToLower(r.Host)) {
			http.Error(w, "This address is not served here. Open the address that refrain printed.",
				http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// known refuses requests without the token. The comparison takes the same time whatever was sent.
func (s *Server) known(next http.HandlerFunc) http.Handler {
	want := sha256.Sum256([]byte(s.options.Token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		got := sha256.Sum256([]byte(token))
		if !ok || s.options.Token == "" || subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "Open the address that refrain printed: the part after # is missing or wrong.",
				http.StatusUnauthorized)
			return
		}
		next(w, r)
	})
}

// tickets are passwords for one use. A browser is started with one in its command line, which every
// user of the machine can read; whoever comes second gets nothing.
type tickets struct {
	mu   sync.Mutex
	open map[string]time.Time // when each ends
}

// ticketPrefix tells a ticket from a token.
const ticketPrefix = "once."

// Ticket returns what may stand in the fragment of the page's address instead of the token, for one
// use within two minutes.
func (s *Server) Ticket() string {
	s.tickets.mu.Lock()
	defer s.tickets.mu.Unlock()
	if s.tickets.open == nil {
		s.tickets.open = map[string]time.Time{}
	}
	ticket := ticketPrefix + session.Random(32)
	s.tickets.open[ticket] = time.Now().Add(2 * time.Minute)
	return ticket
}

// exchange answers with the token for a ticket.
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	ticket := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.tickets.mu.Lock()
	ends, ok := s.tickets.open[ticket]
	delete(s.tickets.open, ticket)
	s.tickets.mu.Unlock()
	if !ok || time.Now().After(ends) {
		http.Error(w, "This address has been opened before, or too late. Open the one that refrain printed.",
			http.StatusUnauthorized)
		return
	}
	writeJSON(w, s.options.Token)
}

// file serves a file that is part of the program.
func file(name, kind string) http.HandlerFunc {
	content, err := page.Files.ReadFile(name)
	if err != nil {
		panic(err) // It is embedded.
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Write(content)
	}
}

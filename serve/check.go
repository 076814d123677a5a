package serve

import (
	"encoding/json"
	"errors"
	"net/http"
	"sync"

	"refrain/serve/session"
)

// check checks what a page has sent, and says how far it is, a line of JSON for each event.
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	u, err := s.receive(w, r)
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, session.ErrTooMuch) {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, err.Error(), status)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	s.session.Check(r.Context(), u, teller(w))
}

// teller returns a function that sends an event as a line, at once. It is safe for concurrent use.
func teller(w http.ResponseWriter) func(session.Event) {
	var mu sync.Mutex
	return func(e session.Event) {
		mu.Lock()
		defer mu.Unlock()
		if line, err := json.Marshal(e); err == nil {
			w.Write(append(line, '\n'))
			http.NewResponseController(w).Flush()
		}
	}
}

// open is held open by a page for as long as it is shown, so that the program knows when the last
// one was closed.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	s.pages.add(1)
	defer s.pages.add(-1)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("open\n"))
	http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

package serve

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"strconv"

	"refrain/internal/display"
	"refrain/serve/session"
)

func (s *Server) about(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.session.About()) }

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

// report answers with a report of a check: session.View is the page that is shown, other kinds are
// downloads.
func (s *Server) report(w http.ResponseWriter, r *http.Request) {
	kind := r.PathValue("kind")
	f, err := s.session.Report(r.Context(), r.PathValue("id"), kind, asksFor(r))
	show(w, f, kind, err)
}

// show answers with a report of a kind, or with why there is none.
func show(w http.ResponseWriter, f session.File, kind string, err error) {
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Security-Policy", reportPolicy)
	if kind != session.View {
		attach(w, f.Name)
	}
	w.Header().Set("Content-Type", f.Media)
	w.Write(f.Content)
}

// asksFor is the speaker that a request for a report names; nil where it names none.
func asksFor(r *http.Request) *string {
	q := r.URL.Query()
	if !q.Has("speaker") {
		return nil
	}
	name := q.Get("speaker")
	return &name
}

// copy answers with a copy of one document with comments.
func (s *Server) copy(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("number"))
	if err != nil {
		n = -1
	}
	f, err := s.session.Copy(r.Context(), r.PathValue("id"), n, asksFor(r))
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", f.Media)
	attach(w, f.Name)
	w.Write(f.Content)
}

// compare answers with two documents of a check beside each other: session.View is the page that is
// shown, other kinds are downloads.
func (s *Server) compare(w http.ResponseWriter, r *http.Request) {
	old, err := strconv.Atoi(r.PathValue("old"))
	new, err2 := strconv.Atoi(r.PathValue("new"))
	if err != nil || err2 != nil {
		old = -1
	}
	kind := r.PathValue("kind")
	f, err := s.session.Compare(r.Context(), r.PathValue("id"), old, new, kind, asksFor(r))
	show(w, f, kind, err)
}

func refuse(w http.ResponseWriter, err error) {
	status := http.StatusUnprocessableEntity
	if errors.Is(err, session.ErrGone) || errors.Is(err, session.ErrNone) {
		status = http.StatusNotFound
	}
	http.Error(w, display.Printable(err.Error()), status)
}

// attach makes an answer a download.
func attach(w http.ResponseWriter, name string) {
	disposition := mime.FormatMediaType("attachment", map[string]string{"filename": name})
	if disposition == "" {
		disposition = "attachment"
	}
	w.Header().Set("Content-Disposition", disposition)
}

// list answers with the checks of this session, the newest first.
func (s *Server) list(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.session.List()) }

// forget lets go of a check and its files.
func (s *Server) forget(w http.ResponseWriter, r *http.Request) {
	s.session.Forget(r.PathValue("id"))
	w.WriteHeader(http.StatusNoContent)
}

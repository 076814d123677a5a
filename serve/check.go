package serve

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/display"
	"refrain/reports/wording"
)

// event is a line of the answer to a check, which a page reads while the check goes on. One field
// is set.
type event struct {
	Waits bool     `json:"waits,omitempty"` // other checks are at work
	Files []string `json:"files,omitempty"` // what is to be read, in order
	Begun *int     `json:"begun,omitempty"` // the index of a file that is being read
	Ended *ending  `json:"ended,omitempty"`
	Done  *summary `json:"done,omitempty"`
	Error string   `json:"error,omitempty"` // why the check has ended without a report
}

// ending is what came of one file.
type ending struct {
	Index  int      `json:"index"`
	Other  bool     `json:"other"`  // it is of no kind that can be read, and was found in a folder
	Counts int      `json:"counts"` // findings that count
	Apart  int      `json:"apart"`  // findings that do not
	Gaps   []string `json:"gaps"`   // what was not read, in words
}

// check checks what a page has sent, and says how far it is, a line of JSON for each event.
func (s *Server) check(w http.ResponseWriter, r *http.Request) {
	u, err := s.receive(w, r)
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, errTooMuch) {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, err.Error(), status)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.Time)
	defer cancel()
	w.Header().Set("Content-Type", "application/x-ndjson")
	say := teller(w)
	select {
	case s.running <- struct{}{}:
	default:
		say(event{Waits: true})
		select {
		case s.running <- struct{}{}:
		case <-ctx.Done():
			return
		}
	}
	defer func() { <-s.running }()
	res, err := s.work(ctx, u, say)
	if err != nil {
		say(event{Error: "The check took too long, or was broken off. Nothing of it is kept."})
		return
	}
	s.history.add(res)
	done := res.summary()
	say(event{Done: &done})
}

// teller returns a function that sends an event as a line, at once. It is safe for concurrent use.
func teller(w http.ResponseWriter) func(event) {
	var mu sync.Mutex
	return func(e event) {
		mu.Lock()
		defer mu.Unlock()
		if line, err := json.Marshal(e); err == nil {
			w.Write(append(line, '\n'))
			http.NewResponseController(w).Flush()
		}
	}
}

// work checks an upload. The error is that ctx has ended.
func (s *Server) work(ctx context.Context, u *upload, say func(event)) (*result, error) {
	c := u.settings
	checker, release := s.checker(c)
	defer release()
	res := newResult(u, s.run(c))
	index, names := map[string]int{}, make([]string, len(u.files))
	for i, f := range u.files {
		names[i], index[f.name] = display.Name(f.name), i
	}
	say(event{Files: names})
	run := check.Run{
		Checker: checker, Inputs: inputs(u.files),
		Begins: func(in check.Input) {
			i := index[in.Name]
			say(event{Begun: &i})
		},
		Ends: func(in check.Input, report *analyzer.Report) {
			say(event{Ended: endingOf(index[in.Name], report, res.run.Policy)})
		},
	}
	err := run.Each(ctx, func(report *analyzer.Report) error {
		res.add(report)
		return ctx.Err()
	})
	return res, err
}

func inputs(files []file) iter.Seq[check.Input] {
	return func(yield func(check.Input) bool) {
		for i := range files {
			if !yield(check.Input{Name: files[i].name, Found: files[i].found, Content: &files[i].content}) {
				return
			}
		}
	}
}

func endingOf(index int, r *analyzer.Report, p analyzer.Policy) *ending {
	e := &ending{Index: index, Gaps: []string{}}
	if r == nil {
		e.Other = true
		return e
	}
	for i := range r.Findings {
		if p.Counts(&r.Findings[i]) {
			e.Counts++
		} else {
			e.Apart++
		}
	}
	for _, g := range wording.GroupGaps(r.Gaps()) {
		e.Gaps = append(e.Gaps, display.Printable(strings.TrimSuffix(g.String()+"; "+g.Hint, "; ")))
	}
	return e
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

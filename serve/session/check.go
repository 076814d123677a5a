package session

import (
	"context"
	"iter"
	"strings"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/display"
	"refrain/reports/wording"
)

// Event is what a page is told while a check goes on. One field
// is set.
type Event struct {
	Waits bool     `json:"waits,omitempty"` // other checks are at work
	Files []string `json:"files,omitempty"` // what is to be read, in order
	Begun *int     `json:"begun,omitempty"` // the index of a file that is being read
	Ended *Ending  `json:"ended,omitempty"`
	Done  *Summary `json:"done,omitempty"`
	Error string   `json:"error,omitempty"` // why the check has ended without a report
}

// Ending is what came of one file.
type Ending struct {
	Index  int      `json:"index"`
	Other  bool     `json:"other"`  // it is of no kind that can be read, and was found in a folder
	Counts int      `json:"counts"` // findings that count
	Apart  int      `json:"apart"`  // findings that do not
	Gaps   []string `json:"gaps"`   // what was not read, in words
}

// Check checks an upload, holds what comes of it, and tells how far it is. What tells must be safe
// for concurrent use.
func (s *Session) Check(ctx context.Context, u *Upload, say func(Event)) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Time)
	defer cancel()
	select {
	case s.running <- struct{}{}:
	default:
		say(Event{Waits: true})
		select {
		case s.running <- struct{}{}:
		case <-ctx.Done():
			return
		}
	}
	defer func() { <-s.running }()
	res, err := s.work(ctx, u, say)
	if err != nil {
		say(Event{Error: "The check took too long, or was broken off. Nothing of it is kept."})
		return
	}
	s.history.add(res)
	done := res.summary()
	say(Event{Done: &done})
}

// Prepare reads and compiles what a first check with the settings of the page, in the language of the
// text, would wait for.
func (s *Session) Prepare(ctx context.Context, text string) {
	checker, release := s.checker(s.options.Defaults)
	defer release()
	checker.Document(ctx, "text", text)
}

// work checks an upload. The error is that ctx has ended.
func (s *Session) work(ctx context.Context, u *Upload, say func(Event)) (*result, error) {
	c := u.Settings
	checker, release := s.checker(c)
	defer release()
	res := newResult(u, s.run(c))
	index, names := map[string]int{}, make([]string, len(u.files))
	for i, f := range u.files {
		names[i], index[f.name] = display.Name(f.name), i
	}
	say(Event{Files: names})
	run := check.Run{
		Checker: checker, Inputs: inputs(u.files),
		Begins: func(in check.Input) {
			i := index[in.Name]
			say(Event{Begun: &i})
		},
		Ends: func(in check.Input, report *analyzer.Report) {
			say(Event{Ended: endingOf(index[in.Name], report, res.run.Policy)})
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

func endingOf(index int, r *analyzer.Report, p analyzer.Policy) *Ending {
	e := &Ending{Index: index, Gaps: []string{}}
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

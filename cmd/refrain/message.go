package main

import (
	"errors"
	"fmt"
	"strings"

	"refrain/analyzer/document"
	"refrain/reports"
)

// hinted is an error with what the user can do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// complain writes an error to standard error: each of the errors that were joined on a line, then the hint. Control characters, which a file's
// name may hold, do not reach the terminal.
func (a *app) complain(err error) {
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(a.stderr, "refrain: error: %s\n", reports.Printable(strings.TrimSuffix(line, "\n")))
	}
	var h hinted
	if errors.As(err, &h) {
		a.hint(h.hint)
	}
}

func (a *app) hint(hint string) {
	fmt.Fprintf(a.stderr, "refrain: hint: %s\n", reports.Printable(hint))
}

// note says what is no fault, but must not go unnoticed.
func (a *app) note(what string) {
	fmt.Fprintf(a.stderr, "refrain: note: %s\n", reports.Printable(what))
}

// unread names the gaps of a document on standard error. Those that the user has accepted do not change the exit code.
func (a *app) unread(name string, gaps []document.Gap) {
	for _, g := range reports.GroupGaps(gaps) {
		if g.Accepted != "" {
			a.note(name + ": " + g.String())
			continue
		}
		a.outcome.unread = true
		fmt.Fprintf(a.stderr, "refrain: error: %s: %s\n", reports.Printable(name), reports.Printable(g.String()))
		if g.Hint != "" {
			a.hint(g.Hint)
		}
	}
}

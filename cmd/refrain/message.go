package main

import (
	"fmt"
	"io"
	"strings"

	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/internal/remedy"
	"refrain/reports/wording"
)

// hinted is an error with what the user can do about it.
func hinted(err error, hint string) error { return remedy.Error{Err: err, Remedy: hint} }

// complain writes an error to standard error: each of the errors that were joined on a line, then
// the hint.
func (a *app) complain(err error) {
	for line := range strings.Lines(err.Error()) {
		a.say("error", strings.TrimSuffix(line, "\n"))
	}
	if hint := remedy.Of(err); hint != "" {
		a.hint(hint)
	}
}

// aroundProgress is a writer to the terminal beside the line of progress, where there is one.
func (a *app) aroundProgress(w io.Writer) io.Writer { return a.line.around(w) }

func (a *app) hint(hint string) { a.say("hint", hint) }

// note says what is no fault, but must not go unnoticed.
func (a *app) note(what string) { a.say("note", what) }

// say writes one line to standard error, whatever a file's name or a document puts into it:
// nothing of it reaches a terminal or a workflow as a command.
func (a *app) say(kind, what string) {
	io.WriteString(a.aroundProgress(a.stderr), display.Shown("refrain: "+kind+": "+display.Printable(what)+"\n"))
}

// print writes lines for people to standard output, likewise.
func (a *app) print(format string, args ...any) error {
	_, err := io.WriteString(a.stdout, display.Shown(fmt.Sprintf(format, args...)))
	return err
}

// unread names the gaps of a document on standard error. Those that the user has accepted do not
// change the exit code.
func (a *app) unread(name string, gaps []document.Gap) {
	name = display.Name(name)
	for _, g := range wording.GroupGaps(gaps) {
		if g.Accepted != "" {
			a.note(name + ": " + g.String())
			continue
		}
		a.outcome.unread = true
		a.say("error", name+": "+g.String())
		if g.Hint != "" {
			a.hint(g.Hint)
		}
	}
}

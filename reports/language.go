package reports

import (
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Bounds of what is held until the language of a report is known. Documents in English settle it at
// once; a run that begins with more than this in another language is taken for one in that.
const (
	mostHeld     = 64
	mostHeldText = 8 << 20 // bytes
)

// worded is a kind whose words are those of Options.Language, or of the documents where they agree.
func worded[W Writer](create func(io.Writer, Options) W) func(io.Writer, Options) Writer {
	return func(w io.Writer, o Options) Writer { return &agreeing{to: create(w, o), asked: o.Language} }
}

// agreeing finds out which language a report is written in, and then writes it. It is that of the
// documents, as far as they have one and its catalogue is complete, and English where they differ.
type agreeing struct {
	to    Writer
	asked string // "" leaves it to the documents
	run   stream.Run
	begun bool

	found string // the language of those that are held, "" while nothing tells
	held  []*analyzer.Report
	text  int // bytes of those that are held
}

func (a *agreeing) Begin(run Run) error {
	a.run = run
	if a.asked != "" {
		return a.start(a.asked)
	}
	if ready, ok := a.to.(interface{ Ready() error }); ok {
		return ready.Ready()
	}
	return nil
}

// start writes what was held.
func (a *agreeing) start(language string) error {
	a.begun, a.run.Language = true, language
	if err := a.to.Begin(a.run); err != nil {
		return err
	}
	for _, r := range a.held {
		if err := a.to.Document(r); err != nil {
			return err
		}
	}
	a.held = nil
	return nil
}

func (a *agreeing) Document(r *analyzer.Report) error {
	if a.begun {
		return a.to.Document(r)
	}
	a.held = append(a.held, r)
	a.text += len(r.Doc.Text)
	switch language := languageOf(r); {
	case r.Doc.Text == "": // What was not read says nothing of its language.
	case language == wording.English || !wording.Complete(language) || a.found != "" && a.found != language:
		return a.start(wording.English)
	default:
		a.found = language
	}
	if len(a.held) < mostHeld && a.text < mostHeldText {
		return nil
	}
	return a.start(a.found)
}

func (a *agreeing) End(t Totals) error {
	if !a.begun {
		if err := a.start(a.found); err != nil {
			return err
		}
	}
	return a.to.End(t)
}

// languageOf is the language of a document without its country.
func languageOf(r *analyzer.Report) string {
	language := r.Doc.Lang
	if language == "" && r.Language != nil {
		language = r.Language.Code
	}
	base, _, _ := strings.Cut(language, "-")
	return base
}

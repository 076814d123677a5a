package versions

import (
	"io"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Bounds of what is held until the language of a report is known.
const (
	mostHeld     = 16
	mostHeldText = 8 << 20 // bytes
)

// worded is a kind whose words are those of Options.Language, or of the documents where they agree.
func worded(create func(io.Writer, stream.Options) Writer) func(io.Writer, stream.Options) Writer {
	return func(w io.Writer, o stream.Options) Writer { return &agreeing{to: create(w, o), asked: o.Language} }
}

// agreeing finds out in which language a report is written, and then writes it. It is that of the
// documents, as far as they have one and its catalogue is complete, and English where they differ.
type agreeing struct {
	to    Writer
	asked string // "" leaves it to the documents
	run   stream.Run
	begun bool

	found string // the language of those that are held, "" while nothing tells
	held  []*compare.Comparison
	text  int // bytes of those that are held
}

func (a *agreeing) Begin(run stream.Run) error {
	a.run = run
	if a.asked != "" {
		return a.start(a.asked)
	}
	return nil
}

// start writes what was held.
func (a *agreeing) start(language string) error {
	a.begun, a.run.Language = true, language
	if err := a.to.Begin(a.run); err != nil {
		return err
	}
	for _, c := range a.held {
		if err := a.to.Comparison(c); err != nil {
			return err
		}
	}
	a.held = nil
	return nil
}

func (a *agreeing) Comparison(c *compare.Comparison) error {
	if a.begun {
		return a.to.Comparison(c)
	}
	a.held = append(a.held, c)
	for _, r := range []*analyzer.Report{c.Old, c.New} {
		if r == nil || r.Doc.Text == "" { // What was not read says nothing of its language.
			continue
		}
		a.text += len(r.Doc.Text)
		language := languageOf(r)
		if language == wording.English || !wording.Complete(language) || a.found != "" && a.found != language {
			return a.start(wording.English)
		}
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
	if r.Doc.Lang == "" && r.Language != nil {
		return r.Language.Code
	}
	return document.PrimaryLanguage(r.Doc.Lang)
}

package wording

import (
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/stream"
)

// mostHeldText is how many bytes of text are held until the language of a report is known.
const mostHeldText = 8 << 20

// Agreement finds out which language a report is written in, and then has it written. It is that of
// the documents, as far as they have one and its catalogue is complete, and English where they
// differ. Until it is known, items are held: documents in English settle it at once, and a run that
// begins with more than Most items in another language is taken for one in that.
type Agreement[T any] struct {
	Asked   string                     // the language; "" leaves it to the documents
	Most    int                        // items that are held
	Of      func(T) []*analyzer.Report // the documents of an item; nil ones are passed over
	Written func(stream.Run) error     // begins the report, in the language of the run
	Write   func(T) error              // writes an item

	run   stream.Run
	begun bool
	found string // the language of those that are held, "" while nothing tells
	held  []T
	text  int // bytes of those that are held
}

// Begin begins the report, where its language was asked for, and reports whether it did.
func (a *Agreement[T]) Begin(run stream.Run) (begun bool, err error) {
	a.run = run
	if a.Asked == "" {
		return false, nil
	}
	return true, a.start(a.Asked)
}

// start writes what was held.
func (a *Agreement[T]) start(language string) error {
	a.begun, a.run.Language = true, language
	if err := a.Written(a.run); err != nil {
		return err
	}
	for _, item := range a.held {
		if err := a.Write(item); err != nil {
			return err
		}
	}
	a.held = nil
	return nil
}

// Add writes an item, or holds it.
func (a *Agreement[T]) Add(item T) error {
	if a.begun {
		return a.Write(item)
	}
	a.held = append(a.held, item)
	for _, r := range a.Of(item) {
		if r == nil || r.Doc.Text == "" { // What was not read says nothing of its language.
			continue
		}
		a.text += len(r.Doc.Text)
		language := languageOf(r)
		if language == English || !Complete(language) || a.found != "" && a.found != language {
			return a.start(English)
		}
		a.found = language
	}
	if len(a.held) < a.Most && a.text < mostHeldText {
		return nil
	}
	return a.start(a.found)
}

// End has all items written.
func (a *Agreement[T]) End() error {
	if a.begun {
		return nil
	}
	return a.start(a.found)
}

// languageOf is the language of a document without its country.
func languageOf(r *analyzer.Report) string {
	if r.Doc.Lang == "" && r.Language != nil {
		return r.Language.Code
	}
	return document.PrimaryLanguage(r.Doc.Lang)
}

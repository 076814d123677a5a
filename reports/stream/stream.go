// Package stream holds what a report is made of beside its documents: how the run was made, what it
// counted, and how the report is to look. All kinds of reports take these values, and none knows
// another kind.
package stream

import (
	"image"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/project/formula"
	"refrain/project/letterhead"
)

// Run is how a report was made. Every kind prints it.
type Run struct {
	Version        string          // of refrain
	LexiconVersion string          // of the lexicon
	LexiconSHA256  string          // over all its files
	Languages      []string        // BCP 47 codes of the languages that the lexicon covers, in its order
	Tiers          []string        // of the entries that were looked for: "core", "advisory"
	Policy         analyzer.Policy // which findings count, and which fail
	Language       string          // BCP 47 code of the words of the report; "" is English
	Own            []string        // own lexicons on top of the built-in one, as the user named them
	Changes        []lexicon.Change
}

// RunOf says how a run with a lexicon is made. Own are the folders of own lexicons in it.
func RunOf(version string, lex *lexicon.Lexicon, own []string, advisory bool, policy analyzer.Policy) Run {
	run := Run{
		Version: version, LexiconVersion: lex.Version, LexiconSHA256: lex.SHA256,
		Tiers: []string{lexicon.Core.String()}, Policy: policy, Own: own, Changes: lex.Changes,
	}
	for _, l := range lex.Languages {
		run.Languages = append(run.Languages, l.Code)
	}
	if advisory {
		run.Tiers = append(run.Tiers, lexicon.Advisory.String())
	}
	return run
}

// Amendments say how a paper of amendments is written. The zero value is the usual style.
type Amendments struct {
	Style   string         // one of formula.Styles, or "" for the usual one
	House   *formula.House // in place of these; nil for none
	Sponsor string         // who tables them; "" leaves a line for the name
}

// Options say how a report looks. The zero value is right for a file.
type Options struct {
	Color bool // terminal: mark words and headings with colour
	Width int  // terminal: columns of a line; 0 means 100
	// Verbose is set for a terminal report with all that is known of each finding, instead of at most
	// six lines.
	Verbose bool

	// Language is the BCP 47 code of the words of the report. "" is the language of the documents where
	// all agree and its words are complete, and English otherwise.
	Language string

	File string // that the report goes to, as the user named it, for kinds that go by its ending; "" for standard output

	// Picture draws what lies in the box of a document's page, which counts from 1, with so many
	// pixels for each point. Nil draws nothing.
	Picture func(d *document.Document, page int, box document.Box, scale float64) (image.Image, error)

	// Tell says something to the user beside the report. Nil is silent.
	Note func(what string)

	// Original is the content of a document's file, unchanged since it was read, for copies of it.
	// Nil makes no copies.
	Original func(d *document.Document) (string, error)
	// Date is that of the comments in copies. The zero value gives them none, so that the same input
	// gives the same bytes.
	Date time.Time

	Letterhead letterhead.Letterhead // of the organisation, for briefs and amendments
	Amendments Amendments

	Prefer map[string]string // wordings that amendments write where they fit, by the ids of entries

	// Path is a document's path from the root of its repository, with forward slashes, for the
	// formats of other programs. Nil leaves names as they are.
	Path func(name string) string
	// Breaks reports whether what is said of the user's records fails the run, for the formats of
	// other programs. Nil goes by the notice itself.
	Breaks func(r analyzer.Notice) bool

	// Remedies say at the end of a run that fails what somebody can type about it, in kinds for people
	// who wait for the run. Nil says nothing.
	Remedies *Remedies
}

// Remedies are what somebody can type so that findings no longer fail a run.
type Remedies struct {
	// Waive is a waiver of a finding, with REASON in place of the reason, and the file that it goes to;
	// file is "" for a comment in the document itself.
	Waive func(d *document.Document, f *analyzer.Finding) (text, file string)
	// Baseline is the command that takes all findings of today as known.
	Baseline string
}

// Package versions writes what became of provisions and findings from one version of a document to
// the next, in several kinds.
//
// A report names words and places of both versions, and says what of them could not be read. It
// ranks nobody. The same input gives the same bytes.
package versions

import (
	"io"
	"slices"

	"refrain/compare"
	"refrain/reports/markdown"
	"refrain/reports/stream"
)

// Writer writes one report. Begin comes first, then Comparison for each document, then End once,
// also when the run was broken off. A Writer keeps no comparison after Comparison has returned,
// unless its kind cannot be written otherwise.
type Writer interface {
	Begin(stream.Run) error
	Comparison(*compare.Comparison) error
	End(Totals) error
}

// Totals count what a run compared.
type Totals struct {
	Old, New stream.Totals  // what was read of the versions, and found in them
	Counts   compare.Counts // findings that count, by what became of them
	Failing  int            // new uses at or above the threshold

	Compared    int // documents that both sides have
	Same        int // of Compared: those with the same words
	Renamed     int // of Compared: those with another name
	Added       int // documents that only the new side has
	Removed     int // documents that only the old side has
	Interrupted bool
}

// Kind is one kind of report.
type Kind struct {
	Name  string // what the user calls it
	About string // in a few words

	New func(io.Writer, stream.Options) Writer // buffers nothing that End does not write

	Began func(head string) bool // reports whether a file that begins with head is of this kind
	Ended func(tail string) bool // the same of its end, for a kind that begins like a document; nil for others

	Endings []string // of files that are of this kind unless the user says otherwise: ".html"
	Binary  bool     // it is no text, and goes to a file
}

// Kinds are the kinds of reports.
var Kinds = []Kind{
	{
		Name: "terminal", About: "for reading, on a terminal or in a text file",
		New: worded(newText), Began: beganText,
		Endings: []string{".txt"},
	},
	{
		Name: "json", About: "refrain-compare/1, for programs",
		New: newData, Began: beganData,
		Endings: []string{".json"},
	},
	{
		Name: "markdown", About: "tables for an issue or a mail",
		New: worded(newMarkdown), Began: markdown.Began,
		Endings: []string{".md"},
	},
	{
		Name: "html", About: "one file for any browser: both versions beside each other, with the changed words marked",
		New: worded(newPage), Began: beganPage,
		Endings: []string{".html", ".htm"},
	},
	{
		Name: "docx", About: "a table for Word: the old version, the new one, and what changed",
		New: worded(newWord), Began: beganWord, Binary: true,
		Endings: []string{".docx"},
	},
}

// KindOf returns the kind of that name.
func KindOf(name string) (Kind, bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return Kinds[i], true
}

// Ours reports whether a file that begins with head and ends with tail was written by this package,
// and nobody has written to it since.
func Ours(head, tail string) bool {
	return slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Began(head) || k.Ended != nil && k.Ended(tail) })
}

// Package reports writes what the analyzer found, in many kinds for many readers, from one stream of documents.
//
// A report says what was read, what was not, and how each finding can be checked. It names words, places, harms and sources; it never accuses an
// author. The same input gives the same bytes: there is no clock in a report, no random order and no path that the user did not name.
package reports

import (
	"image"
	"io"
	"slices"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/pdfcopy"
	"refrain/reports/wordcopy"
	"refrain/reports/workbook"
)

// Run is how a report was made. Every kind prints it.
type Run struct {
	Version        string          // of refrain
	LexiconVersion string          // of the lexicon
	LexiconSHA256  string          // over all its files
	Languages      []string        // BCP 47 codes of the languages that the lexicon covers, in its order
	Tiers          []string        // of the entries that were looked for: "core", "advisory"
	Policy         analyzer.Policy // which findings count, and which fail
	Own            []string        // own lexicons on top of the built-in one, as the user named them
	Changes        []lexicon.Change
}

// Writer writes one report. Begin comes first, then Document for each document in the order of the input, then End once, also when the run was
// broken off. A Writer keeps no document after Document has returned, unless its kind cannot be written otherwise.
type Writer interface {
	Begin(Run) error
	Document(*analyzer.Report) error
	End(Totals) error
}

// Options say how a report looks. The zero value is right for a file.
type Options struct {
	Color bool // terminal: mark words and headings with colour
	Width int  // terminal: columns of a line; 0 means 100

	File string // that the report goes to, as the user named it, for kinds that go by its ending; "" for standard output

	// Picture draws what lies in the box of a document's page, which counts from 1, with so many pixels for each point. Nil draws nothing.
	Picture func(d *document.Document, page int, box document.Box, scale float64) (image.Image, error)

	// Tell says something to the user beside the report. Nil is silent.
	Tell func(what string)

	// Original is the content of a document's file, unchanged since it was read, for copies of it. Nil makes no copies.
	Original func(d *document.Document) (string, error)
	// Date is that of the comments in copies. The zero value is the beginning of 1970, so that the same input gives the same bytes.
	Date time.Time

	// Path is a document's path from the root of its repository, with forward slashes, for the formats of other programs. Nil leaves names as they are.
	Path func(name string) string
	// Breaks tells whether what is said of the user's records fails the run, for the formats of other programs. Nil goes by the remark itself.
	Breaks func(r analyzer.Remark) bool
}

// Kind is one kind of report.
type Kind struct {
	Name  string                          // what the user calls it
	About string                          // in a few words
	New   func(io.Writer, Options) Writer // buffers nothing that End does not write
	Began func(head string) bool          // whether a file that begins so is a report of this kind, and may be written over
}

// Kinds are the kinds of reports.
var Kinds = []Kind{
	{"terminal", "for reading, on a terminal or in a text file", newTerminal, beganTerminal},
	{"json", "refrain-report/1, for programs", newJSON, beganJSON},
	{"html", "one file for any browser: the text with its words marked, and a card for each finding", newHTML, beganHTML},
	{"markdown", "for an issue or a mail", newMarkdown, beganMarkdown},
	{"csv", "a table for any program, with a row for each finding", newCSV, beganCSV},
	{"xlsx", "a workbook with sheets of findings, entries, sources and gaps", newXLSX, workbook.Ours},
	{"brief", "two pages for who drafts a text, in HTML or Markdown by the ending of the file", newBrief, beganBrief},
	{"sarif", "SARIF 2.1.0, for code scanning and editors", newSARIF, beganSARIF},
	{"github", "the log and the annotations of a GitHub workflow", newGitHub, beganTerminal},
	{"gitlab", "Code Quality of a GitLab merge request", newGitLab, beganGitLab},
	{"junit", "JUnit's XML, a test case for each document", newJUnit, beganJUnit},
	{"checkstyle", "Checkstyle's XML", newCheckstyle, beganCheckstyle},
	{Archive, "a line for each document, for large collections; refrain report makes any other kind of it", newArchive, beganArchive},
	{"rdjsonl", "reviewdog's lines of JSON", newRDJSONL, beganRDJSONL},
	{"pdf", "a copy of a PDF with a highlight and a comment on the words of each finding", newPDF, beganPDF},
	{"docx", "a copy of a Word document with a comment on the words of each finding", newDOCX, wordcopy.Ours},
	{"odt", "a copy of an OpenDocument text, likewise", newODT, wordcopy.Ours},
}

// binary are the kinds that are no text.
var binary = []string{"xlsx", "pdf", "docx", "odt"}

// Binary reports whether the kind is no text. Nothing keeps what a document says from steering a
// terminal or a workflow in it, so it goes to a file and is not printed.
func (k Kind) Binary() bool { return slices.Contains(binary, k.Name) }

// KindOf is the kind of that name.
func KindOf(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Ours tells whether a file that begins with head and ends with tail was written by refrain, and nobody has written to it since.
func Ours(head, tail string) bool {
	if strings.HasSuffix(tail, pdfcopy.Tail) {
		return true
	}
	for _, k := range Kinds {
		if k.Began(head) {
			return true
		}
	}
	return false
}

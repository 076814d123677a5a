// Package reports writes what the analyzer found, in many kinds for many readers, from one stream
// of documents.
//
// A report says what was read, what was not, and how each finding can be checked. It names words,
// places, harms and sources; it never accuses an author. The same input gives the same bytes: there
// is no clock in a report, no random order and no path that the user did not name.
package reports

import (
	"io"
	"slices"

	"refrain/analyzer"
	"refrain/reports/amendments"
	"refrain/reports/brief"
	"refrain/reports/ci"
	"refrain/reports/copy"
	"refrain/reports/copy/word"
	"refrain/reports/html"
	"refrain/reports/json"
	"refrain/reports/markdown"
	"refrain/reports/quote"
	"refrain/reports/stream"
	"refrain/reports/table"
	"refrain/reports/table/workbook"
	"refrain/reports/terminal"
	"refrain/reports/trend"
	"refrain/reports/versions"
)

// The values that a report is made of, beside the reports of the analyzer.
type (
	Run     = stream.Run
	Totals  = stream.Totals
	Options = stream.Options

	Amendments = stream.Amendments
)

// Writer writes one report. Begin comes first, then Document for each document in the order of the
// input, then End once, also when the run was broken off. A Writer keeps no document after Document
// has returned, unless its kind cannot be written otherwise.
type Writer interface {
	Begin(Run) error
	Document(*analyzer.Report) error
	End(Totals) error
}

// Kind is one kind of report.
type Kind struct {
	Name  string // what the user calls it
	About string // in a few words

	New   func(io.Writer, Options) Writer // buffers nothing that End does not write
	Began func(head string) bool          // reports whether a file that begins with head is of this kind
	Ended func(tail string) bool          // the same of its end, for a kind that begins like a document; nil for others

	Endings []string // of files that are of this kind unless the user says otherwise: ".html"

	// Binary is set for a kind that is no text. Nothing keeps what a document says from steering a
	// terminal or a workflow in it, so it goes to a file and is not printed.
	Binary bool
	Copy   bool // made of whole documents, which an archive does not hold
	Lines  bool // each document is a line of its own, so a run that was broken off can be continued
}

// Kinds are the kinds of reports.
var Kinds = slices.Concat(fromFindings, pdfCopies, officeCopies)

// fromFindings are the kinds that are written from what was found alone.
var fromFindings = []Kind{
	{
		Name: "terminal", About: "for reading, on a terminal or in a text file",
		New: worded(terminal.New), Began: terminal.Began,
		Endings: []string{".txt"},
	},
	{
		Name: "json", About: "refrain-report/1, for programs",
		New: of(json.New), Began: json.Began,
		Endings: []string{".json"},
	},
	{
		Name: "html", About: "one file for any browser: the text with its words marked, and a card for each finding",
		New: worded(html.New), Began: html.Began,
		Endings: []string{".html", ".htm"},
	},
	{
		Name: "markdown", About: "for an issue or a mail",
		New: worded(markdown.New), Began: markdown.Began,
		Endings: []string{".md", ".markdown"},
	},
	{
		Name: "csv", About: "a table for any program, with a row for each finding",
		New: of(table.NewCSV), Began: table.BeganCSV,
		Endings: []string{".csv"},
	},
	{
		Name: "csv-documents", About: "the same with a row for each document: what was not read, counts and rates",
		New: of(table.NewDocuments), Began: table.BeganDocuments,
	},
	{
		Name: "xlsx", About: "a workbook: findings to read and print, and sheets of all columns, documents and sources",
		New: worded(table.NewXLSX), Began: workbook.Ours, Binary: true,
		Endings: []string{".xlsx"},
	},
	{
		Name: "brief", About: "two pages for a person who drafts a text, in HTML, Markdown or Word by the ending of the file",
		New: worded(brief.New), Began: brief.Began,
	},
	{
		Name: "amendments", About: "a paper of amendments to edit and table, in Word, OpenDocument, HTML or Markdown by the ending of the file",
		New: worded(amendments.New), Began: amendments.Began, Copy: true,
	},
	{
		Name: "quote", About: "the sentences as quotations of three lines, for a chat or an article",
		New: worded(quote.New), Began: quote.Began,
	},
	{
		Name: "sarif", About: "SARIF 2.1.0, for code scanning and editors",
		New: worded(ci.NewSARIF), Began: ci.BeganSARIF,
		Endings: []string{".sarif"},
	},
	{
		Name: "github", About: "the log and the annotations of a GitHub workflow",
		New: worded(ci.NewGitHub), Began: ci.BeganGitHub,
	},
	{
		Name: "lines", About: "a finding a line, as compilers print them, for logs and editors",
		New: worded(ci.NewLines), Began: ci.BeganLines,
	},
	{
		Name: "gitlab", About: "Code Quality of a GitLab merge request",
		New: worded(ci.NewGitLab), Began: ci.BeganGitLab,
	},
	{
		Name: "junit", About: "JUnit's XML, a test case for each document",
		New: worded(ci.NewJUnit), Began: ci.BeganJUnit,
	},
	{
		Name: "checkstyle", About: "Checkstyle's XML",
		New: worded(ci.NewCheckstyle), Began: ci.BeganCheckstyle,
	},
	{
		Name: "jsonl", About: "a line for each document, for large collections; refrain report makes any other kind of it",
		New: of(json.NewArchive), Began: json.BeganArchive, Lines: true,
		Endings: []string{".jsonl"},
	},
	{
		Name: "rdjsonl", About: "reviewdog's lines of JSON",
		New: worded(ci.NewRDJSONL), Began: ci.BeganRDJSONL,
		Endings: []string{".rdjsonl"},
	},
}

// officeCopies are the kinds that are copies of text documents.
var officeCopies = []Kind{
	{
		Name: "docx", About: "a copy of a Word document with a comment on the words of each finding",
		New: worded(copy.NewWord), Began: word.Ours, Binary: true, Copy: true,
		Endings: []string{".docx"},
	},
	{
		Name: copy.Tracked, About: "a copy of a Word document with other words as tracked changes, to accept or reject",
		New: worded(copy.NewTracked), Began: word.Ours, Binary: true, Copy: true,
	},
	{
		Name: "odt", About: "a copy of an OpenDocument text, likewise",
		New: worded(copy.NewOpenDocument), Began: word.Ours, Binary: true, Copy: true,
		Endings: []string{".odt"},
	},
}

// of lets New return a writer of any type.
func of[W Writer](create func(io.Writer, Options) W) func(io.Writer, Options) Writer {
	return func(w io.Writer, o Options) Writer { return create(w, o) }
}

// never is for a kind that begins like a document.
func never(string) bool { return false }

// KindOf returns the kind of that name.
func KindOf(name string) (Kind, bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return Kinds[i], true
}

// Ours reports whether a file that begins with head and ends with tail was written by refrain, and
// nobody has written to it since.
func Ours(head, tail string) bool {
	return trend.Began(head) || versions.Ours(head, tail) ||
		slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Began(head) || k.Ended != nil && k.Ended(tail) })
}

package wording

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/stream"
)

// UnreadNote says to the user that a table of findings has no row for what was not read.
func UnreadNote(t stream.Totals) string {
	return Count(t.Unread, "document") + " not read, or not fully; the table of findings has no row for that: " +
		"--format csv-documents=FILE names each"
}

// What the sheets of a workbook are called.
const (
	FindingsSheet  = "Findings"
	ColumnsSheet   = "All columns"
	OthersSheet    = "Other uses"
	SpeakersSheet  = "By speaker"
	DatesSheet     = "By date"
	DocumentsSheet = "Documents"
	EntriesSheet   = "Entries"
	SourcesSheet   = "Sources"
	GapsSheet      = "Not read"
	SummarySheet   = "About"
)

// FindingTitles are the columns of a sheet of findings for people.
var FindingTitles = [6]string{"where", "words", "sentence", "how used, and why named", "consider", "source"}

// NoPublisher is said in place of a publisher where no source of an entry may be named.
const NoPublisher = "the lexicon's editors"

// UseAndReason is how words are used and why they are named, for a cell.
func UseAndReason(d *document.Document, f *analyzer.Finding) string {
	return Capital(Sentence(StatusWords(d, f))) + " " + f.Entry.Why
}

// CutAt is s in at most so many characters, with an ellipsis where it is longer.
func CutAt(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return strings.TrimRight(string(runes[:most-1]), " ;,") + "…"
}

// UnreadRow is the first row of a table of findings where something was not read.
func UnreadRow(t stream.Totals) string {
	return Count(t.Unread, "document") + " not read, or not fully: see the sheet " + GapsSheet + "."
}

// WhereWords is a place with its document in words, by what is printed on a page: "bill.pdf, page 2
// (ii), printed line 5", "speech.txt, line 1, column 24".
func WhereWords(d *document.Document, p document.Place) string {
	name, at := ForwardedName(d), PlaceWords(d, printed(p))
	if at == name {
		return name
	}
	return name + ", " + at
}

package wording

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/stream"
)

// UnreadNote says to the user that a table of findings has no row for what was not read.
func (w Words) UnreadNote(t stream.Totals) string {
	return w.Of(
		t.Unread, "{n} document not read, or not fully; the table of findings has no row for that: {option} names each",
		"{n} documents not read, or not fully; the table of findings has no row for that: {option} names each",
		"option", "--format csv-documents=FILE",
	)
}

// What the sheets of a workbook are called.
const (
	FindingsSheet  Text = "Findings"
	ColumnsSheet   Text = "All columns"
	OthersSheet    Text = "Other uses"
	SpeakersSheet  Text = "By speaker"
	DatesSheet     Text = "By date"
	DocumentsSheet Text = "Documents"
	EntriesSheet   Text = "Entries"
	SourcesSheet   Text = "Sources"
	GapsSheet      Text = "Not read"
	SummarySheet   Text = "About"
)

// FindingTitles are the columns of a sheet of findings for people.
var FindingTitles = [6]Text{
	Text("where"), Text("words"), Text("sentence"), Text("how used, and why named"), Text("consider"), Text("source"),
}

// NoPublisher is said in place of a publisher where no source of an entry may be named.
const NoPublisher Text = "the lexicon's editors"

// UseAndReason is how words are used and why they are named, for a cell.
func (w Words) UseAndReason(d *document.Document, f *analyzer.Finding) string {
	return Capital(Sentence(w.StatusWords(d, f))) + " " + f.Entry.Why
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
func (w Words) UnreadRow(t stream.Totals) string {
	return w.Of(
		t.Unread, "{n} document not read, or not fully: see the sheet {sheet}.",
		"{n} documents not read, or not fully: see the sheet {sheet}.", "sheet", w.Say(GapsSheet),
	)
}

// WhereWords is a place with its document in words: "bill.pdf, page ii, line 5 as printed (page 2 of
// the file)", "speech.txt, line 1, column 24".
func (w Words) WhereWords(d *document.Document, p document.Place) string {
	name, at := ForwardedName(d), w.PlaceWords(d, p)
	if at == name {
		return name
	}
	return name + ", " + at
}

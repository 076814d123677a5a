package reports

import (
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// tableRow is a finding with what is known of its place, for the tables of CSV and XLSX.
type tableRow struct {
	doc     *document.Document
	finding *analyzer.Finding
	place   document.Place
}

// tableColumn is a column of a table of findings. A value is a string or an int; nil is an empty cell.
type tableColumn struct {
	title string
	width float64 // in a spreadsheet, in characters
	value func(*tableRow) any
}

// The columns that other rows than findings use as well.
const (
	fileColumn     = "file"
	placeColumn    = "place"
	considerColumn = "consider"
	whyColumn      = "why"
	noteColumn     = "note"
	entryColumn    = "entry"
)

// tableColumns are what tables hold of a finding: first what a reader needs, then what a program or a filter does.
var tableColumns = []tableColumn{
	{fileColumn, 28, func(r *tableRow) any { return shownName(r.doc) }},
	{placeColumn, 26, func(r *tableRow) any { return findable(r.doc, r.place) }},
	{"words", 24, func(r *tableRow) any { return oneLine(r.finding.Text(r.doc)) }},
	{"sentence", 80, func(r *tableRow) any { return context(r.doc.Text, r.finding.Sentence, r.finding.Span) }},
	{considerColumn, 36, func(r *tableRow) any { return strings.Join(r.finding.Entry.Instead, "; ") }},
	{"severity", 10, func(r *tableRow) any { return r.finding.Entry.Severity.String() }},
	{"category", 24, func(r *tableRow) any { return r.finding.Entry.Category.Name }},
	{"status", 12, func(r *tableRow) any { return r.finding.Verdict.Status.String() }},
	{"record", 12, func(r *tableRow) any { return record(r.finding) }},
	{"how it is used", 28, func(r *tableRow) any { return StatusWords(r.doc, r.finding) }},
	{whyColumn, 48, func(r *tableRow) any { return r.finding.Entry.Why }},
	{noteColumn, 40, func(r *tableRow) any { return r.finding.Entry.Caveat }},
	{"authorities differ", 40, func(r *tableRow) any { return strings.TrimPrefix(differ(r.finding.Entry), " Authorities differ: ") }},
	{"sources", 48, func(r *tableRow) any { return sourceNames(r.finding.Entry) }},
	{entryColumn, 24, func(r *tableRow) any { return r.finding.Entry.ID }},
	{"tier", 10, func(r *tableRow) any { return r.finding.Entry.Tier.String() }},
	{"own lexicon", 12, func(r *tableRow) any { return r.finding.Entry.By }},
	{"evidence", 9, func(r *tableRow) any { return r.finding.Entry.Grade.String() }},
	{"page", 7, func(r *tableRow) any { return known(r.place.Page) }},
	{"page label", 10, func(r *tableRow) any { return r.place.Label }},
	{"line", 7, func(r *tableRow) any { return known(r.place.Line) }},
	{"column", 8, func(r *tableRow) any { return known(r.place.Column) }},
	{"printed line", 11, func(r *tableRow) any { return known(r.place.Printed) }},
	{"section", 24, func(r *tableRow) any { return r.place.Section }},
	{"speaker", 18, func(r *tableRow) any { return r.speaker() }},
	{"key", 24, func(r *tableRow) any { return r.finding.Key }},
}

// record is what the user's records know of a finding in a word: known, waived, late, outside. An open one has none.
func record(f *analyzer.Finding) string {
	if f.Standing.Is == analyzer.Open {
		return ""
	}
	return f.Standing.Is.String()
}

// known is a number that counts from 1, or nothing where it is not known.
func known(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// speaker is who speaks: as a transcript says, or else as the quotation does.
func (r *tableRow) speaker() string {
	if r.place.Speaker != "" {
		return r.place.Speaker
	}
	return oneLine(r.finding.Verdict.Speaker.Of(r.doc.Text))
}

// tableText is text as a cell shows it: in one line, with characters that could change what a reader sees by their number.
func tableText(s string) string { return visible(strings.TrimSpace(oneBlank(s))) }

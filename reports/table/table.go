// Package table writes the findings as rows of a table: CSV for any program, and a workbook of a
// spreadsheet.
package table

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// tableRow is a finding with what is known of its place, for the tables of CSV and XLSX.
type tableRow struct {
	doc     *document.Document
	finding *analyzer.Finding
	place   document.Place
}

// tableColumn is a column of a table of findings. Its value is that of the finding, or of its
// entry.
type tableColumn struct {
	title string
	width float64                     // in a spreadsheet, in characters
	value func(*tableRow) any         // a string or an int; nil is an empty cell
	entry func(*lexicon.Entry) string // nil where value is not
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

// tableColumns are what tables hold of a finding: first what a reader needs, then what a program or
// a filter does.
var tableColumns = []tableColumn{
	{fileColumn, 28, func(r *tableRow) any { return wording.DocumentName(r.doc) }, nil},
	{placeColumn, 26, func(r *tableRow) any { return wording.PlaceWords(r.doc, r.place) }, nil},
	{"words", 24, func(r *tableRow) any { return wording.OneLine(r.finding.Text(r.doc)) }, nil},
	{
		"sentence", 80, func(r *tableRow) any { return wording.Context(r.doc.Text, r.finding.Sentence, r.finding.Span) },
		nil,
	},
	{considerColumn, 36, func(r *tableRow) any { return strings.Join(r.finding.Consider(), "; ") }, nil},
	{"severity", 10, nil, func(e *lexicon.Entry) string { return e.Severity.String() }},
	{"category", 24, nil, func(e *lexicon.Entry) string { return e.Category.Name }},
	{"status", 12, func(r *tableRow) any { return r.finding.Verdict.Status.String() }, nil},
	{"record", 12, func(r *tableRow) any { return record(r.finding) }, nil},
	{"how it is used", 28, func(r *tableRow) any { return wording.StatusWords(r.doc, r.finding) }, nil},
	{whyColumn, 48, nil, func(e *lexicon.Entry) string { return e.Why }},
	{noteColumn, 40, nil, func(e *lexicon.Entry) string { return e.Caveat }},
	{"authorities differ", 40, nil, func(e *lexicon.Entry) string {
		return strings.TrimPrefix(wording.Disagreement(e), " Authorities differ: ")
	}},
	{"sources", 48, nil, func(e *lexicon.Entry) string { return wording.SourceNames(e) }},
	{entryColumn, 24, nil, func(e *lexicon.Entry) string { return e.ID }},
	{"tier", 10, nil, func(e *lexicon.Entry) string { return e.Tier.String() }},
	{"own lexicon", 12, nil, func(e *lexicon.Entry) string { return e.By }},
	{"evidence", 9, nil, func(e *lexicon.Entry) string { return e.Grade.String() }},
	{"page", 7, func(r *tableRow) any { return known(r.place.Page) }, nil},
	{"page label", 10, func(r *tableRow) any { return r.place.Label }, nil},
	{"line", 7, func(r *tableRow) any { return known(r.place.Line) }, nil},
	{"column", 8, func(r *tableRow) any { return known(r.place.Column) }, nil},
	{"printed line", 11, func(r *tableRow) any { return known(r.place.Printed) }, nil},
	{"paragraph", 10, func(r *tableRow) any { return known(r.place.Paragraph) }, nil},
	{"page as last laid out", 12, func(r *tableRow) any { return known(r.place.Laid) }, nil},
	{"link", 24, func(r *tableRow) any { return r.doc.Link(r.finding.Span) }, nil},
	{"section", 24, func(r *tableRow) any { return r.place.Section }, nil},
	{"speaker", 18, func(r *tableRow) any { return r.speaker() }, nil},
	{"key", 24, func(r *tableRow) any { return r.finding.Key }, nil},
}

// record is what the user's records know of a finding in a word: known, waived, late, outside. An
// open one has none.
func record(f *analyzer.Finding) string {
	if f.Record.State == analyzer.Open {
		return ""
	}
	return f.Record.State.String()
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
	return wording.OneLine(r.finding.Verdict.Speaker.Of(r.doc.Text))
}

// tableCells makes the cells of findings. What an entry says is made once and shared, because it is
// most of a table.
type tableCells map[*lexicon.Entry][]any

// of are the cells of a finding, one for each of tableColumns: strings as tableText makes them, and
// ints.
func (c tableCells) of(r *tableRow) []any {
	e := r.finding.Entry
	if c[e] == nil {
		c[e] = make([]any, len(tableColumns))
		for i, column := range tableColumns {
			if column.entry != nil {
				c[e][i] = tableText(column.entry(e))
			}
		}
	}
	cells := slices.Clone(c[e])
	for i, column := range tableColumns {
		if column.value == nil {
			continue
		}
		cells[i] = column.value(r)
		if s, ok := cells[i].(string); ok {
			cells[i] = tableText(s)
		}
	}
	return cells
}

// tableText is text as a cell shows it: in one line, with characters that could change what a
// reader sees by their number.
func tableText(s string) string { return display.Visible(strings.TrimSpace(wording.SingleBlanks(s))) }

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

// tableRow is a finding with what is known of its place.
type tableRow struct {
	doc     *document.Document
	finding *analyzer.Finding
	place   document.Place
	counts  bool
}

// tableColumn is a column of the table of findings for programs. Its value is that of the finding,
// or of its entry.
type tableColumn struct {
	name  string                      // as the JSON report calls it; parts of an object are joined with _
	value func(*tableRow) any         // a string or an int; nil is an empty cell
	entry func(*lexicon.Entry) string // nil where value is not
}

// tableColumns are what tables hold of a finding: first what a reader needs, then what a program or
// a filter does. docs/formats.md explains them. They are in English in every report.
var tableColumns = []tableColumn{
	{name: "path", value: func(r *tableRow) any { return wording.ForwardedName(r.doc) }},
	{name: "page", value: func(r *tableRow) any { return known(r.place.Page) }},
	{name: "label", value: func(r *tableRow) any { return r.place.Label }},
	{name: "line", value: func(r *tableRow) any { return known(r.place.Line) }},
	{name: "column", value: func(r *tableRow) any { return known(r.place.Column) }},
	{name: "printed_line", value: func(r *tableRow) any { return known(r.place.Printed) }},
	{name: "paragraph", value: func(r *tableRow) any { return known(r.place.Paragraph) }},
	{name: "page_last_laid_out", value: func(r *tableRow) any { return known(r.place.Laid) }},
	{name: "link", value: func(r *tableRow) any { return r.doc.Link(r.finding.Span) }},
	{name: "section", value: func(r *tableRow) any { return r.place.Section }},
	{name: "time", value: func(r *tableRow) any { return clock(r.place) }},
	{name: "speaker", value: func(r *tableRow) any { return r.place.Speaker }},
	{name: "part", value: func(r *tableRow) any { return display.Name(r.place.Part) }},
	{name: "text", value: func(r *tableRow) any { return wording.OneLine(r.finding.Text(r.doc)) }},
	{name: "context", value: func(r *tableRow) any {
		return wording.Context(r.doc.Text, r.finding.Sentence, r.finding.Span)
	}},
	{name: "status", value: func(r *tableRow) any { return r.finding.Verdict.Status.String() }},
	{name: "counting", value: func(r *tableRow) any { return flag(r.counts) }},
	{name: "consider", value: func(r *tableRow) any { return strings.Join(r.finding.Consider(), "; ") }},
	{name: "why", entry: func(e *lexicon.Entry) string { return e.Why }},
	{name: "caveat", entry: func(e *lexicon.Entry) string { return e.Caveat }},
	{name: "disagree", entry: func(e *lexicon.Entry) string {
		return strings.TrimPrefix(wording.Words{}.Disagreement(e), " Authorities differ: ")
	}},
	{name: "sources", entry: wording.Words{}.SourceNames},
	{name: "entry", entry: func(e *lexicon.Entry) string { return e.ID }},
	{name: "concept", entry: func(e *lexicon.Entry) string { return e.Concept }},
	{name: "category", entry: func(e *lexicon.Entry) string { return e.Category.ID }},
	{name: "severity", entry: func(e *lexicon.Entry) string { return e.Severity.String() }},
	{name: "tier", entry: func(e *lexicon.Entry) string { return e.Tier.String() }},
	{name: "beta", value: func(r *tableRow) any { return flag(r.finding.Entry.Beta) }},
	{name: "grade", entry: func(e *lexicon.Entry) string { return e.Grade.String() }},
	{name: "by", entry: func(e *lexicon.Entry) string { return e.By }},
	{name: "plain", value: func(r *tableRow) any { return r.finding.Plain }},
	{name: "recognised", value: func(r *tableRow) any { return flag(r.finding.Recognised) }},
	{name: "beside", value: func(r *tableRow) any { return entryNames(r.finding.Beside) }},
	{name: "verdict_rule", value: func(r *tableRow) any { return r.finding.Verdict.Rule }},
	{name: "verdict_cue", value: func(r *tableRow) any { return wording.OneLine(r.finding.Verdict.Cue.Of(r.doc.Text)) }},
	{name: "verdict_speaker", value: func(r *tableRow) any {
		return wording.OneLine(r.finding.Verdict.Speaker.Of(r.doc.Text))
	}},
	{name: "carried_from", value: func(r *tableRow) any { return carried(r) }},
	{name: "standing", value: func(r *tableRow) any { return record(r.finding) }},
	{name: "standing_reason", value: func(r *tableRow) any { return r.finding.Record.Reason }},
	{name: "standing_by", value: func(r *tableRow) any { return r.finding.Record.By }},
	{name: "standing_until", value: func(r *tableRow) any { return r.finding.Record.Until }},
	{name: "standing_at", value: func(r *tableRow) any { return display.Name(r.finding.Record.Where) }},
	{name: "sha256", value: func(r *tableRow) any { return r.doc.SHA256 }},
	{name: "key", value: func(r *tableRow) any { return r.finding.Key }},
}

// tableNames are the names of the columns.
func tableNames() []string {
	names := make([]string, len(tableColumns))
	for i, c := range tableColumns {
		names[i] = c.name
	}
	return names
}

// record is what the user's records know of a finding in a word: known, waived, late, outside. An
// open one has none.
func record(f *analyzer.Finding) string {
	if f.Record.State == analyzer.Open {
		return ""
	}
	return f.Record.State.String()
}

// carried are the words before its sentence from which a finding takes that it speaks of migrants.
func carried(r *tableRow) string {
	if c := r.finding.Carried; c != nil {
		return wording.OneLine(c.From.Of(r.doc.Text))
	}
	return ""
}

// clock is the time of a place in a recording.
func clock(p document.Place) string {
	if !p.Timed {
		return ""
	}
	return wording.Clock(p.Time)
}

// entryNames are the names of entries in one cell.
func entryNames(entries []*lexicon.Entry) string {
	var names []string
	for _, e := range entries {
		names = append(names, e.ID)
	}
	return strings.Join(names, "; ")
}

// known is a number that counts from 1, or nothing where it is not known.
func known(n int) any {
	if n == 0 {
		return nil
	}
	return n
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

// Package tally counts what an archive holds, part by part, and writes the counts as tables with one
// observation a row.
package tally

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/table"
)

// Label says what a document is counted under beside what is read in it. The zero value is unknown.
type Label struct{ Year, Source string }

// Of completes a label from a document's name: the year is the last in it; the source is its folder,
// without folders at its end that are only numbers.
func (l Label) Of(name string) Label {
	if l.Year == "" {
		l.Year = yearOf(name)
	}
	if l.Source == "" {
		l.Source = sourceOf(name)
	}
	return l
}

func sourceOf(name string) string {
	scheme, rest, found := strings.Cut(name, "://")
	if found {
		scheme += "://"
	} else {
		scheme, rest = "", name
	}
	folder := path.Dir(rest)
	for isNumber(path.Base(folder)) {
		folder = path.Dir(folder)
	}
	if folder == "." {
		folder = ""
	}
	return scheme + folder
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// The years that a name may tell.
const firstYear, lastYear = "1800", "2099"

// yearOf returns the last year in a name: four digits, or eight that are a day, with no digit beside
// them. It returns "" where there is none.
func yearOf(name string) string {
	found := ""
	for _, digits := range strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
		day := len(digits) == 8 && digits[4:6] >= "01" && digits[4:6] <= "12" && digits[6:] >= "01" && digits[6:] <= "31"
		if len(digits) != 4 && !day {
			continue
		}
		if year := digits[:4]; year >= firstYear && year <= lastYear {
			found = year
		}
	}
	return found
}

// Counts are what is counted under a key. Those of two parts of an archive are added.
type Counts struct {
	Documents, Unread, Pages, Words, Mentions, Findings, Gaps int64
}

// Add returns the sum of two counts.
func Add(a, b Counts) Counts {
	return Counts{
		a.Documents + b.Documents, a.Unread + b.Unread, a.Pages + b.Pages, a.Words + b.Words,
		a.Mentions + b.Mentions, a.Findings + b.Findings, a.Gaps + b.Gaps,
	}
}

// The tables, by the first part of a key.
const (
	documents = "documents"
	findings  = "findings"
	gaps      = "gaps"
)

// Tally counts some documents, by key. The zero value is empty.
type Tally map[string]Counts

// Document counts one document under a label.
func (t Tally) Document(r *analyzer.Report, l Label) {
	d := r.Doc
	lang := d.Lang
	if lang == "" && r.Language != nil {
		lang = r.Language.Code
	}
	one := Counts{
		Documents: 1, Pages: int64(len(d.Pages)), Words: int64(r.Words), Mentions: int64(r.People),
		Findings: int64(len(r.Findings)), Gaps: int64(len(r.Gaps())),
	}
	if one.Gaps > 0 {
		one.Unread = 1
	}
	t.add(one, documents, l.Year, l.Source, lang)
	each := Tally{}
	for i := range r.Findings {
		f := &r.Findings[i]
		each.add(
			Counts{Findings: 1}, findings, l.Year, l.Source, lang, f.Entry.Category.ID, f.Entry.ID,
			f.Verdict.Status.String(),
		)
	}
	for _, g := range r.Gaps() {
		reason := strings.TrimLeft(g.Reason, "0123456789 ") // How many words it is about.
		each.add(Counts{Gaps: 1}, gaps, l.Year, l.Source, reason)
	}
	for key, counts := range each {
		counts.Documents = 1
		t[key] = Add(t[key], counts)
	}
}

func (t Tally) add(c Counts, key ...string) {
	k := string(display.JSON(key))
	t[k] = Add(t[k], c)
}

// columns are those of a table: of the key, and of the counts.
type columns struct {
	table  string
	keys   []string
	counts []string
	of     func(Counts) []int64
}

var tables = []columns{
	{
		documents, []string{"year", "source", "language"},
		[]string{"documents", "not_fully_read", "pages", "words", "people_mentions", "findings", "gaps"},
		func(c Counts) []int64 {
			return []int64{c.Documents, c.Unread, c.Pages, c.Words, c.Mentions, c.Findings, c.Gaps}
		},
	},
	{
		findings, []string{"year", "source", "language", "category", "entry", "status"},
		[]string{"documents", "findings"},
		func(c Counts) []int64 { return []int64{c.Documents, c.Findings} },
	},
	{
		gaps, []string{"year", "source", "reason"},
		[]string{"documents", "gaps"},
		func(c Counts) []int64 { return []int64{c.Documents, c.Gaps} },
	},
}

// Tables are the names of the tables.
func Tables() []string {
	var names []string
	for _, t := range tables {
		names = append(names, t.table)
	}
	return names
}

// Write writes the table of a name as CSV, its rows in the order of their keys.
func (t Tally) Write(w io.Writer, name string) error {
	i := slices.IndexFunc(tables, func(c columns) bool { return c.table == name })
	if i < 0 {
		return fmt.Errorf("%s: no such table", name)
	}
	is := tables[i]
	type row struct {
		key    []string
		counts Counts
	}
	var all []row
	for key, counts := range t {
		var parts []string
		if err := json.Unmarshal([]byte(key), &parts); err != nil {
			return fmt.Errorf("%q is no key of a count", key)
		}
		if parts[0] == name {
			all = append(all, row{parts[1:], counts})
		}
	}
	slices.SortFunc(all, func(a, b row) int { return slices.CompareFunc(a.key, b.key, cmp.Compare[string]) })
	var values [][]any
	for _, r := range all {
		var cells []any
		for _, part := range r.key {
			cells = append(cells, part)
		}
		for _, n := range is.of(r.counts) {
			cells = append(cells, int(n))
		}
		values = append(values, cells)
	}
	return table.WriteTidy(w, append(slices.Clone(is.keys), is.counts...), values)
}

// Totals are the counts of all documents.
func (t Tally) Totals() Counts {
	var sum Counts
	for key, counts := range t {
		if strings.HasPrefix(key, `["`+documents+`"`) {
			sum = Add(sum, counts)
		}
	}
	return sum
}

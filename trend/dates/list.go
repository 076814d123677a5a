package dates

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Bounds of a list of dates.
const (
	maxListBytes = 256 << 20
	maxListRows  = 2_000_000
)

// Listed is what a list says of a document.
type Listed struct {
	Date    Dated // none where the row leaves it empty
	Speaker string
	Series  string
	Line    int
}

// Table is the user's list of documents: path, date, and perhaps speaker and series.
type Table struct {
	Columns []string // that it has

	rows map[string]Listed
	used map[string]bool
}

// columns are those that a list may have.
var columns = []string{"path", "date", "speaker", "series"}

// ReadTable reads a list of comma-separated or, by its first line, semicolon-separated values.
// Errors name the line.
func ReadTable(from io.Reader) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(from, maxListBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxListBytes {
		return nil, fmt.Errorf("longer than %d bytes", maxListBytes)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	head, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	if strings.Contains(head, ";") && !strings.Contains(head, ",") {
		r.Comma = ';'
	}
	t := &Table{rows: map[string]Listed{}, used: map[string]bool{}}
	places, err := t.header(r)
	if err != nil {
		return nil, err
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			var fault *csv.ParseError
			if errors.As(err, &fault) {
				return nil, fmt.Errorf("line %d: %w", fault.Line, fault.Err)
			}
			return nil, err
		}
		line, _ := r.FieldPos(0)
		if len(t.rows) == maxListRows {
			return nil, fmt.Errorf("line %d: more than %d rows", line, maxListRows)
		}
		if err := t.row(record, places, line); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// header reads the names of the columns, and returns where each of ours is, or -1.
func (t *Table) header(r *csv.Reader) ([]int, error) {
	names, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("is empty; its first line names the columns: path,date,speaker,series")
	}
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		names[i] = strings.ToLower(strings.TrimSpace(name))
	}
	var places []int
	for _, column := range columns {
		at := slices.Index(names, column)
		places = append(places, at)
		if at >= 0 {
			t.Columns = append(t.Columns, column)
		}
	}
	if places[0] < 0 || len(t.Columns) < 2 {
		return nil, fmt.Errorf("line 1: names the columns %s; expected path, and date, speaker or series",
			strings.Join(names, ", "))
	}
	return places, nil
}

func (t *Table) row(record []string, places []int, line int) error {
	cell := func(i int) string {
		if places[i] < 0 || places[i] >= len(record) {
			return ""
		}
		return strings.TrimSpace(record[places[i]])
	}
	name := cell(0)
	if name == "" {
		return errors.New("names no path")
	}
	row := Listed{Speaker: cell(2), Series: cell(3), Line: line}
	if date := cell(1); date != "" {
		d, ok := Parse(date)
		if !ok {
			return fmt.Errorf("%q is no date; expected 2016-03-11, 2016-03 or 2016", date)
		}
		row.Date = Dated{d, List, fmt.Sprintf("line %d", line)}
	}
	key := keyOf(name)
	if before, ok := t.rows[key]; ok {
		return fmt.Errorf("%s is in line %d too", name, before.Line)
	}
	t.rows[key] = row
	return nil
}

// keyOf is a path as a list is searched for it.
func keyOf(name string) string { return path.Clean(strings.ReplaceAll(name, `\`, "/")) }

// Has reports whether the list has a column.
func (t *Table) Has(column string) bool { return t != nil && slices.Contains(t.Columns, column) }

// Of is what the list says of a document that is known by some names.
func (t *Table) Of(names ...string) (Listed, bool) {
	if t == nil {
		return Listed{}, false
	}
	for _, name := range names {
		if row, ok := t.rows[keyOf(name)]; ok {
			t.used[keyOf(name)] = true
			return row, true
		}
	}
	return Listed{}, false
}

// Unused is how many rows no document was asked for.
func (t *Table) Unused() int {
	if t == nil {
		return 0
	}
	return len(t.rows) - len(t.used)
}

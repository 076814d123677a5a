package table

import "io"

// Sheet writes other tables in the form of the reports of kind csv.
type Sheet struct{ rows rows }

// NewSheet begins a table with the names of its columns.
func NewSheet(w io.Writer, names []string) (*Sheet, error) {
	s := &Sheet{rowsTo(w)}
	return s, s.rows.begin(names)
}

// Add writes a row of strings, ints, floats and nils, which are empty cells.
func (s *Sheet) Add(values ...any) { s.rows.add(values) }

// Flush writes what is held. The error is the first of all rows.
func (s *Sheet) Flush() error { return s.rows.flush() }

// BeganSheet is what a file of a table begins with, up to its first column.
func BeganSheet(columns string) string { return byteOrderMark + columns }

package table

import "io"

// WriteTidy writes a table for programs, as the kind csv writes its own: a row of names, and rows of
// strings, ints, floats and nils, which are empty cells. No cell begins a formula.
func WriteTidy(w io.Writer, names []string, values [][]any) error {
	r := rowsTo(w)
	if err := r.begin(names); err != nil {
		return err
	}
	for _, row := range values {
		r.add(row)
	}
	return r.flush()
}

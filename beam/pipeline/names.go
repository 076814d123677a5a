package pipeline

import (
	"context"
	"fmt"
	"strings"

	"refrain/beam/files"
	"refrain/check"
)

// eachPart names all parts, so that each is written, those without documents too: a part of an
// earlier run must not stay.
type eachPart struct{ Parts int }

func (e *eachPart) ProcessElement(_ []byte, emit func(int, Document)) {
	for part := range e.Parts {
		emit(part+1, Document{})
	}
}

// find hands on the files that a pattern fits.
type find struct{ Parts int }

func (f *find) ProcessElement(ctx context.Context, pattern string, emit func(int, Document)) error {
	names, err := files.Expand(ctx, pattern)
	for _, name := range names {
		emit(check.PartOf(name, f.Parts), Document{Name: name})
	}
	return err
}

// maxName is how many bytes a line of a list may have.
const maxName = 64 << 10

// readLine hands on the document that a line of a list names.
type readLine struct {
	Parts   int
	List    string
	Columns []string
}

func (l *readLine) ProcessElement(line string, emit func(int, Document)) error {
	d, err := documentOf(line, l.Columns)
	if err != nil {
		return fmt.Errorf("--files-from %s: %w", l.List, err)
	}
	if d.Name != "" {
		emit(check.PartOf(d.Name, l.Parts), d)
	}
	return nil
}

// documentOf reads a line of a list. An empty line has no name. A list cannot be trusted to be one
// of names when a line is longer than any name, or has too few columns.
func documentOf(line string, columns []string) (Document, error) {
	line = strings.TrimSuffix(line, "\r")
	switch {
	case len(line) > maxName:
		return Document{}, fmt.Errorf("a line is longer than %d bytes: %.60q", maxName, line)
	case line == "" || len(columns) == 0:
		return Document{Name: line}, nil
	}
	cells := strings.Split(line, "\t")
	if len(cells) != len(columns) {
		return Document{}, fmt.Errorf("%.200q has %d columns, not %d (%s); a tab parts them",
			line, len(cells), len(columns), strings.Join(columns, ", "))
	}
	var d Document
	for i, c := range columns {
		*map[string]*string{"name": &d.Name, "year": &d.Year, "source": &d.Source}[c] = cells[i]
	}
	return d, nil
}

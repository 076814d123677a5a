package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// byteOrderMark tells spreadsheets that a file of text is UTF-8.
const byteOrderMark = "\ufeff"

// BeganCSV reports whether a file that begins with head is such a report.
func BeganCSV(head string) bool {
	return strings.HasPrefix(head, byteOrderMark+"path,page,label,line,column,printed_line,")
}

// CSV writes a table of the findings, a row each, and nothing else: a program can load it as it is.
// The columns are called as in the JSON report. What was not read is in the table of documents.
type CSV struct {
	rows
	options stream.Options
	run     stream.Run
	cells   tableCells
}

// NewCSV returns a writer of such a report to w.
func NewCSV(w io.Writer, o stream.Options) *CSV {
	return &CSV{rows: rowsTo(w), options: o, cells: tableCells{}}
}

func (c *CSV) Begin(run stream.Run) error {
	c.run = run
	return c.begin(tableNames())
}

func (c *CSV) Document(r *analyzer.Report) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		c.add(c.cells.of(&tableRow{r.Doc, f, r.Doc.Locate(f.Span), c.run.Policy.Counts(f)}))
	}
	return c.flush()
}

// End tells the user of documents that were not read: they have no row here.
func (c *CSV) End(t stream.Totals) error {
	if t.Unread > 0 && c.options.Note != nil {
		c.options.Note(wording.In(c.run.Language).UnreadNote(t))
	}
	return c.flush()
}

// rows are a table of comma-separated values as RFC 4180 has it.
type rows struct {
	w   *csv.Writer
	out io.Writer
}

func rowsTo(w io.Writer) rows {
	w = display.Guard(w)
	r := rows{csv.NewWriter(w), w}
	r.w.UseCRLF = true
	return r
}

func (r *rows) begin(names []string) error {
	if _, err := io.WriteString(r.out, byteOrderMark); err != nil {
		return err
	}
	r.w.Write(names)
	return r.flush()
}

// add writes a row of strings, ints, floats and nils, which are empty cells.
func (r *rows) add(values []any) {
	cells := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case string:
			cells[i] = inert(v)
		case int:
			cells[i] = strconv.Itoa(v)
		case float64:
			cells[i] = strconv.FormatFloat(v, 'f', -1, 64)
		case nil:
		default:
			panic(fmt.Sprintf("a cell holds a %T", v))
		}
	}
	r.w.Write(cells)
}

func (r *rows) flush() error {
	r.w.Flush()
	return r.w.Error()
}

// inert is text that no spreadsheet takes for a formula. An apostrophe is put before a sign that
// would begin one: at the start of the cell, and after a semicolon or a bar, at which a spreadsheet
// of another country begins a new cell.
func inert(s string) string {
	var b strings.Builder
	starts := true
	for _, r := range s {
		if starts && strings.ContainsRune("=+-@＝＋－＠", r) {
			b.WriteByte('\'')
		}
		starts = r == ';' || r == '|' || starts && (r == ' ' || r == '"')
		b.WriteRune(r)
	}
	return b.String()
}

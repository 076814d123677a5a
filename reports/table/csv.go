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
	return strings.HasPrefix(head, byteOrderMark+"row,file,place,words,sentence,")
}

// CSV writes one table for everything. Its first column says what a row is: a gap of a document,
// the document, a finding that counts, one that is shown apart, or a sentence about the run. The
// gaps of a document stand before its findings.
type CSV struct {
	w     *csv.Writer
	out   io.Writer
	run   stream.Run
	cells tableCells
}

// NewCSV returns a writer of such a report to w.
func NewCSV(w io.Writer, _ stream.Options) *CSV {
	w = display.Guard(w)
	c := &CSV{w: csv.NewWriter(w), out: w, cells: tableCells{}}
	c.w.UseCRLF = true // as RFC 4180 has it
	return c
}

func (c *CSV) Begin(run stream.Run) error {
	c.run = run
	if _, err := io.WriteString(c.out, byteOrderMark); err != nil {
		return err
	}
	titles := []string{"row"}
	for _, column := range tableColumns {
		titles = append(titles, column.title)
	}
	c.w.Write(titles)
	return c.flush()
}

func (c *CSV) Document(r *analyzer.Report) error {
	for _, g := range wording.GroupGaps(r.Gaps()) {
		c.other("gap", map[string]string{
			fileColumn: wording.DocumentName(r.Doc), placeColumn: wording.GapPages(g),
			whyColumn: "not read, or not fully: " + wording.GapReason(g), considerColumn: g.Hint,
		})
	}
	if read := wording.DocumentFacts(r); read != "" {
		note := fmt.Sprintf("%s. sha256 %s. %s", read, r.Doc.SHA256, wording.RateWords("", stream.RatesOf(r, c.run.Policy)))
		c.other("document", map[string]string{fileColumn: wording.DocumentName(r.Doc), noteColumn: note})
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		row := "apart"
		if c.run.Policy.Counts(f) {
			row = "finding"
		}
		cells := []string{row}
		for _, v := range c.cells.of(&tableRow{r.Doc, f, r.Doc.Locate(f.Span)}) {
			switch v := v.(type) {
			case string:
				cells = append(cells, inert(v))
			case int:
				cells = append(cells, strconv.Itoa(v))
			default:
				cells = append(cells, "")
			}
		}
		c.w.Write(cells)
	}
	return c.flush()
}

// other writes a row that is no finding, with the values of a few columns.
func (c *CSV) other(row string, values map[string]string) {
	cells := []string{row}
	for _, column := range tableColumns {
		cells = append(cells, inert(tableText(values[column.title])))
	}
	c.w.Write(cells)
}

func (c *CSV) End(t stream.Totals) error {
	sentences := wording.Summary(t)
	sentences = append(sentences, wording.Limits)
	sentences = append(sentences, wording.Changes(c.run)...)
	for _, s := range append(sentences, wording.MadeBy(c.run)) {
		c.other("summary", map[string]string{noteColumn: s})
	}
	return c.flush()
}

func (c *CSV) flush() error {
	c.w.Flush()
	return c.w.Error()
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

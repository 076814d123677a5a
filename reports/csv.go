package reports

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"refrain/analyzer"
)

// byteOrderMark tells spreadsheets that a file of text is UTF-8.
const byteOrderMark = "\ufeff"

func beganCSV(head string) bool {
	return strings.HasPrefix(head, byteOrderMark+"row,file,place,words,sentence,")
}

// csvWriter writes one table for everything. Its first column says what a row is: a gap of a document, the document, a finding that counts, one that
// is shown apart, or a sentence about the run. The gaps of a document stand before its findings.
type csvWriter struct {
	w     *csv.Writer
	out   io.Writer
	run   Run
	cells tableCells
}

func newCSV(w io.Writer, _ Options) Writer {
	w = Guard(w)
	c := &csvWriter{w: csv.NewWriter(w), out: w, cells: tableCells{}}
	c.w.UseCRLF = true // as RFC 4180 has it
	return c
}

func (c *csvWriter) Begin(run Run) error {
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

func (c *csvWriter) Document(r *analyzer.Report) error {
	for _, g := range GroupGaps(r.Gaps()) {
		c.other("gap", map[string]string{fileColumn: shownName(r.Doc), placeColumn: pagesOf(g), whyColumn: "not read, or not fully: " + reasonOf(g), considerColumn: g.Hint})
	}
	if read := facts(r); read != "" {
		note := fmt.Sprintf("%s. sha256 %s. %s", read, r.Doc.SHA256, rateWords("", ratesOf(r, c.run.Policy)))
		c.other("document", map[string]string{fileColumn: shownName(r.Doc), noteColumn: note})
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
func (c *csvWriter) other(row string, values map[string]string) {
	cells := []string{row}
	for _, column := range tableColumns {
		cells = append(cells, inert(tableText(values[column.title])))
	}
	c.w.Write(cells)
}

func (c *csvWriter) End(t Totals) error {
	sentences := summary(t)
	sentences = append(sentences, limits)
	sentences = append(sentences, changed(c.run)...)
	for _, s := range append(sentences, madeBy(c.run)) {
		c.other("summary", map[string]string{noteColumn: s})
	}
	return c.flush()
}

func (c *csvWriter) flush() error {
	c.w.Flush()
	return c.w.Error()
}

// madeBy is the program and the lexicon that made a report.
func madeBy(run Run) string {
	return fmt.Sprintf("refrain %s, lexicon %s (%s; %s entries%s), sha256 %s", run.Version, run.LexiconVersion, strings.Join(run.Languages, ", "), and(run.Tiers), own(run), run.LexiconSHA256)
}

// reasonOf is why something was not read, without its pages.
func reasonOf(g GapGroup) string { return GapGroup{Reason: g.Reason, Accepted: g.Accepted}.String() }

// pagesOf are the pages of a gap in words, or "".
func pagesOf(g GapGroup) string {
	switch len(g.Pages) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("page %d", g.Pages[0])
	}
	return "pages " + ranges(g.Pages)
}

// inert is text that no spreadsheet takes for a formula. An apostrophe is put before a sign that would begin one: at the start of the cell, and after
// a semicolon or a bar, at which a spreadsheet of another country begins a new cell.
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

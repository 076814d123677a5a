package trend

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/wording"
	over "refrain/trend"
)

// Measures of a terminal report, in columns.
const (
	standardWidth = 100
	narrowest     = 60
	widest        = 120 // Longer lines are hard to read.
	barColumns    = 24  // of the drawing of an interval
	leastColumns  = 5   // of the table, without that drawing
)

// terminal writes lines for people.
type terminal struct {
	w     *bufio.Writer
	o     Options
	words say
	width int
}

func newTerminal(w io.Writer, o Options, words say) *terminal {
	width := o.Width
	if width <= 0 {
		width = standardWidth
	}
	return &terminal{bufio.NewWriter(display.Guard(w)), o, words, min(max(width, narrowest), widest)}
}

func writeTerminal(w io.Writer, r *Report, o Options) error {
	words := in(o.Language, r.Trend.Languages)
	t := newTerminal(w, o, words)
	t.title(words.Heading(r.Run))
	t.paragraph("", words.facts(r))
	for _, s := range r.Trend.Series {
		t.series(r.Trend, s)
	}
	t.leftOut(r.Trend)
	t.line("")
	for _, about := range words.about(r.Trend) {
		t.paragraph("", about)
	}
	return t.w.Flush()
}

// title is the first line, in which the program and its version stand out.
func (t *terminal) title(heading string) {
	name, rest, _ := strings.Cut(heading, ",")
	t.w.WriteString(t.bold(display.Printable(name)) + display.Printable(","+rest) + "\n")
}

func (t *terminal) bold(s string) string {
	if !t.o.Bold {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func (t *terminal) line(s string) {
	t.w.WriteString(strings.TrimRight(display.Printable(s), " ") + "\n")
}

// paragraph writes words in lines of the report's width, after some blanks.
func (t *terminal) paragraph(indent, s string) {
	for _, line := range wording.Wrap(wording.Plain(s), t.width-len(indent)) {
		var b strings.Builder
		for _, c := range line {
			b.WriteString(c.Text)
		}
		t.line(indent + b.String())
	}
}

// series writes a series as a table with a drawing of each interval.
func (t *terminal) series(all *over.Trend, s *over.Series) {
	w := t.words
	t.line("")
	t.w.WriteString(t.bold(display.Printable(w.seriesName(s))) + "\n")
	t.paragraph("", w.seriesFacts(s))
	most := highest(s, 0)
	bar := ""
	if most > 0 {
		bar = "0" + strings.Repeat(" ", barColumns-1-wording.Columns(w.Decimal(most))) + w.Decimal(most)
	}
	rows := [][]string{{
		w.Say(
			"period",
		), w.Say("documents"), w.Say("words"), w.Say("findings"), w.Say("findings per 1,000 words"), bar,
	}}
	for _, run := range runs(s.Points) {
		row := t.row(s, run[0], most)
		row[0] = span(w, run)
		rows = append(rows, row)
	}
	t.table(rows)
	for i := 0; i < len(s.Points); {
		note, end := w.notes(s.Points[i]), i+1
		for end < len(s.Points) && w.notes(s.Points[end]) == note {
			end++
		}
		if note != "" {
			t.paragraph("  ", span(w, s.Points[i:end])+": "+note)
		}
		i = end
	}
	for _, change := range w.changes(s) {
		t.paragraph("", change)
	}
	if t.o.Verbose {
		t.sentences(s)
	}
}

// runs are the points one by one, but for rows of points without documents, which are together.
func runs(points []*over.Point) [][]*over.Point {
	var all [][]*over.Point
	for i := 0; i < len(points); {
		end := i + 1
		for end < len(points) && empty(points[i]) && empty(points[end]) {
			end++
		}
		all = append(all, points[i:end])
		i = end
	}
	return all
}

func empty(p *over.Point) bool { return p.Documents+p.Unread == 0 }

// span names the periods of a run.
func span(w say, run []*over.Point) string {
	first, last := run[0].Period.String(), run[len(run)-1].Period.String()
	if len(run) == 1 {
		return first
	}
	return w.Say("{first} to {last}", "first", first, "last", last)
}

func (t *terminal) row(s *over.Series, p *over.Point, most float64) []string {
	w := t.words
	row := []string{p.Period.String(), w.Number(p.Documents), w.Number(p.Words), w.Number(p.Values[0].Uses), "", ""}
	if s.NoWords {
		row[2] = "?"
	}
	if p.Documents == 0 {
		row[2], row[3] = "–", "–"
		return row
	}
	v := p.Values[0]
	row[4] = w.rate(v.PerWords, v.NoWords)
	if most > 0 {
		row[5] = barOf(v.PerWords, most)
	}
	if p.Gaps+p.Unread > 0 {
		row[1] += "*"
	}
	return row
}

// barOf is a rate with its interval in barColumns columns: "  ├──●────┤  ".
func barOf(r *analyzer.Rate, most float64) string {
	if r == nil {
		return ""
	}
	at := func(x float64) int { return int(math.Round(x / most * (barColumns - 1))) }
	line := []rune(strings.Repeat(" ", barColumns))
	for i := at(r.Low); i <= at(r.High); i++ {
		line[i] = '─'
	}
	line[at(r.Low)], line[at(r.High)], line[at(r.Value)] = '├', '┤', '●'
	return string(line)
}

// highest is where the scale of a measure's rates by words ends, 0 where there is none.
func highest(s *over.Series, measure int) float64 {
	most := 0.0
	for _, p := range s.Points {
		if r := p.Values[measure].PerWords; r != nil {
			most = max(most, r.High)
		}
	}
	return most
}

// columns is how wide a cell is, with all of its blanks.
func columns(cell string) int {
	trimmed := strings.TrimLeft(cell, " ")
	return len(cell) - len(trimmed) + wording.Columns(trimmed)
}

// table writes rows whose columns are as wide as their cells. Numbers are at the right.
func (t *terminal) table(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	all := 2
	for _, width := range widths {
		all += width + 2
	}
	for _, row := range rows {
		if all > t.width+2 && len(row) > leastColumns {
			row = row[:leastColumns] // The drawing has no room.
		}
		var b strings.Builder
		b.WriteString("  ")
		for i, cell := range row {
			blanks := strings.Repeat(" ", max(widths[i]-columns(cell), 0))
			if i >= 1 && i <= 3 {
				fmt.Fprintf(&b, "%s%s  ", blanks, cell)
			} else {
				fmt.Fprintf(&b, "%s%s  ", cell, blanks)
			}
		}
		t.line(b.String())
	}
}

// sentences are those of all points.
func (t *terminal) sentences(s *over.Series) {
	for _, p := range s.Points {
		for i := range p.Sentences {
			sentence := &p.Sentences[i]
			t.line("")
			t.paragraph("", sentence.Date.String()+", "+t.words.where(sentence))
			t.paragraph("  ", sentence.Before+"["+sentence.Words+"]"+sentence.After)
			t.paragraph("  ", sentence.Entry+", "+t.words.Status(sentence.Status))
		}
		if p.More > 0 {
			t.line("")
			t.line(p.Period.String() + ": " + t.words.AndMore(p.More, "finding"))
		}
	}
}

// leftOut lists the documents that are in no period.
func (t *terminal) leftOut(all *over.Trend) {
	if len(all.Left) == 0 {
		return
	}
	t.line("")
	t.w.WriteString(t.bold(t.words.Say("In no period")) + "\n")
	for i := range all.Left {
		t.line("  " + t.words.left(&all.Left[i]))
	}
	if all.MoreLeft > 0 {
		t.line("  " + t.words.AndMore(all.MoreLeft, "document"))
	}
}

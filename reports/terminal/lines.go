package terminal

import (
	"bufio"
	"io"
	"strings"

	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Measures of lines, in columns.
const (
	standardWidth = 100
	narrowest     = 40
	widest        = 120 // Longer lines are hard to read.
	leastLabel    = 10  // of the column with why, consider, sources

	Indent = "  " // before what belongs to a line above
)

// Lines writes for people who read a terminal or a text file: lines, paragraphs that are wrapped, and
// paragraphs beside a label. What it writes cannot steer a terminal. Errors come with Flush.
type Lines struct {
	w     *bufio.Writer
	Color bool // bold words and marked ones
	Width int  // columns
	Label int  // columns of the label beside a paragraph, with the blanks after it
}

// NewLines returns lines for w, as wide as the options say.
func NewLines(w io.Writer, o stream.Options) Lines {
	width := o.Width
	if width <= 0 {
		width = standardWidth
	}
	return Lines{
		w: bufio.NewWriter(display.Guard(w)), Color: o.Color, Width: min(max(width, narrowest), widest), Label: leastLabel,
	}
}

// Flush writes what is still held.
func (t *Lines) Flush() error { return t.w.Flush() }

// Cells is a line of cells, the marked ones in colour where there is colour.
func (t *Lines) Cells(line []wording.Cell) string {
	var b strings.Builder
	on := false
	for _, c := range line {
		if t.Color && c.Marked != on {
			if on = c.Marked; on {
				b.WriteString("\x1b[1;4;33m")
			} else {
				b.WriteString("\x1b[0m")
			}
		}
		b.WriteString(c.Text)
	}
	if on {
		b.WriteString("\x1b[0m")
	}
	return b.String()
}

// Carets has a caret below each column of a marked cell; "" where no cell is marked.
func Carets(line []wording.Cell) string {
	var b strings.Builder
	for _, c := range line {
		mark := " "
		if c.Marked {
			mark = "^"
		}
		b.WriteString(strings.Repeat(mark, c.Width))
	}
	return strings.TrimRight(b.String(), " ")
}

// Labelled writes a paragraph beside its label.
func (t *Lines) Labelled(name, text string) {
	for i, line := range wording.Wrap(wording.Plain(text), t.Width-len(Indent)-t.Label) {
		if i > 0 {
			name = ""
		}
		t.labelledLine(name, t.Cells(line))
	}
}

func (t *Lines) labelledLine(name, line string) {
	t.Line(Indent, t.Bold(name)+strings.Repeat(" ", max(1, t.Label-wording.Columns(name)))+line)
}

// Line writes one line; what stands before it is left out of an empty one.
func (t *Lines) Line(before, s string) {
	if s != "" {
		t.w.WriteString(before + s)
	}
	t.w.WriteByte('\n')
}

// Clipped is text as one line of so many columns, with an ellipsis where it is longer.
func (t *Lines) Clipped(text string, room int) string {
	lines := wording.Wrap(wording.Plain(text), room)
	if len(lines) > 1 {
		return t.Cells(wording.Wrap(wording.Plain(text), room-2)[0]) + " …"
	}
	return t.Cells(lines[0])
}

// Paragraph writes words, wrapped.
func (t *Lines) Paragraph(before, s string) {
	for _, line := range wording.Wrap(wording.Plain(s), t.Width-len(before)) {
		t.Line(before, t.Cells(line))
	}
}

// Bold is text in bold letters where there is colour.
func (t *Lines) Bold(s string) string {
	if !t.Color || s == "" {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

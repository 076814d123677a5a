package wording

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"refrain/analyzer/document"
	"refrain/internal/display"
)

// Cell is one character as a terminal shows it: with its accents, and as wide as it is there.
type Cell struct {
	Text   string
	Width  int
	blank  bool
	Marked bool
}

// Ellipsis stands where characters are left out.
var Ellipsis = Cell{Text: "…", Width: 1}

// Cells are the characters of a stretch of text, with those of the marked span marked. Blanks and
// line breaks in a row become one; what could steer the terminal becomes a dot.
func Cells(text string, s, marked document.Span) []Cell {
	all := make([]Cell, 0, s.Len())
	state := -1
	var cluster string
	var width int
	for at, rest := s.Start, s.Of(text); rest != ""; at += len(cluster) {
		if alone(rest) {
			cluster, rest, width, state = rest[:1], rest[1:], 1, -1
		} else {
			cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
		}
		c := Cell{Text: cluster, Width: width, Marked: at >= marked.Start && at < marked.End}
		switch cluster {
		case " ", "\n", "\t", "\r\n", "\f":
			if len(all) == 0 || all[len(all)-1].blank {
				continue
			}
			c = Cell{Text: " ", Width: 1, blank: true, Marked: c.Marked}
		default:
			if safe := display.Printable(cluster); safe != cluster {
				c.Text, c.Width = safe, uniseg.StringWidth(safe)
			}
		}
		all = append(all, c)
	}
	if n := len(all); n > 0 && all[n-1].blank {
		all = all[:n-1]
	}
	return all
}

// alone reports whether s begins with a character of one column that nothing joins: ASCII before
// ASCII, or at the end.
func alone(s string) bool { return s[0] >= ' ' && s[0] <= '~' && (len(s) == 1 || s[1] < utf8.RuneSelf) }

// Around shortens cells to so many columns around the marked ones, at blanks, with an ellipsis
// where something is left out.
func Around(all []Cell, columns int) []Cell {
	first, last := 0, len(all)
	for first < len(all) && !all[first].Marked {
		first++
	}
	for last > first && !all[last-1].Marked {
		last--
	}
	total := widthOf(all)
	if total <= columns {
		return all
	}
	room := max((columns-widthOf(all[first:last]))/2, 0)
	left, right := max(room, columns-widthOf(all[first:])), max(room, columns-widthOf(all[:last]))
	from, to := first, last
	for from > 0 && left >= all[from-1].Width {
		from--
		left -= all[from].Width
	}
	for to < len(all) && right >= all[to].Width {
		right -= all[to].Width
		to++
	}
	var out []Cell
	if from > 0 {
		for from < first && !all[from].blank {
			from++
		}
		out = append(out, Ellipsis)
	}
	if to < len(all) {
		for to > last && !all[to-1].blank {
			to--
		}
		return append(append(out, all[from:to]...), Ellipsis)
	}
	return append(out, all[from:to]...)
}

func widthOf(all []Cell) int {
	n := 0
	for _, c := range all {
		n += c.Width
	}
	return n
}

// Wrap breaks cells into lines of so many columns, at blanks where there are any.
func Wrap(all []Cell, columns int) [][]Cell {
	var lines [][]Cell
	for len(all) > 0 {
		end, width, brk := 0, 0, 0
		for end < len(all) && (width+all[end].Width <= columns || end == 0) {
			if all[end].blank {
				brk = end
			}
			width += all[end].Width
			end++
		}
		switch {
		case end == len(all):
			return append(lines, all)
		case all[end].blank:
			brk = end
		case brk == 0:
			lines, all = append(lines, all[:end]), all[end:]
			continue
		}
		lines, all = append(lines, all[:brk]), all[brk+1:]
	}
	return lines
}

// Plain are the cells of our own words, for wrapping.
func Plain(s string) []Cell { return Cells(s, document.Span{End: len(s)}, document.Span{}) }

// Columns is how many columns a line takes on a terminal.
func Columns(line string) int { return widthOf(Plain(line)) }

// Beginning shortens a line to so many columns, without a sign that it does.
func Beginning(line string, columns int) string {
	var b strings.Builder
	for _, c := range Plain(line) {
		if columns -= c.Width; columns < 0 {
			break
		}
		b.WriteString(c.Text)
	}
	return b.String()
}

// Ending shortens a line to so many columns by its beginning, with an ellipsis in its place. It is
// "" where there is no room for a character of it.
func Ending(line string, columns int) string {
	all := Plain(line)
	if widthOf(all) <= columns {
		return line
	}
	columns -= Ellipsis.Width
	from := len(all)
	for from > 0 && all[from-1].Width <= columns {
		from--
		columns -= all[from].Width
	}
	if from == len(all) {
		return ""
	}
	var b strings.Builder
	b.WriteString(Ellipsis.Text)
	for _, c := range all[from:] {
		b.WriteString(c.Text)
	}
	return b.String()
}

package reports

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"refrain/analyzer/document"
)

// contextLimit is how many bytes of a sentence stand on either side of a finding, at most. It is far above any sentence of prose; without it a
// table that was read as one sentence would be printed whole for each of its findings.
const contextLimit = 1000

// excerpt is the sentence around a finding: whole, or where it is longer than so many bytes on a side, cut at a blank.
func excerpt(text string, sentence, span document.Span, limit int) (s document.Span, cutLeft, cutRight bool) {
	s = sentence
	if span.Start-s.Start > limit {
		s.Start, cutLeft = span.Start-limit, true
		if i := strings.IndexAny(text[s.Start:span.Start], " \n"); i >= 0 {
			s.Start += i + 1
		}
		for s.Start < span.Start && !utf8.RuneStart(text[s.Start]) {
			s.Start++
		}
	}
	if s.End-span.End > limit {
		s.End, cutRight = span.End+limit, true
		if i := strings.LastIndexAny(text[span.End:s.End], " \n"); i >= 0 {
			s.End = span.End + i
		}
		for s.End > span.End && !utf8.RuneStart(text[s.End]) {
			s.End--
		}
	}
	return s, cutLeft, cutRight
}

// context is the sentence around a finding in one line, with an ellipsis where it was cut.
func context(text string, sentence, span document.Span) string {
	s, cutLeft, cutRight := excerpt(text, sentence, span, contextLimit)
	line := make([]byte, 0, s.Len()+8)
	if cutLeft {
		line = append(line, "… "...)
	}
	line = appendLine(line, s.Of(text))
	if cutRight {
		line = append(line, " …"...)
	}
	return string(line)
}

// appendLine appends the words of a canonical text, which has no white space but blanks and line breaks, with one blank between two.
func appendLine(line []byte, text string) []byte {
	first := len(line)
	for len(text) > 0 {
		end := 0
		for end < len(text) && text[end] != ' ' && text[end] != '\n' {
			end++
		}
		if end > 0 {
			if len(line) > first {
				line = append(line, ' ')
			}
			line = append(line, text[:end]...)
		}
		text = text[min(end+1, len(text)):]
	}
	return line
}

// cell is one character as a terminal shows it: with its accents, and as wide as it is there.
type cell struct {
	text   string
	width  int
	blank  bool
	marked bool
}

var ellipsis = cell{text: "…", width: 1}

// cells are the characters of a stretch of text, with those of the marked span marked. Blanks and line breaks in a row become one; what could
// steer the terminal becomes a dot.
func cells(text string, s, marked document.Span) []cell {
	all := make([]cell, 0, s.Len())
	state := -1
	var cluster string
	var width int
	for at, rest := s.Start, s.Of(text); rest != ""; at += len(cluster) {
		if alone(rest) {
			cluster, rest, width, state = rest[:1], rest[1:], 1, -1
		} else {
			cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
		}
		c := cell{text: cluster, width: width, marked: at >= marked.Start && at < marked.End}
		switch cluster {
		case " ", "\n", "\t", "\r\n", "\f":
			if len(all) == 0 || all[len(all)-1].blank {
				continue
			}
			c = cell{text: " ", width: 1, blank: true, marked: c.marked}
		default:
			if safe := Printable(cluster); safe != cluster {
				c.text, c.width = safe, uniseg.StringWidth(safe)
			}
		}
		all = append(all, c)
	}
	if n := len(all); n > 0 && all[n-1].blank {
		all = all[:n-1]
	}
	return all
}

// alone tells whether s begins with a character of one column that nothing joins: ASCII before ASCII, or at the end.
func alone(s string) bool { return s[0] >= ' ' && s[0] <= '~' && (len(s) == 1 || s[1] < utf8.RuneSelf) }

// around shortens cells to so many columns around the marked ones, at blanks, with an ellipsis where something is left out.
func around(all []cell, columns int) []cell {
	first, last := 0, len(all)
	for first < len(all) && !all[first].marked {
		first++
	}
	for last > first && !all[last-1].marked {
		last--
	}
	total := widthOf(all)
	if total <= columns {
		return all
	}
	room := max((columns-widthOf(all[first:last]))/2, 0)
	left, right := max(room, columns-widthOf(all[first:])), max(room, columns-widthOf(all[:last]))
	from, to := first, last
	for from > 0 && left >= all[from-1].width {
		from--
		left -= all[from].width
	}
	for to < len(all) && right >= all[to].width {
		right -= all[to].width
		to++
	}
	var out []cell
	if from > 0 {
		for from < first && !all[from].blank {
			from++
		}
		out = append(out, ellipsis)
	}
	if to < len(all) {
		for to > last && !all[to-1].blank {
			to--
		}
		return append(append(out, all[from:to]...), ellipsis)
	}
	return append(out, all[from:to]...)
}

func widthOf(all []cell) int {
	n := 0
	for _, c := range all {
		n += c.width
	}
	return n
}

// wrap breaks cells into lines of so many columns, at blanks where there are any.
func wrap(all []cell, columns int) [][]cell {
	var lines [][]cell
	for len(all) > 0 {
		end, width, brk := 0, 0, 0
		for end < len(all) && (width+all[end].width <= columns || end == 0) {
			if all[end].blank {
				brk = end
			}
			width += all[end].width
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

// plain are the cells of our own words, for wrapping.
func plain(s string) []cell { return cells(s, document.Span{End: len(s)}, document.Span{}) }

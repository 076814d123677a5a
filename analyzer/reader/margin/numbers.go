package margin

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// What makes numbers those of lines.
const (
	fewestNumbers = 4  // in a row; a page that follows may have fewer
	fewestFives   = 2  // likewise, where every fifth line has one
	fewestAlone   = 10 // in a row, of those that are apart from their lines
	digitsOfLine  = 3  // of a number
	shortestLine  = 20 // bytes of the text of a numbered line, on average
	oneFlows      = 6  // numbered lines of which one at least goes on with the sentence of the line before
	mostBetween   = 12 // lines between two numbered pages
	everyFifth    = 5  // line has a number, in some bills
	farFromText   = 3  // blanks before a number in the right margin
)

// number is one that may be printed beside a line.
type number struct {
	document.Span     // in the text
	value         int // 0 for none
	line          int
	left, right   int // the columns that it is in
	rest          document.Span
	trailing      bool // it is after the text of its line
}

// numbersOf returns the marks of a text with numbered lines.
func numbersOf(text string, lines []line) []Mark {
	for _, trailing := range []bool{false, true} {
		numbers := make([]number, len(lines))
		for i, l := range lines {
			numbers[i] = numberOf(text, i, l, trailing)
		}
		for _, step := range []int{1, everyFifth} {
			rows := rowsOf(numbers, lines, step)
			if kept := trusted(text, lines, rows, step); len(kept) > 0 {
				n := numbered{text: text, lines: lines, step: step}
				return n.marks(kept)
			}
		}
	}
	return nil
}

// numberOf is the number at one end of a line, with its value 0 where there is none.
func numberOf(text string, i int, l line, trailing bool) number {
	s := l.of(text)
	n := number{line: i, trailing: trailing}
	digits := 0
	if !trailing {
		for digits < len(s) && digits <= digitsOfLine && s[digits] >= '0' && s[digits] <= '9' {
			digits++
		}
		if digits == 0 || digits > digitsOfLine || digits < len(s) && canonical.BlankAt(s, digits) == 0 ||
			s[0] == '0' {
			return n
		}
		n.value, _ = strconv.Atoi(s[:digits])
		n.Span = document.Span{Start: l.start, End: l.start + digits}
		n.left, n.right = l.column, l.column+digits
		rest := strings.TrimLeft(s[digits:], canonical.AllBlanks)
		n.rest = document.Span{Start: l.end - len(rest), End: l.end}
		return n
	}
	for digits < len(s) && digits <= digitsOfLine && s[len(s)-digits-1] >= '0' && s[len(s)-digits-1] <= '9' {
		digits++
	}
	before := strings.TrimRight(s[:len(s)-digits], canonical.Blanks)
	if digits == 0 || digits > digitsOfLine || before != "" && len(s)-digits-len(before) < farFromText {
		return n
	}
	n.value, _ = strconv.Atoi(s[len(s)-digits:])
	n.Span = document.Span{Start: l.start + len(before), End: l.end}
	n.right = l.column + utf8.RuneCountInString(s)
	n.left = n.right - digits
	n.rest = document.Span{Start: l.start, End: l.start + len(before)}
	return n
}

// rowsOf are the rows of numbers that go up by one from line to line, or by five every fifth line,
// one below the other.
func rowsOf(numbers []number, lines []line, step int) [][]number {
	var rows [][]number
	var row []number
	end := func() {
		if len(row) > 0 {
			rows = append(rows, row)
		}
		row = nil
	}
	for i, n := range numbers {
		if len(row) > 0 {
			last := row[len(row)-1]
			if n.value == last.value+step && i-last.line == step && n.below(last) {
				row = append(row, n)
				continue
			}
			if i-last.line >= step || n.value > 0 && step == 1 {
				end()
			}
		}
		if n.value > 0 && (step == 1 || n.value%step == 0) && len(row) == 0 {
			row = []number{n}
		}
	}
	end()
	return rows
}

// below reports whether a number is printed below another one.
func (n number) below(m number) bool { return n.right == m.right || n.left == m.left }

// trusted are the rows that are those of lines: rows that are long enough, of lines whose sentences
// run on, and such as go on with their numbers or begin anew in the same column.
func trusted(text string, lines []line, rows [][]number, step int) [][]number {
	fewest := fewestNumbers
	if step > 1 {
		fewest = fewestFives
	}
	var sure []number // the first of each row that is beyond doubt
	for _, row := range rows {
		if len(row) >= fewest && (runsOn(text, lines, row) || bareRow(row)) {
			sure = append(sure, row[0])
		}
	}
	if len(sure) == 0 {
		return nil
	}
	var kept [][]number
	last := 0
	for _, row := range rows {
		first := row[0]
		aligned := false
		for _, n := range sure[:min(len(sure), 100)] {
			aligned = aligned || first.below(n)
		}
		begins := first.value == 1 || first.value == step || len(row) >= fewest && first.value < 2*fewestNumbers
		if aligned && (first.value == last+step || begins) || len(row) >= fewest && runsOn(text, lines, row) {
			kept = append(kept, row)
			last = row[len(row)-1].value
		}
	}
	return kept
}

// bareRow reports whether numbers are apart from the lines that they belong to, as programs write
// them that read one column of a page after the other.
func bareRow(row []number) bool {
	if len(row) < fewestAlone || row[0].value != 1 {
		return false
	}
	for _, n := range row {
		if n.rest.Len() > 0 {
			return false
		}
	}
	return true
}

// runsOn reports whether the lines of a row are those of prose: long enough, and some of them go on
// with the sentence of the line before. The lines of lists and tables do not.
func runsOn(text string, lines []line, row []number) bool {
	size, texts, flowing := 0, 0, 0
	from, to := row[0].line, row[len(row)-1].line
	at := 0
	for i := from; i <= to; i++ {
		rest := document.Span{Start: lines[i].start, End: lines[i].end}
		if at < len(row) && row[at].line == i {
			rest = row[at].rest
			at++
		}
		s := rest.Of(text)
		if s == "" {
			continue
		}
		size += len(s)
		texts++
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“\"'(["))
		if unicode.IsLower(first) && i > from {
			flowing++
		}
		if strings.Contains(s, "    ") { // A table has wide blanks.
			size -= len(s) / 2
		}
	}
	return texts > 0 && size >= shortestLine*texts && flowing*oneFlows >= texts
}

// numbered makes marks of rows of numbers.
type numbered struct {
	text  string
	lines []line
	step  int
	list  []Mark
	end   int // of the text before; 0 before the first mark
}

func (w *numbered) marks(rows [][]number) []Mark {
	last := -1 // the line that had the last number
	for _, row := range rows {
		between := row[0].line - last - 1
		furniture := last >= 0 && between > 0 && between <= mostBetween && w.step == 1 &&
			(row[0].value == 1 || w.lines[row[0].line].page || pageBetween(w.lines, last+1, row[0].line))
		var apart []document.Span
		if furniture {
			apart = paragraphsOf(w.text, w.lines[last+1:row[0].line])
		} else if between > 0 && last >= 0 {
			at := w.lines[last+1].start
			w.list = append(w.list, Mark{Span: document.Span{Start: at, End: at}})
			w.end = 0
		}
		for i, n := range row {
			if i > 0 {
				apart = nil
				w.unnumbered(row[i-1].line+1, n.line)
			}
			w.number(n, apart)
		}
		last = row[len(row)-1].line
	}
	if last >= 0 && last+1 < len(w.lines) {
		at := w.lines[last+1].start
		w.list = append(w.list, Mark{Span: document.Span{Start: at, End: at}})
	}
	return w.list
}

// unnumbered are the lines between two numbers of a text with a number on every fifth line.
func (w *numbered) unnumbered(from, to int) {
	if to > from {
		at := w.lines[from].start
		w.list = append(w.list, Mark{Span: document.Span{Start: at, End: at}})
		w.end = 0
	}
}

// number makes a mark of a number. The line break before it goes on with the text before, unless
// the blank lines there part paragraphs.
func (w *numbered) number(n number, apart []document.Span) {
	l := w.lines[n.line]
	if n.trailing {
		w.list = append(w.list, Mark{Span: document.Span{Start: l.start, End: l.start}, Printed: n.value})
		w.list = append(w.list, Mark{Span: n.Span, Printed: n.value})
		w.end = 0
		return
	}
	m := Mark{Span: document.Span{Start: l.start, End: n.rest.Start}, Printed: n.value}
	if w.end > 0 && w.end <= l.start {
		m.Start, m.With, m.Apart = w.end, "\n", apart
		before := strings.TrimRight(w.text[:w.end], canonical.Blanks)
		parted := l.blanks > 0 || len(apart) > 0
		c := before[len(before)-1]
		ends := SentenceEnds(before) || c == ':' || c == ';'
		if n.rest.Len() > 0 && (parted && ends || answers(n.rest.Of(w.text)) || Speaker(n.rest.Of(w.text)) != "") {
			m.With = "\n\n"
		}
	}
	if n.rest.Len() == 0 {
		m.With = w.bare()
	}
	w.list = append(w.list, m)
	w.end = l.end
}

// bare is what takes the place of a number without a line: of a blank line, unless a sentence runs
// over it.
func (w *numbered) bare() string {
	if w.end == 0 || !SentenceEnds(strings.TrimRight(w.text[:w.end], canonical.Blanks+"0123456789")) {
		return ""
	}
	return "\n\n"
}

// answers reports whether a line is a question or an answer in the record of a hearing: "Q. Where".
func answers(line string) bool {
	if line[0] != 'Q' && line[0] != 'A' {
		return false
	}
	rest := strings.TrimLeft(line[1:], ".:")
	return canonical.BlankAt(rest, 0) > 0 && (len(rest) < len(line)-1 || canonical.BlankAt(rest, 1) > 0)
}

// pageBetween reports whether a page break is before one of the lines from from up to to.
func pageBetween(lines []line, from, to int) bool {
	for _, l := range lines[from : to+1] {
		if l.page {
			return true
		}
	}
	return false
}

// paragraphsOf are the heads, feet and notes that lines make. A line that begins with a small
// letter goes on with the one before.
func paragraphsOf(text string, lines []line) []document.Span {
	var all []document.Span
	for i, l := range lines {
		if first, _ := utf8.DecodeRuneInString(l.of(text)); i > 0 && l.blanks == 0 && unicode.IsLower(first) {
			all[len(all)-1].End = l.end
			continue
		}
		all = append(all, document.Span{Start: l.start, End: l.end})
	}
	return all
}

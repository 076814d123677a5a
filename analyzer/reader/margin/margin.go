// Package margin finds what is printed beside the lines of a text and is no part of its sentences:
// the times and the speakers of transcripts, the numbers of lines, and the heads and feet of pages.
package margin

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// Mark is a stretch of a text that is no part of its sentences. What it says of the text after it
// holds up to the next mark.
type Mark struct {
	document.Span                 // in the text that was searched; it may be empty
	With          string          // what takes its place: nothing, a line break or a blank line
	Time          time.Duration   // when the text after it was spoken
	Printed       int             // the number printed beside the line after it; 0 for none
	Speaker       string          // who speaks; "" where nobody is named
	Apart         []document.Span // words in it that are to be read, but in no sentence: names, heads of pages
	Notes         []document.Span // likewise notes at the foot of a page
}

// Marks are all marks of a text, in order and disjoint.
type Marks struct {
	List  []Mark
	Timed bool // they are the times of a transcript
}

// Find returns the marks of a text. A text without any costs one look at the start and the end of
// each line. Nothing is a mark by its looks alone: times go up from one to the next, numbers of
// lines count, and heads of pages come again on other pages.
func Find(text string) Marks {
	n := candidatesOf(text)
	pages := strings.Count(text, "\f")
	times, numbers := n.times >= fewestTimes, n.numbers >= fewestNumbers || n.fives >= fewestFives
	marked := strings.Contains(text, pageMark)
	if !times && !numbers && pages == 0 && !marked || n.lines*lineBytes > freeBytes+mostBytes*len(text) {
		return Marks{}
	}
	lines := linesOf(text)
	if times {
		if list := timesOf(text, lines); len(list) > 0 {
			return Marks{list, true}
		}
	}
	if numbers {
		if list := numbersOf(text, lines); len(list) > 0 {
			return Marks{List: list}
		}
	}
	if marked {
		if list := pageMarksOf(text, lines); len(list) > 0 {
			return Marks{List: list}
		}
	}
	if pages > 0 {
		return Marks{List: headsOf(text, lines)}
	}
	return Marks{}
}

// candidates are how many lines may begin or end with a mark.
type candidates struct{ lines, times, numbers, fives int }

// What is kept of a line takes so many bytes, of which a text may take so many for each of its own.
// A text of nothing but short lines is not searched, unless it is small.
const (
	lineBytes = 200
	mostBytes = 16
	freeBytes = 4 << 20
)

// candidatesOf counts the lines that may begin or end with a time or with a number.
func candidatesOf(text string) (n candidates) {
	for i := 0; i < len(text); {
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			end = len(text) - i
		}
		line := text[i : i+end]
		i += end + 1
		for line != "" && canonical.IsBlank(line[0]) {
			line = line[1:]
		}
		for line != "" && canonical.IsBlank(line[len(line)-1]) {
			line = line[:len(line)-1]
		}
		if n.lines++; line != "" {
			n.line(line)
		}
	}
	return n
}

// line counts a line.
func (n *candidates) line(line string) {
	first, last := line[0], line[len(line)-1]
	switch {
	case first >= '0' && first <= '9':
		n.begins(line)
	case (first < 'A' || first > 'z' || first > 'Z' && first < 'a') && digitSoon(line):
		n.times++
		return
	}
	switch {
	case last >= '0' && last <= '9':
		n.ends(line)
	case last == ')' || last == ':' || last == ']' || last == '*':
		at := strings.TrimRight(line[max(0, len(line)-12):], ")]:*")
		if at != "" && at[len(at)-1] >= '0' && at[len(at)-1] <= '9' && strings.IndexByte(at, ':') >= 0 {
			n.times++
		}
	}
}

// begins counts a line that begins with a digit.
func (n *candidates) begins(line string) {
	digits := digitsAt(line)
	switch {
	case digits == len(line) || canonical.IsBlank(line[digits]):
		n.number(line[digits-1])
	case line[digits] == ':' || line[digits] == 'h' || line[digits] == 'm':
		n.times++
	}
}

// ends counts a line that ends with a digit.
func (n *candidates) ends(line string) {
	digits := len(line)
	for digits > 0 && line[digits-1] >= '0' && line[digits-1] <= '9' {
		digits--
	}
	switch {
	case digits > farFromText && canonical.IsBlank(line[digits-1]) && canonical.IsBlank(line[digits-2]):
		n.number(line[len(line)-1])
	case digits > 1 && line[digits-1] == ':' && (line[0] < '0' || line[0] > '9'):
		n.times++
	}
}

// number counts a number by its last digit.
func (n *candidates) number(last byte) {
	n.numbers++
	if last == '0' || last == '5' {
		n.fives++
	}
}

// digitsAt is how many digits a line begins with.
func digitsAt(line string) int {
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	return n
}

// digitSoon reports whether a digit is among the first bytes of a line, and a colon soon after it.
func digitSoon(line string) bool {
	const soon, after = 6, 10
	at := strings.IndexAny(line[:min(len(line), soon)], "0123456789")
	return at >= 0 && strings.ContainsAny(line[at:min(len(line), at+after)], ":hm")
}

// line is a line of a text that is not blank.
type line struct {
	start, end int  // without the blanks around it
	from       int  // where it begins, with them
	column     int  // of its first character, from 0, tabs counted
	blanks     int  // blank lines before it
	page       bool // a page break comes before it
}

func (l line) of(text string) string { return text[l.start:l.end] }

// linesOf are the lines of a text that are not blank.
func linesOf(text string) []line {
	lines := make([]line, 0, len(text)/60+1)
	next := line{}
	for i := 0; i <= len(text); {
		end := i
		for end < len(text) && text[end] != '\n' && text[end] != '\r' && text[end] != '\f' && text[end] != '\v' {
			end++
		}
		l := next
		l.from, l.start, l.end = i, i, end
		for l.start < l.end && canonical.IsBlank(text[l.start]) {
			if l.column++; text[l.start] == '\t' {
				l.column = (l.column + 7) / 8 * 8
			}
			l.start++
		}
		for l.start < l.end && canonical.IsBlank(text[l.end-1]) {
			l.end--
		}
		if l.start < l.end {
			lines, next = append(lines, l), line{}
		} else {
			next.blanks++
		}
		if end < len(text) && text[end] == '\f' {
			next.page = true
		}
		if strings.HasPrefix(text[end:], "\r\n") {
			end++
		}
		i = end + 1
	}
	return lines
}

// SentenceEnds reports whether s ends with the end of a sentence, perhaps inside quotation marks or
// brackets.
func SentenceEnds(s string) bool {
	s = strings.TrimRight(s[max(0, len(s)-24):], canonical.Blanks+"\"'”’»)]♪*_")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟", r)
}

// Speaker is the name in capitals before a colon that a line begins with; "" where there is none.
func Speaker(line string) string {
	colon := strings.IndexByte(line[:min(len(line), longestName)], ':')
	if colon < 2 || colon+1 < len(line) && line[colon+1] != ' ' {
		return ""
	}
	letters := 0
	for _, r := range line[:colon] {
		if unicode.IsUpper(r) {
			letters++
		} else if !strings.ContainsRune(" .-'’", r) {
			return ""
		}
	}
	if letters < 2 {
		return ""
	}
	return line[:colon]
}

const longestName = 40 // bytes

// isName reports whether s may be the name of a speaker: a few words, the first and the last of
// them with a capital or a digit, and no mark of a sentence.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(s) > longestName || strings.ContainsAny(s, "!?;:\"“”") {
		return false
	}
	capitals := false
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(["))
		capitals = capitals || unicode.IsUpper(r) || unicode.Is(unicode.Lo, r)
		small := !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r)
		if small && (i == 0 || i == len(words)-1 || utf8.RuneCountInString(w) > 3) {
			return false
		}
	}
	last := words[len(words)-1]
	return capitals && !strings.HasSuffix(last, ".") || last == "Jr." || last == "Sr."
}

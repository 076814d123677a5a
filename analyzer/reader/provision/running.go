package provision

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/reader/canonical"
)

// mostQuoted is over how many paragraphs a quotation goes on at most: one that nobody closed must not
// hide the numbers of all that follows.
const mostQuoted = 12

// longParagraph is how many bytes a paragraph with a number has at least that is hardly the item of a
// list.
const longParagraph = 120

// hanging is the path of a paragraph whose number was printed apart, beside it: "3" and "The Government
// set up". Of the number itself it is the path as it was.
func (o *Outline) hanging(text string) (path string, ok bool) {
	const longest = 4 // digits
	number := o.hung
	o.hung = ""
	if len(text) <= longest && strings.Trim(text, "0123456789") == "" && text != "" && o.row > 0 && o.isNext(text) {
		o.hung = text
		return o.Path, true
	}
	if number == "" || o.british || o.annex != "" || !beginsSentence(text) {
		return "", false
	}
	return o.paragraphs([]mark{{number, '.'}}), true
}

// rowNumber takes the number off a paragraph like "12 The Government set up", with nothing but a blank
// or a line break after it.
func rowNumber(text string) string {
	const longest = 4 // digits
	n := 0
	for n < len(text) && n <= longest && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 || n > longest || text[0] == '0' || canonical.BlankAt(text, n) == 0 || !beginsSentence(text[n:]) {
		return ""
	}
	return text[:n]
}

// dashedNumber takes the number off a paragraph like "2 - Os cidadãos", as Portuguese laws print it.
func dashedNumber(text string) string {
	const longest = 2 // digits
	n := 0
	for n < len(text) && n <= longest && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 || n > longest || canonical.BlankAt(text, n) == 0 {
		return ""
	}
	rest := strings.TrimLeft(text[n:], canonical.AllBlanks)
	for _, dash := range []string{"-", "–", "—"} {
		if after, ok := strings.CutPrefix(rest, dash); ok && canonical.BlankAt(after, 0) > 0 && beginsSentence(after) {
			return text[:n]
		}
	}
	return ""
}

// isNext reports whether a number goes on in the row of those that paragraphs begin with, or begins one.
func (o *Outline) isNext(number string) bool {
	value, err := strconv.Atoi(number)
	return err == nil && (value == o.row+1 || value == 1)
}

// numbersOn takes the number of a paragraph under headings alone, and says whether the paragraphs of the
// document are known by then to number on through its headings, as those of judgments, minutes and
// reports do: those are cited by it.
func (o *Outline) numbersOn(number string) bool {
	value, err := strconv.Atoi(number)
	if err != nil {
		return false
	}
	next := value == o.row+1
	if next && (value > 1 && o.headed || o.long) {
		o.numbered = true
	}
	if next || value == 1 {
		o.row, o.headed = value, false
	}
	return o.numbered && (next || value == o.row)
}

// runsOn is the path of a paragraph whose number goes on from one before the heading at hand, which only
// names the provision that it is about, as explanatory notes and commentaries do: "Section 3: Powers"
// above paragraph 28.
func (o *Outline) runsOn(number string) (path string, ok bool) {
	const longest = 5 // digits
	value, err := strconv.Atoi(strings.TrimSuffix(number, "."))
	if err != nil || value < 1 || len(number) > longest {
		return "", false
	}
	next := value == o.running+1 && value > 1
	if o.Cited == "" || next {
		o.running = value
	}
	if o.Cited == "" || !next || len(o.rungs) > 0 && !o.about {
		return "", false
	}
	o.clearRungs()
	o.rungs, o.about = []rung{{mark: mark{text: number}}}, true
	o.last = o.citedAlone([]string{number})
	return o.last, true
}

// citedAlone is the path of a paragraph whose number goes on through the headings: "paragraph 12(a)".
func (o *Outline) citedAlone(numbers []string) string {
	return citedAs(o.words().Paragraph, numbers[0]) + bracketed(numbers[1:])
}

// inQuotation reports whether a paragraph with numbers of its own is within a quotation that began in
// one before, so that its numbers are those of another text. The next of a running row ends it.
func (o *Outline) inQuotation(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	o.quotes = first == '“' || first == '„' || first == '«'
	if o.quoted == 0 || o.quotes {
		return false
	}
	o.quoted--
	if marks, _ := marksOf(text); len(marks) > 0 && marks[0].style == '.' && o.isNext(marks[0].text) && o.row > 0 {
		o.quoted = 0
		return false
	}
	return true
}

package amendments

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// place is where words are, as papers of amendments cite it. What is not known is "" or 0.
type place struct {
	provision string // "Section 3(2)(b)", or the headings above it
	clause    string // the same without its subdivisions
	page      string // as printed on the page, or its number
	laid      bool   // the page is that of the last time when the file was laid out
	line      string // as printed beside it, or of a file that people read by its lines
	file      bool   // the line is that of the file
	over      bool   // the words run on to another line
	paragraph int    // of a Word document
	opening   string // how the sentence begins, where nothing but the provision is known
	nth, of   int    // which of the places of the same words in the line, or in the sentence; 0 where they are there once
}

// readsByLine are the formats that people read by the lines of the file.
var readsByLine = []string{"text", "markdown", "asciidoc", "rst", "org", "latex"}

// placeOf is where a span is in a document. The sentence tells apart what has no lines.
func placeOf(d *document.Document, s, sentence document.Span) place {
	at := d.Locate(s)
	p := place{provision: spelled(at.Section), page: at.Label, paragraph: at.Paragraph}
	p.clause = withoutSubdivisions(p.provision)
	switch {
	case at.Page > 0 && p.page == "":
		p.page = strconv.Itoa(at.Page)
	case at.Page == 0 && at.Laid > 0:
		p.page, p.laid = strconv.Itoa(at.Laid), true
	}
	if printed := printedLine(d, s, at); printed > 0 {
		p.line = strconv.Itoa(printed)
	} else if at.Line > 0 && at.Page == 0 && slices.Contains(readsByLine, d.Format) {
		p.line, p.file = strconv.Itoa(at.Line), true
	}
	unit := sentence
	if p.line != "" {
		end := d.Locate(document.Span{Start: s.End - 1, End: s.End})
		p.over = end.Line != at.Line || end.Page != at.Page
		unit = lineAround(d, s, at)
	}
	if p.line == "" && sentence.Len() > 0 {
		p.opening = opening(d.Text, s, sentence)
	}
	p.nth, p.of = nth(s, unit, d.Text)
	return p
}

// printedLine is the number of the line on which a span begins, by the numbers that are printed beside the lines
// of its page; 0 where there is none. Many bills print every fifth number: lines between two of them are counted
// where as many lines are between them as the numbers say, and so are the few before the first and after the
// last. A line that cannot be told so has no number: a wrong one leads a clerk astray.
func printedLine(d *document.Document, s document.Span, at document.Place) int {
	const step = 5 // the farthest that a line without a number is from one with
	if at.Printed > 0 || at.Page == 0 {
		return at.Printed
	}
	before, after := anchors(d, s, at)
	consistent := func(a, b anchor) bool { return a.line > 0 && b.line > 0 && b.number-a.number == b.line-a.line }
	n := 0
	switch b, a := before[0], after[0]; {
	case consistent(b, a):
		n = b.number + at.Line - b.line
	case a.line == 0 && consistent(before[1], b) && at.Line-b.line < step:
		n = b.number + at.Line - b.line
	case b.line == 0 && consistent(a, after[1]) && a.line-at.Line < step:
		n = a.number - (a.line - at.Line)
	}
	return max(n, 0)
}

// anchor is a line with a number beside it.
type anchor struct{ line, number int }

// anchors are the two nearest lines of the page with numbers before a span, and the two after it.
func anchors(d *document.Document, s document.Span, at document.Place) (before, after [2]anchor) {
	i := slices.IndexFunc(d.Pages, func(p document.Page) bool { return p.Number == at.Page })
	if i < 0 {
		return before, after
	}
	for r := range d.Runs.From(min(d.Pages[i].Start, s.Start)) {
		if r.Start >= d.Pages[i].End {
			break
		}
		if r.Page != i || r.Printed == 0 {
			continue
		}
		a := anchor{r.Line, r.Printed}
		switch {
		case a.line < at.Line && a.line > before[0].line:
			before = [2]anchor{a, before[0]}
		case a.line > at.Line && after[0].line == 0:
			after[0] = a
		case a.line > at.Line && after[1].line == 0 && a.line > after[0].line:
			after[1] = a
		}
	}
	return before, after
}

// sectionSign is how some documents write Section at the start of a provision.
var sectionSign = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Secs?\.\s`) })

// spelled is a provision with its kind in full.
func spelled(section string) string {
	for strings.Contains(section, "> >") { // a heading without words
		section = strings.ReplaceAll(section, "> >", ">")
	}
	return sectionSign().ReplaceAllString(section, "Section ")
}

// billTitle is the title of a bill: "Border Security Bill [HL]", "A Bill to make provision for …".
var billTitle = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^(a )?bill\b|\bbill( \[\w+\])?( \d{4})?$)`)
})

func isBill(title string) bool { return billTitle().MatchString(strings.TrimSpace(title)) }

// inBill is a provision as it is called while an act of the United Kingdom is a bill: its sections are
// clauses.
func inBill(provision string) string {
	if number, ok := strings.CutPrefix(provision, "Section "); ok {
		return "Clause " + number
	}
	return provision
}

// subdivisions are the numbers in brackets at the end of a provision, as in "Section 3(2)(b)".
var subdivisions = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\([0-9A-Za-z]{1,6}\))+$`) })

func withoutSubdivisions(provision string) string {
	return strings.TrimSpace(subdivisions().ReplaceAllString(provision, ""))
}

// lineAround is the part of the text that is on the line on which a span begins: of a page by its runs, which
// never span two lines, and of a file by its line breaks.
func lineAround(d *document.Document, s document.Span, at document.Place) document.Span {
	const most = 1000 // bytes of a line on each side
	from, to := max(0, s.Start-most), min(len(d.Text), s.Start+most)
	if b := d.BlockAt(s.Start); b >= 0 {
		from, to = max(from, d.Blocks[b].Start), min(to, d.Blocks[b].End)
	}
	if at.Page == 0 {
		from += strings.LastIndexByte(d.Text[from:s.Start], '\n') + 1
		if i := strings.IndexByte(d.Text[s.Start:to], '\n'); i >= 0 {
			to = s.Start + i
		}
		return document.Span{Start: from, End: to}
	}
	line := document.Span{Start: s.Start, End: s.Start}
	for r := range d.Runs.From(from) {
		if r.Start >= to {
			break
		}
		if r.Line == at.Line && d.Pages[r.Page].Number == at.Page {
			line.Start, line.End = min(line.Start, max(r.Start, from)), max(line.End, min(r.End, to))
		}
	}
	return line
}

// nth reports which of the places of the same words a span is, of those that begin in a stretch, and of how
// many; zeros for the only one.
func nth(s, unit document.Span, text string) (nth, of int) {
	words := inOneLine.Replace(s.Of(text))
	if words == "" || s.Start < unit.Start || s.Start >= unit.End {
		return 0, 0
	}
	// The window has a byte more on each side, to tell whole words.
	from := max(0, unit.Start-1)
	window := inOneLine.Replace(text[from:min(len(text), unit.End+len(words))])
	for at := unit.Start - from; at < unit.End-from; at += len(words) {
		i := strings.Index(window[at:], words)
		if at += i; i < 0 || at >= unit.End-from {
			break
		}
		if wholeWords(window, at, at+len(words)) {
			of++
		}
		if at == s.Start-from {
			nth = of
		}
	}
	if of < 2 || nth == 0 {
		return 0, 0
	}
	return nth, of
}

// inOneLine makes line breaks blanks, so that words are the same on one line and over two.
var inOneLine = strings.NewReplacer("\n", " ")

// wholeWords reports whether a stretch does not begin or end within a word.
func wholeWords(text string, from, to int) bool {
	return !(from > 0 && isLetter(text[from-1]) && isLetter(text[from])) &&
		!(to < len(text) && isLetter(text[to-1]) && isLetter(text[to]))
}

// isLetter reports whether a byte is one of a word. Bytes beyond ASCII are taken for such.
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// innerQuotes are the quotation marks of words that are quoted themselves.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’", `"`, "'")

// opening is how a sentence begins that holds a span, up to the span.
func opening(text string, s, sentence document.Span) string {
	const few = 8 // words
	words := strings.Fields(sentence.Of(text))
	if len(words) > few {
		words = words[:few]
	}
	return innerQuotes.Replace(strings.TrimRight(strings.Join(words, " "), ",;:–— "))
}

// ordinals are the numbers of places in English.
var ordinals = []string{
	"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
}

// ordinal is which of several places words are at, in English; "" for the only one.
func (p place) ordinal() string {
	switch {
	case p.nth == 0:
		return ""
	case p.nth < len(ordinals):
		return ordinals[p.nth]
	}
	ending := "th"
	if ten := p.nth / 10 % 10; ten != 1 {
		switch p.nth % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(p.nth) + ending
}

// words are a place in the words of a language: "Section 3(2), page 2, line 14".
func (p place) words(w wording.Words) string {
	var list []string
	if p.provision != "" {
		list = append(list, p.provision)
	}
	switch {
	case p.page != "" && p.laid:
		list = append(list, w.Say("page {n} as last laid out", "n", p.page))
	case p.page != "":
		list = append(list, w.Say("page {n}", "n", p.page))
	}
	switch {
	case p.line != "":
		list = append(list, w.Say("line {n}", "n", p.line))
	case p.paragraph > 0:
		list = append(list, w.Say("paragraph {n}", "n", strconv.Itoa(p.paragraph)))
	}
	if p.line == "" && p.opening != "" {
		list = append(list, w.Say("in the sentence that begins {words}", "words", w.Quoted(p.opening+" …")))
	}
	if len(list) == 0 {
		return w.Say("in the text")
	}
	return strings.Join(list, ", ")
}

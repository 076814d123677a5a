package amendments

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/reports/wording"
)

// place is where words are, as papers of amendments cite it. What is not known is "" or 0.
type place struct {
	provision string // "Section 3(2)(b)", or the headings above it
	clause    string // the same without its subdivisions
	page      string // as printed on the page, or its number
	laid      bool   // the page is that of the last time when the file was laid out
	line      string
	printed   bool   // the line's number is printed beside it
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
	switch {
	case at.Printed > 0:
		p.line, p.printed = strconv.Itoa(at.Printed), true
	case at.Line > 0 && (at.Page > 0 || slices.Contains(readsByLine, d.Format)):
		p.line = strconv.Itoa(at.Line)
	}
	unit := sentence
	if p.line != "" {
		end := d.Locate(document.Span{Start: s.End - 1, End: s.End})
		p.over = end.Line != at.Line || end.Page != at.Page
		unit = lineAround(d, s, at)
	} else if sentence.Len() > 0 {
		p.opening = opening(d.Text, s, sentence)
	}
	p.nth, p.of = nth(s, unit, d.Text)
	return p
}

// sectionSign is how some documents write Section at the start of a provision.
var sectionSign = regexp.MustCompile(`^Secs?\.\s`)

// spelled is a provision with its kind in full.
func spelled(section string) string {
	return sectionSign.ReplaceAllString(section, "Section ")
}

// subdivisions are the numbers in brackets at the end of a provision, as in "Section 3(2)(b)".
var subdivisions = regexp.MustCompile(`(\([0-9A-Za-z]{1,6}\))+$`)

func withoutSubdivisions(provision string) string {
	return strings.TrimSpace(subdivisions.ReplaceAllString(provision, ""))
}

// lineAround is the part of the text that is on the line on which a span begins.
func lineAround(d *document.Document, s document.Span, at document.Place) document.Span {
	const most = 1000 // bytes of a line on each side
	line := s
	if b := d.BlockAt(s.Start); b >= 0 {
		same := func(offset int) bool {
			p := d.Locate(document.Span{Start: offset, End: offset + 1})
			return p.Line == at.Line && p.Page == at.Page
		}
		block := d.Blocks[b]
		for line.Start > max(block.Start, s.Start-most) && same(line.Start-1) {
			line.Start--
		}
		for line.End < min(block.End, s.End+most) && same(line.End) {
			line.End++
		}
	}
	return line
}

// nth reports which of the places of the same words a span is in a stretch, and of how many; zeros for
// the only one.
func nth(s, unit document.Span, text string) (nth, of int) {
	words := s.Of(text)
	if words == "" || !unit.Contains(s) {
		return 0, 0
	}
	for at := unit.Start; at < unit.End; {
		i := strings.Index(text[at:unit.End], words)
		if i < 0 {
			break
		}
		at += i
		if wholeWords(text, at, at+len(words)) {
			of++
		}
		if at == s.Start {
			nth = of
		}
		at += len(words)
	}
	if of < 2 || nth == 0 {
		return 0, 0
	}
	return nth, of
}

// wholeWords reports whether a stretch does not begin or end within a word.
func wholeWords(text string, from, to int) bool {
	return !(from > 0 && isLetter(text[from-1]) && isLetter(text[from])) &&
		!(to < len(text) && isLetter(text[to-1]) && isLetter(text[to]))
}

// isLetter reports whether a byte is one of a word. Bytes beyond ASCII are taken for such.
func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// opening is how a sentence begins that holds a span, up to the span.
func opening(text string, s, sentence document.Span) string {
	const few = 8 // words
	words := strings.Fields(sentence.Of(text))
	if len(words) > few {
		words = words[:few]
	}
	return strings.TrimRight(strings.Join(words, " "), ",;:–— ")
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

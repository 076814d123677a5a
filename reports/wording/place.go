package wording

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"refrain/analyzer/document"
	"refrain/internal/display"
)

// DocumentName is a document's name for people.
func DocumentName(d *document.Document) string {
	if d.Name == "-" {
		return "<stdin>"
	}
	return display.Name(d.Name)
}

// Where is a place with the document's name: "notes.md:14:9, Scope" for text, so that editors open
// it; "bill.pdf, page 2 (ii), line 14, Article 4(2)(b)" for pages, by the numbers that are printed on them
// where their lines have some.
func (w Words) Where(d *document.Document, p document.Place) string {
	name := DocumentName(d)
	if p.Page == 0 && p.Line > 0 {
		name = fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column)
	}
	return strings.Join(append([]string{name}, w.PlaceParts(p)...), ", ")
}

// Place is a place within its document, as short as it can be found by: "14:9" or "page 2 (ii),
// line 14, Article 4(2)(b)".
func (w Words) Place(d *document.Document, p document.Place) string {
	list := w.PlaceParts(p)
	switch {
	case p.Page == 0 && p.Line > 0:
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	case len(list) == 0:
		return DocumentName(d)
	}
	return strings.Join(list, ", ")
}

// asPrinted is a place by the numbers that are printed on the page and beside the line, as bills are
// cited: "page 3, line 14 as printed".
func (w Words) asPrinted(p document.Place) string {
	page := p.Label
	if page == "" {
		page = strconv.Itoa(p.Page)
	}
	at := w.Say("page {page}, line {line} as printed", "page", page, "line", strconv.Itoa(p.Printed))
	if p.Label != "" {
		at += " " + w.Say("(page {n} of the file)", "n", strconv.Itoa(p.Page))
	}
	return at
}

// PlaceParts are what there is to say about a place beside line and column of a text.
func (w Words) PlaceParts(p document.Place) []string {
	var list []string
	switch {
	case p.Page > 0 && p.Printed > 0:
		list = append(list, w.asPrinted(p))
	case p.Page > 0:
		list = append(list, w.Page(p.Page, p.Label))
		if p.Line > 0 {
			list = append(list, w.Say("line {n}", "n", strconv.Itoa(p.Line)))
		}
	}
	if p.Laid > 0 {
		list = append(list, w.Say("page {n} as last laid out", "n", strconv.Itoa(p.Laid)))
	}
	if p.Paragraph > 0 {
		list = append(list, w.Say("paragraph {n}", "n", strconv.Itoa(p.Paragraph)))
	}
	if p.Page == 0 && p.Printed > 0 {
		list = append(list, w.Say("printed line {n}", "n", strconv.Itoa(p.Printed)))
	}
	if p.Timed {
		list = append(list, w.Say("at {time}", "time", Clock(p.Time)))
	}
	if p.Speaker != "" {
		list = append(list, w.Say("speaker {name}", "name", p.Speaker))
	}
	if p.Section != "" {
		list = append(list, p.Section)
	} else if p.Page == 0 && p.Line == 0 && p.Paragraph == 0 && p.Part != "" {
		list = append(list, p.Part)
	}
	return list
}

// Page is a page by its number and, in brackets, what is printed on it.
func (w Words) Page(number int, label string) string {
	page := w.Say("page {n}", "n", strconv.Itoa(number))
	if label != "" {
		page += " (" + label + ")"
	}
	return page
}

// PlaceWords is a place in words, for readers who do not know how editors write it.
func (w Words) PlaceWords(d *document.Document, p document.Place) string {
	if p.Page == 0 && p.Line > 0 {
		at := w.Say("line {line}, column {column}", "line", strconv.Itoa(p.Line), "column", strconv.Itoa(p.Column))
		return strings.Join(append([]string{at}, w.PlaceParts(p)...), ", ")
	}
	return w.Place(d, p)
}

// Excluded says why a block is no part of the text that readers see: "hidden (white text)".
func (w Words) Excluded(b *document.Block) string {
	if b.Reason == "" {
		return w.Say(b.Exclusion.String())
	}
	return w.Say(b.Exclusion.String()) + " (" + w.Say(b.Reason) + ")"
}

// Clock is a time as subtitles write it: 01:02:03.400.
func Clock(d time.Duration) string {
	return time.Time{}.Add(d).Format("15:04:05.000")
}

// OnLine reports whether a place is a line of a file that people open as text, so that a program
// can show something beside it.
func OnLine(p document.Place) bool { return p.Page == 0 && p.Line > 0 }

package wording

import (
	"fmt"
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
// it; "bill.pdf, page 2 (ii), line 14, Article 4(2)(b)" for pages.
func Where(d *document.Document, p document.Place) string {
	name := DocumentName(d)
	if p.Page == 0 && p.Line > 0 {
		name = fmt.Sprintf("%s:%d:%d", name, p.Line, p.Column)
	}
	return strings.Join(append([]string{name}, PlaceParts(p)...), ", ")
}

// Place is a place within its document, as short as it can be found by: "14:9" or "page 2 (ii),
// line 14, Article 4(2)(b)".
func Place(d *document.Document, p document.Place) string {
	list := PlaceParts(p)
	switch {
	case p.Page == 0 && p.Line > 0:
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	case len(list) == 0:
		return DocumentName(d)
	}
	return strings.Join(list, ", ")
}

// PrintedWhere is Where by what is printed on a page: its label and line number, where it has them.
func PrintedWhere(d *document.Document, p document.Place) string { return Where(d, printed(p)) }

// PrintedPlace is Place by what is printed on a page: its label and line number, where it has them.
func PrintedPlace(d *document.Document, p document.Place) string { return Place(d, printed(p)) }

// printed leaves of a place on a page what its reader counts by.
func printed(p document.Place) document.Place {
	if p.Page > 0 && p.Printed > 0 {
		p.Line = 0
	}
	return p
}

// PlaceParts are what there is to say about a place beside line and column of a text.
func PlaceParts(p document.Place) []string {
	var list []string
	if p.Page > 0 {
		page := fmt.Sprintf("page %d", p.Page)
		if p.Label != "" {
			page += " (" + p.Label + ")"
		}
		list = append(list, page)
		if p.Line > 0 {
			list = append(list, fmt.Sprintf("line %d", p.Line))
		}
	}
	if p.Laid > 0 {
		list = append(list, fmt.Sprintf("page %d as last laid out", p.Laid))
	}
	if p.Paragraph > 0 {
		list = append(list, fmt.Sprintf("paragraph %d", p.Paragraph))
	}
	if p.Printed > 0 {
		list = append(list, fmt.Sprintf("printed line %d", p.Printed))
	}
	if p.Timed {
		list = append(list, "at "+Clock(p.Time))
	}
	if p.Speaker != "" {
		list = append(list, "speaker "+p.Speaker)
	}
	if p.Section != "" {
		list = append(list, p.Section)
	} else if p.Page == 0 && p.Line == 0 && p.Paragraph == 0 && p.Part != "" {
		list = append(list, p.Part)
	}
	return list
}

// PlaceWords is a place in words, for readers who do not know how editors write it.
func PlaceWords(d *document.Document, p document.Place) string {
	if p.Page == 0 && p.Line > 0 {
		return strings.Join(append([]string{fmt.Sprintf("line %d, column %d", p.Line, p.Column)}, PlaceParts(p)...), ", ")
	}
	return Place(d, p)
}

// Clock is a time as subtitles write it: 01:02:03.400.
func Clock(d time.Duration) string {
	return time.Time{}.Add(d).Format("15:04:05.000")
}

// OnLine reports whether a place is a line of a file that people open as text, so that a program
// can show something beside it.
func OnLine(p document.Place) bool { return p.Page == 0 && p.Line > 0 }

package layout

import (
	"slices"
	"unicode"

	"refrain/analyzer/document"
)

// What makes a paragraph a heading.
const (
	headingLines   = 5    // at most
	headingLetters = 220  // at most
	fewestHeading  = 3    // letters: less is a number or a mark
	taggedLetters  = 300  // at most, where the file says that it is one: some tag whole pages so
	firstLevel     = 1.55 // times the size of the body
	secondLevel    = 1.12
	tooSmall       = 0.85 // times the size of the body, below which capitals and bold letters are a caption's
	boldSentence   = 60   // letters of a bold heading that ends with a full stop, as numbered headings do

	// belowTagged is how far below the headings that the file names those lie that only look like
	// headings: files name three levels at least.
	belowTagged = 3
)

// headingLevel reports whether a paragraph looks like a heading, and of which level: from 1, larger
// letters first.
func (p *paragraph) headingLevel(m typical) (level int, ok bool) {
	if !p.mayHead() {
		return 0, false
	}
	first := p.lines[0]
	upper, bold := first.upper, !m.bold
	for _, l := range p.lines {
		upper = upper && (l.upper || l.letters < 4) // shorter lines are numbers and the like
		bold = bold && l.bold
	}
	large := first.size / m.size
	ends := p.last().endsWith(".", ";", ",")
	switch {
	case large > firstLevel && !ends:
		return 1, true
	case large > secondLevel && !ends:
		return 2, true
	case large < tooSmall:
		return 0, false
	case bold && (!ends || p.letters() < boldSentence), upper:
		return 3, true
	}
	return 0, false
}

// mayHead reports whether a paragraph is short enough for a heading, and begins like one.
func (p *paragraph) mayHead() bool {
	first, letters := p.lines[0], p.letters()
	return len(p.lines) <= headingLines && letters <= headingLetters && letters >= fewestHeading &&
		!unicode.IsLower(first.first()) &&
		slices.ContainsFunc(first.chars, func(c Char) bool { return unicode.IsLetter(c.Rune) })
}

// block returns the block that a paragraph becomes: what the file says it is, or else what it looks
// like. Titled says that the document has a title, which only its first page has.
func (p *paragraph) block(m typical, titled *bool) Block {
	b := Block{Ahead: p.ahead}
	for _, l := range p.lines {
		b.Lines = append(b.Lines, Line{Page: l.page, Number: l.number, Printed: l.printed, Chars: l.chars})
	}
	if p.layer != nil {
		b.Exclusion, b.Reason = p.layer.Exclusion, p.layer.Reason
	} else {
		b.Element = p.elementOf(m)
	}
	if b.Role == document.Heading && b.Level == 1 && !*titled && p.lines[0].page == 0 {
		b.Role, *titled = document.Title, true
	}
	return b
}

// elementOf returns what a paragraph of the page's text is.
func (p *paragraph) elementOf(m typical) (e Element) {
	first, tagged := p.lines[0], p.lines[0].taggedAs()
	switch {
	case p.role == head || p.role == foot:
		e.Role = document.Running
	case p.role == note:
		e.Role = document.Note
	case first.cell > 0:
		if e.Role = document.Cell; first.element != nil {
			e.Row, e.Column = first.element.Row, first.element.Column
		}
	case tagged != document.Body && (tagged != document.Heading || p.letters() <= taggedLetters):
		return *first.element
	default:
		if level, ok := p.headingLevel(m); ok {
			e.Role, e.Level = document.Heading, level
			if m.headed {
				e.Level += belowTagged
			}
		} else if first.beginsItem() {
			e.Role, e.Level = document.ListItem, 1
		}
	}
	return e
}

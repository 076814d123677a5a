package layout

import (
	"slices"
	"unicode"

	"refrain/analyzer/document"
)

// mainElement returns the element that most of a line belongs to, nil for none.
func (p *Page) mainElement(chars []Char) *Element {
	best, most := int32(-1), 0
	for i := 0; i < len(chars); {
		from := i
		for i < len(chars) && chars[i].Tag == chars[from].Tag {
			i++
		}
		if tag := chars[from].Tag; tag >= 0 && i-from > most {
			best, most = tag, i-from
		}
	}
	if best < 0 || int(best) >= len(p.Elements) {
		return nil
	}
	return &p.Elements[best]
}

// leavesCell reports whether b and c belong to different elements of which one is a cell.
func (p *Page) leavesCell(b, c *Char) bool {
	if b.Tag == c.Tag || min(b.Tag, c.Tag) < 0 || int(max(b.Tag, c.Tag)) >= len(p.Elements) {
		return false
	}
	return p.Elements[b.Tag].Role == document.Cell || p.Elements[c.Tag].Role == document.Cell
}

// dropCuttingElements forgets the elements of a document that cuts sentences into several of them,
// as programs do that make an element of each line. It reports whether there are headings among
// those that stay.
func dropCuttingElements(pages [][]line) (headed bool) {
	const tolerated = 8 // lines that go on within an element, for each that goes on in another
	within, cut := 0, 0
	for _, lines := range pages {
		for i := range lines {
			b := &lines[i]
			headed = headed || b.taggedAs() == document.Heading
			if i == 0 {
				continue
			}
			switch a := &lines[i-1]; {
			case !a.delimited() || !b.delimited() || a.taggedAs() == document.Cell || !a.goesOnIn(b):
			case a.element == b.element:
				within++
			default:
				cut++
			}
		}
	}
	if cut*tolerated <= within {
		return headed
	}
	for _, lines := range pages {
		for i := range lines {
			lines[i].element = nil
		}
	}
	return false
}

// mostlyTagged reports whether more than four fifths of a page's text belong to elements. Then what
// does not is no part of the text, like a page's number.
func mostlyTagged(lines []line) bool {
	with, all := 0, 0
	for i := range lines {
		all += lines[i].letters
		if lines[i].element != nil {
			with += lines[i].letters
		}
	}
	return with*10 > all*8
}

// groupCells marks the lines that the file says lie in cells of a table, and puts the lines of each
// cell together: the content may go through a row line by line.
func groupCells(lines []line) {
	const columns = 1 << 10 // that are told apart; no page has as many
	first := map[int]int{}
	from := 0 // where the cells begin that stand one after the other
	for i := range lines {
		l := &lines[i]
		if l.taggedAs() != document.Cell || l.role != body {
			sortByCell(lines[from:i], first)
			from = i + 1
			continue
		}
		l.cell = 1 + l.element.Row*columns + min(l.element.Column, columns-1)
		if _, ok := first[l.cell]; !ok {
			first[l.cell] = i
		}
	}
	sortByCell(lines[min(from, len(lines)):], first)
}

// sortByCell brings lines into the order in which their cells begin.
func sortByCell(lines []line, first map[int]int) {
	slices.SortStableFunc(lines, func(a, b line) int { return first[a.cell] - first[b.cell] })
}

// taggedAs returns what the file says a line is, Body where it says nothing.
func (l *line) taggedAs() document.Role {
	if l.element == nil {
		return document.Body
	}
	return l.element.Role
}

// taggedAcrossPages returns what the file says a line is, as far as that holds over a page break.
// The second paragraph of an item looks like its first on its second page.
func (l *line) taggedAcrossPages() document.Role {
	if role := l.taggedAs(); role != document.ListItem {
		return role
	}
	return document.Body
}

// delimited reports whether the file says where the paragraph of a line begins and ends.
func (l *line) delimited() bool { return l.element != nil && !l.element.Loose }

// taggedApart reports whether the file says that two lines belong to different paragraphs. A
// sentence that plainly goes on is believed more than the file.
func (a *line) taggedApart(b *line) bool {
	return a.taggedAs() != b.taggedAs() || a.element != b.element && a.delimited() && b.delimited() && !a.goesOnIn(b)
}

// looksLike reports whether two lines of one element look like lines of one paragraph: what a file
// says is one may also be a page full of them.
func (a *line) looksLike(b *line, m typical) bool {
	if differs(a, b, otherSize) || a.bold != b.bold || b.beginsItem() || a.vertical {
		return false
	}
	apart := b.base-a.base > spaced*max(m.leading, wideLeading)*a.size
	return !apart || !a.endsSentence() || unicode.IsLower(b.first())
}

package pdf

import (
	"slices"
	"unicode"

	"refrain/analyzer/document"
)

// element is the element that most of a line belongs to, nil for none.
func (p *Page) element(chars []Char) *Element {
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

// besides tells whether b and c belong to different elements of which one is a cell.
func (p *Page) besides(b, c *Char) bool {
	if b.Tag == c.Tag || min(b.Tag, c.Tag) < 0 || int(max(b.Tag, c.Tag)) >= len(p.Elements) {
		return false
	}
	return p.Elements[b.Tag].Role == document.Cell || p.Elements[c.Tag].Role == document.Cell
}

// trusted forgets the elements of a document that cuts sentences into several of them, as programs do that make an element of each line. It tells
// whether there are headings among those that stay.
func trusted(pages [][]line) (headed bool) {
	within, cut := 0, 0
	for _, lines := range pages {
		for i := range lines {
			b := &lines[i]
			headed = headed || b.said() == document.Heading
			if i == 0 {
				continue
			}
			switch a := &lines[i-1]; {
			case !a.told() || !b.told() || a.said() == document.Cell || !a.goesOn(b):
			case a.element == b.element:
				within++
			default:
				cut++
			}
		}
	}
	if cut*8 <= within {
		return headed
	}
	for _, lines := range pages {
		for i := range lines {
			lines[i].element = nil
		}
	}
	return false
}

// structured tells whether nearly all of a page's text belongs to elements: then what does not is no part of the text, like a page's number.
func structured(lines []line) bool {
	with, all := 0, 0
	for i := range lines {
		all += lines[i].letters
		if lines[i].element != nil {
			with += lines[i].letters
		}
	}
	return with*10 > all*8
}

// gathered marks the lines that the file says lie in cells of a table, and puts the lines of each cell together: the content may go through a row
// line by line.
func gathered(lines []line) {
	const columns = 1 << 10
	first := map[int]int{}
	from := 0 // where the cells begin that stand one after the other
	for i := range lines {
		l := &lines[i]
		if l.said() != document.Cell || l.role != body {
			sorted(lines[from:i], first)
			from = i + 1
			continue
		}
		l.cell = 1 + l.element.Row*columns + min(l.element.Column, columns-1)
		if _, ok := first[l.cell]; !ok {
			first[l.cell] = i
		}
	}
	sorted(lines[min(from, len(lines)):], first)
}

// sorted brings lines into the order in which their cells begin.
func sorted(lines []line, first map[int]int) {
	slices.SortStableFunc(lines, func(a, b line) int { return first[a.cell] - first[b.cell] })
}

// goesOn tells whether b goes on with a sentence that does not end with a, by the letter that it begins with.
func (a *line) goesOn(b *line) bool { return !a.ends() && unicode.IsLower(b.first()) && !b.marker() }

// said is what the file says a line is, Body where it says nothing.
func (l *line) said() document.Role {
	if l.element == nil {
		return document.Body
	}
	return l.element.Role
}

// kind is what the file says a line is, as far as that holds over a page break: the second paragraph of an item looks like its first on its second page.
func (l *line) kind() document.Role {
	if said := l.said(); said != document.ListItem {
		return said
	}
	return document.Body
}

// told tells whether the file says where the paragraph of a line begins and ends.
func (l *line) told() bool { return l.element != nil && !l.element.loose }

// parted tells whether the file says that two lines belong to different paragraphs. A sentence that plainly goes on is believed more than the file.
func (a *line) parted(b *line) bool {
	return a.said() != b.said() || a.element != b.element && a.told() && b.told() && !a.goesOn(b)
}

// alike tells whether two lines of one element look like lines of one paragraph: what a file says is one may also be a page full of them.
func (a *line) alike(b *line, m measure) bool {
	if abs(a.size-b.size) > 0.1*max(a.size, b.size) || a.bold != b.bold || b.marker() || a.vertical {
		return false
	}
	apart := b.base-a.base > 1.28*max(m.leading, 1.4)*a.size
	return !apart || !a.ends() || unicode.IsLower(b.first())
}

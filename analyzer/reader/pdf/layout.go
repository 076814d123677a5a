package pdf

import "refrain/analyzer/document"

// Block is what the layout makes of lines that belong together. A block may begin on one page and end on a later one.
type Block struct {
	Role  document.Role
	Level int
	Path  string
	Lines []Line
}

// Line is one printed line, or the part of it that lies in one column or cell.
type Line struct {
	Page    int // index of its page
	Number  int // of the line on its page, from 1 in the order of reading
	Printed int // the number that is printed beside it, 0 without
	Chars   []Char
}

// Layout puts the characters of a document's pages in the order of reading. A page that could not be read is nil. No character that is more
// than a blank is lost or doubled.
func Layout(pages []*Page) []Block {
	var blocks []Block
	for i, p := range pages {
		if p == nil {
			continue
		}
		b := Block{}
		var line []Char
		end := func() {
			if len(line) > 0 {
				b.Lines = append(b.Lines, Line{Page: i, Number: len(b.Lines) + 1, Chars: line})
			}
			line = nil
		}
		for _, c := range p.Chars {
			switch c.Rune {
			case '\r', '\n':
				end()
			case hyphen:
				c.Rune = '-'
				line = append(line, c)
				end()
			default:
				line = append(line, c)
			}
		}
		end()
		if len(b.Lines) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

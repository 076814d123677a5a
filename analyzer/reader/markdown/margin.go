package markdown

import (
	"refrain/analyzer/document"
	"refrain/analyzer/reader/margin"
)

// blankMargin finds what is beside the lines of the source, such as times, and blots it out in what
// the parser is to get: it would take it for lists, links and code. Line breaks stay as they are
// wanted.
func (m *markdown) blankMargin(parsed []byte) []margin.Mark {
	found := margin.Find(m.source[m.base:])
	m.d.Doc.Timed = found.Timed
	for i := range found.List {
		mark := &found.List[i]
		breaks, most := 0, len(mark.With)
		for k := mark.Start; k < mark.End; k++ {
			if parsed[k] == '\n' && breaks < most {
				breaks++
			} else if parsed[k] != '\r' || breaks == most {
				parsed[k] = blot
			}
			if breaks == 1 && most == 2 && k+1 < mark.End && parsed[k] == '\n' && !hasBreak(parsed[k+1:mark.End]) {
				k++ // One line break parts lines and no paragraphs: a byte of the mark becomes another.
				parsed[k] = '\n'
				breaks++
			}
		}
		mark.Apart = append(mark.Notes, mark.Apart...)
		mark.Span = document.Span{Start: m.base + mark.Start, End: m.base + mark.End}
		for k := range mark.Apart {
			mark.Apart[k].Start += m.base
			mark.Apart[k].End += m.base
		}
	}
	return found.List
}

func hasBreak(s []byte) bool {
	for _, c := range s {
		if c == '\n' {
			return true
		}
	}
	return false
}

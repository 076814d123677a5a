//go:build !js

package copy

import (
	"refrain/analyzer/document"
	"refrain/reports/copy/pdf"
)

// Measures of the numbers beside the lines of a page, in points.
const (
	numberPart     = 0.7 // of the height of the words
	smallestNumber = 4.5
	largestNumber  = 8
	numberGap      = 4 // beside the line
	pageEdge       = 2
)

// margins are the free sides of a page's lines, where the numbers of its marks are printed: above
// the words they would stand in the line before.
type margins struct {
	page  *document.Page
	lines []document.Box // also the numbers that have their place
	right bool           // the lines are numbered, usually at their left
}

// marginsOf are those of a page.
func marginsOf(d *document.Document, page *document.Page) *margins {
	m := &margins{page: page}
	for r := range d.Runs.From(page.Start) {
		if r.Start >= page.End {
			break
		}
		m.right = m.right || r.Printed > 0
		for _, b := range r.Boxes {
			if b.Right > b.Left && b.Bottom > b.Top {
				m.take(b)
			}
		}
	}
	return m
}

// take adds the box of a character to the line before, or begins one.
func (m *margins) take(b document.Box) {
	if n := len(m.lines); n > 0 {
		last := &m.lines[n-1]
		middle := (b.Top + b.Bottom) / 2
		if middle > last.Top && middle < last.Bottom && b.Left >= last.Left && b.Left < last.Right+(b.Bottom-b.Top) {
			*last = last.Union(b)
			return
		}
	}
	m.lines = append(m.lines, b)
}

// place finds room for a number at the nearer end of the line that the words are in.
func (m *margins) place(number int, words document.Box) document.Box {
	high := min(max((words.Bottom-words.Top)*numberPart, smallestNumber), largestNumber)
	wide := float32(pdf.NumberWidth(number, float64(high)))
	left, right := words.Left, words.Right
	third := (words.Bottom - words.Top) / 3
	for _, l := range m.lines {
		if l.Bottom > words.Top+third && l.Top < words.Bottom-third {
			left, right = min(left, l.Left), max(right, l.Right)
		}
	}
	edge := float32(m.page.Width) - pageEdge - wide
	before, after := left-numberGap-wide, right+numberGap
	at := after
	if !m.right && words.Left-left < right-words.Right && before >= pageEdge || after > edge && before >= pageEdge {
		at = before
	}
	at = max(min(at, edge), pageEdge)
	bottom := words.Bottom - (words.Bottom-words.Top-high)/2
	box := document.Box{Left: at, Top: bottom - high, Right: at + wide, Bottom: bottom}
	m.lines = append(m.lines, box)
	return box
}

package layout

import (
	"unicode"

	"refrain/analyzer/document"
)

// What makes lines footnotes.
const (
	smallPrint   = 0.93 // of the body's size, at most; 10 points to 11 are small print
	ownBody      = 0.8  // of the document's size; a page whose commonest size is less holds notes alone
	noteSpacing  = 1.4  // leadings between the text and the first note, or between two notes, if the mark is not raised
	noteDigits   = 3    // of a mark
	fullSizeMark = 0.9  // sizes: a digit as high as that is no raised mark
)

// markNotes marks the footnotes of a page: lines in smaller letters, below everything else of their
// column, of which the first begins with the mark of a note, or goes on with the last note of the
// page before. Open says that such a note has not ended, and so does the result for the next page.
func markNotes(lines []line, m typical, open bool) (still bool) {
	if own := measured(lines); own.size > ownBody*m.size {
		m.size = min(m.size, own.size)
	}
	n := noteFinder{lines: lines, m: m, open: open}
	n.reach = reachOf(lines, func(l *line) bool { return l.role == body && !l.vertical && !n.small(l) })
	for i := range lines {
		if l := &lines[i]; l.role == body && n.isNote(i) {
			l.role, still = note, !l.endsSentence()
		}
	}
	return still
}

// noteFinder looks for the notes of a page.
type noteFinder struct {
	lines []line
	m     typical
	open  bool    // a note of the page before has not ended
	any   bool    // small print was found
	reach profile // of the text in larger letters
}

func (n *noteFinder) small(l *line) bool { return l.size <= smallPrint*n.m.size }

// isNote reports whether a line of the body is one of a note. Lines are asked in their order.
func (n *noteFinder) isNote(i int) bool {
	l := &n.lines[i]
	if l.taggedAs() == document.Note {
		n.any = true
		return true
	}
	if l.vertical || l.cell > 0 || !n.small(l) || n.reach.below(l) {
		n.any = n.any || n.small(l)
		return false
	}
	first := !n.any
	n.any = true
	return n.goesOn(i) || l.beginsNote() && n.setApart(i) || n.open && first
}

// goesOn reports whether a line follows one of a note, and the file does not say that it is
// something else.
func (n *noteFinder) goesOn(i int) bool {
	if i == 0 || n.lines[i-1].role != note {
		return false
	}
	before := n.lines[i-1].taggedAs()
	return before == n.lines[i].taggedAs() || before != document.Note
}

// setApart reports whether a line that begins with the mark of a note begins a note by its looks.
func (n *noteFinder) setApart(i int) bool {
	l := &n.lines[i]
	if i == 0 || l.markRaised() {
		return true
	}
	step := l.base - n.lines[i-1].base
	return step > noteSpacing*l.size*max(n.m.leading, 1) || step < 0
}

// beginsNote reports whether the line begins with the mark of a footnote: "3 See", "* As amended".
func (l *line) beginsNote() bool {
	end := skip(l.chars, 0, noteDigits+1, noteMark)
	if end == 0 || end > noteDigits || end >= len(l.chars) {
		return false
	}
	next := l.chars[end].Rune
	if next <= ' ' && end+1 < len(l.chars) {
		next = l.chars[end+1].Rune
	} else if next > ' ' && l.chars[0].Rune <= '9' && l.chars[0].Box.Bottom-l.chars[0].Box.Top > fullSizeMark*l.size {
		return false
	}
	return unicode.IsLetter(next) || next == '“' || next == '"' || next == '(' || next == '['
}

func noteMark(r rune) bool { return r >= '0' && r <= '9' || r == '*' || r == '†' || r == '‡' }

// markRaised reports whether the line begins with a mark that is smaller than its letters.
func (l *line) markRaised() bool {
	c := &l.chars[0]
	return c.Rune > '9' || c.Rune < '0' || c.Box.Bottom-c.Box.Top < raisedSize*l.size
}

// profile is how far down the page something reaches, in each of its upright strips.
type profile struct {
	left, step float32
	base       [strips]float32
}

const strips = 64 // about a letter each, on a page of usual width

// reachOf returns the profile of the lines that are wanted.
func reachOf(lines []line, wanted func(*line) bool) profile {
	var p profile
	first, right := true, float32(0)
	for i := range lines {
		if l := &lines[i]; wanted(l) {
			if first {
				p.left, right, first = l.box.Left, l.box.Right, false
			}
			p.left, right = min(p.left, l.box.Left), max(right, l.box.Right)
		}
	}
	p.step = max(right-p.left, 1) / (strips - 1)
	for i := range lines {
		if l := &lines[i]; wanted(l) {
			from, to := p.touched(l)
			for k := from; k <= to; k++ {
				p.base[k] = max(p.base[k], l.base)
			}
		}
	}
	return p
}

// touched returns the first and the last strip that a line touches.
func (p *profile) touched(l *line) (from, to int) {
	within := func(x float32) int { return max(0, min(strips-1, int((x-p.left)/p.step))) }
	return within(l.box.Left), within(l.box.Right)
}

// below reports whether something of the profile stands below the line, by more than rounding.
func (p *profile) below(l *line) bool {
	const rounding = 1 // points
	from, to := p.touched(l)
	for k := from; k <= to; k++ {
		if p.base[k] > l.base+rounding {
			return true
		}
	}
	return false
}

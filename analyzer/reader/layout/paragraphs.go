package layout

import (
	"unicode"
	"unicode/utf8"
)

// paragraph is a block while it is being put together. Its lines may lie on several pages.
type paragraph struct {
	lines []*line
	role  role
	layer *Layer // that it belongs to, nil for the text of the page
	ahead bool   // see Block.Ahead
}

// end returns the page that the text has reached after the paragraph.
func (p *paragraph) end() int {
	if p.ahead {
		return p.lines[0].page
	}
	return p.last().page
}

func (p *paragraph) last() *line { return p.lines[len(p.lines)-1] }

// letters counts letters, digits and marks.
func (p *paragraph) letters() int {
	n := 0
	for _, l := range p.lines {
		n += l.letters
	}
	return n
}

// paragraphs puts the lines of one role, in the order of reading, together.
func paragraphs(pages [][]line, wanted role, m typical) []paragraph {
	const around = 60 // lines that are asked for the edge of a column, before and after a line: a page has no more
	var all []paragraph
	for _, lines := range pages {
		here := m.on(lines)
		for i := range lines {
			l := &lines[i]
			if l.role != wanted {
				continue
			}
			if n := len(all) - 1; n >= 0 {
				fresh := wanted != body && all[n].last().page != l.page || wanted == note && l.beginsNote()
				near := lines[max(0, i-around):min(len(lines), i+around)]
				if wanted == note && all[n].noteGoesOn(l) {
					all[n].lines, all[n].ahead = append(all[n].lines, l), true
					continue
				}
				if !fresh && !all[n].endsBefore(l, here, near) {
					all[n].lines = append(all[n].lines, l)
					continue
				}
			}
			all = append(all, paragraph{lines: []*line{l}, role: wanted})
		}
	}
	return all
}

// Distances between lines of a paragraph. Those in leadings count from line to line.
const (
	nextColumn   = 3.2  // leadings up to a line that begins another column; a cell of the same row is nearer
	upward       = 0.5  // sizes: a line that stands higher by more is not the next one below
	farBelow     = 3    // leadings, beyond which only the sentence shows that a paragraph goes on
	spaced       = 1.28 // leadings, beyond which there is space between two lines
	farSpaced    = 2.3  // sizes, beyond which space ends any paragraph
	tight        = 0.9  // sizes from line to line at least
	looseLines   = 2    // leadings of the page, beyond which two lines say nothing of their paragraph's leading
	indented     = 0.8  // sizes by which a first line stands in; less is a letter that is drawn askew
	wordSpace    = 0.3  // sizes of a blank between words
	ragged       = 0.6  // sizes by which a line may stay short of its column and still be full
	axis         = 0.6  // sizes by which twice the axes of centred lines differ at most
	sameColumn   = 4    // sizes between the left edges of lines in one column
	columnReach  = 30   // sizes up and down, in which lines are asked for the right edge of a column
	fewLetters   = 25   // of a line, below which it may be a heading
	tinyLine     = 3    // characters, up to which a line of another size is a mark or an initial
	shortHeading = 12   // characters, below which a single line at the end of a page is no sentence
)

// verdict is what one sign says of whether a line begins a new paragraph.
type verdict uint8

const (
	undecided verdict = iota
	joins
	breaks
)

// breaksIf returns breaks, or else joins.
func breaksIf(b bool) verdict {
	if b {
		return breaks
	}
	return joins
}

// seam is a place between two lines, where a paragraph may end.
type seam struct {
	*paragraph
	a, b *line
	m    typical
	near []line // of the same page, around b
	fits bool   // the first word of b would have fitted on a's line
}

// signs say whether a paragraph ends, the stronger first.
var signs = [...]func(*seam) verdict{
	(*seam).byTags, (*seam).byPlace, (*seam).bySize, (*seam).bySpace,
	(*seam).byWeight, (*seam).byMarker, (*seam).byAxis, (*seam).byIndent,
}

// endsBefore reports whether the line b begins a new paragraph after p. Near are the lines of the
// same page around them.
func (p *paragraph) endsBefore(b *line, m typical, near []line) bool {
	s := seam{paragraph: p, a: p.last(), b: b, m: m, near: near}
	if s.a.vertical || b.vertical {
		return !s.goesOnInColumn()
	}
	for _, sign := range signs {
		if v := sign(&s); v != undecided {
			return v == breaks
		}
	}
	return false
}

// byTags goes by the cells and paragraphs that the file or the table says there are.
func (s *seam) byTags() verdict {
	a, b := s.a, s.b
	switch {
	case a.page != b.page:
		if (a.inCell() || b.inCell()) && !a.aboveInColumn(b) {
			return breaks
		}
	case a.cell > 0 || b.cell > 0:
		return breaksIf(a.cell != b.cell || a.element != b.element && !a.goesOnIn(b))
	case a.taggedApart(b):
		return breaks
	case a.element == b.element && a.delimited() && a.looksLike(b, s.m):
		return joins
	case a.inRowWith(b, s.m):
		return breaks
	}
	return undecided
}

// byPlace goes by the sentence where b does not stand below a.
func (s *seam) byPlace() verdict {
	a, b := s.a, s.b
	if a.page != b.page || b.base < a.base-upward*a.size || a.aside(b) ||
		b.base-a.base > farBelow*s.m.leading*max(a.size, b.size) {
		return breaksIf(!s.continuesIn(b))
	}
	return undecided
}

// bySize ends a paragraph at letters of another size. Where the size changes within a line, or with a
// line that is full and whose sentence goes on, it says nothing.
func (s *seam) bySize() verdict {
	a, b := s.a, s.b
	if !differs(a, b, otherSize) {
		return undecided
	}
	last, first := &a.chars[len(a.chars)-1], &b.chars[0]
	high := first.Box.Bottom - first.Box.Top
	within := last.Font == first.Font && abs(last.Box.Bottom-last.Box.Top-high) < oneSize*high
	next := b.base-a.base < spaced*s.m.leading*max(a.size, b.size)
	if within || next && a.goesOnIn(b) && !s.hasRoom() {
		return undecided
	}
	return breaksIf(len(b.chars) > tinyLine && len(a.chars) > tinyLine)
}

// hasRoom reports whether the first word of b would have fitted on a's line.
func (s *seam) hasRoom() bool {
	a, b := s.a, s.b
	return a.box.Right+wordSpace*a.size+b.firstWordWidth() < columnRight(s.near, b)-ragged*a.size
}

// bySpace ends a paragraph before space, unless the sentence plainly goes on. A word that is
// divided goes on without space.
func (s *seam) bySpace() verdict {
	a, b := s.a, s.b
	s.fits = s.hasRoom()
	step := (b.base - a.base) / max(a.size, b.size)
	if step > spaced*max(s.leading(), min(s.m.leading, wideLeading)) {
		return breaksIf(step > farSpaced || s.fits || a.letters < fewLetters || !a.goesOnIn(b))
	}
	if a.hyphened && unicode.IsLower(b.first()) {
		return joins
	}
	return undecided
}

// leading returns how far the last lines of the paragraph stand apart, or else those of the page.
func (s *seam) leading() float32 {
	if len(s.lines) < 2 {
		return s.m.leading
	}
	own := max(tight, (s.a.base-s.lines[len(s.lines)-2].base)/s.a.size)
	if own > looseLines*s.m.leading {
		return s.m.leading
	}
	return own
}

// byWeight ends a heading in bold letters, and a paragraph before one.
func (s *seam) byWeight() verdict {
	a, b := s.a, s.b
	if a.bold == b.bold || s.m.bold || a.goesOnIn(b) {
		return undecided
	}
	heading := len(s.lines) == 1 && a.bold
	if heading || b.bold && a.endsSentence() && !unicode.IsLower(b.first()) {
		return breaks
	}
	return undecided
}

// byMarker ends a paragraph before an item of a list.
func (s *seam) byMarker() verdict {
	a, b := s.a, s.b
	if b.beginsItem() &&
		(a.endsSentence() || a.endsWith(languageWords().joins...) || a.beginsItem() || s.lines[0].beginsItem()) {
		return breaks
	}
	return undecided
}

// byAxis keeps centred lines together, as long as all are in capitals or none is.
func (s *seam) byAxis() verdict {
	if !s.a.centredWith(s.b) {
		return undecided
	}
	return breaksIf(s.a.upper != s.b.upper)
}

// byIndent goes by the indent of b and by the room that a leaves, where a sentence may end.
func (s *seam) byIndent() verdict {
	a, b := s.a, s.b
	if unicode.IsLower(b.first()) {
		return joins
	}
	ends := a.endsSentence()
	switch indent := b.box.Left - a.box.Left; {
	case indent > indented*a.size && (ends || s.fits):
		return breaksIf(len(s.lines) > 1 || !s.lines[0].beginsItem())
	case indent < -indented*a.size && len(s.lines) > 1 && ends:
		return breaks
	}
	return breaksIf(s.fits && ends)
}

// aboveInColumn reports whether two lines have the same places across, as in one column of a table
// that goes on on the next page.
func (a *line) aboveInColumn(b *line) bool {
	shared := min(a.box.Right, b.box.Right) - max(a.box.Left, b.box.Left)
	return shared > columnShare*min(a.box.Right-a.box.Left, b.box.Right-b.box.Left)
}

// aside reports whether b stands wholly to the left or to the right of a.
func (a *line) aside(b *line) bool { return b.box.Left > a.box.Right || b.box.Right < a.box.Left }

// inRowWith reports whether b stands beside a or the lines just above it, like another cell. The
// next column begins higher up.
func (a *line) inRowWith(b *line, m typical) bool {
	up := a.base - b.base
	return up > upward*a.size && up < nextColumn*m.leading*a.size && a.aside(b)
}

// endsWith reports whether the line ends with one of the words.
func (l *line) endsWith(words ...string) bool {
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if len(l.chars) < n {
			continue
		}
		same, at := true, len(l.chars)-n
		for _, r := range w {
			same = same && l.chars[at].Rune == r
			at++
		}
		from := len(l.chars) - n
		if same && (from == 0 || !unicode.IsLetter(l.chars[from-1].Rune) || !unicode.IsLetter(l.chars[from].Rune)) {
			return true
		}
	}
	return false
}

// centredWith reports whether a and b stand one below the other around one axis, neither as wide as
// the other.
func (a *line) centredWith(b *line) bool {
	return abs(a.box.Left+a.box.Right-b.box.Left-b.box.Right) < axis*a.size &&
		abs(a.box.Left-b.box.Left) > indented*a.size
}

// columnRight returns how far to the right the lines reach that begin near where b begins.
func columnRight(near []line, b *line) float32 {
	right := b.box.Right
	for i := range near {
		l := &near[i]
		if l.role == b.role && abs(l.box.Left-b.box.Left) < sameColumn*b.size &&
			abs(l.size-b.size) < otherSize*b.size && abs(l.base-b.base) < columnReach*b.size {
			right = max(right, l.box.Right)
		}
	}
	return right
}

// continuesIn reports whether the line b, at the top of another column or page, goes on with the
// sentence of p.
func (p *paragraph) continuesIn(b *line) bool {
	a := p.last()
	if !a.mayContinueIn(b) {
		return false
	}
	first := b.first()
	for i := 0; i+1 < len(b.chars) && !unicode.IsLetter(first) && first != '$'; i++ {
		if unicode.IsDigit(first) {
			return a.endsWith(languageWords().open...)
		}
		first = b.chars[i+1].Rune
	}
	if len(p.lines) == 1 && (a.upper || len(a.chars) < shortHeading) {
		return false
	}
	return a.hyphened || unicode.IsLower(first) || a.endsWith(languageWords().open...)
}

// mayContinueIn reports whether b looks like a, and no sentence ends between them.
func (a *line) mayContinueIn(b *line) bool {
	if a.taggedAcrossPages() != b.taggedAcrossPages() || differs(a, b, nextPageSize) || a.bold != b.bold {
		return false
	}
	if a.vertical || b.vertical || a.endsSentence() && !a.hyphened {
		return false
	}
	return !b.beginsItem() || unicode.IsLower(b.first())
}

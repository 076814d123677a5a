package pdf

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// measure is what is usual in a document.
type measure struct {
	size    float32 // of the letters of its body
	leading float32 // from line to line, in sizes
	bold    bool    // the body itself is bold
	headed  bool    // the file says of some lines that they are headings
}

// usual measures the lines of a body.
func usual(pages ...[]line) measure {
	sizes := map[int]int{}
	leadings := map[int]int{}
	bold, all := 0, 0
	for _, lines := range pages {
		for i := range lines {
			l := &lines[i]
			if l.role != body || l.vertical {
				continue
			}
			sizes[int(l.size*4+0.5)] += l.letters
			all += l.letters
			if l.bold {
				bold += l.letters
			}
			if i > 0 {
				if step := (l.base - lines[i-1].base) / l.size; step > 0.7 && step < 3.5 && abs(l.size-lines[i-1].size) < 0.1*l.size {
					leadings[int(step*20+0.5)]++
				}
			}
		}
	}
	return measure{size: float32(commonest(sizes)) / 4, leading: float32(commonest(leadings)) / 20, bold: bold*2 > all}
}

// of is the measure of a page within a document of the measure m: its own lines say how far they stand apart.
func (m measure) of(page []line) measure {
	own := usual(page)
	if own.leading > 0 {
		m.leading = own.leading
	}
	return m
}

// commonest is the key with the highest count; of several, the smallest.
func commonest(counts map[int]int) int {
	best, most := 0, 0
	for k, n := range counts {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}

// notes marks the footnotes of a page: lines in smaller letters, below everything else of their column, of which the first begins with the
// mark of a note, or goes on with the last note of the page before.
func notes(lines []line, m measure, open bool) (still bool) {
	if own := usual(lines); own.size > 0.8*m.size {
		m.size = min(m.size, own.size)
	}
	small := func(l *line) bool { return l.size <= 0.93*m.size }
	reach := lowest(lines, func(l *line) bool { return l.role == body && !l.vertical && !small(l) })
	any := false
	for i := range lines {
		l := &lines[i]
		if l.role == body && l.said() == document.Note {
			l.role, any, still = note, true, !l.ends()
			continue
		}
		if l.role != body || l.vertical || l.cell > 0 || !small(l) || reach.under(l) {
			any = any || l.role == body && small(l)
			continue
		}
		switch {
		case i > 0 && lines[i-1].role == note && (lines[i-1].said() == l.said() || lines[i-1].said() != document.Note):
			l.role = note
		case l.noteMark() && (l.raised() || i == 0 || l.base-lines[i-1].base > 1.4*l.size*max(m.leading, 1) || l.base < lines[i-1].base):
			l.role = note
		case open && !any:
			l.role = note
		}
		any = true
		if l.role == note {
			still = !l.ends()
		}
	}
	return still
}

// profile is how far down the page something reaches, in each of its upright strips.
type profile struct {
	left, step float32
	base       [64]float32
}

// lowest is the profile of the lines that are wanted.
func lowest(lines []line, wanted func(*line) bool) profile {
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
	p.step = max(right-p.left, 1) / float32(len(p.base)-1)
	for i := range lines {
		if l := &lines[i]; wanted(l) {
			from, to := p.strips(l)
			for k := from; k <= to; k++ {
				p.base[k] = max(p.base[k], l.base)
			}
		}
	}
	return p
}

// strips are the first and the last strip that a line touches.
func (p *profile) strips(l *line) (from, to int) {
	last := len(p.base) - 1
	within := func(x float32) int { return max(0, min(last, int((x-p.left)/p.step))) }
	return within(l.box.Left), within(l.box.Right)
}

// under tells whether something of the profile stands below the line.
func (p *profile) under(l *line) bool {
	from, to := p.strips(l)
	for k := from; k <= to; k++ {
		if p.base[k] > l.base+1 {
			return true
		}
	}
	return false
}

// noteMark tells whether the line begins with the mark of a footnote: "3 See", "* As amended".
func (l *line) noteMark() bool {
	i := 0
	for i < len(l.chars) && i < 4 && (l.chars[i].Rune >= '0' && l.chars[i].Rune <= '9' || l.chars[i].Rune == '*' || l.chars[i].Rune == '†' || l.chars[i].Rune == '‡') {
		i++
	}
	if i == 0 || i > 3 || i >= len(l.chars) {
		return false
	}
	next := l.chars[i].Rune
	if next <= ' ' && i+1 < len(l.chars) {
		next = l.chars[i+1].Rune
	} else if next > ' ' && l.chars[0].Box.Bottom-l.chars[0].Box.Top > 0.9*l.size && l.chars[0].Rune <= '9' {
		return false
	}
	return unicode.IsLetter(next) || next == '“' || next == '"' || next == '(' || next == '['
}

// raised tells whether the line begins with a mark that is smaller than its letters.
func (l *line) raised() bool {
	return l.chars[0].Rune > '9' || l.chars[0].Rune < '0' || l.chars[0].Box.Bottom-l.chars[0].Box.Top < 0.85*l.size
}

// paragraph is a block while it is being put together. Its lines may lie on several pages.
type paragraph struct {
	lines []*line
	role  role
	layer *Layer // that it belongs to, nil for the text of the page
}

func (p *paragraph) last() *line { return p.lines[len(p.lines)-1] }

// broken tells whether the line b begins a new paragraph behind p. near are the lines of the same page around them.
func (p *paragraph) broken(b *line, m measure, near []line) bool {
	a := p.last()
	if a.vertical || b.vertical {
		return true
	}
	if a.page == b.page {
		switch {
		case a.cell > 0 || b.cell > 0:
			return a.cell != b.cell || a.element != b.element && !a.goesOn(b)
		case a.parted(b):
			return true
		case a.element == b.element && a.told() && a.alike(b, m):
			return false
		case a.beside(b, m):
			return true
		}
	}
	if a.page != b.page || b.base < a.base-0.5*a.size || a.aside(b) || b.base-a.base > 3*m.leading*max(a.size, b.size) {
		return !p.continues(b)
	}
	if abs(a.size-b.size) > 0.1*max(a.size, b.size) {
		return len(b.chars) > 3 && len(a.chars) > 3
	}
	step := (b.base - a.base) / max(a.size, b.size)
	leading := m.leading
	if len(p.lines) > 1 {
		leading = max(0.9, (a.base-p.lines[len(p.lines)-2].base)/a.size)
		if leading > 2*m.leading {
			leading = m.leading
		}
	}
	right := columnRight(near, b)
	fits := a.box.Right+0.3*a.size+b.word() < right-0.6*a.size
	if step > 1.28*max(leading, min(m.leading, 1.4)) {
		return step > 2.3 || fits || a.letters < 25 || !a.goesOn(b)
	}
	if a.hyphened && unicode.IsLower(b.first()) {
		return false
	}
	if a.bold != b.bold && !m.bold && !a.goesOn(b) && (len(p.lines) == 1 && a.bold || b.bold && a.ends() && !unicode.IsLower(b.first())) {
		return true
	}
	if b.marker() && (a.ends() || a.closes(languageWords().joins...) || a.marker() || p.lines[0].marker()) {
		return true
	}
	if a.centred(b) {
		return a.upper != b.upper
	}
	indent := b.box.Left - a.box.Left
	lower := unicode.IsLower(b.first())
	switch {
	case lower && !a.ends():
		return false
	case indent > 0.8*a.size && !lower && (a.ends() || fits):
		return len(p.lines) > 1 || !p.lines[0].marker()
	case indent < -0.8*a.size && len(p.lines) > 1 && a.ends() && !lower:
		return true
	case fits && a.ends() && !lower:
		return true
	}
	return false
}

// aside tells whether b stands wholly to the left or to the right of a.
func (a *line) aside(b *line) bool { return b.box.Left > a.box.Right || b.box.Right < a.box.Left }

// beside tells whether b stands beside a or the lines just above it, like another cell. The next column begins higher up.
func (a *line) beside(b *line, m measure) bool {
	const column = 3.2 // lines that a column has at least
	up := a.base - b.base
	return up > 0.5*a.size && up < column*m.leading*a.size && a.aside(b)
}

// closes tells whether the line ends with one of the words.
func (l *line) closes(words ...string) bool {
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
		before := len(l.chars) - n - 1
		if same && (before < 0 || !unicode.IsLetter(l.chars[before].Rune) || !unicode.IsLetter(l.chars[before+1].Rune)) {
			return true
		}
	}
	return false
}

// centred tells whether a and b stand one below the other around one axis, neither as wide as the other.
func (a *line) centred(b *line) bool {
	return abs(a.box.Left+a.box.Right-b.box.Left-b.box.Right) < 0.6*a.size && abs(a.box.Left-b.box.Left) > 0.8*a.size
}

// columnRight is how far to the right the lines reach that begin near where b begins.
func columnRight(near []line, b *line) float32 {
	right := b.box.Right
	for i := range near {
		l := &near[i]
		if l.role == b.role && abs(l.box.Left-b.box.Left) < 4*b.size && abs(l.size-b.size) < 0.1*b.size && abs(l.base-b.base) < 30*b.size {
			right = max(right, l.box.Right)
		}
	}
	return right
}

// continues tells whether the line b, at the top of another column or page, goes on with the sentence of p.
func (p *paragraph) continues(b *line) bool {
	a := p.last()
	if a.kind() != b.kind() {
		return false
	}
	if abs(a.size-b.size) > 0.08*max(a.size, b.size) || a.bold != b.bold || a.vertical || b.vertical || a.ends() && !a.hyphened || b.marker() && !unicode.IsLower(b.first()) {
		return false
	}
	first := b.first()
	for i := 0; i+1 < len(b.chars) && !unicode.IsLetter(first) && first != '$'; i++ {
		if unicode.IsDigit(first) {
			return a.closes(languageWords().open...)
		}
		first = b.chars[i+1].Rune
	}
	if len(p.lines) == 1 && (a.upper || len(a.chars) < 12) {
		return false
	}
	return a.hyphened || unicode.IsLower(first) || a.closes(languageWords().open...)
}

// paragraphs puts the lines of one role, in the order of reading, together.
func paragraphs(pages [][]line, wanted role, m measure) []paragraph {
	var all []paragraph
	for _, lines := range pages {
		here := m.of(lines)
		for i := range lines {
			l := &lines[i]
			if l.role != wanted {
				continue
			}
			if n := len(all) - 1; n >= 0 {
				fresh := wanted != body && all[n].last().page != l.page || wanted == note && l.noteMark()
				const around = 60
				if !fresh && !all[n].broken(l, here, lines[max(0, i-around):min(len(lines), i+around)]) {
					all[n].lines = append(all[n].lines, l)
					continue
				}
			}
			all = append(all, paragraph{lines: []*line{l}, role: wanted})
		}
	}
	return all
}

// letters is how many letters, digits and marks a paragraph has.
func (p *paragraph) letters() int {
	n := 0
	for _, l := range p.lines {
		n += l.letters
	}
	return n
}

// heading tells whether a paragraph is a heading, and of which level: from 1, larger letters first.
func (p *paragraph) heading(m measure) (level int, ok bool) {
	first := p.lines[0]
	letters := p.letters()
	upper, bold := true, true
	for _, l := range p.lines {
		upper = upper && (l.upper || l.letters < 4)
		bold = bold && l.bold
	}
	if len(p.lines) > 5 || letters > 220 || letters < 3 || unicode.IsLower(first.first()) || !slices.ContainsFunc(first.chars, func(c Char) bool { return unicode.IsLetter(c.Rune) }) {
		return 0, false
	}
	large := first.size / m.size
	ends := p.last().closes(".", ";", ",")
	switch {
	case large > 1.55 && !ends:
		return 1, true
	case large > 1.12 && !ends:
		return 2, true
	case large < 0.85:
		return 0, false
	case bold && !m.bold && (!ends || letters < 60):
		return 3, true
	case upper && first.upper:
		return 3, true
	}
	return 0, false
}

// made is the block that a paragraph becomes: what the file says it is, or else what it looks like.
func (p *paragraph) made(m measure, titled *bool) Block {
	b := Block{}
	for _, l := range p.lines {
		b.Lines = append(b.Lines, Line{Page: l.page, Number: l.number, Printed: l.printed, Chars: l.chars})
	}
	if p.layer != nil {
		b.Exclusion, b.Reason = p.layer.Exclusion, p.layer.Reason
	}
	const longest = 300 // letters of a heading
	switch first, said := p.lines[0], p.lines[0].said(); {
	case p.layer != nil:
	case p.role == head || p.role == foot:
		b.Role = document.Running
	case p.role == note:
		b.Role = document.Note
	case first.cell > 0:
		if b.Role = document.Cell; first.element != nil {
			b.Row, b.Column = first.element.Row, first.element.Column
		}
	case said != document.Body && (said != document.Heading || p.letters() <= longest):
		b.Element = *first.element
	default:
		if level, ok := p.heading(m); ok {
			b.Role, b.Level = document.Heading, level
			if m.headed {
				b.Level += below
			}
		} else if first.marker() {
			b.Role, b.Level = document.ListItem, 1
		}
	}
	if b.Role == document.Heading && b.Level == 1 && !*titled && p.lines[0].page == 0 {
		b.Role, *titled = document.Title, true
	}
	return b
}

// below is how far below the headings of which the file says so those lie that only look like headings.
const below = 3

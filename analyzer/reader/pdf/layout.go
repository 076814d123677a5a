package pdf

import (
	"math"
	"slices"

	"refrain/analyzer/document"
)

// Block is what the layout makes of lines that belong together. A block may begin on one page and end on a later one.
type Block struct {
	Element
	Lines     []Line
	Exclusion document.Exclusion // why its words do not count
	Reason    string
}

// Line is one printed line, or the part of it that lies in one column or cell.
type Line struct {
	Page    int // index of its page
	Number  int // of the line on its page, from 1 in the order of reading
	Printed int // the number that is printed beside it, 0 without
	Chars   []Char
}

// Layout puts the characters of a document's pages in the order of reading. A page that could not be read is nil. No character that is more
// than a blank is lost or doubled, but for the printed numbers of lines, which go into Line.Printed, and the raised numbers of notes between two words.
//
// The lines of a page come one after the other: what would interrupt a sentence that runs over a page break, like footnotes and running
// heads, is put before or after that sentence's paragraph on its own page.
func Layout(pages []*Page) []Block {
	lines := make([][]line, len(pages))
	for i, p := range pages {
		if p != nil {
			lines[i] = linesOf(p, i)
		}
	}
	headed := trusted(lines)
	furniture(lines, pages)
	m := usual(lines...)
	m.headed = headed
	if m.leading == 0 {
		m.leading = 1.2
	}
	still := false
	for i := range lines {
		lines[i] = ordered(lines[i])
		still = notes(lines[i], m, still)
		count(lines[i])
	}
	tails := append(paragraphs(lines, note, m), paragraphs(lines, foot, m)...)
	return woven(paragraphs(lines, body, m), paragraphs(lines, head, m), append(layered(pages, m), tails...), m)
}

// layered lays out the text that pages keep apart.
func layered(pages []*Page, m measure) []paragraph {
	var all []paragraph
	for i, p := range pages {
		if p == nil {
			continue
		}
		for k := range p.Layers {
			l := &p.Layers[k]
			apart := Page{Width: p.Width, Height: p.Height, Turn: p.Turn, Chars: slices.Clone(l.Chars), Fonts: p.Fonts}
			lines := ordered(linesOf(&apart, i))
			count(lines)
			for _, made := range paragraphs([][]line{lines}, body, m) {
				made.layer = l
				for _, line := range made.lines {
					l.back(line.chars)
				}
				all = append(all, made)
			}
		}
	}
	return all
}

// back turns the boxes of characters of the layer into the space of the page's.
func (l *Layer) back(chars []Char) {
	if l.Tilt == 0 {
		return
	}
	sin, cos := math.Sincos(l.Tilt)
	for i := range chars {
		b := chars[i].Box
		var around document.Box
		for k := range 4 {
			u, v := float64([2]float32{b.Left, b.Right}[k&1]), float64([2]float32{b.Top, b.Bottom}[k>>1])
			x, y := float32(u*cos+v*sin), float32(v*cos-u*sin)
			if k == 0 {
				around = document.Box{Left: x, Top: y, Right: x, Bottom: y}
			}
			around = document.Box{Left: min(around.Left, x), Top: min(around.Top, y), Right: max(around.Right, x), Bottom: max(around.Bottom, y)}
		}
		chars[i].Box = around
	}
}

// count numbers the lines of a page: running heads, body, notes and feet, each as they are read. Cells side by side share a number.
func count(lines []line) {
	n := 0
	var last *line
	for _, wanted := range [...]role{head, body, note, foot} {
		for i := range lines {
			l := &lines[i]
			if l.role != wanted {
				continue
			}
			if last == nil || l.cell == 0 || last.cell == 0 || abs(l.base-last.base) > 0.3*l.size {
				n++
			}
			l.number, last = n, l
		}
	}
}

// woven puts the running heads of each page before its text and its notes and feet behind it, without interrupting a paragraph that comes
// from the page before or goes on to the next.
func woven(texts, heads, tails []paragraph, m measure) []Block {
	var blocks []Block
	titled := false
	emit := func(p paragraph) { blocks = append(blocks, p.made(m, &titled)) }
	take := func(from map[int][]paragraph, page int) {
		for _, p := range from[page] {
			emit(p)
		}
		delete(from, page)
	}
	before, after := byPage(heads), byPage(tails)
	reached := 0 // the page that is being written; its heads are out
	begin := func(to int) {
		for reached < to {
			take(after, reached)
			reached++
			take(before, reached)
		}
	}
	take(before, 0)
	for _, p := range texts {
		begin(p.lines[0].page)
		for {
			first, rest := p.split(before, after)
			if end := first.last().page; end > reached {
				take(after, reached) // notes and feet, before the paragraph that leaves the page
				emit(first)
				for reached < end { // Pages between the two hold nothing else.
					reached++
					take(before, reached)
				}
			} else {
				emit(first)
			}
			if rest.lines == nil {
				break
			}
			p = rest
			begin(p.lines[0].page)
		}
	}
	last := reached
	for _, all := range [...]map[int][]paragraph{before, after} {
		for page := range all {
			last = max(last, page)
		}
	}
	begin(last + 1)
	return blocks
}

// split cuts a paragraph behind a page that lies wholly within it and has something else to tell: all text of a page is in one piece.
func (p paragraph) split(before, after map[int][]paragraph) (first, rest paragraph) {
	start := p.lines[0].page
	for i := 1; i < len(p.lines); i++ {
		within := p.lines[i-1].page
		if within > start && p.lines[i].page > within && len(before[within])+len(after[within]) > 0 {
			return paragraph{p.lines[:i], p.role, p.layer}, paragraph{p.lines[i:], p.role, p.layer}
		}
	}
	return p, paragraph{}
}

func byPage(all []paragraph) map[int][]paragraph {
	pages := map[int][]paragraph{}
	for _, p := range all {
		pages[p.lines[0].page] = append(pages[p.lines[0].page], p)
	}
	return pages
}

package layout

import (
	"slices"

	"refrain/analyzer/document"
)

// Block is lines that belong together. A block may begin on one page and end on a later one.
type Block struct {
	Element
	Ahead     bool // a note or a cell: its lines on later pages come before the rest of the page where it begins
	Lines     []Line
	Exclusion document.Exclusion // why its words do not count
	Reason    string             // of the exclusion
}

// Line is one printed line, or the part of it that lies in one column or cell.
type Line struct {
	Page    int // index of its page
	Number  int // of the line on its page, from 1 in the order of reading
	Printed int // the number that is printed beside it, 0 without
	Chars   []Char
}

// Blocks puts the characters of a document's pages in the order of reading. A page that could not
// be read is nil. No character that is more than a blank is lost or doubled, with two exceptions:
// the printed numbers of lines go into Line.Printed, and the raised numbers of notes between two
// words are left out.
//
// The lines of a page come one after the other. What would interrupt a sentence that runs over a
// page break, like footnotes and running heads, comes before or after that sentence's paragraph on
// its own page. Notes and cells that a page break cuts are whole where they begin, see Block.Ahead.
func Blocks(pages []*Page) []Block {
	lines := make([][]line, len(pages))
	for i, p := range pages {
		if p != nil {
			lines[i] = linesOf(p, i)
		}
	}
	joinInitials(lines)
	headed := dropCuttingElements(lines)
	markRunning(lines, pages)
	m := measured(lines...)
	m.headed = headed
	if m.leading == 0 {
		m.leading = singleSpaced
	}
	open := false // the last note of the page before does not end there
	for i := range lines {
		lines[i] = inReadingOrder(lines[i])
		open = markNotes(lines[i], m, open)
		number(lines[i])
	}
	tails := append(paragraphs(lines, note, m), paragraphs(lines, foot, m)...)
	tails = append(layerParagraphs(pages, m), tails...)
	texts := joinCells(paragraphs(lines, body, m), lines)
	return interleaved(texts, paragraphs(lines, head, m), tails, m)
}

// layerParagraphs lays out the text that pages keep apart.
func layerParagraphs(pages []*Page, m typical) []paragraph {
	var all []paragraph
	for i, p := range pages {
		if p == nil {
			continue
		}
		for k := range p.Layers {
			l := &p.Layers[k]
			apart := Page{Width: p.Width, Height: p.Height, Turn: p.Turn, Chars: slices.Clone(l.Chars), Fonts: p.Fonts}
			lines := inReadingOrder(linesOf(&apart, i))
			number(lines)
			for _, made := range paragraphs([][]line{lines}, body, m) {
				made.layer = l
				for _, line := range made.lines {
					l.turnBack(line.chars)
				}
				all = append(all, made)
			}
		}
	}
	return all
}

// number numbers the lines of a page: running heads, body, notes and feet, each as they are read.
// Cells side by side share a number.
func number(lines []line) {
	const sameRow = 0.3 // sizes between the baselines of cells in one row, which fonts of other sizes move
	n := 0
	var last *line
	for _, wanted := range [...]role{head, body, note, foot} {
		for i := range lines {
			l := &lines[i]
			if l.role != wanted {
				continue
			}
			if last == nil || l.cell == 0 || last.cell == 0 || abs(l.base-last.base) > sameRow*l.size {
				n++
			}
			l.number, last = n, l
		}
	}
}

// interleaved puts the running heads of each page before its text, and its notes and feet after it,
// without interrupting a paragraph that comes from the page before or goes on to the next.
func interleaved(texts, heads, tails []paragraph, m typical) []Block {
	w := writer{m: m, before: byPage(heads), after: byPage(tails)}
	w.take(w.before, 0)
	for _, p := range texts {
		w.reach(p.lines[0].page)
		for {
			first, rest := p.split(w.before, w.after)
			w.paragraph(first)
			if rest.lines == nil {
				break
			}
			p = rest
			w.reach(p.lines[0].page)
		}
	}
	last := w.page
	for _, all := range [...]map[int][]paragraph{w.before, w.after} {
		for page := range all {
			last = max(last, page)
		}
	}
	w.reach(last + 1)
	return w.blocks
}

// writer makes blocks of paragraphs, page by page.
type writer struct {
	m             typical
	before, after map[int][]paragraph // what is not yet written, by page
	blocks        []Block
	page          int  // that is being written; its heads are out
	titled        bool // there is a title
}

func (w *writer) write(p paragraph) { w.blocks = append(w.blocks, p.block(w.m, &w.titled)) }

// take writes what one page has.
func (w *writer) take(from map[int][]paragraph, page int) {
	for _, p := range from[page] {
		w.write(p)
	}
	delete(from, page)
}

// reach ends pages until one is begun.
func (w *writer) reach(page int) {
	for w.page < page {
		w.take(w.after, w.page)
		w.page++
		w.take(w.before, w.page)
	}
}

// paragraph writes a paragraph of the text, which may end on a later page.
func (w *writer) paragraph(p paragraph) {
	end := p.end()
	if end > w.page {
		w.take(w.after, w.page) // notes and feet, before the paragraph that leaves the page
	}
	w.write(p)
	for w.page < end { // Pages between the two hold nothing else.
		w.page++
		w.take(w.before, w.page)
	}
}

// split cuts a paragraph after a page that lies wholly within it and has heads, notes or feet. So
// all text of that page is in one piece.
func (p paragraph) split(before, after map[int][]paragraph) (first, rest paragraph) {
	start := p.lines[0].page
	if p.ahead {
		return p, paragraph{}
	}
	for i := 1; i < len(p.lines); i++ {
		within := p.lines[i-1].page
		if within > start && p.lines[i].page > within && len(before[within])+len(after[within]) > 0 {
			return paragraph{p.lines[:i], p.role, p.layer, false}, paragraph{p.lines[i:], p.role, p.layer, false}
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

package pdf

// Block is what the layout makes of lines that belong together. A block may begin on one page and end on a later one.
type Block struct {
	Element
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
	return woven(paragraphs(lines, body, m), paragraphs(lines, head, m), append(paragraphs(lines, note, m), paragraphs(lines, foot, m)...), m)
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
			return paragraph{p.lines[:i], p.role}, paragraph{p.lines[i:], p.role}
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

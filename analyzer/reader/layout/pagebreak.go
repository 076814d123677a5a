package layout

import (
	"slices"
	"unicode"
)

// Notes and cells that a page break cuts are put together where they begin, because heads, feet and
// other text come between their parts: nothing else keeps their sentences whole.

const (
	columnShare = 0.5 // of the narrower of two cells, which lie below each other in one column
	sameTop     = 1   // sizes between the first baselines of the cells of one row
)

// noteGoesOn reports whether l, the first note on its page, goes on with the note p of the page
// before: l has no mark although p has one, and p's sentence has not ended.
func (p *paragraph) noteGoesOn(l *line) bool {
	a := p.last()
	return l.page == a.page+1 && !l.beginsNote() && !differs(a, l, nextPageSize) &&
		(!a.endsSentence() || a.hyphened) && (p.lines[0].beginsNote() || p.continuesIn(l))
}

// joinCells puts the cells together that a page break cuts. All are the paragraphs of the text, in
// the order of reading, and lines are those of each page.
func joinCells(all []paragraph, lines [][]line) []paragraph {
	begin, end := make([][]int, len(lines)), make([][]int, len(lines)) // paragraphs by page
	any := false
	for i := range all {
		p := &all[i]
		begin[p.lines[0].page] = append(begin[p.lines[0].page], i)
		end[p.last().page] = append(end[p.last().page], i)
		any = any || p.lines[0].inCell()
	}
	if !any {
		return all
	}
	for page := 1; page < len(lines); page++ {
		b := pageBreak{all: all}
		b.find(end[page-1], begin[page-1], begin[page], lines[page-1])
		for _, pair := range b.broken() {
			p, rest := &all[pair[0]], &all[pair[1]]
			p.lines, p.ahead = append(p.lines, rest.lines...), true
			rest.lines = nil
			end[page] = append(slices.DeleteFunc(end[page], func(i int) bool { return i == pair[1] }), pair[0])
		}
	}
	return slices.DeleteFunc(all, func(p paragraph) bool { return p.lines == nil })
}

// inCell reports whether the file or the looks of a table say that a line lies in a cell.
func (l *line) inCell() bool { return l.cell > 0 }

// pageBreak is a place where a page ends and the next begins.
type pageBreak struct {
	all           []paragraph
	bottom, top   []int // cells that end the page, and those of the first row of the next that is no repeated head
	before, after []int // the paragraphs that end on the page, and those that begin on the next
}

// find finds the cells on both sides of the break. Begun are the paragraphs that begin on the page.
func (b *pageBreak) find(ended, begun, next []int, lines []line) {
	reach := reachOf(lines, func(l *line) bool { return l.role == body && !l.vertical })
	for _, i := range ended {
		if p := &b.all[i]; p.last().inCell() && !reach.below(p.last()) {
			b.bottom = append(b.bottom, i)
		}
	}
	if len(b.bottom) == 0 {
		return
	}
	b.before, b.after = ended, next
	var first *line
	for _, i := range next {
		l := b.all[i].lines[0]
		if b.repeats(i, begun) || !l.inCell() && b.all[i].repeated(lines) {
			continue
		}
		if first == nil {
			first = l
		}
		if first.inCell() && l.inCell() && abs(l.base-first.base) < sameTop*l.size {
			b.top = append(b.top, i)
		}
	}
}

// repeated reports whether the page before has each line of a paragraph at the same place across, as
// it has the heads of columns that no file says are cells.
func (p *paragraph) repeated(lines []line) bool {
	return !slices.ContainsFunc(p.lines, func(l *line) bool {
		return !slices.ContainsFunc(lines, func(o line) bool {
			return len(o.chars) == len(l.chars) && abs(o.box.Left-l.box.Left) < l.size && o.text() == l.text()
		})
	})
}

// repeats reports whether a cell repeats one of the page before at the same place across, as the
// heads of columns do.
func (b *pageBreak) repeats(i int, begun []int) bool {
	p := &b.all[i]
	if !p.lines[0].inCell() {
		return false
	}
	return slices.ContainsFunc(begun, func(k int) bool {
		q := &b.all[k]
		return len(q.lines) == len(p.lines) && q.lines[0].inCell() && p.shares(q) > columnShare &&
			q.lines[0].text() == p.lines[0].text() && q.last().text() == p.last().text()
	})
}

// broken returns the pairs of cells that are one, if the break cuts a row: the sentence of a cell
// goes on where its first word would not have fitted above.
func (b *pageBreak) broken() (pairs [][2]int) {
	plain := false
	for _, i := range b.bottom {
		p := &b.all[i]
		best, most := -1, float32(columnShare)
		for _, k := range b.top {
			if share := p.shares(&b.all[k]); share > most && b.all[k].lines != nil {
				best, most = k, share
			}
		}
		if best < 0 || best == i {
			continue
		}
		last, first := p.last(), b.all[best].lines[0]
		if last.endsSentence() && !last.hyphened || differs(last, first, nextPageSize) || last.bold != first.bold {
			continue
		}
		goesOn := unicode.IsLower(first.first()) || last.hyphened || last.endsWith(languageWords().open...)
		plain = plain || goesOn && !b.fits(i, best)
		pairs = append(pairs, [2]int{i, best})
	}
	if !plain {
		return nil
	}
	return pairs
}

// fits reports whether the first word of the paragraph k would have fitted on the last line of i,
// in a column that is as wide as its cells on both pages.
func (b *pageBreak) fits(i, k int) bool {
	p, rest := &b.all[i], &b.all[k]
	last, first := p.last(), rest.lines[0]
	width := float32(0)
	for _, all := range [...][]int{b.before, b.after} {
		for _, n := range all {
			q := &b.all[n]
			if q.lines == nil || !q.lines[0].inCell() || q.shares(p) < columnShare {
				continue
			}
			for _, l := range q.lines {
				if abs(l.box.Left-last.box.Left) < sameColumn*l.size || abs(l.box.Left-first.box.Left) < sameColumn*l.size {
					width = max(width, l.box.Right-l.box.Left)
				}
			}
		}
	}
	return last.box.Right-last.box.Left+wordSpace*last.size+first.firstWordWidth() < width-ragged*last.size
}

// shares returns how much of the narrower of two paragraphs lies below the other, each by the page
// that it ends on or begins on.
func (p *paragraph) shares(q *paragraph) float32 {
	pl, pr := p.extent()
	ql, qr := q.extent()
	return (min(pr, qr) - max(pl, ql)) / max(min(pr-pl, qr-ql), 1)
}

// extent returns how far to the left and to the right a paragraph reaches.
func (p *paragraph) extent() (left, right float32) {
	left, right = p.lines[0].box.Left, p.lines[0].box.Right
	for _, l := range p.lines[1:] {
		left, right = min(left, l.box.Left), max(right, l.box.Right)
	}
	return left, right
}

package pdf

import (
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// furniture finds the running heads and feet of a document by their repetition, and takes the printed numbers of lines out of the text.
// pages are the lines of each page.
func furniture(pages [][]line, sizes []*Page) {
	var before numbering
	for i := range pages {
		pages[i], before = unnumbered(pages[i], before)
	}
	type place struct {
		key  string
		at   int // the distance from the page's top, in steps of a line
		side int
	}
	const deep = 4 // lines from the edge that may be running
	edges := make([][2][]int, len(pages))
	type pagesSeen struct{ count, last int }
	seen := map[place]pagesSeen{} // on how many pages, within a line of the place
	for i := range pages {
		edges[i] = [2][]int{edge(pages[i], deep, false), edge(pages[i], deep, true)}
		for side, lines := range edges[i] {
			for _, j := range lines {
				l := &pages[i][j]
				key := pattern(l)
				for at := int(l.box.Top/12) - 1; at <= int(l.box.Top/12)+1; at++ {
					here := place{key, at, side}
					if s := seen[here]; s.count == 0 || s.last != i {
						seen[here] = pagesSeen{s.count + 1, i}
					}
				}
			}
		}
	}
	needed := 3
	if len(pages) <= 6 {
		needed = 2
	}
	for i := range pages {
		if sizes[i] == nil {
			continue
		}
		_, height := sizes[i].size()
		apart := structured(pages[i])
		for side, lines := range edges[i] {
			for _, j := range lines {
				l := &pages[i][j]
				repeated := seen[place{pattern(l), int(l.box.Top / 12), side}].count >= needed
				outer := l.box.Bottom < height*0.12 || l.box.Top > height*0.88 || l.vertical
				number := outer && (pageNumber(l) && (repeated || l.text() == sizes[i].Label))
				if !number && !(repeated && (outer || len(pages) > 6)) && !(apart && outer && l.element == nil) {
					break
				}
				if l.role = head; side == 1 {
					l.role = foot
				}
			}
		}
	}
}

// edge are the lines next to the top of a page, or to its bottom, the outermost first.
func edge(lines []line, most int, bottom bool) []int {
	order := make([]int, 0, 2*most)
	for i := range lines {
		l := &lines[i]
		at := len(order)
		for at > 0 {
			o := &lines[order[at-1]]
			if !bottom && (l.vertical || o.box.Top <= l.box.Top) || bottom && (o.vertical || !l.vertical && o.box.Bottom >= l.box.Bottom) {
				break
			}
			at--
		}
		if at < most {
			order = slices.Insert(order, at, i)
			order = order[:min(len(order), most)]
		}
	}
	return order
}

// pattern is the text of a line with its numbers made alike.
func pattern(l *line) string {
	var b strings.Builder
	for i, c := range l.chars {
		switch r := c.Rune; {
		case i > 120:
			return b.String()
		case unicode.IsDigit(r):
			if s := b.String(); s == "" || s[len(s)-1] != '#' {
				b.WriteByte('#')
			}
		case r > ' ':
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := b.String()
	if strings.Trim(s, "ivxlc-–—") == "" {
		return "#"
	}
	// A Roman number may stand at either end: "xii | Summary of results".
	text := l.text()
	if first, _, ok := strings.Cut(text, " "); ok && strings.Trim(first, "ivxlc") == "" {
		return "#" + s[min(len(first), len(s)):]
	} else if at := strings.LastIndexByte(text, ' '); at >= 0 && strings.Trim(text[at+1:], "ivxlc") == "" && strings.HasSuffix(s, text[at+1:]) {
		return s[:len(s)-len(text)+at+1] + "#"
	}
	return s
}

// pageNumber tells whether a line is nothing but a number: "12", "– 12 –", "xii", "Page 3 of 9".
func pageNumber(l *line) bool {
	if len(l.chars) > 24 {
		return false
	}
	s := strings.Trim(pattern(l), "-–—[]()|")
	return s == "#" || s == "page#" || s == "page#of#" || s == "#/#" || s == "#of#" || s == "p.#"
}

// numbering is how the lines of a page are numbered.
type numbering struct {
	last        int     // number, 0 where there are none
	left, right float32 // where it stands
}

// unnumbered takes the numbers that are printed beside the lines of bills out of the text, and gives them to their lines. There must be five, or fewer
// where those of the page before stand, that go up by one, or by five, from the top of the page to its bottom, one below the other in the margin. They
// begin anew on each page, or go on from the page before.
func unnumbered(lines []line, before numbering) (kept []line, now numbering) {
	type candidate struct{ line, end, value int }
	var found []candidate
	for i := range lines {
		l := &lines[i]
		end, value := 0, 0
		for end < len(l.chars) && end < 5 && l.chars[end].Rune >= '0' && l.chars[end].Rune <= '9' {
			value = value*10 + int(l.chars[end].Rune-'0')
			end++
		}
		if end == 0 || end > 4 || l.vertical || l.said() == document.Cell {
			continue
		}
		next := end
		for next < len(l.chars) && l.chars[next].Rune <= ' ' {
			next++
		}
		if next < len(l.chars) && (next == end || l.chars[next].Box.Left-l.chars[end-1].Box.Right < 0.45*l.size) {
			continue
		}
		found = append(found, candidate{i, end, value})
	}
	const fewest, missed = 5, 10 // numbers on the first page; and where a page ends with lines that have none
	if len(found) == 0 || len(found) < fewest && before.last == 0 {
		return lines, numbering{}
	}
	right := func(c candidate) float32 { return lines[c.line].chars[c.end-1].Box.Right }
	left := func(c candidate) float32 { return lines[c.line].chars[0].Box.Left }
	slices.SortStableFunc(found, func(a, b candidate) int { return int(lines[a.line].base - lines[b.line].base) })
	var best []candidate
	for i := range found[:min(len(found), 40)] {
		chain := []candidate{found[i]}
		for _, c := range found[i+1:] {
			last := chain[len(chain)-1]
			step := c.value - last.value
			aligned := abs(right(c)-right(last)) < 2 || abs(left(c)-left(last)) < 2
			down := lines[c.line].base - lines[last.line].base
			if aligned && step >= 1 && step <= 5 && down > max(1, 0.7*float32(step-1)*lines[c.line].size) { // A number may be missed.
				chain = append(chain, c)
			}
		}
		if len(chain) > len(best) {
			best = chain
		}
	}
	first, aligned := best[0], before.last > 0 && (abs(left(best[0])-before.left) < 2 || abs(right(best[0])-before.right) < 2)
	if len(best) < fewest && !aligned || first.value > 6 && first.value != 10 && (first.value <= before.last || first.value > before.last+missed) {
		return lines, numbering{}
	}
	// A list may be numbered like this as well. The numbers of lines stand in a margin, and next to nothing
	// stands further out.
	margin, other := left(best[0]), right(best[0])
	for _, c := range best {
		margin, other = min(margin, left(c)), max(other, right(c))
	}
	numbered := make(map[int]candidate, len(best))
	beside := map[int]bool{} // where lines with numbers stand
	bare, inner, outer := 0, 0, 0
	for _, c := range best {
		numbered[c.line], beside[int(lines[c.line].base)] = c, true
		if c.end == len(lines[c.line].chars) {
			bare++
		}
	}
	for i := range lines {
		l := &lines[i]
		if _, ok := numbered[i]; ok || l.vertical || l.base < lines[best[0].line].base || l.base > lines[best[len(best)-1].line].base {
			continue
		}
		if l.box.Left < margin+1 {
			inner++
		}
		if l.box.Right > other-1 {
			outer++
		}
	}
	if inner*4 > len(best) && (outer*4 > len(best) || bare < len(best)) {
		return lines, numbering{}
	}
	end := best[len(best)-1]
	if each := end.value-first.value < 2*len(best); each && unnumberedBetween(lines, beside, lines[first.line].base, lines[end.line].base)*2 > len(best) {
		return lines, numbering{} // They number paragraphs, or rows of a table.
	}
	numbers := map[int]int{} // of bare numbers, by where they stand
	for i := range lines {
		c, ok := numbered[i]
		if !ok {
			kept = append(kept, lines[i])
			continue
		}
		if c.end == len(lines[i].chars) {
			numbers[int(lines[i].base)] = c.value
			continue
		}
		kept = append(kept, behind(lines[i], c.end, c.value))
	}
	for i := range kept {
		for _, near := range [3]int{0, -1, 1} {
			if n, ok := numbers[int(kept[i].base)+near]; ok && kept[i].printed == 0 {
				kept[i].printed = n
				break
			}
		}
	}
	return kept, numbering{end.value, left(end), right(end)}
}

// unnumberedBetween counts the printed lines between the first and the last number that have none beside them.
func unnumberedBetween(lines []line, beside map[int]bool, first, last float32) int {
	n := 0
	seen := map[int]bool{}
	for i := range lines {
		l := &lines[i]
		at := int(l.base)
		if l.base <= first || l.base >= last || l.vertical || seen[at] || beside[at] || beside[at-1] || beside[at+1] {
			continue
		}
		seen[at] = true
		n++
	}
	return n
}

// behind is a line without its first characters.
func behind(l line, end, printed int) line {
	for end < len(l.chars) && l.chars[end].Rune <= ' ' {
		end++
	}
	l.chars, l.printed = l.chars[end:], printed
	l.box = l.chars[0].Box
	for i := range l.chars {
		if l.chars[i].Rune > ' ' {
			l.box = l.box.Union(l.chars[i].Box)
		}
	}
	return l
}

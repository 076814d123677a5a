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
	return s == "#" || s == "#/#" || languageWords().pages[s]
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
	const fewest, missed = 5, 10 // numbers on the first page; and where a page ends with lines that have none
	best := chain(numbersOf(lines))
	if len(best) == 0 {
		return lines, numbering{}
	}
	first, last := best[0], best[len(best)-1]
	aligned := before.last > 0 && (abs(first.left-before.left) < 2 || abs(first.right-before.right) < 2)
	if len(best) < fewest && !aligned || first.value > 6 && first.value != 10 && (first.value <= before.last || first.value > before.last+missed) {
		return lines, numbering{}
	}
	numbered := make(map[int]lineNumber, len(best)) // by line
	for _, n := range best {
		numbered[n.line] = n
	}
	if !besideAll(lines, best, numbered) {
		return lines, numbering{}
	}
	bare := map[int]int{} // numbers apart from any text, by where they stand
	for i := range lines {
		switch n, ok := numbered[i]; {
		case !ok:
			kept = append(kept, lines[i])
		case n.end == len(lines[i].chars):
			bare[int(lines[i].base)] = n.value
		default:
			kept = append(kept, behind(lines[i], n.end, n.value))
		}
	}
	for i := range kept {
		for _, near := range [3]int{0, -1, 1} {
			if n, ok := bare[int(kept[i].base)+near]; ok && kept[i].printed == 0 {
				kept[i].printed = n
				break
			}
		}
	}
	return kept, numbering{last.value, last.left, last.right}
}

// lineNumber is a number at the start of a line that may be printed beside it.
type lineNumber struct {
	line, end, value        int // end is the character behind the number
	left, right, base, size float32
}

// numbersOf are the numbers of up to four digits at the start of lines, with nothing or a wide blank behind them, from the top down.
func numbersOf(lines []line) []lineNumber {
	var found []lineNumber
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
		right := l.chars[end-1].Box.Right
		if next < len(l.chars) && (next == end || l.chars[next].Box.Left-right < 0.45*l.size) {
			continue
		}
		found = append(found, lineNumber{i, end, value, l.chars[0].Box.Left, right, l.base, l.size})
	}
	slices.SortStableFunc(found, func(a, b lineNumber) int { return int(a.base - b.base) })
	return found
}

// chain is the longest row of numbers that stand one below the other and go up by one, by five, or by a little more where one is missed.
func chain(found []lineNumber) []lineNumber {
	const tried = 40
	var best []lineNumber
	for i := range found[:min(len(found), tried)] {
		row := []lineNumber{found[i]}
		for _, n := range found[i+1:] {
			last := row[len(row)-1]
			step := n.value - last.value
			aligned := abs(n.right-last.right) < 2 || abs(n.left-last.left) < 2
			if aligned && step >= 1 && step <= 5 && n.base-last.base > max(1, 0.7*float32(step-1)*n.size) {
				row = append(row, n)
			}
		}
		if len(row) > len(best) {
			best = row
		}
	}
	return best
}

// besideAll tells whether numbers are those of lines. The items of a list, paragraphs and the rows of a table may be numbered like this as well; but the
// numbers of lines stand in a margin, next to nothing stands further out, and where they go up by one no line is without.
func besideAll(lines []line, numbers []lineNumber, numbered map[int]lineNumber) bool {
	first, last := numbers[0], numbers[len(numbers)-1]
	margin, other := first.left, first.right
	beside := map[int]bool{} // where the numbers stand
	bare := 0
	for _, n := range numbers {
		margin, other = min(margin, n.left), max(other, n.right)
		beside[int(n.base)] = true
		if n.end == len(lines[n.line].chars) {
			bare++
		}
	}
	inner, outer := 0, 0
	for i := range lines {
		l := &lines[i]
		if _, ok := numbered[i]; ok || l.vertical || l.base < first.base || l.base > last.base {
			continue
		}
		if l.box.Left < margin+1 {
			inner++
		}
		if l.box.Right > other-1 {
			outer++
		}
	}
	if inner*4 > len(numbers) && (outer*4 > len(numbers) || bare < len(numbers)) {
		return false
	}
	byOne := last.value-first.value < 2*len(numbers)
	return !byOne || unnumberedBetween(lines, beside, first.base, last.base)*2 <= len(numbers)
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

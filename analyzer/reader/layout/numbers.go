package layout

import (
	"slices"

	"refrain/analyzer/document"
)

// What makes numbers those of lines.
const (
	fewestNumbers = 5    // on the first page that has them; a list of five items is known by its place
	missedNumbers = 10   // at the end of a page, on lines that have none
	firstNumber   = 6    // at which a page may begin anew: the first lines may be a heading without numbers
	firstTen      = 10   // or at which it begins where every fifth or tenth line has one
	digitsOfLine  = 4    // of a number
	farthestStep  = 5    // from one number to the next
	sameEdge      = 2    // points by which the edges of numbers below each other differ at most
	numberGap     = 0.45 // sizes between a number and the text of its line
	fewestBetween = 0.7  // sizes for each line that a step jumps over: lines are at least as high as that
	chainStarts   = 40   // numbers that are tried as the first
)

// numbering is how the lines of a page are numbered.
type numbering struct {
	last        int     // number, 0 where there are none
	left, right float32 // where it stands
}

// takeLineNumbers takes the numbers that are printed beside the lines of bills out of the text, and
// gives them to their lines. There must be five, or fewer where those of the page before stand.
// They go up by one, or by five, from the top of the page to its bottom, one below the other in the
// margin. They begin anew on each page, or go on from the page before.
func takeLineNumbers(lines []line, before numbering) (kept []line, now numbering) {
	numbers := longestChain(numbersOf(lines))
	if len(numbers) == 0 || !before.followedBy(numbers) {
		return lines, numbering{}
	}
	numbered := make(map[int]lineNumber, len(numbers)) // by line
	for _, n := range numbers {
		numbered[n.line] = n
	}
	if !inMargin(lines, numbers, numbered) {
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
			kept = append(kept, withoutStart(lines[i], n.end, n.value))
		}
	}
	for i := range kept {
		for _, near := range [3]int{0, -1, 1} { // points
			if n, ok := bare[int(kept[i].base)+near]; ok && kept[i].printed == 0 {
				kept[i].printed = n
				break
			}
		}
	}
	last := numbers[len(numbers)-1]
	return kept, numbering{last.value, last.left, last.right}
}

// followedBy reports whether a page with these numbers may follow one with that numbering.
func (before numbering) followedBy(numbers []lineNumber) bool {
	first := numbers[0]
	aligned := before.last > 0 && (abs(first.left-before.left) < sameEdge || abs(first.right-before.right) < sameEdge)
	if len(numbers) < fewestNumbers && !aligned {
		return false
	}
	anew := first.value <= firstNumber || first.value == firstTen
	return anew || first.value > before.last && first.value <= before.last+missedNumbers
}

// lineNumber is a number at the start of a line that may be printed beside it.
type lineNumber struct {
	line, end, value        int // end is the character after the number
	left, right, base, size float32
}

// numbersOf returns the numbers of up to four digits at the start of lines, with nothing or a wide
// blank after them, from the top down.
func numbersOf(lines []line) []lineNumber {
	var found []lineNumber
	for i := range lines {
		l := &lines[i]
		end, value := 0, 0
		for end < len(l.chars) && end <= digitsOfLine && l.chars[end].Rune >= '0' && l.chars[end].Rune <= '9' {
			value = value*10 + int(l.chars[end].Rune-'0')
			end++
		}
		if end == 0 || end > digitsOfLine || l.vertical || l.taggedAs() == document.Cell {
			continue
		}
		next := end
		for next < len(l.chars) && l.chars[next].Rune <= ' ' {
			next++
		}
		right := l.chars[end-1].Box.Right
		if next < len(l.chars) && (next == end || l.chars[next].Box.Left-right < numberGap*l.size) {
			continue
		}
		found = append(found, lineNumber{i, end, value, l.chars[0].Box.Left, right, l.base, l.size})
	}
	slices.SortStableFunc(found, func(a, b lineNumber) int { return int(a.base - b.base) })
	return found
}

// longestChain returns the longest row of numbers that stand one below the other and go up by one,
// by five, or by a little more where one is missed.
func longestChain(found []lineNumber) []lineNumber {
	var best []lineNumber
	for i := range found[:min(len(found), chainStarts)] {
		row := []lineNumber{found[i]}
		for _, n := range found[i+1:] {
			last := row[len(row)-1]
			step := n.value - last.value
			aligned := abs(n.right-last.right) < sameEdge || abs(n.left-last.left) < sameEdge
			if aligned && step >= 1 && step <= farthestStep &&
				n.base-last.base > max(1, fewestBetween*float32(step-1)*n.size) {
				row = append(row, n)
			}
		}
		if len(row) > len(best) {
			best = row
		}
	}
	return best
}

// inMargin reports whether numbers are those of lines. The items of a list, paragraphs and the rows
// of a table may be numbered like this as well. But the numbers of lines stand in a margin, next to
// nothing stands further out, and where they go up by one no line is without.
func inMargin(lines []line, numbers []lineNumber, numbered map[int]lineNumber) bool {
	first, last := numbers[0], numbers[len(numbers)-1]
	left, right := first.left, first.right
	at := map[int]bool{} // where the numbers stand
	bare := 0
	for _, n := range numbers {
		left, right = min(left, n.left), max(right, n.right)
		at[int(n.base)] = true
		if n.end == len(lines[n.line].chars) {
			bare++
		}
	}
	furtherLeft, furtherRight := 0, 0
	for i := range lines {
		l := &lines[i]
		if _, ok := numbered[i]; ok || l.vertical || l.base < first.base || l.base > last.base {
			continue
		}
		if l.box.Left < left+1 {
			furtherLeft++
		}
		if l.box.Right > right-1 {
			furtherRight++
		}
	}
	const few = 4 // numbers for each line that stands further out than they do
	if furtherLeft*few > len(numbers) && (furtherRight*few > len(numbers) || bare < len(numbers)) {
		return false
	}
	byOne := last.value-first.value < 2*len(numbers)
	return !byOne || unnumberedBetween(lines, at, first.base, last.base)*2 <= len(numbers)
}

// unnumberedBetween counts the printed lines between the first and the last number that have none
// beside them.
func unnumberedBetween(lines []line, numbered map[int]bool, first, last float32) int {
	n := 0
	seen := map[int]bool{}
	for i := range lines {
		l := &lines[i]
		at := int(l.base)
		if l.base <= first || l.base >= last || l.vertical || seen[at] ||
			numbered[at] || numbered[at-1] || numbered[at+1] {
			continue
		}
		seen[at] = true
		n++
	}
	return n
}

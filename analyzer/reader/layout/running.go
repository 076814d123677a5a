package layout

import (
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// What makes lines near the edge of a page running heads and feet.
const (
	edgeLines = 4    // from the edge that may be running: a head of two lines, its rule and a number
	placeStep = 12   // points, about a line: heads of one kind stand within one of each other
	margin    = 0.12 // of the page's height, in which nearly all heads and feet stand

	// A line must be on so many pages. In a short document, in which not more than shortDocument
	// pages have a chance to repeat one, two are enough; there it must also stand in the margin.
	repeated      = 3
	repeatedShort = 2
	shortDocument = 6
)

// edges are the lines next to the top of a page, and to its bottom, by their index, the outermost
// first.
type edges [2][]int

// runningPlace is where a line stands that may be on other pages too.
type runningPlace struct {
	key  string
	at   int // the distance from the page's top, in steps
	side int
}

// markRunning finds the running heads and feet of a document by their repetition, and takes the
// printed numbers of lines out of the text. Lines are those of each page.
func markRunning(lines [][]line, pages []*Page) {
	var before numbering
	for i := range lines {
		lines[i], before = takeLineNumbers(lines[i], before)
	}
	outermost := make([]edges, len(lines))
	for i := range lines {
		outermost[i] = edges{nearEdge(lines[i], edgeLines, false), nearEdge(lines[i], edgeLines, true)}
	}
	on := pagesOf(lines, outermost)
	for i, p := range pages {
		if p == nil {
			continue
		}
		r := runningLines{page: p, on: on, short: len(pages) <= shortDocument, tagged: mostlyTagged(lines[i])}
		_, r.height = p.Size()
		for side, near := range outermost[i] {
			for _, j := range near {
				l := &lines[i][j]
				if !r.running(l, side) {
					break
				}
				if l.role = head; side == 1 {
					l.role = foot
				}
			}
		}
	}
}

// pageCount is on how many pages something is, and the last of them.
type pageCount struct{ pages, last int }

// pagesOf counts on how many pages each line is, within a step of its place.
func pagesOf(lines [][]line, outermost []edges) map[runningPlace]pageCount {
	all := map[runningPlace]pageCount{}
	for i := range lines {
		for side, near := range outermost[i] {
			for _, j := range near {
				l := &lines[i][j]
				key := pattern(l)
				for at := int(l.box.Top/placeStep) - 1; at <= int(l.box.Top/placeStep)+1; at++ {
					here := runningPlace{key, at, side}
					if n := all[here]; n.pages == 0 || n.last != i {
						all[here] = pageCount{n.pages + 1, i}
					}
				}
			}
		}
	}
	return all
}

// runningLines looks for the running lines of one page.
type runningLines struct {
	page   *Page
	height float32
	on     map[runningPlace]pageCount
	short  bool // the document has few pages
	tagged bool // the file says of most of the page what it is
}

// running reports whether a line next to the edge of its page is a running head or foot. Side is 0
// for the top, 1 for the bottom.
func (r *runningLines) running(l *line, side int) bool {
	needed := repeated
	if r.short {
		needed = repeatedShort
	}
	if l.taggedAs() == document.Cell {
		return false // The file takes heads and feet of pages for no content, or for paragraphs.
	}
	again := r.on[runningPlace{pattern(l), int(l.box.Top / placeStep), side}].pages >= needed
	outer := l.box.Bottom < r.height*margin || l.box.Top > r.height*(1-margin) || l.vertical
	switch {
	case outer && pageNumber(l) && (again || l.text() == r.page.Label):
		return true
	case again && (outer || !r.short):
		return true
	}
	return r.tagged && outer && l.element == nil
}

// nearEdge returns the lines next to the top of a page, or to its bottom, the outermost first.
func nearEdge(lines []line, most int, bottom bool) []int {
	order := make([]int, 0, 2*most)
	for i := range lines {
		l := &lines[i]
		at := len(order)
		for at > 0 {
			o := &lines[order[at-1]]
			if !bottom && (l.vertical || o.box.Top <= l.box.Top) ||
				bottom && (o.vertical || !l.vertical && o.box.Bottom >= l.box.Bottom) {
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

// pattern returns the text of a line with its numbers made alike.
func pattern(l *line) string {
	const longest = 120 // characters; heads that differ after as many are the same head
	var b strings.Builder
	for i, c := range l.chars {
		switch r := c.Rune; {
		case i > longest:
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
	return withoutRoman(s, l.text())
}

// withoutRoman makes a Roman number at either end of a pattern alike: "xii | Summary of results".
// Text is the line as it is.
func withoutRoman(s, text string) string {
	if first, _, ok := strings.Cut(text, " "); ok && strings.Trim(first, "ivxlc") == "" {
		return "#" + s[min(len(first), len(s)):]
	}
	if at := strings.LastIndexByte(text, ' '); at >= 0 && strings.Trim(text[at+1:], "ivxlc") == "" &&
		strings.HasSuffix(s, text[at+1:]) {
		return s[:len(s)-len(text)+at+1] + "#"
	}
	return s
}

// pageNumber reports whether a line is nothing but a number: "12", "– 12 –", "xii", "Page 3 of 9".
func pageNumber(l *line) bool {
	const longest = 24 // characters
	if len(l.chars) > longest {
		return false
	}
	s := strings.Trim(pattern(l), "-–—[]()|")
	return s == "#" || s == "#/#" || languageWords().pages[s]
}

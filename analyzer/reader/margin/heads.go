package margin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// What makes lines heads and feet of pages.
const (
	fewestPages = 3   // that have the same line at the same end
	edgeLines   = 12  // at the top and at the bottom of a page that are looked at
	longestHead = 160 // bytes
	mostNotes   = 40  // lines at the foot of a page that notes have
)

// headsOf returns the marks of a text with page breaks: lines at the top or the bottom of pages
// that are the same on several, but for their numbers, and notes in the middle of a sentence.
func headsOf(text string, lines []line) []Mark {
	pages := pagesOf(lines)
	if len(pages) < fewestPages {
		return marksOfHeads(text, lines, pages, make([]bool, len(lines)))
	}
	type place struct {
		key string
		top bool
	}
	seen := map[place]int{}
	edges := func(do func(i int, top bool)) {
		for _, p := range pages {
			n := p.End - p.Start
			for k := range min(edgeLines, n) {
				do(p.Start+k, true)
				if p.End-1-k > p.Start+k || n == 1 {
					do(p.End-1-k, false)
				}
			}
		}
	}
	edges(func(i int, top bool) { seen[place{headKey(lines[i].of(text)), top}]++ })
	is := make([]bool, len(lines))
	edges(func(i int, top bool) {
		n := seen[place{headKey(lines[i].of(text)), top}]
		if lines[i].end-lines[i].start <= longestHead && n >= fewestPages && n*3 >= len(pages) {
			is[i] = true
		}
	})
	return marksOfHeads(text, lines, pages, is)
}

// marksOfHeads makes marks of the heads and feet of pages: those that no line of text parts from
// the page's edge.
func marksOfHeads(text string, lines []line, pages []document.Span, is []bool) []Mark {
	var list []Mark
	for p := 1; p <= len(pages); p++ {
		from, to := pages[p-1].End, pages[p-1].End
		for from > pages[p-1].Start && is[from-1] {
			from--
		}
		for p < len(pages) && to < pages[p].End && is[to] {
			to++
		}
		foot := from
		if to < len(lines) {
			from = notesFrom(text, lines[:from], pages[p-1].Start, text[lines[to].start:])
		}
		if from == to || from == 0 {
			continue
		}
		m := Mark{Span: document.Span{Start: lines[from-1].end, End: len(text)}, With: "\n\n"}
		m.Notes = paragraphsOf(text, lines[from:foot])
		if to < len(lines) {
			m.End = lines[to].start
		}
		for _, l := range lines[foot:to] {
			m.Apart = append(m.Apart, document.Span{Start: l.start, End: l.end})
		}
		if n := len(list); n > 0 && list[n-1].End > m.Start { // A page of nothing else.
			list[n-1].End = m.End
			list[n-1].Apart = append(list[n-1].Apart, m.Apart...)
			list[n-1].Notes = append(list[n-1].Notes, m.Notes...)
			continue
		}
		if goesOn(text[:m.Start], text[m.End:]) {
			m.With = "\n"
		}
		list = append(list, m)
	}
	return list
}

// notesFrom is the line at which the notes at the foot of a page begin, where the sentence above
// them goes on after the page break; the number of lines where it does not, or where no notes are.
func notesFrom(text string, lines []line, page int, after string) int {
	for j := len(lines) - 1; j > max(page, len(lines)-mostNotes); j-- {
		if lines[j].blanks > 0 && isNote(lines[j].of(text)) && goesOn(text[:lines[j-1].end], after) {
			return j
		}
	}
	return len(lines)
}

// isNote reports whether a line begins like a note or is the rule above notes: "3 See", "[3] See",
// "* See", "_____".
func isNote(line string) bool {
	if strings.Trim(line, "_-–—") == "" {
		return len(line) > 3
	}
	rest := strings.TrimLeft(line, "[(^*†‡§0123456789")
	if n := len(line) - len(rest); n == 0 || n > 6 {
		return false
	}
	rest = strings.TrimLeft(strings.TrimLeft(rest, "])."), canonical.Blanks)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "“‘\"'"))
	return unicode.IsUpper(first)
}

// goesOn reports whether a sentence runs on from the text before a page break to the text after it.
func goesOn(before, after string) bool {
	if after == "" {
		return false
	}
	c := before[len(before)-1]
	first, _ := utf8.DecodeRuneInString(after)
	return !SentenceEnds(before) && c != ':' && c != ';' && unicode.IsLower(first)
}

// pagesOf are the pages of a text, as ranges of its lines.
func pagesOf(lines []line) []document.Span {
	pages := []document.Span{{}}
	for i, l := range lines {
		if l.page && i > 0 {
			pages[len(pages)-1].End = i
			pages = append(pages, document.Span{Start: i})
		}
	}
	pages[len(pages)-1].End = len(lines)
	return pages
}

// headKey is a line without its numbers and its blanks.
func headKey(line string) string {
	if len(line) > longestHead {
		return ""
	}
	digit := false
	return strings.Map(func(r rune) rune {
		before := digit
		digit = unicode.IsDigit(r)
		switch {
		case digit && before:
			return -1
		case digit:
			return '0'
		case r < utf8.RuneSelf && canonical.IsBlank(byte(r)):
			return -1
		}
		return r
	}, line)
}

// pageMark is how the texts of the United States Government Publishing Office say where a page
// begins: "[[Page H5458]]".
const pageMark = "[[Page "

// pageMarksOf returns the marks of such lines. A sentence goes on after them.
func pageMarksOf(text string, lines []line) (list []Mark) {
	const longest = 30 // bytes
	for i, l := range lines {
		s := strings.TrimRight(l.of(text), canonical.Blanks)
		if !strings.HasPrefix(s, pageMark) || !strings.HasSuffix(s, "]]") || len(s) > longest || i == 0 {
			continue
		}
		m := Mark{Span: document.Span{Start: lines[i-1].end, End: len(text)}, With: "\n\n",
			Apart: []document.Span{{Start: l.start, End: l.start + len(s)}}}
		if i+1 < len(lines) {
			m.End = lines[i+1].start
		}
		if goesOn(text[:m.Start], text[m.End:]) {
			m.With = "\n"
		}
		if n := len(list); n > 0 && list[n-1].End > m.Start { // a page of nothing else
			list[n-1].End = m.End
			list[n-1].Apart = append(list[n-1].Apart, m.Apart...)
			continue
		}
		list = append(list, m)
	}
	return list
}

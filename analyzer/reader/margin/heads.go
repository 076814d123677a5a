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
)

// headsOf returns the marks of a text with page breaks whose pages have the same line at their top or
// bottom, but for its numbers.
func headsOf(text string, lines []line) []Mark {
	pages := pagesOf(lines)
	if len(pages) < fewestPages {
		return nil
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

// marksOfHeads makes marks of the heads and feet of pages: those that no line of text parts from the
// page's edge.
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
		if from == to || from == 0 {
			continue
		}
		m := Mark{Span: document.Span{Start: lines[from-1].end, End: len(text)}, With: "\n\n"}
		if to < len(lines) {
			m.End = lines[to].start
		}
		for _, l := range lines[from:to] {
			m.Apart = append(m.Apart, document.Span{Start: l.start, End: l.end})
		}
		if n := len(list); n > 0 && list[n-1].End > m.Start { // A page of nothing else.
			list[n-1].End = m.End
			list[n-1].Apart = append(list[n-1].Apart, m.Apart...)
			continue
		}
		if goesOn(text[:m.Start], text[m.End:]) {
			m.With = "\n"
		}
		list = append(list, m)
	}
	return list
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

package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// outline is the path of headings that the text at hand stands under.
type outline struct {
	levels [10]string
	path   string
}

// enter puts a heading at a level, from 1, under those of smaller levels, and returns the path that it opens.
func (o *outline) enter(level int, heading string) string {
	level = min(max(level, 1), len(o.levels)-1)
	o.levels[level] = short(heading)
	clear(o.levels[level+1:])
	var parts []string
	for _, s := range o.levels {
		if s != "" {
			parts = append(parts, s)
		}
	}
	o.path = strings.Join(parts, " > ")
	return o.path
}

// cite is enter for a heading that may have a label of its own. A provision that lawyers cite alone, like an article with its number, is a
// path by itself.
func (o *outline) cite(level int, label string) string {
	path := o.enter(level, label)
	if level == provisionLevel {
		o.path = label
		return label
	}
	return path
}

// String is the path now.
func (o *outline) String() string { return o.path }

// short is a heading, folded, in one line of at most 80 characters.
func short(heading string) string {
	doc := document.Document{Text: heading, Blocks: []document.Block{{Span: document.Span{End: len(heading)}}}}
	fold(&doc)
	s := strings.Join(strings.Fields(doc.Text), " ")
	n := 0
	for i := range s {
		if n++; n == 80 {
			return strings.TrimRight(s[:i], " ,;:") + "…"
		}
	}
	return s
}

// provisionLevel is the level of what lawyers cite alone; above it stand parts, titles and chapters.
const provisionLevel = 4

// divisions are the words that begin the numbered headings of laws, how they are cited, and how deep they stand.
var divisions = map[string]struct {
	cited string
	level int
}{
	"book": {"Book", 1}, "part": {"Part", 1}, "title": {"Title", 1}, "annex": {"Annex", 1}, "appendix": {"Appendix", 1}, "schedule": {"Schedule", 1},
	"chapter": {"Chapter", 2}, "subchapter": {"Subchapter", 3}, "division": {"Division", 2},
	"article": {"Article", provisionLevel}, "art.": {"Article", provisionLevel}, "section": {"Section", provisionLevel}, "sec.": {"Sec.", provisionLevel},
	"§": {"§", provisionLevel}, "rule": {"Rule", provisionLevel}, "recital": {"Recital", provisionLevel}, "clause": {"Clause", provisionLevel},
}

// numberedHeading takes the label off a line like "Article 4 – Definitions", "PART II" or "SEC. 101. SHORT TITLE." It reports "" for a line
// that only mentions one: "Article 4 of the Convention provides".
func numberedHeading(line string) (label string, level int) {
	switch c := line[0]; c { // Most lines end here.
	case 'A', 'B', 'C', 'D', 'P', 'R', 'S', 'T', 0xC2: // "§" begins with 0xC2.
	default:
		return "", 0
	}
	blank := 1
	for blank < len(line) && blank < 12 && line[blank] != ' ' {
		blank++
	}
	rest := strings.TrimLeft(line[blank:], " ")
	if rest == "" || !(rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'A' && rest[0] <= 'Z') || len(rest) > 1 && rest[1] >= 'a' && rest[1] <= 'z' {
		return "", 0
	}
	division, ok := divisions[strings.ToLower(line[:blank])]
	if !ok {
		return "", 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '.' && r != '-' && r != '(' && r != ')'
	})
	if end < 0 {
		end = len(rest)
	}
	number := strings.TrimRight(rest[:end], ".-:")
	if !numeral(number) {
		return "", 0
	}
	behind := strings.TrimLeft(rest[len(number):], " ")
	if behind != "" {
		first, _ := utf8.DecodeRuneInString(behind)
		if !strings.ContainsRune(".:-–—[(", first) && !unicode.IsUpper(first) {
			return "", 0
		}
	}
	return division.cited + " " + number, division.level
}

// numeral tells whether s is a number of a provision: "4", "3.2", "12A", "II", "A".
func numeral(s string) bool {
	if s == "" || len(s) > 12 {
		return false
	}
	if s[0] >= '0' && s[0] <= '9' {
		return true
	}
	return strings.Trim(s, "IVXLC") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}

package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// outline is the path of headings that the text at hand stands under.
type outline struct {
	levels [10]string
	path   string
}

// enter puts a heading at a level, from 1, under those of smaller levels, and returns the path that it opens. A provision that lawyers cite
// alone (an article or section with its number) is a path by itself.
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
	if label, _ := numberedHeading(heading); label == heading && level == provisionLevel {
		o.path = o.levels[level]
	}
	return o.path
}

// String is the path now.
func (o *outline) String() string { return o.path }

// short is a heading in one line of at most 80 characters.
func short(heading string) string {
	s := strings.Join(strings.Fields(heading), " ")
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
	if c := line[0]; c != 0xC2 && strings.IndexByte("ABCDPRSTabcdprst", c) < 0 {
		return "", 0 // Most lines end here. "§" begins with 0xC2.
	}
	blank := strings.IndexAny(line[:min(len(line), 16)], " \u00A0")
	if blank < 1 {
		return "", 0
	}
	division, ok := divisions[strings.ToLower(line[:blank])]
	if !ok || unicode.IsLower(rune(line[0])) {
		return "", 0
	}
	rest := strings.TrimLeft(line[blank:], " \u00A0")
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
	behind := strings.TrimLeft(rest[len(number):], " \u00A0")
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

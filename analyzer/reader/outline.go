package reader

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// outline is the path of headings that the text at hand stands under.
type outline struct {
	levels  [10]string
	path    string
	cited   string   // the provision that is cited alone, when the path is one
	markers []string // of the paragraphs under it
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
	o.path, o.cited = strings.Join(parts, " > "), ""
	return o.path
}

// cite is enter for a heading that may have a label of its own. A provision that lawyers cite alone, like an article with its number, is a
// path by itself.
func (o *outline) cite(level int, label string) string {
	path := o.enter(level, label)
	if level == provisionLevel {
		o.path, o.cited, o.markers = label, label, nil
		return label
	}
	return path
}

// paragraph puts a paragraph that begins with a marker like "(a)" or "2." under the provision at hand, and returns its path: "Article 4(2)(b)".
// A marker of a kind that is open goes on at its level; a new kind goes one deeper.
func (o *outline) paragraph(marker string) string {
	marker = strings.Trim(marker, "(). ")
	if o.cited == "" || marker == "" || len(marker) > 4 || strings.Trim(marker, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return o.path
	}
	at := len(o.markers)
	for i := len(o.markers) - 1; i >= 0; i-- {
		if follows(o.markers[i], marker) {
			at = i
			break
		}
	}
	if at == len(o.markers) { // It continues none; one of the same kind may still begin anew.
		for i, m := range o.markers {
			if markerKind(m) == markerKind(marker) {
				at = i
				break
			}
		}
	}
	o.markers = append(o.markers[:at], marker)
	if len(o.markers) > 5 {
		o.markers = o.markers[:5]
	}
	o.path = o.cited + "(" + strings.Join(o.markers, ")(") + ")"
	return o.path
}

// follows tells whether the marker b comes right after a: "b" after "a", "10" after "9", "iv" after "iii".
func follows(a, b string) bool {
	if x, err := strconv.Atoi(a); err == nil {
		y, err := strconv.Atoi(b)
		return err == nil && y == x+1
	}
	if x, y := roman(a), roman(b); x > 0 && y == x+1 {
		return true
	}
	return len(a) == 1 && len(b) == 1 && b[0] == a[0]+1 || len(a) > 1 && len(a) == len(b) && a[0] == a[1] && b[0] == b[1] && b[0] == a[0]+1
}

// roman is the value of a small Roman number, or 0.
func roman(s string) int {
	return 1 + slices.Index([]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"}, strings.ToLower(s))
}

// markerKind tells digits, small and capital letters and small and capital Roman numbers apart. A lone "i" counts as Roman, other letters do not.
func markerKind(s string) string {
	switch {
	case s[0] <= '9':
		return "digits"
	case (s == "i" || s == "I" || len(s) > 1) && roman(s) > 0:
		if s[0] >= 'a' {
			return "roman"
		}
		return "Roman"
	case s[0] >= 'a':
		return "letters"
	}
	return "Letters"
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

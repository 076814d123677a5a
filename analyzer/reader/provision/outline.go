// Package provision knows the headings and the numbers of provisions, and the markers of list
// items. An [Outline] makes of them the path under which a paragraph is cited: "Article 4(2)(b)".
package provision

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/reader/canonical"
	"refrain/lexicon"
)

// Outline is the path of headings, and of the numbered paragraphs under them, that the text at hand
// is under.
type Outline struct {
	levels  [10]string
	head    string   // the path of the headings
	Path    string   // with the paragraph at hand
	Cited   string   // the provision that is cited alone, when the path is one
	citedAt int      // the level of its heading; deeper ones are in it
	bare    bool     // nothing is between its number and what comes next, which may be its title
	annex   string   // the schedule or annex at hand, whose paragraphs are cited with it: "Schedule 2"
	annexAt int      // the level of its heading
	markers []string // of the paragraphs under the provision, or under the headings
	last    string   // the path of the last paragraph with a number that is cited after the headings

	reading  *lexicon.Reading // of the language of the last heading that has a word of one; nil before
	recitals bool             // the paragraphs at hand are recitals
	british  bool             // the document numbers its provisions as British law does: "6.—(1)"
}

// Copy is the outline as it is, whatever becomes of the one at hand.
func (o Outline) Copy() Outline {
	o.markers = slices.Clone(o.markers)
	return o
}

// enter puts a heading at a level, from 1, under those of smaller levels, and returns the path that
// it opens.
func (o *Outline) enter(level int, heading string) string {
	level = min(max(level, 1), len(o.levels)-1)
	label, division := headingOf(heading + " ")
	if division.reading != nil {
		o.reading = division.reading
	}
	switch {
	case division.Annex:
		o.annex, o.annexAt = label, level
	case label != "" && o.annex != "" && level <= o.annexAt: // a part of the schedule
		level = min(o.annexAt+1, len(o.levels)-1)
	case level <= o.annexAt:
		o.annex, o.annexAt = "", 0
	}
	o.levels[level] = canonical.ShortHeading(heading)
	clear(o.levels[level+1:])
	var parts []string
	for _, s := range o.levels {
		if s != "" {
			parts = append(parts, s)
		}
	}
	o.head = strings.Join(parts, " > ")
	o.Path, o.Cited, o.markers, o.last, o.bare, o.recitals = o.head, "", nil, "", false, false
	return o.Path
}

// Cite is enter for a heading that has a label of its own. A provision that lawyers cite alone,
// like an article with its number, is a path by itself, as long as no heading follows at the level
// at or above it.
func (o *Outline) Cite(level int, label string) string {
	path := o.enter(level, label)
	if level == Level {
		o.Path, o.Cited, o.citedAt, o.bare = label, label, len(o.levels), true
		return label
	}
	return path
}

// Heading puts a heading at a level and returns the path that it opens. One under the heading of an
// article, or right after its number, is within it: the paragraphs after it are cited with the
// article.
func (o *Outline) Heading(level int, text string) string {
	label, division := NumberedHeading(text)
	switch {
	case text == "":
		return o.Path
	case division == Level:
		o.Cite(division, label)
		o.citedAt = level
	case o.Cited != "" && (level > o.citedAt || o.bare && label == ""):
		o.Path, o.markers, o.bare = o.Cited+" > "+canonical.ShortHeading(text), nil, false
	default:
		o.enter(level, text)
	}
	return o.Path
}

// Provision is the path of a paragraph, which it may open itself: when it begins like an article or
// section ("Sec. 2. Policy"), like a British one ("6.—(1) The Secretary"), or like a paragraph of
// one ("(a) Ensure").
func (o *Outline) Provision(text string) string {
	o.bare = false
	line := text[:FirstLine(text)]
	if label, level := NumberedHeading(line); level == Level {
		o.Cite(level, label)
		o.bare = len(line) == len(label)
		for _, first := range []string{" (a) ", " (1) "} { // Its first paragraph may begin in the same line.
			if strings.Contains(text[:min(len(text), 200)], first) {
				return o.Paragraph(first)
			}
		}
		return o.Path
	}
	if number, first := britishNumber(line); number != "" {
		o.british, o.Cited, o.markers = true, "", append(o.markers[:0], number, first)
		o.Path = o.numbered()
		return o.Path
	}
	if n := ListMarker(text); n > 0 {
		return o.Paragraph(text[:n])
	}
	if number := decimalNumber(line); number != "" && o.Cited == "" {
		o.last, o.markers = o.under([]string{number}), append(o.markers[:0], number)
		o.Path = o.last
		return o.Path
	}
	o.preamble(line)
	return o.Path
}

// preamble begins recitals, and ends them.
func (o *Outline) preamble(line string) {
	if len(line) < maxPreamble {
		for _, r := range languageWords().all {
			if r.Recitals.Begin != "" && strings.EqualFold(strings.TrimRight(line, " :,"), r.Recitals.Begin) {
				o.reading, o.recitals, o.Cited, o.markers = r, true, "", nil
				return
			}
		}
	}
	if !o.recitals {
		return
	}
	lower := strings.ToLower(line)
	if slices.ContainsFunc(o.words().Recitals.End, func(end string) bool { return strings.Contains(lower, end) }) {
		o.recitals, o.Cited, o.markers, o.Path = false, "", nil, o.head
	}
}

// maxPreamble is more bytes than the line has that begins recitals.
const maxPreamble = 100

// words are those of the language that the headings are in.
func (o *Outline) words() *lexicon.Reading {
	if o.reading == nil {
		return languageWords().first
	}
	return o.reading
}

// decimalNumber takes the number off a line like "7.1 The Programme for Government". A quantity is
// no number: "3.5 million people".
func decimalNumber(line string) string {
	rest := strings.TrimLeft(line, "0123456789.")
	number := strings.TrimSuffix(line[:len(line)-len(rest)], ".")
	dot := strings.IndexByte(number, '.')
	if dot < 1 || len(number) > 8 || strings.Contains(number, "..") || canonical.BlankAt(rest, 0) == 0 {
		return ""
	}
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, canonical.AllBlanks+"“‘\"'")); !unicode.IsUpper(first) {
		return ""
	}
	return number
}

// britishNumber takes the number of a provision and that of its first paragraph off a line like
// "6.—(1) The Secretary of State".
func britishNumber(line string) (number, first string) {
	if line == "" || line[0] < '1' || line[0] > '9' {
		return "", ""
	}
	end := 1
	for end < len(line) && end < 6 && (line[end] >= '0' && line[end] <= '9' || line[end] >= 'A' && line[end] <= 'Z') {
		end++
	}
	rest := strings.TrimLeft(strings.TrimPrefix(line[end:], "."), canonical.AllBlanks)
	for _, dash := range []string{"—", "–", "-"} {
		if behind, ok := strings.CutPrefix(rest, dash); ok {
			behind = strings.TrimLeft(behind, canonical.AllBlanks)
			if behind == "" {
				return "", ""
			}
			if n := ListMarker(behind); n > 2 && behind[0] == '(' && behind[1] >= '0' && behind[1] <= '9' {
				return line[:end], behind[1 : n-1]
			}
		}
	}
	return "", ""
}

// Paragraph puts a paragraph that begins with a marker like "(a)" or "2." under the provision at
// hand, and returns its path: "Article 4(2)(b)". A marker of a kind that is open goes on at its
// level; a new kind goes one deeper. Under headings alone paragraphs are cited in schedules and
// annexes, as recitals, and where the document numbers them as British law does.
func (o *Outline) Paragraph(marker string) string {
	dotted := strings.HasSuffix(marker, ".")
	marker = strings.Trim(marker, "(). ")
	if marker == "" || len(marker) > 4 || strings.Trim(marker,
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return o.Path
	}
	digits := markerKind(marker) == "digits"
	if o.recitals && digits {
		o.Cited = citedAs(o.words().Recitals.Cited, marker)
		o.Path, o.citedAt, o.markers = o.Cited, len(o.levels), nil
		return o.Path
	}
	if o.Cited == "" {
		opens := o.annex != "" || o.british && dotted
		if len(o.markers) == 0 && !(opens && digits) {
			return o.Path
		}
		if digits && dotted {
			o.markers = o.markers[:0]
		}
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
	o.Path = o.numbered()
	return o.Path
}

// numbered is the path of the paragraph that has the markers at hand.
func (o *Outline) numbered() string {
	if o.Cited != "" {
		return o.Cited + bracketed(o.markers)
	}
	return o.under(o.markers)
}

// under is the path of a paragraph that is cited after the headings: "Schedule 2, paragraph 3(a)".
func (o *Outline) under(markers []string) string {
	place := citedAs(o.words().Paragraph, markers[0])
	if markers[0][0] < '0' || markers[0][0] > '9' {
		place = citedAs(o.words().Point, markers[0])
	}
	place += bracketed(markers[1:])
	head := o.head
	if o.annex != "" {
		head = o.annex
	}
	if head != "" {
		return head + ", " + place
	}
	return place
}

func bracketed(numbers []string) string {
	if len(numbers) == 0 {
		return ""
	}
	return "(" + strings.Join(numbers, ")(") + ")"
}

// follows reports whether the marker b comes right after a: "b" after "a", "10" after "9", "iv"
// after "iii".
func follows(a, b string) bool {
	if x, err := strconv.Atoi(a); err == nil {
		y, err := strconv.Atoi(b)
		return err == nil && y == x+1
	}
	if x, y := roman(a), roman(b); x > 0 && y == x+1 {
		return true
	}
	return len(a) == 1 && len(b) == 1 && b[0] == a[0]+1 || len(a) > 1 && len(a) == len(b) && a[0] == a[1] &&
		b[0] == b[1] && b[0] == a[0]+1
}

// roman is the value of a small Roman number, or 0.
func roman(s string) int {
	return 1 + slices.Index([]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
		"xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"}, strings.ToLower(s))
}

// markerKind tells digits, small and capital letters and small and capital Roman numbers apart. A
// lone "i" counts as Roman, other letters do not.
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
func (o *Outline) String() string { return o.Path }

// Level is the level of what lawyers cite alone; above it are parts, titles and chapters.
const Level = 4

// NumberedHeading takes the label off a line like "Article 4 – Definitions", "PART II" or "SEC.
// 101. SHORT TITLE." It reports "" for a line that only mentions one: "Article 4 of the Convention
// provides".
func NumberedHeading(line string) (label string, level int) {
	label, found := headingOf(line)
	return label, found.Level
}

// headingOf is NumberedHeading with the word that the heading begins with.
func headingOf(line string) (label string, found division) {
	if !languageWords().opens[line[0]] { // Most lines end here.
		return "", found
	}
	blank := 1
	for blank < len(line) && blank < 12 && line[blank] != ' ' && line[blank] < 0xC2 {
		blank++
	}
	rest := strings.TrimLeft(line[blank:], canonical.AllBlanks)
	if rest == "" || !(rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'A' && rest[0] <= 'Z') || len(rest) > 1 &&
		rest[1] >= 'a' && rest[1] <= 'z' {
		return "", found
	}
	opening, ok := languageWords().divisions[strings.ToLower(line[:blank])]
	if !ok {
		return "", found
	}
	number := numberAt(rest)
	if number == "" {
		return "", found
	}
	return opening.Cited + " " + number, opening
}

// numberAt is the number of a provision that s begins with; "" for one in the middle of a sentence.
func numberAt(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '.' && r != '-' && r != '(' && r != ')'
	})
	if end < 0 {
		end = len(s)
	}
	number := strings.TrimRight(s[:end], ".-:")
	if !numeral(number) {
		return ""
	}
	title := strings.TrimLeft(s[len(number):], canonical.AllBlanks)
	first, _ := utf8.DecodeRuneInString(title)
	if title != "" && !strings.ContainsRune(".:-–—[(", first) && !unicode.IsUpper(first) {
		return ""
	}
	return number
}

// numeral reports whether s is a number of a provision: "4", "3.2", "12A", "II", "A".
func numeral(s string) bool {
	if s == "" || len(s) > 12 {
		return false
	}
	if s[0] >= '0' && s[0] <= '9' {
		return true
	}
	return strings.Trim(s, "IVXLC") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}

// Item is the path of a numbered paragraph, from the chain of its numbers. A number like "Article
// 4" opens a path of its own; others are cited after the provision or the headings that they are
// under: "Article 4(2)(b)", "Schedule 2, paragraph 3(a)".
func (o *Outline) Item(chain []string) string {
	first := chain[0]
	if label, level := NumberedHeading(first); level == Level {
		o.Cite(level, label)
		return label + bracketed(chain[1:])
	} else if level > 0 {
		return o.enter(level, label) + bracketed(chain[1:])
	}
	if o.Cited != "" && !strings.Contains(first, ".") {
		if len(chain) == 1 {
			return o.Paragraph(first)
		}
		return o.Cited + bracketed(chain)
	}
	if len(chain) == 1 && markerKind(first) != "digits" && o.last != "" { // a list of its own below a numbered paragraph
		return o.last + bracketed(chain)
	}
	path := o.under(chain)
	if markerKind(first) == "digits" {
		o.last = path
	}
	return path
}

// Title is the path that a heading opens, with the number that it is printed with.
func (o *Outline) Title(level int, chain []string, text string) string {
	if len(chain) > 0 {
		text = chain[len(chain)-1] + " " + text
	}
	return o.Heading(level, text)
}

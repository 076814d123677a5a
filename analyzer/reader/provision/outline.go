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
	levels   [10]string
	head     string // the path of the headings
	Path     string // with the paragraph at hand
	Cited    string // the provision that is cited alone, when the path is one
	citedAt  int    // the level of its heading; deeper ones are in it
	quotes   bool   // the paragraph at hand begins with a quotation mark
	quoted   int    // over how many paragraphs a quotation that one of them began may still go on
	hung     string // a number that was printed apart, before its paragraph
	long     bool   // the paragraph at hand is long
	row      int    // the number of the last paragraph that printed digits and a dot begin, in their order
	headed   bool   // a heading came after it, or a paragraph without a number
	numbered bool   // such paragraphs number on through the headings

	about   bool   // the heading at hand names the provision that its paragraphs are about; see runsOn
	bare    bool   // nothing is between its number and what comes next, which may be its title
	annex   string // the schedule or annex at hand, whose paragraphs are cited with it: "Schedule 2"
	annexAt int    // the level of its heading
	rungs   []rung // the numbered paragraphs under the provision, or under the headings
	lost    bool   // the paragraph at hand has a number that is in no row: nobody knows what it is under
	last    string // the path of the last paragraph with a number that is cited after the headings
	running int    // the number of the last paragraph that is cited by digits alone, after headings

	reading  *lexicon.Reading // of the language of the last heading that has a word of one; nil before
	recitals bool             // the paragraphs at hand are recitals
	british  bool             // the document numbers its provisions as British law does: "6.—(1)"

	number   string // of the last heading, where it is bare: "2 Duty to detain"
	numberAt int    // the level of that heading

	provisions string // what the provisions of the law are called, as its title says: "Section"

	introduced bool // the paragraph before ends as one does that a row follows: with a colon or dash
	open       bool // it does not end like a clause or sentence
	unnumbered bool // paragraphs without numbers came after the last one with one
}

// Copy is the outline as it is, whatever becomes of the one at hand.
func (o Outline) Copy() Outline {
	o.rungs = slices.Clone(o.rungs)
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
	case level <= o.annexAt && label == "" && o.bare: // the title of the schedule
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
	o.Path, o.Cited, o.last, o.bare, o.recitals, o.headed = o.head, "", "", division.Annex, false, true
	o.number, o.numberAt = bareNumber(heading), level
	o.clearRungs()
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
	o.entitled(text)
	label, division := NumberedHeading(text)
	switch {
	case text == "":
		return o.Path
	case division == Level:
		o.Cite(division, label)
		o.citedAt = level
		if marks := o.firstAfter(text, label); len(marks) > 0 && marks[0].style == '.' {
			o.paragraphs(marks)
		}
	case o.Cited != "" && (level > o.citedAt || o.bare && label == ""):
		o.Path, o.bare = o.Cited+" > "+canonical.ShortHeading(text), false
		o.clearRungs()
	default:
		o.enter(level, text)
	}
	return o.Path
}

// clearRungs says that no numbered paragraph is open.
func (o *Outline) clearRungs() {
	o.rungs, o.lost, o.introduced, o.unnumbered, o.about = nil, false, false, false, false
	o.quoted = 0
}

// Ended says how the text of the last paragraph ends, of which Provision may have got the beginning
// alone: a row of numbered paragraphs follows a colon or a dash.
func (o *Outline) Ended(text string) {
	if o.quotes = o.quotes || o.quoted > 0; o.quotes {
		if strings.ContainsAny(text, "”»") || strings.HasSuffix(strings.TrimRight(text, ".;, \n"), "“") {
			o.quoted = 0
		} else if o.quoted == 0 {
			o.quoted = mostQuoted
		}
		o.quotes = false
	}
	text = strings.TrimRight(text[max(0, len(text)-24):], canonical.AllBlanks+"”’\"'")
	o.introduced = false
	for _, end := range []string{":", "—", "–", "-"} {
		o.introduced = o.introduced || strings.HasSuffix(text, end)
	}
	o.open = text != "" && !EndsClause(text)
}

// Refers reports whether a line begins with a reference that is part of a sentence: "(b)(1) of this
// section", "(a) and (b)", "(d) (iv) (detention)". A sentence has to be open before it.
func Refers(line string) bool {
	marks, n := marksOf(line)
	if n == 0 {
		return false
	}
	rest := strings.TrimLeft(line[n:min(len(line), n+24)], canonical.AllBlanks)
	first, _ := utf8.DecodeRuneInString(rest)
	if first == '(' || len(marks) > 1 && unicode.IsLower(first) {
		return true
	}
	word, after, _ := strings.Cut(rest, " ")
	const conjunction = 3 // letters: "and"
	return unicode.IsLower(first) && len(word) <= conjunction &&
		strings.HasPrefix(strings.TrimLeft(after, canonical.AllBlanks), "(")
}

// mentions reports whether the mark that a line begins with, in the middle of a sentence, is that
// of another paragraph: "described in subsection / (a) of this section". It continues no row and
// begins none of another kind, although one of its kind is open, and a small letter comes after it.
func (o *Outline) mentions(m mark, text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, canonical.AllBlanks))
	if !unicode.IsLower(first) {
		return false
	}
	begun, begins := m.first()
	known := false
	for _, of := range o.rungs {
		if of.style != m.style {
			continue
		}
		begins = begins && of.kind != begun.kind
		for _, r := range m.readings() {
			if r.after(of) {
				return false
			}
			known = known || r.kind == of.kind
		}
	}
	return known && !begins
}

// Provision is the path of a paragraph, which it may open itself: when it begins like an article or
// section ("Sec. 2. Policy"), like a British one ("6.—(1) The Secretary"), or like a paragraph of
// one ("(a) Ensure", "(b)(1) The").
func (o *Outline) Provision(text string) string {
	o.bare, o.long = false, len(text) >= longParagraph
	line := text[:FirstLine(text)]
	start := text[:min(len(text), Enough)]
	defer o.Ended(text)
	if o.inQuotation(start) {
		return o.Path
	}
	if label, level := NumberedHeading(line); level == Level {
		o.Cite(level, label)
		o.bare = len(line) == len(label)
		// Its first paragraph may begin in the same line.
		if marks := o.firstAfter(start, label); len(marks) > 0 {
			o.paragraphs(marks)
		}
		return o.Path
	}
	if o.alone(line, text) {
		return o.Path
	}
	if number, marks := titledNumber(start); number != "" && (o.Cited == "" || o.british) {
		o.british, o.Cited = true, ""
		o.clearRungs()
		return o.paragraphs(slices.Concat([]mark{{number, '.'}}, marks))
	}
	if number := codeNumber(line); number != "" && o.Cited != "" && !strings.HasSuffix(o.Cited, " "+number) {
		word, _, _ := strings.Cut(o.Cited, " ")
		o.Cite(Level, word+" "+number)
		if marks := o.firstAfter(start, o.Cited); len(marks) > 0 {
			o.paragraphs(marks)
		}
		return o.Path
	}
	if number, n, dash := britishNumber(start); number != "" && (dash || o.Cited == "") {
		o.british, o.Cited = true, ""
		o.clearRungs()
		marks, end := marksOf(start[n:])
		o.paragraphs(slices.Concat([]mark{{number, '.'}}, marks, runIn(start[n+end:])))
		return o.Path
	}
	o.underNumber(start)
	if marks, n := marksOf(start); n > 0 && canonical.BlankAt(text, n) > 0 && ListMarker(text) > 0 &&
		!(o.open && (Refers(text) || o.mentions(marks[0], text[n:]))) {
		return o.paragraphs(append(marks, runIn(start[n:])...))
	}
	if number := decimalNumber(line); number != "" && o.Cited == "" {
		o.last = o.under([]string{number})
		o.clearRungs()
		o.rungs = []rung{{mark: mark{text: number}}}
		o.Path = o.last
		return o.Path
	}
	if path, ok := o.hanging(text); ok {
		return path
	}
	if number := dashedNumber(start); number != "" && o.Cited != "" {
		return o.paragraphs([]mark{{number, '-'}})
	}
	if number := rowNumber(start); number != "" && o.isNext(number) {
		o.long = o.long && !strings.Contains(text, "\n"+strconv.Itoa(o.row+2)+" ") // a list whose lines are one block
		if !o.british && o.annex == "" {
			return o.paragraphs([]mark{{number, '.'}})
		}
		o.numbersOn(number)
	}
	if path, ok := o.dotted(line); ok {
		return path
	}
	o.entitled(line)
	o.preamble(line)
	return o.flush(text)
}

// RunsOn reports whether the first paragraph of a provision follows its number and title in the line.
func (o *Outline) RunsOn(text, label string) bool {
	return len(o.firstAfter(text[:min(len(text), Enough)], label)) > 0
}

// firstAfter are the marks of the first paragraph in the line of a section's number and title.
func (o *Outline) firstAfter(text, label string) []mark {
	_, number, _ := strings.Cut(label, " ")
	at := strings.Index(text, number)
	if at < 0 {
		return nil
	}
	rest := strings.TrimLeft(text[at+len(number):], canonical.AllBlanks+".:—–-")
	if marks, n := marksOf(rest); n > 0 && canonical.BlankAt(rest, n) > 0 && marks[0].style == '(' {
		return append(marks, runIn(rest[n:])...)
	}
	// In New York subdivisions have bare numbers: "§ 2. Definitions. 1. As used".
	if title, after, ok := strings.Cut(rest[:min(len(rest), maxTitle)], ". 1. "); ok && title != "" &&
		!strings.Contains(title, ". ") && beginsSentence(after) {
		return []mark{{"1", '.'}}
	}
	return runIn(rest)
}

// bareNumber is the number of a heading like "2 Duty to detain", "5AAA Responsibility" or "908.104
// Cooperation", in which no word says what it numbers; "" for other headings.
func bareNumber(heading string) string {
	number, title, ok := strings.Cut(heading, " ")
	number = strings.TrimSuffix(number, ".")
	if !ok || number == "" || len(number) > 8 || number[0] < '1' || number[0] > '9' || !beginsSentence(title) {
		return ""
	}
	capitals := strings.TrimLeft(number, "0123456789.")
	if strings.Trim(capitals, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.HasSuffix(number, ".") {
		return ""
	}
	return number
}

// alone takes a paragraph that is nothing but a heading: "ANNEX II", or a bare number with a title.
// It reports whether it is one.
func (o *Outline) alone(line, text string) bool {
	if len(text) > maxTitle || len(strings.TrimRight(text, canonical.AllBlanks)) > len(line) || line == "" {
		return false
	}
	titled := (!EndsClause(line) || strings.HasSuffix(line, ".—")) && !listsPage(line)
	if label, level := NumberedHeading(line); level > 0 && titled {
		o.enter(level, line)
		o.bare = o.bare && label != ""
		return true
	}
	if number := bareNumber(line); number != "" && titled && o.Cited == "" && o.annex == "" &&
		!(o.row > 0 && o.isNext(number)) {
		o.clearRungs()
		o.Path, o.number, o.numberAt = o.head, number, 0
		return true
	}
	return false
}

// listsPage reports whether a line is one of a table of contents: a title, and the number of a page after
// it.
func listsPage(line string) bool {
	const most = 3 // digits; four are a year
	title := strings.TrimRight(line, "0123456789")
	n := len(line) - len(title)
	trimmed := strings.TrimRight(title, canonical.AllBlanks+".")
	return n > 0 && n <= most && len(trimmed) < len(title) && strings.Count(trimmed, " ") > 1
}

// underNumber begins a provision that the heading before gave a bare number, once a paragraph shows
// that it is one: "(1) The Secretary" under "2 Duty to detain".
func (o *Outline) underNumber(text string) {
	if o.number == "" || o.Cited != "" || len(o.rungs) > 0 || o.annex != "" || !strings.HasPrefix(text, "(1) ") {
		return
	}
	number := o.number
	o.levels[o.numberAt] = ""
	var parts []string
	for _, s := range o.levels {
		if s != "" {
			parts = append(parts, s)
		}
	}
	o.head, o.number, o.british = strings.Join(parts, " > "), "", true
	o.clearRungs()
	if strings.Contains(number, ".") {
		o.Cited, o.citedAt = strings.TrimSpace(o.provisions+" "+number), o.numberAt
		return
	}
	o.rungs = []rung{{mark: mark{number, '.'}, reading: reading{digits, 0}}}
	if readings := o.rungs[0].readings(); len(readings) > 0 {
		o.rungs[0].reading = readings[0]
	}
}

// titledNumber takes the number off a provision whose title and first paragraph are in its line, as
// in India: "3. Power to make orders.—(1) The Central Government".
func titledNumber(text string) (number string, marks []mark) {
	number, title, ok := strings.Cut(text, ". ")
	if !ok || number == "" || len(number) > 5 || number[0] < '1' || number[0] > '9' || !beginsSentence(title) ||
		strings.Trim(strings.TrimLeft(number, "0123456789"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", nil
	}
	title = title[:min(len(title), maxTitle)]
	for _, end := range []string{".—", ".–", ".-"} {
		if before, after, ok := strings.Cut(title, end); ok && !strings.Contains(before, ". ") {
			after = strings.TrimLeft(after, canonical.AllBlanks)
			if strings.HasPrefix(after, "(1) ") {
				found, n := marksOf(after)
				return number, append(found, runIn(after[n:])...)
			}
		}
	}
	return "", nil
}

// codeNumber takes the number off a section of a code that a section of a bill adds or amends:
// "7284.6. (a) California", "11-1051. Cooperation".
func codeNumber(line string) string {
	number, rest, ok := strings.Cut(line, ". ")
	inner := strings.IndexAny(number, ".-")
	if !ok || inner < 1 || inner == len(number)-1 || len(number) > 10 || strings.Trim(number, "0123456789.-") != "" ||
		number[0] == '0' {
		return ""
	}
	if rest = strings.TrimLeft(rest, canonical.AllBlanks); !strings.HasPrefix(rest, "(") && !beginsSentence(rest) {
		return ""
	}
	return number
}

// dotted is the path of a paragraph whose number names all levels and is a line of its own:
// "2.2.a.ii" is paragraph (ii) of 2(2)(a).
func (o *Outline) dotted(line string) (string, bool) {
	const longest = 24 // bytes
	if line == "" || len(line) > longest || line[0] < '1' || line[0] > '9' {
		return "", false
	}
	parts := strings.Split(line, ".")
	if len(parts) < 3 {
		return "", false
	}
	lettered := false
	marks := make([]mark, len(parts))
	for i, p := range parts {
		marks[i] = mark{p, '('}
		if len(marks[i].readings()) == 0 {
			return "", false
		}
		lettered = lettered || p[0] >= 'a' && p[0] <= 'z'
	}
	if !lettered {
		return "", false
	}
	o.Cited = ""
	o.clearRungs()
	o.Path = o.cited(parts[:possible(marks)])
	return o.Path, true
}

// possible is how many levels of a dotted number may be those of one provision: after the second no
// level has digits, and no kind comes twice. What is below is law that the provision puts into
// another act.
func possible(marks []mark) int {
	seen := map[kind]bool{}
	for i, m := range marks {
		readings := m.readings()
		of := readings[0].kind
		if r, ok := m.first(); ok && seen[of] {
			of = r.kind
		}
		if seen[of] && len(readings) > 1 {
			of = readings[1].kind
		}
		if i > 1 && (of == digits || seen[of]) {
			return i
		}
		if i > 0 {
			seen[of] = true
		}
	}
	return len(marks)
}

// flush is the path of a paragraph without a number. Words that end a row belong to what is above
// the row, and so does a paragraph that begins anew after items: none of them is cited with an item
// that it may not belong to.
func (o *Outline) flush(text string) string {
	o.headed = true
	if len(o.rungs) == 0 || o.recitals {
		return o.Path
	}
	o.unnumbered = true
	n := len(o.rungs)
	first, _ := utf8.DecodeRuneInString(text)
	if o.open || !unicode.IsLower(first) && (n == 1 || o.rungs[n-1].kind == digits) {
		return o.Path
	}
	return o.pathOf(o.numbers()[:n-1])
}

// preamble begins recitals, and ends them.
func (o *Outline) preamble(line string) {
	if len(line) < maxPreamble {
		begins := strings.TrimRight(line, " :,")
		for _, r := range languageWords().all {
			if r.Recitals.Begin != "" && strings.EqualFold(begins, r.Recitals.Begin) {
				o.reading, o.recitals, o.Cited = r, true, ""
				o.clearRungs()
				return
			}
		}
	}
	if !o.recitals {
		return
	}
	lower := strings.ToLower(line)
	if slices.ContainsFunc(o.words().Recitals.End, func(end string) bool { return strings.Contains(lower, end) }) {
		o.recitals, o.Cited, o.Path = false, "", o.head
		o.clearRungs()
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
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, canonical.AllBlanks+"“‘\"'")); !unicode.IsUpper(
		first,
	) {
		return ""
	}
	return number
}

// britishNumber takes the number of a provision off the beginning of a paragraph like "6.—(1) The
// Secretary of State", "4. (1) The Minister" or "36 (1) A permanent resident". It returns where the
// number of the first paragraph begins, and whether a dash is before it.
func britishNumber(text string) (number string, n int, dash bool) {
	if text == "" || text[0] < '1' || text[0] > '9' {
		return "", 0, false
	}
	end := 1
	for end < len(text) && end < 6 && (text[end] >= '0' && text[end] <= '9' || text[end] >= 'A' && text[end] <= 'Z') {
		end++
	}
	rest := strings.TrimLeft(strings.TrimPrefix(text[end:], "."), canonical.AllBlanks)
	for _, d := range []string{"—", "–", "-"} {
		if after, ok := strings.CutPrefix(rest, d); ok {
			rest, dash = strings.TrimLeft(after, canonical.AllBlanks), true
			break
		}
	}
	marks, length := marksOf(rest)
	if length == 0 || marks[0].style != '(' || marks[0].text[0] > '9' || canonical.BlankAt(rest, length) == 0 {
		return "", 0, false
	}
	if _, opens := marks[0].first(); !dash && (!opens || !beginsSentence(rest[length:])) {
		return "", 0, false
	}
	return text[:end], len(text) - len(rest), dash
}

// beginsSentence reports whether a text begins with a capital letter or a quotation mark.
func beginsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, canonical.AllBlanks))
	return unicode.IsUpper(first) || strings.ContainsRune("“‘\"'", first)
}

// Paragraph puts a paragraph that begins with a marker like "(a)" or "2." under the provision at
// hand, and returns its path: "Article 4(2)(b)". A marker goes on in the row that it comes next in;
// the first of a new row goes one deeper. Under headings alone paragraphs are cited in schedules
// and annexes, as recitals, and where the document numbers them as British law does.
func (o *Outline) Paragraph(marker string) string {
	marks, n := marksOf(strings.Trim(marker, " "))
	if n == 0 {
		text := strings.Trim(marker, "(). ")
		marks = []mark{{text, 0}}
		if len(text) > 4 || len(marks[0].readings()) == 0 {
			return o.Path
		}
	}
	return o.paragraphs(marks)
}

// paragraphs is Paragraph for one that begins with several marks.
func (o *Outline) paragraphs(marks []mark) string {
	first := marks[0]
	isDigits := first.text[0] >= '0' && first.text[0] <= '9'
	if o.recitals && isDigits {
		o.Cited = citedAs(o.words().Recitals.Cited, first.text)
		o.Path, o.citedAt = o.Cited, len(o.levels)
		o.clearRungs()
		return o.Path
	}
	if isDigits && first.style == '.' && o.numbersOn(first.text) && !o.british && o.annex == "" {
		if path, ok := o.runsOn(first.text); ok && len(marks) == 1 {
			o.Path = path
			return path
		}
	}
	if o.Cited == "" {
		opens := o.annex != "" || first.style == '.' && (o.british || o.numbered)
		if len(o.rungs) == 0 && !(opens && isDigits) {
			return o.Path
		}
		if isDigits && first.style == '.' {
			o.clearRungs()
		}
	}
	o.place(first)
	for _, m := range marks[1:] {
		o.push(m)
	}
	o.introduced, o.unnumbered = false, false
	o.Path = o.pathOf(o.numbers())
	return o.Path
}

// pathOf is the path of the paragraph that has the numbers, or of the provision where the number at
// hand is lost.
func (o *Outline) pathOf(numbers []string) string {
	switch {
	case o.Cited != "" && o.lost:
		return o.Cited
	case o.Cited != "":
		return o.Cited + bracketed(numbers)
	case o.lost || len(numbers) == 0:
		return o.head
	case o.numbered && o.annex == "" && !o.british && isDigits(numbers[0]):
		return o.citedAlone(numbers)
	}
	return o.under(numbers)
}

// cited is the path of a paragraph whose number names all levels above it.
func (o *Outline) cited(numbers []string) string {
	british, head := o.british, o.head
	o.british, o.head = true, ""
	path := o.under(numbers)
	o.british, o.head = british, head
	return path
}

// entitled takes from the title of a law what its provisions are: sections of an act, articles of
// an order. The title ends with a year.
func (o *Outline) entitled(title string) {
	if len(title) > maxTitle || o.provisions != "" ||
		!strings.ContainsAny(title[max(0, len(title)-2):], "0123456789") {
		return // Nearly every line of prose ends here.
	}
	words := strings.Fields(title)
	n := len(words)
	if n < 2 {
		return
	}
	year := strings.Trim(words[n-1], ".()")
	if len(year) != 4 || strings.Trim(year, "0123456789") != "" {
		return
	}
	if cited, ok := languageWords().laws[strings.ToLower(strings.Trim(words[n-2], ",("))]; ok {
		o.provisions = cited
	}
}

// maxTitle is more bytes than the title of a law has.
const maxTitle = 160

// under is the path of a paragraph that is cited after the headings: "Schedule 2, paragraph 3(a)".
func (o *Outline) under(markers []string) string {
	place := citedAs(o.words().Paragraph, markers[0])
	if markers[0][0] < '0' || markers[0][0] > '9' {
		place = citedAs(o.words().Point, markers[0])
	}
	place += bracketed(markers[1:])
	if o.provisions != "" && o.annex == "" && markers[0][0] >= '0' && markers[0][0] <= '9' && o.british {
		return o.provisions + " " + markers[0] + bracketed(markers[1:])
	}
	head := o.head
	if o.annex != "" {
		head = o.annex
	}
	if head == "" || o.holds(markers[0]) {
		return place
	}
	return head + ", " + place
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// holds reports whether a number holds that of the heading at hand: "6.1" under "6 Context" is cited
// alone.
func (o *Outline) holds(number string) bool {
	inner := o.head[strings.LastIndex(o.head, " > ")+1:]
	inner = strings.TrimLeft(strings.TrimPrefix(inner, "> "), canonical.Blanks)
	of, _, _ := strings.Cut(inner, " ")
	of = strings.Trim(of, ".")
	return of != "" && of[0] >= '0' && of[0] <= '9' && strings.HasPrefix(number, of+".")
}

func bracketed(numbers []string) string {
	if len(numbers) == 0 {
		return ""
	}
	return "(" + strings.Join(numbers, ")(") + ")"
}

// markerKind tells digits, small and capital letters and small and capital Roman numbers apart. A
// lone "i" counts as Roman, other letters do not.
func markerKind(s string) string {
	switch {
	case s[0] <= '9':
		return "digits"
	case (s == "i" || s == "I" || len(s) > 1) && romanValue(strings.ToLower(s)) > 0:
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
	if line == "" || !languageWords().opens[line[0]] { // Most lines end here.
		return "", found
	}
	const longest = 24 // bytes of a word: letters may take two
	blank := 1
	for blank < len(line) && blank < longest && line[blank] != ' ' && line[blank] != 0xC2 && line[blank] != 0xE2 {
		blank++ // A no-break space begins with C2, a thin one with E2.
	}
	if strings.HasPrefix(line, "§") && len(line) > len("§") && line[len("§")] <= '9' { // "§1158."
		blank = len("§")
	}
	rest := strings.TrimLeft(line[blank:], canonical.AllBlanks)
	if rest == "" || !(rest[0] >= '0' && rest[0] <= '9' || rest[0] >= 'A' && rest[0] <= 'Z') {
		return "", found
	}
	if len(rest) > 1 && rest[1] >= 'a' && rest[1] <= 'z' && numberAt(rest) != "Ier" &&
		(rest[0] > '9' || len(rest) > 2 && isAlphanumeric(rest[2])) {
		return "", found // A word; "4a" is a number.
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
	if len(s) > 3 && (s[0] == 'L' || s[0] == 'R' || s[0] == 'D') && s[1] == '.' {
		if n := canonical.BlankAt(s, 2); n > 0 { // French codes: "L. 611-1"
			if number := numberAt(s[2+n:]); len(number) > 2 && number[0] <= '9' {
				return s[:2] + " " + number
			}
		}
	}
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
	if later := laterNumber(title); later != "" {
		number, title = number+" "+later, title[len(later):]
	}
	first, _ := utf8.DecodeRuneInString(title)
	if title != "" && !strings.ContainsRune(".:-–—[(", first) && !unicode.IsUpper(first) {
		return ""
	}
	return number
}

// laterNumber is the Latin word that follows the number of a provision which was put in later: "bis".
func laterNumber(title string) string {
	word := title[:len(title)-len(strings.TrimLeft(title, "abeinqrstu"))]
	switch word {
	case "bis", "ter", "quater", "quinquies", "sexies":
		return word
	}
	return ""
}

// numeral reports whether s is a number of a provision: "4", "3.2", "12A", "II", "A".
func numeral(s string) bool {
	if s == "" || len(s) > 12 {
		return false
	}
	if s == "Ier" { // French: the first
		return true
	}
	if s[0] >= '0' && s[0] <= '9' {
		return true
	}
	return strings.Trim(s, "IVXLC") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z'
}

// Item is the path of a numbered paragraph, from the chain of its numbers. A number like "Article
// 4" opens a path of its own; others are cited after the provision or the headings that they are
// under: "Article 4(2)(b)", "Schedule 2, paragraph 3(a)". A number that goes on through the headings of
// the document is cited alone, "paragraph 12"; length, in bytes, tells paragraphs from items of lists.
func (o *Outline) Item(chain []string, length int) string {
	first := chain[0]
	o.long = length >= longParagraph
	if path, ok := o.runsOn(first); ok {
		return path + bracketed(chain[1:])
	}
	if o.about && markerKind(first) != "digits" {
		return o.last + bracketed(chain)
	}
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
	if len(chain) == 1 && markerKind(first) != "digits" &&
		o.last != "" { // a list of its own below a numbered paragraph
		return o.last + bracketed(chain)
	}
	path := ""
	if isDigits(first) && o.annex == "" && o.numbersOn(first) {
		path = o.citedAlone(chain)
	} else {
		path = o.under(chain)
	}
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

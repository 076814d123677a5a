package provision

import (
	"slices"
	"strings"

	"refrain/analyzer/reader/canonical"
)

// Enough is how many bytes of a paragraph's beginning say where it is cited.
const Enough = 400

// mark is the number of a paragraph as it is printed: "(a)", "2.", "iv)".
type mark struct {
	text  string // without brackets and dot
	style byte   // '(' for brackets, ')' for the closing one alone, '.' for a dot, 0 for neither
}

// kind is a kind of numbers.
type kind uint8

const (
	digits kind = iota
	letters
	roman
	capitals
	capitalRoman
)

// reading is what a number may be: "i" is a letter and a Roman number. Values go up by a hundred,
// so numbers that were put in later come between: "1A" after "1", "ba" after "b".
type reading struct {
	kind  kind
	value int
}

const (
	unit    = 100
	second  = 2 * unit
	deepest = 7  // levels of paragraphs
	longest = 30 // numbers that may be missing between two paragraphs, since they were repealed
)

// rung is a level of the stack of numbered paragraphs.
type rung struct {
	mark
	reading
	before string // the letter that it has taken the place of: "h" for "i"
}

// isPut reports whether the dot at s[i] is that of an item that was put in later: "(b.1)".
func isPut(s string, from, i int) bool {
	return s[i] == '.' && i > from && i+1 < len(s) && s[i+1] >= '1' && s[i+1] <= '9'
}

// readings are what a number may be.
func (m mark) readings() []reading {
	s := m.text
	if before, later, ok := strings.Cut(s, "."); ok { // put in later, as in Canada: "b.1"
		var all []reading
		for _, r := range (mark{before, m.style}).readings() {
			if n := numberReading(later); later != "" && len(n) == 1 {
				all = append(all, reading{r.kind, r.value + min(n[0].value/unit, unit-1)})
			}
		}
		return all
	}
	switch {
	case s == "" || len(s) > 6:
		return nil
	case s[0] >= '0' && s[0] <= '9':
		return numberReading(s)
	}
	lower, letter, numeral := strings.ToLower(s), letters, roman
	if isCapital(s[0]) {
		letter, numeral = capitals, capitalRoman
	}
	if s != lower && s != strings.ToUpper(s) || strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil
	}
	var all []reading
	first := int(lower[0]-'a') + 1
	switch {
	case len(s) == 1:
		all = append(all, reading{letter, first * unit})
	case len(s) == 2 && lower[0] == lower[1]:
		all = append(all, reading{letter, (26 + first) * unit})
		if lower == "aa" {
			all = append(all, reading{letter, first*unit + first})
		}
	case len(s) == 2 && romanValue(lower) == 0:
		all = append(all, reading{letter, first*unit + int(lower[1]-'a') + 1})
	}
	if n := romanValue(lower); n > 0 {
		all = append(all, reading{numeral, n * unit})
	}
	return all
}

// numberReading is the reading of a number of digits, perhaps with letters after them: "1A", "8AA".
func numberReading(s string) []reading {
	n, value, later := 0, 0, 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		value = value*10 + int(s[n]-'0')
		n++
	}
	for _, c := range s[n:] {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return nil
		}
		later = later*26 + int(c|0x20-'a') + 1
	}
	return []reading{{digits, value*unit + min(later, unit-1)}}
}

// after reports whether a number comes next after that of a rung.
func (r reading) after(of rung) bool {
	if r.kind != of.kind || r.value <= of.value {
		return false
	}
	if r.value%unit == 0 {
		return r.value/unit == of.value/unit+1
	}
	return r.value/unit == of.value/unit
}

// first is the reading of a number that a row of paragraphs may begin with.
func (m mark) first() (reading, bool) {
	for _, r := range m.readings() {
		if r.value == unit {
			return r, true
		}
	}
	return reading{}, false
}

// place puts a paragraph into the stack. What it cannot be placed by leaves the stack lost: a path
// is wrong as soon as one of its levels is.
func (o *Outline) place(m mark) {
	readings := m.readings()
	if len(readings) == 0 {
		o.lost = true
		return
	}
	first, opens := m.first()
	for i := len(o.rungs) - 1; i >= 0; i-- {
		for _, r := range readings {
			if o.rungs[i].style != m.style || !r.after(o.rungs[i]) {
				continue
			}
			if opens && o.introduced && !o.lost { // "(i)" after "(h) …:" is below it.
				break
			}
			o.set(i, rung{m, r, o.rungs[i].text})
			return
		}
	}
	switch {
	case o.wasBelow(m):
	case opens && o.lost:
	case opens:
		o.begin(rung{m, first, ""})
	default:
		o.jump(m, readings)
	}
}

// push puts a paragraph below the one at hand, since its number is printed right after that one.
func (o *Outline) push(m mark) {
	readings := m.readings()
	if o.lost || len(readings) == 0 || len(o.rungs) == deepest {
		o.lost = true
		return
	}
	best := readings[0]
	if r, ok := m.first(); ok {
		best = r
	}
	if last := o.rungs[len(o.rungs)-1]; len(readings) > 1 && best.kind == last.kind {
		best = readings[len(readings)-1]
	}
	o.set(len(o.rungs), rung{m, best, ""})
}

// set puts a paragraph at a level, and ends those below it.
func (o *Outline) set(i int, r rung) {
	o.rungs, o.lost = append(o.rungs[:i], r), false
}

// wasBelow takes "(ii)" for what shows that the "(i)" before it was no letter, but below "(h)".
func (o *Outline) wasBelow(m mark) bool {
	n := len(o.rungs) - 1
	if n < 0 || o.rungs[n].style != m.style || o.rungs[n].before == "" {
		return false
	}
	last := o.rungs[n]
	if value := romanValue(strings.ToLower(m.text)); value != 2 || romanValue(strings.ToLower(last.text)) != 1 {
		return false
	}
	numeral, letter := roman, letters
	if m.text[0] < 'a' {
		numeral, letter = capitalRoman, capitals
	}
	value := int(strings.ToLower(last.before)[0]-'a'+1) * unit
	o.rungs[n] = rung{mark{last.before, last.style}, reading{letter, value}, ""}
	o.set(n+1, rung{m, reading{numeral, second}, ""})
	return true
}

// begin puts the first paragraph of a row below the one at hand. A kind of numbers that is open
// already begins anew only where the text before says that a row follows, or where paragraphs
// without numbers came between.
func (o *Outline) begin(r rung) {
	at := slices.IndexFunc(o.rungs, func(of rung) bool { return of.kind == r.kind && of.style == r.style })
	// Federal regulations of the United States, "§ 214.2", count (a)(1)(i)(A)(1).
	federal := strings.HasPrefix(o.Cited, "§") && strings.Contains(o.Cited, ".") && r.kind == digits &&
		len(o.rungs) > 0 &&
		o.rungs[len(o.rungs)-1].kind == capitals
	switch {
	case federal && at >= 0 && len(o.rungs) < deepest:
		o.set(len(o.rungs), r)
	case len(o.rungs) == 0 || at < 0 || o.introduced && at < len(o.rungs)-1:
		if len(o.rungs) < deepest {
			o.set(len(o.rungs), r)
		} else {
			o.lost = true
		}
	case o.unnumbered:
		o.set(at, r)
	default:
		o.rungs, o.lost = o.rungs[:at], true
	}
}

// jump places a paragraph whose predecessor is not there: it was repealed, or run into the text of
// the one above.
func (o *Outline) jump(m mark, readings []reading) {
	for i := len(o.rungs) - 1; i >= 0; i-- {
		for _, r := range readings {
			if of := o.rungs[i]; of.kind == r.kind && of.style == m.style && r.value > of.value &&
				r.value < of.value+longest*unit {
				o.set(i, rung{m, r, ""})
				return
			}
		}
	}
	second := slices.IndexFunc(readings, func(r reading) bool { return r.value == second })
	known := slices.ContainsFunc(
		o.rungs,
		func(of rung) bool { return of.kind == readings[0].kind && of.style == m.style },
	)
	switch {
	case o.lost:
	case len(o.rungs) == 0:
		o.set(0, rung{m, readings[0], ""})
	case second >= 0 && !o.unnumbered && !known && len(o.rungs) < deepest:
		o.set(len(o.rungs), rung{m, readings[second], ""})
	case o.introduced && !known && len(o.rungs) < deepest: // The first ones are left out.
		o.set(len(o.rungs), rung{m, readings[0], ""})
	default:
		o.lost = true
	}
}

// numbers are the numbers of the paragraphs in the stack.
func (o *Outline) numbers() []string {
	all := make([]string, len(o.rungs))
	for i, r := range o.rungs {
		all[i] = r.text
	}
	return all
}

// markAt is the mark that a text begins with, and its length; 0 where there is none.
func markAt(s string) (mark, int) {
	if s == "" {
		return mark{}, 0
	}
	i, opened := 0, s[0] == '('
	if opened {
		i = 1
	}
	from := i
	for i < len(s) && i-from < 6 && (isAlphanumeric(s[i]) || opened && isPut(s, from, i)) {
		i++
	}
	if i == from || i >= len(s) || s[i] != ')' && (opened || s[i] != '.') {
		return mark{}, 0
	}
	m := mark{s[from:i], s[i]}
	if opened {
		m.style = '('
	}
	return m, i + 1
}

// marksOf are the marks that a paragraph begins with: "(b)(1)", "3. (a)". The length is that of all
// of them with what is between. Only the first of a row may come after a blank.
func marksOf(text string) (marks []mark, n int) {
	for n < len(text) {
		at := n
		for at < len(text) && canonical.BlankAt(text, at) > 0 {
			at += canonical.BlankAt(text, at)
		}
		m, length := markAt(text[at:])
		if length == 0 || len(m.readings()) == 0 || len(marks) > 0 && m.style != '(' {
			break
		}
		if _, opens := m.first(); at > n && len(marks) > 0 && !opens {
			break
		}
		marks, n = append(marks, m), at+length
		if len(marks) == deepest {
			break
		}
	}
	return marks, n
}

// runIn are the marks of a row that begins within a paragraph, after the heading of it: "(a) In
// general.—(1) The Secretary". Each is the first of its row.
func runIn(text string) (marks []mark) {
	const reach = 160 // bytes that a heading has
	for at := 0; at < min(len(text), reach); at++ {
		if text[at] != '(' {
			continue
		}
		before := strings.TrimRight(text[:at], canonical.AllBlanks)
		if !headingEnds(before) {
			continue
		}
		found, n := marksOf(text[at:])
		if len(found) == 0 || canonical.BlankAt(text, at+n) == 0 {
			continue
		}
		if _, opens := found[0].first(); !opens {
			continue
		}
		return append(found, runIn(text[at+n:])...)
	}
	return nil
}

// headingEnds reports whether a text ends as headings of paragraphs do before their text.
func headingEnds(before string) bool {
	for _, end := range []string{".", "—", "–", "--", ".-", "]"} {
		if strings.HasSuffix(before, end) {
			return true
		}
	}
	return false
}

var romans = []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
	"xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii",
	"xxix", "xxx"}

// romanValue is the value of a small Roman number in small letters, or 0.
func romanValue(s string) int { return 1 + slices.Index(romans, s) }

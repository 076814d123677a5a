package reader

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listLevel is how the items of one level of a list are numbered, in Word's terms.
type listLevel struct {
	format  string // "decimal", "lowerLetter", ...; items with "bullet" and "none" have no number
	pattern string // "%1.%2" or "(%3)": %n is the number at level n, from 1
	start   int
	restart int    // starts anew after an item of this level, from 1, or a higher one; 0 never, -1 after any higher level
	legal   bool   // all numbers in digits
	style   string // the paragraph style that is numbered at this level
	worded  bool   // there are words in what is printed
	suffix  string // what follows it: "tab", "space" or "nothing"
	text    textStyle
	letters string // in OpenDocument, the name of their style
}

const maxListLevels = 10

type listLevels [maxListLevels]listLevel

// counters are how far a list has come.
type counters struct {
	n  [maxListLevels]int
	on [maxListLevels]bool // the level has begun
}

// next counts an item at a level, from 0, and returns how it is cited: its own number behind those
// of the items that it lies in, unless its own pattern holds them: "4", "2" and "b" for 4(2)(b), or
// "3.2" alone. It is nil for bullets and for items without a number.
func (c *counters) next(levels *listLevels, level int) []string {
	level = min(max(level, 0), maxListLevels-1)
	if c.on[level] {
		c.n[level]++
	} else {
		c.n[level], c.on[level] = levels[level].start, true
	}
	for i := level + 1; i < maxListLevels; i++ {
		if r := levels[i].restart; r < 0 || level < r {
			c.on[i] = false
		}
	}
	return c.chain(levels, level)
}

func (c *counters) chain(levels *listLevels, level int) []string {
	label := strings.Trim(c.number(levels, level), " \t\u00A0.,:;()[]–-")
	if label == "" {
		return nil
	}
	if level > 0 && c.on[level-1] && !levels[level].holds(level-1) {
		return append(c.chain(levels, level-1), label)
	}
	return []string{label}
}

// holds reports whether the pattern names the number of a level.
func (l *listLevel) holds(level int) bool {
	return strings.Contains(l.pattern, "%"+strconv.Itoa(level+1))
}

// number is the number of the item at hand, as it is printed; "" for bullets and the like.
func (c *counters) number(levels *listLevels, level int) string {
	if l := &levels[level]; l.format == "bullet" || l.format == "none" && !strings.Contains(l.pattern, "%") {
		return ""
	}
	return c.label(levels, level)
}

// label is what is printed in front of the item at hand.
func (c *counters) label(levels *listLevels, level int) string {
	level = min(max(level, 0), maxListLevels-1)
	l := &levels[level]
	var b strings.Builder
	for i := 0; i < len(l.pattern); i++ {
		if l.pattern[i] != '%' || i+1 == len(l.pattern) || l.pattern[i+1] < '1' || l.pattern[i+1] > '9' {
			b.WriteByte(l.pattern[i])
			continue
		}
		i++
		k := int(l.pattern[i] - '1')
		n, format := c.n[k], levels[k].format
		if !c.on[k] {
			n = levels[k].start
		}
		if l.legal {
			format = "decimal"
		}
		b.WriteString(numberIn(format, n))
	}
	return b.String()
}

// numberIn writes a number in one of Word's formats. Those that are not known count in digits.
func numberIn(format string, n int) string {
	const longest = 30 // letters of a number; larger numbers are written in digits
	switch {
	case format == "none" || format == "bullet":
		return ""
	case format == "decimalZero" && n >= 0 && n < 10:
		return "0" + strconv.Itoa(n)
	case (format == "lowerLetter" || format == "upperLetter") && n > 0 && n <= 26*longest:
		s := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			return strings.ToUpper(s)
		}
		return s
	case (format == "lowerRoman" || format == "upperRoman") && n > 0 && n < 4000:
		s := romanNumber(n)
		if format == "lowerRoman" {
			return strings.ToLower(s)
		}
		return s
	}
	return strconv.Itoa(n)
}

func romanNumber(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value  int
		digits string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.digits)
		}
	}
	return b.String()
}

// repeated counts the bytes of text that a file holds once and shows many times: what is
// printed in front of items, and data that controls show.
type repeated int

// maxRepeated is how many of those bytes a document may have. Long ones have some thousands.
const maxRepeated = 8 << 20

// takes reports whether n more bytes are read. The first time that they are not is a gap.
func (r *repeated) takes(d *draft, n int) bool {
	if *r += repeated(n); *r <= maxRepeated {
		return true
	}
	d.gap(0, gapLimit, "check the file: it shows the same words too often")
	return false
}

// wordedLabel reports whether what is printed in front of items has words in it, or letters that
// touch the first word.
func wordedLabel(pattern, suffix string) bool {
	return worded(pattern) || suffix == "nothing" && strings.ContainsFunc(pattern, unicode.IsLetter)
}

// worded reports whether a pattern of numbers has words in it, other than those that begin the
// numbers of laws: "Article %1" is a number, "Option %1" is not.
func worded(pattern string) bool {
	parts := strings.FieldsFunc(pattern, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != '§' })
	for _, word := range parts {
		_, division := divisionOf(strings.ToLower(word))
		if !division && utf8.RuneCountInString(strings.Trim(word, ".§")) > 1 {
			return true
		}
	}
	return false
}

// maxLabel is how many bytes are printed in front of an item. Numbers have a dozen, words some
// dozens.
const maxLabel = 500

// printable is what is printed in front of items, as far as it is of any use.
func printable(m *markup, pattern string) string {
	if len(pattern) <= maxLabel {
		return pattern
	}
	m.gap(gapLimit, "check the file: what it prints in front of list items is too long")
	return strings.ToValidUTF8(pattern[:maxLabel], "")
}

package office

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/provision"
	"refrain/analyzer/reader/xmltok"
)

// ListLevel is how the items of one level of a list are numbered, in Word's terms.
type ListLevel struct {
	Format  string // "decimal", "lowerLetter", ...; items with "bullet" and "none" have no number
	Pattern string // "%1.%2" or "(%3)": %n is the number at level n, from 1
	Start   int    // the number that it starts with
	// Starts anew after an item of this level, from 1, or a higher one; 0 never, -1 after any
	// higher level.
	Restart int
	Legal   bool      // all numbers in digits
	Style   string    // the paragraph style that is numbered at this level
	Worded  bool      // there are words in what is printed
	Suffix  string    // what follows it: "tab", "space" or "nothing"
	Text    TextStyle // how the number looks
	Letters string    // in OpenDocument, the name of their style
}

// MaxListLevels is how many levels a list may have.
const MaxListLevels = 10

// ListLevels are the levels of a list, from the outermost.
type ListLevels [MaxListLevels]ListLevel

// Counters are how far a list has come.
type Counters struct {
	Numbers [MaxListLevels]int  // by level: that of the last item
	Begun   [MaxListLevels]bool // the level has begun
}

// Next counts an item at a level, from 0, and returns how it is cited: its own number after those
// of the items that it is in, unless its own pattern holds them: "4", "2" and "b" for 4(2)(b), or
// "3.2" alone. It is nil for bullets and for items without a number.
func (c *Counters) Next(levels *ListLevels, level int) []string {
	level = min(max(level, 0), MaxListLevels-1)
	if c.Begun[level] {
		c.Numbers[level]++
	} else {
		c.Numbers[level], c.Begun[level] = levels[level].Start, true
	}
	for i := level + 1; i < MaxListLevels; i++ {
		if r := levels[i].Restart; r < 0 || level < r {
			c.Begun[i] = false
		}
	}
	return c.chain(levels, level)
}

func (c *Counters) chain(levels *ListLevels, level int) []string {
	label := strings.Trim(c.number(levels, level), " \t\u00A0.,:;()[]–-")
	if label == "" {
		return nil
	}
	if level > 0 && c.Begun[level-1] && !levels[level].holds(level-1) {
		return append(c.chain(levels, level-1), label)
	}
	return []string{label}
}

// holds reports whether the pattern names the number of a level.
func (l *ListLevel) holds(level int) bool {
	return strings.Contains(l.Pattern, "%"+strconv.Itoa(level+1))
}

// number is the number of the item at hand, as it is printed; "" for bullets and the like.
func (c *Counters) number(levels *ListLevels, level int) string {
	if l := &levels[level]; l.Format == "bullet" || l.Format == "none" && !strings.Contains(l.Pattern, "%") {
		return ""
	}
	return c.Label(levels, level)
}

// Label is what is printed in front of the item at hand.
func (c *Counters) Label(levels *ListLevels, level int) string {
	level = min(max(level, 0), MaxListLevels-1)
	l := &levels[level]
	var b strings.Builder
	for i := 0; i < len(l.Pattern); i++ {
		if l.Pattern[i] != '%' || i+1 == len(l.Pattern) || l.Pattern[i+1] < '1' || l.Pattern[i+1] > '9' {
			b.WriteByte(l.Pattern[i])
			continue
		}
		i++
		k := int(l.Pattern[i] - '1')
		n, format := c.Numbers[k], levels[k].Format
		if !c.Begun[k] {
			n = levels[k].Start
		}
		if l.Legal {
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
		return cased(provision.Letter(n), format == "upperLetter")
	case (format == "lowerRoman" || format == "upperRoman") && n > 0 && n < 4000:
		return cased(provision.Roman(n), format == "upperRoman")
	}
	return strconv.Itoa(n)
}

// cased is a number of letters, in capitals where they are asked for.
func cased(number string, capitals bool) string {
	if capitals {
		return strings.ToUpper(number)
	}
	return number
}

// Repeated counts the bytes of text that a file holds once and shows many times: what is
// printed in front of items, and data that controls show.
type Repeated int

// MaxRepeated is how many of those bytes a document may have. Long ones have some thousands.
const MaxRepeated = 8 << 20

// Takes reports whether n more bytes are read. The first time that they are not is a gap.
func (r *Repeated) Takes(d *builder.Builder, n int) bool {
	if *r += Repeated(n); *r <= MaxRepeated {
		return true
	}
	d.Gap(0, gap.Limit, "check the file: it shows the same words too often")
	return false
}

// WordedLabel reports whether what is printed in front of items has words in it, or letters that
// touch the first word.
func WordedLabel(pattern, suffix string) bool {
	return Worded(pattern) || suffix == "nothing" && strings.ContainsFunc(pattern, unicode.IsLetter)
}

// Worded reports whether a pattern of numbers has words in it, other than those that begin the
// numbers of laws: "Article %1" is a number, "Option %1" is not.
func Worded(pattern string) bool {
	parts := strings.FieldsFunc(pattern, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != '§' })
	for _, word := range parts {
		_, division := provision.DivisionOf(strings.ToLower(word))
		if !division && utf8.RuneCountInString(strings.Trim(word, ".§")) > 1 {
			return true
		}
	}
	return false
}

// maxLabel is how many bytes are printed in front of an item. Numbers have a dozen, words some
// dozens.
const maxLabel = 500

// Printable is what is printed in front of items, as far as it is of any use.
func Printable(m *xmltok.Parser, pattern string) string {
	if len(pattern) <= maxLabel {
		return pattern
	}
	m.Gap(gap.Limit, "check the file: what it prints in front of list items is too long")
	return strings.ToValidUTF8(pattern[:maxLabel], "")
}

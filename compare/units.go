package compare

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader/provision"
)

// side is one version, in its provisions and words.
type side struct {
	report *analyzer.Report
	units  []unit
	words  []word
	of     []int // the unit of each block, -1 for one without words
}

// unit is a provision as it is aligned.
type unit struct {
	Provision
	class   class
	first   int      // of its words in side.words; those of its number are left out
	end     int      // after the last
	number  []string // the numbers of its label or of its list marker, in lower case
	cited   bool     // the number is that of its label
	text    int      // units with the same words have the same
	goesOn  bool     // its label is a number, so further paragraphs may belong to it
	ordinal int      // its place among those of its class
}

func (u *unit) len() int { return u.end - u.first }

// class is what a unit may be aligned with. Notes are apart, since formats put them elsewhere.
type class uint8

const (
	body class = iota
	note
	apart
	classes = 3
)

func classOf(b *document.Block) class {
	switch {
	case b.Exclusion != document.Included || b.Role == document.Running:
		return apart
	case b.Role == document.Note:
		return note
	}
	return body
}

// longestUnit is how many bytes the paragraphs of one number may have together to be one provision.
const longestUnit = 4000

// readSide cuts a version into provisions. A nil report has none.
func readSide(r *analyzer.Report, v *vocabulary) *side {
	s := &side{report: r}
	if r == nil {
		return s
	}
	d := r.Doc
	s.of = make([]int, len(d.Blocks))
	var last, count [classes]int // the unit that may go on, by its number from 1; and how many there are
	for i := range d.Blocks {
		b := &d.Blocks[i]
		s.of[i] = -1
		from := len(s.words)
		s.words = v.scan(d.Text, b.Start, b.End, s.words)
		if len(s.words) == from {
			continue
		}
		c := classOf(b)
		if at := last[c] - 1; at >= 0 && s.joins(&s.units[at], b, from) {
			u := &s.units[at]
			u.Blocks, u.Span.End, u.Heading, u.end = append(u.Blocks, i), b.End, false, len(s.words)
			s.of[i] = at
			continue
		}
		u := unit{class: c, first: from, end: len(s.words), ordinal: count[c]}
		u.Provision = Provision{
			Blocks: []int{i}, Span: b.Span, Label: b.Path, Apart: c == apart, Heading: isHeading(b),
		}
		s.label(&u, b)
		s.of[i] = len(s.units)
		s.units = append(s.units, u)
		last[c] = len(s.units)
		count[c]++
	}
	return s
}

func isHeading(b *document.Block) bool { return b.Role == document.Heading || b.Role == document.Title }

// joins reports whether a block, whose words begin there, is another paragraph of a numbered
// provision.
func (s *side) joins(u *unit, b *document.Block, from int) bool {
	return u.goesOn && u.Label == b.Path && !isHeading(b) && u.end == from && u.Span.Len()+b.Len() <= longestUnit
}

// under is between the headings of a path.
const under = " > "

// label finds the number of a unit, and takes it from its words.
func (s *side) label(u *unit, b *document.Block) {
	text := b.Of(s.report.Doc.Text)
	last := b.Path
	if at := strings.LastIndex(last, under); at >= 0 {
		last = last[at+len(under):]
	}
	parts := strings.FieldsFunc(strings.ToLower(last), notInWord)
	switch n := len(parts); {
	case n > 0 && isNumber(parts[n-1]):
		u.goesOn, u.cited = true, true
		u.number = slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return !isNumber(p) })
	case u.Heading:
		if label, _ := provision.NumberedHeading(text); label != "" {
			parts = strings.FieldsFunc(strings.ToLower(label), notInWord)
			u.number = slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return !isNumber(p) })
			u.cited = true
		}
	}
	from := s.afterLabel(u, b, parts)
	if line := s.report.Doc.Text[from:b.End]; line != "" {
		if marker := provision.ListMarker(line); marker > 0 {
			if len(u.number) == 0 {
				u.number = strings.FieldsFunc(strings.ToLower(line[:marker]), notInWord)
			}
			from += marker
		}
	}
	// A unit of nothing but its number keeps it as its words.
	for first := u.first; first < u.end && int(s.words[first].start) < from; first++ {
		if first+1 < u.end {
			u.first = first + 1
		}
	}
}

// longestNumber is how many words the number of a provision has at the start of its text, at most.
const longestNumber = 6

// afterLabel is where the text of a unit begins after what is printed of its label: "Article 4(2)",
// "4.", "(b)" or nothing. Parts are the words of the label.
func (s *side) afterLabel(u *unit, b *document.Block, parts []string) int {
	text, after := s.report.Doc.Text, b.Start
	if len(u.number) == 0 || !u.cited {
		return after
	}
	named := false
	for i := u.first; i < min(u.end, u.first+longestNumber); i++ {
		w := s.words[i]
		said := strings.ToLower(text[w.start:w.end])
		at := slices.Index(parts, said)
		switch {
		case at >= 0 && isNumber(said) && (named || set(text, w, b.End)):
			after, parts, named = int(w.end), parts[at+1:], false
			for after < b.End && strings.IndexByte(").:", text[after]) >= 0 {
				after++
			}
		case i == u.first && i+1 < u.end && isFollowedBy(text, s.words[i+1], parts):
			named = true // "Section" or "SEC." before the number
		default:
			return after
		}
	}
	return after
}

// set reports whether a number is set like one: digits, or in brackets, or before a bracket or full
// stop.
func set(text string, w word, end int) bool {
	if text[w.start] >= '0' && text[w.start] <= '9' {
		return true
	}
	return int(w.end) < end && (text[w.end] == ')' || text[w.end] == '.')
}

// isFollowedBy reports whether the next word is a number of the label.
func isFollowedBy(text string, next word, parts []string) bool {
	said := strings.ToLower(text[next.start:next.end])
	return isNumber(said) && slices.Contains(parts, said)
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// isNumber reports whether a word of a label numbers something: digits, one letter, a small Roman
// number.
func isNumber(word string) bool {
	return strings.ContainsAny(word, "0123456789") || utf8.RuneCountInString(word) == 1 || isRoman(word)
}

// isRoman reports whether a word is a Roman number in small letters, as sections are counted.
func isRoman(word string) bool {
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n := 0
	for i := range len(word) {
		v := value[word[i]]
		if v == 0 {
			return false
		}
		if i+1 < len(word) && v < value[word[i+1]] {
			v = -v
		}
		n += v
	}
	const most = 399 // of what these letters count
	return n > 0 && n <= most && provision.Roman(n) == word
}

// sameTexts gives units with the same words the same number, on both sides, and returns how many
// numbers there are.
func sameTexts(sides ...*side) int {
	known := map[string]int{}
	var key []byte
	for _, s := range sides {
		for i := range s.units {
			u := &s.units[i]
			key = append(key[:0], byte(u.class))
			for _, w := range s.words[u.first:u.end] {
				key = binary.LittleEndian.AppendUint32(key, uint32(w.id))
			}
			n, ok := known[string(key)]
			if !ok {
				n = len(known)
				known[string(key)] = n
			}
			u.text = n
		}
	}
	return len(known)
}

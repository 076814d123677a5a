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
	of     []int          // the unit of each block, -1 for one without words
	heads  map[string]int // running heads, by their words
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
	skip    int      // words at its start that are its number
	row     int      // of a table, 0 for others
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
		from, marker := len(s.words), provision.ListMarker(b.Of(d.Text)+" ")
		s.words = v.scan(d.Text, min(b.Start+marker, b.End), b.End, s.words)
		if len(s.words) == from {
			continue
		}
		if b.Role == document.Running && s.comesAgain(i, from) {
			continue
		}
		c := classOf(b)
		if at := last[c] - 1; at >= 0 && joins(&s.units[at], b) {
			u := &s.units[at]
			s.bring(u, from)
			u.Blocks, u.Span.End, u.Heading, u.end = append(u.Blocks, i), b.End, false, len(s.words)
			s.of[i] = at
			continue
		}
		u := unit{class: c, first: from, end: len(s.words), ordinal: count[c], row: b.Row}
		u.Provision = Provision{
			Blocks: []int{i}, Span: b.Span, Label: b.Path, Apart: c == apart, Heading: isHeading(b),
		}
		s.label(&u, b, marker)
		s.of[i] = len(s.units)
		s.units = append(s.units, u)
		last[c] = len(s.units)
		count[c]++
	}
	s.trim()
	return s
}

// comesAgain reports whether a running head, whose words begin there, is one that came before, but for
// its page number. It is another block of the same unit then, and its words are not taken again.
func (s *side) comesAgain(block, from int) bool {
	var key []byte
	text := s.report.Doc.Text
	for _, w := range s.words[from:] {
		if c := text[w.start]; c < '0' || c > '9' {
			key = binary.LittleEndian.AppendUint32(key, uint32(w.id))
		}
	}
	if s.heads == nil {
		s.heads = map[string]int{}
	}
	at, ok := s.heads[string(key)]
	if !ok {
		s.heads[string(key)] = len(s.units) // The unit that is made next.
		return false
	}
	s.units[at].Blocks = append(s.units[at].Blocks, block)
	s.of[block], s.words = at, s.words[:from]
	return true
}

func isHeading(b *document.Block) bool { return b.Role == document.Heading || b.Role == document.Title }

// bring puts the words of a unit before those that begin there, where others have come between: those
// of a note or of a running head.
func (s *side) bring(u *unit, from int) {
	if u.end == from {
		return
	}
	last := slices.Clone(s.words[from:])
	s.words = append(s.words[:from], s.words[u.first:u.end]...)
	s.words = append(s.words, last...)
	u.first = from
}

// joins reports whether a block is another paragraph of a numbered provision, or another cell of a row.
func joins(u *unit, b *document.Block) bool {
	if isHeading(b) || u.Span.Len()+b.Len() > longestUnit {
		return false
	}
	return u.row > 0 && u.row == b.Row || u.goesOn && u.row == 0 && b.Row == 0 && u.Label == b.Path
}

// under is between the headings of a path.
const under = " > "

// label finds the number of a unit, and how many of its words it takes. A row of a table has none: what
// is in its first cell is a reference.
func (s *side) label(u *unit, b *document.Block, marker int) {
	if u.row > 0 {
		return
	}
	text := b.Of(s.report.Doc.Text)
	last := b.Path
	if at := strings.LastIndex(last, under); at >= 0 {
		last = last[at+len(under):]
	}
	parts := strings.FieldsFunc(strings.ToLower(last), notInWord)
	if isCitation(parts) {
		_, level := provision.NumberedHeading(last)
		u.goesOn = level == 0 || level >= provision.Level
		if u.goesOn || u.Heading { // The number of a part is that of its heading, and of no paragraph in it.
			u.cited, u.number = true, numbersIn(parts)
		}
	} else if u.Heading || u.len() <= longestTitle && !provision.EndsClause(text) {
		label, _ := provision.NumberedHeading(text)
		if label == "" && u.Heading {
			label = bareNumber(text)
		}
		if label != "" {
			parts = strings.FieldsFunc(strings.ToLower(label), notInWord)
			u.cited, u.number = true, numbersIn(parts)
		}
	}
	if len(u.number) == 0 {
		u.number = strings.FieldsFunc(strings.ToLower(text[:marker]), notInWord)
	}
	u.skip = s.labelWords(u, b, parts)
}

// bareNumber is the number before the title of a section, as in "2 Duty to detain" or "12A Fees"; "" for
// a title that begins with anything else, such as a year.
func bareNumber(title string) string {
	number, rest, _ := strings.Cut(title, " ")
	if provision.IsItemNumber(number) && number[0] >= '0' && number[0] <= '9' && strings.TrimSpace(rest) != "" {
		return number
	}
	return ""
}

// isCitation reports whether the words of a label cite a provision: a word for it at most, numbers, and
// a number at the end. "Order 12 of May 3" is a title.
func isCitation(parts []string) bool {
	n := len(parts)
	return n > 0 && isNumber(parts[n-1]) && (isNumber(parts[0]) || isNumber(parts[1]))
}

// longestTitle is how many words a title has at most that no format marks as a heading.
const longestTitle = 15

func numbersIn(parts []string) []string {
	return slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return !isNumber(p) })
}

// trim takes the numbers from the words of units. A unit of nothing but its number keeps it.
func (s *side) trim() {
	for i := range s.units {
		if u := &s.units[i]; u.skip < u.len() {
			u.first += u.skip
		}
	}
}

// longestNumber is how many words the number of a provision has at the start of its text, at most.
const longestNumber = 6

// labelWords is how many words at the start of a unit are of its label: "Article 4(2)", "4." or none.
// Parts are the words of the label.
func (s *side) labelWords(u *unit, b *document.Block, parts []string) int {
	if !u.cited {
		return 0
	}
	text, n, named := s.report.Doc.Text, 0, false
	for i := u.first; i < min(u.end, u.first+longestNumber); i++ {
		w := s.words[i]
		said := strings.ToLower(text[w.start:w.end])
		at := slices.Index(parts, said)
		switch {
		case at >= 0 && isNumber(said) && (named || set(text, w, b.End)):
			n, parts, named = i+1-u.first, parts[at+1:], false
		case i == u.first && i+1 < u.end && isFollowedBy(text, s.words[i+1], parts):
			named = true // "Section" or "SEC." before the number
		default:
			return n
		}
	}
	return n
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
	if word == "" || strings.IndexFunc(word, notInWord) >= 0 {
		return false
	}
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

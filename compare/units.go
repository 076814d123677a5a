package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// side is one version, in its provisions and words.
type side struct {
	report *analyzer.Report
	units  []unit
	of     []int // the unit of each block, -1 for an empty one
}

// unit is a provision as it is aligned.
type unit struct {
	Provision
	role   document.Role
	number []string // the numbers of its label, in lower case
	key    string   // its words
}

// longestUnit is how many bytes the paragraphs of one number may have together to be one provision.
const longestUnit = 4000

// readSide cuts a version into provisions. A nil report has none.
func readSide(r *analyzer.Report) *side {
	s := &side{report: r}
	if r == nil {
		return s
	}
	d := r.Doc
	s.of = make([]int, len(d.Blocks))
	last := [2]int{-1, -1} // the unit that may go on, of the text and beside it
	for i := range d.Blocks {
		b := &d.Blocks[i]
		s.of[i] = -1
		if strings.TrimSpace(b.Of(d.Text)) == "" {
			continue
		}
		apart, class := isApart(b), 0
		if apart {
			class = 1
		}
		if at := last[class]; at >= 0 && s.goesOn(&s.units[at], b) {
			u := &s.units[at]
			u.Blocks, u.Span.End, u.Heading = append(u.Blocks, i), b.End, false
			s.of[i] = at
			continue
		}
		u := unit{role: b.Role, number: numbersOf(b.Path)}
		u.Provision = Provision{
			Blocks: []int{i}, Span: b.Span, Label: b.Path, Apart: apart,
			Heading: b.Role == document.Heading || b.Role == document.Title,
		}
		last[class], s.of[i] = len(s.units), len(s.units)
		s.units = append(s.units, u)
	}
	for i := range s.units {
		s.units[i].key = s.words(&s.units[i])
	}
	return s
}

// isApart reports whether readers do not see a block as part of the text.
func isApart(b *document.Block) bool {
	return b.Exclusion != document.Included || b.Role == document.Running
}

// goesOn reports whether a block is another paragraph of a numbered provision.
func (s *side) goesOn(u *unit, b *document.Block) bool {
	heading := b.Role == document.Heading || b.Role == document.Title
	return len(u.number) > 0 && u.Label == b.Path && !heading && (b.Role == u.role || u.Heading) &&
		u.Span.Len()+b.Len() <= longestUnit
}

// words are the words of a unit in lower case, for a first look.
func (s *side) words(u *unit) string {
	var b strings.Builder
	for _, i := range u.Blocks {
		text := strings.ToLower(s.report.Doc.Blocks[i].Of(s.report.Doc.Text))
		for _, w := range strings.FieldsFunc(text, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}) {
			b.WriteString(w)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// numbersOf are the numbers by which a path ends: "4", "2" and "b" of "Part II > Article 4(2)(b)". A
// path that ends in the words of a heading has none.
func numbersOf(path string) []string {
	if at := strings.LastIndex(path, " > "); at >= 0 {
		path = path[at+len(" > "):]
	}
	var numbers []string
	for _, word := range strings.FieldsFunc(strings.ToLower(path), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if isNumber(word) {
			numbers = append(numbers, word)
		}
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(path, ")"))
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return nil
	}
	return numbers
}

// isNumber reports whether a word of a path numbers something.
func isNumber(word string) bool {
	return strings.ContainsAny(word, "0123456789") || utf8.RuneCountInString(word) == 1 ||
		strings.Trim(word, "ivxlc") == ""
}

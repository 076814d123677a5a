package reader

import (
	"math/bits"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/analyzer/document"
)

// edit replaces a stretch of a text.
type edit struct {
	document.Span
	with  string
	joint bool // the stretch was a hyphen between two halves of a word
}

// fold turns the text of a document into its canonical form, in place. It is the only place where that is done, for all formats:
//
//   - hyphens at line ends are taken out or kept (see hyphens), soft hyphens taken out;
//   - every kind of blank becomes a plain space, every kind of line break "\n";
//   - invisible characters are taken out: those that Unicode says to ignore (Default_Ignorable_Code_Point), control characters;
//   - ligatures, full-width forms and letters of mathematical styles are undone, raised digits behind a word taken out, hyphens that are typed differently (U+2010, U+2011, the minus sign) become "-";
//   - combining sequences are composed (NFC).
//
// Curly quotes, dashes and apostrophes stay. A text with nothing to fold is left as it is, at the price of one scan.
func fold(doc *document.Document) {
	s := scanner{text: doc.Text, blocks: doc.Blocks}
	s.scan()
	s.decide()
	apply(doc, s.edits)
}

// scanner finds what has to be folded.
type scanner struct {
	text    string
	blocks  []document.Block
	next    int // the first block that ends behind the last line break
	edits   []edit
	hyphens []hyphen
}

// suspect has the highest bit set of the first of eight bytes that needs a closer look: a control character (a line feed too) or a byte
// beyond ASCII. Behind the first one it may be wrong.
func suspect(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	return (x | (x + ones) | ((x - 0x20*ones) &^ x)) & high
}

// eight is the eight bytes of s at i.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func (s *scanner) scan() {
	text := s.text
	for i := 0; i < len(text); {
		if i+8 <= len(text) {
			found := suspect(eight(text, i))
			if found == 0 {
				i += 8
				continue
			}
			i += bits.TrailingZeros64(found) / 8
		}
		c := text[i]
		switch {
		case c == '\n':
			i = s.lineBreak(i, i+1)
		case c < ' ' || c == 0x7f:
			i = s.control(i)
		case c < utf8.RuneSelf:
			i++
		case c >= 0xC3 && c <= 0xCB || c == 0xD0 || c == 0xD1: // Latin and Cyrillic letters; what would compose with them comes behind them.
			i += 2
		case c >= 0xE5 && c <= 0xE9: // Chinese characters.
			i += 3
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x92 && text[i+2] <= 0xA7: // Dashes, quotation marks, bullets.
			i += 3
		default:
			i = s.rune(i)
		}
	}
}

// replace notes an edit and returns the offset behind it.
func (s *scanner) replace(start, end int, with string) int {
	s.edits = append(s.edits, edit{Span: document.Span{Start: start, End: end}, with: with})
	return end
}

func (s *scanner) control(i int) int {
	switch s.text[i] {
	case '\t':
		return s.replace(i, i+1, " ")
	case '\r':
		if strings.HasPrefix(s.text[i+1:], "\n") {
			return s.replace(i, i+1, "")
		}
		return s.lineBreak(i, s.replace(i, i+1, "\n"))
	case '\v', '\f':
		return s.lineBreak(i, s.replace(i, i+1, "\n"))
	case hyphenSTX:
		return s.marker(i, 1)
	}
	return s.replace(i, i+1, "")
}

// rune looks at the character beyond ASCII at i and returns the offset behind what it dealt with.
func (s *scanner) rune(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case r < 0xA0:
		if r == 0x85 {
			return s.lineBreak(i, s.replace(i, i+n, "\n"))
		}
		return s.replace(i, i+n, "")
	case r == 0xA0:
		return s.replace(i, i+n, " ")
	case r == 0xAD:
		s.replace(i, i+n, "")
		s.edits[len(s.edits)-1].joint = true
	case r == 0xB9 || r == 0xB2 || r == 0xB3 || r >= 0x2070 && r <= 0x2079:
		return s.raised(i)
	case r < 0x300:
	default:
		if with, ok := folded(r); ok {
			if with == "\n" {
				return s.lineBreak(i, s.replace(i, i+n, with))
			}
			return s.replace(i, i+n, with)
		}
		if r == hyphenFFFE {
			return s.marker(i, n)
		}
		return s.compose(i, n)
	}
	return i + n
}

// raised takes out raised digits at i that stand behind a word: the number of a note. Behind a unit ("km²") they stay.
func (s *scanner) raised(i int) int {
	end := i
	for end < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if r != 0xB9 && r != 0xB2 && r != 0xB3 && (r < 0x2070 || r > 0x2079) {
			break
		}
		end += n
	}
	if word := letters(s.text, i, -1); utf8.RuneCountInString(word) > 3 && !unicode.IsDigit(rune(word[len(word)-1])) {
		return s.replace(i, end, "")
	}
	return end
}

// folded is what a character is folded to, for those that do not depend on their neighbours.
func folded(r rune) (with string, ok bool) {
	switch {
	case r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F, r == 0x3000, r == 0x1680, r == 0xFFFC, r == 0x3164, r == 0xFFA0:
		return " ", true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF, r == 0x034F, r == 0x061C,
		r >= 0x180B && r <= 0x180F, r >= 0xFE00 && r <= 0xFE0F, r >= 0xFFF0 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE0FFF:
		return "", true
	case r == 0x2028 || r == 0x2029:
		return "\n", true
	case r == 0x2010 || r == 0x2011 || r == 0x2212 || r == 0xFE63:
		return "-", true
	case r >= 0xFB00 && r <= 0xFB06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00], true
	case r >= 0xFF01 && r <= 0xFF5E:
		return asciiString[r-0xFF01 : r-0xFF00], true
	case r >= 0x2100 && r <= 0x214F, r >= 0x1D400 && r <= 0x1D7FF:
		if plain := norm.NFKC.String(string(r)); len(plain) == 1 {
			return plain, true
		}
	}
	return "", false
}

const asciiString = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// compose brings the combining sequence that the character at i, n bytes long, may belong to into the form NFC.
func (s *scanner) compose(i, n int) int {
	properties := norm.NFC.PropertiesString(s.text[i:])
	start := i
	if !properties.BoundaryBefore() && i > 0 && !isBlank(s.text[i-1]) { // Nothing composes over the start of a block.
		_, before := utf8.DecodeLastRuneInString(s.text[:i])
		start = i - before
	}
	if len(s.edits) > 0 {
		start = max(start, s.edits[len(s.edits)-1].End)
	}
	end := start + norm.NFC.NextBoundaryInString(s.text[start:min(len(s.text), start+maxSequence)], true)
	if end <= i {
		return i + n
	}
	if sequence := s.text[start:end]; !norm.NFC.IsNormalString(sequence) {
		return s.replace(start, end, norm.NFC.String(sequence))
	}
	return end
}

// maxSequence is how many bytes a combining sequence may have; NFC knows none with more than 30 marks.
const maxSequence = 192

// apply makes the edits, which are in order and disjoint, and moves everything that points into the text along.
func apply(doc *document.Document, edits []edit) {
	if len(edits) > 0 {
		m := newMover(edits)
		runs := m.runs(doc)
		for i := range doc.Blocks {
			doc.Blocks[i].Span = m.span(doc.Blocks[i].Span)
		}
		for i := range doc.Marks {
			doc.Marks[i].Span = m.span(doc.Marks[i].Span)
		}
		for i := range doc.Pages {
			doc.Pages[i].Span = m.span(doc.Pages[i].Span)
		}
		for i := range doc.Joints {
			doc.Joints[i] = m.to(doc.Joints[i])
		}
		for i, e := range edits {
			if e.joint {
				doc.Joints = append(doc.Joints, m.at[i])
			}
		}
		doc.Text, doc.Runs = m.text(doc.Text), runs
		trim(doc)
	}
}

// mover knows where each offset lies after the edits.
type mover struct {
	edits []edit
	at    []int // where each edit starts in the new text
}

func newMover(edits []edit) mover {
	m := mover{edits, make([]int, len(edits))}
	shift := 0
	for i, e := range edits {
		m.at[i] = e.Start + shift
		shift += len(e.with) - e.Len()
	}
	return m
}

// to is the new place of an offset. One strictly inside an edit goes behind what was put there.
func (m mover) to(offset int) int {
	i := sort.Search(len(m.edits), func(i int) bool { return m.edits[i].Start >= offset }) - 1
	if i < 0 {
		return offset
	}
	return m.at[i] + len(m.edits[i].with) + max(0, offset-m.edits[i].End)
}

func (m mover) span(s document.Span) document.Span {
	return document.Span{Start: m.to(s.Start), End: m.to(s.End)}
}

// text is the new text.
func (m mover) text(old string) string {
	var b strings.Builder
	b.Grow(len(old))
	from := 0
	for _, e := range m.edits {
		b.WriteString(old[from:e.Start])
		b.WriteString(e.with)
		from = e.End
	}
	b.WriteString(old[from:])
	return b.String()
}

// runs are the new runs. A run that stands byte for byte in the source is split where an edit changed a length; others stay in one piece.
func (m mover) runs(doc *document.Document) document.Runs {
	var moved document.Runs
	add := func(r document.Run) {
		if r.Len() > 0 {
			moved.Append(&r)
		}
	}
	next := 0 // the first edit that ends behind the run's start
	for old := range doc.Runs.All() {
		r := *old
		for next < len(m.edits) && m.edits[next].End <= r.Start {
			next++
		}
		new := r
		new.Span = m.span(r.Span)
		if next == len(m.edits) || m.edits[next].Start >= r.End {
			add(new)
			continue
		}
		if r.Source.Len() != r.Len() {
			if r.Boxes != nil {
				new.Boxes = m.boxes(r, doc.Text, next)
			}
			add(new)
			continue
		}
		from := r.Start
		piece := func(to int) document.Run {
			p := r
			p.Span = document.Span{Start: m.to(from), End: m.to(to)}
			p.Source = document.Span{Start: r.Source.Start + from - r.Start, End: r.Source.Start + to - r.Start}
			return p
		}
		for i := next; i < len(m.edits) && m.edits[i].Start < r.End; i++ {
			e := m.edits[i]
			first := len(e.with)
			if len(e.with) == e.Len() && e.Start >= r.Start && e.End <= r.End {
				if _, first = utf8.DecodeRuneInString(e.with); first == len(e.with) {
					continue
				}
			}
			start, end := max(e.Start, r.Start), min(e.End, r.End)
			add(piece(start))
			from = start
			if e.Start >= r.Start {
				p := piece(end) // In two where one would have the length of its source, and be taken for the same bytes: "ffi" for its ligature.
				p.Span = document.Span{Start: m.at[i], End: m.at[i] + first}
				add(p)
				p.Span = document.Span{Start: p.End, End: m.at[i] + len(e.with)}
				add(p)
			}
			from = end
		}
		add(piece(r.End))
	}
	return moved
}

// boxes are the boxes of a run after the edits, of which the one with the index next is the first that may touch it: what replaces
// characters stands where they stood, all of them.
func (m mover) boxes(r document.Run, text string, next int) []document.Box {
	boxes := make([]document.Box, 0, len(r.Boxes))
	var union document.Box
	put := func(i int) { // The edit i has been passed, and began in this run.
		for range utf8.RuneCountInString(m.edits[i].with) {
			boxes = append(boxes, union)
		}
		union = document.Box{}
	}
	n := 0
	for offset := range r.Of(text) {
		at := r.Start + offset
		for next < len(m.edits) && m.edits[next].End <= at {
			if m.edits[next].Start >= r.Start {
				put(next)
			}
			next++
		}
		switch {
		case n >= len(r.Boxes):
		case next < len(m.edits) && m.edits[next].Start <= at:
			union = union.Union(r.Boxes[n])
		default:
			boxes = append(boxes, r.Boxes[n])
		}
		n++
	}
	if next < len(m.edits) && m.edits[next].Start >= r.Start && m.edits[next].Start < r.End {
		put(next)
	}
	return boxes
}

// trim takes white space off the ends of blocks and marks, and drops those that hold nothing else. Folding makes more of it.
func trim(doc *document.Document) {
	blocks := doc.Blocks[:0]
	for _, b := range doc.Blocks {
		if b.Span = trimmed(doc.Text, b.Span); b.Len() > 0 {
			blocks = append(blocks, b)
		}
	}
	doc.Blocks = blocks
	marks := doc.Marks[:0]
	for _, m := range doc.Marks {
		if m.Span = trimmed(doc.Text, m.Span); m.Len() > 0 {
			marks = append(marks, m)
		}
	}
	doc.Marks = marks
}

func trimmed(text string, s document.Span) document.Span {
	for s.Start < s.End && strings.IndexByte(blanks, text[s.Start]) >= 0 {
		s.Start++
	}
	for s.Start < s.End && strings.IndexByte(blanks, text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

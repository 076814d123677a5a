package canonical

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
	"refrain/internal/swar"
)

// Fold turns the text of a document into its canonical form, in place. It is the only place where
// that is done, for all formats:
//
//   - hyphens at line ends are taken out or kept (see hyphens), soft hyphens taken out;
//   - every kind of blank becomes a plain space, every kind of line break "\n";
//   - invisible characters are taken out: those that Unicode says to ignore
//     (Default_Ignorable_Code_Point), control characters, what terminals take for colours, code points
//     that are no characters;
//   - ligatures and full-width forms are undone, raised digits after a word taken out, hyphens that
//     are
//     typed differently (U+2010, U+2011, the minus sign) become "-";
//   - combining sequences are composed (NFC).
//
// Curly quotes, dashes and apostrophes stay. A text with nothing to fold is left as it is, at the
// price of one scan.
func Fold(doc *document.Document, spare int, marked bool) {
	s := scanner{text: doc.Text, blocks: doc.Blocks, few: fewEdits, composed: compositions{}, marks: marked}
	for _, ok := s.next(); ok; _, ok = s.next() { // A text has to be seen to its end before a hyphen can be decided.
	}
	if s.lost > 0 && !Undecoded(doc) {
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gapLetters, Hint: fmt.Sprintf(
			"save the file again from the program that made it, or type its words anew: %d could not be read",
			s.lost,
		)})
	}
	if s.turned > 0 {
		doc.Gaps = append(doc.Gaps, document.Gap{
			Reason: "letters shown backwards",
			Hint: "take out the mark U+202E, which turns the direction of writing, and check again: what follows " +
				"it reads " +
				"otherwise",
		})
	}
	if s.count == 0 {
		return
	}
	s.spell()
	again := s.again()
	Apply(doc, func() (Edit, bool) {
		e, ok := again.next()
		if e.hyphen {
			s.decide(&e)
		}
		return e, ok
	}, s.rejoined, spare)
}

// turn counts a stretch that is shown backwards, from the offset i on, when letters are in it that
// are written from left to right.
func (s *scanner) turn(i int) {
	const longest = 1 << 10
	stretch := s.text[i:min(len(s.text), i+longest)]
	if end := strings.IndexAny(stretch, "\u202C\n"); end >= 0 {
		stretch = stretch[:end]
	}
	if strings.ContainsFunc(
		stretch,
		func(r rune) bool { return unicode.IsLetter(r) && unicode.Is(unicode.Latin, r) },
	) {
		s.turned++
	}
}

// hair reports whether a hair space is within a word: between small letters, where other blanks
// part the words around it.
func (s *scanner) hair(i, n int) bool {
	left, right := Letters(s.text, i, -1), Letters(s.text, i+n, 1)
	if left == "" || right == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(left)
	first, _ := utf8.DecodeRuneInString(right)
	return unicode.IsLower(last) && unicode.IsLower(first) && !strings.HasSuffix(s.text[:i-len(left)], hairSpace) &&
		!strings.HasPrefix(s.text[i+n+len(right):], hairSpace)
}

const hairSpace = "\u200A"

// Undecoded reports whether a document has a gap already that says that its bytes could not be
// decoded.
func Undecoded(doc *document.Document) bool {
	return slices.ContainsFunc(doc.Gaps, func(g document.Gap) bool {
		return g.Reason == gap.NotUTF8 ||
			g.Reason == gap.Encoding
	})
}

// scanner finds what has to be folded. It keeps few edits at a time: a text may have one for every
// character.
type scanner struct {
	text     string
	blocks   []document.Block
	block    int            // the first one that ends after the last line break
	at       int            // the text up to here has been looked at
	edits    []Edit         // those of them from ready on are to be handed on
	ready    int            // index into edits
	last     int            // end of the last edit
	few      int            // edits that are kept after they were handed on, for another pass
	count    int            // of all edits
	rejoined int            // how many of them may rejoin a word
	spelt    map[string]int // see spell

	composed compositions
	marks    bool // PDFium's marks of hyphens may appear in the text
	lost     int  // words with a character that cannot be read
	behind   int  // end of the last such character
	turned   int  // stretches whose direction is turned against that of their letters
}

// Edits are handed on when so many are waiting. A line break changes what was found in the blanks
// before it, of which so many are looked at.
const (
	waiting   = 256
	trailing  = 100
	reach     = trailing + 2*utf8.UTFMax
	fewEdits  = 1 << 16
	allBehind = 1 << 62
)

// next returns the next edit, in the order of the text. It reports false after the last.
func (s *scanner) next() (Edit, bool) {
	for {
		before := s.at - reach
		if s.at == len(s.text) {
			before = allBehind
		}
		if s.ready < len(s.edits) && s.edits[s.ready].Start < before {
			e := s.edits[s.ready]
			s.ready++
			s.count++
			if e.hyphen || e.rejoins {
				s.rejoined++
			}
			return e, true
		}
		if s.at == len(s.text) {
			return Edit{}, false
		}
		if s.count > s.few {
			s.edits = append(s.edits[:0], s.edits[s.ready:]...)
			s.ready = 0
		}
		s.scan()
	}
}

// again is a scanner for another pass over the text, of which all edits have been handed on.
func (s *scanner) again() *scanner {
	if s.count <= s.few {
		return &scanner{text: s.text, at: len(s.text), edits: s.edits}
	}
	return &scanner{text: s.text, blocks: s.blocks, spelt: s.spelt, composed: s.composed, marks: s.marks}
}

// suspect has the highest bit set of the first of eight bytes that needs a closer look: a control
// character (a line feed too) or a byte beyond ASCII. Behind the first one it may be wrong.
func suspect(x uint64) uint64 {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	return (x | (x + ones) | ((x - 0x20*ones) &^ x)) & high
}

// scan goes on until more edits are waiting, or to the end.
func (s *scanner) scan() {
	text, i, enough := s.text, s.at, s.ready+waiting
	for i < len(text) && len(s.edits) < enough {
		if i+8 <= len(text) {
			found := suspect(swar.Load(text[i:]))
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
		// Latin and Cyrillic letters; what would compose with them comes after them.
		case c >= 0xC3 && c <= 0xCB || c == 0xD0 || c == 0xD1:
			i += 2
		case c >= 0xE5 && c <= 0xE9: // Chinese characters.
			i += 3
		// Dashes, quotation marks, bullets.
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x92 && text[i+2] <= 0xA7:
			i += 3
		default:
			i = s.rune(i)
		}
	}
	s.at = i
}

// replace notes an edit and returns the offset after it.
func (s *scanner) replace(start, end int, with string) int {
	s.edits = append(s.edits, Edit{Span: document.Span{Start: start, End: end}, With: with})
	s.last = end
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
		if s.marks {
			return s.marker(i, 1)
		}
	case escapeByte:
		return s.replace(i, i+1+escapeSequence(s.text[i+1:]), "")
	}
	return s.replace(i, i+1, "")
}

// rune looks at the character beyond ASCII at i and returns the offset after what it dealt with.
func (s *scanner) rune(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case r < 0xA0:
		switch r {
		case 0x85:
			return s.lineBreak(i, s.replace(i, i+n, "\n"))
		case 0x9B: // as escape and "[" begin a control sequence
			n += controlSequence(s.text[i+n:])
		}
		return s.replace(i, i+n, "")
	case r == 0xA0:
		return s.replace(i, i+n, " ")
	case r == 0xAD:
		s.replace(i, i+n, "")
		s.edits[len(s.edits)-1].rejoins = true
	case r == 0xB9 || r == 0xB2 || r == 0xB3 || r >= 0x2070 && r <= 0x2079:
		return s.raised(i)
	case r < 0x300:
	case r == 0x200A && s.hair(i, n):
		s.replace(i, i+n, "")
		s.edits[len(s.edits)-1].rejoins = true
	default:
		if r == 0x202E {
			s.turn(i + n)
		}
		if with, ok := folded(r); ok {
			if with == "\n" {
				return s.lineBreak(i, s.replace(i, i+n, with))
			}
			return s.replace(i, i+n, with)
		}
		if r == hyphenFFFE {
			if s.marks {
				return s.marker(i, n)
			}
			return s.replace(i, i+n, "")
		}
		if meaningless(r) {
			s.unreadable(i, n)
		}
		return s.compose(i, n)
	}
	return i + n
}

const gapLetters = "letters without a meaning in Unicode"

// unreadable counts the word that a character without a meaning appears in. Between words such
// characters are ornaments.
func (s *scanner) unreadable(i, n int) {
	const most = 16 // of such characters in a row
	before, _ := utf8.DecodeLastRuneInString(s.text[:i])
	after, size := utf8.DecodeRuneInString(s.text[i+n:])
	for end := i + n; meaningless(after) && size > 0 && end < i+most; {
		end += size
		after, size = utf8.DecodeRuneInString(s.text[end:])
	}
	if !unicode.IsLetter(before) || !unicode.IsLetter(after) {
		return
	}
	if s.lost == 0 || strings.ContainsAny(s.text[s.behind:i], Blanks) { // Else it is the same word.
		s.lost++
	}
	s.behind = i + n
}

// meaningless reports whether a character could not be decoded, or is for private use.
func meaningless(r rune) bool { return r == utf8.RuneError || unicode.Is(unicode.Co, r) }

// raised takes out raised digits at i that follow a word: the number of a note. After a unit
// ("km²") they stay.
func (s *scanner) raised(i int) int {
	end := i
	for end < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if r != 0xB9 && r != 0xB2 && r != 0xB3 && (r < 0x2070 || r > 0x2079) {
			break
		}
		end += n
	}
	if word := Letters(s.text, i, -1); utf8.RuneCountInString(word) > 3 && !unicode.IsDigit(rune(word[len(word)-1])) {
		return s.replace(i, end, "")
	}
	return end
}

// folded is what a character is folded to, for those that do not depend on their neighbours.
func folded(r rune) (with string, ok bool) {
	switch {
	case isBlankRune(r):
		return " ", true
	case isInvisible(r):
		return "", true
	case r == 0x2028 || r == 0x2029:
		return "\n", true
	case r == 0x2010 || r == 0x2011 || r == 0x2212 || r == 0xFE63:
		return "-", true
	case r >= 0xFB00 && r <= 0xFB06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00], true
	case r >= 0xFF01 && r <= 0xFF5E:
		return asciiString[r-0xFF01 : r-0xFF00], true
	case r >= 0x2100 && r <= 0x214F:
		if plain := norm.NFKC.String(string(r)); len(plain) == 1 {
			return plain, true
		}
	}
	return "", false
}

// isBlankRune reports whether a character beyond Latin-1 shows as a blank. The fillers of Hangul
// and the place of an object are among them.
func isBlankRune(r rune) bool {
	switch r {
	case 0x202F, 0x205F, 0x3000, 0x1680, 0xFFFC, 0x3164, 0xFFA0, 0x2800:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// isInvisible reports whether nobody sees a character beyond Latin-1: Unicode says to ignore it, or
// it is none.
func isInvisible(r rune) bool {
	switch {
	case r < 0x2000:
		return r == 0x115F || r == 0x1160 || r == 0x17B4 || r == 0x17B5 || r == 0x034F || r == 0x061C ||
			r >= 0x180B && r <= 0x180F
	case r < 0xF000:
		return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F
	}
	return r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE && r != hyphenFFFE || r == 0xFEFF ||
		r >= 0xFE00 && r <= 0xFE0F || r >= 0xFFF0 && r <= 0xFFFB || r >= 0xE0000 && r <= 0xE0FFF
}

const asciiString = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// compose brings the combining sequence that the character at i, n bytes long, may belong to into
// the form NFC.
func (s *scanner) compose(i, n int) int {
	properties := norm.NFC.PropertiesString(s.text[i:])
	start := i
	if !properties.BoundaryBefore() && i > 0 && !IsBlank(s.text[i-1]) { // Nothing composes over the start of a block.
		_, before := utf8.DecodeLastRuneInString(s.text[:i])
		start = i - before
	}
	start = max(start, s.last)
	end := start + norm.NFC.NextBoundaryInString(s.text[start:min(len(s.text), start+maxSequence)], true)
	if end <= i {
		return i + n
	}
	if with := s.composed.of(s.text[start:end]); with != s.text[start:end] {
		return s.replace(start, end, with)
	}
	return end
}

// compositions are combining sequences in the form NFC. A text has few that differ, and composing
// one takes a kilobyte.
type compositions map[string]string

// mostCompositions is how many are kept, and longestComposition how many bytes one of them has.
const (
	mostCompositions   = 1 << 12
	longestComposition = 32
)

func (c compositions) of(sequence string) string {
	with, ok := c[sequence]
	if !ok {
		if with = sequence; !norm.NFC.IsNormalString(sequence) {
			with = norm.NFC.String(sequence)
		}
		if len(c) < mostCompositions && len(sequence) <= longestComposition {
			c[sequence] = with
		}
	}
	return with
}

// maxSequence is how many bytes a combining sequence may have; NFC knows none with more than 30
// marks.
const maxSequence = 192

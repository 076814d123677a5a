package canonical

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/swar"
)

// PDFium writes one of these where a line ends with a hyphen, in place of the hyphen.
const (
	hyphenSTX  = 0x02
	hyphenFFFE = 0xFFFE
)

// lineBreak deals with the line break at i, which ends at end. When the line before it ends with a
// hyphen and the next one goes on in the same block with a letter or digit, everything between the
// two becomes one edit. It returns the offset to go on from.
func (s *scanner) lineBreak(i, end int) int {
	stop := i
	for stop > max(0, i-trailing) && (s.text[stop-1] == ' ' || s.text[stop-1] == '\t' || s.text[stop-1] == '\r') {
		stop--
	}
	start := hyphenBefore(s.text, stop)
	if start == stop {
		return end
	}
	for s.block < len(s.blocks) && s.blocks[s.block].End <= i {
		s.block++
	}
	if s.block == len(s.blocks) || s.blocks[s.block].Start > start {
		return end
	}
	on, last := end, s.blocks[s.block].End
	for on < last && IsBlank(s.text[on]) { // Line breaks too: a block that has several goes on over a page break.
		on++
	}
	if on == last {
		return end
	}
	if !s.hyphen(start, on) {
		return end
	}
	return on
}

// marker deals with one of PDFium's marks at i, n bytes long.
func (s *scanner) marker(i, n int) int {
	if next := strings.TrimLeft(s.text[i+n:], " \t"); next != "" && (next[0] == '\n' || next[0] == '\r') {
		return s.replace(i, i+n, "-") // The line break comes next and decides.
	}
	if s.hyphen(i, i+n) {
		return i + n
	}
	return s.replace(i, i+n, "")
}

// hyphenBefore is where the hyphen starts that ends at the offset end, or end when there is none.
func hyphenBefore(text string, end int) int {
	if end == 0 {
		return end
	}
	if c := text[end-1]; c == '-' || c == hyphenSTX {
		return end - 1
	} else if c < utf8.RuneSelf {
		return end
	}
	switch r, n := utf8.DecodeLastRuneInString(text[:end]); r {
	case 0xAC, 0xAD, 0x2010, 0x2011, hyphenFFFE: // U+00AC is how recognised text writes a soft hyphen.
		return end - n
	}
	return end
}

// hyphen notes a hyphen that starts at start, after which the word goes on at the offset on. It
// reports false when no word does.
func (s *scanner) hyphen(start, on int) bool {
	left, right := Letters(s.text, start, -1), Letters(s.text, on, 1)
	if left == "" || right == "" || hyphenWords().suspended[strings.ToLower(right)] && !s.chains(on, right) {
		return false
	}
	for len(s.edits) > s.ready && s.edits[len(s.edits)-1].Start >= start {
		s.edits = s.edits[:len(s.edits)-1]
	}
	s.replace(start, on, "")
	s.edits[len(s.edits)-1].hyphen = true
	if s.few > 0 && len(s.spelt) < mostSpellings {
		if s.spelt == nil {
			s.spelt = map[string]int{}
		}
		s.spelt[spelling(left, "", right)] = 0
		s.spelt[spelling(left, "-", right)] = 0
	}
	return true
}

// chains reports whether another hyphen follows the right half of a word, which begins at the
// offset on: "catch-" and "and-release".
func (s *scanner) chains(on int, right string) bool {
	return strings.HasPrefix(s.text[on+len(right):], "-")
}

// mostSpellings is how many spellings of divided words are counted in a document. A book has some
// thousands of them; those beyond are decided without.
const mostSpellings = 1 << 17

// decide decides about a hyphen: it is taken out, and that becomes a place where a word was
// rejoined, or it stays and the line break goes. The document's own spelling inside its lines
// decides first. Wrong either way is better than undecided; the matcher tries both readings of a
// place where a word was rejoined.
func (s *scanner) decide(e *Edit) {
	left, right := Letters(s.text, e.Start, -1), Letters(s.text, e.End, 1)
	if e.hyphen = false; s.keeps(e, left, right) {
		e.With = "-"
	} else {
		e.rejoins = true
	}
}

// keeps reports whether the hyphen between two halves of a word stays.
func (s *scanner) keeps(e *Edit, left, right string) bool {
	joined, apart := s.spelt[spelling(left, "", right)], s.spelt[spelling(left, "-", right)]
	first, _ := utf8.DecodeRuneInString(right)
	last, _ := utf8.DecodeLastRuneInString(left)
	small := strings.ToLower(left)
	w := hyphenWords()
	alone, limited := w.keepsBefore(small, right)
	switch {
	case unicode.IsDigit(first) || unicode.IsDigit(last):
		return true
	case unicode.IsUpper(first) && !unicode.IsUpper(last):
		return true
	case joined != apart && (joined == 0 || apart == 0):
		return apart > 0
	case w.endings[strings.ToLower(right)]: // "foreign-ers"
		return false
	case limited: // "so-called", "re-enter"
		return alone
	case w.compounds[small], w.ends[strings.ToLower(right)] && len(small) > 2 && !w.close[small]:
		return true
	case len(left) > 1 && strings.ToUpper(left) == left && unicode.IsLower(first): // "ISIS-linked"
		return true
	case w.chained[strings.ToLower(right)] && s.chains(e.End, right):
		return true
	case w.chained[small]:
		return strings.HasSuffix(s.text[:e.Start-len(left)], "-")
	}
	return false
}

// spelling is the key under which a word is counted: in lower case and without a final s, so that a
// plural counts for its singular.
func spelling(left, between, right string) string {
	return strings.TrimSuffix(strings.ToLower(left)+between+strings.ToLower(right), "s")
}

// spell counts how often the document writes, inside a line, what its line ends leave open: the
// word joined, and with its hyphen.
func (s *scanner) spell() {
	if len(s.spelt) == 0 {
		return
	}
	w := speller{count: s.spelt}
	for key := range w.count {
		w.lengths[key[0]] |= 1 << (len(key) % 64)
	}
	text := s.text
	for i := 0; i < len(text); {
		if len(w.key) == 0 {
			if n := asciiLetters(text, i); n > 0 && w.passes(text[i:], n) {
				i += n + 1
				continue
			}
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		w.take(r)
	}
	w.end()
}

// speller counts words that it is given letter by letter.
type speller struct {
	count   map[string]int // by spelling: see scanner.spelt
	lengths [256]uint64    // of the spellings, by their first byte: most words end here
	key     []byte         // the last word in lower case, and before it the one that a hyphen ties it to
	word    int            // where the last word starts in key
}

// passes reports whether the word of n letters of ASCII that a text begins with is none that is
// counted, as nearly every word. No hyphen follows it.
func (w *speller) passes(text string, n int) bool {
	if n == len(text) || text[n] == '-' || text[n] >= utf8.RuneSelf {
		return false
	}
	length := n
	if text[n-1]|0x20 == 's' {
		length--
	}
	return w.lengths[text[0]|0x20]>>(length%64)&1 == 0
}

// take takes the next character.
func (w *speller) take(r rune) {
	switch {
	case r >= 'a' && r <= 'z':
		w.key = append(w.key, byte(r))
		return
	case r >= 'A' && r <= 'Z':
		w.key = append(w.key, byte(r)|0x20)
		return
	case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r)):
		w.key = utf8.AppendRune(w.key, unicode.ToLower(r))
		return
	}
	if w.end() && (r == '-' || r == 0x2010 || r == 0x2011) {
		w.key = append(w.key[:copy(w.key, w.key[w.word:])], '-')
		w.word = len(w.key)
		return
	}
	w.key, w.word = w.key[:0], 0
}

// end counts the word that has come to its end, by itself and with the one before its hyphen. It
// reports false when there is none.
func (w *speller) end() bool {
	if len(w.key) <= w.word {
		return false
	}
	for _, from := range [2]int{0, w.word} {
		k := w.key[from:]
		if n := len(k); n > 0 && k[n-1] == 's' {
			k = k[:n-1]
		}
		if len(k) > 0 && w.lengths[k[0]]>>(len(k)%64)&1 != 0 {
			if n, ok := w.count[string(k)]; ok {
				w.count[string(k)] = n + 1
			}
		}
		if w.word == 0 {
			break
		}
	}
	return true
}

// asciiLetters is how many letters of ASCII are at i. It takes eight at a time.
func asciiLetters(text string, i int) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	from := i
	for ; i+8 <= len(text); i += 8 {
		x := swar.Load(text[i:])
		small := x&^high | 0x20*ones
		letter := (small + (0x80-'a')*ones) &^ (small + (0x7f-'z')*ones) &^ x & high
		if letter != high {
			return i - from + bits.TrailingZeros64(letter^high)/8
		}
	}
	for ; i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z'; i++ {
	}
	return i - from
}

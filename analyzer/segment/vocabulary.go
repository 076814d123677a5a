package segment

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/internal/swar"
	"refrain/lexicon"
)

// Vocabulary numbers the words that matter: those of patterns, slots and cues. All other words of a
// text have the number 0. It is built once and then only read, so it is safe for concurrent use.
//
// The zero value scans as for a language of which nothing is known, and knows no word. Scan does
// not look words up: most words of a text lie nowhere near a term, so a token learns its number
// when Number is first asked for it. Only words that are marked, those that something begins with,
// are recognised while scanning.
type Vocabulary struct {
	possessive bool            // a word may have a possessive ending
	characters bool            // characters of scripts without blanks are words
	own        *[lowRunes]bool // letters beyond ASCII that the language has; nil where it has none
	writing    *writing        // nil where words are written in one way

	words  []string // by number; the word 0 is ""
	table  []cell   // open addressing, a power of two, at most half full
	mask   uint32   // one less than the cells of the table
	shift  uint     // what is left of a hash after it is an index of table
	marked []bool   // by number
	sieve  *sieve   // for the marked words; nil when there is none
}

// cell is a word in the table.
type cell struct {
	hash uint64
	word int32
	// The word has at most eight bytes: its hash tells it from all others that do, since the factor
	// is odd and nothing is lost.
	short bool
}

// sieve has two bits for the hash of each marked word, in the same one of its numbers: it lets few
// others through.
type sieve [1 << sieveBits]uint64

const sieveBits = 11

// noSieve lets nothing through.
var noSieve sieve

func (s *sieve) add(hash uint64) { s[hash>>(64-sieveBits)] |= twoBits(hash) }

func (s *sieve) has(hash uint64) bool { return twoBits(hash)&^s[hash>>(64-sieveBits)] == 0 }

func twoBits(hash uint64) uint64 {
	return 1<<(hash>>(64-sieveBits-6)&63) | 1<<(hash>>(64-sieveBits-12)&63)
}

// NewVocabulary is an empty vocabulary for the language of those traits.
func NewVocabulary(t *lexicon.Traits) *Vocabulary {
	v := &Vocabulary{possessive: t.Possessive, characters: t.Characters, writing: writingOf(t)}
	v.ownLetters(t)
	v.words = make([]string, 1, 1<<12)
	v.grow(1 << 10)
	return v
}

// Words are the words in the order of their numbers, one a line.
func (v *Vocabulary) Words() string { return strings.Join(v.words[1:], "\n") }

// VocabularyOf is the vocabulary whose [Vocabulary.Words] are those. No word is marked.
func VocabularyOf(t *lexicon.Traits, words string) *Vocabulary {
	v := &Vocabulary{possessive: t.Possessive, characters: t.Characters, writing: writingOf(t)}
	v.ownLetters(t)
	v.words = make([]string, 1, 1+strings.Count(words, "\n")+1)
	size := 1 << 10
	for 2*size < 3*cap(v.words) { // at most two thirds full, which is enough where few words are added
		size *= 2
	}
	v.grow(size)
	for words != "" {
		var word string
		word, words, _ = strings.Cut(words, "\n")
		v.place(cell{hashOf(word), int32(len(v.words)), len(word) <= 8})
		v.words = append(v.words, word)
		v.owns(word)
	}
	return v
}

// Add gives word a number, or returns the one that it has. Letters are compared in lower case,
// curly apostrophes as straight ones.
func (v *Vocabulary) Add(word string) int32 {
	if v.writing != nil {
		word = v.writing.bare(word)
	}
	var short [64]byte
	folded := v.appendFolded(short[:0], word)
	hash := hashOf(folded)
	if n := v.find(folded, hash); n != 0 || len(folded) == 0 {
		return n
	}
	if string(folded) != word {
		word = string(folded)
	}
	n := int32(v.Len())
	v.words = append(v.words, word)
	v.owns(word)
	if 2*v.Len() > len(v.table) {
		v.grow(2 * len(v.table))
	}
	v.place(cell{hash, n, len(folded) <= 8})
	return n
}

// Find is the number of word, or 0.
func (v *Vocabulary) Find(word string) int32 {
	var short [64]byte
	folded := v.appendFolded(short[:0], word)
	return v.find(folded, hashOf(folded))
}

// Number is the number of the token's word, or 0. The token must be of this text, and keeps the
// number for the next time.
func (v *Vocabulary) Number(text string, t *Token) int32 {
	if t.word == 0 {
		v.resolve(text, t)
	}
	return max(t.word, 0)
}

func (v *Vocabulary) resolve(text string, t *Token) {
	word := text[t.Start:t.End]
	if len(word) <= 8 && int(t.Start)+8 <= len(text) && t.Form&Gendered == 0 {
		x := swar.Load(text[t.Start:]) & (1<<(8*len(word)) - 1)
		if x&high == 0 {
			v.pointsBy(hashed(0, small(x)), text, t)
			return
		}
	}
	t.word = v.Find(word)
	if t.word == 0 && v.writing != nil && (t.Form&Gendered != 0 || len(v.writing.prefixes) > 0) {
		t.word = v.rewritten(word, t.Form)
	}
	if t.word == 0 {
		t.word = unknown
	}
}

// unknown is the number of a token's word that was looked for and not found.
const unknown = -1

// Mark makes the word of that number one that [Vocabulary.ScanMarked] points out.
func (v *Vocabulary) Mark(word int32) {
	if int(word) >= len(v.marked) {
		v.marked = append(v.marked, make([]bool, v.Len()-len(v.marked))...)
	}
	if v.sieve == nil {
		v.sieve = new(sieve)
	}
	v.marked[word] = true
	v.sieve.add(hashOf(v.Word(word)))
}

// pointsBy is points for a word of ASCII letters and digits whose hash is known.
func (v *Vocabulary) pointsBy(hash uint64, text string, t *Token) bool {
	if v.mask == 0 {
		return false
	}
	word := text[t.Start:t.End]
	for at := uint32(hash >> v.shift); ; at = (at + 1) & v.mask {
		c := v.table[at]
		if c.word == 0 {
			t.word = unknown
			return false
		}
		if c.hash == hash && (c.short && len(word) <= 8 || same(v.Word(c.word), word)) {
			t.word = c.word
			return int(c.word) < len(v.marked) && v.marked[c.word]
		}
	}
}

// same reports whether word is folded in lower case.
func same(folded, word string) bool {
	if len(folded) != len(word) {
		return false
	}
	for i := range len(word) {
		if folded[i] != lower[word[i]] {
			return false
		}
	}
	return true
}

// points reports whether the token's word is marked.
func (v *Vocabulary) points(text string, t *Token) bool {
	if len(v.marked) == 0 {
		return false
	}
	n := v.Number(text, t)
	return int(n) < len(v.marked) && v.marked[n]
}

// Word is the word with that number.
func (v *Vocabulary) Word(n int32) string { return v.words[n] }

// Len is one more than the largest number.
func (v *Vocabulary) Len() int { return len(v.words) }

// Fold is the form in which words are compared.
func Fold(word string) string {
	var short [64]byte
	folded := appendFolded(short[:0], word)
	if string(folded) == word {
		return word
	}
	return string(folded)
}

func appendFolded(folded []byte, word string) []byte {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			for _, r := range word[i:] {
				if r == '’' {
					r = '\''
				}
				folded = utf8.AppendRune(folded, unicode.ToLower(r))
			}
			return folded
		}
		folded = append(folded, lower[word[i]])
	}
	return folded
}

// hashOf is the hash of a folded word: eight bytes at a time, the last ones filled up with zeros,
// as the scanner takes them from the text.
func hashOf[S string | []byte](folded S) uint64 {
	var hash uint64
	for ; len(folded) >= 8; folded = folded[8:] {
		hash = hashed(hash, uint64(folded[0])|uint64(folded[1])<<8|uint64(folded[2])<<16|uint64(folded[3])<<24|
			uint64(folded[4])<<32|uint64(folded[5])<<40|uint64(folded[6])<<48|uint64(folded[7])<<56)
	}
	if len(folded) == 0 {
		return hash
	}
	var rest uint64
	for i := range len(folded) {
		rest |= uint64(folded[i]) << (8 * i)
	}
	return hashed(hash, rest)
}

// hashed goes on with eight more bytes. Its high bits are the good ones: each depends on every bit
// below (Knuth, The Art of Computer Programming 3, §6.4, multiplicative hashing; the factor is 2⁶⁴
// divided by the golden ratio).
func hashed(hash, eight uint64) uint64 {
	return (bits.RotateLeft64(hash, 32) ^ eight) * 0x9E3779B97F4A7C15
}

func (v *Vocabulary) grow(size int) {
	old := v.table
	v.table = make([]cell, size)
	v.mask, v.shift = uint32(size-1), uint(64-bits.Len(uint(size-1)))
	for _, c := range old {
		if c.word != 0 {
			v.place(c)
		}
	}
}

func (v *Vocabulary) place(c cell) {
	at := uint32(c.hash >> v.shift)
	for v.table[at].word != 0 {
		at = (at + 1) & v.mask
	}
	v.table[at] = c
}

func (v *Vocabulary) find(folded []byte, hash uint64) int32 {
	if v.mask == 0 {
		return 0
	}
	for at := uint32(hash >> v.shift); ; at = (at + 1) & v.mask {
		c := v.table[at]
		if c.word == 0 || c.hash == hash && (c.short && len(folded) <= 8 || v.Word(c.word) == string(folded)) {
			return c.word
		}
	}
}

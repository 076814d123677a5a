package segment

import (
	"strings"
	"unicode"
)

// Vocabulary numbers the words that matter: those of patterns, slots and cues. All other words of a text have the number 0. It is built once and
// then only read, so it is safe for concurrent use.
type Vocabulary struct {
	words []string // by number; words[0] is ""
	table []cell   // open addressing, a power of two, at most a quarter full
	maybe []uint64 // a bit for each word's hash, eight times as many as cells: it turns nearly all unknown words away without a look at the table
	index map[string]int32
}

type cell struct {
	hash uint32
	word int32
}

// FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

// NewVocabulary is an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{words: []string{""}, index: map[string]int32{}}
}

// Add gives word a number, or returns the one that it has. Letters are compared in lower case, curly apostrophes as straight ones.
func (v *Vocabulary) Add(word string) int32 {
	word = Fold(word)
	if n, ok := v.index[word]; ok {
		return n
	}
	n := int32(len(v.words))
	v.words = append(v.words, word)
	v.index[word] = n
	if 4*len(v.words) > len(v.table) {
		v.grow()
	} else {
		v.place(word, n)
	}
	return n
}

// Find is the number of word, or 0.
func (v *Vocabulary) Find(word string) int32 { return v.index[Fold(word)] }

// Word is the word with that number.
func (v *Vocabulary) Word(n int32) string { return v.words[n] }

// Len is one more than the largest number.
func (v *Vocabulary) Len() int { return len(v.words) }

// Fold is the form in which words are compared.
func Fold(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '’' {
			return '\''
		}
		return unicode.ToLower(r)
	}, word)
}

func (v *Vocabulary) grow() {
	v.table = make([]cell, max(1024, 2*len(v.table)))
	v.maybe = make([]uint64, len(v.table)/8)
	for n, word := range v.words[1:] {
		v.place(word, int32(n+1))
	}
}

func (v *Vocabulary) place(word string, n int32) {
	hash := uint32(hashSeed)
	for i := range len(word) {
		hash = (hash ^ uint32(word[i])) * hashPrime
	}
	mask := uint32(len(v.table) - 1)
	at := spread(hash) & mask
	bit := spread(hash) & (8*mask + 7)
	v.maybe[bit/64] |= 1 << (bit % 64)
	for v.table[at].word != 0 {
		at = (at + 1) & mask
	}
	v.table[at] = cell{hash, n}
}

// spread mixes the high bits into the low ones, which alone choose the cell.
func spread(hash uint32) uint32 { return hash ^ hash>>15 }

// find looks up a word by its hash; letters of word may be ASCII capitals.
func (v *Vocabulary) find(word string, hash uint32) int32 {
	if len(v.table) == 0 {
		return 0
	}
	mask := uint32(len(v.table) - 1)
	bit := spread(hash) & (8*mask + 7)
	if v.maybe[bit/64]>>(bit%64)&1 == 0 {
		return 0
	}
	for at := bit & mask; ; at = (at + 1) & mask {
		c := &v.table[at]
		if c.word == 0 {
			return 0
		}
		if c.hash == hash && same(v.words[c.word], word) {
			return c.word
		}
	}
}

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

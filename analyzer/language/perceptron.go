package language

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"strings"
	"unicode"

	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

// perceptron evaluates the model of prose's tagger, with the same tags as prose gives. Prose finds a
// feature by binary search among 75,000 strings, fourteen times a word; here a hash table finds it,
// which makes tagging several times as fast. Everything but the table is read in place.
//
// The model is an averaged perceptron, after Honnibal's "A Good Part-of-Speech Tagger in about 200
// Lines of Python". A feature is a string, and has weights for some of the tags.
type perceptron struct {
	names []string         // the tags of the Penn Treebank, by number
	fixed map[string]uint8 // words that have the same tag everywhere

	features string   // all of them in a row
	from     uint32s  // by feature: where it begins in features, and at the end where the last ends
	pairs    uint32s  // by feature: where its weights begin, likewise
	ids      []byte   // by weight: the number of its tag
	weights  uint32s  // the bits of floating-point numbers
	table    []uint32 // open addressing by the hash of the feature: its number and 1, or 0
	seed     maphash.Seed
}

// uint32s are numbers in little-endian order.
type uint32s []byte

func (u uint32s) at(i int) uint32 { return binary.LittleEndian.Uint32(u[4*i:]) }

// Model files begin with their name and this version; all numbers are little-endian.
const (
	modelName    = "PROSETAG"
	modelVersion = 1
)

// modelFile is what of a model file is still to be read. The file is part of the program.
type modelFile []byte

func (f *modelFile) bytes(n int) []byte {
	b := (*f)[:n]
	*f = (*f)[n:]
	return b
}

func (f *modelFile) number() int { return int(binary.LittleEndian.Uint32(f.bytes(4))) }

func (f *modelFile) short() string {
	return string(f.bytes(int(binary.LittleEndian.Uint16(f.bytes(2)))))
}

// newPerceptron reads the English model. It returns nil for a version that it does not know.
func newPerceptron() *perceptron {
	f := modelFile(aptagmodel.English)
	if string(f.bytes(len(modelName))) != modelName || f.number() != modelVersion {
		return nil
	}
	p := &perceptron{seed: maphash.MakeSeed()}
	p.names = make([]string, f.number())
	for i := range p.names {
		p.names[i] = f.short()
	}
	features, pairs := f.number(), f.number()
	p.features = string(f.bytes(f.number()))
	p.from, p.pairs = f.bytes(4*(features+1)), f.bytes(4*(features+1))
	p.ids, p.weights = f.bytes(pairs), f.bytes(4*pairs)
	words := f.number()
	p.fixed = make(map[string]uint8, words)
	for range words {
		word := f.short()
		p.fixed[word] = f.bytes(1)[0]
	}
	size := 1
	for size < 2*features {
		size *= 2
	}
	p.table = make([]uint32, size)
	for n := range features {
		i := maphash.String(p.seed, p.feature(n)) & uint64(size-1)
		for p.table[i] != 0 {
			i = (i + 1) & uint64(size-1)
		}
		p.table[i] = uint32(n) + 1
	}
	return p
}

func (p *perceptron) feature(n int) string { return p.features[p.from.at(n):p.from.at(n+1)] }

// add adds the weights of a feature to scores.
func (p *perceptron) add(scores []float32, feature []byte) {
	last := uint64(len(p.table) - 1)
	for i := maphash.Bytes(p.seed, feature) & last; p.table[i] != 0; i = (i + 1) & last {
		n := int(p.table[i] - 1)
		if p.feature(n) != string(feature) {
			continue
		}
		first, end := p.pairs.at(n), p.pairs.at(n+1)
		weights := p.weights[4*first : 4*end]
		for k, id := range p.ids[first:end] {
			scores[id] += math.Float32frombits(weights.at(k))
		}
		return
	}
}

// tags returns the tags of the Penn Treebank of the words of a sentence. It reports false when a word
// may be one that prose takes for a sign or an emoticon.
func (p *perceptron) tags(words []string) ([]string, bool) {
	const beside = 2 // words that are looked at on either side
	around := make([]string, 0, len(words)+2*beside)
	around = append(around, "-START-", "-START2-")
	for _, word := range words {
		if !plain(word) {
			return nil, false
		}
		around = append(around, normal(word))
	}
	around = append(around, "-END-", "-END2-")
	tags := make([]string, len(words))
	scores := make([]float32, len(p.names))
	key := make([]byte, 0, 64)
	before, beforeThat := "-START-", "-START2-"
	for i, word := range words {
		n, ok := p.fixed[word]
		if !ok {
			key = p.score(scores, key, word, around[i:i+2*beside+1], before, beforeThat)
			n = uint8(best(scores))
		}
		tags[i] = p.names[n]
		before, beforeThat = tags[i], before
	}
	return tags, true
}

// score sets scores to those of a word, by tag. Around are the word and two on either side, and before
// and beforeThat are the tags of the two before it. The features and their order are prose's. Key is
// returned to be used again.
func (p *perceptron) score(
	scores []float32, key []byte, word string, around []string, before, beforeThat string,
) []byte {
	clear(scores)
	for _, parts := range [...][4]string{
		{"bias"},
		{"i suffix ", suffix(word)},
		{"i pref1 ", word[:1]},
		{"i-1 tag ", before},
		{"i-2 tag ", beforeThat},
		{"i tag+i-2 tag ", before, " ", beforeThat},
		{"i word ", around[2]},
		{"i-1 tag+i word ", before, " ", around[2]},
		{"i-1 word ", around[1]},
		{"i-1 suffix ", suffix(around[1])},
		{"i-2 word ", around[0]},
		{"i+1 word ", around[3]},
		{"i+1 suffix ", suffix(around[3])},
		{"i+2 word ", around[4]},
	} {
		key = key[:0]
		for _, part := range parts {
			key = append(key, part...)
		}
		p.add(scores, key)
	}
	return key
}

// best is the first of the highest scores.
func best(scores []float32) int {
	n := 0
	for i := range scores {
		if scores[i] > scores[n] {
			n = i
		}
	}
	return n
}

// suffix is the last three bytes of a word.
func suffix(word string) string { return word[max(0, len(word)-3):] }

// plain reports whether a word is a comma, a number other than 0, or consists of letters, with hyphens
// and apostrophes between them, and is none of the emoticons of letters, xD and XDD.
func plain(word string) bool {
	letters, digits := 0, 0
	for i, r := range word {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		case (r == '-' || r == '\'' || r == '’') && i > 0 && letters > 0:
		default:
			return word == ","
		}
	}
	switch {
	case letters == 0:
		return digits > 0 && word != "0"
	case digits > 0:
		return false
	}
	return len(word) < 2 || word[0]|0x20 != 'x' || word[1] != 'D'
}

// normal is a plain word as the model knows it: years, other numbers and compounds have one word each.
func normal(word string) string {
	switch {
	case strings.Contains(word, "-"):
		return "!HYPHEN"
	case word[0] < '0' || word[0] > '9':
		return strings.ToLower(word)
	case len(word) == 4:
		return "!YEAR"
	}
	return "!DIGITS"
}

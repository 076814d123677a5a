package match

import "slices"

// kinds is a set of kinds of words, a bit for each. What a set of words begins or ends with is known by its kinds, so that one look turns nearly all
// other words away. A set may be taken to hold a word that it does not hold, never the other way round.
type kinds uint64

// anything is all kinds, that of unknown words too.
const (
	anything kinds = ^kinds(0)
	unknown  kinds = 1 << 63
)

// bySlot is how many kinds are those of slots; the other words are dealt out over the rest.
const bySlot = 40

// sorts knows the kind of each word: the smallest larger slot that it is in, for the words of slots. All words of a slot are then of few kinds.
type sorts struct {
	of string // by word, a byte each; later words have none
}

// by sorts words by slots, which have no kinds yet.
func (s *sorts) by(slots []*Set, words int) {
	const large = 8
	slots = slices.DeleteFunc(slices.Clone(slots), func(set *Set) bool { return len(set.words)+len(set.sequences) < large })
	slices.SortStableFunc(slots, func(a, b *Set) int { return len(b.words) + len(b.sequences) - len(a.words) - len(a.sequences) })
	of := make([]byte, words)
	for word := range of {
		of[word] = dealt(int32(word))
	}
	for k, set := range slots[:min(len(slots), bySlot)] {
		for _, word := range set.words {
			of[word] = uint8(k)
		}
		for _, q := range set.sequences {
			for _, word := range q[0].words {
				of[word] = uint8(k)
			}
			for _, word := range q[len(q)-1].words {
				of[word] = uint8(k)
			}
		}
	}
	s.of = string(of)
}

// kind is the kind of a word as a set of one.
func (s *sorts) kind(word int32) kinds {
	switch {
	case word == 0:
		return unknown
	case int(word) < len(s.of):
		return 1 << (s.of[word] % 64)
	}
	return 1 << dealt(word)
}

func dealt(word int32) uint8 { return bySlot + uint8(word%(63-bySlot)) }

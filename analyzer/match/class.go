package match

import "slices"

// classes is a set of word classes, a bit for each. The classes of the words that a set begins or
// ends with turn nearly all other words away at one look. A set may seem to hold a word that it
// does not hold, never the other way round, as in a Bloom filter.
type classes uint64

// anything is every class, that of unknown words included.
const (
	anything classes = ^classes(0)
	unknown  classes = 1 << 63
)

// slotClasses is how many classes belong to slots. All other words share the rest.
const slotClasses = 40

// classifier knows the class of each word: for a word of slots, the smallest large slot that it is
// in. The words of one slot are in few classes, so slots differ from each other.
type classifier struct {
	of string // by word, a byte each; words that were added later have none
}

// build gives each word its class.
func (s *classifier) build(slots []*Set, words int) {
	const large = 8 // members; smaller slots get no class of their own
	slots = slices.DeleteFunc(
		slices.Clone(slots),
		func(set *Set) bool { return len(set.words)+len(set.sequences) < large },
	)
	slices.SortStableFunc(
		slots,
		func(a, b *Set) int { return len(b.words) + len(b.sequences) - len(a.words) - len(a.sequences) },
	)
	of := make([]byte, words)
	for word := range of {
		of[word] = spread(int32(word))
	}
	for k, set := range slots[:min(len(slots), slotClasses)] {
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

// classes returns the class of a word, as a set of one.
func (s *classifier) classes(word int32) classes {
	switch {
	case word == 0:
		return unknown
	case int(word) < len(s.of):
		return 1 << (s.of[word] % 64)
	}
	return 1 << spread(word)
}

// spread deals the words that are in no large slot out over the classes that are left.
func spread(word int32) uint8 { return slotClasses + uint8(word%(63-slotClasses)) }

// all returns the classes of some words.
func (s *classifier) all(words wordSet) classes {
	var c classes
	for _, word := range words {
		c |= s.classes(word)
	}
	return c
}

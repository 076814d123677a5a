package compare

import (
	"cmp"
	"hash/fnv"
	"slices"
)

// Sketch stands for the words of a document when folders are compared: documents with much the same
// words have much the same sketch. It takes at most a kilobyte, whatever the document's length.
type Sketch []uint64

const (
	sketchSize = 128 // of the smallest hashes; see Broder, On the resemblance and containment of documents (1997)
	inARow     = 3   // words of which each hash is made

	// leastRenamed is the share of hashes that two documents have in common at least, to be one that
	// has another name.
	leastRenamed = 0.25
	mostSharing  = 64 // documents with a hash; one that more have is of a text that many share
)

// SketchOf is the sketch of a text. A text of fewer than three words has none.
func SketchOf(text string) Sketch {
	v := newVocabulary()
	list := v.scan(text, 0, len(text), nil)
	sums := make([]uint64, v.size())
	for s, id := range v.ids {
		h := fnv.New64a()
		h.Write([]byte(s))
		sums[id] = h.Sum64()
	}
	all := make(Sketch, 0, max(0, len(list)-inARow+1))
	for i := range len(list) - inARow + 1 {
		sum := uint64(0)
		for _, w := range list[i : i+inARow] {
			sum = mixed(sum ^ sums[w.id])
		}
		all = append(all, sum)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clone(all[:min(len(all), sketchSize)])
}

// mixed spreads the bits of a number, as the finalizer of MurmurHash3 does.
func mixed(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// resemblance is the share of words in a row that two documents have in common, as their sketches
// tell.
func (s Sketch) resemblance(t Sketch) float64 {
	i, j, shared, seen := 0, 0, 0, 0
	for seen < sketchSize && (i < len(s) || j < len(t)) {
		switch {
		case j == len(t) || i < len(s) && s[i] < t[j]:
			i++
		case i == len(s) || t[j] < s[i]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
		seen++
	}
	if seen == 0 {
		return 0
	}
	return float64(shared) / float64(seen)
}

// Renamed pairs documents of two folders that have much the same words, the most alike first, and
// returns the index of the old one for each new one, or -1.
func Renamed(old, new []Sketch) []int {
	posts := map[uint64][]int{}
	for i, s := range old {
		for _, sum := range s {
			if len(posts[sum]) <= mostSharing {
				posts[sum] = append(posts[sum], i)
			}
		}
	}
	type likeness struct {
		old, new int
		share    float64
	}
	var all []likeness
	for j, s := range new {
		seen := map[int]bool{}
		for _, sum := range s {
			if len(posts[sum]) > mostSharing {
				continue
			}
			for _, i := range posts[sum] {
				if seen[i] {
					continue
				}
				seen[i] = true
				if share := old[i].resemblance(s); share >= leastRenamed {
					all = append(all, likeness{i, j, share})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.new, b.new), cmp.Compare(a.old, b.old))
	})
	from, taken := slices.Repeat([]int{-1}, len(new)), map[int]bool{}
	for _, l := range all {
		if from[l.new] < 0 && !taken[l.old] {
			from[l.new], taken[l.old] = l.old, true
		}
	}
	return from
}

package compare

import (
	"cmp"
	"math"
	"slices"
)

// texts are the words of both versions with their weights: a word that few provisions have says more.
type texts struct {
	old, new *side
	weight   []float64 // by number of the word
	bags     [2][]bag  // of units, made when they are asked for
	sums     [2][]float64
}

// The sides by number.
const (
	oldSide = 0
	newSide = 1
)

func newTexts(old, new *side, words int) *texts {
	t := &texts{old: old, new: new}
	df := make([]int32, words)
	seen := make([]int32, words)
	units := int32(0)
	for _, s := range t.sides() {
		for i := range s.units {
			units++
			for _, w := range s.words[s.units[i].first:s.units[i].end] {
				if seen[w.id] != units {
					seen[w.id] = units
					df[w.id]++
				}
			}
		}
	}
	t.weight = make([]float64, words)
	all := math.Log(1 + float64(max(units, 1)))
	for id, n := range df {
		if n > 0 {
			t.weight[id] = math.Log(1+float64(units)/float64(n)) / all
		}
	}
	for which, s := range t.sides() {
		t.bags[which] = make([]bag, len(s.units))
		t.sums[which] = make([]float64, len(s.units))
	}
	return t
}

func (t *texts) sides() [2]*side { return [2]*side{t.old, t.new} }

// bag is the words of a unit, and sum what they weigh together.
func (t *texts) bag(which, i int) (b bag, sum float64) {
	if t.bags[which][i] == nil {
		s := t.sides()[which]
		b := bagOf(s.words[s.units[i].first:s.units[i].end])
		t.bags[which][i], t.sums[which][i] = b, t.weigh(b)
	}
	return t.bags[which][i], t.sums[which][i]
}

func (t *texts) weigh(b bag) float64 {
	sum := 0.0
	for _, w := range b {
		sum += t.weight[w.id] * float64(w.n)
	}
	return sum
}

// similarity is the share of their weight that two units have in common, from 0 to 1. Where it is
// less than floor at best, it is 0.
func (t *texts) similarity(i, j int, floor float64) float64 {
	a, sumA := t.bag(oldSide, i)
	b, sumB := t.bag(newSide, j)
	if 2*min(sumA, sumB) < floor*(sumA+sumB) || sumA+sumB == 0 {
		return 0
	}
	shared := 0.0
	common(a, b, func(id rune, n int32, _ int) { shared += t.weight[id] * float64(n) })
	return min(1, 2*shared/(sumA+sumB))
}

// index finds the units of one side that share rare words, or words in a row, with a text.
type index struct {
	texts *texts
	which int
	posts map[uint64][]int32 // units by feature
	score map[int32]float64
	found []int32
	some  []feature
}

// feature is a word, or two words in a row, and how many units have it.
type feature struct {
	key   uint64
	units int
}

// Bounds of what is looked at for one unit.
const (
	mostFeatures = 40 // the rarest of a unit
	mostPosts    = 32 // units with a feature; a more frequent one tells nothing
	mostLike     = 6  // units that are like one
	// mostWords bounds the words of one unit whose features are looked at. Longer units are compared
	// by their beginning.
	mostWords = 4000
)

// newIndex indexes some units of a side.
func (t *texts) newIndex(which int, units []int) *index {
	x := &index{texts: t, which: which, posts: map[uint64][]int32{}, score: map[int32]float64{}}
	s := t.sides()[which]
	for _, i := range units {
		for key := range features(s, i) {
			// One more than counts says that there are too many.
			if list := x.posts[key]; len(list) <= mostPosts && (len(list) == 0 || list[len(list)-1] != int32(i)) {
				x.posts[key] = append(list, int32(i))
			}
		}
	}
	return x
}

// features yields the words of a unit and each two in a row.
func features(s *side, i int) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		u := &s.units[i]
		before := uint64(0)
		for _, w := range s.words[u.first:min(u.end, u.first+mostWords)] {
			id := uint64(w.id)
			if !yield(id) || before != 0 && !yield(before<<32|id) {
				return
			}
			before = id
		}
	}
}

// like returns the units that share most with a unit of the other side, the most alike first.
func (x *index) like(i int) []int32 {
	s := x.texts.sides()[1-x.which]
	x.some = x.some[:0]
	for key := range features(s, i) {
		if n := len(x.posts[key]); n > 0 && n <= mostPosts {
			x.some = append(x.some, feature{key, n})
		}
	}
	slices.SortFunc(x.some, func(a, b feature) int {
		return cmp.Or(cmp.Compare(a.units, b.units), cmp.Compare(a.key, b.key))
	})
	x.some = slices.Compact(x.some)
	clear(x.score)
	x.found = x.found[:0]
	for _, f := range x.some[:min(len(x.some), mostFeatures)] {
		for _, k := range x.posts[f.key] {
			if _, ok := x.score[k]; !ok {
				x.found = append(x.found, k)
			}
			x.score[k] += 1 / float64(f.units)
		}
	}
	slices.SortFunc(x.found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.score[b], x.score[a]), cmp.Compare(a, b))
	})
	return x.found[:min(len(x.found), mostLike)]
}

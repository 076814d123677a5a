package compare

import (
	"cmp"
	"slices"
)

// step is a pair that may be part of an alignment in order.
type step struct {
	old, new int
	weight   float64
}

// inOrder returns which of the steps make an alignment of the greatest weight in which neither side
// goes back and no unit is used twice. It is the heaviest increasing subsequence, by a Fenwick tree
// of maxima; see Jacobson and Vo, Heaviest Increasing/Common Subsequence Problems (1992). The steps
// are sorted.
func inOrder(steps []step) []bool {
	slices.SortStableFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.old, b.old), cmp.Compare(b.new, a.new))
	})
	most := 0
	for _, s := range steps {
		most = max(most, s.new+1)
	}
	best := make([]float64, len(steps)) // of the alignments that end in each step
	before := make([]int, len(steps))
	tree := make([]int, most+1) // the best step among those with smaller new units; one more than its index
	last := -1
	for k, s := range steps {
		from := -1
		for at := s.new; at > 0; at -= at & -at {
			if i := tree[at] - 1; i >= 0 && (from < 0 || best[i] > best[from]) {
				from = i
			}
		}
		best[k], before[k] = s.weight, from
		if from >= 0 {
			best[k] += best[from]
		}
		for at := s.new + 1; at <= most; at += at & -at {
			if i := tree[at] - 1; i < 0 || best[k] > best[i] {
				tree[at] = k + 1
			}
		}
		if last < 0 || best[k] > best[last] {
			last = k
		}
	}
	on := make([]bool, len(steps))
	for ; last >= 0; last = before[last] {
		on[last] = true
	}
	return on
}

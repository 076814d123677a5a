package compare

import (
	"cmp"
	"slices"
)

// Bounds of what is taken for a part of a provision that was split or merged.
const (
	leastPart    = 0.9  // of the weight of its words that must be in what is left of the whole
	leastBeside  = 0.6  // likewise where it stands beside another part
	leastTwos    = 0.75 // of its words in twos that must be in the whole
	twosBeside   = 0.5  // likewise where it stands beside another part
	shortPart    = 6    // words; a shorter part must stand beside another, and be in the whole in full
	fullyWithin  = 0.99
	mostHostTwos = 1 << 16
	passes       = 2 // over the units that may be parts
)

// whole is a provision of which parts may have become provisions of their own.
type whole struct {
	unit  int
	left  bag // the words that its counterpart does not have
	parts []int
	twos  map[uint64]bool // its words in twos
}

// divider looks for the parts of the provisions of one side among the free ones of the other.
type divider struct {
	*alignment
	side   int   // of the wholes
	to, of []int // the counterparts of the wholes' side, and of the other
	wholes map[int]*whole
}

// divide finds provisions that were split into several, and several that were merged into one.
func (a *alignment) divide() {
	a.partOf = [2]map[int]int{{}, {}}
	for _, d := range []*divider{
		{alignment: a, side: oldSide, to: a.toNew, of: a.toOld, wholes: map[int]*whole{}},
		{alignment: a, side: newSide, to: a.toOld, of: a.toNew, wholes: map[int]*whole{}},
	} {
		d.run()
	}
}

func (d *divider) run() {
	var hosts []int
	units := d.texts.sides()[d.side].units
	others := d.texts.sides()[1-d.side].units
	for i := range units {
		other := d.to[i]
		if _, taken := d.partOf[d.side][i]; taken || units[i].len() < tellingUnit {
			continue
		}
		if other < 0 || others[other].text != units[i].text {
			hosts = append(hosts, i)
		}
	}
	parts := freeUnits(d.of)
	if len(hosts) == 0 || len(parts) == 0 {
		return
	}
	x := d.texts.newIndex(d.side, hosts)
	within := map[int]bool{}
	for _, i := range hosts {
		within[i] = true
	}
	// A part that is found makes its neighbours stand beside one, so those that are left get another look.
	for range passes {
		parts = slices.DeleteFunc(parts, func(j int) bool {
			host := d.hostOf(j, x, within)
			if host >= 0 {
				d.take(host, j)
			}
			return host >= 0
		})
	}
	d.keep(hosts)
}

// hostOf is the provision that a free unit of the other side was a part of, or -1.
func (d *divider) hostOf(j int, x *index, within map[int]bool) int {
	beside := map[int]bool{}
	var candidates []int
	for _, by := range []int{-1, 1} {
		next := d.neighbour(1-d.side, j, by)
		if next < 0 {
			continue
		}
		host := d.of[next]
		if host < 0 {
			if n, ok := d.partOf[1-d.side][next]; ok {
				host = n
			}
		}
		if host >= 0 && within[host] {
			beside[host] = true
			candidates = append(candidates, host)
		}
	}
	for _, i := range x.like(j) {
		if !beside[int(i)] {
			candidates = append(candidates, int(i))
		}
	}
	best, most := -1, 0.0
	for _, i := range candidates {
		if share := d.within(i, j, beside[i]); share > most {
			best, most = i, share
		}
	}
	return best
}

// within is the share of a unit's words that are left of a whole, and 0 where it is no part of it.
func (d *divider) within(i, j int, beside bool) float64 {
	sides := d.texts.sides()
	u, v := &sides[d.side].units[i], &sides[1-d.side].units[j]
	if u.class != v.class || v.len() >= u.len() {
		return 0
	}
	w := d.whole(i)
	b, sum := d.texts.bag(1-d.side, j)
	shared := 0.0
	common(b, w.left, func(id rune, n int32, _ int) { shared += d.texts.weight[id] * float64(n) })
	least, twos := leastPart, leastTwos
	switch {
	case v.len() < shortPart && !beside:
		return 0
	case v.len() < shortPart:
		least = fullyWithin
	case beside:
		least, twos = leastBeside, twosBeside
	}
	if sum == 0 || shared < least*sum || d.sharedTwos(w, j) < twos {
		return 0
	}
	return shared / sum
}

// whole is what is known of a provision that may have parts.
func (d *divider) whole(i int) *whole {
	w := d.wholes[i]
	if w != nil {
		return w
	}
	all, _ := d.texts.bag(d.side, i)
	w = &whole{unit: i, left: slices.Clone(all)}
	if other := d.to[i]; other >= 0 {
		b, _ := d.texts.bag(1-d.side, other)
		w.subtract(b)
	}
	d.wholes[i] = w
	return w
}

// subtract takes words from what is left.
func (w *whole) subtract(b bag) {
	common(b, w.left, func(_ rune, n int32, at int) { w.left[at].n -= n })
}

// sharedTwos is the share of a unit's words in twos that the whole has, too.
func (d *divider) sharedTwos(w *whole, j int) float64 {
	if w.twos == nil {
		w.twos = map[uint64]bool{}
		for key := range features(d.texts.sides()[d.side], w.unit) {
			if key>>32 != 0 && len(w.twos) < mostHostTwos {
				w.twos[key] = true
			}
		}
	}
	all, shared := 0, 0
	for key := range features(d.texts.sides()[1-d.side], j) {
		if key>>32 != 0 {
			all++
			if w.twos[key] {
				shared++
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(shared) / float64(all)
}

// take makes a unit a part of a whole.
func (d *divider) take(i, j int) {
	w := d.whole(i)
	w.parts = append(w.parts, j)
	b, _ := d.texts.bag(1-d.side, j)
	w.subtract(b)
	d.partOf[1-d.side][j] = i
}

// keep notes the wholes that have several parts. The one part of a whole without a counterpart is its
// counterpart.
func (d *divider) keep(hosts []int) {
	for _, i := range hosts {
		w := d.wholes[i]
		if w == nil || len(w.parts) == 0 {
			continue
		}
		d.partOf[d.side][i] = i
		parts := w.parts
		if other := d.to[i]; other >= 0 {
			parts = append(parts, other)
			d.partOf[1-d.side][other] = i
		} else {
			first := slices.MinFunc(parts, func(j, k int) int { return cmp.Compare(j, k) })
			d.to[i], d.of[first] = first, i
			if len(parts) == 1 {
				continue
			}
		}
		slices.Sort(parts)
		if d.side == oldSide {
			d.divided = append(d.divided, division{[]int{i}, parts})
		} else {
			d.divided = append(d.divided, division{parts, []int{i}})
		}
	}
}

// division is a provision of one side that is several of the other.
type division struct{ old, new []int }

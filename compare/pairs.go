package compare

import "slices"

// builder makes the pairs of an alignment.
type builder struct {
	*alignment
	of      [2][]int      // the division of each unit, -1 for none
	pairOf  [2][]int      // the pair that each unit is in
	made    []joined      // with the units of each pair
	on      map[int]bool  // old units that keep the order
	follows map[int][]int // removed units, by the old unit that they follow; -1 for the first
}

// joined is a pair with the units that it is made of.
type joined struct {
	Pair
	old, new []int
}

// build makes the pairs in the order of the new text. What was removed comes after what it followed.
func (a *alignment) build() *builder {
	b := &builder{alignment: a, on: map[int]bool{}, follows: map[int][]int{}}
	for which, s := range a.texts.sides() {
		b.of[which] = slices.Repeat([]int{-1}, len(s.units))
		b.pairOf[which] = slices.Repeat([]int{-1}, len(s.units))
	}
	for n, d := range a.divided {
		for _, i := range d.old {
			b.of[oldSide][i] = n
		}
		for _, j := range d.new {
			b.of[newSide][j] = n
		}
	}
	for c, steps := range a.spine() {
		for _, s := range steps {
			b.on[a.byOrdinal[oldSide][c][s.old]] = true
		}
	}
	b.removed()
	b.emit(-1)
	for j := range a.new.units {
		if b.pairOf[newSide][j] >= 0 {
			continue // of a division
		}
		b.add(b.joinedAt(j))
	}
	return b
}

// removed notes what each unit that has no counterpart follows.
func (b *builder) removed() {
	last := -1
	for i := range b.old.units {
		if b.toNew[i] < 0 && b.of[oldSide][i] < 0 {
			b.follows[last] = append(b.follows[last], i)
			continue
		}
		last = i
	}
}

// emit adds what was removed after an old unit.
func (b *builder) emit(after int) {
	for _, i := range b.follows[after] {
		b.place(joined{Pair: Pair{How: Removed}, old: []int{i}})
	}
}

// joinedAt is the pair of a new unit.
func (b *builder) joinedAt(j int) joined {
	if n := b.of[newSide][j]; n >= 0 {
		d := b.divided[n]
		p := joined{Pair: Pair{How: Split}, old: d.old, new: d.new}
		if len(d.old) > 1 {
			p.How = Merged
		}
		p.Moved = !slices.ContainsFunc(d.old, func(i int) bool { return b.on[i] })
		p.Renumbered = b.renumbered(&b.old.units[d.old[0]], &b.new.units[d.new[0]])
		return p
	}
	i := b.toOld[j]
	if i < 0 {
		return joined{Pair: Pair{How: Added}, new: []int{j}}
	}
	p := joined{Pair: Pair{How: Same}, old: []int{i}, new: []int{j}}
	p.Moved, p.Renumbered = !b.on[i], b.renumbered(&b.old.units[i], &b.new.units[j])
	return p
}

// renumbered reports whether both units have a number of the same kind, and the numbers differ. A
// number that is only cited with less around it is the same.
func (b *builder) renumbered(u, v *unit) bool {
	if len(u.number) == 0 || len(v.number) == 0 || u.cited != v.cited || slices.Equal(u.number, v.number) {
		return false
	}
	short, long := u.number, v.number
	if len(short) > len(long) {
		short, long = long, short
	}
	if slices.Equal(short, long[len(long)-len(short):]) {
		return false
	}
	return b.sameFormat() || !slices.Equal(short, long[:len(short)])
}

func (b *builder) sameFormat() bool {
	return b.old.report != nil && b.new.report != nil && b.old.report.Doc.Format == b.new.report.Doc.Format
}

// add adds a pair with counterparts or an added one, and what was removed after it.
func (b *builder) add(p joined) {
	b.place(p)
	for _, i := range p.old {
		b.emit(i)
	}
}

func (b *builder) place(p joined) {
	for _, i := range p.old {
		b.pairOf[oldSide][i] = len(b.made)
		p.Old = append(p.Old, b.old.units[i].Provision)
	}
	for _, j := range p.new {
		b.pairOf[newSide][j] = len(b.made)
		p.New = append(p.New, b.new.units[j].Provision)
	}
	b.made = append(b.made, p)
}

package compare

import (
	"slices"
	"strings"
)

// alignment says which unit of the old version is which of the new one.
type alignment struct {
	old, new *side
	toNew    []int
	toOld    []int
	pairOf   [2][]int
}

func newAlignment(old, new *side) *alignment {
	a := &alignment{old: old, new: new}
	a.toNew, a.toOld = slices.Repeat([]int{-1}, len(old.units)), slices.Repeat([]int{-1}, len(new.units))
	for _, key := range []func(u *unit) string{
		func(u *unit) string { return u.Label + "\x00" + u.key },
		func(u *unit) string { return "\x00" + u.key },
		func(u *unit) string {
			if len(u.number) == 0 {
				return ""
			}
			return u.Label
		},
	} {
		free := map[string][]int{}
		for i := range old.units {
			if k := key(&old.units[i]); k != "" && a.toNew[i] < 0 {
				free[k] = append(free[k], i)
			}
		}
		for j := range new.units {
			k := key(&new.units[j])
			if a.toOld[j] < 0 && len(free[k]) > 0 {
				i := free[k][0]
				free[k] = free[k][1:]
				a.toNew[i], a.toOld[j] = j, i
			}
		}
	}
	return a
}

func (a *alignment) pairs() []Pair {
	var pairs []Pair
	a.pairOf = [2][]int{make([]int, len(a.old.units)), make([]int, len(a.new.units))}
	removed := func(from int) {
		for i := from; i < len(a.old.units) && a.toNew[i] < 0; i++ {
			a.pairOf[0][i] = len(pairs)
			pairs = append(pairs, Pair{How: Removed, Old: []Provision{a.old.units[i].Provision}})
		}
	}
	removed(0)
	for j := range a.new.units {
		n := &a.new.units[j]
		p := Pair{How: Added, New: []Provision{n.Provision}}
		i := a.toOld[j]
		a.pairOf[1][j] = len(pairs)
		if i >= 0 {
			o := &a.old.units[i]
			a.pairOf[0][i] = len(pairs)
			p.Old, p.How, p.Similarity = []Provision{o.Provision}, Same, 1
			p.Renumbered = len(o.number) > 0 && len(n.number) > 0 && !slices.Equal(o.number, n.number)
			if o.key != n.key {
				p.How, p.Similarity = Reworded, 0.5
				p.Words = []Edit{{o.Span, n.Span}}
			}
		}
		pairs = append(pairs, p)
		if i >= 0 {
			removed(i + 1)
		}
	}
	return pairs
}

func (c *Comparison) findings(a *alignment) {
	type place struct {
		entry, words string
		pair         int
	}
	old := map[place][]int{}
	at := func(s *side, which, i int) place {
		f := &s.report.Findings[i]
		block := s.report.Doc.BlockAt(f.Span.Start)
		return place{f.Entry.ID, strings.ToLower(f.Text(s.report.Doc)), a.pairOf[which][s.of[block]]}
	}
	lists := make([][]Change, len(c.Pairs))
	if c.Old != nil {
		for i := range c.Old.Findings {
			p := at(a.old, 0, i)
			old[p] = append(old[p], i)
		}
	}
	if c.New != nil {
		for i := range c.New.Findings {
			f := &c.New.Findings[i]
			p := at(a.new, 1, i)
			change := Change{Kind: New, New: f, NewPair: p.pair, OldPair: -1}
			if those := old[p]; len(those) > 0 {
				change.Kind, change.Old, change.OldPair = Kept, &c.Old.Findings[those[0]], p.pair
				old[p] = those[1:]
			}
			lists[p.pair] = append(lists[p.pair], change)
		}
	}
	if c.Old != nil {
		for i := range c.Old.Findings {
			p := at(a.old, 0, i)
			if slices.Contains(old[p], i) {
				gone := Change{Kind: Gone, Old: &c.Old.Findings[i], NewPair: -1, OldPair: p.pair}
				lists[p.pair] = append(lists[p.pair], gone)
			}
		}
	}
	for i, list := range lists {
		c.Pairs[i].First = len(c.Findings)
		c.Findings = append(c.Findings, list...)
		c.Pairs[i].End = len(c.Findings)
	}
}

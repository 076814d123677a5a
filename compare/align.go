package compare

import (
	"cmp"
	"slices"
	"strings"
)

// Bounds of what is taken for the same provision. Similarity is a share of weighed words; two
// paragraphs of law that have nothing to do with each other share a fifth to a third of theirs.
const (
	leastCrossing = 0.65 // of provisions that were moved, if they are the same
	leastAnywhere = 0.5  // of provisions in the same order as others
	leastNumbered = 0.35 // of provisions with the same number
	leastBetween  = 0.35 // of provisions that stand between others that are aligned
	leastBoth     = 0.2  // of provisions with the same number in the same place
	leastHeading  = 0.25 // of headings that stand between others that are aligned
	// tellingUnit is how many words say which provision they are, wherever it stands. A shorter one
	// needs its number or its place. One of fewer than leastUnit words is never taken for moved.
	tellingUnit = 6
	leastUnit   = 2

	forNumber = 0.12 // is added to the similarity of provisions with the same number
	forPlace  = 0.06 // likewise for each neighbour that is aligned with the neighbour of the other
	nearlyAs  = 0.04 // a pair is as good as another that is better by no more
	rounds    = 5    // in which pairs that are found help to find others
)

// alignment says which unit of the old version is which of the new one.
type alignment struct {
	texts      *texts
	old, new   *side
	foreign    bool               // the versions are of different languages, so words say nothing
	toNew      []int              // of each old unit, -1 for none
	toOld      []int              // of each new unit
	byOrdinal  [2][classes][]int  // the units of each class, in their order
	copies     [2][][]int         // the units with the same words, by unit.text
	candidates map[[2]int]float64 // similarity of those that were compared
	edges      []step             // those of them that are similar, in the order in which they were found
	divided    []division         // provisions that were split or merged
	partOf     [2]map[int]int     // of the units of these: the one that was split, or that others were merged into
}

func align(t *texts, foreign bool) *alignment {
	a := &alignment{texts: t, old: t.old, new: t.new, foreign: foreign, candidates: map[[2]int]float64{}}
	a.toNew = slices.Repeat([]int{-1}, len(a.old.units))
	a.toOld = slices.Repeat([]int{-1}, len(a.new.units))
	for which, s := range t.sides() {
		for i := range s.units {
			c := s.units[i].class
			a.byOrdinal[which][c] = append(a.byOrdinal[which][c], i)
		}
	}
	if foreign {
		a.byNumber()
		return a
	}
	a.identical()
	a.similar()
	a.leftovers()
	a.divide()
	return a
}

func (a *alignment) pair(i, j int) { a.toNew[i], a.toOld[j] = j, i }

func (a *alignment) free(i, j int) bool { return a.toNew[i] < 0 && a.toOld[j] < 0 }

// byNumber aligns the provisions whose numbers are unique in both versions. It is all that can be
// done between languages.
func (a *alignment) byNumber() {
	unique := func(s *side) map[string]int {
		all := map[string]int{}
		for i := range s.units {
			if u := &s.units[i]; u.cited && len(u.number) > 0 {
				key := strings.Join(u.number, " ")
				if _, twice := all[key]; twice {
					i = -1
				}
				all[key] = i
			}
		}
		return all
	}
	old := unique(a.old)
	for key, j := range unique(a.new) {
		if i, ok := old[key]; ok && i >= 0 && j >= 0 && a.old.units[i].class == a.new.units[j].class {
			a.pair(i, j)
		}
	}
}

// identical aligns the provisions with the same words: first those of which each version has one,
// then those beside aligned ones, then those with the same number, and last those in the order in
// which they come.
func (a *alignment) identical() {
	most := 0
	for _, s := range a.texts.sides() {
		for i := range s.units {
			most = max(most, s.units[i].text+1)
		}
	}
	copies := [2][][]int{make([][]int, most), make([][]int, most)}
	for which, s := range a.texts.sides() {
		for i := range s.units {
			n := s.units[i].text
			copies[which][n] = append(copies[which][n], i)
		}
	}
	for n := range most {
		old, new := copies[oldSide][n], copies[newSide][n]
		if len(old) == 1 && len(new) == 1 && a.old.units[old[0]].len() >= tellingUnit {
			a.pair(old[0], new[0])
		}
	}
	a.extend()
	for n := range most {
		a.sameNumber(copies[oldSide][n], copies[newSide][n])
	}
	a.extend()
	a.inGaps()
	for n := range most {
		a.inTurn(copies[oldSide][n], copies[newSide][n])
	}
	a.copies = copies
}

// leftovers aligns short provisions of which one copy is left on each side.
func (a *alignment) leftovers() {
	for n := range a.copies[oldSide] {
		free := func(list, to []int) (one int) {
			one = -1
			for _, i := range list {
				if to[i] < 0 {
					if one >= 0 {
						return -1
					}
					one = i
				}
			}
			return one
		}
		i, j := free(a.copies[oldSide][n], a.toNew), free(a.copies[newSide][n], a.toOld)
		if i >= 0 && j >= 0 && a.old.units[i].len() >= leastUnit {
			a.pair(i, j)
		}
	}
	a.extend()
}

// extend aligns the neighbours of aligned provisions where they have the same words.
func (a *alignment) extend() {
	for c := range classes {
		for _, i := range a.byOrdinal[oldSide][c] {
			a.extendTo(i, 1)
		}
		for _, i := range slices.Backward(a.byOrdinal[oldSide][c]) {
			a.extendTo(i, -1)
		}
	}
}

func (a *alignment) extendTo(i, by int) {
	if a.toNew[i] < 0 {
		return
	}
	next, beside := a.neighbour(oldSide, i, by), a.neighbour(newSide, a.toNew[i], by)
	if next >= 0 && beside >= 0 && a.free(next, beside) && a.old.units[next].text == a.new.units[beside].text {
		a.pair(next, beside)
	}
}

// neighbour is the unit so many places on among those of its class, or -1.
func (a *alignment) neighbour(which, i, by int) int {
	u := &a.texts.sides()[which].units[i]
	all := a.byOrdinal[which][u.class]
	if at := u.ordinal + by; at >= 0 && at < len(all) {
		return all[at]
	}
	return -1
}

// sameNumber aligns copies of the same words by their numbers, as far as these are unique.
func (a *alignment) sameNumber(old, new []int) {
	if len(old) == 0 || len(new) == 0 {
		return
	}
	at := map[string]int{}
	for _, i := range old {
		if label := a.old.units[i].Label; a.toNew[i] < 0 && label != "" {
			if _, twice := at[label]; twice {
				i = -1
			}
			at[label] = i
		}
	}
	for _, j := range new {
		if i, ok := at[a.new.units[j].Label]; ok && i >= 0 && a.free(i, j) {
			a.pair(i, j)
		}
	}
}

// inGaps aligns copies of the same words that stand between the same aligned provisions.
func (a *alignment) inGaps() {
	spine := a.spine()
	for c := range classes {
		i, j := 0, 0 // ordinals
		olds, news := a.byOrdinal[oldSide][c], a.byOrdinal[newSide][c]
		for _, s := range append(spine[c], step{old: len(olds), new: len(news)}) {
			a.pairCopies(olds[i:s.old], news[j:s.new])
			i, j = s.old+1, s.new+1
		}
	}
}

// pairCopies aligns units with the same words, the first with the first.
func (a *alignment) pairCopies(old, new []int) {
	if len(old) == 0 || len(new) == 0 {
		return
	}
	waiting := map[int][]int{}
	for _, i := range old {
		if a.toNew[i] < 0 {
			n := a.old.units[i].text
			waiting[n] = append(waiting[n], i)
		}
	}
	for _, j := range new {
		n := a.new.units[j].text
		if those := waiting[n]; len(those) > 0 && a.toOld[j] < 0 {
			a.pair(those[0], j)
			waiting[n] = those[1:]
		}
	}
}

// inTurn aligns what is left of the copies of the same words, wherever they stand.
func (a *alignment) inTurn(old, new []int) {
	if len(old) > 0 && len(new) > 0 && a.old.units[old[0]].len() >= tellingUnit {
		a.pairCopies(old, new)
	}
}

// spine is the alignment in order that holds most words, for each class, by ordinals.
func (a *alignment) spine() [classes][]step {
	var all [classes][]step
	for i, j := range a.toNew {
		if j >= 0 {
			u := &a.old.units[i]
			all[u.class] = append(all[u.class], step{u.ordinal, a.new.units[j].ordinal, weightOf(u)})
		}
	}
	for c := range all {
		on := inOrder(all[c])
		kept := all[c][:0]
		for k, s := range all[c] {
			if on[k] {
				kept = append(kept, s)
			}
		}
		all[c] = kept
	}
	return all
}

// weightOf is what a unit weighs in the order: what is moved is the lesser part of a text.
func weightOf(u *unit) float64 { return 1 + float64(u.len()) }

// similar aligns provisions whose words differ, in rounds: what is aligned says something of what
// stands beside it.
func (a *alignment) similar() {
	a.compareLike()
	for round := range rounds {
		a.compareBetween()
		if !a.round(round == rounds-1) {
			if round > 0 {
				return
			}
		}
	}
}

// compareLike compares each free unit with those that share rare words with it, and with those that
// have its number.
func (a *alignment) compareLike() {
	old, new := freeUnits(a.toNew), freeUnits(a.toOld)
	x := a.texts.newIndex(oldSide, old)
	numbered := map[string][]int{}
	for _, i := range old {
		if key := a.old.units[i].numberKey(); key != "" {
			numbered[key] = append(numbered[key], i)
		}
	}
	for _, j := range new {
		for _, i := range x.like(j) {
			a.compare(int(i), j)
		}
		if key := a.new.units[j].numberKey(); key != "" {
			for _, i := range numbered[key][:min(len(numbered[key]), mostLike)] {
				a.compare(i, j)
			}
		}
	}
}

// numberKey is the label of a unit with a number, "" for others.
func (u *unit) numberKey() string {
	if len(u.number) == 0 {
		return ""
	}
	if u.cited {
		return u.Label
	}
	return u.Label + "\x00" + u.number[len(u.number)-1]
}

func freeUnits(to []int) []int {
	var free []int
	for i, other := range to {
		if other < 0 {
			free = append(free, i)
		}
	}
	return free
}

// reach is how far from aligned provisions others are compared by their place alone.
const reach = 4

// compareBetween compares free units that stand at the same distance, or nearly so, after or before
// aligned ones.
func (a *alignment) compareBetween() {
	spine := a.spine()
	for c := range classes {
		i, j := 0, 0
		olds, news := a.byOrdinal[oldSide][c], a.byOrdinal[newSide][c]
		for _, s := range append(spine[c], step{old: len(olds), new: len(news)}) {
			a.compareGap(olds[i:s.old], news[j:s.new])
			i, j = s.old+1, s.new+1
		}
	}
}

func (a *alignment) compareGap(old, new []int) {
	for k := range new {
		for by := -2; by <= 2; by++ {
			for _, at := range []int{k + by, len(old) - len(new) + k + by} {
				near := k < reach && at < reach || len(new)-k <= reach && len(old)-at <= reach
				if at >= 0 && at < len(old) && near {
					a.compare(old[at], new[k])
				}
			}
		}
	}
}

// compare notes how similar two units are, when they may be one provision.
func (a *alignment) compare(i, j int) {
	if !a.free(i, j) || a.old.units[i].class != a.new.units[j].class {
		return
	}
	key := [2]int{i, j}
	if _, done := a.candidates[key]; done {
		return
	}
	similarity := a.texts.similarity(i, j, leastBoth)
	if a.old.units[i].text == a.new.units[j].text {
		similarity = 1
	}
	a.candidates[key] = similarity
	if similarity >= leastBoth {
		a.edges = append(a.edges, step{i, j, similarity})
	}
}

// likely is a pair that may be aligned in a round.
type likely struct {
	step
	inPlace bool // it is enough that it stands where it does
	crosses bool // it is enough wherever it stands
}

// round aligns the best of the pairs that are left, and reports whether there were any. In the last
// round a pair need not be the best of both units.
func (a *alignment) round(last bool) bool {
	bestOld, bestNew := make([]float64, len(a.toNew)), make([]float64, len(a.toOld))
	var all []likely
	for _, e := range a.edges {
		if !a.free(e.old, e.new) {
			continue
		}
		l := a.likely(e)
		if !l.inPlace && !l.crosses {
			continue
		}
		all = append(all, l)
		bestOld[l.old], bestNew[l.new] = max(bestOld[l.old], l.weight), max(bestNew[l.new], l.weight)
	}
	if !last {
		all = slices.DeleteFunc(all, func(l likely) bool {
			return l.weight < bestOld[l.old]-nearlyAs || l.weight < bestNew[l.new]-nearlyAs
		})
	}
	return a.accept(all)
}

// accept aligns first the pairs that keep the order of the text, as an alignment of the greatest
// weight together with what is aligned, and then those that cross it.
func (a *alignment) accept(all []likely) bool {
	before := slices.Clone(a.toNew)
	var steps [classes][]step
	for i, j := range a.toNew {
		if j >= 0 {
			u := &a.old.units[i]
			steps[u.class] = append(steps[u.class], step{u.ordinal, a.new.units[j].ordinal, weightOf(u)})
		}
	}
	for _, l := range all {
		u, v := &a.old.units[l.old], &a.new.units[l.new]
		weight := l.weight * (1 + float64(u.len()+v.len())/2)
		steps[u.class] = append(steps[u.class], step{u.ordinal, v.ordinal, weight})
	}
	for c := range steps {
		on := inOrder(steps[c])
		for k, s := range steps[c] {
			i, j := -1, -1
			if on[k] {
				i, j = a.byOrdinal[oldSide][c][s.old], a.byOrdinal[newSide][c][s.new]
			}
			if on[k] && a.free(i, j) {
				a.pair(i, j)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y likely) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.new, y.new), cmp.Compare(x.old, y.old))
	})
	for _, l := range all {
		if l.crosses && a.free(l.old, l.new) {
			a.pair(l.old, l.new)
		}
	}
	return !slices.Equal(before, a.toNew)
}

// likely weighs a pair by the similarity of its words, its numbers and its place.
func (a *alignment) likely(e step) likely {
	u, v := &a.old.units[e.old], &a.new.units[e.new]
	place := a.beside(e.old, e.new, -1) + a.beside(e.old, e.new, 1)
	key := u.numberKey()
	numbered := key != "" && key == v.numberKey()
	l := likely{step: e}
	l.weight += forPlace * float64(place)
	if numbered {
		l.weight += forNumber
	}
	least := leastAnywhere
	switch {
	case numbered && place > 0:
		least = leastBoth
	case u.Heading && v.Heading && place > 0:
		least = leastHeading
	case place == 2:
		least = leastBetween
	case numbered:
		least = leastNumbered
	}
	l.inPlace = e.weight >= least
	short := min(u.len(), v.len()) < tellingUnit
	if short && place == 0 && !numbered {
		l.inPlace = false
	}
	l.crosses = e.weight >= leastCrossing && (!short || numbered || place == 2) || l.inPlace && place == 2
	return l
}

// beside is 1 where the neighbours of two units are aligned with each other, or neither has one, and
// otherwise 0.
func (a *alignment) beside(i, j, by int) int {
	next, other := a.neighbour(oldSide, i, by), a.neighbour(newSide, j, by)
	if next < 0 && other < 0 || next >= 0 && other >= 0 && a.toNew[next] == other {
		return 1
	}
	return 0
}

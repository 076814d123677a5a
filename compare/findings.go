package compare

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// found is a finding of one version, in the words of its pair.
type found struct {
	*analyzer.Finding
	index      int
	pair       int
	first, end int    // of its words in the pair's
	words      string // in lower case, with one blank between two
	taken      bool
}

// matcher finds out what became of each finding.
type matcher struct {
	*Comparison
	old, new []found
	byPair   [2][][]int // findings, by pair
	changes  []Change

	vocabulary *vocabulary
	sentences  [2]map[document.Span]bag // that were asked for
}

// findings fills in what became of each finding. Aligned are the words of the pairs, of those that
// hold findings on both sides.
func (c *Comparison) findings(b *builder, words map[int]*aligned) {
	m := &matcher{Comparison: c, vocabulary: newVocabulary()}
	m.sentences = [2]map[document.Span]bag{{}, {}}
	m.old, m.new = foundIn(b, oldSide), foundIn(b, newSide)
	m.byPair = [2][][]int{byPair(m.old, len(c.Pairs)), byPair(m.new, len(c.Pairs))}
	for n, w := range words {
		m.locate(oldSide, n, w.old)
		m.locate(newSide, n, w.new)
	}
	if c.OldLang == c.NewLang {
		for n := range c.Pairs {
			if w := words[n]; w != nil {
				m.within(n, w)
			}
		}
		m.across()
	}
	m.rest()
	m.sort()
}

// foundIn are the findings of a side.
func foundIn(b *builder, which int) []found {
	s := b.texts.sides()[which]
	if s.report == nil {
		return nil
	}
	all := make([]found, len(s.report.Findings))
	for i := range all {
		f := &s.report.Findings[i]
		all[i] = found{Finding: f, index: i, pair: -1}
		all[i].words = strings.ToLower(strings.Join(strings.Fields(f.Text(s.report.Doc)), " "))
		if block := s.report.Doc.BlockAt(f.Span.Start); block >= 0 && s.of[block] >= 0 {
			all[i].pair = b.pairOf[which][s.of[block]]
		}
	}
	return all
}

func byPair(all []found, pairs int) [][]int {
	lists := make([][]int, pairs)
	for i := range all {
		if n := all[i].pair; n >= 0 {
			lists[n] = append(lists[n], i)
		}
	}
	return lists
}

func (m *matcher) side(which int) []found {
	if which == oldSide {
		return m.old
	}
	return m.new
}

// locate finds the words of a pair's findings.
func (m *matcher) locate(which, pair int, words []word) {
	all := m.side(which)
	for _, i := range m.byPair[which][pair] {
		f := &all[i]
		f.first = sort.Search(len(words), func(k int) bool { return int(words[k].end) > f.Span.Start })
		f.end = f.first
		for f.end < len(words) && int(words[f.end].start) < f.Span.End {
			f.end++
		}
	}
}

// within pairs the findings of one pair: first those whose words are aligned with each other, then
// those where words were put in the place of others, then those with the same words anywhere in it.
func (m *matcher) within(n int, w *aligned) {
	for _, fits := range []func(o, f *found) bool{
		func(o, f *found) bool { return o.words == f.words && w.covers(o, f) },
		func(o, f *found) bool { return w.touches(o, f) },
		func(o, f *found) bool { return w.replaces(o, f) },
		func(o, f *found) bool { return o.words == f.words && o.Key == f.Key },
		func(o, f *found) bool { return o.words == f.words && m.sharedSentence(o, f) >= leastWithin },
	} {
		m.pairUp(n, fits)
	}
}

// pairUp pairs the findings of a pair of which each has the entry of the other and that fit, in their
// order.
func (m *matcher) pairUp(n int, fits func(o, f *found) bool) {
	left := map[string][]int{} // old ones by entry
	for _, i := range m.byPair[oldSide][n] {
		if !m.old[i].taken {
			left[m.old[i].Entry.ID] = append(left[m.old[i].Entry.ID], i)
		}
	}
	for _, j := range m.byPair[newSide][n] {
		f := &m.new[j]
		if f.taken {
			continue
		}
		list := left[f.Entry.ID]
		for k, i := range list[:min(len(list), mostTried)] {
			if fits(&m.old[i], f) {
				m.match(i, j)
				left[f.Entry.ID] = without(list, k)
				break
			}
		}
	}
}

// without takes a member near the start out of a list. It costs no more than what is before the member.
func without(list []int, k int) []int {
	copy(list[1:k+1], list[:k])
	return list[1:]
}

// mostTried bounds how many findings of an entry are looked at for one of another version.
const mostTried = 32

// match notes that two findings are one.
func (m *matcher) match(i, j int) {
	o, f := &m.old[i], &m.new[j]
	o.taken, f.taken = true, true
	change := Change{Old: o.Finding, New: f.Finding, OldPair: o.pair, NewPair: f.pair}
	change.Wording, change.Status = o.words != f.words, o.Verdict.Status != f.Verdict.Status
	switch {
	case change.Wording || change.Status:
		change.Kind = Changed
	case o.pair != f.pair || f.pair >= 0 && m.Pairs[f.pair].Moved:
		change.Kind = Moved
	}
	m.changes = append(m.changes, change)
}

// newPlace is the place of an old word among the new ones: that of the word itself where it is the
// same, and otherwise the words [from, to) that stand between the same ones around it.
func (w *aligned) newPlace(at int) (from, to int, same bool) {
	k := sort.Search(len(w.matches), func(k int) bool { return w.matches[k].old+w.matches[k].n > at })
	if k < len(w.matches) && w.matches[k].old <= at {
		m := w.matches[k]
		return m.new + at - m.old, m.new + at - m.old + 1, true
	}
	to = len(w.new)
	if k < len(w.matches) {
		to = w.matches[k].new
	}
	if k > 0 {
		from = w.matches[k-1].new + w.matches[k-1].n
	}
	return from, to, false
}

// covers reports whether all words of two findings are aligned with each other.
func (w *aligned) covers(o, f *found) bool {
	for at := o.first; at < o.end; at++ {
		if from, _, same := w.newPlace(at); !same || from < f.first || from >= f.end {
			return false
		}
	}
	return true
}

// touches reports whether a word of one finding is aligned with one of the other.
func (w *aligned) touches(o, f *found) bool {
	for at := o.first; at < o.end; at++ {
		if from, _, same := w.newPlace(at); same && from >= f.first && from < f.end {
			return true
		}
	}
	return false
}

// replaces reports whether the words of one finding stand where those of the other stood.
func (w *aligned) replaces(o, f *found) bool {
	for at := o.first; at < o.end; at++ {
		if from, to, same := w.newPlace(at); !same && from < f.end && f.first < to {
			return true
		}
	}
	return false
}

// across pairs findings of different pairs: the same words in the same sentence, or nearly so, went
// from one provision to another.
func (m *matcher) across() {
	left := map[[2]string][]int{}
	for i := range m.old {
		if o := &m.old[i]; !o.taken {
			key := [2]string{o.Entry.ID, o.words}
			left[key] = append(left[key], i)
		}
	}
	for _, alike := range []func(i, j int) bool{
		func(i, j int) bool { return m.old[i].Key == m.new[j].Key },
		m.sameSentence,
	} {
		for j := range m.new {
			f := &m.new[j]
			if f.taken {
				continue
			}
			key := [2]string{f.Entry.ID, f.words}
			list := left[key]
			for k, i := range list[:min(len(list), mostTried)] {
				if alike(i, j) {
					m.match(i, j)
					left[key] = without(list, k)
					break
				}
			}
		}
	}
}

// The share of words that two sentences have in common at least to be one: in one provision, and in
// different ones.
const (
	leastWithin   = 0.6
	leastSentence = 0.75
)

// mostSentence is how many bytes of a sentence are compared.
const mostSentence = 4000

// sameSentence reports whether the sentences of two findings are nearly the same.
func (m *matcher) sameSentence(i, j int) bool {
	return m.sharedSentence(&m.old[i], &m.new[j]) >= leastSentence
}

// sharedSentence is the share of words that the sentences of two findings have in common.
func (m *matcher) sharedSentence(o, f *found) float64 {
	a, b := m.sentence(oldSide, o), m.sentence(newSide, f)
	shared, all := 0, 0
	common(a, b, func(_ rune, n int32, _ int) { shared += int(n) })
	for _, list := range []bag{a, b} {
		for _, w := range list {
			all += int(w.n)
		}
	}
	return float64(2*shared) / float64(max(all, 1))
}

// sentence is the words of a finding's sentence, which are counted once.
func (m *matcher) sentence(which int, f *found) bag {
	b, ok := m.sentences[which][f.Sentence]
	if !ok {
		r := [2]*analyzer.Report{m.Old, m.New}[which]
		from := f.Sentence.Start
		b = bagOf(m.vocabulary.scan(r.Doc.Text, from, min(f.Sentence.End, from+mostSentence), nil))
		m.sentences[which][f.Sentence] = b
	}
	return b
}

// repeat is what is found in a running head.
type repeat struct {
	pair         int
	entry, words string
}

// repeats are what both versions have in their running heads.
func (m *matcher) repeats() map[repeat]bool {
	both := map[repeat]bool{}
	for j := range m.new {
		if f := &m.new[j]; f.taken && f.pair >= 0 && m.Pairs[f.pair].Apart() {
			both[repeat{f.pair, f.Entry.ID, f.words}] = true
		}
	}
	return both
}

// rest notes the findings that only one version has.
func (m *matcher) rest() {
	gone, fresh := Gone, New
	oldGaps, newGaps := m.Gaps()
	repeats := m.repeats()
	if m.unknown() {
		gone, fresh = Unknown, Unknown
	}
	for i := range m.old {
		if o := &m.old[i]; !o.taken {
			m.changes = append(m.changes, Change{
				Kind: gone, Old: o.Finding, OldPair: o.pair, NewPair: -1, Doubtful: gone == Gone && len(newGaps) > 0,
				Repeated: repeats[repeat{o.pair, o.Entry.ID, o.words}],
			})
		}
	}
	for j := range m.new {
		if f := &m.new[j]; !f.taken {
			m.changes = append(m.changes, Change{
				Kind: fresh, New: f.Finding, NewPair: f.pair, OldPair: -1, Doubtful: fresh == New && len(oldGaps) > 0,
				Repeated: repeats[repeat{f.pair, f.Entry.ID, f.words}],
			})
		}
	}
}

// unknown reports whether nobody can say what is new and what is gone: one version could not be read
// at all, or the versions are of different languages.
func (m *matcher) unknown() bool {
	if m.OldLang != m.NewLang {
		return true
	}
	return unread(m.Old) || unread(m.New)
}

// unread reports whether nothing of a version could be read.
func unread(r *analyzer.Report) bool {
	return r != nil && len(r.Gaps()) > 0 && strings.TrimSpace(r.Doc.Text) == ""
}

// sort orders the changes by pair and place, and notes which pair has which.
func (m *matcher) sort() {
	pairOf := func(c *Change) int {
		if c.New != nil {
			return c.NewPair
		}
		return c.OldPair
	}
	place := func(c *Change) document.Span { return c.Finding().Span }
	slices.SortStableFunc(m.changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(pairOf(&a), pairOf(&b)), cmp.Compare(place(&a).Start, place(&b).Start),
			cmp.Compare(place(&a).End, place(&b).End), cmp.Compare(a.Kind, b.Kind),
			strings.Compare(a.Finding().Entry.ID, b.Finding().Entry.ID),
		)
	})
	m.Findings = m.changes
	at := 0
	for at < len(m.Findings) && pairOf(&m.Findings[at]) < 0 {
		at++
	}
	for n := range m.Pairs {
		m.Pairs[n].First = at
		for at < len(m.Findings) && pairOf(&m.Findings[at]) == n {
			at++
		}
		m.Pairs[n].End = at
	}
}

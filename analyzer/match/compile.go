// Package match finds the patterns of a lexicon in the words of a text.
//
// All patterns compile to one automaton: a table from word numbers to the patterns that are
// anchored on that word. A pattern is anchored on its rarest fixed word, so a text is scanned once
// and most of its words cost nothing. From an anchor the pattern is matched outwards, to the left
// and to the right, over a bounded number of words. Most attempts end before they begin: an anchor
// knows what must stand beside it.
package match

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Group is the patterns of one entry or rule.
type Group struct {
	Match  []lexicon.Pattern
	Unless []lexicon.Pattern // a match within a match of one of these is dropped
}

// Matcher holds compiled groups. It does not change after Compile and is safe for concurrent use.
type Matcher struct {
	groups   int
	patterns table[pattern]
	// By word number: where its anchors begin in anchors; those of the next word begin where they
	// end.
	starts     []uint32
	anchors    []anchor // of all words, one after the other
	words      *segment.Vocabulary
	classifier *classifier
}

type pattern struct {
	group    int32
	number   int32 // of Group.Match, or of Group.Unless
	veto     bool
	elements []element
}

// at is where the anchors of a word begin and end. Words that the vocabulary got after compiling
// have none.
func (m *Matcher) at(word int32) (from, to uint32) {
	if word == 0 || int(word) >= len(m.starts)-1 {
		return 0, 0
	}
	return m.starts[word], m.starts[word+1]
}

// Anchors are the words that an attempt to match begins at.
func (m *Matcher) Anchors(yield func(word int32) bool) {
	for word := range int32(len(m.starts) - 1) {
		if from, to := m.at(word); from < to && !yield(word) {
			return
		}
	}
}

// anchor says that a pattern may match where the element of that number holds the word, after so
// many others of its words.
type anchor struct {
	before, after classes // of the words that may stand beside it
	pattern       int32
	element       int16
	offset        uint8
	single        bool // the word alone is a member of the element's set, and no longer member begins with it
}

// element is one compiled place of a pattern. Exactly one of gap, open and set is in use.
type element struct {
	optional bool
	fixed    bool // may be an anchor
	dash     bool // a dash may stand before it
	gap      uint8
	open     uint8   // at most so many words ...
	except   wordSet // ... none of them one of these
	set      *Set
}

// Set is a set of word sequences, such as a slot. It is safe for concurrent use.
type Set struct {
	vocabulary *segment.Vocabulary
	classifier *classifier
	words      wordSet // single words without a condition: most of what sets hold
	sequences  []sequence
	begins     classes // of the words that a member begins with
	ends       classes

	// Links to sequences by their first and by their last word, in ascending order. Most sets never
	// need them.
	first, last         []link
	firstOnce, lastOnce sync.Once

	// The classes of each sequence's second word, and of its last but one, every class for a single
	// word. Many members begin with the same word: one look turns nearly all of them away.
	second, penult []classes
}

// link says that a sequence, the low half, has a word, the high half, at the end that a list of
// links is for.
type link uint64

func (l link) word() int32     { return int32(l >> 32) }
func (l link) sequence() int32 { return int32(l) }

// byFirst are the set's links by the first word.
func (s *Set) byFirst() []link {
	s.firstOnce.Do(func() {
		s.first = s.links(func(q sequence) wordSet { return q[0].words })
		s.second = s.beside(func(q sequence) *step { return &q[1] })
	})
	return s.first
}

// byLast are the set's links by the last word.
func (s *Set) byLast() []link {
	s.lastOnce.Do(func() {
		s.last = s.links(func(q sequence) wordSet { return q[len(q)-1].words })
		s.penult = s.beside(func(q sequence) *step { return &q[len(q)-2] })
	})
	return s.last
}

func (s *Set) links(end func(sequence) wordSet) []link {
	count := 0
	for _, q := range s.sequences {
		count += len(end(q))
	}
	links := make([]link, 0, count)
	for n, q := range s.sequences {
		for _, word := range end(q) {
			links = append(links, link(word)<<32|link(n))
		}
	}
	slices.Sort(links)
	return links
}

// beside are the classes of one step of each sequence, and every class where it is a single word.
func (s *Set) beside(of func(sequence) *step) []classes {
	beside := make([]classes, len(s.sequences))
	for n, q := range s.sequences {
		beside[n] = anything
		if len(q) > 1 {
			beside[n] = s.classifier.all(of(q).words)
		}
	}
	return beside
}

// beginning are the links of the sequences that begin with a word, and ending of those that end
// with it.
func (s *Set) beginning(word int32) []link { return linksOf(s.byFirst(), word) }
func (s *Set) ending(word int32) []link    { return linksOf(s.byLast(), word) }

func linksOf(links []link, word int32) []link {
	if len(links) == 0 {
		return nil
	}
	from, _ := slices.BinarySearch(links, link(word)<<32)
	to := from
	for to < len(links) && links[to].word() == word {
		to++
	}
	return links[from:to]
}

type sequence []step

// step is one word of a sequence.
type step struct {
	words      wordSet
	stated     []stated // words that match only in a stated form
	possessive bool     // the word must have a possessive ending
}

// stated is a word and the letters that it must have.
type stated struct {
	word int32
	form string
}

// wordSet is word numbers in ascending order.
type wordSet []int32

func (s wordSet) has(n int32) bool {
	if len(s) <= 8 {
		return slices.Contains(s, n)
	}
	_, ok := slices.BinarySearch(s, n)
	return ok
}

// sorted is the set in order, each word once.
func (s wordSet) sorted() wordSet {
	if slices.IsSorted(s) {
		return slices.Compact(s)
	}
	slices.Sort(s)
	return slices.Compact(s)
}

func (s *step) form(word int32) (string, bool) {
	for i := range s.stated {
		if s.stated[i].word == word {
			return s.stated[i].form, true
		}
	}
	return "", false
}

// Compiler turns patterns of one language into matchers that share a vocabulary and compiled slots.
type Compiler struct {
	lang       *lexicon.Language
	words      *segment.Vocabulary
	classifier *classifier
	slots      map[string]*Set
	groups     map[string]*Set // compiled groups of words, by what is written
	forms      map[string]wordSet
}

// NewCompiler is a compiler for lang that adds the words it meets to words.
func NewCompiler(lang *lexicon.Language, words *segment.Vocabulary) *Compiler {
	c := &Compiler{
		lang:       lang,
		words:      words,
		classifier: new(classifier),
		slots:      map[string]*Set{},
		groups:     map[string]*Set{},
		forms:      map[string]wordSet{},
	}
	c.slotsFirst()
	return c
}

// slotsFirst compiles all slots, because they are what words are sorted by.
func (c *Compiler) slotsFirst() {
	var sets []*Set
	for _, slot := range c.lang.Slots() {
		if slot.Open == 0 {
			set := c.slot(slot)
			sets = append(sets, set)
			c.slots[slot.Name] = set
		}
	}
	c.classifier.build(sets, c.words.Len())
	for _, set := range sets {
		set.finish()
	}
}

// Compile compiles groups; Match.Group of what the matcher finds is an index into groups. The
// patterns must be those of a lexicon that loaded: one that names an unknown slot panics.
func (c *Compiler) Compile(groups []Group) *Matcher {
	var all []pattern
	for g, group := range groups {
		for n, p := range group.Match {
			all = append(all, pattern{group: int32(g), number: int32(n), elements: c.pattern(p)})
		}
		for n, p := range group.Unless {
			all = append(all, pattern{group: int32(g), number: int32(n), veto: true, elements: c.pattern(p)})
		}
	}
	m := &Matcher{groups: len(groups), words: c.words, classifier: c.classifier, patterns: tableOf(all)}
	m.anchor(all, c.costs(all))
	return m
}

// anchor chooses the anchor of each pattern and puts them in one row, by word.
func (m *Matcher) anchor(all []pattern, cost []int32) {
	spots := map[*Set][]spot{}
	of := func(set *Set) []spot {
		known, ok := spots[set]
		if !ok {
			known = set.spots(cost)
			spots[set] = known
		}
		return known
	}
	chosen := make([]int, len(all))
	m.starts = make([]uint32, m.words.Len()+1)
	for i := range all {
		chosen[i] = anchorOf(&all[i], cost, of)
		for _, s := range of(all[i].elements[chosen[i]].set) {
			m.starts[s.word+1]++
		}
	}
	for word := range m.words.Len() {
		m.starts[word+1] += m.starts[word]
	}
	next := slices.Clone(m.starts)
	m.anchors = make([]anchor, m.starts[len(m.starts)-1])
	for i := range all {
		p, at := &all[i], chosen[i]
		before, after := p.neighbours(at, -1), p.neighbours(at, 1)
		for _, s := range of(p.elements[at].set) {
			a := anchor{
				pattern: int32(i), element: int16(at), offset: s.offset, single: s.single, before: s.before, after: s.after,
			}
			if s.begins {
				a.before |= before
			}
			if s.ends {
				a.after |= after
			}
			m.anchors[next[s.word]] = a
			next[s.word]++
		}
	}
}

// spot is a word that an anchor on a set stands on: of each member its rarest word, so that "a
// threat" is not looked for at every "a".
type spot struct {
	word          int32
	offset        uint8   // how many words of the member come before it
	single        bool    // the word alone is a member, without a condition, and begins no other
	begins, ends  bool    // some member begins or ends with it
	before, after classes // of the words beside it, within members
}

// spots are the words that anchors on the set stand on. Cost is the frequency of each word.
func (s *Set) spots(cost []int32) []spot {
	var all []spot
	index := map[[2]int32]int{}
	at := func(word int32, offset int) *spot {
		key := [2]int32{word, int32(offset)}
		i, ok := index[key]
		if !ok {
			i = len(all)
			index[key] = i
			all = append(all, spot{word: word, offset: uint8(offset)})
		}
		return &all[i]
	}
	for _, word := range s.words {
		one := at(word, 0)
		one.begins, one.ends, one.single = true, true, len(s.beginning(word)) == 0
	}
	for _, q := range s.sequences {
		offset := q.rarest(cost)
		for _, word := range q[offset].words {
			one := at(word, offset)
			one.begins, one.ends = one.begins || offset == 0, one.ends || offset == len(q)-1
			if offset > 0 {
				one.before |= s.classifier.all(q[offset-1].words)
			}
			if offset < len(q)-1 {
				one.after |= s.classifier.all(q[offset+1].words)
			}
		}
	}
	return all
}

// rarest is the place of the step whose words are rarest. The first step is preferred unless
// another is much rarer.
func (q sequence) rarest(cost []int32) int {
	const much = 4 // times
	sum := func(j int) (n int) {
		for _, word := range q[j].words {
			n += int(cost[word])
		}
		return n
	}
	best, least := 0, sum(0)
	for j := 1; j < len(q) && j <= math.MaxUint8; j++ {
		if n := sum(j) * much; n < least {
			best, least = j, n
		}
	}
	return best
}

// neighbours is what may stand next to element k, before it for the step -1 and after it for 1.
func (p *pattern) neighbours(k, step int) classes {
	var all classes
	for k += step; k >= 0 && k < len(p.elements); k += step {
		e := &p.elements[k]
		if e.set == nil {
			return anything
		}
		if step < 0 {
			all |= e.set.ends
		} else {
			all |= e.set.begins
		}
		if !e.optional {
			return all
		}
	}
	return anything // The pattern may end here.
}

// pattern compiles a pattern to its elements.
func (c *Compiler) pattern(p lexicon.Pattern) []element {
	parts := p.Elements()
	compiled := make([]element, len(parts))
	for i := range parts {
		compiled[i] = c.element(&parts[i])
		compiled[i].fixed = parts[i].Anchors()
	}
	carryDashes(compiled)
	return compiled
}

// carryDashes lets a dash stand also where an element may be missing: before what then follows, and
// before a gap without words.
func carryDashes(elements []element) {
	for i := range elements {
		if i > 0 && elements[i-1].dash && elements[i-1].optional {
			elements[i].dash = true
		}
	}
	for i := 1; i < len(elements); i++ {
		if elements[i].dash && elements[i-1].gap > 0 {
			elements[i-1].dash = true
		}
	}
}

func (c *Compiler) element(e *lexicon.Element) element {
	out := element{optional: e.Optional, dash: e.Dash, gap: uint8(e.Gap)}
	if e.Gap > 0 {
		return out
	}
	if len(e.Alternatives) == 1 && e.Alternatives[0].Slot != "" && !e.Alternatives[0].Possessive {
		slot := c.lang.Slot(e.Alternatives[0].Slot)
		if slot != nil && slot.Open > 0 {
			out.open, out.except = uint8(slot.Open), c.except(slot)
			return out
		}
		out.set = c.known(e.Alternatives[0].Slot)
		return out
	}
	key := strings.TrimSuffix(e.Text, "?")
	if out.set = c.groups[key]; out.set != nil {
		return out
	}
	out.set = c.set()
	for _, a := range e.Alternatives {
		if len(a.Compound) > 0 {
			c.addCompound(out.set, a.Compound)
			continue
		}
		if a.Slot == "" {
			c.addTo(out.set, a.Words)
			continue
		}
		slot := c.known(a.Slot)
		if a.Possessive {
			slot = slot.possessives()
		}
		out.set.addAll(slot)
	}
	out.set.finish()
	c.groups[key] = out.set
	return out
}

// except is the words that an open slot does not take.
func (c *Compiler) except(slot *lexicon.Slot) wordSet {
	if words := c.forms["{"+slot.Name+"}"]; words != nil {
		return words
	}
	var words wordSet
	for _, word := range slot.Except {
		words = append(words, c.words.Add(word))
	}
	words = words.sorted()
	c.forms["{"+slot.Name+"}"] = words
	return words
}

// known is the compiled slot that a pattern names. The loader has made sure that there is one.
func (c *Compiler) known(name string) *Set {
	set := c.slots[name]
	if set == nil {
		panic(fmt.Sprintf("match: a pattern names the slot {%s}, which has no members", name))
	}
	return set
}

func (c *Compiler) set() *Set { return &Set{vocabulary: c.words, classifier: c.classifier} }

func (c *Compiler) slot(slot *lexicon.Slot) *Set {
	set := c.set()
	for _, member := range slot.Members {
		elements := member.Elements()
		if len(elements) == 1 && len(elements[0].Alternatives) == 1 && len(elements[0].Alternatives[0].Words) > 0 {
			c.addTo(set, elements[0].Alternatives[0].Words)
			continue
		}
		for _, s := range c.product(elements) {
			set.add(s)
		}
	}
	return set
}

// product writes a slot's member out into sequences. Groups of single words become one step; only
// alternatives of several words multiply.
func (c *Compiler) product(elements []lexicon.Element) []sequence {
	rows := []sequence{nil}
	for i := range elements {
		var parts []sequence
		var single step
		for _, a := range elements[i].Alternatives {
			if len(a.Compound) > 0 {
				joined, apart := c.compound(a.Compound)
				single.merge(joined)
				parts = append(parts, apart)
				continue
			}
			if s := c.sequence(c.apart(a.Words)); len(s) == 1 && !s[0].possessive {
				single.merge(s[0])
			} else {
				parts = append(parts, s)
			}
		}
		if len(single.words) > 0 {
			parts = append(parts, sequence{single})
		}
		var next []sequence
		for _, row := range rows {
			for _, part := range parts {
				next = append(next, append(append(sequence{}, row...), part...))
			}
		}
		rows = next
	}
	return rows
}

// merge adds t's words to s. A word that either side takes in any form stays free.
func (s *step) merge(t step) {
	free := func(a, b *step, word int32) bool {
		_, limited := b.form(word)
		return b.words.has(word) && !limited
	}
	var kept []stated
	for _, w := range s.stated {
		if !free(s, &t, w.word) {
			kept = append(kept, w)
		}
	}
	for _, w := range t.stated {
		if !s.words.has(w.word) {
			kept = append(kept, w)
		}
	}
	s.words, s.stated = slices.Concat(s.words, t.words).sorted(), kept
}

// addTo adds a row of words to a set.
func (c *Compiler) addTo(set *Set, words []lexicon.Word) {
	words = c.apart(words)
	if len(words) == 1 && !words[0].Exact && !words[0].Possessive {
		if numbers := c.inflect(words[0].Text); set.words == nil {
			set.words = slices.Clip(numbers) // Most sets are one word: they share its forms.
		} else {
			set.words = append(set.words, numbers...)
		}
		return
	}
	set.add(c.sequence(words))
}

// addCompound adds the words of a compound to a set, joined, apart and with a hyphen.
func (c *Compiler) addCompound(set *Set, parts []lexicon.Component) {
	joined, apart := c.compound(parts)
	set.words = append(set.words, joined.words...)
	set.add(apart)
}

// compound compiles a compound: its words joined, and its two halves apart.
func (c *Compiler) compound(parts []lexicon.Component) (joined step, apart sequence) {
	words, err := c.lang.Compound(parts)
	if err != nil {
		panic(fmt.Sprintf("match: %s", err)) // The loader has made sure that there is none.
	}
	apart = sequence{{}, {}}
	for _, last := range words.Last {
		apart[1].words = append(apart[1].words, c.words.Add(last))
		for _, first := range words.First {
			joined.words = append(joined.words, c.words.Add(first+last))
		}
	}
	for _, first := range words.First {
		apart[0].words = append(apart[0].words, c.words.Add(first))
	}
	for _, words := range []*wordSet{&joined.words, &apart[0].words, &apart[1].words} {
		*words = words.sorted()
	}
	return joined, apart
}

// apart takes the words apart that the language's scanner would, which are those of scripts without
// blanks.
func (c *Compiler) apart(words []lexicon.Word) []lexicon.Word {
	if !slices.ContainsFunc(words, func(w lexicon.Word) bool {
		return c.words.Splits(w.Text) || w.Possessive && c.words.Elides(w.Text)
	}) {
		return words
	}
	var all []lexicon.Word
	for _, w := range words {
		if !c.words.Splits(w.Text) {
			w.Possessive = w.Possessive && !c.words.Elides(w.Text)
			all = append(all, w)
			continue
		}
		for _, t := range c.words.Scan(w.Text, 0, len(w.Text), nil) {
			all = append(all, lexicon.Word{Text: w.Text[t.Start:t.End], Exact: w.Exact})
		}
		if len(all) > 0 {
			all[len(all)-1].Possessive = w.Possessive
		}
	}
	return all
}

// sequence compiles a row of words.
func (c *Compiler) sequence(words []lexicon.Word) sequence {
	s := make(sequence, len(words))
	for i, w := range words {
		s[i].possessive = w.Possessive
		if w.Exact {
			n := c.words.Add(w.Text)
			s[i].words, s[i].stated = wordSet{n}, []stated{{n, w.Text}}
		} else {
			s[i].words = c.inflect(w.Text)
		}
	}
	return s
}

func (c *Compiler) inflect(word string) wordSet {
	if numbers, ok := c.forms[word]; ok {
		return numbers
	}
	forms := c.lang.Inflect(word)
	numbers := make(wordSet, len(forms))
	for i, form := range forms {
		numbers[i] = c.words.Add(form)
	}
	numbers = numbers.sorted()
	c.forms[word] = numbers
	return numbers
}

// costs are, by word, what an anchor on it would cost: how common the word is in the language, and
// how many elements begin with it.
func (c *Compiler) costs(all []pattern) []int32 {
	cost := make([]int32, c.words.Len())
	for word := range cost {
		cost[word] = rare
	}
	for _, common := range c.lang.Traits().Common {
		for written := range strings.FieldsSeq(string(common.Words)) {
			if word := c.words.Find(written); word != 0 {
				cost[word] = max(cost[word], int32(common.Frequency))
			}
		}
	}
	for i := range all {
		for k := range all[i].elements {
			if e := &all[i].elements[k]; e.fixed {
				for word := range e.set.Starts {
					cost[word]++
				}
			}
		}
	}
	return cost
}

// anchorOf chooses the element whose words are rarest: not among the commonest words of the
// language, and shared with few other patterns.
func anchorOf(p *pattern, cost []int32, spots func(*Set) []spot) int {
	best, bestCost := -1, 0
	for i := range p.elements {
		e := &p.elements[i]
		if !e.fixed {
			continue
		}
		sum := 0
		for _, s := range spots(e.set) {
			sum += int(cost[s.word])
		}
		if best < 0 || sum < bestCost {
			best, bestCost = i, sum
		}
	}
	return best
}

// rare is the frequency of a word that is not among the common ones of its language.
const rare = 20

func (s *Set) add(q sequence) {
	switch {
	case len(q) == 0:
	case len(q) == 1 && len(q[0].stated) == 0 && !q[0].possessive:
		s.words = append(s.words, q[0].words...)
	default:
		s.sequences = append(s.sequences, q)
	}
}

func (s *Set) addAll(t *Set) {
	s.words = append(s.words, t.words...)
	s.sequences = append(s.sequences, t.sequences...)
}

// finish makes the set ready once everything is added.
func (s *Set) finish() {
	s.words = s.words.sorted()
	for _, q := range s.sequences {
		for _, word := range q[0].words {
			s.begins |= s.classifier.classes(word)
		}
		for _, word := range q[len(q)-1].words {
			s.ends |= s.classifier.classes(word)
		}
	}
	for _, word := range s.words {
		s.begins |= s.classifier.classes(word)
		s.ends |= s.classifier.classes(word)
	}
}

// possessives is the set with the condition that the last word has a possessive ending.
func (s *Set) possessives() *Set {
	owned := &Set{vocabulary: s.vocabulary, classifier: s.classifier}
	for _, q := range s.sequences {
		q = slices.Clone(q)
		q[len(q)-1].possessive = true
		owned.add(q)
	}
	if len(s.words) > 0 {
		owned.add(sequence{{words: s.words, possessive: true}})
	}
	owned.finish()
	return owned
}

// Starts are the words that a member begins with. Single tells of each whether the word alone is a
// member, without a condition, and begins no other.
func (s *Set) Starts(yield func(word int32, single bool) bool) {
	first := s.byFirst()
	for _, word := range s.words {
		if !yield(word, len(linksOf(first, word)) == 0) {
			return
		}
	}
	for i, l := range first {
		if (i == 0 || first[i-1].word() != l.word()) && !s.words.has(l.word()) && !yield(l.word(), false) {
			return
		}
	}
}

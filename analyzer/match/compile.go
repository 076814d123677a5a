// Package match finds the patterns of a lexicon in the words of a text.
//
// All patterns compile to one automaton: a table from word numbers to the patterns that are anchored on that word. A pattern is anchored on
// its rarest fixed word, so a text is scanned once and most of its words cost one look at a table. From an anchor the pattern is matched
// outwards, to the left and to the right, over a bounded number of words.
package match

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

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
	patterns []pattern
	from     []int32  // by word number: where its anchors begin in anchors; one more at the end
	anchors  []anchor // of all words, one after the other
	words    *segment.Vocabulary
}

type pattern struct {
	group    int32
	number   int32 // of Group.Match, or of Group.Unless
	veto     bool
	elements []element
}

// at is the anchors of a word. Words that the vocabulary got after compiling have none.
func (m *Matcher) at(word int32) []anchor {
	if word == 0 || int(word) >= len(m.from)-1 {
		return nil
	}
	return m.anchors[m.from[word]:m.from[word+1]]
}

// anchor says that a pattern may match where the element of that number begins with the word.
type anchor struct {
	pattern int32
	element int16
	single  bool // the word alone is a member of the element's set, and no longer member begins with it
}

// element is one compiled place of a pattern. Exactly one of gap, open and set is in use.
type element struct {
	optional bool
	fixed    bool // may be an anchor
	gap      int
	open     int     // at most so many words ...
	except   wordSet // ... none of them one of these
	set      *Set
}

// Set is a set of word sequences, such as a slot. It is safe for concurrent use.
type Set struct {
	words     wordSet // single words without a condition: most of what sets hold
	sequences []sequence
	first     map[int32][]int32 // numbers of sequences by their first word
	last      map[int32][]int32
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

// with is the union of both.
func (s wordSet) with(t wordSet) wordSet {
	union := append(slices.Clone(s), t...)
	slices.Sort(union)
	return slices.Compact(union)
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
	lang   *lexicon.Language
	words  *segment.Vocabulary
	slots  map[string]*Set
	groups map[string]*Set // compiled groups of words, by what is written
	forms  map[string]wordSet
}

// NewCompiler is a compiler for lang that adds the words it meets to words.
func NewCompiler(lang *lexicon.Language, words *segment.Vocabulary) *Compiler {
	return &Compiler{lang: lang, words: words, slots: map[string]*Set{}, groups: map[string]*Set{}, forms: map[string]wordSet{}}
}

// Compile compiles groups; Match.Group of what the matcher finds is an index into groups. A pattern that names an unknown slot is an error.
func (c *Compiler) Compile(groups []Group) (*Matcher, error) {
	m := &Matcher{groups: len(groups), words: c.words}
	usage := map[int32]int{}
	for g, group := range groups {
		for n, p := range group.Match {
			if err := c.add(m, p, int32(g), int32(n), false, usage); err != nil {
				return nil, err
			}
		}
		for n, p := range group.Unless {
			if err := c.add(m, p, int32(g), int32(n), true, usage); err != nil {
				return nil, err
			}
		}
	}
	anchors := make([][]anchor, c.words.Len())
	for i := range m.patterns {
		at := c.anchorOf(&m.patterns[i], usage)
		set := m.patterns[i].elements[at].set
		for word := range set.starts() {
			anchors[word] = append(anchors[word], anchor{int32(i), int16(at), set.Single(word)})
		}
	}
	m.from = make([]int32, len(anchors)+1)
	for word, list := range anchors {
		m.anchors = append(m.anchors, list...)
		m.from[word+1] = int32(len(m.anchors))
	}
	return m, nil
}

func (c *Compiler) add(m *Matcher, p lexicon.Pattern, group, number int32, veto bool, usage map[int32]int) error {
	compiled := pattern{group: group, number: number, veto: veto}
	anchored := false
	for i := range p.Elements {
		e, err := c.element(&p.Elements[i])
		if err != nil {
			return fmt.Errorf("%s: pattern %q: %w", p.At, p.Text, err)
		}
		if e.fixed = p.Elements[i].Anchors(); e.fixed {
			anchored = true
			for word := range e.set.starts() {
				usage[word]++
			}
		}
		compiled.elements = append(compiled.elements, e)
	}
	if !anchored {
		return fmt.Errorf("%s: pattern %q has no fixed word", p.At, p.Text)
	}
	m.patterns = append(m.patterns, compiled)
	return nil
}

func (c *Compiler) element(e *lexicon.Element) (element, error) {
	out := element{optional: e.Optional, gap: e.Gap}
	if e.Gap > 0 {
		return out, nil
	}
	if len(e.Alternatives) == 1 && e.Alternatives[0].Slot != "" && !e.Alternatives[0].Possessive {
		slot := c.lang.Slot(e.Alternatives[0].Slot)
		if slot != nil && slot.Open > 0 {
			out.open, out.except = slot.Open, c.except(slot)
			return out, nil
		}
		set, err := c.Slot(e.Alternatives[0].Slot)
		out.set = set
		return out, err
	}
	key := strings.TrimSuffix(e.Text, "?")
	if set := c.groups[key]; set != nil {
		out.set = set
		return out, nil
	}
	set := newSet()
	for _, a := range e.Alternatives {
		if a.Slot == "" {
			set.add(c.sequence(a.Words))
			continue
		}
		slot, err := c.Slot(a.Slot)
		if err != nil {
			return out, err
		}
		if a.Possessive {
			slot = slot.possessives()
		}
		set.addAll(slot)
	}
	c.groups[key] = set
	out.set = set
	return out, nil
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
	words = words.with(nil)
	c.forms["{"+slot.Name+"}"] = words
	return words
}

// Slot is the compiled slot of that name. Open slots have no set.
func (c *Compiler) Slot(name string) (*Set, error) {
	if set := c.slots[name]; set != nil {
		return set, nil
	}
	slot := c.lang.Slot(name)
	if slot == nil {
		return nil, fmt.Errorf("no slot {%s}", name)
	}
	if slot.Open > 0 {
		return nil, fmt.Errorf("the open slot {%s} cannot stand in a group", name)
	}
	set := newSet()
	for _, member := range slot.Members {
		for _, s := range c.product(member.Elements) {
			set.add(s)
		}
	}
	c.slots[name] = set
	return set, nil
}

// product writes a slot's member out into sequences. Groups of single words become one step; only alternatives of several words multiply.
func (c *Compiler) product(elements []lexicon.Element) []sequence {
	rows := []sequence{nil}
	for i := range elements {
		var parts []sequence
		var single step
		for _, a := range elements[i].Alternatives {
			if s := c.sequence(a.Words); len(s) == 1 && !s[0].possessive {
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
	s.words, s.stated = s.words.with(t.words), kept
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
	var numbers wordSet
	for _, form := range c.lang.Inflect(word) {
		numbers = append(numbers, c.words.Add(form))
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	c.forms[word] = numbers
	return numbers
}

// anchorOf chooses the element whose first words are rarest: not among the commonest words of the language, and shared with few other patterns.
func (c *Compiler) anchorOf(p *pattern, usage map[int32]int) int {
	best, bestCost := -1, 0
	for i := range p.elements {
		e := &p.elements[i]
		if !e.fixed {
			continue
		}
		cost := 0
		for word := range e.set.starts() {
			cost += usage[word] + frequency(c.words.Word(word))
		}
		if best < 0 || cost < bestCost {
			best, bestCost = i, cost
		}
	}
	return best
}

// frequency is about how many of a million words of English text are this word. Only words that would make bad anchors are listed, in rounded
// figures; any other word counts as rare.
func frequency(word string) int {
	if f, ok := frequencies[word]; ok {
		return f
	}
	return 20
}

var frequencies = func() map[string]int {
	table := map[string]int{}
	for f, words := range map[int]string{
		60000: "the", 30000: "of and to", 20000: "a in", 10000: "that is was it for", 7000: "on as with be by i he", 5000: "at not are from this had have but his",
		3000: "or an they we which their one all were there her she you", 2000: "so no if will would more when who out up said what them has been into",
		1500: "can only other could time some its about than then two", 1000: "these any now over first such may like new our people after also do did my me him your",
		700: "even most made many must before through back where much down should because world still work life never day own right last here same between under men man those go long good years year",
		400: "great home against off house high country countries place part take use used without again law laws government system public state states national international security illegal foreign border rights number children family women social " +
			"economic services support policy immigration migration migrants migrant refugees refugee asylum",
		200: "money turn turned full control line real child large small water came come comes put get got let think say says make makes making given give left end stop open hand head men's mother father free human war power money line point case order " +
			"land means often ever away around next almost need needs want wants help self within upon another every few both while during called found",
		80: "boat boats sea wall gate crime stream flow flows fear health presence stay cut failed true burden entered threat risk pool supply cheap labour labor workers worker",
	} {
		for _, w := range strings.Fields(words) {
			table[w] = max(table[w], f)
		}
	}
	return table
}()

func newSet() *Set { return &Set{first: map[int32][]int32{}, last: map[int32][]int32{}} }

func (s *Set) add(q sequence) {
	switch {
	case len(q) == 0:
	case len(q) == 1 && len(q[0].stated) == 0 && !q[0].possessive:
		s.words = s.words.with(q[0].words)
	default:
		n := int32(len(s.sequences))
		s.sequences = append(s.sequences, q)
		for _, word := range q[0].words {
			s.first[word] = append(s.first[word], n)
		}
		for _, word := range q[len(q)-1].words {
			s.last[word] = append(s.last[word], n)
		}
	}
}

func (s *Set) addAll(t *Set) {
	s.words = s.words.with(t.words)
	for _, q := range t.sequences {
		s.add(q)
	}
}

// possessives is the set with the condition that the last word has a possessive ending.
func (s *Set) possessives() *Set {
	owned := newSet()
	for _, q := range s.sequences {
		q = slices.Clone(q)
		q[len(q)-1].possessive = true
		owned.add(q)
	}
	if len(s.words) > 0 {
		owned.add(sequence{{words: s.words, possessive: true}})
	}
	return owned
}

// starts are the words that a member begins with.
func (s *Set) starts() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, word := range s.words {
			if !yield(word) {
				return
			}
		}
		for _, word := range slices.Sorted(maps.Keys(s.first)) {
			if !s.words.has(word) && !yield(word) {
				return
			}
		}
	}
}

// Single tells whether the word alone is a member, without a condition, and begins no other.
func (s *Set) Single(word int32) bool { return s.words.has(word) && s.first[word] == nil }

// Starts tells whether a member of the set begins with the word.
func (s *Set) Starts(word int32) bool { return s.words.has(word) || s.first[word] != nil }

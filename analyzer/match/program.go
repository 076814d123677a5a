package match

import (
	"slices"
	"strings"

	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Program is what was compiled of a language: its words, its slots, and matchers in the order in
// which they were compiled. It does not change and is safe for concurrent use.
type Program struct {
	Words    *segment.Vocabulary
	Matchers []*Matcher

	slots      map[string]*Set
	classifier *classifier
	kept       *tape          // what the program was decoded from, if it was
	slot       map[string]int // then: sets of kept, by name
}

// Program returns what c has compiled.
func (c *Compiler) Program(matchers ...*Matcher) *Program {
	return &Program{Words: c.words, Matchers: matchers, slots: c.slots, classifier: c.classifier}
}

// Slot returns the compiled slot of that name, or nil. Open slots have no set.
func (p *Program) Slot(name string) *Set {
	if n, ok := p.slot[name]; ok {
		return p.kept.sets.get(n)
	}
	return p.slots[name]
}

// Encode writes the program for [Decode]. It is not ok when a word of the lexicon has more than one
// line, which no text matches.
func (p *Program) Encode() (data []byte, ok bool) {
	t := &tape{writing: true, words: p.Words}
	t.program(p)
	return t.bytes(), strings.Count(t.texts[0], "\n") == p.Words.Len()-2
}

// Decode reads what the same build of the program encoded. It is not ok when data is something else
// and that shows. The program is read from data when it is used.
func Decode(traits *lexicon.Traits, data []byte) (p *Program, ok bool) {
	defer func() {
		if recover() != nil { // An index that leads nowhere.
			p, ok = nil, false
		}
	}()
	t, ok := tapeOf(data)
	if !ok {
		return nil, false
	}
	t.traits = traits
	p = &Program{}
	t.program(p)
	return p, t.at == len(t.numbers)
}

// program writes or reads everything.
func (t *tape) program(p *Program) {
	if t.writing {
		t.texts = append(t.texts, p.Words.Words(), p.classifier.of)
		t.collect(p)
	} else {
		p.Words = segment.VocabularyOf(t.traits, t.text())
		p.classifier = &classifier{of: t.text()}
		t.words, t.classifier = p.Words, p.classifier
	}
	keep(t, &t.wordSets, (*tape).wordSetItself)
	keep(t, &t.sequences, (*tape).sequenceItself)
	keep(t, &t.sets, (*tape).setItself)
	t.slots(p)
	list(t, &p.Matchers, func(m **Matcher) {
		if !t.writing {
			*m = &Matcher{words: p.Words, classifier: p.classifier}
		}
		t.matcher(*m)
	})
}

// collect fills the tables with what p holds.
func (t *tape) collect(p *Program) {
	t.setNumber, t.sequenceNumber = map[*Set]int{}, map[*step]int{}
	t.wordsNumber = map[extent]int{{}: t.wordSets.add(new(wordSet))}
	for _, name := range sortedNames(p.slots) {
		t.addSet(p.slots[name])
	}
	for _, m := range p.Matchers {
		for i := range m.patterns.len() {
			for _, e := range m.patterns.get(i).elements {
				t.addSet(e.set)
				t.addWords(e.except)
			}
		}
	}
}

func sortedNames(slots map[string]*Set) []string {
	var names []string
	for name := range slots {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (t *tape) addSet(s *Set) {
	if s == nil {
		return
	}
	if _, ok := t.setNumber[s]; ok {
		return
	}
	t.setNumber[s] = t.sets.add(s)
	t.addWords(s.words)
	for i := range s.sequences {
		q := s.sequences[i]
		if _, ok := t.sequenceNumber[&q[0]]; ok {
			continue
		}
		t.sequenceNumber[&q[0]] = t.sequences.add(&q)
		for k := range q {
			t.addWords(q[k].words)
		}
	}
}

func (t *tape) addWords(s wordSet) {
	at := extentOf(s)
	if _, ok := t.wordsNumber[at]; !ok {
		t.wordsNumber[at] = t.wordSets.add(&s)
	}
}

// extent is where a list of words is in memory. Many places share one list.
type extent struct {
	first  *int32
	length int
}

func extentOf(s wordSet) extent {
	if len(s) == 0 {
		return extent{}
	}
	return extent{&s[0], len(s)}
}

func (t *tape) wordSetItself(s *wordSet) {
	list(t, (*[]int32)(s), func(word *int32) { number(t, word) })
}

func (t *tape) wordSet(s *wordSet) {
	n := 0
	if t.writing {
		n = t.wordsNumber[extentOf(*s)]
	}
	if number(t, &n); !t.writing {
		*s = *t.wordSets.get(n)
	}
}

func (t *tape) sequenceItself(q *sequence) {
	list(t, (*[]step)(q), func(s *step) {
		t.wordSet(&s.words)
		conditions := 2 * len(s.stated)
		if s.possessive {
			conditions++
		}
		if number(t, &conditions); conditions == 0 {
			return
		}
		if !t.writing {
			s.possessive, s.stated = conditions&1 == 1, make([]stated, conditions/2)
		}
		for i := range s.stated {
			number(t, &s.stated[i].word)
			t.form(&s.stated[i].form)
		}
	})
}

func (t *tape) sequence(q *sequence) {
	n := 0
	if t.writing {
		n = t.sequenceNumber[&(*q)[0]]
	}
	if number(t, &n); !t.writing {
		*q = *t.sequences.get(n)
	}
}

func (t *tape) setItself(s *Set) {
	if !t.writing {
		s.vocabulary, s.classifier = t.words, t.classifier
	}
	t.wordSet(&s.words)
	bits(t, &s.begins)
	bits(t, &s.ends)
	list(t, &s.sequences, t.sequence)
}

// set is a set of the table; 0 is none.
func (t *tape) set(s **Set) {
	n := 0
	if t.writing && *s != nil {
		n = t.setNumber[*s] + 1
	}
	if number(t, &n); !t.writing && n > 0 {
		*s = t.sets.get(n - 1)
	}
}

func (t *tape) slots(p *Program) {
	if t.writing {
		names := sortedNames(p.slots)
		t.texts = append(t.texts, strings.Join(names, "\n"))
		for _, name := range names {
			n := t.setNumber[p.slots[name]]
			number(t, &n)
		}
		return
	}
	p.kept, p.slot = t, map[string]int{}
	for _, name := range strings.Split(t.text(), "\n") {
		n := 0
		number(t, &n)
		p.slot[name] = n
	}
}

func (t *tape) matcher(m *Matcher) {
	number(t, &m.groups)
	keep(t, &m.patterns, (*tape).pattern)
	list(t, &m.starts, func(n *uint32) { number(t, n) })
	list(t, &m.anchors, func(a *anchor) {
		bits(t, &a.before)
		bits(t, &a.after)
		number(t, &a.pattern)
		number(t, &a.element)
		number(t, &a.offset)
		flag(t, &a.single)
	})
}

func (t *tape) pattern(p *pattern) {
	number(t, &p.group)
	number(t, &p.number)
	flag(t, &p.veto)
	list(t, &p.elements, func(e *element) {
		n := uint32(e.gap)<<8 | uint32(e.open)<<16
		if e.optional {
			n |= 1
		}
		if e.fixed {
			n |= 2
		}
		if e.dash {
			n |= 4
		}
		number(t, &n)
		e.optional, e.fixed, e.dash = n&1 != 0, n&2 != 0, n&4 != 0
		e.gap, e.open = uint8(n>>8), uint8(n>>16)
		t.wordSet(&e.except)
		t.set(&e.set)
	})
}

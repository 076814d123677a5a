package match

import (
	"fmt"

	"refrain/analyzer/segment"
	"refrain/codec"
)

// Packer writes what one [Compiler] made, or reads it. Patterns, sets and what they consist of are read when somebody asks for them: few documents ask
// for many.
type Packer struct {
	*codec.Codec
	to    *codec.Codec // when writing: what the tables go to, before all else
	words *segment.Vocabulary
	sorts *sorts

	sets      codec.Table[*Set, Set]
	sequences codec.Table[*step, sequence]
	numbers   codec.Table[string, wordSet]
}

// Packer is a packer that writes what the matcher's compiler made. Close ends it.
func (m *Matcher) Packer(to *codec.Codec) *Packer {
	p := &Packer{Codec: to.Part(), to: to, words: m.words, sorts: m.sorts}
	p.tables()
	return p
}

// Unpacker is a packer that reads what another one wrote. Words must be those that the compiler had.
func Unpacker(from *codec.Codec, words *segment.Vocabulary) *Packer {
	p := &Packer{Codec: from, words: words, sorts: new(sorts)}
	p.tables()
	p.pack(from)
	return p
}

// Close writes what the packer holds.
func (p *Packer) Close() {
	p.pack(p.to)
	p.to.Append(p.Codec)
}

func (p *Packer) tables() {
	p.sets.Key, p.sets.Each = func(s *Set) *Set { return s }, p.eachSet
	p.sequences.Key, p.sequences.Each = func(q *sequence) *step { return &(*q)[0] }, p.eachSequence
	p.numbers.Key, p.numbers.Each = func(s *wordSet) string { return fmt.Sprint(*s) }, eachWordSet
}

func (p *Packer) pack(c *codec.Codec) {
	c.Text(&p.sorts.of)
	p.numbers.Pack(c)
	p.sequences.Pack(c)
	p.sets.Pack(c)
}

// Matcher is one matcher of the compiler.
func (p *Packer) Matcher(packed **Matcher) {
	if !p.Writing() {
		*packed = &Matcher{words: p.words, sorts: p.sorts}
	}
	m := *packed
	codec.Number(p.Codec, &m.groups)
	all := &patternTable{Key: func(x *pattern) *pattern { return x }, Each: p.eachPattern}
	if p.Writing() {
		for i := range m.patterns.Len() {
			all.Add(p.Codec, m.patterns.At(i))
		}
	} else {
		m.patterns = all
	}
	all.Pack(p.Codec)
	p.Text((*string)(&m.ranges))
	p.Text((*string)(&m.anchors))
}

// Set is one set of the compiler; nil stays nil.
func (p *Packer) Set(s **Set) { p.set(p.Codec, s) }

func (p *Packer) set(c *codec.Codec, s **Set) {
	some := *s != nil
	if c.Flag(&some); some {
		p.sets.Place(c, s)
	}
}

func (p *Packer) eachSet(c *codec.Codec, s *Set) {
	s.vocabulary, s.sorts = p.words, p.sorts
	p.wordSet(c, &s.words)
	codec.List(c, &s.sequences, codec.Fresh, func(q *sequence) {
		packed := q
		if p.sequences.Place(c, &packed); !c.Writing() {
			*q = *packed
		}
	})
	codec.Bits(c, &s.begins)
	codec.Bits(c, &s.ends)
}

func (p *Packer) eachPattern(c *codec.Codec, x *pattern) {
	codec.Number(c, &x.group)
	codec.Number(c, &x.number)
	c.Flag(&x.veto)
	codec.List(c, &x.elements, codec.Fresh, func(e *element) {
		c.Flag(&e.optional)
		c.Flag(&e.fixed)
		codec.Number(c, &e.gap)
		codec.Number(c, &e.open)
		p.wordSet(c, &e.except)
		p.set(c, &e.set)
	})
}

func (p *Packer) eachSequence(c *codec.Codec, q *sequence) {
	codec.List(c, (*[]step)(q), codec.Fresh, func(s *step) {
		p.wordSet(c, &s.words)
		codec.List(c, &s.stated, codec.Fresh, func(x *stated) {
			codec.Number(c, &x.word)
			c.Text(&x.form)
		})
		c.Flag(&s.possessive)
	})
}

func (p *Packer) wordSet(c *codec.Codec, s *wordSet) {
	packed := s
	if p.numbers.Place(c, &packed); !c.Writing() {
		*s = *packed
	}
}

func eachWordSet(c *codec.Codec, s *wordSet) {
	last := int32(0)
	codec.List(c, (*[]int32)(s), codec.Fresh, func(word *int32) { ascending(c, word, &last) })
}

// ascending is a number as how much larger it is than the last one.
func ascending(c *codec.Codec, n, last *int32) {
	more := *n - *last
	codec.Number(c, &more)
	*last += more
	*n = *last
}

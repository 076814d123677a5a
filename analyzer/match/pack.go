package match

import (
	"fmt"

	"refrain/analyzer/segment"
	"refrain/codec"
)

// Packer writes what one [Compiler] made, or reads it. Sets and their parts, which much of it shares, are shared again.
type Packer struct {
	*codec.Codec
	words *segment.Vocabulary
	sorts *sorts

	sets      codec.Shared[*Set, *Set]
	sequences codec.Shared[*step, sequence]
	numbers   codec.Shared[string, wordSet]
	kinds     codec.Shared[kinds, kinds]

	slab struct {
		elements codec.Slab[element]
		steps    codec.Slab[step]
		rows     codec.Slab[sequence]
		numbers  codec.Slab[int32]
		sets     codec.Slab[Set]
	}
}

// Packer is a packer for what the matcher's compiler made.
func (m *Matcher) Packer(to *codec.Codec) *Packer { return newPacker(to, m.words, m.sorts) }

// Unpacker is a packer that reads what another one wrote. Words must be those that the compiler had.
func Unpacker(from *codec.Codec, words *segment.Vocabulary) *Packer {
	return newPacker(from, words, new(sorts))
}

func newPacker(c *codec.Codec, words *segment.Vocabulary, sorts *sorts) *Packer {
	p := &Packer{Codec: c, words: words, sorts: sorts}
	p.sets.Key = func(s *Set) *Set { return s }
	p.sequences.Key = func(q sequence) *step { return &q[0] }
	p.numbers.Key = func(s wordSet) string { return fmt.Sprint(s) }
	p.kinds.Key = func(k kinds) kinds { return k }
	codec.List(c, &sorts.of, codec.Fresh, func(kind *uint8) { codec.Number(c, kind) })
	return p
}

// Matcher is one matcher of the compiler.
func (p *Packer) Matcher(m **Matcher) {
	if !p.Writing() {
		*m = &Matcher{words: p.words, sorts: p.sorts}
	}
	codec.Number(p.Codec, &(*m).groups)
	codec.List(p.Codec, &(*m).patterns, codec.Fresh, p.pattern)
	last := int32(0)
	codec.List(p.Codec, &(*m).from, codec.Fresh, func(from *int32) {
		n := *from - last
		codec.Number(p.Codec, &n)
		last += n
		*from = last
	})
	codec.List(p.Codec, &(*m).anchors, codec.Fresh, func(a *anchor) {
		p.kindsOf(&a.before)
		p.kindsOf(&a.after)
		codec.Number(p.Codec, &a.pattern)
		codec.Number(p.Codec, &a.element)
		p.Flag(&a.single)
	})
}

// Set is one set of the compiler; nil stays nil.
func (p *Packer) Set(s **Set) {
	p.sets.Pack(p.Codec, s, func(s **Set) {
		none := *s == nil
		if p.Flag(&none); none {
			return
		}
		if !p.Writing() {
			*s = &p.slab.sets.Take(1)[0]
			(*s).vocabulary, (*s).sorts = p.words, p.sorts
		}
		p.wordSet(&(*s).words)
		codec.List(p.Codec, &(*s).sequences, p.slab.rows.Take, p.sequence)
		p.kindsOf(&(*s).begins)
		p.kindsOf(&(*s).ends)
	})
}

func (p *Packer) pattern(x *pattern) {
	codec.Number(p.Codec, &x.group)
	codec.Number(p.Codec, &x.number)
	p.Flag(&x.veto)
	codec.List(p.Codec, &x.elements, p.slab.elements.Take, func(e *element) {
		p.Flag(&e.optional)
		p.Flag(&e.fixed)
		codec.Number(p.Codec, &e.gap)
		codec.Number(p.Codec, &e.open)
		p.wordSet(&e.except)
		p.Set(&e.set)
	})
}

func (p *Packer) sequence(q *sequence) {
	p.sequences.Pack(p.Codec, q, func(q *sequence) {
		codec.List(p.Codec, (*[]step)(q), p.slab.steps.Take, func(s *step) {
			p.wordSet(&s.words)
			codec.List(p.Codec, &s.stated, codec.Fresh, func(x *stated) {
				codec.Number(p.Codec, &x.word)
				p.Text(&x.form)
			})
			p.Flag(&s.possessive)
		})
	})
}

// wordSet is a set of words: the first, and of each other how far it is from the one before.
func (p *Packer) wordSet(s *wordSet) {
	p.numbers.Pack(p.Codec, s, func(s *wordSet) {
		last := int32(0)
		codec.List(p.Codec, (*[]int32)(s), p.slab.numbers.Take, func(word *int32) {
			n := *word - last
			codec.Number(p.Codec, &n)
			last += n
			*word = last
		})
	})
}

func (p *Packer) kindsOf(k *kinds) {
	p.kinds.Pack(p.Codec, k, func(k *kinds) { codec.Bits(p.Codec, k) })
}

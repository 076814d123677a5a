package match

import (
	"encoding/binary"
	"strings"
	"sync/atomic"

	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// tape is a row of numbers and a few long texts, with one description for writing and reading.
// Most starts of the program read one, so nothing of it is read before somebody needs it.
type tape struct {
	writing bool
	numbers []byte
	at      int      // in numbers, when reading
	texts   []string // long ones, in order
	forms   []string // short ones; one of the texts when they are written

	traits     *lexicon.Traits // when reading
	words      *segment.Vocabulary
	classifier *classifier
	tables
}

// tables hold what many places of a program share. A place holds a number.
type tables struct {
	sets      table[Set]
	sequences table[sequence]
	wordSets  table[wordSet]

	// When writing: what stands in the tables already.
	setNumber      map[*Set]int
	sequenceNumber map[*step]int
	wordsNumber    map[extent]int
}

// table is values of which a tape gives each when it is first asked for. It is safe for concurrent
// use once it is set up.
type table[T any] struct {
	values []atomic.Pointer[T]
	read   func(i int) *T
}

// tableOf is a table of values that are all there.
func tableOf[T any](values []T) table[T] {
	t := table[T]{values: make([]atomic.Pointer[T], len(values))}
	for i := range values {
		t.values[i].Store(&values[i])
	}
	return t
}

// add appends a value. The table must not be in use yet.
func (t *table[T]) add(v *T) int {
	t.values = append(t.values, atomic.Pointer[T]{})
	t.values[len(t.values)-1].Store(v)
	return len(t.values) - 1
}

func (t *table[T]) len() int { return len(t.values) }

func (t *table[T]) get(i int) *T {
	if v := t.values[i].Load(); v != nil {
		return v
	}
	return t.take(i)
}

func (t *table[T]) take(i int) *T {
	v := t.read(i)
	if !t.values[i].CompareAndSwap(nil, v) {
		return t.values[i].Load() // Another goroutine was first: all use one.
	}
	return v
}

// keep writes a table, or finds out where its values are. Each writes or reads one.
func keep[T any](t *tape, values *table[T], each func(*tape, *T)) {
	n := values.len()
	number(t, &n)
	if t.writing {
		starts := len(t.numbers)
		t.numbers = append(t.numbers, make([]byte, 4*(n+1))...)
		for i := range n + 1 {
			binary.LittleEndian.PutUint32(t.numbers[starts+4*i:], uint32(len(t.numbers)))
			if i < n {
				each(t, values.get(i))
			}
		}
		return
	}
	starts := t.numbers[t.at : t.at+4*(n+1)]
	start := func(i int) int { return int(binary.LittleEndian.Uint32(starts[4*i:])) }
	values.values = make([]atomic.Pointer[T], n)
	values.read = func(i int) *T {
		one := *t
		one.at = start(i)
		v := new(T)
		each(&one, v)
		return v
	}
	t.at = start(n)
}

// bytes is the tape: how many texts and how long each is, the texts, the numbers.
func (t *tape) bytes() []byte {
	texts := append([]string{strings.Join(t.forms, "\n")}, t.texts...)
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(texts)))
	for _, s := range texts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s)))
	}
	out = append(out, strings.Join(texts, "")...)
	return append(out, t.numbers...)
}

// tapeOf is a tape for reading.
func tapeOf(data []byte) (*tape, bool) {
	if len(data) < 4 {
		return nil, false
	}
	count := int(binary.LittleEndian.Uint32(data))
	lengths := data[4:]
	if count < 1 || count > len(lengths)/4 {
		return nil, false
	}
	t := &tape{numbers: lengths[4*count:]}
	for i := range count {
		n := int(binary.LittleEndian.Uint32(lengths[4*i:]))
		if n > len(t.numbers) {
			return nil, false
		}
		t.texts = append(t.texts, string(t.numbers[:n]))
		t.numbers = t.numbers[n:]
	}
	t.forms = strings.Split(t.text(), "\n")
	return t, true
}

// text takes the next of the long texts.
func (t *tape) text() string {
	s := t.texts[0]
	t.texts = t.texts[1:]
	return s
}

// form is a short text of which there are few.
func (t *tape) form(s *string) {
	n := len(t.forms)
	if t.writing {
		t.forms = append(t.forms, *s)
	}
	if number(t, &n); !t.writing {
		*s = t.forms[n]
	}
}

// number is a number that is not negative.
func number[T ~int | ~int16 | ~int32 | ~uint8 | ~uint32](t *tape, n *T) {
	if t.writing {
		t.numbers = binary.AppendUvarint(t.numbers, uint64(uint32(*n)))
		return
	}
	b := t.numbers[t.at]
	t.at++
	if b < 0x80 { // Most are small.
		*n = T(b)
		return
	}
	more, size := binary.Uvarint(t.numbers[t.at-1:])
	if size <= 0 {
		panic("match: a number that does not end")
	}
	*n = T(more)
	t.at += size - 1
}

// bits is a number of 64 bits, any of which may be set.
func bits[T ~uint64](t *tape, n *T) {
	if t.writing {
		t.numbers = binary.LittleEndian.AppendUint64(t.numbers, uint64(*n))
		return
	}
	*n = T(binary.LittleEndian.Uint64(t.numbers[t.at:]))
	t.at += 8
}

func flag(t *tape, b *bool) {
	n := 0
	if *b {
		n = 1
	}
	number(t, &n)
	*b = n == 1
}

// list is a list of values. An empty one is nil.
func list[T any](t *tape, items *[]T, each func(*T)) {
	n := len(*items)
	number(t, &n)
	if !t.writing {
		if *items = nil; n > 0 {
			_ = t.numbers[t.at : t.at+n] // Every item takes at least one byte.
			*items = make([]T, n)
		}
	}
	for i := range *items {
		each(&(*items)[i])
	}
}

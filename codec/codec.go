// Package codec writes values as a compact row of bytes and reads them again, by one description for both directions. It is for what the program
// keeps of its own making, so it trusts what it reads: bytes that [Codec.Bytes] did not make are a broken invariant.
package codec

import (
	"encoding/binary"
	"strings"
	"sync/atomic"
)

// Codec is one writing or one reading. Numbers are varints; a text is a number in a table of all texts, which stands first.
type Codec struct {
	writing bool
	out     []byte
	in      string
	at      int // in in
	texts   *texts
}

type texts struct {
	all   []string
	known map[string]int // their numbers, when writing
}

// Writer is a codec that writes.
func Writer() *Codec { return &Codec{writing: true, texts: &texts{known: map[string]int{}}} }

// Reader is a codec that reads what [Codec.Bytes] made.
func Reader(packed string) *Codec {
	c := &Codec{in: packed}
	all := make([]string, c.read())
	for i := range all {
		all[i] = packed[:c.read()] // Where it lies is known behind the last length.
	}
	for i, t := range all {
		all[i] = packed[c.at : c.at+len(t)]
		c.at += len(t)
	}
	c.texts = &texts{all: all}
	return c
}

// Writing tells which of the two it does.
func (c *Codec) Writing() bool { return c.writing }

// Part is a writer for bytes that will stand elsewhere, with the same table of texts: [Codec.Append] puts them there.
func (c *Codec) Part() *Codec { return &Codec{writing: true, texts: c.texts} }

// Append writes what a part holds.
func (c *Codec) Append(part *Codec) { c.out = append(c.out, part.out...) }

// Bytes is what was written.
func (c *Codec) Bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(c.texts.all)))
	for _, t := range c.texts.all {
		out = binary.AppendUvarint(out, uint64(len(t)))
	}
	out = append(out, strings.Join(c.texts.all, "")...)
	return append(out, c.out...)
}

func (c *Codec) read() uint64 {
	n := uint64(c.in[c.at])
	c.at++
	if n < 0x80 {
		return n
	}
	n &= 0x7f
	for shift := 7; ; shift += 7 {
		b := c.in[c.at]
		c.at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

// Number is a number that is not negative.
func Number[T ~int | ~int16 | ~int32 | ~uint8 | ~uint32](c *Codec, n *T) {
	if c.writing {
		c.out = binary.AppendUvarint(c.out, uint64(*n))
	} else {
		*n = T(c.read())
	}
}

// Bits is a number that may be large: it takes eight bytes.
func Bits[T ~uint64](c *Codec, n *T) {
	if c.writing {
		c.out = binary.LittleEndian.AppendUint64(c.out, uint64(*n))
		return
	}
	*n = T(Row(c.in[c.at : c.at+8]).At(0))
	c.at += 8
}

// Row is numbers of eight bytes each that are read where they lie, so that a long one costs nothing until it is looked at. It is packed as a text.
type Row string

// RowOf is a row of these numbers.
func RowOf(numbers []uint64) Row {
	out := make([]byte, 0, 8*len(numbers))
	for _, n := range numbers {
		out = binary.LittleEndian.AppendUint64(out, n)
	}
	return Row(out)
}

// Len is how many numbers there are.
func (r Row) Len() int { return len(r) / 8 }

// At is one of the numbers.
func (r Row) At(i int) uint64 {
	s := r[8*i : 8*i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Flag is true or false.
func (c *Codec) Flag(b *bool) {
	switch {
	case !c.writing:
		*b = c.read() == 1
	case *b:
		c.out = append(c.out, 1)
	default:
		c.out = append(c.out, 0)
	}
}

// Text is a text. Equal ones are written once.
func (c *Codec) Text(s *string) {
	if !c.writing {
		*s = c.texts.all[c.read()]
		return
	}
	n, ok := c.texts.known[*s]
	if !ok {
		n = len(c.texts.all)
		c.texts.known[*s] = n
		c.texts.all = append(c.texts.all, *s)
	}
	Number(c, &n)
}

// List is a list of values; take makes the slice that is read into. An empty list is nil.
func List[T any](c *Codec, items *[]T, take func(int) []T, each func(*T)) {
	n := len(*items)
	if Number(c, &n); !c.writing {
		*items = nil
		if n > 0 {
			*items = take(n)
		}
	}
	for i := range *items {
		each(&(*items)[i])
	}
}

// Things is a list of pointers to new values.
func Things[T any](c *Codec, items *[]*T, each func(*T)) {
	List(c, items, Fresh, func(p **T) {
		if !c.writing {
			*p = new(T)
		}
		each(*p)
	})
}

// Fresh makes a slice of its own.
func Fresh[T any](n int) []T { return make([]T, n) }

// Slab hands out short slices of long ones, so that thousands of them cost few allocations.
type Slab[T any] []T

// Take is a slice of so many new values.
func (s *Slab[T]) Take(n int) []T {
	if len(*s) < n {
		*s = make([]T, max(n, 1024))
	}
	taken := (*s)[:n:n]
	*s = (*s)[n:]
	return taken
}

// Table is values that many places share. A place holds the number of its value; a value that was written is read when it is first asked for. It is
// safe for concurrent reading.
type Table[K comparable, T any] struct {
	Key  func(*T) K       // tells which values are the same, when writing
	Each func(*Codec, *T) // writes or reads one

	numbers map[K]int
	written [][]byte
	from    *Codec
	starts  []int // in from.in
	values  []atomic.Pointer[T]
}

// Set makes the table hold values that need not be read.
func (t *Table[K, T]) Set(values []T) {
	t.values = make([]atomic.Pointer[T], len(values))
	for i := range values {
		t.values[i].Store(&values[i])
	}
}

// Len is how many values were read or set.
func (t *Table[K, T]) Len() int { return len(t.values) }

// Add is the number of a value, which is written when it is new.
func (t *Table[K, T]) Add(c *Codec, v *T) int {
	key := t.Key(v)
	n, ok := t.numbers[key]
	if ok {
		return n
	}
	one := c.Part()
	t.Each(one, v)
	if n = len(t.written); n == 0 {
		t.numbers = map[K]int{}
	}
	t.numbers[key] = n
	t.written = append(t.written, one.out)
	return n
}

// Place writes or reads the number of a value.
func (t *Table[K, T]) Place(c *Codec, v **T) {
	n := 0
	if c.writing {
		n = t.Add(c, *v)
	}
	if Number(c, &n); !c.writing {
		*v = t.At(n)
	}
}

// At is the value of that number that was read or set.
func (t *Table[K, T]) At(n int) *T {
	if v := t.values[n].Load(); v != nil {
		return v
	}
	return t.readAt(n)
}

func (t *Table[K, T]) readAt(n int) *T {
	one := *t.from
	one.at = t.starts[n]
	v := new(T)
	t.Each(&one, v)
	if !t.values[n].CompareAndSwap(nil, v) {
		return t.values[n].Load()
	}
	return v
}

// Pack writes the table, or reads where its values are.
func (t *Table[K, T]) Pack(c *Codec) {
	n := len(t.written)
	Number(c, &n)
	if c.writing {
		for _, one := range t.written {
			length := len(one)
			Number(c, &length)
		}
		for _, one := range t.written {
			c.out = append(c.out, one...)
		}
		return
	}
	t.from, t.starts, t.values = c, make([]int, n), make([]atomic.Pointer[T], n)
	at := 0
	for i := range t.starts {
		t.starts[i] = at
		at += int(c.read())
	}
	for i := range t.starts {
		t.starts[i] += c.at
	}
	c.at += at
}

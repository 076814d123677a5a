// Package codec writes values as a compact row of bytes and reads them again, by one description for both directions. It is for what the program
// keeps of its own making, so it trusts what it reads: bytes that [Codec.Bytes] did not make are a broken invariant.
package codec

import (
	"encoding/binary"
	"strings"
)

// Codec is one writing or one reading. Numbers are varints; a text is a number in a table of all texts, which stands first.
type Codec struct {
	writing bool
	out     []byte
	in      string
	at      int // in in
	texts   []string
	known   map[string]int // numbers of texts, when writing
}

// Writer is a codec that writes.
func Writer() *Codec { return &Codec{writing: true, known: map[string]int{}} }

// Reader is a codec that reads what [Codec.Bytes] made.
func Reader(packed string) *Codec {
	c := &Codec{in: packed}
	c.texts = make([]string, c.read())
	end := 0
	for i := range c.texts {
		end += int(c.read())
		c.texts[i] = packed[:end]
	}
	start := c.at
	for i, t := range c.texts {
		c.texts[i] = packed[c.at : start+len(t)]
		c.at = start + len(t)
	}
	return c
}

// Writing tells which of the two it does.
func (c *Codec) Writing() bool { return c.writing }

// Bytes is what was written.
func (c *Codec) Bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(c.texts)))
	for _, t := range c.texts {
		out = binary.AppendUvarint(out, uint64(len(t)))
	}
	out = append(out, strings.Join(c.texts, "")...)
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
	var all uint64
	for i, b := range []byte(c.in[c.at : c.at+8]) {
		all |= uint64(b) << (8 * i)
	}
	*n, c.at = T(all), c.at+8
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
		*s = c.texts[c.read()]
		return
	}
	n, ok := c.known[*s]
	if !ok {
		n = len(c.texts)
		c.known[*s] = n
		c.texts = append(c.texts, *s)
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

// Shared is values that stand in many places: each is written where it is first met, and elsewhere its number. Key tells which are the same.
type Shared[K comparable, T any] struct {
	Key     func(T) K
	numbers map[K]int
	values  []T
}

// Pack writes or reads one place of a value; each does so with the value itself, which must not hold others of these.
func (s *Shared[K, T]) Pack(c *Codec, v *T, each func(*T)) {
	if !c.writing {
		n := int(c.read())
		if n == len(s.values) {
			s.values = append(s.values, *new(T))
			each(&s.values[n])
		}
		*v = s.values[n]
		return
	}
	key := s.Key(*v)
	n, ok := s.numbers[key]
	if !ok {
		n = len(s.numbers)
	}
	if Number(c, &n); ok {
		return
	}
	if s.numbers == nil {
		s.numbers = map[K]int{}
	}
	s.numbers[key] = n
	each(v)
}

package segment

import (
	"strings"

	"refrain/codec"
)

// Pack writes the vocabulary with its marked words, or reads it into an empty one.
func (v *Vocabulary) Pack(c *codec.Codec) {
	letters := strings.Join(v.words, "")
	c.Text(&letters)
	codec.List(c, &v.words, codec.Fresh, func(word *string) {
		n := len(*word)
		codec.Number(c, &n)
		*word, letters = letters[:n], letters[n:]
	})
	size := len(v.table)
	codec.Number(c, &size)
	codec.List(c, &v.marked, codec.Fresh, c.Flag)
	if c.Writing() {
		for _, check := range v.checks() {
			codec.Number(c, &check)
		}
	} else {
		v.grow(size)
		v.sieve = new(sieve)
		for word := range v.words[1:] {
			var check uint32
			codec.Number(c, &check)
			v.place(cell{check, int32(word + 1)})
		}
	}
	for i := range v.sieve {
		codec.Bits(c, &v.sieve[i])
	}
}

// checks are, by word from the first on, what the table knows a word by.
func (v *Vocabulary) checks() []uint32 {
	checks := make([]uint32, len(v.words))
	for _, c := range v.table {
		checks[c.word] = c.check
	}
	return checks[1:]
}

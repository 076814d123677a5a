package segment

import "refrain/codec"

// kept is words and a table that were written by Pack.
type kept struct {
	letters string    // of all words, one after the other
	words   codec.Row // by number: where the word begins in letters, the high half, and where it ends
	cells   codec.Row // of the table, two numbers for each: the hash, and the word with its lowest bit for a short one
}

func (k *kept) word(n int32) string {
	at := k.words.At(int(n))
	return k.letters[at>>32 : uint32(at)]
}

func (k *kept) cell(at uint32) cell {
	word := k.cells.At(2*int(at) + 1)
	return cell{k.cells.At(2 * int(at)), int32(word >> 1), word&1 == 1}
}

// Pack writes the vocabulary with its marked words, or reads it into an empty one.
func (v *Vocabulary) Pack(c *codec.Codec) {
	k := &v.kept
	if c.Writing() {
		k = v.keep()
	}
	c.Text(&k.letters)
	c.Text((*string)(&k.words))
	c.Text((*string)(&k.cells))
	codec.List(c, &v.marked, codec.Fresh, c.Flag)
	if !c.Writing() {
		v.sized(k.cells.Len() / 2)
		v.sieve = new(sieve)
	}
	for i := range v.sieve {
		codec.Bits(c, &v.sieve[i])
	}
}

// keep is all words and the table as they are kept.
func (v *Vocabulary) keep() *kept {
	var letters []byte
	words, cells := make([]uint64, v.Len()), make([]uint64, 2*(v.mask+1))
	for n := range words {
		from := uint64(len(letters))
		letters = append(letters, v.Word(int32(n))...)
		words[n] = from<<32 | uint64(len(letters))
	}
	for at := range v.mask + 1 {
		c := v.cell(at)
		cells[2*at], cells[2*at+1] = c.hash, uint64(c.word)<<1
		if c.short {
			cells[2*at+1] |= 1
		}
	}
	return &kept{string(letters), codec.RowOf(words), codec.RowOf(cells)}
}

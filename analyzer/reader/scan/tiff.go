package scan

import (
	"encoding/binary"
	"errors"
)

// directories are the pages of a TIFF. Each has a directory, which says where the next one is.
type directories struct {
	src   string
	order binary.ByteOrder
	at    uint32 // the directory at hand
	after uint32 // the next one, 0 for none
	seen  map[uint32]bool
}

// The tags of a directory that are looked at, and the length of what is in it.
const (
	tagSubfile    = 254
	tagResolution = 282
	tagUnit       = 296

	entrySize   = 12
	reducedPage = 1 // a bit of tagSubfile: a small picture of another page
)

// errDirectory is the error of a directory that is not in the file, or leads in a circle.
var errDirectory = errors.New("a page leads nowhere")

func openDirectories(src string) *directories {
	d := &directories{src: src, order: binary.LittleEndian, seen: map[uint32]bool{}}
	if src[0] == 'M' {
		d.order = binary.BigEndian
	}
	d.after, _ = d.number(4)
	return d
}

// number is the four bytes at an offset.
func (d *directories) number(at int) (uint32, bool) {
	if at < 0 || at+4 > len(d.src) {
		return 0, false
	}
	return d.order.Uint32([]byte(d.src[at : at+4])), true
}

// short is the two bytes at an offset, 0 outside of the file.
func (d *directories) short(at int) uint16 {
	if at < 0 || at+2 > len(d.src) {
		return 0
	}
	return d.order.Uint16([]byte(d.src[at : at+2]))
}

// next goes on to the next page, over small pictures of pages.
func (d *directories) next() (bool, error) {
	for d.after != 0 {
		d.at = d.after
		count := int(d.short(int(d.at)))
		after, ok := d.number(int(d.at) + 2 + count*entrySize)
		d.after = after
		if d.seen[d.at] || !ok || count == 0 {
			d.after = 0
			return true, errDirectory
		}
		d.seen[d.at] = true
		if at := d.entry(tagSubfile); at == 0 || d.value(at)&reducedPage == 0 {
			return true, nil
		}
	}
	return false, nil
}

// entry is where the entry of a tag is in the directory at hand, 0 where it has none.
func (d *directories) entry(tag uint16) int {
	first := int(d.at) + 2
	for i := range int(d.short(int(d.at))) {
		if at := first + i*entrySize; d.short(at) == tag {
			return at
		}
	}
	return 0
}

// value is the number of an entry.
func (d *directories) value(at int) uint32 {
	const kind, value, isShort = 2, 8, 3
	if d.short(at+kind) == isShort {
		return uint32(d.short(at + value))
	}
	n, _ := d.number(at + value)
	return n
}

// dots is the resolution that the page at hand states, in dots to the inch; 0 for none.
func (d *directories) dots() float64 {
	const inch, centimetre, centimetres = 2, 3, 2.54
	unit := uint32(inch)
	if at := d.entry(tagUnit); at > 0 {
		unit = d.value(at)
	}
	at := d.entry(tagResolution)
	if at == 0 {
		return 0
	}
	ratio := int(d.value(at))
	over, _ := d.number(ratio)
	under, ok := d.number(ratio + 4)
	if !ok || under == 0 {
		return 0
	}
	switch dots := float64(over) / float64(under); unit {
	case inch:
		return dots
	case centimetre:
		return dots * centimetres
	}
	return 0
}

// head is how a file begins that has the page at hand alone.
func (d *directories) head() string {
	first := []byte(d.src[:8])
	d.order.PutUint32(first[4:], d.at)
	return string(first)
}

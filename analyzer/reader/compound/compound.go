// Package compound opens compound files (MS-CFB), the container of old versions of Office and of
// saved mails of Outlook. The known Go library keeps for each entry a copy of its whole path, and
// entries may be nested as deep as there are entries, so a file of a few megabytes would take
// gigabytes. Here each sector is read at most once per stream, and each entry once.
package compound

import (
	"errors"
	"strings"
	"unicode/utf16"
)

// Magic begins a compound file.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

const (
	entrySize  = 128
	miniSector = 64
	noSector   = 0xFFFFFFFA // this and larger numbers are no sectors: ends of chains, free sectors
	noEntry    = 0xFFFFFFFF
)

// errChain says that a chain of sectors leaves the file or never ends.
var errChain = errors.New("a chain of sectors leads nowhere")

// File is a compound file.
type File struct {
	src     string
	sector  int      // bytes of a sector
	fat     []uint32 // by sector: the next one
	miniFat []uint32 // likewise, in the stream of small sectors
	mini    string   // that stream
	cutoff  int      // smaller streams are in small sectors
	entries string   // the directory
}

// Entry is a stream, or a storage with entries of its own.
type Entry struct {
	Name    string
	Storage bool // it holds entries, and no bytes
	Size    int  // bytes of a stream, as the file states
	first   uint32
	child   uint32
}

// Open reads the tables of a file, whose bytes are src.
func Open(src string) (*File, error) {
	const header = 512
	if len(src) < header || !strings.HasPrefix(src, Magic) {
		return nil, errors.New("no compound file")
	}
	shift := int(src[30])
	if shift != 9 && shift != 12 {
		return nil, errors.New("sectors of an unknown size")
	}
	f := &File{src: src, sector: 1 << shift, cutoff: int(u32(src, 56))}
	f.readFAT()
	var err error
	if f.entries, err = f.chain(u32(src, 48), len(src), f.fat); err != nil || len(f.entries) < entrySize {
		return nil, errors.New("the list of streams cannot be read")
	}
	root := f.entry(0)
	// What is damaged here is seen when a small stream is read.
	f.mini, _ = f.chain(root.first, root.Size, f.fat)
	table, _ := f.chain(u32(src, 60), len(src), f.fat)
	f.miniFat = numbers(table)
	return f, nil
}

// readFAT puts the table of sectors together, whose own sectors the header names, and where there
// are many, a chain of further sectors.
func (f *File) readFAT() {
	const named, inHeader = 76, 109
	sectors := len(f.src) / f.sector
	take := func(list string) {
		for i := 0; i+4 <= len(list) && len(f.fat) <= sectors; i += 4 {
			f.fat = append(f.fat, numbers(f.at(u32(list, i)))...)
		}
	}
	take(f.src[named : named+4*inHeader])
	next := u32(f.src, 68)
	for n := 0; next < noSector && n < sectors; n++ {
		list := f.at(next)
		if len(list) < f.sector {
			return
		}
		take(list[:f.sector-4])
		next = u32(list, f.sector-4)
	}
}

// at is a sector, as much of it as there is.
func (f *File) at(n uint32) string {
	from := (int(n) + 1) * f.sector
	if n >= noSector || from >= len(f.src) {
		return ""
	}
	return f.src[from:min(len(f.src), from+f.sector)]
}

// chain reads the sectors that follow each other from first on, up to size bytes.
func (f *File) chain(first uint32, size int, table []uint32) (string, error) {
	var b strings.Builder
	size = min(size, len(f.src))
	for n, next := 0, first; next < noSector && b.Len() < size; n++ {
		sector := f.at(next)
		if sector == "" || int(next) >= len(table) || n > len(table) {
			return b.String(), errChain
		}
		b.WriteString(sector[:min(len(sector), size-b.Len())])
		next = table[next]
	}
	return b.String(), nil
}

// Read returns the bytes of a stream. With an error it returns those that were found.
func (f *File) Read(e Entry) (string, error) {
	switch {
	case e.Storage || e.Size == 0:
		return "", nil
	case e.Size >= f.cutoff:
		s, err := f.chain(e.first, e.Size, f.fat)
		if err == nil && len(s) < e.Size {
			err = errors.New("a stream breaks off")
		}
		return s, err
	}
	var b strings.Builder
	for n, next := 0, e.first; next < noSector && b.Len() < e.Size; n++ {
		from := int(next) * miniSector
		if from >= len(f.mini) || int(next) >= len(f.miniFat) || n > len(f.miniFat) {
			return b.String(), errChain
		}
		end := min(len(f.mini), from+miniSector, from+e.Size-b.Len())
		b.WriteString(f.mini[from:end])
		next = f.miniFat[next]
	}
	if b.Len() < e.Size {
		return b.String(), errors.New("a stream breaks off")
	}
	return b.String(), nil
}

// Root is what holds the outermost entries.
func (f *File) Root() Entry { return f.entry(0) }

// Entries are those of a storage, in the order of their tree, which is that of their names. Each is
// listed once, whatever the links between them say.
func (f *File) Entries(storage Entry) []Entry {
	var list []Entry
	seen := map[uint32]bool{}
	var waiting []uint32
	for at := storage.child; at != noEntry || len(waiting) > 0; {
		if at != noEntry && f.has(at) && !seen[at] {
			seen[at] = true
			waiting = append(waiting, at)
			at = u32(f.entries, int(at)*entrySize+68)
			continue
		}
		if len(waiting) == 0 {
			break
		}
		last := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		list = append(list, f.entry(int(last)))
		at = u32(f.entries, int(last)*entrySize+72)
	}
	return list
}

// Find is the entry of a storage with a name.
func (f *File) Find(storage Entry, name string) (Entry, bool) {
	for _, e := range f.Entries(storage) {
		if strings.EqualFold(e.Name, name) {
			return e, true
		}
	}
	return Entry{}, false
}

// has reports whether there is an entry with that number, apart from the root.
func (f *File) has(n uint32) bool { return n != 0 && int(n) < len(f.entries)/entrySize }

func (f *File) entry(n int) Entry {
	const stream, root = 2, 5
	s := f.entries[n*entrySize : (n+1)*entrySize]
	length := int(s[64]) | int(s[65])<<8
	e := Entry{Storage: s[66] != stream, first: u32(s, 116), child: u32(s, 76), Size: int(u32(s, 120))}
	if s[66] == stream {
		e.child = noEntry
	}
	if s[66] == stream || s[66] == root {
		e.Size = min(e.Size, len(f.src))
	}
	var name []uint16
	for i := 0; i+2 < min(length, 64); i += 2 {
		name = append(name, uint16(s[i])|uint16(s[i+1])<<8)
	}
	e.Name = string(utf16.Decode(name))
	return e
}

func u32(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

// numbers are the numbers that a table holds.
func numbers(s string) []uint32 {
	list := make([]uint32, len(s)/4)
	for i := range list {
		list[i] = u32(s, 4*i)
	}
	return list
}

// Package compoundtest writes small compound files for tests.
package compoundtest

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"refrain/analyzer/reader/compound"
)

const (
	sector  = 512
	small   = 64
	cutoff  = 4096
	ends    = 0xFFFFFFFE
	none    = 0xFFFFFFFF
	storage = 1
	stream  = 2
	root    = 5
)

// entry is one line of the directory.
type entry struct {
	name        string
	kind        byte
	right       uint32
	child       uint32
	first, size uint32
}

// file is what is being written.
type file struct {
	entries []entry
	data    []byte   // sectors
	fat     []uint32 // by sector
	mini    []byte
	miniFat []uint32
}

// Write returns a compound file with streams, by their names. A name with slashes is in storages.
func Write(streams map[string]string) string {
	f := &file{entries: []entry{{name: "Root Entry", kind: root, right: none, child: none}}}
	f.fill(0, streams)
	f.entries[0].first, f.entries[0].size = f.add(string(f.mini)), uint32(len(f.mini))
	miniTable := f.add(string(words(f.miniFat)))
	var list []byte
	for _, e := range f.entries {
		list = append(list, e.bytes()...)
	}
	directory := f.add(string(list))
	const inFAT = sector / 4
	tables := (len(f.fat) + inFAT) / inFAT
	head := make([]byte, sector)
	copy(head, compound.Magic)
	binary.LittleEndian.PutUint16(head[24:], 0x3E)
	binary.LittleEndian.PutUint16(head[26:], 3)
	binary.LittleEndian.PutUint16(head[28:], 0xFFFE)
	binary.LittleEndian.PutUint16(head[30:], 9)
	binary.LittleEndian.PutUint16(head[32:], 6)
	for at, n := range map[int]uint32{44: uint32(tables), 48: directory, 56: cutoff, 60: miniTable, 64: 1, 68: ends} {
		binary.LittleEndian.PutUint32(head[at:], n)
	}
	for i := range 109 {
		n := uint32(none)
		if i < tables {
			n = uint32(len(f.fat))
			f.fat = append(f.fat, 0xFFFFFFFD)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	table := words(f.fat)
	for len(table) < tables*sector {
		table = append(table, 0xFF)
	}
	return string(head) + string(f.data) + string(table)
}

// fill gives a storage its entries.
func (f *file) fill(at int, streams map[string]string) {
	inner := map[string]map[string]string{}
	var names []string
	for name := range streams {
		first, rest, nested := strings.Cut(name, "/")
		if !slices.Contains(names, first) {
			names = append(names, first)
		}
		if nested {
			if inner[first] == nil {
				inner[first] = map[string]string{}
			}
			inner[first][rest] = streams[name]
		}
	}
	slices.Sort(names)
	last := -1
	for _, name := range names {
		n := len(f.entries)
		f.entries = append(f.entries, entry{name: name, kind: stream, right: none, child: none})
		if last < 0 {
			f.entries[at].child = uint32(n)
		} else {
			f.entries[last].right = uint32(n)
		}
		last = n
		if inner[name] != nil {
			f.entries[n].kind = storage
			f.fill(n, inner[name])
			continue
		}
		s := streams[name]
		f.entries[n].size = uint32(len(s))
		if len(s) >= cutoff {
			f.entries[n].first = f.add(s)
			continue
		}
		f.entries[n].first = uint32(len(f.miniFat))
		for i := 0; i < len(s); i += small {
			f.miniFat = append(f.miniFat, uint32(len(f.miniFat)+1))
		}
		if s == "" {
			f.entries[n].first = ends
			continue
		}
		f.miniFat[len(f.miniFat)-1] = ends
		f.mini = append(f.mini, s...)
		for len(f.mini)%small != 0 {
			f.mini = append(f.mini, 0)
		}
	}
}

// add writes sectors, and returns the first.
func (f *file) add(s string) uint32 {
	if s == "" {
		return ends
	}
	first := uint32(len(f.fat))
	for i := 0; i < len(s); i += sector {
		f.fat = append(f.fat, uint32(len(f.fat)+1))
	}
	f.fat[len(f.fat)-1] = ends
	f.data = append(f.data, s...)
	for len(f.data)%sector != 0 {
		f.data = append(f.data, 0)
	}
	return first
}

func (e entry) bytes() []byte {
	b := make([]byte, 128)
	units := utf16.Encode([]rune(e.name))
	for i, u := range units {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66] = e.kind
	for at, n := range map[int]uint32{68: none, 72: e.right, 76: e.child, 116: e.first, 120: e.size} {
		binary.LittleEndian.PutUint32(b[at:], n)
	}
	return b
}

func words(list []uint32) []byte {
	var b []byte
	for _, n := range list {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

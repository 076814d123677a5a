//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
)

// damage is one way to damage a document. It reports false where it cannot be done.
type damage struct {
	name string
	do   func(r *rand.Rand, b []byte) ([]byte, bool)
}

// plain is damage to bytes, whatever they mean.
var plain = []damage{
	{"cut", cut}, {"hole", hole}, {"flip", flip}, {"double", double}, {"swap", swap}, {"zero", zero}, {"noise", noise},
}

// damages are all of them. Those of containers and PDF change whole members and objects, so that
// what is left is well formed.
var damages = slices.Concat(plain, []damage{
	{"member-drop", member(func(r *rand.Rand, all []part) []part {
		i := r.IntN(len(all))
		return append(all[:i:i], all[i+1:]...)
	})},
	{"member-swap", member(func(r *rand.Rand, all []part) []part {
		i, j := r.IntN(len(all)), r.IntN(len(all))
		all[i].content, all[j].content = all[j].content, all[i].content
		return all
	})},
	{"member-double", member(func(r *rand.Rand, all []part) []part { return append(all, all[r.IntN(len(all))]) })},
	{"member-damage", member(func(r *rand.Rand, all []part) []part {
		p := &all[r.IntN(len(all))]
		p.content, _ = plain[r.IntN(len(plain))].do(r, p.content)
		return all
	})},
	{"object-drop", object(func(r *rand.Rand, a, _ []byte) ([]byte, []byte) { return nil, a })},
	{"object-swap", object(func(_ *rand.Rand, a, b []byte) ([]byte, []byte) { return b, a })},
	{"object-double", object(func(_ *rand.Rand, a, _ []byte) ([]byte, []byte) { return a, a })},
	{"object-damage", object(func(r *rand.Rand, a, b []byte) ([]byte, []byte) {
		damaged, _ := plain[r.IntN(len(plain))].do(r, a)
		return damaged, b
	})},
	{"object-inside", object(func(r *rand.Rand, a, b []byte) ([]byte, []byte) { return inside(r, a), b })},
})

// piece is a random stretch of b, of up to a tenth of it.
func piece(r *rand.Rand, b []byte) (from, to int) {
	if len(b) == 0 {
		return 0, 0
	}
	from = r.IntN(len(b))
	return from, min(len(b), from+1+r.IntN(len(b)/10+16))
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func cut(r *rand.Rand, b []byte) ([]byte, bool) {
	if len(b) < 2 {
		return b, false
	}
	return bytes.Clone(b[:r.IntN(len(b))]), true
}

func hole(r *rand.Rand, b []byte) ([]byte, bool) {
	from, to := piece(r, b)
	return join(b[:from], b[to:]), len(b) > 0
}

func flip(r *rand.Rand, b []byte) ([]byte, bool) {
	c := bytes.Clone(b)
	for range 1 + r.IntN(50) {
		if len(c) > 0 {
			c[r.IntN(len(c))] ^= 1 << r.IntN(8)
		}
	}
	return c, len(b) > 0
}

func double(r *rand.Rand, b []byte) ([]byte, bool) {
	from, to := piece(r, b)
	again := bytes.Repeat(b[from:to], 1+r.IntN(20))
	return join(b[:to], again[:min(len(again), 4<<20)], b[to:]), len(b) > 0
}

func swap(r *rand.Rand, b []byte) ([]byte, bool) {
	from, to := piece(r, b)
	rest := b[to:]
	start, end := piece(r, rest)
	return join(b[:from], rest[start:end], rest[:start], b[from:to], rest[end:]), len(b) > 0
}

func zero(r *rand.Rand, b []byte) ([]byte, bool) {
	c := bytes.Clone(b)
	from, to := piece(r, c)
	clear(c[from:to])
	return c, len(b) > 0
}

func noise(r *rand.Rand, b []byte) ([]byte, bool) {
	added := make([]byte, 1+r.IntN(4096))
	for i := range added {
		added[i] = byte(r.Uint32())
	}
	from, _ := piece(r, b)
	return join(b[:from], added, b[from:]), true
}

// part is a file in a container.
type part struct {
	header  zip.FileHeader
	content []byte
}

// member changes the files in a zip container and packs it again.
func member(change func(*rand.Rand, []part) []part) func(*rand.Rand, []byte) ([]byte, bool) {
	return func(r *rand.Rand, b []byte) ([]byte, bool) {
		parts := unpacked(b)
		if len(parts) == 0 {
			return b, false
		}
		var packed bytes.Buffer
		w := zip.NewWriter(&packed)
		for _, p := range change(r, parts) {
			f, err := w.CreateHeader(&zip.FileHeader{Name: p.header.Name, Method: p.header.Method})
			if err == nil {
				_, err = f.Write(p.content)
			}
			if err != nil {
				return b, false
			}
		}
		return packed.Bytes(), w.Close() == nil
	}
}

// unpacked are the files of a zip container as far as they can be read, up to 64 MiB of each.
func unpacked(b []byte) []part {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil
	}
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			continue
		}
		content, _ := io.ReadAll(io.LimitReader(r, 64<<20)) // What can be read of a damaged file is taken.
		r.Close()
		parts = append(parts, part{f.FileHeader, content})
	}
	return parts
}

var objects = regexp.MustCompile(`(?s)\d+ \d+ obj\b.*?endobj`)

// object changes the bodies of two random objects of a PDF file. Their numbers stay.
func object(change func(r *rand.Rand, a, b []byte) ([]byte, []byte)) func(*rand.Rand, []byte) ([]byte, bool) {
	return func(r *rand.Rand, b []byte) ([]byte, bool) {
		if !bytes.HasPrefix(b, []byte("%PDF")) {
			return b, false
		}
		all := objects.FindAllIndex(b, -1)
		if len(all) < 2 {
			return b, false
		}
		i := r.IntN(len(all) - 1)
		j := i + 1 + r.IntN(len(all)-1-i)
		body := func(at []int) (start, end int) {
			return at[0] + bytes.Index(b[at[0]:at[1]], []byte("obj")) + 3, at[1] - len("endobj")
		}
		from, to := body(all[i])
		start, end := body(all[j])
		x, y := change(r, b[from:to], b[start:end])
		return join(b[:from], x, b[to:start], y, b[end:]), true
	}
}

var stream = regexp.MustCompile(`(?s)(stream\r?\n)(.*?)(\r?\nendstream)`)

// inside damages what a compressed stream unpacks to and packs it again, so that the damage reaches
// what is drawn or listed. Other bodies are damaged as they are.
func inside(r *rand.Rand, body []byte) []byte {
	way := plain[r.IntN(len(plain))]
	at := stream.FindSubmatchIndex(body)
	if at == nil {
		damaged, _ := way.do(r, body)
		return damaged
	}
	packed := body[at[4]:at[5]]
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		damaged, _ := way.do(r, packed)
		return join(body[:at[4]], damaged, body[at[5]:])
	}
	content, _ := io.ReadAll(io.LimitReader(z, 64<<20)) // What can be read of a damaged stream is taken.
	damaged, _ := way.do(r, content)
	var again bytes.Buffer
	w := zlib.NewWriter(&again)
	w.Write(damaged) // A buffer takes all.
	w.Close()
	return join(body[:at[4]], again.Bytes(), body[at[5]:])
}

package ci

import (
	"fmt"
	"unicode/utf16"
)

// lineHashes are the fingerprints by which GitHub knows an alert again when lines above it come and
// go, for the lines that are wanted. They are those that GitHub's own upload action computes
// (github/codeql-action, src/fingerprints.ts), so that it finds them right and leaves them.
//
// The fingerprint of a line is a rolling hash of the 100 characters from its start, over line ends,
// without blanks and tabs, and a number that tells lines with the same hash apart. Characters are
// UTF-16 code units; after the last one stands 0xFFFF, then zeros.
func lineHashes(source string, wanted map[int]bool) map[int]string {
	h := lineHasher{wanted: wanted, hashes: map[int]string{}, counts: map[uint64]int{}, power: 1, newLine: true}
	for range hashWindow {
		h.power *= hashBase
	}
	for _, r := range source {
		if a, b := utf16.EncodeRune(r); a != '\uFFFD' {
			h.take(uint64(a))
			h.take(uint64(b))
		} else {
			h.take(uint64(r))
		}
	}
	h.take(0xFFFF)
	for range hashWindow {
		h.emit()
		h.push(0)
	}
	return h.hashes
}

const (
	hashWindow = 100
	hashBase   = 37
)

type lineHasher struct {
	wanted map[int]bool
	hashes map[int]string // by line, from 1
	counts map[uint64]int // of lines with the hash

	window  [hashWindow]uint64
	starts  [hashWindow]int // the line that starts at this place of the window, or 0
	at      int
	hash    uint64
	power   uint64 // hashBase to the power of hashWindow
	line    int
	newLine bool
	afterCR bool
}

// take reads one code unit. Every kind of line end is one line feed.
func (h *lineHasher) take(unit uint64) {
	skip := unit == ' ' || unit == '\t' || h.afterCR && unit == '\n'
	h.afterCR = unit == '\r'
	switch {
	case skip:
		return
	case unit == '\r':
		unit = '\n'
	}
	h.emit()
	if h.newLine {
		h.line++
		h.starts[h.at] = h.line
	}
	h.newLine = unit == '\n'
	h.push(unit)
}

// push moves the window on by one code unit.
func (h *lineHasher) push(unit uint64) {
	first := h.window[h.at]
	h.window[h.at] = unit
	h.hash = hashBase*h.hash + unit - h.power*first
	h.at = (h.at + 1) % hashWindow
}

// emit keeps the hash of the line that starts where the window does.
func (h *lineHasher) emit() {
	line := h.starts[h.at]
	if line == 0 {
		return
	}
	h.starts[h.at] = 0
	h.counts[h.hash]++
	if h.wanted[line] {
		h.hashes[line] = fmt.Sprintf("%x:%d", h.hash, h.counts[h.hash])
	}
}

//go:build unix

package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"refrain/internal/mutate/hostiletest"
)

// What checking a hostile text may take: so many times its bytes, beside what the program and the
// engine for PDF take by themselves.
const (
	mostTimes = 40
	itself    = 100 << 20
)

// texts has refrain check the hostile texts, each in a process of its own, and writes a table of
// what they cost. It reports whether one took more than it may.
func (s settings) texts(w io.Writer) (failed bool, err error) {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(work)
	fmt.Fprintf(w, "| text | MB | memory, MB | times its bytes | s | exit | gaps |\n|---|---|---|---|---|---|---|\n")
	byName := func(a, b hostiletest.Text) int { return cmp.Compare(a.Name, b.Name) }
	all := slices.SortedFunc(slices.Values(hostiletest.Texts), byName)
	for _, t := range all {
		r := s.check(work, t.Name, []byte(t.String(t.Bytes)))
		r.failure = s.failure(r)
		if r.failure == "" && r.memory > int64(mostTimes*t.Bytes+itself) {
			r.failure = "memory"
		}
		fmt.Fprintf(w, "| %s | %.1f | %.0f | %.1f | %.1f | %d | %d |\n", t.Name, float64(t.Bytes)/1e6, float64(r.memory)/1e6,
			float64(r.memory)/float64(t.Bytes), r.took.Seconds(), r.exit, r.gaps)
		if r.failure != "" {
			failed = true
			fmt.Fprintf(w, "failed: %s: %s\n", t.Name, r.failure)
		}
	}
	return failed, nil
}

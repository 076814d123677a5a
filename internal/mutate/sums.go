//go:build unix

package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

// sums are what came of all copies. The zero value is ready.
type sums struct {
	all, failed int
	exits       map[int]int
	damages     map[string]int
	clean       int // copies with neither findings nor gaps
	slowest     result
	largest     result
	total       time.Duration
	failures    []string
}

func (s *sums) add(r result) {
	if s.exits == nil {
		s.exits, s.damages = map[int]int{}, map[string]int{}
	}
	s.all++
	s.exits[r.exit]++
	s.damages[r.damage]++
	s.total += r.took
	if r.gaps == 0 && len(r.words) == 0 {
		s.clean++
	}
	if r.took > s.slowest.took {
		s.slowest = r
	}
	if r.memory > s.largest.memory {
		s.largest = r
	}
	if r.failure != "" {
		s.failed++
		s.failures = append(s.failures, r.name+": "+r.failure)
	}
}

func (s *sums) print(w io.Writer) {
	fmt.Fprintf(w, "%d copies, %d failed; %d without findings and gaps\n", s.all, s.failed, s.clean)
	for _, exit := range slices.Sorted(maps.Keys(s.exits)) {
		fmt.Fprintf(w, "exit %d: %d\n", exit, s.exits[exit])
	}
	for _, name := range slices.Sorted(maps.Keys(s.damages)) {
		fmt.Fprintf(w, "%s: %d\n", name, s.damages[name])
	}
	fmt.Fprintf(w, "slowest: %.1f s, %s; on average %.2f s\n", s.slowest.took.Seconds(), s.slowest.name, s.total.Seconds()/float64(max(s.all, 1)))
	fmt.Fprintf(w, "largest: %d MiB, %s\n", s.largest.memory>>20, s.largest.name)
	slices.Sort(s.failures)
	for _, f := range s.failures {
		fmt.Fprintln(w, "failed:", f)
	}
}

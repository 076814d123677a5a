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
	cleared     int // clean copies of documents with findings
	list        bool
	fewer       []string // copies that lost findings without a gap though the words are there
	times       []time.Duration
	slowest     result
	largest     result
	failures    []string
}

func (s *sums) add(r result) {
	if s.exits == nil {
		s.exits, s.damages = map[int]int{}, map[string]int{}
	}
	s.all++
	s.exits[r.exit]++
	s.damages[r.damage]++
	s.times = append(s.times, r.took)
	if r.clean() {
		s.clean++
		if r.had > 0 {
			s.cleared++
		}
	}
	if len(r.lost) > 0 && r.failure == "" {
		s.fewer = append(s.fewer, fmt.Sprintf("%s: %q", r.name, r.lost))
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
	fmt.Fprintf(
		w, "%d copies, %d failed; %d without findings and gaps, %d of them of documents with findings\n", s.all, s.failed,
		s.clean, s.cleared,
	)
	fmt.Fprintf(w, "%d lost some findings without a gap, though the words are there\n", len(s.fewer))
	for _, exit := range slices.Sorted(maps.Keys(s.exits)) {
		fmt.Fprintf(w, "exit %d: %d\n", exit, s.exits[exit])
	}
	for _, name := range slices.Sorted(maps.Keys(s.damages)) {
		fmt.Fprintf(w, "%s: %d\n", name, s.damages[name])
	}
	slices.Sort(s.times)
	if n := len(s.times); n > 0 {
		fmt.Fprintf(w, "time: half within %.2f s, 99 of 100 within %.2f s, slowest %.1f s, %s\n",
			s.times[n/2].Seconds(), s.times[n*99/100].Seconds(), s.slowest.took.Seconds(), s.slowest.name)
	}
	fmt.Fprintf(w, "largest: %d MiB, %s\n", s.largest.memory>>20, s.largest.name)
	if s.list {
		slices.Sort(s.fewer)
		for _, f := range s.fewer {
			fmt.Fprintln(w, "fewer:", f)
		}
	}
	slices.Sort(s.failures)
	for _, f := range s.failures {
		fmt.Fprintln(w, "failed:", f)
	}
}

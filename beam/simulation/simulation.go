// Package simulation says how a job on an archive of millions of documents goes: how long it takes,
// what slow and killed workers cost, and which number of parts suits. It simulates no engine, but
// what all have in common: a part is work for one worker, and is done again as a whole when that is
// killed.
//
// The same seed gives the same figures.
package simulation

import (
	"container/heap"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// Archive is what is to be checked.
type Archive struct {
	Documents int
	Long      int // one in so many documents has LongPages
	LongPages int
	Scanned   int // one in so many documents is scanned; 0 for none
	Seed      uint64
}

// What documents cost, measured; docs/archives.md says how.
const (
	pageSeconds  = 0.0063 // CPU time of a page of a PDF
	scanSeconds  = 1.5    // CPU time of a page that is recognised
	scanPages    = 500    // that are recognised of a document, at most; the limit ocr-pages
	lineBytes    = 850    // of a document in the archive
	medianPages  = 6      // of all but the long documents, whose pages have a log-normal distribution
	spread       = 1.0    // standard deviation of the logarithm of the pages
	startSeconds = 0.5    // to hand a part to a worker, and to write it; assumed
)

// Cluster is what checks it.
type Cluster struct {
	Workers   int
	Processes int     // of each worker, one for each processor
	Slow      int     // one in so many workers is slow; 0 for none
	SlowBy    float64 // how many times as long a slow one takes
	Kills     float64 // of each worker, in an hour
	Restart   float64 // seconds until a killed worker is back
	Fixed     bool    // the engine deals all parts out before it begins, as Flink does
	Alone     bool    // a worker has one part at a time, so processes wait for its last document
}

// Part is the work of one part, in seconds of CPU time.
type Part struct {
	Documents int
	Sum       float64
	Longest   float64 // document
}

// seconds is how long all processes of a worker have work with a part, and how much longer its last
// document may take on one of them: no process waits while there is a document left (Graham, Bounds
// on Multiprocessing Timing Anomalies, 1969).
func (p Part) seconds(processes int) (busy, tail float64) {
	n := float64(processes)
	return startSeconds + p.Sum/n, p.Longest * (1 - 1/n)
}

// Split deals the documents of an archive to parts, as the hash of their names does.
func (a Archive) Split(parts int) []Part {
	size := rand.New(rand.NewPCG(a.Seed, 1))
	hash := rand.New(rand.NewPCG(a.Seed, 2))
	all := make([]Part, parts)
	for range a.Documents {
		p := &all[hash.IntN(parts)]
		seconds := a.document(size)
		p.Documents++
		p.Sum += seconds
		p.Longest = max(p.Longest, seconds)
	}
	return all
}

// document draws how long a document takes.
func (a Archive) document(r *rand.Rand) float64 {
	pages := math.Ceil(medianPages * math.Exp(spread*r.NormFloat64()))
	if r.IntN(a.Long) == 0 {
		pages = float64(a.LongPages)
	}
	if a.Scanned > 0 && r.IntN(a.Scanned) == 0 {
		return min(pages, scanPages)*scanSeconds + pages*pageSeconds
	}
	return pages * pageSeconds
}

// Outcome is how a job went.
type Outcome struct {
	Hours float64 // from the first part to the last
	Ideal float64 // hours in which all processes would do the work if none ever waited
	Lost  float64 // share of the work that was done for nothing
	Kills int
}

// Run runs a job. It gives up, with infinite hours, when it takes a hundred times what it should.
func (c Cluster) Run(parts []Part, seed uint64) Outcome {
	s := &schedule{Cluster: c, random: rand.New(rand.NewPCG(seed, 3))}
	var sum float64
	queues := make([][]Part, 1)
	if c.Fixed {
		queues = make([][]Part, c.Workers)
	}
	for i, p := range parts {
		sum += p.Sum
		queues[i%len(queues)] = append(queues[i%len(queues)], p)
	}
	ideal := sum / float64(c.Workers*c.Processes)
	s.most = 100 * (ideal + startSeconds)
	for i := range c.Workers {
		w := &worker{by: 1, killed: s.nextKill(0)}
		if c.Slow > 0 && i%c.Slow == 0 {
			w.by = c.SlowBy
		}
		w.queue = &queues[i%len(queues)]
		s.workers = append(s.workers, w)
	}
	heap.Init(s)
	o := Outcome{Ideal: ideal / secondsOfHour}
	end := s.run()
	o.Hours, o.Kills, o.Lost = end/secondsOfHour, s.kills, s.lost/max(s.lost+s.done, 1)
	return o
}

const secondsOfHour = 3600

// worker is one worker in time.
type worker struct {
	free   float64 // when it can take a part
	by     float64
	killed float64 // when it is killed next
	queue  *[]Part
}

// schedule is a heap of workers by when they are free.
type schedule struct {
	Cluster
	workers    []*worker
	random     *rand.Rand
	lost, done float64 // seconds of workers
	kills      int
	most       float64
}

func (s *schedule) Len() int           { return len(s.workers) }
func (s *schedule) Less(i, j int) bool { return s.workers[i].free < s.workers[j].free }
func (s *schedule) Swap(i, j int)      { s.workers[i], s.workers[j] = s.workers[j], s.workers[i] }
func (s *schedule) Push(w any)         { s.workers = append(s.workers, w.(*worker)) }

func (s *schedule) Pop() any {
	last := s.workers[len(s.workers)-1]
	s.workers = s.workers[:len(s.workers)-1]
	return last
}

// nextKill draws when a worker that lives at a time is killed.
func (s *schedule) nextKill(after float64) float64 {
	if s.Kills == 0 {
		return math.Inf(1)
	}
	return after + s.random.ExpFloat64()/s.Kills*secondsOfHour
}

// run returns when the last part is done.
func (s *schedule) run() float64 {
	end := 0.0
	for s.Len() > 0 {
		w := s.workers[0]
		if len(*w.queue) == 0 {
			heap.Pop(s) // The part of a worker that is killed is its own again, when it is back.
			continue
		}
		part := (*w.queue)[0]
		*w.queue = (*w.queue)[1:]
		busy, tail := part.seconds(s.Processes)
		busy, tail = busy*w.by, tail*w.by
		done := w.free + busy + tail
		switch {
		case done > s.most:
			return math.Inf(1)
		case done > w.killed:
			s.lost += max(w.killed-w.free, 0)
			s.kills++
			w.free = max(w.killed, w.free) + s.Restart
			w.killed = s.nextKill(w.free)
			*w.queue = append(*w.queue, part)
		default:
			s.done += busy
			end = max(end, done)
			if w.free += busy; s.Alone {
				w.free = done
			}
		}
		heap.Fix(s, 0)
	}
	return end
}

// standard is the archive of the documentation: ten million documents, one in a thousand of 900
// pages.
var standard = Archive{Documents: 10_000_000, Long: 1000, LongPages: 900, Seed: 1}

// cluster is the cluster of the documentation: 50 workers with eight processors each.
var cluster = Cluster{Workers: 50, Processes: 8, Restart: 120}

// numbers are the numbers of parts of the documentation.
var numbers = []int{50, 500, 5_000, 50_000}

// Tables are the tables of the documentation, as Markdown.
func Tables() string {
	scanned := standard
	scanned.Scanned = 100
	var b strings.Builder
	for _, a := range []struct {
		of    Archive
		about string
	}{{standard, "No document is scanned"}, {scanned, "One document in a hundred is scanned"}} {
		ideal := cluster.Run(a.of.Split(1), 1).Ideal
		fmt.Fprintf(&b, "%s: %.0f hours of CPU, %s where no process ever waits.\n\n%s\n", a.about,
			ideal*float64(cluster.Workers*cluster.Processes), minutes(ideal), a.of.table())
	}
	return b.String()
}

// table has a row for each number of parts.
func (a Archive) table() string {
	alone, slow, fixed, killed := cluster, cluster, cluster, cluster
	alone.Alone = true
	slow.Slow, slow.SlowBy = 50, 5
	fixed.Slow, fixed.SlowBy, fixed.Fixed = 50, 5, true
	killed.Kills = 1
	var b strings.Builder
	b.WriteString("| parts | documents in one | bytes of one | CPU of the largest | one part at a time | calm | " +
		"one slow worker | the same, dealt out before | workers killed hourly | done for nothing |\n")
	b.WriteString("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, n := range numbers {
		parts := a.Split(n)
		largest := Part{}
		for _, p := range parts {
			if p.Sum > largest.Sum {
				largest = p
			}
		}
		calm, kills := cluster.Run(parts, a.Seed), killed.Run(parts, a.Seed)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %.1f %% |\n",
			grouped(n), grouped(a.Documents/n), bytes(a.Documents/n*lineBytes), minutes(largest.Sum/secondsOfHour),
			minutes(alone.Run(parts, a.Seed).Hours), minutes(calm.Hours), minutes(slow.Run(parts, a.Seed).Hours),
			minutes(fixed.Run(parts, a.Seed).Hours), minutes(kills.Hours), 100*kills.Lost)
	}
	return b.String()
}

// grouped writes a number with commas.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

func bytes(n int) string {
	if n >= 1_000_000 {
		return fmt.Sprintf("%.0f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.0f kB", float64(n)/1e3)
}

func minutes(hours float64) string {
	if math.IsInf(hours, 1) {
		return "never"
	}
	return fmt.Sprintf("%.0f min", hours*60)
}

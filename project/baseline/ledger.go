package baseline

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"refrain/analyzer"
	"refrain/internal/strictyaml"
)

// Ledger compares one document after the other with a baseline. It is not safe for concurrent use.
type Ledger struct {
	baseline *Baseline
	same     bool                   // the run looks for what the baseline's did
	exists   func(path string) bool // whether there is a file
	left     []int                  // how many findings of each row have not come yet
	rows     map[string][]int       // of findings, by path
	moved    map[identity][]int     // of findings that may have moved: rows of paths without a file
	texts    map[string][]string    // fingerprints of documents, by path
	orphans  map[string]bool        // fingerprints of documents without a file
	read     map[string]bool        // by path, whether it was read in full
	moves    map[[2]string]int      // findings that have moved, by the paths from and to
	targets  map[int]map[string]int // where the findings of a row have moved
}

// NewLedger opens a baseline for a run with the header given. Exists reports whether there is a file
// at a path of the baseline.
func NewLedger(b *Baseline, run Header, exists func(path string) bool) *Ledger {
	l := &Ledger{
		baseline: b, same: b.Header.same(run), exists: exists, left: make([]int, len(b.Rows)), rows: map[string][]int{},
		texts:   map[string][]string{},
		orphans: map[string]bool{}, moved: map[identity][]int{}, read: map[string]bool{}, moves: map[[2]string]int{},
		targets: map[int]map[string]int{},
	}
	gone := map[string]bool{}
	for i := range b.Rows {
		r := &b.Rows[i]
		l.left[i] = r.Count
		lost, known := gone[r.Path]
		if !known {
			lost = !exists(r.Path)
			gone[r.Path] = lost
		}
		switch {
		case r.Entry != "":
			l.rows[r.Path] = append(l.rows[r.Path], i)
			if lost {
				l.moved[r.identity()] = append(l.moved[r.identity()], i)
			}
		case lost:
			l.orphans[r.Text] = true
		default:
			l.texts[r.Path] = append(l.texts[r.Path], r.Text)
		}
	}
	return l
}

// Apply says of each finding of a document that nobody has waived whether it is known. The findings
// of a document that is no longer where it was are known in another. A finding is late when its
// document's text is that of the baseline and the run looks for other things than the baseline's
// did.
func (l *Ledger) Apply(r *analyzer.Report, path string) {
	l.read[path] = len(r.Gaps()) == 0
	here := map[identity][]int{}
	for _, i := range l.rows[path] {
		id := l.baseline.Rows[i].identity()
		here[id] = append(here[id], i)
	}
	late := !l.same && l.unchanged(r, path)
	for i := range r.Findings {
		f := &r.Findings[i]
		row := rowOf(r.Doc, f, path)
		id, waived := row.identity(), f.Record.State == analyzer.Waived
		at, ok := l.take(here[id], waived)
		if !ok {
			if at, ok = l.take(l.moved[id], waived); ok {
				l.move(at, path)
			}
		}
		switch {
		case waived:
		case ok && !l.baseline.Rows[at].Waived:
			f.Record = analyzer.Record{State: analyzer.Known}
		case !ok && late && f.Record.State == analyzer.Open:
			f.Record = analyzer.Record{State: analyzer.Late}
		}
	}
}

// take takes one finding from the first row that has one left. A waived finding goes to those that
// were waived then, another to the others, before it goes to any.
func (l *Ledger) take(rows []int, waived bool) (row int, ok bool) {
	for _, want := range []bool{waived, !waived} {
		for _, i := range rows {
			if l.left[i] > 0 && l.baseline.Rows[i].Waived == want {
				l.left[i]--
				return i, true
			}
		}
	}
	return 0, false
}

func (l *Ledger) move(row int, to string) {
	l.moves[[2]string{l.baseline.Rows[row].Path, to}]++
	if l.targets[row] == nil {
		l.targets[row] = map[string]int{}
	}
	l.targets[row][to]++
}

// unchanged reports whether the text of a document is the one that the baseline was made from.
func (l *Ledger) unchanged(r *analyzer.Report, path string) bool {
	text := fingerprint(r.Doc)
	return slices.Contains(l.texts[path], text) || l.orphans[text]
}

// Messages of notices.
const (
	isGone analyzer.Message = "{number} of {entry} (“{words}”) is in the baseline and no longer in the text; " +
		"refrain baseline prune takes out what is not needed"
	areGone analyzer.Message = "{number} of {entry} (“{words}”) are in the baseline and no longer in the text; " +
		"refrain baseline prune takes out what is not needed"
	hasMoved analyzer.Message = "{number} known from {file}, which is no longer there; " +
		"refrain baseline prune says so in the baseline"
)

// Notices are what the run says of the baseline: rows that match nothing any more, of documents
// that were read in full, or that covered says would have been read if they were there; and
// findings that have moved.
func (l *Ledger) Notices(covered func(path string) bool) []analyzer.Notice {
	var notices []analyzer.Notice
	for i := range l.baseline.Rows {
		if r := &l.baseline.Rows[i]; l.stale(i, covered) && r.Entry != "" {
			message := isGone
			if l.left[i] > 1 {
				message = areGone
			}
			notices = append(notices, analyzer.NewNotice(
				"stale", strictyaml.Position{File: r.Path}, message,
				"number", strconv.Itoa(l.left[i]), "entry", r.Entry, "words", r.Words,
			))
		}
	}
	var moves []analyzer.Notice
	for at, n := range l.moves {
		moves = append(moves, analyzer.NewNotice(
			"moved", strictyaml.Position{File: at[1]}, hasMoved, "number", strconv.Itoa(n), "file", at[0],
		))
	}
	slices.SortFunc(moves, func(a, b analyzer.Notice) int {
		return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Text, b.Text))
	})
	return append(notices, moves...)
}

// stale reports whether a row holds more than the text.
func (l *Ledger) stale(row int, covered func(path string) bool) bool {
	r := &l.baseline.Rows[row]
	full, read := l.read[r.Path]
	switch {
	case r.Entry == "":
		return !read && covered(r.Path)
	case l.left[row] == 0:
		return false
	}
	return full || !read && covered(r.Path)
}

// Pruned is the baseline without what is stale, and with moved findings where they are now. It
// never holds more findings than before.
func (l *Ledger) Pruned(covered func(path string) bool) *Baseline {
	b := &Baseline{Header: l.baseline.Header}
	renamed := map[string]string{}
	for i, r := range l.baseline.Rows {
		gone := 0
		for _, to := range slices.Sorted(maps.Keys(l.targets[i])) {
			there := r
			there.Path, there.Count = to, l.targets[i][to]
			b.Rows = append(b.Rows, there)
			renamed[r.Path] = to
			gone += there.Count
		}
		if l.stale(i, covered) {
			gone += l.left[i]
		}
		switch {
		case r.Entry == "" && l.stale(i, covered):
		case r.Entry == "":
			b.Rows = append(b.Rows, r)
		case r.Count > gone:
			r.Count -= gone
			b.Rows = append(b.Rows, r)
		}
	}
	for _, r := range l.baseline.Rows {
		if to := renamed[r.Path]; r.Entry == "" && to != "" {
			r.Path = to
			b.Rows = append(b.Rows, r)
		}
	}
	b.sort()
	return b
}

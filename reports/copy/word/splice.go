package word

import (
	"cmp"
	"slices"
	"strings"
)

// edit puts something in place of a stretch of a part. Most stretches are empty.
type edit struct {
	from, to int
	with     string
	kept     []keptBytes // of the stretch, as far as with holds them
}

// keptBytes are bytes of a part that what takes their place holds as they were, from an offset on.
type keptBytes struct{ from, to, at int }

// splice is a part with all edits made, which do not overlap. The result is read once more: a copy
// that no program opens is worse than none.
func splice(text string, edits []edit) (string, error) {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.from])
		b.WriteString(e.with)
		at = e.to
	}
	b.WriteString(text[at:])
	return b.String(), (&tree{text: b.String()}).walk()
}

// point is a place in a part where a mark can be put, with what has to close before it and to open
// again after it.
type point struct {
	at            int
	before, after string
	skip          int // bytes of the part that these stand for
}

// place is where a comment stands: from one point to another, or at one point where both are the
// same.
type place struct {
	from, to point
	isPoint  bool
}

func (p place) none() bool { return p == place{} }

// marks are what is put in at points. Where several meet, the comments that end there come first.
type marks struct {
	points map[int]*marked
}

type marked struct {
	point
	ends, starts strings.Builder
}

func (m *marks) at(p point) *marked {
	if m.points == nil {
		m.points = map[int]*marked{}
	}
	if m.points[p.at] == nil {
		m.points[p.at] = &marked{point: p}
	}
	return m.points[p.at]
}

func (m *marks) edits() []edit {
	var all []edit
	for _, p := range m.points {
		all = append(
			all,
			edit{from: p.at, to: p.at + p.skip, with: p.before + p.ends.String() + p.starts.String() + p.after},
		)
	}
	return all
}

package versions

import (
	"cmp"
	"slices"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
)

// Bounds of what a page shows of a comparison.
const (
	aroundFold = 1 // provisions that stay open at each end of a stretch that is folded
	leastFold  = 3 // provisions that are folded; fewer stay open
)

// room is how many bytes of both versions together a file may still show: of provisions with findings,
// of changed ones without, and of those that are the same. Each has its own, so that documents without
// changes take nothing from those that come later.
type room [3]int

// pageRoom is the room of a page, so that a browser opens it fast.
var pageRoom = room{3 << 20, 2 << 20, 2 << 20}

// row is one row of two columns: a pair of provisions, or the place that some were moved away from.
type row struct {
	pair *compare.Pair
	at   int // of the pair among all
	away []displaced
	shut bool // it is folded with its neighbours
	cut  bool // it is left out, since the page would be too long
}

// displaced is a provision that is shown at another place than where its version has it.
type displaced struct {
	provision *compare.Provision
	isNew     bool // of the new version
	at        int  // the pair that shows it
}

// mark is a finding in one version.
type mark struct {
	change *shownChange
	span   document.Span
}

// marksOf are the findings of each pair: of the old version, and of the new one.
func marksOf(c *compare.Comparison, changes []*shownChange) [][2][]mark {
	marks := make([][2][]mark, len(c.Pairs))
	for i := range c.Findings {
		f := &c.Findings[i]
		if f.Old != nil && f.OldPair >= 0 {
			marks[f.OldPair][0] = append(marks[f.OldPair][0], mark{changes[i], f.Old.Span})
		}
		if f.New != nil && f.NewPair >= 0 {
			marks[f.NewPair][1] = append(marks[f.NewPair][1], mark{changes[i], f.New.Span})
		}
	}
	for i := range marks {
		for side := range marks[i] {
			slices.SortStableFunc(marks[i][side], func(a, b mark) int {
				return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
			})
		}
	}
	return marks
}

// rowsOf are the rows of a comparison, in the order of the new text. Where a provision was moved, its
// old place has a row that says where it went.
func rowsOf(c *compare.Comparison) []row {
	away := awayFrom(c)
	var rows []row
	if list := away[-1]; list != nil {
		rows = append(rows, row{at: -1, away: list})
	}
	for i := range c.Pairs {
		rows = append(rows, row{pair: &c.Pairs[i], at: i})
		if list := away[i]; list != nil {
			rows = append(rows, row{at: -1, away: list})
		}
	}
	return rows
}

// awayFrom are the provisions that are shown elsewhere, by the pair after which they would be; -1 is
// before all.
func awayFrom(c *compare.Comparison) map[int][]displaced {
	type place struct {
		provision *compare.Provision
		pair      int
		first     bool // of its pair in its version
	}
	away := map[int][]displaced{}
	for _, isNew := range []bool{false, true} {
		var places []place
		for i := range c.Pairs {
			list := c.Pairs[i].Old
			if isNew {
				list = c.Pairs[i].New
			}
			for j := range list {
				places = append(places, place{&list[j], i, j == 0})
			}
		}
		slices.SortStableFunc(places, func(a, b place) int {
			return cmp.Compare(a.provision.Span.Start, b.provision.Span.Start)
		})
		after, last := -1, -1
		for _, p := range places {
			pair := &c.Pairs[p.pair]
			gone := p.first && pair.Moved && !isNew && len(pair.New) > 0
			if gone || !p.first && p.pair != last {
				away[after] = append(away[after], displaced{p.provision, isNew, p.pair})
			} else if !pair.Moved || isNew {
				after = p.pair
			}
			last = p.pair
		}
	}
	return away
}

// quiet reports whether a row has neither findings nor words that differ, or is no part of the text
// that readers see and has no findings.
func (r *row) quiet(marks [][2][]mark) bool {
	return r.pair != nil && (r.pair.How == compare.Same || r.pair.Apart()) && !r.marked(marks)
}

// moved reports whether a row's provision is part of the text and was moved.
func (r *row) moved() bool { return r.pair != nil && r.pair.Moved && !r.pair.Apart() }

// marked reports whether a row has a finding.
func (r *row) marked(marks [][2][]mark) bool {
	return r.pair != nil && len(marks[r.at][0])+len(marks[r.at][1]) > 0
}

// size is how many bytes of text a row shows.
func (r *row) size() int {
	n := 0
	if r.pair != nil {
		for _, list := range [][]compare.Provision{r.pair.Old, r.pair.New} {
			for i := range list {
				n += list[i].Span.Len()
			}
		}
	}
	return n
}

// findings is how many findings the row tells of.
func (r *row) findings() int {
	if r.pair == nil {
		return 0
	}
	return r.pair.End - r.pair.First
}

// fold folds the middle of each stretch of quiet rows, so that what stands next to a change stays
// open. Of those that were moved together, the first stays open.
func fold(rows []row, marks [][2][]mark) {
	for i := 0; i < len(rows); {
		j := i + 1
		if rows[i].quiet(marks) {
			for j < len(rows) && rows[j].quiet(marks) && rows[j].moved() == rows[i].moved() {
				j++
			}
			first, end := i+aroundFold, j-aroundFold
			if i == 0 && !rows[i].moved() {
				first = 0
			}
			if j == len(rows) || rows[i].moved() {
				end = j
			}
			if end-first >= leastFold {
				for k := first; k < end; k++ {
					rows[k].shut = true
				}
			}
		}
		i = j
	}
}

// fit leaves out what there is no room for. Of a document that is in one version alone, only provisions
// with findings are shown.
func (m *room) fit(rows []row, marks [][2][]mark, oneSided bool) {
	for i := range rows {
		r, of, size := &rows[i], 1, rows[i].size()
		switch {
		case r.marked(marks):
			of = 0
		case r.quiet(marks) && !r.moved():
			of = 2
		}
		if r.cut = size > m[of] || oneSided && of > 0; !r.cut {
			m[of] -= size
		}
	}
}

// piece is a stretch of text in which nothing begins or ends.
type piece struct {
	text    string
	changed bool
	in      []*shownChange // findings that hold it, from the outside in
	begins  []*shownChange // of them, those that begin with it
	ends    []*shownChange // those that end with it
}

// pieces cuts a block where findings and changed words begin and end. Both are in the order of the
// text, and what lies outside of the block is left out.
func pieces(d *document.Document, block document.Span, edits []document.Span, marks []mark) []piece {
	var cuts []int
	cut := func(s document.Span) {
		cuts = append(cuts, max(s.Start, block.Start), min(s.End, block.End))
	}
	cut(block)
	edits = slices.DeleteFunc(slices.Clone(edits), func(s document.Span) bool { return !s.Overlaps(block) })
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool { return !m.span.Overlaps(block) })
	for _, s := range edits {
		cut(s)
	}
	for _, m := range marks {
		cut(m.span)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var list []piece
	var open []mark
	for i := 0; i+1 < len(cuts); i++ {
		s := document.Span{Start: cuts[i], End: cuts[i+1]}
		p := piece{text: s.Of(d.Text)}
		for len(edits) > 0 && edits[0].End <= s.Start {
			edits = edits[1:]
		}
		p.changed = len(edits) > 0 && edits[0].Start <= s.Start
		for len(marks) > 0 && marks[0].span.Start <= s.Start {
			open = append(open, marks[0])
			p.begins = append(p.begins, marks[0].change)
			marks = marks[1:]
		}
		for _, m := range open {
			p.in = append(p.in, m.change)
			if m.span.End <= s.End || m.span.End >= block.End && s.End == block.End {
				p.ends = append(p.ends, m.change)
			}
		}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.span.End <= s.End })
		list = append(list, p)
	}
	return list
}

// side is one version of a pair, as columns show it.
type side struct {
	report     *analyzer.Report
	isNew      bool
	provisions []compare.Provision
	whole      bool // the other version has nothing of it
	edits      []document.Span
	marks      []mark
}

// sidesOf are both sides of a row's pair.
func sidesOf(c *compare.Comparison, r *row, marks [][2][]mark) (old, new side) {
	old = side{report: c.Old, provisions: r.pair.Old, whole: r.pair.How == compare.Removed, marks: marks[r.at][0]}
	new = side{
		report: c.New, isNew: true, provisions: r.pair.New, whole: r.pair.How == compare.Added, marks: marks[r.at][1],
	}
	for _, e := range r.pair.Words {
		if e.Old.Len() > 0 {
			old.edits = append(old.edits, e.Old)
		}
		if e.New.Len() > 0 {
			new.edits = append(new.edits, e.New)
		}
	}
	for _, s := range []*side{&old, &new} {
		slices.SortFunc(s.edits, func(a, b document.Span) int { return cmp.Compare(a.Start, b.Start) })
	}
	return old, new
}

// inBlock are the changed stretches and findings near a block.
func (s *side) inBlock(block document.Span) ([]document.Span, []mark) {
	edits, _ := slices.BinarySearchFunc(s.edits, block.Start, func(e document.Span, at int) int {
		return cmp.Compare(e.End, at+1)
	})
	end, _ := slices.BinarySearchFunc(s.edits, block.End, func(e document.Span, at int) int {
		return cmp.Compare(e.Start, at)
	})
	first, _ := slices.BinarySearchFunc(s.marks, block.Start, func(m mark, at int) int {
		return cmp.Compare(m.span.Start, at)
	})
	last, _ := slices.BinarySearchFunc(s.marks, block.End, func(m mark, at int) int {
		return cmp.Compare(m.span.Start, at)
	})
	return s.edits[edits:max(edits, end)], s.marks[first:last]
}

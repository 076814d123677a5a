package pdf

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"unicode"

	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/engine"
	"refrain/analyzer/reader/pdf/paint"
)

// rule is a thin horizontal line, in the space of the page's Chars.
type rule struct {
	left, right, y, thick float32
}

// Bounds on the lines of a page that may be drawn through letters.
const (
	mostRules = 20_000
	thickRule = 4.0 // points
	shortRule = 1.5
)

// struck marks the characters that a line is drawn through, and those with one under them.
func (r *pageReader) struck(ctx context.Context, p *Page) {
	r.annotated(p)
	rules := r.rules(ctx)
	if len(rules) == 0 {
		return
	}
	s := striker{pageReader: r, page: p}
	s.order()
	for _, l := range merged(rules) {
		s.draw(ctx, l)
	}
	s.mark()
}

// rules finds the thin lines of the page, as it is when its text runs upright.
func (r *pageReader) rules(ctx context.Context) (found []rule) {
	toPage := r.transform(r.upright)
	add := func(box paint.Rect, thick float32) {
		b := toPage(box)
		high := b.Bottom - b.Top
		if high <= thickRule && b.Right-b.Left >= max(shortRule, 1.5*high) && len(found) < mostRules {
			found = append(found, rule{b.Left, b.Right, (b.Top + b.Bottom) / 2, max(high, thick)})
		}
	}
	page := r.shown()
	for i := range r.objects {
		o := &r.objects[i]
		box := o.Shown().Intersect(page)
		if box.Width() < 0 || box.Height() < 0 || !o.Inked() {
			continue
		}
		switch {
		case o.Kind == engine.Image || o.Kind == engine.Path && (o.Points <= 5 || thin(box)):
			add(box, 0)
		case o.Kind == engine.Path && o.Points <= 5*paint.MostContours:
			for _, c := range r.contours(ctx, o) {
				add(c.Intersect(o.Clip), o.Width)
			}
		}
	}
	return found
}

// thin reports whether a box is no higher, or no wider, than a line.
func thin(r paint.Rect) bool { return r.Height() <= thickRule || r.Width() <= thickRule }

// contours returns the boxes of a path's contours in the page's own space.
func (r *pageReader) contours(ctx context.Context, o *paint.Object) (boxes []paint.Rect) {
	if r.err == nil {
		boxes, r.err = o.Contours(ctx, r.doc.in)
	}
	return boxes
}

// merged joins lines that go on from each other: programs draw a line for each word or syllable.
func merged(rules []rule) []rule {
	slices.SortFunc(rules, func(a, b rule) int {
		if c := cmp.Compare(math.Round(float64(a.y)*2), math.Round(float64(b.y)*2)); c != 0 {
			return c
		}
		return cmp.Compare(a.left, b.left)
	})
	const touching = 3.5 // points between two lines over the blank between words
	out := rules[:0]
	for _, l := range rules {
		if n := len(out) - 1; n >= 0 && math.Abs(float64(out[n].y-l.y)) < 0.6 && l.left <= out[n].right+touching {
			out[n].right = max(out[n].right, l.right)
			continue
		}
		out = append(out, l)
	}
	return out
}

// striker marks characters of a page by the lines through and under them.
type striker struct {
	*pageReader
	page    *Page
	first   int     // row that has characters
	starts  []int32 // of each row from there on, in chars
	chars   []int32 // of one row after the other
	touched []uint8 // Struck and Underlined, before it is known that they hold
	whole   bool    // a line goes through a whole word
}

// Characters are found by rows, steps that their middles lie in.
const (
	rowHeight = 8  // points
	nearLine  = 24 // points around a line in which it may cross letters
)

// rowOf returns the row of a place.
func rowOf(y float32) int { return int(y / rowHeight) }

// order puts the characters that are drawn into rows.
func (s *striker) order() {
	drawn := make([]int32, 0, len(s.page.Chars))
	first, last := math.MaxInt, math.MinInt
	row := func(i int32) int {
		b := &s.page.Chars[i].Box
		return rowOf((b.Top + b.Bottom) / 2)
	}
	for i := range s.page.Chars {
		if s.facts[i].owner >= 0 && !layout.Blank(s.page.Chars[i].Rune) {
			drawn = append(drawn, int32(i))
			first, last = min(first, row(int32(i))), max(last, row(int32(i)))
		}
	}
	if len(drawn) == 0 {
		return
	}
	s.first, s.starts = first, make([]int32, last-first+2)
	for _, i := range drawn {
		s.starts[row(i)-first+1]++
	}
	for k := 1; k < len(s.starts); k++ {
		s.starts[k] += s.starts[k-1]
	}
	s.chars = make([]int32, len(drawn))
	next := slices.Clone(s.starts)
	for _, i := range drawn {
		at := &next[row(i)-first]
		s.chars[*at] = i
		*at++
	}
}

// near returns the characters in the rows in which a line at y may cross letters.
func (s *striker) near(y float32) []int32 {
	rows := len(s.starts) - 1
	from, to := max(0, rowOf(y-nearLine)-s.first), min(rows, rowOf(y+nearLine)-s.first+1)
	if from >= to {
		return nil
	}
	return s.chars[s.starts[from]:s.starts[to]]
}

// draw takes a line for one through or under the letters that it crosses, if it is no line of a
// table or a form: then it reaches out on neither side.
func (s *striker) draw(ctx context.Context, l rule) {
	crossed := s.crossed(l)
	if len(crossed) == 0 {
		return
	}
	const apart = 3 // heights between two letters: they lie in different cells
	for k := 1; k < len(crossed); k++ {
		if s.page.Chars[crossed[k]].Box.Left-s.page.Chars[crossed[k-1]].Box.Right >= apart*s.high(crossed[0]) {
			return
		}
	}
	if s.reachesOut(l, crossed) {
		return
	}
	style := s.style(ctx, l, crossed)
	if style == 0 {
		return
	}
	if s.touched == nil {
		s.touched = make([]uint8, len(s.page.Chars))
	}
	for _, c := range crossed {
		s.touched[c] |= style
	}
}

// reachesOut reports whether a line reaches out on a side of the letters that it crosses, or is too
// thick or too thin to strike them out.
func (s *striker) reachesOut(l rule, crossed []int) bool {
	const (
		mostOut   = 10 // points
		thickest  = 0.3
		thinnest  = 0.015
		outOfSize = 0.8 // all three in heights of the letters
	)
	first, last := &s.page.Chars[crossed[0]].Box, &s.page.Chars[crossed[len(crossed)-1]].Box
	high := s.high(crossed[0])
	out := min(outOfSize*high, mostOut)
	return l.left < first.Left-out || l.right > last.Right+out || l.thick > thickest*high || l.thick < thinnest*high
}

// style returns whether a line goes through most of the letters that it crosses, or under them.
func (s *striker) style(ctx context.Context, l rule, crossed []int) uint8 {
	const (
		asked  = 40 // letters
		enough = 6  // of ten
	)
	through, under := 0, 0
	crossed = crossed[:min(len(crossed), asked)]
	for _, c := range crossed {
		switch s.where(ctx, c, l.y) {
		case layout.Struck:
			through++
		case layout.Underlined:
			under++
		}
	}
	switch {
	case through*10 >= len(crossed)*enough:
		return layout.Struck
	case under*10 >= len(crossed)*enough:
		return layout.Underlined
	}
	return 0
}

func (s *striker) high(c int) float32 {
	b := &s.page.Chars[c].Box
	return b.Bottom - b.Top
}

// crossed returns the characters of one line of text that a line may go through or under, from
// left to right.
func (s *striker) crossed(l rule) (found []int) {
	for _, i := range s.near(l.y) {
		b := &s.page.Chars[i].Box
		high := b.Bottom - b.Top
		middle := (b.Left + b.Right) / 2
		if middle >= l.left && middle <= l.right && l.y >= b.Top+0.25*high && l.y <= b.Bottom+0.15*high {
			found = append(found, int(i))
		}
	}
	slices.SortFunc(found, func(i, k int) int {
		return cmp.Compare(s.page.Chars[i].Box.Left, s.page.Chars[k].Box.Left)
	})
	return found
}

// where reports whether a line goes through a letter or under it.
func (s *striker) where(ctx context.Context, c int, y float32) uint8 {
	b := &s.page.Chars[c].Box
	high := b.Bottom - b.Top
	base := s.base(ctx, c)
	switch above := base - y; {
	case above > 0.10*high && above < 0.55*high:
		ink := s.transform(s.upright)(s.glyphBox(ctx, c))
		if y > ink.Top && y < ink.Bottom { // What is drawn there is no blank, and no comma.
			return layout.Struck
		}
	case above <= 0.04*high && above > -0.3*high:
		return layout.Underlined
	}
	return 0
}

// base returns where the letter stands.
func (s *striker) base(ctx context.Context, c int) float32 {
	f := &s.facts[c]
	buffer := s.scratch(ctx, 512)
	at := uint64(buffer)
	if f.index < 0 || s.call(ctx, "FPDFText_GetCharOrigin", s.text, uint64(f.index), at, at+8) == 0 || s.err != nil {
		return s.page.Chars[c].Box.Bottom - 0.2*s.high(c)
	}
	m, ok := s.doc.in.Read(buffer, 16)
	if !ok {
		return 0
	}
	x := float32(math.Float64frombits(binary.LittleEndian.Uint64(m)))
	y := float32(math.Float64frombits(binary.LittleEndian.Uint64(m[8:])))
	return s.transform(s.upright)(paint.Rect{Left: x, Bottom: y, Right: x, Top: y}).Top
}

// mark marks the words that lines go through. A line through less than most of a word counts
// where others go through whole words.
func (s *striker) mark() {
	if s.touched == nil {
		return
	}
	s.each(func(word []int, through int) {
		if through*10 >= len(word)*6 {
			s.whole = true
		}
	})
	s.each(func(word []int, through int) {
		all := through*10 >= len(word)*9
		for _, c := range word {
			if all || s.whole && s.touched[c]&layout.Struck != 0 {
				s.page.Chars[c].Style |= layout.Struck
			}
		}
	})
	for c, style := range s.touched {
		if style&layout.Underlined != 0 && s.page.Chars[c].Style&layout.Struck == 0 {
			s.page.Chars[c].Style |= layout.Underlined
		}
	}
	s.page.bridge()
}

// each calls do with each word that a line goes through, and through how many of its characters.
func (s *striker) each(do func(word []int, through int)) {
	var word []int
	through := 0
	flush := func() {
		if through > 0 && slices.ContainsFunc(word, func(c int) bool {
			return unicode.IsLetter(s.page.Chars[c].Rune) || unicode.IsDigit(s.page.Chars[c].Rune)
		}) {
			do(word, through)
		}
		word, through = word[:0], 0
	}
	for i := range s.page.Chars {
		if layout.Blank(s.page.Chars[i].Rune) {
			flush()
			continue
		}
		word = append(word, i)
		if s.touched[i]&layout.Struck != 0 {
			through++
		}
	}
	flush()
}

// bridge gives the blanks between two words that are struck, or underlined, the same style.
func (p *Page) bridge() {
	last := -1
	for i := range p.Chars {
		if layout.Blank(p.Chars[i].Rune) {
			continue
		}
		if last >= 0 {
			for k := last + 1; k < i; k++ {
				p.Chars[k].Style |= p.Chars[last].Style & p.Chars[i].Style
			}
		}
		last = i
	}
}

// annotated marks the characters that an annotation strikes out.
func (r *pageReader) annotated(p *Page) {
	var quads []paint.Rect
	for _, a := range r.annotations {
		if a.kind == strikeOutAnnotation && !a.hidden() {
			quads = append(quads, a.quads...)
		}
	}
	if len(quads) == 0 {
		return
	}
	a := striker{pageReader: r, page: p, touched: make([]uint8, len(p.Chars))}
	for i := range p.Chars {
		f := &r.facts[i]
		x, y := (f.box.Left+f.box.Right)/2, (f.box.Bottom+f.box.Top)/2
		if f.owner >= 0 && slices.ContainsFunc(quads, func(q paint.Rect) bool { return q.Holds(x, y) }) {
			a.touched[i] = layout.Struck
		}
	}
	a.each(func(word []int, through int) {
		for _, c := range word {
			if through*2 >= len(word) { // The boxes of annotations are not exact.
				p.Chars[c].Style |= layout.Struck
			}
		}
	})
	p.bridge()
}

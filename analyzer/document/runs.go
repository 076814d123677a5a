package document

import (
	"encoding/binary"
	"iter"
	"math"
	"slices"
	"sort"
	"time"
)

// Runs are where the text of a document comes from: runs in the order of the text, disjoint. A
// folded text has one for every few characters, so they are packed: two or three bytes hold a run
// that differs from the run before only in where it stands. The zero value holds none.
type Runs struct {
	groups  []runGroup
	n       int
	end     place    // after the last run
	parts   []string // Run.Part, as often as it changes
	scratch []byte   // the code of the last group
	size    int      // bytes of code in the other groups
}

// runGroup is up to groupSize runs. Finding a run takes a binary search for its group, and a walk
// through the group.
type runGroup struct {
	place        // after the run before the group
	first int    // where its first run starts in the text
	code  []byte // see Runs.Append
}

const (
	groupSize  = 128
	groupBytes = 104 // that a runGroup takes
)

// place is what a run shares with the next one, as far as that does not say otherwise.
type place struct {
	text, source              int // ends
	page, line, printed, laid int
	part                      int // index into Runs.parts, from 1; 0 for ""
	time                      time.Duration
}

// The header of a packed run. A gap is what lies between the run before and this one; lengths and
// gaps that do not fit into their two bits follow as variable-length integers.
const (
	textGap      = 0 // two bits; the value follows where they are 3
	sourceGap    = 2 // likewise, and it may be negative
	straight     = 1 << 4
	moreFollows  = 1 << 5
	textLength   = 6 // two bits; the length follows where they are 0
	valueFollows = 3
)

// The second byte of a packed run with moreFollows says which of its facts follow.
const (
	newPage = 1 << iota
	newLine
	newPrinted
	newTime
	newPart
	hasBoxes
	newLaid
)

// RunsOf packs runs, which are in order.
func RunsOf(runs ...Run) Runs {
	var packed Runs
	for i := range runs {
		packed.Append(&runs[i])
	}
	return packed
}

// Len is the number of runs.
func (rs *Runs) Len() int { return rs.n }

// Size is how many bytes the runs take in memory, apart from the names of their parts.
func (rs *Runs) Size() int { return rs.size + cap(rs.scratch) + cap(rs.groups)*groupBytes }

// Append adds a run, which starts at or after the end of the last. It keeps nothing of r.
func (rs *Runs) Append(r *Run) {
	if rs.n%groupSize == 0 {
		rs.seal()
		rs.groups = append(rs.groups, runGroup{place: rs.end, first: r.Start})
	}
	at := &rs.end
	var header byte
	gap, source := r.Start-at.text, r.Source.Start-at.source
	if gap < 0 || r.Len() < 0 {
		panic("document: a run begins before the last one ends")
	}
	header |= byte(min(gap, valueFollows)) << textGap
	if source >= 0 && source < valueFollows {
		header |= byte(source) << sourceGap
	} else {
		header |= valueFollows << sourceGap
	}
	if r.Source.Len() == r.Len() {
		header |= straight
	}
	if r.Len() <= 3 {
		header |= byte(r.Len()) << textLength
	}
	part := rs.part(r.Part)
	more := at.changes(r, part)
	if more != 0 {
		header |= moreFollows
	}
	code := append(rs.scratch, header)
	if gap >= valueFollows {
		code = binary.AppendUvarint(code, uint64(gap))
	}
	if source < 0 || source >= valueFollows {
		code = binary.AppendVarint(code, int64(source))
	}
	if header>>textLength == 0 {
		code = binary.AppendUvarint(code, uint64(r.Len()))
	}
	if header&straight == 0 {
		code = binary.AppendVarint(code, int64(r.Source.Len()-r.Len()))
	}
	if more != 0 {
		code = at.appendChanges(append(code, more), r, part, more)
	}
	rs.end = place{r.End, r.Source.End, r.Page, r.Line, r.Printed, r.Laid, part, r.Time}
	rs.n++
	rs.scratch = code
	rs.groups[len(rs.groups)-1].code = code
}

// seal gives the last group a code of its own, without room to grow.
func (rs *Runs) seal() {
	if n := len(rs.groups); n > 0 {
		rs.groups[n-1].code = slices.Clone(rs.scratch)
		rs.size += len(rs.scratch)
		rs.scratch = rs.scratch[:0]
	}
}

// part is the number of a part's name. A name that was used a short while ago is not kept twice.
func (rs *Runs) part(name string) int {
	const recent = 4
	if name == "" {
		return 0
	}
	for i := len(rs.parts); i > max(0, len(rs.parts)-recent); i-- {
		if rs.parts[i-1] == name {
			return i
		}
	}
	rs.parts = append(rs.parts, name)
	return len(rs.parts)
}

// changes says which facts of a run differ from those of the run before.
func (at *place) changes(r *Run, part int) (more byte) {
	if r.Page != at.page {
		more |= newPage
	}
	if r.Line != at.line {
		more |= newLine
	}
	if r.Printed != at.printed {
		more |= newPrinted
	}
	if r.Laid != at.laid {
		more |= newLaid
	}
	if r.Time != at.time {
		more |= newTime
	}
	if part != at.part {
		more |= newPart
	}
	if len(r.Boxes) > 0 {
		more |= hasBoxes
	}
	return more
}

func (at *place) appendChanges(code []byte, r *Run, part int, more byte) []byte {
	for _, c := range [...]struct {
		flag          byte
		before, after int
	}{
		{newPage, at.page, r.Page}, {newLine, at.line, r.Line}, {newPrinted, at.printed, r.Printed},
		{newTime, int(at.time), int(r.Time)}, {newPart, at.part, part}, {newLaid, at.laid, r.Laid},
	} {
		if more&c.flag != 0 {
			code = binary.AppendVarint(code, int64(c.after-c.before))
		}
	}
	if more&hasBoxes != 0 {
		code = appendBoxes(code, r.Boxes)
	}
	return code
}

// All are the runs in order. The loop's run, with its boxes, is overwritten by the next one.
func (rs *Runs) All() iter.Seq[*Run] { return rs.From(0) }

// From are the runs that end after an offset in the text, in order. The loop's run, with its
// boxes, is overwritten by the next one.
func (rs *Runs) From(offset int) iter.Seq[*Run] {
	return func(yield func(*Run) bool) {
		for c := rs.search(offset); c.next(); {
			if c.run.End > offset && !yield(c.boxed()) {
				return
			}
		}
	}
}

// Unpacked is a copy of all runs. It takes fifty times as much memory: it is for small documents
// and tests.
func (rs *Runs) Unpacked() []Run {
	runs := make([]Run, 0, rs.n)
	for r := range rs.All() {
		r := *r
		r.Boxes = slices.Clone(r.Boxes)
		runs = append(runs, r)
	}
	return runs
}

// backward are the runs that start before an offset in the text, the last first, without boxes.
func (rs *Runs) backward(offset int) iter.Seq[*Run] {
	return func(yield func(*Run) bool) {
		var runs [groupSize]Run
		for g := rs.search(offset).group + 1; g >= 0 && g < len(rs.groups); g-- {
			n := 0
			for c := (cursor{runs: rs, group: g - 1}); c.next() && c.group == g && c.run.Start < offset; n++ {
				runs[n] = c.run
			}
			for n--; n >= 0; n-- {
				if !yield(&runs[n]) {
					return
				}
			}
		}
	}
}

// search is a cursor before the group that may hold the first run that ends after offset.
func (rs *Runs) search(offset int) cursor {
	i := sort.Search(len(rs.groups), func(i int) bool { return rs.groups[i].first > offset })
	return cursor{runs: rs, group: max(i-1, 0) - 1}
}

// cursor goes through runs.
type cursor struct {
	runs  *Runs
	group int // index of the group at hand
	code  []byte
	place
	run   Run    // the run at hand, without its boxes
	boxes []byte // of the run at hand, packed
	room  []Box
}

// next goes to the next run. It returns false at the end.
func (c *cursor) next() bool {
	if len(c.code) == 0 {
		if c.group+1 >= len(c.runs.groups) {
			return false
		}
		c.group++
		g := &c.runs.groups[c.group]
		c.place, c.code = g.place, g.code
	}
	header := c.code[0]
	c.code = c.code[1:]
	gap, source, length, difference := int(header>>textGap&3), int(header>>sourceGap&3), int(header>>textLength), 0
	if gap == valueFollows {
		gap = c.unsigned()
	}
	if source == valueFollows {
		source = c.signed()
	}
	if length == 0 {
		length = c.unsigned()
	}
	if header&straight == 0 {
		difference = c.signed()
	}
	c.boxes = nil
	if header&moreFollows != 0 {
		c.facts()
	}
	r := &c.run
	r.Start = c.text + gap
	r.End = r.Start + length
	r.Source.Start = c.source + source
	r.Source.End = r.Source.Start + length + difference
	r.Page, r.Line, r.Printed, r.Time, r.Part, r.Boxes = c.page, c.line, c.printed, c.time, "", nil
	r.Laid = c.laid
	if c.part > 0 {
		r.Part = c.runs.parts[c.part-1]
	}
	c.text, c.source = r.End, r.Source.End
	return true
}

// facts reads those that differ from the run before.
func (c *cursor) facts() {
	more := c.code[0]
	c.code = c.code[1:]
	if more&newPage != 0 {
		c.page += c.signed()
	}
	if more&newLine != 0 {
		c.line += c.signed()
	}
	if more&newPrinted != 0 {
		c.printed += c.signed()
	}
	if more&newTime != 0 {
		c.time += time.Duration(c.signed())
	}
	if more&newPart != 0 {
		c.part += c.signed()
	}
	if more&newLaid != 0 {
		c.laid += c.signed()
	}
	if more&hasBoxes != 0 {
		n := c.unsigned()
		c.boxes, c.code = c.code[:n], c.code[n:]
	}
}

func (c *cursor) unsigned() int {
	v, n := binary.Uvarint(c.code)
	c.code = c.code[n:]
	return int(v)
}

func (c *cursor) signed() int {
	v, n := binary.Varint(c.code)
	c.code = c.code[n:]
	return int(v)
}

// boxed is the run at hand with its boxes.
func (c *cursor) boxed() *Run {
	if c.boxes != nil {
		c.room = unpackBoxes(c.boxes, c.room[:0])
		c.run.Boxes = c.room
	}
	return &c.run
}

// The control byte of a packed box says which of its sides are those of the box before. Characters
// of a line share their top and bottom, and most begin where the one before ends.
const (
	noBox = 1 << iota // the zero Box
	sameTop
	sameBottom
	adjoins
)

// appendBoxes appends boxes, packed, with their length in bytes before them.
func appendBoxes(code []byte, boxes []Box) []byte {
	const room = 5 // bytes for the length, which is known afterwards
	from := len(code)
	code = append(code, make([]byte, room)...)
	var before Box
	for _, b := range boxes {
		if b == (Box{}) {
			code = append(code, noBox)
			continue
		}
		at := len(code)
		code = append(code, 0)
		side := func(value, shared float32, flag byte) {
			if bits := math.Float32bits(value); flag != 0 && bits == math.Float32bits(shared) {
				code[at] |= flag
			} else {
				code = binary.LittleEndian.AppendUint32(code, bits)
			}
		}
		side(b.Top, before.Top, sameTop)
		side(b.Bottom, before.Bottom, sameBottom)
		side(b.Left, before.Right, adjoins)
		side(b.Right, 0, 0)
		before = b
	}
	length := len(code) - from - room
	n := binary.PutUvarint(code[from:from+room], uint64(length))
	return append(code[:from+n], code[from+room:]...)
}

// unpackBoxes appends the boxes that appendBoxes packed to boxes.
func unpackBoxes(code []byte, boxes []Box) []Box {
	var before Box
	side := func(same bool, value float32) float32 {
		if same {
			return value
		}
		value = math.Float32frombits(binary.LittleEndian.Uint32(code))
		code = code[4:]
		return value
	}
	for len(code) > 0 {
		control := code[0]
		code = code[1:]
		if control == noBox {
			boxes = append(boxes, Box{})
			continue
		}
		var b Box
		b.Top = side(control&sameTop != 0, before.Top)
		b.Bottom = side(control&sameBottom != 0, before.Bottom)
		b.Left = side(control&adjoins != 0, before.Right)
		b.Right = side(false, 0)
		boxes = append(boxes, b)
		before = b
	}
	return boxes
}

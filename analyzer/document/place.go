package document

import (
	"iter"
	"math/bits"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"refrain/internal/swar"
)

// Place is where a person finds a span in the source. Fields that do not apply are zero.
type Place struct {
	Page    int    // from 1
	Label   string // the page's label where it differs from its number
	Section string // Block.Path
	Line    int    // from 1: in the source for text formats, on the page for paged ones
	Column  int    // from 1, in code points; a byte order mark is not counted
	Printed int    // the line number printed in the margin of a bill

	Paragraph int // Block.Paragraph
	Laid      int // the page as last laid out; see Run.Laid

	Link string // what [Document.Link] gives, in a document that was restored from an archive

	// The place after the last character, and both columns again in bytes of Source as UTF-8, for
	// text formats alone.
	EndLine, EndColumn int
	Byte, EndByte      int

	Source  Span  // bytes in the file, for text formats in UTF-8
	Boxes   []Box // one for each line of the span, in points from the page's top left
	Time    time.Duration
	Timed   bool // Time is meaningful, also when it is zero
	Speaker string
	Part    string
}

// longestName is how many bytes a place says of a section, a speaker, a page or a part. A document
// may have a speaker of a million letters and ten thousand findings in what is said.
const longestName = 1000

// Locate turns a span into the place a person can find. It never searches the text. A span that
// lies in no run has a zero place but for its section. Names are cut where they are no names any
// more.
func (d *Document) Locate(s Span) Place {
	p, ok := d.Places[s]
	if !ok {
		p = d.locate(s)
	}
	for _, name := range []*string{&p.Section, &p.Speaker, &p.Label, &p.Part} {
		if len(*name) > longestName {
			*name = strings.ToValidUTF8((*name)[:longestName], "") + "…"
		}
	}
	return p
}

func (d *Document) locate(s Span) Place {
	var p Place
	if b := d.BlockAt(s.Start); b >= 0 {
		p.Section, p.Speaker, p.Paragraph = d.Blocks[b].Path, d.Blocks[b].Speaker, d.Blocks[b].Paragraph
	}
	first, last, ok := d.runsOf(s)
	if !ok {
		return p
	}
	p.Part, p.Printed, p.Laid = first.Part, first.Printed, first.Laid
	p.Time, p.Timed = first.Time, d.Timed
	if len(d.Pages) > 0 {
		page := &d.Pages[first.Page]
		p.Page, p.Label, p.Line = page.Number, page.Label, first.Line
		p.Column = d.columnOnPage(&first, s.Start)
		p.Boxes = d.boxes(s)
		return p
	}
	if d.Source != "" {
		from, to := first.sourceOffset(s.Start, false), last.sourceOffset(s.End, true)
		p.Line, p.Column, p.Byte = d.lineColumn(from)
		p.EndLine, p.EndColumn, p.EndByte = d.lineColumn(to)
		if d.SourceIsUTF8 {
			p.Source = Span{from, to}
		}
	}
	return p
}

// InSource is the place of a span in Source. It reports false where there is none.
func (d *Document) InSource(s Span) (Span, bool) {
	first, last, ok := d.runsOf(s)
	if !ok || d.Source == "" {
		return Span{}, false
	}
	return Span{first.sourceOffset(s.Start, false), last.sourceOffset(s.End, true)}, true
}

// runsOf returns the first and the last run that s has a part in, without their boxes. It reports
// false where there is none.
func (d *Document) runsOf(s Span) (first, last Run, ok bool) {
	for r := range d.Runs.From(s.Start) {
		if r.Start >= s.End {
			break
		}
		if last = *r; !ok {
			first, ok = last, true
		}
	}
	first.Boxes, last.Boxes = nil, nil
	return first, last, ok
}

// BlockAt is the index of the block that holds the byte at offset, or -1.
func (d *Document) BlockAt(offset int) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].End > offset })
	if i < len(d.Blocks) && d.Blocks[i].Start <= offset {
		return i
	}
	return -1
}

// OnPages returns the parts of s that lie on one page each, with the index of the page, in the order
// of the text. There are none in formats without pages.
func (d *Document) OnPages(s Span) iter.Seq2[int, Span] {
	return func(yield func(int, Span) bool) {
		page, part := -1, Span{}
		for r := range d.Runs.From(s.Start) {
			if r.Start >= s.End || len(d.Pages) == 0 {
				break
			}
			if r.Page != page {
				if page >= 0 && !yield(page, part) {
					return
				}
				page, part = r.Page, Span{Start: max(s.Start, r.Start)}
			}
			part.End = min(s.End, r.End)
		}
		if page >= 0 {
			yield(page, part)
		}
	}
}

// columnOnPage counts code points from the start of the line that a run is on.
func (d *Document) columnOnPage(r *Run, offset int) int {
	column := 1 + utf8.RuneCountInString(d.Text[max(r.Start, 0):max(offset, r.Start)])
	for before := range d.Runs.backward(r.Start) {
		if before.Page != r.Page || before.Line != r.Line {
			break
		}
		column += utf8.RuneCountInString(before.Of(d.Text))
	}
	return column
}

// boxes are the boxes of s, one for each line. Boxes on later pages than the first are left out: a
// place names one page.
func (d *Document) boxes(s Span) []Box {
	var all []Box
	page, line := -1, -1
	for r := range d.Runs.From(s.Start) {
		if page < 0 {
			page = r.Page
		}
		if r.Start >= s.End || r.Page != page {
			break
		}
		var box Box
		n := 0
		for offset := range r.Of(d.Text) {
			if at := r.Start + offset; at >= s.Start && at < s.End && n < len(r.Boxes) {
				box = box.Union(r.Boxes[n])
			}
			n++
		}
		switch {
		case box == (Box{}):
		case r.Line == line:
			all[len(all)-1] = all[len(all)-1].Union(box)
		default:
			all, line = append(all, box), r.Line
		}
	}
	return all
}

// sourceOffset maps an offset in Text to one in Source. For the end of a span the mapping rounds
// up.
func (r *Run) sourceOffset(offset int, end bool) int {
	switch {
	case offset <= r.Start:
		return r.Source.Start
	case offset >= r.End:
		return r.Source.End
	case r.Source.Len() == r.Len():
		return r.Source.Start + offset - r.Start
	case end:
		return r.Source.End
	}
	return r.Source.Start
}

// sourceIndex finds lines and columns in Source without counting from its start each time, nor
// keeping where each line starts. It is built when first asked.
type sourceIndex struct {
	once  sync.Once
	lone  bool         // some lines may end at a lone CR
	marks []sourceMark // at each multiple of chunk, and at the end
}

// sourceMark is what comes before an offset in Source.
type sourceMark struct {
	lines int // line starts up to it
	start int // the last of them
	runes int // code points before it
}

// chunk is how many bytes of Source lie between two marks.
const chunk = 4096

func (x *sourceIndex) build(source string) {
	x.lone = strings.Contains(source, "\r")
	x.marks = make([]sourceMark, 0, len(source)/chunk+2)
	m := sourceMark{lines: 1}
	for i := 0; i < len(source); i += chunk {
		x.marks = append(x.marks, m)
		next := min(len(source), i+chunk)
		m.pass(source, i, next, x.lone)
		m.runes += starts(source[i:next])
	}
	x.marks = append(x.marks, m)
}

// pass counts the lines that start after the offset from, up to and with the offset to.
func (m *sourceMark) pass(source string, from, to int, lone bool) {
	for i := from; i < to; {
		end := -1
		if lone {
			end = strings.IndexAny(source[i:to], "\n\r")
		} else {
			end = strings.IndexByte(source[i:to], '\n')
		}
		if end < 0 {
			return
		}
		i += end + 1
		if source[i-1] == '\n' || i == len(source) || source[i] != '\n' {
			m.lines, m.start = m.lines+1, i
		}
	}
}

// starts counts the bytes that begin a code point: all but those of the form 10xxxxxx. It takes
// eight at a time.
func starts(s string) int {
	const ones = 0x0101010101010101
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		x := swar.Load(s)
		n -= bits.OnesCount64(x >> 7 &^ (x >> 6) & ones)
	}
	for i := range len(s) {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// before is the number of code points that start before offset.
func (x *sourceIndex) before(source string, offset int) int {
	k := offset / chunk
	return x.marks[k].runes + starts(source[k*chunk:offset])
}

// lineColumn counts lines, which end at LF, CR LF or a lone CR, and in the line the code points and
// the bytes of Source up to offset. A byte order mark has no column.
func (d *Document) lineColumn(offset int) (line, column, bytes int) {
	d.index.once.Do(func() { d.index.build(d.Source) })
	k := offset / chunk
	m := d.index.marks[k]
	m.pass(d.Source, k*chunk, offset, d.index.lone)
	line, start := m.lines, m.start
	column = 1 + d.index.before(d.Source, offset) - d.index.before(d.Source, start)
	bytes = 1 + offset - start
	if start == 0 && offset > 0 && strings.HasPrefix(d.Source, "\ufeff") {
		column--
		bytes -= len("\ufeff")
	}
	return line, column, bytes
}

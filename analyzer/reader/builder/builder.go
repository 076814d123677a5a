// Package builder builds documents. Every format appends the text that it finds to a [Builder], in
// order, and the Builder keeps blocks, runs, marks and gaps and brings the text into canonical
// form.
package builder

import (
	"iter"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/provision"
)

// Builder is a document while it is being read. Every format builds its document through one: it
// puts blocks apart, keeps runs and marks in order, and has the text folded when it is finished. A
// reader appends text as it finds it and folds nothing itself.
//
//	d := in.NewBuilder(source)              // or in.NewBuilder("") for a container
//	d.Begin(document.Heading, 1, "")
//	d.Text("Scope", at)
//	d.Begin(document.Body, 0, "Scope")      // ends the heading
//	d.Text("Asylum", at)
//	d.Space()
//	d.Text("seekers", at)
//	return d.Finish()
//
// The fields of the first group are what new text takes with it; a reader sets them as often as
// needed, before the text they belong to.
type Builder struct {
	Doc *document.Document // the document so far

	Part      string        // Run.Part of what follows
	Time      time.Duration // Run.Time of what follows
	Line      int           // Run.Line of what follows: on its page, from 1
	Printed   int           // Run.Printed of what follows
	Ahead     int           // how many pages after the one at hand what follows is
	Lang      string        // Block.Lang of the blocks that follow
	Speaker   string        // Block.Speaker of the blocks that follow
	Paragraph int           // Block.Paragraph of the blocks that follow
	Laid      int           // Run.Laid of what follows
	Row       int           // Block.Row of the cells that follow; see NextRow
	Column    int           // Block.Column of the cells that follow; see NextCell

	Exclusion document.Exclusion // of the text that follows; see Exclude
	Reason    string             // why it is excluded
	excluded  []excludedText     // of the open block, for blocks of their own after it
	aside     int                // bytes of it
	asideAt   int                // the length of Buffer when the last of it came
	asideGap  bool               // a blank has come since, but Buffer ends with one already

	HyphenMarks bool // the engine for PDF has put its marks in place of hyphens at the ends of lines

	Scans int // pictures as large as a page, in formats without pages

	Buffer      []byte       // its text so far, before folding
	lastRun     document.Run // not among those of the document yet, since it may grow
	ran         bool         // there is one
	boxes       []document.Box
	Block       document.Block  // the one that was begun last
	IsOpen      bool            // between Begin and End
	HasText     bool            // the open block holds text
	last        int             // index of the block that ended last, not counting excluded ones
	OpenMarks   []document.Mark // open ones; Start is -1 until text follows
	cuts        []cut           // what Remove was asked to take out
	TextLimit   int             // bytes of text that the document may have
	most        int             // blocks that there may be
	MemoryLimit int             // bytes that the document may take; see Held
	Loaded      int             // of them by the file and what is unpacked or decoded of it
	named       int             // of them by names of parts and paths
	pieces      int             // of excluded text that wait
	Grant       *limits.Grant   // what the document may take beside others; nil for no bound
	limited     bool
}

// Glyph is one character of a page and where it is.
type Glyph struct {
	Rune rune         // the character
	Box  document.Box // where it is, in points from the top left of the displayed page
}

// New starts a document. The source is the decoded text of a format that people open as text, and
// "" for a container: then the source offsets that the other methods take count in the part that
// the Builder names.
func New(format, source string, l limits.Limits, g *limits.Grant) *Builder {
	return &Builder{
		Doc:       &document.Document{Format: format, Source: source},
		TextLimit: min(l.Text, math.MaxInt32), most: l.Blocks, MemoryLimit: l.Memory, // Offsets have 32 bits in some tables.
		Grant: g,
	}
}

// Begin starts a block and ends the one that is open. A block that gets no text is left out.
func (d *Builder) Begin(role document.Role, level int, path string) {
	d.End()
	d.Block = document.Block{Role: role, Level: level, Path: path, Lang: d.Lang, Speaker: d.Speaker}
	d.Block.Paragraph = d.Paragraph
	if role == document.Cell {
		d.Block.Row, d.Block.Column = d.Row, d.Column
	}
	d.IsOpen = true
}

// NextRow says that a row of a table begins.
func (d *Builder) NextRow() { d.Row, d.Column = d.Row+1, 0 }

// NextCell says that a cell begins in the row at hand.
func (d *Builder) NextCell() { d.Column++ }

// End ends the open block, if there is one. Marks that are still open go on in the next block.
func (d *Builder) End() {
	if d.HasText {
		d.Block.End = d.Tail()
		for i := range d.OpenMarks {
			d.mark(d.OpenMarks[i], d.Block.End)
			d.OpenMarks[i].Start = -1
		}
		d.last = len(d.Doc.Blocks)
		if d.last == 0 || d.Doc.Blocks[d.last-1].Path != d.Block.Path {
			d.named += len(d.Block.Path)
		}
		d.Doc.Blocks = append(d.Doc.Blocks, d.Block)
	}
	d.IsOpen, d.HasText = false, false
	d.flushExcluded()
}

// Tail is where the trailing blanks of the open block begin.
func (d *Builder) Tail() int {
	i := len(d.Buffer)
	for i > d.Block.Start && strings.IndexByte(canonical.Blanks, d.Buffer[i-1]) >= 0 {
		i--
	}
	return i
}

// Text appends s, which appears in the source byte for byte at the offset at. An offset of -1 says
// that s is nowhere in the source: it is located where the text before it ended. Outside a block,
// text that is more than blanks starts one with the role Body.
func (d *Builder) Text(s string, at int) {
	if at < 0 {
		d.Decoded(s, -1, 0)
		return
	}
	d.Decoded(s, at, len(s))
}

// Decoded appends s, which n bytes of the source at the offset at stand for: a character for its
// entity.
func (d *Builder) Decoded(s string, at, n int) {
	if d.Exclusion != document.Included && d.setAside(excludedPiece{text: s, at: at, n: n}) {
		return
	}
	if !d.HasText {
		trimmed := strings.TrimLeft(s, canonical.Blanks)
		if trimmed == "" {
			return
		}
		if n == len(s) {
			at, n = at+len(s)-len(trimmed), len(trimmed)
		}
		s = trimmed
	}
	if s == "" || !d.room(len(s)) {
		return
	}
	d.start()
	if at < 0 {
		at, n = d.sourceEnd(), 0
	}
	run := document.Run{Span: document.Span{Start: len(d.Buffer), End: len(d.Buffer) + len(s)},
		Source: document.Span{Start: at, End: at + n}}
	d.Buffer = append(d.Buffer, s...)
	d.run(&run)
}

// start makes the open block ready for its first text, and sets it apart from the block before.
func (d *Builder) start() {
	if !d.IsOpen {
		d.Begin(document.Body, 0, "")
	}
	if !d.HasText {
		if n := len(d.Doc.Blocks); n > 0 {
			d.Buffer = append(d.Buffer, separator(d.Doc.Blocks[n-1].Role, d.Block.Role)...)
		}
		d.Block.Start, d.HasText = len(d.Buffer), true
	}
	for i := range d.OpenMarks {
		if d.OpenMarks[i].Start < 0 {
			d.OpenMarks[i].Start = len(d.Buffer)
		}
	}
}

// separator keeps the items of a list and the cells of a table together when the text is printed.
func separator(before, after document.Role) string {
	if before == after && (after == document.Cell || after == document.ListItem || after == document.Running) {
		return "\n"
	}
	return "\n\n"
}

// run adds a run, or makes the one before it longer when both come from one place. It keeps nothing
// of r.
func (d *Builder) run(r *document.Run) {
	r.Laid = d.Laid
	r.Part, r.Time, r.Line, r.Printed = d.Part, d.Time, d.Line, d.Printed
	r.Page = max(len(d.Doc.Pages)-1, 0) + d.Ahead
	if d.ran {
		last := &d.lastRun
		same := last.End == r.Start && last.Part == r.Part && last.Time == r.Time && last.Page == r.Page &&
			last.Line == r.Line &&
			last.Printed == r.Printed && last.Laid == r.Laid && (len(last.Boxes) == 0) == (len(r.Boxes) == 0)
		straight := last.Source.Len() == last.Len() && r.Source.Len() == r.Len() && last.Source.End == r.Source.Start
		nowhere := last.Source == document.Span{} && r.Source == document.Span{} // as in PDF
		if same && (nowhere || straight) {
			last.End, last.Source.End = r.End, r.Source.End
			last.Boxes = append(last.Boxes, r.Boxes...)
			return
		}
		d.Doc.Runs.Append(last)
		if last.Part != r.Part {
			d.named += len(r.Part)
		}
	}
	boxes := append(d.lastRun.Boxes[:0], r.Boxes...)
	d.lastRun, d.ran = *r, true
	d.lastRun.Boxes = boxes
}

// sourceEnd is where the last text was in the source, or in the part at hand.
func (d *Builder) sourceEnd() int {
	if d.ran && (d.Doc.Source != "" || d.lastRun.Part == d.Part) {
		return d.lastRun.Source.End
	}
	return 0
}

// Space appends a blank, unless the block is empty or ends with white space.
func (d *Builder) Space() { d.blank(" ") }

// IsNoteNumber reports whether raised text is the number of a note, which is no part of the text:
// digits, a letter or a sign, alone or in brackets, after a word or sentence. An exponent stays:
// what comes before it is no word ("km"), and it is no link.
func (d *Builder) IsNoteNumber(s string, linked bool) bool {
	s = strings.Trim(s, canonical.Blanks+"[](),")
	if s == "" {
		return linked
	}
	unlike := strings.Trim(s, "0123456789,;-–"+canonical.Blanks) != "" && strings.Trim(s, "*†‡§¶^↑↩") != ""
	if unlike && !(linked && len(s) == 1) || len(s) > 12 {
		return false
	}
	if !d.HasText { // It comes before the note.
		return linked
	}
	words := strings.TrimRight(string(d.Buffer[max(d.Block.Start, len(d.Buffer)-40):]), canonical.Blanks)
	last, n := utf8.DecodeLastRuneInString(words)
	switch {
	case linked:
		return true
	case unicode.IsLetter(last):
		return len(canonical.Letters(words, len(words), -1)) > 2
	}
	return n > 0 && unicode.IsPunct(last) && last != '-' && last != '('
}

// Retract takes back the byte that the open block ends with, when it is c and not all of the block.
// It reports whether it did.
func (d *Builder) Retract(c byte) bool {
	if !d.HasText || len(d.Buffer) == d.Block.Start+1 || d.Buffer[len(d.Buffer)-1] != c {
		return false
	}
	last := &d.lastRun
	if last.End != len(d.Buffer) || last.Len() < 2 || last.Len() != last.Source.Len() {
		return false
	}
	if n := len(d.Doc.Marks); n > 0 && d.Doc.Marks[n-1].End == len(d.Buffer) ||
		slices.ContainsFunc(d.OpenMarks, func(m document.Mark) bool { return m.Start >= len(d.Buffer)-1 }) {
		return false
	}
	d.Buffer = d.Buffer[:len(d.Buffer)-1]
	last.End--
	last.Source.End--
	return true
}

// Newline appends a line break, unless the block is empty or ends with white space.
func (d *Builder) Newline() { d.blank("\n") }

func (d *Builder) blank(s string) {
	if d.AfterBlank() || d.Exclusion != document.Included && d.setAside(excludedPiece{text: s, at: -1}) {
		return
	}
	last := &d.lastRun
	if len(last.Boxes) > 0 { // A blank at a line's end belongs to that line, and has the empty box.
		d.Buffer = append(d.Buffer, s...)
		last.End++
		last.Boxes = append(last.Boxes, document.Box{})
		return
	}
	d.Text(s, -1)
}

// OpenMark starts an inline mark. It may nest, and it may stay open over the end of a block: each
// block then gets a mark of its own.
func (d *Builder) OpenMark(kind document.MarkKind) {
	start := -1
	if d.HasText {
		start = len(d.Buffer)
	}
	d.OpenMarks = append(d.OpenMarks, document.Mark{Span: document.Span{Start: start}, Kind: kind})
}

// CloseMark ends the innermost open mark of the kind, if there is one.
func (d *Builder) CloseMark(kind document.MarkKind) {
	for i := len(d.OpenMarks) - 1; i >= 0; i-- {
		if d.OpenMarks[i].Kind == kind {
			d.mark(d.OpenMarks[i], len(d.Buffer))
			d.OpenMarks = slices.Delete(d.OpenMarks, i, i+1)
			return
		}
	}
}

// mark keeps an inline mark that ends at end, without the white space around its words.
func (d *Builder) mark(m document.Mark, end int) {
	if m.Start < 0 || !d.HasText {
		return
	}
	for end > m.Start && strings.IndexByte(canonical.Blanks, d.Buffer[end-1]) >= 0 {
		end--
	}
	for m.Start < end && strings.IndexByte(canonical.Blanks, d.Buffer[m.Start]) >= 0 {
		m.Start++
	}
	if m.End = end; m.Start < end {
		d.Doc.Marks = append(d.Doc.Marks, m)
	}
}

// Glyphs appends characters that are on one line of a page, with a box for each. A line may come in
// several pieces. Characters that the fold undoes keep their boxes: the letters of a ligature share
// its box, and a composed letter has the boxes of its parts.
func (d *Builder) Glyphs(line []Glyph) {
	if d.Exclusion != document.Included && d.setAside(excludedPiece{glyphs: line}) {
		return
	}
	if !d.HasText {
		for len(line) > 0 && line[0].Rune < utf8.RuneSelf && strings.IndexByte(canonical.Blanks, byte(line[0].Rune)) >= 0 {
			line = line[1:]
		}
	}
	if len(line) == 0 || !d.room(utf8.UTFMax*len(line)) {
		return
	}
	d.start()
	run := document.Run{Span: document.Span{Start: len(d.Buffer)}, Boxes: d.boxes[:0]}
	for _, g := range line {
		d.Buffer = utf8.AppendRune(d.Buffer, g.Rune)
		run.Boxes = append(run.Boxes, g.Box)
	}
	run.End, d.boxes = len(d.Buffer), run.Boxes
	d.run(&run)
}

// Page starts a page; what follows is on it, until the next one starts. Width and height are in
// points, as displayed. The open block goes on over the page break.
func (d *Builder) Page(number int, label string, width, height float64) {
	d.endPage()
	p := document.Page{Span: document.Span{Start: len(d.Buffer)}, Number: number, Label: label, Width: width,
		Height: height}
	d.Doc.Pages = append(d.Doc.Pages, p)
}

func (d *Builder) endPage() {
	if n := len(d.Doc.Pages); n > 0 {
		d.Doc.Pages[n-1].End = len(d.Buffer)
	}
}

// Gap says that something was not read: on a page, counted from 1, or 0 when it is not one page's.
// The same gap is kept once.
func (d *Builder) Gap(page int, reason, hint string) {
	g := document.Gap{Page: page, Reason: reason, Hint: hint}
	if !slices.Contains(d.Doc.Gaps, g) {
		d.Doc.Gaps = append(d.Doc.Gaps, g)
	}
}

// room reports whether n more bytes may be added, and a block for them; the first time that they
// may not, that becomes a gap.
func (d *Builder) room(n int) bool {
	switch {
	case d.limited:
	case len(d.Buffer)+n > d.TextLimit:
		d.limited = true
		d.Gap(0, gap.Limit, "split the document, or raise the limit on its text")
	case len(d.Doc.Blocks) >= d.most:
		d.limited = true
		d.Gap(0, gap.Limit, "split the document, or raise the limit on its blocks")
	default:
		held := d.Held() + textBytes*n
		if held > d.MemoryLimit {
			d.limited = true
			d.Gap(0, gap.Limit, gap.HintMemory)
		} else if !d.Grant.Built(held) {
			d.limited = true
		}
	}
	return !d.limited
}

// TakeWhole takes all of the source from the offset from as the text, without a copy. Blocks are
// then named with add, and begin, text and the like are not used.
func (d *Builder) TakeWhole(from int) {
	text := d.Doc.Source[from:]
	if !d.room(0) {
		return
	}
	if len(text) > d.TextLimit {
		d.room(len(text))
		text = strings.ToValidUTF8(text[:d.TextLimit], "")
	}
	if d.Doc.Text = text; text == "" {
		return
	}
	d.run(&document.Run{Span: document.Span{End: len(text)}, Source: document.Span{Start: from, End: from + len(text)}})
}

// AddBlock names a block of a text that was taken whole. Blocks come in order.
func (d *Builder) AddBlock(b document.Block) {
	if held := d.Held(); len(d.Doc.Blocks) < d.most && held <= d.MemoryLimit && d.Grant.Built(held) {
		d.Doc.Blocks = append(d.Doc.Blocks, b)
	} else {
		d.room(0)
	}
}

// Remove takes a stretch out of a text that was taken whole: marks like the ">" of a quotation in
// mail. Stretches come in order.
func (d *Builder) Remove(s document.Span) {
	d.cuts = append(d.cuts, cut{uint32(s.Start), uint32(s.End)})
}

// Removed are the stretches that were taken out of a text that was taken whole, in order.
func (d *Builder) Removed() iter.Seq[document.Span] {
	return func(yield func(document.Span) bool) {
		for _, c := range d.cuts {
			if !yield(document.Span{Start: int(c.start), End: int(c.end)}) {
				return
			}
		}
	}
}

// cut is a span in half the memory.
type cut struct{ start, end uint32 }

// Finish ends what is open, folds the text and returns the document. The Builder is not used
// afterwards.
func (d *Builder) Finish() *document.Document {
	d.End()
	d.endPage()
	if d.Buffer != nil {
		d.Doc.Text = string(d.Buffer)
		d.Buffer = nil
	}
	if d.ran {
		d.Doc.Runs.Append(&d.lastRun)
	}
	if d.Scans > 0 && len(d.Doc.Text) < d.Scans*wordless {
		d.Gap(0, gap.Scan, gap.HintOCR)
	}
	slices.SortStableFunc(d.Doc.Marks, func(a, b document.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	canonical.Apply(d.Doc, func() (canonical.Edit, bool) {
		if len(d.cuts) == 0 {
			return canonical.Edit{}, false
		}
		c := d.cuts[0]
		d.cuts = d.cuts[1:]
		return canonical.Edit{Span: document.Span{Start: int(c.start), End: int(c.end)}}, true
	}, 0, d.spare())
	d.cuts = nil
	charset.Ungarble(d.Doc, d.spare())
	canonical.Fold(d.Doc, d.spare(), d.HyphenMarks)
	return d.Doc
}

// EndHeading ends the open heading and lets it open a path at its level: for itself and for what
// follows.
func (d *Builder) EndHeading(o *provision.Outline, level int) {
	began := d.HasText
	d.End()
	if began {
		last := &d.Doc.Blocks[d.last]
		last.Path = o.Heading(level, string(d.Buffer[last.Start:last.End]))
	}
}

// EndProvision ends the open block, which may open a path: see outline.provision.
func (d *Builder) EndProvision(o *provision.Outline) { d.EndNumbered(o, "") }

// EndNumbered is EndProvision for a block that is printed with a number which is not in its text:
// "3." or "(a)".
func (d *Builder) EndNumbered(o *provision.Outline, number string) {
	began, role := d.HasText, d.Block.Role
	d.End()
	if !began {
		return
	}
	last, before := &d.Doc.Blocks[d.last], o.Path
	switch role {
	case document.Cell: // Tables may do for lists: a number appears in a cell of its own.
		if last.Column != 1 || last.Len() > 8 {
			return
		}
		if text := string(d.Buffer[last.Start:last.End]); provision.ListMarker(text+" ") == len(text) {
			last.Path = o.Paragraph(text)
		}
	case document.Body, document.ListItem, document.Amendment:
		text := string(d.Buffer[last.Start:min(last.End, last.Start+provision.Enough)])
		if number != "" {
			text = number + " " + text
		}
		if path := o.Provision(text); path != before {
			last.Path = path
		}
		o.Ended(string(d.Buffer[max(last.Start, last.End-provision.Enough):last.End]))
	}
}

// Flow appends text in which white space is only between words, as in HTML and XML: any amount of
// it becomes one blank, or one line break when it holds one. Entities stand for characters.
func (d *Builder) Flow(s string, at int) {
	from := 0
	for i := 0; i < len(s); {
		if !canonical.IsBlank(s[i]) {
			i++
			continue
		}
		end, lf := i, -1
		for end < len(s) && canonical.IsBlank(s[end]) {
			if s[end] == '\n' && lf < 0 {
				lf = end
			}
			end++
		}
		alone := end == i+1 && (s[i] == ' ' || s[i] == '\n') && i > from
		if !alone {
			d.Escaped(s[from:i], at+from, false)
			switch {
			case d.AfterBlank():
				d.asideGap = true
			case lf >= 0:
				d.Text("\n", at+lf)
			default:
				d.Decoded(" ", at+i, end-i)
			}
			from = end
		}
		i = end
	}
	d.Escaped(s[from:], at+from, false)
}

const wordless = 400

// StruckThrough is why text that is struck through is excluded.
const StruckThrough = "struck through"

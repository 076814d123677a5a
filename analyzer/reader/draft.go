package reader

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// draft is a document while it is being read. Every format builds its document through one: it puts blocks apart, keeps runs and marks in
// order, and has the text folded when it is finished. A reader appends text as it finds it and folds nothing itself.
//
//	d := newDraft("html", source)           // or newDraft("docx", "") for a container
//	d.begin(document.Heading, 1, "")
//	d.text("Scope", at)
//	d.begin(document.Body, 0, "Scope")      // ends the heading
//	d.text("Asylum", at)
//	d.space()
//	d.text("seekers", at)
//	return d.finish()
//
// The fields of the first group are what new text takes with it; a reader sets them as often as needed, before the text they belong to.
type draft struct {
	doc *document.Document

	part    string        // Run.Part of what follows
	time    time.Duration // Run.Time of what follows
	line    int           // Run.Line of what follows: on its page, from 1
	printed int           // Run.Printed of what follows
	lang    string        // Block.Lang of the blocks that follow
	speaker string        // Block.Speaker of the blocks that follow
	row     int           // Block.Row of the cells that follow; see nextRow
	column  int           // Block.Column of the cells that follow; see nextCell

	exclusion document.Exclusion // of the text that follows; see exclude
	reason    string
	excluded  []excludedText // of the open block, for blocks of their own after it
	aside     int            // bytes of it
	asideAt   int            // the length of buf when the last of it came
	asideGap  bool           // a blank has come since, but buf ends with one already

	marked bool // the engine for PDF has put its marks in place of hyphens at the ends of lines

	scans int // pictures as large as a page, in formats without pages

	buf     []byte
	lastRun document.Run // not among those of the document yet, since it may grow
	ran     bool         // there is one
	boxes   []document.Box
	block   document.Block
	isOpen  bool            // between begin and end
	began   bool            // the open block holds text
	last    int             // index of the block that ended last, not counting excluded ones
	marks   []document.Mark // open ones; Start is -1 until text follows
	cuts    []cut           // what remove was asked to take out
	limit   int             // bytes of text that the document may have
	most    int             // blocks that there may be
	memory  int             // bytes that the document may take; see held
	fixed   int             // of them by the file and what is unpacked or decoded of it
	named   int             // of them by names of parts and paths
	pieces  int             // of excluded text that wait
	grant   *grant
	limited bool
}

// glyph is one character of a page and where it stands.
type glyph struct {
	Rune rune
	Box  document.Box
}

// newDraft starts a document. The source is the decoded text of a format that people open as text, and "" for a container: then the source
// offsets that the other methods take count in the part that the draft names.
func newDraft(format, source string, l Limits, g *grant) *draft {
	return &draft{
		doc:   &document.Document{Format: format, Source: source},
		limit: min(l.Text, math.MaxInt32), most: l.Blocks, memory: l.Memory, // Offsets have 32 bits in some tables.
		grant: g,
	}
}

// begin starts a block and ends the one that is open. A block that gets no text is left out.
func (d *draft) begin(role document.Role, level int, path string) {
	d.end()
	d.block = document.Block{Role: role, Level: level, Path: path, Lang: d.lang, Speaker: d.speaker}
	if role == document.Cell {
		d.block.Row, d.block.Column = d.row, d.column
	}
	d.isOpen = true
}

// nextRow says that a row of a table begins.
func (d *draft) nextRow() { d.row, d.column = d.row+1, 0 }

// nextCell says that a cell begins in the row at hand.
func (d *draft) nextCell() { d.column++ }

// end ends the open block, if there is one. Marks that are still open go on in the next block.
func (d *draft) end() {
	if d.began {
		d.block.End = d.tail()
		for i := range d.marks {
			d.mark(d.marks[i], d.block.End)
			d.marks[i].Start = -1
		}
		d.last = len(d.doc.Blocks)
		if d.last == 0 || d.doc.Blocks[d.last-1].Path != d.block.Path {
			d.named += len(d.block.Path)
		}
		d.doc.Blocks = append(d.doc.Blocks, d.block)
	}
	d.isOpen, d.began = false, false
	d.flushExcluded()
}

// tail is where the trailing blanks of the open block begin.
func (d *draft) tail() int {
	i := len(d.buf)
	for i > d.block.Start && strings.IndexByte(blanks, d.buf[i-1]) >= 0 {
		i--
	}
	return i
}

// text appends s, which stands in the source byte for byte at the offset at. An offset of -1 says that s stands nowhere in the source:
// it is located where the text before it ended. Outside a block, text that is more than blanks starts one with the role Body.
func (d *draft) text(s string, at int) {
	if at < 0 {
		d.decoded(s, -1, 0)
		return
	}
	d.decoded(s, at, len(s))
}

// decoded appends s, which n bytes of the source at the offset at stand for: a character for its entity.
func (d *draft) decoded(s string, at, n int) {
	if d.exclusion != document.Included && d.setAside(excludedPiece{text: s, at: at, n: n}) {
		return
	}
	if !d.began {
		trimmed := strings.TrimLeft(s, blanks)
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
	run := document.Run{Span: document.Span{Start: len(d.buf), End: len(d.buf) + len(s)}, Source: document.Span{Start: at, End: at + n}}
	d.buf = append(d.buf, s...)
	d.run(&run)
}

// start makes the open block ready for its first text, and sets it apart from the block before.
func (d *draft) start() {
	if !d.isOpen {
		d.begin(document.Body, 0, "")
	}
	if !d.began {
		if n := len(d.doc.Blocks); n > 0 {
			d.buf = append(d.buf, separator(d.doc.Blocks[n-1].Role, d.block.Role)...)
		}
		d.block.Start, d.began = len(d.buf), true
	}
	for i := range d.marks {
		if d.marks[i].Start < 0 {
			d.marks[i].Start = len(d.buf)
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
func (d *draft) run(r *document.Run) {
	r.Part, r.Time, r.Line, r.Printed, r.Page = d.part, d.time, d.line, d.printed, max(len(d.doc.Pages)-1, 0)
	if d.ran {
		last := &d.lastRun
		same := last.End == r.Start && last.Part == r.Part && last.Time == r.Time && last.Page == r.Page && last.Line == r.Line &&
			last.Printed == r.Printed && (len(last.Boxes) == 0) == (len(r.Boxes) == 0)
		straight := last.Source.Len() == last.Len() && r.Source.Len() == r.Len() && last.Source.End == r.Source.Start
		nowhere := last.Source == document.Span{} && r.Source == document.Span{} // as in PDF
		if same && (nowhere || straight) {
			last.End, last.Source.End = r.End, r.Source.End
			last.Boxes = append(last.Boxes, r.Boxes...)
			return
		}
		d.doc.Runs.Append(last)
		if last.Part != r.Part {
			d.named += len(r.Part)
		}
	}
	boxes := append(d.lastRun.Boxes[:0], r.Boxes...)
	d.lastRun, d.ran = *r, true
	d.lastRun.Boxes = boxes
}

// sourceEnd is where the last text stood in the source, or in the part at hand.
func (d *draft) sourceEnd() int {
	if d.ran && (d.doc.Source != "" || d.lastRun.Part == d.part) {
		return d.lastRun.Source.End
	}
	return 0
}

// space appends a blank, unless the block is empty or ends with white space.
func (d *draft) space() { d.blank(" ") }

// noteNumber tells whether raised text is the number of a note, which is no part of the text: digits, a letter or a sign, alone or in brackets, behind
// a word or sentence. An exponent stays: what it stands behind is no word ("km"), and it is no link.
func (d *draft) noteNumber(s string, linked bool) bool {
	s = strings.Trim(s, blanks+"[](),")
	if s == "" {
		return linked
	}
	unlike := strings.Trim(s, "0123456789,;-–"+blanks) != "" && strings.Trim(s, "*†‡§¶^↑↩") != ""
	if unlike && !(linked && len(s) == 1) || len(s) > 12 {
		return false
	}
	if !d.began { // It stands before the note.
		return linked
	}
	words := strings.TrimRight(string(d.buf[max(d.block.Start, len(d.buf)-40):]), blanks)
	last, n := utf8.DecodeLastRuneInString(words)
	switch {
	case linked:
		return true
	case unicode.IsLetter(last):
		return len(letters(words, len(words), -1)) > 2
	}
	return n > 0 && unicode.IsPunct(last) && last != '-' && last != '('
}

// retract takes back the byte that the open block ends with, when it is c and not all of the block. It reports whether it did.
func (d *draft) retract(c byte) bool {
	if !d.began || len(d.buf) == d.block.Start+1 || d.buf[len(d.buf)-1] != c {
		return false
	}
	last := &d.lastRun
	if last.End != len(d.buf) || last.Len() < 2 || last.Len() != last.Source.Len() {
		return false
	}
	if n := len(d.doc.Marks); n > 0 && d.doc.Marks[n-1].End == len(d.buf) || slices.ContainsFunc(d.marks, func(m document.Mark) bool { return m.Start >= len(d.buf)-1 }) {
		return false
	}
	d.buf = d.buf[:len(d.buf)-1]
	last.End--
	last.Source.End--
	return true
}

// newline appends a line break, unless the block is empty or ends with white space.
func (d *draft) newline() { d.blank("\n") }

func (d *draft) blank(s string) {
	if d.afterBlank() || d.exclusion != document.Included && d.setAside(excludedPiece{text: s, at: -1}) {
		return
	}
	last := &d.lastRun
	if len(last.Boxes) > 0 { // A blank at a line's end belongs to that line, and has the empty box.
		d.buf = append(d.buf, s...)
		last.End++
		last.Boxes = append(last.Boxes, document.Box{})
		return
	}
	d.text(s, -1)
}

// open starts an inline mark. It may nest, and it may stay open over the end of a block: each block then gets a mark of its own.
func (d *draft) open(kind document.MarkKind) {
	start := -1
	if d.began {
		start = len(d.buf)
	}
	d.marks = append(d.marks, document.Mark{Span: document.Span{Start: start}, Kind: kind})
}

// close ends the innermost open mark of the kind, if there is one.
func (d *draft) close(kind document.MarkKind) {
	for i := len(d.marks) - 1; i >= 0; i-- {
		if d.marks[i].Kind == kind {
			d.mark(d.marks[i], len(d.buf))
			d.marks = slices.Delete(d.marks, i, i+1)
			return
		}
	}
}

// mark keeps an inline mark that ends at end, without the white space around its words.
func (d *draft) mark(m document.Mark, end int) {
	if m.Start < 0 || !d.began {
		return
	}
	for end > m.Start && strings.IndexByte(blanks, d.buf[end-1]) >= 0 {
		end--
	}
	for m.Start < end && strings.IndexByte(blanks, d.buf[m.Start]) >= 0 {
		m.Start++
	}
	if m.End = end; m.Start < end {
		d.doc.Marks = append(d.doc.Marks, m)
	}
}

// glyphs appends characters that stand on one line of a page, with a box for each. A line may come in several pieces. Characters that the
// fold undoes keep their boxes: the letters of a ligature share its box, and a composed letter has the boxes of its parts.
func (d *draft) glyphs(line []glyph) {
	if d.exclusion != document.Included && d.setAside(excludedPiece{glyphs: line}) {
		return
	}
	if !d.began {
		for len(line) > 0 && line[0].Rune < utf8.RuneSelf && strings.IndexByte(blanks, byte(line[0].Rune)) >= 0 {
			line = line[1:]
		}
	}
	if len(line) == 0 || !d.room(utf8.UTFMax*len(line)) {
		return
	}
	d.start()
	run := document.Run{Span: document.Span{Start: len(d.buf)}, Boxes: d.boxes[:0]}
	for _, g := range line {
		d.buf = utf8.AppendRune(d.buf, g.Rune)
		run.Boxes = append(run.Boxes, g.Box)
	}
	run.End, d.boxes = len(d.buf), run.Boxes
	d.run(&run)
}

// page starts a page; what follows stands on it, until the next one starts. Width and height are in points, as displayed. The open block
// goes on over the page break.
func (d *draft) page(number int, label string, width, height float64) {
	d.endPage()
	p := document.Page{Span: document.Span{Start: len(d.buf)}, Number: number, Label: label, Width: width, Height: height}
	d.doc.Pages = append(d.doc.Pages, p)
}

func (d *draft) endPage() {
	if n := len(d.doc.Pages); n > 0 {
		d.doc.Pages[n-1].End = len(d.buf)
	}
}

// gap says that something was not read: on a page, counted from 1, or 0 when it is not one page's. The same gap is kept once.
func (d *draft) gap(page int, reason, hint string) {
	g := document.Gap{Page: page, Reason: reason, Hint: hint}
	if !slices.Contains(d.doc.Gaps, g) {
		d.doc.Gaps = append(d.doc.Gaps, g)
	}
}

// room tells whether n more bytes may be added, and a block for them; the first time that they may not, that becomes a gap.
func (d *draft) room(n int) bool {
	switch {
	case d.limited:
	case len(d.buf)+n > d.limit:
		d.limited = true
		d.gap(0, gapLimit, "split the document, or raise the limit on its text")
	case len(d.doc.Blocks) >= d.most:
		d.limited = true
		d.gap(0, gapLimit, "split the document, or raise the limit on its blocks")
	default:
		held := d.held() + textBytes*n
		if held > d.memory {
			d.limited = true
			d.gap(0, gapLimit, hintMemory)
		} else if !d.grant.drafted(held) {
			d.limited = true
		}
	}
	return !d.limited
}

// whole takes all of the source from the offset from as the text, without a copy. Blocks are then named with add, and begin, text and the
// like are not used.
func (d *draft) whole(from int) {
	text := d.doc.Source[from:]
	if !d.room(0) {
		return
	}
	if len(text) > d.limit {
		d.room(len(text))
		text = strings.ToValidUTF8(text[:d.limit], "")
	}
	if d.doc.Text = text; text == "" {
		return
	}
	d.run(&document.Run{Span: document.Span{End: len(text)}, Source: document.Span{Start: from, End: from + len(text)}})
}

// add names a block of a text that was taken whole. Blocks come in order.
func (d *draft) add(b document.Block) {
	if held := d.held(); len(d.doc.Blocks) < d.most && held <= d.memory && d.grant.drafted(held) {
		d.doc.Blocks = append(d.doc.Blocks, b)
	} else {
		d.room(0)
	}
}

// remove takes a stretch out of a text that was taken whole: marks like the ">" of a quotation in mail. Stretches come in order.
func (d *draft) remove(s document.Span) {
	d.cuts = append(d.cuts, cut{uint32(s.Start), uint32(s.End)})
}

// cut is a span in half the memory.
type cut struct{ start, end uint32 }

// finish ends what is open, folds the text and returns the document. The draft is not used afterwards.
func (d *draft) finish() *document.Document {
	d.end()
	d.endPage()
	if d.buf != nil {
		d.doc.Text = string(d.buf)
		d.buf = nil
	}
	if d.ran {
		d.doc.Runs.Append(&d.lastRun)
	}
	if d.scans > 0 && len(d.doc.Text) < d.scans*wordless {
		d.gap(0, gapScan, hintOCR)
	}
	slices.SortStableFunc(d.doc.Marks, func(a, b document.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	apply(d.doc, func() (edit, bool) {
		if len(d.cuts) == 0 {
			return edit{}, false
		}
		c := d.cuts[0]
		d.cuts = d.cuts[1:]
		return edit{Span: document.Span{Start: int(c.start), End: int(c.end)}}, true
	}, 0, d.spare())
	d.cuts = nil
	ungarble(d.doc, d.spare())
	fold(d.doc, d.spare(), d.marked)
	return d.doc
}

// headed ends the open heading and lets it open a path at its level: for itself and for what follows.
func (d *draft) headed(o *outline, level int) {
	began := d.began
	d.end()
	if began {
		last := &d.doc.Blocks[d.last]
		last.Path = o.heading(level, string(d.buf[last.Start:last.End]))
	}
}

// provision ends the open block, which may open a path: see outline.provision.
func (d *draft) provision(o *outline) {
	began, role := d.began, d.block.Role
	d.end()
	if !began {
		return
	}
	last, before := &d.doc.Blocks[d.last], o.path
	switch role {
	case document.Cell: // Tables may do for lists: a number stands in a cell of its own.
		if last.Column != 1 || last.Len() > 8 {
			return
		}
		if text := string(d.buf[last.Start:last.End]); listMarker(text+" ") == len(text) {
			last.Path = o.paragraph(text)
		}
	case document.Body, document.ListItem, document.Amendment:
		if path := o.provision(string(d.buf[last.Start:min(last.End, last.Start+200)])); path != before {
			last.Path = path
		}
	}
}

// flow appends text in which white space is only between words, as in HTML and XML: any amount of it becomes one blank, or one line break
// when it holds one. Entities stand for characters.
func (d *draft) flow(s string, at int) {
	from := 0
	for i := 0; i < len(s); {
		if !isBlank(s[i]) {
			i++
			continue
		}
		end, lf := i, -1
		for end < len(s) && isBlank(s[end]) {
			if s[end] == '\n' && lf < 0 {
				lf = end
			}
			end++
		}
		alone := end == i+1 && (s[i] == ' ' || s[i] == '\n') && i > from
		if !alone {
			d.escaped(s[from:i], at+from, false)
			switch {
			case d.afterBlank():
				d.asideGap = true
			case lf >= 0:
				d.text("\n", at+lf)
			default:
				d.decoded(" ", at+i, end-i)
			}
			from = end
		}
		i = end
	}
	d.escaped(s[from:], at+from, false)
}

const wordless = 400

const struckThrough = "struck through"

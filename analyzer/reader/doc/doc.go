// Package doc reads documents of Word 97 to 2003 by their table of pieces (MS-DOC).
package doc

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/compound"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/office"
)

// mainStream holds the text and how it is set.
const mainStream = "WordDocument"

// Is knows old documents of Word by the stream that holds their text.
func Is(c *input.Content, _ bool) input.Fit {
	if f := c.Compound(); f != nil {
		if _, ok := f.Find(f.Root(), mainStream); ok {
			return input.Stated
		}
	}
	return input.Unfit
}

// Opens reports whether a file is an old document of Word.
func Opens(c *input.Content) bool { return Is(c, true) != input.Unfit }

// Read reads a document as a person sees it with its changes accepted. Text that is hidden, deleted
// or struck through becomes blocks of its own; comments are counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	f := in.Content.Compound()
	if f == nil {
		d.Damaged("the container")
		return d.Finish()
	}
	w := &word{ctx: ctx, d: d, seen: map[int]bool{}}
	var ok bool
	if w.main, ok = w.stream(f, mainStream); !ok || len(w.main) < shortest {
		d.Damaged(mainStream)
		return d.Finish()
	}
	if refused := w.refusal(); refused != nil {
		return input.Refused(in.Format, *refused)
	}
	name := "0Table"
	if w.flags()&secondTable != 0 {
		name = "1Table"
	}
	w.table, _ = w.stream(f, name)
	d.Loaded += len(w.main) + len(w.table)
	if !w.readPieces() {
		d.Gap(0, gap.Damaged+": the table of pieces", "open the document in Word or LibreOffice and save it as .docx")
		return d.Finish()
	}
	w.readFormats()
	w.readStyles()
	w.readLists()
	w.read()
	if pool, ok := f.Find(f.Root(), "ObjectPool"); ok && len(f.Entries(pool)) > 0 {
		d.Embedded("")
	}
	return d.Finish()
}

// word is a document that is being read.
type word struct {
	ctx    context.Context
	d      *builder.Builder
	main   string // the stream with the text
	table  string // the stream with the tables
	pieces []piece
	prcs   []string // properties that pieces name
	runs   []stretch
	paras  []stretch
	styles []*style
	lists  lists
	places office.Places
	notes  [2]notes // foot- and endnotes
	seen   map[int]bool
	again  office.Repeated
	drawn  bool // shapes may be behind the text
	number int  // of the paragraph at hand in the text
}

// stream returns a stream of the file. One that breaks off is a gap.
func (w *word) stream(f *compound.File, name string) (string, bool) {
	e, ok := f.Find(f.Root(), name)
	if !ok {
		w.d.Damaged(name)
		return "", false
	}
	s, err := f.Read(e)
	if err != nil {
		w.d.Damaged(name)
	}
	return s, true
}

// Offsets in the head of the main stream, and how many bytes it has at least.
const (
	shortest    = 0x9A
	flagsAt     = 0x0A
	countsAt    = 0x4C // the lengths of the stories, in characters
	tablesAt    = 0x9A // offset and length of each table
	secondTable = 0x0200
	encrypted   = 0x0100
	wordMagic   = 0xA5EC
	oldestKnown = 0xC0 // Word 97
)

func (w *word) flags() int { return u16(w.main, flagsAt) }

// refusal is why the document cannot be read, or nil.
func (w *word) refusal() *document.Gap {
	switch {
	case w.flags()&encrypted != 0 && u16(w.main, 0) == wordMagic:
		return &document.Gap{Reason: gap.Encrypted, Hint: gap.HintUnlock}
	case u16(w.main, 0) != wordMagic || u16(w.main, 2) < oldestKnown:
		return &document.Gap{
			Reason: gap.Unsupported + ": a document of Word 6 or 95",
			Hint:   "open it in Word or LibreOffice and save it as .docx",
		}
	}
	return nil
}

// The tables of the file, by their place in its head.
const (
	tableStyles      = 1
	tableFootnoteRef = 2
	tableFootnotes   = 3
	tableHeads       = 11
	tableRuns        = 12
	tableParagraphs  = 13
	tablePieces      = 33
	tableShapes      = 40
	tableEndnoteRef  = 46
	tableEndnotes    = 47
	tableLists       = 73
	tableListUses    = 74
)

// tableOf returns a table, "" where the file has none.
func (w *word) tableOf(n int) string {
	s, _ := w.tableFrom(n)
	return s
}

// tableFrom returns a table, and what follows it in its stream.
func (w *word) tableFrom(n int) (s, after string) {
	at := tablesAt + 8*n
	if at+8 > len(w.main) {
		return "", ""
	}
	from, size := u32(w.main, at), u32(w.main, at+4)
	if size == 0 {
		return "", ""
	}
	if from > len(w.table) || size > len(w.table)-from {
		w.d.Damaged("a table of the document")
		return "", ""
	}
	return w.table[from : from+size], w.table[from+size:]
}

// places reads the table whose first numbers count characters or bytes, and which has size bytes
// of its own for each stretch between two of them.
func places(s string, size int) []int {
	if len(s) < 4 {
		return nil
	}
	n := (len(s) - 4) / (4 + size)
	list := make([]int, n+1)
	for i := range list {
		list[i] = u32(s, 4*i)
	}
	return list
}

// u16 and u32 read numbers; what is beyond the end is 0.
func u16(s string, at int) int {
	if at < 0 || at+2 > len(s) {
		return 0
	}
	return int(s[at]) | int(s[at+1])<<8
}

func u32(s string, at int) int {
	if at < 0 || at+4 > len(s) {
		return 0
	}
	return u16(s, at) | u16(s, at+2)<<16
}

// stories are the stretches of text that a document has, in the order of the file.
var stories = [...]struct {
	name string
	at   int // of its length, in the head
}{
	{"text", 0}, {"footnotes", 4}, {"heads", 8}, {"macros", 12}, {"comments", 16}, {"endnotes", 20}, {"boxes", 24},
	{"boxes of heads", 28},
}

// read reads all stories.
func (w *word) read() {
	w.drawn = w.tableOf(tableShapes) != ""
	at := map[string][2]int{}
	from, end := 0, w.pieces[len(w.pieces)-1].to
	for _, s := range stories {
		n := u32(w.main, countsAt+s.at)
		if n > end-from {
			w.d.Gap(0, gap.Damaged+": the document is shorter than it says",
				"open the document in Word or LibreOffice and save it as .docx")
			n = end - from
		}
		at[s.name] = [2]int{from, from + n}
		from += n
	}
	w.notes[0] = w.readNotes(tableFootnoteRef, tableFootnotes, at["footnotes"])
	w.notes[1] = w.readNotes(tableEndnoteRef, tableEndnotes, at["endnotes"])
	w.story(at["text"], document.Body).read()
	w.d.Paragraph = 0
	w.story(at["boxes"], document.Body).apart().read()
	for _, n := range w.notes {
		w.remaining(n)
	}
	w.heads(at["heads"])
	w.story(at["boxes of heads"], document.Running).read()
	w.d.Omit("comments", w.words(at["comments"]))
}

// notes are the foot- or endnotes of a document.
type notes struct {
	refs   map[int]int // by where the text refers to one
	ranges [][2]int
	whole  [2]int
}

func (w *word) readNotes(refs, texts int, whole [2]int) notes {
	n := notes{refs: map[int]int{}, whole: whole}
	list, end := places(w.tableOf(texts), 0), 0
	for i, at := range places(w.tableOf(refs), 2) {
		if i+1 < len(list) && list[i] >= end && list[i] < list[i+1] && list[i+1] <= whole[1]-whole[0] {
			n.refs[at] = len(n.ranges)
			n.ranges = append(n.ranges, [2]int{whole[0] + list[i], whole[0] + list[i+1]})
			end = list[i+1]
		}
	}
	return n
}

// remaining reads the notes that no reference was found for.
func (w *word) remaining(n notes) {
	if len(n.ranges) == 0 {
		w.story(n.whole, document.Note).read()
		return
	}
	at := n.whole[0]
	for _, r := range n.ranges {
		if r[0] > at {
			w.story([2]int{at, r[0]}, document.Note).read()
		}
		if !w.seen[r[0]] {
			w.seen[r[0]] = true
			w.story(r, document.Note).read()
		}
		at = max(at, r[1])
	}
	w.story([2]int{at, n.whole[1]}, document.Note).read()
}

// heads reads the running heads and feet. Lines above notes come first.
func (w *word) heads(whole [2]int) {
	at := whole[0]
	for _, to := range places(w.tableOf(tableHeads), 0) {
		if to = whole[0] + to; to > at && to <= whole[1] {
			w.story([2]int{at, to}, document.Running).read()
			at = to
		}
	}
	w.story([2]int{at, whole[1]}, document.Running).read()
}

// words are the words of a story, without what is special in it.
func (w *word) words(of [2]int) string {
	var b strings.Builder
	c := cursor{w: w}
	for cp := of[0]; cp < of[1] && b.Len() < w.d.TextLimit; cp++ {
		ch, ok := c.at(cp)
		switch {
		case !ok:
		case ch.code < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(ch.rune())
		}
	}
	return b.String()
}

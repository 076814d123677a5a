package versions

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/reports/docx"
	"refrain/reports/html"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Bounds of a file of Word.
const (
	longSame  = 500 // bytes of words that are the same, from which their middle is left out
	aroundIt  = 200 // bytes that stay on each side of it
	wordKind  = "compare"
	textStyle = "TableText"

	turnedStyle   = "TableTextRTL" // of text that is written from right to left
	wholeRow      = 1200           // bytes of both versions that stay on one page,
	wholeFindings = 2              // and findings, of which each takes several lines of the last column
)

// wordRoom is the room of a file of Word, which is that of some thousand pages.
var wordRoom = room{1 << 20, 1 << 20, 0}

// wordWriter writes a table for Word: the old version, the new one, and what changed, of each provision
// that has a finding or is not the same. Whoever edits it finds styles for what came in and what went.
type wordWriter struct {
	w       io.Writer
	run     stream.Run
	words   wording.Words
	file    *docx.File
	names   wording.Names
	entries entries
	shown   []*shownComparison
	changes int
	room    room
}

// newWord returns a writer of such a file to w.
func newWord(w io.Writer, o stream.Options) Writer {
	const margin = 42.5                          // 15 mm
	height, width := o.Letterhead.Paper.Points() // on its side
	return &wordWriter{w: w, room: wordRoom, file: &docx.File{
		Kind: wordKind, Creator: o.Letterhead.Organisation,
		Paper:  docx.Paper{Width: width, Height: height, Top: margin, Right: margin, Bottom: margin, Left: margin},
		Styles: wordStyles(), Footer: docx.PageNumbers("Small", o.Letterhead.Organisation),
		Numbering: []docx.List{{Format: "bullet", Sign: "–", Style: "ListBullet", Indent: 12}},
	}}
}

// beganWord reports whether a file that begins with head is such a table.
func beganWord(head string) bool { return docx.Began(head, wordKind) }

func wordStyles() []docx.Style {
	const inward = `<w:ind w:left="200"/>`
	const (
		struck = `<w:strike/>`
		found  = `<w:shd w:val="clear" w:color="auto" w:fill="FBE3B6"/>`
		line   = `<w:u w:val="single"/>`
	)
	return []docx.Style{
		{ID: "Normal", Name: "Normal", DefaultOfDocument: true, Size: 9, Line: 12, Below: 4},
		{ID: "Title", Name: "Title", Size: 16, Line: 20, Below: 6, First: docx.KeepNext, Letters: docx.Bold},
		{
			ID: "Heading1", Name: "heading 1", Size: 12, Line: 15, Above: 10, Below: 4, First: docx.KeepNext,
			Last: `<w:outlineLvl w:val="0"/>`, Letters: docx.Bold,
		},
		{
			ID: "Heading2", Name: "heading 2", Size: 10, Line: 13, Above: 6, Below: 2, First: docx.KeepNext,
			Last: `<w:outlineLvl w:val="1"/>`, Letters: docx.Bold,
		},
		{ID: "Notice", Name: "Notice", Size: 9, Line: 12, Below: 3, First: docx.Bar("8A6A00"), Last: inward},
		{ID: textStyle, Name: "Table Text", Size: 9, Line: 12, Below: 2},
		{ID: turnedStyle, Name: "Table Text RTL", Size: 9, Line: 12, Below: 2, RightToLeft: true},
		{
			ID: "ListBullet", Name: "List Bullet", Size: 8.5, Line: 11, Below: 1, First: docx.Numbered(1),
			Last: docx.Hanging(12),
		},
		{ID: "Small", Name: "Small", Size: 7.5, Line: 9.5, Below: 1.5, Letters: `<w:color w:val="444444"/>`},
		docx.Letters("Strong", "Strong", docx.Bold),
		docx.Letters("Quiet", "Quiet", `<w:color w:val="555555"/>`),
		docx.Letters("Hyperlink", "Hyperlink", docx.LinkStyle),
		docx.Letters("Deleted", "Deleted words", struck),
		docx.Letters("Inserted", "Inserted words", docx.Bold),
		docx.Letters("Finding", "Finding", line+found),
		docx.Letters("FindingDeleted", "Finding deleted", struck+line+found),
		docx.Letters("FindingInserted", "Finding inserted", docx.Bold+line+found),
		docx.RuledTable("Versions", 10),
	}
}

func (w *wordWriter) Begin(run stream.Run) error {
	w.run, w.words = run, wording.In(run.Language)
	w.entries.words, w.file.Words = w.words, w.words
	return nil
}

func (w *wordWriter) Comparison(c *compare.Comparison) error {
	shown := showComparison(w.words, c, &w.names, w.run.Policy)
	w.shown = append(w.shown, shown)
	changes := changesOf(w.words, c, &w.entries, w.run.Policy, w.changes)
	w.changes += len(changes)
	f := w.file
	if len(w.shown) > 1 { // The first gets its heading when it is known that it is not alone.
		f.Paragraph("Heading1", shown.Name)
	}
	w.facts(w.words.Say("Old version"), shown.Old)
	w.facts(w.words.Say("New version"), shown.New)
	for _, n := range shown.Notices {
		f.Paragraph("Notice", n)
	}
	f.Paragraph("Normal", shown.Found)
	f.Paragraph("Normal", shown.Amounts)
	w.table(c, shown, changes)
	return nil
}

// facts say what a version is, and what of it could not be read.
func (w *wordWriter) facts(label string, v *shownVersion) {
	w.file.Begin("Normal")
	w.file.Run("Strong", label+": ")
	if v == nil {
		w.file.Run("", w.words.Say("there is none"))
	} else {
		w.file.Run("", v.Name)
		w.file.Run("Quiet", " "+v.Facts)
	}
	w.file.End()
	if v == nil || len(v.Gaps) == 0 {
		return
	}
	w.file.Begin("Notice")
	w.file.Run("Strong", w.words.Say(wording.NotRead)+":")
	w.file.End()
	for _, g := range v.Gaps {
		w.file.Paragraph("ListBullet", w.words.Hinted(g))
	}
}

// table writes a row for each provision with a finding, and each that was changed in more than its
// number.
func (w *wordWriter) table(c *compare.Comparison, shown *shownComparison, changes []*shownChange) {
	marks := marksOf(c, changes)
	rows := rowsOf(c)
	w.room.fit(rows, marks, shown.Passages)
	var t *docx.Table
	var left leftOut
	for i := range rows {
		r := &rows[i]
		switch quiet := r.quiet(marks); {
		case r.pair == nil:
			continue
		case quiet && r.pair.Apart():
			left.apart++
			continue
		case quiet && !r.moved():
			left.same++
			continue
		case r.cut:
			left.cut++
			continue
		}
		if t == nil {
			t = w.file.Table("Versions", 37, 37, 26)
			t.Row(true, w.plain("Strong", w.words.Say("Old version")), w.plain("Strong", w.words.Say("New version")),
				w.plain("Strong", w.words.Say("What changed")))
		}
		old, new := sidesOf(c, r, marks)
		t.Row(r.size() <= wholeRow && r.findings() <= wholeFindings, func() { w.side(&old) }, func() { w.side(&new) }, func() { w.what(c, r, marks) })
	}
	if t != nil {
		t.End()
	}
	w.leftOut(left, shown.Passages)
}

// leftOut counts what a table does not show.
type leftOut struct{ same, apart, cut int }

// leftOut says what the table does not show.
func (w *wordWriter) leftOut(n leftOut, passages bool) {
	if n.same > 0 {
		w.file.Paragraph("Small", w.words.Of(
			n.same, "{n} provision with the same words and without findings is not shown.",
			"{n} provisions with the same words and without findings are not shown.",
		))
	}
	if n.apart > 0 {
		w.file.Paragraph("Small", w.words.Say("Not shown: {list}.", "list", besideText(w.words, n.apart)))
	}
	switch {
	case n.cut > 0 && passages:
		w.file.Paragraph("Small", w.words.Of(
			n.cut, "{n} provision without findings is not shown.", "{n} provisions without findings are not shown.",
		))
	case n.cut > 0:
		w.file.Paragraph("Notice", w.words.Of(
			n.cut, "{n} changed provision is not shown, since the file would be too long.",
			"{n} changed provisions are not shown, since the file would be too long.",
		))
	}
}

// plain is a cell of a few words.
func (w *wordWriter) plain(style, text string) func() {
	return func() {
		w.file.Begin(textStyle)
		w.file.Run(style, text)
		w.file.End()
	}
}

// side writes the provisions of one version.
func (w *wordWriter) side(s *side) {
	if len(s.provisions) == 0 {
		text := w.words.Say("not in the old version")
		if s.isNew {
			text = w.words.Say("not in the new version")
		}
		w.plain("Quiet", text)()
		return
	}
	d := s.report.Doc
	for i := range s.provisions {
		for _, block := range s.provisions[i].Blocks {
			b := &d.Blocks[block]
			style := textStyle
			if html.Direction(cmp.Or(b.Lang, d.Lang)) != "" {
				style = turnedStyle
			}
			w.file.Begin(style)
			if b.Exclusion != document.Included {
				w.file.Run("Quiet", w.words.Excluded(b)+": ")
			}
			w.text(s, b.Span)
			w.file.End()
		}
	}
}

// text writes the words of a block: bold what came in, struck out what went.
func (w *wordWriter) text(s *side, block document.Span) {
	edits, marks := s.inBlock(block)
	list := pieces(s.report.Doc, block, edits, marks)
	for i, p := range list {
		style := ""
		if len(p.in) > 0 {
			style = "Finding"
		}
		switch changed := p.changed || s.whole; {
		case changed && s.isNew:
			style += "Inserted"
		case changed:
			style += "Deleted"
		case style == "":
			p.text = shortened(p.text, i > 0, i+1 < len(list))
		}
		w.file.Run(style, p.text)
		for _, f := range p.ends {
			w.file.Run("Quiet", fmt.Sprintf(" [%d]", f.Number))
		}
	}
}

// shortened leaves out the middle of long words that are the same, or the end that nothing changed
// follows.
func shortened(text string, after, before bool) string {
	if len(text) <= longSame {
		return text
	}
	first, last := "", ""
	if after || !before {
		first = strings.ToValidUTF8(text[:aroundIt], "")
		first = first[:max(strings.LastIndexByte(first, ' '), 0)] + " "
	}
	if before {
		last = strings.ToValidUTF8(text[len(text)-aroundIt:], "")
		_, last, _ = strings.Cut(last, " ")
		last = " " + last
	}
	return first + "[…]" + last
}

// what writes what became of a pair and of its findings.
func (w *wordWriter) what(c *compare.Comparison, r *row, marks [][2][]mark) {
	f := w.file
	f.Begin(textStyle)
	f.Run("Strong", pairName(w.words, c, r.pair))
	f.Run("", ": "+wayWords(w.words, r.pair))
	f.End()
	var found []*shownChange
	for _, list := range marks[r.at] {
		for _, m := range list {
			found = append(found, m.change)
		}
	}
	slices.SortStableFunc(found, func(a, b *shownChange) int { return cmp.Compare(a.Number, b.Number) })
	for _, change := range slices.Compact(found) {
		w.finding(change)
	}
}

// finding writes what became of a finding, with both places.
func (w *wordWriter) finding(c *shownChange) {
	f := w.file
	f.Begin(textStyle)
	f.Run("Quiet", fmt.Sprintf("[%d] ", c.Number))
	if c.Old != nil && c.New != nil && !c.Same() {
		f.Run("Strong", w.words.Quoted(c.Old.Words))
		f.Run("", " ("+c.Old.Use+") → ")
	}
	f.Run("Strong", w.words.Quoted(c.Last().Words))
	f.Run("", " ("+c.Last().Use+"): "+c.What+". ")
	f.Link(fmt.Sprintf("#reason%d", c.Entry.Number), c.Entry.Kind)
	f.End()
	if c.Doubt {
		f.Paragraph(textStyle, w.words.Say("doubtful: parts of the other version could not be read"))
	}
	if len(c.Consider) > 0 {
		f.Begin(textStyle)
		f.Run("Strong", w.words.Say("Consider:")+" ")
		f.Run("", strings.Join(c.Consider, "; "))
		f.End()
	}
	for _, v := range []struct {
		label string
		place *shownPlace
	}{{w.words.Say("Old version"), c.Old}, {w.words.Say("New version"), c.New}} {
		if v.place != nil {
			f.Begin(textStyle)
			f.Run("Quiet", v.label+": "+v.place.Place)
			f.End()
		}
	}
}

func (w *wordWriter) End(t Totals) error {
	f := w.file
	f.Title = titleOf(w.words, w.shown)
	f.First(func() {
		f.Paragraph("Title", f.Title)
		if t.Interrupted {
			f.Paragraph("Notice", w.words.Say(wording.Interrupted))
		}
		if len(w.shown) != 1 {
			for _, line := range summaryOf(w.words, t) {
				f.Paragraph("Normal", line)
			}
		}
		f.Paragraph("Normal", w.words.Say(
			"The table has a row for each provision with a finding, and for each whose words or place changed. Bold is what "+
				"came in, struck through is what went, underlined is a finding, with its number.",
		))
		if len(w.shown) > 1 {
			f.Paragraph("Heading1", w.shown[0].Name)
		}
	})
	w.reasons()
	f.Paragraph("Heading1", w.words.Say("About this report"))
	f.Paragraph("Small", w.words.Say(wording.Limits))
	f.Paragraph("Small", w.words.MadeBy(w.run)+".")
	for _, c := range w.words.Changes(w.run) {
		f.Paragraph("Small", c)
	}
	return f.Write(w.w)
}

// reasons writes what the lexicon says of the entries that were found.
func (w *wordWriter) reasons() {
	f := w.file
	if len(w.entries.list) > 0 {
		f.Paragraph("Heading1", w.words.Say("Reasons and sources"))
	}
	for _, e := range w.entries.list {
		f.Begin("Heading2")
		f.Mark(fmt.Sprintf("reason%d", e.Number))
		f.Run("", e.Kind+" ("+e.ID+"; "+w.words.GradeWords(e.Grade)+e.Aside+")")
		f.End()
		f.Paragraph("Normal", e.Why)
		if list := e.Consider(); len(list) > 0 {
			f.Begin("Normal")
			f.Run("Strong", w.words.Say("Consider:")+" ")
			f.Run("", strings.Join(list, "; "))
			f.End()
		}
		for _, s := range e.First() {
			f.Begin("ListBullet")
			if name := w.words.ReferenceName(s); wording.IsWebAddress(s.URL) {
				f.Link(s.URL, name)
			} else {
				f.Run("", name)
			}
			f.Run("", ". "+s.Words())
			f.End()
		}
		if more := e.More(); more > 0 {
			f.Paragraph("ListBullet", w.words.Of(more, "and {n} more", "and {n} more"))
		}
		if d := strings.TrimSpace(w.words.Disagreement(e.Entry)); d != "" {
			f.Paragraph("ListBullet", d)
		}
		if len(e.Printable) == 0 {
			f.Paragraph("ListBullet", w.words.Say("No confirmed source; the judgement of the lexicon's editors."))
		}
	}
}

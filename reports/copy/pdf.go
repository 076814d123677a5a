//go:build !js

package copy

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/copy/pdf"
	"refrain/reports/copy/word"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// PDFChildCommand is the argument with which the kind pdf starts this program once more, to write
// into a file apart from everything else. A program that uses the kind calls WritePDFChild when it
// is started so, and does nothing else.
const PDFChildCommand = pdf.ChildCommand

// WritePDFChild is what a child does that is started with PDFChildCommand.
func WritePDFChild(in io.Reader, out io.Writer) error { return pdf.Work(in, out) }

// EndedPDF reports whether a file that ends with tail is a copy, to which nothing was added since.
// A copy begins as its original does.
func EndedPDF(tail string) bool { return strings.HasSuffix(tail, pdf.Tail) }

// PDF writes a copy of a PDF: the file as it is, and after it what highlights the words. A note on
// the first page says what the comment at the beginning of other copies says, and names the
// findings that have no place on a page.
type PDF struct{ Writer }

// NewPDF returns a writer of such a report to w.
func NewPDF(w io.Writer, o stream.Options) *PDF {
	return &PDF{Writer{w: w, options: o, kind: "pdf", format: "pdf", is: "a PDF"}}
}

func (p *PDF) End(t stream.Totals) error {
	if p.report == nil {
		return p.nothing()
	}
	d := p.report.Doc
	marks, unplaced := p.marks()
	for _, u := range unplaced {
		if p.options.Note != nil {
			p.options.Note(wording.DocumentName(d) + ": " + p.words.Say(
				"without a place on a page, so in the note on the first page only: {finding}", "finding", u,
			))
		}
	}
	added, err := pdf.Add(
		p.original, append([]pdf.Mark{p.summary(t, unplaced)}, marks...),
		pdf.Options{Date: p.options.Date, Notices: p.notices()},
	)
	if err != nil {
		return p.refuse(d, err.Error()+"; --format html=FILE writes a report on it")
	}
	if notice := notices[added.Seal]; notice != "" && p.options.Note != nil {
		p.options.Note(p.words.CopyNotice(d, notice))
	}
	for _, part := range []string{p.original, string(added.Bytes)} {
		if _, err := io.WriteString(p.w, part); err != nil {
			return err
		}
	}
	return nil
}

// notices are what has to be said of copies of signed files.
var notices = map[pdf.Seal]string{
	pdf.Granted: wording.CopyOfGranted, pdf.Signed: wording.CopyOfSigned,
	pdf.Open: wording.CopyOfOpen, pdf.Closed: wording.CopyOfClosed,
}

// notices are what has to be said of copies of signed files, in the words of the report.
func (p *PDF) notices() map[pdf.Seal]string {
	all := map[pdf.Seal]string{}
	for seal, notice := range notices {
		all[seal] = p.words.Say(notice)
	}
	return all
}

// summary is the note on the document as a whole, in the upper left corner of the first page.
func (p *PDF) summary(t stream.Totals, unplaced []string) pdf.Mark {
	const margin = 6                                // points
	first := document.Page{Width: 595, Height: 842} // where the first page could not be read
	if pages := p.report.Doc.Pages; len(pages) > 0 && pages[0].Width > 0 {
		first = pages[0]
	}
	lines := p.about(t)
	for _, u := range unplaced {
		lines = append(lines, word.Line{Label: p.words.Say("Without a place on a page"), Text: display.Printable(u)})
	}
	lines = append(lines, word.Line{Label: p.words.Say("Colours"), Text: p.words.Say(colourNames)})
	return pdf.Mark{
		Page: 1, At: inFile(&first, margin, margin), Colour: colourOf(p.run.Policy, lexicon.Used),
		ID:    "refrain-summary",
		About: p.words.Say("What was read and found"), Text: joined(lines),
	}
}

// joined are lines as the text of one comment.
func joined(lines []word.Line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.Label != "" {
			b.WriteString(l.Label + ": ")
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// marks are the highlights of the findings, one on each page that a finding stands on, and the
// findings that have no place on any.
func (p *PDF) marks() (marks []pdf.Mark, unplaced []string) {
	d := p.report.Doc
	type onPage struct {
		page int
		key  string
	}
	seen := map[onPage]int{}
	free := map[int]*margins{}
	for i, number := range numbered(p.report.Findings) {
		f := &p.report.Findings[i]
		placed := false
		for j, part := range d.OnPages(f.Span) {
			page := &d.Pages[j]
			shown := slices.DeleteFunc(d.Locate(part).Boxes, func(b document.Box) bool { return !onSheet(page, b) })
			if len(shown) == 0 {
				continue
			}
			placed = true
			m := pdf.Mark{
				Page: page.Number, Colour: colourOf(p.run.Policy, f.Verdict.Status), ID: f.Key,
				About: display.Printable(p.words.Say(f.Entry.Category.Name)), Text: joined(p.says(d, f, number)),
				Number: number.own,
			}
			at := onPage{page.Number, f.Key}
			if seen[at]++; seen[at] > 1 { // The same sentence may stand on a page twice.
				m.ID = fmt.Sprintf("%s-%d", f.Key, seen[at])
			}
			if free[page.Number] == nil {
				free[page.Number] = marginsOf(d, page)
			}
			m.NumberAt = quad(page, free[page.Number].place(number.own, shown[0]))
			for _, b := range shown {
				m.Quads = append(m.Quads, quad(page, b))
			}
			marks = append(marks, m)
		}
		if !placed {
			unplaced = append(unplaced, fmt.Sprintf(
				"%d. %s: %s (%s), %s",
				number.own,
				p.words.Say("“{words}”", "words", wording.OneLine(f.Text(d))),
				p.words.Say(f.Entry.Category.Name),
				f.Entry.ID,
				p.words.StatusWords(d, f),
			))
		}
	}
	return marks, unplaced
}

// onSheet reports whether a part of a box is on the page that people see: a file may have text far
// beyond its edges.
func onSheet(page *document.Page, b document.Box) bool {
	return b.Right > 0 && b.Bottom > 0 && float64(b.Left) < page.Width && float64(b.Top) < page.Height
}

// quad is a box on a page as the file has it.
func quad(page *document.Page, b document.Box) pdf.Quad {
	left, top, right, bottom := float64(b.Left), float64(b.Top), float64(b.Right), float64(b.Bottom)
	return pdf.Quad{
		inFile(page, left, top), inFile(page, right, top), inFile(page, left, bottom), inFile(page, right, bottom),
	}
}

// inFile is a place on the displayed page, from its upper left corner, in the file's own space: not
// turned, and counted from where the file has its origin.
func inFile(page *document.Page, x, y float64) pdf.Point {
	p := pdf.Point{X: page.Left, Y: page.Bottom}
	switch page.Turn & 3 {
	case 0:
		p.X, p.Y = p.X+x, p.Y+page.Height-y
	case 1:
		p.X, p.Y = p.X+y, p.Y+x
	case 2:
		p.X, p.Y = p.X+page.Width-x, p.Y+y
	case 3:
		p.X, p.Y = p.X+page.Height-y, p.Y+page.Width-x
	}
	return p
}

// colourNames are the colours of highlights, for the note. Words stay readable on each of them,
// also in black and white.
const colourNames wording.Text = "yellow is in the totals; blue is quoted or reported; green is criticised or rejected; " +
	"grey is used in another way that is left out of them. Each comment says which."

// colourOf is the colour of a status.
func colourOf(policy analyzer.Policy, s lexicon.Status) [3]float64 {
	switch {
	case policy.CountsStatus(s):
		return [3]float64{1, 0.85, 0.35}
	case s == lexicon.Quoted, s == lexicon.Reported:
		return [3]float64{0.68, 0.83, 1}
	case s == lexicon.Criticised, s == lexicon.Rejected:
		return [3]float64{0.7, 0.92, 0.7}
	}
	return [3]float64{0.84, 0.84, 0.84}
}

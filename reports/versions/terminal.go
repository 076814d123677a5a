package versions

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/terminal"
	"refrain/reports/wording"
)

const (
	indent    = terminal.Indent
	mostEdits = 12 // that are shown of a provision, where all is shown
)

// beganText reports whether a file that begins with head is such a report.
func beganText(head string) bool { return wording.IsHeading(strings.TrimPrefix(head, "\x1b[1m")) }

// textWriter writes for people who read a terminal or a text file: what became of each finding that
// counts, by provision, with both places. What is the same has one line; with all, the changed words
// of every provision are shown, too. Of several documents, those with the same words and no findings
// are counted alone.
type textWriter struct {
	terminal.Lines
	all   bool
	run   stream.Run
	words wording.Words
	gaps  []string
	more  int // versions with gaps beyond wording.ManyGaps
	short bool
	row   bool     // the provision before has one line
	same  []string // of the last document with the same words and no findings, which is not shown among others
}

// newText returns a writer of such a report to w.
func newText(w io.Writer, o stream.Options) Writer {
	return &textWriter{Lines: terminal.NewLines(w, o), all: o.Verbose}
}

func (t *textWriter) Begin(run stream.Run) error {
	t.run, t.words = run, wording.In(run.Language)
	for _, k := range listed {
		t.Label = max(t.Label, wording.Columns(t.words.Say(kindTexts[k].word))+2)
	}
	name := "refrain " + run.Version
	with := strings.TrimPrefix(t.words.Heading(run), name)
	t.Line("", t.Bold(display.Printable(name))+display.Printable(with))
	return t.Flush()
}

func (t *textWriter) Comparison(c *compare.Comparison) error {
	t.keepGaps(t.words.Say("Old version"), c.Old)
	t.keepGaps(t.words.Say("New version"), c.New)
	if c.Likeness == compare.SameText && len(c.Findings) == 0 && !t.all {
		t.same = append(t.same[:0], versionNames(c), noticesOf(t.words, c)[0])
		return nil
	}
	t.Line("", "")
	t.Line("", t.Bold(display.Printable(versionNames(c))))
	for _, notice := range noticesOf(t.words, c) {
		t.Paragraph(indent, notice)
	}
	if n := c.Count(t.run.Policy); n != (compare.Counts{}) || len(c.Findings) == 0 {
		t.Paragraph(indent, foundWords(t.words, n))
	}
	if text := provisionCounts(t.words, c.Provisions()); text != "" && c.Old != nil && c.New != nil {
		t.Paragraph(indent, text)
	}
	apart := 0
	for i := range c.Pairs {
		apart += t.pair(c, &c.Pairs[i])
	}
	if apart > 0 {
		t.Line("", "")
		t.Paragraph("", t.words.Of(
			apart, "{n} finding that counts in neither version: --verbose shows it.",
			"{n} findings that count in neither version: --verbose shows them.",
		))
	}
	return t.Flush()
}

// versionNames are the names of both versions in one line.
func versionNames(c *compare.Comparison) string {
	switch {
	case c.Old == nil:
		return wording.DocumentName(c.New.Doc)
	case c.New == nil:
		return wording.DocumentName(c.Old.Doc)
	}
	return wording.DocumentName(c.Old.Doc) + " → " + wording.DocumentName(c.New.Doc)
}

// pair writes a provision with what became of its findings, and returns how many are not shown.
func (t *textWriter) pair(c *compare.Comparison, p *compare.Pair) (hidden int) {
	var shown []*compare.Change
	for i := p.First; i < p.End; i++ {
		f := &c.Findings[i]
		if !t.all && !f.Counts(t.run.Policy) {
			hidden++
			continue
		}
		shown = append(shown, f)
	}
	changed := t.all && p.Changed() && !p.Apart() && c.Old != nil && c.New != nil
	if len(shown) == 0 && !changed {
		return hidden
	}
	row := len(shown) == 0 && len(p.Words) == 0
	if !row || !t.row {
		t.Line("", "")
	}
	t.row = row
	name := t.Bold(display.Printable(pairName(t.words, c, p)))
	if p.Changed() && c.Old != nil && c.New != nil {
		name += " (" + display.Printable(wayWords(t.words, p)) + ")"
	}
	t.Line("", name)
	if changed {
		t.edits(c, p)
	}
	for _, f := range shown {
		t.change(c, f)
	}
	return hidden
}

// edits writes the changed words of a provision.
func (t *textWriter) edits(c *compare.Comparison, p *compare.Pair) {
	for i, e := range p.Words {
		if i == mostEdits && len(p.Words) > mostEdits+1 {
			more := len(p.Words) - mostEdits
			t.Line(indent, t.words.Of(more, "and {n} more", "and {n} more"))
			return
		}
		t.Line(indent, t.Clipped(both(t.quoted(c.Old.Doc, e.Old), t.quoted(c.New.Doc, e.New)), t.Width-len(indent)))
	}
}

// quoted are a few words of a version in marks; "" where there are none.
func (t *textWriter) quoted(d *document.Document, s document.Span) string {
	if s.Len() == 0 {
		return ""
	}
	return t.words.Quoted(wording.OneLine(s.Of(d.Text)))
}

// nothing stands for what a version has not.
const nothing = "–"

// both is what the old version and the new one have.
func both(old, new string) string {
	if old == new {
		return cmp.Or(old, nothing)
	}
	return cmp.Or(old, nothing) + " → " + cmp.Or(new, nothing)
}

// change writes what became of a finding: in one line where it is still there, and with its sentence
// and what to consider where it is new or gone.
func (t *textWriter) change(c *compare.Comparison, f *compare.Change) {
	e := f.Finding().Entry
	old, new := t.at(c.Old, f.Old), t.at(c.New, f.New)
	head := cmp.Or(old.place, nothing) + " → " + cmp.Or(new.place, nothing)
	if f.Kind == compare.Kept {
		head = both(old.place, new.place)
	}
	switch {
	case f.Old == nil:
		head += ": " + new.words
	case f.New == nil:
		head += ": " + old.words
	default:
		head += ": " + both(old.words, new.words)
	}
	if f.Doubtful {
		head += "; " + t.words.Say("doubtful: parts of the other version could not be read")
	}
	t.Labelled(t.words.Say(kindTexts[f.Kind].word), head)
	use := t.words.Severity(e.Severity) + ": " + t.words.Say(e.Category.Name) + " (" + e.ID + t.words.Asides(e) + ")"
	if how := both(old.use, new.use); f.Status || !t.run.Policy.Counts(f.Finding()) {
		if f.Old == nil {
			how = new.use
		} else if f.New == nil {
			how = old.use
		}
		use += "; " + how
	} else if aside := t.aside(c, f); aside != "" {
		use += "; " + aside
	}
	if f.Kind == compare.Kept || f.Kind == compare.Moved {
		if t.all {
			t.Labelled("", use)
		}
		return
	}
	t.Labelled("", use)
	if f.New == nil || !t.run.Policy.Counts(f.New) {
		return
	}
	t.sentence(c.New.Doc, f.New)
	t.short = true
	consider := t.words.Say("Consider:") + " " + strings.Join(f.New.Consider(), "; ")
	if !t.all {
		before := indent + strings.Repeat(" ", t.Label)
		t.Line(before, t.Clipped(consider, t.Width-len(before)))
		return
	}
	t.Labelled("", consider)
	t.Labelled("", t.words.Say("Why:")+" "+e.Why)
	t.Labelled("", t.words.Say("Sources:")+" "+t.words.SourceNames(e))
}

// aside is what else must be known of a finding where its status is not written out: that it was
// recognised in a picture, reads otherwise, or takes its people from elsewhere.
func (t *textWriter) aside(c *compare.Comparison, f *compare.Change) string {
	if f.New != nil {
		return t.words.Aside(c.New.Doc, f.New)
	}
	return t.words.Aside(c.Old.Doc, f.Old)
}

// placed is a finding in one version, in words; all are "" where that has it not.
type placed struct{ place, words, use string }

func (t *textWriter) at(r *analyzer.Report, f *analyzer.Finding) placed {
	if f == nil {
		return placed{}
	}
	return placed{
		t.words.Place(r.Doc, r.Doc.Locate(f.Span)), t.words.Quoted(wording.OneLine(f.Text(r.Doc))),
		t.words.StatusWords(r.Doc, f),
	}
}

// sentence writes the sentence of a finding with its words marked: by colour, or by carets below them.
func (t *textWriter) sentence(d *document.Document, f *analyzer.Finding) {
	columns := t.Width - len(indent) - t.Label
	s, left, right := wording.Excerpt(d.Text, f.Sentence, f.Span, columns)
	all := wording.Cells(d.Text, s, f.Span)
	if left {
		all = append([]wording.Cell{wording.Ellipsis}, all...)
	}
	if right {
		all = append(all, wording.Ellipsis)
	}
	before := indent + strings.Repeat(" ", t.Label)
	for _, line := range wording.Wrap(wording.Around(all, columns), columns) {
		t.Line(before, t.Cells(line))
		if carets := terminal.Carets(line); !t.Color && carets != "" {
			t.Line(before, carets)
		}
	}
}

// keepGaps remembers for the end what could not be read of a version.
func (t *textWriter) keepGaps(which string, r *analyzer.Report) {
	if r == nil {
		return
	}
	gaps := wording.GroupGaps(r.Gaps())
	if len(gaps) > 0 && len(t.gaps) >= wording.ManyGaps {
		t.more++
		return
	}
	for _, g := range gaps {
		t.gaps = append(t.gaps, which+", "+wording.DocumentName(r.Doc)+": "+t.words.Hinted(g))
	}
}

func (t *textWriter) End(totals Totals) error {
	if totals.Compared+totals.Added+totals.Removed == 1 && len(t.same) > 0 {
		t.Line("", "")
		t.Line("", t.Bold(display.Printable(t.same[0])))
		t.Paragraph(indent, t.same[1]+" "+foundWords(t.words, compare.Counts{}))
	}
	t.Line("", "")
	if totals.Compared+totals.Added+totals.Removed > 1 {
		for _, s := range summaryOf(t.words, totals) {
			t.Paragraph("", s)
		}
	}
	if totals.Failing > 0 {
		t.Paragraph("", t.words.Of(
			totals.Failing, "{n} new finding is at or above the threshold.",
			"{n} new findings are at or above the threshold.",
		))
	}
	if t.short && !t.all {
		t.Paragraph("", t.words.Say("All reasons, sources and changed words: --verbose, or refrain lexicon show ID."))
	}
	if totals.Interrupted {
		t.Paragraph("", t.words.Say(wording.Interrupted))
	}
	if len(t.gaps) > 0 {
		t.Line("", t.Bold(t.words.Say(wording.NotRead)+":"))
		for _, line := range t.gaps {
			t.Paragraph(indent, line)
		}
		if t.more > 0 {
			t.Line(indent, t.words.Of(t.more, "and {n} more", "and {n} more"))
		}
	}
	for _, change := range t.words.Changes(t.run) {
		t.Paragraph("", change)
	}
	t.Paragraph("", t.words.Say(
		"Lexicon {version}, sha256 {sum}, {entries}.", "version", t.run.LexiconVersion,
		"sum", fmt.Sprintf("%.12s", t.run.LexiconSHA256), "entries", t.words.Entries(t.run),
	))
	return t.Flush()
}

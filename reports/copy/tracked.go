package copy

import (
	"io"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/copy/word"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Tracked is the name of the kind that proposes other words as tracked changes.
const Tracked = "docx-tracked"

// TrackedWriter writes a copy of the one document of the run with other words as tracked changes.
type TrackedWriter struct {
	Writer
	propose func(*analyzer.Report, amend.Options) *amend.Paper
}

// NewTracked returns a writer of a copy of a Word document in which other words are proposed as
// insertions and deletions by refrain. What is to be redrafted gets a comment.
func NewTracked(w io.Writer, o stream.Options) *TrackedWriter {
	return &TrackedWriter{
		Writer{w: w, options: o, kind: Tracked, format: "docx", is: "a Word document"}, amend.Propose,
	}
}

// End makes the changes and writes the copy.
func (c *TrackedWriter) End(t stream.Totals) error {
	if c.report == nil {
		return c.nothing()
	}
	paper := c.propose(c.report, amend.Options{Prefer: c.options.Prefer, Only: func(f *analyzer.Finding) bool {
		return c.run.Policy.Counts(f) && f.Record.State != analyzer.Waived
	}})
	var changes []word.Change
	var changed []*amend.Amendment
	for i := range paper.Amendments {
		if a := &paper.Amendments[i]; a.Kind != amend.Redraft {
			changes = append(changes, changeOf(paper.Doc, a.Span, a.New))
			changed = append(changed, a)
		}
	}
	copy := &word.Copy{Author: "refrain", Initials: "R", Date: c.options.Date}
	tracked, err := copy.Track(c.original, changes)
	if err != nil {
		return c.failed(err)
	}
	return c.failed(tracked.Write(c.w, c.notes(t, paper, changed, tracked.Kept)))
}

// notes are the comments: one on the document, and one on each place that is not changed.
func (c *TrackedWriter) notes(
	t stream.Totals, paper *amend.Paper, changed []*amend.Amendment, kept []word.Kept,
) []word.Note {
	why := map[*amend.Amendment]word.Kept{}
	made, left := 0, 0
	for i, a := range changed {
		if why[a] = kept[i]; kept[i] == "" {
			made++
		} else {
			left++
		}
	}
	notes := []word.Note{{}}
	redrafts, definitions := 0, 0
	for i := range paper.Amendments {
		a := &paper.Amendments[i]
		switch {
		case a.Kind == amend.Redraft:
			redrafts++
			notes = append(notes, c.noteOn(paper.Doc, a.Finding, c.redraft(a)))
		case why[a] != "":
			notes = append(notes, c.noteOn(paper.Doc, a.Finding, c.keeps(a, why[a])))
		case a.Kind == amend.Definition:
			definitions++
		}
	}
	var lines []word.Line
	add := adding(&lines)
	c.unread(t, add)
	add("", c.words.ChangesTracked(made))
	if definitions > 0 {
		add("", c.words.Say(wording.BelongTogether))
	}
	add("", c.words.ToRedraft(redrafts))
	add("", c.words.ChangesKept(left))
	for i := range c.report.Findings {
		if f := &c.report.Findings[i]; f.Record.State == analyzer.Waived && c.run.Policy.Counts(f) {
			add("", c.words.Quoted(wording.OneLine(f.Text(paper.Doc)))+c.words.RecordWords(f.Record))
		}
	}
	add("", c.words.Read(t))
	add("", c.madeBy(c.words.Say(
		"The document without these changes and comments has sha256 {sum}.", "sum", c.report.Doc.SHA256,
	)))
	notes[0].Lines = lines
	return notes
}

// redraft is the comment on words for which there are no others to put there.
func (c *TrackedWriter) redraft(a *amend.Amendment) (lines []word.Line) {
	add := adding(&lines)
	add(c.words.Say(wording.Redraft), wording.Sentence(wording.Capital(c.words.Say(string(a.Reason)))))
	if a.Model != "" {
		add(c.words.Say(wording.ModelSentence), c.words.Quoted(a.Model))
	}
	c.reasons(a, add)
	return lines
}

// keeps is the comment on words that could not be changed in the file.
func (c *TrackedWriter) keeps(a *amend.Amendment, why word.Kept) (lines []word.Line) {
	add := adding(&lines)
	add(c.words.Say(wording.NotChangedHere), wording.Sentence(wording.Capital(c.words.Say(string(why)))))
	add("", c.words.ReplaceBy(wording.OneLine(a.Old), a.New))
	c.reasons(a, add)
	return lines
}

// reasons are why other words are proposed, and who says so.
func (c *TrackedWriter) reasons(a *amend.Amendment, add func(label, text string)) {
	e := a.Finding.Entry
	add(label(c.words, "Why:"), e.Why)
	add(label(c.words, "Note:"), e.Caveat)
	add(label(c.words, "Sources:"), c.words.SourceNames(e))
}

// changeOf is a change of a stretch of text: where its words stand in the file, and what to write
// there.
func changeOf(d *document.Document, s document.Span, instead string) word.Change {
	c := word.Change{New: instead}
	for r := range d.Runs.From(s.Start) {
		if r.Start >= s.End {
			break
		}
		at := stretchIn(r, s)
		if at.Len() <= 0 { // It stands nowhere, like the blank that a tab is read as.
			continue
		}
		if len(c.Words) == 0 {
			c.Part = r.Part
		}
		if r.Part != c.Part || len(c.Words) > 0 && at.Start < c.Words[len(c.Words)-1].End {
			return word.Change{New: instead} // Parts of a sentence are in two places of the file.
		}
		c.Words = append(c.Words, at)
	}
	return c
}

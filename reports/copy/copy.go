// Package copy writes copies of the documents themselves, with comments on the words of the
// findings.
package copy

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/copy/word"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// NewWord returns a writer of a copy of the one document of the run, with a comment on the words of
// each finding and one on the document as a whole.
func NewWord(w io.Writer, o stream.Options) *Writer {
	return &Writer{w: w, options: o, kind: "docx", format: "docx", is: "a Word document", copy: (*word.Copy).Word}
}

// NewOpenDocument returns a writer of a copy of an OpenDocument text, likewise.
func NewOpenDocument(w io.Writer, o stream.Options) *Writer {
	return &Writer{
		w: w, options: o, kind: "odt", format: "odt", is: "an OpenDocument text", copy: (*word.Copy).OpenDocument,
	}
}

// Writer keeps the document, because the comment at its beginning says what was found in all of it.
type Writer struct {
	w       io.Writer
	options stream.Options
	kind    string // of the report
	format  string // the name of the format that can be copied
	is      string // what documents of it are
	copy    func(c *word.Copy, w io.Writer, original string) error

	run      stream.Run
	words    wording.Words
	report   *analyzer.Report
	original string
}

func (c *Writer) Begin(run stream.Run) error {
	c.run, c.words = run, wording.In(run.Language)
	return nil
}

func (c *Writer) Document(r *analyzer.Report) error {
	d := r.Doc
	switch {
	case c.report != nil:
		return c.refuse(d, "is a second document, and a copy is of one; run refrain once for each")
	case d.Text == "" && len(d.Gaps) > 0:
		return c.refuse(d, strings.TrimSuffix(d.Gaps[0].Reason+"; "+d.Gaps[0].Hint, "; "))
	case d.Format != c.format:
		return c.refuse(d, c.why(d))
	case d.Name == "-":
		return c.refuse(d, "is read once only; name the file for a copy of it")
	case c.options.Original == nil:
		return c.refuse(d, "cannot be read again")
	}
	original, err := c.options.Original(d)
	if err != nil {
		return fmt.Errorf("--format %s: %w", c.kind, err)
	}
	c.report, c.original = r, original
	return nil
}

func (c *Writer) refuse(d *document.Document, why string) error {
	return fmt.Errorf("--format %s: %s: %s", c.kind, wording.DocumentName(d), why)
}

func (c *Writer) nothing() error {
	return fmt.Errorf("--format %s: there is no document to copy; name one that is %s", c.kind, c.is)
}

// formats are the formats that can be copied. The kind of the copy has the same name.
var formats = []string{"docx", "odt", "pdf"}

// why says what keeps a document of another format from being copied, and which report there is for
// it.
func (c *Writer) why(d *document.Document) string {
	other := "html"
	if slices.Contains(formats, d.Format) {
		other = d.Format
	}
	why := fmt.Sprintf("is not %s; --format %s=FILE writes a report on it", c.is, other)
	switch c.kind {
	case "docx":
		why += ", --format brief=FILE.docx a brief in Word"
	case Tracked:
		why += ", --format amendments=FILE.docx the amendments as a paper in Word"
	}
	return why
}

func (c *Writer) End(t stream.Totals) error {
	if c.report == nil {
		return c.nothing()
	}
	d := c.report.Doc
	copy := &word.Copy{Author: "refrain", Initials: "R", Date: c.options.Date, Notes: []word.Note{{Lines: c.about(t)}}}
	for i, n := range numbered(c.report.Findings) {
		copy.Notes = append(copy.Notes, c.note(d, &c.report.Findings[i], n))
	}
	return c.failed(c.copy(copy, c.w, c.original))
}

// failed says which document cannot be copied, and what else can be had of it.
func (c *Writer) failed(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, word.ErrSigned), errors.Is(err, word.ErrTooLarge):
		return c.refuse(c.report.Doc, err.Error()+"; --format html=FILE writes a report on it")
	}
	return fmt.Errorf("--format %s: %s: %w", c.kind, wording.DocumentName(c.report.Doc), err)
}

// about is the comment on the document as a whole.
func (c *Writer) about(t stream.Totals) []word.Line {
	var lines []word.Line
	add := adding(&lines)
	c.unread(t, add)
	add("", c.words.Found(t))
	add("", c.words.Read(t))
	add("", c.words.RateWords("", t.Rates()))
	add("", c.words.Say("Each comment is about the words that it marks: how they are used, why they are named, "+
		"and who says so. Whether another wording is better is for you to judge."))
	for _, line := range c.words.CommentIndex(c.report.Doc, c.report.Findings) {
		add("", line)
	}
	for _, change := range c.run.Changes {
		add(c.words.Say("Changed by {who}", "who", change.By), c.words.Say(
			"{what}. Reason: {reason}", "what", change.Entry+": "+strings.Join(change.What, "; "), "reason", change.Reason,
		))
	}
	original := c.words.Say("The document without these comments has sha256 {sum}.", "sum", c.report.Doc.SHA256)
	add("", c.madeBy(original))
	return lines
}

// adding appends lines that say something.
func adding(lines *[]word.Line) func(label, text string) {
	return func(label, text string) {
		if text != "" {
			*lines = append(*lines, word.Line{Label: display.Printable(label), Text: display.Printable(text)})
		}
	}
}

// unread says what was not read.
func (c *Writer) unread(t stream.Totals, add func(label, text string)) {
	for _, g := range wording.GroupGaps(c.report.Gaps()) {
		add(c.words.Say(wording.NotRead), strings.TrimSuffix(c.words.Gap(g)+"; "+c.words.Say(g.Hint), "; "))
	}
	if t.Interrupted {
		add("", c.words.Say(wording.Interrupted))
	}
}

// madeBy says which program and lexicon made the copy, and of what.
func (c *Writer) madeBy(original string) string {
	run := c.run
	lexicon := c.words.Say(
		"Lexicon {version}, sha256 {sum}, {entries}.",
		"version", run.LexiconVersion+" ("+strings.Join(run.Languages, ", ")+")",
		"sum", fmt.Sprintf("%.12s", run.LexiconSHA256), "entries", c.words.Entries(run),
	)
	return "refrain " + run.Version + ". " + lexicon + " " + original
}

// number is that of a comment on a finding, and of the first comment on the same entry.
type number struct{ own, first int }

// numbered numbers the comments on findings from 1.
func numbered(findings []analyzer.Finding) []number {
	first := map[*lexicon.Entry]int{}
	all := make([]number, len(findings))
	for i := range findings {
		e := findings[i].Entry
		if first[e] == 0 {
			first[e] = i + 1
		}
		all[i] = number{i + 1, first[e]}
	}
	return all
}

// note is the comment on a finding, and where it stands.
func (c *Writer) note(d *document.Document, f *analyzer.Finding, at number) word.Note {
	return c.noteOn(d, f, c.says(d, f, at))
}

// noteOn is a comment of some lines, on the words of a finding.
func (c *Writer) noteOn(d *document.Document, f *analyzer.Finding, lines []word.Line) word.Note {
	n := word.Note{
		Lines: lines,
		Elsewhere: display.Printable(c.words.CommentOnPlace(
			wording.OneLine(f.Text(d)), whereabouts(d, f.Span), wording.Context(d.Text, f.Sentence, f.Span),
		)),
	}
	n.Part, n.Source = sourceOf(d, f.Span)
	return n
}

// says is the comment on a finding. The first one of an entry says all there is to say; a later one
// says how its own words are used, what to consider there, and which comment has the rest.
func (c *Writer) says(d *document.Document, f *analyzer.Finding, at number) (lines []word.Line) {
	e := f.Entry
	add := adding(&lines)
	add(c.words.CommentTitle(at.own, e), c.words.StatusWords(d, f))
	if !c.run.Policy.Counts(f) {
		add("", c.words.Say("This is left out of the totals."))
	}
	if at.first == at.own {
		add(label(c.words, "Why:"), e.Why)
	}
	if c.run.Policy.Counts(f) {
		consider := f.Consider()
		if at.first != at.own {
			consider = consider[:min(len(consider), fewConsidered)]
		}
		add(label(c.words, "Consider:"), strings.Join(consider, "; "))
	}
	if at.first != at.own {
		add("", c.words.CommentReference(at.first))
		return lines
	}
	add(label(c.words, "Note:"), e.Caveat)
	add(label(c.words, "Sources:"), c.words.SourceNames(e))
	for _, side := range e.Disagree {
		add(label(c.words, "Authorities differ:"),
			side.Says+c.words.Publishers(side.Sources))
	}
	add(c.words.Say("Entry"), e.ID+"; "+c.words.Say("severity {name}", "name", c.words.Severity(e.Severity))+"; "+
		c.words.GradeWords(e.Grade)+c.words.Asides(e))
	return lines
}

// fewConsidered is how many wordings a later comment on the same entry names.
const fewConsidered = 2

// sourceOf is the part of the container that words stand in, and their bytes there: from the first
// that stands anywhere to the last.
func sourceOf(d *document.Document, s document.Span) (part string, source document.Span) {
	for r := range d.Runs.From(s.Start) {
		if r.Start >= s.End {
			break
		}
		at := stretchIn(r, s)
		switch {
		case at.Len() <= 0: // It stands nowhere, like a hyphen that is an element.
		case source.Len() == 0:
			part, source = r.Part, at
		case part == r.Part:
			source.End = max(source.End, at.End)
		}
	}
	return part, source
}

// stretchIn is the part of a run's bytes that a span of the text has; it may be empty, or less, where
// they stand nowhere.
func stretchIn(r *document.Run, s document.Span) document.Span {
	at := r.Source
	if r.Source.Len() == r.Len() {
		at.Start += max(0, s.Start-r.Start)
		at.End -= max(0, r.End-s.End)
	}
	return at
}

// label is a label of a report without the colon at its end.
func label(words wording.Words, text wording.Text) string {
	return strings.TrimRight(words.Say(text), ":\u00a0\u202f ")
}

// whereabouts says in what kind of place words stand that take no comment.
func whereabouts(d *document.Document, s document.Span) wording.Text {
	if b := d.BlockAt(s.Start); b >= 0 {
		switch d.Blocks[b].Exclusion {
		case document.Included:
		case document.Hidden:
			return wording.Text("in text that is hidden")
		case document.Deleted:
			return wording.Text("in text that is deleted")
		default:
			return wording.Text("in text that is furniture")
		}
		switch d.Blocks[b].Role {
		case document.Note:
			return wording.Text("in the note")
		case document.Running:
			return wording.Text("in a running head or foot")
		}
	}
	return wording.Text("in what is here")
}

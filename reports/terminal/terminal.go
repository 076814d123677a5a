// Package terminal writes for people who read a terminal or a text file: reports, and pages about
// entries.
package terminal

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Measures of the terminal report, in columns unless said otherwise.
const (
	sentenceLines = 3 // that a sentence may take, where all is shown
	statusLines   = 2 // that the use of words may take that do not count
)

// Began reports whether a file that begins with head is such a report.
func Began(head string) bool {
	return wording.IsHeading(strings.TrimPrefix(head, "\x1b[1m"))
}

// Writer writes for people: first the findings that count, each in at most six lines or with all
// that is known of it, then the others in short, last what was read and what was not.
type Writer struct {
	Lines
	all   bool // is said of each finding; otherwise at most six lines
	lines int  // that a sentence may take
	short bool // something was said of a finding in short
	row   bool // the line before is a finding in one line
	run   stream.Run
	words wording.Words
	gaps  []string // what could not be read, by document, for the end
	more  int      // documents with gaps beyond manyGaps
	rates string   // of the document before, until it is known that it was not the only one

	options  stream.Options
	failures wording.Failures
}

// New returns a writer of such a report to w.
func New(w io.Writer, o stream.Options) *Writer {
	t := &Writer{Lines: NewLines(w, o), all: o.Verbose, lines: sentenceLines, options: o}
	switch {
	case o.Verbose:
	case o.Color:
		t.lines = 2
	default:
		t.lines = 1 // The carets below it take another.
	}
	return t
}

func (t *Writer) Begin(run stream.Run) error {
	t.run, t.words = run, wording.In(run.Language)
	t.Label = labelColumns(t.words)
	name := "refrain " + run.Version
	with := strings.TrimPrefix(t.words.Heading(run), name)
	t.Line("", t.Bold(display.Printable(name))+display.Printable(with))
	return t.Flush()
}

func (t *Writer) Document(r *analyzer.Report) error {
	t.flushRates()
	t.keepGaps(r)
	t.failures.Add(t.words, t.run, t.options, r)
	t.row = false
	var apart, waived []*analyzer.Finding
	first := map[*lexicon.Entry]string{}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !t.run.Policy.Counts(f):
			if t.all || f.Record.State != analyzer.Known && f.Record.State != analyzer.Outside {
				apart = append(apart, f)
			}
		case f.Record.State == analyzer.Waived:
			if t.all {
				waived = append(waived, f)
			}
		case t.run.Policy.Lists(f) && t.all:
			t.finding(r.Doc, f, first)
		case t.run.Policy.Lists(f):
			t.brief(r.Doc, f, first)
		}
	}
	if len(waived) > 0 {
		t.Line("", "")
		t.Line("", t.Bold(display.Printable(wording.DocumentName(r.Doc))+": "+t.words.Say("waived (these do not fail)")))
		for _, f := range waived {
			t.apart(r.Doc, f)
		}
	}
	if len(apart) > 0 {
		t.Line("", "")
		t.Line("", t.Bold(display.Printable(wording.DocumentName(r.Doc))+": "+t.words.UncountedTitle(t.run)))
		for _, f := range apart {
			t.apart(r.Doc, f)
		}
	}
	t.keepRates(r)
	return t.Flush()
}

// labels are what may stand before a paragraph of a finding.
var labels = []wording.Text{
	wording.Text("why"), wording.Text("consider"), wording.Text("note"), wording.Text("sources"), wording.Text("differ"),
}

// labelColumns is how wide the column of labels is: the longest of them and two blanks.
func labelColumns(words wording.Words) int {
	most := leastLabel
	for _, l := range labels {
		most = max(most, wording.Columns(words.Say(l))+2)
	}
	for _, s := range wording.Severities {
		most = max(most, wording.Columns(words.Severity(s))+2)
	}
	return most
}

// finding writes a finding that counts. What an entry says is written out once in a document, where
// it is first found.
func (t *Writer) finding(d *document.Document, f *analyzer.Finding, first map[*lexicon.Entry]string) {
	e, place := f.Entry, d.Locate(f.Span)
	t.Line("", "")
	t.Line("", t.Bold(display.Printable(t.words.Where(d, place))))
	t.sentence(d, f)
	t.Labelled(t.words.Severity(e.Severity), fmt.Sprintf(
		"%s (%s; %s%s); %s", t.words.Say(e.Category.Name), e.ID, t.words.GradeWords(e.Grade), t.words.Asides(e),
		t.words.StatusWords(d, f),
	))
	if before, ok := first[e]; ok {
		t.Labelled(t.words.Say("consider"), strings.Join(f.Consider(), "; "))
		t.Labelled(t.words.Say("why"), t.words.Say("as at {place}, with the sources", "place", before))
		return
	}
	first[e] = t.words.Place(d, place)
	t.Labelled(t.words.Say("why"), e.Why)
	t.Labelled(t.words.Say("consider"), strings.Join(f.Consider(), "; "))
	if e.Caveat != "" {
		t.Labelled(t.words.Say("note"), e.Caveat)
	}
	t.Labelled(t.words.Say("sources"), t.words.SourceNames(e))
	for i, side := range e.Disagree {
		name := t.words.Say("differ")
		if i > 0 {
			name = ""
		}
		t.Labelled(name, side.Says+t.words.Publishers(side.Sources))
	}
}

// brief writes a finding that counts in at most six lines, and in one where its entry came before in
// the document.
func (t *Writer) brief(d *document.Document, f *analyzer.Finding, first map[*lexicon.Entry]string) {
	e, place := f.Entry, d.Locate(f.Span)
	t.short = true
	// What is usual needs no words; what decided otherwise, or comes from elsewhere, does.
	how := strings.TrimPrefix(t.words.StatusWords(d, f), t.words.Say(wording.OwnVoice))
	if how != "" && !strings.HasPrefix(how, ";") {
		how = "; " + how
	}
	if before, ok := first[e]; ok {
		if !t.row {
			t.Line("", "")
		}
		t.row = true
		t.clipped("", fmt.Sprintf(
			"%s: %s: %s%s", t.words.Place(d, place), t.words.Quoted(wording.OneLine(f.Text(d))),
			t.words.Say("as at {place}", "place", before), how,
		))
		return
	}
	first[e], t.row = t.words.Place(d, place), false
	t.Line("", "")
	t.Line("", t.Bold(display.Printable(t.words.Where(d, place))))
	t.sentence(d, f)
	what := t.words.Say(e.Category.Name) + " (" + e.ID + t.words.Asides(e) + ")" + how
	if how != "" && len(wording.Wrap(wording.Plain(what), t.Width-len(Indent)-t.Label)) > 1 {
		t.Labelled(t.words.Severity(e.Severity), what) // What decided is not cut; the reason gives its line for it.
		t.clipped(t.words.Say("consider"), strings.Join(f.Consider(), "; "))
		return
	}
	t.clipped(t.words.Severity(e.Severity), what+t.advisers(e))
	t.clipped(t.words.Say("consider"), strings.Join(f.Consider(), "; "))
	t.clipped(t.words.Say("why"), e.Why)
}

// advisers name the first body that advises against the words, and how many more do; "" where
// nobody does. They begin with a semicolon.
func (t *Writer) advisers(e *lexicon.Entry) string {
	var bodies []string
	for _, r := range wording.PrintableSources(e) {
		body, _, _ := strings.Cut(r.Body, " (")
		if r.Role == lexicon.Against && !slices.Contains(bodies, body) {
			bodies = append(bodies, body)
		}
	}
	switch n := len(bodies); n {
	case 0:
		return ""
	case 1:
		return "; " + t.words.Say("against it: {body}", "body", bodies[0])
	default:
		return "; " + t.words.Of(
			n-1, "against it: {body} and {n} more", "against it: {body} and {n} more", "body", bodies[0],
		)
	}
}

// clipped writes one line beside its label, with an ellipsis where it is longer. Without a label it
// has the whole line.
func (t *Writer) clipped(name, text string) {
	if name == "" {
		t.Line(Indent, t.Clipped(text, t.Width-len(Indent)))
		return
	}
	t.labelledLine(name, t.Clipped(text, t.Width-len(Indent)-t.Label))
}

// apart writes a finding that does not count: where, which words, how they are used, and their
// sentence.
func (t *Writer) apart(d *document.Document, f *analyzer.Finding) {
	place := t.words.Place(d, d.Locate(f.Span))
	head := fmt.Sprintf("%s: %s: %s", place, t.words.Quoted(wording.OneLine(f.Text(d))), t.words.StatusWords(d, f))
	if !t.all {
		lines := wording.Wrap(wording.Plain(head), t.Width-len(Indent)-2)
		for i, line := range lines[:min(len(lines), statusLines)] {
			end := ""
			if i == statusLines-1 && len(lines) > statusLines {
				end = " …"
			}
			t.Line(Indent, t.Cells(line)+end)
		}
		return
	}
	for _, line := range wording.Wrap(wording.Plain(head), t.Width-len(Indent)) {
		t.Line(Indent, t.Cells(line))
	}
	t.Line(Indent+Indent, t.Cells(wording.Around(t.excerpt(d, f), t.Width-2*len(Indent)-2)))
}

// excerpt is as much of a finding's sentence as could be shown.
func (t *Writer) excerpt(d *document.Document, f *analyzer.Finding) []wording.Cell {
	s, cutLeft, cutRight := wording.Excerpt(d.Text, f.Sentence, f.Span, t.lines*t.Width)
	all := wording.Cells(d.Text, s, f.Span)
	if cutLeft {
		all = append([]wording.Cell{wording.Ellipsis}, all...)
	}
	if cutRight {
		all = append(all, wording.Ellipsis)
	}
	return all
}

// sentence writes the sentence with the words marked: by colour, or by carets below them.
func (t *Writer) sentence(d *document.Document, f *analyzer.Finding) {
	columns := t.Width - 2*len(Indent)
	room := t.lines*columns - columns/4
	if t.lines == 1 {
		room = columns
	}
	shown := wording.Around(t.excerpt(d, f), room)
	for _, line := range wording.Wrap(shown, columns) {
		t.Line(Indent+Indent, t.Cells(line))
		if !t.Color {
			if carets := Carets(line); carets != "" {
				t.Line(Indent+Indent, carets)
			}
		}
	}
}

// keepGaps remembers for the end what could not be read of a document.
func (t *Writer) keepGaps(r *analyzer.Report) {
	gaps := wording.GroupGaps(r.Gaps())
	switch {
	case len(gaps) == 0:
		return
	case len(t.gaps) >= wording.ManyGaps:
		t.more++
		return
	}
	var lines []string
	for _, g := range gaps {
		lines = append(lines, wording.DocumentName(r.Doc)+": "+t.words.Hinted(g))
	}
	t.gaps = append(t.gaps, strings.Join(lines, "\n"))
}

func (t *Writer) End(totals stream.Totals) error {
	if totals.Documents > 1 {
		t.flushRates()
	}
	t.Line("", "")
	t.Paragraph("", t.words.Found(totals))
	t.Paragraph("", t.words.Read(totals))
	if words := t.words.SpeakerWords(totals); words != "" {
		t.Paragraph("", words)
	}
	if !totals.Interrupted && totals.Documents > totals.Empty {
		t.Paragraph("", t.words.RateWords("", totals.Rates()))
	}
	if t.short {
		t.Paragraph("", t.words.Say("All reasons, sources and places: --verbose, or refrain lexicon show ID."))
	}
	if totals.Interrupted {
		t.Paragraph("", t.words.Say(wording.Interrupted))
	}
	if len(t.gaps) > 0 {
		t.Line("", t.Bold(t.words.Say(wording.NotRead)+":"))
		for _, lines := range t.gaps {
			for line := range strings.SplitSeq(lines, "\n") {
				t.Paragraph(Indent, line)
			}
		}
		if t.more > 0 {
			t.Line(Indent, t.words.Of(t.more, "and {n} more", "and {n} more"))
		}
	}
	if len(totals.Notices) > 0 {
		t.Line("", t.Bold(t.words.NoticesTitle(totals)+":"))
		for _, s := range t.words.Notices(totals) {
			t.Paragraph(Indent, s)
		}
	}
	for _, change := range t.words.Changes(t.run) {
		t.Paragraph("", change)
	}
	t.Paragraph("", t.words.Say(
		"Lexicon {version}, sha256 {sum}, {entries}.", "version", t.run.LexiconVersion,
		"sum", fmt.Sprintf("%.12s", t.run.LexiconSHA256), "entries", t.words.Entries(t.run),
	))
	t.whatFails()
	return t.Flush()
}

// whatFails names what fails the run, last, since that is what is looked for. What is to be typed is
// not wrapped.
func (t *Writer) whatFails() {
	lines := t.failures.Lines(t.words, t.options)
	if len(lines) == 0 {
		return
	}
	t.Line("", "")
	t.Line("", t.Bold(t.failures.Title(t.words)+":"))
	for _, s := range lines {
		t.Line(Indent, s)
	}
}

// nothingNew reports whether all findings of a document were there before, so that nothing of it
// needs to be said again.
func nothingNew(r *analyzer.Report) bool {
	return len(r.Findings) > 0 && !slices.ContainsFunc(r.Findings, func(f analyzer.Finding) bool {
		return f.Record.State != analyzer.Known && f.Record.State != analyzer.Outside
	})
}

// keepRates remembers the rates of a document that is long enough for one. They are written when
// another document comes: a run of one document has only the rates of the run.
func (t *Writer) keepRates(r *analyzer.Report) {
	if !t.all && nothingNew(r) {
		return
	}
	if rates := stream.RatesOf(r, t.run.Policy); rates.PerWords != nil || rates.PerMany != nil {
		t.rates = t.words.RateWords(wording.DocumentName(r.Doc), rates)
	}
}

func (t *Writer) flushRates() {
	if t.rates != "" {
		t.Line("", "")
		t.Paragraph("", t.rates)
		t.rates = ""
	}
}

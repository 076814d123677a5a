// Package quote writes findings as quotations that people pass on, in a chat or in an article: the
// sentence, where it is from, and how the words are used in it.
package quote

import (
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// Writer writes a quotation of three lines for each finding that counts. What it read and what was
// found besides is at its end.
type Writer struct {
	w     io.Writer
	run   stream.Run
	words wording.Words
	names wording.Names
	err   error

	waived []string // with the reason; they are not quoted
}

// New returns a writer of such a report to w.
func New(w io.Writer, _ stream.Options) *Writer { return &Writer{w: display.Guard(w)} }

// Began reports whether a file that begins with head is such a report.
func Began(head string) bool { return wording.IsHeading(head) }

// lines writes lines with an empty one after them. The first error ends the report.
func (q *Writer) lines(lines ...string) {
	var b strings.Builder
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(display.Printable(line) + "\n")
		}
	}
	if b.Len() > 0 && q.err == nil {
		_, q.err = io.WriteString(q.w, b.String()+"\n")
	}
}

func (q *Writer) Begin(run stream.Run) error {
	q.run, q.words = run, wording.In(run.Language)
	q.lines(q.words.MadeWith(run))
	return q.err
}

func (q *Writer) Document(r *analyzer.Report) error {
	name := q.names.Of(r.Doc)
	var gaps []string
	for _, g := range wording.GroupGaps(r.Gaps()) {
		gaps = append(gaps, q.words.Say(wording.NotRead)+": "+name+": "+q.words.Hinted(g))
	}
	q.lines(gaps...)
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !q.run.Policy.Counts(f):
		case f.Record.State == analyzer.Waived:
			q.waived = append(q.waived, name+", "+q.words.ClausePlace(r.Doc.Locate(f.Span))+": "+
				q.words.Quoted(wording.OneLine(f.Text(r.Doc)))+q.words.RecordWords(f.Record))
		default:
			quotation := q.words.QuotationOf(name, r.Doc, f)
			q.lines(quotation.Sentence, quotation.From, quotation.Status)
		}
	}
	return q.err
}

func (q *Writer) End(t stream.Totals) error {
	q.lines(q.waived...)
	interrupted := ""
	if t.Interrupted {
		interrupted = q.words.Say(wording.Interrupted)
	}
	q.lines(append([]string{interrupted, q.words.Found(t), q.words.Read(t)}, q.words.Notices(t)...)...)
	return q.err
}

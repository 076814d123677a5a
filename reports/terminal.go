package reports

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Measures of the terminal report, in columns unless said otherwise.
const (
	standardWidth = 100
	narrowest     = 40
	widest        = 120 // Longer lines are hard to read.
	indent        = "  "
	label         = 10  // of the column with why, consider, sources
	sentenceLines = 3   // that a sentence may take
	fewSources    = 3   // that are named; the others are counted
	manyGaps      = 200 // documents with gaps that are named at the end; the others are counted
)

func beganTerminal(head string) bool {
	return firstLine().MatchString(strings.TrimPrefix(head, "\x1b[1m"))
}

// firstLine is what reports for people begin with. A document may begin with some of its words.
var firstLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\A(# )?refrain \S+(\x1b\[0m)?, lexicon \S+ \((?:[A-Za-z-]+(?:, )?)*; `)
})

// terminalWriter writes for people: first the findings that count, each with all that is needed to check it, then the others in short, last
// what was read and what was not.
type terminalWriter struct {
	w     *bufio.Writer
	color bool
	width int
	run   Run
	gaps  []string // what could not be read, by document, for the end
	more  int      // documents with gaps beyond manyGaps
	rates string   // of the document before, until it is known that it was not the only one
}

func newTerminal(w io.Writer, o Options) Writer {
	width := o.Width
	if width <= 0 {
		width = standardWidth
	}
	return &terminalWriter{w: bufio.NewWriter(Guard(w)), color: o.Color, width: min(max(width, narrowest), widest)}
}

func (t *terminalWriter) Begin(run Run) error {
	t.run = run
	languages := strings.Join(run.Languages, ", ")
	by := fmt.Sprintf(", lexicon %s (%s; %s entries)", run.LexiconVersion, languages, and(run.Tiers))
	t.line("", t.bold("refrain "+Printable(run.Version))+Printable(by))
	return t.w.Flush()
}

func (t *terminalWriter) Document(r *analyzer.Report) error {
	t.flushRates()
	t.keepGaps(r)
	var apart, waived []*analyzer.Finding
	first := map[*lexicon.Entry]string{}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !t.run.Policy.Counts(f):
			apart = append(apart, f)
		case f.Standing.Is == analyzer.Waived:
			waived = append(waived, f)
		case t.run.Policy.Lists(f):
			t.finding(r.Doc, f, first)
		}
	}
	if len(waived) > 0 {
		t.line("", "")
		t.line("", t.bold(Printable(shownName(r.Doc))+": waived (these do not fail)"))
		for _, f := range waived {
			t.apart(r.Doc, f)
		}
	}
	if len(apart) > 0 {
		t.line("", "")
		t.line("", t.bold(Printable(shownName(r.Doc))+": "+t.run.Rest()))
		for _, f := range apart {
			t.apart(r.Doc, f)
		}
	}
	t.keepRates(r)
	return t.w.Flush()
}

// finding writes a finding that counts. What an entry says is written out once in a document, where it is first found.
func (t *terminalWriter) finding(d *document.Document, f *analyzer.Finding, first map[*lexicon.Entry]string) {
	e, place := f.Entry, d.Locate(f.Span)
	t.line("", "")
	t.line("", t.bold(Printable(where(d, place))))
	t.sentence(d, f)
	t.labelled(e.Severity.String(), fmt.Sprintf("%s (%s, evidence %s%s); %s", e.Category.Name, e.ID, e.Grade, asides(e), StatusWords(d, f)))
	if before, ok := first[e]; ok {
		t.labelled("consider", strings.Join(e.Instead, "; "))
		t.labelled("why", "as at "+before+", with the sources")
		return
	}
	first[e] = spot(d, place)
	t.labelled("why", e.Why)
	t.labelled("consider", strings.Join(e.Instead, "; "))
	if e.Caveat != "" {
		t.labelled("note", e.Caveat)
	}
	t.labelled("sources", sourceNames(e))
	for i, side := range e.Disagree {
		name := "differ"
		if i > 0 {
			name = ""
		}
		t.labelled(name, side.Says+bodies(side.Sources))
	}
}

// apart writes a finding that does not count: where, which words, how they are used, and their sentence.
func (t *terminalWriter) apart(d *document.Document, f *analyzer.Finding) {
	head := fmt.Sprintf("%s: “%s”: %s", spot(d, d.Locate(f.Span)), oneLine(f.Text(d)), StatusWords(d, f))
	for _, line := range wrap(plain(head), t.width-len(indent)) {
		t.line(indent, t.cells(line))
	}
	t.line(indent+indent, t.cells(around(t.excerpt(d, f), t.width-2*len(indent)-2)))
}

// excerpt is as much of a finding's sentence as could be shown.
func (t *terminalWriter) excerpt(d *document.Document, f *analyzer.Finding) []cell {
	s, cutLeft, cutRight := excerpt(d.Text, f.Sentence, f.Span, sentenceLines*t.width)
	all := cells(d.Text, s, f.Span)
	if cutLeft {
		all = append([]cell{ellipsis}, all...)
	}
	if cutRight {
		all = append(all, ellipsis)
	}
	return all
}

// sentence writes the sentence with the words marked: by colour, or by carets below them.
func (t *terminalWriter) sentence(d *document.Document, f *analyzer.Finding) {
	columns := t.width - 2*len(indent)
	shown := around(t.excerpt(d, f), sentenceLines*columns-columns/4)
	for _, line := range wrap(shown, columns) {
		t.line(indent+indent, t.cells(line))
		if !t.color {
			if carets := strings.TrimRight(underline(line), " "); carets != "" {
				t.line(indent+indent, carets)
			}
		}
	}
}

// underline has a caret below each column of a marked cell.
func underline(line []cell) string {
	var b strings.Builder
	for _, c := range line {
		mark := " "
		if c.marked {
			mark = "^"
		}
		b.WriteString(strings.Repeat(mark, c.width))
	}
	return b.String()
}

// cells writes a line of cells, the marked ones in colour where there is colour.
func (t *terminalWriter) cells(line []cell) string {
	var b strings.Builder
	on := false
	for _, c := range line {
		if t.color && c.marked != on {
			on = c.marked
			if on {
				b.WriteString("\x1b[1;4;33m")
			} else {
				b.WriteString("\x1b[0m")
			}
		}
		b.WriteString(c.text)
	}
	if on {
		b.WriteString("\x1b[0m")
	}
	return b.String()
}

// labelled writes a paragraph beside its label.
func (t *terminalWriter) labelled(name, text string) {
	for i, line := range wrap(plain(text), t.width-len(indent)-label) {
		if i > 0 {
			name = ""
		}
		t.line(indent, t.bold(name)+strings.Repeat(" ", label-len(name))+t.cells(line))
	}
}

func (t *terminalWriter) line(before, s string) {
	if s == "" {
		t.w.WriteString("\n")
		return
	}
	t.w.WriteString(before + s + "\n")
}

// paragraph writes words of our own, wrapped.
func (t *terminalWriter) paragraph(before, s string) {
	for _, line := range wrap(plain(s), t.width-len(before)) {
		t.line(before, t.cells(line))
	}
}

func (t *terminalWriter) bold(s string) string {
	if !t.color || s == "" {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

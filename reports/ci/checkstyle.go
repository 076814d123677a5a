package ci

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

const checkstyleHead = xmlHead + `<checkstyle version="4.3">` + "\n<!-- refrain "

// BeganCheckstyle reports whether a file that begins with head is such a report.
func BeganCheckstyle(head string) bool { return strings.HasPrefix(head, checkstyleHead) }

// Checkstyle writes Checkstyle's XML: a file element for each document that was read, an error
// element for each finding.
type Checkstyle struct {
	w       *bufio.Writer
	options stream.Options
	policy  analyzer.Policy
	words   wording.Words
}

// NewCheckstyle returns a writer of such a report to w.
func NewCheckstyle(w io.Writer, o stream.Options) *Checkstyle {
	return &Checkstyle{w: bufio.NewWriter(display.Guarded(w, display.MarkupSigns)), options: o}
}

var checkstyleSeverities = map[lexicon.Severity]string{
	lexicon.Replace: "error", lexicon.Review: "warning", lexicon.Note: "info", lexicon.Info: "info",
}

func (c *Checkstyle) Begin(run stream.Run) error {
	c.policy, c.words = run.Policy, wording.In(run.Language)
	c.w.WriteString(checkstyleHead + comment(run.Version+", lexicon "+run.LexiconVersion) + " -->\n")
	for _, change := range c.words.Changes(run) {
		c.w.WriteString("<!-- " + comment(change) + " -->\n")
	}
	return c.w.Flush()
}

func (c *Checkstyle) Document(r *analyzer.Report) error {
	fmt.Fprintf(c.w, "<file name=\"%s\">\n", xmlText(pathOf(c.options, r.Doc)))
	for _, gap := range notRead(c.words, r) {
		fmt.Fprintf(
			c.w, "<error severity=\"%s\" message=\"%s\" source=\"refrain.not-read\"/>\n",
			checkstyleSeverities[wording.GapSeverity(r)], xmlText(gap),
		)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !c.policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		at := ""
		if wording.OnLine(p) {
			at = fmt.Sprintf("line=\"%d\" column=\"%d\" ", p.Line, p.Column)
		}
		fmt.Fprintf(
			c.w, "<error %sseverity=\"%s\" message=\"%s\" source=\"refrain.%s\"/>\n", at,
			checkstyleSeverities[wording.SeverityOf(f)], xmlText(message(c.words, r.Doc, f, p)), xmlText(f.Entry.ID),
		)
	}
	c.w.WriteString("</file>\n")
	return c.w.Flush()
}

func (c *Checkstyle) End(t stream.Totals) error {
	for _, b := range brokenRecords(c.options, t) {
		at := ""
		if wording.OnLine(b.at) {
			at = fmt.Sprintf("line=\"%d\" column=\"%d\" ", b.at.Line, b.at.Column)
		}
		fmt.Fprintf(
			c.w, "<file name=\"%s\">\n<error %sseverity=\"error\" message=\"%s\" source=\"refrain.%s\"/>\n</file>\n",
			xmlText(b.path), at, xmlText(b.words(c.words)), xmlText(b.Kind),
		)
	}
	for _, s := range c.words.Summary(t) {
		c.w.WriteString("<!-- " + comment(s) + " -->\n")
	}
	c.w.WriteString("</checkstyle>\n")
	return c.w.Flush()
}

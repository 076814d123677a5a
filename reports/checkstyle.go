package reports

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/lexicon"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

const checkstyleHead = xmlHead + `<checkstyle version="4.3">` + "\n<!-- refrain "

func beganCheckstyle(head string) bool { return strings.HasPrefix(head, checkstyleHead) }

// checkstyleWriter writes Checkstyle's XML: a file element for each document that was read, an error element for each finding.
type checkstyleWriter struct {
	w       *bufio.Writer
	options Options
	policy  analyzer.Policy
}

func newCheckstyle(w io.Writer, o Options) Writer {
	return &checkstyleWriter{w: bufio.NewWriter(guarded(w, markupSigns)), options: o}
}

var checkstyleSeverities = map[lexicon.Severity]string{lexicon.Replace: "error", lexicon.Review: "warning", lexicon.Note: "info", lexicon.Info: "info"}

func (c *checkstyleWriter) Begin(run Run) error {
	c.policy = run.Policy
	c.w.WriteString(checkstyleHead + comment(run.Version+", lexicon "+run.LexiconVersion) + " -->\n")
	for _, change := range changed(run) {
		c.w.WriteString("<!-- " + comment(change) + " -->\n")
	}
	return c.w.Flush()
}

func (c *checkstyleWriter) Document(r *analyzer.Report) error {
	fmt.Fprintf(c.w, "<file name=\"%s\">\n", xmlText(c.options.path(r.Doc)))
	for _, gap := range notRead(r) {
		fmt.Fprintf(c.w, "<error severity=\"%s\" message=\"%s\" source=\"refrain.not-read\"/>\n", checkstyleSeverities[gapSeverity(r)], xmlText(gap))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !c.policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		at := ""
		if onLine(p) {
			at = fmt.Sprintf("line=\"%d\" column=\"%d\" ", p.Line, p.Column)
		}
		fmt.Fprintf(c.w, "<error %sseverity=\"%s\" message=\"%s\" source=\"refrain.%s\"/>\n", at, checkstyleSeverities[severity(f)], xmlText(remark(r.Doc, f, p)), xmlText(f.Entry.ID))
	}
	c.w.WriteString("</file>\n")
	return c.w.Flush()
}

func (c *checkstyleWriter) End(t Totals) error {
	for _, b := range c.options.broken(t) {
		at := ""
		if onLine(b.at) {
			at = fmt.Sprintf("line=\"%d\" column=\"%d\" ", b.at.Line, b.at.Column)
		}
		fmt.Fprintf(c.w, "<file name=\"%s\">\n<error %sseverity=\"error\" message=\"%s\" source=\"refrain.%s\"/>\n</file>\n", xmlText(b.path), at, xmlText(b.words()), xmlText(b.Kind))
	}
	for _, s := range summary(t) {
		c.w.WriteString("<!-- " + comment(s) + " -->\n")
	}
	c.w.WriteString("</checkstyle>\n")
	return c.w.Flush()
}

// comment is text that may stand in a comment of XML: it must not hold two hyphens in a row.
func comment(s string) string { return strings.ReplaceAll(xmlText(s), "--", "- -") }

// xmlText is text as XML holds it, in attributes too. Characters that XML forbids, and those that steer a terminal, are shown as others.
func xmlText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(Printable(s))); err != nil {
		panic(err) // A strings.Builder takes everything.
	}
	return b.String()
}

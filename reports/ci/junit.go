package ci

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

const junitHead = xmlHead + `<testsuites name="refrain">` + "\n"

// BeganJUnit reports whether a file that begins with head is such a report.
func BeganJUnit(head string) bool { return strings.HasPrefix(head, junitHead) }

// JUnit writes JUnit's XML: a test case for each document. It is a failure when a finding is at or
// above the threshold, and an error when the document was not read, or not fully. A record of the
// user that fails the run is a test case too, so all of it agrees with the exit code. The counts
// stand before the cases, hence those are kept until the end.
type JUnit struct {
	w       io.Writer
	options stream.Options
	run     stream.Run
	words   wording.Words
	cases   bytes.Buffer
	entries []*lexicon.Entry // that were found, each once; the properties say why they are named
	known   map[*lexicon.Entry]bool

	tests, failures, errors int
}

// NewJUnit returns a writer of such a report to w.
func NewJUnit(w io.Writer, o stream.Options) *JUnit {
	return &JUnit{w: display.Guarded(w, display.MarkupSigns), options: o, known: map[*lexicon.Entry]bool{}}
}

func (j *JUnit) Begin(run stream.Run) error {
	j.run, j.words = run, wording.In(run.Language)
	return nil
}

func (j *JUnit) Document(r *analyzer.Report) error {
	path, gaps := xmlText(pathOf(j.options, r.Doc)), notRead(j.words, r)
	var lines []string
	failing := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if !j.run.Policy.Lists(f) {
			continue
		}
		if j.run.Policy.Fails(f) {
			failing++
		}
		if !j.known[f.Entry] {
			j.known[f.Entry] = true
			j.entries = append(j.entries, f.Entry)
		}
		p := r.Doc.Locate(f.Span)
		line := fmt.Sprintf("%s: %s: %s", j.words.Severity(f.Entry.Severity), f.Entry.ID, message(j.words, r.Doc, f, p))
		if wording.OnLine(p) {
			line = fmt.Sprintf("%d:%d: %s", p.Line, p.Column, line)
		}
		lines = append(lines, line)
	}
	j.tests++
	fmt.Fprintf(&j.cases, "<testcase classname=\"refrain\" name=\"%s\" file=\"%s\">\n", path, path)
	switch all := strings.Join(append(gaps, lines...), "\n"); {
	case len(gaps) > 0 && r.Accepted == "":
		j.errors++
		j.element("error", "not-read", strings.Join(gaps, " "), all)
	case failing > 0:
		j.failures++
		j.element("failure", "finding", j.words.Of(
			failing, "{n} finding at or above the threshold", "{n} findings at or above the threshold",
		), all)
	case all != "":
		fmt.Fprintf(&j.cases, "<system-out>%s</system-out>\n", xmlLines(all))
	}
	j.cases.WriteString("</testcase>\n")
	return nil
}

// reasons are a property for each entry that was found.
func (j *JUnit) reasons() string {
	var b strings.Builder
	for _, e := range j.entries {
		fmt.Fprintf(&b, "<property name=\"%s\" value=\"%s\"/>\n", xmlText(e.ID), xmlText(reason(e)))
	}
	return b.String()
}

func (j *JUnit) element(name, kind, message, text string) {
	fmt.Fprintf(&j.cases, "<%s type=\"%s\" message=\"%s\">%s</%s>\n", name, kind, xmlText(message), xmlLines(text), name)
}

func (j *JUnit) End(t stream.Totals) error {
	for _, b := range brokenRecords(j.options, t) {
		j.tests++
		j.failures++
		fmt.Fprintf(
			&j.cases, "<testcase classname=\"refrain.records\" name=\"%s\" file=\"%s\">\n", xmlText(b.String()),
			xmlText(b.path),
		)
		j.element("failure", b.Kind, b.words(j.words), b.String())
		j.cases.WriteString("</testcase>\n")
	}
	run := j.run
	const suite = "%s<testsuite name=\"refrain\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\">\n" +
		"<properties>\n" +
		"<property name=\"version\" value=\"%s\"/>\n" +
		"<property name=\"lexicon\" value=\"%s\"/>\n" +
		"<property name=\"lexicon-sha256\" value=\"%s\"/>\n%s</properties>\n"
	_, err := fmt.Fprintf(
		j.w, suite, junitHead, j.tests, j.failures, j.errors,
		xmlText(run.Version), xmlText(run.LexiconVersion), xmlText(run.LexiconSHA256), j.reasons(),
	)
	if err != nil {
		return err
	}
	if _, err := j.cases.WriteTo(j.w); err != nil {
		return err
	}
	_, err = fmt.Fprintf(
		j.w, "<system-out>%s</system-out>\n</testsuite>\n</testsuites>\n",
		xmlLines(strings.Join(append(j.words.Changes(run), j.words.Summary(t)...), "\n")),
	)
	return err
}

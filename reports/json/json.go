// Package json writes reports for programs: refrain-report/1, the archive with a line for each
// document, and entries of the lexicon.
package json

import (
	"bytes"
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// jsonSchema names the form of the JSON report. A program that knows it can read every report that
// carries it.
const jsonSchema = "refrain-report/1"

// Began reports whether a file that begins with head is such a report.
func Began(head string) bool { return strings.HasPrefix(head, `{"schema":"`+jsonSchema+`"`) }

// Writer writes the report of refrain-report.schema.json: a line for each document and each
// finding, so that nothing of it has to be held in memory and two reports can be compared line by
// line.
type Writer struct {
	w         io.Writer
	policy    analyzer.Policy
	documents int
	reasons   map[*lexicon.Entry][]byte // of the entries found so far, encoded
	buffer    bytes.Buffer
}

// New returns a writer of such a report to w.
func New(w io.Writer, _ stream.Options) *Writer {
	return &Writer{w: display.Guarded(w, display.JSONSigns), reasons: map[*lexicon.Entry][]byte{}}
}

func (j *Writer) Begin(run stream.Run) error {
	j.raw(`{"schema":"` + jsonSchema + `"`)
	j.member(",\n\"tool\":", jsonTool{"refrain", run.Version})
	j.member(",\n\"lexicon\":", LexiconOf(run))
	j.member(",\n\"tiers\":", Listed(run.Tiers))
	j.policy = run.Policy
	j.member(",\n\"counted\":", wording.CountedNames(run.Policy))
	if run.Policy.Speaker != "" {
		j.member(",\n\"speaker\":", display.Name(run.Policy.Speaker))
	}
	j.raw(",\n\"documents\":[")
	return j.flush()
}

func (j *Writer) Document(r *analyzer.Report) error {
	if j.documents++; j.documents > 1 {
		j.raw(",")
	}
	d, head := r.Doc, DocumentOf(r, j.policy)
	j.member("\n", head)
	j.buffer.Truncate(j.buffer.Len() - 1) // The closing brace: the findings belong inside.
	j.raw(`,"findings":[`)
	for i := range r.Findings {
		if i > 0 {
			j.raw(",")
		}
		j.member("\n", FindingOf(d, &r.Findings[i]))
		j.because(r.Findings[i].Entry)
		if err := j.flushFull(); err != nil {
			return err
		}
	}
	j.raw("]}")
	return j.flush()
}

func (j *Writer) End(t stream.Totals) error {
	j.member("],\n\"totals\":", TotalsOf(t))
	j.raw("}\n")
	return j.flush()
}

// because puts the entry's reasons into the finding that was written last. They are encoded once,
// however often the entry is found.
func (j *Writer) because(e *lexicon.Entry) {
	j.buffer.Truncate(j.buffer.Len() - 1) // The closing brace.
	if encoded, ok := j.reasons[e]; ok {
		j.buffer.Write(encoded)
		return
	}
	from := j.buffer.Len()
	j.member("", ReasonsOf(e))
	encoded := j.buffer.Bytes()[from:]
	encoded[0] = ','
	j.reasons[e] = bytes.Clone(encoded)
}

func (j *Writer) raw(s string) { j.buffer.WriteString(s) }

// member appends a value after what introduces it.
func (j *Writer) member(before string, value any) {
	j.raw(before)
	display.EncodeJSON(&j.buffer, value)
}

// flushFull writes when enough has come together to be worth a write.
func (j *Writer) flushFull() error {
	if j.buffer.Len() < 64<<10 {
		return nil
	}
	return j.flush()
}

func (j *Writer) flush() error {
	_, err := j.buffer.WriteTo(j.w)
	return err
}

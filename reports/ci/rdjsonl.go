package ci

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

// A run without findings has no line at all.
func BeganRDJSONL(head string) bool {
	return head == "" || strings.HasPrefix(head, `{"source":{"name":"refrain"},`)
}

// RDJSONL writes reviewdog's lines of JSON, a diagnostic each. There are no suggestions in it:
// reviewdog applies them with one click, and a wording to consider has to be fitted to its sentence
// by a person.
type RDJSONL struct {
	w       io.Writer
	options stream.Options
	policy  analyzer.Policy
	words   wording.Words
	buffer  bytes.Buffer
}

// NewRDJSONL returns a writer of such a report to w.
func NewRDJSONL(w io.Writer, o stream.Options) *RDJSONL {
	return &RDJSONL{w: display.Guarded(w, display.JSONSigns), options: o}
}

type rdDiagnostic struct {
	Source   rdSource   `json:"source"`
	Severity string     `json:"severity"`
	Location rdLocation `json:"location"`
	Code     rdCode     `json:"code"`
	Message  string     `json:"message"`
}

type rdSource struct {
	Name string `json:"name"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

// rdPosition counts columns in bytes of UTF-8, from 1.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

var rdSeverities = map[lexicon.Severity]string{
	lexicon.Replace: "ERROR", lexicon.Review: "WARNING", lexicon.Note: "INFO", lexicon.Info: "INFO",
}

func (w *RDJSONL) Begin(run stream.Run) error {
	w.policy, w.words = run.Policy, wording.In(run.Language)
	return nil
}

func (w *RDJSONL) Document(r *analyzer.Report) error {
	path := pathOf(w.options, r.Doc)
	for _, gap := range notRead(w.words, r) {
		w.add(rdDiagnostic{
			Severity: rdSeverities[wording.GapSeverity(r)], Location: rdLocation{Path: path}, Code: rdCode{Value: "not-read"},
			Message: gap,
		})
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !w.policy.Lists(f) {
			continue
		}
		p := r.Doc.Locate(f.Span)
		at := rdLocation{Path: path}
		if wording.OnLine(p) {
			at.Range = &rdRange{rdPosition{p.Line, p.Byte}, &rdPosition{p.EndLine, p.EndByte}}
		}
		w.add(rdDiagnostic{
			Severity: rdSeverities[wording.SeverityOf(f)], Location: at, Code: rdCode{f.Entry.ID, HelpLink(f.Entry)},
			Message: message(w.words, r.Doc, f, p),
		})
	}
	_, err := w.buffer.WriteTo(w.w)
	return err
}

func (w *RDJSONL) End(t stream.Totals) error {
	for _, b := range brokenRecords(w.options, t) {
		at := rdLocation{Path: b.path}
		if wording.OnLine(b.at) {
			at.Range = &rdRange{Start: rdPosition{Line: b.at.Line}} // Its column is no count of bytes.
		}
		w.add(rdDiagnostic{Severity: "ERROR", Location: at, Code: rdCode{Value: b.Kind}, Message: b.words(w.words)})
	}
	_, err := w.buffer.WriteTo(w.w)
	return err
}

func (w *RDJSONL) add(d rdDiagnostic) {
	d.Source.Name = "refrain"
	w.buffer.Write(display.JSON(d))
	w.buffer.WriteString("\n")
}

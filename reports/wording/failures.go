package wording

import (
	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/stream"
)

// Failures are the findings that fail a run, for the end of its report: the first few with their
// places and what can be typed to let each stay. The zero value holds none.
type Failures struct {
	first []string
	n     int
}

// fewFailures is how many findings are named.
const fewFailures = 3

// Add takes those of a document.
func (x *Failures) Add(w Words, run stream.Run, o stream.Options, r *analyzer.Report) {
	if o.Remedies == nil {
		return
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !run.Policy.Fails(f) {
			continue
		}
		if x.n++; x.n > fewFailures {
			continue
		}
		x.first = append(x.first, display.Printable(
			w.Where(r.Doc, r.Doc.Locate(f.Span))+": "+w.Quoted(OneLine(f.Text(r.Doc)))+" ("+f.Entry.ID+")",
		))
		text, file := o.Remedies.Waive(r.Doc, f)
		remedy := w.Say("to let it stay, above its paragraph: {comment}", "comment", text)
		if file != "" {
			remedy = w.Say("to let it stay, in {file}: {row}", "file", display.Name(file), "row", text)
		}
		x.first = append(x.first, "  "+display.Printable(remedy))
	}
}

// Title is what the lines are about.
func (x *Failures) Title(w Words) string {
	return w.Of(x.n, "{n} finding fails this run", "{n} findings fail this run")
}

// Lines name the findings and what to type. They are not to be wrapped. There are none where nothing
// fails.
func (x *Failures) Lines(w Words, o stream.Options) []string {
	if x.n == 0 {
		return nil
	}
	lines := x.first
	if more := x.n - fewFailures; more > 0 {
		lines = append(lines, w.Of(more, "and {n} more", "and {n} more"))
	}
	return append(lines, w.Say("to take all of today's findings as known: {command}", "command", o.Remedies.Baseline))
}

package versions

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/internal/display"
	"refrain/lexicon"
	reports "refrain/reports/json"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// dataSchema names the form of the JSON report, refrain-compare.schema.json. A program that knows it
// can read every report that carries it.
const dataSchema = "refrain-compare/1"

func beganData(head string) bool { return strings.HasPrefix(head, `{"schema":"`+dataSchema+`"`) }

// dataWriter writes the report of refrain-compare.schema.json: a line for each document, pair and
// finding, so that two reports can be compared line by line.
type dataWriter struct {
	w       io.Writer
	policy  analyzer.Policy
	many    int // comparisons so far
	entries []*lexicon.Entry
	known   map[*lexicon.Entry]bool
	buffer  bytes.Buffer
}

// newData returns a writer of such a report to w.
func newData(w io.Writer, _ stream.Options) Writer {
	return &dataWriter{w: display.Guarded(w, display.JSONSigns), known: map[*lexicon.Entry]bool{}}
}

type dataTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type dataHead struct {
	Old       any            `json:"old,omitempty"`
	New       any            `json:"new,omitempty"`
	Likeness  string         `json:"likeness"`
	SameBytes bool           `json:"same_bytes,omitempty"`
	Languages []string       `json:"different_languages,omitempty"`
	Limited   bool           `json:"limited,omitempty"`
	Pairs     map[string]int `json:"provisions"`
	Findings  map[string]int `json:"changes"`
}

type dataPair struct {
	How        []string        `json:"how"`
	Similarity float64         `json:"similarity"`
	Apart      bool            `json:"apart,omitempty"`
	Old        []dataProvision `json:"old"`
	New        []dataProvision `json:"new"`
	Words      []dataEdit      `json:"words,omitempty"`
}

type dataProvision struct {
	Label   string   `json:"label,omitempty"`
	Heading bool     `json:"heading,omitempty"`
	Span    dataSpan `json:"span"`
	Place   any      `json:"place"`
}

type dataSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type dataEdit struct {
	Old dataWords `json:"old"`
	New dataWords `json:"new"`
}

type dataWords struct {
	Text string   `json:"text"`
	Span dataSpan `json:"span"`
}

type dataChange struct {
	Kind     string `json:"kind"`
	Wording  bool   `json:"wording,omitempty"`
	Status   bool   `json:"status,omitempty"`
	Doubtful bool   `json:"doubtful,omitempty"`
	Repeated bool   `json:"repeated,omitempty"`
	Counts   bool   `json:"counts"`
	Fresh    bool   `json:"fresh"`
	Fails    bool   `json:"fails"`
	OldPair  *int   `json:"old_pair,omitempty"`
	NewPair  *int   `json:"new_pair,omitempty"`
	Old      any    `json:"old,omitempty"`
	New      any    `json:"new,omitempty"`
}

type dataTotals struct {
	Compared    int            `json:"compared"`
	Same        int            `json:"same"`
	Renamed     int            `json:"renamed"`
	Added       int            `json:"added"`
	Removed     int            `json:"removed"`
	Changes     map[string]int `json:"changes"`
	Failing     int            `json:"failing"`
	Gaps        dataGaps       `json:"gaps"`
	Interrupted bool           `json:"interrupted,omitempty"`
}

type dataGaps struct {
	Old int `json:"old"`
	New int `json:"new"`
}

func (j *dataWriter) Begin(run stream.Run) error {
	j.policy = run.Policy
	j.buffer.WriteString(`{"schema":"` + dataSchema + `"`)
	j.member(",\n\"tool\":", dataTool{"refrain", run.Version})
	j.member(",\n\"lexicon\":", reports.LexiconOf(run))
	j.member(",\n\"tiers\":", reports.Listed(run.Tiers))
	j.member(",\n\"counted\":", wording.CountedNames(run.Policy))
	j.buffer.WriteString(",\n\"comparisons\":[")
	return j.flush()
}

func (j *dataWriter) Comparison(c *compare.Comparison) error {
	if j.many++; j.many > 1 {
		j.buffer.WriteString(",")
	}
	head := dataHead{
		Likeness: c.Likeness.String(), SameBytes: c.SameBytes, Limited: c.Limited,
		Pairs: provisionsByWay(c.Provisions()), Findings: changesByKind(c.Count(j.policy)),
	}
	if c.Old != nil {
		head.Old = reports.DocumentOf(c.Old, j.policy)
	}
	if c.New != nil {
		head.New = reports.DocumentOf(c.New, j.policy)
	}
	if c.OldLang != c.NewLang {
		head.Languages = []string{c.OldLang, c.NewLang}
	}
	j.member("\n", head)
	j.buffer.Truncate(j.buffer.Len() - 1) // The closing brace: pairs and findings belong inside.
	j.buffer.WriteString(`,"pairs":[`)
	for i := range c.Pairs {
		if err := j.item(i, pairData(c, &c.Pairs[i])); err != nil {
			return err
		}
	}
	j.buffer.WriteString(`],"findings":[`)
	for i := range c.Findings {
		j.know(c.Findings[i].Finding().Entry)
		if err := j.item(i, j.change(c, &c.Findings[i])); err != nil {
			return err
		}
	}
	j.buffer.WriteString("]}")
	return j.flush()
}

// item appends a member of a list, and writes when enough has come together.
func (j *dataWriter) item(i int, value any) error {
	if i > 0 {
		j.buffer.WriteString(",")
	}
	j.member("\n", value)
	if j.buffer.Len() < 64<<10 {
		return nil
	}
	return j.flush()
}

func (j *dataWriter) know(e *lexicon.Entry) {
	if !j.known[e] {
		j.known[e] = true
		j.entries = append(j.entries, e)
	}
}

// changesByKind are counts by the names of kinds.
func changesByKind(n compare.Counts) map[string]int {
	all := map[string]int{"doubtful": n.Doubtful}
	for _, k := range compare.Kinds() {
		all[k.String()] = n.Of(k)
	}
	return all
}

func provisionsByWay(n compare.Provisions) map[string]int {
	return map[string]int{
		"same": n.Same, "reworded": n.Reworded, "split": n.Split, "merged": n.Merged, "added": n.Added,
		"removed": n.Removed, "moved": n.Moved, "renumbered": n.Renumbered,
	}
}

func pairData(c *compare.Comparison, p *compare.Pair) dataPair {
	out := dataPair{
		How: p.Ways(), Similarity: math.Round(p.Similarity*1000) / 1000, Apart: p.Apart(), Old: []dataProvision{},
		New: []dataProvision{},
	}
	for _, provision := range p.Old {
		out.Old = append(out.Old, provisionData(c.Old.Doc, &provision))
	}
	for _, provision := range p.New {
		out.New = append(out.New, provisionData(c.New.Doc, &provision))
	}
	for _, e := range p.Words {
		out.Words = append(out.Words, dataEdit{wordsData(c.Old.Doc, e.Old), wordsData(c.New.Doc, e.New)})
	}
	return out
}

func provisionData(d *document.Document, p *compare.Provision) dataProvision {
	first := document.Span{Start: p.Span.Start, End: p.Span.Start + 1}
	return dataProvision{display.Legible(p.Label), p.Heading, dataSpan(p.Span), reports.PlaceOf(d, first)}
}

func wordsData(d *document.Document, s document.Span) dataWords {
	return dataWords{s.Of(d.Text), dataSpan(s)}
}

func (j *dataWriter) change(c *compare.Comparison, f *compare.Change) dataChange {
	out := dataChange{
		Kind: f.Kind.String(), Wording: f.Wording, Status: f.Status, Doubtful: f.Doubtful,
		Repeated: f.Repeated, Counts: f.Counts(j.policy),
		Fresh: f.Fresh(j.policy), Fails: f.Fails(j.policy),
	}
	if f.Old != nil {
		out.Old, out.OldPair = reports.FindingOf(c.Old.Doc, f.Old), &f.OldPair
	}
	if f.New != nil {
		out.New, out.NewPair = reports.FindingOf(c.New.Doc, f.New), &f.NewPair
	}
	return out
}

func (j *dataWriter) End(t Totals) error {
	j.buffer.WriteString("],\n\"entries\":{")
	for i, e := range j.entries {
		if i > 0 {
			j.buffer.WriteString(",")
		}
		name, _ := json.Marshal(e.ID)
		j.member("\n"+string(name)+":", reports.ReasonsOf(e))
	}
	j.member("},\n\"totals\":", dataTotals{
		Compared: t.Compared, Same: t.Same, Renamed: t.Renamed, Added: t.Added, Removed: t.Removed,
		Changes: changesByKind(t.Counts), Failing: t.Failing, Gaps: dataGaps{t.Old.Gaps, t.New.Gaps},
		Interrupted: t.Interrupted,
	})
	j.buffer.WriteString("}\n")
	return j.flush()
}

// member appends a value after what introduces it.
func (j *dataWriter) member(before string, value any) {
	j.buffer.WriteString(before)
	display.EncodeJSON(&j.buffer, value)
}

func (j *dataWriter) flush() error {
	_, err := j.buffer.WriteTo(j.w)
	return err
}

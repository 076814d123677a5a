package reports

import (
	"bytes"
	"io"
	"math"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// jsonSchema names the form of the JSON report. A program that knows it can read every report that carries it.
const jsonSchema = "refrain-report/1"

func beganJSON(head string) bool { return strings.HasPrefix(head, `{"schema":"`+jsonSchema+`"`) }

// jsonWriter writes the report of refrain-report.schema.json: a line for each document and each finding, so that nothing of it has to be held in
// memory and two reports can be compared line by line.
type jsonWriter struct {
	w         io.Writer
	policy    analyzer.Policy
	documents int
	reasons   map[*lexicon.Entry][]byte // of the entries found so far, encoded
	buffer    bytes.Buffer
}

func newJSON(w io.Writer, _ Options) Writer {
	return &jsonWriter{w: guarded(w, jsonSigns), reasons: map[*lexicon.Entry][]byte{}}
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonLexicon struct {
	Version   string       `json:"version"`
	SHA256    string       `json:"sha256"`
	Languages []string     `json:"languages"`
	Own       []string     `json:"own,omitempty"`
	Changes   []jsonChange `json:"changes,omitempty"`
}

type jsonChange struct {
	Entry  string   `json:"entry"`
	What   []string `json:"what"`
	Reason string   `json:"reason"`
	By     string   `json:"by"`
}

type jsonRates struct {
	Uses     int       `json:"uses"`
	PerWords *jsonRate `json:"per_1000_words,omitempty"`
	PerMany  *jsonRate `json:"per_100_mentions,omitempty"`
	TooShort []string  `json:"too_short,omitempty"`
}

type jsonRate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

type jsonDocument struct {
	Path     string    `json:"path"`
	SHA256   string    `json:"sha256,omitempty"`
	Format   string    `json:"format,omitempty"`
	Language string    `json:"language,omitempty"`
	Assumed  bool      `json:"language_assumed,omitempty"`
	Pages    int       `json:"pages,omitempty"`
	Words    int       `json:"words"`
	People   int       `json:"people_mentions"`
	Rates    jsonRates `json:"rates"`
	Gaps     []jsonGap `json:"gaps"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`
}

// jsonOmission is an amount of text that does not count, because readers do not see it or because it is no prose.
type jsonOmission struct {
	Kind   string `json:"kind"`
	Reason string `json:"reason,omitempty"`
	Words  int    `json:"words"`
}

func omitted(list []document.Omission) []jsonOmission {
	var out []jsonOmission
	for _, o := range list {
		out = append(out, jsonOmission(o))
	}
	return out
}

type jsonGap struct {
	Page     int    `json:"page,omitempty"`
	Reason   string `json:"reason"`
	Hint     string `json:"hint,omitempty"`
	Accepted string `json:"accepted,omitempty"`
}

type jsonFinding struct {
	Key      string       `json:"key"`
	Entry    string       `json:"entry"`
	Category string       `json:"category"`
	Severity string       `json:"severity"`
	Tier     string       `json:"tier"`
	By       string       `json:"by,omitempty"`
	Grade    string       `json:"grade"`
	Status   string       `json:"status"`
	Text     string       `json:"text"`
	Plain    string       `json:"plain,omitempty"`
	Context  string       `json:"context"`
	Span     jsonSpan     `json:"span"`
	Place    jsonPlace    `json:"place"`
	Verdict  *jsonVerdict `json:"verdict,omitempty"`
	Carried  *jsonCarried `json:"carried,omitempty"`

	Standing *jsonStanding `json:"standing,omitempty"`
}

// jsonCarried is what a finding takes from outside its sentence: words before it with their place,
// or the topic of the document.
type jsonCarried struct {
	From     string     `json:"from,omitempty"`
	Place    *jsonPlace `json:"place,omitempty"`
	Mentions int        `json:"people_mentions,omitempty"`
	Words    int        `json:"words,omitempty"`
}

func carriedOf(d *document.Document, c *analyzer.Carried) *jsonCarried {
	if c == nil {
		return nil
	}
	out := &jsonCarried{Mentions: c.Mentions, Words: c.Words}
	if c.From.Len() > 0 {
		at := place(d.Locate(c.From))
		out.From, out.Place = c.From.Of(d.Text), &at
	}
	return out
}

// jsonStanding is what the user's records know of a finding. An open one has none.
type jsonStanding struct {
	Is     string `json:"is"`
	Reason string `json:"reason,omitempty"`
	By     string `json:"by,omitempty"`
	Until  string `json:"until,omitempty"`
	At     string `json:"at,omitempty"`
}

type jsonRemark struct {
	Kind string `json:"kind"`
	At   string `json:"at"`
	Text string `json:"text"`
}

// jsonReasons are what a finding says by its entry alone.
type jsonReasons struct {
	Instead  []string   `json:"instead"`
	Why      string     `json:"why"`
	Caveat   string     `json:"caveat,omitempty"`
	Sources  []string   `json:"sources"`
	Disagree []jsonSide `json:"disagree,omitempty"`
}

type jsonSpan struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type jsonPlace struct {
	Page    int          `json:"page,omitempty"`
	Label   string       `json:"label,omitempty"`
	Section string       `json:"section,omitempty"`
	Line    int          `json:"line,omitempty"`
	Column  int          `json:"column,omitempty"`
	Printed int          `json:"printed_line,omitempty"`
	Time    string       `json:"time,omitempty"`
	Speaker string       `json:"speaker,omitempty"`
	Part    string       `json:"part,omitempty"`
	Bytes   *jsonSpan    `json:"bytes,omitempty"`
	Boxes   [][4]float64 `json:"boxes,omitempty"`
}

type jsonVerdict struct {
	Rule    string `json:"rule,omitempty"`
	Cue     string `json:"cue,omitempty"`
	Speaker string `json:"speaker,omitempty"`
}

type jsonSide struct {
	Says    string   `json:"says"`
	Sources []string `json:"sources"`
}

type jsonTotals struct {
	Documents  int            `json:"documents"`
	Pages      int            `json:"pages"`
	Words      int            `json:"words"`
	People     int            `json:"people_mentions"`
	Rates      jsonRates      `json:"rates"`
	Languages  []string       `json:"languages"`
	Gaps       int            `json:"gaps"`
	Statuses   map[string]int `json:"statuses"`
	Severities map[string]int `json:"severities"`

	Omissions []jsonOmission `json:"omissions,omitempty"`
	Disguised int            `json:"disguised_words,omitempty"`

	Standings map[string]int `json:"standings,omitempty"`
	Remarks   []jsonRemark   `json:"remarks,omitempty"`

	Excluded    int  `json:"excluded,omitempty"`
	Unchanged   int  `json:"unchanged,omitempty"`
	OtherKinds  int  `json:"other_kinds,omitempty"`
	Hidden      int  `json:"hidden,omitempty"`
	Links       int  `json:"links,omitempty"`
	Interrupted bool `json:"interrupted,omitempty"`
}

func (j *jsonWriter) Begin(run Run) error {
	j.raw(`{"schema":"` + jsonSchema + `"`)
	j.member(",\n\"tool\":", jsonTool{"refrain", run.Version})
	j.member(",\n\"lexicon\":", lexiconOf(run))
	j.member(",\n\"tiers\":", listed(run.Tiers))
	j.policy = run.Policy
	j.member(",\n\"counted\":", countedNames(run.Policy))
	j.raw(",\n\"documents\":[")
	return j.flush()
}

func (j *jsonWriter) Document(r *analyzer.Report) error {
	if j.documents++; j.documents > 1 {
		j.raw(",")
	}
	d := r.Doc
	head := jsonDocument{
		Path: Name(d.Name), SHA256: d.SHA256, Format: d.Format, Language: d.Lang, Pages: len(d.Pages),
		Words: r.Words, People: r.People,
		Rates: rates(ratesOf(r, j.policy)), Gaps: []jsonGap{},
		Omissions: omitted(r.Omissions), Disguised: r.Disguised,
	}
	if d.Lang == "" && r.Language != nil {
		head.Language, head.Assumed = r.Language.Code, true
	}
	for _, g := range r.Gaps() {
		head.Gaps = append(head.Gaps, gapOf(g))
	}
	j.member("\n", head)
	j.buffer.Truncate(j.buffer.Len() - 1) // The closing brace: the findings belong inside.
	j.raw(`,"findings":[`)
	for i := range r.Findings {
		if i > 0 {
			j.raw(",")
		}
		j.member("\n", finding(d, &r.Findings[i]))
		j.because(r.Findings[i].Entry)
		if err := j.flushFull(); err != nil {
			return err
		}
	}
	j.raw("]}")
	return j.flush()
}

func (j *jsonWriter) End(t Totals) error {
	j.member("],\n\"totals\":", totalsOf(t))
	j.raw("}\n")
	return j.flush()
}

// lexiconOf is which lexicon a run used, and what own ones changed in it.
func lexiconOf(run Run) jsonLexicon {
	lex := jsonLexicon{
		Version: run.LexiconVersion, SHA256: run.LexiconSHA256, Languages: listed(run.Languages), Own: shownNames(run.Own),
	}
	for _, c := range run.Changes {
		lex.Changes = append(lex.Changes, jsonChange{c.Entry, c.What, c.Reason, Name(c.By)})
	}
	return lex
}

// totalsOf are the totals of a run as programs get them.
func totalsOf(t Totals) jsonTotals {
	totals := jsonTotals{
		Documents: t.Documents, Pages: t.Pages, Words: t.Words, People: t.People, Rates: rates(t.Rates()), Languages: listed(t.Languages), Gaps: t.Gaps,
		Statuses: map[string]int{}, Severities: map[string]int{}, Omissions: omitted(t.Omissions), Disguised: t.Disguised,
		Excluded: t.Excluded, Unchanged: t.Unchanged, OtherKinds: t.OtherKinds, Hidden: t.Hidden, Links: t.Links, Interrupted: t.Interrupted,
	}
	for status, n := range t.Statuses {
		totals.Statuses[status.String()] = n
	}
	for severity, n := range t.Severities {
		totals.Severities[severity.String()] = n
	}
	if standings(t) != "" {
		totals.Standings = map[string]int{}
		for state, n := range t.Standings {
			totals.Standings[state.String()] = n
		}
	}
	for _, r := range t.Remarks {
		totals.Remarks = append(totals.Remarks, jsonRemark{r.Kind, Name(r.At.String()), Name(r.Text)})
	}
	return totals
}

// finding is a finding as the report shows it.
func finding(d *document.Document, f *analyzer.Finding) jsonFinding {
	e := f.Entry
	out := jsonFinding{
		Key: f.Key, Entry: e.ID, Category: e.Category.ID, Severity: e.Severity.String(), Tier: e.Tier.String(),
		By: Name(e.By), Grade: e.Grade.String(),
		Status: f.Verdict.Status.String(), Text: f.Text(d), Plain: f.Plain, Context: context(d.Text, f.Sentence, f.Span),
		Span: jsonSpan(f.Span), Place: place(d.Locate(f.Span)),
	}
	if v := (jsonVerdict{f.Verdict.Rule, f.Verdict.Cue.Of(d.Text), f.Verdict.Speaker.Of(d.Text)}); v != (jsonVerdict{}) {
		out.Verdict = &v
	}
	out.Carried = carriedOf(d, f.Carried)
	if s := f.Standing; s.Is != analyzer.Open {
		out.Standing = standingOf(s)
	}
	return out
}

// because puts the entry's reasons into the finding that was written last. They are encoded once, however often the entry is found.
func (j *jsonWriter) because(e *lexicon.Entry) {
	j.buffer.Truncate(j.buffer.Len() - 1) // The closing brace.
	if encoded, ok := j.reasons[e]; ok {
		j.buffer.Write(encoded)
		return
	}
	reasons := jsonReasons{
		Instead: listed(e.Instead), Why: e.Why, Caveat: e.Caveat, Sources: sourceIDs(lexicon.SourcesOf(e.Sources)),
	}
	for _, side := range e.Disagree {
		reasons.Disagree = append(reasons.Disagree, jsonSide{side.Says, sourceIDs(side.Sources)})
	}
	from := j.buffer.Len()
	j.member("", reasons)
	encoded := j.buffer.Bytes()[from:]
	encoded[0] = ','
	j.reasons[e] = bytes.Clone(encoded)
}

// gapOf is a gap as programs get it. It may name a member of a container.
func gapOf(g document.Gap) jsonGap {
	g.Reason, g.Hint = legible(g.Reason), legible(g.Hint)
	return jsonGap(g)
}

// standingOf is what the user's records know of a finding, as programs get it.
func standingOf(s analyzer.Standing) *jsonStanding {
	return &jsonStanding{s.Is.String(), s.Reason, s.By, s.Until, Name(s.At)}
}

func place(p document.Place) jsonPlace {
	out := jsonPlace{
		Page: p.Page, Label: p.Label, Section: p.Section, Line: p.Line, Column: p.Column, Printed: p.Printed,
		Speaker: p.Speaker, Part: Name(p.Part),
	}
	if p.Timed {
		out.Time = clock(p.Time)
	}
	if p.Source.Len() > 0 {
		bytes := jsonSpan(p.Source)
		out.Bytes = &bytes
	}
	for _, b := range p.Boxes {
		out.Boxes = append(out.Boxes, [4]float64{tenth(b.Left), tenth(b.Top), tenth(b.Right), tenth(b.Bottom)})
	}
	return out
}

// rates are the rates as far as they are given, and which text was too short for the others.
func rates(r analyzer.Rates) jsonRates {
	out := jsonRates{Uses: r.Uses, PerWords: rate(r.PerWords), PerMany: rate(r.PerMany)}
	if r.PerWords == nil {
		out.TooShort = append(out.TooShort, "words")
	}
	if r.PerMany == nil {
		out.TooShort = append(out.TooShort, "people_mentions")
	}
	return out
}

// rate rounds to thousandths: finer says nothing, and differs between machines.
func rate(r *analyzer.Rate) *jsonRate {
	if r == nil {
		return nil
	}
	thousandth := func(x float64) float64 { return math.Round(x*1000) / 1000 }
	return &jsonRate{thousandth(r.Value), thousandth(r.Low), thousandth(r.High)}
}

// tenth rounds points to a tenth, which is finer than anything that a person can see and the same on every machine.
func tenth(points float32) float64 { return math.Round(float64(points)*10) / 10 }

// clock is a time as subtitles write it: 01:02:03.400.
func clock(d time.Duration) string {
	return time.Time{}.Add(d).Format("15:04:05.000")
}

// sourceIDs are the ids of the sources that reports may name.
func sourceIDs(sources []*lexicon.Source) []string {
	ids := []string{}
	for _, s := range sources {
		if s.Printable() {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// listed is the list, never null.
func listed(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func (j *jsonWriter) raw(s string) { j.buffer.WriteString(s) }

// member appends a value after what introduces it.
func (j *jsonWriter) member(before string, value any) {
	j.raw(before)
	encode(&j.buffer, value)
}

// flushFull writes when enough has come together to be worth a write.
func (j *jsonWriter) flushFull() error {
	if j.buffer.Len() < 64<<10 {
		return nil
	}
	return j.flush()
}

func (j *jsonWriter) flush() error {
	_, err := j.buffer.WriteTo(j.w)
	return err
}

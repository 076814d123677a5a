package table

import (
	"io"
	"math"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// BeganDocuments reports whether a file that begins with head is such a report.
func BeganDocuments(head string) bool {
	return strings.HasPrefix(head, byteOrderMark+"path,sha256,format,language,language_assumed,")
}

// Documents writes a table of the documents, a row each: what was read of it and what was not, how
// many findings there are, and the rates. The columns are called as in the JSON report.
type Documents struct {
	rows
	run stream.Run
}

// NewDocuments returns a writer of such a report to w.
func NewDocuments(w io.Writer, _ stream.Options) *Documents { return &Documents{rows: rowsTo(w)} }

func (d *Documents) Begin(run stream.Run) error {
	d.run = run
	names := make([]string, len(documentColumns))
	for i, c := range documentColumns {
		names[i] = c.name
	}
	return d.begin(names)
}

func (d *Documents) Document(r *analyzer.Report) error {
	row := &documentRow{Report: r, run: &d.run, rates: stream.RatesOf(r, d.run.Policy), gaps: wording.GroupGaps(r.Gaps())}
	values := make([]any, len(documentColumns))
	for i, c := range documentColumns {
		values[i] = c.value(row)
		if s, ok := values[i].(string); ok {
			values[i] = tableText(s)
		}
	}
	d.add(values)
	return d.flush()
}

func (d *Documents) End(stream.Totals) error { return d.flush() }

// documentRow is a document with what its row says.
type documentRow struct {
	*analyzer.Report
	run   *stream.Run
	rates analyzer.Rates
	gaps  []wording.GapGroup
}

// documentColumns are the columns of the table of documents.
var documentColumns = []struct {
	name  string
	value func(*documentRow) any
}{
	{"path", func(r *documentRow) any { return wording.ForwardedName(r.Doc) }},
	{"sha256", func(r *documentRow) any { return r.Doc.SHA256 }},
	{"format", func(r *documentRow) any { return r.Doc.Format }},
	{"language", func(r *documentRow) any { return r.language() }},
	{"language_assumed", func(r *documentRow) any { return flag(r.Doc.Lang == "" && r.Language != nil) }},
	{"pages", func(r *documentRow) any { return known(len(r.Doc.Pages)) }},
	{"words", func(r *documentRow) any { return r.Words }},
	{"people_mentions", func(r *documentRow) any { return r.People }},
	{"findings", func(r *documentRow) any { return len(r.Findings) }},
	{"counting", func(r *documentRow) any { return r.counting() }},
	{"uses", func(r *documentRow) any { return r.rates.Uses }},
	{"per_1000_words", func(r *documentRow) any { return value(r.rates.PerWords) }},
	{"per_1000_words_low", func(r *documentRow) any { return low(r.rates.PerWords) }},
	{"per_1000_words_high", func(r *documentRow) any { return high(r.rates.PerWords) }},
	{"per_100_mentions", func(r *documentRow) any { return value(r.rates.PerMany) }},
	{"per_100_mentions_low", func(r *documentRow) any { return low(r.rates.PerMany) }},
	{"per_100_mentions_high", func(r *documentRow) any { return high(r.rates.PerMany) }},
	{"gaps", func(r *documentRow) any { return len(r.Gaps()) }},
	{"gaps_reason", func(r *documentRow) any { return r.eachGap(wording.GapGroup.String) }},
	{"gaps_hint", func(r *documentRow) any { return r.eachGap(func(g wording.GapGroup) string { return g.Hint }) }},
	{"omissions_words", func(r *documentRow) any { return r.omitted() }},
	{"disguised_words", func(r *documentRow) any { return r.Disguised }},
	{"tool_version", func(r *documentRow) any { return r.run.Version }},
	{"lexicon_version", func(r *documentRow) any { return r.run.LexiconVersion }},
	{"lexicon_sha256", func(r *documentRow) any { return r.run.LexiconSHA256 }},
	{"lexicon_own", func(r *documentRow) any { return strings.Join(display.Names(r.run.Own), "; ") }},
}

func (r *documentRow) language() string {
	if r.Doc.Lang == "" && r.Language != nil {
		return r.Language.Code
	}
	return r.Doc.Lang
}

func (r *documentRow) counting() int {
	n := 0
	for i := range r.Findings {
		if r.run.Policy.Counts(&r.Findings[i]) {
			n++
		}
	}
	return n
}

func (r *documentRow) omitted() int {
	n := 0
	for _, o := range r.Omissions {
		n += o.Words
	}
	return n
}

// eachGap are words of each gap, none of them twice.
func (r *documentRow) eachGap(words func(wording.GapGroup) string) string {
	var list []string
	seen := map[string]bool{"": true}
	for _, g := range r.gaps {
		if w := words(g); !seen[w] {
			seen[w] = true
			list = append(list, w)
		}
	}
	return strings.Join(list, "; ")
}

// flag is yes or no as a number, so that it can be summed.
func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// value, low and high are those of a rate that is given, to a thousandth.
func value(r *analyzer.Rate) any { return part(r, func() float64 { return r.Value }) }

func low(r *analyzer.Rate) any { return part(r, func() float64 { return r.Low }) }

func high(r *analyzer.Rate) any { return part(r, func() float64 { return r.High }) }

func part(r *analyzer.Rate, of func() float64) any {
	if r == nil {
		return nil
	}
	return math.Round(of()*1000) / 1000
}

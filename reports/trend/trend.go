// Package trend writes how often words were found over time: for a terminal, as one page for any
// browser, as a drawing, and as tables for programs. Each series has a panel of its own, in the
// order of names; no kind puts one beside another to rank them.
package trend

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"refrain/analyzer"
	"refrain/internal/display"
	"refrain/reports/html"
	"refrain/reports/stream"
	"refrain/reports/table"
	"refrain/reports/wording"
	over "refrain/trend"
)

// Report is what is written: a trend, and how it was made.
type Report struct {
	Run   stream.Run
	Trend *over.Trend

	Passed stream.Totals // what was passed over in folders
}

// Options say how a report looks. The zero value is right for a file.
type Options struct {
	Language string // BCP 47 code of its words; "" is that of the documents where all agree
	Bold     bool   // terminal: headings stand out
	Width    int    // terminal: columns of a line; 0 means 100
	Verbose  bool   // terminal: with the sentences
}

// Kind is one kind of report.
type Kind struct {
	Name    string
	About   string // in a few words
	Write   func(w io.Writer, r *Report, o Options) error
	Began   func(head string) bool // reports whether a file that begins with head is of this kind
	Endings []string
}

// Kinds are the kinds of reports on a trend.
var Kinds = []Kind{
	{
		Name: "terminal", About: "for reading, on a terminal or in a text file", Write: writeTerminal,
		Began: wording.IsHeading, Endings: []string{".txt"},
	},
	{
		Name: "html", About: "one file for any browser: a plot for each series, and the sentences of each point",
		Write: writeHTML, Began: html.Began, Endings: []string{".html", ".htm"},
	},
	{
		Name: "svg", About: "the plots alone, for a page or an article", Write: writeSVG, Began: beganSVG,
		Endings: []string{".svg"},
	},
	{
		Name: "csv", About: "a tidy table: a row for each series, period and measure", Write: writeCSV, Began: beganCSV,
		Endings: []string{".csv"},
	},
	{
		Name: "json", About: "refrain-trend/1, for programs, with the sentences of each point", Write: writeJSON,
		Began: beganJSON, Endings: []string{".json"},
	},
}

// Began reports whether a file that begins with head is a report on a trend or a history.
func Began(head string) bool {
	return slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Began(head) }) ||
		slices.ContainsFunc(HistoryKinds, func(k HistoryKind) bool { return k.Began(head) })
}

// isoDay is a day as ISO 8601 writes it.
func isoDay(day time.Time) string { return day.Format(time.DateOnly) }

// known is a number, or an empty cell where it is not known.
func known(n int, is bool) any {
	if !is {
		return nil
	}
	return n
}

// rateCells are a rate with its interval, and why there is none.
func rateCells(r *analyzer.Rate, why over.Why) []any {
	if r == nil {
		return []any{nil, nil, nil, string(why)}
	}
	return []any{rounded(r.Value), rounded(r.Low), rounded(r.High), ""}
}

// rounded is a rate with six digits: more of them say nothing, and differ between machines.
func rounded(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		return x // It cannot be: the text is that of a number.
	}
	return r
}

// csvColumns are the columns of the tidy table.
var csvColumns = []string{
	"series", "period", "from", "to", "measure", "id", "category", "findings", "words", "people_mentions", "documents",
	"documents_partly_read", "documents_not_read", "per_1000_words", "per_1000_words_low", "per_1000_words_high",
	"no_rate", "per_100_mentions", "per_100_mentions_low", "per_100_mentions_high", "no_share", "one_document",
	"languages",
}

func beganCSV(head string) bool {
	return strings.HasPrefix(head, table.BeganSheet("series,period,from,to,"))
}

// writeCSV writes a row for each series, period and measure that the series has. What is not known
// is an empty cell, and the column beside it says why.
func writeCSV(w io.Writer, r *Report, _ Options) error {
	sheet, err := table.NewSheet(w, csvColumns)
	if err != nil {
		return err
	}
	t := r.Trend
	for _, s := range t.Series {
		for _, m := range s.Measured() {
			for _, p := range s.Points {
				v := &p.Values[m]
				measure := t.Measures[m]
				row := []any{
					display.Printable(s.Name), p.Period.String(), isoDay(p.Period.First()), isoDay(p.Period.Last()), string(measure.Kind),
					measure.ID, measure.Category, v.Uses, known(p.Words, !s.NoWords), known(p.Mentions, p.Mentions >= 0),
					p.Documents, p.Gaps, p.Unread,
				}
				row = append(row, rateCells(v.PerWords, v.NoWords)...)
				row = append(row, rateCells(v.PerMany, v.NoMany)...)
				alone := ""
				if v.Alone {
					alone = "yes"
				}
				sheet.Add(append(row, alone, strings.Join(p.Languages, " "))...)
			}
		}
	}
	return sheet.Flush()
}

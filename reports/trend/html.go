package trend

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"refrain/internal/display"
	"refrain/reports/html"
	"refrain/reports/wording"
	over "refrain/trend"
)

// Bounds of a page. What is left out is in the tables for programs.
const (
	mostColumns = 60 // periods of the table by category and entry
	mostSmall   = 24 // small plots of categories
	mostSeries  = 200
)

//go:embed trend.css
var style string

//go:embed trend.tmpl
var source string

// templates is parsed by the first page that needs it.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("trend").Funcs(functions(say{})).Parse(source))
})

// functions are those of the templates, in the words of a language.
func functions(words say) template.FuncMap {
	return template.FuncMap{
		"say": words.Say,
		"say1": func(english wording.Text, name string, value any) string {
			return words.Say(english, name, fmt.Sprint(value))
		},
	}
}

// page is a trend as the template shows it.
type page struct {
	Title, Facts, Made, Legend string
	InOrder                    wording.Text
	About                      []string
	Left                       *leftList
	Series                     []panel
	More                       string // series that have no room
}

type leftList struct {
	Count string
	Lines []string
}

// panel is a series.
type panel struct {
	Number      int
	Name, Facts string
	Changes     []string
	Plots       []drawing
	NoRates     string
	Rows        []row
	Measures    []measureRow
	Small       []drawing
}

type drawing struct {
	Unit    string
	Drawing template.HTML
}

// row is a period.
type row struct {
	Period, Documents, Words, Mentions, Findings, PerWords, PerMany, Notes string

	Empty     bool
	Link      string // the anchor of its sentences and documents; "" where there are none
	Tally     string
	Sentences []sentence
	More      string
	Names     []string
	MoreNames string
}

type sentence struct {
	Before, Words, After, Date, Where, Entry, Status, Lang string
}

type measureRow struct {
	Name     string
	Category bool
	Cells    []cell
}

type cell struct{ Count, Rate string }

func writeHTML(w io.Writer, r *Report, o Options) error {
	t := r.Trend
	words := in(o.Language, t.Languages)
	p := page{
		Title: words.Say(heading), Facts: words.facts(r), About: words.about(t), InOrder: inOrder,
		Made: words.MadeWith(r.Run), Legend: words.legend(t),
	}
	if n := len(t.Left) + t.MoreLeft; n > 0 {
		p.Left = &leftList{Count: words.Count(n, "document")}
		for i := range t.Left {
			p.Left.Lines = append(p.Left.Lines, words.left(&t.Left[i]))
		}
		if t.MoreLeft > 0 {
			p.Left.Lines = append(p.Left.Lines, words.AndMore(t.MoreLeft, "document"))
		}
	}
	for i, s := range t.Series {
		if i == mostSeries {
			p.More = words.moreSeries(t)
			break
		}
		p.Series = append(p.Series, words.panel(t, s, i+1))
	}
	return writePage(w, words, r.Run.Version, p.Title, "page", p)
}

// writePage writes a page of the templates with the style of all pages of refrain.
func writePage(w io.Writer, words say, version, title, name string, data any) error {
	tmpl, err := templates().Clone()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	html.WriteHead(&b, html.Page{
		Version: version, Lang: words.Code(), Title: title, Style: "\n" + html.Base() + style + plotStyle + "\n",
	})
	if err := tmpl.Funcs(functions(words)).ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	_, err = io.WriteString(display.Guarded(w, display.MarkupSigns), display.Visible(b.String()))
	return err
}

// panel is a series as the page shows it.
func (w say) panel(t *over.Trend, s *over.Series, number int) panel {
	out := panel{
		Number: number, Name: w.seriesName(s), Facts: w.seriesFacts(s), Changes: w.changes(s), NoRates: w.noRates(s),
	}
	for _, by := range []per{byWords, byMentions} {
		p := &plot{
			series: s, per: by, words: w, id: fmt.Sprintf("s%d-p%d", number, by), link: fmt.Sprintf("s%d-", number),
		}
		if p.drawable() {
			out.Plots = append(out.Plots, drawing{p.unit(), template.HTML(p.svg(""))})
		}
	}
	for i, p := range s.Points {
		out.Rows = append(out.Rows, w.row(s, p, fmt.Sprintf("s%d-%d", number, i)))
	}
	if len(s.Points) > mostColumns {
		return out
	}
	for _, m := range s.Measured() {
		measure := t.Measures[m]
		if measure.Kind == over.All {
			continue
		}
		out.Measures = append(out.Measures, w.measureRow(s, m, measure))
		p := &plot{series: s, measure: m, words: w, id: fmt.Sprintf("s%d-m%d", number, m)}
		if measure.Kind == over.Category && len(out.Small) < mostSmall && p.drawable() {
			out.Small = append(out.Small, drawing{w.measure(measure) + ", " + p.unit(), template.HTML(p.svg(""))})
		}
	}
	return out
}

// measureRow is a category or an entry in all periods.
func (w say) measureRow(s *over.Series, m int, measure over.Measure) measureRow {
	out := measureRow{Name: w.measure(measure), Category: measure.Kind == over.Category}
	for _, p := range s.Points {
		v := &p.Values[m]
		c := cell{Count: w.Number(v.Uses)}
		switch {
		case p.Documents == 0:
			c.Count = "–"
		case out.Category && v.PerWords != nil:
			c.Rate = w.Interval(v.PerWords)
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

// row is a period as the page shows it.
func (w say) row(s *over.Series, p *over.Point, link string) row {
	v := &p.Values[0]
	out := row{
		Period: p.Period.String(), Documents: w.Number(p.Documents), Words: w.Number(p.Words), Mentions: "–",
		Findings: w.Number(v.Uses), PerWords: w.rate(v.PerWords, v.NoWords), PerMany: w.rate(v.PerMany, v.NoMany),
		Notes: w.notes(p), Tally: w.Count(v.Uses, "finding") + ", " + w.Count(p.Documents, "document"),
	}
	if p.Mentions >= 0 {
		out.Mentions = w.Number(p.Mentions)
	}
	if s.NoWords {
		out.Words = "–"
	}
	if p.Documents+p.Unread > 0 {
		out.Link = link
	}
	if p.Documents == 0 {
		out.Empty, out.Words, out.Mentions, out.Findings, out.PerWords, out.PerMany = true, "–", "–", "–", "", ""
	}
	for i := range p.Sentences {
		f := &p.Sentences[i]
		out.Sentences = append(out.Sentences, sentence{
			f.Before, f.Words, f.After, f.Date.String(), w.where(f), f.Entry, w.Status(f.Status), f.Language,
		})
	}
	if p.More > 0 {
		out.More = w.AndMore(p.More, "finding")
	}
	for _, n := range p.Names {
		out.Names = append(out.Names, w.named(&n))
	}
	if p.MoreNames > 0 {
		out.MoreNames = w.AndMore(p.MoreNames, "document")
	}
	return out
}

// named is a document of a point with its date.
func (w say) named(n *over.Named) string {
	parts := []string{shownName(n.Name), w.dated(n.Dated), w.Count(n.Words, "word"), w.Count(n.Uses, "finding")}
	if n.Gap != "" {
		reason, _, _ := strings.Cut(n.Gap, ": ")
		parts = append(parts, w.Say("not read, or not fully")+": "+w.Say(reason))
	}
	return strings.Join(parts, ", ")
}

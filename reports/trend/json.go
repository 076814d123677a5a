package trend

import (
	"io"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/reports/wording"
	over "refrain/trend"
)

// schema names the form of the report. refrain-trend.schema.json describes it.
const schema = "refrain-trend/1"

func beganJSON(head string) bool { return strings.HasPrefix(head, `{"schema":"`+schema+`"`) }

// The form of the report. Keys that do not apply are left out, and a list is never null.
type (
	jsonReport struct {
		Schema    string        `json:"schema"`
		Tool      string        `json:"tool"`
		Lexicon   string        `json:"lexicon"`
		Counted   []string      `json:"counted"`
		Every     string        `json:"every"`
		Chosen    bool          `json:"chosen"`
		Documents int           `json:"documents"`
		Words     int           `json:"words"`
		Unread    int           `json:"unread"`
		Beta      []string      `json:"beta"`
		Measures  []jsonMeasure `json:"measures"`
		Series    []jsonSeries  `json:"series"`
		Left      []jsonLeft    `json:"left"`
		MoreLeft  int           `json:"more_left,omitempty"`
	}
	jsonMeasure struct {
		Kind     over.Kind `json:"kind"`
		ID       string    `json:"id,omitempty"`
		Name     string    `json:"name,omitempty"`
		Category string    `json:"category,omitempty"`
	}
	jsonSeries struct {
		Name       string         `json:"name"`
		Documents  int            `json:"documents"`
		Words      *int           `json:"words,omitempty"`
		Languages  []string       `json:"languages"`
		Beta       []string       `json:"beta"`
		Dates      map[string]int `json:"dates"`
		Dispersion float64        `json:"dispersion,omitempty"`
		Degrees    int            `json:"degrees,omitempty"`
		Change     *jsonChange    `json:"change,omitempty"`
		NoChange   string         `json:"no_change,omitempty"`
		Points     []jsonPoint    `json:"points"`
	}
	jsonChange struct {
		From   string  `json:"from"`
		To     string  `json:"to"`
		Factor float64 `json:"factor"`
		Low    float64 `json:"low"`
		High   float64 `json:"high"`
		Chance bool    `json:"chance"`
	}
	jsonPoint struct {
		Period    string         `json:"period"`
		From      string         `json:"from"`
		To        string         `json:"to"`
		Documents int            `json:"documents"`
		Partly    int            `json:"partly_read"`
		NotRead   int            `json:"not_read"`
		Words     *int           `json:"words,omitempty"`
		Mentions  *int           `json:"people_mentions,omitempty"`
		Others    int            `json:"other_uses"`
		Languages []string       `json:"languages"`
		Values    []jsonValue    `json:"values"`
		Sentences []jsonSentence `json:"sentences"`
		More      int            `json:"more_sentences,omitempty"`
		Named     []jsonNamed    `json:"named_documents"`
		MoreNamed int            `json:"more_documents,omitempty"`
	}
	jsonValue struct {
		Measure  int       `json:"measure"`
		Findings int       `json:"findings"`
		PerWords *jsonRate `json:"per_1000_words,omitempty"`
		NoRate   string    `json:"no_rate,omitempty"`
		PerMany  *jsonRate `json:"per_100_mentions,omitempty"`
		NoShare  string    `json:"no_share,omitempty"`
		Alone    bool      `json:"one_document,omitempty"`
	}
	jsonRate struct {
		Value float64 `json:"value"`
		Low   float64 `json:"low"`
		High  float64 `json:"high"`
	}
	jsonSentence struct {
		Document   string    `json:"document"`
		Date       string    `json:"date"`
		Entry      string    `json:"entry"`
		Category   string    `json:"category"`
		Before     string    `json:"before"`
		Words      string    `json:"words"`
		After      string    `json:"after"`
		Status     string    `json:"status"`
		Speaker    string    `json:"speaker,omitempty"`
		Place      jsonPlace `json:"place"`
		Recognised bool      `json:"recognised,omitempty"`
	}
	jsonPlace struct {
		Page    int    `json:"page,omitempty"`
		Label   string `json:"label,omitempty"`
		Line    int    `json:"line,omitempty"`
		Column  int    `json:"column,omitempty"`
		Section string `json:"section,omitempty"`
		Time    string `json:"time,omitempty"`
	}
	jsonNamed struct {
		Path     string `json:"path"`
		Date     string `json:"date"`
		Source   string `json:"date_source"`
		From     string `json:"date_from,omitempty"`
		Words    int    `json:"words"`
		Findings int    `json:"findings"`
		Gap      string `json:"gap,omitempty"`
		Language string `json:"language,omitempty"`
	}
	jsonLeft struct {
		Path string `json:"path"`
		Date string `json:"date,omitempty"`
		Why  string `json:"why"`
	}
)

func writeJSON(w io.Writer, r *Report, _ Options) error {
	t := r.Trend
	out := jsonReport{
		Schema: schema, Tool: r.Run.Version, Lexicon: r.Run.LexiconSHA256, Counted: wording.CountedNames(t.Policy),
		Every: t.Every.String(), Chosen: t.Chosen, Documents: t.Documents, Words: t.Words, Unread: t.Unread,
		Beta: listed(t.Beta), MoreLeft: t.MoreLeft, Series: []jsonSeries{}, Left: []jsonLeft{},
	}
	for _, m := range t.Measures {
		out.Measures = append(out.Measures, jsonMeasure(m))
	}
	for _, s := range t.Series {
		out.Series = append(out.Series, seriesForm(s))
	}
	for _, l := range t.Left {
		out.Left = append(out.Left, jsonLeft{display.Name(l.Name), l.Date.Date.String(), string(l.Why)})
	}
	return writeForm(w, out)
}

// breaks are where a report of JSON goes to a new line: a series, a point and a sentence have one
// each. Within a string there is a backslash before a quotation mark, so none of them is there.
var breaks = strings.NewReplacer(
	`,"series":[{`,
	",\n\"series\":[\n{",
	`,"points":[{`,
	",\"points\":[\n{",
	`},{"period":`,
	"},\n{\"period\":",
	`},{"name":`,
	"},\n{\"name\":",
	`},{"document":`,
	"},\n{\"document\":",
	`},{"path":`,
	"},\n{\"path\":",
	`},{"id":`,
	"},\n{\"id\":",
)

// writeForm writes a report of JSON.
func writeForm(w io.Writer, form any) error {
	_, err := io.WriteString(display.Guarded(w, display.JSONSigns), breaks.Replace(string(display.JSON(form)))+"\n")
	return err
}

// listed is a list that is not null.
func listed(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func seriesForm(s *over.Series) jsonSeries {
	out := jsonSeries{
		Name: display.Name(s.Name), Documents: s.Documents, Languages: listed(s.Languages), Beta: listed(s.Beta),
		Dates: map[string]int{}, NoChange: string(s.NoChange), Points: []jsonPoint{},
	}
	if !s.NoWords {
		out.Words = &s.Words
	}
	for source, n := range s.Sources {
		out.Dates[string(source)] = n
	}
	if s.Degrees >= over.MinDegrees {
		out.Dispersion, out.Degrees = rounded(s.Dispersion), s.Degrees
	}
	if c := s.Change; c != nil {
		out.Change = &jsonChange{
			c.From.String(), c.To.String(), rounded(c.Factor), rounded(c.Low), rounded(c.High), c.Plain,
		}
	}
	for _, p := range s.Points {
		out.Points = append(out.Points, pointForm(s, p))
	}
	return out
}

func pointForm(s *over.Series, p *over.Point) jsonPoint {
	out := jsonPoint{
		Period: p.Period.String(), From: isoDay(p.Period.First()), To: isoDay(p.Period.Last()),
		Documents: p.Documents, Partly: p.Gaps, NotRead: p.Unread, Others: p.Others, Languages: listed(p.Languages),
		Values: []jsonValue{}, Sentences: []jsonSentence{}, More: p.More, Named: []jsonNamed{}, MoreNamed: p.MoreNames,
	}
	if !s.NoWords {
		out.Words = &p.Words
	}
	if p.Mentions >= 0 {
		out.Mentions = &p.Mentions
	}
	for _, m := range s.Measured() {
		v := &p.Values[m]
		out.Values = append(out.Values, jsonValue{
			m, v.Uses, rateForm(v.PerWords), string(v.NoWords), rateForm(v.PerMany), string(v.NoMany), v.Alone,
		})
	}
	for i := range p.Sentences {
		out.Sentences = append(out.Sentences, sentenceForm(&p.Sentences[i]))
	}
	for _, n := range p.Names {
		out.Named = append(out.Named, jsonNamed{
			display.Name(
				n.Name,
			), n.Dated.Date.String(), string(n.Dated.Source), n.Dated.From, n.Words, n.Uses, n.Gap, n.Language,
		})
	}
	return out
}

func rateForm(r *analyzer.Rate) *jsonRate {
	if r == nil {
		return nil
	}
	return &jsonRate{rounded(r.Value), rounded(r.Low), rounded(r.High)}
}

func sentenceForm(s *over.Sentence) jsonSentence {
	return jsonSentence{
		display.Name(s.Document), s.Date.String(), s.Entry, s.Category, s.Before, s.Words, s.After, s.Status.String(),
		s.Speaker, placeForm(s.Place), s.Recognised,
	}
}

func placeForm(p document.Place) jsonPlace {
	out := jsonPlace{Page: p.Page, Label: p.Label, Line: p.Line, Column: p.Column, Section: p.Section}
	if p.Timed {
		out.Time = p.Time.String()
	}
	return out
}

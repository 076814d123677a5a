package trend

import (
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/stream"
	"refrain/reports/wording"
	over "refrain/trend"
	"refrain/trend/dates"
)

// What every report on a trend says.
const (
	heading   wording.Text = "Findings over time"
	doNotRank wording.Text = "This report compares a source with itself over time. It ranks nobody: " +
		"people and parties speak about different subjects, in different places and amounts, so a list by rate " +
		"would compare what cannot be compared. A rate says nothing about what anybody meant."
	method wording.Text = "Each rate has its 95 % interval, which allows for how much the documents " +
		"of the series differ. There is no rate below {words} words or {mentions} words for migrants, nor for " +
		"several documents where the series has not {degrees} documents more than periods: then the count stands " +
		"alone."
	lines wording.Text = "A change is told, and a line drawn, only from {points} periods with a rate, " +
		"{documents} documents and {findings} findings on, all in one language."
	inOrder wording.Text = "Each series has a panel of its own, in the order of names."
	carried wording.Text = "What was not read is not counted as clean: it is missing from words and findings alike."
)

// whys are the reasons for which something is not given.
var whys = map[over.Why]wording.Text{
	over.NoDate:         wording.Text("no date"),
	over.CoarseDate:     wording.Text("its date is coarser than the periods"),
	over.NoSpeaker:      wording.Text("no speaker is named"),
	over.Repeated:       wording.Text("the same file as one before"),
	over.NotRead:        wording.Text("not read"),
	over.FewWords:       wording.Text("too few words"),
	over.FewMentions:    wording.Text("too few words for migrants"),
	over.FewDocuments:   wording.Text("too few documents to know how much they differ"),
	over.WordsUnknown:   wording.Text("how many words the speakers said is not known"),
	over.NotCounted:     wording.Text("not counted by speaker"),
	over.OtherLanguages: wording.Text("the documents are in several languages"),
	over.FewPoints:      wording.Text("too few periods have a rate"),
	over.FewInAll:       wording.Text("too few documents"),
	over.FewUses:        wording.Text("too few findings"),
	over.NoSteady:       wording.Text("no steady change fits the counts"),
}

// everies are the lengths of periods, in the plural.
var everies = map[over.Every]wording.Text{
	over.Day:     wording.Text("days"),
	over.Month:   wording.Text("months"),
	over.Quarter: wording.Text("quarters"),
	over.Year:    wording.Text("years"),
}

// sources are where dates come from.
var sources = map[dates.Source]wording.Text{
	dates.List:    wording.Text("the list of dates"),
	dates.Name:    wording.Text("the names of files and folders"),
	dates.Meta:    wording.Text("what the files state"),
	dates.Content: wording.Text("the texts"),
	dates.Git:     wording.Text("the first commits"),
}

// say is a report's words with what several kinds say of a trend.
type say struct{ wording.Words }

// in are the words of a report: in the language asked for, or in that of all documents.
func in(language string, languages []string) say {
	if language == "" && len(languages) == 1 && wording.Complete(languages[0]) {
		language = languages[0]
	}
	return say{wording.In(language)}
}

// why is a reason in words.
func (w say) why(reason over.Why) string { return w.Say(whys[reason]) }

// about is how rates are made, in sentences.
func (w say) about(t *over.Trend) []string {
	list := []string{
		w.Say(doNotRank),
		w.Say(method, "words", w.Number(analyzer.MinWords), "mentions", w.Number(analyzer.MinMentions),
			"degrees", w.Number(over.MinDegrees)) + " " +
			w.Say(lines, "points", w.Number(over.MinPoints), "documents", w.Number(over.MinDocuments),
				"findings", w.Number(over.MinUses)),
	}
	if t.Unread > 0 {
		list = append(list, w.Say(carried))
	}
	return list
}

// facts is what a trend is made of, in one line.
func (w say) facts(r *Report) string {
	t := r.Trend
	parts := []string{
		w.Count(
			t.Documents,
			"document",
		), w.Count(t.Words, "word"), w.Say("periods: {length}", "length", w.Say(everies[t.Every])),
	}
	if t.Chosen {
		parts[2] += " (" + w.Say("chosen by the span of the dates and the amount of words") + ")"
	}
	if t.Unread > 0 {
		parts = append(
			parts,
			w.Of(t.Unread, "{n} document not read, or not fully", "{n} documents not read, or not fully"),
		)
	}
	parts = append(parts, w.passed(r.Passed, t.Policy)...)
	for _, code := range t.Beta {
		parts = append(parts, w.LanguageName(code)+": "+w.Say(wording.Beta))
	}
	return strings.Join(parts, "; ")
}

// passed are which findings count, and what was passed over.
func (w say) passed(t stream.Totals, policy analyzer.Policy) []string {
	t.Policy, t.Documents = policy, 0 // Of many documents, whatever was counted.
	list := []string{w.Say("findings") + " " + w.Voice(t)}
	if passed := w.Passed(t); passed != "" {
		list = append(list, passed)
	}
	return list
}

// seriesFacts is what a series is made of.
func (w say) seriesFacts(s *over.Series) string {
	parts := []string{w.Count(s.Documents, "document")}
	if !s.NoWords {
		parts = append(parts, w.Count(s.Words, "word"))
	}
	var names []string
	for _, code := range s.Languages {
		name := w.LanguageName(code)
		for _, beta := range s.Beta {
			if beta == code {
				name += " (" + w.Say(wording.Beta) + ")"
			}
		}
		names = append(names, name)
	}
	if len(names) > 0 {
		parts = append(parts, w.List(names))
	}
	var from []string
	for _, source := range append([]dates.Source{dates.List}, dates.Sources...) {
		if n := s.Sources[source]; n > 0 {
			from = append(from, w.Say(sources[source])+" ("+w.Number(n)+")")
		}
	}
	parts = append(parts, w.Say("dates by {sources}", "sources", w.List(from)))
	switch {
	case s.Degrees < over.MinDegrees:
	case s.Dispersion <= 1:
		parts = append(parts, w.Say("between documents the counts vary no more than by chance"))
	default:
		parts = append(parts, w.Say(
			"between documents the counts vary {factor} times as much as by chance",
			"factor",
			w.Decimal(s.Dispersion),
		))
	}
	return strings.Join(parts, "; ")
}

// changes are what is to be said of a series as a whole: its change, and passages to other
// languages.
func (w say) changes(s *over.Series) []string {
	var list []string
	for _, p := range s.Passages {
		list = append(list, w.Say(
			"The language of the documents changes: {was} in {from}, {is} in {to}. Rates of different languages cannot "+
				"be compared.",
			"was",
			w.languages(p.Was),
			"from",
			p.From.String(),
			"is",
			w.languages(p.Is),
			"to",
			p.To.String(),
		))
	}
	c := s.Change
	switch {
	case c == nil:
		list = append(list, w.Say("No change over time is told: {why}.", "why", w.why(s.NoChange)))
	case c.Plain:
		list = append(list, w.Say(
			"From {from} to {to} no change can be told from chance: the rate of the later time is {factor} ({low} to "+
				"{high}) times "+
				"that of the earlier one.",
			w.factors(c)...,
		))
	default:
		list = append(list, w.Say(
			"From {from} to {to} the rate changed by more than chance: that of the later time is {factor} ({low} to "+
				"{high}) times "+
				"that of the earlier one, if it changed steadily. This does not say why.",
			w.factors(c)...,
		))
	}
	return list
}

func (w say) factors(c *over.Change) []string {
	return []string{
		"from", c.From.String(), "to", c.To.String(), "factor", w.Decimal(c.Factor), "low", w.Decimal(c.Low), "high",
		w.Decimal(c.High),
	}
}

func (w say) languages(codes []string) string {
	var names []string
	for _, code := range codes {
		names = append(names, w.LanguageName(code))
	}
	return w.List(names)
}

// rate is a rate with its interval, or why there is none.
func (w say) rate(r *analyzer.Rate, why over.Why) string {
	if r == nil {
		return w.why(why)
	}
	return w.Interval(r)
}

// gaps is what was not read of a point, or "".
func (w say) gaps(p *over.Point) string {
	var list []string
	if p.Documents+p.Unread == 0 {
		return w.Say("no document")
	}
	if p.Gaps > 0 {
		list = append(list, w.Of(p.Gaps, "{n} document not fully read", "{n} documents not fully read"))
	}
	if p.Unread > 0 {
		list = append(list, w.Of(p.Unread, "{n} document not read", "{n} documents not read"))
	}
	return strings.Join(list, ", ")
}

// notes are what is to be known of a point beside its counts.
func (w say) notes(p *over.Point) string {
	list := []string{}
	if g := w.gaps(p); g != "" {
		list = append(list, g)
	}
	if p.Values[0].Alone {
		list = append(list, w.Say("one document: an interval of chance within it alone"))
	}
	if len(p.Languages) > 1 {
		list = append(list, w.languages(p.Languages))
	}
	return strings.Join(list, "; ")
}

// left is a document that is in no period.
func (w say) left(l *over.Left) string {
	if l.Date.Known() {
		return shownName(l.Name) + ": " + w.why(l.Why) + " (" + l.Date.Date.String() + ")"
	}
	return shownName(l.Name) + ": " + w.why(l.Why)
}

// dated is a date with where it comes from.
func (w say) dated(d dates.Dated) string {
	from := w.Say(sources[d.Source])
	if d.From != "" && d.Source != dates.Name {
		from += ": " + wording.OneLine(d.From)
	}
	return d.Date.String() + " (" + from + ")"
}

// category is the name of a measure.
func (w say) measure(m over.Measure) string {
	switch m.Kind {
	case over.Category:
		return w.Say(m.Name)
	case over.Entry:
		return m.ID
	}
	return w.Say("all findings")
}

// seriesName is a series' name for people.
func (w say) seriesName(s *over.Series) string {
	if s.Name == "" {
		return w.Say("all documents")
	}
	return shownName(s.Name)
}

// speakerAndPlace is where a sentence is.
func (w say) where(s *over.Sentence) string {
	doc := placeholder(s.Document)
	parts := []string{}
	if s.Speaker != "" {
		parts = append(parts, s.Speaker)
	}
	place := s.Place
	place.Speaker = ""
	at := w.Place(doc, place)
	if at == wording.DocumentName(doc) {
		at = ""
	}
	name := shownName(s.Document)
	if at != "" {
		if place.Page == 0 && place.Line > 0 {
			name += ":" + strconv.Itoa(place.Line) + ":" + strconv.Itoa(place.Column)
		} else {
			name += ", " + at
		}
	}
	return strings.Join(append(parts, name), ", ")
}

// placeholder is a document of which a name is known and no more.
func placeholder(name string) *document.Document { return &document.Document{Name: name} }

// shownName is a document's name for people, without the folders of the user's machine.
func shownName(name string) string { return wording.ForwardedName(placeholder(name)) }

// noRates is why a series has no rate at all: the reason of most of its points.
func (w say) noRates(s *over.Series) string {
	counts := map[over.Why]int{}
	best := over.FewWords
	for _, p := range s.Points {
		if why := p.Values[0].NoWords; p.Documents > 0 && why != "" {
			if counts[why]++; counts[why] > counts[best] {
				best = why
			}
		}
	}
	return w.why(best)
}

// moreSeries says how many series have no room.
func (w say) moreSeries(t *over.Trend) string {
	n := len(t.Series) - mostSeries
	return w.Of(n, "{n} further series: the kinds csv and json hold it.", "{n} further series: the kinds csv and json hold them.")
}

// legend says what the shapes of a plot mean, as far as they are in one.
func (w say) legend(t *over.Trend) string {
	var alone, several, bare, gap, line bool
	for _, s := range t.Series {
		for _, p := range s.Points {
			v := &p.Values[0]
			rated := v.PerWords != nil || v.PerMany != nil
			alone = alone || v.Alone && rated
			several = several || !v.Alone && rated
			bare = bare || (v.PerWords == nil || v.PerMany == nil) && p.Documents > 0
			gap = gap || p.Gaps+p.Unread > 0
		}
		line = line || s.Change != nil && !s.Change.Plain
	}
	var list []string
	for _, part := range []struct {
		shown bool
		words wording.Text
	}{
		{several, wording.Text("● a rate with its interval")},
		{alone, wording.Text("○ with a dashed bar: one document, chance within it alone")},
		{bare, wording.Text("a number at the foot: a count without a rate")},
		{gap, wording.Text("△ something was not read")},
		{line, wording.Text("dashed line: the change, if it is steady")},
	} {
		if part.shown {
			list = append(list, w.Say(part.words))
		}
	}
	return strings.Join(list, "; ")
}

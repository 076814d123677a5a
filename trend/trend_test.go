package trend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/internal/interval"
	"refrain/lexicon"
	"refrain/trend/dates"
)

var (
	water   = &lexicon.Category{ID: "water", Name: "People as water"}
	illegal = &lexicon.Category{ID: "illegal", Name: "People called illegal"}
	flood   = &lexicon.Entry{ID: "flood", Category: water}
	unlaw   = &lexicon.Entry{ID: "illegal-person", Category: illegal}
)

// report is a document of so many words and mentions, with a sentence for each entry.
func report(name string, words, mentions int, entries ...*lexicon.Entry) *analyzer.Report {
	d := &document.Document{Name: name, Lang: "en", Text: "Nothing here. "}
	r := &analyzer.Report{Doc: d, Words: words, People: mentions, Language: &lexicon.Language{Code: "en"}}
	for i, e := range entries {
		start := len(d.Text)
		d.Text += fmt.Sprintf("A sentence of %s number %d. ", e.ID, i)
		at := document.Span{Start: start + len("A sentence of "), End: start + len("A sentence of ") + len(e.ID)}
		r.Findings = append(r.Findings, analyzer.Finding{
			Entry: e, Span: at, Sentence: document.Span{Start: start, End: len(d.Text) - 1},
		})
	}
	d.Blocks = []document.Block{{Span: document.Span{End: len(d.Text)}}}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(d.Text)}, Source: document.Span{End: len(d.Text)}})
	d.Source = d.Text
	return r
}

func on(t *testing.T, date string) dates.Dated {
	t.Helper()
	d, ok := dates.Parse(date)
	if !ok && date != "" {
		t.Fatalf("%q is no date", date)
	}
	return dates.Dated{Date: d, Source: dates.Name}
}

func trendOf(t *testing.T, c *Collector) *Trend {
	t.Helper()
	trend, err := c.Trend()
	if err != nil {
		t.Fatal(err)
	}
	return trend
}

func repeated(e *lexicon.Entry, n int) []*lexicon.Entry {
	return slices.Repeat([]*lexicon.Entry{e}, n)
}

// Every document is in a period, or in the list of those that are in none.
func TestNoDocumentIsDropped(t *testing.T) {
	c := New(Options{Every: Month})
	c.Add(report("a", 100, 1, flood), Placed{Dated: on(t, "2019-01-02"), Series: "s"})
	c.Add(report("b", 100, 1), Placed{Dated: on(t, "2019"), Series: "s"})
	c.Add(report("c", 100, 1, flood), Placed{Series: "s"})
	c.Add(report("d", 100, 1), Placed{Dated: on(t, "2019-04"), Series: "s"})
	trend := trendOf(t, c)
	var left []string
	for _, l := range trend.Left {
		left = append(left, l.Name+": "+string(l.Why))
	}
	if got, want := strings.Join(left, "; "), "c: no date; b: its date is coarser than the periods"; got != want {
		t.Errorf("left are %q, want %q", got, want)
	}
	points := trend.Series[0].Points
	if len(points) != 4 || points[1].Documents != 0 || points[2].Documents != 0 || points[3].Documents != 1 {
		t.Errorf("the periods without documents are not there: %d points", len(points))
	}
	if trend.Documents != 4 {
		t.Errorf("%d documents, want 4", trend.Documents)
	}
}

func TestPeriodsGoByTheSpan(t *testing.T) {
	for _, c := range []struct {
		dates []string
		want  Every
	}{
		{[]string{"2019-01-02", "2019-02-20"}, Day},
		{[]string{"2019-01-02", "2019-05-20"}, Month},
		{[]string{"2019-01-02", "2023-05-20"}, Quarter},
		{[]string{"1999-01-02", "2023-05-20"}, Year},
		{[]string{"2019-01", "2019-02-20"}, Month},
		{[]string{"2019", "2019-02-20"}, Year},
		{append(slices.Repeat([]string{"2019-02-20"}, 20), "2019"), Day}, // One of 21 is left out, and listed.
		{[]string{"2019-02-20"}, Day},
	} {
		var all []dates.Date
		for _, d := range c.dates {
			all = append(all, on(t, d).Date)
		}
		if got := choose(all); got != c.want {
			t.Errorf("%v: got %v, want %v", c.dates, got, c.want)
		}
	}
	for _, c := range []struct {
		every             Every
		date              string
		name, first, last string
	}{
		{Day, "2016-03-11", "2016-03-11", "2016-03-11", "2016-03-11"},
		{Month, "2016-02-11", "2016-02", "2016-02-01", "2016-02-29"},
		{Quarter, "2016-12-31", "2016 Q4", "2016-10-01", "2016-12-31"},
		{Year, "1916", "1916", "1916-01-01", "1916-12-31"},
	} {
		p, ok := c.every.periodOf(on(t, c.date).Date)
		first, last := p.First().Format("2006-01-02"), p.Last().Format("2006-01-02")
		if !ok || p.String() != c.name || first != c.first || last != c.last {
			t.Errorf("%s: got %s from %s to %s", c.date, p, first, last)
		}
	}
}

// Periods become longer where most of them would be too short for a rate.
func TestPeriodsGoByTheAmountOfWords(t *testing.T) {
	for want, words := range map[Every]int{Quarter: 2500, Year: 800} {
		c := New(Options{})
		for i := range 24 {
			c.Add(report(fmt.Sprint(i), words, 20), Placed{Dated: on(t, fmt.Sprintf("%d-%02d", 2010+i/4, 1+i%4*3)), Series: "s"})
		}
		if got := trendOf(t, c).Every; got != want {
			t.Errorf("documents of %d words: got %v, want %v", words, got, want)
		}
	}
}

// What was not read of a period is seen, and its words do not count as read.
func TestGapsStayInTheirPeriod(t *testing.T) {
	c := New(Options{Every: Year})
	half := report("half", 3000, 30)
	half.Doc.Gaps = []document.Gap{{Page: 2, Reason: "no text layer"}}
	none := &analyzer.Report{Doc: &document.Document{Name: "none", Gaps: []document.Gap{{Reason: "wrong password"}}}}
	c.Add(half, Placed{Dated: on(t, "2019"), Series: "s"})
	c.Add(none, Placed{Dated: on(t, "2020"), Series: "s"})
	trend := trendOf(t, c)
	first, second := trend.Series[0].Points[0], trend.Series[0].Points[1]
	if first.Gaps != 1 || first.Documents != 1 || second.Unread != 1 || second.Documents != 0 || second.Words != 0 {
		t.Errorf("got %+v and %+v", first, second)
	}
	if second.Values[0].PerWords != nil || second.Values[0].NoWords != FewWords {
		t.Error("a period of which nothing was read has a rate")
	}
	if trend.Unread != 2 || first.Names[0].Gap != "no text layer" {
		t.Errorf("%d unread, %q", trend.Unread, first.Names[0].Gap)
	}
}

// One text has its own interval. Several have one together only where enough documents show how
// much they differ.
func TestRatesNeedAmounts(t *testing.T) {
	c := New(Options{Every: Year})
	c.Add(report("short", 1999, 19, flood), Placed{Dated: on(t, "2018"), Series: "s"})
	c.Add(report("long", 4200, 40, repeated(flood, 7)...), Placed{Dated: on(t, "2019"), Series: "s"})
	c.Add(report("one", 2000, 40, flood), Placed{Dated: on(t, "2020"), Series: "s"})
	c.Add(report("two", 2000, 40, flood), Placed{Dated: on(t, "2020"), Series: "s"})
	points := trendOf(t, c).Series[0].Points
	if v := points[0].Values[0]; v.PerWords != nil || v.NoWords != FewWords || v.PerMany != nil || v.NoMany != FewMentions {
		t.Errorf("a short text has a rate: %+v", v)
	}
	v := points[1].Values[0]
	want := analyzer.NewRates(7, 4200, 40)
	if v.PerWords == nil || *v.PerWords != *want.PerWords || *v.PerMany != *want.PerMany || !v.Alone {
		t.Errorf("got %+v, want the interval of the one text, %+v", v.PerWords, want.PerWords)
	}
	if v := points[2].Values[0]; v.PerWords != nil || v.NoWords != FewDocuments || v.Uses != 2 {
		t.Errorf("two documents have a rate together: %+v", v)
	}
}

// The same counts give a wider interval where they lie in few of the documents.
func TestIntervalsGrowWithTheDifferenceOfDocuments(t *testing.T) {
	width := func(uses []int) (float64, float64) {
		c := New(Options{Every: Year})
		for year := range 3 {
			for i, n := range uses {
				c.Add(report(fmt.Sprint(year, i), 1000, 50, repeated(flood, n)...),
					Placed{Dated: on(t, fmt.Sprint(2019+year)), Series: "s"})
			}
		}
		s := trendOf(t, c).Series[0]
		r := s.Points[0].Values[0].PerWords
		return r.High - r.Low, s.Dispersion
	}
	even, chance := width([]int{4, 4, 4, 4, 4, 4})
	uneven, over := width([]int{24, 0, 0, 0, 0, 0})
	if uneven < 2*even || chance > 1 || over < 5 {
		t.Errorf("widths %.2f and %.2f, dispersions %.2f and %.2f", even, uneven, chance, over)
	}
	low, high := interval.Poisson(24, 6)
	if even < high-low {
		t.Errorf("the interval of several documents is narrower than that of one text: %.2f, %.2f", even, high-low)
	}
}

// series makes documents of a source whose rate goes from one to another in so many years.
func series(t *testing.T, seed uint64, years, documents int, from, to float64) *Collector {
	t.Helper()
	c, random := New(Options{Every: Year}), rand.New(rand.NewPCG(seed, 1))
	for year := range years {
		mean := from + (to-from)*float64(year)/float64(max(years-1, 1))
		for i := range documents {
			n := 0
			limit := math.Exp(-mean)
			for p := random.Float64(); p > limit; p *= random.Float64() {
				n++
			}
			c.Add(report(fmt.Sprint(year, "-", i), 1000, 50, repeated(flood, n)...),
				Placed{Dated: on(t, fmt.Sprint(2010+year)), Series: "s"})
		}
	}
	return c
}

func TestChangeIsToldWhereThereIsOne(t *testing.T) {
	rising := trendOf(t, series(t, 1, 8, 6, 2, 6)).Series[0]
	if c := rising.Change; c == nil || c.Plain || c.Low < 1 || c.Factor < 2 || c.Factor > 5 {
		t.Errorf("the rate trebled: %+v, %s", c, rising.NoChange)
	}
	// The interval holds 1 in nineteen of twenty series that do not change.
	wrong := 0
	const runs = 200
	for seed := range uint64(runs) {
		if c := trendOf(t, series(t, seed, 5, 4, 3, 3)).Series[0].Change; c == nil || !c.Plain {
			wrong++
		}
	}
	if wrong > runs/12 {
		t.Errorf("%d of %d series without a change have one", wrong, runs)
	}
}

func TestNoChangeBelowTheAmounts(t *testing.T) {
	for want, c := range map[Why]*Collector{
		FewPoints: series(t, 1, 3, 6, 4, 4),
		FewUses:   series(t, 1, 8, 4, 0.1, 0.1),
	} {
		if s := trendOf(t, c).Series[0]; s.Change != nil || s.NoChange != want {
			t.Errorf("got %+v, %q, want %q", s.Change, s.NoChange, want)
		}
	}
	few := New(Options{Every: Year})
	for year := range 6 {
		few.Add(report(fmt.Sprint(year), 3000, 50, repeated(flood, 5)...), Placed{Dated: on(t, fmt.Sprint(2010+year)), Series: "s"})
	}
	if s := trendOf(t, few).Series[0]; s.NoChange != FewInAll {
		t.Errorf("six documents: %q", s.NoChange)
	}
	mixed := series(t, 1, 8, 6, 4, 4)
	german := report("de", 3000, 50, flood)
	german.Doc.Lang = "de-AT"
	mixed.Add(german, Placed{Dated: on(t, "2017"), Series: "s"})
	s := trendOf(t, mixed).Series[0]
	if s.NoChange != OtherLanguages || len(s.Passages) != 1 || !slices.Equal(s.Languages, []string{"de", "en"}) {
		t.Errorf("two languages: %q, %v", s.NoChange, s.Passages)
	}
}

// Series come by name, whatever was found in them.
func TestSeriesAreNotRanked(t *testing.T) {
	c := New(Options{Every: Year})
	for i, name := range []string{"Mole", "Badger", "Toad"} {
		c.Add(report(name, 3000, 50, repeated(flood, i*10)...), Placed{Dated: on(t, "2019"), Series: name})
	}
	var names []string
	for _, s := range trendOf(t, c).Series {
		names = append(names, s.Name)
	}
	if want := []string{"Badger", "Mole", "Toad"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

func TestMeasuresCountPlacesOnce(t *testing.T) {
	r := report("a", 3000, 50, flood, unlaw)
	both := r.Findings[1]
	both.Entry = flood // at the same place as another entry
	r.Findings = append(r.Findings, both)
	r.Findings = append(r.Findings, analyzer.Finding{
		Entry: flood, Span: document.Span{Start: 0, End: 7}, Verdict: judge.Verdict{Status: lexicon.Quoted},
	})
	slices.SortStableFunc(r.Findings, func(a, b analyzer.Finding) int { return a.Span.Start - b.Span.Start })
	c := New(Options{Every: Year})
	c.Add(r, Placed{Dated: on(t, "2019"), Series: "s"})
	trend := trendOf(t, c)
	var got []string
	for i, m := range trend.Measures {
		got = append(got, fmt.Sprintf("%s %s %d", m.Kind, m.ID, trend.Series[0].Points[0].Values[i].Uses))
	}
	want := []string{"all  2", "category illegal 1", "category water 2", "entry flood 2", "entry illegal-person 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if p := trend.Series[0].Points[0]; p.Others != 1 || len(p.Sentences) != 3 {
		t.Errorf("%d others, %d sentences", p.Others, len(p.Sentences))
	}
}

func TestSpeakersAreSeriesOfTheirOwnWords(t *testing.T) {
	c := New(Options{Every: Year, Speakers: true})
	r := report("debate", 6000, 50, flood, flood, unlaw)
	r.Voices = []analyzer.Voice{{Name: "MS. ROE", Words: 4000}, {Name: "Mr. Poe", Words: 1500}}
	r.Findings[0].Voice, r.Findings[1].Voice = "Ms. Roe", "MS. ROE"
	c.Add(r, Placed{Dated: on(t, "2019"), Series: "s"})
	c.Add(report("essay", 3000, 10, flood), Placed{Dated: on(t, "2019"), Series: "s"})
	c.Add(&analyzer.Report{Doc: &document.Document{Name: "locked", Gaps: []document.Gap{{Reason: "encrypted"}}}},
		Placed{Dated: on(t, "2019"), Series: "s"})
	trend := trendOf(t, c)
	if len(trend.Series) != 2 || trend.Series[0].Name != "MS. ROE" || trend.Series[1].Name != "Mr. Poe" {
		t.Fatalf("got %d series", len(trend.Series))
	}
	roe, poe := trend.Series[0].Points[0], trend.Series[1].Points[0]
	if roe.Words != 4000 || roe.Values[0].Uses != 2 || roe.Mentions != -1 || roe.Values[0].NoMany != NotCounted {
		t.Errorf("got %+v", roe)
	}
	if poe.Words != 1500 || poe.Values[0].Uses != 0 {
		t.Errorf("got %+v", poe)
	}
	if len(trend.Left) != 2 || trend.Left[0].Why != NoSpeaker || trend.Left[1].Why != NotRead {
		t.Errorf("left are %v", trend.Left)
	}
	// An archive does not hold the words.
	c = New(Options{Every: Year, Speakers: true})
	r.Voices = nil
	c.Add(r, Placed{Dated: on(t, "2019"), Series: "s"})
	if s := trendOf(t, c).Series[0]; !s.NoWords || s.Points[0].Values[0].PerWords != nil || s.Points[0].Values[0].Uses != 2 {
		t.Errorf("got %+v", s)
	}
}

func TestTooManyPeriodsAreRefused(t *testing.T) {
	c := New(Options{Every: Day})
	c.Add(report("a", 100, 1), Placed{Dated: on(t, "1999-01-02"), Series: "s"})
	c.Add(report("b", 100, 1), Placed{Dated: on(t, "2019-01-02"), Series: "s"})
	if _, err := c.Trend(); err == nil || !strings.Contains(err.Error(), "from 1999-01-02 to 2019-01-02 there are 7306 periods") {
		t.Errorf("got %v", err)
	}
}

// Points keep some sentences and count the rest, and the text of no document stays in memory.
func TestSentencesAreBounded(t *testing.T) {
	c := New(Options{Every: Year, Sentences: 3})
	for i := range 5 {
		c.Add(report(fmt.Sprint(i), 1000, 1, flood, flood), Placed{Dated: on(t, "2019"), Series: "s"})
	}
	if p := trendOf(t, c).Series[0].Points[0]; len(p.Sentences) != 3 || p.More != 7 {
		t.Errorf("%d sentences and %d more", len(p.Sentences), p.More)
	}
	k := keep{each: 20}
	var all []*record
	for range 20_000 {
		r := &record{sentences: make([]Sentence, 20)}
		if len(r.sentences) > k.each {
			r.sentences = r.sentences[:k.each]
		}
		all = append(all, r)
		k.note(r, all)
	}
	if k.bytes > keptBytes || len(all[0].sentences) == 0 || len(all[0].sentences) != len(all[len(all)-1].sentences) {
		t.Errorf("%d bytes, %d and %d sentences", k.bytes, len(all[0].sentences), len(all[len(all)-1].sentences))
	}
}

// An archive of 10,000 documents.
func BenchmarkTrend(b *testing.B) {
	reports := make([]*analyzer.Report, 100)
	for i := range reports {
		reports[i] = report(fmt.Sprint(i), 3000, 40, repeated(flood, i%10)...)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := New(Options{Every: Month})
		for i := range 10_000 {
			c.Add(reports[i%len(reports)], Placed{
				Dated: dates.Dated{Date: dates.Date{Year: 2000 + i%20, Month: 1 + i%12, Day: 1 + i%28}}, Series: "s",
			})
		}
		if _, err := c.Trend(); err != nil {
			b.Fatal(err)
		}
		runtime.KeepAlive(c)
	}
}

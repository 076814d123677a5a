package trend

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	over "refrain/trend"
	"refrain/trend/dates"
	"refrain/trend/history"
)

var (
	water = &lexicon.Category{ID: "dehum.water", Name: "People as water"}
	flood = &lexicon.Entry{ID: "flood-of-people", Category: water}
)

// spoken is a document with so many findings of each entry, the last of which is quoted.
func spoken(name, lang string, words, mentions int, entries ...*lexicon.Entry) *analyzer.Report {
	d := &document.Document{Name: name, Lang: lang}
	r := &analyzer.Report{Doc: d, Words: words, People: mentions, Language: &lexicon.Language{Code: lang}}
	for i, e := range entries {
		const before = "In the harbour they spoke of "
		start := len(d.Text)
		d.Text += fmt.Sprintf("%s%s, for the %d. time.\n", before, e.ID, i+1)
		from := start + len(before)
		r.Findings = append(r.Findings, analyzer.Finding{
			Entry: e, Span: document.Span{Start: from, End: from + len(e.ID)},
			Sentence: document.Span{Start: start, End: len(d.Text) - 1},
		})
	}
	if len(entries) > 0 {
		r.Findings[len(entries)-1].Verdict = judge.Verdict{Status: lexicon.Quoted}
	}
	d.Text += "The end.\n"
	whole := document.Span{End: len(d.Text)}
	d.Source, d.SourceIsUTF8 = d.Text, true
	d.Blocks = []document.Block{{Span: whole}}
	d.Runs = document.RunsOf(document.Run{Span: whole, Source: whole})
	return r
}

// fixture is a trend of two series: one with rates, a change, a year without documents and gaps,
// and one with a document a year.
func fixture(t *testing.T) *Report {
	t.Helper()
	c := over.New(over.Options{Every: over.Year, Sentences: 3})
	add := func(r *analyzer.Report, date, series string) {
		placed := over.Placed{Series: series}
		if d, ok := dates.Parse(date); ok {
			placed.Dated = dates.Dated{Date: d, Source: dates.Name, From: r.Doc.Name}
		}
		c.Add(r, placed)
	}
	illegal := reporttest.PeopleIllegal
	for year := 2014; year <= 2019; year++ {
		for month := range 3 {
			if year == 2017 {
				continue
			}
			entries := []*lexicon.Entry{illegal, illegal}
			for range (year-2013)*2 + month%2 - 1 {
				entries = append(entries, flood)
			}
			date := fmt.Sprintf("%d-%02d-03", year, 1+4*month)
			r := spoken("speeches/"+date+".txt", "en", 1500, 40, entries...)
			if year == 2018 && month == 1 {
				r.Doc.Gaps = []document.Gap{{Page: 2, Reason: "no text layer"}}
			}
			add(r, date, "Speeches of the mayor")
		}
	}
	add(&analyzer.Report{Doc: &document.Document{
		Name: "speeches/2019-12-01.pdf", Gaps: []document.Gap{{Reason: "encrypted"}},
	}}, "2019-12-01", "Speeches of the mayor")
	add(spoken("reports/2018.txt", "de", 4200, 30, illegal, illegal), "2018", "Annual reports")
	add(spoken("reports/2019.txt", "en", 900, 30, illegal, flood), "2019", "Annual reports")
	add(spoken("speeches/undated.txt", "en", 100, 3), "", "Speeches of the mayor")
	trend, err := c.Trend()
	if err != nil {
		t.Fatal(err)
	}
	return &Report{Run: reporttest.FixtureRun, Trend: trend}
}

// pastFixture is a history with all that may happen to a term.
func pastFixture(t *testing.T) *HistoryReport {
	t.Helper()
	commit := func(day int, subject string, changes ...history.Change) history.Commit {
		return history.Commit{
			ID: strings.Repeat(fmt.Sprintf("%x", day), 40)[:40], Time: time.Date(2019, 5, day, 12, 0, 0, 0, time.UTC),
			Subject: subject, Changes: changes,
		}
	}
	sentence := func(key, before, words, after string) *history.Sentence {
		return &history.Sentence{
			Entry: "illegal-people", Category: "crim.status", Key: key, Term: words, Before: before, Words: words, After: after,
		}
	}
	fear := sentence("1", "We fear ", "illegal immigrants", ".")
	said := sentence("2", "He said: “We fear ", "illegal immigrants", "”.")
	invade := sentence("3", "An ", "invasion of migrants", " threatens us.")
	named := sentence("4", "The ", "Illegal Migration Act", " holds.")
	found := func(s *history.Sentence, status lexicon.Status, line int) history.Found {
		return history.Found{
			Sentence: s, Status: status, Counts: status == lexicon.Used, Place: document.Place{Line: line, Column: 4},
		}
	}
	versions := map[string]*history.Version{
		"a": {Found: []history.Found{found(fear, lexicon.Used, 3), found(named, lexicon.Named, 9)}},
		"b": {Gap: "damaged: a cross-reference table", Empty: true},
		"c": {Found: []history.Found{found(said, lexicon.Quoted, 3), found(invade, lexicon.Used, 5), found(named, lexicon.Named, 9)}},
		"d": {Found: []history.Found{found(said, lexicon.Quoted, 3)}},
	}
	h := history.Follow([]history.Commit{
		commit(1, "First draft", history.Change{Path: "policy.md", New: "a"}),
		commit(2, "A broken version", history.Change{Path: "policy.md", Old: "a", New: "b"}),
		commit(3, "Repair it", history.Change{Path: "policy.md", Old: "b", New: "c"}),
		commit(4, "Call it a plan\x1b[31m", history.Change{Path: "plan.md", From: "policy.md", Old: "c", New: "d"}),
	}, func(key string) *history.Version { return versions[key] })
	return &HistoryReport{Run: reporttest.FixtureRun, History: h, Range: "v1..main", Languages: []string{"en"}}
}

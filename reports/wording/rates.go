package wording

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/reports/stream"
)

// Words of the tables and drawings of rates.
const (
	// DoNotRank is beside every comparison of rates.
	DoNotRank Text = "Do not rank people, parties or texts by these rates. Texts of different kinds, times or languages " +
		"cannot be compared, and intervals that overlap show no difference."

	// NotPooled is why several documents have no rate together.
	NotPooled Text = "Rates are given for each document and not for all of them together, because texts of different " +
		"kinds do not make one."

	RatesByDocument Text = "Rates by document"
	RatesBySpeaker  Text = "Rates by speaker, in the order of speech"
	RatesByDate     Text = "Rates by date, as the names of the files say it"

	// RateUnit is what the tables and drawings count.
	RateUnit Text = "findings per 1,000 words"
	// NoRate is in the place of a rate that a short text has not.
	NoRate Text = "too short"
)

// TextRate is a text, or what somebody says in some, with its rate.
type TextRate struct {
	Name     string
	Date     string // 2016-03-11; "" where it is not known
	Words    int
	Findings int            // places of those that count
	PerWords *analyzer.Rate // nil where the text is too short
}

// Rate is the rate with its interval in words.
func (w Words) Rate(r TextRate) string {
	if r.PerWords == nil {
		return w.Say(NoRate)
	}
	return w.Interval(r.PerWords)
}

// RatesOfTexts are the documents that were read with their rates, in the order of the input. There
// are none where one document was read: its rates are those of the run.
func RatesOfTexts(t stream.Totals) []TextRate {
	if len(t.Texts) < 2 {
		return nil
	}
	var list []TextRate
	for _, text := range t.Texts {
		list = append(list, TextRate{
			Name: ForwardedName(&document.Document{Name: text.Name}), Date: DateIn(text.Name), Words: text.Rates.Words,
			Findings: text.Rates.Uses, PerWords: text.Rates.PerWords,
		})
	}
	return list
}

// RatesByDay are the texts whose date is known, in the order of their dates; none where fewer than
// two are known.
func RatesByDay(t stream.Totals) []TextRate {
	list := slices.DeleteFunc(RatesOfTexts(t), func(r TextRate) bool { return r.Date == "" })
	if len(list) < 2 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b TextRate) int { return strings.Compare(a.Date, b.Date) })
	return list
}

// RatesOfSpeakers are the speakers whose words were counted, in the order of speech.
func RatesOfSpeakers(t stream.Totals) []TextRate {
	rows, _ := SpeakerCounts(t)
	var list []TextRate
	for i, row := range rows {
		if s := t.Speakers[i]; s.Words > 0 {
			list = append(list, TextRate{Name: row.Name, Words: s.Words, Findings: s.Places, PerWords: s.Rates().PerWords})
		}
	}
	return list
}

var isoDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:[^0-9]|$)`)
})

// DateIn is the date that a file's name holds as 2016-03-11, or "".
func DateIn(name string) string {
	found := isoDate().FindStringSubmatch(path.Base(slashed(name)))
	if found == nil {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, found[1]); err != nil {
		return ""
	}
	return found[1]
}

package wording

import (
	"strings"

	"refrain/internal/display"
	"refrain/reports/stream"
)

// SpeakersTitle is the title of the table by speaker. It ranks nobody.
const SpeakersTitle Text = "By speaker, in the order of speech"

// manySpeakers is how many speakers are listed for people.
const manySpeakers = 200

// SpeakerCount is what was found in the words of one speaker.
type SpeakerCount struct {
	Name     string
	Counting int // findings in the speaker's own voice
	Other    int // quoted, criticised and so on
}

// SpeakerCounts are the speakers in the order of speech. There are none where nobody who is named
// speaks in an own voice: then the names are of those who are quoted. More says how many are left
// out.
func SpeakerCounts(t stream.Totals) (rows []SpeakerCount, more int) {
	own := false
	for _, s := range t.Speakers {
		own = own || s.Counting > 0
		rows = append(rows, SpeakerCount{display.Name(OneLine(s.Name)), s.Counting, s.Findings - s.Counting})
	}
	if !own {
		return nil, 0
	}
	if more = len(rows) - manySpeakers; more > 0 {
		return rows[:manySpeakers], more
	}
	return rows, 0
}

// SpeakerWords are the table in one sentence, or "".
func (w Words) SpeakerWords(t stream.Totals) string {
	rows, more := SpeakerCounts(t)
	if len(rows) == 0 {
		return ""
	}
	var list []string
	for _, r := range rows {
		words := r.Name + ": " + w.Number(r.Counting)
		if r.Other > 0 {
			words += " " + w.Of(r.Other, "(and {n} in other use)", "(and {n} in other use)")
		}
		list = append(list, words)
	}
	if more > 0 {
		list = append(list, w.Count(more, "more speaker"))
	}
	return w.Say(SpeakersTitle) + ": " + strings.Join(list, "; ") + "."
}

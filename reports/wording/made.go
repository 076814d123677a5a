package wording

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// Heading is what a report for people begins with: the program, the lexicon and the tiers of the
// run.
func (w Words) Heading(run stream.Run) string { return w.heading(run, w.tiers(run)) }

// MadeWith is Heading with the own lexicons of the run.
func (w Words) MadeWith(run stream.Run) string { return w.heading(run, w.Entries(run)) }

// MadeBy is MadeWith with the hash of the lexicon, so that a reader can make the report again.
func (w Words) MadeBy(run stream.Run) string {
	return w.MadeWith(run) + ", sha256 " + run.LexiconSHA256
}

func (w Words) heading(run stream.Run, entries string) string {
	languages := strings.Join(run.Languages, ", ")
	// The beginning is that of all languages: a file is known for a report by it.
	return fmt.Sprintf("refrain %s, lexicon %s (%s; %s)", run.Version, run.LexiconVersion, languages, entries)
}

// Entries says which entries were looked for: "standard and advisory entries, with house".
func (w Words) Entries(run stream.Run) string {
	if len(run.Own) == 0 {
		return w.tiers(run)
	}
	return w.Say("{entries}, with {lexicons}", "entries", w.tiers(run), "lexicons", w.List(display.Names(run.Own)))
}

// standardTier is what reports call the tier that is looked for by default.
const standardTier = "standard"

// TierWords are the tier of an entry in a word.
func TierWords(t lexicon.Tier) string {
	if t == lexicon.Core {
		return standardTier
	}
	return t.String()
}

func (w Words) tiers(run stream.Run) string {
	standard := slices.Contains(run.Tiers, lexicon.Core.String())
	advisory := slices.Contains(run.Tiers, lexicon.Advisory.String())
	switch {
	case standard && advisory:
		return w.Say("standard and advisory entries")
	case standard:
		return w.Say("standard entries")
	case advisory:
		return w.Say("advisory entries")
	}
	return w.List(run.Tiers) + " entries"
}

// IsHeading reports whether a text begins as Heading and MadeWith do, with the end of bold letters
// after the version or without. A document may begin with some of the words.
func IsHeading(text string) bool { return headingPattern().MatchString(text) }

var headingPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\Arefrain \S+(\x1b\[0m)?, lexicon \S+ \((?:[A-Za-z-]+(?:, )?)*; `)
})

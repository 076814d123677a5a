package wording

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// Heading is what a report for people begins with: the program, the lexicon and the tiers of the
// run.
func Heading(run stream.Run) string { return heading(run, tiers(run)) }

// MadeWith is Heading with the own lexicons of the run.
func MadeWith(run stream.Run) string { return heading(run, Entries(run)) }

// MadeBy is MadeWith with the hash of the lexicon, so that a reader can make the report again.
func MadeBy(run stream.Run) string { return MadeWith(run) + ", sha256 " + run.LexiconSHA256 }

func heading(run stream.Run, entries string) string {
	languages := strings.Join(run.Languages, ", ")
	return fmt.Sprintf("refrain %s, lexicon %s (%s; %s)", run.Version, run.LexiconVersion, languages, entries)
}

// Entries says which entries were looked for: "standard and advisory entries, with house".
func Entries(run stream.Run) string {
	if len(run.Own) == 0 {
		return tiers(run)
	}
	return tiers(run) + ", with " + List(display.Names(run.Own))
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

func tiers(run stream.Run) string {
	var names []string
	for _, tier := range run.Tiers {
		if tier == lexicon.Core.String() {
			tier = standardTier
		}
		names = append(names, tier)
	}
	return List(names) + " entries"
}

// IsHeading reports whether a text begins as Heading and MadeWith do, with the end of bold letters
// after the version or without. A document may begin with some of the words.
func IsHeading(text string) bool { return headingPattern().MatchString(text) }

var headingPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\Arefrain \S+(\x1b\[0m)?, lexicon \S+ \((?:[A-Za-z-]+(?:, )?)*; `)
})

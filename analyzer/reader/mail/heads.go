package mail

import (
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// Heads of a mail within another are told by their looks, since programs write them in their user's
// language: so many lines with a word and a colon, the second with a year and a time.
const (
	fewestHeads   = 4
	longestLabel  = 16
	longestValues = 2000 // bytes of the lines that are looked at
)

// headsBegin reports whether the heads of another mail begin with a block.
func headsBegin(doc *document.Document, i int) bool {
	text := doc.Text[doc.Blocks[i].Start:min(len(doc.Text), doc.Blocks[i].Start+longestValues)]
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case !hasLabel(line), n == 1 && !hasTime(line):
			return false
		}
		if n++; n == fewestHeads {
			return true
		}
	}
	return false
}

// hasLabel reports whether a line begins with a word or two and a colon.
func hasLabel(line string) bool {
	label, value, ok := strings.Cut(line, ":")
	return ok && label != "" && len(label) <= longestLabel && strings.TrimSpace(value) != "" &&
		!strings.ContainsFunc(label, isOutside)
}

// isOutside reports whether a letter is none of a label.
func isOutside(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" \u00A0*", r) }

// hasTime reports whether a line has a year of four digits and a time.
func hasTime(line string) bool {
	year, clock, digits := false, false, 0
	for i := 0; i <= len(line); i++ {
		if i < len(line) && line[i] >= '0' && line[i] <= '9' {
			digits++
			continue
		}
		year = year || digits == 4
		clock = clock || i < len(line) && line[i] == ':' && digits > 0 && digits <= 2 && i+1 < len(line) &&
			line[i+1] >= '0' && line[i+1] <= '5'
		digits = 0
	}
	return year && clock
}

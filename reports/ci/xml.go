package ci

import (
	"encoding/xml"
	"strings"

	"refrain/internal/display"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// xmlText is text as XML holds it, in attributes too. Characters that XML forbids, and those that
// steer a terminal, are shown as others.
func xmlText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(display.Printable(s))); err != nil {
		panic(err) // A strings.Builder takes everything.
	}
	return b.String()
}

// comment is text that may stand in a comment of XML: it must not hold two hyphens in a row.
func comment(s string) string { return strings.ReplaceAll(xmlText(s), "--", "- -") }

// xmlLines is text of several lines as XML holds it.
func xmlLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = xmlText(line)
	}
	return strings.Join(lines, "\n")
}

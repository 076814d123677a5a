package reports

import (
	"fmt"
	"strings"

	"refrain/analyzer"
	"refrain/lexicon"
)

// keepGaps remembers for the end what could not be read of a document.
func (t *terminalWriter) keepGaps(r *analyzer.Report) {
	gaps := GroupGaps(r.Gaps())
	switch {
	case len(gaps) == 0:
		return
	case len(t.gaps) >= manyGaps:
		t.more++
		return
	}
	var lines []string
	for _, g := range gaps {
		line := fmt.Sprintf("%s: %s", shownName(r.Doc), g)
		if g.Hint != "" {
			line += " (" + g.Hint + ")"
		}
		lines = append(lines, line)
	}
	t.gaps = append(t.gaps, strings.Join(lines, "\n"))
}

func (t *terminalWriter) End(totals Totals) error {
	t.line("", "")
	t.paragraph("", found(totals))
	t.paragraph("", read(totals))
	if totals.Interrupted {
		t.paragraph("", "Interrupted: this is only what was done until then.")
	}
	if len(t.gaps) > 0 {
		t.line("", t.bold("Not read, or not fully:"))
		for _, lines := range t.gaps {
			for line := range strings.SplitSeq(lines, "\n") {
				t.paragraph(indent, line)
			}
		}
		if t.more > 0 {
			t.line(indent, fmt.Sprintf("and %s more", thousands(t.more)))
		}
	}
	t.paragraph("", fmt.Sprintf("Lexicon %s, sha256 %.12s, %s entries.", t.run.LexiconVersion, t.run.LexiconSHA256, and(t.run.Tiers)))
	return t.w.Flush()
}

// noProof is what every report without findings says.
const noProof = " That proves nothing about the rest: no lexicon holds every term, and words are not the whole of a text."

// found is what was found, or that nothing was and what that does not prove.
func found(t Totals) string {
	apart := ""
	if t.Apart() > 0 {
		apart = fmt.Sprintf(" Apart from that: %s.", and(byStatus(t)))
	}
	switch {
	case t.Used() > 0:
		return fmt.Sprintf("%s in the documents' own voice: %s.%s", count(t.Used(), "finding"), and(bySeverity(t)), apart)
	case t.Documents == t.Empty:
		return "Nothing was read, so nothing is known."
	case apart != "":
		return "No findings in the documents' own voice in " + amount(t) + "." + apart + noProof
	}
	return "No findings in " + amount(t) + "." + noProof
}

func bySeverity(t Totals) []string {
	var list []string
	for _, s := range []lexicon.Severity{lexicon.Replace, lexicon.Review, lexicon.Note, lexicon.Info} {
		if n := t.Severities[s]; n > 0 {
			list = append(list, fmt.Sprintf("%s %s", thousands(n), s))
		}
	}
	return list
}

func byStatus(t Totals) []string {
	var list []string
	for _, s := range lexicon.Statuses() {
		if n := t.Statuses[s]; n > 0 && s != lexicon.Used {
			list = append(list, fmt.Sprintf("%s %s", thousands(n), s))
		}
	}
	return list
}

func amount(t Totals) string {
	if t.Pages > 0 {
		return count(t.Pages, "page") + ", " + count(t.Words, "word")
	}
	return count(t.Words, "word")
}

// read is what was read, and what was passed over.
func read(t Totals) string {
	s := fmt.Sprintf("Read %s: %s, language %s, %s of migrants and migration.", count(t.Documents-t.Empty, "document"), amount(t), languages(t), count(t.People, "mention"))
	if t.Unread > 0 {
		s += fmt.Sprintf(" %s not read, or not fully.", count(t.Unread, "document"))
	}
	var passed []string
	if t.OtherKinds > 0 {
		passed = append(passed, count(t.OtherKinds, "file")+" of other kinds")
	}
	if t.Hidden > 0 {
		passed = append(passed, thousands(t.Hidden)+" hidden")
	}
	if t.Links > 0 {
		passed = append(passed, count(t.Links, "link")+" to folders")
	}
	if len(passed) > 0 {
		s += " Not read: " + and(passed) + "."
	}
	return s
}

func languages(t Totals) string {
	s := and(t.Languages)
	if s == "" {
		s = "unknown"
	}
	if t.Assumed > 0 {
		s += fmt.Sprintf(" (assumed for %s)", count(t.Assumed, "document"))
	}
	return s
}

package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
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
	if totals.Documents > 1 {
		t.flushRates()
	}
	t.line("", "")
	t.paragraph("", found(totals))
	t.paragraph("", read(totals))
	if !totals.Interrupted && totals.Documents > totals.Empty {
		t.paragraph("", rateWords("", totals.Rates()))
	}
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
	if len(totals.Remarks) > 0 {
		t.line("", t.bold(remarksTitle(totals)+":"))
		for _, s := range remarks(totals) {
			t.paragraph(indent, s)
		}
	}
	for _, c := range t.run.Changes {
		t.paragraph("", fmt.Sprintf("Changed by %s: %s: %s. Reason: %s", c.By, c.Entry, strings.Join(c.What, "; "), c.Reason))
	}
	t.paragraph("", fmt.Sprintf("Lexicon %s, sha256 %.12s, %s entries%s.", t.run.LexiconVersion, t.run.LexiconSHA256, and(t.run.Tiers), own(t.run)))
	return t.w.Flush()
}

// noProof is what every report without findings says.
const noProof = " That proves nothing about the rest: no lexicon holds every term, and words are not the whole of a text."

// keepRates remembers the rates of a document that is long enough for one. They are written when another document comes: a run of one document
// has only the rates of the run.
func (t *terminalWriter) keepRates(r *analyzer.Report) {
	if rates := ratesOf(r, t.run.Policy); rates.PerWords != nil || rates.PerMany != nil {
		t.rates = rateWords(" in "+shownName(r.Doc), rates)
	}
}

func (t *terminalWriter) flushRates() {
	if t.rates != "" {
		t.line("", "")
		t.paragraph("", t.rates)
		t.rates = ""
	}
}

// found is what was found, or that nothing was and what that does not prove.
func found(t Totals) string {
	apart := ""
	if t.Apart() > 0 {
		apart = fmt.Sprintf(" Apart from that: %s.", and(byStatus(t)))
	}
	switch {
	case t.Counting() > 0:
		return fmt.Sprintf("%s %s: %s.%s", count(t.Counting(), "finding"), voice(t.Policy), and(bySeverity(t)), standings(t)+apart)
	case t.Documents == t.Empty:
		return "Nothing was read, so nothing is known."
	case t.Judged == 0:
		return "No lexicon reads the language of what was read, so nothing is known."
	case apart != "":
		return "No findings " + voice(t.Policy) + " in " + judged(t) + "." + apart + noProof
	}
	return "No findings in " + judged(t) + "." + noProof
}

// judged is how much a lexicon has read.
func judged(t Totals) string {
	if t.Judged < t.Words {
		return thousands(t.Judged) + " of " + count(t.Words, "word")
	}
	return amount(t)
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
		if n := t.Statuses[s]; n > 0 && !t.Policy.CountsStatus(s) {
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
	if t.Excluded > 0 {
		passed = append(passed, thousands(t.Excluded)+" left out by .refrain.yaml or .gitignore")
	}
	if t.Unchanged > 0 {
		passed = append(passed, thousands(t.Unchanged)+" unchanged")
	}
	if t.Links > 0 {
		passed = append(passed, count(t.Links, "link")+" to folders")
	}
	if len(passed) > 0 {
		s += " Not read: " + and(passed) + "."
	}
	if left := omissions(t.Omissions); left != "" {
		s += " " + left
	}
	if t.Disguised > 0 {
		s += fmt.Sprintf(" In disguised letters, and read as they look: %s.", count(t.Disguised, "word"))
	}
	return s
}

// omissions are the words that do not count because readers do not see them or because they are
// no prose, in a sentence, or "".
func omissions(list []document.Omission) string {
	var words []string
	for _, o := range list {
		what, ok := omissionWords[o.Kind]
		if !ok {
			what = "of " + o.Kind
		}
		if o.Reason != "" {
			what += " (" + o.Reason + ")"
		}
		words = append(words, count(o.Words, "word")+" "+what)
	}
	if len(words) == 0 {
		return ""
	}
	return "Not counted: " + and(words) + "."
}

// omissionWords say of words why they do not count. Other kinds are named as they are.
var omissionWords = map[string]string{
	document.Hidden.String():    "hidden from readers",
	document.Deleted.String():   "deleted",
	document.Furniture.String(): "of page furniture",
	"code":                      "of code, which is not searched",
	"metadata":                  "of metadata, which is not searched",
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

// rateWords are the two rates of a text with their intervals, or why there is none.
func rateWords(of string, r analyzer.Rates) string {
	var given, missing []string
	if r.PerWords != nil {
		given = append(given, interval(r.PerWords)+" per 1,000 words")
	} else {
		missing = append(missing, fmt.Sprintf("%s of %s words", thousands(r.Words), thousands(analyzer.MinWords)))
	}
	if r.PerMany != nil {
		given = append(given, interval(r.PerMany)+" per 100 mentions of migrants and migration")
	} else {
		missing = append(missing, fmt.Sprintf("%s of %s mentions", thousands(r.Mentions), thousands(analyzer.MinMentions)))
	}
	var s []string
	if len(given) > 0 {
		s = append(s, fmt.Sprintf("Rates of findings%s, with 95 %% intervals: %s.", of, and(given)))
	}
	if len(missing) > 0 {
		s = append(s, "Too short for a rate: "+and(missing)+".")
	}
	return strings.Join(s, " ")
}

func interval(r *analyzer.Rate) string {
	return fmt.Sprintf("%s (%s to %s)", decimal(r.Value), decimal(r.Low), decimal(r.High))
}

// decimal is a rate in two digits that say something, or all of those before the point: 0.042, 1.4,
// 12, 140. It has no exponent.
func decimal(x float64) string {
	if x >= 10 {
		return thousands(int(math.Round(x)))
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 1, 64), 64)
	if err != nil {
		rounded = x // It cannot be: the text is that of a number.
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// own names the own lexicons of the run.
func own(run Run) string {
	if len(run.Own) == 0 {
		return ""
	}
	return ", with " + and(shownNames(run.Own))
}

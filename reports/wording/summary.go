package wording

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// noProof is what every report without findings says.
const noProof Text = "That proves nothing about the rest: no lexicon holds every term, and words are not the whole " +
	"of a text."

// Found is what was found, or that nothing was and what that does not prove.
func (w Words) Found(t stream.Totals) string {
	apart := ""
	if t.Apart() > 0 {
		apart = " " + w.Say("{others}: {list}.", "others", w.othersWords(t), "list", w.List(w.byStatus(t)))
		switch n := t.Apart() - t.Passed; {
		case t.Passed > 0 && n == 0:
			apart += " " + w.Say("None of these is new.")
		case t.Passed > 0:
			apart += " " + w.Of(n, "{n} of these is new.", "{n} of these are new.")
		}
	}
	apart += w.unheard(t)
	switch {
	case t.Counting() > 0:
		findings := w.Count(t.Counting(), "finding")
		if t.Places != t.Counting() {
			findings = w.Say("{findings} at {places}", "findings", findings, "places", w.Count(t.Places, "place"))
		}
		return w.Say(
			"{findings} {voice}: {list}.", "findings", findings, "voice", w.voice(t), "list", w.List(w.bySeverity(t)),
		) + w.RecordCounts(t) + apart
	case t.Documents == t.Empty:
		return w.Say("Nothing was read, so nothing is known.")
	case t.Judged == 0:
		return w.Say("No lexicon reads the language of what was read, so nothing is known.")
	case apart != "":
		nothing := w.Say("No findings {voice} in {read}.", "voice", w.voice(t), "read", w.judged(t))
		return nothing + apart + " " + w.Say(noProof)
	}
	return w.Say("No findings in {read}.", "read", w.judged(t)) + " " + w.Say(noProof)
}

// unheard says that no finding is of the speaker that the policy names, and whose they are.
func (w Words) unheard(t stream.Totals) string {
	if t.Policy.Speaker == "" || len(t.Speakers) == 0 {
		return ""
	}
	const most = 10
	var names []string
	for _, s := range t.Speakers {
		if t.Policy.Hears(s.Name) {
			return ""
		}
		if len(names) < most {
			names = append(names, OneLine(s.Name))
		}
	}
	if more := len(t.Speakers) - len(names); more > 0 {
		names = append(names, w.more(more, "{n} more"))
	}
	return " " + w.Say(
		"No finding is of a speaker of that name; the speakers named are {names}.", "names", w.List(names),
	)
}

// judged is how much a lexicon has read.
func (w Words) judged(t stream.Totals) string {
	if t.Judged < t.Words {
		return w.Say("{part} of {words}", "part", w.Number(t.Judged), "words", w.Count(t.Words, "word"))
	}
	return w.amount(t)
}

func (w Words) amount(t stream.Totals) string {
	if t.Pages > 0 {
		return w.Count(t.Pages, "page") + ", " + w.Count(t.Words, "word")
	}
	return w.Count(t.Words, "word")
}

// Read is what was read, and what was passed over.
func (w Words) Read(t stream.Totals) string {
	s := w.Say(
		"Read {documents}: {amount} in {languages}, {named}.", "documents", w.Count(t.Documents-t.Empty, "document"),
		"amount", w.amount(t), "languages", w.languages(t), "named", w.named(t.People),
	)
	if t.Unread > 0 {
		s += " " + w.Of(t.Unread, "{n} document not read, or not fully.", "{n} documents not read, or not fully.")
	}
	if passed := w.Passed(t); passed != "" {
		s += " " + Capital(passed) + "."
	}
	if left := w.OmissionWords(t.Omissions); left != "" {
		s += " " + left
	}
	if t.Recognised > 0 {
		s += " " + w.Say(
			"Recognised in pictures, where reading can go wrong: {words}.", "words", w.Count(t.Recognised, "word"),
		)
	}
	if t.Disguised > 0 {
		s += " " + w.Say("In disguised letters, and read as they look: {words}.", "words", w.Count(t.Disguised, "word"))
	}
	return s
}

// Passed is what was passed over in folders: "hidden files: 2 skipped"; "" for nothing.
func (w Words) Passed(t stream.Totals) string {
	var passed []string
	for _, p := range []struct {
		n    int
		what Text
	}{
		{t.OtherKinds, Text("files of other kinds: {n} skipped")}, {t.Hidden, Text("hidden files: {n} skipped")},
		{t.Excluded, Text("files left out by .refrain.yaml or .gitignore: {n} skipped")},
		{t.Unchanged, Text("unchanged files: {n} skipped")}, {t.Links, Text("links to folders: {n} skipped")},
	} {
		if p.n > 0 {
			passed = append(passed, w.more(p.n, p.what))
		}
	}
	return strings.Join(passed, "; ")
}

// OmissionWords are the words that do not count because readers do not see them or because they are
// no prose, in a sentence, or "".
func (w Words) OmissionWords(list []document.Omission) string {
	if len(list) == 0 {
		return ""
	}
	return w.Say("Left out of the word count: {list}.", "list", w.omitted(list))
}

func (w Words) omitted(list []document.Omission) string {
	var words []string
	for _, o := range list {
		what := omissionWords(o.Kind)
		if o.Reason != "" {
			words = append(words, w.Say(what, "words", w.Count(o.Words, "word"))+" ("+w.Say(o.Reason)+")")
			continue
		}
		words = append(words, w.Say(what, "words", w.Count(o.Words, "word")))
	}
	return w.List(words)
}

// omissionWords say of words why they do not count. Other kinds are named as they are.
func omissionWords(kind string) Text {
	switch kind {
	case document.Hidden.String():
		return Text("{words} hidden from readers")
	case document.Deleted.String():
		return Text("{words} deleted")
	case document.Furniture.String():
		return Text("{words} of page furniture")
	case "code":
		return Text("{words} of code, which is not searched")
	case "metadata":
		return Text("{words} of metadata, which is not searched")
	}
	return "{words} of " + kind
}

// named says how often a text names migrants and migration.
func (w Words) named(n int) string {
	if n == 0 {
		return w.Say("with no word for migrants or migration")
	}
	return w.Of(n, "with one word for migrants or migration", "with {n} words for migrants or migration")
}

// languageName is the name of a language, or its code.
func (w Words) languageName(code string) string {
	name, _, _ := strings.Cut(lexicon.LanguageName(code), " (")
	return w.Say(name)
}

// LanguageName is the name of a language, or its code.
func (w Words) LanguageName(code string) string { return w.languageName(code) }

// Beta says of a language that no native speaker has signed it off.
const Beta Text = "beta, not yet reviewed by native speakers"

func (w Words) languages(t stream.Totals) string {
	var names []string
	for _, code := range t.Languages {
		name := w.languageName(code)
		if slices.Contains(t.Beta, code) {
			name += " (" + w.Say(Beta) + ")"
		}
		names = append(names, name)
	}
	s := w.List(names)
	if s == "" {
		s = w.Say("an unknown language")
	}
	if t.Assumed > 0 {
		s += " (" + w.Say("assumed for {documents}", "documents", w.Count(t.Assumed, "document")) + ")"
	}
	return s
}

// RateWords are the two rates of a text with their intervals, or why there is none. Of is the name of
// the text, or "" where it is plain which one is meant.
func (w Words) RateWords(of string, r analyzer.Rates) string {
	if r.Several {
		return w.Say(NotPooled)
	}
	var given, missing []string
	if r.PerWords != nil {
		given = append(given, w.Say("{rate} per 1,000 words", "rate", w.Interval(r.PerWords)))
	} else {
		missing = append(missing, w.Say(
			"{some} of the {least} words that it takes", "some", w.Number(r.Words), "least", w.Number(analyzer.MinWords),
		))
	}
	if r.PerMany != nil {
		given = append(given, w.Say("{rate} per 100 words for migrants or migration", "rate", w.Interval(r.PerMany)))
	} else {
		missing = append(missing, w.Say(
			"{some} of the {least} words for migrants or migration", "some", w.Number(r.Mentions),
			"least", w.Number(analyzer.MinMentions),
		))
	}
	var s []string
	switch rates := w.List(given); {
	case rates != "" && of != "":
		s = append(s, w.Say(
			"Rates of findings in {document}, with 95 % intervals: {rates}.", "document", of, "rates", rates,
		))
	case rates != "":
		s = append(s, w.Say("Rates of findings, with 95 % intervals: {rates}.", "rates", rates))
	}
	if len(missing) > 0 {
		s = append(s, w.Say("Too short for a rate: {missing}.", "missing", w.List(missing)))
	}
	return strings.Join(s, " ")
}

// Interval is a rate with the bounds of its interval: "1.4 (0.9 to 2.1)".
func (w Words) Interval(r *analyzer.Rate) string {
	return w.Say(
		"{rate} ({low} to {high})", "rate", w.Decimal(r.Value), "low", w.Decimal(r.Low), "high", w.Decimal(r.High),
	)
}

// Decimal is a rate in two digits that say something, or all of those before the point: 0.042, 1.4,
// 12, 140. It has no exponent.
func (w Words) Decimal(x float64) string {
	if x >= 10 {
		return w.Number(int(math.Round(x)))
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 1, 64), 64)
	if err != nil {
		rounded = x // It cannot be: the text is that of a number.
	}
	s := strconv.FormatFloat(rounded, 'f', -1, 64)
	if w.c != nil {
		s = strings.Replace(s, ".", w.c.Decimal, 1)
	}
	return s
}

// Summary is what a run read and found in a few sentences, for formats that have room for words at
// their end.
func (w Words) Summary(t stream.Totals) []string {
	list := []string{w.Found(t), w.Read(t)}
	switch {
	case t.Interrupted:
		list = append(list, w.Say(Interrupted))
	case t.Documents > t.Empty:
		list = append(list, w.RateWords("", t.Rates()))
	}
	return append(list, w.Notices(t)...)
}

// Changes says what own lexicons changed, one sentence for each change.
func (w Words) Changes(run stream.Run) []string {
	var list []string
	for _, c := range run.Changes {
		list = append(list, display.Printable(
			w.Say("Changed by {who}: {what}. Reason: {reason}", "who", c.By, "what", c.Entry+": "+strings.Join(c.What, "; "),
				"reason", c.Reason),
		))
	}
	return list
}

// DocumentFacts are what was read of a document, in words.
func (w Words) DocumentFacts(r *analyzer.Report) string {
	if r.Doc.Text == "" {
		return ""
	}
	parts := []string{r.Doc.Format}
	if len(r.Doc.Pages) > 0 {
		parts = append(parts, w.Count(len(r.Doc.Pages), "page"))
	}
	parts = append(parts, w.Count(r.Words, "word"), w.named(r.People))
	switch {
	case r.Doc.Lang != "":
		parts = append(parts, w.languageName(r.Doc.Lang))
	case r.Language != nil:
		parts = append(parts, w.Say("{language} (assumed)", "language", w.languageName(r.Language.Code)))
	}
	if len(r.Omissions) > 0 {
		parts = append(parts, w.Say("left out of the word count: {list}", "list", w.omitted(r.Omissions)))
	}
	if r.Recognised > 0 {
		parts = append(parts, w.Of(r.Recognised, "{n} word recognised in pictures", "{n} words recognised in pictures"))
	}
	if r.Disguised > 0 {
		parts = append(parts, w.Of(r.Disguised, "{n} word in disguised letters", "{n} words in disguised letters"))
	}
	return strings.Join(parts, " · ")
}

// Limits say what a finding is and is not, for reports that are passed on without their makers.
const Limits Text = "A finding is a place to check: what the words are, how they are used there, why authorities " +
	"advise against them, and what to consider instead. It says nothing about what anybody meant. Words are not the " +
	"whole of a text: what it does to people matters more."

package wording

import (
	"fmt"
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
const noProof = " That proves nothing about the rest: no lexicon holds every term, and words are not the whole " +
	"of a text."

// Found is what was found, or that nothing was and what that does not prove.
func Found(t stream.Totals) string {
	apart := ""
	if t.Apart() > 0 {
		apart = fmt.Sprintf(" %s: %s.", othersWords(t), List(byStatus(t)))
	}
	apart += unheard(t)
	switch {
	case t.Counting() > 0:
		return fmt.Sprintf(
			"%s %s: %s.%s", Count(t.Counting(), "finding")+places(t), voice(t), List(bySeverity(t)),
			RecordCounts(t)+apart,
		)
	case t.Documents == t.Empty:
		return "Nothing was read, so nothing is known."
	case t.Judged == 0:
		return "No lexicon reads the language of what was read, so nothing is known."
	case apart != "":
		return "No findings " + voice(t) + " in " + judged(t) + "." + apart + noProof
	}
	return "No findings in " + judged(t) + "." + noProof
}

// unheard says that no finding is of the speaker that the policy names, and whose they are.
func unheard(t stream.Totals) string {
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
		names = append(names, Number(more)+" more")
	}
	return " No finding is of a speaker of that name; the speakers named are " + List(names) + "."
}

// places says at how many places the findings are, where some share one.
func places(t stream.Totals) string {
	if t.Places == t.Counting() {
		return ""
	}
	return " at " + Count(t.Places, "place")
}

// judged is how much a lexicon has read.
func judged(t stream.Totals) string {
	if t.Judged < t.Words {
		return Number(t.Judged) + " of " + Count(t.Words, "word")
	}
	return amount(t)
}

func amount(t stream.Totals) string {
	if t.Pages > 0 {
		return Count(t.Pages, "page") + ", " + Count(t.Words, "word")
	}
	return Count(t.Words, "word")
}

// Read is what was read, and what was passed over.
func Read(t stream.Totals) string {
	s := fmt.Sprintf(
		"Read %s: %s in %s, %s.", Count(t.Documents-t.Empty, "document"), amount(t), languages(t), named(t.People),
	)
	if t.Unread > 0 {
		s += fmt.Sprintf(" %s not read, or not fully.", Count(t.Unread, "document"))
	}
	var passed []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{t.OtherKinds, "files of other kinds"}, {t.Hidden, "hidden files"},
		{t.Excluded, "files left out by .refrain.yaml or .gitignore"}, {t.Unchanged, "unchanged files"},
		{t.Links, "links to folders"},
	} {
		if p.n > 0 {
			passed = append(passed, fmt.Sprintf("%s: %s skipped", p.what, Number(p.n)))
		}
	}
	if len(passed) > 0 {
		s += " " + Capital(strings.Join(passed, "; ")) + "."
	}
	if left := OmissionWords(t.Omissions); left != "" {
		s += " " + left
	}
	if t.Recognised > 0 {
		s += fmt.Sprintf(" Recognised in pictures, where reading can go wrong: %s.", Count(t.Recognised, "word"))
	}
	if t.Disguised > 0 {
		s += fmt.Sprintf(" In disguised letters, and read as they look: %s.", Count(t.Disguised, "word"))
	}
	return s
}

// OmissionWords are the words that do not count because readers do not see them or because they are
// no prose, in a sentence, or "".
func OmissionWords(list []document.Omission) string {
	var words []string
	for _, o := range list {
		what, ok := omissionKinds[o.Kind]
		if !ok {
			what = "of " + o.Kind
		}
		if o.Reason != "" {
			what += " (" + o.Reason + ")"
		}
		words = append(words, Count(o.Words, "word")+" "+what)
	}
	if len(words) == 0 {
		return ""
	}
	return "Left out of the word count: " + List(words) + "."
}

// omissionKinds say of words why they do not count. Other kinds are named as they are.
var omissionKinds = map[string]string{
	document.Hidden.String():    "hidden from readers",
	document.Deleted.String():   "deleted",
	document.Furniture.String(): "of page furniture",
	"code":                      "of code, which is not searched",
	"metadata":                  "of metadata, which is not searched",
}

// named says how often a text names migrants and migration.
func named(n int) string {
	switch n {
	case 0:
		return "with no word for migrants or migration"
	case 1:
		return "with one word for migrants or migration"
	}
	return fmt.Sprintf("with %s words for migrants or migration", Number(n))
}

// languageName is the English name of a language, or its code.
func languageName(code string) string {
	name, _, _ := strings.Cut(lexicon.LanguageName(code), " (")
	return name
}

// Beta says of a language that no native speaker has signed it off.
const Beta = "beta, not yet reviewed by native speakers"

func languages(t stream.Totals) string {
	var names []string
	for _, code := range t.Languages {
		name := languageName(code)
		if slices.Contains(t.Beta, code) {
			name += " (" + Beta + ")"
		}
		names = append(names, name)
	}
	s := List(names)
	if s == "" {
		s = "an unknown language"
	}
	if t.Assumed > 0 {
		s += fmt.Sprintf(" (assumed for %s)", Count(t.Assumed, "document"))
	}
	return s
}

// RateWords are the two rates of a text with their intervals, or why there is none.
func RateWords(of string, r analyzer.Rates) string {
	if r.Several {
		return NotPooled
	}
	var given, missing []string
	if r.PerWords != nil {
		given = append(given, Interval(r.PerWords)+" per 1,000 words")
	} else {
		missing = append(missing, fmt.Sprintf("%s of the %s words that it takes", Number(r.Words), Number(analyzer.MinWords)))
	}
	if r.PerMany != nil {
		given = append(given, Interval(r.PerMany)+" per 100 words for migrants or migration")
	} else {
		missing = append(missing, fmt.Sprintf(
			"%s of the %s words for migrants or migration", Number(r.Mentions), Number(analyzer.MinMentions),
		))
	}
	var s []string
	if len(given) > 0 {
		s = append(s, fmt.Sprintf("Rates of findings%s, with 95 %% intervals: %s.", of, List(given)))
	}
	if len(missing) > 0 {
		s = append(s, "Too short for a rate: "+List(missing)+".")
	}
	return strings.Join(s, " ")
}

// Interval is a rate with the bounds of its interval: "1.4 (0.9 to 2.1)".
func Interval(r *analyzer.Rate) string {
	return fmt.Sprintf("%s (%s to %s)", Decimal(r.Value), Decimal(r.Low), Decimal(r.High))
}

// Decimal is a rate in two digits that say something, or all of those before the point: 0.042, 1.4,
// 12, 140. It has no exponent.
func Decimal(x float64) string {
	if x >= 10 {
		return Number(int(math.Round(x)))
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 1, 64), 64)
	if err != nil {
		rounded = x // It cannot be: the text is that of a number.
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// Summary is what a run read and found in a few sentences, for formats that have room for words at
// their end.
func Summary(t stream.Totals) []string {
	list := []string{Found(t), Read(t)}
	switch {
	case t.Interrupted:
		list = append(list, Interrupted)
	case t.Documents > t.Empty:
		list = append(list, RateWords("", t.Rates()))
	}
	return append(list, Notices(t)...)
}

// Changes says what own lexicons changed, one sentence for each change.
func Changes(run stream.Run) []string {
	var list []string
	for _, c := range run.Changes {
		list = append(list, display.Printable(
			"Changed by "+c.By+": "+c.Entry+": "+strings.Join(c.What, "; ")+". Reason: "+c.Reason,
		))
	}
	return list
}

// DocumentFacts are what was read of a document, in words.
func DocumentFacts(r *analyzer.Report) string {
	if r.Doc.Text == "" {
		return ""
	}
	parts := []string{r.Doc.Format}
	if len(r.Doc.Pages) > 0 {
		parts = append(parts, Count(len(r.Doc.Pages), "page"))
	}
	parts = append(parts, Count(r.Words, "word"), named(r.People))
	switch {
	case r.Doc.Lang != "":
		parts = append(parts, languageName(r.Doc.Lang))
	case r.Language != nil:
		parts = append(parts, languageName(r.Language.Code)+" (assumed)")
	}
	if left := OmissionWords(r.Omissions); left != "" {
		parts = append(parts, strings.TrimSuffix(strings.ToLower(left[:1])+left[1:], "."))
	}
	if r.Recognised > 0 {
		parts = append(parts, Count(r.Recognised, "word")+" recognised in pictures")
	}
	if r.Disguised > 0 {
		parts = append(parts, Count(r.Disguised, "word")+" in disguised letters")
	}
	return strings.Join(parts, " · ")
}

// Limits say what a finding is and is not, for reports that are passed on without their makers.
const Limits = "A finding is a place to check: what the words are, how they are used there, why authorities advise " +
	"against them, and what to consider instead. It says nothing about what anybody meant. Words are not the " +
	"whole of a text: what it does to people matters more."

// Notices are what there is to say about the user's records, a sentence each.
func Notices(t stream.Totals) []string {
	var list []string
	for _, r := range t.Notices {
		list = append(list, display.Printable(NoticeWords(r))+".")
	}
	return list
}

// NoticesTitle is what the remarks are about.
func NoticesTitle(t stream.Totals) string {
	if slices.ContainsFunc(t.Notices, func(r analyzer.Notice) bool { return r.Kind == "base" }) {
		return "Baseline, waivers and earlier versions"
	}
	return "Baseline and waivers"
}

// NoticeWords are a remark with its place, whose file is written as Name has it.
func NoticeWords(r analyzer.Notice) string {
	r.Place.File = display.Name(r.Place.File)
	return r.String()
}

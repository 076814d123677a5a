package wording

import (
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// StatusWords say how a term is used and what decided: "quoted (quotation: “said”; speaker: the
// minister)"; and what the user's records know of it.
func StatusWords(d *document.Document, f *analyzer.Finding) string {
	v := f.Verdict
	if v == (analyzer.Finding{}).Verdict {
		return "used in the document's own voice" + asideWords(d, f) + RecordWords(f.Record)
	}
	why := v.Rule
	if v.Cue.Len() > 0 {
		why += ": " + Quoted(OneLine(v.Cue.Of(d.Text)))
	}
	if v.Speaker.Len() > 0 {
		why += "; speaker: " + OneLine(v.Speaker.Of(d.Text))
	}
	if why = strings.TrimPrefix(strings.TrimPrefix(why, ": "), "; "); why == "" {
		return v.Status.String() + asideWords(d, f) + RecordWords(f.Record)
	}
	return v.Status.String() + " (" + why + ")" + asideWords(d, f) + RecordWords(f.Record)
}

// asideWords say that a finding was recognised in a picture, how a finding reads in plain letters, and what it takes from outside its sentence.
func asideWords(d *document.Document, f *analyzer.Finding) string {
	return RecognisedWords(f) + plainWords(f) + carriedWords(d, f.Carried) + besideWords(f)
}

// Aside is how a finding reads in plain letters and what it takes from outside its sentence, for a
// report that does not say its status; "" where there is neither.
func Aside(d *document.Document, f *analyzer.Finding) string {
	return strings.TrimPrefix(RecognisedWords(f)+plainWords(f)+carriedWords(d, f.Carried), "; ")
}

// besideWords name the entries that are found at the same place, which counts once. They begin with
// a semicolon.
func besideWords(f *analyzer.Finding) string {
	if len(f.Beside) == 0 {
		return ""
	}
	var names []string
	for _, e := range f.Beside {
		names = append(names, e.ID)
	}
	return "; the same place as " + List(names) + ", and one place in the totals"
}

// carriedWords say from where a finding takes that it speaks of migrants. They begin with a
// semicolon.
func carriedWords(d *document.Document, c *analyzer.Carried) string {
	switch {
	case c == nil:
		return ""
	case c.From.Len() > 0:
		return "; of " + Quoted(OneLine(c.From.Of(d.Text))) + ", " + Place(d, d.Locate(c.From))
	}
	return fmt.Sprintf(
		"; the document is about migration: %s for it among %s", Count(c.Mentions, "word"), Number(c.Words),
	)
}

// RecognisedWords say that a program has recognised a finding's words in a picture. They begin with a
// semicolon.
func RecognisedWords(f *analyzer.Finding) string {
	if !f.Recognised {
		return ""
	}
	return "; recognised; check the picture"
}

// plainWords say how a finding reads whose letters are not plain. They begin with a semicolon.
func plainWords(f *analyzer.Finding) string {
	if f.Plain == "" {
		return ""
	}
	return "; in disguised letters, read as " + Quoted(OneLine(f.Plain))
}

// RecordWords say what the user's records know of a finding. They begin with a semicolon and
// follow how it is used; an open finding has none.
func RecordWords(s analyzer.Record) string {
	switch s.State {
	case analyzer.Known:
		return "; known from the baseline"
	case analyzer.Late:
		return "; new because the lexicon has changed, not the text"
	case analyzer.Outside:
		return "; outside the changed text"
	case analyzer.Waived:
		words := "; waived"
		if s.By != "" {
			words += " by " + OneLine(s.By)
		}
		if s.Until != "" {
			words += " until " + s.Until
		}
		return words + ": " + OneLine(s.Reason) + " (" + s.Where + ")"
	}
	return ""
}

// RecordCounts say how many of the findings that count are recorded somewhere, or "".
func RecordCounts(t stream.Totals) string {
	var list []string
	for _, s := range []struct {
		state analyzer.State
		words string
	}{
		{analyzer.Known, "known from the baseline"}, {analyzer.Waived, "waived"},
		{analyzer.Late, "new because the lexicon has changed, not the text"},
		{analyzer.Outside, "outside the changed text"},
	} {
		if n := t.Records[s.state]; n > 0 {
			list = append(list, fmt.Sprintf("%s %s", Number(n), s.words))
		}
	}
	if len(list) == 0 {
		return ""
	}
	switch n := t.Records[analyzer.Open]; n {
	case 0:
		return " Of these, " + List(list) + "; no others."
	case 1:
		return " Of these, " + List(list) + "; the other one is new."
	default:
		return fmt.Sprintf(" Of these, %s; the other %s are new.", List(list), Number(n))
	}
}

// SeverityOf is how much attention a finding asks for: its entry's, but the least for one that
// cannot fail, because somebody lets it stand or its words are old.
func SeverityOf(f *analyzer.Finding) lexicon.Severity {
	if f.Record.State != analyzer.Open {
		return lexicon.Info
	}
	return f.Entry.Severity
}

// GapSeverity is how much attention the gaps of a document ask for: the most, unless the user has
// accepted them.
func GapSeverity(r *analyzer.Report) lexicon.Severity {
	if r.Accepted != "" {
		return lexicon.Info
	}
	return lexicon.Replace
}

// CountedNames are the statuses that count, by name.
func CountedNames(p analyzer.Policy) []string {
	if len(p.Counted) == 0 {
		return []string{lexicon.Used.String()}
	}
	var names []string
	for _, s := range p.Counted {
		names = append(names, s.String())
	}
	return names
}

// UncountedTitle is the title of the findings that do not count.
func UncountedTitle(r stream.Run) string {
	if r.Policy.Usual() {
		return "also found, but not in its own voice"
	}
	return "also found, used in other ways"
}

// OthersTitle is the title of so many findings that do not count, in a list below those that do.
func OthersTitle(r stream.Run, n int) string {
	if r.Policy.Usual() {
		return Number(n) + " more, quoted, named or otherwise not in the document's own voice"
	}
	if r.Policy.Speaker != "" {
		return Number(n) + " more, of other speakers or used in other ways"
	}
	return Number(n) + " more, used in other ways"
}

// othersWords begin the sentence about the findings that do not count.
func othersWords(t stream.Totals) string {
	switch {
	case !t.Policy.Usual():
		return "Also found, used in other ways"
	case t.Documents-t.Empty == 1:
		return "Also found, but not in its own voice"
	}
	return "Also found, but not in their own voice"
}

// voice is what findings that count have in common, in words: "in the documents' own voice".
func voice(t stream.Totals) string {
	switch {
	case t.Policy.Speaker != "":
		return "(" + List(CountedNames(t.Policy)) + ", said by “" + OneLine(t.Policy.Speaker) + "”)"
	case !t.Policy.Usual():
		return "(" + List(CountedNames(t.Policy)) + ")"
	case t.Documents-t.Empty == 1:
		return "in the document's own voice"
	}
	return "in the documents' own voice"
}

// StatusMeaning says what each status means, as the end of "findings that are …".
var StatusMeaning = map[lexicon.Status]string{
	lexicon.Used:        "in the document's own voice",
	lexicon.Quoted:      "inside somebody else's words",
	lexicon.Reported:    "what somebody else is said to say, without quotation marks",
	lexicon.Mentioned:   "talked about as a word",
	lexicon.Criticised:  "described in order to criticise it",
	lexicon.Rejected:    "denied or refuted",
	lexicon.Named:       "in an official name, the title of a law or work, a list of works",
	lexicon.Legal:       "a term of another law, cited as such",
	lexicon.Statistical: "a statistical term",
	lexicon.Historical:  "of a past era",
	lexicon.Self:        "how people name themselves",
	lexicon.Hidden:      "in the file, but not shown to its readers",
	lexicon.Deleted:     "struck out or marked as deleted",
	lexicon.Furniture:   "in a menu, banner or footer, not in the text",
}

// SeverityWords say what the severity of an entry asks for, after its name. An authority is spoken
// of only where the entry names one that advises against the words.
func SeverityWords(e *lexicon.Entry) string {
	against := func(r lexicon.Reference) bool { return r.Role == lexicon.Against }
	if e.Severity == lexicon.Replace && slices.ContainsFunc(PrintableSources(e), against) {
		return "replace: a style guide or authority advises against it"
	}
	return SeverityMeaning[e.Severity]
}

// SeverityMeaning says what each severity asks for, after its name.
var SeverityMeaning = map[lexicon.Severity]string{
	lexicon.Replace: "replace: another wording is better in nearly every sentence",
	lexicon.Review:  "review: it depends on the sentence",
	lexicon.Note:    "note: a better wording exists",
	lexicon.Info:    "info: context only",
}

// GradeWords say in a few words what an entry rests on.
func GradeWords(g lexicon.Grade) string { return gradeWords[g] }

var gradeWords = map[lexicon.Grade]string{
	lexicon.GradeA: "several sources",
	lexicon.GradeB: "one source",
	lexicon.GradeC: "editors' judgement",
}

// GradeMeaning says what an entry of each grade rests on.
var GradeMeaning = map[lexicon.Grade]string{
	lexicon.GradeA: "at least two confirmed sources, one of them a norm (grade A)",
	lexicon.GradeB: "one confirmed source (grade B)",
	lexicon.GradeC: "the judgement of the lexicon's editors only (grade C)",
}

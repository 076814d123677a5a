package wording

import (
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// OwnVoice is said of words that the document uses itself.
const OwnVoice Text = "used in the document's own voice"

// Status is a status in a word.
func (w Words) Status(s lexicon.Status) string { return w.Say(s.String()) }

// Severity is a severity in a word.
func (w Words) Severity(s lexicon.Severity) string { return w.Say(s.String()) }

// StatusWords say how a term is used and what decided: "quoted (quotation: “said”; speaker: the
// minister)"; and what the user's records know of it.
func (w Words) StatusWords(d *document.Document, f *analyzer.Finding) string {
	v := f.Verdict
	if v == (analyzer.Finding{}).Verdict {
		return w.Say(OwnVoice) + w.asideWords(d, f) + w.RecordWords(f.Record)
	}
	why := w.Say(v.Rule)
	if v.Cue.Len() > 0 {
		why += ": " + w.Quoted(OneLine(v.Cue.Of(d.Text)))
	}
	if v.Speaker.Len() > 0 {
		why += "; " + w.Say("speaker: {name}", "name", OneLine(v.Speaker.Of(d.Text)))
	}
	if why = strings.TrimPrefix(strings.TrimPrefix(why, ": "), "; "); why == "" {
		return w.Status(v.Status) + w.asideWords(d, f) + w.RecordWords(f.Record)
	}
	return w.Status(v.Status) + " (" + why + ")" + w.asideWords(d, f) + w.RecordWords(f.Record)
}

// asideWords say that a finding was recognised in a picture, how a finding reads in plain letters, and what it takes from outside its sentence.
func (w Words) asideWords(d *document.Document, f *analyzer.Finding) string {
	return w.RecognisedWords(f) + w.plainWords(f) + w.carriedWords(d, f.Carried) + w.besideWords(f)
}

// Aside is how a finding reads in plain letters and what it takes from outside its sentence, for a
// report that does not say its status; "" where there is neither.
func (w Words) Aside(d *document.Document, f *analyzer.Finding) string {
	return strings.TrimPrefix(w.RecognisedWords(f)+w.plainWords(f)+w.carriedWords(d, f.Carried), "; ")
}

// besideWords name the entries that are found at the same place, which counts once. They begin with
// a semicolon.
func (w Words) besideWords(f *analyzer.Finding) string {
	if len(f.Beside) == 0 {
		return ""
	}
	var names []string
	for _, e := range f.Beside {
		names = append(names, e.ID)
	}
	return "; " + w.Say("the same place as {entries}, and one place in the totals", "entries", w.List(names))
}

// carriedWords say from where a finding takes that it speaks of migrants. They begin with a
// semicolon.
func (w Words) carriedWords(d *document.Document, c *analyzer.Carried) string {
	switch {
	case c == nil:
		return ""
	case c.From.Len() > 0:
		return "; " + w.Say(
			"of {words}, {place}", "words", w.Quoted(OneLine(c.From.Of(d.Text))), "place", w.Place(d, d.Locate(c.From)),
		)
	}
	return "; " + w.Of(
		c.Mentions, "the document is about migration: {n} word for it among {all}",
		"the document is about migration: {n} words for it among {all}", "all", w.Number(c.Words),
	)
}

// RecognisedWords say that a program has recognised a finding's words in a picture. They begin with a
// semicolon.
func (w Words) RecognisedWords(f *analyzer.Finding) string {
	if !f.Recognised {
		return ""
	}
	return "; " + w.Say("recognised; check the picture")
}

// plainWords say how a finding reads whose letters are not plain. They begin with a semicolon.
func (w Words) plainWords(f *analyzer.Finding) string {
	if f.Plain == "" {
		return ""
	}
	return "; " + w.Say("in disguised letters, read as {words}", "words", w.Quoted(OneLine(f.Plain)))
}

// RecordWords say what the user's records know of a finding. They begin with a semicolon and
// follow how it is used; an open finding has none.
func (w Words) RecordWords(s analyzer.Record) string {
	switch s.State {
	case analyzer.Known:
		return "; " + w.Say("known from the baseline")
	case analyzer.Late:
		return "; " + w.Say("new because the lexicon has changed, not the text")
	case analyzer.Outside:
		return "; " + w.Say("outside the changed text")
	case analyzer.Waived:
		words := w.Say("waived")
		switch by, until := OneLine(s.By), s.Until; {
		case by != "" && until != "":
			words = w.Say("waived by {who} until {date}", "who", by, "date", until)
		case by != "":
			words = w.Say("waived by {who}", "who", by)
		case until != "":
			words = w.Say("waived until {date}", "date", until)
		}
		return "; " + words + ": " + OneLine(s.Reason) + " (" + s.Where + ")"
	}
	return ""
}

// RecordCounts say how many of the findings that count are recorded somewhere, or "".
func (w Words) RecordCounts(t stream.Totals) string {
	var list []string
	for _, s := range []struct {
		state analyzer.State
		words string
	}{
		{analyzer.Known, Text("{n} known from the baseline")}, {analyzer.Waived, Text("{n} waived")},
		{analyzer.Late, Text("{n} new because the lexicon has changed, not the text")},
		{analyzer.Outside, Text("{n} outside the changed text")},
	} {
		if n := t.Records[s.state]; n > 0 {
			list = append(list, w.Of(n, s.words, s.words))
		}
	}
	if len(list) == 0 {
		return ""
	}
	switch n := t.Records[analyzer.Open]; n {
	case 0:
		return " " + w.Say("Of these, {list}; no others.", "list", w.List(list))
	default:
		return " " + w.Of(
			n, "Of these, {list}; the other one is new.", "Of these, {list}; the other {n} are new.", "list", w.List(list),
		)
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
func (w Words) UncountedTitle(r stream.Run) string {
	if r.Policy.Usual() {
		return w.Say("also found, but not in its own voice")
	}
	return w.Say("also found, used in other ways")
}

// OthersTitle is the title of so many findings that do not count, in a list below those that do.
func (w Words) OthersTitle(r stream.Run, n int) string {
	if r.Policy.Usual() {
		return w.more(n, "{n} more, quoted, named or otherwise not in the document's own voice")
	}
	if r.Policy.Speaker != "" {
		return w.more(n, "{n} more, of other speakers or used in other ways")
	}
	return w.more(n, "{n} more, used in other ways")
}

// more is a message whose English is the same for one and for many.
func (w Words) more(n int, english Text) string { return w.Of(n, english, english) }

// othersWords begin the sentence about the findings that do not count.
func (w Words) othersWords(t stream.Totals) string {
	switch {
	case !t.Policy.Usual():
		return w.Say("Also found, used in other ways")
	case t.Documents-t.Empty == 1:
		return w.Say("Also found, but not in its own voice")
	}
	return w.Say("Also found, but not in their own voice")
}

// counted are the statuses that count, in words.
func (w Words) counted(p analyzer.Policy) string {
	names := CountedNames(p)
	for i, name := range names {
		names[i] = w.Say(name)
	}
	return w.List(names)
}

// Voice is what findings that count have in common, in words: "in the documents' own voice".
func (w Words) Voice(t stream.Totals) string { return w.voice(t) }

// voice is what findings that count have in common, in words: "in the documents' own voice".
func (w Words) voice(t stream.Totals) string {
	switch {
	case t.Policy.Speaker != "":
		return w.Say(
			"({statuses}, said by “{name}”)", "statuses", w.counted(t.Policy), "name", OneLine(t.Policy.Speaker),
		)
	case !t.Policy.Usual():
		return "(" + w.counted(t.Policy) + ")"
	case t.Documents-t.Empty == 1:
		return w.Say("in the document's own voice")
	}
	return w.Say("in the documents' own voice")
}

// StatusMeaning says what each status means, as the end of "findings that are …".
var StatusMeaning = [...]Text{
	lexicon.Used:        Text("in the document's own voice"),
	lexicon.Quoted:      Text("inside somebody else's words"),
	lexicon.Reported:    Text("what somebody else is said to say, without quotation marks"),
	lexicon.Mentioned:   Text("talked about as a word"),
	lexicon.Criticised:  Text("described in order to criticise it"),
	lexicon.Rejected:    Text("denied or refuted"),
	lexicon.Named:       Text("in an official name, the title of a law or work, a list of works"),
	lexicon.Legal:       Text("a term of another law, cited as such"),
	lexicon.Statistical: Text("a statistical term"),
	lexicon.Historical:  Text("of a past era"),
	lexicon.Self:        Text("how people name themselves"),
	lexicon.Hidden:      Text("in the file, but not shown to its readers"),
	lexicon.Deleted:     Text("struck out or marked as deleted"),
	lexicon.Furniture:   Text("in a menu, banner or footer, not in the text"),
}

// SeverityWords say what the severity of an entry asks for, after its name. An authority is spoken
// of only where the entry names one that advises against the words.
func (w Words) SeverityWords(e *lexicon.Entry) string {
	against := func(r lexicon.Reference) bool { return r.Role == lexicon.Against }
	if e.Severity == lexicon.Replace && slices.ContainsFunc(PrintableSources(e), against) {
		return w.Say("replace: a style guide or authority advises against it")
	}
	return w.Say(SeverityMeaning[e.Severity])
}

// GradeMeaning says what an entry of a grade rests on.
func (w Words) GradeMeaning(g lexicon.Grade) string { return w.Say(gradeMeaning[g]) }

// SeverityMeaning says what each severity asks for, after its name.
var SeverityMeaning = [...]Text{
	lexicon.Replace: Text("replace: another wording is better in nearly every sentence"),
	lexicon.Review:  Text("review: it depends on the sentence"),
	lexicon.Note:    Text("note: a better wording exists"),
	lexicon.Info:    Text("info: context only"),
}

// GradeWords say in a few words what an entry rests on.
func (w Words) GradeWords(g lexicon.Grade) string { return w.Say(gradeWords[g]) }

var gradeWords = [...]Text{
	lexicon.GradeA: Text("several sources"),
	lexicon.GradeB: Text("one source"),
	lexicon.GradeC: Text("editors' judgement"),
}

var gradeMeaning = [...]Text{
	lexicon.GradeA: Text("at least two confirmed sources, one of them a norm (grade A)"),
	lexicon.GradeB: Text("one confirmed source (grade B)"),
	lexicon.GradeC: Text("the judgement of the lexicon's editors only (grade C)"),
}

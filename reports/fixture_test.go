package reports

import (
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
)

// The fixture is one run over a bill in PDF, a text, and a file that is not there. It is made by hand, so that the goldens of all kinds change
// only when a report does.

var fixtureRun = Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: strings.Repeat("0123456789abcdef", 4), Languages: []string{"en"}, Tiers: []string{"core"},
}

// ownRun is one with an organisation's own lexicon.
var ownRun = Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: strings.Repeat("fedcba9876543210", 4), Languages: []string{"en"}, Tiers: []string{"core", "advisory"},
	Own:     []string{"house"},
	Changes: []lexicon.Change{{Entry: "flood-of-people", What: []string{"severity: review → note", "why rewritten"}, Reason: "agreed in May", By: "house"}},
}

// countedRun counts quotations too.
var countedRun = Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: fixtureRun.LexiconSHA256, Languages: []string{"en"}, Tiers: []string{"core"},
	Policy: analyzer.Policy{Counted: []lexicon.Status{lexicon.Used, lexicon.Quoted}},
}

var (
	convention = &lexicon.Source{ID: "CONV", Title: "Convention on words, article 5", Body: "Assembly of Letters", Year: 1990, Status: lexicon.Read, Says: "It asks for people first."}
	guide      = &lexicon.Source{ID: "GUIDE", Title: "Style guide", Body: "The Evening Paper", Status: lexicon.Secondary, Says: "It keeps the word."}
	rumour     = &lexicon.Source{ID: "RUMOUR", Title: "A rumour", Body: "Nobody", Status: lexicon.Unconfirmed, Says: "Nobody has seen it."}

	peopleIllegal = &lexicon.Entry{
		ID: "illegal-people", Category: &lexicon.Category{ID: "crim.status", Name: "People called illegal"}, Grade: lexicon.GradeA,
		Why: "Acts can break a law; a person cannot be illegal.", Instead: []string{"undocumented people", "people in an irregular situation"},
		Caveat: "Statutes define some of these labels; cite them as terms of that law.", Sources: []lexicon.Reference{
			{Source: convention, Role: lexicon.Against, About: "It asks for people first."},
			{Source: guide, Role: lexicon.Permits}, {Source: rumour, Role: lexicon.Background},
		},
		Disagree: []lexicon.Side{
			{Says: "Not for people.", Sources: []*lexicon.Source{convention}}, {Says: "Allowed with care.", Sources: []*lexicon.Source{guide, rumour}},
		},
	}
	peopleAsWater = &lexicon.Entry{
		ID: "flood-of-people", Category: &lexicon.Category{ID: "dehum.water", Name: "People as water"}, Severity: lexicon.Review, Grade: lexicon.GradeC,
		Why: "A flood has no reasons and no rights.", Instead: []string{"arrivals"}, Sources: []lexicon.Reference{{Source: rumour, Role: lexicon.Background}},
	}
)

// find is the finding of words in a document, in the sentence given.
func find(t *testing.T, d *document.Document, e *lexicon.Entry, words, sentence string, v judge.Verdict) analyzer.Finding {
	t.Helper()
	s := spanOf(t, d.Text, sentence)
	w := spanOf(t, sentence, words)
	return analyzer.Finding{Entry: e, Span: document.Span{Start: s.Start + w.Start, End: s.Start + w.End}, Sentence: s, Verdict: v, Key: "0123456789abcdef0123"}
}

func spanOf(t *testing.T, text, words string) document.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("the text does not hold %q", words)
	}
	return document.Span{Start: i, End: i + len(words)}
}

// paged is a bill of two pages and a third that was not read.
func paged(t *testing.T) *analyzer.Report {
	const line1, line2, line3 = "The authority shall detain illegal", "migrants without delay.", "A flood of migrants is expected."
	text := line1 + "\n" + line2 + "\n\n" + line3
	d := &document.Document{
		Name: "docs/bill.pdf", Format: "pdf", Lang: "en", SHA256: strings.Repeat("ab", 32), Text: text,
		Gaps: []document.Gap{
			{Page: 3, Reason: "no text layer", Hint: "recognise its text (OCR)"}, {Page: 4, Reason: "no text layer", Hint: "recognise its text (OCR)"},
			{Reason: "embedded files not read"},
		},
	}
	one, two, three := spanOf(t, text, line1), spanOf(t, text, line2), spanOf(t, text, line3)
	d.Blocks = []document.Block{
		{Span: document.Span{Start: one.Start, End: two.End}, Path: "Article 4(2)(b)"}, {Span: three, Role: document.Heading, Level: 1, Path: "Recital 2"},
	}
	d.Pages = []document.Page{
		{Span: document.Span{End: three.Start}, Number: 1, Label: "i", Width: 595, Height: 842}, {Span: three, Number: 2, Label: "ii", Width: 595, Height: 842},
	}
	d.Runs = document.RunsOf(
		document.Run{
			Span: document.Span{Start: one.Start, End: two.Start}, Line: 7, Printed: 5, Boxes: glyphs(len(line1)+1, 120.04),
		},
		document.Run{Span: two, Line: 8, Boxes: glyphs(len(line2), 134.26)},
		document.Run{Span: three, Page: 1, Line: 1, Boxes: glyphs(len(line3), 72)},
	)
	return &analyzer.Report{Doc: d, Words: 12, People: 2, Findings: []analyzer.Finding{
		find(t, d, peopleIllegal, "illegal\nmigrants", line1+"\n"+line2, judge.Verdict{}),
		find(t, d, peopleAsWater, "flood of migrants", line3, judge.Verdict{Status: lexicon.Named, Rule: "heading"}),
	}}
}

// glyphs are boxes of characters that stand side by side, 5 points wide.
func glyphs(n int, top float32) []document.Box {
	boxes := make([]document.Box, n)
	for i := range boxes {
		left := 72 + 5*float32(i)
		boxes[i] = document.Box{Left: left, Top: top, Right: left + 5, Bottom: top + 11.5}
	}
	return boxes
}

// lined is a text with wide letters, a combining accent, a hostile escape sequence and a quotation.
func lined(t *testing.T) *analyzer.Report {
	const first, second, third = "東京の記者 cafe\u0301 \x1b[31m says illegal migrants came.", "The mayor said “illegal\nmigrants are here”.", "Illegal migrants, again."
	text := first + "\n\n" + second + "\n\n" + third
	d := &document.Document{Name: "speech.txt", Format: "text", Lang: "en", SHA256: strings.Repeat("cd", 32), Text: text, Source: text, SourceIsUTF8: true}
	for _, s := range []string{first, second, third} {
		d.Blocks = append(d.Blocks, document.Block{Span: spanOf(t, text, s)})
	}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(text)}, Source: document.Span{End: len(text)}})
	quoted := judge.Verdict{Status: lexicon.Quoted, Rule: "quotation", Cue: spanOf(t, text, "said"), Speaker: spanOf(t, text, "The mayor")}
	return &analyzer.Report{Doc: d, Words: 17, People: 3, Findings: []analyzer.Finding{
		find(t, d, peopleIllegal, "illegal migrants", first, judge.Verdict{}),
		find(t, d, peopleIllegal, "illegal\nmigrants", second, quoted),
		find(t, d, peopleIllegal, "Illegal migrants", third, judge.Verdict{}),
	}}
}

func missing() *analyzer.Report {
	return &analyzer.Report{Doc: &document.Document{Name: "gone.txt", Gaps: []document.Gap{{Reason: "no such file", Hint: "check the name"}}}}
}

func fixture(t *testing.T) []*analyzer.Report {
	return []*analyzer.Report{paged(t), lined(t), missing()}
}

// clean is a run that found nothing.
func clean() []*analyzer.Report {
	d := &document.Document{Name: "clean.txt", Format: "text", Text: "All is well.", SHA256: strings.Repeat("ef", 32)}
	return []*analyzer.Report{{Doc: d, Language: &lexicon.Language{Code: "en", Name: "English"}, Words: 3}}
}

// long is long enough for rates, and its finding is by an own entry.
func long(t *testing.T) []*analyzer.Report {
	r := lined(t)
	own := *peopleIllegal
	own.Tier, own.By = lexicon.Advisory, "house"
	r.Findings, r.Words, r.People = r.Findings[:1], 4200, 41
	r.Findings[0].Entry = &own
	return []*analyzer.Report{r}
}

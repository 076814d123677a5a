package reporttest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/internal/strictyaml"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// Interrupted makes the totals those of a run that was broken off, and that passed over some files.
func Interrupted(t *stream.Totals) { t.Interrupted, t.OtherKinds, t.Hidden, t.Links = true, 3, 2, 1 }

// validate checks a report against the schema of its kind.
func validate(t *testing.T, file, report string) {
	t.Helper()
	if err := Invalid(t, file, report); err != nil {
		t.Errorf("not valid: %v\n%s", err, report)
	}
}

// Invalid is what a schema says against a report.
func Invalid(t *testing.T, file, report string) error {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(report))
	if err != nil {
		t.Fatalf("not JSON: %v\n%s", err, report)
	}
	return schema.Validate(value)
}

// Rendered is Markdown as GitHub would show it, with whatever HTML it holds left in.
func Rendered(t *testing.T, source string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(source), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Recorded is a run whose user keeps records: a waiver, a baseline, and a gap that is accepted.
func Recorded(t *testing.T) []*analyzer.Report {
	bill, speech, gone := Paged(t), Lined(t), Missing()
	bill.Findings[0].Record.State = analyzer.Late
	speech.Findings[0].Record = analyzer.Record{
		State: analyzer.Waived, Reason: "title of the 1996 act", By: "A. B.", Until: "2027-03-01",
		Where: "speech.txt:1:1",
	}
	speech.Findings[2].Record.State = analyzer.Known
	gone.Accepted = "kept by the archive"
	return []*analyzer.Report{bill, speech, gone}
}

// WithNotices adds notices about the user's records to the totals.
func WithNotices(t *stream.Totals) {
	t.Notices = []analyzer.Notice{
		{
			Kind: "expired", Place: strictyaml.Position{File: ".refrain-waivers.yaml", Line: 3, Column: 3},
			Text: "the waiver of illegal-people ended on 2026-03-01",
		},
		{
			Kind: "stale", Place: strictyaml.Position{File: "old.md"},
			Text: "1 finding of illegal-people (“illegal migrants”) is in the baseline and no more in the text",
		},
	}
	t.Excluded, t.Unchanged = 2, 5
}

// InRepository puts the documents into a folder of a repository, and its threshold is replace.
var InRepository = stream.Options{
	Path: func(name string) string { return "texts/" + name },
}

// Several is Fixture with two more documents, which are hard to show.
func Several(t *testing.T) []*analyzer.Report {
	return append(Fixture(t), Emoji(t), hostile(t))
}

// Emoji is a text of three lines with a finding in the third.
func Emoji(t *testing.T) *analyzer.Report {
	const words = "😀 é flood of refugees"
	d := &document.Document{
		Name: "docs/a b#1 100% é.md", Format: "markdown", Lang: "en", SHA256: strings.Repeat("12", 32),
		Text: "One.\n\n" + words + "\n", SourceIsUTF8: true,
	}
	d.Source = d.Text
	d.Blocks = []document.Block{{Span: SpanOf(t, d.Text, "One.")}, {Span: SpanOf(t, d.Text, words), Path: "Scope"}}
	d.Runs = document.RunsOf(
		document.Run{Span: document.Span{End: len(d.Text)}, Source: document.Span{End: len(d.Text)}},
	)
	return &analyzer.Report{Doc: d, Words: 5, People: 1, Findings: []analyzer.Finding{Find(
		t, d, PeopleAsWater, "flood of refugees", words, judge.Verdict{},
	)}}
}

// hostile is a Word file of one sentence, which stands there twice.
func hostile(t *testing.T) *analyzer.Report {
	const words = "##[error]\u202e ]]> --> [a](javascript:b) flood of refugees::end\x1b[31m"
	d := &document.Document{
		Name: "=cmd|calc,::a%0Ab.docx", Format: "docx", Lang: "en", SHA256: strings.Repeat("34", 32),
		Text: words + "\n" + words,
	}
	for _, start := range []int{0, len(words) + 1} {
		d.Blocks = append(d.Blocks, document.Block{
			Span: document.Span{Start: start, End: start + len(words)}, Path: "<script>alert(1)</script> ##[error]",
		})
	}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(d.Text)}, Part: "word/document.xml"})
	f := Find(t, d, PeopleAsWater, "flood of refugees", words, judge.Verdict{})
	again := f
	again.Span.Start, again.Span.End = f.Span.Start+len(words)+1, f.Span.End+len(words)+1
	again.Sentence.Start, again.Sentence.End = f.Sentence.Start+len(words)+1, f.Sentence.End+len(words)+1
	return &analyzer.Report{Doc: d, Words: 20, People: 2, Findings: []analyzer.Finding{f, again}}
}

// Many is a text with n findings of an entry.
func Many(t *testing.T, e *lexicon.Entry, n int) *analyzer.Report {
	text := strings.Repeat("A flood of people.\n", n)
	d := &document.Document{Name: "many.txt", Format: "text", Text: text, Source: text, SourceIsUTF8: true}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(text)}, Source: document.Span{End: len(text)}})
	r := &analyzer.Report{Doc: d, Words: 4 * n}
	for i := range n {
		start := i*(len(text)/n) + 2
		r.Findings = append(r.Findings, analyzer.Finding{
			Entry: e, Span: document.Span{Start: start, End: start + 15},
			Sentence: document.Span{Start: start - 2, End: start + 16}, Key: fmt.Sprintf("%020d", i),
		})
	}
	return r
}

// FixtureRun is a run with the built-in lexicon.
var FixtureRun = stream.Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: strings.Repeat("0123456789abcdef", 4),
	Languages: []string{"en"}, Tiers: []string{"core"},
}

// OwnRun is one with an organisation's own lexicon.
var OwnRun = stream.Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: strings.Repeat("fedcba9876543210", 4),
	Languages: []string{"en"}, Tiers: []string{"core", "advisory"},
	Own: []string{"house"},
	Changes: []lexicon.Change{{
		Entry: "flood-of-people", What: []string{"severity: review → note", "why rewritten"}, Reason: "agreed in May",
		By: "house",
	}},
}

// CountedRun counts quotations too.
var CountedRun = stream.Run{
	Version: "1.2.3", LexiconVersion: "0.9.0", LexiconSHA256: FixtureRun.LexiconSHA256, Languages: []string{"en"},
	Tiers:  []string{"core"},
	Policy: analyzer.Policy{Counted: []lexicon.Status{lexicon.Used, lexicon.Quoted}},
}

var (
	convention = &lexicon.Source{
		ID: "CONV", Title: "Convention on words, article 5", Body: "Assembly of Letters", Year: 1990,
		Status: lexicon.Read,
		Says:   "It asks for people first.",
	}
	guide = &lexicon.Source{
		ID: "GUIDE", Title: "Style guide", Body: "The Evening Paper", Status: lexicon.Secondary,
		Says: "It keeps the word.",
	}
	// Rumour is a source that may not be named.
	Rumour = &lexicon.Source{
		ID: "RUMOUR", Title: "A rumour", Body: "Nobody", Status: lexicon.Unconfirmed, Says: "Nobody has seen it.",
	}

	// PeopleIllegal is an entry with all that an entry can say.
	PeopleIllegal = &lexicon.Entry{
		ID: "illegal-people", Category: &lexicon.Category{ID: "crim.status", Name: "People called illegal"},
		Grade:   lexicon.GradeA,
		Why:     "Acts can break a law; a person cannot be illegal.",
		Instead: []string{"undocumented people", "people in an irregular situation"},
		Caveat:  "Statutes define some of these labels; cite them as terms of that law.", Sources: []lexicon.Reference{
			{Source: convention, Role: lexicon.Against, About: "It asks for people first."},
			{Source: guide, Role: lexicon.Permits}, {Source: Rumour, Role: lexicon.Background},
		},
		Disagree: []lexicon.Side{
			{Says: "Not for people.", Sources: []*lexicon.Source{convention}},
			{Says: "Allowed with care.", Sources: []*lexicon.Source{guide, Rumour}},
		},
	}
	// PeopleAsWater is an entry without a source that may be named.
	PeopleAsWater = &lexicon.Entry{
		ID: "flood-of-people", Category: &lexicon.Category{ID: "dehum.water", Name: "People as water"},
		Severity: lexicon.Review, Grade: lexicon.GradeC,
		Why: "A flood has no reasons and no rights.", Instead: []string{"arrivals"},
		Sources: []lexicon.Reference{{Source: Rumour, Role: lexicon.Background}},
	}
)

// Find is the finding of words in a document, in the sentence given.
func Find(
	t *testing.T, d *document.Document, e *lexicon.Entry, words, sentence string, v judge.Verdict,
) analyzer.Finding {
	t.Helper()
	s := SpanOf(t, d.Text, sentence)
	w := SpanOf(t, sentence, words)
	return analyzer.Finding{
		Entry: e, Span: document.Span{Start: s.Start + w.Start, End: s.Start + w.End}, Sentence: s, Verdict: v,
		Key: "0123456789abcdef0123",
	}
}

// SpanOf is where words are in a text, which must hold them.
func SpanOf(t *testing.T, text, words string) document.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("the text does not hold %q", words)
	}
	return document.Span{Start: i, End: i + len(words)}
}

// Paged is a bill of two pages and a third that was not read.
func Paged(t *testing.T) *analyzer.Report {
	const line1, line2, line3 = "The authority shall detain illegal", "migrants without delay.",
		"A flood of migrants is expected."
	text := line1 + "\n" + line2 + "\n\n" + line3
	d := &document.Document{
		Name: "docs/bill.pdf", Format: "pdf", Lang: "en", SHA256: strings.Repeat("ab", 32), Text: text,
		Gaps: []document.Gap{
			{Page: 3, Reason: "no text layer", Hint: "recognise its text (OCR)"},
			{Page: 4, Reason: "no text layer", Hint: "recognise its text (OCR)"},
			{Reason: "embedded files not read"},
		},
	}
	one, two, three := SpanOf(t, text, line1), SpanOf(t, text, line2), SpanOf(t, text, line3)
	d.Blocks = []document.Block{
		{Span: document.Span{Start: one.Start, End: two.End}, Path: "Article 4(2)(b)"},
		{Span: three, Role: document.Heading, Level: 1, Path: "Recital 2"},
	}
	d.Pages = []document.Page{
		{Span: document.Span{End: three.Start}, Number: 1, Label: "i", Width: 595, Height: 842},
		{Span: three, Number: 2, Label: "ii", Width: 595, Height: 842},
	}
	d.Runs = document.RunsOf(
		document.Run{
			Span: document.Span{
				Start: one.Start,
				End:   two.Start,
			}, Line: 7, Printed: 5, Boxes: glyphs(len(line1)+1, 120.04),
		},
		document.Run{Span: two, Line: 8, Boxes: glyphs(len(line2), 134.26)},
		document.Run{Span: three, Page: 1, Line: 1, Boxes: glyphs(len(line3), 72)},
	)
	return &analyzer.Report{Doc: d, Words: 12, People: 2, Findings: []analyzer.Finding{
		Find(t, d, PeopleIllegal, "illegal\nmigrants", line1+"\n"+line2, judge.Verdict{}),
		Find(t, d, PeopleAsWater, "flood of migrants", line3, judge.Verdict{Status: lexicon.Named, Rule: "heading"}),
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

// Lined is a text with wide letters, a combining accent, a hostile escape sequence and a quotation.
func Lined(t *testing.T) *analyzer.Report {
	const first, second, third = "東京の記者 cafe\u0301 \x1b[31m says illegal migrants came.",
		"The mayor said “illegal\nmigrants are here”.", "Illegal migrants, again."
	text := first + "\n\n" + second + "\n\n" + third
	d := &document.Document{
		Name: "speech.txt", Format: "text", Lang: "en", SHA256: strings.Repeat("cd", 32), Text: text, Source: text,
		SourceIsUTF8: true,
	}
	for _, s := range []string{first, second, third} {
		d.Blocks = append(d.Blocks, document.Block{Span: SpanOf(t, text, s)})
	}
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(text)}, Source: document.Span{End: len(text)}})
	quoted := judge.Verdict{
		Status: lexicon.Quoted, Rule: "quotation", Cue: SpanOf(t, text, "said"), Speaker: SpanOf(t, text, "The mayor"),
	}
	return &analyzer.Report{Doc: d, Words: 17, People: 3, Findings: []analyzer.Finding{
		Find(t, d, PeopleIllegal, "illegal migrants", first, judge.Verdict{}),
		Find(t, d, PeopleIllegal, "illegal\nmigrants", second, quoted),
		Find(t, d, PeopleIllegal, "Illegal migrants", third, judge.Verdict{}),
	}}
}

// Missing is a file that could not be read.
func Missing() *analyzer.Report {
	return &analyzer.Report{Doc: &document.Document{Name: "gone.txt", Gaps: []document.Gap{{
		Reason: "no such file", Hint: "check the name",
	}}}}
}

// Fixture is a bill in pages, a text, and a file that is missing.
func Fixture(t *testing.T) []*analyzer.Report {
	return []*analyzer.Report{Paged(t), Lined(t), Missing()}
}

// Clean is a run that found nothing.
func Clean() []*analyzer.Report {
	d := &document.Document{Name: "clean.txt", Format: "text", Text: "All is well.", SHA256: strings.Repeat("ef", 32)}
	return []*analyzer.Report{{Doc: d, Language: &lexicon.Language{Code: "en", Name: "English"}, Words: 3}}
}

// Long is long enough for rates, and its finding is by an own entry.
func Long(t *testing.T) []*analyzer.Report {
	r := Lined(t)
	own := *PeopleIllegal
	own.Tier, own.By = lexicon.Advisory, "house"
	r.Findings, r.Words, r.People = r.Findings[:1], 4200, 41
	r.Findings[0].Entry = &own
	return []*analyzer.Report{r}
}

package reporttest

import (
	"regexp"
	"strings"
	"unicode"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/display"
	"refrain/lexicon"
)

// Saying is a report of a document that says s wherever it can, with a finding on the first word of
// its text.
func Saying(s, text string) *analyzer.Report {
	d := &document.Document{
		Name: s, Format: "pdf", Lang: s, Text: text,
		Pages: []document.Page{{Span: document.Span{End: len(text)}, Number: 1, Label: s, Width: 100, Height: 100}},
		Gaps:  []document.Gap{{Page: 1, Reason: s, Hint: s}},
	}
	whole := document.Span{End: len(text)}
	if whole.Len() > 0 {
		d.Blocks = []document.Block{{Span: whole, Lang: s, Speaker: s, Path: s}}
		d.Runs = document.RunsOf(document.Run{Span: whole})
	}
	r := &analyzer.Report{Doc: d, Words: 9, Accepted: s, Unread: map[string]int{s: 1}}
	if word := strings.IndexByte(text+" ", ' '); word > 0 {
		first := document.Span{End: word}
		r.Findings = []analyzer.Finding{
			{Entry: PeopleIllegal, Span: first, Sentence: whole, Key: "k"},
			{Entry: PeopleIllegal, Span: first, Sentence: whole, Key: "k"},
		}
		r.Findings[0].Record = analyzer.Record{State: analyzer.Waived, Reason: s, By: s, Where: s}
		r.Findings[1].Verdict.Speaker = whole
	}
	return r
}

// HostilePage is a document whose every word would like to be more than a word.
func HostilePage() *analyzer.Report {
	const text = "<script>window.hit=1</script> </style></script> \u202eillegal migrants\u202c came. \"><img " +
		"src=x onerror=window.hit=1> ](javascript:window.hit=1) =cmd|' /C calc'!A0 {{.Name}} \x00\x1b[31m"
	d := &document.Document{
		Name: "\"><script>window.hit=1</script>\u202e.txt", Format: "text", Lang: "\"><script>", Text: text,
		SHA256: "ab",
		Blocks: []document.Block{{
			Span: document.Span{
				End: len(text),
			}, Lang: "en\" onclick=\"window.hit=1", Speaker: "<b onclick=window.hit=1>",
			Path: "<i>",
		}},
		Gaps: []document.Gap{{Reason: "<script>window.hit=1</script>", Hint: "<b>"}},
	}
	at := strings.Index(text, "illegal")
	entry := *PeopleIllegal
	entry.ID, entry.Why = "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>"
	entry.Sources = []lexicon.Reference{{Source: &lexicon.Source{
		ID: "X", Title: "<b>", Body: "B", URL: "javascript:window.hit=1", Says: "<script>",
	}}}
	return &analyzer.Report{Doc: d, Words: 9, Findings: []analyzer.Finding{{
		Entry: &entry, Span: document.Span{Start: at, End: at + len("illegal migrants")},
		Sentence: document.Span{End: len(text)}, Key: "\"><script>window.hit=1</script>",
	}}}
}

// Steering is a report of a document that says s wherever it can, with entries of an own lexicon
// that do so too.
func Steering(s string) []*analyzer.Report {
	r := Saying(s, s+" illegal migrants")
	own := *PeopleIllegal
	own.Category = &lexicon.Category{ID: "own", Name: s, Harm: s, Definition: s}
	own.ID, own.Why, own.Instead, own.Caveat, own.Scope, own.By = s, s, []string{s, s}, s, s, s
	own.Verbs, own.Rewrite = []string{s}, s
	own.Sources = []lexicon.Reference{{Source: &lexicon.Source{
		ID: s, Title: s, Body: s, Kind: s, Says: s, URL: s, Status: lexicon.Read,
	}}}
	own.Disagree = []lexicon.Side{{Says: s, Sources: lexicon.SourcesOf(own.Sources)}}
	for i := range r.Findings {
		r.Findings[i].Entry = &own
	}
	unplaced := Saying(s, s+" illegal migrants")
	unplaced.Doc.Pages = nil
	return []*analyzer.Report{r, unplaced, Missing()}
}

// Commands are what documents may say to steer a runner.
var Commands = []string{
	"::add-mask::the", "\u3000 \u00a0::stop-commands::x", "\u200b::set-output name=a::b", "a\r::debug::b",
	"a\n  ::group::b", "##[error]a", "b ##vso[task.setvariable variable=a]b",
	"##teamcity[buildStatus text='a']", "section_start:1560896352:a\r\x1b[0Kb",
	"\x1b[8mha:a\x1b[0m", "###[group]a", "::::", "\x1b[1m::error::a",
}

// Annotation is a command of the kind github's own.
var Annotation = regexp.MustCompile(`^::(error|warning|notice) (file|title)=`)

// Obeyed are the lines of an output that a runner of GitHub, Azure Pipelines, TeamCity or GitLab
// takes for commands.
func Obeyed(output string) []string {
	var all []string
	ends := func(r rune) bool { return strings.ContainsRune("\n\r\f\v", r) }
	passed := func(r rune) bool { return unicode.IsSpace(r) || display.Unseen(r) }
	for _, line := range strings.FieldsFunc(output, ends) {
		bare := strings.TrimLeftFunc(colours.ReplaceAllString(line, ""), passed)
		if strings.HasPrefix(bare, "::") || regexp.MustCompile(`##[A-Za-z]*\[`).MatchString(line) {
			all = append(all, line)
		}
	}
	if strings.Contains(output, "\x1b[0K") || strings.Contains(output, "\x1b[8m") {
		all = append(all, "a section of GitLab or a note of Jenkins")
	}
	return all
}

// colours are control sequences, which some runners take away before they look at a line.
var colours = regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)

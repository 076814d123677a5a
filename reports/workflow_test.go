package reports

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// colours are control sequences, which some runners take away before they look at a line.
var colours = regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`)

// obeyed are the lines of an output that a runner of GitHub, Azure Pipelines, TeamCity or GitLab
// takes for commands.
func obeyed(output string) []string {
	var all []string
	ends := func(r rune) bool { return strings.ContainsRune("\n\r\f\v", r) }
	passed := func(r rune) bool { return unicode.IsSpace(r) || unseen(r) }
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

// annotation is a command of the kind github's own.
var annotation = regexp.MustCompile(`^::(error|warning|notice) (file|title)=`)

// commands are what documents may say to steer a runner.
var commands = []string{
	"::add-mask::the", "\u3000 \u00a0::stop-commands::x", "\u200b::set-output name=a::b", "a\r::debug::b",
	"a\n  ::group::b", "##[error]a", "b ##vso[task.setvariable variable=a]b",
	"##teamcity[buildStatus text='a']", "section_start:1560896352:a\r\x1b[0Kb",
	"\x1b[8mha:a\x1b[0m", "###[group]a", "::::", "\x1b[1m::error::a",
}

// steering is a report of a document that says s wherever it can, with entries of an own lexicon
// that do so too.
func steering(s string) []*analyzer.Report {
	r := saying(s, s+" illegal migrants")
	own := *peopleIllegal
	own.Category = &lexicon.Category{ID: "own", Name: s, Harm: s, Definition: s}
	own.ID, own.Why, own.Instead, own.Caveat, own.Scope, own.By = s, s, []string{s, s}, s, s, s
	own.Sources = []lexicon.Reference{{Source: &lexicon.Source{ID: s, Title: s, Body: s, Kind: s, Says: s, URL: s, Status: lexicon.Read}}}
	own.Disagree = []lexicon.Side{{Says: s, Sources: lexicon.SourcesOf(own.Sources)}}
	for i := range r.Findings {
		r.Findings[i].Entry = &own
	}
	unplaced := saying(s, s+" illegal migrants")
	unplaced.Doc.Pages = nil
	return []*analyzer.Report{r, unplaced, missing()}
}

func TestNoKindOfReportSteersAWorkflow(t *testing.T) {
	for _, k := range Kinds {
		if k.Binary() {
			continue
		}
		for _, s := range commands {
			files := []string{""}
			if k.Name == "brief" {
				files = []string{"", "a.html"}
			}
			for _, file := range files {
				run := ownRun
				run.Own, run.Changes = []string{s}, []lexicon.Change{{Entry: s, What: []string{s}, Reason: s, By: s}}
				out := report(t, k.Name, Options{File: file, Width: 40, Color: true}, run, steering(s), nil)
				for _, line := range obeyed(out) {
					if k.Name == "github" && annotation.MatchString(line) && !strings.Contains(line, "##[") {
						continue
					}
					t.Errorf("%s: %q becomes a command: %.200q", k.Name, s, line)
				}
				if !utf8.ValidString(out) {
					t.Errorf("%s: %q makes a report that is no UTF-8", k.Name, s)
				}
			}
		}
	}
}

func TestPageOfAnEntrySteersNoWorkflow(t *testing.T) {
	for _, s := range commands {
		var b strings.Builder
		e := steering(s)[0].Findings[0].Entry
		l := lexicon.NewLanguage("en", s, e)
		if err := Page(&b, l, e); err != nil {
			t.Fatal(err)
		}
		if err := EntriesJSON(&b, &lexicon.Lexicon{Languages: []*lexicon.Language{l}}); err != nil {
			t.Fatal(err)
		}
		if lines := obeyed(b.String()); len(lines) > 0 {
			t.Errorf("%q becomes a command: %q", s, lines)
		}
	}
}

// TestGuardMarksCommandsOnly shows what a reader sees.
func TestGuardMarksCommandsOnly(t *testing.T) {
	for in, want := range map[string]string{
		"a::b ::c\n":                    "a::b ::c\n",
		"::add-mask::a\n  ::b":          ":·:add-mask::a\n  :·:b",
		"a\r::b\f\u3000::c\v\u200b::d":  "a\r:·:b\f\u3000:·:c\v\u200b:·:d",
		"\x1b[1;4m::a\x1b[0m\x1b[0m::b": "\x1b[1;4m:·:a\x1b[0m\x1b[0m::b",
		":a\n: :\n:\n:":                 ":a\n: :\n:\n:",
		"# [a] ##a# [b] ##a1[ ## [c]":   "# [a] ##a# [b] ##a1[ ## [c]",
		"##[a] ####vso[b]#[c]##[":       "##·[a] ####vso·[b]#[c]##·[",
		"é::a\xff::b":                   "é::a\xff::b",
		"#\n#[":                         "#\n#[",
	} {
		var whole, pieces strings.Builder
		io.WriteString(Guard(&whole), in)
		w := Guard(&pieces)
		for i := range len(in) {
			if n, err := w.Write([]byte{in[i]}); n != 1 || err != nil {
				t.Fatalf("Write says %d, %v", n, err)
			}
		}
		if whole.String() != want || pieces.String() != want {
			t.Errorf("%q became %q, and %q byte by byte; want %q", in, whole.String(), pieces.String(), want)
		}
	}
}

// TestSignsMeanTheSame holds for what programs read: only how it is written changes.
func TestSignsMeanTheSame(t *testing.T) {
	const words, blind = "::a ##[b] ##vso[c]", "\u0085\u202e\u200b\ufeff\u00ad\U000e0041\x7f\u2800é"
	var b strings.Builder
	guarded(&b, jsonSigns).Write(encoded([]string{words, blind}))
	var list []string
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil || list[0] != words || list[1] != blind {
		t.Errorf("JSON %s is read as %q, %v", b.String(), list, err)
	}
	if i := strings.IndexFunc(b.String(), unseen); i >= 0 {
		t.Errorf("%s has what nobody sees at %d", b.String(), i)
	}
	b.Reset()
	io.WriteString(guarded(&b, markupSigns), "<a>\n"+words+"</a>")
	var text string
	if err := xml.Unmarshal([]byte(b.String()), &text); err != nil || text != "\n"+words {
		t.Errorf("XML %s is read as %q, %v", b.String(), text, err)
	}
	b.Reset()
	io.WriteString(guarded(&b, textSigns), "\n"+words)
	if got := b.String(); got != "\n:?a ##?b] ##vso?c]" {
		t.Errorf("a text whose bytes are counted became %q", got)
	}
}

func TestSignsOfMarkdownRenderAsTheSame(t *testing.T) {
	const words = "::a::b"
	var b strings.Builder
	io.WriteString(guarded(&b, markdownSigns), words+"\n")
	if got := b.String(); got != ":\\:a::b\n" || !strings.Contains(rendered(t, got), words) {
		t.Errorf("%q is rendered as %s", got, rendered(t, got))
	}
}

func TestNameIsReversibleAndUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"plain é.txt": "plain é.txt", "inv\xff.txt": `inv\xff.txt`, `inv\xff.txt`: `inv\x5cxff.txt`,
		`C:\xfer\a`: `C:\x5cxfer\a`, `\xFF\x`: `\xFF\x`,
		"\\\xff": `\\xff`, "\\x\xff": `\x\xff`, "\xc3": `\xc3`, "\ufffd": "\ufffd", "": "", "\xed\xa0\x80": `\xed\xa0\x80`,
	} {
		got := Name(in)
		if got != want || !utf8.ValidString(got) || FileName(got) != in {
			t.Errorf("Name(%q) is %q, want %q; FileName gives %q", in, got, want, FileName(got))
		}
	}
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"a\xff", `\xff`, `\x5c\xff`, "\\x5\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Name(s); FileName(got) != s || !utf8.ValidString(got) {
			t.Errorf("Name(%q) is %q, FileName gives %q", s, got, FileName(got))
		}
	})
}

// TestNameThatIsNoUTF8IsShownInEveryKind also goes through an archive and back.
func TestNameThatIsNoUTF8IsShownInEveryKind(t *testing.T) {
	in := func() []*analyzer.Report {
		r := lined(t)
		r.Doc.Name, r.Findings = "inv\xff.txt", r.Findings[:1]
		r.Doc.Gaps = []document.Gap{{Reason: "member gap\xff.xml is damaged", Hint: "look at gap\xff.xml"}}
		return []*analyzer.Report{r}
	}
	for _, k := range Kinds {
		if k.Binary() && k.Name != "xlsx" {
			continue
		}
		out := report(t, k.Name, Options{}, fixtureRun, in(), nil)
		if k.Name == "xlsx" {
			out = sheetsOf(t, out)
		}
		want := regexp.MustCompile(`inv(\\+xff|%FF)\.txt`)
		gap := regexp.MustCompile(`gap\\+xff\.xml`).MatchString(out)
		if !want.MatchString(out) || !gap || !utf8.ValidString(out) || strings.Contains(out, "\ufffd") {
			t.Errorf("%s does not show the names:\n%.1000q", k.Name, out)
		}
	}
}

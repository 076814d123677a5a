package brief

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
	head "refrain/project/letterhead"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// sections is a text of so many sections, each with so many sentences that hold a finding.
func sections(t *testing.T, name string, many, each int) *analyzer.Report {
	t.Helper()
	const words = "illegal migrants"
	d := &document.Document{Name: name, Format: "pdf", Lang: "en", SHA256: strings.Repeat("56", 32)}
	r := &analyzer.Report{Doc: d, Words: 3 * many * each, People: many * each}
	for i := range many {
		start := len(d.Text)
		d.Text += strings.Repeat("These are "+words+".\n", each)
		d.Blocks = append(d.Blocks, document.Block{
			Span: document.Span{Start: start, End: len(d.Text) - 1}, Path: fmt.Sprintf("Article %d", i+1),
		})
		d.Pages = append(d.Pages, document.Page{Span: document.Span{Start: start, End: len(d.Text)}, Number: i + 1})
		d.Runs.Append(&document.Run{Span: document.Span{Start: start, End: len(d.Text)}, Page: i, Line: 1})
		for at := start; at < len(d.Text); at += len("These are ") + len(words) + 2 {
			s := document.Span{Start: at, End: at + len("These are ") + len(words) + 1}
			from := at + len("These are ")
			r.Findings = append(r.Findings, analyzer.Finding{
				Entry: reporttest.PeopleIllegal, Sentence: s, Span: document.Span{Start: from, End: from + len(words)},
				Verdict: judge.Verdict{},
			})
		}
	}
	return r
}

// rowsOf are the rows of a brief's table of places.
func rowsOf(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| where") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}

func TestPlacesOfOneTermAreOneRow(t *testing.T) {
	got := rowsOf(
		report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{sections(t, "a.pdf", 2, 3)}, nil),
	)
	want := []string{
		"| Article 1, page 1, line 1 | These are **illegal migrants**. Likewise at 5 more places: Article 1, page 1, line 1; " +
			"Article 2, page 2, line 1. | undocumented people; people in an irregular situation | Assembly of Letters, " +
			"Convention on words, article 5 (1990); reason 1 |",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestUsesAreBelowTheirDefinition: what follows from a definition is listed with it, also where it
// comes before it, and in the plural.
func TestUsesAreBelowTheirDefinition(t *testing.T) {
	r := sections(t, "a.pdf", 4, 1)
	r.Findings[2].Verdict = judge.Verdict{Rule: "definition"}
	r.Findings[2].Span.End-- // the definition is of one migrant
	r.Findings[3].Span.Start += len("illegal ")
	got := rowsOf(report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil))
	if len(got) != 2 || !strings.HasPrefix(got[0], "| Article 3, page 3, line 1 | These are **illegal migrant**s. The text "+
		"defines the term here. It follows from the definition at 2 places: Article 1, page 1, line 1 “illegal migrants”; "+
		"Article 2, page 2, line 1. |") || !strings.HasPrefix(got[1], "| Article 4,") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// many is a text with findings of so many entries, each with a sentence and reasons of its own.
func many(t *testing.T, entries int) *analyzer.Report {
	t.Helper()
	r := sections(t, "a.pdf", entries, 1)
	for i := range r.Findings {
		e := *reporttest.PeopleIllegal
		e.ID, e.Severity = fmt.Sprintf("entry-%d", i+1), lexicon.Review
		if i == entries-1 {
			e.Severity = lexicon.Replace
		}
		e.Why = strings.Repeat("Words of a reason. ", 20)
		r.Findings[i].Entry = &e
	}
	return r
}

// TestBriefHoldsWhatTwoPagesHold: the most consequential place comes first, and what has no room is
// counted with its place.
func TestBriefHoldsWhatTwoPagesHold(t *testing.T) {
	text := report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{many(t, 60)}, nil)
	rows := rowsOf(text)
	if len(rows) < 4 || len(rows) > 30 || !strings.HasPrefix(rows[0], "| Article 60,") {
		t.Errorf("got %d rows, the first %s", len(rows), rows[0])
	}
	want := fmt.Sprintf("%d more findings have no room here: Article %d, page", 60-len(rows), len(rows))
	if !strings.Contains(text, want) {
		t.Errorf("the brief does not say %q:\n%s", want, text)
	}
	letter := stream.Options{Letterhead: head.Letterhead{Paper: head.Letter, Introduction: strings.Repeat("Words. ", 150)}}
	if less := rowsOf(report(t, letter, reporttest.FixtureRun, []*analyzer.Report{many(t, 60)}, nil)); len(less) >= len(rows) {
		t.Errorf("with a long introduction on smaller paper there is room for %d rows, without for %d", len(less), len(rows))
	}
}

func TestBriefNamesWhatIsNotThere(t *testing.T) {
	text := report(
		t,
		stream.Options{},
		reporttest.FixtureRun,
		append(reporttest.Clean(), reporttest.Missing(), reporttest.Lined(t)),
		nil,
	)
	for _, want := range []string{
		"- gone.txt: no such file (check the name)", "No findings in clean.txt. That proves nothing", "| speech.txt, ",
		"Also found, but not in their own voice: 1 quoted",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the brief does not say %q:\n%s", want, text)
		}
	}
	for _, file := range []string{"", "x.html"} {
		if text := report(
			t, stream.Options{File: file}, reporttest.FixtureRun, reporttest.Clean(), nil,
		); !strings.Contains(text, "That proves nothing about the rest") || strings.Contains(text, "Where, and") {
			t.Errorf("a brief about nothing: %s", text)
		}
	}
}

// The page is of the kind that its file's name asks for, and of no other.
func TestBriefGoesByTheEndingOfItsFile(t *testing.T) {
	for file, want := range map[string]string{
		"": begins, "a.md": begins, "A.HTML": "<!doctype html>", "dir.x/a.htm": "<!doctype html>", "a.DOCX": "PK\x03\x04",
	} {
		if got := report(t, stream.Options{File: file}, reporttest.FixtureRun, nil, nil); !strings.HasPrefix(
			got,
			want,
		) {
			t.Errorf("%q: begins %q", file, got[:40])
		}
	}
	if err := New(&bytes.Buffer{}, stream.Options{File: "a.odt"}).Begin(reporttest.FixtureRun); err == nil ||
		err.Error() != "a.odt: a brief is a page of HTML or Markdown, or a file of Word; end the file's name with .html, .md or .docx" {
		t.Errorf("got %v", err)
	}
}

func TestHostileWordsStayWordsInABrief(t *testing.T) {
	bad := []string{"<script", `href="javascript`, "raw HTML omitted", "\u202e"}
	in := reporttest.Several(t)
	in[1].Doc.Name = "a\u202e](javascript:b) <script>.txt"
	markdown := report(t, stream.Options{}, reporttest.FixtureRun, in, nil)
	for name, got := range map[string]string{
		"html":     report(t, stream.Options{File: "a.html"}, reporttest.FixtureRun, in, nil),
		"markdown": reporttest.Rendered(t, strings.TrimPrefix(markdown, "<!-- refrain 1.2.3, brief -->\n")),
	} {
		for _, b := range bad {
			if strings.Contains(got, b) {
				t.Errorf("%s holds %q:\n%s", name, b, got)
			}
		}
		if !strings.Contains(got, "a‹U+202E›](javascript:b)") {
			t.Errorf("%s does not show the file's name:\n%s", name, got)
		}
	}
}

func TestBriefNamesWhatIsWaivedApart(t *testing.T) {
	r := sections(t, "a.pdf", 2, 1)
	r.Findings[0].Record = analyzer.Record{
		State:  analyzer.Waived,
		Reason: "a title",
		Where:  ".refrain-waivers.yaml:1:1",
	}
	text := report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{r}, nil)
	if got := rowsOf(text); len(got) != 1 || !strings.Contains(got[0], "Article 2") {
		t.Errorf("got %q", got)
	}
	for _, want := range []string{
		"Of these, 1 waived; the other one is new.",
		"- a.pdf, Article 1, page 1, line 1: “illegal migrants”; waived: a title (.refrain-waivers.yaml:1:1)\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the brief does not say %q:\n%s", want, text)
		}
	}
}

func TestBriefOfAnEntryWithoutSourcesSaysSo(t *testing.T) {
	r := sections(t, "a.pdf", 1, 1)
	bare := *reporttest.PeopleIllegal
	bare.Sources, bare.Disagree = []lexicon.Reference{{Source: reporttest.Rumour}}, nil
	r.Findings[0].Entry = &bare
	for _, file := range []string{"", "x.html"} {
		if text := report(
			t, stream.Options{File: file}, reporttest.FixtureRun, []*analyzer.Report{r}, nil,
		); !strings.Contains(text, strings.TrimSuffix(wording.NoSource, "the lexicon's editors.")) || strings.Contains(text, "A rumour") {
			t.Errorf("got %s", text)
		}
	}
}

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
	"refrain/reports/reporttest"
	"refrain/reports/stream"
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

// rowsOf are the rows of a brief's list of places.
func rowsOf(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| where") &&
			!strings.HasPrefix(line, "| status") &&
			strings.Contains(line, "“") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}

func TestPlacesOfASectionStandTogether(t *testing.T) {
	got := rowsOf(
		report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{sections(t, "a.pdf", 2, 3)}, nil),
	)
	want := []string{
		"| page 1, Article 1 | “illegal migrants” (3 times) | undocumented people; people in an irregular " +
			"situation | 1 |",
		"| page 2, Article 2 | “illegal migrants” (3 times) | undocumented people; people in an irregular " +
			"situation | 1 |",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestManyPlacesAreDrawnTogether(t *testing.T) {
	for _, c := range []struct {
		documents, sections int
		rows                []string
		says                string
	}{
		{
			1, 50,
			[]string{
				"| pages 1, 2, 3, 4, 5, 6, 7, 8 and 42 more pages: Article 1, Article 2, Article 3, Article 4, " +
					"Article 5, " +
					"Article 6, Article 7, Article 8 and 42 more sections | “illegal migrants” (50 times) |",
			},
			"of one term in a document",
		},
		{
			45, 2,
			[]string{
				"| 1.pdf (2), 2.pdf (2), 3.pdf (2), 4.pdf (2), 5.pdf (2), 6.pdf (2), 7.pdf (2), 8.pdf (2) and 37 " +
					"more " +
					"documents | “illegal migrants” (90 times) |",
			},
			"of one term in all documents",
		},
	} {
		var in []*analyzer.Report
		for i := range c.documents {
			in = append(in, sections(t, fmt.Sprintf("%d.pdf", i+1), c.sections, 1))
		}
		text := report(t, stream.Options{}, reporttest.FixtureRun, in, nil)
		got := rowsOf(text)
		if len(got) != len(c.rows) || !strings.HasPrefix(got[0], c.rows[0]) {
			t.Errorf(
				"%d documents of %d sections: got\n%s\nwant\n%s",
				c.documents,
				c.sections,
				strings.Join(got, "\n"),
				c.rows[0],
			)
		}
		if !strings.Contains(text, c.says) {
			t.Errorf("the brief does not say %q:\n%s", c.says, text)
		}
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
		"- gone.txt: no such file (check the name)", "No findings in clean.txt. That proves nothing", "### speech.txt",
		"| quoted | inside somebody else's words | 1 |",
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
		"": begins, "a.md": begins, "A.HTML": "<!doctype html>", "dir.x/a.htm": "<!doctype html>",
	} {
		if got := report(t, stream.Options{File: file}, reporttest.FixtureRun, nil, nil); !strings.HasPrefix(
			got,
			want,
		) {
			t.Errorf("%q: begins %q", file, got[:40])
		}
	}
	if err := New(&bytes.Buffer{}, stream.Options{File: "a.docx"}).Begin(reporttest.FixtureRun); err == nil ||
		err.Error() != "a.docx: a brief is a page of HTML or Markdown; end the file's name with .html or .md" {
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
		"- a.pdf, page 1, line 1, Article 1: “illegal migrants”; waived: a title (.refrain-waivers.yaml:1:1)\n",
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
		); !strings.Contains(
			text, "No source is confirmed; the judgement of the lexicon",
		) || strings.Contains(text, "A rumour") {
			t.Errorf("got %s", text)
		}
	}
}

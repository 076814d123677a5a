package markdown

import (
	"io"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

func TestTextMeansNothingButItselfInMarkdown(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a *b* _c_ `d` ~~e~~ **f**", "a *b* _c_ `d` ~~e~~ **f**"},
		{"<script>alert(1)</script> <!-- x --> <https://a.b>", "&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- x --&gt; "},
		{"](javascript:alert(1)) [a](b) ![c](d)", "](javascript:alert(1)) [a](b) ![c](d)"},
		{"&amp; &lt; \\* | a | b", "&amp;amp; &amp;lt; \\* | a | b"},
		{"# heading", "# heading"},
		{"- item", "- item"},
		{"12. item", "12. item"},
		{"3) item", "3) item"},
		{"=====", "====="},
		{"+ plus", "+ plus"},
		{"> quote", "&gt; quote"},
		{"```", "```"},
		{"one\n\n# two\n---", "one # two ---"},
		{"@everyone, see #12; mail a@b.example", "@\u200beveryone, see #\u200b12; mail "},
		{"a\u202eb\x1b[31m", "a‹U+202E›b‹U+001B›[31m"},
	} {
		got := reporttest.Rendered(t, LineStart(Escape(c.text)))
		if !strings.HasPrefix(got, "<p>"+c.want) {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMarkdownKeepsItsTables(t *testing.T) {
	got := reporttest.Rendered(t, report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Several(t), nil))
	for _, bad := range []string{"<script", `href="javascript`, "<!-- raw HTML omitted -->", "\u202e"} {
		if strings.Contains(got, bad) {
			t.Errorf("the report holds %q:\n%s", bad, got)
		}
	}
	if rows := strings.Count(got, "<tr>"); rows != 2+2+6 {
		t.Errorf("%d rows of tables, want two of each of two tables and six of the documents:\n%s", rows, got)
	}
}

func TestMarkdownLinksSources(t *testing.T) {
	source := lexicon.Reference{Role: lexicon.Background, Source: &lexicon.Source{
		Title: "A [guide]", Body: "The <Paper>", Status: lexicon.Read, URL: "https://a.example/b_(c)",
	}}
	if got := reporttest.Rendered(
		t, Source(wording.Words{}, source),
	); got != "<p><a href=\"https://a.example/b_(c)\">The &lt;Paper&gt;, A [guide]</a></p>\n" {
		t.Errorf("got %s", got)
	}
}

// Blanks around the words are kept, and the rest of the sentence is in one line.
func TestWordsStandInTheirSentence(t *testing.T) {
	const text = "So many\nillegals  \t here."
	d := &document.Document{Text: text}
	f := reporttest.Find(t, d, reporttest.PeopleIllegal, "illegals", text, judge.Verdict{})
	if got := context(d, &f); got != "So many **illegals** here." {
		t.Errorf("got %q", got)
	}
	long := strings.Repeat("word ", 400)
	d = &document.Document{Text: long + "illegals " + long}
	f = reporttest.Find(t, d, reporttest.PeopleIllegal, "illegals", d.Text, judge.Verdict{})
	if got := context(d, &f); !strings.HasPrefix(got, "… word ") || !strings.HasSuffix(got, " word …") ||
		!strings.Contains(got, "word **illegals** word") {
		t.Errorf("got %q", got)
	}
}

func TestMarkdownOfNothingSaysSo(t *testing.T) {
	if got := report(
		t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{reporttest.Missing()}, nil,
	); !strings.Contains(got, "Nothing was read, so nothing is known.") {
		t.Errorf("got %s", got)
	}
}

func TestSignsOfMarkdownRenderAsTheSame(t *testing.T) {
	const words = "::a::b"
	var b strings.Builder
	io.WriteString(display.Guarded(&b, display.MarkdownSigns), words+"\n")
	if got := b.String(); got != ":\\:a::b\n" || !strings.Contains(reporttest.Rendered(t, got), words) {
		t.Errorf("%q is rendered as %s", got, reporttest.Rendered(t, got))
	}
}

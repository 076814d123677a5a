package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/lexicon"
)

// rendered is Markdown as GitHub would show it, with whatever HTML it holds left in.
func rendered(t *testing.T, source string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(source), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

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
		got := rendered(t, lineStart(markdown(c.text)))
		if !strings.HasPrefix(got, "<p>"+c.want) {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMarkdownKeepsItsTables(t *testing.T) {
	got := rendered(t, report(t, "markdown", Options{}, fixtureRun, several(t), nil))
	for _, bad := range []string{"<script", `href="javascript`, "<!-- raw HTML omitted -->", "\u202e"} {
		if strings.Contains(got, bad) {
			t.Errorf("the report holds %q:\n%s", bad, got)
		}
	}
	if rows := strings.Count(got, "<tr>"); rows != 2+2+6 {
		t.Errorf("%d rows of tables, want two of each of two tables and six of the documents:\n%s", rows, got)
	}
}

func TestOnlyAddressesOfTheWebAreLinks(t *testing.T) {
	for url, want := range map[string]bool{
		"https://a.example/b_(c)?d=e": true, "http://a.example": true, "": false, "javascript:alert(1)": false, "https://a.example/> [b](c": false,
		"https://a.example/\n": false, "ftp://a.example": false, "https://a.example/\\": false, "data:text/html,a": false,
	} {
		if got := webAddress(url); got != want {
			t.Errorf("%q: got %t, want %t", url, got, want)
		}
	}
}

func TestMarkdownLinksSources(t *testing.T) {
	source := lexicon.Reference{Role: lexicon.Background, Source: &lexicon.Source{
		Title: "A [guide]", Body: "The <Paper>", Status: lexicon.Read, URL: "https://a.example/b_(c)",
	}}
	if got := rendered(t, markdownSource(source)); got != "<p><a href=\"https://a.example/b_(c)\">The &lt;Paper&gt;, A [guide]</a></p>\n" {
		t.Errorf("got %s", got)
	}
}

// Blanks around the words are kept, and the rest of the sentence is in one line.
func TestWordsStandInTheirSentence(t *testing.T) {
	const text = "So many\nillegals  \t here."
	d := &document.Document{Text: text}
	f := find(t, d, peopleIllegal, "illegals", text, judge.Verdict{})
	if got := markdownContext(d, &f); got != "So many **illegals** here." {
		t.Errorf("got %q", got)
	}
	long := strings.Repeat("word ", 400)
	d = &document.Document{Text: long + "illegals " + long}
	f = find(t, d, peopleIllegal, "illegals", d.Text, judge.Verdict{})
	if got := markdownContext(d, &f); !strings.HasPrefix(got, "… word ") || !strings.HasSuffix(got, " word …") || !strings.Contains(got, "word **illegals** word") {
		t.Errorf("got %q", got)
	}
}

func TestMarkdownOfNothingSaysSo(t *testing.T) {
	if got := report(t, "markdown", Options{}, fixtureRun, []*analyzer.Report{missing()}, nil); !strings.Contains(got, "Nothing was read, so nothing is known.") {
		t.Errorf("got %s", got)
	}
}

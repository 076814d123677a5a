package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{
			"headings open a path", "# Part\n## Scope *now*\nText.",
			"heading 1 [Part]: Part\nheading 2 [Part > Scope now]: Scope now\nbody [Part > Scope now]: Text.",
		},
		{
			"code, addresses and comments are left out",
			"A `x` b <http://x.y> c https://illegal.example d <!-- gone --> e.\n\n```\ncode\n```\n\n    code\n\n" +
				"<!-- gone -->",
			"body: A  b  c  d  e.",
		},
		{
			"the text of a link stays",
			"A [flood](http://x \"title\") of ![people](y.png) and [refs][r].\n\n[r]: http://z",
			"body: A flood of people and refs.",
		},
		{
			"entities and backslashes stand for characters", "Fish &amp; \\*chips\\* &#8211; &nosuch;",
			"body: Fish & *chips* – &nosuch;",
		},
		{"quotations are block quotes", "> one\n> two\n\nthree", "block quote: one⏎two\nbody: three"},
		{"lists nest", "- a\n  - b\n- c", "list item 1: a\nlist item 2: b\nlist item 1: c"},
		{"tables come by cell", "| a | b |\n|---|---|\n| c | d \\| e |", "cell: a\ncell: b\ncell: c\ncell: d | e"},
		{"footnotes are notes", "Text[^1] more.\n\n[^1]: A note.", "body: Text more.\nnote: A note."},
		{"what is struck through is deleted", "A ~~flood~~ wave", "body: A  wave\ndeleted, struck out: flood"},
		{
			"front matter gives what is printed", "---\ntitle: 'The flood'\nlayout: post\n---\nText.",
			"title: The flood\nbody: Text.",
		},
		{"a rule is no front matter", "---\n\ntitle: x", "body: title: x"},
		{
			"HTML is read as HTML", "<div>A <b>flood</b> &lt;</div>\n\nText<br>more.",
			"body: A flood <\nbody: Text⏎more.",
		},
		{
			"an element may begin in one block and end in another", "<div hidden>\n\nflood\n\n</div>\n\nText.",
			"hidden, display: none: flood\nbody: Text.",
		},
		{
			"styles count in Markdown too",
			"A <span style='color:white'>flood</span> of <s>refugees</s> <b>people</b>.",
			"body: A  of  people.\nhidden, white text: flood\ndeleted, struck out: refugees",
		},
		{
			"the deeper paragraphs of a law are no code",
			"1. One\n\n\n        a) who came in the year before last, or\n        b) § 24 of the Act.\n",
			"list item 1: One\nlist item 1: a) who came in the year before last, or⏎b) § 24 of the Act.",
		},
		{
			"provisions open a path", "**Article 4** – Aim\n\n(1) One.",
			"body [Article 4]: Article 4 – Aim\nbody [Article 4(1)]: (1) One.",
		},
		{"line-end hyphens join", "The immi-\ngrants.", "body: The immigrants."},
		{"hyphens join over a quotation's marks", "> The immi-\n> grants.", "block quote: The immigrants."},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "markdown", c.src)), c.want)
	}
	if got, want := readertest.Marks(readertest.ReadAs(t, "markdown", "An *illegal* and **bold** <q>word</q> in "+
		"<cite>Law</cite>.")), "emphasis illegal|quotation word|work Law"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
}

func TestTimesInMarkdownAreNoText(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{
			"before each line", "[00:00:01] We have a flood\n[00:00:05] of light. So\n[00:00:09] it is.",
			"body: We have a flood⏎of light. So⏎it is.",
		},
		{
			"a sentence that ended ends the block", "[0:01] A flood.\n[0:05] Of light\n[0:09] too",
			"body: A flood.\nbody: Of light⏎too",
		},
		{
			"in bold, with names",
			"# Talk\n\n**[0:01] Ann Lee:** We have a flood\n\n**[0:05]** of light\n\n**[0:09] Bo:** No",
			"heading 1 [Talk]: Talk\nbody [Talk]: Ann Lee: We have a flood⏎of light\nbody [Talk]: Bo: No",
		},
		{
			"with links, in a list",
			"- [0:01](https://x.y/v?t=1) a flood\n- [0:05](https://x.y/v?t=5) of light\n- " +
				"[0:09](https://x.y/v?t=9) here",
			"body: a flood⏎of light⏎here",
		},
		{"on lines of their own", "0:01\n\na flood\n\n0:05\n\nof light\n\n0:09\n\nhere", "body: a flood⏎of light⏎here"},
		{
			"a list of other things stays", "- one\n- two\n\n10:30 is late.",
			"list item 1: one\nlist item 1: two\nbody: 10:30 is late.",
		},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "markdown", c.src)), c.want)
	}
	doc := readertest.ReadAs(t, "markdown", "[0:01] Ann: a flood\n[0:05] of light\n[0:09] Bo: here")
	for word, want := range map[string]string{"light": "5s Ann 2:11", "here": "9s Bo 3:12"} {
		at := strings.Index(doc.Text, word)
		p := doc.Locate(document.Span{Start: at, End: at + len(word)})
		if got := fmt.Sprintf("%s %s %d:%d", p.Time, p.Speaker, p.Line, p.Column); got != want {
			t.Errorf("%s is at %s, want %s", word, got, want)
		}
	}
}

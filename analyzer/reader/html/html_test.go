package html_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ claim, src, want string }{
		{"scripts and styles are no text", "<style>a</style><script>b<c</script>f", "body: f"},
		{
			"what is hidden is set apart",
			"<p hidden>a</p><p style='DISPLAY: none'>b</p><div style=\"visibility:hidden\"><p>c</p></div><p " +
				"aria-hidden=true>d",
			"hidden, display: none: a\nhidden, display: none: b\nhidden, visibility: hidden: c\nbody: d",
		},
		{
			"words for screen readers part no sentence",
			"<style>.sr{position:absolute;clip:rect(0,0,0,0)}</style><p><span aria-hidden=true>I</span><span class=sr>I</span>" +
				"llegal <span class=sr>note</span>people",
			"body: Illegal people\nhidden, clipped: I\nhidden, clipped: note",
		},
		{"so are the names of pictures", "<svg><title>a</title><text>b</text></svg>", "hidden, not drawn: a\nbody: b"},
		{
			"so is what is struck out", "A <del>flood</del><s>tide</s> wave",
			"body: A wave\ndeleted, struck out: floodtide",
		},
		{"white space is a blank", "<p>A  flood\n   of\tpeople&nbsp;now </p>", "body: A flood⏎of people now"},
		{
			"paragraphs need no end tags", "<p>a<p>b<ul><li>c<li>d</ul>e",
			"body: a\nbody: b\nlist item 1: c\nlist item 1: d\nbody: e",
		},
		{
			"inline elements do not part words", "<p>immi<b>gr</b>ants, immi<wbr>grants, immi&shy;grants",
			"body: immigrants, immigrants, immigrants",
		},
		{"a line break is one, two end a paragraph", "a<br>b<br><br>c", "body: a⏎b\nbody: c"},
		{
			"tables come by cell", "<table><caption>T</caption><tr><th>a<td>b<tr><td>c</table>",
			"caption: T\ncell: a\ncell: b\ncell: c",
		},
		{
			"block quotes are quotations", "<blockquote><p>a</p><ul><li>b</ul></blockquote>c",
			"block quote: a\nblock quote: b\nbody: c",
		},
		{
			"headings open a path", "<title>T</title><h1>One</h1><p>a<h2>Two</h2><p>b<h1>Three</h1>c",
			"title: T\nheading 1 [One]: One\nbody [One]: a\nheading 2 [One > Two]: Two\nbody [One > Two]: b\n" +
				"heading 1 [Three]: Three\nbody [Three]: c",
		},
		{
			"a heading by its role", "<div role=heading aria-level=1>One</div><p>a<div role=heading>Two</div>b",
			"heading 1 [One]: One\nbody [One]: a\nheading 2 [One > Two]: Two\nbody [One > Two]: b",
		},
		{
			"provisions open a path",
			"<p>Sec. 2. <i>Policy.</i> It is<p>(a) one<p>(i) two<p>(b) three<p>Sec. 3. (a) Four",
			"body [Sec. 2]: Sec. 2. Policy. It is\nbody [Sec. 2(a)]: (a) one\nbody [Sec. 2(a)(i)]: (i) two\nbody " +
				"[Sec. 2(b)]: (b) three\nbody [Sec. 3(a)]: Sec. 3. (a) Four",
		},
		{"preformatted text has paragraphs", "<pre>a\n  b\n\nc</pre>", "body: a⏎  b\nbody: c"},
		{
			"the number of a note is no text", "<p>immigrants<sup>12</sup>, 5 km<sup>2</sup> are",
			"body: immigrants, 5 km2 are",
		},
		{
			"notes are notes", "<p>a</p><aside role=doc-footnote>b</aside><li class=footnote>c",
			"body: a\nnote: b\nnote: c",
		},
		{"stray end tags mean nothing", "<table><td>a</i></div>b</td></table>", "cell: ab"},
		{"but that of a paragraph is one", "a</p>b", "body: a\nbody: b"},
	} {
		readertest.Same(t, c.claim, readertest.Outline(readertest.ReadAs(t, "html", c.src)), c.want)
	}
	if got, want := readertest.Marks(readertest.ReadAs(t, "html", "<q>A <em>flood</em></q> in <cite>The "+
		"Act</cite>, <ins>new</ins>.")), "quotation A flood|emphasis flood|work The Act|inserted new"; got != want {
		t.Errorf("marks: got %q, want %q", got, want)
	}
	for _, c := range []struct{ claim, src string }{
		{"meta charset", "<meta charset=iso-8859-2><p>uchod\xbc"},
		{"http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'><p>uchod\x9f"},
	} {
		if doc := readertest.ReadAs(t, "html", c.src); !strings.HasSuffix(doc.Text, "uchodź") {
			t.Errorf("%s: got %q", c.claim, doc.Text)
		}
	}
	doc := readertest.ReadAs(t, "html", "<html lang=en>\n<p>One <i>two</i>\n&amp; three<p lang=fr>quatre")
	at := strings.Index(doc.Text, "three")
	if p := doc.Locate(document.Span{Start: at, End: at + 5}); p.Line != 3 || p.Column != 7 {
		t.Errorf("three: got %d:%d, want 3:7", p.Line, p.Column)
	}
	if doc.Lang != "en" || doc.Blocks[1].Lang != "fr" {
		t.Errorf("languages: got %q and %q, want en and fr", doc.Lang, doc.Blocks[1].Lang)
	}
}

// A head ends where something begins that cannot stand in it, with or without a tag.
func TestHeadEndsWithoutATag(t *testing.T) {
	for _, src := range []string{
		"<!doctype html><head><title>T</title><p>A flood came.",
		"<!doctype html><html><head><meta charset=utf-8><style>p{}</style><title>T</title>A flood came.",
		"<!doctype html><title>T</title><p>A flood came.",
		"<!doctype html><head><title>T</title><noscript><link></noscript></head>A flood came.",
	} {
		doc := readertest.ReadAs(t, "html", src)
		if got := strings.Join(strings.Fields(doc.Text), " "); got != "T A flood came." || len(doc.Gaps) != 0 {
			t.Errorf("%q: got %q with the gaps %v, want the text behind the head", src, got, doc.Gaps)
		}
	}
}

func TestLinesOfPreformattedTextHaveNumbers(t *testing.T) {
	src := "<p>Bill</p><pre>\n    1    <b>Section 1.</b> The law is amended to read\n    2  follows: the office " +
		"shall count the wave\n" +
		"    3  of people who <u>came to the state</u>, and the\n    4  illegal\n\n  HB 12    Draft\n\n    1  " +
		"aliens who live in each county.\n    2  It is so.\n</pre>"
	doc := readertest.ReadAs(t, "html", src)
	readertest.Same(t, "a bill in a page", readertest.Outline(doc), `body: Bill
body [Section 1]: Section 1. The law is amended to read⏎follows: the office shall count the wave⏎of people who came to the state, and the⏎illegal⏎aliens who live in each county.⏎It is so.
running head [Section 1]: HB 12    Draft`)
	at := strings.Index(doc.Text, "aliens")
	if p := doc.Locate(document.Span{Start: at, End: at + 6}); p.Printed != 1 || p.Line != 9 || p.Column != 8 {
		t.Errorf("aliens: printed line %d at %d:%d, want 1 at 9:8", p.Printed, p.Line, p.Column)
	}
	doc = readertest.ReadAs(t, "html", "<pre>[0:01] a flood\n[0:05] of light\n[0:09] here</pre>")
	readertest.Same(t, "a transcript in a page", readertest.Outline(doc), "body: a flood⏎of light⏎here")
	readertest.Same(t, "code keeps its numbers", readertest.Outline(readertest.ReadAs(t, "html",
		"<pre>1 one\n2 two\n3 three\n4 four</pre>")),
		"body: 1 one⏎2 two⏎3 three⏎4 four")
}

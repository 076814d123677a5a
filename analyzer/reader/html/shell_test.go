package html_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// TestPagesWithoutTheirTextAreGaps: what a browser shows of these pages is not in the file, so they
// are not clean.
func TestPagesWithoutTheirTextAreGaps(t *testing.T) {
	const (
		head  = "<!doctype html><html><head><title>Speech</title></head><body>"
		prose = "<p>The council met on Monday to hear the people of the district, and the report on housing was " +
			"read.</p>"
		asks   = "not the document: a page that looks at who asks for it"
		none   = "not the document: a page that says that there is none"
		within = "a page within the page: not read"
	)
	for _, c := range []struct{ claim, src, want string }{
		{
			"scripts fill an empty element", head + `<noscript>No.</noscript><div id="root"></div><script>x</script>`,
			"no text but what scripts write",
		},
		{
			"scripts fill it, and a note says so", head + `<div id="app">Loading …</div><script src="a.js"></script>`,
			"no text but what scripts write",
		},
		{"nothing but a title", head + `<img src="speech.png">`, "no text but a title"},
		{"a text and scripts", head + prose + `<script>x</script>`, ""},
		{"a short text and a counter", head + "<p>Closed today.</p><script>count()</script>", ""},
		{
			"a server asks who is there",
			"<title>Just a moment...</title><p>Checking your browser before you go on.</p>", asks,
		},
		{"a server has no such document", "<title>404 Not Found</title><h1>Not Found</h1><p>It is not here.</p>", none},
		{"a server asks to sign in", "<title>Sign in - Accounts</title><form><input></form><p>Go on to the papers.</p>",
			"not the document: a page that asks to sign in"},
		{"a menu with a place to sign in", "<title>News</title><p>Home</p><p>Log in</p>" + prose, ""},
		{"a site that rests", "<title>Site maintenance</title><p>Come again later.</p>",
			"not the document: a page that stands in for the site"},
		{"a text about being denied", "<title>Access denied: how people wait</title>" + prose, ""},
		{"a number of people", "<title>Report</title><p>404 people waited at the border.</p>", ""},
		{"frames", "<html><frameset><frame src=a.html><frame src=b.html></frameset></html>", within + "\n" + within},
		{
			"frames of another server", `<html><frameset><frame src="https://example.org/a.html"></frameset></html>`,
			within,
		},
		{"a film beside the text", head + prose + `<iframe src="https://example.org/film"></iframe>`, ""},
		{"a page of the same folder", head + prose + `<iframe src="bill.html"></iframe>`, within},
		{"a page in an attribute", head + prose + `<iframe srcdoc="&lt;p&gt;More"></iframe>`, ""},
		{"a page in an address", head + prose + `<iframe src="data:text/html,More"></iframe>`, ""},
		{"a PDF in an address", head + prose + `<iframe src="data:application/pdf;base64,JVBE"></iframe>`, within},
		{"a PDF", head + prose + `<object data="plan.pdf"></object><embed src="plan.pdf">`, within},
		{"a picture", head + prose + `<object type="image/svg+xml" data="plan"></object><embed src="a.svg?x">`, ""},
		{
			"a frame that nobody sees",
			head + prose + `<p hidden><iframe src=a.html></iframe></p><iframe width=0 src=a>`, "",
		},
		{"a frame in a comment", head + prose + `<!-- <iframe src=a.html></iframe> -->`, ""},
	} {
		doc := readertest.ReadNamed(t, "a.html", c.src)
		if got := readertest.Gaps(doc); got != c.want {
			t.Errorf("%s: gaps %q, want %q", c.claim, got, c.want)
		}
		for _, g := range doc.Gaps {
			if g.Hint == "" {
				t.Errorf("%s: the gap %q names no remedy", c.claim, g.Reason)
			}
		}
	}
	doc := readertest.ReadNamed(t, "a.html", head+prose+`<iframe src="bill.html"></iframe>`)
	if len(doc.Gaps) != 1 || !strings.HasSuffix(doc.Gaps[0].Hint, ": bill.html") {
		t.Errorf("gaps %v, want one that names the page", doc.Gaps)
	}
	if got := readertest.Gaps(readertest.ReadNamed(t, "a.md",
		"Text.\n\nMore <iframe src=a.html></iframe> text.\n")); got != within {
		t.Errorf("Markdown with a frame: gaps %q, want %q", got, within)
	}
}

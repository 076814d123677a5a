package html_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/readertest"
)

// page is a page with a style sheet and a body.
func pageOf(css, body string) string {
	return "<!doctype html><html lang=en><head><style>" + css + "</style></head><body>" + body + "</body></html>"
}

// reasonOf is why the word "flood" is not seen in a page, or "seen".
func reasonOf(t *testing.T, src string) string {
	t.Helper()
	doc := readertest.ReadNamed(t, "a.html", src)
	for _, b := range doc.Blocks {
		if strings.Contains(b.Of(doc.Text), "flood") {
			if b.Exclusion == document.Included {
				return "seen"
			}
			return b.Exclusion.String() + ": " + b.Reason
		}
	}
	return "nowhere"
}

// What is drawn so that nobody can read it is set apart with the reason.
func TestTextThatCannotBeReadIsHidden(t *testing.T) {
	for _, c := range []struct{ css, body, want string }{
		{"", `<p style="color:#fff;background:#fff">flood`, "hidden: white text"},
		{"", `<p style="color:white">flood`, "hidden: white text"},
		{"", `<body bgcolor=white><font color=#fffffe>flood</font>`, "hidden: white text"},
		{"", `<div style="background:#123"><p style="color:#112233">flood`,
			"hidden: text in the colour of what is under it"},
		{"", `<div style="background:#123"><p style="color:#fff">flood`, "seen"},
		{"", `<p style="color:yellow">flood`, "seen"},
		{"", `<p style="color:#eee">flood`, "seen"},
		{"", `<p style="color:#fcfcfc">flood`, "hidden: white text"},
		{"", `<p style="color:hsl(0 0% 100%)">flood`, "hidden: white text"},
		{"", `<p style="color:oklch(100% 0 0)">flood`, "hidden: white text"},
		{"", `<p style="color:Canvas">flood`, "hidden: white text"},
		{"", `<p style="color:transparent">flood`, "hidden: transparent text"},
		{"", `<p style="color:rgb(0 0 0 / 1%)">flood`, "hidden: transparent text"},
		{"", `<p style="-webkit-text-fill-color:transparent">flood`, "hidden: transparent text"},
		{"", `<p style="color:transparent;background:linear-gradient(red,blue);background-clip:text">flood`, "seen"},
		{"", `<p style="color:white;text-shadow:0 0 2px black">flood`, "seen"},
		{"", `<p style="color:white;background:url(night.jpg)">flood`, "seen"},
		{"", `<p style="color:white"><a href=x>flood</a>`, "seen"},
		{"", `<p style="color:white"><a>flood</a>`, "hidden: white text"},
		{"p{color:var(--c)}:root{--c:#fff}", `<p>flood`, "hidden: white text"},
		{"p{color:white} .p{background:navy}", `<div class=p><p>flood`, "seen"},
		{"p{color:white} .p::before{content:'';background:navy;position:absolute;inset:0}", `<div class=p><p>flood`,
			"seen"},
		{"", `<div style="position:relative"><img src=x><p style="color:white;position:absolute">flood</div>`, "seen"},
		{
			"", `<div style="position:relative"><p style="color:white;position:absolute">flood</div>`,
			"hidden: white text",
		},
		{"", `<link rel=stylesheet href=x.css><div class=hero><p style="color:white">flood`, "seen"},
		{"", `<link rel=stylesheet href=x.css><p style="color:white;background:white">flood`, "hidden: white text"},
		{"", `<p style="opacity:0">flood`, "hidden: zero opacity"},
		{"", `<div style="opacity:.2"><p style="opacity:.1">flood`, "hidden: zero opacity"},
		{"", `<p style="filter:opacity(0)">flood`, "hidden: zero opacity"},
		{"@keyframes k{from{opacity:0}to{opacity:1}}p{opacity:0;animation:k 1s forwards}", `<p>flood`, "seen"},
		{"@keyframes k{to{opacity:0}}p{animation:1s both k}", `<p>flood`, "hidden: zero opacity"},
		{"", `<p style="font-size:1px">flood`, "hidden: letters too small to read"},
		{"", `<p style="letter-spacing:-1em">flood`, "hidden: letters on top of each other"},
		{"", `<p style="-webkit-text-security:disc">flood`, "hidden: letters shown as dots"},
		{".z{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}", `<p class=z>flood`,
			"hidden: clipped"},
		{"", `<p style="position:absolute;left:-9999px">flood`, "hidden: off the page"},
		{"", `<div dir=rtl style="text-indent:-9999px">flood</div>`, "hidden: off the page"},
		{"", `<p style="transform:scale(0)">flood`, "hidden: scaled to nothing"},
		{"", `<p hidden>flood`, "hidden: display: none"},
		{"", `<p hidden=until-found>flood`, "hidden: hidden until found"},
		{"", `<p popover>flood`, "hidden: display: none"},
		{"", `<dialog>flood</dialog>`, "hidden: closed dialog"},
		{"", `<template>flood</template>`, "hidden: template"},
		{"", `<noscript><p>flood</noscript>`, "hidden: shown without scripts only"},
		{"", `<video>flood</video>`, "hidden: shown without it only"},
		{"", `<iframe>flood</iframe>`, "hidden: shown without it only"},
		{"", `<svg><title>flood</title></svg>`, "hidden: not drawn"},
		{"", `<svg><metadata>flood</metadata></svg>`, "hidden: not drawn"},
		{"", `<svg><text fill=none>flood</text></svg>`, "hidden: transparent text"},
		{"", `<svg><text y=9>flood</text></svg>`, "seen"},
		{"", `<img alt="A flood">`, "hidden: text for a picture"},
		{"", `<p title="A flood">x`, "hidden: shown under the mouse only"},
		{"", `<details><summary>x</summary>flood</details>`, "seen"},
		{"", `<script>show()</script><body style="opacity:0">flood`, "seen"},
		{"", `<input value="a flood">`, "seen"},
		{"", `<input type=submit value="a flood">`, "seen"},
		{"", `<input placeholder="a flood">`, "seen"},
		{"", `<textarea>flood</textarea>`, "seen"},
		{"", `<select><option label="flood">x</select>`, "seen"},
		{"p::before{content:'A flood'}", `<p>x`, "seen"},
		{"p::after{content:attr(data-x)}", `<p data-x="A flood">x`, "seen"},
		{"p::before{content:'A flood';display:none}", `<p>x`, "nowhere"},
		{"", `<p style="text-decoration:line-through">flood`, "deleted: struck out"},
		{".c3{text-decoration:line-through}", `<p><span class=c3>flood</span>`, "deleted: struck out"},
		{"", `<del>flood</del>`, "deleted: struck out"},
		{"", `<s style="text-decoration:none">flood</s>`, "seen"},
		{"", `<s><span style="text-decoration:none">flood</span></s>`, "deleted: struck out"},
		{"", `<s><span style="display:inline-block">flood</span></s>`, "seen"},
		{"", `<p style="text-decoration:line-through transparent">flood`, "seen"},
		{"", `<p style="font-family:'line-through'">flood`, "seen"},
		{"@media print{p{text-decoration:line-through}}", `<p>flood`, "seen"},
	} {
		if got := reasonOf(t, pageOf(c.css, c.body)); got != c.want {
			t.Errorf("%s with {%s}: got %q, want %q", c.body, c.css, got, c.want)
		}
	}
}

func TestTextOfAPageStaysWholeAroundWhatIsNotSeen(t *testing.T) {
	for _, c := range []struct{ claim, css, body, want string }{
		{"a hidden word parts nothing", ".h{display:none}",
			"<p>A flo<span class=h>x</span>od of ill<span class=h>zz</span>egal aliens.",
			"body: A flood of illegal aliens.\nhidden, display: none: x\nhidden, display: none: zz"},
		{"a hidden paragraph parts nothing", "", "<div>A flood <p hidden>x</p> of people",
			"body: A flood of people\nhidden, display: none: x"},
		{"a struck phrase over two elements is one", "", "<p>A <s>flood</s> <s>of people</s> came",
			"body: A came\ndeleted, struck out: flood of people"},
		{"paragraphs in a line are one", "", "<div style=display:inline>flo</div><div style=display:inline>od</div>",
			"body: flood"},
		{"words in blocks are two", "", "<p>one<span style=display:block>two</span>three",
			"body: one\nbody: two\nbody: three"},
		{"children of a flexible box are blocks", "", "<div style=display:flex><b>one</b><b>two</b></div>",
			"body: one\nbody: two"},
		{"what floats stands beside the sentence", "", "<p>One <span style=float:right>aside</span> two",
			"body: One two\nnote: aside"},
		{
			"a large first letter is part of the word", "", "<p><span style=float:left>T</span>he flood",
			"body: The flood",
		},
		{"a reading of characters stands beside them", "", "<p>漢<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>文",
			"body: 漢字文\nhidden, display: none: ()\nnote: ji"},
		{"paragraphs in a table without a cell come before it", "", "<table><tr><td>cell</td></tr><p>flood</p></table>",
			"body: flood\ncell: cell"},
		{"a struck word goes on in the next paragraph", "", "<div><s>one<p>two</s>three</div>",
			"deleted, struck out: one\nbody: three\ndeleted, struck out: two"},
		{"line breaks count where the style says so", "", "<div style=white-space:pre-line>one\n\ntwo</div>",
			"body: one\nbody: two"},
		{"a shadow tree takes the place of what is in its host", "",
			"<div><template shadowrootmode=open><p>one</p><slot></slot></template>two</div>", "body: one\nbody: two"},
		{"what has no slot is hidden", "", "<div><template shadowrootmode=open><p>one</p></template>two</div>",
			"body: one\nhidden, in no slot of the element around it: two"},
		{"a page within the page", "",
			"<p>one</p><iframe srcdoc='&lt;p&gt;two &amp;amp; three&lt;p hidden&gt;four'></iframe><p>five",
			"body: one\nbody: two & three\nhidden, display: none: four\nbody: five"},
		{"a page in an address", "", "<iframe src='data:text/html,%3Cp%3Eone'></iframe>", "body: one"},
		{"a sentence in an element for code is a sentence", "", "<code>They must stop the flood of migrants " +
			"now.</code>",
			"body: They must stop the flood of migrants now."},
		{"a preformatted bill is text", "", "<pre>One.\n\nThe flood.</pre>", "body: One.\nbody: The flood."},
	} {
		readertest.Same(
			t,
			c.claim,
			readertest.Outline(readertest.ReadNamed(t, "a.html", pageOf(c.css, c.body))),
			c.want,
		)
	}
}

func TestCodeOfAPageIsCounted(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.html", pageOf("",
		"<p>Run <code>git add --all</code> and <kbd>ctrl x</kbd> now.<pre><code>x = flood(3);\ny++</code></pre>"))
	if got, want := readertest.Outline(doc), "body: Run and now.\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	if want := (document.Omission{Kind: "code", Words: 9}); len(doc.Omissions) != 1 || doc.Omissions[0] != want {
		t.Errorf("omissions %v, want %v", doc.Omissions, want)
	}
}

// Findings in attributes, style sheets and pages within the page lead to their place in the file.
func TestTextOfAttributesHasItsPlace(t *testing.T) {
	for _, c := range []struct {
		src          string
		line, column int
	}{
		{"<p>\n<img alt='a flood'>", 2, 13},
		{"<p>\n<input value='a flood'>", 2, 17},
		{"<style>\np::before{content:'a flood'}</style><p>x", 2, 22},
		{"<iframe srcdoc='\n<p>a flood'></iframe>", 2, 6},
		{"<iframe srcdoc='\n&lt;p&gt;a flood'></iframe>", 2, 12},
		{"<iframe src='data:text/html,a%20flood'></iframe>", 1, 14},
		{"<noscript>\n<p>a flood</noscript>", 2, 6},
		{"<div><template shadowrootmode=open>\n<p>a flood</template></div>", 2, 6},
	} {
		doc := readertest.ReadNamed(t, "a.html", "<!doctype html>"+strings.Replace(c.src, "<", "<", 1))
		at := strings.Index(doc.Text, "flood")
		if at < 0 {
			t.Errorf("%s: the word is not in %q", c.src, doc.Text)
			continue
		}
		p := doc.Locate(document.Span{Start: at, End: at + 5})
		column := c.column
		if c.line == 1 {
			column += len("<!doctype html>")
		}
		if p.Line != c.line || p.Column != column {
			t.Errorf("%s: flood at %d:%d, want %d:%d", c.src, p.Line, p.Column, c.line, column)
		}
	}
}

func TestUnderlinedTextIsNewWhereTextIsStruckOut(t *testing.T) {
	if got, want := readertest.Marks(readertest.ReadNamed(t, "a.html", pageOf(".ins{text-decoration:underline}",
		"<s>old</s> <span class=ins>new</span> <u>words</u> <a href=x>link</a>"))),
		"inserted new|inserted words"; got != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	if got := readertest.Marks(readertest.ReadNamed(t, "a.html", pageOf("", "<u>words</u>"))); got != "" {
		t.Errorf("marks %q in a page without struck text, want none", got)
	}
}

func TestPageFurnitureIsSetApart(t *testing.T) {
	const prose = "<h1>Housing</h1><p>People who came last year may ask for a place in a school of the district, " +
		"and for a room in a house.</p>"
	words := strings.Repeat("The council met on Monday to hear the people of the district. ", 12)
	for _, c := range []struct{ claim, src, want string }{
		{"menus", "<nav><a href=a>flood</a></nav><main>" + prose + "</main>", "furniture: navigation"},
		{"by role", "<div role=navigation>flood</div><main>" + prose + "</main>", "furniture: navigation"},
		{"by class", "<ul class='Breadcrumb x'><li>flood</ul><main>" + prose + "</main>", "furniture: navigation"},
		{"also in the text", "<main>" + prose + "<nav><a href=a>flood</a></nav></main>", "furniture: navigation"},
		{"the footer", "<main>" + prose + "</main><footer>flood</footer>", "furniture: page footer"},
		{"a footer by id", prose + words + "<div id=footer>flood</div>", "furniture: page footer"},
		{"the header", "<header>flood</header><main>" + prose + "</main>", "furniture: page header"},
		{"what stands beside", "<main>" + prose + "</main><aside><h2>Related</h2>flood</aside>",
			"furniture: beside the text"},
		{"a dialog", "<div role=dialog>flood</div><main>" + prose + "</main>", "furniture: dialog"},
		{"what others read", "<main>" + prose + "<div class=most-read>flood</div></main>", "furniture: related pages"},
		{"a cookie banner", "<div id=cookie-banner>flood</div><main>" + prose + "</main>", "furniture: cookie banner"},
		{"readers' comments", "<article>" + prose + words + "</article><section id=comments>flood</section>",
			"furniture: readers' comments"},
		{"a form", prose + words + "<form><label>flood <input></label></form>", "furniture: form"},
		{"a share bar", "<article>" + prose + words + "<div class=share-buttons>flood</div></article>",
			"furniture: share bar"},
		{
			"the footer of an article is text", "<main><article>" + prose + "<footer>flood</footer></article></main>",
			"seen",
		},
		{"so is a box in the text", "<main>" + prose + "<aside>flood</aside></main>", "seen"},
		{"so are notes", "<main>" + prose + "</main><footer><ol class=footnotes><li>flood</ol></footer>", "seen"},
		{"so is a page in a form", "<form action=a.aspx><div>" + prose + words +
			"flood</div><input type=submit></form>",
			"seen"},
		{"so is a form that is the document", "<form><p>flood " + words + "</p><input></form>", "seen"},
		{"so is a page that is nothing but furniture", "<nav>flood</nav>", "seen"},
		{"so is a page in an aside", "<aside>flood " + words + "</aside>", "seen"},
		{"so is the header with the title", "<header><h1>flood</h1></header><p>" + words, "seen"},
		{"so is a table of contents", "<main>" + prose + "<div class=toc>flood</div></main>", "seen"},
	} {
		if got := reasonOf(t, "<!doctype html><title>T</title><body>"+c.src); got != c.want {
			t.Errorf("%s: got %q, want %q", c.claim, got, c.want)
		}
	}
	doc, err := reader.New(input.Options{AllText: true}).Read(t.Context(), "a.html",
		"<!doctype html><nav>flood</nav><main>"+prose+"</main>")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(readertest.Outline(doc), "furniture") {
		t.Errorf("with all text something is furniture:\n%s", readertest.Outline(doc))
	}
}

func TestHeadingsDoNotReachBeyondTheMainText(t *testing.T) {
	doc := readertest.ReadNamed(
		t,
		"a.html",
		"<!doctype html><main><h1>One</h1><p>a</p></main><p>b</p><footer>c</footer>",
	)
	readertest.Same(
		t,
		"paths",
		readertest.Outline(doc),
		"heading 1 [One]: One\nbody [One]: a\nbody: b\nfurniture, page footer: c",
	)
}

// A page that would take very long is read in part, and says so.
func TestLargeStyleSheetsAreBounded(t *testing.T) {
	deep := strings.Repeat("<div>", 300) + "flood"
	slow := strings.Repeat("div ", 40) + "p{display:none}"
	for _, c := range []struct{ claim, src string }{
		{"many bytes", pageOf(strings.Repeat("a{color:red}", 200_000), "flood")},
		{"many selectors", pageOf(strings.Repeat("a,", 150_000)+"a{color:red}", "flood")},
		{"slow selectors", pageOf(strings.Repeat(strings.Replace(slow, " p{", "{", 1), 3000),
			strings.Repeat(deep+strings.Repeat("</div>", 300), 20))},
	} {
		doc := readertest.ReadNamed(t, "a.html", c.src)
		if !strings.Contains(doc.Text, "flood") || !strings.Contains(readertest.Gaps(doc), "limit reached") {
			t.Errorf("%s: gaps %q, want %q and the text", c.claim, readertest.Gaps(doc), "limit reached")
		}
	}
	doc := readertest.ReadNamed(t, "a.html", pageOf("i::before{content:'"+strings.Repeat("flood ", 10_000)+"'}",
		strings.Repeat("<i></i>", 10_000)))
	if len(doc.Text) > 2<<20 || !strings.Contains(readertest.Gaps(doc), "limit reached") {
		t.Errorf("added text: %d bytes, gaps %q", len(doc.Text), readertest.Gaps(doc))
	}
}

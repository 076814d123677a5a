package epub_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/readertest"
)

func TestBooksAreReadInTheOrderOfTheirSpine(t *testing.T) {
	src := readertest.BookFile(
		t,
		`<h1>Arrivals</h1><p>A flood<br/>of <em>refugees</em><sup><a epub:type="noteref" href="#n">1</a>`+
			`</sup> &amp; more.</p><div/><p>Next</p><aside epub:type="footnote" id="n"><p>A note.</p></aside>`,
		`<p>The end.</p>`,
	)
	doc := readertest.ReadAs(t, "", src)
	readertest.Same(
		t,
		"pages",
		readertest.Outline(doc),
		"heading 1 [Arrivals]: Arrivals\nbody [Arrivals]: A flood⏎of refugees & more.\nbody [Arrivals]: Next\n"+
			"note [Arrivals]: A note.\nbody: The end.",
	)
	if doc.Format != "epub" || doc.Lang != "en" || len(doc.Gaps) > 0 {
		t.Errorf("format %s, language %s, gaps %v; want epub, en and none", doc.Format, doc.Lang, doc.Gaps)
	}
	if got, want := doc.Runs.Unpacked()[0].Part, "OEBPS/text/page 2.xhtml"; got != want {
		t.Errorf("part %q, want %q", got, want)
	}
	if got, want := doc.Blocks[0].Lang, "en-GB"; got != want {
		t.Errorf("language of a block %q, want %q", got, want)
	}
	readertest.CheckPlaces(t, src, doc)
}

func TestBookGaps(t *testing.T) {
	encryption := `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" ` +
		`xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>` +
		`<enc:CipherReference URI="OEBPS/text/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`
	for _, c := range []struct{ claim, src, want, text string }{
		{
			"a page with copy protection",
			readertest.BookFile(t, "<p>One</p>", "?", "META-INF/encryption.xml", encryption), "encrypted", "One",
		},
		{"a page that is missing", readertest.Pack(t, "mimetype", "application/epub+zip",
			"META-INF/container.xml",
			`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="p.opf"/>`+
				`</container>`,
			"p.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/>`+
				`</manifest><spine><itemref idref="a"/></spine></package>`), "damaged: a.xhtml", ""},
		{
			"no list of packages",
			readertest.Pack(t, "mimetype", "application/epub+zip", "a.xhtml", "<html><body><p>One</p></body></html>"),
			"damaged: META-INF/container.xml", "One",
		},
		{
			"no pages", readertest.Pack(t, "mimetype", "application/epub+zip"),
			"damaged: META-INF/container.xml\ndamaged: the book names no pages", "",
		},
	} {
		doc := readertest.ReadAs(t, "", c.src)
		if got := readertest.Gaps(doc); got != c.want || doc.Text != c.text {
			t.Errorf("%s: gaps %q and text %q, want %q and %q", c.claim, got, doc.Text, c.want, c.text)
		}
	}
}

// bookOf makes an EPUB of a manifest, a spine and files.
func bookOf(t testing.TB, manifest, spine string, files ...string) string {
	return readertest.Pack(t, append([]string{"mimetype", "application/epub+zip",
		"META-INF/container.xml",
		`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
			`<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
		"a.opf", `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
			`<metadata><dc:title>The flood</dc:title></metadata><manifest>` + manifest + `</manifest><spine>` +
			spine + `</spine></package>`}, files...)...)
}

func TestPagesOfABookThatAreNoHypertext(t *testing.T) {
	const page = `<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`
	const text, words = `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text</p></body></html>`, `body: Text`
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><title>no title</title><style>x</style>` +
		`<text>A flood <tspan>of refugees</tspan></text></svg>`
	for _, c := range []struct{ claim, src, want, gaps string }{
		{
			"a drawing",
			bookOf(t, page+`<item id="s" href="s.svg" media-type="image/svg+xml"/>`, `<itemref idref="s"/>`+
				`<itemref idref="a"/>`, "a.xhtml", text, "s.svg", svg),
			"body: A flood of refugees\n" + words, "",
		},
		{
			"one that another page stands for",
			bookOf(t, page+`<item id="x" href="x.bin" media-type="application/x-game" fallback="a"/>`,
				`<itemref idref="x"/>`, "a.xhtml", text),
			words, "",
		},
		{
			"a picture",
			bookOf(t, page+`<item id="p" href="p.jpg" media-type="image/jpeg"/>`, `<itemref idref="a"/><itemref `+
				`idref="p"/>`, "a.xhtml", text),
			words, "scanned image",
		},
		{
			"something else",
			bookOf(t, page+`<item id="p" href="p.bin" media-type="application/x-game"/>`,
				`<itemref idref="a"/><itemref idref="p"/>`, "a.xhtml", text),
			words, "not a supported format" + ": a page of the book",
		},
		{
			"fallbacks in a circle",
			bookOf(t, page+`<item id="p" href="p.bin" media-type="x/p" fallback="q"/>`+
				`<item id="q" href="q.bin" media-type="x/q" fallback="p"/>`, `<itemref idref="a"/><itemref `+
				`idref="p"/>`, "a.xhtml", text),
			words, "not a supported format" + ": a page of the book",
		},
	} {
		readertest.Expect(t, c.claim, c.src, c.want, c.gaps)
	}
	files := readertest.Members(t, bookOf(t, page, `<itemref idref="a"/>`, "a.xhtml", text))
	for i := range files {
		files[i] = strings.Replace(
			files[i],
			`</rootfiles>`,
			`<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles>`,
			1,
		)
	}
	readertest.Expect(
		t,
		"a second form of the book",
		readertest.Pack(t, files...),
		words,
		"another form of the book not read",
	)
}

func TestBooksCountWhatTheyLeaveOut(t *testing.T) {
	page := func(body string) string {
		return `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>` + body +
			`</body></html>`
	}
	doc := readertest.ReadAs(
		t,
		"",
		bookOf(
			t,
			`<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>`+
				`<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`+
				`<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>`,
			`<itemref idref="n"/><itemref idref="a"/>`,
			"n.xhtml",
			page("<p>One <b>two</b></p>"),
			"a.xhtml",
			page("<p>Text</p>"),
			"b.xhtml",
			page("<p>Nobody comes here</p><script>x y z</script>"),
		),
	)
	got := map[string]int{}
	for _, o := range doc.Omissions {
		got[o.Kind] = o.Words
	}
	for kind, want := range map[string]int{builder.TableOfContents: 2, "pages outside of the order in which the " +
		"book is read": 3, "document properties": 2} {
		if got[kind] != want {
			t.Errorf("%d words of %s, want %d", got[kind], kind, want)
		}
	}
	if doc.Text != "Text" {
		t.Errorf("text %q, want %q", doc.Text, "Text")
	}
}

// TestBooksAreSeenWithTheirStyleSheets: what a page links to in the book counts as what it holds.
func TestBooksAreSeenWithTheirStyleSheets(t *testing.T) {
	page := func(link string) string {
		return `<html xmlns="http://www.w3.org/1999/xhtml"><head><link rel="stylesheet" href="` + link +
			`"/></head><body><p>Seen</p><p class="no">A flood</p><p class="old">of refugees</p></body></html>`
	}
	const manifest, spine = `<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>`,
		`<itemref idref="a"/>`
	const sheet = `.no{display:none} .old{text-decoration:line-through}`
	for _, c := range []struct {
		claim, link string
		hidden      bool
	}{
		{"a sheet of the book", "../css/book%20one.css?v=1", true},
		{"one that is not there", "../css/none.css", false},
		{"one of another place", "https://example.org/css/book%20one.css", false},
		{"one outside of the book", "../../../../css/book%20one.css", false},
	} {
		doc := readertest.ReadAs(
			t,
			"",
			bookOf(t, manifest, spine, "text/a.xhtml", page(c.link), "css/book one.css", sheet),
		)
		want := "body: Seen\nbody: A flood\nbody: of refugees"
		if got := readertest.Outline(doc); (strings.TrimSpace(got) == want) == c.hidden ||
			!strings.HasPrefix(got, "body: Seen\n") {
			t.Errorf("%s: got %s", c.claim, got)
		}
		if c.hidden &&
			(!strings.Contains(readertest.Outline(doc), "hidden, ") || !strings.Contains(readertest.Outline(doc),
				"deleted, ")) {
			t.Errorf("%s: got %s, want what is hidden and struck apart", c.claim, readertest.Outline(doc))
		}
	}
}

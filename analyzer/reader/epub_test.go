package reader

import "testing"

// bookFile makes an EPUB with a body for each page, and more members. Its spine names them in reverse, behind the contents.
func bookFile(t testing.TB, first, second string, more ...string) string {
	page := func(body string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en-GB"><head><title>Nobody sees it</title></head><body>` + body + `</body></html>`
	}
	files := []string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
		"OEBPS/content.opf", `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="text/page%202.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/><item id="toc" href="toc.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="toc"/><itemref idref="b"/><itemref idref="a" linear="no"/></spine><guide><reference type="toc" href="toc.xhtml#x"/></guide></package>`,
		"OEBPS/nav.xhtml", page("<p>Contents</p>"), "OEBPS/toc.xhtml", page("<p>Old contents</p>"),
		"OEBPS/text/a.xhtml", page(second), "OEBPS/text/page 2.xhtml", page(first),
	}
	return pack(t, append(files, more...)...)
}

func TestBooksAreReadInTheOrderOfTheirSpine(t *testing.T) {
	src := bookFile(t, `<h1>Arrivals</h1><p>A flood<br/>of <em>refugees</em><sup><a epub:type="noteref" href="#n">1</a></sup> &amp; more.</p><div/><p>Next</p><aside epub:type="footnote" id="n"><p>A note.</p></aside>`, `<p>The end.</p>`)
	doc := read(t, "", src)
	same(t, "pages", outlineOf(doc), "heading 1 [Arrivals]: Arrivals\nbody [Arrivals]: A flood⏎of refugees & more.\nbody [Arrivals]: Next\nnote [Arrivals]: A note.\nbody: The end.")
	if doc.Format != "epub" || doc.Lang != "en" || len(doc.Gaps) > 0 {
		t.Errorf("format %s, language %s, gaps %v; want epub, en and none", doc.Format, doc.Lang, doc.Gaps)
	}
	if got, want := doc.Runs.Unpacked()[0].Part, "OEBPS/text/page 2.xhtml"; got != want {
		t.Errorf("part %q, want %q", got, want)
	}
	if got, want := doc.Blocks[0].Lang, "en-GB"; got != want {
		t.Errorf("language of a block %q, want %q", got, want)
	}
	checkPlaces(t, src, doc)
}

func TestBookGaps(t *testing.T) {
	encryption := `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="OEBPS/text/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`
	for _, c := range []struct{ claim, src, want, text string }{
		{"a page with copy protection", bookFile(t, "<p>One</p>", "?", "META-INF/encryption.xml", encryption), gapEncrypted, "One"},
		{"a page that is missing", pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="p.opf"/></container>`,
			"p.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>`), "damaged: a.xhtml", ""},
		{"no list of packages", pack(t, "mimetype", "application/epub+zip", "a.xhtml", "<html><body><p>One</p></body></html>"), "damaged: META-INF/container.xml", "One"},
		{"no pages", pack(t, "mimetype", "application/epub+zip"), "damaged: META-INF/container.xml\ndamaged: the book names no pages", ""},
	} {
		doc := read(t, "", c.src)
		if got := gapsOf(doc); got != c.want || doc.Text != c.text {
			t.Errorf("%s: gaps %q and text %q, want %q and %q", c.claim, got, doc.Text, c.want, c.text)
		}
	}
}

package reader_test

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// sortedNames are the names of parts in their order, but for mimetype, which comes first.
func sortedNames(parts map[string]string) []string {
	names := slices.Sorted(maps.Keys(parts))
	if i := slices.Index(names, "mimetype"); i > 0 {
		names = append([]string{"mimetype"}, slices.Delete(names, i, i+1)...)
	}
	return names
}

func utf16Text(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

const openNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
	`xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

const openLook = `<office:styles><text:list-style style:name="L1">` +
	`<text:list-level-style-number text:level="1" style:num-prefix="Article " style:num-format="1" ` +
	`text:start-value="4"/>` +
	`<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" ` +
	`style:num-format="1"/></text:list-style>` +
	`<style:style style:name="Quotations" style:family="paragraph"/></office:styles><office:automatic-styles>` +
	`<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/>` +
	`</style:style><style:style style:name="T2" style:family="text">` +
	`<style:text-properties style:text-position="super 58%"/></style:style>` +
	`<style:style style:name="T3" style:family="text">` +
	`<style:text-properties style:text-line-through-style="solid"/></style:style>` +
	`</office:automatic-styles>`

const openPages = `<office:master-styles><style:master-page style:name="Standard"><style:header>` +
	`<text:p>A flood of aliens</text:p></style:header></style:master-page></office:master-styles>`

func open(body string) string {
	return packed(map[string]string{"mimetype": "application/vnd.oasis.opendocument.text",
		"content.xml": `<office:document-content ` + openNS + `>` + openLook + `<office:body><office:text>` +
			body + `</office:text></office:body></office:document-content>`})
}

func openRow(claim, body, want string) place { return place{claim, "a.odt", open(body), want, ""} }

var openPlaces = []place{
	openRow("plain", `<text:p>A flood of refugees.</text:p>`, flood),
	openRow("spans", `<text:p>A <text:span>flood</text:span> of refu<text:span>gees</text:span>.</text:p>`, flood),
	openRow("tracked changes", `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>`+
		`<text:p>some </text:p></text:deletion></text:changed-region><text:changed-region text:id="c2">`+
		`<text:insertion/></text:changed-region></text:tracked-changes>`+
		`<text:p>A flood of <text:change text:change-id="c1"/>`+
		`<text:change-start text:change-id="c2"/>refu<text:change-end text:change-id="c2"/>gees.</text:p>`, flood),
	openRow("annotations", `<text:p>A flood <office:annotation><text:p>A flood of migrants.</text:p>`+
		`</office:annotation>of<office:annotation-end/> refugees.</text:p>`, flood),
	openRow(
		"blanks, tabs and breaks",
		`<text:p>A flood<text:s text:c="2"/>of<text:tab/>refugees. A flood<text:line-break/>of migrants.</text:p>`,
		flood+"\nflood⏎of migrants",
	),
	openRow("a note inside the term",
		`<text:p>A flood<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>`+
			`<text:note-body><text:p>A flood of migrants.</text:p></text:note-body>`+
			`</text:note> of refugees.</text:p>`, flood+"\nflood of migrants as note"),
	openRow("a typed note number, raised",
		`<text:p>A flood<text:span text:style-name="T2">12</text:span> of refugees.</text:p>`, flood),
	openRow("hidden text",
		`<text:p>A flood of <text:span text:style-name="T1">some </text:span>refugees.</text:p>`, flood),
	openRow("struck out",
		`<text:p>A flood of <text:span text:style-name="T3">some </text:span>refugees.</text:p>`, flood),
	openRow("a hidden section", `<text:section text:display="none"><text:p>A flood of migrants.</text:p>`+
		`</text:section><text:section><text:p>A flood of refugees.</text:p></text:section>`,
		"flood of migrants, hidden\n"+flood),
	openRow("links, bookmarks and fields",
		`<text:p>A <text:a xlink:href="x">flood</text:a> <text:bookmark-start text:name="x"/>of<text:bookmark-end `+
			`text:name="x"/> <text:user-field-get>refugees</text:user-field-get>.</text:p>`, flood),
	openRow("a list", `<text:list text:style-name="L1"><text:list-item><text:p>Aim</text:p><text:list>`+
		`<text:list-item><text:p>x</text:p></text:list-item><text:list-item><text:p>A flood of refugees.</text:p>`+
		`</text:list-item></text:list></text:list-item></text:list>`, flood+" [Article 4(2)] as list item"),
	openRow("a heading", `<text:h text:outline-level="1">Scope</text:h><text:p>A flood of refugees.</text:p>`,
		flood+" [Scope]"),
	openRow("a table", `<table:table><table:table-row><table:table-cell><text:p>A flood</text:p>`+
		`</table:table-cell><table:table-cell><text:p>A flood of refugees.</text:p></table:table-cell>`+
		`</table:table-row></table:table>`, flood+" as cell"),
	openRow("a text box", `<text:p>A flood <draw:frame><draw:text-box><text:p>A flood of migrants.</text:p>`+
		`</draw:text-box></draw:frame>of refugees.</text:p>`, flood+"\nflood of migrants"),
	openRow("a quotation", `<text:p text:style-name="Quotations">A flood of refugees.</text:p>`,
		flood+" as block quote"),
	openRow("a soft page break", `<text:p>A flood of refu<text:soft-page-break/>gees.</text:p>`, flood),
	openRow("an index mark", `<text:p>A flood <text:alphabetical-index-mark text:string-value="flood of `+
		`migrants"/>of refugees.</text:p>`, flood),
	openRow("ruby", `<text:p>A <text:ruby><text:ruby-base>flood</text:ruby-base>`+
		`<text:ruby-text>x</text:ruby-text></text:ruby> of refugees.</text:p>`, flood),
	openRow("typed British numbers", `<text:p>6.—(1) Text.</text:p><text:p>(2) A flood of refugees.</text:p>`,
		flood+" [paragraph 6(2)]"),
	openRow("a conditional that is hidden",
		`<text:p>A flood <text:hidden-text text:is-hidden="true" text:string-value="x">some</text:hidden-text>of `+
			`refugees.</text:p>`, flood),
	{
		"one file", "a.fodt",
		`<?xml version="1.0"?><office:document ` + openNS +
			` office:mimetype="application/vnd.oasis.opendocument.text">` + openLook + openPages +
			`<office:body><office:text><text:p>A flood of refugees.</text:p></office:text></office:body>` +
			`</office:document>`,
		flood + "\nflood of aliens as running head\naliens as running head", "",
	},
}

// book is an EPUB of two pages; the package may say more of its files and their order.
func book(one, two, manifest, spine string, more ...string) string {
	parts := map[string]string{"mimetype": "application/epub+zip",
		"META-INF/container.xml": `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
			`<rootfile full-path="OEBPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
		"OEBPS/p.opf": `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
			`<metadata><dc:language>en</dc:language></metadata><manifest>` + manifest +
			`<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>` +
			`<item id="b" href="b%20c.xhtml" media-type="application/xhtml+xml"/></manifest><spine>` + spine +
			`</spine></package>`,
		"OEBPS/a.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>` +
			one + `</body></html>`,
		"OEBPS/b c.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><body>` + two + `</body></html>`,
	}
	for i := 0; i < len(more); i += 2 {
		parts[more[i]] = more[i+1]
	}
	return packed(parts)
}

const bothPages = `<itemref idref="b"/><itemref idref="a"/>`

var bookPlaces = []place{
	{
		"the order of the spine", "a.epub",
		book("<p>A flood of refugees.</p>", "<h1>One</h1><p>A flood of migrants.</p>", "", bothPages),
		"flood of migrants [One]\n" + flood, "",
	},
	{
		"pages outside of the order are read", "a.epub",
		book("<p>A flood of refugees.</p>", "<p>A flood of migrants.</p>", "",
			`<itemref idref="a"/><itemref idref="b" linear="no"/>`),
		flood + "\nflood of migrants", "",
	},
	{
		"contents are not", "a.epub",
		book("<p>A flood of refugees.</p>", "x",
			`<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>`,
			`<itemref idref="n"/>`+bothPages, "OEBPS/n.xhtml", "<html><body>A flood of migrants</body></html>"),
		flood, "",
	},
	{
		"protected pages are a gap", "a.epub",
		book("<p>A flood of refugees.</p>", "x", "", bothPages, "META-INF/encryption.xml",
			`<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>`+
				`<enc:CipherReference URI="OEBPS/b%20c.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`),
		flood, "encrypted",
	},
	{
		"missing pages are a gap", "a.epub",
		book("<p>A flood of refugees.</p>", "x",
			`<item id="m" href="m.xhtml" media-type="application/xhtml+xml"/>`, `<itemref idref="m"/>`+bothPages),
		flood, "damaged: OEBPS/m.xhtml",
	},
	{
		"a note in a page", "a.epub",
		book(`<p>A flood<a epub:type="noteref" href="#n">1</a> of refugees.</p><aside epub:type="footnote">`+
			`<p>A flood of migrants.</p></aside>`, "x", "", bothPages),
		flood + "\nflood of migrants as note", "",
	},
	{
		"inline elements", "a.epub",
		book("<p>A flood <i>of</i> refu<b>gees</b><script>x</script>.</p>", "x", "", bothPages), flood, "",
	},
}

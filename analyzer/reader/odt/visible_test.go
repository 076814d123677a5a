package odt_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

// openLooks are styles of letters, paragraphs, cells and boxes, for [openFileWith].
const openLooks = `<office:automatic-styles>
<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="WhiteP" style:family="paragraph"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Dark" style:family="paragraph"><style:paragraph-properties fo:background-color="#003366"/><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Flat" style:family="paragraph"><style:paragraph-properties fo:line-height="0.01cm"/></style:style>
<style:style style:name="Placed" style:family="graphic"><style:graphic-properties style:horizontal-pos="from-left"/></style:style>
<style:style style:name="Odd" style:family="text"><style:text-properties fo:font-size="twelve" fo:letter-spacing="-3furlongs" style:text-scale="wide"/></style:style>
<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="0.5pt"/></style:style>
<style:style style:name="Share" style:family="text"><style:text-properties fo:font-size="2%"/></style:style>
<style:style style:name="Thin" style:family="text"><style:text-properties style:text-scale="1%"/></style:style>
<style:style style:name="Tight" style:family="text"><style:text-properties fo:letter-spacing="-0.5cm"/></style:style>
<style:style style:name="Below" style:family="text"><style:text-properties style:text-position="-10% 1%"/></style:style>
<style:style style:name="Clear" style:family="text"><style:text-properties fo:color="#000000" loext:opacity="0%"/></style:style>
<style:style style:name="Auto" style:family="text"><style:text-properties style:use-window-font-color="true" loext:opacity="0%"/></style:style>
<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-type="double"/></style:style>
<style:style style:name="Kept" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="Marked" style:family="text"><style:text-properties fo:color="#ffff00" fo:background-color="#ffff00"/></style:style>
<style:style style:name="Drop" style:family="paragraph"><style:paragraph-properties><style:drop-cap style:lines="3" style:length="1"/></style:paragraph-properties></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:background-color="#003366"/></style:style>
<style:style style:name="Row" style:family="table-row"><style:table-row-properties style:row-height="0.001cm"/></style:style>
<style:style style:name="Box" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#003366"/></style:style>
<style:style style:name="Empty" style:family="graphic"><style:graphic-properties draw:fill="none"/></style:style>
<text:list-style style:name="Words"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Option "/></text:list-style>
<text:list-style style:name="Format"><text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="Illegal alien %1%."/></text:list-style>
<text:list-style style:name="Bullet"><text:list-level-style-bullet text:level="1" text:bullet-char="•" style:num-suffix=" illegal"/></text:list-style>
</office:automatic-styles>`

// openFileWith makes an OpenDocument text of a body with the looks above, and more members.
func openFileWith(t testing.TB, body string, more ...string) string {
	spaces := readertest.OpenNS +
		` xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" ` +
		`xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" ` +
		`xmlns:math="http://www.w3.org/1998/Math/MathML"`
	return readertest.Pack(t, append([]string{"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", `<office:document-content ` + spaces + `>` + openLooks + `<office:body><office:text>` +
			body + `</office:text></office:body></office:document-content>`}, more...)...)
}

func TestOpenDocumentTextThatReadersSee(t *testing.T) {
	item := func(style string) string {
		return `<text:list text:style-name="` + style + `"><text:list-item><text:p>stays</text:p>` +
			`</text:list-item></text:list>`
	}
	box := func(style string) string {
		return `<text:p><draw:frame draw:style-name="` + style + `" svg:width="5cm" svg:height="2cm">` +
			`<draw:text-box><text:p text:style-name="WhiteP">in a box</text:p></draw:text-box></draw:frame></text:p>`
	}
	forms := `<office:forms><form:form><form:fixed-text xml:id="c1" form:label="Illegal"/>` +
		`<form:text form:id="c2" form:current-value="aliens" form:value="old"/>` +
		`<form:listbox xml:id="c3"><form:option form:label="first"/>` +
		`<form:option form:label="flood" form:current-selected="true"/></form:listbox>` +
		`<form:textarea xml:id="c4"><text:p>A long</text:p><text:p>text</text:p></form:textarea>` +
		`</form:form></office:forms>`
	control := func(id string) string { return `<draw:control text:anchor-type="as-char" draw:control="` + id + `"/>` }
	placed := func(attributes string) string {
		return `<text:p><draw:frame ` + attributes + `><draw:text-box><text:p>yes</text:p></draw:text-box>` +
			`</draw:frame></text:p>`
	}
	for _, c := range []struct{ claim, body, want string }{
		{"a dropped capital", `<text:p text:style-name="Drop">Illegal migrants</text:p>`, "body: Illegal migrants"},
		{
			"words in front of items", item("Words") + item("Format") + item("Bullet"),
			"list item 1 [point (Option 1)]: Option 1 stays\nlist item 1 [point (Illegal alien 1)]: Illegal " +
				"alien 1. stays\nlist item 1: • illegal stays",
		},
		{
			"a formula in a sentence",
			`<text:p>So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>it is.</text:p>`,
			"body: So illegal aliensit is.",
		},
		{
			"a formula of a text in one file",
			`<text:p>So <draw:frame><draw:object><math:math><math:semantics><math:mtext>illegal</math:mtext>` +
				`<math:annotation>no</math:annotation></math:semantics></math:math></draw:object></draw:frame>` +
				`</text:p>`,
			"body: So illegal",
		},
		{
			"a chart", `<text:p>See:<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame></text:p>`,
			"body: See:\nbody: Arrivals\nbody: Illegal aliens",
		},
		{"what forms show", forms + `<text:p>Name ` + control("c1") + control("c2") + `</text:p><text:p>` +
			control("c3") + `</text:p><text:p><draw:control draw:control="c4"/></text:p>`,
			"body: Name Illegal aliens\nbody: flood\nbody: A long text"},
		{
			"small letters above others",
			`<text:p><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>small</text:ruby-text>` +
				`</text:ruby> on</text:p>`,
			"body: base on\nbody: small",
		},
		{
			"a number of a paragraph is no text, its words are",
			`<text:p><text:number>1.</text:number>One</text:p><text:p>` +
				`<text:number>Option 2</text:number>Two</text:p>`,
			"body: One\nbody: Option 2 Two",
		},
		{
			"text on a dark ground",
			`<text:p text:style-name="Dark">one</text:p>` + `<table:table><table:table-row>` +
				`<table:table-cell table:style-name="Cell"><text:p text:style-name="WhiteP">two</text:p>` +
				`</table:table-cell></table:table-row></table:table>`,
			"body: one\ncell: two",
		},
		{"in a dark box, or one over another", box("Box") + box("Empty"), "body: in a box\nbody: in a box"},
		{
			"in lines without height, which overlap, and in measures that are none",
			`<text:p text:style-name="Flat">one<text:span text:style-name="Odd"> two</text:span></text:p>`,
			"body: one two",
		},
		{
			"in boxes that only seem to be small or far away",
			placed(`svg:width="0cm" style:rel-width="50%"`) + placed(`svg:width="5cm" svg:x="-90cm"`) +
				placed(`draw:style-name="Placed" text:anchor-type="as-char" svg:width="5cm" svg:x="-90cm"`),
			"body: yes\nbody: yes\nbody: yes",
		},
		{
			"in a colour that the program chooses, or not struck",
			`<text:p><text:span text:style-name="Auto">one</text:span>` +
				`<text:span text:style-name="Kept"> two</text:span></text:p>`,
			"body: one two",
		},
		{
			"what a condition shows",
			`<text:p>We <text:conditional-text text:string-value-if-true="welcome" ` +
				`text:string-value-if-false="stop">welcome</text:conditional-text> <text:hidden-text ` +
				`text:is-hidden="false" text:string-value="people">people</text:hidden-text></text:p>` +
				`<text:section text:display="condition" text:is-hidden="false"><text:p>Seen</text:p>` +
				`</text:section>`,
			"body: We welcome people\nbody: Seen",
		},
	} {
		src := openFileWith(
			t,
			c.body,
			"META-INF/manifest.xml",
			`<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">`+
				`<manifest:file-entry manifest:full-path="Object 1/" `+
				`manifest:media-type="application/vnd.oasis.opendocument.formula"/>`+
				`<manifest:file-entry manifest:full-path="Object 2/" `+
				`manifest:media-type="application/vnd.oasis.opendocument.chart"/></manifest:manifest>`,
			"Object 1/content.xml",
			`<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mtext>illegal </mtext>`+
				`<mi>aliens</mi></mrow><annotation>no</annotation></semantics></math>`,
			"Object 2/content.xml",
			`<office:document-content `+readertest.OpenNS+
				` xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><office:body><office:chart>`+
				`<chart:chart><chart:title><text:p>Arrivals</text:p></chart:title><table:table>`+
				`<table:table-row><table:table-cell office:value-type="string">`+
				`<text:p>Illegal aliens</text:p></table:table-cell>`+
				`<table:table-cell office:value-type="float"><text:p>3</text:p>`+
				`</table:table-cell></table:table-row></table:table></chart:chart>`+
				`</office:chart></office:body></office:document-content>`,
		)
		readertest.Expect(t, c.claim, src, c.want, "")
	}
}

func TestOpenDocumentTextThatReadersDoNotSee(t *testing.T) {
	span := func(style string) string {
		return `<text:p><text:span text:style-name="` + style + `">no</text:span></text:p>`
	}
	shape := func(attributes string) string {
		return `<text:p><draw:frame ` + attributes + `><draw:text-box><text:p>no</text:p></draw:text-box>` +
			`</draw:frame></text:p>`
	}
	changes := `<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><office:change-info>` +
		`<dc:creator>A</dc:creator><text:p>why not</text:p></office:change-info><text:p>illegal </text:p>` +
		`<text:p>aliens</text:p></text:deletion></text:changed-region></text:tracked-changes>`
	for _, c := range []struct{ claim, body, want string }{
		{
			"white", span("White") + `<text:p text:style-name="WhiteP">no</text:p>`,
			"hidden, white text: no\nhidden, white text: no",
		},
		{"in the colour of its ground", span("Marked"), "hidden, text in the colour of its background: no"},
		{
			"too small", span("Tiny") + span("Share") + span("Thin") + span("Tight") + span("Below"),
			strings.TrimSpace(strings.Repeat("hidden, too small to read: no\n", 5)),
		},
		{"transparent", span("Clear"), "hidden, transparent text: no"},
		{"struck out", span("Struck"), "deleted, struck through: no"},
		{
			"in rows of no height",
			`<table:table><table:table-row table:style-name="Row"><table:table-cell><text:p>no</text:p>` +
				`</table:table-cell></table:table-row></table:table>`,
			"hidden, too small to read: no",
		},
		{"in boxes that are flat, off the page or not drawn", shape(`svg:width="0cm" svg:height="0cm"`) +
			shape(`draw:style-name="Placed" svg:width="5cm" svg:height="5cm" svg:x="-90cm"`) +
			shape(`svg:width="5cm" svg:height="5cm" draw:display="none"`),
			"hidden, too small to read: no\nhidden, off the page: no\nhidden, hidden shape: no"},
		{
			"in a paragraph that a field hides",
			`<text:p>no<text:hidden-paragraph text:is-hidden="true"/></text:p>` +
				`<text:h text:outline-level="1">no<text:hidden-paragraph text:is-hidden="true"/></text:h>` +
				`<text:p>Text</text:p>`,
			"hidden, hidden text: no\nhidden, hidden text: no\nbody: Text",
		},
		{"whatever a file says of a condition that can be seen through", `<text:section text:display="condition" ` +
			`text:condition="ooow:1==1" text:is-hidden="false"><text:p>no</text:p></text:section>` +
			`<text:p>yes<text:hidden-paragraph text:condition="ooow:1==2" text:is-hidden="true"/></text:p>` +
			`<text:p>no<text:hidden-paragraph text:condition="ooow:x==2" text:is-hidden="true"/></text:p>`,
			"hidden, hidden section: no\nbody: yes\nhidden, hidden text: no"},
		{
			"in fields and sections on a condition",
			`<text:p>We <text:hidden-text text:is-hidden="true" text:string-value="illegal aliens"/>see</text:p>` +
				`<text:section text:display="condition" text:is-hidden="true"><text:p>no</text:p></text:section>`,
			"body: We see\nhidden, hidden text: illegal aliens\nhidden, hidden section: no",
		},
		{
			"deleted, at the place where it stood",
			changes + `<text:p>We welcome <text:change text:change-id="c1"/>people.<text:change ` +
				`text:change-id="c1"/></text:p>`,
			"body: We welcome people.\ndeleted, tracked deletion: illegal\ndeleted, tracked deletion: aliens",
		},
		{
			"deleted nowhere", changes + `<text:p>Text</text:p>`,
			"body: Text\ndeleted, tracked deletion: illegal\ndeleted, tracked deletion: aliens",
		},
		{
			"deleted between paragraphs",
			changes + `<text:p>One</text:p><text:change text:change-id="c1"/><text:p>Two</text:p>`,
			"body: One\ndeleted, tracked deletion: illegal\ndeleted, tracked deletion: aliens\nbody: Two",
		},
	} {
		doc := readertest.ReadAs(t, "", openFileWith(t, c.body))
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if len(doc.Gaps) > 0 && readertest.Gaps(doc) != "no text" {
			t.Errorf("%s: gaps %v, want none", c.claim, doc.Gaps)
		}
	}
}

func TestOpenDocumentLinkedSectionsAreGaps(t *testing.T) {
	section := func(href, content string) string {
		return `<text:p>Text</text:p><text:section><text:section-source xlink:href="` + href + `"/>` + content +
			`</text:section>`
	}
	readertest.Expect(
		t,
		"linked and empty",
		openFileWith(t, section("../chapter2.odt", "")),
		"body: Text",
		"linked document not read",
	)
	readertest.Expect(
		t,
		"linked and kept here",
		openFileWith(t, section("../chapter2.odt", "<text:p>Kept</text:p>")),
		"body: Text\nbody: Kept",
		"",
	)
	readertest.Expect(t, "of the same text", openFileWith(t, section("#other", "")), "body: Text", "")
}

func TestOpenDocumentCountsWhatItLeavesOut(t *testing.T) {
	body := `<text:p>Text<office:annotation><dc:creator>A B</dc:creator><text:p>One two</text:p>` +
		`</office:annotation><draw:frame><draw:image/><svg:title>A</svg:title>` +
		`<svg:desc>flood of people</svg:desc></draw:frame>` +
		`<text:conditional-text text:string-value-if-true="here" text:string-value-if-false="the flood">` +
		`here</text:conditional-text><text:script>a b</text:script></text:p>`
	meta := `<office:document-meta ` + readertest.OpenNS + `><office:meta><dc:title>The flood</dc:title>` +
		`<dc:creator>A B C</dc:creator></office:meta></office:document-meta>`
	doc := readertest.ReadAs(t, "", openFileWith(t, body, "meta.xml", meta))
	got := map[string]int{}
	for _, o := range doc.Omissions {
		got[o.Kind] = o.Words
	}
	for kind, want := range map[string]int{"comments": 2, "descriptions of pictures": 4,
		"conditional text that is not shown": 2, "code": 2, "document properties": 2} {
		if got[kind] != want {
			t.Errorf("%d words of %s, want %d", got[kind], kind, want)
		}
	}
}

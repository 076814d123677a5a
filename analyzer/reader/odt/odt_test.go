package odt_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/readertest"
)

func TestOpenDocumentBlocks(t *testing.T) {
	const head = "\nrunning head: Draft bill"
	for _, c := range []struct{ claim, body, want string }{
		{"headings have numbers and levels", `<text:h text:outline-level="1">Scope</text:h>` +
			`<text:h text:outline-level="2">Aim</text:h><text:p>Text</text:p>`,
			"heading 1 [1 Scope]: Scope\nheading 2 [1 Scope > 1.1 Aim]: Aim\nbody [1 Scope > 1.1 Aim]: Text"},
		{
			"styles are roles, also those made for a paragraph",
			`<text:p text:style-name="Title">The title</text:p><text:p text:style-name="P1">They flood us.</text:p>`,
			"title: The title\nblock quote: They flood us.",
		},
		{"lists have numbers", `<text:list text:style-name="L1"><text:list-item><text:p>Aim</text:p><text:list>` +
			`<text:list-item><text:p>one</text:p><text:p>and more</text:p></text:list-item><text:list-item>` +
			`<text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>`,
			"list item 1 [Article 4]: Aim\nlist item 2 [Article 4(a)]: one\nlist item 2 [Article 4(a)]: and " +
				"more\nlist item 2 [Article 4(b)]: two"},
		{"a list may go on from another", `<text:list xml:id="a" text:style-name="L1"><text:list-item>` +
			`<text:p>Aim</text:p></text:list-item></text:list>` +
			`<text:list text:continue-list="a" text:style-name="L1"><text:list-item><text:p>Next</text:p>` +
			`</text:list-item></text:list><text:list text:style-name="L1">` +
			`<text:list-item text:start-value="9"><text:p>Last</text:p></text:list-item></text:list>`,
			"list item 1 [Article 4]: Aim\nlist item 1 [Article 5]: Next\nlist item 1 [Article 9]: Last"},
		{
			"bullets have no number",
			`<text:list text:style-name="L2"><text:list-item><text:p>One</text:p></text:list-item></text:list>`,
			"list item 1: One",
		},
		{"tables come by cell, merged ones once", `<table:table><table:table-header-rows><table:table-row>` +
			`<table:table-cell><text:p>one</text:p></table:table-cell><table:covered-table-cell>` +
			`<text:p>no</text:p></table:covered-table-cell></table:table-row></table:table-header-rows>` +
			`<table:table-row><table:table-cell><text:p>two</text:p><text:p>three</text:p>` +
			`</table:table-cell></table:table-row></table:table>`,
			"cell: one\nhidden, covered by a merged cell: no\ncell: two\ncell: three"},
		{
			"notes come behind the paragraph",
			`<text:p>Text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>` +
				`<text:note-body><text:p>A note.</text:p></text:note-body></text:note> goes on</text:p>`,
			"body: Text goes on\nnote: A note.",
		},
		{
			"annotations are left out",
			`<text:p>Text<office:annotation><dc:creator>A</dc:creator><text:p>no</text:p>` +
				`</office:annotation> on<office:annotation-end/></text:p>`,
			"body: Text on",
		},
		{
			"deletions are apart, insertions are read",
			`<text:tracked-changes><text:changed-region xml:id="c1"><text:insertion/></text:changed-region>` +
				`<text:changed-region text:id="c2"><text:deletion><text:p>old</text:p></text:deletion>` +
				`</text:changed-region></text:tracked-changes>` +
				`<text:p>A <text:change-start text:change-id="c1"/>new<text:change-end ` +
				`text:change-id="c1"/> text<text:change text:change-id="c2"/></text:p>`,
			"body: A new text\ndeleted, tracked deletion: old",
		},
		{
			"white space",
			"<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d\n   e<text:soft-page-break/>f</text:p>",
			"body: a b c⏎d⏎ef",
		},
		{
			"text boxes and shapes",
			`<text:p>Around <draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>` +
				`<svg:desc>no</svg:desc></draw:frame>it.<draw:custom-shape><text:p>In a shape.</text:p>` +
				`</draw:custom-shape></text:p>`,
			"body: Around it.\nbody: In a box.\nbody: In a shape.",
		},
		{
			"hidden sections and text",
			`<text:section text:display="none"><text:p>no</text:p></text:section><text:section>` +
				`<text:p>seen<text:span text:style-name="T2"> hidden</text:span>` +
				`<text:hidden-text text:is-hidden="true"> gone</text:hidden-text></text:p></text:section>`,
			"hidden, hidden section: no\nbody: seen\nhidden, hidden text: hidden gone",
		},
		{
			"a table of contents opens no path",
			`<text:table-of-content><text:table-of-content-source>` +
				`<text:index-title-template>no</text:index-title-template></text:table-of-content-source>` +
				`<text:index-body><text:p text:style-name="Contents_20_1">Article 7<text:tab/>3</text:p>` +
				`</text:index-body></text:table-of-content><text:p>Text</text:p>`,
			"body: Article 7 3\nbody: Text",
		},
		{
			"pictures are nothing",
			`<text:p>So <draw:frame><draw:image xlink:href="x.png"><text:p/></draw:image>` +
				`<svg:title>no</svg:title></draw:frame>it is.</text:p>`,
			"body: So it is.",
		},
	} {
		src := readertest.OpenFile(t, c.body)
		doc := readertest.ReadAs(t, "", src)
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want+head)
		if doc.Format != "odt" || len(doc.Gaps) > 0 {
			t.Errorf("%s: format %s, gaps %v; want odt and none", c.claim, doc.Format, doc.Gaps)
		}
		flat := `<?xml version="1.0"?><office:document ` + readertest.OpenNS +
			` office:mimetype="application/vnd.oasis.opendocument.text">` + readertest.OpenStyles +
			readertest.OpenAutomatic + readertest.OpenMaster + `<office:body><office:text>` + c.body +
			`</office:text></office:body></office:document>`
		readertest.Same(
			t,
			c.claim+", in a single file",
			readertest.Outline(readertest.ReadAs(t, "", flat)),
			c.want+head,
		)
	}
}

func TestOpenDocumentMarksAndLanguages(t *testing.T) {
	src := readertest.OpenFile(
		t,
		`<text:tracked-changes><text:changed-region xml:id="c1"><text:insertion/></text:changed-region>`+
			`</text:tracked-changes>`+
			`<text:p>The term <text:span text:style-name="T1">illegal <text:span text:style-name="T1">`+
			`alien</text:span></text:span> is <text:change-start text:change-id="c1"/>new.</text:p>`+
			`<text:p>And<text:change-end text:change-id="c1"/> old.</text:p><text:p>`+
			`<text:span text:style-name="T3">Les réfugiés</text:span> ok</text:p>`,
	)
	doc := readertest.ReadAs(t, "", src)
	var got []string
	for _, m := range doc.Marks {
		got = append(got, m.Of(doc.Text))
	}
	if want := "illegal alien|new.|And"; strings.Join(got, "|") != want {
		t.Errorf("marks %q, want %q", got, want)
	}
	for i, want := range []string{"", "", "fr-FR"} {
		if got := doc.Blocks[i].Lang; got != want {
			t.Errorf("block %d: language %q, want %q", i, got, want)
		}
	}
	readertest.CheckPlaces(t, src, doc)
}

func TestOpenDocumentGaps(t *testing.T) {
	manifest := func(entry string) string {
		return `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">` + entry +
			`</manifest:manifest>`
	}
	object := `<text:p>Text <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>`
	for _, c := range []struct{ claim, body, manifest, want string }{
		{
			"encrypted", "",
			`<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>`,
			"encrypted",
		},
		{
			"encrypted as a whole", "",
			`<manifest:file-entry manifest:full-path="encrypted-package"><manifest:encryption-data/>` +
				`</manifest:file-entry>`,
			"encrypted",
		},
		{
			"an embedded spreadsheet", object,
			`<manifest:file-entry manifest:full-path="Object 1/" ` +
				`manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>`,
			"embedded files not read",
		},
		{
			"a formula", object,
			`<manifest:file-entry manifest:full-path="Object 1/" ` +
				`manifest:media-type="application/vnd.oasis.opendocument.formula"/>`,
			"",
		},
	} {
		doc := readertest.ReadAs(
			t,
			"",
			readertest.OpenFile(
				t,
				c.body,
				"META-INF/manifest.xml",
				manifest(c.manifest),
				"Object 1/content.xml",
				`<math/>`,
			),
		)
		if got := readertest.Gaps(doc); got != c.want {
			t.Errorf("%s: gaps %q, want %q", c.claim, got, c.want)
		}
	}
}

package docx_test

import (
	"context"
	"refrain/analyzer/document"
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/readertest"
)

func TestWordBlocks(t *testing.T) {
	box := `<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>`
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	for _, c := range []struct{ claim, body, want string }{
		{
			"words over several runs are whole", readertest.WordParagraph("", "A flood of refu", "gees"),
			"body: A flood of refugees",
		},
		{"styles go by their names, not their ids", readertest.WordParagraph(readertest.StyledAs("Titel"),
			"The title") + readertest.WordParagraph(readertest.StyledAs("berschrift1"), "Scope") +
			readertest.WordParagraph(readertest.StyledAs("Zitat"), "They flood us."),
			"title: The title\nheading 1 [Scope]: Scope\nblock quote [Scope]: They flood us."},
		{
			"and by what they are based on",
			readertest.WordParagraph(readertest.StyledAs("Ueb1Eigen"), "Scope") +
				readertest.WordParagraph(readertest.StyledAs("Kreis"), "Text"),
			"heading 1 [Scope]: Scope\nbody [Scope]: Text",
		},
		{
			"an outline level makes a heading", readertest.WordParagraph(`<w:outlineLvl w:val="1"/>`, "Aim"),
			"heading 2 [Aim]: Aim",
		},
		{
			"long headings are text",
			readertest.WordParagraph(readertest.StyledAs("berschrift1"), strings.Repeat("Long words. ", 30)),
			"body: " + strings.TrimSpace(strings.Repeat("Long words. ", 30)),
		},
		{"articles are numbered", readertest.WordParagraph(readertest.InList("1", "0"), "Aim") +
			readertest.WordParagraph(readertest.InList("1", "1"), "One") +
			readertest.WordParagraph(readertest.InList("1", "2"), "a") +
			readertest.WordParagraph(readertest.InList("1", "2"), "b") +
			readertest.WordParagraph(readertest.InList("1", "1"), "Two") +
			readertest.WordParagraph(readertest.InList("1", "0"), "Next") +
			readertest.WordParagraph("", "Text"),
			"list item 1 [Article 4]: Aim\nlist item 2 [Article 4(1)]: One\nlist item 3 [Article 4(1)(a)]: a\n" +
				"list item 3 [Article 4(1)(b)]: b\nlist item 2 [Article 4(2)]: Two\nlist item 1 [Article 5]: " +
				"Next\nbody [Article 5]: Text"},
		{
			"a list may start anew",
			readertest.WordParagraph(readertest.InList("1", "0"), "Aim") +
				readertest.WordParagraph(readertest.InList("4", "0"), "Last"),
			"list item 1 [Article 4]: Aim\nlist item 1 [Article 9]: Last",
		},
		{"numbers may hold those above", readertest.WordParagraph(readertest.InList("2", "0"), "First") +
			readertest.WordParagraph(readertest.StyledAs("berschrift2"), "Scope") + readertest.WordParagraph("",
			"Text"),
			"list item 1 [point (I)]: First\nheading 2 [1.1 Scope]: Scope\nbody [1.1 Scope]: Text"},
		{"a numbered sentence in the style of a heading is text",
			readertest.WordParagraph(readertest.StyledAs("berschrift2"), "This memorandum contains information "+
				"for the Joint Committee on them."),
			"list item 2 [paragraph 1.1]: This memorandum contains information for the Joint Committee on them."},
		{
			"bullets have no number",
			readertest.WordParagraph(readertest.InList("3", "0"), "One") +
				readertest.WordParagraph(readertest.InList("3", "1"), "Two"),
			"list item 1: One\nlist item 2 [point (i)]: Two",
		},
		{
			"typed articles and their paragraphs",
			readertest.WordParagraph("", "Article 7") + readertest.WordParagraph("", "(a) the Act"),
			"body [Article 7]: Article 7\nbody [Article 7(a)]: (a) the Act",
		},
		{
			"also in the style of lists",
			readertest.WordParagraph("", "Article 7") + readertest.WordParagraph(readertest.StyledAs("Liste"),
				"(b) the Act"),
			"body [Article 7]: Article 7\nlist item 1 [Article 7(b)]: (b) the Act",
		},
		{
			"a table of contents opens no path",
			readertest.WordParagraph(readertest.StyledAs("TOC1"), "Article 7 3") + readertest.WordParagraph("",
				"Text"),
			"body: Article 7 3\nbody: Text",
		},
		{"tables come by cell, merged ones once",
			`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + readertest.WordParagraph("",
				"one") + `</w:tc><w:tc>` + readertest.WordParagraph("", "two") + readertest.WordParagraph("",
				"three") + `</w:tc></w:tr>` +
				`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + readertest.WordParagraph("", "hidden") +
				`</w:tc><w:tc><w:tbl><w:tr><w:tc>` + readertest.WordParagraph("", "inner") +
				`</w:tc></w:tr></w:tbl>` + readertest.WordParagraph("", "four") + `</w:tc></w:tr></w:tbl>`,
			"cell: one\ncell: two\ncell: three\nhidden, covered by a merged cell: hidden\ncell: inner\ncell: four"},
		{"notes come behind the paragraph, and only where one refers to them", `<w:p>` + readertest.WordRun("",
			"Text") + `<w:r><w:footnoteReference w:id="1"/></w:r>` + readertest.WordRun("", " goes on") +
			`<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` + readertest.WordParagraph("", "Next"),
			"body: Text goes on\nnote: A note.\nnote: More of it.\nbody: Next\nhidden, note that nothing refers " +
				"to: Another.\nhidden, note that nothing refers to: Nobody refers to it."},
		{"text boxes come once", `<w:p>` + readertest.WordRun("", "Around ") + `<w:r><mc:AlternateContent>` +
			`<mc:Choice Requires="wps"><w:drawing><wps:txbx>` + box + `</wps:txbx></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:textbox>` + box + `</v:textbox></w:pict></mc:Fallback>` +
			`</mc:AlternateContent></w:r>` + readertest.WordRun("", "it.") + `</w:p>`,
			"body: Around it.\nbody: In a box."},
		{
			"old text boxes",
			`<w:p><w:r><w:pict><v:shape><v:textbox>` + box + `</v:textbox></v:shape></w:pict></w:r></w:p>`,
			"body: In a box.",
		},
		{"fields show their result", `<w:p>` + readertest.WordRun("", "See ") + field("begin") +
			`<w:r><w:instrText>REF x </w:instrText></w:r>` + field("begin") + readertest.WordRun("", "inner") +
			field("end") + field("separate") + readertest.WordRun("", "Article 4") + field("end") +
			`<w:fldSimple w:instr="PAGE">` + readertest.WordRun("", ", page 3") + `</w:fldSimple></w:p>`,
			"body: See Article 4, page 3"},
		{"content controls, links and smart tags only stand around text", `<w:sdt><w:sdtPr><w:alias w:val="no"/>` +
			`</w:sdtPr><w:sdtContent><w:p><w:hyperlink r:id="r7">` + readertest.WordRun("", "a link") +
			`</w:hyperlink><w:smartTag>` + readertest.WordRun("", " and") +
			`</w:smartTag><w:sdt><w:sdtContent>` + readertest.WordRun("", " a control") +
			`</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>`,
			"body: a link and a control"},
		{"breaks and special characters", `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>` +
			`<w:noBreakHyphen/><w:t>d e</w:t><w:softHyphen/><w:t>f</w:t><w:sym w:font="Wingdings" w:char="F0E0"/>` +
			`<w:t>g</w:t><w:sym w:font="Times" w:char="F021"/></w:r></w:p>`,
			"body: a b⏎c-d ef g!"},
		{"deletions are apart, insertions are read", `<w:p><w:ins>` + readertest.WordRun("", "new ") +
			`</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:moveFrom>` + readertest.WordRun("",
			"moved ") + `</w:moveFrom><w:moveTo>` + readertest.WordRun("", "text") + `</w:moveTo></w:p>`,
			"body: new text\ndeleted, tracked deletion: old\ndeleted, moved away: moved"},
		{
			"a deleted paragraph mark joins two",
			readertest.WordParagraph("<w:rPr><w:del/></w:rPr>", "illegal immi") +
				readertest.WordParagraph(readertest.StyledAs("berschrift1"), "grants") +
				readertest.WordParagraph("", "Next"),
			"body: illegal immigrants\nbody: Next",
		},
		{
			"a paragraph that is deleted as a whole leaves the next alone",
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>` + readertest.WordRun("", "gone") +
				`</w:del></w:p>` + readertest.WordParagraph(readertest.StyledAs("berschrift1"), "Scope"),
			"deleted, tracked deletion: gone\nheading 1 [Scope]: Scope",
		},
		{
			"hidden text is hidden",
			`<w:p>` + readertest.WordRun("", "seen ") + readertest.WordRun("<w:vanish/>", "hidden ") +
				readertest.WordRun(`<w:rStyle w:val="Geheim"/>`, "secret ") +
				readertest.WordRun(`<w:rStyle w:val="Geheim"/><w:vanish w:val="0"/>`, "shown") + `</w:p>`,
			"body: seen shown\nhidden, hidden text: hidden secret",
		},
		{
			"formulas have words, pictures none",
			`<w:p>` + readertest.WordRun("", "So ") + `<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r>` +
				`<w:drawing><a:blip/></w:drawing></w:r>` + readertest.WordRun("", " it is.") + `</w:p>`,
			"body: So x=1 it is.",
		},
		{
			"small letters above others come after the paragraph",
			`<w:p><w:r><w:ruby><w:rt>` + readertest.WordRun("", "small") + `</w:rt><w:rubyBase>` +
				readertest.WordRun("", "base") + `</w:rubyBase></w:ruby></w:r></w:p>`,
			"body: base\nbody: small",
		},
		{
			"charts have words", `<w:p><w:r><w:drawing><c:chart r:id="r5"/></w:drawing></w:r></w:p>`,
			"body: Arrivals by sea\nbody: Syria",
		},
		{
			"running heads come last, once for each part",
			readertest.WordParagraph("", "Text") + `<w:sectPr><w:headerReference r:id="r4"/>` +
				`<w:footerReference r:id="r4"/></w:sectPr>`,
			"body: Text\nrunning head: Draft bill",
		},
		{
			"entities and CDATA",
			`<w:p><w:r><w:t>a &amp; b &#x201C;c&#x201D;</w:t><w:t><![CDATA[ <d>]]></w:t></w:r></w:p>`,
			"body: a & b “c” <d>",
		},
	} {
		src := readertest.WordFile(
			t,
			c.body,
			"word/header1.xml",
			`<w:hdr `+readertest.WordNS+`>`+readertest.WordParagraph(
				readertest.StyledAs("berschrift1"),
				"Draft bill",
			)+`</w:hdr>`,
			"word/charts/chart1.xml",
			`<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" `+
				`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r>`+
				`<a:t>Arrivals </a:t></a:r><a:r><a:t>by sea</a:t></a:r></a:p></c:title><c:strCache><c:pt>`+
				`<c:v>Syria</c:v></c:pt></c:strCache><c:numCache><c:v>3</c:v></c:numCache></c:chartSpace>`,
		)
		doc := readertest.ReadAs(t, "", src)
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if len(doc.Gaps) > 0 {
			t.Errorf("%s: gaps %v, want none", c.claim, doc.Gaps)
		}
		if doc.Text != "" && !strings.Contains(c.body, "w:sym") && !strings.Contains(c.body, "<w:r><w:t>a") {
			readertest.CheckPlaces(t, src, doc)
		}
	}
}

// TestDocumentWithoutTextIsAGap: a document of which no word was read is never clean, whatever its
// format.
func TestDocumentWithoutTextIsAGap(t *testing.T) {
	for name, src := range map[string]string{
		"a.docx": readertest.WordFile(t, `<w:p/><w:p><w:r/></w:p>`),
		"a.html": "<html><body><script>illegal immigrants</script></body></html>",
		"a.md":   "```\nillegal immigrants\n```\n",
		"a.txt":  "* * *\n",
	} {
		doc, err := reader.New(input.Options{}).Read(context.Background(), name, src)
		if err != nil {
			t.Fatal(err)
		}
		if got := readertest.Gaps(doc); !strings.HasPrefix(got, "no text") {
			t.Errorf("%s: gaps %q, want %q", name, got, "no text")
		}
	}
}

func TestWordMarks(t *testing.T) {
	doc := readertest.ReadAs(
		t,
		"",
		readertest.WordFile(
			t,
			`<w:p>`+readertest.WordRun(
				"",
				"The term ",
			)+readertest.WordRun(
				"<w:i/>",
				"illegal ",
			)+readertest.WordRun(
				"<w:i/>",
				"alien",
			)+readertest.WordRun(
				`<w:i w:val="0"/>`,
				" is new ",
			)+`<w:ins>`+readertest.WordRun(
				"",
				"now",
			)+`</w:ins></w:p>`+readertest.WordParagraph(
				readertest.StyledAs("Zitat"),
				"All in italics",
			),
		),
	)
	var got []string
	for _, m := range doc.Marks {
		got = append(got, map[bool]string{true: "emphasis", false: "inserted"}[m.Kind == 2]+" "+m.Of(doc.Text))
	}
	if want := "emphasis illegal alien|inserted now"; strings.Join(got, "|") != want {
		t.Errorf("marks %q, want %q", got, want)
	}
}

func TestWordLanguages(t *testing.T) {
	doc := readertest.ReadAs(
		t,
		"",
		readertest.WordFile(
			t,
			readertest.WordParagraph(
				"",
				"The defaults say nothing.",
			)+`<w:p>`+readertest.WordRun(
				`<w:lang w:val="fr-FR"/>`,
				"Les réfugiés sont ",
			)+readertest.WordRun(
				`<w:lang w:val="en-GB"/>`,
				"here",
			)+`</w:p>`,
		),
	)
	for i, want := range []string{"", "fr-FR"} {
		if got := doc.Blocks[i].Lang; got != want {
			t.Errorf("block %d: language %q, want %q", i, got, want)
		}
	}
}

func TestWordNamesTheBytesOfAFinding(t *testing.T) {
	src := readertest.WordFile(
		t,
		`<w:p>`+readertest.WordRun("", "A flood of &amp; refu")+readertest.WordRun("<w:b/>", "gees")+`</w:p>`,
	)
	doc := readertest.ReadAs(t, "", src)
	last := doc.Runs.Unpacked()[doc.Runs.Len()-1]
	if last.Part != "word/document.xml" || last.Of(doc.Text) != "gees" {
		t.Errorf("last run %q in %s, want %q in word/document.xml", last.Of(doc.Text), last.Part, "gees")
	}
	readertest.CheckPlaces(t, src, doc)
}

func TestWordEmbeddedFilesAreGaps(t *testing.T) {
	object := func(kind string) string {
		return `<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="` + kind + `" r:id="r6"/></w:object></w:r></w:p>`
	}
	for _, c := range []struct{ claim, kind, want string }{
		{"a table of a spreadsheet", "Excel.Sheet.12", "embedded files not read"},
		{"an old formula", "Equation.3", ""},
	} {
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, object(c.kind)+readertest.WordParagraph("", "Text")))
		if got := readertest.Gaps(doc); got != c.want {
			t.Errorf("%s: gaps %q, want %q", c.claim, got, c.want)
		}
		if c.want != "" && !strings.Contains(doc.Gaps[0].Hint, "table.xlsx") {
			t.Errorf("%s: the hint %q does not name the file", c.claim, doc.Gaps[0].Hint)
		}
	}
}

func TestWordPlacesNameParagraphsAndPages(t *testing.T) {
	const rendered = `<w:r><w:lastRenderedPageBreak/></w:r>`
	para := func(runs string) string { return `<w:p>` + runs + `</w:p>` }
	cell := func(inner string) string { return `<w:tc>` + para(inner) + `</w:tc>` }
	typed := `<w:r><w:br w:type="page"/></w:r>`
	text := func(s string) string { return readertest.WordRun("", s) }
	body := para(text("One")) + para("") + para(text("Two")+rendered+text("three")) +
		`<w:tbl><w:tr>` + cell(text("left")+rendered+text("below")) + cell(text("right")+rendered+text("under")) +
		`</w:tr></w:tbl>` + para(text("Four")+typed) + para(rendered+text("Five")) +
		para(typed+text("Six"))
	type place struct{ paragraph, page int }
	for _, c := range []struct {
		name, body string
		want       map[string]place
	}{
		{"laid out by Word", body, map[string]place{
			"One": {1, 1}, "Two": {3, 1}, "three": {3, 2}, "left": {4, 2}, "below": {4, 3}, "right": {5, 2},
			"under": {5, 3}, "Four": {6, 3}, "Five": {7, 4}, "Six": {8, 5},
		}},
		{"never laid out", strings.ReplaceAll(body, rendered, ""), map[string]place{"Two": {3, 0}, "Six": {8, 0}}},
	} {
		doc := readertest.ReadAs(t, "", readertest.WordFile(t, c.body))
		for word, want := range c.want {
			at := strings.Index(doc.Text, word)
			if p := doc.Locate(document.Span{Start: at, End: at + 1}); (place{p.Paragraph, p.Laid}) != want {
				t.Errorf("%s: %q is in paragraph %d on page %d, want %v", c.name, word, p.Paragraph, p.Laid, want)
			}
		}
	}
}

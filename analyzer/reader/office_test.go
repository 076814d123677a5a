package reader_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

const (
	sheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	slideNS = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// links makes the list of a part's links, of kinds and targets in turn.
func links(pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString(`<Relationship Id="r` + string(rune('1'+i/2)) + `" Type="` + readertest.OfficeKind + pairs[i] +
			`" Target="` + pairs[i+1] + `"/>`)
	}
	return readertest.RelationHead + b.String() + "</Relationships>"
}

// workbookFile makes a workbook of two sheets, the second one hidden, with rows for the first.
func workbookFile(t testing.TB, rows string) string {
	return readertest.Pack(t, "[Content_Types].xml", "<Types/>",
		"_rels/.rels", links("officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml", `<workbook `+sheetNS+`><sheets><sheet name="Plan" r:id="r1"/>`+
			`<sheet name="Old" state="hidden" r:id="r2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", links("worksheet", "worksheets/sheet1.xml", "worksheet", "worksheets/sheet2.xml",
			"sharedStrings", "sharedStrings.xml", "styles", "styles.xml"),
		"xl/styles.xml", `<styleSheet `+sheetNS+`><fonts><font/><font><strike/></font></fonts>`+
			`<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", `<sst `+sheetNS+`><si><t>A wave of people</t></si>`+
			`<si><r><t xml:space="preserve">One </t></r><r><rPr><strike/></rPr><t>gone</t></r><r><t> two</t></r>`+
			`</si></sst>`,
		"xl/worksheets/sheet1.xml", `<worksheet `+sheetNS+`><cols><col min="4" max="5" hidden="1"/></cols>`+
			`<sheetData>`+rows+
			`</sheetData><headerFooter><oddHeader>&amp;C&amp;"Arial,Bold"&amp;12Draft &amp;P</oddHeader>`+
			`</headerFooter></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels", links("comments", "../comments1.xml"),
		"xl/comments1.xml", `<comments `+sheetNS+`><authors><author>me</author></authors><commentList>`+
			`<comment ref="B2"><text><r><t>Who says so?</t></r></text></comment></commentList></comments>`,
		"xl/worksheets/sheet2.xml", `<worksheet `+sheetNS+`><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>`+
			`</sheetData></worksheet>`)
}

const workbookRows = `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>5</v></c><c r="D2" t="s"><v>0</v></c></row>` +
	`<row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>hidden words</t></is></c></row>` +
	`<row><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>made &amp; shown</v></c><c s="1" t="s"><v>0</v></c></row>`

func TestCellsOfWorkbooksHaveAddresses(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.xlsx", workbookFile(t, workbookRows))
	readertest.Same(t, "a workbook", readertest.Outline(doc), `
cell [Plan!B2]: A wave of people
hidden, hidden column [Plan!D2]: A wave of people
hidden, hidden row [Plan!A4]: hidden words
cell [Plan!A5]: One two
deleted, struck through [Plan!A5]: gone
cell [Plan!B5]: made & shown
deleted, struck through [Plan!C5]: A wave of people
running head [Plan]: Draft
note [Plan!B2]: Who says so?
hidden, hidden sheet [Old!A1]: A wave of people`)
	if doc.Format != "xlsx" || len(doc.Gaps) > 0 {
		t.Errorf("read as %s, gaps %v", doc.Format, doc.Gaps)
	}
	readertest.CheckPlaces(t, workbookFile(t, workbookRows), doc)
	readertest.Suite(t, "xlsx", "xlsx", workbookFile(t, workbookRows))
}

// presentationFile makes a presentation of two slides, the second one hidden, with notes.
func presentationFile(t testing.TB, shapes string) string {
	slide := func(attributes, shapes string) string {
		return `<p:sld ` + slideNS + attributes + `><p:cSld><p:spTree>` + shapes + `</p:spTree></p:cSld></p:sld>`
	}
	return readertest.Pack(t, "[Content_Types].xml", "<Types/>",
		"_rels/.rels", links("officeDocument", "ppt/presentation.xml"),
		"ppt/presentation.xml", `<p:presentation `+slideNS+`><p:sldIdLst><p:sldId r:id="r2"/><p:sldId r:id="r1"/>`+
			`</p:sldIdLst>`+
			`</p:presentation>`,
		"ppt/_rels/presentation.xml.rels", links("slide", "slides/slide1.xml", "slide", "slides/slide2.xml"),
		"ppt/slides/slide2.xml", slide("", shapes),
		"ppt/slides/slide1.xml", slide(` show="0"`, shape("", "Not shown")),
		"ppt/slides/_rels/slide2.xml.rels", links("notesSlide", "../notesSlides/notesSlide1.xml"),
		"ppt/notesSlides/notesSlide1.xml", `<p:notes `+slideNS+`><p:cSld><p:spTree>`+shape(`<p:ph type="body"/>`,
			"Say it slowly.")+
			shape(`<p:ph type="sldNum"/>`, "1")+`</p:spTree></p:cSld></p:notes>`)
}

// shape makes a shape with a paragraph.
func shape(about, text string) string {
	return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>` + about + `</p:nvPr></p:nvSpPr><p:txBody>` +
		`<a:p><a:r><a:rPr i="1"/><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp>`
}

func TestSlidesAreReadInTheirOrderWithNotes(t *testing.T) {
	src := presentationFile(t, shape(`<p:ph type="title"/>`, "Plan")+
		`<p:sp><p:txBody><a:p><a:r><a:t>A wave of </a:t></a:r><a:r><a:rPr strike="sngStrike"/><a:t>gone</a:t>`+
		`</a:r><a:r><a:t>people.</a:t></a:r>`+
		`</a:p></p:txBody></p:sp><p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p>`+
		`<a:r><a:t>a</a:t></a:r></a:p>`+
		`</a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>b</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>`+
		`</a:graphicData></a:graphic></p:graphicFrame>`)
	doc := readertest.ReadNamed(t, "a.pptx", src)
	readertest.Same(t, "a presentation", readertest.Outline(doc), `
heading 1 [slide 1]: Plan
body [slide 1]: A wave of people.
deleted, struck through [slide 1]: gone
cell [slide 1]: a
cell [slide 1]: b
note [slide 1, notes]: Say it slowly.
hidden, hidden slide [slide 2]: Not shown`)
	if doc.Format != "pptx" || len(doc.Gaps) > 0 {
		t.Errorf("read as %s, gaps %v", doc.Format, doc.Gaps)
	}
	readertest.CheckPlaces(t, src, doc)
	readertest.Suite(t, "pptx", "pptx", src)
}

func TestColumnsOfTablesHaveNames(t *testing.T) {
	outlined(t, "a.csv", "Year,\"What was \"\"said\"\"\",n\r\n2020,\"A wave, of\npeople\",5\r\n2021,plain,\"\"\r\n", "csv", `
cell [column 1, row 1]: Year
cell [column 2, row 1]: What was "said"
cell [column 3, row 1]: n
cell [What was "said", row 2]: A wave, of⏎people
cell [What was "said", row 3]: plain`, "")
	outlined(t, "a.tsv", "1\ta, b\n2\tc\n", "csv", `
cell [column 2, row 1]: a, b
cell [column 2, row 2]: c`, "")
	outlined(t, "a.csv", "a;b\nc;\"d\ne;f", "csv", `
cell [column 1, row 1]: a
cell [column 2, row 1]: b
cell [a, row 2]: c
cell [b, row 2]: d
cell [a, row 3]: e
cell [b, row 3]: f`, "damaged: a quotation mark has no end")
	readertest.Suite(t, "csv", "csv", "\uFEFFa,\"b \"\"x\"\"\"\r\n1,\"two\n\nlines\"\r\n\r\n3,\"end")
}

// openDocument makes an OpenDocument of a kind.
func openDocument(t testing.TB, kind, styles, body string) string {
	const presentation = ` xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"`
	return readertest.Pack(t, "mimetype", "application/vnd.oasis.opendocument."+kind,
		"content.xml", `<office:document-content `+readertest.OpenNS+presentation+`><office:automatic-styles>`+styles+
			`</office:automatic-styles><office:body><office:`+kind+`>`+body+`</office:`+kind+
			`></office:body></office:document-content>`)
}

const (
	openSheetStyles = `<style:style style:name="ta2" style:family="table">` +
		`<style:table-properties table:display="false"/></style:style>`
	openSheets = `<table:table table:name="Plan"><table:table-column/>` +
		`<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>` +
		`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/>` +
		`</table:table-row>` +
		`<table:table-row><table:table-cell office:value-type="string"><text:p>A wave</text:p>` +
		`<text:p>of people</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="string"><text:p>unseen</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="float"><text:p>5 EUR</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="string"><text:p>four</text:p></table:table-cell></table:table-row>` +
		`<table:table-row table:visibility="filter"><table:table-cell office:value-type="string">` +
		`<text:p>filtered</text:p></table:table-cell></table:table-row>` +
		`</table:table><table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell>` +
		`<text:p>old words</text:p></table:table-cell>` +
		`</table:table-row></table:table>`
	openSlideStyles = `<style:style style:name="dp2" style:family="drawing-page">` +
		`<style:drawing-page-properties presentation:visibility="hidden"/></style:style>`
	openSlides = `<draw:page draw:name="one"><draw:frame presentation:class="title"><draw:text-box>` +
		`<text:p>Plan</text:p></draw:text-box></draw:frame>` +
		`<draw:frame><draw:text-box><text:p>A wave of people.</text:p></draw:text-box></draw:frame>` +
		`<presentation:notes><draw:frame presentation:class="notes"><draw:text-box>` +
		`<text:p>Say it slowly.</text:p></draw:text-box></draw:frame></presentation:notes>` +
		`</draw:page><draw:page draw:style-name="dp2"><draw:custom-shape><text:p>Not shown</text:p>` +
		`</draw:custom-shape></draw:page>`
)

func TestOpenSheetsAndSlidesHavePlaces(t *testing.T) {
	for _, c := range []struct{ name, kind, styles, body, format, want string }{
		{"a.ods", "spreadsheet", openSheetStyles, openSheets, "ods", `
cell [Plan!A4]: A wave
cell [Plan!A4]: of people
hidden, hidden column [Plan!B4]: unseen
cell [Plan!D4]: four
hidden, hidden row [Plan!A5]: filtered
hidden, hidden sheet [Old!A1]: old words`},
		{"a.odp", "presentation", openSlideStyles, openSlides, "odp", `
body [slide 1]: Plan
body [slide 1]: A wave of people.
note [slide 1, notes]: Say it slowly.
hidden, hidden slide [slide 2]: Not shown`},
	} {
		src := openDocument(t, c.kind, c.styles, c.body)
		outlined(t, c.name, src, c.format, c.want, "")
		readertest.CheckPlaces(t, src, readertest.ReadNamed(t, c.name, src))
		readertest.Suite(t, c.format, c.format, src)
	}
}

// TestOpenDocumentsInASingleFileAreRead: the kind is that of the root.
func TestOpenDocumentsInASingleFileAreRead(t *testing.T) {
	for _, c := range []struct{ name, kind, body, want string }{
		{"a.fods", "spreadsheet", openSheets, "cell [Plan!A4]: A wave"},
		{"a.fodp", "presentation", openSlides, "body [slide 1]: Plan"},
	} {
		const more = ` xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"`
		doc := readertest.ReadNamed(t, c.name, `<?xml version="1.0"?><office:document `+readertest.OpenNS+more+
			` office:mimetype="application/vnd.oasis.opendocument.`+c.kind+`"><office:body><office:`+c.kind+`>`+c.body+
			`</office:`+c.kind+`></office:body></office:document>`)
		if got, _, _ := strings.Cut(readertest.Outline(doc), "\n"); got != c.want || len(doc.Gaps) > 0 {
			t.Errorf("%s: read as %s, %q, gaps %v", c.name, doc.Format, got, doc.Gaps)
		}
	}
}

func FuzzODS(f *testing.F) {
	fuzz(f, "ods", func(t testing.TB, body string) string {
		return openDocument(t, "spreadsheet", openSheetStyles,
			body)
	}, openSheets)
}

func FuzzODP(f *testing.F) {
	fuzz(f, "odp", func(t testing.TB, body string) string {
		return openDocument(t, "presentation",
			openSlideStyles, body)
	}, openSlides)
}

func FuzzCSV(f *testing.F) {
	readertest.Fuzz(f, "csv", "\uFEFFa,\"b \"\"x\"\"\"\r\n1,\"two\n\nlines\"\r\n\r\n3,\"end")
}
func FuzzXLSX(f *testing.F) {
	fuzz(f, "xlsx", workbookFile, workbookRows)
}

func FuzzPPTX(f *testing.F) {
	fuzz(f, "pptx", presentationFile, shape(`<p:ph type="title"/>`, "Plan"))
}

// TestPlaceInATableIsThatOfItsCell: a line and a column of the file.
func TestPlaceInATableIsThatOfItsCell(t *testing.T) {
	doc := readertest.ReadNamed(t, "a.csv", "a,b\n1,\"x \"\"wave\"\"\"\n")
	at := strings.Index(doc.Text, "wave")
	if p := doc.Locate(document.Span{Start: at, End: at + 4}); p.Line != 2 || p.Column != 8 || p.Section != "b, row 2" {
		t.Errorf("the cell is at %+v", p)
	}
}

package reader_test

import "strings"

const (
	wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
		`xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
		`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"`
	wordKind     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	packageLinks = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
)

// word is a Word document with a body; its styles, lists, notes and other parts are those below,
// unless more gives others.
func word(body string, more ...string) string {
	parts := map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"_rels/.rels": packageLinks + `<Relationship Id="r1" Type="` + wordKind +
			`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": packageLinks + link("s", "styles", "styles.xml") + link("n", "numbering",
			"numbering.xml") + link("f", "footnotes", "footnotes.xml") + link("e", "endnotes", "endnotes.xml") +
			link("h1", "header", "header1.xml") + link("h2", "footer", "footer1.xml") + link("c", "chart",
			"charts/chart1.xml") + link("d", "diagramData", "diagrams/data1.xml") + link("k", "aFChunk",
			"chunk.html") +
			link("co", "comments", "comments.xml") + link("g", "glossaryDocument",
			"glossary/document.xml") + `</Relationships>`,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` +
			wordNS + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":    `<w:styles ` + wordNS + `>` + wordStyles + `</w:styles>`,
		"word/numbering.xml": `<w:numbering ` + wordNS + `>` + wordLists + `</w:numbering>`,
		"word/footnotes.xml": `<w:footnotes ` + wordNS + `><w:footnote w:type="separator" w:id="-1">` +
			`<w:p/></w:footnote><w:footnote w:id="2">` + p("A flood of migrants.") + `</w:footnote></w:footnotes>`,
		"word/endnotes.xml": `<w:endnotes ` + wordNS + `><w:endnote w:id="2">` +
			p("A flood of foreigners.") + `</w:endnote></w:endnotes>`,
		"word/header1.xml": `<w:hdr ` + wordNS + `>` + p("A flood of aliens") + `</w:hdr>`,
		"word/footer1.xml": `<w:ftr ` + wordNS + `>` + p("A flood of Syrians") + `</w:ftr>`,
		"word/comments.xml": `<w:comments ` + wordNS + `><w:comment w:id="1">` +
			p("A flood of migrants.") + `</w:comment></w:comments>`,
		"word/chunk.html": "<p>A flood of refugees.",
		"word/charts/chart1.xml": `<c:chartSpace ` +
			`xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
			`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r>` +
			`<a:t>A flood </a:t></a:r><a:r><a:t>of refugees</a:t></a:r></a:p></c:title></c:chartSpace>`,
		"word/diagrams/data1.xml": `<dgm:dataModel ` +
			`xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ` +
			`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t><a:p><a:r>` +
			`<a:t>A flood of refugees</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>`,
		"word/glossary/document.xml": `<w:glossaryDocument ` + wordNS +
			`><w:docParts><w:docPart><w:docPartBody>` + p("A flood of refugees.") + `</w:docPartBody></w:docPart>` +
			`</w:docParts></w:glossaryDocument>`,
	}
	for name, reference := range map[string]string{"word/footnotes.xml": "footnoteReference",
		"word/endnotes.xml": "endnoteReference"} {
		if !strings.Contains(body, reference) { // A note that nothing refers to is hidden.
			parts[name] = "<w:none " + wordNS + "/>"
		}
	}
	for i := 0; i < len(more); i += 2 {
		parts[more[i]] = more[i+1]
	}
	return packed(parts)
}

// packed makes a zip file of the parts, in the order of their names but for mimetype, which comes
// first.
func packed(parts map[string]string) string {
	var files []string
	for _, name := range sortedNames(parts) {
		files = append(files, name, parts[name])
	}
	return container(files...)
}

func link(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + wordKind + kind + `" Target="` + target + `"/>`
}

const wordStyles = `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr>` +
	`<w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="LN"><w:name w:val="Numbered"/><w:pPr><w:numPr>` +
	`<w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="SN"><w:name w:val="Sched Heading"/><w:pPr><w:outlineLvl w:val="0"/>` +
	`</w:pPr></w:style>`

const wordLists = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4"/>` +
	`<w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>` +
	`<w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/>` +
	`<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl><w:lvl w:ilvl="3">` +
	`<w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/></w:lvl>` +
	`</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>` +
	`<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>` +
	`<w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>` +
	`<w:pStyle w:val="LN"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>` +
	`<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>` +
	`<w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">` +
	`<w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">` +
	`<w:startOverride w:val="7"/></w:lvlOverride></w:num>`

// p is a paragraph of Word's, of runs; what begins with "<" is put in as it is.
func p(pieces ...string) string {
	var b strings.Builder
	for _, s := range pieces {
		if strings.HasPrefix(s, "<") {
			b.WriteString(s)
		} else {
			b.WriteString(`<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>`)
		}
	}
	return `<w:p>` + b.String() + `</w:p>`
}

func pStyle(id string) string { return `<w:pPr><w:pStyle w:val="` + id + `"/></w:pPr>` }
func pList(id, level string) string {
	return `<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>`
}
func rt(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

const (
	flood     = "flood of refugees"
	begin     = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	separate  = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
	endField  = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	sectioned = `<w:sectPr><w:headerReference w:type="default" r:id="h1"/>` +
		`<w:footerReference w:type="default" r:id="h2"/></w:sectPr>`
)

func instruction(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
func inRun(s string) string       { return `<w:r>` + s + `</w:r>` }

var textBox = `<w:txbxContent>` + p("A flood of refugees.") + `</w:txbxContent>`

func wordRow(claim, body, want string) place { return place{claim, "a.docx", word(body), want, ""} }

var wordPlaces = []place{
	wordRow("plain", p("A flood of refugees."), flood),
	wordRow("over runs", p("A flo", "od of ref", "ugees."), flood),
	wordRow("proofing marks", p("A flood ", `<w:proofErr w:type="spellStart"/>`, "of refu",
		`<w:proofErr w:type="spellEnd"/>`, "gees."), flood),
	wordRow("bookmarks", p("A flood ", `<w:bookmarkStart w:id="1" w:name="x"/>`, "of",
		`<w:bookmarkEnd w:id="1"/>`, " refugees."), flood),
	wordRow("a permission range and a comment range", p("A ",
		`<w:permStart w:id="1"/><w:commentRangeStart w:id="1"/>`, "flood", `<w:commentRangeEnd w:id="1"/>`,
		inRun(`<w:commentReference w:id="1"/>`), " of refugees."), flood),
	wordRow("a hyperlink", p("A flood ", `<w:hyperlink r:id="x"><w:r><w:t>of refu</w:t></w:r></w:hyperlink>`,
		"gees."), flood),
	wordRow("a simple field", p("A flood ", `<w:fldSimple w:instr="REF x"><w:r><w:t>of</w:t></w:r></w:fldSimple>`,
		" refugees."), flood),
	wordRow("a complex field", p("A flood ", begin, instruction("REF x"), separate, "of", endField, " refugees."),
		flood),
	wordRow("a field in a field", p("A flood ", begin, instruction("IF "), begin, instruction("REF y"), separate,
		"some", endField, instruction(" = 1"), separate, "of", endField, " refugees."), flood),
	wordRow("a field without a result", p("A flood ", begin, instruction(`XE "flood of migrants"`), endField,
		"of refugees."), flood),
	wordRow("a table of contents", p(pStyle("T"), begin, instruction("TOC"), separate, "A flood of migrants",
		inRun(`<w:tab/>`), "3")+p(pStyle("T"), "Aim", endField)+p("A flood of refugees."),
		"flood of migrants\n"+flood),
	wordRow("a smart tag", p("A ", `<w:smartTag><w:smartTagPr/><w:r><w:t>flood</w:t></w:r></w:smartTag>`,
		" of refugees."), flood),
	wordRow("custom XML", p("A ", `<w:customXml w:element="x"><w:customXmlPr/><w:r><w:t>flood</w:t></w:r>`+
		`</w:customXml>`, " of refugees."), flood),
	wordRow("a content control in a line", p("A ",
		`<w:sdt><w:sdtPr><w:alias w:val="flood of migrants"/></w:sdtPr><w:sdtContent><w:r><w:t>flood</w:t></w:r>`+
			`</w:sdtContent></w:sdt>`, " of refugees."), flood),
	wordRow("a content control around paragraphs",
		`<w:sdt><w:sdtPr/><w:sdtContent>`+p("A flood of refugees.")+`</w:sdtContent></w:sdt>`, flood),
	wordRow("a content control around rows and cells",
		`<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>`+p("A flood of refugees.")+
			`</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`, flood+" as cell"),
	wordRow("a placeholder is not text",
		p(`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>A flood of migrants</w:t></w:r>`+
			`</w:sdtContent></w:sdt>`)+p("A flood of refugees."), "flood of migrants\n"+flood),
	wordRow("an insertion", p("A flood ", `<w:ins w:id="1"><w:r><w:t>of refu</w:t></w:r></w:ins>`, "gees."), flood),
	wordRow("a move", p("A flood ", `<w:moveTo w:id="1"><w:r><w:t>of</w:t></w:r></w:moveTo>`,
		`<w:moveFrom w:id="1"><w:r><w:t>x</w:t></w:r></w:moveFrom>`, " refugees."), flood),
	wordRow("a deletion inside", p("A flood of ",
		`<w:del w:id="1"><w:r><w:delText>some </w:delText></w:r></w:del>`, "refugees."), flood),
	wordRow("a deleted term", p(`<w:del w:id="1"><w:r><w:delText>A flood of migrants.</w:delText></w:r></w:del>`,
		"Text."), "flood of migrants, deleted"),
	wordRow("a deletion inside an insertion", p("A flood of ",
		`<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>some </w:delText></w:r></w:del></w:ins>`, "refugees."),
		flood),
	wordRow("a deleted row", `<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>`+p(`<w:del w:id="3"><w:r>`+
		`<w:delText>A flood of migrants.</w:delText></w:r></w:del>`)+`</w:tc></w:tr><w:tr><w:tc>`+
		p("A flood of refugees.")+`</w:tc></w:tr></w:tbl>`, "flood of migrants, deleted\n"+flood+" as cell"),
	wordRow("a deleted paragraph mark",
		`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">A flood </w:t></w:r>`+
			`</w:p>`+p("of refugees."), flood),
	wordRow("a tab", p("A flood", inRun(`<w:tab/>`), "of refugees."), flood),
	wordRow("a line break", p("A flood", inRun(`<w:br/>`), "of refugees."), "flood⏎of refugees"),
	wordRow("a page break", p("A flood ", inRun(`<w:br w:type="page"/>`), "of refugees."), flood),
	wordRow("a rendered page break", p("A flood ", inRun(`<w:lastRenderedPageBreak/>`), "of refugees."), flood),
	wordRow("a no-break hyphen", p("A flood of asylum", inRun(`<w:noBreakHyphen/>`), "seekers."),
		"flood of asylum-seekers"),
	wordRow("a soft hyphen", p("A flood of refu", inRun(`<w:softHyphen/>`), "gees."), flood),
	wordRow("a symbol", p("A flood of refugees", inRun(`<w:sym w:font="Symbol" w:char="F0B7"/>`), "."), flood),
	wordRow("a text box, once", p("Text ",
		inRun(`<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+textBox+
			`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+textBox+
			`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`)), flood),
	wordRow("a text box inside the term", p("A flood ",
		inRun(`<w:pict><v:textbox><w:txbxContent>`+p("A flood of migrants.")+
			`</w:txbxContent></v:textbox></w:pict>`), "of refugees."), flood+"\nflood of migrants"),
	wordRow("a footnote inside the term", p("A flood", inRun(`<w:footnoteReference w:id="2"/>`), " of refugees."),
		flood+"\nflood of migrants as note"),
	wordRow("a footnote inside the term, raised", p("A flood",
		inRun(`<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/>`),
		" of refugees."), flood+"\nflood of migrants as note"),
	wordRow("a footnote with a mark of its own", p("A flood",
		inRun(`<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>`), " of refugees."),
		flood+"\nflood of migrants as note"),
	wordRow("an endnote", p("A flood", inRun(`<w:endnoteReference w:id="2"/>`), " of refugees."),
		flood+"\nflood of foreigners as note"),
	wordRow("a typed note number, raised", p("A flood", rt(`<w:vertAlign w:val="superscript"/>`, "12"),
		" of refugees."), flood),
	wordRow("capitals", p("A ", rt(`<w:caps/>`, "flood of"), rt(`<w:smallCaps/>`, " refugees.")), flood),
	wordRow("hidden text", p("A flood of ", rt(`<w:vanish/>`, "some "), "refugees."), flood),
	wordRow("struck out", p("A flood of ", rt(`<w:strike/>`, "some "), rt(`<w:dstrike w:val="1"/>`, "old "),
		rt(`<w:strike w:val="0"/>`, "refugees.")), flood),
	wordRow("hidden by style", p(pStyle("V"), "A flood of migrants.")+p("A flood of refugees."),
		"flood of migrants, hidden\n"+flood),
	wordRow("hidden for the web alone", p("A flood ", rt(`<w:webHidden/>`, "of "), "refugees."), flood),
	wordRow("a numbered article", p(pList("1", "0"), "Aim")+p(pList("1", "1"), "x")+p(pList("1", "1"),
		"y:")+p(pList("1", "2"), "z")+p(pList("1", "2"), "a flood of refugees."),
		flood+" [Article 4(2)(b)] as list item"),
	wordRow("four levels", p(pList("1", "0"), "Aim")+p(pList("1", "1"), "x")+p(pList("1", "2"), "z")+p(pList("1",
		"3"), "a flood of refugees."), flood+" [Article 4(1)(a)(i)] as list item"),
	wordRow("a restart", p(pList("3", "0"), "x")+p(pList("4", "0"), "A flood of refugees."),
		flood+" [paragraph 7] as list item"),
	wordRow("legal numbers through a style", p(pList("2", "0"), "x")+p(pStyle("H2"),
		"Aim")+p("A flood of refugees."), flood+" [1.1 Aim]"),
	wordRow("a style's own list", p(pStyle("LN"), "x")+p(pStyle("LN"), "A flood of refugees."),
		flood+" [paragraph 2] as list item"),
	wordRow("bullets", p(pList("3", "0"), "x")+p(pList("3", "1"), "A flood of refugees."),
		flood+" [paragraph 1] as list item"),
	wordRow("a list in a note does not count", p("A flood of refugees."), flood),
	wordRow("typed British numbers",
		p("6.—(1) Text.")+p("(2) A flood of refugees—")+p("(a) a flood of migrants;")+p("7. A flood of aliens."),
		flood+" [paragraph 6(2)]\nflood of migrants [paragraph 6(2)(a)]\nflood of aliens [paragraph 7]"),
	wordRow("typed British numbers with tabs", p("6.", inRun(`<w:tab/>`), "—(1) Text.")+p(inRun(`<w:tab/>`),
		"(2)", inRun(`<w:tab/>`), "A flood of refugees."), flood+" [paragraph 6(2)]"),
	wordRow("a typed schedule", p(pStyle("SN"), "Schedule 2")+p("3. A flood of refugees."),
		flood+" [Schedule 2, paragraph 3]"),
	wordRow("a typed article", p("Article 7")+p("1. Text:")+p("(a) a flood of refugees."), flood+" [Article 7(1)(a)]"),
	wordRow("a typed article in a heading", p(pStyle("H1"),
		"Article 7 Aim")+p("1. Text:")+p("(a) a flood of refugees."), flood+" [Article 7(1)(a)]"),
	wordRow("typed recitals", p("Whereas:")+p("(1) Text.")+p("(12) A flood of refugees."), flood+" [Recital 12]"),
	wordRow("tables in tables", `<w:tbl><w:tr><w:tc>`+`<w:tbl><w:tr><w:tc>`+p("A flood of refugees.")+
		`</w:tc></w:tr></w:tbl>`+p("A flood of migrants.")+`</w:tc></w:tr></w:tbl>`, flood+
		" as cell\nflood of migrants as cell"),
	wordRow("a term over two cells is none",
		`<w:tbl><w:tr><w:tc>`+p("A flood")+`</w:tc><w:tc>`+p("of refugees.")+`</w:tc></w:tr></w:tbl>`, ""),
	wordRow("running heads, once for all sections",
		p("Text.")+`<w:p><w:pPr>`+sectioned+`</w:pPr></w:p>`+p("Text.")+sectioned, "flood of aliens as running "+
			"head\nflood of Syrians as running head"),
	wordRow("a chart", p(inRun(`<w:drawing><a:graphic><a:graphicData><c:chart r:id="c"/></a:graphicData>`+
		`</a:graphic></w:drawing>`)), flood),
	wordRow("a diagram", p(inRun(`<w:drawing><a:graphic><a:graphicData>`+
		`<dgm:relIds r:dm="d" r:lo="x" r:qs="y" r:cs="z"/></a:graphicData></a:graphic></w:drawing>`)), flood),
	wordRow("a formula inside", p("A flood ", `<m:oMath><m:r><m:t>of</m:t></m:r></m:oMath>`, " refugees."), flood),
	wordRow("a heading", p(pStyle("H1"), "A flood of refugees"), flood+" [A flood of refugees] as heading"),
	wordRow("a quotation by style", p(pStyle("Q"), "A flood of refugees."), flood+" as block quote"),
	wordRow("glossary and comments are not the text", p("Text."), ""),
	wordRow("two paragraphs are two", p("A flood")+p("of refugees."), ""),
	wordRow("references", p("A flood&#xA0;of refu&#xAD;gees &amp; so."), flood),
	wordRow("a section's mark inside a paragraph",
		`<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>A flood of refugees.</w:t></w:r></w:p>`, flood),
	wordRow("phonetic guides", p("A ",
		inRun(`<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>flood</w:t></w:r></w:rubyBase>`+
			`</w:ruby>`), " of refugees."), flood),
	wordRow("direction and bidirectional wrappers", p("A ",
		`<w:bdo w:val="ltr"><w:r><w:t>flood</w:t></w:r></w:bdo>`,
		`<w:dir w:val="ltr"><w:r><w:t xml:space="preserve"> of </w:t></w:r></w:dir>`, "refugees."), flood),
	wordRow("line-end hyphens typed by hand", p("A flood of refu-", inRun(`<w:br/>`), "gees."), flood),
	wordRow("white space that is not preserved",
		`<w:p><w:r><w:t xml:space="preserve">A flood </w:t></w:r><w:r><w:t>of</w:t></w:r><w:r>`+
			`<w:t xml:space="preserve"> refugees.</w:t></w:r></w:p>`, flood),
	wordRow("a language", p(rt(`<w:lang w:val="fr-FR"/>`,
		"La France est le pays de tous."))+p(rt(`<w:lang w:val="en-GB"/>`, "In the years that came after the war "+
		"there was said to have been a flood of refugees.")), flood),
	{
		"strict", "a.docx",
		word("", "word/document.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">`+
			`<w:body><w:p><w:r><w:t>A flood of refugees.</w:t></w:r></w:p></w:body></w:document>`),
		flood, "",
	},
	{
		"another prefix", "a.docx",
		word("", "word/document.xml", `<x:document `+
			`xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r>`+
			`<x:t>A flood of refugees.</x:t></x:r></x:p></x:body></x:document>`),
		flood, "",
	},
	{
		"the default namespace", "a.docm",
		word("", "word/document.xml", `<document `+
			`xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><r>`+
			`<t>A flood of refugees.</t></r></p></body></document>`),
		flood, "",
	},
	{
		"UTF-16", "a.dotx",
		word("", "word/document.xml", utf16Text(`<?xml version="1.0" encoding="UTF-16"?><w:document `+wordNS+
			`><w:body>`+p("A flood of refugees.")+`</w:body></w:document>`)),
		flood, "",
	},
	{"an embedded page", "a.docx", word(p("Text.") + `<w:altChunk r:id="k"/>`), flood, ""},
	{
		"a part cut off", "a.docx",
		word("", "word/document.xml", `<w:document `+wordNS+`><w:body>`+p("A flood of refugees.")+`<w:p><w:r><w:t>mor`),
		flood, "damaged: word/document.xml",
	},
}

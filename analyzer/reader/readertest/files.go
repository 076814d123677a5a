package readertest

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// Pack makes a zip container of names and contents in turn. A member "mimetype" is stored as it is,
// as the formats want it.
func Pack(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if files[i] == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Members are the names and contents of a container's files in turn.
func Members(t *testing.T, src string) []string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f.Name, string(b))
	}
	return files
}

// WordHead begins the main part of a Word document.
const WordHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"><w:body>`

// WordNS declares the namespace of Word.
const WordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

const wordStyles = `<w:styles ` + WordNS + `>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/><w:rPr><w:lang w:val="en-US"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Ueb1Eigen"><w:name w:val="Our heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="circle"/><w:basedOn w:val="Kreis2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis2"><w:name w:val="circle 2"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Verborgen"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Initial"><w:name w:val="Initial"/><w:pPr><w:framePr w:dropCap="margin" w:lines="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Gestrichen"><w:name w:val="Struck"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Bunt"><w:name w:val="Bunt"/><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="003366"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`

const wordNumbering = `<w:numbering ` + WordNS + `>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="none"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:pStyle w:val="berschrift2"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>`

const wordNotes = `<w:footnotes ` + WordNS + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p><w:p><w:r><w:t>More of it.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Another.</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Nobody refers to it.</w:t></w:r></w:p></w:footnote></w:footnotes>`

// RelationHead begins a list of links.
const RelationHead = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

// OfficeKind begins the kinds of links.
const OfficeKind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

// WordFile makes a Word document with a body, the styles, lists and notes above, and more members.
func WordFile(t testing.TB, body string, more ...string) string {
	notes := wordNotes
	if !strings.Contains(body, "noteReference ") {
		notes = `<w:footnotes ` + WordNS + `/>`
	}
	files := []string{
		"[Content_Types].xml", `<Types/>`,
		"_rels/.rels",
		RelationHead + `<Relationship Id="rId1" Type="` + OfficeKind + `officeDocument" ` +
			`Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", RelationHead +
			`<Relationship Id="r1" Type="` + OfficeKind + `styles" Target="styles.xml"/>` +
			`<Relationship Id="r2" Type="` + OfficeKind + `numbering" Target="/word/numbering.xml"/>` +
			`<Relationship Id="r3" Type="` + OfficeKind + `footnotes" Target="footnotes.xml"/>` +
			`<Relationship Id="r4" Type="` + OfficeKind + `header" Target="header1.xml"/>` +
			`<Relationship Id="r5" Type="` + OfficeKind + `chart" Target="charts/chart1.xml"/>` +
			`<Relationship Id="r6" Type="` + OfficeKind + `package" Target="embeddings/table.xlsx"/>` +
			`<Relationship Id="r7" Type="` + OfficeKind + `hyperlink" Target="http://x.y/" TargetMode="External"/>` +
			`</Relationships>`,
		"word/styles.xml", wordStyles, "word/numbering.xml", wordNumbering, "word/footnotes.xml", notes,
		"word/document.xml", WordHead + body + `</w:body></w:document>`,
	}
	return Pack(t, append(files, more...)...)
}

// WordParagraph is a paragraph of runs with properties.
func WordParagraph(properties string, texts ...string) string {
	var b strings.Builder
	b.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
	for _, s := range texts {
		b.WriteString(WordRun("", s))
	}
	return b.String() + "</w:p>"
}

// WordRun is a run of text with properties.
func WordRun(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// StyledAs puts a paragraph in a style.
func StyledAs(id string) string { return `<w:pStyle w:val="` + id + `"/>` }

// InList puts a paragraph in a list, at a level.
func InList(id, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
}

// OpenNS declares the namespaces of OpenDocument.
const OpenNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
	`xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// OpenStyles are the named styles of OpenFile.
const OpenStyles = `<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="en" fo:country="US"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Intense_20_Quote" style:display-name="Intense Quote" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>
<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="Article " style:num-format="1" text:start-value="4"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/><text:list-level-style-number text:level="2" style:num-format="i"/></text:list-style>
</office:styles>`

// OpenAutomatic are the styles of single stretches of OpenFile.
const OpenAutomatic = `<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Intense_20_Quote"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:language="fr" fo:country="FR"/></style:style>
</office:automatic-styles>`

// OpenMaster are the pages of OpenFile, with a running head.
const OpenMaster = `<office:master-styles><style:master-page style:name="Standard"><style:header>` +
	`<text:p>Draft bill</text:p></style:header></style:master-page></office:master-styles>`

// OpenFile makes an OpenDocument text with a body and the styles above.
func OpenFile(t testing.TB, body string, more ...string) string {
	files := []string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml",
		`<office:document-content ` + OpenNS + `>` + OpenAutomatic + `<office:body><office:text>` + body +
			`</office:text></office:body></office:document-content>`,
		"styles.xml", `<office:document-styles ` + OpenNS + `>` + OpenStyles + OpenMaster + `</office:document-styles>`,
	}
	return Pack(t, append(files, more...)...)
}

// BookFile makes an EPUB with a body for each page, and more members. Its spine names them in
// reverse, after the contents.
func BookFile(t testing.TB, first, second string, more ...string) string {
	page := func(body string) string {
		return `<?xml version="1.0" encoding="UTF-8"?>` +
			`<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" ` +
			`xml:lang="en-GB"><head><title>Nobody sees it</title></head><body>` + body + `</body></html>`
	}
	files := []string{
		"mimetype", "application/epub+zip",
		"META-INF/container.xml",
		`<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
			`<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>` +
			`</container>`,
		"OEBPS/content.opf", `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="text/page%202.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/><item id="toc" href="toc.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="toc"/><itemref idref="b"/><itemref idref="a" linear="no"/></spine><guide><reference type="toc" href="toc.xhtml#x"/></guide></package>`,
		"OEBPS/nav.xhtml", page("<p>Contents</p>"), "OEBPS/toc.xhtml", page("<p>Old contents</p>"),
		"OEBPS/text/a.xhtml", page(second), "OEBPS/text/page 2.xhtml", page(first),
	}
	return Pack(t, append(files, more...)...)
}

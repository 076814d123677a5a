package brief

import (
	"fmt"
	"strings"

	head "refrain/project/letterhead"
	"refrain/reports/wording"
)

// The parts of a file of Word beside its text.

const (
	wordDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordMain        = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordRelations   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordPackage     = "http://schemas.openxmlformats.org/package/2006"
	wordDrawing     = "http://schemas.openxmlformats.org/drawingml/2006"
	wordTypes       = "application/vnd.openxmlformats-officedocument."

	wordSpaces = `xmlns:w="` + wordMain + `" xmlns:r="` + wordRelations + `" xmlns:a="` + wordDrawing + `/main" ` +
		`xmlns:pic="` + wordDrawing + `/picture" xmlns:wp="` + wordDrawing + `/wordprocessingDrawing"`

	// wordMarker stands in the first part, which is not compressed.
	wordMarker    = "<Application>refrain brief</Application>"
	wordFirstPart = "docProps/app.xml"

	wordProperties = wordDeclaration +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` + wordMarker +
		`</Properties>`
	wordPackageRelations = wordDeclaration + `<Relationships xmlns="` + wordPackage + `/relationships">` +
		`<Relationship Id="rId1" Type="` + wordRelations + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + wordRelations + `/extended-properties" Target="` + wordFirstPart + `"/>` +
		`<Relationship Id="rId3" Type="` + wordPackage + `/relationships/metadata/core-properties" ` +
		`Target="docProps/core.xml"/></Relationships>`
	wordSettings = wordDeclaration + `<w:settings xmlns:w="` + wordMain + `"><w:compat><w:compatSetting ` +
		`w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

// wordNames are the styles of blocks. The built-in names make a program show them as its own.
var wordNames = map[kind]string{
	paragraph: "Normal", letterhead: "Letterhead", title: "Title", introduction: "Introduction", notice: "Notice",
	heading: "Heading1", table: "TableText", numbered: "ListNumber", bullet: "ListBullet", small: "Small",
}

func (d *wordFile) contentTypes() string {
	var b strings.Builder
	b.WriteString(wordDeclaration + `<Types xmlns="` + wordPackage + `/content-types">`)
	for _, t := range [][2]string{
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"},
		{"png", "image/png"}, {"jpeg", "image/jpeg"}, {"svg", "image/svg+xml"},
	} {
		fmt.Fprintf(&b, `<Default Extension="%s" ContentType="%s"/>`, t[0], t[1])
	}
	for _, t := range [][2]string{
		{wordFirstPart, wordTypes + "extended-properties"},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"},
		{"word/document.xml", wordTypes + "wordprocessingml.document.main"},
		{"word/styles.xml", wordTypes + "wordprocessingml.styles"},
		{"word/numbering.xml", wordTypes + "wordprocessingml.numbering"},
		{"word/settings.xml", wordTypes + "wordprocessingml.settings"},
		{"word/footer1.xml", wordTypes + "wordprocessingml.footer"},
	} {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s+xml"/>`, t[0], t[1])
	}
	return b.String() + `</Types>`
}

// coreProperties have no dates: that of the making would make two briefs of the same documents
// differ.
func coreProperties(words wording.Words, title, organisation string) string {
	if organisation == "" {
		organisation = "refrain"
	}
	return wordDeclaration + `<cp:coreProperties xmlns:cp="` + wordPackage + `/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + wordText(title) + `</dc:title><dc:creator>` +
		wordText(organisation) + `</dc:creator><dc:language>` + words.Code() + `</dc:language></cp:coreProperties>`
}

// wordStyle is a style of paragraphs with the sizes of looks. First and last are what its properties
// hold before and after the spacing: Word wants an order.
func wordStyle(k kind, name string, above float64, first, last, letters string) string {
	l := looks[k]
	return fmt.Sprintf(
		`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/>`+
			`<w:pPr>%s<w:spacing w:before="%.0f" w:after="%.0f" w:line="%.0f" w:lineRule="atLeast"/>%s</w:pPr>`+
			`<w:rPr>%s<w:sz w:val="%.0f"/><w:szCs w:val="%[9]v"/></w:rPr></w:style>`,
		wordNames[k], name, first, above*20, (l.space-above)*20, l.line*20, last, letters, l.size*2,
	)
}

func wordStyles(words wording.Words) string {
	const (
		font   = `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>`
		keep   = `<w:keepNext/><w:keepLines/>`
		bold   = `<w:b/><w:bCs/>`
		inward = `<w:ind w:left="200"/>`
		left   = `<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="%s"/></w:pBdr>`
	)
	indent := func(k kind) string {
		return fmt.Sprintf(`<w:ind w:left="%.0f" w:hanging="240"/>`, looks[k].indent*20)
	}
	numbering := func(id int) string { return fmt.Sprintf(`<w:numPr><w:numId w:val="%d"/></w:numPr>`, id) }
	letters := func(id, name, properties string) string {
		return fmt.Sprintf(
			`<w:style w:type="character" w:styleId="%s"><w:name w:val="%s"/><w:qFormat/><w:rPr>%s</w:rPr></w:style>`,
			id, name, properties,
		)
	}
	normal := looks[paragraph]
	return wordDeclaration + `<w:styles xmlns:w="` + wordMain + `"><w:docDefaults><w:rPrDefault><w:rPr>` + font +
		`<w:lang w:val="` + wordLanguage(words) + `"/></w:rPr></w:rPrDefault></w:docDefaults>` + fmt.Sprintf(
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>`+
			`<w:spacing w:after="%.0f" w:line="%.0f" w:lineRule="atLeast"/></w:pPr><w:rPr>%s<w:sz w:val="%.0f"/>`+
			`<w:szCs w:val="%[4]v"/></w:rPr></w:style>`,
		normal.space*20, normal.line*20, font, normal.size*2,
	) + wordStyle(letterhead, "Letterhead", 0, "", "", "") +
		wordStyle(title, "Title", 0, keep, "", bold) +
		wordStyle(introduction, "Introduction", 0, fmt.Sprintf(left, "BDB8AB"), inward, "") +
		wordStyle(notice, "Notice", 0, fmt.Sprintf(left, "8A6A00"), inward, "") +
		wordStyle(heading, "heading 1", 7, keep, `<w:outlineLvl w:val="0"/>`, bold) +
		wordStyle(table, "Table Text", 0, "", "", "") +
		wordStyle(numbered, "List Number", 0, `<w:keepLines/>`+numbering(1), indent(numbered), "") +
		wordStyle(bullet, "List Bullet", 0, numbering(2), indent(bullet), "") +
		wordStyle(small, "Small", 0, "", "", `<w:color w:val="444444"/>`) +
		letters("Strong", "Strong", bold) + letters("Quiet", "Quiet", `<w:color w:val="555555"/>`) +
		letters("Hyperlink", "Hyperlink", `<w:color w:val="0B4F8A"/><w:u w:val="single"/>`) +
		`<w:style w:type="table" w:styleId="Places"><w:name w:val="Places"/><w:qFormat/><w:tblPr><w:tblBorders>` +
		`<w:top w:val="single" w:sz="4" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:color="999999"/>` +
		`<w:insideH w:val="single" w:sz="4" w:color="BDB8AB"/></w:tblBorders><w:tblCellMar>` +
		`<w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>` +
		`<w:right w:w="200" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>` +
		`<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EFECE4"/></w:tcPr></w:tblStylePr></w:style></w:styles>`
}

// wordLanguage is the language that Word checks the spelling of. It wants a country.
func wordLanguage(words wording.Words) string {
	switch code := words.Code(); code {
	case "en":
		return "en-GB"
	case "pt":
		return "pt-PT"
	default:
		return code + "-" + strings.ToUpper(code)
	}
}

// wordNumbering are the numbers of reasons, and the bullets.
var wordNumbering = wordDeclaration + `<w:numbering xmlns:w="` + wordMain + `">` +
	wordLevel(1, "decimal", "%1.", numbered) + wordLevel(2, "bullet", "–", bullet) +
	`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>` +
	`</w:numbering>`

func wordLevel(id int, format, text string, k kind) string {
	return fmt.Sprintf(
		`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`+
			`<w:numFmt w:val="%s"/><w:pStyle w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr>`+
			`<w:ind w:left="%.0f" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>`,
		id, format, wordNames[k], text, looks[k].indent*20,
	)
}

// wordFooter says on each page whose it is, and its number.
func wordFooter(l head.Letterhead) string {
	field := func(name string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + name +
			` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	who := ""
	if l.Organisation != "" {
		who = `<w:r><w:t xml:space="preserve">` + wordText(l.Organisation) + ` · </w:t></w:r>`
	}
	return wordDeclaration + `<w:ftr xmlns:w="` + wordMain + `"><w:p><w:pPr><w:pStyle w:val="Small"/>` +
		`<w:jc w:val="right"/></w:pPr>` + who + field("PAGE") + `<w:r><w:t xml:space="preserve"> / </w:t></w:r>` +
		field("NUMPAGES") + `</w:p></w:ftr>`
}

package docx

import (
	"cmp"
	"fmt"
	"strings"

	"refrain/reports/wording"
)

// The parts of a file beside its text.

// DrawingSpace begins the names of the namespaces of drawings.
const DrawingSpace = "http://schemas.openxmlformats.org/drawingml/2006"

const (
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006"
	officeTypes   = "application/vnd.openxmlformats-officedocument."

	spaces = `xmlns:w="` + mainSpace + `" xmlns:r="` + relationSpace + `" xmlns:a="` + DrawingSpace + `/main" ` +
		`xmlns:pic="` + DrawingSpace + `/picture" xmlns:wp="` + DrawingSpace + `/wordprocessingDrawing"`

	packageRelations = declaration + `<Relationships xmlns="` + packageSpace + `/relationships">` +
		`<Relationship Id="rId1" Type="` + relationSpace + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationSpace + `/extended-properties" Target="` + firstPart + `"/>` +
		`<Relationship Id="rId3" Type="` + packageSpace + `/relationships/metadata/core-properties" ` +
		`Target="docProps/core.xml"/></Relationships>`
	settings = declaration + `<w:settings xmlns:w="` + mainSpace + `"><w:compat><w:compatSetting ` +
		`w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

func (f *File) properties() string {
	return declaration +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
		marker(f.Kind) + `</Properties>`
}

func (f *File) contentTypes() string {
	var b strings.Builder
	b.WriteString(declaration + `<Types xmlns="` + packageSpace + `/content-types">`)
	for _, t := range [][2]string{
		{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"},
		{"png", "image/png"}, {"jpeg", "image/jpeg"}, {"svg", "image/svg+xml"},
	} {
		fmt.Fprintf(&b, `<Default Extension="%s" ContentType="%s"/>`, t[0], t[1])
	}
	for _, t := range [][2]string{
		{firstPart, officeTypes + "extended-properties"},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"},
		{"word/document.xml", officeTypes + "wordprocessingml.document.main"},
		{"word/styles.xml", officeTypes + "wordprocessingml.styles"},
		{"word/numbering.xml", officeTypes + "wordprocessingml.numbering"},
		{"word/settings.xml", officeTypes + "wordprocessingml.settings"},
		{"word/footer1.xml", officeTypes + "wordprocessingml.footer"},
	} {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s+xml"/>`, t[0], t[1])
	}
	return b.String() + `</Types>`
}

// coreProperties have no dates: that of the making would make two files of the same content differ.
func (f *File) coreProperties() string {
	return declaration + `<cp:coreProperties xmlns:cp="` + packageSpace + `/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + Text(f.Title) + `</dc:title><dc:creator>` +
		Text(cmp.Or(f.Creator, "refrain")) + `</dc:creator><dc:language>` + f.Words.Code() +
		`</dc:language></cp:coreProperties>`
}

func (f *File) document() string {
	p := f.Paper
	orientation := ""
	if p.Width > p.Height {
		orientation = ` w:orient="landscape"`
	}
	return declaration + `<w:document ` + spaces + `><w:body>` + f.text.String() + fmt.Sprintf(
		`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="%.0f" w:h="%.0f"%s/>`+
			`<w:pgMar w:top="%.0f" w:right="%.0f" w:bottom="%.0f" w:left="%.0f" w:header="400" w:footer="400" w:gutter="0"/>`+
			`</w:sectPr></w:body></w:document>`,
		p.Width*20, p.Height*20, orientation, p.Top*20, p.Right*20, p.Bottom*20, p.Left*20,
	)
}

func (f *File) relations() string {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + packageSpace + `/relationships">`)
	relation := func(id int, kind, target string) {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/%s" Target="%s"`, id, relationSpace, kind, Text(target))
		if kind == "hyperlink" {
			b.WriteString(` TargetMode="External"`)
		}
		b.WriteString(`/>`)
	}
	relation(1, "styles", "styles.xml")
	relation(2, "numbering", "numbering.xml")
	relation(3, "settings", "settings.xml")
	relation(4, "footer", "footer1.xml")
	for i, p := range f.Pictures {
		relation(firstPicture+i, "image", "media/"+p.Name)
	}
	for i, url := range f.links {
		relation(firstLink+i, "hyperlink", url)
	}
	return b.String() + `</Relationships>`
}

// Style is a style of paragraphs, whose measures are in points, or one of letters or tables, which is
// its XML alone. Properties are XML; Word wants them in the order of its schema, so those of paragraphs
// have two places, before and after the spacing.
type Style struct {
	ID, Name          string
	Size, Line        float64 // of the letters, and from line to line
	Above, Below      float64 // the room around a paragraph
	First, Last       string  // properties of paragraphs
	Letters           string  // properties of letters
	XML               string  // of a style that is none of paragraphs
	DefaultOfDocument bool    // what all others are based on
	RightToLeft       bool    // paragraphs are written from right to left
}

// Letters is a style of letters with properties.
func Letters(id, name, properties string) Style {
	return Style{XML: fmt.Sprintf(
		`<w:style w:type="character" w:styleId="%s"><w:name w:val="%s"/><w:qFormat/><w:rPr>%s</w:rPr></w:style>`,
		id, name, properties,
	)}
}

// Properties that styles of several kinds of files have.
const (
	Bold      = `<w:b/><w:bCs/>`
	KeepNext  = `<w:keepNext/><w:keepLines/>` // on one page, and with what follows
	LinkStyle = `<w:color w:val="0B4F8A"/><w:u w:val="single"/>`

	font = `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>`
)

// Bar is a bar of a colour beside a paragraph, among its first properties.
func Bar(colour string) string {
	return `<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="` + colour + `"/></w:pBdr>`
}

func (s Style) xml() string {
	if s.XML != "" {
		return s.XML
	}
	if s.DefaultOfDocument {
		return fmt.Sprintf(
			`<w:style w:type="paragraph" w:default="1" w:styleId="%s"><w:name w:val="%s"/><w:qFormat/><w:pPr>`+
				`<w:spacing w:after="%.0f" w:line="%.0f" w:lineRule="atLeast"/></w:pPr><w:rPr>%s<w:sz w:val="%.0f"/>`+
				`<w:szCs w:val="%[6]v"/></w:rPr></w:style>`,
			s.ID, s.Name, s.Below*20, s.Line*20, font, s.Size*2,
		)
	}
	first, letters := s.First, ""
	if s.RightToLeft {
		first, letters = first+`<w:bidi/>`, `<w:rtl/>`
	}
	return fmt.Sprintf(
		`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/>`+
			`<w:pPr>%s<w:spacing w:before="%.0f" w:after="%.0f" w:line="%.0f" w:lineRule="atLeast"/>%s</w:pPr>`+
			`<w:rPr>%s<w:sz w:val="%.0f"/><w:szCs w:val="%[9]v"/>%[10]s</w:rPr></w:style>`,
		s.ID, s.Name, first, s.Above*20, s.Below*20, s.Line*20, s.Last, s.Letters, s.Size*2, letters,
	)
}

func (f *File) styles() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:styles xmlns:w="` + mainSpace + `"><w:docDefaults><w:rPrDefault><w:rPr>` + font +
		`<w:lang w:val="` + language(f.Words) + `"/></w:rPr></w:rPrDefault></w:docDefaults>`)
	for _, s := range f.Styles {
		b.WriteString(s.xml())
	}
	return b.String() + `</w:styles>`
}

// RuledTable is a style of tables with a line below each row and a shaded first one. Gap is the room
// to the right of a cell, in points.
func RuledTable(id string, gap float64) Style {
	return Style{XML: fmt.Sprintf(
		`<w:style w:type="table" w:styleId="%s"><w:name w:val="%[1]s"/><w:qFormat/><w:tblPr><w:tblBorders>`+
			`<w:top w:val="single" w:sz="4" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:color="999999"/>`+
			`<w:insideH w:val="single" w:sz="4" w:color="BDB8AB"/></w:tblBorders><w:tblCellMar>`+
			`<w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>`+
			`<w:right w:w="%.0f" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>`+
			`<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EFECE4"/></w:tcPr></w:tblStylePr></w:style>`,
		id, gap*20,
	)}
}

// language is the language that Word checks the spelling of. It wants a country.
func language(words wording.Words) string {
	switch code := words.Code(); code {
	case "en":
		return "en-GB"
	case "pt":
		return "pt-PT"
	default:
		return code + "-" + strings.ToUpper(code)
	}
}

// List is how paragraphs of a style are numbered.
type List struct {
	Format string // "decimal" or "bullet"
	Sign   string // "%1." for a number
	Style  string // of the paragraphs
	Indent float64
}

// Numbered is the property of a style of paragraphs whose numbers are the list of that number, from 1.
func Numbered(list int) string { return fmt.Sprintf(`<w:numPr><w:numId w:val="%d"/></w:numPr>`, list) }

// Hanging is the property of a style of paragraphs whose lines are set in by so many points after the
// number.
func Hanging(points float64) string {
	return fmt.Sprintf(`<w:ind w:left="%.0f" w:hanging="240"/>`, points*20)
}

func (f *File) numbering() string {
	var kinds, numbers strings.Builder
	for i, l := range f.Numbering {
		fmt.Fprintf(
			&kinds, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">`+
				`<w:start w:val="1"/><w:numFmt w:val="%s"/><w:pStyle w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
				`<w:pPr>%s</w:pPr></w:lvl></w:abstractNum>`,
			i+1, l.Format, l.Style, l.Sign, Hanging(l.Indent),
		)
		fmt.Fprintf(&numbers, `<w:num w:numId="%d"><w:abstractNumId w:val="%[1]d"/></w:num>`, i+1)
	}
	return declaration + `<w:numbering xmlns:w="` + mainSpace + `">` + kinds.String() + numbers.String() + `</w:numbering>`
}

// PageNumbers is a footer of a style: whose the file is, where that is said, the page and how many
// there are.
func PageNumbers(style, who string) string {
	field := func(name string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + name +
			` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	if who != "" {
		who = `<w:r><w:t xml:space="preserve">` + Text(who) + ` · </w:t></w:r>`
	}
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/><w:jc w:val="right"/></w:pPr>` + who + field("PAGE") +
		`<w:r><w:t xml:space="preserve"> / </w:t></w:r>` + field("NUMPAGES") + `</w:p>`
}

package workbook

import (
	"fmt"
	"strings"
	"time"
)

// The parts of a workbook beside its sheets.

const (
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006"
	officeTypes   = "application/vnd.openxmlformats-officedocument."
)

const properties = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
	marker + `</Properties>`

// origin says which program made the workbook, and when where that is given: the date of a clock
// would make two workbooks of the same tables differ.
func origin(made time.Time) string {
	dates := ""
	if !made.IsZero() {
		at := made.UTC().Format("2006-01-02T15:04:05Z")
		dates = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created>` +
			`<dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	return `<coreProperties xmlns="` + packageSpace +
		`/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:creator>` + program + `</dc:creator><lastModifiedBy>` + program + `</lastModifiedBy>` + dates +
		`</coreProperties>`
}

// How the parts of a cell's text look.
const (
	linked  = `<u/><color rgb="FF0B4F8A"/>`
	letters = `<sz val="11"/><rFont val="Calibri"/><family val="2"/>`
)

// printing is how all sheets are printed: on their side, as wide as the page, with the name of the
// sheet and the number of the page below.
const printing = `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>` +
	`<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
	`<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`

// The styles of cells, by their numbers in styles.
const (
	titleStyle = iota + 1
	plainStyle
	strongStyle
	linkStyle
	quotedStyle // text that would be a formula to whoever edits its cell
)

const styles = `<styleSheet xmlns="` + mainSpace + `"><fonts count="3">` +
	`<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
	`<font><u/><sz val="11"/><color rgb="FF0B4F8A"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7E3D8"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left/><right/><top/><bottom style="hair"><color rgb="FF9A927E"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">` +
	top + `</xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1">` + top + `</xf>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyAlignment="1">` + top + `</xf>` +
	`<xf numFmtId="0" fontId="2" fillId="0" borderId="1" xfId="0" applyFont="1" applyAlignment="1">` + top + `</xf>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyAlignment="1">` + top +
	`</xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const top = `<alignment vertical="top" wrapText="1"/>`

func contentTypes(sheets int) string {
	var b strings.Builder
	b.WriteString(
		`<Types xmlns="` + packageSpace + `/content-types"><Default Extension="rels" ` +
			`ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>`,
	)
	typed := func(part, contentType string) {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s+xml"/>`, part, contentType)
	}
	typed(firstPart, officeTypes+"extended-properties")
	typed("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties")
	typed("xl/workbook.xml", officeTypes+"spreadsheetml.sheet.main")
	typed("xl/styles.xml", officeTypes+"spreadsheetml.styles")
	for i := range sheets {
		typed(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), officeTypes+"spreadsheetml.worksheet")
	}
	return b.String() + "</Types>"
}

// contents are the names of the sheets, and of the tables that their filters are for.
func contents(sheets []Sheet) string {
	var names, filters strings.Builder
	for i, s := range sheets {
		fmt.Fprintf(&names, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(s.Name), i+1, i+1)
		fmt.Fprintf(
			&filters,
			`<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">'%s'!%s</definedName>`,
			i,
			escaped(s.Name),
			s.area("$"),
		)
		fmt.Fprintf( // The row of titles is on each page.
			&filters, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$1</definedName>`, i, escaped(s.Name),
		)
	}
	return `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relationSpace +
		`"><bookViews><workbookView/></bookViews><sheets>` + names.String() +
		`</sheets><definedNames>` + filters.String() + `</definedNames></workbook>`
}

func packageRelations() string {
	return relationsOf(
		relation(relationSpace+"/officeDocument", "xl/workbook.xml"),
		relation(relationSpace+"/extended-properties", firstPart),
		relation(packageSpace+"/relationships/metadata/core-properties", "docProps/core.xml"),
	)
}

// bookRelations are the parts of the workbook: the sheets by their numbers, then the styles.
func bookRelations(sheets int) string {
	var all []string
	for i := range sheets {
		all = append(all, relation(relationSpace+"/worksheet", fmt.Sprintf("worksheets/sheet%d.xml", i+1)))
	}
	return relationsOf(append(all, relation(relationSpace+"/styles", "styles.xml"))...)
}

// relation is a relation but for its id.
func relation(kind, target string) string {
	return fmt.Sprintf(`Type="%s" Target="%s"`, kind, escaped(target))
}

// relationsOf numbers relations from rId1 on. None of them is "".
func relationsOf(relations ...string) string {
	if len(relations) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="` + packageSpace + `/relationships">`)
	for i, r := range relations {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" %s/>`, i+1, r)
	}
	return b.String() + "</Relationships>"
}

// Package workbook writes tables as an Office Open XML workbook (ECMA-376, part 1, §18), which
// spreadsheets open.
//
// Text stays text: nothing in a cell is a formula. The same tables give the same bytes.
package workbook

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds of a sheet.
const (
	MaxRows  = 1 << 20 // rows, that of the titles among them; more are an error of Write
	MaxLinks = 65_530  // cells that lead somewhere; later ones are text alone, because spreadsheets take no more
)

// Sheet is one table, below a row of titles that stays in sight and filters.
type Sheet struct {
	Name    string
	Columns []Column
	Rows    [][]any // string, int, float64, Strong, Marked or Link; nil is an empty cell

	// Tall is set for a sheet to be read and printed: a row is as high as its text, and not at most
	// six lines.
	Tall bool
}

// Column is a column with its width in characters.
type Column struct {
	Title string
	Width float64
}

// Strong is text in bold letters.
type Strong string

// Marked is text with some of its words in bold letters.
type Marked struct{ Before, Words, After string }

func (m Marked) text() string { return m.Before + m.Words + m.After }

// Link is text that leads to an address of the web, or to a cell of the workbook: "Entries!A2".
// Without either it is text.
type Link struct {
	Text, To string
	Lead     string // text before it in the cell that does not look like a link
}

func (l Link) text() string { return l.Lead + l.Text }

// program marks a workbook as ours. It stands in the first part, which is not compressed, so that
// the head of a file tells.
const program = "refrain"

const (
	firstPart = "docProps/app.xml"
	marker    = "<Application>" + program + "</Application>"
)

// Ours reports whether a file that begins so is a workbook that this package wrote. 512 bytes are
// enough.
func Ours(head string) bool {
	return strings.HasPrefix(head, "PK\x03\x04") && strings.Contains(head, marker)
}

// Write writes the sheets in their order; the first is open. A workbook has no date of its making
// when made is zero.
func Write(w io.Writer, made time.Time, sheets []Sheet) error {
	b := &book{zip: zip.NewWriter(w)}
	b.part(firstPart, properties)
	for i, s := range sheets {
		b.sheet(i+1, s)
	}
	b.part("[Content_Types].xml", contentTypes(len(sheets)))
	b.part("_rels/.rels", packageRelations())
	b.part("docProps/core.xml", origin(made))
	b.part("xl/styles.xml", styles)
	b.part("xl/workbook.xml", contents(sheets))
	b.part("xl/_rels/workbook.xml.rels", bookRelations(len(sheets)))
	if b.err != nil {
		return b.err
	}
	return b.zip.Close()
}

// book is a workbook that is being written. The first error ends it.
type book struct {
	zip *zip.Writer
	err error
}

// firstDate is the first day that a ZIP archive can name: that of its making would make two
// workbooks of the same tables differ.
var firstDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// create begins a part. The first one is not compressed.
func (b *book) create(name string) *bufio.Writer {
	method := zip.Deflate
	if name == firstPart {
		method = zip.Store
	}
	part, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: firstDate})
	if err != nil {
		b.fail(err)
		part = io.Discard
	}
	out := bufio.NewWriter(part)
	out.WriteString(declaration)
	return out
}

func (b *book) part(name, content string) {
	out := b.create(name)
	out.WriteString(content)
	b.fail(out.Flush())
}

func (b *book) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) sheet(number int, s Sheet) {
	if len(s.Rows)+1 > MaxRows {
		b.fail(fmt.Errorf("sheet %s: %d rows are more than a sheet holds", s.Name, len(s.Rows)))
		return
	}
	out := b.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", number))
	fmt.Fprintf(
		out, `<worksheet xmlns="%s" xmlns:r="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`, mainSpace, relationSpace,
	)
	out.WriteString(
		`<sheetViews><sheetView workbookViewId="0">` +
			`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
			`<cols>`,
	)
	for i, c := range s.Columns {
		fmt.Fprintf(out, `<col min="%d" max="%d" width="%v" customWidth="1"/>`, i+1, i+1, c.Width)
	}
	out.WriteString(`</cols><sheetData><row r="1">`)
	for i, c := range s.Columns {
		writeText(out, i, 1, titleStyle, c.Title)
	}
	out.WriteString("</row>")
	var links []link
	for i, row := range s.Rows {
		links = s.writeRow(out, row, i+2, links)
	}
	fmt.Fprintf(out, `</sheetData><autoFilter ref="%s"/>`, s.area(""))
	relations := writeLinks(out, links)
	out.WriteString(printing + "</worksheet>")
	b.fail(out.Flush())
	if relations != "" {
		b.part(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", number), relations)
	}
}

// link is a cell that leads somewhere.
type link struct{ at, to string }

// writeRow writes a row and adds its links.
func (s *Sheet) writeRow(out *bufio.Writer, row []any, number int, links []link) []link {
	fmt.Fprintf(out, `<row r="%d" ht="%v" customHeight="1">`, number, s.height(row))
	for i, v := range row {
		switch v := v.(type) {
		case string:
			writeText(out, i, number, plainStyle, v)
		case Strong:
			writeText(out, i, number, strongStyle, string(v))
		case int:
			fmt.Fprintf(out, `<c r="%s" s="%d"><v>%d</v></c>`, cell(i, number), plainStyle, v)
		case float64:
			fmt.Fprintf(out, `<c r="%s" s="%d"><v>%v</v></c>`, cell(i, number), plainStyle, v)
		case Marked:
			writeRuns(out, cell(i, number), textRun{"", v.Before}, textRun{"<b/>", v.Words}, textRun{"", v.After})
		case Link:
			if v.To == "" || len(links) == MaxLinks {
				writeText(out, i, number, plainStyle, v.text())
				continue
			}
			if v.Lead == "" {
				writeText(out, i, number, linkStyle, v.Text)
			} else {
				writeRuns(out, cell(i, number), textRun{"", v.Lead}, textRun{linked, v.Text})
			}
			links = append(links, link{cell(i, number), v.To})
		}
	}
	out.WriteString("</row>")
	return links
}

// writeLinks writes where cells lead. What leads out of the workbook is a relation of the sheet, in
// a part of its own: its content is returned.
func writeLinks(out *bufio.Writer, links []link) (relations string) {
	if len(links) == 0 {
		return ""
	}
	var outside []string
	out.WriteString("<hyperlinks>")
	for _, l := range links {
		if strings.Contains(l.to, "://") {
			outside = append(outside, relation(relationSpace+"/hyperlink", l.to)+` TargetMode="External"`)
			fmt.Fprintf(out, `<hyperlink ref="%s" r:id="rId%d"/>`, l.at, len(outside))
		} else {
			fmt.Fprintf(out, `<hyperlink ref="%s" location="%s"/>`, l.at, escaped(l.to))
		}
	}
	out.WriteString("</hyperlinks>")
	return relationsOf(outside...)
}

// mostLetters is how much text a cell takes, in UTF-16 code units.
const mostLetters = 32_767

// writeText writes a cell of text. A spreadsheet takes no text of a file for a formula, but what
// somebody edits in a cell.
func writeText(out *bufio.Writer, column, row, style int, text string) {
	if style == plainStyle && strings.IndexAny(strings.TrimLeft(text, " \t\r\n\""), "=+-@＝＋－＠") == 0 {
		style = quotedStyle
	}
	fmt.Fprintf(out, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">`, cell(column, row), style)
	xml.EscapeText(out, []byte(literal(cut(text, mostLetters))))
	out.WriteString("</t></is></c>")
}

// textRun is a part of a cell's text that looks the same, with how it looks.
type textRun struct{ looks, text string }

// writeRuns writes a cell of text that looks different in parts. It holds no more than a cell takes.
func writeRuns(out *bufio.Writer, at string, runs ...textRun) {
	fmt.Fprintf(out, `<c r="%s" s="%d" t="inlineStr"><is>`, at, plainStyle)
	room := mostLetters
	for _, r := range runs {
		text := cut(r.text, room)
		if text == "" {
			continue
		}
		room -= len(utf16.Encode([]rune(text)))
		out.WriteString(`<r><rPr>` + r.looks + letters + `</rPr><t xml:space="preserve">`)
		xml.EscapeText(out, []byte(literal(text)))
		out.WriteString("</t></r>")
	}
	out.WriteString("</is></c>")
}

func cut(text string, most int) string {
	units := 0
	for i, r := range text {
		if units++; r > 0xffff {
			units++
		}
		if units > most {
			return text[:i]
		}
	}
	return text
}

// literal writes the first letter of what spreadsheets take for the number of a character, such as
// _x0041_, as such a number.
func literal(text string) string {
	var b strings.Builder
	for {
		i := strings.Index(text, "_x")
		if i < 0 {
			return b.String() + text
		}
		b.WriteString(text[:i])
		if number := text[i:]; len(number) > 6 && number[6] == '_' {
			if _, err := strconv.ParseUint(number[2:6], 16, 16); err == nil {
				b.WriteString("_x005F")
			}
		}
		b.WriteByte('_')
		text = text[i+1:]
	}
}

func escaped(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text))
	return b.String()
}

// cell is the name of a cell: column 0 of row 1 is A1. There are at most 702 columns.
func cell(column, row int) string {
	name := string(rune('A' + column%26))
	if column >= 26 {
		name = string(rune('A'+column/26-1)) + name
	}
	return name + strconv.Itoa(row)
}

// area is the cells of the table, with a sign before each part of a name.
func (s *Sheet) area(sign string) string {
	last := cell(len(s.Columns)-1, 0)
	return sign + "A" + sign + "1:" + sign + last[:len(last)-1] + sign + strconv.Itoa(len(s.Rows)+1)
}

// Measures of rows.
const (
	lineHeight = 15  // points
	mostLines  = 6   // of text that a row shows; a cell's editor shows the rest
	mostHeight = 409 // points that a spreadsheet takes
)

// height is how high a row must be to show its text, in points. Not every program finds it out by
// itself.
func (s *Sheet) height(row []any) float64 {
	lines := 1
	for i, v := range row {
		var text string
		switch v := v.(type) {
		case string:
			text = v
		case Strong:
			text = string(v)
		case Marked:
			text = v.text()
		case Link:
			text = v.text()
		}
		// Lines break at words, which leaves about a tenth of them empty.
		lines = max(lines, 1+int(float64(utf8.RuneCountInString(text))*1.1/s.Columns[i].Width))
	}
	if s.Tall {
		return min(float64(lines)*lineHeight, mostHeight)
	}
	return float64(min(lines, mostLines)) * lineHeight
}

// Package docx writes files of Word: the parts around a text, and its paragraphs, runs, links and
// tables. What they look like are styles that the caller gives, so that whoever edits the file can
// change them. The same content gives the same bytes.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"refrain/internal/display"
	"refrain/reports/wording"
)

// File is a file of Word in the making.
type File struct {
	Kind      string // what of refrain it is, in a word: "brief"
	Words     wording.Words
	Title     string
	Creator   string // "" is refrain
	Paper     Paper
	Styles    []Style
	Numbering []List // the numbers and bullets that styles of paragraphs name
	Footer    string // the XML of the paragraphs at the foot of each page
	Pictures  []Picture

	text  strings.Builder
	links []string
	marks int
}

// Paper are the measures of the pages, in points of 1/72 inch.
type Paper struct {
	Width, Height            float64
	Top, Right, Bottom, Left float64
}

// Room is the width of the text.
func (p Paper) Room() float64 { return p.Width - p.Left - p.Right }

// Picture is a file that drawings show. The first has the relation rId5, the next rId6.
type Picture struct {
	Name string // "logo.png"
	Data []byte
}

// Numbers of relations: Word asks for none, but drawings name those of pictures.
const (
	firstPicture = 5
	firstLink    = 10 // of the first web page
)

// firstPart is the first in the file and is not compressed, so that the file is known for ours by how
// it begins.
const firstPart = "docProps/app.xml"

// firstDate is the first day that a ZIP archive can name: that of its making would make two files of
// the same content differ.
var firstDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// Began reports whether a file that begins with head was written by this package and is of a kind.
func Began(head, kind string) bool {
	return strings.HasPrefix(head, "PK\x03\x04") && strings.Contains(head, marker(kind))
}

func marker(kind string) string { return "<Application>refrain " + kind + "</Application>" }

// Write writes the file.
func (f *File) Write(w io.Writer) error {
	type part struct {
		name    string
		content []byte
	}
	parts := []part{
		{firstPart, []byte(f.properties())},
		{"[Content_Types].xml", []byte(f.contentTypes())},
		{"_rels/.rels", []byte(packageRelations)},
		{"docProps/core.xml", []byte(f.coreProperties())},
		{"word/document.xml", []byte(f.document())},
		{"word/_rels/document.xml.rels", []byte(f.relations())},
		{"word/styles.xml", []byte(f.styles())},
		{"word/numbering.xml", []byte(f.numbering())},
		{"word/settings.xml", []byte(settings)},
		{"word/footer1.xml", []byte(declaration + `<w:ftr xmlns:w="` + mainSpace + `">` + f.Footer + `</w:ftr>`)},
	}
	for _, p := range f.Pictures {
		parts = append(parts, part{"word/media/" + p.Name, p.Data})
	}
	z := zip.NewWriter(w)
	for _, p := range parts {
		method := zip.Deflate
		if p.name == firstPart {
			method = zip.Store
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, Modified: firstDate})
		if err != nil {
			return err
		}
		if _, err := out.Write(p.content); err != nil {
			return err
		}
	}
	return z.Close()
}

// Raw appends XML to the text.
func (f *File) Raw(xml string) { f.text.WriteString(xml) }

// First appends what write appends to the beginning of the text, before all that is there.
func (f *File) First(write func()) {
	rest := f.text.String()
	f.text.Reset()
	write()
	f.Raw(rest)
}

// Paragraph appends a paragraph of plain words in a style, unless there are none.
func (f *File) Paragraph(style, words string) {
	if words == "" {
		return
	}
	f.Begin(style)
	f.Run("", words)
	f.End()
}

// Begin begins a paragraph of a style.
func (f *File) Begin(style string) { f.Raw(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`) }

// End ends a paragraph.
func (f *File) End() { f.Raw(`</w:p>`) }

// Mark sets a mark, to which links of the file lead.
func (f *File) Mark(name string) {
	f.marks++
	fmt.Fprintf(&f.text, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%[1]d"/>`, f.marks, name)
}

// Run appends text in a style of letters; "" is the look of the paragraph.
func (f *File) Run(style, text string) {
	f.Raw(`<w:r>`)
	if style != "" {
		f.Raw(`<w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>`)
	}
	f.Raw(`<w:t xml:space="preserve">` + Text(text) + `</w:t></w:r>`)
}

// Link appends text that leads to a web page or, where the address begins with "#", to a mark of the
// file.
func (f *File) Link(address, text string) {
	if mark, within := strings.CutPrefix(address, "#"); within {
		f.Raw(`<w:hyperlink w:anchor="` + Text(mark) + `">`)
	} else {
		f.links = append(f.links, address)
		fmt.Fprintf(&f.text, `<w:hyperlink r:id="rId%d">`, firstLink+len(f.links)-1)
	}
	f.Run("Hyperlink", text)
	f.Raw(`</w:hyperlink>`)
}

// Table is a table in the making, between its first row and End.
type Table struct {
	file   *File
	widths []int // of the columns, in twentieths of a point
	rows   int
}

// Table begins a table of a style, as wide as the text. Shares are the widths of its columns in
// hundredths. Its first row comes again on each page.
func (f *File) Table(style string, shares ...float64) *Table {
	t := &Table{file: f}
	all := f.Paper.Room() * 20
	fmt.Fprintf(
		&f.text, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%.0f" w:type="dxa"/>`+
			`<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr><w:tblGrid>`,
		style, all,
	)
	for _, share := range shares {
		t.widths = append(t.widths, int(all*share/100))
		fmt.Fprintf(&f.text, `<w:gridCol w:w="%d"/>`, t.widths[len(t.widths)-1])
	}
	f.Raw(`</w:tblGrid>`)
	return t
}

// Row appends a row, in which each cell writes one paragraph or more. Whole keeps it on one page; a
// row that may be longer than a page has to break.
func (t *Table) Row(whole bool, cells ...func()) {
	t.file.Raw(`<w:tr><w:trPr>`)
	if whole {
		t.file.Raw(`<w:cantSplit/>`)
	}
	if t.rows == 0 {
		t.file.Raw(`<w:tblHeader/>`)
	}
	t.rows++
	t.file.Raw(`</w:trPr>`)
	for i, cell := range cells {
		fmt.Fprintf(&t.file.text, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, t.widths[i])
		cell()
		t.file.Raw(`</w:tc>`)
	}
	t.file.Raw(`</w:tr>`)
}

// End ends the table.
func (t *Table) End() { t.file.Raw(`</w:tbl>`) }

// Text is text as XML holds it: what changes what a reader sees is there by its number, and every
// stretch of white space is one blank.
func Text(s string) string {
	return escapes.Replace(strings.ToValidUTF8(display.Visible(wording.SingleBlanks(s)), "\uFFFD"))
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

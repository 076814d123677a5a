package brief

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"strings"
	"time"

	"refrain/internal/display"
	head "refrain/project/letterhead"
	"refrain/reports/wording"
)

// firstDate is the first day that a ZIP archive can name: that of its making would make two briefs
// of the same documents differ.
var firstDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// beganWord reports whether a file that begins with head is a brief of Word.
func beganWord(head string) bool {
	return strings.HasPrefix(head, "PK\x03\x04") && strings.Contains(head, wordMarker)
}

// writeWord writes a brief as a file of Word, with styles that whoever edits it can change.
func writeWord(words wording.Words, w io.Writer, p *page, l head.Letterhead) error {
	d := &wordFile{letterhead: l}
	d.body(words, p)
	parts := []part{
		{wordFirstPart, []byte(wordProperties)},
		{"[Content_Types].xml", []byte(d.contentTypes())},
		{"_rels/.rels", []byte(wordPackageRelations)},
		{"docProps/core.xml", []byte(coreProperties(words, p.Title, l.Organisation))},
		{"word/document.xml", []byte(d.document())},
		{"word/_rels/document.xml.rels", []byte(d.relations())},
		{"word/styles.xml", []byte(wordStyles(words))},
		{"word/numbering.xml", []byte(wordNumbering)},
		{"word/settings.xml", []byte(wordSettings)},
		{"word/footer1.xml", []byte(wordFooter(l))},
	}
	parts = append(parts, d.pictures()...)
	z := zip.NewWriter(w)
	for _, part := range parts {
		if err := part.write(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// part is a file in the package.
type part struct {
	name    string
	content []byte
}

// write writes a part. The first one is not compressed, so that the file is known for ours.
func (p part) write(z *zip.Writer) error {
	method := zip.Deflate
	if p.name == wordFirstPart {
		method = zip.Store
	}
	out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, Modified: firstDate})
	if err != nil {
		return err
	}
	_, err = out.Write(p.content)
	return err
}

// wordFile is a file of Word that is being written.
type wordFile struct {
	letterhead head.Letterhead
	xml        strings.Builder
	links      []string // relations to web pages, from rId10 on
	bookmarks  int
}

// firstLink is the number of the relation of the first web page.
const firstLink = 10

func (d *wordFile) body(words wording.Words, p *page) {
	for _, b := range p.Blocks {
		if b.kind == table {
			d.table(b.rows)
			continue
		}
		d.xml.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + wordNames[b.kind] + `"/></w:pPr>`)
		if b.kind == letterhead && d.letterhead.Logo != nil {
			d.xml.WriteString(d.drawing(words) + `<w:r><w:t xml:space="preserve">  </w:t></w:r>`)
		}
		if b.anchor != "" {
			d.bookmarks++
			fmt.Fprintf(
				&d.xml, `<w:bookmarkStart w:id="%d" w:name="%s"/><w:bookmarkEnd w:id="%[1]d"/>`, d.bookmarks, b.anchor,
			)
		}
		d.runs(b.runs)
		d.xml.WriteString(`</w:p>`)
	}
}

func (d *wordFile) runs(runs []run) {
	for _, r := range runs {
		switch {
		case r.url != "" && r.url[0] == '#':
			d.xml.WriteString(`<w:hyperlink w:anchor="` + wordText(r.url[1:]) + `">`)
		case r.url != "":
			d.links = append(d.links, r.url)
			fmt.Fprintf(&d.xml, `<w:hyperlink r:id="rId%d">`, firstLink+len(d.links)-1)
		}
		style := ""
		switch {
		case r.url != "":
			style = "Hyperlink"
		case r.strong:
			style = "Strong"
		case r.quiet:
			style = "Quiet"
		}
		d.xml.WriteString(`<w:r>`)
		if style != "" {
			d.xml.WriteString(`<w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>`)
		}
		d.xml.WriteString(`<w:t xml:space="preserve">` + wordText(r.text) + `</w:t></w:r>`)
		if r.url != "" {
			d.xml.WriteString(`</w:hyperlink>`)
		}
	}
}

// table writes a table whose first row is repeated on each page, and whose rows stay whole.
func (d *wordFile) table(rows []row) {
	width, _ := d.letterhead.Paper.Points()
	all := (width - 2*sideMargin) * 20
	var widths [columns]int
	d.xml.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Places"/>`)
	fmt.Fprintf(
		&d.xml, `<w:tblW w:w="%.0f" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+
			`<w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr><w:tblGrid>`,
		all,
	)
	for i := range widths {
		widths[i] = int(all * shares[i] / 100)
		fmt.Fprintf(&d.xml, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	d.xml.WriteString(`</w:tblGrid>`)
	for i, r := range rows {
		d.xml.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if i == 0 {
			d.xml.WriteString(`<w:tblHeader/>`)
		}
		d.xml.WriteString(`</w:trPr>`)
		for column, cell := range r {
			fmt.Fprintf(&d.xml, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[column])
			for _, runs := range cell {
				d.xml.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + wordNames[table] + `"/></w:pPr>`)
				d.runs(runs)
				d.xml.WriteString(`</w:p>`)
			}
			d.xml.WriteString(`</w:tc>`)
		}
		d.xml.WriteString(`</w:tr>`)
	}
	d.xml.WriteString(`</w:tbl>`)
}

func (d *wordFile) document() string {
	width, height := d.letterhead.Paper.Points()
	return wordDeclaration + `<w:document ` + wordSpaces + `><w:body>` + d.xml.String() + fmt.Sprintf(
		`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="%.0f" w:h="%.0f"/>`+
			`<w:pgMar w:top="%.0f" w:right="%.0f" w:bottom="%.0f" w:left="%.0f" w:header="400" w:footer="400" w:gutter="0"/>`+
			`</w:sectPr></w:body></w:document>`,
		width*20, height*20, endMargin*20., sideMargin*20, (endMargin+footLine)*20., sideMargin*20,
	)
}

func (d *wordFile) relations() string {
	var b strings.Builder
	b.WriteString(wordDeclaration + `<Relationships xmlns="` + wordPackage + `/relationships">`)
	relation := func(id int, kind, target string) {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/%s" Target="%s"`, id, wordRelations, kind, wordText(target))
		if kind == "hyperlink" {
			b.WriteString(` TargetMode="External"`)
		}
		b.WriteString(`/>`)
	}
	relation(1, "styles", "styles.xml")
	relation(2, "numbering", "numbering.xml")
	relation(3, "settings", "settings.xml")
	relation(4, "footer", "footer1.xml")
	for i, p := range d.pictures() {
		relation(5+i, "image", strings.TrimPrefix(p.name, "word/"))
	}
	for i, url := range d.links {
		relation(firstLink+i, "hyperlink", url)
	}
	return b.String() + `</Relationships>`
}

// pictures are the logo, and for one of SVG a picture of a single clear point, which programs show
// that know no SVG.
func (d *wordFile) pictures() []part {
	logo := d.letterhead.Logo
	switch {
	case logo == nil:
		return nil
	case logo.Type == "image/png":
		return []part{{"word/media/logo.png", logo.Data}}
	case logo.Type == "image/jpeg":
		return []part{{"word/media/logo.jpeg", logo.Data}}
	}
	var clear bytes.Buffer
	if err := png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err) // A buffer takes everything.
	}
	return []part{{"word/media/logo.png", clear.Bytes()}, {"word/media/logo.svg", logo.Data}}
}

// drawing is the logo in the line, no larger than its room.
func (d *wordFile) drawing(words wording.Words) string {
	const perPoint = 12_700 // English Metric Units
	logo := d.letterhead.Logo
	scale := min(logoHeight/logo.Height, logoWidth/logo.Width)
	width, height := int(logo.Width*scale*perPoint), int(logo.Height*scale*perPoint)
	vector := ""
	if logo.Type == "image/svg+xml" {
		vector = `<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip ` +
			`xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId6"/></a:ext></a:extLst>`
	}
	return fmt.Sprintf(
		`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
			`<wp:docPr id="1" name="Logo" descr="%s"/><a:graphic><a:graphicData uri="%s/picture"><pic:pic>`+
			`<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>`+
			`<pic:blipFill><a:blip r:embed="rId5">%s</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
			`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm>`+
			`<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
			`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		width, height, wordText(words.LogoOf(d.letterhead.Organisation)), wordDrawing, vector,
	)
}

// wordText is text as XML holds it: what changes what a reader sees is there by its number.
func wordText(s string) string {
	return wordEscapes.Replace(strings.ToValidUTF8(display.Visible(wording.SingleBlanks(s)), "\uFFFD"))
}

var wordEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

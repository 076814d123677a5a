package brief

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"

	head "refrain/project/letterhead"
	"refrain/reports/docx"
	"refrain/reports/wording"
)

// wordKind is what a file of Word says that it is.
const wordKind = "brief"

// beganWord reports whether a file that begins with head is a brief of Word.
func beganWord(head string) bool { return docx.Began(head, wordKind) }

// wordNames are the styles of blocks. The built-in names make a program show them as its own.
var wordNames = map[kind]string{
	paragraph: "Normal", letterhead: "Letterhead", title: "Title", introduction: "Introduction", notice: "Notice",
	heading: "Heading1", table: "TableText", numbered: "ListNumber", bullet: "ListBullet", small: "Small",
}

// writeWord writes a brief as a file of Word, with styles that whoever edits it can change.
func writeWord(words wording.Words, w io.Writer, p *page, l head.Letterhead) error {
	width, height := l.Paper.Points()
	d := &docx.File{
		Kind: wordKind, Words: words, Title: p.Title, Creator: l.Organisation,
		Paper: docx.Paper{
			Width: width, Height: height, Top: endMargin, Right: sideMargin, Bottom: endMargin + footLine, Left: sideMargin,
		},
		Styles: wordStyles(), Footer: docx.PageNumbers("Small", l.Organisation), Pictures: logoPictures(l.Logo),
		Numbering: []docx.List{
			{Format: "decimal", Sign: "%1.", Style: wordNames[numbered], Indent: looks[numbered].indent},
			{Format: "bullet", Sign: "–", Style: wordNames[bullet], Indent: looks[bullet].indent},
		},
	}
	for _, b := range p.Blocks {
		if b.kind == table {
			writeWordTable(d, b.rows)
			continue
		}
		d.Begin(wordNames[b.kind])
		if b.kind == letterhead && l.Logo != nil {
			d.Raw(drawing(words, l) + `<w:r><w:t xml:space="preserve">  </w:t></w:r>`)
		}
		if b.anchor != "" {
			d.Mark(b.anchor)
		}
		writeWordRuns(d, b.runs)
		d.End()
	}
	return d.Write(w)
}

func writeWordRuns(d *docx.File, runs []run) {
	for _, r := range runs {
		switch {
		case r.url != "":
			d.Link(r.url, r.text)
		case r.strong:
			d.Run("Strong", r.text)
		case r.quiet:
			d.Run("Quiet", r.text)
		default:
			d.Run("", r.text)
		}
	}
}

// writeWordTable writes a table whose rows stay whole.
func writeWordTable(d *docx.File, rows []row) {
	t := d.Table("Places", shares[:]...)
	for _, r := range rows {
		var cells []func()
		for _, cell := range r {
			cells = append(cells, func() {
				for _, runs := range cell {
					d.Begin(wordNames[table])
					writeWordRuns(d, runs)
					d.End()
				}
			})
		}
		t.Row(true, cells...)
	}
	t.End()
}

// wordStyle is a style of paragraphs with the sizes of looks.
func wordStyle(k kind, name string, above float64, first, last, letters string) docx.Style {
	l := looks[k]
	return docx.Style{
		ID: wordNames[k], Name: name, Size: l.size, Line: l.line, Above: above, Below: l.space - above, First: first,
		Last: last, Letters: letters,
	}
}

func wordStyles() []docx.Style {
	const inward = `<w:ind w:left="200"/>`
	normal := wordStyle(paragraph, "Normal", 0, "", "", "")
	normal.DefaultOfDocument = true
	return []docx.Style{
		normal,
		wordStyle(letterhead, "Letterhead", 0, "", "", ""),
		wordStyle(title, "Title", 0, docx.KeepNext, "", docx.Bold),
		wordStyle(introduction, "Introduction", 0, docx.Bar("BDB8AB"), inward, ""),
		wordStyle(notice, "Notice", 0, docx.Bar("8A6A00"), inward, ""),
		wordStyle(heading, "heading 1", 7, docx.KeepNext, `<w:outlineLvl w:val="0"/>`, docx.Bold),
		wordStyle(table, "Table Text", 0, "", "", ""),
		wordStyle(numbered, "List Number", 0, `<w:keepLines/>`+docx.Numbered(1), docx.Hanging(looks[numbered].indent), ""),
		wordStyle(bullet, "List Bullet", 0, docx.Numbered(2), docx.Hanging(looks[bullet].indent), ""),
		wordStyle(small, "Small", 0, "", "", `<w:color w:val="444444"/>`),
		docx.Letters("Strong", "Strong", docx.Bold),
		docx.Letters("Quiet", "Quiet", `<w:color w:val="555555"/>`),
		docx.Letters("Hyperlink", "Hyperlink", docx.LinkStyle),
		docx.RuledTable("Places", 10),
	}
}

// logoPictures are the logo, and for one of SVG a picture of a single clear point, which programs
// show that know no SVG.
func logoPictures(logo *head.Logo) []docx.Picture {
	switch {
	case logo == nil:
		return nil
	case logo.Type == "image/png":
		return []docx.Picture{{Name: "logo.png", Data: logo.Data}}
	case logo.Type == "image/jpeg":
		return []docx.Picture{{Name: "logo.jpeg", Data: logo.Data}}
	}
	var clear bytes.Buffer
	if err := png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err) // A buffer takes everything.
	}
	return []docx.Picture{{Name: "logo.png", Data: clear.Bytes()}, {Name: "logo.svg", Data: logo.Data}}
}

// drawing is the logo in the line, no larger than its room.
func drawing(words wording.Words, l head.Letterhead) string {
	const perPoint = 12_700 // English Metric Units
	logo := l.Logo
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
		width, height, docx.Text(words.LogoOf(l.Organisation)), docx.DrawingSpace, vector,
	)
}

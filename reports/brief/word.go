package brief

import (
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
	pictures, logo := docx.Logo(l.Logo, words.LogoOf(l.Organisation), logoWidth, logoHeight)
	d := &docx.File{
		Kind: wordKind, Words: words, Title: p.Title, Creator: l.Organisation,
		Paper: docx.Paper{
			Width: width, Height: height, Top: endMargin, Right: sideMargin, Bottom: endMargin + footLine, Left: sideMargin,
		},
		Styles: wordStyles(), Footer: docx.PageNumbers("Small", l.Organisation), Pictures: pictures,
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
			d.Raw(logo + `<w:r><w:t xml:space="preserve">  </w:t></w:r>`)
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

package amendments

import (
	"fmt"
	"io"
	"strings"

	"refrain/project/formula"
	head "refrain/project/letterhead"
	"refrain/reports/docx"
	"refrain/reports/wording"
)

// wordKind is what a file of Word or OpenDocument says that it is.
const wordKind = "amendments"

// letters are the styles of letters by their looks.
var letters = []struct {
	id, name string
	look     formula.Look
}{
	{"Strong", "Strong", formula.Bold},
	{"Emphasis", "Emphasis", formula.Italic},
	{"StrongEmphasis", "Strong Emphasis", formula.Bold | formula.Italic},
	{"Removed", "Removed", formula.Struck},
	{"RemovedStrong", "Removed Strong", formula.Struck | formula.Bold},
	{"RemovedEmphasis", "Removed Emphasis", formula.Struck | formula.Italic},
	{"RemovedStrongEmphasis", "Removed Strong Emphasis", formula.Struck | formula.Bold | formula.Italic},
}

// lettersOf is the style of letters of a run; "" for that of its paragraph.
func lettersOf(r run) string {
	for _, l := range letters {
		if l.look == r.look {
			return l.id
		}
	}
	if r.quiet {
		return "Quiet"
	}
	return ""
}

// wordStyle is the style of a look in a file of Word.
func (l look) wordStyle() (id, name string) {
	if l.wordID != "" {
		return l.wordID, l.wordName
	}
	return l.id, l.name
}

// writeWord writes a paper as a file of Word, with styles that whoever edits it can change.
func writeWord(words wording.Words, w io.Writer, p *page, l head.Letterhead) error {
	width, height := l.Paper.Points()
	pictures, logo := docx.Logo(l.Logo, words.LogoOf(l.Organisation), logoWidth, logoHeight)
	d := &docx.File{
		Kind: wordKind, Words: words, Title: p.Title, Creator: l.Organisation,
		Paper: docx.Paper{
			Width: width, Height: height, Top: endMargin, Right: sideMargin, Bottom: endMargin, Left: sideMargin,
		},
		Styles: wordStyles(), Footer: docx.PageNumbers("Small", l.Organisation), Pictures: pictures,
		Numbering: []docx.List{{Format: "bullet", Sign: "–", Style: "ListBullet", Indent: looks[bullet].left}},
	}
	for _, b := range p.Blocks {
		if b.kind == columns {
			writeWordColumns(d, b)
			continue
		}
		id, _ := lookOf(b).wordStyle()
		d.Begin(id)
		if b.kind == letterhead && logo != "" {
			d.Raw(logo + `<w:r><w:t xml:space="preserve">  </w:t></w:r>`)
		}
		writeWordRuns(d, b.runs)
		d.End()
	}
	return d.Write(w)
}

func writeWordRuns(d *docx.File, runs []run) {
	for _, r := range runs {
		if r.url != "" {
			d.Link(r.url, r.text)
			continue
		}
		d.Run(lettersOf(r), r.text)
		if r.tab {
			d.Raw(`<w:r><w:tab/></w:r>`)
		}
	}
}

// writeWordColumns writes the two columns of a text and its amendment.
func writeWordColumns(d *docx.File, b block) {
	t := d.Table("Columns", 50, 50)
	cell := func(runs []run) func() {
		return func() {
			d.Begin("TableText")
			writeWordRuns(d, runs)
			d.End()
		}
	}
	t.Row(true, cell([]run{{text: b.heads[0]}}), cell([]run{{text: b.heads[1]}}))
	t.Row(false, cell(b.cells[0]), cell(b.cells[1]))
	t.End()
}

func wordStyles() []docx.Style {
	var all []docx.Style
	for _, l := range inOrder() {
		all = append(all, l.word())
	}
	all[0].DefaultOfDocument = true
	for _, l := range letters {
		var properties strings.Builder
		if l.look&formula.Bold != 0 {
			properties.WriteString(docx.Bold)
		}
		if l.look&formula.Italic != 0 {
			properties.WriteString(italic)
		}
		if l.look&formula.Struck != 0 {
			properties.WriteString(`<w:strike/>`)
		}
		all = append(all, docx.Letters(l.id, l.name, properties.String()))
	}
	return append(
		all, docx.Letters("Quiet", "Quiet", `<w:color w:val="555555"/>`),
		docx.Letters("Hyperlink", "Hyperlink", docx.LinkStyle), docx.Style{XML: columnsStyle},
	)
}

const (
	italic = `<w:i/><w:iCs/>`

	columnsStyle = `<w:style w:type="table" w:styleId="Columns"><w:name w:val="Columns"/><w:qFormat/><w:tblPr>` +
		`<w:tblBorders>` +
		`<w:top w:val="single" w:sz="4" w:color="999999"/><w:left w:val="single" w:sz="4" w:color="999999"/>` +
		`<w:bottom w:val="single" w:sz="4" w:color="999999"/><w:right w:val="single" w:sz="4" w:color="999999"/>` +
		`<w:insideH w:val="single" w:sz="4" w:color="999999"/><w:insideV w:val="single" w:sz="4" w:color="999999"/>` +
		`</w:tblBorders><w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>` +
		`<w:bottom w:w="80" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
		`<w:tblStylePr w:type="firstRow"><w:rPr><w:i/></w:rPr></w:tblStylePr></w:style>`
)

// word is a look as a style of Word, whose properties have an order.
func (l look) word() docx.Style {
	id, name := l.wordStyle()
	s := docx.Style{ID: id, Name: name, Size: l.size, Line: l.line, Above: l.above, Below: l.below}
	if l.keepNext {
		s.First += docx.KeepNext
	}
	if l.id == "ListBullet" {
		s.First += docx.Numbered(1)
	}
	if l.bar != "" {
		s.First += docx.Bar(strings.TrimPrefix(l.bar, "#"))
	}
	if l.left != 0 {
		s.Last += fmt.Sprintf(`<w:ind w:left="%.0f"`, l.left*20)
		if l.hanging != 0 {
			s.Last += fmt.Sprintf(` w:hanging="%.0f"`, l.hanging*20)
		}
		s.Last += `/>`
	}
	switch {
	case l.centred:
		s.Last += `<w:jc w:val="center"/>`
	case l.right:
		s.Last += `<w:jc w:val="right"/>`
	}
	if level, ok := strings.CutPrefix(name, "heading "); ok {
		s.Last += fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, level[0]-'1')
	}
	if l.bold {
		s.Letters += docx.Bold
	}
	if l.italic {
		s.Letters += italic
	}
	if l.colour != "" {
		s.Letters += `<w:color w:val="` + strings.TrimPrefix(l.colour, "#") + `"/>`
	}
	return s
}

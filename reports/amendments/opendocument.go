package amendments

import (
	"cmp"
	"io"
	"strings"

	"refrain/project/formula"
	head "refrain/project/letterhead"
	"refrain/reports/odt"
	"refrain/reports/wording"
)

// writeOpenDocument writes a paper as an OpenDocument text, with styles that whoever edits it can change.
func writeOpenDocument(words wording.Words, w io.Writer, p *page, l head.Letterhead) error {
	width, height := l.Paper.Points()
	d := &odt.File{
		Kind: wordKind, Language: words.Code(), Title: p.Title, Creator: l.Organisation,
		Paper: odt.Paper{
			Width: width, Height: height, Top: endMargin, Right: sideMargin, Bottom: endMargin, Left: sideMargin,
		},
		Footer: l.Organisation, FootedBy: "Foot", Styles: openStyles(),
		Letters: []odt.Letters{{ID: "Quiet", Name: "Quiet", Colour: "#555555"}},
	}
	for _, s := range letters {
		d.Letters = append(d.Letters, odt.Letters{
			ID: s.id, Name: s.name, Bold: s.look&formula.Bold != 0, Italic: s.look&formula.Italic != 0,
			Struck: s.look&formula.Struck != 0,
		})
	}
	if l.Logo != nil {
		ending := strings.TrimSuffix(strings.TrimPrefix(l.Logo.Type, "image/"), "+xml")
		d.Pictures = []odt.Picture{{Name: "logo." + ending, Type: l.Logo.Type, Data: l.Logo.Data}}
	}
	for _, b := range p.Blocks {
		if b.kind == columns {
			writeOpenColumns(d, b)
			continue
		}
		end := d.Begin(lookOf(b).id)
		if b.kind == letterhead && l.Logo != nil {
			logoWide, logoHigh := logoSize(l.Logo)
			d.Picture(d.Pictures[0], logoWide, logoHigh, words.LogoOf(l.Organisation))
			d.Run("", " ")
		}
		if b.kind == bullet {
			d.Run("", "– ")
		}
		writeOpenRuns(d, b.runs)
		end()
	}
	return d.Write(w)
}

func writeOpenRuns(d *odt.File, runs []run) {
	for _, r := range runs {
		if r.url != "" {
			d.Link(r.url, r.text)
			continue
		}
		d.Run(lettersOf(r), r.text)
		if r.tab {
			d.Raw(`<text:tab/>`)
		}
	}
}

// writeOpenColumns writes the two columns of a text and its amendment.
func writeOpenColumns(d *odt.File, b block) {
	endTable := d.Table("TableTitle", b.heads[:], 50, 50)
	cell := func(runs []run) func() {
		return func() {
			end := d.Begin("TableText")
			writeOpenRuns(d, runs)
			end()
		}
	}
	d.Row(cell(b.cells[0]), cell(b.cells[1]))
	endTable()
}

func openStyles() []odt.Style {
	var all []odt.Style
	for _, l := range inOrder() {
		s := l.open()
		if l.openName != "" {
			s.Heading = int(l.id[len(l.id)-1] - '0')
		}
		all = append(all, s)
	}
	foot, heads := looks[small].open(), looks[columns].open()
	foot.ID, foot.Name, foot.Right = "Foot", "Foot", true
	heads.ID, heads.Name, heads.Italic = "TableTitle", "Table Title", true
	return append(all, foot, heads)
}

// open is a look as a style of OpenDocument.
func (l look) open() odt.Style {
	return odt.Style{
		ID: l.id, Name: cmp.Or(l.openName, l.name), Size: l.size, Line: l.line, Above: l.above, Below: l.below, Left: l.left,
		Hanging: l.hanging, Bold: l.bold, Italic: l.italic, KeepNext: l.keepNext, Centred: l.centred, Right: l.right,
		Colour: l.colour, Bar: l.bar,
	}
}

package docx

import (
	"strings"
	"testing"

	"refrain/reports/reporttest"
)

// TestFileHoldsWhatItIsGiven: who edits the file finds the styles, the titles of a table on each page
// and links that lead somewhere; hostile text is text.
func TestFileHoldsWhatItIsGiven(t *testing.T) {
	f := &File{
		Kind: "letter", Title: "A & B", Paper: Paper{Width: 842, Height: 595, Left: 40, Right: 40},
		Styles:    []Style{{ID: "Normal", Name: "Normal", DefaultOfDocument: true, Size: 9, Line: 12}, Letters("Strong", "Strong", Bold)},
		Numbering: []List{{Format: "bullet", Sign: "–", Style: "Normal", Indent: 12}}, Footer: PageNumbers("Normal", "Us"),
	}
	table := f.Table("Grid", 25, 75)
	for _, text := range []string{"title", "<w:p>\u202e\x00"} {
		table.Row(text == "title", func() {
			f.Begin("Normal")
			f.Mark("here")
			f.Run("Strong", text)
			f.End()
		}, func() {
			f.Begin("Normal")
			f.Link("#here", "back")
			f.Link("https://example.org/?a&b", "out")
			f.End()
		})
	}
	table.End()
	var b strings.Builder
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	file := b.String()
	if !Began(file[:256], "letter") || Began(file[:256], "brief") {
		t.Error("the file is not known for a letter of ours by how it begins")
	}
	parts := reporttest.Unpacked(t, file)
	for part, wants := range map[string][]string{
		"word/document.xml": {
			`w:orient="landscape"`, `<w:gridCol w:w="3810"/><w:gridCol w:w="11430"/>`,
			`<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`, `<w:tr><w:trPr></w:trPr>`, `&lt;w:p&gt;‹U+202E›‹U+0000›`,
			`<w:hyperlink w:anchor="here">`, `w:id="2" w:name="here"`, `<w:hyperlink r:id="rId10">`,
		},
		"word/_rels/document.xml.rels": {`Target="https://example.org/?a&amp;b" TargetMode="External"`},
		"docProps/core.xml":            {"<dc:title>A &amp; B</dc:title><dc:creator>refrain<"},
		"word/footer1.xml":             {"Us · ", "NUMPAGES"},
		"word/numbering.xml":           {`<w:numFmt w:val="bullet"/>`},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[part], want) {
				t.Errorf("%s does not hold %q:\n%s", part, want, parts[part])
			}
		}
	}
}

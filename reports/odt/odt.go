// Package odt writes OpenDocument texts: the parts around a text, and its paragraphs, stretches, links
// and tables. What they look like are styles that the caller gives, so that whoever edits the file can
// change them. The same content gives the same bytes.
package odt

import (
	"archive/zip"
	"cmp"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"

	"refrain/internal/display"
	"refrain/reports/wording"
)

// File is an OpenDocument text in the making.
type File struct {
	Kind     string // what of refrain it is, in a word: "amendments"
	Language string // BCP 47 code of its words
	Title    string
	Creator  string // "" is refrain
	Paper    Paper
	Styles   []Style
	Letters  []Letters
	Footer   string // whose the file is, at the foot of each page before the page's number; "" for nobody
	FootedBy string // the style of the foot
	Pictures []Picture

	text   strings.Builder
	tables int
	shares [][]float64 // the widths of the columns of each table, in hundredths
}

// Paper are the measures of the pages, in points of 1/72 inch.
type Paper struct {
	Width, Height            float64
	Top, Right, Bottom, Left float64
}

// Style is a style of paragraphs, whose measures are in points.
type Style struct {
	ID, Name       string // a name without blanks, and as people see it
	Heading        int    // the level that it has in the outline; 0 for none
	Size, Line     float64
	Above, Below   float64
	Left, Hanging  float64 // how far lines are set in, and how far the first one less
	Bold, Italic   bool
	KeepNext       bool
	Centred, Right bool
	Colour, Bar    string // of the letters, and of a bar beside the paragraph: "#444444"; "" for none
}

// Letters is a style of letters.
type Letters struct {
	ID, Name             string
	Bold, Italic, Struck bool
	Colour               string
}

// Picture is a file that frames show.
type Picture struct {
	Name, Type string // "logo.png", "image/png"
	Data       []byte
}

// firstDate is the first day that a ZIP archive can name: that of its making would make two files of
// the same content differ.
var firstDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

const mimeType = "application/vnd.oasis.opendocument.text"

// Began reports whether a file that begins with head was written by this package and is of a kind.
func Began(head, kind string) bool {
	return strings.HasPrefix(head, "PK\x03\x04") && strings.Contains(head, marker(kind))
}

func marker(kind string) string { return "<meta:generator>refrain " + kind + "</meta:generator>" }

// Write writes the file.
func (f *File) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	// The type comes first, as it is and without anything beside its name: so it stands at the same place
	// in every file.
	first := &zip.FileHeader{
		Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(mimeType)),
		CompressedSize64: uint64(len(mimeType)), UncompressedSize64: uint64(len(mimeType)),
	}
	out, err := z.CreateRaw(first)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, mimeType); err != nil {
		return err
	}
	type part struct {
		name, content string
		method        uint16
	}
	parts := []part{
		{"meta.xml", f.meta(), zip.Store}, // It says whose the file is, among the first bytes.
		{"META-INF/manifest.xml", f.manifest(), zip.Deflate},
		{"styles.xml", f.styles(), zip.Deflate},
		{"content.xml", f.content(), zip.Deflate},
	}
	for _, p := range f.Pictures {
		parts = append(parts, part{"Pictures/" + p.Name, string(p.Data), zip.Deflate})
	}
	for _, p := range parts {
		out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: p.method, Modified: firstDate})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, p.content); err != nil {
			return err
		}
	}
	return z.Close()
}

// Raw appends XML to the text.
func (f *File) Raw(xml string) { f.text.WriteString(xml) }

// Begin begins a paragraph of a style, or a heading where the style is one. It returns what ends it.
func (f *File) Begin(style string) (end func()) {
	for _, s := range f.Styles {
		if s.ID == style && s.Heading > 0 {
			fmt.Fprintf(&f.text, `<text:h text:style-name="%s" text:outline-level="%d">`, style, s.Heading)
			return func() { f.Raw(`</text:h>`) }
		}
	}
	f.Raw(`<text:p text:style-name="` + style + `">`)
	return func() { f.Raw(`</text:p>`) }
}

// Run appends text in a style of letters; "" is the look of the paragraph.
func (f *File) Run(style, text string) {
	if style == "" {
		f.Raw(Text(text))
		return
	}
	f.Raw(`<text:span text:style-name="` + style + `">` + Text(text) + `</text:span>`)
}

// Link appends text that leads to a web page.
func (f *File) Link(address, text string) {
	f.Raw(`<text:a xlink:type="simple" xlink:href="` + Text(address) + `">` + Text(text) + `</text:a>`)
}

// Picture appends a picture in the line, of a width and a height in points. Alt says what it shows.
func (f *File) Picture(p Picture, width, height float64, alt string) {
	fmt.Fprintf(
		&f.text, `<draw:frame draw:name="%s" text:anchor-type="as-char" svg:width="%.1fpt" svg:height="%.1fpt">`+
			`<draw:image xlink:href="Pictures/%s" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" `+
			`draw:mime-type="%s"/><svg:title>%s</svg:title></draw:frame>`,
		Text(p.Name), width, height, Text(p.Name), p.Type, Text(alt),
	)
}

// Table begins a table as wide as the text. Shares are the widths of its columns in hundredths, and
// titles, which come again on each page, are in a style of paragraphs. It returns what ends it.
func (f *File) Table(style string, titles []string, shares ...float64) (end func()) {
	f.tables++
	f.shares = append(f.shares, shares)
	fmt.Fprintf(&f.text, `<table:table table:name="Table%d" table:style-name="Table%[1]d">`, f.tables)
	for i := range shares {
		fmt.Fprintf(&f.text, `<table:table-column table:style-name="Table%d.%c"/>`, f.tables, 'A'+rune(i))
	}
	f.Raw(`<table:table-header-rows>`)
	var cells []func()
	for _, title := range titles {
		cells = append(cells, func() {
			end := f.Begin(style)
			f.Run("", title)
			end()
		})
	}
	f.Row(cells...)
	f.Raw(`</table:table-header-rows>`)
	return func() { f.Raw(`</table:table>`) }
}

// Row appends a row, in which each cell writes one paragraph or more.
func (f *File) Row(cells ...func()) {
	f.Raw(`<table:table-row>`)
	for _, cell := range cells {
		f.Raw(`<table:table-cell table:style-name="Cell" office:value-type="string">`)
		cell()
		f.Raw(`</table:table-cell>`)
	}
	f.Raw(`</table:table-row>`)
}

// Text is text as XML holds it: what changes what a reader sees is there by its number, and every
// stretch of white space is one blank.
func Text(s string) string {
	return escapes.Replace(strings.ToValidUTF8(display.Visible(wording.SingleBlanks(s)), "\uFFFD"))
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func (f *File) meta() string {
	return declaration + `<office:document-meta xmlns:office="` + spaces["office"] + `" xmlns:meta="` + spaces["meta"] +
		`" office:version="1.3" xmlns:dc="` + spaces["dc"] + `"><office:meta>` + marker(
		f.Kind,
	) + `<dc:title>` + Text(
		f.Title,
	) +
		`</dc:title><meta:initial-creator>` + Text(
		cmp.Or(f.Creator, "refrain"),
	) + `</meta:initial-creator><dc:language>` +
		Text(
			f.Language,
		) + `</dc:language></office:meta></office:document-meta>`
}

func (f *File) manifest() string {
	var b strings.Builder
	entry := func(name, kind string) {
		fmt.Fprintf(&b, `<manifest:file-entry manifest:full-path="%s" manifest:media-type="%s"/>`, name, kind)
	}
	fmt.Fprintf(
		&b, declaration+`<manifest:manifest xmlns:manifest="%s" manifest:version="1.3">`+
			`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="%s"/>`,
		spaces["manifest"], mimeType,
	)
	for _, name := range []string{"content.xml", "styles.xml", "meta.xml"} {
		entry(name, "text/xml")
	}
	for _, p := range f.Pictures {
		entry("Pictures/"+p.Name, p.Type)
	}
	return b.String() + `</manifest:manifest>`
}

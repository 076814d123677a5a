package odt

import (
	"fmt"
	"strings"
)

// The parts of a file that say what its text looks like.

const declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

var spaces = map[string]string{
	"office":   "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
	"style":    "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
	"text":     "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
	"table":    "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
	"draw":     "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
	"fo":       "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
	"svg":      "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
	"meta":     "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
	"manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
	"xlink":    "http://www.w3.org/1999/xlink",
	"dc":       "http://purl.org/dc/elements/1.1/",
}

// root is the start tag of a part with the namespaces that it uses.
func root(name string, prefixes ...string) string {
	var b strings.Builder
	b.WriteString(declaration + "<office:" + name)
	for _, p := range append([]string{"office"}, prefixes...) {
		b.WriteString(` xmlns:` + p + `="` + spaces[p] + `"`)
	}
	return b.String() + ` office:version="1.3">`
}

// content is the text with the styles of its tables.
func (f *File) content() string {
	var b strings.Builder
	b.WriteString(
		root(
			"document-content",
			"style",
			"text",
			"table",
			"draw",
			"fo",
			"svg",
			"xlink",
		) + `<office:automatic-styles>`,
	)
	room := f.Paper.Width - f.Paper.Left - f.Paper.Right
	for i, shares := range f.shares {
		fmt.Fprintf(
			&b,
			`<style:style style:name="Table%d" style:family="table"><style:table-properties style:width="%.1fpt" `+
				`table:align="margins" fo:margin-top="2pt" fo:margin-bottom="4pt"/></style:style>`,
			i+1,
			room,
		)
		for j, share := range shares {
			fmt.Fprintf(
				&b,
				`<style:style style:name="Table%d.%c" style:family="table-column"><style:table-column-properties `+
					`style:column-width="%.1fpt"/></style:style>`,
				i+1,
				'A'+rune(j),
				room*share/100,
			)
		}
	}
	b.WriteString(`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties ` +
		`fo:padding="4pt" fo:border="0.5pt solid #999999"/></style:style></office:automatic-styles>`)
	return b.String() + `<office:body><office:text>` + f.text.String() +
		`</office:text></office:body></office:document-content>`
}

// styles are the named styles, and the page.
func (f *File) styles() string {
	var b strings.Builder
	language, country := f.locale()
	b.WriteString(root("document-styles", "style", "text", "fo", "svg") +
		`<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial, 'Liberation Sans'" ` +
		`style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls><office:styles>` +
		`<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit" ` +
		`style:tab-stop-distance="35.4pt"/><style:text-properties style:font-name="Arial" fo:font-size="10pt" fo:language="` +
		language + `" fo:country="` + country + `"/></style:default-style>`)
	for _, s := range f.Styles {
		b.WriteString(s.xml())
	}
	for _, l := range f.Letters {
		fmt.Fprintf(
			&b,
			`<style:style style:name="%s" style:display-name="%s" style:family="text"><style:text-properties%s/></style:style>`,
			l.ID,
			l.Name,
			look(l.Bold, l.Italic, l.Struck, l.Colour),
		)
	}
	p := f.Paper
	fmt.Fprintf(
		&b,
		`</office:styles><office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties `+
			`fo:page-width="%.1fpt" fo:page-height="%.1fpt" style:print-orientation="portrait" fo:margin-top="%.1fpt" `+
			`fo:margin-bottom="%.1fpt" fo:margin-left="%.1fpt" fo:margin-right="%.1fpt"/><style:footer-style>`+
			`<style:header-footer-properties fo:min-height="12pt" fo:margin-top="8pt"/></style:footer-style>`+
			`</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" `+
			`style:page-layout-name="Page"><style:footer><text:p text:style-name="%s">%s`+
			`<text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p>`+
			`</style:footer></style:master-page></office:master-styles></office:document-styles>`,
		p.Width,
		p.Height,
		p.Top,
		p.Bottom,
		p.Left,
		p.Right,
		f.FootedBy,
		f.footer(),
	)
	return b.String()
}

func (f *File) footer() string {
	if f.Footer == "" {
		return ""
	}
	return Text(f.Footer) + " · "
}

// locale is a language with the country that office programs want.
func (f *File) locale() (language, country string) {
	language, country, _ = strings.Cut(f.Language, "-")
	if country == "" {
		country = strings.ToUpper(language)
	}
	if language == "en" && country == "EN" {
		country = "GB"
	}
	return language, country
}

func (s Style) xml() string {
	var paragraph, outline string
	add := func(format string, args ...any) { paragraph += " " + fmt.Sprintf(format, args...) }
	add(
		`fo:margin-top="%.1fpt" fo:margin-bottom="%.1fpt" fo:line-height="%.0f%%"`,
		s.Above,
		s.Below,
		100*s.Line/(s.Size*1.15),
	)
	if s.Left != 0 || s.Hanging != 0 {
		add(`fo:margin-left="%.1fpt" fo:margin-right="0pt" fo:text-indent="%.1fpt"`, s.Left, -s.Hanging)
	}
	if s.KeepNext {
		add(`fo:keep-with-next="always"`)
	}
	switch {
	case s.Centred:
		add(`fo:text-align="center" style:justify-single-word="false"`)
	case s.Right:
		add(`fo:text-align="end" style:justify-single-word="false"`)
	}
	if s.Bar != "" {
		add(
			`fo:border-left="2pt solid %s" fo:border-right="none" fo:border-top="none" fo:border-bottom="none" fo:padding="4pt"`,
			s.Bar,
		)
	}
	if s.Heading > 0 {
		outline = fmt.Sprintf(` style:default-outline-level="%d"`, s.Heading)
	}
	parent := ` style:parent-style-name="Standard"`
	if s.ID == "Standard" {
		parent = ""
	}
	return fmt.Sprintf(
		`<style:style style:name="%s" style:display-name="%s" style:family="paragraph"%s%s style:class="text">`+
			`<style:paragraph-properties%s/><style:text-properties fo:font-size="%.1fpt"%s/></style:style>`,
		s.ID, s.Name, parent, outline, paragraph, s.Size, look(s.Bold, s.Italic, false, s.Colour),
	)
}

// look are the properties of letters, for all scripts.
func look(bold, italic, struck bool, colour string) string {
	var all []string
	if bold {
		all = append(all, `fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"`)
	}
	if italic {
		all = append(all, `fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"`)
	}
	if struck {
		all = append(all, `style:text-line-through-style="solid" style:text-line-through-type="single"`)
	}
	if colour != "" {
		all = append(all, `fo:color="`+colour+`"`)
	}
	if len(all) == 0 {
		return ""
	}
	return " " + strings.Join(all, " ")
}

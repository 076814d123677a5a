package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"refrain/internal/display"
	"refrain/project/letterhead"
	"refrain/reports/wording"
)

// Printed is a page that is printed on the paper of a letterhead.
type Printed struct {
	Version string // of refrain
	Title   string
	Style   string // its style sheet
	Words   wording.Words
	Head    letterhead.Letterhead
}

// WritePrinted writes such a page: no script, no network. Body writes what is in it.
func WritePrinted(w io.Writer, p Printed, body func(*bytes.Buffer)) error {
	var b bytes.Buffer
	style := "\n" + p.Style + "@page { size: " + p.Head.Paper.String() + "; }\n"
	WriteHead(&b, Page{Version: p.Version, Lang: p.Words.Code(), Title: p.Title, Style: style})
	b.WriteString("<body>\n<main>\n")
	body(&b)
	b.WriteString("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(display.Guarded(w, display.MarkupSigns), display.Visible(b.String()))
	return err
}

// WriteLogo writes the picture of a letterhead, where it has one.
func WriteLogo(b *bytes.Buffer, words wording.Words, l letterhead.Letterhead) {
	if l.Logo != nil {
		fmt.Fprintf(
			b, `<img src="data:%s;base64,%s" alt="%s">`, l.Logo.Type, base64.StdEncoding.EncodeToString(l.Logo.Data),
			template.HTMLEscapeString(words.LogoOf(l.Organisation)),
		)
	}
}

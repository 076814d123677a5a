package brief

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	head "refrain/project/letterhead"
	"refrain/reports/html"
	"refrain/reports/wording"
)

//go:embed brief.css
var style string

// tags are the elements of blocks.
var tags = map[kind]string{
	paragraph: "p", title: "h1", introduction: `p class="call"`, notice: `p class="notice"`, heading: "h2",
	small: `p class="small"`,
}

// writeHTML writes a brief as a page that can be printed: no script, no network.
func writeHTML(words wording.Words, w io.Writer, p *page, l head.Letterhead, version string) error {
	printed := html.Printed{Version: version, Title: p.Title, Style: style, Words: words, Head: l}
	return html.WritePrinted(w, printed, func(b *bytes.Buffer) {
		for i := 0; i < len(p.Blocks); {
			i += writeBlock(words, b, p.Blocks[i:], l)
		}
	})
}

// writeBlock writes a block, or the list that begins with it, and says how many that were.
func writeBlock(words wording.Words, b *bytes.Buffer, blocks []block, l head.Letterhead) int {
	first := blocks[0]
	switch first.kind {
	case letterhead:
		b.WriteString(`<header class="letterhead">`)
		html.WriteLogo(b, words, l)
		b.WriteString("<p>")
		writeRuns(b, first.runs)
		b.WriteString("</p></header>\n")
	case table:
		writeTable(b, first.rows)
	case numbered:
		return writeReasons(b, blocks)
	case bullet:
		return writeBullets(b, blocks)
	default:
		tag := tags[first.kind]
		b.WriteString("<" + tag + ">")
		writeRuns(b, first.runs)
		name, _, _ := strings.Cut(tag, " ")
		b.WriteString("</" + name + ">\n")
	}
	return 1
}

func writeReasons(b *bytes.Buffer, blocks []block) int {
	b.WriteString("<ol class=\"reasons\">\n")
	i := 0
	for i < len(blocks) && blocks[i].kind == numbered {
		fmt.Fprintf(b, "<li id=\"%s\"><p>", blocks[i].anchor)
		writeRuns(b, blocks[i].runs)
		b.WriteString("</p>\n")
		if i++; i < len(blocks) && blocks[i].kind == bullet {
			i += writeBullets(b, blocks[i:])
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ol>\n")
	return i
}

func writeBullets(b *bytes.Buffer, blocks []block) int {
	b.WriteString("<ul>\n")
	i := 0
	for ; i < len(blocks) && blocks[i].kind == bullet; i++ {
		b.WriteString("<li>")
		writeRuns(b, blocks[i].runs)
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>\n")
	return i
}

func writeTable(b *bytes.Buffer, rows []row) {
	b.WriteString("<table>\n<thead><tr>")
	for _, cell := range rows[0] {
		b.WriteString(`<th scope="col">`)
		writeRuns(b, cell[0])
		b.WriteString("</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range rows[1:] {
		b.WriteString("<tr>")
		for i, cell := range r {
			fmt.Fprintf(b, `<td data-title="%s">`, template.HTMLEscapeString(rows[0][i][0][0].text))
			for _, runs := range cell {
				b.WriteString("<p>")
				writeRuns(b, runs)
				b.WriteString("</p>")
			}
			b.WriteString("</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n")
}

func writeRuns(b *bytes.Buffer, runs []run) {
	for _, r := range runs {
		text := template.HTMLEscapeString(r.text)
		switch {
		case r.url != "" && r.url[0] == '#':
			text = `<a href="` + r.url + `">` + text + "</a>"
		case r.url != "":
			text = `<a href="` + template.HTMLEscapeString(r.url) + `" rel="noopener noreferrer">` + text + "</a>"
		}
		switch {
		case r.strong:
			text = "<strong>" + text + "</strong>"
		case r.quiet:
			text = `<span class="quiet">` + text + "</span>"
		}
		b.WriteString(text)
	}
}

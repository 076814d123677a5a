package amendments

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"refrain/project/formula"
	head "refrain/project/letterhead"
	"refrain/reports/html"
	"refrain/reports/wording"
)

//go:embed amendments.css
var sheet string

// tags are the elements of blocks.
var tags = map[kind]string{
	paragraph: "p", title: "h1", subtitle: `p class="subtitle"`, introduction: `p class="call"`,
	notice: `p class="notice"`, where: `p class="where"`, member: `p class="member"`, amending: `p class="amending"`,
	quoting: "blockquote", reasoning: `p class="reasoning"`,
	statement: `p class="statement"`, language: `p class="language"`, small: `p class="small"`,
}

// writeHTML writes a paper as a page that can be printed: no script, no network.
func writeHTML(words wording.Words, w io.Writer, p *page, l head.Letterhead, version string) error {
	printed := html.Printed{Version: version, Title: p.Title, Style: sheet, Words: words, Head: l}
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
		writeElement(b, "p", first.runs)
		b.WriteString("</header>\n")
	case heading:
		writeElement(b, fmt.Sprintf("h%d", min(max(first.level, 2), 4)), first.runs)
	case columns:
		writeColumns(b, first)
	case bullet:
		b.WriteString("<ul>\n")
		i := 0
		for ; i < len(blocks) && blocks[i].kind == bullet; i++ {
			writeElement(b, "li", blocks[i].runs)
		}
		b.WriteString("</ul>\n")
		return i
	default:
		writeElement(b, tags[first.kind], first.runs)
	}
	return 1
}

func writeElement(b *bytes.Buffer, tag string, runs []run) {
	b.WriteString("<" + tag + ">")
	for _, r := range runs {
		b.WriteString(marked(r, template.HTMLEscapeString(r.text)))
	}
	name, _, _ := strings.Cut(tag, " ")
	b.WriteString("</" + name + ">\n")
}

// marked is the text of a run, which is HTML, in its look.
func marked(r run, text string) string {
	if r.url != "" {
		text = `<a href="` + template.HTMLEscapeString(r.url) + `" rel="noopener noreferrer">` + text + "</a>"
	}
	if r.quiet {
		text = `<span class="quiet">` + text + "</span>"
	}
	if r.look&formula.Italic != 0 {
		text = "<em>" + text + "</em>"
	}
	if r.look&formula.Bold != 0 {
		text = "<strong>" + text + "</strong>"
	}
	if r.look&formula.Struck != 0 {
		text = "<del>" + text + "</del>"
	}
	if r.tab {
		text = `<span class="number">` + text + "</span> "
	}
	return text
}

// writeColumns writes the two columns of a text and its amendment.
func writeColumns(b *bytes.Buffer, of block) {
	b.WriteString("<table>\n<thead><tr>")
	for _, words := range of.heads {
		b.WriteString(`<th scope="col">` + template.HTMLEscapeString(words) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody><tr>")
	for i, runs := range of.cells {
		fmt.Fprintf(b, `<td data-title="%s">`, template.HTMLEscapeString(of.heads[i]))
		for _, r := range runs {
			b.WriteString(marked(r, template.HTMLEscapeString(r.text)))
		}
		b.WriteString("</td>")
	}
	b.WriteString("</tr></tbody>\n</table>\n")
}

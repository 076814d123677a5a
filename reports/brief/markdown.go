package brief

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/internal/display"
	head "refrain/project/letterhead"
	"refrain/reports/markdown"
)

const begins = "<!-- refrain "

// Began reports whether a file that begins with head is a brief in Markdown or of Word. One in HTML
// begins like any page of refrain.
func Began(head string) bool { return strings.HasPrefix(head, begins) || beganWord(head) }

// marks introduce the blocks of a brief in Markdown.
var marks = map[kind]string{title: "# ", heading: "## ", introduction: "> ", bullet: "- "}

// writeMarkdown writes a brief as Markdown. A logo has no place in it.
func writeMarkdown(w io.Writer, p *page, _ head.Letterhead, version string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s, brief -->\n", begins, strings.ReplaceAll(markdown.Escape(version), "--", "- -"))
	number, last := 0, small
	for i, block := range p.Blocks {
		if i > 0 && (block.kind != bullet && block.kind != numbered || last != bullet && last != numbered) {
			b.WriteByte('\n')
		}
		switch {
		case block.kind == table:
			writeMarkdownTable(&b, block.rows)
		case block.kind == numbered:
			number++
			fmt.Fprintf(&b, "%d. %s\n", number, marked(block.runs))
		case block.kind == bullet && number > 0 && (last == numbered || last == bullet):
			fmt.Fprintf(&b, "    - %s\n", marked(block.runs))
		default:
			fmt.Fprintf(&b, "%s%s\n", marks[block.kind], marked(block.runs))
		}
		last = block.kind
	}
	_, err := b.WriteTo(display.Guarded(w, display.MarkdownSigns))
	return err
}

func writeMarkdownTable(b *bytes.Buffer, rows []row) {
	for i, r := range rows {
		for _, cell := range r {
			var parts []string
			for _, runs := range cell {
				if i == 0 {
					runs = []run{{text: runs[0].text}}
				}
				parts = append(parts, marked(runs))
			}
			b.WriteString("| " + strings.Join(parts, " ") + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", columns) + "|\n")
		}
	}
}

// marked is text with its marks. Bold words keep blanks outside of their stars, or the stars would
// be words too.
func marked(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		text := markdown.Escape(r.text)
		if r.url != "" && r.url[0] != '#' {
			text = "[" + text + "](<" + r.url + ">)"
		}
		if inside := strings.TrimSpace(text); r.strong && inside != "" {
			text = strings.Replace(text, inside, "**"+inside+"**", 1)
		}
		b.WriteString(text)
	}
	text := strings.TrimSpace(b.String())
	if len(runs) > 0 && !runs[0].strong {
		return markdown.LineStart(text)
	}
	return text
}

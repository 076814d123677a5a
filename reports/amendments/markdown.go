package amendments

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"refrain/internal/display"
	"refrain/project/formula"
	"refrain/reports/docx"
	"refrain/reports/markdown"
	"refrain/reports/odt"
)

const begins = "<!-- refrain amendments "

// Began reports whether a file that begins with head is a paper of amendments in Markdown, of Word or of
// OpenDocument. One in HTML begins like any page of refrain.
func Began(head string) bool {
	return strings.HasPrefix(head, begins) || docx.Began(head, wordKind) || odt.Began(head, wordKind)
}

// lineMarks introduce the blocks of a paper in Markdown.
var lineMarks = map[kind]string{title: "# ", introduction: "> ", quoting: "> ", statement: "> ", bullet: "- "}

// writeMarkdown writes a paper as Markdown. A logo has no place in it.
func writeMarkdown(w io.Writer, p *page, version string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s -->\n", begins, strings.ReplaceAll(markdown.Escape(version), "--", "- -"))
	last := small
	for i, block := range p.Blocks {
		switch {
		case i == 0:
		case block.kind == bullet && last == bullet:
		case (block.kind == statement || block.kind == reasoning) && last == statement:
			b.WriteString(">\n")
		default:
			b.WriteByte('\n')
		}
		mark := lineMarks[block.kind]
		switch block.kind {
		case heading:
			mark = strings.Repeat("#", min(max(block.level, 2), 4)) + " "
		case columns:
			writeMarkdownColumns(&b, block)
			last = columns
			continue
		case reasoning, subtitle, where:
			fmt.Fprintf(&b, "%s**%s**\n", mark, markdown.Escape(plain(block.runs)))
			last = block.kind
			continue
		}
		fmt.Fprintf(&b, "%s%s\n", mark, inMarkdown(block.runs, mark == ""))
		last = block.kind
	}
	_, err := b.WriteTo(display.Guarded(w, display.MarkdownSigns))
	return err
}

func writeMarkdownColumns(b *bytes.Buffer, of block) {
	fmt.Fprintf(b, "| %s | %s |\n|---|---|\n", markdown.Escape(of.heads[0]), markdown.Escape(of.heads[1]))
	fmt.Fprintf(b, "| %s | %s |\n", inMarkdown(of.cells[0], false), inMarkdown(of.cells[1], false))
}

// inMarkdown is text with its marks. They keep blanks outside of them, or they would be words too. At the
// start of a line a text begins no list.
func inMarkdown(runs []run, starts bool) string {
	var b strings.Builder
	for i := 0; i < len(runs); {
		// Runs of one look have their marks in common: those of two would meet and be others.
		look, text := runs[i].look, ""
		for ; i < len(runs) && runs[i].look == look; i++ {
			words := markdown.Escape(runs[i].text)
			if runs[i].url != "" {
				words = "[" + words + "](<" + runs[i].url + ">)"
			}
			if text += words; runs[i].tab {
				i++
				break
			}
		}
		if inside := strings.TrimSpace(text); inside != "" {
			if around := signs(look); around != "" {
				text = strings.Replace(text, inside, around+inside+reversed(around), 1)
			}
		}
		b.WriteString(text)
		if runs[i-1].tab {
			b.WriteByte(' ')
		}
	}
	text := strings.TrimSpace(b.String())
	if starts && len(runs) > 0 && runs[0].look == 0 {
		return markdown.LineStart(text)
	}
	return text
}

// signs are what Markdown writes before a stretch of a look.
func signs(look formula.Look) string {
	s := ""
	if look&formula.Struck != 0 {
		s += "~~"
	}
	if look&formula.Bold != 0 {
		s += "**"
	}
	if look&formula.Italic != 0 {
		s += "*"
	}
	return s
}

func reversed(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

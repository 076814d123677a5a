package wording

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
)

func TestTitleOfADocument(t *testing.T) {
	for _, c := range []struct {
		claim string
		lines []string // "# " for a heading, with a mark for each level, "= " for a title
		want  string
	}{
		{"the title that is marked", []string{"= An Act on Harbours", "# Part One of the Act"}, "An Act on Harbours"},
		{"the largest heading above the text", []string{"## Ministerial Papers", "### Order 7 of May 2031", "## Safety in All Harbours", "Text."},
			"Safety in All Harbours"},
		{"the name of a series is none", []string{"= Official Journal", "# Safety in All Harbours"}, "Safety in All Harbours"},
		{"the name of a series is better than nothing", []string{"= Official Journal", "Text."}, "Official Journal"},
		{"headings within the text are those of parts", []string{strings.Repeat("Text. ", 50), "# What we ask of you"}, ""},
		{"a numbered heading is that of a part", []string{"# 1 Scope of the rules"}, ""},
	} {
		d := &document.Document{}
		for _, line := range c.lines {
			b := document.Block{Role: document.Body}
			if text, ok := strings.CutPrefix(line, "= "); ok {
				b.Role, line = document.Title, text
			} else if text := strings.TrimLeft(line, "#"); len(text) < len(line) {
				b.Role, b.Level, line = document.Heading, len(line)-len(text), text[1:]
			}
			b.Start = len(d.Text)
			d.Text += line
			b.End = len(d.Text)
			d.Text += "\n\n"
			d.Blocks = append(d.Blocks, b)
		}
		if got := DocumentTitle(d); got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}

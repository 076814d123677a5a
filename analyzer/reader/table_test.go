package reader_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

func TestCellsKnowTheirRowsAndColumns(t *testing.T) {
	for _, c := range []struct{ format, name, src string }{
		{"markdown", "a.md", "| a | b |\n|---|---|\n| c | d |\n\ntext\n\n| e | f |\n|---|---|\n"},
		{"html", "a.html", "<table><tr><th>a<td>b<tr><td>c<td>d</table>text<table><tr><td>e<td>f</table>"},
		{
			"xml", "a.xml",
			"<doc><table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>text</p><table><tr><td>e</td><td>f</td></tr></table></doc>",
		},
	} {
		var got []string
		d := readertest.Read(t, c.format, c.name, c.src)
		for _, b := range d.Blocks {
			if b.Role == document.Cell {
				got = append(got, fmt.Sprintf("%s %d,%d", b.Of(d.Text), b.Row, b.Column))
			} else if b.Row != 0 || b.Column != 0 {
				t.Errorf("%s: %q is no cell, and stands in row %d", c.format, b.Of(d.Text), b.Row)
			}
		}
		if want := "a 1,1|b 1,2|c 2,1|d 2,2|e 3,1|f 3,2"; strings.Join(got, "|") != want {
			t.Errorf("%s: got %q, want %q", c.format, strings.Join(got, "|"), want)
		}
	}
}

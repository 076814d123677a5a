package text

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/limits"
)

// BenchmarkFold folds a text of lines with a hyphen at the end of every fourth, of blanks and
// quotation marks, and one of nothing to fold.
func BenchmarkFold(b *testing.B) {
	const line = "The council had been told of the river and of the people who live beside it, all of them.\n"
	for _, c := range []struct{ name, paragraph string }{
		{"nothing", strings.Repeat(line, 8) + "\n"},
		{"crlf", strings.ReplaceAll(strings.Repeat(line, 8)+"\n", "\n", "\r\n")},
		{
			"hyphens",
			strings.Repeat(line+"A number of “asylum seekers” came to the coun-\ntry\u00A0in the winter.\n", 4) +
				"\n",
		},
	} {
		src := strings.Repeat(c.paragraph, 1000)
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				d := builder.New("text", src, limits.Limits{}.Filled(), nil)
				d.TakeWhole(0)
				t := plain{d: d, text: d.Doc.Text}
				t.blocks()
				d.Finish()
			}
		})
	}
}

package text_test

import (
	"strings"
	"testing"

	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/text"
)

const prose = "The Minister told the House that the number of people who had crossed the Channel in small boats " +
	"was higher than in the year before.\nShe said that her Department would publish the figures, as it had done " +
	"in each quarter.\n\n"

func BenchmarkTextASCII(b *testing.B) { benchmarkText(b, strings.Repeat(prose, 20000)) }

func BenchmarkTextCurlyQuotes(b *testing.B) {
	benchmarkText(b, strings.Repeat("The Minister’s “plan” – a réfugié’s – was, she said, “not” what the House "+
		"had seen:\n"+prose, 15000))
}

func BenchmarkTextHyphens(b *testing.B) {
	benchmarkText(b, strings.Repeat(prose+"The immi-\ngrants are here.\n\n", 20000))
}

func BenchmarkTextCRLF(b *testing.B) {
	benchmarkText(b, strings.ReplaceAll(strings.Repeat(prose, 20000), "\n", "\r\n"))
}

func BenchmarkTextCyrillic(b *testing.B) {
	benchmarkText(b, strings.Repeat("Министр заявил, что число людей, пересёкших границу, выросло.\n\n", 40000))
}

// benchmarkText measures what reading costs beyond the hash of the file.
func benchmarkText(b *testing.B, src string) {
	in := input.Input{Format: "text", Bytes: src, Options: input.Options{Limits: limits.Limits{}.Filled()}}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		text.Read(b.Context(), in)
	}
}

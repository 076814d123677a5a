//go:build unix

package lsp_test

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// Passages of a document: one with two findings, and one without.
const (
	passage = "A flood of migrants reached the coast in March. In its report, the committee wrote " +
		"about \"illegal aliens\" as a term that dehumanises people, and asked for a better plan.\n\n"
	ordinary = "The procedure for asylum seekers lasts six months, and the agency will publish figures on returns, on " +
		"housing, and on the cost of reception each year. Members of the board are named for five years.\n\n"
)

// BenchmarkKeystroke types a letter into the middle of a document of 200 kB and waits for its
// diagnostics. cpu-ms is the time of all threads, of the client too.
func BenchmarkKeystroke(b *testing.B) {
	const size = 200_000
	sparse := passage + strings.Repeat(ordinary, 9)
	for _, c := range []struct{ name, language, text string }{
		{"text", "plaintext", sparse},
		{"text-dense", "plaintext", passage},
		{"markdown", "markdown", "## A heading\n\n" + sparse + "- an item about *people*\n- another\n\n"},
		{"markdown-dense", "markdown", "## A heading\n\n" + passage + "- an item about *people*\n"},
		{"html", "html", "<h2>A heading</h2><p>" + strings.ReplaceAll(sparse, "\n\n", "</p><p>")},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := strings.Repeat(c.text, size/len(c.text))
			e := start(b, options(b))
			e.begin("", pushed, nil)
			e.open("untitled:a", c.language, text)
			e.diagnostics("untitled:a", 1)
			line := strings.Count(text[:len(text)/2], "\n")
			at := object{"line": line, "character": 0}
			version := 1
			before := cpu(b)
			for b.Loop() {
				version++
				e.change("untitled:a", version, object{"range": object{"start": at, "end": at}, "text": "x"})
				e.diagnostics("untitled:a", version)
			}
			b.ReportMetric(float64((cpu(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(len(e.diagnostics("untitled:a", version))), "diagnostics")
		})
	}
}

// cpu is the processor time of the program until now.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

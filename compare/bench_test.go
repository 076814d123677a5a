package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
)

// ofLines is the report, without findings, of a text whose lines are paragraphs.
func ofLines(lines []string) *analyzer.Report {
	d := &document.Document{Name: "bill.txt", Format: "text"}
	var t strings.Builder
	for _, line := range lines {
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: t.Len(), End: t.Len() + len(line)}})
		t.WriteString(line + "\n")
	}
	d.Text = t.String()
	return &analyzer.Report{Doc: d}
}

// versions are two versions of a bill with so many sections, and how many words the old one has.
func versions(t testing.TB, sections int) (old, new *analyzer.Report, words int) {
	m := newMaker(law, 7)
	b := m.bill(sections)
	old, new = report(t, "old.txt", b.text(72)), report(t, "new.txt", m.revised(b, 40).text(72))
	return old, new, old.Words
}

// BenchmarkReports compares bills of about 30,000 words, and of twice and four times as many. The time
// for each word should stay nearly the same.
func BenchmarkReports(b *testing.B) {
	for _, sections := range []int{290, 580, 1160} {
		old, new, words := versions(b, sections)
		b.Run(fmt.Sprintf("%dk-words", words/1000), func(b *testing.B) {
			for b.Loop() {
				compare.Reports(old, new)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*words), "ns/word")
		})
	}
}

// BenchmarkHostile compares texts that would take very long if anything were done for each pair of
// their provisions or words.
func BenchmarkHostile(b *testing.B) {
	for name, make := range hostile {
		old, new := make()
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				compare.Reports(old, new)
			}
		})
	}
}

// hostile are pairs of versions that are hard to compare.
var hostile = map[string]func() (old, new *analyzer.Report){
	"same-paragraphs": func() (old, new *analyzer.Report) {
		lines := strings.Split(strings.Repeat("The same words come again and again here.\n", 100_000), "\n")
		return ofLines(lines), ofLines(lines[500:])
	},
	"nearly-same-paragraphs": func() (old, new *analyzer.Report) {
		var a, b []string
		for i := range 40_000 {
			a = append(a, fmt.Sprintf("The same words come again and again in paragraph %d here.", i))
			b = append(b, fmt.Sprintf("The same words come again and again in paragraph %d here.", 1_000_000+i))
		}
		return ofLines(a), ofLines(b)
	},
	"one-paragraph": func() (old, new *analyzer.Report) {
		a := strings.Repeat("one two three four five six seven eight nine ten eleven ", 4<<20/56)
		return ofLines([]string{a}), ofLines([]string{strings.Repeat("two one three five four six eight seven ", 4<<20/40)})
	},
	"one-word": func() (old, new *analyzer.Report) {
		return ofLines([]string{strings.Repeat("a ", 2<<20)}), ofLines([]string{strings.Repeat("a b ", 1<<20)})
	},
	"parts-of-one": func() (old, new *analyzer.Report) {
		var parts []string
		for i := range 20_000 {
			parts = append(parts, fmt.Sprintf("Part %d of one long provision has words %d and %d of its own.", i, i*7, i*13))
		}
		return ofLines([]string{strings.Join(parts, " ")}), ofLines(parts)
	},
	"reversed": func() (old, new *analyzer.Report) {
		var a, b []string
		for i := range 40_000 {
			a = append(a, fmt.Sprintf("Paragraph %d is about the number %d and nothing else at all.", i, i*3))
			b = append(b, fmt.Sprintf("Paragraph %d is about the number %d and nothing else at all.", 39_999-i, (39_999-i)*3))
		}
		return ofLines(a), ofLines(b)
	},
	"findings": func() (old, new *analyzer.Report) {
		var a, b strings.Builder
		for i := range 10_000 { // as many as are looked for in a document
			fmt.Fprintf(&a, "illegal w%d ", i)
			fmt.Fprintf(&b, "illegal v%d ", i)
		}
		return made(a.String()), made(b.String())
	},
	"unique-words": func() (old, new *analyzer.Report) {
		var a, b strings.Builder
		for i := range 300_000 {
			fmt.Fprintf(&a, "w%d ", i)
			fmt.Fprintf(&b, "w%d ", (i*7919)%300_007)
		}
		return ofLines([]string{a.String()}), ofLines([]string{b.String()})
	},
}

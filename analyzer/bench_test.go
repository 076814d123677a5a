package analyzer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/lexicon"
)

// The benchmarks measure a check but for its report: reading a document that is in memory, and
// analysing it. Their texts are made up, always the same, and hold about as many findings as policy
// papers do. How refrain compares with other programs is measured by bench/compare.py.

// prose is at least so many bytes of paragraphs, in lines, with a finding in every few hundred
// sentences.
func prose(bytes int) string {
	words := strings.Fields(
		`the of and to in a that is for on with as by was be are from at which this not or have an they their were has been it its one
		all would who more council decision valley river number report people minister public service policy family children region support border
		authority procedure application housing municipality spring market bridge school committee winter evening letter harbour weather question answer`,
	)
	terms := []string{
		"a flood of refugees",
		"illegal migrants",
		"asylum seekers",
		"migrants",
		"refugees",
		"an influx of newcomers",
	}
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	line := 0
	for b.Len() < bytes {
		for n := 8 + random.IntN(20); n > 0; n-- {
			word := words[min(random.IntN(len(words)), random.IntN(len(words)))]
			if random.IntN(400) == 0 {
				word = terms[random.IntN(len(terms))]
			}
			if line+len(word) > 72 {
				b.WriteByte('\n')
				line = 0
			} else if line > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
			line += len(word) + 1
			if random.IntN(12) == 0 {
				b.WriteByte(',')
			}
		}
		b.WriteByte('.')
		if random.IntN(5) == 0 {
			b.WriteString("\n\n")
			line = 0
		}
	}
	return b.String()
}

// check measures how long it takes to read and analyse src.
func check(b *testing.B, lex *lexicon.Lexicon, name, src string) {
	a := New(lex, Options{})
	r := reader.New(reader.Options{OCR: "off"})
	defer r.Close()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	words := 0
	for b.Loop() {
		doc, err := r.Read(b.Context(), name, src)
		if err != nil {
			b.Fatal(err)
		}
		words = a.Run(doc).Words
	}
	if words == 0 {
		b.Fatal("no word was read")
	}
}

func builtIn(b *testing.B) *lexicon.Lexicon {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		b.Fatal(err)
	}
	return lex
}

// BenchmarkCheckText shows that the time grows with the text as a straight line does.
func BenchmarkCheckText(b *testing.B) {
	text := prose(100_000)
	for _, times := range []int{1, 10, 100} {
		b.Run(
			fmt.Sprintf("%d", times),
			func(b *testing.B) { check(b, builtIn(b), "text.txt", strings.Repeat(text, times)) },
		)
	}
}

func BenchmarkCheckMarkdown(b *testing.B) {
	var text strings.Builder
	for i, paragraph := range strings.Split(prose(1_000_000), "\n\n") {
		switch i % 8 {
		case 0:
			fmt.Fprintf(&text, "## Section %d\n\n", i)
		case 3:
			paragraph = "- " + strings.ReplaceAll(paragraph, "\n", "\n  ")
		case 5:
			paragraph = strings.Replace(
				paragraph,
				" the ",
				" *the* ",
				1,
			) + " See [the report](https://example.org/report)."
		}
		text.WriteString(paragraph + "\n\n")
	}
	check(b, builtIn(b), "text.md", text.String())
}

// BenchmarkCheckPDF reads a document of fifty pages. The first run of the engine on a machine
// compiles it, before the time counts.
func BenchmarkCheckPDF(b *testing.B) {
	var doc pdftest.Doc
	lines := pdftest.Wrap(450, 11, pdftest.Roman, strings.ReplaceAll(prose(150_000), "\n", " "))
	for len(lines) > 0 {
		n := min(48, len(lines))
		doc.Page(595, 842).Lines(72, 90, 11, 14, pdftest.Roman, lines[:n]...)
		lines = lines[n:]
	}
	check(b, builtIn(b), "text.pdf", doc.String())
}

// BenchmarkManyEntries shows that the time hardly grows with the number of entries: the automaton
// looks at the words that a text has.
func BenchmarkManyEntries(b *testing.B) {
	text := prose(1_000_000)
	for _, entries := range []int{300, 3_000, 30_000} {
		b.Run(fmt.Sprintf("%d", entries), func(b *testing.B) { check(b, invented(b, entries), "text.txt", text) })
	}
}

// invented is a lexicon with so many entries of two or three words, few of which any text has.
func invented(b *testing.B, entries int) *lexicon.Lexicon {
	files := fstest.MapFS{
		"lexicon.yaml":  {Data: []byte("version: 1\nlanguages:\n  en: English\n")},
		"taxonomy.yaml": {Data: []byte("a.b:\n  name: n\n  definition: d\n  harm: h\n")},
		"sources.yaml":  {Data: []byte("S:\n  title: t\n  body: b\n  kind: k\n  status: read\n  says: s\n")},
		"en/slots.yaml": {
			Data: []byte("person:\n  about: people\n  members: [refugee, migrant, asylum seeker, newcomer]\n"),
		},
	}
	random := rand.New(rand.NewPCG(3, 4))
	word := func() string {
		var w strings.Builder
		for n := 2 + random.IntN(3); n > 0; n-- {
			w.WriteByte("bcdfghklmnprstvz"[random.IntN(16)])
			w.WriteByte("aeiou"[random.IntN(5)])
		}
		return w.String() + "n"
	}
	for i := range entries {
		pattern := fmt.Sprintf("%s of %s", word(), word())
		if i%3 == 0 {
			pattern = fmt.Sprintf("%s of {person}", word())
		}
		files[fmt.Sprintf("en/terms/e%d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(
			nil,
			"id: e%d\ncategory: a.b\nseverity: note\ntier: core\ngrade: A\nwhy: w\ninstead: [x]\nsources: [S]\n"+
				"match: [%q]\nhits: [h]\nmisses: [x]\n",
			i,
			pattern,
		)}
	}
	lex, err := lexicon.LoadTerms(files)
	if err != nil {
		b.Fatal(err)
	}
	return lex
}

// BenchmarkWorstCase reads texts that nobody writes. None may cost much more for each byte than
// ordinary text: each is a loop that had no bound once.
func BenchmarkWorstCase(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"findings", strings.Repeat("A flood of refugees came and illegal migrants swarm our border. ", 4000)},
		{"one sentence", strings.Repeat("the council had been told of illegal migrants and of the river ", 4000)},
		{"quotation marks", strings.Repeat("“illegal migrants” ", 12_000)},
		{"open quotation marks", "illegal " + strings.Repeat("“", 80_000) + "illegal migrants"},
		{"slot words", strings.Repeat("migrants ", 28_000)},
		{"anchors", strings.Repeat("illegal ", 32_000)},
		{"open slots", strings.Repeat("illegal young migrants ", 11_000)},
		{"full stops", strings.Repeat("illegal migrants a.b.c.d.", 10_000)},
		{"line ends", strings.Repeat("the asylum-\nseekers of a coun-\ntry are mi-\ngrants and\n", 5000)},
	} {
		b.Run(c.name, func(b *testing.B) { check(b, builtIn(b), "text.txt", c.text) })
	}
}

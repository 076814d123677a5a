package versions

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/compare"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// act is a version of an act: a line for each provision, "path|text". A heading begins with "#".
// Words between braces are a finding; after "quoted:" it is quoted, and after "water:" of another entry.
func act(name, lang string, lines ...string) *analyzer.Report {
	d := &document.Document{Name: name, Format: "docx", Lang: lang, SHA256: strings.Repeat("ab", 32)}
	r := &analyzer.Report{Doc: d}
	var all strings.Builder
	for _, line := range lines {
		path, text, _ := strings.Cut(line, "|")
		b := document.Block{Path: strings.TrimPrefix(path, "#"), Paragraph: len(d.Blocks) + 1}
		if b.Path != path {
			b.Role, b.Level = document.Heading, 1
		}
		b.Start = all.Len()
		first := len(r.Findings)
		for {
			before, rest, found := strings.Cut(text, "{")
			all.WriteString(before)
			if !found {
				break
			}
			words, after, _ := strings.Cut(rest, "}")
			entry, status := reporttest.PeopleIllegal, lexicon.Used
			if of, ok := strings.CutPrefix(words, "quoted:"); ok {
				words, status = of, lexicon.Quoted
			}
			if of, ok := strings.CutPrefix(words, "water:"); ok {
				words, entry = of, reporttest.PeopleAsWater
			}
			at := all.Len()
			all.WriteString(words)
			r.Findings = append(r.Findings, analyzer.Finding{
				Entry: entry, Span: document.Span{Start: at, End: all.Len()}, Key: fmt.Sprintf("%020x", len(r.Findings)),
				Verdict: judge.Verdict{Status: status},
			})
			text = after
		}
		b.End = all.Len()
		for i := first; i < len(r.Findings); i++ {
			r.Findings[i].Sentence = b.Span
		}
		d.Blocks = append(d.Blocks, b)
		all.WriteString("\n\n")
	}
	d.Text = all.String()
	d.Runs = document.RunsOf(document.Run{Span: document.Span{End: len(d.Text)}, Part: "word/document.xml"})
	r.Words = len(strings.Fields(d.Text))
	return r
}

// pairOf pairs blocks of two versions, by their numbers.
func pairOf(c *compare.Comparison, how compare.How, old, new []int, words ...string) compare.Pair {
	p := compare.Pair{How: how}
	provisions := func(r *analyzer.Report, blocks []int) (list []compare.Provision) {
		for _, i := range blocks {
			b := &r.Doc.Blocks[i]
			list = append(list, compare.Provision{
				Blocks: []int{i}, Span: b.Span, Label: b.Path, Heading: b.Role == document.Heading,
				Apart: b.Exclusion != document.Included,
			})
		}
		return list
	}
	p.Old, p.New = provisions(c.Old, old), provisions(c.New, new)
	// Words are the changed ones, "old/new".
	for _, w := range words {
		before, after, _ := strings.Cut(w, "/")
		p.Words = append(p.Words, compare.Edit{Old: spanIn(c.Old, p.Old, before), New: spanIn(c.New, p.New, after)})
	}
	return p
}

// spanIn is where words stand in provisions.
func spanIn(r *analyzer.Report, list []compare.Provision, words string) document.Span {
	if words == "" {
		return document.Span{Start: list[0].Span.Start, End: list[0].Span.Start}
	}
	for _, p := range list {
		if at := strings.Index(p.Span.Of(r.Doc.Text), words); at >= 0 {
			return document.Span{Start: p.Span.Start + at, End: p.Span.Start + at + len(words)}
		}
	}
	panic(words)
}

// found adds what became of findings, by their numbers in each version; -1 is none.
func found(c *compare.Comparison, kind compare.Kind, old, new, oldPair, newPair int) *compare.Change {
	change := compare.Change{Kind: kind, OldPair: oldPair, NewPair: newPair}
	if old >= 0 {
		change.Old = &c.Old.Findings[old]
	}
	if new >= 0 {
		change.New = &c.New.Findings[new]
	}
	c.Findings = append(c.Findings, change)
	at := newPair
	if new < 0 {
		at = oldPair
	}
	if p := &c.Pairs[at]; p.End == 0 {
		p.First, p.End = len(c.Findings)-1, len(c.Findings)
	} else {
		p.End = len(c.Findings)
	}
	return &c.Findings[len(c.Findings)-1]
}

// bill is an act as introduced and as it came back: a clause was reworded, one moved, one split, some
// renumbered, one went and one came in.
func bill() *compare.Comparison {
	same := func(n int) string {
		return fmt.Sprintf("Clause %d|The regulations may make provision for the service of document number %d.", n, n)
	}
	c := &compare.Comparison{
		Old: act(
			"bill-as-introduced.docx", "en",
			"#Part 1|Removal and detention",
			"Clause 1|The Secretary of State must remove any {illegal migrant} who entered after the first of May.",
			"Clause 2|A person may be detained where the officer suspects that a {water:flood of refugees} is coming.",
			"Clause 3|Support ends on the day of the decision. The decision may be reviewed once.",
			same(4), same(5), same(6), same(7), same(8),
			"Clause 9|This Act may be cited as the Arrivals Act, which some call the {quoted:illegal migrants} act.",
			"Clause 10|The Secretary of State may by order house {illegal migrants} on vessels.",
		),
		New: act(
			"bill-as-amended.pdf", "en",
			"#Part 1|Removal and detention",
			"Clause 1|This Act may be cited as the Arrivals Act, which some call the {quoted:illegal migrants} act.",
			"Clause 2|The Secretary of State may remove an {illegal immigrant} who entered after the second of May.",
			"Clause 3|Support ends on the day of the decision.",
			"Clause 4|The decision may be reviewed once.",
			same(4), same(5), same(6), same(7), same(8),
			"Clause 10|An officer must keep a register of every {water:flood of refugees}, and of {illegal migrants}.",
		),
	}
	for i := 5; i < 10; i++ {
		c.New.Doc.Blocks[i].Path = fmt.Sprintf("Clause %d", i)
	}
	c.Old.Doc.Gaps = []document.Gap{{Reason: "embedded files not read"}}
	c.New.Doc.Gaps = []document.Gap{{Page: 3, Reason: "no text layer", Hint: "recognise its text (OCR)"}, {Page: 4, Reason: "no text layer", Hint: "recognise its text (OCR)"}}
	c.Pairs = []compare.Pair{
		pairOf(c, compare.Same, []int{0}, []int{0}),
		pairOf(c, compare.Same, []int{9}, []int{1}),
		pairOf(c, compare.Reworded, []int{1}, []int{2}, "must/may", "any illegal migrant/an illegal immigrant", "first/second"),
		pairOf(c, compare.Removed, []int{2}, nil),
		pairOf(c, compare.Split, []int{3}, []int{3, 4}),
		pairOf(c, compare.Same, []int{4}, []int{5}), pairOf(c, compare.Same, []int{5}, []int{6}),
		pairOf(c, compare.Same, []int{6}, []int{7}), pairOf(c, compare.Same, []int{7}, []int{8}),
		pairOf(c, compare.Same, []int{8}, []int{9}),
		pairOf(c, compare.Removed, []int{10}, nil),
		pairOf(c, compare.Added, nil, []int{10}),
	}
	c.Pairs[1].Moved, c.Pairs[1].Renumbered, c.Pairs[2].Renumbered = true, true, true
	for i := 5; i < 10; i++ {
		c.Pairs[i].Renumbered = true
	}
	found(c, compare.Moved, 2, 0, 1, 1)
	found(c, compare.Changed, 0, 1, 2, 2).Wording = true
	found(c, compare.Gone, 1, -1, 3, -1).Doubtful = true
	found(c, compare.Moved, 3, 3, 10, 11)
	found(c, compare.New, -1, 2, -1, 11)
	return c
}

// turned is a text in Arabic, with a paragraph that nobody sees and hostile words.
func turned() *compare.Comparison {
	const bad = `<script>alert("x")</script> ##[error]` + "\u202e ]]> \x1b[31m"
	c := &compare.Comparison{
		Old: act("v1/قانون.docx", "ar", "المادة 1|يجب على الوزير إبعاد كل شخص دخل البلاد.", "المادة 2|"+bad),
		New: act("v2/قانون.docx", "ar", "المادة 1|يجوز للوزير إبعاد كل شخص دخل البلاد.", "المادة 2|"+bad+" {illegal migrants}"),
	}
	c.New.Doc.Blocks[1].Exclusion, c.New.Doc.Blocks[1].Reason = document.Hidden, "white text"
	c.Pairs = []compare.Pair{
		pairOf(c, compare.Reworded, []int{0}, []int{0}, "يجب على الوزير/يجوز للوزير"),
		pairOf(c, compare.Reworded, []int{1}, []int{1}, "/illegal migrants"),
	}
	found(c, compare.New, -1, 0, -1, 1)
	return c
}

// alone is a document that only the new folder has.
func alone() *compare.Comparison {
	c := &compare.Comparison{
		New: act("only.md", "en", "1|Nothing is said here.", "2|They spoke of {illegal migrants}."), Likeness: compare.OneSided,
	}
	c.Pairs = []compare.Pair{pairOf(c, compare.Added, nil, []int{0}), pairOf(c, compare.Added, nil, []int{1})}
	found(c, compare.New, -1, 0, -1, 1)
	return c
}

// pageOf writes a page of comparisons.
func pageOf(t testing.TB, run stream.Run, list ...*compare.Comparison) string {
	t.Helper()
	return written(t, newPage, run, list...)
}

func written(
	t testing.TB, create func(io.Writer, stream.Options) Writer, run stream.Run, list ...*compare.Comparison,
) string {
	t.Helper()
	var b strings.Builder
	w := create(&b, stream.Options{})
	if err := w.Begin(run); err != nil {
		t.Fatal(err)
	}
	totals := Totals{}
	for _, c := range list {
		totals.Counts.Add(c.Count(run.Policy))
		switch {
		case c.Old == nil:
			totals.Added++
		case c.New == nil:
			totals.Removed++
		default:
			totals.Compared++
		}
		if err := w.Comparison(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(totals); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

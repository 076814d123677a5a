package analyzer

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// TestALongBlockIsReadAsShortOnesAre reads a paragraph that is looked at in stretches, with the
// seam at every fifth byte of a sentence in turn. Each sentence must count as one by itself does,
// and once.
func TestALongBlockIsReadAsShortOnesAre(t *testing.T) {
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	const sentence = "A flood of young illegal refugees came, and f-l-o-o-d-s of asylum seekers follow them. "
	a := New(lex, Options{Findings: 1 << 20})
	run := func(text string) *Report {
		whole := document.Block{Span: document.Span{End: len(text)}}
		return a.Run(&document.Document{Format: "text", Text: text, Blocks: []document.Block{whole}})
	}
	one := run(sentence)
	if len(one.Findings) == 0 || one.People == 0 || one.Disguised == 0 {
		t.Fatalf(
			"%d findings, %d mentions, %d disguised in %q",
			len(one.Findings),
			one.People,
			one.Disguised,
			sentence,
		)
	}
	const times, filler = 8, "The river was wide. "
	words := run(filler).Words
	padding := coreLength/len(filler) - times/2*len(sentence)/len(filler)
	text := strings.Repeat(sentence, times) + strings.Repeat(filler, 2*padding)
	for before := 0; before < len(sentence); before += 5 {
		start := padding*len(filler) + before
		many := run(strings.Repeat(filler, padding) + strings.Repeat("-", before) + text)
		got := [3]int{many.Words - 3*padding*words, many.People, many.Disguised}
		if want := [3]int{times * one.Words, times * one.People, times * one.Disguised}; got != want {
			t.Errorf("%d before: words, mentions and disguised are %v, want %v", before, got, want)
		}
		if len(many.Findings) != times*len(one.Findings) {
			t.Errorf("%d before: %d findings, want %d", before, len(many.Findings), times*len(one.Findings))
			continue
		}
		for i, f := range many.Findings {
			of, at := one.Findings[i%len(one.Findings)], start+i/len(one.Findings)*len(sentence)
			want := document.Span{Start: at + of.Span.Start, End: at + of.Span.End}
			if f.Span != want || f.Entry != of.Entry || f.Verdict.Status != of.Verdict.Status || f.Plain != of.Plain {
				t.Fatalf(
					"%d before: finding %d is %s at %v, want %s at %v",
					before,
					i,
					f.Entry.ID,
					f.Span,
					of.Entry.ID,
					want,
				)
			}
		}
	}
}

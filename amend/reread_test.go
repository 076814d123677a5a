package amend_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/lexicon"
)

// examples are all texts that the entries of English must find something in.
func examples(tb testing.TB) []string {
	tb.Helper()
	lex, err := lexicon.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	var all []string
	for _, e := range lex.Language("en").Entries() {
		for _, hit := range e.Hits {
			all = append(all, hit.Text)
		}
	}
	return all
}

// TestNothingThatIsProposedIsFoundAgain: in every example, the changed text has the findings that are
// to redraft and those that are not the author's, and no others; so it is with each other wording.
func TestNothingThatIsProposedIsFoundAgain(t *testing.T) {
	swaps := 0
	for _, text := range examples(t) {
		p := propose(t, amend.Options{}, text)
		left := 0
		for i := range p.Amendments {
			a := &p.Amendments[i]
			if a.Kind == amend.Redraft {
				left += 1 + len(a.Beside)
				continue
			}
			swaps++
			if a.Old != a.Span.Of(p.Doc.Text) || !a.Span.Contains(a.Finding.Span) || a.New == a.Old {
				t.Errorf("%s: %q for %q in %v", text, a.New, a.Old, a.Span)
			}
			for _, w := range append(a.Others, a.Wording) {
				changed := bill(strings.TrimSuffix(amend.Apply(p.Doc.Text, []amend.Edit{{Span: w.Span, New: w.New}}), "\n\n"))
				for _, f := range builtin().Run(changed).Findings {
					if f.Span.Start < w.Span.Start+len(w.New) && w.Span.Start < f.Span.End {
						t.Errorf("%s: %q holds %s", text, w.New, f.Entry.ID)
					}
				}
			}
		}
		again := 0
		for _, f := range builtin().Run(bill(strings.TrimSuffix(p.Text(), "\n\n"))).Findings {
			if amend.Own(&f) {
				again++
			}
		}
		if again > left {
			t.Errorf("%s: %d findings after the changes, %d are to redraft: %s", text, again, left, p.Text())
		}
	}
	if swaps < 200 {
		t.Errorf("only %d changes in all examples", swaps)
	}
}

// TestASecondPaperProposesNothingMore: what is left after the changes is what was to redraft.
func TestASecondPaperProposesNothingMore(t *testing.T) {
	first := propose(t, amend.Options{}, "The bill targets illegal immigrants and aliens.", "They expect a flood of refugees.")
	second := propose(t, amend.Options{}, strings.Split(strings.TrimSpace(first.Text()), "\n\n")...)
	if len(first.Edits()) != 3 || len(second.Edits()) != 0 {
		t.Errorf("got %d and %d changes: %s", len(first.Edits()), len(second.Edits()), first.Text())
	}
}

// TestAReportWithoutItsAnalyzerHasNothingProposed: one from an archive cannot be read again.
func TestAReportWithoutItsAnalyzerHasNothingProposed(t *testing.T) {
	r := builtin().Run(bill("The bill targets illegal immigrants."))
	p := amend.Propose(&analyzer.Report{Doc: r.Doc, Findings: r.Findings}, amend.Options{})
	if len(p.Amendments) != 1 || p.Amendments[0].Kind != amend.Redraft || p.Amendments[0].Reason != amend.NotWhole {
		t.Errorf("got %+v", p.Amendments)
	}
}

// FuzzPropose: of any text the changed one is UTF-8 where the old one was, every byte outside the
// changes stays, and no two changes overlap.
func FuzzPropose(f *testing.F) {
	for i, text := range examples(f) {
		if i%7 == 0 {
			f.Add(text)
		}
	}
	f.Add("An “illegal alien’s” claim, (illegal immigrants') and illegal\nimmigrants")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4<<10 {
			t.Skip()
		}
		p := propose(t, amend.Options{}, text)
		changed, old := p.Text(), p.Doc.Text
		if !utf8.ValidString(changed) {
			t.Fatalf("no UTF-8: %q", changed)
		}
		at := 0
		for _, e := range p.Edits() {
			if e.Span.Start < at || e.Span.End > len(old) || e.Span.Len() <= 0 {
				t.Fatalf("%v after %d of %d", e.Span, at, len(old))
			}
			if !strings.HasPrefix(changed, old[at:e.Span.Start]+e.New) {
				t.Fatalf("%q: bytes outside a change", text)
			}
			changed, at = changed[e.Span.Start-at+len(e.New):], e.Span.End
		}
		if changed != old[at:] {
			t.Fatalf("%q: the end has changed", text)
		}
	})
}

// BenchmarkPropose is of some 6,000 words with a finding in each sentence.
func BenchmarkPropose(b *testing.B) {
	r := builtin().Run(bill(examples(b)...))
	b.SetBytes(int64(len(r.Doc.Text)))
	for b.Loop() {
		amend.Propose(r, amend.Options{})
	}
}

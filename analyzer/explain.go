package analyzer

import (
	"sort"

	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/match"
	"refrain/lexicon"
)

// Explanation says how one text was read, which patterns came near, and what decided each verdict.
type Explanation struct {
	Doc      *document.Document
	Language *lexicon.Language // nil when the text's language has no lexicon; then there is nothing else
	Tokens   []ExplainedToken
	Attempts []ExplainedAttempt // patterns that matched, were dropped or came near, best first
	Verdicts []ExplainedVerdict // one for each finding
}

// ExplainedToken is one word as the matcher saw it.
type ExplainedToken struct {
	Span  document.Span
	Known bool // the lexicon's patterns, slots or cues hold the word
}

// ExplainedAttempt is one pattern at one place.
type ExplainedAttempt struct {
	Entry   *lexicon.Entry
	Pattern lexicon.Pattern
	Unless  bool          // the pattern is one of the entry's unless patterns
	Found   document.Span // what it matched; empty when it did not
	Outcome string        // "found", "dropped: …", or where it stopped
	rank    int
}

// ExplainedVerdict is a finding with the cues that were seen and why they did not decide.
type ExplainedVerdict struct {
	Finding Finding
	Cues    []judge.Consideration
}

// Explain analyses a document and says how it came to its findings.
func (a *Analyzer) Explain(doc *document.Document) *Explanation {
	x := &Explanation{Doc: doc}
	for i := range doc.Blocks {
		l := a.languageOf(doc, &doc.Blocks[i])
		if l == nil {
			continue
		}
		x.Language = l.lex
		x.block(l, doc, i)
	}
	sort.SliceStable(x.Attempts, func(i, j int) bool { return x.Attempts[i].rank > x.Attempts[j].rank })
	return x
}

func (x *Explanation) block(l *compiled, doc *document.Document, i int) {
	p := &pass{report: &Report{Doc: doc}, doc: doc}
	p.block(l, i)
	tokens := p.tokens
	for i := range tokens {
		t := &tokens[i]
		x.Tokens = append(
			x.Tokens,
			ExplainedToken{document.Span{Start: int(t.Start), End: int(t.End)}, l.words.Number(doc.Text, t) != 0},
		)
	}
	page := l.judge.NewPage(doc, i, tokens, l.judge.NewOutline(doc))
	for _, f := range p.report.Findings {
		c := page.CaseAt(f.Entry, f.Span)
		x.Verdicts = append(x.Verdicts, ExplainedVerdict{f, l.judge.Consider(c)})
	}
	span := func(start, end int) document.Span {
		return document.Span{Start: int(tokens[start].Start), End: int(tokens[end-1].End)}
	}
	for _, t := range l.matcher.Trace(doc.Text, tokens) {
		e := l.entry(t.Group)
		a := ExplainedAttempt{Entry: e, Unless: t.Veto}
		if t.Veto {
			a.Pattern = e.Unless[t.Pattern]
		} else {
			a.Pattern = e.Match[t.Pattern]
		}
		switch {
		case t.Matched && t.Veto:
			a.Found, a.Outcome, a.rank = span(t.Span.Start, t.Span.End), "matches: what lies within it is dropped", 90
		case t.Matched:
			a.Found, a.rank = span(t.Span.Start, t.Span.End), 100
			a.Outcome = x.outcome(l, page, e, t, p.report.Findings, a.Found)
		default:
			if t.Veto {
				continue
			}
			elements := a.Pattern.Elements()
			a.rank = near(t, len(elements))
			if a.rank == 0 {
				continue
			}
			word := "the end of the text"
			if t.At >= 0 && t.At < len(tokens) {
				word = "“" + span(t.At, t.At+1).Of(doc.Text) + "”"
			} else if t.At < 0 {
				word = "the start of the text"
			}
			a.Outcome = "stopped at " + word + ", where it wants " + elements[t.Stopped].String()
		}
		x.Attempts = append(x.Attempts, a)
	}
}

// outcome says what became of a match.
func (x *Explanation) outcome(
	l *compiled, page *judge.Page, e *lexicon.Entry, t match.Attempt, found []Finding, span document.Span,
) string {
	for _, f := range found {
		if f.Entry == e && f.Span == span {
			return "found"
		}
		if f.Entry == e && f.Span.Overlaps(span) {
			return "part of a longer or earlier match of the entry"
		}
	}
	if !l.cued(page.CaseAt(e, span), l.entries[t.Group].cues) {
		return "dropped: the sentence holds no word of {" + e.Cue[0] + "} outside the match"
	}
	for _, veto := range l.matcher.Trace(x.Doc.Text, page.Tokens) {
		if veto.Veto && veto.Group == t.Group && veto.Matched && veto.Span.Start <= t.Span.Start &&
			t.Span.End <= veto.Span.End {
			return "dropped: it lies within unless: " + e.Unless[veto.Pattern].Text
		}
	}
	return "dropped: a word between does not describe what follows"
}

// near ranks an attempt that did not match by the share of the pattern that did; 0 when it is not
// worth telling.
func near(t match.Attempt, elements int) int {
	matched := t.Stopped
	if !t.Right {
		matched = elements - 1 - t.Stopped
	}
	if matched <= 0 || elements < 2 {
		return 0
	}
	return 80 * matched / elements
}

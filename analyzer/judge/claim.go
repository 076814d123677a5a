package judge

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// refuted decides claims that a text sets out in order to refute them: "Myth 3: …", "Claim: …
// Verdict: false", "“…” False."
func (c *Case) refuted() (Verdict, bool) {
	if cue, ok := c.mythLabel(); ok {
		return Verdict{Status: lexicon.Rejected, Rule: "myth", Cue: cue}, true
	}
	if c.falsity == nil {
		cue := c.calledFalse(c.Sentence.End)
		c.falsity = &cue
	}
	if cue := *c.falsity; cue.Len() > 0 {
		return Verdict{Status: lexicon.Rejected, Rule: "called-false", Cue: cue}, true
	}
	return Verdict{}, false
}

// mythLabel is the label before the finding's sentence that says that it is a myth, or a claim
// whose verdict follows.
func (c *Case) mythLabel() (document.Span, bool) {
	for i := c.Start; i >= max(1, c.Start-maxTitle); i-- {
		if c.Tokens[i].Sep < segment.Break || int(c.Tokens[i-1].End) < c.block().Start {
			continue
		}
		label := i - 1
		if isDigit(c.text()[c.Tokens[label].Start]) && label > 0 { // Myth 3: …
			label--
		}
		opens := label == 0 || c.Tokens[label].Sep >= segment.Break
		switch {
		case !opens || !c.capital(label) || !labelled(c.text()[c.Tokens[i-1].End:c.Tokens[i].Start]):
		case c.is(label, lexicon.Fact):
			return document.Span{}, false
		case c.is(label, lexicon.Myth):
			return c.span(label, i), true
		case c.is(label, lexicon.ClaimNoun):
			return c.verdictAfter()
		}
	}
	return document.Span{}, false
}

// labelled reports whether the signs after a label set it off from what it labels.
func labelled(gap string) bool {
	return strings.ContainsAny(gap, ":–—\n") || strings.Contains(gap, " - ")
}

// maxVerdict is how many bytes after a claim its verdict is looked for.
const maxVerdict = 600

// verdictAfter is the verdict "false" that follows a claim in its block or the next two.
func (c *Case) verdictAfter() (document.Span, bool) {
	last := min(c.Block+2, len(c.Doc.Blocks)-1)
	end := min(c.Doc.Blocks[last].End, c.Sentence.End+maxVerdict)
	tokens := c.Judge.words.Scan(c.text(), c.Span.End, end, nil)
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: c.Block, Tokens: tokens}
	for i := range tokens {
		if p.is(i, lexicon.Falsity) && p.capital(i) || p.is(i, lexicon.Falsity) && tokens[i].Sep >= segment.Break {
			return p.span(i, i+1), true
		}
	}
	return document.Span{}, false
}

// calledFalse is the sentence of one or two words at a place that calls what comes before it false:
// "False.", "Not true."; an empty one where there is none.
func (c *Case) calledFalse(at int) document.Span {
	text := c.text()[at:c.block().End]
	text = strings.TrimLeft(text, " ”\"’'»)")
	begin := c.block().End - len(text)
	tokens := c.Judge.words.Scan(c.text(), begin, min(c.block().End, begin+60), nil)
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: c.Block, Tokens: tokens}
	for i := range min(len(tokens), 3) {
		if i > 0 && tokens[i].Sep > segment.Blank {
			break
		}
		ends := i+1 == len(tokens) || tokens[i+1].Sep >= segment.Break
		denied := i == 1 && p.is(0, lexicon.Negation) && p.is(1, lexicon.Truth)
		if (denied || p.is(i, lexicon.Falsity)) && ends && p.capital(0) {
			return p.span(0, i+1)
		}
	}
	return document.Span{}
}

package judge

import (
	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// shortQuotation decides short quotations: marks around the term and at most one word more, or around its first words alone, keep it at a distance.
func (c *Case) shortQuotation() (Verdict, bool) {
	quotes := c.quotations()
	if inner, _, ok := around(quotes, c.Span); ok {
		first, end := c.tokensOf(inner.inner)
		if end-first > c.End-c.Start+1 {
			return Verdict{}, false
		}
		if end-first >= 4 && c.titled(first, end) {
			return Verdict{Status: lexicon.Named, Rule: "work", Cue: inner.outer}, true
		}
		rule, cue := "in-quotation-marks", inner.outer
		if at, to, ok := c.slotIn(languageNouns, max(first-3, c.first), first, true); ok {
			rule, cue = "word-named", c.span(at, to)
		} else if at, to, ok := c.slotIn(languageNouns, end, min(end+3, c.end), false); ok {
			rule, cue = "word-named", c.span(at, to)
		}
		return Verdict{Status: lexicon.Mentioned, Rule: rule, Cue: cue}, true
	}
	firstWord := document.Span{Start: int(c.Tokens[c.Start].Start), End: int(c.Tokens[c.Start].End)}
	if inner, _, ok := around(quotes, firstWord); ok && inner.outer.End < c.Span.End {
		if first, end := c.tokensOf(inner.inner); first == c.Start && end-first <= 2 {
			return Verdict{Status: lexicon.Mentioned, Rule: "in-quotation-marks", Cue: inner.outer}, true
		}
	}
	return Verdict{}, false
}

// titled tells whether tokens [first, end) are in title case, as the title of a work is.
func (c *Case) titled(first, end int) bool {
	for i := first; i < end; i++ {
		if !c.capital(i) && !c.is(i, lexicon.Connector) || c.Tokens[i].Form&segment.Capitals != 0 {
			return false
		}
	}
	return true
}

// quotation decides what stands in somebody else's words, and names the speaker where a verb of speech is near.
func (c *Case) quotation() (Verdict, bool) {
	if c.block().Role == document.BlockQuote {
		return Verdict{Status: lexicon.Quoted, Rule: "block-quote"}, true
	}
	if mark, ok := c.marked(document.Quotation, c.Span); ok {
		return c.spoken(Verdict{Status: lexicon.Quoted, Rule: "marked-quotation"}, mark), true
	}
	_, outer, ok := around(c.quotations(), c.Span)
	if !ok {
		return Verdict{}, false
	}
	return c.spoken(Verdict{Status: lexicon.Quoted, Rule: "quotation", Cue: document.Span{Start: outer.outer.Start, End: outer.inner.Start}}, outer.outer), true
}

// spoken adds the verb of speech and the speaker that stand next to a quotation.
func (c *Case) spoken(v Verdict, q document.Span) Verdict {
	before, start := c.tokensOf(document.Span{Start: max(c.block().Start, q.Start-maxLead), End: q.Start})
	end, after := c.tokensOf(document.Span{Start: q.End, End: min(c.block().End, q.End+maxLead)})
	if at, to, ok := c.slotIn(speechVerbs, end, min(end+6, after), false); ok {
		v.Cue = c.span(at, to)
		if v.Speaker = c.speaker(end, at, true); v.Speaker.Len() == 0 {
			v.Speaker = c.speaker(to, min(to+5, after), false)
		}
		return v
	}
	if at, to, ok := c.slotIn(speechVerbs, before, start, true); ok {
		v.Cue, v.Speaker = c.span(at, to), c.speaker(max(before, at-6), at, true)
	}
	return v
}

// maxReported is how many words may stand between "said that" and the finding.
const maxReported = 14

// reportedSpeech decides what somebody else is said to hold, without quotation marks: "The mayor claimed that …". A text that speaks of itself
// ("we said that", "this report argues that") keeps its own voice.
func (c *Case) reportedSpeech() (Verdict, bool) {
	for i := c.Start - 1; i >= max(c.first+1, c.Start-maxReported); i-- {
		if !c.is(i, lexicon.That) {
			continue
		}
		at, to, ok := c.slotIn(reportVerbs, max(c.first, i-maxHearer-1), i, true)
		if !ok || at == c.first || !c.addressed(to, i) {
			continue
		}
		for k := at - 1; k >= max(c.first, at-4); k-- { // we said that; I do not believe that; this report argues that
			if c.is(k, lexicon.OwnVoice) {
				return Verdict{}, false
			}
		}
		return Verdict{Status: lexicon.Reported, Rule: "reported-speech", Cue: c.span(at, i+1), Speaker: c.speaker(max(c.first, at-6), at, true)}, true
	}
	return Verdict{}, false
}

// maxHearer is how many words may stand between a verb of speech and its "that": "told the joint committee that", "wrote on Monday that".
const maxHearer = 5

// addressed tells whether tokens [first, end), between a verb of speech and its "that", only say to whom, where or when.
func (c *Case) addressed(first, end int) bool {
	for i := first; i < end; i++ {
		if c.Tokens[i].Sep > segment.Blank || i > first && !c.nominal(i) && !c.is(i, lexicon.Connector) {
			return false
		}
	}
	if end-first <= 1 || c.is(first, lexicon.Connector) {
		return true
	}
	_, _, ok := c.slotIn(addressVerbs, first-1, first, true)
	return ok
}

// speaker is the name or role in tokens [first, end) that touches the verb of speech, which follows them or stands before them: "the Minister of
// Labour", "Ms Doe". Adverbs and auxiliaries next to the verb are passed over.
func (c *Case) speaker(first, end int, verbFollows bool) document.Span {
	from, to := first, end
	if verbFollows {
		for to > first && c.besideVerb(to-1) {
			to--
		}
		for from = to; from > first && c.nominal(from-1) && (from == to || c.Tokens[from].Sep == segment.Blank); from-- {
		}
	} else {
		for to = first; to < end && c.nominal(to) && (to == first || c.Tokens[to].Sep == segment.Blank); to++ {
		}
		for to > from && c.is(to-1, lexicon.Connector) {
			to--
		}
	}
	for i := from; i < to; i++ {
		if c.Tokens[i].Form&segment.Capitalised != 0 || c.is(i, lexicon.Article) && i+1 < to {
			return c.span(from, to)
		}
	}
	return document.Span{}
}

// besideVerb tells whether token i belongs to the verb of speech rather than to its subject.
func (c *Case) besideVerb(i int) bool {
	return c.is(i, lexicon.Auxiliary) || c.ends(c.word(i), lexicon.AdverbEnding)
}

// nominal tells whether token i may belong to a name or role.
func (c *Case) nominal(i int) bool {
	return c.is(i, lexicon.Nominal) || !c.is(i, lexicon.Clause) && !c.function(i)
}

func (c *Case) function(i int) bool { return c.is(i, lexicon.Function) || c.is(i, lexicon.Connector) }

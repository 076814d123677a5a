package judge

import (
	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// shortQuotation decides quotation marks around the term and at most one word more, or around its
// first words alone. Words that somebody is said to say are quoted; others keep the term at a
// distance.
func (c *Case) shortQuotation() (Verdict, bool) {
	quotes := c.quotations()
	if inner, outer, ok := around(quotes, c.Span); ok {
		first, end := c.tokensOf(inner.inner)
		if v, ok := c.quotedTitle(inner, first, end); ok {
			return v, true
		}
		if end-first > c.End-c.Start+1 {
			return Verdict{}, false
		}
		if at, to, ok := c.slotIn(languageNouns, max(first-3, c.first), first, true); ok {
			return Verdict{Status: lexicon.Mentioned, Rule: "word-named", Cue: c.span(at, to)}, true
		}
		if at, to, ok := c.slotIn(languageNouns, end, min(end+3, c.end), false); ok {
			return Verdict{Status: lexicon.Mentioned, Rule: "word-named", Cue: c.span(at, to)}, true
		}
		if outer != inner { // marks within somebody's words
			return Verdict{}, false
		}
		if v, ok := c.attributed(inner.outer); ok {
			return v, true
		}
		return Verdict{Status: lexicon.Mentioned, Rule: "in-quotation-marks", Cue: inner.outer}, true
	}
	firstWord := document.Span{Start: int(c.Tokens[c.Start].Start), End: int(c.Tokens[c.Start].End)}
	if inner, _, ok := around(quotes, firstWord); ok && inner.outer.End < c.Span.End {
		if first, end := c.tokensOf(inner.inner); first == c.Start && end-first <= 2 {
			return Verdict{Status: lexicon.Mentioned, Rule: "in-quotation-marks", Cue: inner.outer}, true
		}
	}
	return Verdict{}, false
}

// attributed decides a few words in quotation marks in a sentence that gives them to somebody: "the
// minister said the country faced “a swarm of migrants”", "what she called “a flood of migrants”".
func (c *Case) attributed(q document.Span) (Verdict, bool) {
	if _, denied := c.byCueOf(lexicon.Rejected); denied {
		return Verdict{}, false
	}
	v, ok := c.reportedSpeech()
	if !ok {
		if v, ok = c.byCueOf(lexicon.Reported); !ok {
			return Verdict{}, false
		}
	}
	v.Status, v.Rule = lexicon.Quoted, "quotation"
	if v.Speaker.Len() == 0 {
		named := c.spoken(v, q)
		v.Speaker = named.Speaker
	}
	return v, true
}

// quotedTitle decides the title of a work between quotation marks: in title case, or after the name
// of a kind of work, "the report “…”".
func (c *Case) quotedTitle(q quote, first, end int) (Verdict, bool) {
	titled := end-first >= 4 && c.titled(first, end)
	after := first > c.first && c.is(first-1, lexicon.WorkNoun) && end-first > c.End-c.Start &&
		c.capital(first) && c.gapIsBlank(first)
	if !titled && !after {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "work", Cue: q.outer}, true
}

// gapIsBlank reports whether only blanks and quotation marks come between token i and the one
// before.
func (p *Page) gapIsBlank(i int) bool { return p.Tokens[i].Sep == segment.Blank }

// titled reports whether tokens [first, end) are in title case, as the title of a work is.
func (c *Case) titled(first, end int) bool {
	for i := first; i < end; i++ {
		if !c.capital(i) && !c.is(i, lexicon.Connector) || c.Tokens[i].Form&segment.Capitals != 0 {
			return false
		}
	}
	return true
}

// quotation decides what is in somebody else's words, and names the speaker where a verb of
// speech is near.
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
	opening := document.Span{Start: outer.outer.Start, End: outer.inner.Start}
	return c.spoken(Verdict{Status: lexicon.Quoted, Rule: "quotation", Cue: opening}, outer.outer), true
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

// speaker is the name or role in tokens [first, end) that touches the verb of speech, which follows
// them or comes before them: "the Minister of Labour", "Ms Doe". Adverbs and auxiliaries next to
// the verb are passed over.
func (c *Case) speaker(first, end int, verbFollows bool) document.Span {
	from, to := first, end
	if verbFollows {
		for to > first && c.besideVerb(to-1) {
			to--
		}
		from = to
		for from > first && c.nominal(from-1) && (from == to || c.Tokens[from].Sep == segment.Blank) {
			from--
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

// besideVerb reports whether token i belongs to the verb of speech rather than to its subject.
func (p *Page) besideVerb(i int) bool {
	return p.is(i, lexicon.Auxiliary) || p.ends(p.word(i), lexicon.AdverbEnding)
}

// nominal reports whether token i may belong to a name or role.
func (c *Case) nominal(i int) bool {
	return c.is(i, lexicon.Nominal) || !c.is(i, lexicon.Clause) && !c.function(i)
}

func (c *Case) function(i int) bool { return c.is(i, lexicon.Function) || c.is(i, lexicon.Connector) }

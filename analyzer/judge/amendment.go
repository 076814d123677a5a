package judge

import (
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// maxLead is how many bytes before or after a quotation are searched for the words that introduce
// it.
const maxLead = 200

// amendment decides what is new law: text between quotation marks after "insert" or "to read
// as follows" is the bill's own voice, words after "strike" or "omit" are taken out.
func (c *Case) amendment() (Verdict, bool) {
	if c.block().Role == document.Amendment {
		return Verdict{Status: lexicon.Used, Rule: "amendment"}, true
	}
	quotes := c.quotations()
	_, outer, ok := around(quotes, c.Span)
	if !ok {
		return Verdict{}, false
	}
	previous := c.block().Start
	var before quote
	if outer.last >= 0 {
		before = quotes[outer.last]
		previous = before.outer.End
	}
	if strings.TrimSpace(c.text()[previous:outer.outer.Start]) == "" && before.outer.Len() == 0 {
		return c.amendmentAbove()
	}
	lead := document.Span{Start: max(previous, outer.outer.Start-maxLead), End: outer.outer.Start}
	near := document.Span{Start: max(c.block().Start, lead.Start-maxLead), End: min(c.block().End, lead.End+maxLead)}
	s := c.Judge.sentences.Sentence(c.text(), near, document.Span{Start: lead.End, End: lead.End})
	if s.Start > lead.Start && s.Start < lead.End {
		lead.Start = s.Start
	}
	return c.amends(c.Page, lead, before, outer)
}

// amends reads the words between the quotation before and this one, and those after it.
func (c *Case) amends(p *Page, lead document.Span, before, q quote) (Verdict, bool) {
	first, end := p.tokensOf(lead)
	in, inEnd, inserts := p.slotIn(insertVerbs, first, end, true)
	out, outEnd, strikes := p.slotIn(strikeVerbs, first, end, true)
	if end > first && strings.ContainsAny(p.text()[p.Tokens[end-1].End:lead.End], ".!?") {
		inserts, strikes = false, false
	}
	inserts, strikes = inserts && p.amending(inEnd, end), strikes && p.amending(outEnd, end)
	switch {
	case inserts && (!strikes || in >= out):
		return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(in, inEnd)}, true
	case strikes:
		return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(out, outEnd)}, true
	}
	if at, to, ok := p.struckAfter(q); ok {
		return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(at, to)}, true
	}
	if end == first {
		return Verdict{}, false
	}
	if before.outer.Len() > 0 && p.introduced(insertVerbs, before) { // inserting after “X” the following: “Y”
		if at, _ := p.tokensOf(before.outer); at > 0 && p.is(at-1, lexicon.Place) {
			return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(first, end)}, true
		}
	}
	last := end - 1
	for last > first && (p.is(last, lexicon.Article) || p.wordForWords(last)) { // for the words “X”
		last--
	}
	if v, ok := p.exchangedAfter(last, q); ok {
		return v, true
	}
	return c.exchanged(p, last, before, q)
}

// exchangedAfter decides where the verb comes after what it puts in or takes out: the words “X” by
// the words “Y” replaces, “X” strikes. Last is the token before the quotation q and its words for
// words.
func (p *Page) exchangedAfter(last int, q quote) (Verdict, bool) {
	first, end := p.tokensOf(document.Span{Start: q.outer.End, End: min(q.outer.End+2*maxTail, p.block().End)})
	if first >= end || p.Tokens[first].Sep > segment.Blank {
		return Verdict{}, false
	}
	if to, ok := p.member(strikeVerbs, first); ok {
		return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(first, to)}, true
	}
	to, ok := p.member(insertVerbs, first)
	if ok && p.is(last, lexicon.Incoming) {
		return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(first, to)}, true
	}
	if p.is(first, lexicon.Passive) && first+1 < end { // “X” is by “Y” replaced
		first++
	}
	if !p.is(first, lexicon.Incoming) {
		return Verdict{}, false
	}
	for _, next := range p.quotations() {
		if next.outer.Start < q.outer.End || next.depth > 0 {
			continue
		}
		after, _ := p.tokensOf(document.Span{Start: next.outer.End, End: p.block().End})
		if after >= len(p.Tokens) || after > end {
			break
		}
		if to, ok := p.member(insertVerbs, after); ok && p.Tokens[after].Sep == segment.Blank {
			return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(after, to)}, true
		}
		break
	}
	return Verdict{}, false
}

// amending reports whether tokens [first, end), between a verb that amends and the words in
// quotation marks, only say where: "after the definition of person the following". A verb, a
// speaker or another object in between means that something else is added or removed.
func (p *Page) amending(first, end int) bool {
	unknown := 0
	for i := first; i < end; i++ {
		switch {
		case p.is(i, lexicon.Breaker) && !p.is(i, lexicon.Place) && !p.is(i, lexicon.Amending):
			return false
		case p.Tokens[i].Sep == segment.Stop && !isDigit(p.text()[p.Tokens[i].Start]):
			return false
		case p.is(i, lexicon.Determiner), p.is(i, lexicon.Preposition), p.is(i, lexicon.Coordinator),
			p.is(i, lexicon.Amending), p.wordForWords(i), isDigit(p.text()[p.Tokens[i].Start]):
		default:
			if _, law := p.member(lawNouns, i); !law {
				unknown++
			}
		}
	}
	return unknown <= maxPlace
}

// maxPlace is how many words of a place in a law, such as a heading, may follow a verb that amends.
const maxPlace = 3

// wordForWords reports whether token i is a word such as "term".
func (p *Page) wordForWords(i int) bool {
	_, ok := p.member(languageNouns, i)
	return ok
}

// maxTail is how many bytes after a quotation are searched for the verb that takes it out.
const maxTail = 120

// exchanged decides by the preposition at token last before the quotation q: for “X” substitute
// “Y”, in place of “X” insert “Y”, substitute “Y” for “X”, replace “X” with “Y”.
func (c *Case) exchanged(p *Page, last int, before, q quote) (Verdict, bool) {
	switch {
	case p.is(last, lexicon.Outgoing):
		tail := document.Span{Start: q.outer.End, End: min(q.outer.End+maxTail, p.block().End)}
		if next := strings.IndexAny(p.text()[tail.Start:tail.End], "“\"‘"); next >= 0 {
			tail.End = tail.Start + next
		}
		a, b := p.tokensOf(tail)
		if at, to, ok := p.slotIn(insertVerbs, a, b, false); ok {
			return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(at, to)}, true
		}
		if before.outer.Len() > 0 && p.is(last, lexicon.Substitute) && p.introduced(insertVerbs, before) {
			return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(last, last+1)}, true
		}
	case p.is(last, lexicon.Incoming): // replace “X” with “Y”
		if before.outer.Len() > 0 && p.introduced(strikeVerbs, before) {
			return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(last, last+1)}, true
		}
	}
	return Verdict{}, false
}

// struckAfter reports whether the words after a quotation take it out: “X” is repealed, “X” shall
// be omitted.
func (p *Page) struckAfter(q quote) (at, to int, ok bool) {
	first, end := p.tokensOf(document.Span{Start: q.outer.End, End: min(q.outer.End+60, p.block().End)})
	if first == end {
		return 0, 0, false
	}
	if p.is(first, lexicon.Located) { // “X” in section 2 is repealed
		for limit := min(first+7, end-1); first < limit && !p.is(first, lexicon.Copula); {
			first++
		}
	}
	if p.is(first, lexicon.Passive) {
		return p.slotIn(strikeVerbs, first+1, min(first+4, end), false)
	}
	return 0, 0, false
}

// introduced reports whether the words right before a quotation hold a member of the slot.
func (p *Page) introduced(slot string, q quote) bool {
	first, end := p.tokensOf(document.Span{Start: max(p.block().Start, q.outer.Start-60), End: q.outer.Start})
	_, _, ok := p.slotIn(slot, max(first, end-4), end, true)
	return ok
}

// amendmentAbove looks at what introduces a row of quoted paragraphs: "is amended to read as
// follows:".
func (c *Case) amendmentAbove() (Verdict, bool) {
	blocks := c.Doc.Blocks
	i := c.Block - 1
	for ; i >= 0 && c.Block-i < maxIntro; i-- {
		if blocks[i].Exclusion != document.Included {
			continue
		}
		r, _ := utf8.DecodeRuneInString(c.Doc.Text[blocks[i].Start:blocks[i].End])
		if !strings.ContainsRune("“\"‘'", r) && blocks[i].Role != document.Running && blocks[i].Role != document.Note {
			break
		}
	}
	if i < 0 || c.Block-i >= maxIntro {
		return Verdict{}, false
	}
	text := strings.TrimRight(c.Doc.Text[blocks[i].Start:blocks[i].End], " \n")
	introduces := func(sign string) bool { return strings.HasSuffix(text, sign) }
	if !slices.ContainsFunc([]string{":", "—", "–", "-"}, introduces) {
		return Verdict{}, false
	}
	end := blocks[i].Start + len(text)
	lead := document.Span{Start: max(blocks[i].Start, end-maxLead), End: end}
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: i, Tokens: c.Judge.words.Scan(c.Doc.Text, lead.Start, lead.End, nil)}
	return c.amends(p, lead, quote{}, quote{outer: document.Span{Start: end, End: end}})
}

// definition decides a term that the text itself defines: that is its own voice, also by reference
// to another law. Where the sentence begins with that law, the text only tells what the law says:
// "Under section 3 of the Act, “X” means".
func (c *Case) definition() (Verdict, bool) {
	inner, _, quoted := around(c.quotations(), c.Span)
	end := c.Span.End
	if quoted {
		if inner.outer.End-end > 40 {
			return Verdict{}, false
		}
		first, _ := c.tokensOf(inner.outer)
		// They asked what “return hub” means. What does the word “illegals” mean?
		for i := first - 1; i >= max(c.first, first-3); i-- {
			if c.is(i, lexicon.Question) {
				return Verdict{}, false
			}
		}
		end = inner.outer.End
	} else if c.block().Role != document.Definition && c.Start-c.first > 3 {
		return Verdict{}, false
	}
	first, _ := c.tokensOf(document.Span{Start: end, End: c.Sentence.End})
	at, to, ok := c.slotIn(definingWords, first, min(first+4, c.end), false)
	if !ok {
		return Verdict{}, false
	}
	if law, lawEnd, ok := c.lawFirst(); ok {
		return Verdict{Status: lexicon.Legal, Rule: "defined-elsewhere", Cue: c.span(law, lawEnd)}, true
	}
	if law, lawEnd, ok := c.slotIn(lawNouns, to, min(to+12, c.end), false); ok && c.takesOver(to) {
		return Verdict{Status: lexicon.Used, Rule: "defined-by-reference", Cue: c.span(law, lawEnd)}, true
	}
	return Verdict{Status: lexicon.Used, Rule: "definition", Cue: c.span(at, to)}, true
}

// lawFirst is the law that the sentence begins with, before the term: "Under section 3 of the Act".
// "In this Act" is the text itself.
func (c *Case) lawFirst() (at, to int, ok bool) {
	at, to, ok = c.slotIn(lawNouns, c.first, min(c.first+6, c.Start), true)
	if !ok || !c.is(c.first, lexicon.Preposition) || c.anyOf(c.first, at, lexicon.This) {
		return 0, 0, false
	}
	return at, to, true
}

// takesOver reports whether a definition points elsewhere right after its verb: "has the meaning
// given in section 3", "as defined in".
func (c *Case) takesOver(to int) bool {
	for i := to; i < min(to+5, c.end); i++ {
		if c.is(i, lexicon.Elsewhere) {
			return true
		}
	}
	return false
}

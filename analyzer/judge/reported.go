package judge

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// maxReported is how many words of what somebody says may come before the finding.
const maxReported = 40

// maxHearer is how many words may separate a verb of speech from its "that": "told the joint
// committee that", "wrote on Monday that".
const maxHearer = 5

// reportedSpeech decides what somebody else is said to say, without quotation marks: "The mayor
// claimed (that) …", "…, he said". A text that speaks of itself ("we said that", "this report
// argues that") keeps its own voice.
func (c *Case) reportedSpeech() (Verdict, bool) {
	if v, own, ok := c.saidBefore(); ok || own {
		return v, ok
	}
	if v, ok := c.saidAside(); ok {
		return v, true
	}
	if _, ok := c.turn(c.Span.Start); ok { // its label is no headline
		return Verdict{}, false
	}
	if v, ok := c.introduced(); ok {
		return v, true
	}
	return c.headline()
}

// saidBefore looks for the nearest verb of speech before the finding whose complement holds it. Own
// reports that it is the author's.
func (c *Case) saidBefore() (v Verdict, own, ok bool) {
	for at := c.Start - 1; at >= max(c.first, c.Start-maxReported); at-- {
		if c.Tokens[at+1].Sep == segment.Stop || c.parts(at+1) {
			return Verdict{}, false, false
		}
		to, ok := c.verbOfSpeech(at)
		if !ok {
			continue
		}
		begins, ok := c.saidFrom(at, to)
		if !ok || begins > c.Start {
			continue
		}
		if c.ownSubject(at) {
			return Verdict{}, true, false
		}
		if c.imperative(at) || c.anyOf(max(c.first, at-3), at, lexicon.Nobody) {
			continue
		}
		cue := c.span(at, to)
		if begins > to && c.is(begins-1, lexicon.That) {
			cue = c.span(at, begins)
		}
		return Verdict{
			Status: lexicon.Reported, Rule: "reported-speech", Cue: cue,
			Speaker: c.speaker(max(c.first, at-8), at, true),
		}, false, true
	}
	return Verdict{}, false, false
}

// imperative reports whether nothing but negations and the like comes before a verb of speech: "Do
// not say that".
func (c *Case) imperative(at int) bool {
	i := at
	for i > c.first && c.besideVerb(i-1) {
		i--
	}
	return i == c.first
}

// parts reports whether token i begins a clause that ends what somebody says: "…; …", "…, but …".
func (c *Case) parts(i int) bool {
	switch c.Tokens[i].Sep {
	case segment.Break:
		return c.gapHolds(i, ";")
	case segment.Comma:
		return c.is(i, lexicon.Contrast)
	}
	return false
}

// verbOfSpeech reports whether a verb that tells what others say is at token i. After an article or
// an infinitive's "to" it is none: "the said", "it is wrong to say".
func (c *Case) verbOfSpeech(i int) (to int, ok bool) {
	if to, ok = c.member(reportVerbs, i); !ok {
		if to, ok = c.member(findingVerbs, i); !ok || !c.subjectIsOther(i) {
			return 0, false
		}
	}
	if i == c.first {
		return to, true
	}
	switch before := i - 1; {
	case c.is(before, lexicon.Determiner), c.is(before, lexicon.Preposition): // of "to say", too
		return 0, false
	case c.is(before, lexicon.Coordinator): // I go further and say
		return to, !c.anyOf(max(c.first, i-maxReported), i, lexicon.OwnVoice)
	}
	return to, true
}

// infinitive is the word that makes an infinitive.
func (c *Case) infinitive() string {
	if words := c.Judge.endings[lexicon.Infinitive]; len(words) > 0 {
		return words[0]
	}
	return ""
}

// member is the member of a slot at token i, and where it ends.
func (p *Page) member(slot string, i int) (to int, ok bool) {
	if set := p.Judge.slots[slot]; set != nil {
		return set.Find(p.text(), p.Tokens, i)
	}
	return 0, false
}

// subjectIsOther reports whether the subject before a verb of finding is a court, a witness or
// another outsider, and not the body whose text this may be.
func (c *Case) subjectIsOther(at int) bool {
	for i := at - 1; i >= max(c.first, at-6) && c.Tokens[i+1].Sep == segment.Blank; i-- {
		if c.is(i, lexicon.Outsider) {
			return true
		}
	}
	return false
}

// saidFrom is where the complement of the verb of speech at tokens [at, to) begins: after "that",
// or at once. A verb without "that" must be followed by a clause with a verb of its own.
func (c *Case) saidFrom(at, to int) (begins int, ok bool) {
	for i := to; i <= min(to+maxHearer, c.Start-1); i++ {
		if c.is(i, lexicon.That) {
			return i + 1, c.addressed(to, i)
		}
		if c.Tokens[i].Sep > segment.Blank {
			break
		}
	}
	if at == c.first || to > c.Start || c.Tokens[to].Sep == segment.Comma {
		return 0, false
	}
	if c.Tokens[to].Sep == segment.Break { // tweeted: illegal migrants …
		return to, c.gapHolds(to, ":")
	}
	return to, c.bareClause(at, to)
}

// bareClause reports whether a clause without "that" follows the verb of speech at tokens [at, to), and
// holds the finding.
func (c *Case) bareClause(at, to int) bool {
	if !c.is(at, lexicon.BareClause) || to < c.Start && !c.startsClause(to) || c.conditional(at) {
		return false
	}
	for i := to + 1; i <= c.Start; i++ { // said roads are bad, and X
		if c.Tokens[i].Sep == segment.Comma && c.is(i, lexicon.Coordinator) {
			return false
		}
	}
	if c.is(at, lexicon.TakesClause) && (c.is(to, lexicon.Determiner) || c.is(to, lexicon.Subject)) {
		return true
	}
	for i := to; i < min(c.end, c.End+maxReported); i++ {
		if i > to && c.Tokens[i].Sep > segment.Comma {
			break
		}
		if c.is(i, lexicon.Finite) && (i >= c.End || i < c.Start) {
			return true
		}
	}
	return false
}

// startsClause reports whether token i can be the first of a clause: its subject.
func (c *Case) startsClause(i int) bool {
	if c.is(i, lexicon.Amount) {
		return false
	}
	return c.is(i, lexicon.Determiner) || c.is(i, lexicon.Subject) ||
		!c.is(i, lexicon.Breaker) && !c.is(i, lexicon.Preposition) && !c.is(i, lexicon.Coordinator)
}

// gapHolds reports whether a sign appears between token i and the token before it.
func (p *Page) gapHolds(i int, sign string) bool {
	return i > 0 && strings.Contains(p.text()[p.Tokens[i-1].End:p.Tokens[i].Start], sign)
}

// farAside is how many words may come between the finding and who says it.
const farAside = 60

// saidAside looks for who says it, put between commas or at the end: "…, he insisted, …",
// "…, says minister".
func (c *Case) saidAside() (Verdict, bool) {
	for at := max(c.first, c.Start-farAside); at < min(c.end, c.End+farAside); at++ {
		if at >= c.Start && at < c.End {
			continue
		}
		if !c.is(at, lexicon.Aside) {
			continue
		}
		to := at + 1
		from, end, ok := c.aside(at, to)
		if !ok || from <= c.Start && c.Start < end || c.quoteBetween(at) {
			continue
		}
		if c.ownSubject(at) || c.anyOf(from, at, lexicon.OwnVoice) || c.anyOf(to, end, lexicon.OwnVoice) {
			continue
		}
		v := Verdict{Status: lexicon.Reported, Rule: "said-aside", Cue: c.span(at, to)}
		if from < at {
			v.Speaker = c.speaker(from, at, true)
		} else {
			v.Speaker = c.speaker(to, end, false)
		}
		return v, true
	}
	return Verdict{}, false
}

// quoteBetween reports whether a quotation that the finding is not in comes between it and token
// at: who is named there is its speaker.
func (c *Case) quoteBetween(at int) bool {
	between := document.Span{Start: c.Span.End, End: int(c.Tokens[at].Start)}
	if at < c.Start {
		between = document.Span{Start: int(c.Tokens[at].End), End: c.Span.Start}
	}
	return slices.ContainsFunc(c.quotations(), func(q quote) bool {
		return q.inner.Len() > 0 && between.Contains(q.inner)
	})
}

// maxAside is how many words who says it may take.
const maxAside = 9

// aside is the range of tokens around the verb [at, to) that only say who speaks, and when or
// where. It begins after a comma and ends at one, or at the end of the sentence.
func (c *Case) aside(at, to int) (from, end int, ok bool) {
	if from, ok = c.asideFrom(at); !ok {
		return 0, 0, false
	}
	end = to
	if from == at || c.opensLate(from, at, to) { // says minister, ha detto il ministro
		for end < c.end && end-to < maxAside && c.Tokens[end].Sep == segment.Blank &&
			(c.nominal(end) || c.is(end, lexicon.Names)) {
			end++
		}
		if !c.names(to, end) {
			return 0, 0, false
		}
	}
	if end < c.end && c.word(end) == c.infinitive() { // is believed to be
		return 0, 0, false
	}
	if c.circumstance(at, to, end) {
		for end++; end < c.end && c.Tokens[end].Sep == segment.Blank; end++ {
			if c.is(end, lexicon.Finite) || c.is(end, lexicon.That) {
				return 0, 0, false
			}
		}
	}
	return from, end, end >= c.end || c.Tokens[end].Sep > segment.Blank
}

// opensLate reports whether only auxiliaries come before the verb [at, to) of words that begin at from,
// and its subject follows: "ha detto il ministro", "a déclaré le maire".
func (c *Case) opensLate(from, at, to int) bool {
	for i := from; i < at; i++ {
		if !c.is(i, lexicon.Auxiliary) {
			return false
		}
	}
	return to < c.end && c.Tokens[to].Sep == segment.Blank && c.is(to, lexicon.Article)
}

// asideFrom is where the words between commas begin that a verb at token at belongs to: with who
// speaks, or with the verb.
func (c *Case) asideFrom(at int) (from int, ok bool) {
	for from = at; from > c.first && c.Tokens[from].Sep == segment.Blank; from-- {
		i := from - 1
		named := c.besideVerb(i) || c.is(i, lexicon.Names) || c.is(i, lexicon.OwnVoice) || c.nominal(i)
		if !named || at-i > maxAside {
			return 0, false
		}
	}
	if from == c.first || !c.dashed(from) && c.Tokens[from].Sep != segment.Comma {
		return 0, false
	}
	if from < at && c.is(from, lexicon.That) || c.is(from, lexicon.Coordinator) || c.is(from, lexicon.Preposition) {
		return 0, false
	}
	return from, true
}

// dashed reports whether a dash that separates clauses comes before token i.
func (c *Case) dashed(i int) bool {
	return c.Tokens[i].Sep == segment.Break &&
		(c.gapHolds(i, "–") || c.gapHolds(i, "—") || c.gapHolds(i, " - "))
}

// circumstance reports whether token end, after the verb [at, to) and its subject, begins words
// that say when, where or to whom.
func (c *Case) circumstance(at, to, end int) bool {
	if end >= c.end || c.Tokens[end].Sep != segment.Blank {
		return false
	}
	return c.is(end, lexicon.Preposition) || c.is(end, lexicon.When) ||
		c.ends(c.word(end), lexicon.AdverbEnding) || end == to && c.isAddressing(at)
}

// names reports whether tokens [first, end) name somebody: by a name, a role, a pronoun or an
// article.
func (c *Case) names(first, end int) bool {
	for i := first; i < end; i++ {
		if c.capital(i) || c.is(i, lexicon.RoleNoun) || c.is(i, lexicon.Names) || c.is(i, lexicon.Article) {
			return true
		}
	}
	return false
}

func (c *Case) isAddressing(at int) bool {
	_, ok := c.member(addressVerbs, at)
	return ok
}

// headline decides "Minister: illegal migrants …": a role or name, a colon, and words that are no
// full sentence of the text.
func (c *Case) headline() (Verdict, bool) {
	text := c.block().Of(c.text())
	if c.Sentence.Start > c.block().Start || strings.Contains(text, ".") || strings.Contains(text, "\n") {
		return Verdict{}, false
	}
	for i := c.first + 1; i <= min(c.first+5, c.Start); i++ {
		if c.Tokens[i].Sep == segment.Break && c.gapHolds(i, ":") {
			if !c.anyOf(c.first, i, lexicon.RoleNoun) {
				return Verdict{}, false
			}
			who := c.span(c.first, i)
			return Verdict{Status: lexicon.Reported, Rule: "headline", Cue: who, Speaker: who}, true
		}
		if c.Tokens[i].Sep > segment.Blank {
			break
		}
	}
	return Verdict{}, false
}

// addressed reports whether tokens [first, end), between a verb of speech and its "that", only say
// to whom, where or when.
func (c *Case) addressed(first, end int) bool {
	for i := first; i < end; i++ {
		if c.Tokens[i].Sep > segment.Blank || i > first && !c.nominal(i) && !c.is(i, lexicon.Connector) {
			return false
		}
	}
	return end-first <= 1 || c.is(first, lexicon.Connector) || c.isAddressing(first-1)
}

// introduced decides what a sentence before the block introduces as somebody's words: "The minister
// said:", "He made three promises:". A list continues that sentence.
func (c *Case) introduced() (Verdict, bool) {
	p := c.introduction()
	if p == nil {
		return Verdict{}, false
	}
	end := len(p.Tokens)
	for i := range end {
		if p.is(i, lexicon.OwnVoice) || p.is(i, lexicon.This) {
			return Verdict{}, false
		}
	}
	status := lexicon.Reported
	if c.block().Role == document.Body {
		status = lexicon.Quoted
	}
	for i := max(1, end-4); i < end; i++ {
		to, ok := p.member(reportVerbs, i)
		if !ok {
			if to, ok = p.member(speechVerbs, i); !ok && p.is(i, lexicon.Saying) {
				to, ok = i+1, true
			}
		}
		if ok {
			said := Case{Page: p, end: end}
			return Verdict{
				Status: status, Rule: "introduced", Cue: p.span(i, to), Speaker: said.speaker(max(0, i-8), i, true),
			}, true
		}
	}
	return Verdict{}, false
}

// introduction is the sentence before the block, or before the list whose item it is, that ends
// with a colon; nil when there is none.
func (c *Case) introduction() *Page {
	role := c.block().Role
	if role == document.ListItem || role == document.Cell {
		p, _ := c.intro()
		return p
	}
	i := c.Block - 1
	if role != document.Body || i < 0 || c.Doc.Blocks[i].Exclusion != document.Included ||
		c.Doc.Blocks[i].Role != document.Body {
		return nil
	}
	before := c.Doc.Blocks[i].Of(c.text())
	if !strings.HasSuffix(strings.TrimRight(before, " \n"), ":") {
		return nil
	}
	start := max(c.Doc.Blocks[i].Start, c.Doc.Blocks[i].End-maxLead)
	tokens := c.Judge.words.Scan(c.text(), start, c.Doc.Blocks[i].End, nil)
	for k := len(tokens) - 1; k > 0; k-- {
		if tokens[k].Sep == segment.Stop {
			tokens = tokens[k:]
			break
		}
	}
	return &Page{Judge: c.Judge, Doc: c.Doc, Block: i, Tokens: tokens}
}

// selfAs decides "As an illegal immigrant, I …" and "We, the illegals": the author is one.
func (c *Case) selfAs() (Verdict, bool) {
	if !strings.HasPrefix(c.Entry.Category.ID, "crim") || c.End >= c.end || c.Start < c.first+2 {
		return Verdict{}, false
	}
	as := c.Start - 2
	if c.is(as, lexicon.OwnVoice) && c.is(as+1, lexicon.Article) && c.Tokens[as+1].Sep == segment.Comma {
		return Verdict{Status: lexicon.Self, Rule: "self-as", Cue: c.span(as, as+2)}, true
	}
	if !c.is(as, lexicon.As) || !c.is(as+1, lexicon.Determiner) || !c.is(c.End, lexicon.OwnVoice) ||
		!c.opensClause(as) {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Self, Rule: "self-as", Cue: c.span(c.End, c.End+1)}, true
}

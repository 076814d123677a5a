package judge

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Reasons why a cue does not hang together with a finding.
const (
	farApart    = "a clause or verb of its own parts them"
	otherObject = "its object is something else"
	otherTopic  = "it is not about the finding"
	notSubject  = "it is said of something else"
	notWord     = "the finding is not used as a word"
	conditional = "it is part of a condition, a question or an aim"
	ownSubject  = "the text speaks of itself"
)

// unlinked says why the finding does not hang together with a cue as the rule asks; "" when it
// does.
func (c *Case) unlinked(r *lexicon.Rule, m match.Match) string {
	if r.Others && c.ownSubject(m.Start) {
		return ownSubject
	}
	if r.Asserts && c.conditional(m.Start) {
		return conditional
	}
	if m.End <= c.Start {
		return c.unlinkedBefore(r, m)
	}
	switch {
	case r.Link == lexicon.InPhrase && !c.compound(c.End, m.Start):
		return farApart
	case r.Link == lexicon.AsSubject && (!c.phrase(c.End, m.Start) || !c.isSubject()):
		return notSubject
	case r.Link == lexicon.AsWord && !c.asWord(c.first, false):
		return notWord
	}
	return ""
}

// unlinkedBefore is unlinked for a cue that comes before the finding.
func (c *Case) unlinkedBefore(r *lexicon.Rule, m match.Match) string {
	from, to := m.End, c.Start
	switch r.Link {
	case lexicon.AsObject:
		if !c.nounPhrase(from, to) {
			return otherObject
		}
	case lexicon.AsComplement:
		if !c.complement(from, to) {
			return otherObject
		}
	case lexicon.InPhrase:
		if !c.phrase(from, to) {
			return farApart
		}
	case lexicon.AsTopic:
		if !c.topic(from, to) {
			return otherTopic
		}
	case lexicon.AsSubject:
		return notSubject
	case lexicon.AsWord:
		if !c.nounPhrase(from, to) {
			return otherObject
		}
		if !c.asWord(from, c.opensClause(m.Start)) {
			return notWord
		}
	}
	return ""
}

// joined reports whether no more than a comma, or a bracket that opens, separates token i from the
// token before it.
func (p *Page) joined(i int) bool {
	switch p.Tokens[i].Sep {
	case segment.Blank, segment.Comma:
		return true
	case segment.Break:
		return i > 0 && strings.Trim(p.text()[p.Tokens[i-1].End:p.Tokens[i].Start], " (“‘\"") == ""
	}
	return false
}

// nounPhrase reports whether tokens [from, to) can only begin the noun phrase that token to goes on
// with: determiners, then adjectives.
func (p *Page) nounPhrase(from, to int) bool {
	described := false
	for i := from; i < to; i++ {
		switch {
		case p.Tokens[i].Sep > segment.Comma || p.is(i, lexicon.Breaker):
			return false
		case p.is(i, lexicon.Determiner):
			if described {
				return false
			}
		case p.is(i, lexicon.Preposition) || p.is(i, lexicon.Coordinator):
			return false
		default:
			described = true
		}
	}
	return to >= len(p.Tokens) || p.Tokens[to].Sep <= segment.Comma
}

// complement reports whether tokens [from, to) are a noun phrase, the object of a verb of naming,
// after which token to begins the name: "call people X", "labels a child an X".
func (p *Page) complement(from, to int) bool {
	for i := from; i < to; i++ {
		if p.Tokens[i].Sep > segment.Comma || p.is(i, lexicon.Breaker) || p.is(i, lexicon.Preposition) {
			return false
		}
	}
	return p.Tokens[to].Sep <= segment.Comma
}

// phrase reports whether tokens [from, to) stay within one noun phrase: nouns, adjectives,
// prepositions and what joins them, without a verb or another clause.
func (p *Page) phrase(from, to int) bool {
	begins := true // a determiner may come
	for i := from; i < to; i++ {
		comma := p.Tokens[i].Sep == segment.Comma
		switch {
		case !p.joined(i) && (i > from || !p.gapHolds(i, ":")) || p.is(i, lexicon.Breaker):
			return false
		case p.is(i, lexicon.Determiner):
			if !begins && !comma {
				return false
			}
		default:
			begins = p.is(i, lexicon.Preposition) || p.is(i, lexicon.Coordinator)
		}
	}
	return to >= len(p.Tokens) || p.joined(to) || from == to && p.gapHolds(to, ":")
}

// compound reports whether tokens [from, to) go on with a noun phrase without a comma or a bracket.
func (p *Page) compound(from, to int) bool {
	for i := from; i <= to && i < len(p.Tokens); i++ {
		if p.Tokens[i].Sep > segment.Blank {
			return false
		}
	}
	return p.phrase(from, to)
}

// topic reports whether tokens [from, to) lead from a word for words to what they are about: "about
// a flood of", "that they are".
func (p *Page) topic(from, to int) bool {
	switch {
	case from == to:
		return p.Tokens[to].Sep <= segment.Comma
	case !p.is(from, lexicon.About) || !p.joined(from):
		return false
	case p.is(from, lexicon.Preposition):
		return p.phrase(from, to)
	}
	for i := from; i <= to; i++ { // a clause that says what is said
		if p.Tokens[i].Sep > segment.Comma {
			return false
		}
	}
	return true
}

// isSubject reports whether the finding is what its clause is about: no preposition, and no verb
// that acts on it, comes before it. What claims are about stands for the claims.
func (c *Case) isSubject() bool {
	for i := c.Start - 1; i >= c.first && c.Tokens[i+1].Sep == segment.Blank; i-- {
		switch {
		case c.is(i, lexicon.Preposition):
			return i > c.first && c.is(i-1, lexicon.ClaimNoun)
		case c.is(i, lexicon.Breaker) || c.is(i, lexicon.Coordinator):
			return true
		case !c.is(i, lexicon.Determiner) && c.ends(c.word(i), lexicon.Gerund):
			return false
		}
	}
	return true
}

// asWord reports whether the finding is used as a word: it is in quotation marks or italics by
// itself, or lacks the determiner that its noun would need. Plurals need none, so they are words
// only in advice on words, and at the end of a clause or before "in headlines", "to describe". Its
// determiner is looked for from token from on.
func (c *Case) asWord(from int, advice bool) bool {
	if inner, _, ok := around(c.quotations(), c.Span); ok && inner.inner.Len() <= c.Span.Len()+2 {
		return true
	}
	if mark, ok := c.marked(document.Emphasis, c.Span); ok && mark.Len() <= c.Span.Len()+2 {
		return true
	}
	if !c.bare(from) {
		return false
	}
	ends := c.End >= c.end || c.Tokens[c.End].Sep >= segment.Break
	if c.is(c.End-1, lexicon.Singular) {
		return ends || c.Tokens[c.End].Sep == segment.Comma || c.is(c.End, lexicon.Breaker) ||
			c.is(c.End, lexicon.Preposition) || c.is(c.End, lexicon.Coordinator)
	}
	if !advice {
		return false
	}
	return ends || c.is(c.End, lexicon.InWords) && c.anyOf(c.End+1, c.End+4, lexicon.OnPage)
}

// anyOf reports whether one of tokens [first, end) of the sentence is a word of the class.
func (c *Case) anyOf(first, end int, class lexicon.Class) bool {
	for i := first; i < min(end, c.end); i++ {
		if c.is(i, class) {
			return true
		}
	}
	return false
}

// bare reports whether no determiner, number or owner from token from on belongs to the finding.
func (c *Case) bare(from int) bool {
	for i := c.Start - 1; i >= max(from, c.Start-3) && c.Tokens[i+1].Sep == segment.Blank; i-- {
		switch {
		case c.is(i, lexicon.Determiner) && !c.is(i, lexicon.Negation), c.Tokens[i].Form&segment.Possessive != 0,
			isDigit(c.text()[c.Tokens[i].Start]):
			return false
		case c.is(i, lexicon.Preposition), c.is(i, lexicon.Breaker), c.is(i, lexicon.Coordinator):
			return true
		}
	}
	return true
}

// conditional reports whether token at is in a condition, an indirect question or the aim of a
// duty: "unless", "whether", "to ensure that".
func (c *Case) conditional(at int) bool {
	for i := at - 1; i >= max(c.first, at-maxReported) && c.Tokens[i+1].Sep <= segment.Comma; i-- {
		if c.is(i, lexicon.Condition) {
			return true
		}
	}
	return false
}

// opensClause reports whether token i is the first of its clause, as an imperative is.
func (c *Case) opensClause(i int) bool { return i == c.first || c.Tokens[i].Sep >= segment.Comma }

// ownSubject reports whether the verb at token at has the author for its subject: "we said", "this
// report argues".
func (p *Page) ownSubject(at int) bool {
	for i := at - 1; i >= max(0, at-5) && p.Tokens[i+1].Sep <= segment.Comma; i-- {
		switch {
		case p.is(i, lexicon.OwnVoice):
			return true
		case p.is(i, lexicon.OwnText):
			return i > 0 && p.is(i-1, lexicon.This)
		case !p.besideVerb(i):
			return false
		}
	}
	return false
}

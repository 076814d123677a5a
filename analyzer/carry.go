package analyzer

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/language"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Carried is what a finding takes from outside its sentence: a mention of migrants before it, or
// the topic of its document. A reader can check it there.
type Carried struct {
	From document.Span // of the mention in Doc.Text; empty when it is the topic

	Mentions, Words int // of the document, when it is the topic
}

// How far a mention carries, and what makes a topic. A wrong carry is worse than a miss.
const (
	maxCarry      = 500 // bytes between a mention and the sentence that takes it: two or three sentences
	topicMentions = 4   // of migrants and migration at least, for a topic
	topicPer      = 100 // words in which a document about migration has a mention
)

// mention is the last mention of migrants or migration that the pass has come upon.
type lastMention struct {
	span    document.Span
	speaker string
	path    string
}

// carry reports whether a match holds where it is, and what it takes from outside its sentence: the
// people that its pronoun stands for, or the cue of its entry.
func (p *pass) carry(l *compiled, c *judge.Case, m match.Match) (*Carried, bool) {
	people, ok := p.standsFor(l, c, m)
	if !ok {
		return nil, false
	}
	cue, ok := p.cued(l, c, m)
	if people != nil {
		return people, ok || len(l.entries[m.Group].cues) > 0 // What it stands for is a mention.
	}
	return cue, ok
}

// cued reports whether the cue of a match's entry is within its reach, and what is carried from
// outside its sentence.
func (p *pass) cued(l *compiled, c *judge.Case, m match.Match) (*Carried, bool) {
	slots := l.entries[m.Group].cues
	if l.cued(c, slots) {
		return nil, true
	}
	if c.Entry.Reach == lexicon.ReachSentence {
		return nil, false
	}
	if from, ok := p.mentionBefore(l, c); ok {
		return &Carried{From: from}, true
	}
	if c.Entry.Reach != lexicon.ReachTopic {
		return nil, false
	}
	mentions, words := p.topic(l)
	if mentions < topicMentions || mentions*topicPer < words {
		return nil, false
	}
	return &Carried{Mentions: mentions, Words: words}, true
}

// mentionBefore finds the nearest mention of migrants before the sentence of a case: in its block,
// or at the end of the block before in the same section and by the same speaker.
func (p *pass) mentionBefore(l *compiled, c *judge.Case) (document.Span, bool) {
	first, _ := c.Words()
	text := p.doc.Text
	for i := first - 1; i >= 0; i-- {
		if c.Sentence.Start-int(p.tokens[i].End) > maxCarry {
			return document.Span{}, false
		}
		if end := l.mentionAt(text, p.tokens, i); end > i {
			return document.Span{Start: int(p.tokens[i].Start), End: int(p.tokens[end-1].End)}, true
		}
	}
	b := &p.doc.Blocks[c.Block]
	if before := p.last; before.span.Len() > 0 && c.Sentence.Start-before.span.End <= maxCarry &&
		before.speaker == b.Speaker && before.path == b.Path {
		return before.span, true
	}
	return document.Span{}, false
}

// standsFor resolves the pronoun that a match took in place of people, if it took one: it stands
// for the last plural people before it in the same block, where no other plural noun comes between.
// It reports false when the pronoun does not stand for migrants.
func (p *pass) standsFor(l *compiled, c *judge.Case, m match.Match) (*Carried, bool) {
	at := p.pronoun(l, c.Start, c.End)
	if at < 0 || !strings.Contains(c.Entry.Match[m.Pattern].Text, "{"+pronouns) {
		return nil, true
	}
	for i := at - 1; i >= 0 && c.Sentence.Start-int(p.tokens[i].End) <= maxCarry; i-- {
		end, ok := l.plural.Find(p.doc.Text, p.tokens, i)
		if !ok || end > at {
			continue
		}
		span := document.Span{Start: int(p.tokens[i].Start), End: int(p.tokens[end-1].End)}
		return &Carried{From: span}, p.noPlural(l, i, end, at)
	}
	return nil, false
}

// pronoun returns the token of a match at which a pronoun stands in place of people, or -1 when
// there is none, or the people are named.
func (p *pass) pronoun(l *compiled, start, end int) int {
	if l.they == nil {
		return -1
	}
	at := -1
	for i := start; i < end; i++ {
		if _, ok := l.they.Find(p.doc.Text, p.tokens, i); ok {
			at = i
		}
	}
	for i := start; at >= 0 && i < end; i++ {
		if l.mentionAt(p.doc.Text, p.tokens, i) > i {
			return -1
		}
	}
	return at
}

// maxHead is how many words before people may hold the noun that they depend on.
const maxHead = 4

// noPlural reports whether no other noun in the plural is there that a pronoun at could stand for:
// none between end and at, and none that the people of start depend on, as in "letters about
// migrants". Of a group of people it is the people that are meant.
func (p *pass) noPlural(l *compiled, start, end, at int) bool {
	if l.tag == nil {
		return false
	}
	from := start
	for from > 0 && start-from < maxHead && p.tokens[from].Sep < segment.Comma {
		from--
	}
	var words []string
	for i := from; i <= at; i++ {
		words = append(words, p.doc.Text[p.tokens[i].Start:p.tokens[i].End])
	}
	tags, err := l.tag(words)
	if err != nil || len(tags) != len(words) {
		return false
	}
	for i := end; i < at; i++ {
		if tags[i-from] == language.Plural && l.mentionAt(p.doc.Text, p.tokens, i) == i {
			return false
		}
	}
	for i := start - 1; i > from; i-- {
		word := strings.ToLower(p.word(&p.tokens[i]))
		if l.number.preposition[word] && word != l.number.of {
			return tags[i-1-from] != language.Plural || l.mentionAt(p.doc.Text, p.tokens, i-1) > i-1
		}
	}
	return true
}

// mentionAt returns the end of the longest mention that begins at token i, or i.
func (l *compiled) mentionAt(text string, tokens []segment.Token, i int) int {
	end := i
	for _, set := range l.people {
		if e, ok := set.Find(text, tokens, i); ok {
			end = max(end, e)
		}
	}
	return end
}

// topic counts the mentions of migrants and the words of the whole document, once: those of the
// blocks before the one at hand have been counted.
func (p *pass) topic(l *compiled) (mentions, words int) {
	if !p.counted {
		p.counted = true
		p.topicMentions, p.topicWords = p.begun.mentions, p.begun.words
		text := p.doc.Text
		var tokens []segment.Token
		var marked []int32
		for i := p.begun.block; i < len(p.doc.Blocks); i++ {
			b := &p.doc.Blocks[i]
			if b.Exclusion != document.Included {
				continue
			}
			var before seam
			for s, ok := firstStretch(text, b.Span), true; ok; s, ok = s.next(text, b.Span) {
				tokens, marked = l.words.ScanMarked(text, s.span.Start, s.span.End, tokens[:0], marked[:0])
				first, end := s.tokens(tokens)
				p.topicWords += end - first
				count, _ := l.mentions(text, tokens, within(marked, first, end), &before)
				p.topicMentions += count
			}
		}
	}
	return p.topicMentions, p.topicWords
}

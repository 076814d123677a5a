package judge

import (
	"slices"
	"sort"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// NewPage prepares a block for judging. Tokens are the words of the block, scanned with the judge's
// vocabulary, or those of a stretch of it.
func (j *Judge) NewPage(d *document.Document, block int, tokens []segment.Token, o *Outline) *Page {
	j.prepare()
	return &Page{Judge: j, Doc: d, Block: block, Tokens: tokens, outline: o}
}

// Turn goes on to another stretch of the block, of which tokens are the words.
func (p *Page) Turn(tokens []segment.Token) {
	p.Tokens, p.sentence, p.cached, p.years, p.falsity = tokens, document.Span{}, nil, nil, nil
	p.numbers = p.numbers[:0]
}

// Case is the finding of tokens [start, end) on the page.
func (p *Page) Case(e *lexicon.Entry, start, end int) *Case {
	c := &Case{Page: p, Entry: e, Start: start, End: end}
	c.Span = document.Span{Start: int(p.Tokens[start].Start), End: int(p.Tokens[end-1].End)}
	if p.sentence.Contains(c.Span) && p.sentence.Len() > 0 {
		c.Sentence = p.sentence
	} else {
		c.Sentence = p.Judge.sentences.Sentence(p.Doc.Text, p.block().Span, c.Span)
		p.sentence, p.cached, p.years, p.falsity = c.Sentence, nil, nil, nil
	}
	c.first, c.end = p.tokensOf(c.Sentence)
	return c
}

// CaseAt is the finding of the words that lie within s.
func (p *Page) CaseAt(e *lexicon.Entry, s document.Span) *Case {
	start, end := p.tokensOf(s)
	return p.Case(e, start, end)
}

func (p *Page) block() *document.Block { return &p.Doc.Blocks[p.Block] }

func (p *Page) text() string { return p.Doc.Text }

// tokensOf is the range of tokens that lie within s.
func (p *Page) tokensOf(s document.Span) (first, end int) {
	first = sort.Search(len(p.Tokens), func(i int) bool { return int(p.Tokens[i].Start) >= s.Start })
	end = first + sort.Search(len(p.Tokens)-first, func(i int) bool { return int(p.Tokens[first+i].Start) >= s.End })
	return first, end
}

// Words is the range of the sentence's tokens.
func (c *Case) Words() (first, end int) { return c.first, c.end }

// span is the text of tokens [first, end).
func (p *Page) span(first, end int) document.Span {
	if first >= end {
		return document.Span{}
	}
	return document.Span{Start: int(p.Tokens[first].Start), End: int(p.Tokens[end-1].End)}
}

func (p *Page) word(i int) string {
	t := &p.Tokens[i]
	return segment.Fold(p.text()[t.Start:t.End])
}

// is reports whether token i is a word of that class.
func (p *Page) is(i int, class lexicon.Class) bool {
	if len(p.numbers) == 0 {
		p.numbers = append(p.numbers, make([]int32, len(p.Tokens))...)
	}
	if p.numbers[i] == notAsked {
		p.numbers[i] = unclassed
		if n, ok := p.Judge.number[p.word(i)]; ok {
			p.numbers[i] = n
		}
	}
	return slices.Contains(p.Judge.classed[p.numbers[i]], class)
}

// ends reports whether word ends as the class says.
func (p *Page) ends(word string, class lexicon.Class) bool {
	return slices.ContainsFunc(p.Judge.endings[class], func(ending string) bool {
		return strings.HasSuffix(word, ending)
	})
}

// quotations are those of the block, found once.
func (p *Page) quotations() []quote {
	if !p.quoted {
		p.quotes, p.quoted = quotations(p.text(), p.block().Span, p.Judge.owns), true
	}
	return p.quotes
}

// marked reports whether an inline mark of that kind holds s.
func (p *Page) marked(kind document.MarkKind, s document.Span) (document.Span, bool) {
	if p.marks == nil {
		p.marks = marksIn(p.Doc.Marks, p.block().Span)
	}
	list := p.marks[kind]
	var found document.Span
	ok := false
	last := sort.Search(len(list), func(i int) bool { return list[i].Start > s.Start }) - 1
	for i := last; i >= 0 && list[i].reach >= s.End; i-- {
		if list[i].Contains(s) {
			found, ok = list[i].Span, true
		}
	}
	return found, ok
}

// mark is an inline mark of a block, and the furthest end of those up to it: where that lies before
// a place, no mark holds the place.
type mark struct {
	document.Span
	reach int
}

// marksIn are the marks that begin in a block, by kind.
func marksIn(marks []document.Mark, block document.Span) map[document.MarkKind][]mark {
	kinds := map[document.MarkKind][]mark{}
	from := sort.Search(len(marks), func(i int) bool { return marks[i].Start >= block.Start })
	for _, m := range marks[from:] {
		if m.Start >= block.End {
			break
		}
		list := kinds[m.Kind]
		reach := m.End
		if n := len(list); n > 0 {
			reach = max(reach, list[n-1].reach)
		}
		kinds[m.Kind] = append(list, mark{m.Span, reach})
	}
	return kinds
}

// slotIn is the first (or last) member of the slot in tokens [first, end).
func (p *Page) slotIn(name string, first, end int, last bool) (at, to int, ok bool) {
	set := p.Judge.slots[name]
	if set == nil {
		return 0, 0, false
	}
	for i := first; i < end; i++ {
		if e, found := set.Find(p.text(), p.Tokens, i); found && e <= end {
			if at, to, ok = i, e, true; !last {
				return at, to, ok
			}
		}
	}
	return at, to, ok
}

// sentenceCues are the cues of all rules in the sentence.
func (c *Case) sentenceCues() []match.Match {
	if c.cached == nil {
		c.cached = c.Judge.cues.All(c.text(), c.Tokens[c.first:c.end], make([]match.Match, 0, 8))
		for i := range c.cached {
			c.cached[i].Start += c.first
			c.cached[i].End += c.first
		}
	}
	return c.cached
}

// byCue asks the cue rules [from, to) in the order of cues.yaml, which is the order of the cues
// too.
func (c *Case) byCue(from, to int) (Verdict, bool) {
	cues := c.sentenceCues()
	intro, introCues := c.intro()
	for n := from; n < to; n++ {
		cues, introCues = fromRule(cues, n), fromRule(introCues, n)
		switch { // Rules without a cue are passed over.
		case len(cues) == 0 && len(introCues) == 0:
			return Verdict{}, false
		case len(cues) == 0 || len(introCues) > 0 && introCues[0].Group < cues[0].Group:
			n = introCues[0].Group
		default:
			n = cues[0].Group
		}
		if n >= to {
			break
		}
		r := c.Judge.lang.Rules()[n]
		if r.Where.Heads() {
			continue
		}
		for _, m := range cues {
			if m.Group > n {
				break
			}
			if c.refuses(r, n, m) == "" {
				return Verdict{Status: r.Status, Rule: r.Name, Cue: c.span(m.Start, m.End)}, true
			}
		}
		if r.Where == lexicon.After || r.Where == lexicon.Within || len(introCues) == 0 || !c.applies(r) {
			continue
		}
		for _, m := range introCues {
			if m.Group > n {
				break
			}
			if len(intro.Tokens)-m.End <= r.Reach && intro.stopped(n, m.End, len(intro.Tokens)) == "" {
				return Verdict{Status: r.Status, Rule: r.Name, Cue: intro.span(m.Start, m.End)}, true
			}
		}
	}
	return Verdict{}, false
}

// byCueOf asks the cue rules of one status that ask for a link.
func (c *Case) byCueOf(status lexicon.Status) (Verdict, bool) {
	rules := c.Judge.lang.Rules()
	for _, m := range c.sentenceCues() {
		r := rules[m.Group]
		if r.Status == status && r.Link != "" && !r.Where.Heads() && c.refuses(r, m.Group, m) == "" {
			return Verdict{Status: r.Status, Rule: r.Name, Cue: c.span(m.Start, m.End)}, true
		}
	}
	return Verdict{}, false
}

// fromRule are those of cues, which are in the order of the rules, that belong to rule n or a later
// one.
func fromRule(cues []match.Match, n int) []match.Match {
	for len(cues) > 0 && cues[0].Group < n {
		cues = cues[1:]
	}
	return cues
}

const notForEntry = "the rule is not for this kind of term"

// refuses says why a cue does not decide; "" when it does.
func (c *Case) refuses(r *lexicon.Rule, n int, m match.Match) string {
	var distance, from, to int
	switch {
	case m.Start < c.End && c.Start < m.End:
		if r.Where != lexicon.Within {
			return "it is part of the finding"
		}
		if !c.applies(r) {
			return notForEntry
		}
		if r.Asserts && c.conditional(m.Start) {
			return conditional
		}
		return ""
	case r.Where == lexicon.Within:
		return "it counts only inside the finding"
	case m.End <= c.Start:
		if r.Where == lexicon.After {
			return "it comes before the finding, and counts only after it"
		}
		from, to = m.End, c.Start
	default:
		if r.Where == lexicon.Before {
			return "it comes after the finding, and counts only before it"
		}
		from, to = c.End, m.Start
	}
	if distance = to - from; distance > r.Reach {
		return "it is too far away"
	}
	if !c.applies(r) {
		return notForEntry
	}
	if reason := c.unlinked(r, m); reason != "" {
		return reason
	}
	return c.stopped(n, from, to)
}

// applies reports whether the rule is for this entry.
func (c *Case) applies(r *lexicon.Rule) bool {
	if len(r.For) == 0 {
		return true
	}
	for _, f := range r.For {
		switch {
		case f == c.Entry.Category.ID, strings.HasPrefix(c.Entry.Category.ID, f+"."),
			f == "practice" && c.Entry.Category.Practice, f == "advisory" && c.Entry.Tier == lexicon.Advisory:
			return true
		}
	}
	return false
}

// stopped returns the word between cue and finding that parts them; "" for nothing.
func (p *Page) stopped(rule, from, to int) string {
	for i := from; i < to; i++ {
		if slices.Contains(p.Judge.stops[rule], p.Judge.words.Number(p.text(), &p.Tokens[i])) {
			return "the word “" + p.word(i) + "” parts them"
		}
	}
	if from > 0 && to < len(p.Tokens) && strings.Contains(p.text()[p.Tokens[from-1].End:p.Tokens[to].Start], ";") {
		return "a semicolon parts them"
	}
	return ""
}

// maxIntro is how far back the sentence that introduces a list is looked for, in blocks.
const maxIntro = 200

// intro is the end of the sentence that introduces the list whose item this is, with its cues. A
// list continues that sentence.
func (c *Case) intro() (*Page, []match.Match) {
	if c.block().Role != document.ListItem && c.block().Role != document.Cell {
		return nil, nil
	}
	blocks := c.Doc.Blocks
	i := c.Block - 1
	for i >= 0 && c.Block-i < maxIntro &&
		(blocks[i].Role == c.block().Role || blocks[i].Exclusion != document.Included) {
		i--
	}
	if i < 0 || blocks[i].Role == c.block().Role || blocks[i].Exclusion != document.Included {
		return nil, nil
	}
	if c.introPage == nil || c.introPage.Block != i {
		text := strings.TrimRight(c.Doc.Text[blocks[i].Start:blocks[i].End], " \n")
		if !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "—") && !strings.HasSuffix(text, "–") {
			return nil, nil
		}
		end := blocks[i].Start + len(text)
		s := c.Judge.sentences.Sentence(c.Doc.Text, blocks[i].Span, document.Span{Start: end - 1, End: end})
		tokens := c.Judge.words.Scan(c.Doc.Text, s.Start, s.End, nil)
		c.introPage = &Page{Judge: c.Judge, Doc: c.Doc, Block: i, Tokens: tokens}
		c.introCues = c.Judge.cues.All(c.Doc.Text, tokens, nil)
	}
	return c.introPage, c.introCues
}

package judge

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// bibliography decides entries of reference lists by their form: a year in brackets, a quoted
// title, volume and pages.
func (c *Case) bibliography() (Verdict, bool) {
	if c.block().Role == document.Citation {
		return Verdict{Status: lexicon.Named, Rule: "citation"}, true
	}
	if c.block().Len() > 700 {
		return Verdict{}, false
	}
	if c.works == nil {
		signs := c.referenceSigns()
		c.works = &signs
	}
	signs := *c.works
	if signs < 3 && (len(c.quotations()) > 0 || c.emphasised()) {
		signs++
	}
	if signs < 3 {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "bibliography"}, true
}

// referenceSigns counts the signs of an entry of a reference list in the block, but for a title.
func (p *Page) referenceSigns() int {
	text := p.block().Of(p.text())
	signs := 0
	for i := 0; i+5 < len(text); i++ {
		if text[i] == '(' && isYear(text[i+1:i+5]) && strings.IndexByte("),;abcdef ", text[i+5]) >= 0 {
			signs++
			break
		}
	}
	for _, sign := range p.Judge.works {
		if strings.Contains(text, sign) {
			signs++
		}
	}
	if volume(text) {
		signs++
	}
	return signs
}

func (c *Case) emphasised() bool {
	_, ok := c.marked(document.Emphasis, c.Span)
	return ok
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == "" && s >= "1500" && s <= "2099"
}

// volume reports whether text holds volume(issue): 12(3).
func volume(text string) bool {
	for i := 1; i+2 < len(text); i++ {
		if text[i] == '(' && isDigit(text[i-1]) && isDigit(text[i+1]) {
			if end := strings.IndexByte(text[i:], ')'); end > 1 && end <= 4 {
				return true
			}
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// maxTitle is how many words of a title are looked at on either side of a finding.
const maxTitle = 25

// title decides official names and titles of works: a span in title case around the finding that
// holds a title noun or is plainly a work.
func (c *Case) title() (Verdict, bool) {
	if mark, ok := c.marked(document.Work, c.Span); ok {
		return Verdict{Status: lexicon.Named, Rule: "work", Cue: mark}, true
	}
	if v, ok := c.titleOn(); ok {
		return v, true
	}
	if !c.titleCase(c.Start, c.End) {
		return Verdict{}, false
	}
	first, end := c.titleSpan()
	whole := (first-c.first)+(c.end-end) <= 1 // a headline, where capitals say little
	if caps := c.Tokens[c.Start].Form&segment.Capitals != 0; caps && !c.datedAfter(end) {
		return Verdict{}, false
	}
	for i := first; i < end; i++ {
		if v, ok := c.titleNoun(i, end, whole); ok {
			return v, true
		}
	}
	return c.work(first, end)
}

// titleCase reports whether tokens [first, end) are capitalised, small connecting words aside.
func (c *Case) titleCase(first, end int) bool {
	for i := first; i < end; i++ {
		if !c.capital(i) && !c.is(i, lexicon.Connector) {
			return false
		}
	}
	return true
}

// titleNoun decides by a title noun at token i of the capitalised words around the finding, which
// go on until end. Whole says that they are the whole sentence.
func (c *Case) titleNoun(i, end int, whole bool) (Verdict, bool) {
	to, ok := c.member(titleNouns, i)
	if !ok || i >= c.Start && i < c.End || !c.capital(i) {
		return Verdict{}, false
	}
	dated := c.datedAfter(to)
	if i > c.Start && to < end && !dated && !c.is(to, lexicon.Connector) { // "Illegal Migrants Act With Impunity"
		return Verdict{}, false
	}
	if whole && !dated && (to >= c.Start || !c.is(to, lexicon.Connector) || c.is(i, lexicon.PlanNoun)) {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "title", Cue: c.span(i, to)}, true
}

// work decides the title of a book or article: in title case within a sentence that is not, italic,
// next to an author's name, or after the name of a kind of work.
func (c *Case) work(first, end int) (Verdict, bool) {
	capitals := 0
	for i := first; i < end; i++ {
		if c.capital(i) && (i < c.Start || i >= c.End) {
			capitals++
		}
	}
	if mark, ok := c.marked(document.Emphasis, c.Span); ok && capitals > 0 && mark.Len() > c.Span.Len()+3 {
		return Verdict{Status: lexicon.Named, Rule: "work", Cue: mark}, true
	}
	after := strings.TrimLeft(c.text()[c.Tokens[end-1].End:c.Sentence.End], " \n")
	bracket := strings.HasPrefix(after, "(") && end < c.end && c.capital(end)
	subtitled := first > c.first && strings.HasPrefix(after, ":") && c.titled(end, min(end+3, c.end))
	authored := c.authored() && end >= c.end
	if capitals > 0 && (bracket || c.afterWorkNoun(first)) || authored || subtitled {
		return Verdict{Status: lexicon.Named, Rule: "work", Cue: c.span(first, end)}, true
	}
	return Verdict{}, false
}

// authored reports whether the sentence begins with an author's name and a comma: "Hochschild,
// Strangers in Their Own Land."
func (c *Case) authored() bool {
	for i := c.first + 1; i <= min(c.Start, c.first+3); i++ {
		if c.Tokens[i].Sep == segment.Comma && c.capital(i-1) && c.capital(i) && c.End-c.Start > 1 {
			return true
		}
	}
	return false
}

// afterWorkNoun reports whether a title that begins at token first, or whose subtitle does, follows
// the name of a kind of work in small letters: "her book Strangers: The …".
func (c *Case) afterWorkNoun(first int) bool {
	if first > c.first && c.Tokens[first].Sep == segment.Break && c.gapHolds(first, ":") {
		first--
		for first > c.first && c.Tokens[first].Sep == segment.Blank && c.titleCase(first-1, first) {
			first--
		}
	}
	before := first - 1
	return first > c.first && c.Tokens[first].Sep <= segment.Comma && c.is(before, lexicon.WorkNoun) &&
		!c.capital(before)
}

// titleOn decides "Regulation (EU) 2024/1351 on asylum and migration management": a capitalised
// title noun, a preposition, then small letters without a verb of the sentence.
func (c *Case) titleOn() (Verdict, bool) {
	at, to, ok := c.slotIn(titleNouns, max(c.first, c.Start-14), c.Start, true)
	if !ok || !c.capital(at) || !c.is(at, lexicon.LawTitle) || c.Tokens[at].Form&segment.Capitals != 0 {
		return Verdict{}, false
	}
	prepositions := 0
	for i := to; i < c.Start; i++ {
		switch {
		case c.is(i, lexicon.TitleAbout):
			prepositions++
		case c.Tokens[i].Sep == segment.Stop, c.function(i) && !c.is(i, lexicon.Connector),
			c.is(i, lexicon.Predicate):
			return Verdict{}, false
		}
	}
	if prepositions == 0 || c.Tokens[c.Start].Sep == segment.Stop {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "title", Cue: c.span(at, to)}, true
}

func (p *Page) capital(i int) bool {
	t := &p.Tokens[i]
	r := p.text()[t.Start]
	return t.Form&segment.Capitalised != 0 || isDigit(r)
}

// titleSpan is the run of capitalised words and connectors around the finding, without connectors
// at its rims.
func (c *Case) titleSpan() (first, end int) {
	first, end = c.Start, c.End
	for i := c.Start - 1; i >= max(c.first, c.Start-maxTitle) && c.Tokens[i+1].Sep <= segment.Comma; i-- {
		if c.capital(i) {
			first = i
		} else if !c.is(i, lexicon.Connector) {
			break
		}
	}
	for i := c.End; i < min(c.end, c.End+maxTitle) && c.Tokens[i].Sep <= segment.Comma; i++ {
		if c.capital(i) {
			end = i + 1
		} else if !c.is(i, lexicon.Connector) {
			break
		}
	}
	return first, end
}

// datedAfter reports whether a number follows a title noun: "Act 2023", "Act of 1996", "Regulation
// (EU) No 604/2013".
func (c *Case) datedAfter(i int) bool {
	for k := i; k < min(i+3, c.end); k++ {
		if isDigit(c.text()[c.Tokens[k].Start]) {
			return true
		}
		if !c.is(k, lexicon.Number) {
			return false
		}
	}
	return false
}

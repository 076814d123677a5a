package judge

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Outline tells which headings stand above a block. It is built once for a document and may be shared by goroutines afterwards.
type Outline struct {
	above  []int32 // by block: the nearest heading at or above it, -1 for none
	parent []int32 // by block, of headings: the heading above of a smaller level, -1 for none
}

// NewOutline reads the headings of d.
func NewOutline(d *document.Document) *Outline {
	o := &Outline{above: make([]int32, len(d.Blocks)), parent: make([]int32, len(d.Blocks))}
	current := int32(-1)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		o.above[i] = current
		if b.Role != document.Heading {
			continue
		}
		up := current
		for up >= 0 && d.Blocks[up].Level >= b.Level {
			up = o.parent[up]
		}
		o.parent[i] = up
		current = int32(i)
	}
	return o
}

// section gives a finding the status of a heading above it: "Terms to avoid", "Glossary", "References". The heading must consist of the cue and
// little more.
func (c *Case) section() (Verdict, bool) {
	if c.outline == nil {
		return Verdict{}, false
	}
	for h := c.outline.above[c.Block]; h >= 0; h = c.outline.parent[h] {
		b := &c.Doc.Blocks[h]
		tokens := c.Judge.words.Scan(c.Doc.Text, b.Start, min(b.End, b.Start+200), nil)
		for _, m := range c.Judge.cues.All(c.Doc.Text, tokens, nil) {
			r := c.Judge.lang.Rules[m.Group]
			if r.Where == lexicon.Section && len(tokens)-(m.End-m.Start) <= r.Reach && c.applies(r) {
				return Verdict{Status: r.Status, Rule: r.Name, Cue: document.Span{Start: int(tokens[m.Start].Start), End: int(tokens[m.End-1].End)}}, true
			}
		}
	}
	return Verdict{}, false
}

// maxLead is how many bytes before or after a quotation are searched for the words that introduce it.
const maxLead = 200

// amendment decides what stands in new law: text between quotation marks after "insert" or "to read as follows" is the bill's own voice, words
// after "strike" or "omit" are taken out.
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
	for _, q := range quotes {
		if q.depth == 0 && q.outer.End <= outer.outer.Start {
			previous, before = q.outer.End, q
		}
	}
	if strings.TrimSpace(c.text()[previous:outer.outer.Start]) == "" && before.outer.Len() == 0 {
		return c.amendmentAbove()
	}
	lead := document.Span{Start: max(previous, outer.outer.Start-maxLead), End: outer.outer.Start}
	if s := segment.Sentence(c.text(), c.block().Span, document.Span{Start: lead.End, End: lead.End}); s.Start > lead.Start && s.Start < lead.End {
		lead.Start = s.Start
	}
	return c.amends(c.Page, lead, before, outer)
}

// amends reads the words between the quotation before and this one, and those behind it.
func (c *Case) amends(p *Page, lead document.Span, before, q quote) (Verdict, bool) {
	first, end := p.tokensOf(lead)
	in, inEnd, inserts := p.slotIn(insertVerbs, first, end, true)
	out, outEnd, strikes := p.slotIn(strikeVerbs, first, end, true)
	switch {
	case inserts && (!strikes || in > out):
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
		if at, _ := p.tokensOf(before.outer); at > 0 && (p.word(at-1) == "after" || p.word(at-1) == "before") {
			return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(first, end)}, true
		}
	}
	switch last := p.word(end - 1); last {
	case "for", "of": // for “X” substitute “Y”; in place of “X” insert “Y”; substitute “Y” for “X”
		tail := document.Span{Start: q.outer.End, End: min(q.outer.End+60, p.block().End)}
		if next := strings.IndexAny(p.text()[tail.Start:tail.End], "“\"‘"); next >= 0 {
			tail.End = tail.Start + next
		}
		a, b := p.tokensOf(tail)
		if at, to, ok := p.slotIn(insertVerbs, a, b, false); ok {
			return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(at, to)}, true
		}
		if before.outer.Len() > 0 && last == "for" && p.introduced(insertVerbs, before) {
			return Verdict{Status: lexicon.Rejected, Rule: "struck", Cue: p.span(end-1, end)}, true
		}
	case "with", "by": // replace “X” with “Y”
		if before.outer.Len() > 0 && p.introduced(strikeVerbs, before) {
			return Verdict{Status: lexicon.Used, Rule: "inserted", Cue: p.span(end-1, end)}, true
		}
	}
	return Verdict{}, false
}

// struckAfter tells whether the words behind a quotation take it out: “X” is repealed, “X” shall be omitted.
func (p *Page) struckAfter(q quote) (at, to int, ok bool) {
	first, end := p.tokensOf(document.Span{Start: q.outer.End, End: min(q.outer.End+60, p.block().End)})
	if first == end {
		return 0, 0, false
	}
	if p.word(first) == "in" || p.word(first) == "of" { // “X” in section 2 is repealed
		for limit := min(first+7, end-1); first < limit && p.word(first) != "is" && p.word(first) != "are"; {
			first++
		}
	}
	switch p.word(first) {
	case "is", "are", "shall":
		return p.slotIn(strikeVerbs, first+1, min(first+4, end), false)
	}
	return 0, 0, false
}

// introduced tells whether the words right before a quotation hold a member of the slot.
func (p *Page) introduced(slot string, q quote) bool {
	first, end := p.tokensOf(document.Span{Start: max(p.block().Start, q.outer.Start-60), End: q.outer.Start})
	_, _, ok := p.slotIn(slot, max(first, end-4), end, true)
	return ok
}

// amendmentAbove looks at what introduces a row of quoted paragraphs: "is amended to read as follows:".
func (c *Case) amendmentAbove() (Verdict, bool) {
	blocks := c.Doc.Blocks
	i := c.Block - 1
	for ; i >= 0 && c.Block-i < maxIntro; i-- {
		r, _ := utf8.DecodeRuneInString(c.Doc.Text[blocks[i].Start:blocks[i].End])
		if !strings.ContainsRune("“\"‘'", r) && blocks[i].Role != document.Running && blocks[i].Role != document.Note {
			break
		}
	}
	if i < 0 || c.Block-i >= maxIntro {
		return Verdict{}, false
	}
	text := strings.TrimRight(c.Doc.Text[blocks[i].Start:blocks[i].End], " \n")
	if !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "—") && !strings.HasSuffix(text, "–") && !strings.HasSuffix(text, "-") {
		return Verdict{}, false
	}
	end := blocks[i].Start + len(text)
	lead := document.Span{Start: max(blocks[i].Start, end-maxLead), End: end}
	p := &Page{Judge: c.Judge, Doc: c.Doc, Block: i, Tokens: c.Judge.words.Scan(c.Doc.Text, lead.Start, lead.End, nil)}
	return c.amends(p, lead, quote{}, quote{outer: document.Span{Start: end, End: end}})
}

// definition decides a term that the text itself defines: that is its own voice, unless it takes over another law's meaning.
func (c *Case) definition() (Verdict, bool) {
	inner, _, quoted := around(c.quotations(), c.Span)
	end := c.Span.End
	if quoted {
		if inner.outer.End-end > 40 {
			return Verdict{}, false
		}
		if first, _ := c.tokensOf(inner.outer); first > c.first && c.word(first-1) == "what" { // they asked what “return hub” means
			return Verdict{}, false
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
	if law, lawEnd, ok := c.slotIn(lawNouns, to, min(to+12, c.end), false); ok && c.numberNear(lawEnd) && c.takesOver(to) {
		return Verdict{Status: lexicon.Legal, Rule: "defined-elsewhere", Cue: c.span(law, lawEnd)}, true
	}
	return Verdict{Status: lexicon.Used, Rule: "definition", Cue: c.span(at, to)}, true
}

// takesOver tells whether a definition points elsewhere right behind its verb: "has the meaning given in section 3", "as defined in".
func (c *Case) takesOver(to int) bool {
	for i := to; i < min(to+5, c.end); i++ {
		switch c.word(i) {
		case "given", "defined", "assigned", "meaning", "same", "set", "provided":
			return true
		}
	}
	return false
}

// numberNear tells whether a number stands within four words of token i.
func (c *Case) numberNear(i int) bool {
	for ; i < min(i+4, len(c.Tokens)); i++ {
		if r := c.text()[c.Tokens[i].Start]; r >= '0' && r <= '9' {
			return true
		}
		if i >= c.end {
			break
		}
	}
	return false
}

// scareQuotes decides short quotations: marks around the term and at most one word more, or around its first words alone, keep it at a distance.
func (c *Case) scareQuotes() (Verdict, bool) {
	quotes := c.quotations()
	if inner, _, ok := around(quotes, c.Span); ok {
		first, end := c.tokensOf(inner.inner)
		if end-first > c.End-c.Start+1 {
			return Verdict{}, false
		}
		if end-first >= 4 && c.titled(first, end) {
			return Verdict{Status: lexicon.Named, Rule: "work", Cue: inner.outer}, true
		}
		rule, cue := "scare-quotes", inner.outer
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
			return Verdict{Status: lexicon.Mentioned, Rule: "scare-quotes", Cue: inner.outer}, true
		}
	}
	return Verdict{}, false
}

// titled tells whether tokens [first, end) are in title case, as the title of a work is.
func (c *Case) titled(first, end int) bool {
	for i := first; i < end; i++ {
		if !c.capital(i) && !connectors[c.word(i)] || c.Tokens[i].Form&segment.Capitals != 0 {
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
		if c.word(i) != "that" {
			continue
		}
		at, to, ok := c.slotIn(reportVerbs, max(c.first, i-3), i, true)
		if !ok || to < i-1 || at == c.first {
			continue
		}
		for k := at - 1; k >= max(c.first, at-4); k-- { // we said that; I do not believe that; this report argues that
			switch c.word(k) {
			case "we", "i", "report", "paper", "study", "article", "this":
				return Verdict{}, false
			}
		}
		return Verdict{Status: lexicon.Quoted, Rule: "reported-speech", Cue: c.span(at, i+1), Speaker: c.speaker(max(c.first, at-6), at, true)}, true
	}
	return Verdict{}, false
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
		for to > from && connectors[c.word(to-1)] {
			to--
		}
	}
	for i := from; i < to; i++ {
		if c.Tokens[i].Form&segment.Capitalised != 0 || c.word(i) == "the" && i+1 < to {
			return c.span(from, to)
		}
	}
	return document.Span{}
}

// besideVerb tells whether token i belongs to the verb of speech rather than to its subject.
func (c *Case) besideVerb(i int) bool {
	switch w := c.word(i); w {
	case "has", "have", "had", "even", "also", "then", "once", "later", "again", "never", "often", "now", "still", "just":
		return true
	default:
		return strings.HasSuffix(w, "ly")
	}
}

// nominal tells whether token i may belong to a name or role.
func (c *Case) nominal(i int) bool {
	switch c.word(i) {
	case "the", "of", "a", "an", "for":
		return true
	case "whereas", "while", "because", "although", "if", "as", "when", "after", "before", "since", "where", "to", "by", "in", "on", "at":
		return false
	}
	return !c.function(i)
}

var connectors = map[string]bool{"of": true, "and": true, "for": true, "the": true, "on": true, "in": true, "to": true, "or": true, "a": true, "an": true,
	"by": true, "with": true, "from": true, "against": true, "as": true, "at": true, "its": true, "their": true, "own": true, "&": true}

func (c *Case) function(i int) bool {
	switch w := c.word(i); w {
	case "that", "who", "which", "he", "she", "they", "it", "we", "i", "has", "have", "had", "is", "was", "were", "are", "been", "when", "then", "also", "this", "these", "but", "not":
		return true
	default:
		return connectors[w]
	}
}

// bibliography decides entries of reference lists by their form: a year in brackets, a quoted title, volume and pages.
func (c *Case) bibliography() (Verdict, bool) {
	if c.block().Role == document.Citation {
		return Verdict{Status: lexicon.Named, Rule: "citation"}, true
	}
	if c.block().Len() > 700 {
		return Verdict{}, false
	}
	text := c.block().Of(c.text())
	signs := 0
	for i := 0; i+5 < len(text); i++ {
		if text[i] == '(' && isYear(text[i+1:i+5]) && strings.IndexByte("),;abcdef ", text[i+5]) >= 0 {
			signs++
			break
		}
	}
	for _, sign := range []string{" pp. ", " p. ", "doi", "ISBN", "University Press", "Journal", "Vol.", " vol. ", "eds.", "(ed.)", "https://", "http://", " et al", "Retrieved", "accessed "} {
		if strings.Contains(text, sign) {
			signs++
		}
	}
	if volume(text) {
		signs++
	}
	if len(c.quotations()) > 0 || c.emphasised() {
		signs++
	}
	if signs < 3 {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "bibliography"}, true
}

func (c *Case) emphasised() bool {
	_, ok := c.marked(document.Emphasis, c.Span)
	return ok
}

func isYear(s string) bool {
	return len(s) == 4 && (s[0] == '1' || s[0] == '2') && strings.Trim(s, "0123456789") == "" && s >= "1500" && s <= "2099"
}

// volume tells whether text holds volume(issue): 12(3).
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

// title decides official names and titles of works: a span in title case around the finding that holds a title noun or is plainly a work.
func (c *Case) title() (Verdict, bool) {
	if mark, ok := c.marked(document.Work, c.Span); ok {
		return Verdict{Status: lexicon.Named, Rule: "work", Cue: mark}, true
	}
	if v, ok := c.titleOn(); ok {
		return v, true
	}
	for i := c.Start; i < c.End; i++ {
		if !c.capital(i) && !connectors[c.word(i)] {
			return Verdict{}, false
		}
	}
	first, end := c.titleSpan()
	whole := (first-c.first)+(c.end-end) <= 1 // a headline, where capitals say little
	if caps := c.Tokens[c.Start].Form&segment.Capitals != 0; caps && !c.datedAfter(end) {
		return Verdict{}, false
	}
	set := c.Judge.slots[titleNouns]
	for i := first; set != nil && i < end; i++ {
		to, ok := set.Find(c.text(), c.Tokens, i)
		if !ok || i >= c.Start && i < c.End || !c.capital(i) {
			continue
		}
		dated := c.datedAfter(to)
		if i > c.Start && to < end && !dated && !connectors[c.word(to)] { // "Illegal Migrants Act With Impunity"
			continue
		}
		if !whole || dated || to < c.Start && connectors[c.word(to)] {
			return Verdict{Status: lexicon.Named, Rule: "title", Cue: c.span(i, to)}, true
		}
	}
	return c.work(first, end)
}

// work decides the title of a book or article: in title case within a sentence that is not, italic or next to an author's name.
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
	behind := strings.TrimLeft(c.text()[c.Tokens[end-1].End:c.Sentence.End], " \n")
	bracket := strings.HasPrefix(behind, "(") && end < c.end && c.capital(end)
	author := false // "Hochschild, Strangers in Their Own Land."
	for i := c.first + 1; i <= min(c.Start, c.first+3); i++ {
		author = author || c.Tokens[i].Sep == segment.Comma && c.capital(i-1) && c.capital(i) && c.End-c.Start > 1
	}
	if capitals > 0 && bracket || author && end >= c.end {
		return Verdict{Status: lexicon.Named, Rule: "work", Cue: c.span(first, end)}, true
	}
	return Verdict{}, false
}

// titleOn decides "Regulation (EU) 2024/1351 on asylum and migration management": a capitalised title noun, a preposition, then small letters
// without a verb of the sentence.
func (c *Case) titleOn() (Verdict, bool) {
	at, to, ok := c.slotIn(titleNouns, max(c.first, c.Start-14), c.Start, true)
	if !ok || !c.capital(at) {
		return Verdict{}, false
	}
	prepositions := 0
	for i := to; i < c.Start; i++ {
		switch w := c.word(i); {
		case w == "on" || w == "concerning" || w == "relating" || w == "regarding" || w == "against" || w == "establishing":
			prepositions++
		case c.Tokens[i].Sep == segment.Stop || c.function(i) && !connectors[w] || modal[w]:
			return Verdict{}, false
		}
	}
	if prepositions == 0 || c.Tokens[c.Start].Sep == segment.Stop {
		return Verdict{}, false
	}
	return Verdict{Status: lexicon.Named, Rule: "title", Cue: c.span(at, to)}, true
}

var modal = map[string]bool{"shall": true, "must": true, "will": true, "may": true, "should": true, "applies": true, "allows": true, "requires": true, "provides": true, "states": true, "focuses": true, "depends": true, "imposes": true, "relies": true, "puts": true, "places": true}

func (c *Case) capital(i int) bool {
	t := &c.Tokens[i]
	r := c.text()[t.Start]
	return t.Form&segment.Capitalised != 0 || isDigit(r)
}

// titleSpan is the run of capitalised words and connectors around the finding, without connectors at its rims.
func (c *Case) titleSpan() (first, end int) {
	first, end = c.Start, c.End
	for i := c.Start - 1; i >= max(c.first, c.Start-maxTitle) && c.Tokens[i+1].Sep <= segment.Comma; i-- {
		if c.capital(i) {
			first = i
		} else if !connectors[c.word(i)] {
			break
		}
	}
	for i := c.End; i < min(c.end, c.End+maxTitle) && c.Tokens[i].Sep <= segment.Comma; i++ {
		if c.capital(i) {
			end = i + 1
		} else if !connectors[c.word(i)] {
			break
		}
	}
	return first, end
}

// datedAfter tells whether a number follows a title noun: "Act 2023", "Act of 1996", "Regulation (EU) No 604/2013".
func (c *Case) datedAfter(i int) bool {
	for k := i; k < min(i+3, c.end); k++ {
		if isDigit(c.text()[c.Tokens[k].Start]) {
			return true
		}
		switch c.word(k) {
		case "of", "no", "eu", "ec":
		default:
			return false
		}
	}
	return false
}

// pastYear decides sentences about a past era by a year before 1990 that dates what is told, not a law.
func (c *Case) pastYear() (Verdict, bool) {
	for i := c.first; i < c.end; i++ {
		t := &c.Tokens[i]
		w := strings.TrimSuffix(c.text()[t.Start:t.End], "s")
		if i >= c.Start && i < c.End || !isYear(w) || w >= "1990" || i == 0 {
			continue
		}
		before := c.word(i - 1)
		gap := c.text()[c.Tokens[i-1].End:t.Start]
		dates := strings.ContainsAny(gap, "(") || before == "in" || before == "during" || before == "between" || before == "around" || before == "after" || before == "before" ||
			before == "early" || before == "late" || before == "the" && strings.HasSuffix(c.text()[t.Start:t.End], "s") || strings.Contains(gap, ",") && unicode.IsUpper(rune(c.text()[c.Tokens[i-1].Start]))
		if isYear(before) && before < "1990" {
			dates = true
		}
		if author := c.Tokens[i-1].Form&segment.Capitalised != 0 && i >= 2 && strings.Contains(c.text()[c.Tokens[i-2].End:c.Tokens[i-1].Start], "("); author {
			dates = true
		}
		if _, _, law := c.slotIn(titleNouns, max(c.first, i-4), i, true); law || !dates {
			continue
		}
		return Verdict{Status: lexicon.Historical, Rule: "past-year", Cue: c.span(i, i+1)}, true
	}
	return Verdict{}, false
}

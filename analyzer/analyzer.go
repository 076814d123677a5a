// Package analyzer finds the terms of a lexicon in a document and decides how each is used: read →
// segment → match → judge → report. The stages are plain functions over plain values; this package
// runs them over one document at a time.
package analyzer

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/language"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// Options change what an analyzer looks for. The zero value looks for core entries.
type Options struct {
	Advisory bool         // also entries of the advisory tier
	Findings int          // of a document at most; 0 for any number
	Voices   bool         // count the words of speakers also in transcripts in which nothing is found
	Cache    cache.Folder // where compiled languages are kept; "" keeps none
	// Remember is how many sentences of each language keep their tags from one run to the next, for a
	// program that analyses the same text again and again. 0 keeps none.
	Remember int
}

// Analyzer finds the terms of a lexicon. A language is compiled when a document first needs it.
// It is safe for concurrent use.
type Analyzer struct {
	lex       *lexicon.Lexicon
	options   Options
	languages map[string]func() *compiled // by code; the first call compiles
	most      int                         // findings of a document
}

// New makes an analyzer for lex. It does nothing expensive.
func New(lex *lexicon.Lexicon, options Options) *Analyzer {
	a := &Analyzer{lex: lex, options: options, languages: map[string]func() *compiled{}}
	a.most = options.Findings
	for _, l := range lex.Languages {
		a.languages[l.Code] = sync.OnceValue(func() *compiled {
			ready := a.ready(l)
			if options.Remember > 0 && ready.tag != nil {
				ready.tag = remember(ready.tag, options.Remember)
			}
			return ready
		})
	}
	return a
}

// language is the compiled language of that code, or nil.
func (a *Analyzer) language(code string) *compiled {
	if compiled := a.languages[code]; compiled != nil {
		return compiled()
	}
	return nil
}

// Lexicon is the lexicon that the analyzer was made from.
func (a *Analyzer) Lexicon() *lexicon.Lexicon { return a.lex }

// Run finds and judges the terms in d. It never fails: a language without a lexicon is a gap of the
// report.
func (a *Analyzer) Run(d *document.Document) *Report {
	r := &Report{Doc: d, Omissions: slices.Clone(d.Omissions), by: a}
	p := &pass{report: r, doc: d, rejoined: d.Rejoined, recognised: d.Recognised(), most: a.most}
	for i := range d.Blocks {
		lang := a.languageOf(d, &d.Blocks[i])
		if lang == nil {
			p.count(&d.Blocks[i])
			continue
		}
		if r.Language == nil && d.Blocks[i].Exclusion == document.Included {
			r.Language = lang.lex
		}
		p.block(lang, i)
	}
	if r.Language == nil {
		if l := a.language(document.PrimaryLanguage(d.Lang)); l != nil {
			r.Language = l.lex
		}
	}
	Join(r.Findings)
	if l := r.Language; a.options.Voices && p.outline == nil && l != nil {
		p.outline = a.language(l.Code).judge.NewOutline(d)
	}
	r.Voices = p.voices(a.options.Voices)
	return r
}

// languageOf is the language for a block: the block's own, else the document's. A document of
// unknown language is read as in the first language of the lexicon, which is said in the report.
func (a *Analyzer) languageOf(d *document.Document, b *document.Block) *compiled {
	code := b.Lang
	if code == "" {
		code = d.Lang
	}
	if code == "" && len(a.lex.Languages) > 0 {
		code = a.lex.Languages[0].Code
	}
	return a.language(document.PrimaryLanguage(code))
}

// pass is one run over a document, with buffers that are used again from block to block.
type pass struct {
	report   *Report
	doc      *document.Document
	tokens   []segment.Token
	marked   []int32 // indexes of the tokens that something may begin with
	found    []match.Match
	outline  *judge.Outline
	rejoined []int32 // those of the document that lie ahead
	most     int     // findings; 0 for any number

	readings []segment.Reading // words in disguise in the stretch at hand
	page     *judge.Page       // the block at hand, once something was found in it
	seam     seam

	last, lastHere            lastMention // of migrants, in the blocks before, and in this one
	begun                     begun       // what was known when the block at hand began
	counted                   bool        // the topic is known
	topicMentions, topicWords int         // of the whole document

	recognised []document.Span // of the text, in order

	tagged map[document.Span]tagging // sentences of the stretch, since findings are looked at twice

	hashed document.Span // the sentence that digest is of
	words  []byte
	digest [sha256.Size]byte
}

// begun is a block, and what was counted before it.
type begun struct{ block, mentions, words int }

// count counts the words of a block that no lexicon reads.
func (p *pass) count(b *document.Block) {
	var none segment.Vocabulary
	words, recognised := 0, 0
	for s, ok := firstStretch(p.doc.Text, b.Span), true; ok; s, ok = s.next(p.doc.Text, b.Span) {
		p.tokens = none.Scan(p.doc.Text, s.span.Start, s.span.End, p.tokens[:0])
		first, end := s.tokens(p.tokens)
		words += end - first
		recognised += p.recognisedWords(p.tokens[first:end])
	}
	if b.Exclusion != document.Included {
		p.report.omit(b.Exclusion, b.Reason, words)
		return
	}
	p.report.Words += words
	p.report.Recognised += recognised
	lang := b.Lang
	if lang == "" {
		lang = p.doc.Lang
	}
	if p.report.Unread == nil {
		p.report.Unread = map[string]int{}
	}
	p.report.Unread[document.PrimaryLanguage(lang)] += words
}

func (p *pass) block(l *compiled, i int) {
	block := p.doc.Blocks[i].Span
	p.page, p.seam = nil, seam{}
	p.begun, p.lastHere = begun{i, p.report.People, p.report.Words}, lastMention{}
	for s, ok := firstStretch(p.doc.Text, block), true; ok; s, ok = s.next(p.doc.Text, block) {
		p.stretch(l, i, s)
	}
	if p.lastHere.span.Len() > 0 {
		p.last = p.lastHere
	}
}

// scan finds the words of a stretch.
func (p *pass) scan(l *compiled, s stretch) {
	text, from, to := p.doc.Text, s.span.Start, s.span.End
	p.tokens, p.marked = l.words.ScanMarked(text, from, to, p.tokens[:0], p.marked[:0])
	for len(p.rejoined) > 0 && int(p.rejoined[0]) < from {
		p.rejoined = p.rejoined[1:]
	}
	if len(p.rejoined) > 0 && int(p.rejoined[0]) < to {
		p.tokens, p.marked = l.words.SplitRejoined(text, p.tokens, p.marked, p.rejoined)
	}
	p.interjections(l, from, to)
	p.readings = nil
	if l.words.Disguised(text, from, to, p.tokens) {
		p.tokens, p.marked, p.readings = l.words.Unmask(
			text,
			from,
			to,
			p.tokens,
			p.marked,
			l.lex.Traits().PlainLetters,
		)
	}
}

func (p *pass) stretch(l *compiled, i int, s stretch) {
	b := &p.doc.Blocks[i]
	text := p.doc.Text
	p.scan(l, s)
	clear(p.tagged)
	first, end := s.tokens(p.tokens)
	excluded := b.Exclusion != document.Included
	if excluded {
		p.report.omit(b.Exclusion, b.Reason, end-first)
	} else {
		p.report.Words += end - first
		p.report.Disguised += disguised(p.readings, s.core)
		p.report.Recognised += p.recognisedWords(p.tokens[first:end])
	}
	if len(p.marked) == 0 {
		return
	}
	if !excluded {
		count, last := l.mentions(text, p.tokens, within(p.marked, first, end), &p.seam)
		p.report.People += count
		if count > 0 {
			p.lastHere = lastMention{last, b.Speaker, b.Path}
		}
	}
	if p.report.Truncated > 0 {
		return
	}
	p.found = l.matcher.AllMarked(text, p.tokens, p.marked, p.found[:0])
	if len(p.found) == 0 {
		return
	}
	if p.outline == nil {
		p.outline = l.judge.NewOutline(p.doc)
	}
	if p.page == nil {
		p.page = l.judge.NewPage(p.doc, i, p.tokens, p.outline)
	}
	page := p.page
	page.Turn(p.tokens)
	// A match that does not hold must go before the leftmost are chosen, or it would take a shorter
	// one that does hold with it.
	p.found = slices.DeleteFunc(p.found, func(m match.Match) bool {
		if page.Crosses(m.Start, m.End) {
			return true
		}
		adjective := p.endsInAdjective(l, m)
		if len(l.entries[m.Group].cues) == 0 && m.Open[0].End == 0 && p.pronoun(l, m.Start, m.End) < 0 && !adjective {
			return false
		}
		c := page.Case(l.entry(m.Group), m.Start, m.End)
		if adjective && p.describes(l, c, m.End, false) {
			return true
		}
		_, carried := p.carry(l, c, m)
		return !carried || !p.modifiersDescribe(l, c, m)
	})
	for _, m := range p.seam.leftmost(s, p.tokens, p.found) {
		if p.most > 0 && len(p.report.Findings) == p.most {
			p.report.Truncated = p.most
			return
		}
		c := page.Case(l.entry(m.Group), m.Start, m.End)
		verdict := judge.Verdict{Status: excludedStatus[b.Exclusion], Rule: b.Reason}
		if !excluded {
			verdict = l.judge.Judge(c)
		}
		carried, _ := p.carry(l, c, m)
		span := p.whole(l, c)
		fits, rewrite := p.consider(l, c, span)
		p.report.Findings = append(p.report.Findings, Finding{
			Carried: carried, Voice: voice(p.report.Doc, b, verdict),
			Entry: c.Entry, Span: span, Sentence: c.Sentence, Verdict: verdict, Pattern: m.Pattern,
			Key: p.key(c.Entry.ID, c.Sentence), Plain: p.plain(span), Recognised: p.isRecognised(span),
			Fits: fits, Rewrite: rewrite,
		})
	}
}

// voice is who says what is found in a block: the speaker that the sentence or a transcript's label
// names, or else the one that the format states.
func voice(d *document.Document, b *document.Block, v judge.Verdict) string {
	if v.Speaker.Len() > 0 {
		return v.Speaker.Of(d.Text)
	}
	return b.Speaker
}

// whole is the finding's place without the small words at its end that belong to what follows:
// "a threat to" is a threat.
func (p *pass) whole(l *compiled, c *judge.Case) document.Span {
	span := c.Span
	for i := c.End - 1; i > c.Start && l.hanging[strings.ToLower(p.word(&p.tokens[i]))]; i-- {
		span.End = int(p.tokens[i-1].End)
	}
	return span
}

// disguised counts the words of a stretch that look like others. Marks on letters, as in naïve, are
// no disguise where nothing is found in them.
func disguised(readings []segment.Reading, core document.Span) int {
	n := 0
	for i := range readings {
		if at := int(readings[i].Start); !readings[i].Accents && at >= core.Start && at < core.End {
			n++
		}
	}
	return n
}

// excludedStatus is the status of findings in text that readers do not see, whatever its words say.
var excludedStatus = [...]lexicon.Status{
	document.Included:  lexicon.Used,
	document.Hidden:    lexicon.Hidden,
	document.Deleted:   lexicon.Deleted,
	document.Furniture: lexicon.Furniture,
}

// mentions counts the members of the slots that name migrants, longest first, without overlap, and
// returns the last of them.
func (l *compiled) mentions(
	text string, tokens []segment.Token, marked []int32, before *seam,
) (count int, last document.Span) {
	for _, m := range marked {
		i := int(m)
		if int(tokens[i].Start) < before.mentioned {
			continue
		}
		end := i
		switch l.starts[l.words.Number(text, &tokens[i])] {
		case none:
		case alone:
			end = i + 1
		case several:
			if end = l.mentionAt(text, tokens, i); end > i {
				before.mentioned = int(tokens[end-1].End)
			}
		}
		if end > i {
			count++
			last = document.Span{Start: int(tokens[i].Start), End: int(tokens[end-1].End)}
		}
	}
	return count, last
}

// cued reports whether the sentence holds, outside the finding, a word of one of the slots.
func (l *compiled) cued(c *judge.Case, slots []*match.Set) bool {
	if len(slots) == 0 {
		return true
	}
	first, end := c.Words()
	for i := first; i < end; i++ {
		if i >= c.Start && i < c.End {
			continue
		}
		for _, set := range slots {
			if e, ok := set.Find(c.Doc.Text, c.Tokens, i); ok && e <= end && (i >= c.End || e <= c.Start) {
				return true
			}
		}
	}
	return false
}

// endsInAdjective reports whether a match ends in a word for people that may describe what follows.
func (p *pass) endsInAdjective(l *compiled, m match.Match) bool {
	if l.nations == nil {
		return false
	}
	end, ok := l.nations.Find(p.doc.Text, p.tokens, m.End-1)
	return ok && end == m.End
}

// modifiersDescribe reports whether the words that open slots took describe what follows, and do
// not begin another clause. An open slot takes any word but function words, so "illegal logging
// harms migrants" would count as an illegal migrant; the tagger knows that "harms" is a verb.
func (p *pass) modifiersDescribe(l *compiled, c *judge.Case, m match.Match) bool {
	if m.Open[0].End == 0 || l.tag == nil {
		return true
	}
	first, end := c.Words()
	tags, place, ok := p.tagsOf(l, c)
	if !ok {
		return true
	}
	for _, open := range m.Open {
		for i := open.Start; i < open.End; i++ {
			tag := tags[place[i-first]]
			if (tag == language.Clause || tag == language.Verb) && c.Tokens[i].Form&segment.Capitalised == 0 {
				return false
			}
			// "A wave of violence displaced refugees": a noun before a participle, and a plural
			// before anything, begin a clause of their own, unless a hyphen joins them.
			if tag == language.Plural ||
				tag == language.Noun && i+1 < end && tags[place[i+1-first]] == language.Participle {
				if i+1 >= len(c.Tokens) || c.Doc.Text[c.Tokens[i].End:c.Tokens[i+1].Start] != "-" {
					return false
				}
			}
			// A comma within the noun phrase joins adjectives: "illegal, undocumented immigrants".
			// Before anything else it ends the phrase.
			describes := tag == language.Adjective || tag == language.Participle || tag == language.Gerund
			if c.Tokens[i].Sep == segment.Comma && !describes {
				return false
			}
		}
	}
	return true
}

// tagging is what a tagger says of a sentence.
type tagging struct {
	tags   []language.Tag // of its words and commas
	places []int          // of each word among them
}

// tagsOf are the tags of a sentence's words and commas, and the place among them of each word. They
// are found once in a stretch.
func (p *pass) tagsOf(l *compiled, c *judge.Case) (tags []language.Tag, place []int, ok bool) {
	if t, ok := p.tagged[c.Sentence]; ok {
		return t.tags, t.places, true
	}
	first, end := c.Words()
	words := make([]string, 0, end-first+8)
	place = make([]int, end-first)
	for i := first; i < end; i++ {
		if c.Tokens[i].Sep >= segment.Comma && i > first {
			words = append(words, ",")
		}
		place[i-first] = len(words)
		words = append(words, p.word(&c.Tokens[i]))
	}
	tags, err := l.tag(words)
	if err != nil {
		return nil, nil, false
	}
	if p.tagged == nil {
		p.tagged = map[document.Span]tagging{}
	}
	p.tagged[c.Sentence] = tagging{tags, place}
	return tags, place, true
}

// plain is how the words of a span read, when some are in disguise; "" otherwise.
func (p *pass) plain(s document.Span) string {
	if len(p.readings) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(segment.Text(p.doc.Text, s.Start, s.End, p.readings)), " ")
}

// word is a token's word as it reads.
func (p *pass) word(t *segment.Token) string {
	if t.Form&segment.Disguise != 0 {
		if plain := segment.Text(p.doc.Text, int(t.Start), int(t.End), p.readings); plain != "" {
			return plain
		}
	}
	return p.doc.Text[t.Start:t.End]
}

// key is the fingerprint of an entry and a sentence. White space, letter case and punctuation do
// not change it, so a re-wrapped or re-set sentence keeps its key.
func (p *pass) key(entry string, sentence document.Span) string {
	if p.hashed != sentence {
		p.hashed, p.words = sentence, p.words[:0]
		p.words = appendWords(p.words, sentence.Of(p.doc.Text))
		p.digest = sha256.Sum256(p.words)
	}
	h := sha256.New()
	h.Write([]byte(entry))
	h.Write([]byte{0})
	h.Write(p.digest[:])
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// appendWords appends the words of a sentence in lower case, each followed by a blank.
func appendWords(words []byte, sentence string) []byte {
	inWord := false
	for _, r := range sentence {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			words = utf8.AppendRune(words, unicode.ToLower(r))
			inWord = true
		} else if inWord {
			words = append(words, ' ')
			inWord = false
		}
	}
	return words
}

package amend

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// english puts wordings into English sentences. It knows noun phrases that name people, in one
// number and in the same place; what it does not know it leaves to be redrafted.
type english struct{}

// phrase is a noun phrase in a sentence that a finding is.
type phrase struct {
	*sentence
	finding     *analyzer.Finding
	first, last int // of its words, without what determines it: words [first, last)
	head        int
	det         int   // the determiner, or -1
	mods        []int // words between the determiner and the finding
	plural      bool
	quoted      bool // quotation marks stand right around it
}

// phraseOf is the noun phrase that a finding is.
func (english) phraseOf(s *sentence, f *analyzer.Finding) (*phrase, Reason) {
	first, end, ok := s.within(f.Span)
	if !ok || s.joined(f.Span) {
		return nil, BrokenPlace
	}
	p := &phrase{sentence: s, finding: f, first: first, last: end, head: end - 1, det: -1}
	p.narrow()
	for p.first < p.last && among("determiner")[s.words[p.first].low] {
		p.first++
	}
	if p.first == p.last || p.last-p.first > 8 {
		return nil, NoFit
	}
	for i := p.first; i < p.last; i++ {
		w := &s.words[i]
		if w.owning && i > p.first && i+1 < p.last { // "illegal immigrants' children": the owner alone.
			p.last, p.head = i, i-1
		} else if w.owning || w.mark && w.text != "," {
			return nil, BrokenPlace
		}
	}
	if r := p.findHead(); r != "" {
		return nil, r
	}
	p.before()
	if p.article() && p.plural || p.severalNouns() {
		return nil, NoFit
	}
	return p, ""
}

// severalNouns reports whether a conjunction joins the head to another noun of people: "illegal aliens
// and illegal workers".
func (p *phrase) severalNouns() bool {
	for i := p.first + 1; i < p.head; i++ {
		if low := p.words[i].low; low != "and" && low != "or" && low != "," {
			continue
		}
		if before := p.words[i-1].low; personNoun(before) && absorbedBy(before) == "" && p.words[i-1].noun() {
			return true
		}
	}
	return false
}

// narrow takes verbs and other words away from a finding that is about a noun such as "an illegal":
// they stay as they are.
func (p *phrase) narrow() {
	for i := p.first + 1; i < p.last; i++ {
		if low := p.words[i].low; low != "illegal" && low != "illegals" || !among("determiner")[p.words[i-1].low] {
			continue
		}
		next := p.at(i + 1)
		if next.describes() && !next.is("VBN", "VBG") || next.noun() || next.owning {
			return // "an illegal act"
		}
		p.first, p.last, p.head = i, i+1, i
		return
	}
	for p.first < p.last-1 && p.words[p.first].is("IN") {
		p.first++
	}
}

// joined reports whether a hyphen or a slash ties a span to what is beside it.
func (s *sentence) joined(at document.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(s.text[:at.Start])
	after, _ := utf8.DecodeRuneInString(s.text[at.End:])
	return strings.ContainsRune("-‑–/\\_@#&", before) || strings.ContainsRune("-‑–/\\_@&", after)
}

// findHead finds the noun that the phrase is about, and its number. Words after it must be a clause
// that describes it: "migrants who are illegal".
func (p *phrase) findHead() Reason {
	for i := p.first; i < p.last; i++ {
		w := &p.words[i]
		if w.low == "who" || w.low == "that" || w.low == "which" {
			if i == p.first || p.clauseGoesOn() {
				return NoFit
			}
			p.head = i - 1
			break
		}
		if w.finite() && i > p.first && !p.nominal(i) || w.is("IN", "TO", "PRP", "WRB", "DT") && !among("nounish")[w.low] {
			return NoFit
		}
	}
	h := &p.words[p.head]
	if h.mark || h.low == "and" || h.low == "or" {
		return NoFit
	}
	p.plural = isPlural(h)
	return ""
}

// nominal reports whether a word tagged as a verb can only be a noun here: it is the last word of
// the finding, or known as a noun of people.
func (p *phrase) nominal(i int) bool {
	return among("plain-people")[p.words[i].low] || among("other-people")[p.words[i].low] || i == p.last-1
}

// clauseGoesOn reports whether the clause that describes the head may go on after the finding, so that
// it cannot be replaced as a whole.
func (p *phrase) clauseGoesOn() bool {
	next := p.at(p.last)
	return next.low == "," || next.describes() || next.noun() || next.is("CC", "IN", "TO", "RB")
}

// isPlural reports whether a noun is in the plural, by its form.
func isPlural(w *word) bool {
	if among("plural")[w.low] {
		return true
	}
	ends := func(s string) bool { return strings.HasSuffix(w.low, s) }
	return !among("no-plural")[w.low] && ends("s") && !ends("ss") && !ends("us")
}

// before finds what describes and determines the phrase to its left.
func (p *phrase) before() {
	i := p.first - 1
	if w := p.at(i); w.mark && strings.Contains("“\"‘'«", w.text) && w.text != "" {
		if after := p.at(p.last); !after.mark && !after.owning || !strings.Contains("”\"’'»,.", after.text) {
			return
		}
		p.quoted = true
		i--
	}
	for ; i >= 0 && len(p.mods) < 4; i-- {
		w := &p.words[i]
		if among("determiner")[w.low] {
			p.det = i
			return
		}
		if w.mark || !w.describes() && w.tag != "RB" && !w.is("NN", "NNP") {
			return
		}
		if w.is("NN", "NNP", "RB", "VBG", "VBN") && !p.modifies(i) {
			return
		}
		p.mods = append(p.mods, i)
	}
}

// modifies reports whether a word that may be much else describes the phrase: a determiner before
// the words in between says so.
func (p *phrase) modifies(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		switch w := &p.words[k]; {
		case among("determiner")[w.low]:
			return true
		case !w.describes() && !w.is("NN", "NNP"):
			return false
		}
	}
	return false
}

// article reports whether the determiner is an indefinite article right before the phrase.
func (p *phrase) article() bool {
	if p.det < 0 || len(p.mods) > 0 {
		return false
	}
	return p.words[p.det].low == "a" || p.words[p.det].low == "an"
}

// singles reports whether the determiner stands before one person.
func (p *phrase) singles() bool { return p.det >= 0 && among("singling")[p.words[p.det].low] }

// start is where a change begins that takes the indefinite article with it.
func (p *phrase) start() int {
	if p.article() {
		return p.words[p.det].Start
	}
	return p.words[p.first].Start
}

// with is the words that take the place of the phrase, with the article and the mark of quotation
// that are replaced with it.
func (p *phrase) with(words string) string {
	if !p.article() {
		return p.cased(words, p.first, p.last, p.words[p.first].Start)
	}
	d := &p.words[p.det]
	between := ""
	if p.quoted {
		between = p.words[p.first-1].text
	}
	article := articleFor(words)
	inner := p.cased(words, p.first, p.last, -1)
	if d.text == strings.ToUpper(d.text) && len(d.text) > 1 || p.caps {
		article = strings.ToUpper(article)
	} else if startsUpper(d.text) {
		article = upperFirst(article)
	}
	return article + " " + between + inner
}

// articleFor is the indefinite article before words. It goes by their sound: "an hour", "a European".
func articleFor(words string) string {
	low := strings.ToLower(words)
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(s string) bool { return strings.HasPrefix(low, s) })
	}
	switch {
	case begins("unin", "unim", "hour", "hono", "heir"):
		return "an"
	case begins("eu", "uni", "use", "usu", "one ", "once"):
		return "a"
	case begins("a", "e", "i", "o", "u"):
		return "an"
	}
	return "a"
}

// capitals counts the words of [first, last) that are not small, those of them that begin with a
// capital, and those that are all capitals. A nationality has its capital anywhere and does not count.
func (p *phrase) capitals(first, last int) (long, capital, upper int) {
	for i := first; i < last; i++ {
		w := &p.words[i]
		nationality := last-first > 1 && i == p.head && p.saysMore() && !personNoun(w.low)
		if w.mark || among("small")[w.low] || nationality {
			continue
		}
		long++
		if startsUpper(w.text) {
			capital++
		}
		if len(w.text) > 1 && w.text == strings.ToUpper(w.text) {
			upper++
		}
	}
	return long, capital, upper
}

// cased writes words in the capitals of words [first, last): all capitals, those of a title, or
// one at the start of a sentence. At is where they begin, -1 for within the sentence.
func (p *phrase) cased(words string, first, last, at int) string {
	long, capital, upper := p.capitals(first, last)
	begins := at >= 0 && p.begins(first)
	switch {
	case long == 0 || capital == 0 || startsUpper(words) && long == 1 && upper == 0:
		return words
	case upper == long:
		return strings.ToUpper(words)
	case capital == long && (long > 1 || p.title || !begins):
		return titled(words, begins)
	case startsUpper(p.words[first].text):
		return upperFirst(words)
	}
	return words
}

// begins reports whether word i is the first of its sentence, apart from marks and numbers.
func (p *phrase) begins(i int) bool {
	for k := i - 1; k >= 0; k-- {
		w := &p.words[k]
		r, _ := utf8.DecodeRuneInString(w.text)
		if unicode.IsLetter(r) && !(len(w.text) == 1 && k+1 < len(p.words) && p.words[k+1].mark) {
			return w.text == ":" || w.text == "."
		}
	}
	return true
}

func titled(words string, first bool) string {
	all := strings.Split(words, " ")
	for i, w := range all {
		if first && i == 0 || !among("small")[w] || i == 0 {
			all[i] = upperFirst(w)
		}
	}
	return strings.Join(all, " ")
}

// people are the wordings for an entry that names people: of one, and of more.
type people struct {
	one, many, from string
	chosen          bool // by the user, who answers for what it says
}

// change is a change that fits, without the finding that it answers.
func (p *phrase) change(start, end int, words string) Wording {
	span := document.Span{Start: start, End: end}
	return Wording{Span: span, Old: span.Of(p.text), New: words}
}

// put puts a wording for people into the place of the phrase.
func (p *phrase) put(w people) (Wording, Reason) {
	words := w.one
	if p.plural {
		words = w.many
	}
	words, r := p.faithful(words, w.chosen)
	if r != "" {
		return Wording{}, r
	}
	if p.temporal() && strings.Contains(words, " ") {
		words, r = p.residual(words, false)
		if r != "" || !personNoun(p.words[p.head].low) || p.ofPlace() && set("person people")[firstOf(words)] {
			return Wording{}, NoFit
		}
	}
	if r := p.left(); r != "" && strings.Contains(words, " ") {
		return Wording{}, r
	}
	next := p.at(p.last)
	if p.quoted {
		next = p.at(p.last + 1)
	}
	end := p.words[p.last-1].End
	switch {
	case next.owning:
		return p.owned(w, words)
	case p.attribute(next):
		return p.attributive(w, words)
	case !p.right(next, words):
		return Wording{}, NoFit
	}
	return p.change(p.start(), end, p.with(words)), ""
}

// ofPlace reports whether a name is right before the phrase and belongs to it: "U.S. illegal immigrants".
func (p *phrase) ofPlace() bool {
	w := p.at(p.first - 1)
	return !w.mark && w.is("NNP", "NNPS") && startsUpper(w.text) && !p.title && !p.caps
}

// temporal reports whether the phrase is described as new or long-standing, or by a place, which is
// said of the status and not of the person: "new illegal immigrants" are new immigrants, and no new
// people.
func (p *phrase) temporal() bool {
	return p.ofPlace() || among("temporal")[p.at(p.first-1).low] ||
		slices.ContainsFunc(p.mods, func(m int) bool { return among("temporal")[p.words[m].low] })
}

// sameNoun reports whether a noun is among words in either number.
func sameNoun(have map[string]bool, noun string) bool {
	if have[noun] || have[noun+"s"] || have[strings.TrimSuffix(noun, "s")] {
		return true
	}
	for _, pair := range [][2]string{{"child", "children"}, {"man", "men"}, {"woman", "women"}, {"family", "families"},
		{"community", "communities"}, {"person", "people"}} {
		if noun == pair[0] && have[pair[1]] || noun == pair[1] && have[pair[0]] {
			return true
		}
	}
	return false
}

// left reports why what stands before the phrase does not go with other words: an adjective that
// belongs to the same noun, or one that doubts the name.
func (p *phrase) left() Reason {
	i := p.first - 1
	if p.quoted {
		i--
	}
	if p.doubted(p.at(i)) {
		return NoFit
	}
	k := i - len(p.mods)
	counted := slices.ContainsFunc(p.mods, func(m int) bool { return p.words[m].tag == "CD" })
	if p.at(k).low == "than" && counted {
		return "" // more than 11 million
	}
	switch w := p.at(k); w.low {
	case "and", "or", "nor", "but", ",", "and/or", "&", "than", "not":
		for k--; k >= 0 && (p.words[k].low == "," || p.words[k].mark && p.words[k].text != "."); k-- {
		}
		if b := p.at(k); b.describes() && b.tag != "VBG" && b.tag != "CD" || among("doubting")[b.low] || b.low == "legal" {
			return NoFit
		}
	}
	return ""
}

// doubted reports whether the phrase is described by an adjective that doubts the name, or by an adverb
// that belongs to its first adjective. Before is the word before it.
func (p *phrase) doubted(before *word) bool {
	adverb := before.tag == "RB" && strings.HasSuffix(before.low, "ly") && !among("outside")[before.low]
	return adverb || among("doubting")[before.low] || slices.ContainsFunc(p.mods, func(m int) bool {
		w := &p.words[m]
		return among("doubting")[w.low] || strings.HasPrefix(w.low, "non-") || w.tag == "RB" && !among("outside")[w.low]
	})
}

// attribute reports whether the phrase describes the noun that follows: "illegal alien removal".
// After a word for one, what looks like a plural may be a verb: "every illegal immigrant pays".
func (p *phrase) attribute(next *word) bool {
	if next.mark || p.plural || p.head != p.last-1 {
		return false
	}
	switch {
	case next.is("NN", "NNP"), next.is("JJ") && p.at(p.last+1).noun():
		return true
	case next.is("NNS", "NNPS"):
		return !p.singles()
	case next.is("CC"):
		return !p.plural && p.det < 0 && !p.alone()
	}
	return false
}

// alone reports whether the phrase is a heading, a cell or an item of its own.
func (p *phrase) alone() bool {
	return p.first == 0 && p.last >= len(p.words)-1
}

// right reports whether what follows the phrase goes with words that end in a description.
func (p *phrase) right(next *word, words string) bool {
	clause := hasClause(words)
	switch {
	case !next.mark && p.mayDescribe(next):
		return false
	case clause && (among("relative")[next.low] || among("after-head")[next.low]):
		return false
	case clause && next.is("VBG", "VBN"), next.low == "of" && !plainEnd(words):
		return false
	case next.is("CC") && next.low != "but":
		// "illegal and legal": an adjective after the conjunction shares the noun that went before.
		after := p.at(p.last + 1)
		return !after.describes() || p.nounAfter(p.last+1)
	}
	return true
}

// mayDescribe reports whether the phrase may describe the next word, whatever the tagger takes that
// for: "illegal aliens program", and a single person without an article, as "asylum seeker profiles".
func (p *phrase) mayDescribe(next *word) bool {
	if p.plural {
		noun := next.is("NN", "NNP") || next.is("JJ") && p.nounAfter(p.last)
		return noun && !among("outside")[next.low] && !strings.HasSuffix(next.low, "ing")
	}
	defined := p.finding.Verdict.Rule == "definition" || p.finding.Verdict.Rule == "defined-by-reference"
	return p.det < 0 && !defined && (next.noun() || next.is("VB", "VBZ", "VBP", "VBD"))
}

// nounAfter reports whether adjectives from word i end in a noun.
func (p *phrase) nounAfter(i int) bool {
	for ; i < len(p.words) && (p.words[i].describes() || p.words[i].is("RB")); i++ {
	}
	return p.at(i).noun()
}

// hasClause reports whether a wording ends in a clause that describes its noun.
func hasClause(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if among("relative")[w] || among("after-head")[w] {
			return true
		}
	}
	return false
}

// plainEnd reports whether a wording ends in its own noun, so that it can own and describe as the
// noun did.
func plainEnd(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if among("small")[w] || w == "whom" || w == "which" || strings.HasSuffix(w, "ing") {
			return false
		}
	}
	return true
}

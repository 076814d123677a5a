package analyzer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/analyzer/language"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Consider returns the wordings to prefer, in the form that fits the finding's place where the
// entry knows it, and a model sentence where no wording can be put there.
func (f *Finding) Consider() []string {
	switch {
	case f.Rewrite != "":
		return append(slices.Clone(f.Fits), lexicon.Rewriting(f.Rewrite))
	case f.Fits != nil:
		return f.Fits
	case len(f.Entry.Instead) > 0:
		return f.Entry.Instead
	}
	return f.Entry.Consider()
}

// Verbal reports whether the finding is a verb or a clause, as far as the entry has something to say
// of such places.
func (f *Finding) Verbal() bool {
	return f.Rewrite != "" || len(f.Entry.Verbs) > 0 && slices.Equal(f.Fits, f.Entry.Verbs)
}

// consider chooses what of an entry fits its place: wordings for a noun phrase, or verbs and the
// model sentence for a verb or a clause. No tags are asked for where the entry has nothing to
// choose from.
func (p *pass) consider(l *compiled, c *judge.Case, span document.Span) (fits []string, rewrite string) {
	e := c.Entry
	switch {
	case len(e.Verbs) == 0 && e.Rewrite == "":
	case len(e.Instead) == 0 || p.acts(l, c, span):
		return e.Verbs, e.Rewrite
	}
	fits = p.fits(l, c, span)
	if fits == nil && len(e.Verbs) > 0 {
		fits = e.Instead
	}
	return fits, ""
}

// acts reports whether a finding is a verb with what belongs to it, or a clause.
func (p *pass) acts(l *compiled, c *judge.Case, span document.Span) bool {
	if l.tag == nil {
		return false
	}
	tags, place, ok := p.tagsOf(l, c)
	if !ok {
		return false
	}
	first, _ := c.Words()
	var words []string
	var own []language.Tag
	for i := c.Start; i < c.End && (i == c.Start || int(p.tokens[i].End) <= span.End); i++ {
		words = append(words, strings.ToLower(p.word(&p.tokens[i])))
		own = append(own, tags[place[i-first]])
	}
	if len(c.Entry.One) > 0 {
		// It names people, so its first word is no verb, whatever the tagger takes it for.
		return l.number.acts(append([]string{""}, words[1:]...), append([]language.Tag{language.Other}, own[1:]...))
	}
	return l.number.acts(words, own)
}

// acts reports whether words in small letters are a verb with what belongs to it, or a clause, and
// no noun with what describes it. A verb in a clause that describes a noun does not count, nor an
// infinitive after a noun: "people who cross", "attempts to cross".
func (n number) acts(words []string, tags []language.Tag) bool {
	for i, tag := range tags {
		switch {
		case tag == language.Verb && (i == 0 || !n.infinitive[words[i-1]] || i == 1):
			return true
		case i > 0 && n.content[words[i]]:
			return false
		}
	}
	if len(tags) == 0 || tags[0] != language.Participle {
		return false
	}
	return len(tags) == 1 || tags[1] == language.Other
}

// number is what alternatives need to know of a language to fit a place.
type number struct {
	one        map[string]bool // words before a single person: "an", "every"
	plural     map[string]bool // plurals without an ending of plurals
	endings    []string        // of plurals
	indefinite []string        // the indefinite article before other letters, and before vowels
	vowels     string
	of         string // before what owns or describes

	content    map[string]bool // begins a clause that describes a noun
	infinitive map[string]bool // before a verb

	preposition map[string]bool
}

func numberOf(t *lexicon.Traits) number {
	list := func(c lexicon.Class) []string { return strings.Fields(string(t.Class(c))) }
	return number{
		one: t.Class(lexicon.Single).Set(), plural: t.Class(lexicon.Many).Set(), endings: list(lexicon.ManyEnding),
		indefinite: list(lexicon.Indefinite), vowels: string(t.Class(lexicon.Vowel)), of: string(t.Class(lexicon.Owning)),
		content: t.Class(lexicon.Content).Set(), infinitive: t.Class(lexicon.Infinitive).Set(),
		preposition: t.Class(lexicon.Preposition).Set(),
	}
}

// fits are the entry's wordings in the form that its place asks for: for one person, with the
// article that stands before it, after "of" where the words own or describe what follows, with a
// capital at the start of a sentence. It is nil where the entry's own list fits, or the entry does
// not say how it is written of one person.
func (p *pass) fits(l *compiled, c *judge.Case, span document.Span) []string {
	if len(c.Entry.One) == 0 || len(l.number.indefinite) != 2 {
		return nil
	}
	end := c.Start + 1
	for end < c.End && int(p.tokens[end].End) <= span.End {
		end++
	}
	article, announced := p.before(l, c, end)
	single := announced || !l.number.isPlural(p.word(&p.tokens[end-1]))
	owns := p.possessive(span.End)
	describes := !owns && single && p.describes(l, c, end, announced)
	words := c.Entry.Instead
	if single && !describes {
		words = c.Entry.One
	}
	capital := span.Start == c.Sentence.Start && startsUpper(p.doc.Text[span.Start:])
	if !single && !owns && !describes && !capital {
		return nil
	}
	shape := form{article: single && !describes && (article || owns), of: owns || describes, capital: capital}
	fit := make([]string, len(words))
	for i, w := range words {
		fit[i] = l.number.shaped(w, shape)
	}
	return fit
}

// form is what a place in a sentence asks of the words that are put there.
type form struct {
	article bool // They need an indefinite article.
	of      bool // They need "of" before them.
	capital bool // They begin a sentence.
}

// shaped brings words into the form that their place asks for.
func (n number) shaped(words string, f form) string {
	if f.article {
		words = n.article(words) + " " + words
	}
	if f.of {
		words = n.of + " " + words
	}
	if f.capital {
		words = upperFirst(words)
	}
	return words
}

// before reports what stands before the person, within the finding or just before it: an indefinite
// article, or another word that is followed by one person.
func (p *pass) before(l *compiled, c *judge.Case, end int) (article, single bool) {
	first, _ := c.Words()
	for i := end - 1; i >= max(first, c.Start-1); i-- {
		word := strings.ToLower(p.word(&p.tokens[i]))
		if slices.Contains(l.number.indefinite, word) {
			return true, true
		}
		single = single || l.number.one[word]
	}
	return false, single
}

// possessive reports whether a possessive ending follows.
func (p *pass) possessive(at int) bool {
	rest := p.doc.Text[at:]
	for _, mark := range []string{"'", "’"} {
		if after, ok := strings.CutPrefix(rest, mark); ok {
			return strings.HasPrefix(after, "s ") || strings.HasPrefix(after, " ") && p.doc.Text[at-1] == 's'
		}
	}
	return false
}

// isPlural reports whether a word looks like a plural.
func (n number) isPlural(word string) bool {
	word = strings.ToLower(word)
	return n.plural[word] || slices.ContainsFunc(n.endings, func(s string) bool { return strings.HasSuffix(word, s) })
}

// describes reports whether the finding describes a noun that follows: "illegal immigrant labour".
// After a word for one, what looks like a plural is a verb: "every illegal immigrant pays".
func (p *pass) describes(l *compiled, c *judge.Case, end int, announced bool) bool {
	first, last := c.Words()
	if l.tag == nil || end >= last || p.tokens[end].Sep >= segment.Comma {
		return false
	}
	tags, place, ok := p.tagsOf(l, c)
	if !ok {
		return false
	}
	tag := tags[place[end-first]]
	return tag == language.Noun || tag == language.Adjective || tag == language.Plural && !announced
}

// article is the indefinite article before words.
func (n number) article(words string) string {
	r, _ := utf8.DecodeRuneInString(words)
	if strings.ContainsRune(n.vowels, unicode.ToLower(r)) {
		return n.indefinite[1]
	}
	return n.indefinite[0]
}

// startsUpper reports whether s begins with a capital and is not all in capitals.
func startsUpper(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(first) && !unicode.IsUpper(second)
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

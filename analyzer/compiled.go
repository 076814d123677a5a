package analyzer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"refrain/analyzer/judge"
	"refrain/analyzer/language"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/internal/cache"
	"refrain/lexicon"
)

// compiled is one language, compiled.
type compiled struct {
	lex     *lexicon.Language
	program *match.Program
	words   *segment.Vocabulary
	entries []entry // by number of the matcher's group
	matcher *match.Matcher
	people  []*match.Set // what counts as a mention of migrants
	plural  *match.Set   // those that "they" can stand for
	they    *match.Set   // pronouns for people; nil when the language has none
	judge   *judge.Judge
	starts  []mention // by word
	tag     language.Tagger
	hanging map[string]bool // at which no finding ends
	// Words that what happens in the room begins with in a record: applause.
	interjections map[string]bool
	nations       *match.Set // people named by a word that is an adjective too; nil when the language has none
	number        number
}

// entry is an entry that is looked for. What is in the lexicon is read when it is found.
type entry struct {
	id   string
	cue  []string // slots
	cues []*match.Set

	entry *lexicon.Entry // nil when what was compiled was kept
}

// mention says whether a mention of migrants begins with a word.
type mention uint8

const (
	none    mention = iota
	alone           // the word is one, and begins no longer one
	several         // it may begin one of several words
)

// mentions are the slots whose members count as mentions of migrants: the denominator of rates.
var mentions = []string{"person", "people", "mobility"}

// pronouns is the slot of pronouns that stand for people named before, and plurals that of the
// people whom they can stand for.
const (
	pronouns = "they"
	plurals  = "people"
)

// adjectives is the slot of people named by a word that is an adjective too.
const adjectives = "invariable"

// ready returns lex compiled. Compiling takes longer than all else at the start of a run, so what
// was compiled is kept.
func (a *Analyzer) ready(lex *lexicon.Language) *compiled {
	if !a.options.Cache.Usable() || cache.Program() == "" {
		return compile(lex, a.options)
	}
	key := fmt.Sprintf("%s %s %s %v", cache.Program(), a.lex.SHA256, lex.Code, a.options.Advisory)
	if data, ok := a.options.Cache.Load(key); ok {
		if l := decode(lex, data); l != nil {
			return l
		}
	}
	l := compile(lex, a.options)
	if data, ok := l.encode(); ok {
		a.options.Cache.Store(key, data)
	}
	return l
}

// compile compiles the entries of lex that are looked for.
func compile(lex *lexicon.Language, options Options) *compiled {
	words := segment.NewVocabulary(lex.Traits())
	c := match.NewCompiler(lex, words)
	var entries []entry
	var groups []match.Group
	for _, e := range lex.Entries() {
		if e.Tier == lexicon.Core || options.Advisory {
			entries = append(entries, entry{id: e.ID, cue: e.Cue, entry: e})
			groups = append(groups, match.Group{Match: e.Match, Unless: e.Unless})
		}
	}
	l := newCompiled(lex, entries, c.Program(c.Compile(groups), judge.Compile(lex, c, words)))
	l.starts = make([]mention, words.Len())
	for _, set := range l.people {
		for word, single := range set.Starts {
			if single && l.starts[word] != several {
				l.starts[word] = alone
			} else {
				l.starts[word] = several
			}
		}
	}
	return l.marked()
}

// newCompiled is the language with what was compiled or kept: the matchers of p are those of the
// entries and of the cues.
func newCompiled(lex *lexicon.Language, entries []entry, p *match.Program) *compiled {
	l := &compiled{lex: lex, program: p, words: p.Words, entries: entries, matcher: p.Matchers[0]}
	l.tag = language.TaggerOf(lex.Code)
	l.judge = judge.New(lex, p, p.Matchers[1])
	l.nations = p.Slot(adjectives)
	l.hanging = lex.Traits().Class(lexicon.Hanging).Set()
	l.interjections = lex.Traits().Class(lexicon.Interjection).Set()
	l.number = numberOf(lex.Traits())
	for i := range entries {
		for _, name := range entries[i].cue {
			entries[i].cues = append(entries[i].cues, p.Slot(name))
		}
	}
	if l.they, l.plural = p.Slot(pronouns), p.Slot(plurals); l.plural == nil {
		l.they = nil
	}
	for _, name := range mentions {
		if set := p.Slot(name); set != nil {
			l.people = append(l.people, set)
		}
	}
	return l
}

// marked marks the words that something begins with.
func (l *compiled) marked() *compiled {
	for word, m := range l.starts {
		if m != none {
			l.words.Mark(int32(word))
		}
	}
	for word := range l.matcher.Anchors {
		l.words.Mark(word)
	}
	return l
}

// entry is the entry of a group of the matcher.
func (l *compiled) entry(group int) *lexicon.Entry {
	if e := &l.entries[group]; e.entry != nil {
		return e.entry
	}
	return l.lex.Entry(l.entries[group].id)
}

// encode writes the language for decode: its entries and how mentions begin, then the program.
func (l *compiled) encode() ([]byte, bool) {
	program, ok := l.program.Encode()
	var out []byte
	for _, e := range l.entries {
		out = append(out, e.id+" "+strings.Join(e.cue, " ")+"\n"...)
	}
	out = append(out, '\n')
	for _, m := range l.starts {
		out = append(out, '0'+byte(m))
	}
	out = append(out, '\n')
	return append(out, program...), ok
}

// decode reads what encode wrote, or returns nil.
func decode(lex *lexicon.Language, data []byte) *compiled {
	list, rest, _ := bytes.Cut(data, []byte("\n\n"))
	starts, program, ok := bytes.Cut(rest, []byte("\n"))
	if !ok {
		return nil
	}
	p, ok := match.Decode(lex.Traits(), program)
	if !ok || len(p.Matchers) != 2 || len(starts) != p.Words.Len() {
		return nil
	}
	var entries []entry
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		if len(words) == 0 || slices.ContainsFunc(words[1:], func(name string) bool { return p.Slot(name) == nil }) {
			return nil
		}
		entries = append(entries, entry{id: words[0], cue: words[1:]})
	}
	l := newCompiled(lex, entries, p)
	l.starts = make([]mention, len(starts))
	for i := range starts {
		l.starts[i] = mention(starts[i] - '0')
	}
	return l.marked()
}

// Package judge decides how a term is used: in the author's own voice, or quoted, mentioned,
// criticised, rejected, as a name, as a term of law.
//
//	A judge looks at one finding at a time, in its sentence, its block and the headings above. It
//
// goes through [steps] in order; the first that fits decides. Steps are either rules of structure,
// written here, or rules that consist of cues, written in the language's cues.yaml.
package judge

import (
	"strings"
	"sync"

	"refrain/analyzer/document"
	"refrain/analyzer/match"
	"refrain/analyzer/segment"
	"refrain/lexicon"
)

// Judge holds one language's rules, compiled. It does not change and is safe for concurrent use.
type Judge struct {
	lang  *lexicon.Language
	words *segment.Vocabulary
	cues  *match.Matcher
	slots map[string]*match.Set

	once      sync.Once // for the rest
	stops     [][]int32 // words, by number of the rule
	order     []step
	sentences *segment.Splitter
	classes   map[lexicon.Class]map[string]bool
	number    map[string]int32           // of a word that is in a class
	classed   [][]lexicon.Class          // the classes of a word, by its number
	endings   map[lexicon.Class][]string // of classes that are ends of words
	works     []string
	owns      bool // an apostrophe after s may be a possessive ending
}

// Slots that the rules of structure use. A language without one of them goes without the rule.
const (
	titleNouns    = "title-noun"      // Act, Regulation, Committee: make a capitalised span a name
	languageNouns = "language-noun"   // term, word, label
	speechVerbs   = "speech-verb"     // said, told, warned, noted
	reportVerbs   = "reporting-verb"  // said, claimed, warned: not what a committee notes in its own report
	findingVerbs  = "finding-verb"    // found, held: of outsiders they report too
	addressVerbs  = "addressing-verb" // told, assured: their object is the hearer
	insertVerbs   = "insert"          // words that bring new law in
	strikeVerbs   = "strike"          // words that take old law out
	definingWords = "defining"        // means, has the meaning
	lawNouns      = "law-noun"        // Directive, section, article: what a legal term belongs to
)

var structural = []string{
	titleNouns, languageNouns, speechVerbs, reportVerbs, findingVerbs, addressVerbs, insertVerbs, strikeVerbs,
	definingWords, lawNouns,
}

// Compile compiles the cues of lang's rules. The words of the rules are added to words.
func Compile(lang *lexicon.Language, c *match.Compiler, words *segment.Vocabulary) *match.Matcher {
	var groups []match.Group
	for _, r := range lang.Rules() {
		groups = append(groups, match.Group{Match: r.Cues, Unless: r.Unless})
		for _, word := range r.Stop {
			words.Add(word)
		}
	}
	return c.Compile(groups)
}

// New returns a judge for lang. Cues is what [Compile] made, and p holds the slots.
func New(lang *lexicon.Language, p *match.Program, cues *match.Matcher) *Judge {
	j := &Judge{lang: lang, words: p.Words, cues: cues, slots: map[string]*match.Set{}}
	for _, name := range structural {
		if set := p.Slot(name); set != nil {
			j.slots[name] = set
		}
	}
	return j
}

// prepare readies what judging needs beside the cues. Most documents have nothing to judge.
func (j *Judge) prepare() {
	j.once.Do(func() {
		for _, r := range j.lang.Rules() {
			var stops []int32
			for _, word := range r.Stop {
				if n := j.words.Find(word); n != 0 {
					stops = append(stops, n)
				}
			}
			j.stops = append(j.stops, stops)
		}
		j.order = order(j.lang)
		traits := j.lang.Traits()
		j.sentences, j.works, j.owns = segment.NewSplitter(traits), traits.Works, traits.Possessive
		j.classes, j.endings = map[lexicon.Class]map[string]bool{}, map[lexicon.Class][]string{}
		j.number, j.classed = map[string]int32{}, make([][]lexicon.Class, unclassed+1)
		for _, class := range lexicon.Classes() {
			words := traits.Class(class)
			j.classes[class], j.endings[class] = words.Set(), strings.Fields(string(words))
			for word := range j.classes[class] {
				n, ok := j.number[word]
				if !ok {
					n = int32(len(j.classed))
					j.number[word], j.classed = n, append(j.classed, nil)
				}
				j.classed[n] = append(j.classed[n], class)
			}
		}
	})
}

// Numbers of words that are no numbers of words in classes.
const (
	notAsked  int32 = iota // The word has not been looked up yet.
	unclassed              // The word is in no class.
)

// step is one question in the order of judging.
type step struct {
	name string
	ask  func(*Case) (Verdict, bool)
}

// order is the order of judging. Cue rules are asked in the order of cues.yaml, in three parts.
// Those up to the last rule that rejects or mentions come before quotations, because "do not say"
// and "the word" decide also about quoted words. The first rule that reports begins the third part:
// what others say is told from the author's voice before negations and verdicts in it are weighed.
func order(lang *lexicon.Language) []step {
	all := len(lang.Rules())
	early, late := 0, all
	for n, r := range lang.Rules() {
		if r.Status == lexicon.Reported {
			late = n
			break
		}
		if !r.Where.Heads() && (r.Status == lexicon.Rejected || r.Status == lexicon.Mentioned) {
			early = n + 1
		}
	}
	return []step{
		{"amendment", (*Case).amendment},
		{"definition", (*Case).definition},
		{"section", (*Case).section},
		{"bibliography", (*Case).bibliography},
		{"title", (*Case).title},
		{"refuted", (*Case).refuted},
		{"self-designation", (*Case).selfAs},
		{"in-quotation-marks", (*Case).shortQuotation},
		{"cues before quotation", func(c *Case) (Verdict, bool) { return c.byCue(0, early) }},
		{"quotation", (*Case).quotation},
		{"cues after quotation", func(c *Case) (Verdict, bool) { return c.byCue(early, late) }},
		{"past-year", (*Case).pastYear},
		{"reported-speech", (*Case).reportedSpeech},
		{"cues after reported speech", func(c *Case) (Verdict, bool) { return c.byCue(late, all) }},
	}
}

// Judge decides how the finding of c is used.
func (j *Judge) Judge(c *Case) Verdict {
	for _, s := range j.order {
		if v, ok := s.ask(c); ok {
			return c.inTurn(v)
		}
	}
	return c.inTurn(Verdict{Status: lexicon.Used})
}

// Case is one finding with what surrounds it.
type Case struct {
	*Page
	Entry      *lexicon.Entry
	Span       document.Span // the finding
	Start, End int           // its tokens, in Page.Tokens
	Sentence   document.Span
	first, end int // the sentence's tokens
}

// Page is one block with its words, shared by the cases in it.
type Page struct {
	Judge  *Judge
	Doc    *document.Document
	Block  int
	Tokens []segment.Token

	numbers  []int32 // by token: the number of its word, once asked for
	outline  *Outline
	quotes   []quote
	quoted   bool // quotes is filled
	works    *int // signs of an entry in a list of references, once counted
	marks    map[document.MarkKind][]mark
	sentence document.Span  // the last sentence asked for,
	cached   []match.Match  // and its cues, with indexes into Tokens,
	years    []int          // and its past years, likewise,
	falsity  *document.Span // and the sentence after it that calls it false, empty where there is none

	introPage *Page // the sentence that introduces the list, when this block is an item,
	introCues []match.Match
}

package lexicon

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Traits are what the stages of the analyzer know of a language beside its entries: what
// language.yaml says. The zero value is a language of which nothing is known. They do not change.
type Traits struct {
	PlainLetters bool // no letter has a mark of its own: words with marks are foreign or in disguise

	Possessive bool // 's, and an apostrophe after s, are possessive endings and no part of a word
	Characters bool // text has no blanks: each character of a script like the Chinese is a word

	Letters Letters // how words are written

	Stops         string // marks that end a sentence without a blank after them
	Abbreviations Abbreviations

	Common  []Common
	Works   []string // signs of an entry in a list of references
	Reading Reading

	inflection inflection
	classes    map[Class]Words
}

// Letters say how the words of a language are written in more than one way.
type Letters struct {
	Fold     map[rune]string // what a letter is compared as: "ё" as "е"
	Elisions Words           // words that an apostrophe joins to the next: l, d, qu
	Genders  Words           // what may follow a word to name all genders: *innen, ·e·s
	Prefixes Words           // small words that are written as one with the next: و, ال
	Article  string          // the one of them that words of patterns may begin with
}

// Plain reports whether words are written in one way.
func (l *Letters) Plain() bool {
	return len(l.Fold) == 0 && l.Elisions == "" && l.Genders == "" && l.Prefixes == ""
}

// Words are words in a row, with blanks between.
type Words string

// Set returns the words as a set.
func (w Words) Set() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(string(w)) {
		set[word] = true
	}
	return set
}

// Abbreviations are words whose point does not end a sentence, in small letters and without it.
type Abbreviations struct {
	Always       Words // whatever follows
	BeforeNumber Words // before a number
	BeforeName   Words // before a capital
	Ends         Words // of those with points inside, which never end one otherwise: they do
	Ordinals     Words // after a number with a point, which is an ordinal then: Oktober
	Letters      Words // single capitals that are words and no initials
}

// Common is how often words are among a million: patterns are not anchored on such words.
type Common struct {
	Frequency int
	Words     Words
}

// Class is a class of words that judging asks for. The constants say what the words mean to it.
type Class string

// The classes.
const (
	That         Class = "that"          // begins what somebody is said to say
	OwnVoice     Class = "own-voice"     // the author as the subject of a verb: we, I
	Auxiliary    Class = "auxiliary"     // beside a verb of speech, and no part of the speaker's name
	AdverbEnding Class = "adverb-ending" // endings of such words
	Article      Class = "article"
	Nominal      Class = "nominal"       // small words inside a name or role
	Clause       Class = "clause"        // words that end a name or role
	Connector    Class = "connector"     // small words inside titles and names
	Function     Class = "function"      // beside connectors: no part of a name
	TitleAbout   Class = "title-about"   // what a title noun is continued with: Regulation on
	Predicate    Class = "predicate"     // what a title noun is continued with in a sentence: Act shall
	Number       Class = "number"        // between a title noun and its number
	Place        Class = "place"         // after X insert Y: X stays
	Outgoing     Class = "outgoing"      // before what goes out of a law: for X substitute Y
	Substitute   Class = "substitute"    // before what goes out, after what comes in: substitute Y for X
	Incoming     Class = "incoming"      // before what comes in: replace X with Y
	Located      Class = "located"       // X in section 2 is repealed
	Copula       Class = "copula"        // ends what Located begins
	Passive      Class = "passive"       // X is repealed, X shall be omitted
	Question     Class = "question"      // before a term that is asked about
	Elsewhere    Class = "elsewhere"     // a definition that points elsewhere
	Dating       Class = "dating"        // before a year that dates what is told
	DecadeEnding Class = "decade-ending" // of years that are decades
	Hanging      Class = "hanging"       // at which no finding ends: they belong to what follows
	Single       Class = "single"        // before one person: every, another
	Many         Class = "many"          // plurals without their ending: people
	ManyEnding   Class = "many-ending"   // of plurals
	Indefinite   Class = "indefinite"    // the indefinite article, and how it is before vowels
	Vowel        Class = "vowel"
	Owning       Class = "owning" // before what owns or describes: of

	// What tells how a cue and a finding hang together.
	Determiner  Class = "determiner"   // begins a noun phrase
	Preposition Class = "preposition"  // goes on with a noun phrase, or begins another
	Coordinator Class = "coordinator"  // joins noun phrases
	Breaker     Class = "breaker"      // begins or ends a clause, or is its verb: pronouns too
	Content     Class = "content"      // begins what somebody says, thinks or writes: "the claim that"
	About       Class = "about"        // begins what words are about: "rhetoric of", "talk about"
	OwnText     Class = "own-text"     // the author's text, after a word of This
	This        Class = "this"         // points at the text itself: this report
	ClaimNoun   Class = "claim-noun"   // what is said, as a noun: claims, talk, reports
	RoleNoun    Class = "role"         // people who speak to the press: minister, mayor
	OnPage      Class = "on-page"      // where words are written: headline, copy
	Contrast    Class = "contrast"     // after a comma: ends what somebody is said to say
	Infinitive  Class = "infinitive"   // before a verb
	Outsider    Class = "outsider"     // whose findings a text repeats: court, witness
	Finite      Class = "finite"       // verbs that show that words are a clause
	Subject     Class = "subject"      // pronouns that are subjects
	When        Class = "when"         // says when, without a preposition: yesterday
	Myth        Class = "myth"         // labels a claim that a text refutes: "Myth 3: …"
	Fact        Class = "fact"         // labels what it says against it
	Falsity     Class = "verdict"      // says by itself that a claim is false
	LawTitle    Class = "law-title"    // title nouns whose names go on in small letters: Regulation on
	Saying      Class = "saying"       // nouns for what somebody says, before a colon: promises
	Condition   Class = "condition"    // begins a condition or an aim: unless, ensure
	TakesClause Class = "takes-clause" // verbs of speech whose object is always a clause: said
	BareClause  Class = "takes-bare-clause"
	Aside       Class = "aside"
	Names       Class = "names"
	PlanNoun    Class = "plan"
	Amount      Class = "amount"     // objects of verbs of speech that are no clause: nothing, much
	Truth       Class = "truth"      // after Negation: not true
	Amending    Class = "amending"   // words that say where an amendment goes
	Nobody      Class = "nobody"     // subjects of what is not said
	Questioner  Class = "questioner" // labels of who asks in an interview
	Honorific   Class = "honorific"  // before the name of somebody addressed: Mr

	// Interjection is what a record puts between brackets for what happens in the room: applause.
	Interjection Class = "interjection"
	As           Class = "as"        // before what somebody is
	WorkNoun     Class = "work-noun" // before the title of a work: book, film
	Negation     Class = "negation"  // beside a verb: not, never
	InWords      Class = "in-words"  // after a term that is used as a word: in, when
	Singular     Class = "singular"  // heads of labels that need a determiner in the singular
	Gerund       Class = "gerund"    // endings of verbs that act on what follows: hiring

)

var classes = []Class{
	That, OwnVoice, Auxiliary, AdverbEnding, Article, Nominal, Clause, Connector, Function, TitleAbout, Predicate,
	Number,
	Place, Outgoing, Substitute, Incoming, Located, Copula, Passive, Question, Elsewhere, Dating, DecadeEnding,
	Hanging, Single, Many, ManyEnding, Indefinite, Vowel, Owning,
	Determiner, Preposition, Coordinator, Breaker, Content, About, OwnText, This, ClaimNoun, RoleNoun, OnPage,
	Contrast, Infinitive, Outsider, Finite, Subject, When, Myth, Fact, Falsity, WorkNoun, Saying, Condition,
	TakesClause, BareClause, Aside, Names, PlanNoun, Amount, Truth, Amending, Nobody, Questioner, Honorific,
	Interjection, As,
	LawTitle, Negation, InWords, Singular, Gerund,
}

// Classes returns all classes.
func Classes() []Class { return classes }

// Class returns the words of a class.
func (t *Traits) Class(c Class) Words { return t.classes[c] }

// Reading is what reading a document needs to know of a language.
type Reading struct {
	Hyphens   Hyphens
	Language  string // its code
	Divisions []Division
	Paragraph string // how a numbered paragraph is cited; N stands for the number
	Point     string // how one with a letter is cited
	// Within says how the numbers in a provision are cited one after the other, where they are not cited
	// in brackets: "Abs. N", "Nr. N", and one with a letter "Buchst. N".
	Within   []string
	Letter   string
	Recitals Recitals

	Brackets Brackets

	DefinitionsHold  Words // what headings of sections that define terms hold
	DefinitionsBegin Words // or what they begin with
}

// Hyphens say whether a word that was divided after a hyphen keeps it.
type Hyphens struct {
	Compounds Words             // first parts that keep it
	Ends      Words             // second parts that keep it after most words
	Close     Words             // first parts that form one word with those
	Endings   Words             // ends of words that are no words
	Chained   Words             // words in the middle of a chain
	Before    map[string]string // first parts that keep it before one second part alone
	Letter    map[string]string // first parts that keep it before one letter alone
}

// Division is a word that begins numbered headings of laws.
type Division struct {
	Word  string // in small letters
	Cited string
	Level int  // 1 to 4; what is at 4 is cited alone
	Annex bool // its paragraphs are cited with it
	// Of are the kinds of laws whose provisions are called so, as the ends of their titles name them:
	// "act" of "Asylum Act 1999".
	Of Words
}

// Brackets are the words of a statement that what stands in brackets is old law, which a bill takes
// out: "Matter in brackets is old law to be omitted." A sentence that holds one of each, or a word
// that begins with it, is such a statement.
type Brackets struct {
	Named  Words // the brackets
	Matter Words // what stands in them
	Gone   Words // that it goes
}

// Recitals are the numbered paragraphs of a preamble.
type Recitals struct {
	Begin string   // the line that they follow, in small letters
	End   []string // parts of the line that ends them, in small letters
	Cited string   // N stands for the number
}

// Traits returns what language.yaml says of the language. Where a lexicon has no such file for a
// language of the built-in one, that of the built-in one is taken.
func (l *Language) Traits() *Traits {
	if l.later == nil || l.later.loader.files != fs.FS(Files) { // Else they are the built-in ones.
		if l.readTraits(); l.traits != nil {
			return l.traits
		}
	}
	if builtin := builtinTraits()[l.Code]; builtin != nil {
		if t := builtin(); t != nil {
			return t
		}
	}
	return &Traits{}
}

// builtinTraits are the traits of the built-in languages by code, each read when it is first asked
// for.
var builtinTraits = sync.OnceValue(func() map[string]func() *Traits {
	all := map[string]func() *Traits{}
	for _, code := range BuiltinCodes() {
		all[code] = sync.OnceValue(func() *Traits {
			lang := &Language{Code: code}
			l := &loader{files: Files, proven: true}
			l.traitFile(lang)
			l.sound()
			return lang.traits
		})
	}
	return all
})

// BuiltinCodes returns the codes of the languages that the built-in lexicon has, in its order.
func BuiltinCodes() []string { return builtinCodes() }

var builtinCodes = sync.OnceValue(func() []string {
	l := &loader{files: Files, proven: true, lex: &Lexicon{}}
	l.header()
	l.sound()
	var codes []string
	for _, lang := range l.lex.Languages {
		codes = append(codes, lang.Code)
	}
	return codes
})

// BuiltinReadings returns what the built-in languages say about reading, in the lexicon's order. Of
// each language.yaml only that part is read, since every document needs it of all languages.
func BuiltinReadings() []*Reading {
	var all []*Reading
	for _, code := range BuiltinCodes() {
		r := &Reading{Language: code}
		l := &loader{files: Files, proven: true}
		l.readingPart(code, r)
		l.sound()
		all = append(all, r)
	}
	return all
}

// readingPart reads the part of a language.yaml that is about reading, if there is one.
func (l *loader) readingPart(code string, into *Reading) {
	const key = "\nreading:\n"
	name := code + "/language.yaml"
	data, err := readFile(l.files, name)
	if err != nil {
		l.problem(name, fmt.Sprintf("cannot be read: %s", err))
		return
	}
	from := bytes.Index(data, []byte(key))
	if from < 0 {
		return
	}
	end := from + len(key)
	for end < len(data) && strings.IndexByte(" #\n", data[end]) >= 0 {
		line := bytes.IndexByte(data[end:], '\n')
		if line < 0 {
			end = len(data)
			break
		}
		end += line + 1
	}
	l.parseText(name, bytes.Count(data[:from], []byte("\n")), data[from+1:end], func(d *decoder, root *node) {
		d.Mapping(root, fields{"reading": func(n *node) { d.reading(n, into) }})
	})
}

// traitFile reads language.yaml.
func (l *loader) traitFile(lang *Language) {
	l.parse(lang.Code+"/language.yaml", true, func(d *decoder, root *node) {
		if lang.traits != nil {
			d.Fail(root, "the language %s has this file already, which an own lexicon does not change", lang.Code)
			return
		}
		lang.traits = &Traits{classes: map[Class]Words{}}
		lang.traits.Reading.Language = lang.Code
		d.traits(root, lang.traits)
	})
}

func (d *decoder) traits(root *node, t *Traits) {
	words := func(into *Words) func(*node) { return d.Text((*string)(into)) }
	d.Mapping(root, fields{
		"plain-letters": d.Flag(&t.PlainLetters),
		"possessive":    d.Flag(&t.Possessive),
		"characters":    d.Flag(&t.Characters),
		"letters":       func(n *node) { d.letters(n, &t.Letters) },
		"sentences": func(n *node) {
			a := &t.Abbreviations
			d.Mapping(n, fields{
				"stops": d.Text(&t.Stops),
				"abbreviations": func(n *node) {
					d.Mapping(n, fields{
						"always": words(&a.Always), "before-number": words(&a.BeforeNumber),
						"before-name": words(&a.BeforeName),
					})
				},
				"ends": words(&a.Ends), "letters": words(&a.Letters), "ordinals": words(&a.Ordinals),
			})
		},
		"inflection": func(n *node) { d.inflection(n, &t.inflection) },
		"common": func(n *node) {
			d.Items(n, func(item *node) {
				var c Common
				d.Mapping(item, fields{
					"frequency": d.Number(&c.Frequency, 1, 1_000_000), "words": words(&c.Words),
				}, "frequency", "words")
				t.Common = append(t.Common, c)
			})
		},
		"classes": func(n *node) {
			d.Named(n, func(name, value *node) {
				class := Class(name.Value)
				if !slices.Contains(classes, class) {
					d.Fail(name, "%q is not a class of words; the classes are %s", name.Value, joined(classes))
					return
				}
				var w Words
				words(&w)(value)
				t.classes[class] = w
			})
		},
		"works":   d.verbatim(&t.Works),
		"reading": func(n *node) { d.reading(n, &t.Reading) },
	})
}

func (d *decoder) letters(n *node, l *Letters) {
	d.Mapping(n, fields{
		"fold": func(n *node) {
			if l.Fold == nil {
				l.Fold = map[rune]string{}
			}
			d.Named(n, func(letters, value *node) {
				for _, r := range letters.Value {
					if r < utf8.RuneSelf {
						d.Fail(letters, "%q is a letter or mark of ASCII, which is not folded", r)
					}
					l.Fold[r] = value.Value
				}
			})
		},
		// Letters one to one: the first of the one row as the first of the other.
		"pairs": func(n *node) {
			var from, to string
			d.Mapping(n, fields{"from": d.Text(&from), "to": d.Text(&to)}, "from", "to")
			as := []rune(strings.Join(strings.Fields(to), ""))
			rows := []rune(strings.Join(strings.Fields(from), ""))
			if len(as) != len(rows) {
				d.Fail(n, "from has %d letters and to has %d", len(rows), len(as))
				return
			}
			if l.Fold == nil {
				l.Fold = map[rune]string{}
			}
			for i, r := range rows {
				l.Fold[r] = string(as[i])
			}
		},
		"elisions": d.Text((*string)(&l.Elisions)),
		"genders":  d.Text((*string)(&l.Genders)),
		"prefixes": d.Text((*string)(&l.Prefixes)),
		"article":  d.Text(&l.Article),
	})
}

func joined[T ~string](names []T) string {
	var all []string
	for _, name := range names {
		all = append(all, string(name))
	}
	return strings.Join(all, ", ")
}

// verbatim reads a list of texts whose blanks count.
func (d *decoder) verbatim(into *[]string) func(*node) {
	return func(n *node) {
		d.Items(n, func(item *node) {
			var s string
			if d.Text(&s)(item); s != "" {
				*into = append(*into, item.Value)
			}
		})
	}
}

func (d *decoder) reading(n *node, r *Reading) {
	words := func(into *Words) func(*node) { return d.Text((*string)(into)) }
	d.Mapping(n, fields{
		"hyphens": func(n *node) {
			h := &r.Hyphens
			h.Before, h.Letter = map[string]string{}, map[string]string{}
			d.Mapping(n, fields{
				"compounds": words(&h.Compounds), "ends": words(&h.Ends), "close": words(&h.Close),
				"endings": words(&h.Endings),
				"chained": words(&h.Chained), "before": d.pairs(h.Before), "letter": d.pairs(h.Letter),
			})
		},
		"divisions": func(n *node) {
			d.Named(n, func(word, value *node) {
				division := Division{Word: strings.ToLower(word.Value)}
				d.Mapping(value, fields{
					"cited": d.Text(&division.Cited), "level": d.Number(&division.Level, 1, 4),
					"annex": d.Flag(&division.Annex), "of": words(&division.Of),
				}, "cited", "level")
				r.Divisions = append(r.Divisions, division)
			})
		},
		"definitions": func(n *node) {
			d.Mapping(n, fields{"hold": words(&r.DefinitionsHold), "begin": words(&r.DefinitionsBegin)})
		},
		"brackets": func(n *node) {
			b := &r.Brackets
			d.Mapping(
				n,
				fields{"named": words(&b.Named), "matter": words(&b.Matter), "gone": words(&b.Gone)},
				"named",
				"matter",
				"gone",
			)
		},
		"paragraph": d.Text(&r.Paragraph),
		"within":    d.Texts(&r.Within),
		"letter":    d.Text(&r.Letter),
		"point":     d.Text(&r.Point),
		"recitals": func(n *node) {
			d.Mapping(n, fields{
				"begin": d.Text(&r.Recitals.Begin), "end": d.verbatim(&r.Recitals.End),
				"cited": d.Text(&r.Recitals.Cited),
			}, "begin", "cited")
		},
	})
}

func (d *decoder) pairs(into map[string]string) func(*node) {
	return func(n *node) {
		d.Named(n, func(name, value *node) {
			var s string
			d.Text(&s)(value)
			into[name.Value] = s
		})
	}
}

package lexicon

import (
	"maps"
	"slices"
	"strings"

	"refrain/internal/strictyaml"
)

// Lexicon is everything that was loaded: shared tables and one Language for each language. It does
// not change after loading.
type Lexicon struct {
	Version   string // of the lexicon, not of the tool
	SHA256    string // over all files, names and contents, in lower-case hexadecimal
	Languages []*Language
	Changes   []Change // what own lexicons changed, in their order

	categories map[string]*Category
	sources    map[string]*Source
	catalogue  *catalogue // of the sources that are not read yet; nil when all are
}

// Language is the lexicon of one language. What [LoadTerms] gives is read from the files when a
// method first needs it. It is safe for concurrent use.
type Language struct {
	Code string // BCP 47, "en"
	Name string // in English: "English"

	// Beta says that no native speaker has reviewed the language; Reviewed is who has, or "".
	Beta     bool
	Reviewed string

	traits  *Traits             // nil when nothing says any
	forms   map[string][]string // listed inflections of a word; they replace the generated ones
	slots   []*Slot
	slot    map[string]*Slot
	frames  []*Frame
	rules   []*Rule
	entries []*Entry
	entry   map[string]*Entry
	later   *later // nil when everything is read
}

// Entry is one term: what it matches, why it harms, what to write instead, who says so, and the
// examples that prove it.
type Entry struct {
	ID       string
	Category *Category
	Severity Severity
	Tier     Tier
	Grade    Grade
	Why      string   // the harm, in a sentence or two
	Instead  []string // wordings to prefer, in the plural where they name people
	One      []string // the same of one person, without an article; nil where the entry does not say
	Verbs    []string // wordings to prefer where a finding is a verb or a clause
	Rewrite  string   // a model sentence, for places where no wording can be put in
	Caveat   string   // when the term is right, or contested; "" for none
	Disagree []Side   // where authorities differ: each side
	Sources  []Reference
	Scope    string   // what the sources speak about: "source in this language"
	Evidence []string // ids of the rows of the evidence base that the entry carries

	Frames []Filling // constructions that the entry's words go through

	Match  []Pattern // its own, then those of its frames
	Unless []Pattern
	Cue    []string // slots: one word of one of them must appear outside the match,
	Reach  Reach    // within this reach

	Hits   []Example
	Misses []Example
	Also   []string // ids of other entries that may fire in the examples

	Concept  string // what entries of several languages have in common; the id where the entry names none
	Reviewed string // who signed off the entry, and when; "" for nobody
	Beta     bool   // of a language that no native speaker has reviewed, and not signed off itself

	By string // the own lexicon that added the entry; "" for built-in ones
	At Position
}

// Wordings are those to prefer, wherever the words are: for noun phrases, then verbs.
func (e *Entry) Wordings() []string {
	all := slices.Clone(e.Instead)
	for _, words := range e.Verbs {
		if !slices.Contains(all, words) { // "release" is a noun and a verb.
			all = append(all, words)
		}
	}
	return all
}

// Consider is all that the entry says to write in the place of its words, wherever that is.
func (e *Entry) Consider() []string {
	all := e.Wordings()
	if e.Rewrite != "" {
		all = append(all, Rewriting(e.Rewrite))
	}
	return all
}

// Rewriting is a model sentence as reports print it among wordings.
func Rewriting(model string) string { return "rewrite, for example: “" + model + "”" }

// said is how many bytes of the entry reports print for each of its findings.
func (e *Entry) said() int {
	n := len(e.Why) + len(e.Caveat) + len(e.Rewrite)
	for _, s := range slices.Concat(e.Instead, e.One, e.Verbs) {
		n += len(s)
	}
	for _, s := range e.Sources {
		n += len(s.ID)
	}
	for _, side := range e.Disagree {
		n += len(side.Says)
		for _, s := range side.Sources {
			n += len(s.ID)
		}
	}
	return n
}

// Change is what an own lexicon changed in an entry, and why. Reports list every change.
type Change struct {
	Entry  string
	What   []string // "severity: replace → note", "switched off"
	Reason string
	By     string // the own lexicon
	At     Position
}

// CanFail reports whether the entry may fail a build: core, replace, carried by evidence A or B, and
// not beta. It is derived so that nobody can forget to keep it true.
func (e *Entry) CanFail() bool {
	return e.Tier == Core && e.Severity == Replace && e.Grade <= GradeB && !e.Beta
}

// Side is what one group of authorities says where authorities disagree.
type Side struct {
	Says    string
	Sources []*Source
}

// Category is a row of the taxonomy.
type Category struct {
	ID         string
	Name       string // for people: "People called illegal"
	Definition string
	Harm       string // the mechanism of harm
	Practice   bool   // its entries name a practice, so words that oppose a practice count as criticism
	At         Position
}

// Source is a work that entries rest on. Only sources whose Status is Read or Secondary are
// printed.
type Source struct {
	ID     string
	Title  string
	Body   string // who published it
	Year   int    // 0 when undated
	Kind   string // authority, law, style guide, peer-reviewed ...
	Status SourceStatus
	Says   string // in one sentence of our own
	URL    string // "" when none is recorded
	Number string // its symbol, DOI or number, as people cite it: "A/HRC/23/46"; "" without
	At     Position
}

// Printable reports whether reports may name the source.
func (s *Source) Printable() bool { return s.Status == Read || s.Status == Secondary }

// Slot is a named set of words that patterns share.
type Slot struct {
	Name    string
	About   string
	Members []Pattern // of words and groups of words only
	Open    int       // an open slot: one to so many words, none of them in Except; 0 for a slot of members
	Except  []string
	At      Position
}

// Rule is a rule of judging that consists of cues: it gives its status to a finding that has one of
// the cues in the right place.
type Rule struct {
	Name    string
	Status  Status
	Where   Where
	Link    Link     // how cue and finding hang together in the sentence; "" asks for nothing
	Asserts bool     // only in what is asserted, not in a condition or an aim: "unless he is not"
	Others  bool     // only where the cue's subject is not the author ("we portray")
	Reach   int      // words that may stand between cue and finding; 0 means that they touch
	Stop    []string // words that break the reach
	// Only for entries of these categories or groups of categories, of categories that name a
	// "practice", or of the tier "advisory"; empty for all.
	For    []string
	Cues   []Pattern
	Unless []Pattern // a cue within a match of one of these does not count
	At     Position
}

// Link is how a finding must hang together with a cue, by grammar: what may stand between them.
type Link string

// The links.
const (
	AsObject     Link = "object"     // the finding is what the cue acts on: determiners and adjectives
	AsComplement Link = "complement" // what the cue calls something else: a noun phrase, "call people X"
	InPhrase     Link = "phrase"     // part of the noun phrase that the cue begins: no verb, no clause
	AsTopic      Link = "topic"      // what the cue is about: "rhetoric about X", "the narrative that X"
	AsSubject    Link = "subject"    // the cue is said of the finding itself: "a flood of X is a myth"
	AsWord       Link = "word"       // the finding is a word and nobody: "say illegal immigrant"
)

var links = []Link{AsObject, AsComplement, InPhrase, AsTopic, AsSubject, AsWord}

// Where is on which side of a finding a cue must stand.
type Where string

// The places of a cue.
const (
	Before  Where = "before"  // before the finding, in its sentence
	After   Where = "after"   // after the finding, in its sentence
	Around  Where = "around"  // on either side
	Within  Where = "within"  // inside the finding: "refugees are not a burden"
	Section Where = "section" // in a heading above the finding, or at the head of its column
	Column  Where = "column"  // at the head of its column alone
)

// Heads reports whether cues of such rules are looked for in headings, not in sentences.
func (w Where) Heads() bool { return w == Section || w == Column }

// Example is a text with the findings that the entry must make in it.
type Example struct {
	Text  string // without the marks
	Marks []ExampleMark
	At    Position
}

// ExampleMark is one expected finding: bytes of Example.Text and the status it must get.
type ExampleMark struct {
	Start, End int
	Status     Status
}

// Reach is how far from a match the cue of its entry may be.
type Reach uint8

// The reaches. Each includes those before it.
const (
	ReachSentence  Reach = iota // in the sentence: for words that mean much else
	ReachParagraph              // a mention of migrants shortly before: for words that seldom mean anything else
	ReachTopic                  // the document is about migration: for words that then mean nothing else
)

var reachNames = []string{"sentence", "paragraph", "topic"}

// String returns the reach's name as lexicon files write it.
func (r Reach) String() string { return reachNames[r] }

// Severity is what an authority says to do about a term.
type Severity uint8

// The severities, worst first.
const (
	Replace Severity = iota // an authority says: do not write this
	Review                  // it depends on the sentence
	Note                    // a better wording exists
	Info                    // context only
)

var severityNames = []string{"replace", "review", "note", "info"}

func (s Severity) String() string { return severityNames[s] }

// Tier reports whether an entry is on by default.
type Tier uint8

// The tiers.
const (
	Core     Tier = iota // on by default
	Advisory             // only when asked for
)

var tierNames = []string{"core", "advisory"}

func (t Tier) String() string { return tierNames[t] }

// Grade is how well an entry is founded.
type Grade uint8

// The grades of evidence.
const (
	GradeA Grade = iota // at least two confirmed sources, one of them a norm
	GradeB              // one confirmed source
	GradeC              // expert judgement only
)

var gradeNames = []string{"A", "B", "C"}

func (g Grade) String() string { return gradeNames[g] }

// SourceStatus reports whether somebody has read the source.
type SourceStatus uint8

// The states of a source.
const (
	Read        SourceStatus = iota // read for this lexicon
	Secondary                       // read through another source that quotes it
	Seen                            // seen, but the citation is incomplete
	Unconfirmed                     // known of, not confirmed
)

var sourceStatusNames = []string{"read", "secondary", "seen", "unconfirmed"}

func (s SourceStatus) String() string { return sourceStatusNames[s] }

// Status is how a term is used.
type Status uint8

// The statuses. Only Used counts, unless the user asks for more.
const (
	Used        Status = iota // the author's own voice
	Quoted                    // inside somebody else's words, between quotation marks or set apart
	Reported                  // what somebody else is said to say, without quotation marks
	Mentioned                 // talked about as a word
	Criticised                // described in order to criticise
	Rejected                  // denied or refuted
	Named                     // an official name, the title of a law or work, a bibliography
	Legal                     // a term of another law, cited as such
	Statistical               // a statistical term
	Historical                // a past era
	Self                      // a self-designation

	// The rest says where a term is, not how it is used: readers of the document do not see it as
	// part of its text. It comes from the place (document.Exclusion), not from a judgement.
	Hidden    // in the file, but not shown to readers
	Deleted   // struck out or marked as deleted
	Furniture // menus, banners, footers
)

var statusNames = []string{
	"used", "quoted", "reported", "mentioned", "criticised", "rejected", "named", "legal", "statistical",
	"historical", "self",
	"hidden", "deleted", "furniture",
}

func (s Status) String() string { return statusNames[s] }

// Statuses are all statuses, in the order in which reports list them.
func Statuses() []Status {
	return []Status{
		Used, Quoted, Reported, Mentioned, Criticised, Rejected, Named, Legal, Statistical, Historical, Self,
		Hidden, Deleted, Furniture,
	}
}

// ParseStatus is the status of that name.
func ParseStatus(name string) (Status, bool) { return parseName[Status](statusNames, name) }

// ParseStatuses are the statuses of those names in their order, each once. Unknown is the index of
// the first name that is of none, or -1.
func ParseStatuses(names []string) (list []Status, unknown int) {
	for i, name := range names {
		status, ok := ParseStatus(name)
		if !ok {
			return nil, i
		}
		list = append(list, status)
	}
	slices.Sort(list)
	return slices.Compact(list), -1
}

// ParseSeverity is the severity of that name.
func ParseSeverity(name string) (Severity, bool) { return parseName[Severity](severityNames, name) }

func parseName[T ~uint8](names []string, name string) (T, bool) {
	for i, n := range names {
		if n == name {
			return T(i), true
		}
	}
	return 0, false
}

// Position is a place in a file of the lexicon.
type Position = strictyaml.Position

// Problem is one mistake of an author, with its place.
type Problem = strictyaml.Problem

// Language is the language of that code, or nil.
func (l *Lexicon) Language(code string) *Language {
	for _, lang := range l.Languages {
		if lang.Code == code {
			return lang
		}
	}
	return nil
}

// NewLanguage returns a language of these entries alone, without slots and rules.
func NewLanguage(code, name string, entries ...*Entry) *Language {
	l := &Language{Code: code, Name: name, entries: entries, entry: map[string]*Entry{}}
	for _, e := range entries {
		l.entry[e.ID] = e
	}
	l.sortEntries()
	return l
}

// Slots returns the slots in the order of their names.
func (l *Language) Slots() []*Slot {
	l.readSlots()
	return l.slots
}

// Slot returns the slot of that name, or nil.
func (l *Language) Slot(name string) *Slot {
	l.readSlots()
	return l.slot[name]
}

// Frames returns the frames in the order of frames.yaml.
func (l *Language) Frames() []*Frame {
	l.readFrames()
	return l.frames
}

// Frame returns the frame of that name, or nil.
func (l *Language) Frame(name string) *Frame {
	l.readFrames()
	return l.frame(name)
}

func (l *Language) frame(name string) *Frame {
	for _, f := range l.frames {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Rules returns the rules in the order of cues.yaml: an earlier rule wins.
func (l *Language) Rules() []*Rule {
	l.readRules()
	return l.rules
}

// Entries returns the entries in the order of their ids.
func (l *Language) Entries() []*Entry {
	l.readEntries()
	return l.entries
}

// Entry returns the entry of that id, or nil. It reads no other.
func (l *Language) Entry(id string) *Entry {
	if l.later != nil {
		return l.later.entry(l, id)
	}
	return l.entry[id]
}

// Categories returns the categories in the order of their ids. The lexicon must be one of [Load], or
// have an own layer: others read them when they are needed.
func (l *Lexicon) Categories() []*Category {
	return slices.SortedFunc(maps.Values(l.categories), func(a, b *Category) int { return strings.Compare(a.ID, b.ID) })
}

// Sources returns the sources in the order of their ids, of such a lexicon.
func (l *Lexicon) Sources() []*Source {
	return slices.SortedFunc(maps.Values(l.sources), func(a, b *Source) int { return strings.Compare(a.ID, b.ID) })
}

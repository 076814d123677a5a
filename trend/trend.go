// Package trend puts documents of a source in the order of their dates, and says how often words
// were found in each period, with intervals that allow for how much documents differ. It compares a
// source with itself: series are in the order of their names, and nothing here puts one above
// another.
//
// A [Collector] takes the reports of documents one by one and keeps counts and a bounded number of
// sentences of each; [Collector.Trend] makes the periods when all dates are known.
package trend

import (
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
	"refrain/trend/dates"
)

// Options say what a trend is of.
type Options struct {
	Policy    analyzer.Policy // which findings count
	Every     Every           // Chosen goes by the span of the dates and the amount of words
	Speakers  bool            // each speaker of a transcript is a series
	Sentences int             // that a point keeps; 0 means 20
}

// standardSentences is how many sentences a point keeps where nobody says.
const standardSentences = 20

// Kind is what a measure counts.
type Kind string

// The kinds of measures.
const (
	All      Kind = "all"
	Category Kind = "category"
	Entry    Kind = "entry"
)

// Measure is what is counted: all findings that count, or those of a category or an entry.
type Measure struct {
	Kind     Kind
	ID       string // "" of All
	Name     string // of a category, for people; the id of an entry
	Category string // of an entry: its category's id
}

// Trend is what is known of all series.
type Trend struct {
	Every    Every
	Chosen   bool // nobody asked for periods of that length
	Policy   analyzer.Policy
	Speakers bool
	Measures []Measure // All first, then categories and entries by id
	Series   []*Series // by name
	Left     []Left    // documents that are in no period, in the order of the input; at most mostLeft
	MoreLeft int       // further ones

	Documents int // all, also those that are in no period
	Words     int // of all of them that a lexicon read
	Unread    int // documents that were not read, or not fully
	Languages []string
	Beta      []string // those of Languages that no native speaker has reviewed
}

// mostLeft bounds the list of documents that are in no period.
const mostLeft = 1000

// Left is a document that is in no period, and why.
type Left struct {
	Name string
	Date dates.Dated // that is too coarse; none where there is no date
	Why  Why
}

// Why is a reason for which something is not given.
type Why string

// Why a document is in no period.
const (
	NoDate     Why = "no date"
	CoarseDate Why = "its date is coarser than the periods"
	NoSpeaker  Why = "names no speaker"
	Repeated   Why = "the same file as one before"
	NotRead    Why = "not read" // so nobody knows who speaks in it
)

// Series is a source over time.
type Series struct {
	Name      string
	Points    []*Point // of each period from the first to the last, also of those without documents
	Documents int
	Words     int
	Sources   map[dates.Source]int // documents by where their date comes from
	Languages []string             // of its documents, sorted
	Beta      []string
	NoWords   bool // the words of a speaker are not known: counts alone are given

	Dispersion float64 // of findings by words, between the documents of a period; 1 is chance
	Degrees    int     // of freedom that it rests on
	Change     *Change // of all findings over the series; nil where none can be told
	NoChange   Why     // why there is none
	Passages   []Passage
}

// Passage is that the language of a series changed from one period to the next that has documents.
type Passage struct {
	From, To Period
	Was, Is  []string
}

// Point is a period of a series.
type Point struct {
	Period    Period
	Documents int // that were read, also in part
	Gaps      int // of these, not fully read
	Unread    int // of which nothing was read; they are not among Documents
	Words     int // that a lexicon read
	Mentions  int // of migrants and migration; -1 where they are not known
	Others    int // findings that do not count
	Languages []string
	Values    []Value // by measure
	Sentences []Sentence
	More      int // findings that count and are not among Sentences

	Names     []Named // the documents, by date; at most mostNames
	MoreNames int
}

// mostNames bounds the documents that a point names.
const mostNames = 50

// Named is a document of a point.
type Named struct {
	Name     string
	Dated    dates.Dated
	Words    int
	Uses     int
	Gap      string // the first thing that was not read; "" where all was
	Language string
}

// Value is how often something was found in a period, in places: findings that overlap are one.
type Value struct {
	Uses     int
	PerWords *analyzer.Rate // per 1,000 words; nil where NoWords says why
	NoWords  Why
	PerMany  *analyzer.Rate // per 100 mentions of migrants and migration
	NoMany   Why
	Alone    bool // the rates are of one document, with intervals of chance within it alone
}

// Sentence is a finding that counts, with its sentence.
type Sentence struct {
	Document             string
	Date                 dates.Date
	Entry                string
	Category             string // its id
	Before, Words, After string
	Status               lexicon.Status
	Speaker              string
	Place                document.Place
	Language             string
	Recognised           bool
}

// Package trend puts documents of a source in the order of their dates, and says how often words were
// found in each period, with intervals that allow for how much documents differ. It compares a source
// with itself: series are in the order of their names, and nothing here puts one above another.
//
// A [Collector] takes the reports of documents one by one and keeps counts and a bounded number of
// sentences of each; [Collector.Trend] makes the periods when all dates are known.
package trend

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/internal/remedy"
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

// Placed is where in time a document is, and in which series.
type Placed struct {
	Dated  dates.Dated // none where nothing dates the document
	Series string
}

// Collector takes the reports of documents. Memory grows by counts of each document and by sentences
// that are bounded for all together.
type Collector struct {
	options  Options
	records  []*record
	left     []Left
	moreLeft int
	measures map[measureKey]int // numbers, in the order in which they came
	named    []Measure
	spelling map[string]string          // of speakers, by lower case
	seen     map[[sha256.Size]byte]bool // series and contents
	keep     keep

	documents, words, unread int
	languages, beta          map[string]bool
}

type measureKey struct {
	kind Kind
	id   string
}

// record is what is kept of a document, or of what a speaker says in it.
type record struct {
	name      string
	dated     dates.Dated
	series    string
	language  string
	beta      bool
	words     int
	mentions  int // -1 where they are not known
	noWords   bool
	others    int
	gap       string
	empty     bool
	counts    []count // by measure, All first
	sentences []Sentence
	found     int // findings that count
}

type count struct{ measure, n int }

// New returns a collector.
func New(o Options) *Collector {
	if o.Sentences == 0 {
		o.Sentences = standardSentences
	}
	c := &Collector{
		options: o, measures: map[measureKey]int{}, languages: map[string]bool{}, beta: map[string]bool{},
		spelling: map[string]string{}, seen: map[[sha256.Size]byte]bool{}, keep: keep{each: o.Sentences},
	}
	c.measure(Measure{Kind: All})
	return c
}

// measure is the number of a measure.
func (c *Collector) measure(m Measure) int {
	key := measureKey{m.Kind, m.ID}
	n, ok := c.measures[key]
	if !ok {
		n = len(c.named)
		c.measures[key] = n
		c.named = append(c.named, m)
	}
	return n
}

// mostCounted is how many words or mentions a document may have. A line of an archive may say any
// number.
const mostCounted = 1 << 32

// counted is a number that a document may have.
func counted(n int) int { return min(max(n, 0), mostCounted) }

// Add counts a document. The report may be dropped afterwards.
func (c *Collector) Add(r *analyzer.Report, at Placed) {
	c.documents++
	c.words += counted(r.Judged())
	gaps := r.Gaps()
	if len(gaps) > 0 {
		c.unread++
	}
	language := languageOf(r)
	if language != "" {
		c.languages[language] = true
		if r.Language != nil && r.Language.Beta {
			c.beta[language] = true
		}
	}
	if !at.Dated.Known() {
		c.leave(Left{Name: r.Doc.Name, Why: NoDate})
		return
	}
	if r.Doc.SHA256 != "" {
		sum := sha256.Sum256([]byte(at.Series + "\x00" + r.Doc.SHA256))
		if c.seen[sum] {
			c.leave(Left{Name: r.Doc.Name, Date: at.Dated, Why: Repeated})
			return
		}
		c.seen[sum] = true
	}
	base := record{
		name: strings.Clone(r.Doc.Name), dated: at.Dated, series: at.Series, language: language,
		beta: r.Language != nil && r.Language.Beta, empty: r.Doc.Text == "",
	}
	if len(gaps) > 0 {
		base.gap = gaps[0].Reason
	}
	if !c.options.Speakers {
		one := base
		one.words, one.mentions = counted(r.Judged()), counted(r.People)
		c.count(&one, r, c.options.Policy.Counts)
		c.add(&one)
		return
	}
	c.speakers(base, r)
}

// speakers counts what each speaker of a transcript says. Mentions are not counted by speaker, and
// an archive does not hold their words.
func (c *Collector) speakers(base record, r *analyzer.Report) {
	names := map[string]string{} // as they were first written, by lower case
	var order []string
	words := map[string]int{}
	note := func(name string, n int) {
		key := strings.ToLower(name)
		if _, ok := names[key]; !ok {
			names[key] = name
			order = append(order, key)
		}
		words[key] += n
	}
	for _, v := range r.Voices {
		note(v.Name, v.Words)
	}
	for i := range r.Findings {
		if v := r.Findings[i].Voice; v != "" && r.Voices == nil &&
			c.options.Policy.CountsStatus(r.Findings[i].Verdict.Status) {
			note(v, 0)
		}
	}
	heard := 0
	for _, key := range order {
		if !c.options.Policy.Hears(names[key]) {
			continue
		}
		heard++
		one := base
		one.series, one.words, one.mentions, one.noWords = c.spelled(names[key]), counted(words[key]), -1, r.Voices == nil
		c.count(&one, r, func(f *analyzer.Finding) bool {
			return c.options.Policy.Counts(f) && strings.ToLower(f.Voice) == key
		})
		c.add(&one)
	}
	if heard == 0 {
		c.leave(Left{Name: r.Doc.Name, Date: base.dated, Why: NoSpeaker})
	}
}

// spelled is a speaker's name as it was first written: names that differ in capitals alone are one.
func (c *Collector) spelled(name string) string {
	key := strings.ToLower(name)
	known, ok := c.spelling[key]
	if !ok {
		known = strings.Clone(strings.Join(strings.Fields(name), " "))
		c.spelling[key] = known
	}
	return known
}

// languageOf is the language that a document was read in, without its country.
func languageOf(r *analyzer.Report) string {
	if r.Doc.Lang == "" && r.Language != nil {
		return r.Language.Code
	}
	return document.PrimaryLanguage(r.Doc.Lang)
}

func (c *Collector) leave(l Left) {
	if len(c.left) == mostLeft {
		c.moreLeft++
		return
	}
	l.Name = strings.Clone(l.Name)
	c.left = append(c.left, l)
}

// count counts the places of all measures in a report, and keeps sentences.
func (c *Collector) count(to *record, r *analyzer.Report, counts func(*analyzer.Finding) bool) {
	ends := map[int]int{} // by measure: where its last place ends
	n := map[int]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !counts(f) {
			to.others++
			continue
		}
		to.found++
		category := f.Entry.Category
		for _, m := range []int{
			0, c.measure(Measure{Kind: Category, ID: category.ID, Name: category.Name}),
			c.measure(Measure{Kind: Entry, ID: f.Entry.ID, Name: f.Entry.ID, Category: category.ID}),
		} {
			if f.Span.Start >= ends[m] {
				n[m]++
			}
			ends[m] = max(ends[m], f.Span.End)
		}
		if len(to.sentences) < c.keep.each {
			to.sentences = append(to.sentences, sentenceOf(r, f, to))
		}
	}
	for _, m := range slices.Sorted(maps.Keys(n)) {
		to.counts = append(to.counts, count{m, n[m]})
	}
}

func (c *Collector) add(r *record) {
	c.records = append(c.records, r)
	c.keep.note(r, c.records)
}

// Trend makes the periods. An error says that there would be too many of them.
func (c *Collector) Trend() (*Trend, error) {
	t := &Trend{
		Every: c.options.Every, Policy: c.options.Policy, Speakers: c.options.Speakers, Left: slices.Clone(c.left),
		MoreLeft: c.moreLeft, Documents: c.documents, Words: c.words, Unread: c.unread,
		Languages: slices.Sorted(maps.Keys(c.languages)), Beta: slices.Sorted(maps.Keys(c.beta)),
	}
	if t.Every == Chosen {
		var all []dates.Date
		for _, r := range c.records {
			all = append(all, r.dated.Date)
		}
		t.Every, t.Chosen = c.longEnough(choose(all)), true
	}
	order := c.measureOrder(t)
	series := map[string][]*record{}
	for _, r := range c.records {
		if _, ok := t.Every.periodOf(r.dated.Date); !ok {
			if len(t.Left) < mostLeft {
				t.Left = append(t.Left, Left{r.name, r.dated, CoarseDate})
			} else {
				t.MoreLeft++
			}
			continue
		}
		series[r.series] = append(series[r.series], r)
	}
	for _, name := range slices.Sorted(maps.Keys(series)) {
		s, err := c.series(name, series[name], t, order)
		if err != nil {
			return nil, err
		}
		t.Series = append(t.Series, s)
	}
	return t, nil
}

// longEnough is a length of periods, or a longer one where most periods of that length have too few
// words for a rate and at least MinPoints of the longer ones are left.
func (c *Collector) longEnough(e Every) Every {
	most := func(e Every) (long, all int) {
		words := map[string]map[int]int{}
		for _, r := range c.records {
			if p, ok := e.periodOf(r.dated.Date); ok && !r.empty {
				if words[r.series] == nil {
					words[r.series] = map[int]int{}
				}
				words[r.series][p.Number] += r.words
			}
		}
		for _, periods := range words {
			for _, n := range periods {
				if all++; n >= analyzer.MinWords {
					long++
				}
			}
		}
		return long, all
	}
	for ; e < Year; e++ {
		if long, all := most(e); 2*long > all {
			break
		}
		if long, _ := most(e + 1); long < MinPoints {
			break
		}
	}
	return e
}

// measureOrder sorts the measures of the trend, and returns where each is among them.
func (c *Collector) measureOrder(t *Trend) []int {
	numbers := make([]int, len(c.named))
	for i := range numbers {
		numbers[i] = i
	}
	rank := map[Kind]int{All: 0, Category: 1, Entry: 2}
	slices.SortFunc(numbers, func(a, b int) int {
		x, y := c.named[a], c.named[b]
		return cmp.Or(cmp.Compare(rank[x.Kind], rank[y.Kind]), strings.Compare(x.ID, y.ID))
	})
	order := make([]int, len(numbers))
	for at, n := range numbers {
		order[n] = at
		t.Measures = append(t.Measures, c.named[n])
	}
	return order
}

// series makes a series of its records.
func (c *Collector) series(name string, records []*record, t *Trend, order []int) (*Series, error) {
	s := &Series{Name: name, Sources: map[dates.Source]int{}}
	slices.SortStableFunc(records, func(a, b *record) int {
		return cmp.Or(strings.Compare(a.dated.String(), b.dated.String()), strings.Compare(a.name, b.name))
	})
	first, last := 0, 0
	numbers := make([]int, len(records))
	for i, r := range records {
		p, _ := t.Every.periodOf(r.dated.Date)
		if numbers[i] = p.Number; i == 0 {
			first, last = p.Number, p.Number
		}
		first, last = min(first, p.Number), max(last, p.Number)
	}
	if last-first >= mostPeriods {
		err := fmt.Errorf("--every %s: from %s to %s there are %d periods, and a trend has %d at most", t.Every,
			Period{t.Every, first}, Period{t.Every, last}, last-first+1, mostPeriods)
		if t.Every == Year {
			return nil, errors.New("the dates of documents lie more than 500 years apart")
		}
		return nil, remedy.Error{Err: err, Remedy: "choose longer periods, such as --every year"}
	}
	for n := first; n <= last; n++ {
		s.Points = append(s.Points, &Point{Period: Period{t.Every, n}, Values: make([]Value, len(t.Measures))})
	}
	languages, beta := map[string]bool{}, map[string]bool{}
	for i, r := range records {
		p := s.Points[numbers[i]-first]
		p.take(r, order, c.options.Sentences)
		s.Documents++
		s.Words += r.words
		s.Sources[r.dated.Source]++
		s.NoWords = s.NoWords || r.noWords
		if r.language != "" && !r.empty {
			languages[r.language] = true
			if r.beta {
				beta[r.language] = true
			}
		}
	}
	s.Languages, s.Beta = slices.Sorted(maps.Keys(languages)), slices.Sorted(maps.Keys(beta))
	s.passages()
	s.rates(records, numbers, first, order)
	s.change(records, numbers, t.Every)
	return s, nil
}

// take adds a record to a point.
func (p *Point) take(r *record, order []int, most int) {
	if len(p.Names) < mostNames {
		p.Names = append(p.Names, Named{
			Name: r.name, Dated: r.dated, Words: r.words, Uses: r.uses(0), Gap: r.gap, Language: r.language,
		})
	} else {
		p.MoreNames++
	}
	if r.empty {
		p.Unread++
		return
	}
	p.Documents++
	if r.gap != "" {
		p.Gaps++
	}
	p.Words += r.words
	if r.mentions < 0 {
		p.Mentions = -1
	} else if p.Mentions >= 0 {
		p.Mentions += r.mentions
	}
	p.Others += r.others
	if r.language != "" && !slices.Contains(p.Languages, r.language) {
		p.Languages = append(p.Languages, r.language)
		slices.Sort(p.Languages)
	}
	for _, n := range r.counts {
		p.Values[order[n.measure]].Uses += n.n
	}
	kept := min(len(r.sentences), most-len(p.Sentences))
	p.Sentences = append(p.Sentences, r.sentences[:kept]...)
	p.More += r.found - kept
}

// uses is how often a measure was found in the record.
func (r *record) uses(measure int) int {
	for _, n := range r.counts {
		if n.measure == measure {
			return n.n
		}
	}
	return 0
}

// Measured are the measures that were found in the series, by their numbers, All first.
func (s *Series) Measured() []int {
	list := []int{0}
	for m := 1; len(s.Points) > 0 && m < len(s.Points[0].Values); m++ {
		if slices.ContainsFunc(s.Points, func(p *Point) bool { return p.Values[m].Uses > 0 }) {
			list = append(list, m)
		}
	}
	return list
}

// passages notes where the language of a series changed.
func (s *Series) passages() {
	var before *Point
	for _, p := range s.Points {
		if len(p.Languages) == 0 {
			continue
		}
		if before != nil && !slices.Equal(before.Languages, p.Languages) {
			s.Passages = append(s.Passages, Passage{before.Period, p.Period, before.Languages, p.Languages})
		}
		before = p
	}
}

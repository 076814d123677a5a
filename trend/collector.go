package trend

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/trend/dates"
)

// Placed is where in time a document is, and in which series.
type Placed struct {
	Dated  dates.Dated // none where nothing dates the document
	Series string
}

// Collector takes the reports of documents. Memory grows by counts of each document and by
// sentences that are bounded for all together.
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
	switch {
	case heard > 0:
	case base.empty && base.gap != "":
		c.leave(Left{Name: r.Doc.Name, Date: base.dated, Why: NotRead})
	default:
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

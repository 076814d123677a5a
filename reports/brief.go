package reports

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Measures of a brief. It has to stay within a few pages, whatever it is about; what it draws together is said in it.
const (
	mostBriefRows   = 40 // in the list of places; a longer list is drawn together, first by document, then by entry
	mostBriefPlaces = 8  // that a row names; the others are counted
	mostBriefWords  = 3  // different words that a row names
	fewConsider     = 3  // wordings that a row names; the entry's own part has all
)

// callToAction is why a brief is laid on a drafter's table.
const callToAction = "Call to action 3 of civil society's closing statement at the second International Migration Review Forum (A Civil Society Line Against " +
	"Regression, 2026) asks states and the institutions that set agendas to examine the terms of their own policies, and to leave those that dehumanise migrants " +
	"or make instruments of them."

// briefWriter writes for a person who drafts: which words, where in the order of the text, what to consider instead, and who says so. It is a page of
// Markdown or of HTML, by the ending of its file.
type briefWriter struct {
	w       io.Writer
	file    string
	run     Run
	brief   brief
	entries map[*lexicon.Entry]*briefEntry
	places  []briefPlace
}

// brief is what a brief says, in the order in which it does.
type brief struct {
	Title       string
	Interrupted bool
	Gaps        []string
	MoreGaps    int
	Found       string
	Read        string
	Rates       string
	Documents   []briefDocument
	Nothing     string // documents that were read without a finding that counts
	Sections    []briefSection
	Together    string // how the places were drawn together; "" when they were not
	Entries     []*briefEntry
	Waived      []string
	MoreWaived  int
	Apart       []htmlStatus
	Rest        string // title of what is apart
	Changes     []string
	Remarks     []string
	Call        string
	Limits      string
	MadeBy      string
	Version     string
}

// briefDocument is a document that was read, or not.
type briefDocument struct {
	Name, Facts, SHA256 string
	judged              bool // a lexicon has read words of it
	Findings            int
}

// briefSection is a document with its places. Without a name it is all documents together.
type briefSection struct {
	Name string
	Rows []briefRow
}

// briefRow is one row of the list of places.
type briefRow struct {
	Where    string
	Words    string
	Times    int
	Consider string
	Entry    *briefEntry
}

// briefEntry is an entry with what authorities say.
type briefEntry struct {
	*lexicon.Entry
	Number  int
	Sources []lexicon.Reference // the first few that may be named
	More    int                 // that are not named
	Aside   string
}

// briefPlace is one finding that counts.
type briefPlace struct {
	document int
	place    document.Place
	where    string // as a reader finds it, without the document
	words    string
	entry    *briefEntry
}

func newBrief(w io.Writer, o Options) Writer {
	return &briefWriter{w: w, file: o.File, entries: map[*lexicon.Entry]*briefEntry{}}
}

func (b *briefWriter) Begin(run Run) error {
	switch path.Ext(strings.ToLower(b.file)) {
	case ".html", ".htm", ".md", ".markdown", "":
	default:
		return errors.New(b.file + ": a brief is a page of HTML or Markdown; end the file's name with .html or .md")
	}
	b.run = run
	return nil
}

func (b *briefWriter) Document(r *analyzer.Report) error {
	d := briefDocument{Name: shownName(r.Doc), Facts: facts(r), SHA256: r.Doc.SHA256, judged: r.Judged() > 0}
	for _, g := range GroupGaps(r.Gaps()) {
		if len(b.brief.Gaps) == manyGaps {
			b.brief.MoreGaps++
			continue
		}
		gap := d.Name + ": " + g.String()
		if g.Hint != "" {
			gap += " (" + g.Hint + ")"
		}
		b.brief.Gaps = append(b.brief.Gaps, gap)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !b.run.Policy.Counts(f) {
			continue
		}
		d.Findings++
		place := r.Doc.Locate(f.Span)
		if f.Standing.Is == analyzer.Waived {
			b.waived(r.Doc, f, place)
			continue
		}
		b.places = append(b.places, briefPlace{len(b.brief.Documents), place, findable(r.Doc, place), oneLine(f.Text(r.Doc)), b.entry(f.Entry)})
	}
	b.brief.Documents = append(b.brief.Documents, d)
	return nil
}

// waived keeps in a line what somebody lets stand, with the reason.
func (b *briefWriter) waived(d *document.Document, f *analyzer.Finding, place document.Place) {
	if len(b.brief.Waived) == mostBriefRows {
		b.brief.MoreWaived++
		return
	}
	b.brief.Waived = append(b.brief.Waived, where(d, place)+": "+inQuotes(oneLine(f.Text(d)))+standingWords(f.Standing))
}

// entry is the entry as the brief shows it. Entries are numbered in the order in which they are found.
func (b *briefWriter) entry(e *lexicon.Entry) *briefEntry {
	if b.entries[e] == nil {
		sources := printable(e)
		few := min(len(sources), fewSources)
		b.entries[e] = &briefEntry{Entry: e, Number: len(b.brief.Entries) + 1, Sources: sources[:few], More: len(sources) - few, Aside: asides(e)}
		b.brief.Entries = append(b.brief.Entries, b.entries[e])
	}
	return b.entries[e]
}

func (b *briefWriter) End(t Totals) error {
	s := &b.brief
	s.Title = "Wording to consider in " + count(t.Documents, "document")
	if len(s.Documents) == 1 {
		s.Title = "Wording to consider in " + path.Base(s.Documents[0].Name)
	}
	s.Interrupted, s.Found, s.Read, s.Rest = t.Interrupted, strings.TrimSpace(found(t)), read(t), b.run.Rest()
	if !t.Interrupted && t.Documents > t.Empty {
		s.Rates = rateWords("", t.Rates())
	}
	b.arrange()
	s.Nothing = s.nothing()
	for _, status := range lexicon.Statuses() {
		if n := t.Statuses[status]; n > 0 && !t.Policy.CountsStatus(status) {
			s.Apart = append(s.Apart, htmlStatus{status.String(), statusMeaning[status], n, false})
		}
	}
	s.Changes, s.Remarks, s.Call, s.Limits, s.MadeBy, s.Version = changed(b.run), remarks(t), callToAction, limits, madeBy(b.run), b.run.Version
	if strings.HasPrefix(path.Ext(strings.ToLower(b.file)), ".htm") {
		return writeBriefHTML(b.w, s)
	}
	return writeBriefMarkdown(b.w, s)
}

// arrange makes rows of the places, as close to the text as the room allows: by section and entry, or by document and entry, or by entry alone.
func (b *briefWriter) arrange() {
	groups := grouped(b.places, func(p briefPlace) briefKey { return briefKey{p.document, p.place.Section, p.entry} })
	if len(groups) > mostBriefRows {
		b.brief.Together = "There are many places, so those of one term in a document stand together."
		groups = grouped(b.places, func(p briefPlace) briefKey { return briefKey{p.document, "", p.entry} })
	}
	if len(groups) > mostBriefRows && len(b.brief.Documents) > 1 {
		b.brief.Together = "There are many places, so those of one term in all documents stand together."
		b.brief.Sections = []briefSection{{Rows: rows(grouped(b.places, func(p briefPlace) briefKey { return briefKey{entry: p.entry} }), b.whereDocuments)}}
		return
	}
	for i, d := range b.brief.Documents {
		var own [][]briefPlace
		for _, g := range groups {
			if g[0].document == i {
				own = append(own, g)
			}
		}
		if len(own) > 0 {
			b.brief.Sections = append(b.brief.Sections, briefSection{d.Name, rows(own, wherePlaces)})
		}
	}
}

// briefKey is what the places of one row have in common.
type briefKey struct {
	document int
	section  string
	entry    *briefEntry
}

// grouped are the places by what they have in common, in the order of the first of each.
func grouped(places []briefPlace, key func(briefPlace) briefKey) [][]briefPlace {
	var groups [][]briefPlace
	index := map[briefKey]int{}
	for _, p := range places {
		i, ok := index[key(p)]
		if !ok {
			i = len(groups)
			index[key(p)] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	return groups
}

func rows(groups [][]briefPlace, where func([]briefPlace) string) []briefRow {
	var list []briefRow
	for _, g := range groups {
		var words []string
		for _, p := range g {
			if w := inQuotes(p.words); !slices.ContainsFunc(words, func(other string) bool { return strings.EqualFold(w, other) }) {
				words = append(words, w)
			}
		}
		e := g[0].entry
		list = append(list, briefRow{where(g), firstOf(words, mostBriefWords, "form"), len(g), strings.Join(e.Instead[:min(len(e.Instead), fewConsider)], "; "), e})
	}
	return list
}

// wherePlaces says where the places of a row are, all in one document.
func wherePlaces(group []briefPlace) string {
	if p := group[0].place; len(group) == 1 && (p.Line == 0 || p.Page > 0 || p.Timed || p.Speaker != "") {
		return group[0].where // Columns, which other places of text have, help a program, not somebody who drafts.
	}
	var sections, pages, lines []string
	add := func(list *[]string, s string) {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	for _, p := range group {
		switch {
		case p.place.Page > 0 && p.place.Label != "":
			add(&pages, fmt.Sprintf("%d (%s)", p.place.Page, p.place.Label))
		case p.place.Page > 0:
			add(&pages, fmt.Sprint(p.place.Page))
		case p.place.Line > 0:
			add(&lines, fmt.Sprint(p.place.Line))
		}
		if p.place.Section != "" {
			add(&sections, p.place.Section)
		}
	}
	numbers := ""
	switch {
	case len(pages) == 1:
		numbers = "page " + pages[0]
	case len(pages) > 1:
		numbers = "pages " + firstOf(pages, mostBriefPlaces, "page")
	case len(lines) == 1:
		numbers = "line " + lines[0]
	case len(lines) > 1:
		numbers = "lines " + firstOf(lines, mostBriefPlaces, "line")
	}
	switch {
	case len(sections) == 0 && numbers == "":
		return count(len(group), "place")
	case len(sections) == 0:
		return numbers
	case numbers == "":
		return firstOf(sections, mostBriefPlaces, "section")
	case len(sections) == 1:
		return numbers + ", " + sections[0]
	}
	return numbers + ": " + firstOf(sections, mostBriefPlaces, "section")
}

// whereDocuments says in which documents the places of a row are, and how often.
func (b *briefWriter) whereDocuments(group []briefPlace) string {
	times := map[int]int{}
	var order []int
	for _, p := range group {
		if times[p.document] == 0 {
			order = append(order, p.document)
		}
		times[p.document]++
	}
	var names []string
	for _, d := range order {
		names = append(names, fmt.Sprintf("%s (%s)", b.brief.Documents[d].Name, thousands(times[d])))
	}
	return firstOf(names, mostBriefPlaces, "document")
}

// firstOf are the first few of a list, and how many more there are: "a, b and 3 more forms".
func firstOf(list []string, few int, noun string) string {
	if more := len(list) - few; more > 1 {
		return strings.Join(list[:few], ", ") + " and " + count(more, "more "+noun)
	}
	return strings.Join(list, ", ")
}

// Sums are the documents with their hashes, where they are few enough for a brief.
func (s *brief) Sums() []briefDocument {
	if len(s.Documents) > mostBriefRows {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Documents), func(d briefDocument) bool { return d.SHA256 == "" })
}

// nothing are the documents that were read and in which nothing was found, "" when there are none.
func (s *brief) nothing() string {
	var names []string
	for _, d := range s.Documents {
		if d.Findings == 0 && d.judged {
			names = append(names, d.Name)
		}
	}
	return firstOf(names, mostBriefPlaces, "document")
}

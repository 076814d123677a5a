package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"refrain/lexicon"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// page says what was found, as much of it as the paper holds.
func (b *Writer) page(t stream.Totals) *page {
	p := &page{Title: b.words.BriefTitle(b.subject(t))}
	b.opening(p, t)
	closing := &page{}
	b.closing(closing, t)
	room := newPaper(b.head.Paper)
	room.left -= room.cost(p.Blocks) + room.cost(closing.Blocks)
	p.Blocks = append(p.Blocks, b.findings(room)...)
	p.Blocks = append(p.Blocks, closing.Blocks...)
	return p
}

// subject is what the brief is about: the title of its one document, or how many there are.
func (b *Writer) subject(t stream.Totals) string {
	switch {
	case len(b.read) != 1:
		return b.words.Count(t.Documents, "document")
	case b.read[0].title != "":
		return b.words.Quoted(b.read[0].title)
	}
	return b.read[0].name
}

// opening is what comes before the findings.
func (b *Writer) opening(p *page, t stream.Totals) {
	if b.head.Organisation != "" || b.head.Logo != nil || b.head.Date != "" {
		who := []run{{text: b.head.Organisation, strong: true}}
		if b.head.Date != "" {
			who = append(who, run{text: separated(b.head.Organisation, b.head.Date)})
		}
		p.add(letterhead, who...)
	}
	p.add(title, run{text: p.Title})
	if len(b.read) == 1 && b.read[0].title != "" {
		p.add(paragraph, run{text: b.read[0].name, quiet: true})
	}
	if t.Interrupted {
		p.add(notice, run{text: b.words.Say(wording.Interrupted), strong: true})
	}
	if len(b.gaps.first) > 0 {
		p.add(notice, run{text: b.words.Say(wording.NotRead) + ":", strong: true})
		p.list(b.words, b.gaps, "gap")
	}
	intro := b.head.Introduction
	if strings.TrimSpace(intro) == "" {
		intro = b.words.Say(wording.CallToAction)
	}
	for _, words := range paragraphs(intro) {
		p.say(introduction, words)
	}
	p.add(paragraph, run{text: strings.TrimSpace(b.words.Found(t)), strong: true}, run{text: " " + b.words.Read(t)})
}

// separated is a date as it follows a name, or as it is without one.
func separated(name, date string) string {
	if name == "" {
		return date
	}
	return " · " + date
}

// closing is what comes after the findings.
func (b *Writer) closing(p *page, t stream.Totals) {
	if nothing := b.nothing(); nothing != "" && len(b.read) > 1 {
		p.say(paragraph, b.words.NothingIn(nothing))
	}
	if len(b.waived.first) > 0 {
		p.add(heading, run{text: b.words.Say(wording.BriefWaived)})
		p.list(b.words, b.waived, "waived finding")
	}
	p.add(heading, run{text: b.words.Say(wording.BriefAbout)})
	p.say(small, b.words.Say(wording.Limits))
	if !t.Interrupted && len(b.read) == 1 && t.Empty == 0 {
		p.say(small, b.words.RateWords("", t.Rates()))
	}
	remarks := append(b.words.Notices(t), b.words.Changes(b.run)...)
	for _, line := range remarks[:min(len(remarks), fewLines)] {
		p.say(small, line)
	}
	if more := len(remarks) - fewLines; more > 0 {
		p.say(small, b.words.AndMore(more, "remark"))
	}
	if len(b.read) <= fewLines {
		for _, d := range b.read {
			if d.sha256 != "" {
				p.say(small, d.name+": "+d.facts+", sha256 "+d.sha256)
			}
		}
	}
	p.say(small, b.words.MadeBy(b.run))
	if b.head.Contact != "" {
		p.add(paragraph, run{text: b.words.Say(wording.BriefContact), strong: true}, run{text: " " + b.head.Contact})
	}
}

// nothing are the documents that were read and in which nothing was found, "" when there are none.
func (b *Writer) nothing() string {
	var names []string
	for _, d := range b.read {
		if d.findings == 0 && d.judged {
			names = append(names, d.name)
		}
	}
	return b.words.FirstOf(names, mostPlaces, "document")
}

// findings are the table of places, the reasons, and what there was no room for.
func (b *Writer) findings(room *paper) []block {
	groups := b.groups()
	if len(groups) == 0 {
		return nil
	}
	places := block{kind: table, rows: []row{b.titles()}}
	opening := []block{
		{kind: heading, runs: []run{{text: b.words.Say(wording.BriefPlaces)}}}, places,
		{kind: heading, runs: []run{{text: b.words.Say(wording.BriefReasons)}}},
	}
	rest := b.rest(groups) // What is left out is said in words that are longest when it is all.
	room.left -= room.cost(opening) + room.cost(rest)
	var reasons []block
	var left [][]*place
	for i, g := range groups {
		number, known := b.entries[g[0].entry]
		var why []block
		if !known {
			number = len(b.entries) + 1
			why = reason(b.words, g[0].entry, number)
		}
		r := b.row(g, number)
		cost := room.rowCost(r) + room.cost(why)
		if cost > room.left && i > 0 {
			left = append(left, g)
			continue
		}
		room.left -= cost
		b.entries[g[0].entry] = number
		places.rows = append(places.rows, r)
		reasons = append(reasons, why...)
	}
	all := []block{opening[0], places}
	all = append(all, b.rest(left)...)
	return append(append(all, opening[2]), reasons...)
}

func (b *Writer) titles() row {
	var r row
	for i, words := range wording.BriefColumns {
		r[i] = [][]run{{{text: b.words.Say(words), strong: true}}}
	}
	return r
}

// term is what the places of a row have in common: an entry and the wordings to propose, or a term
// that a document defines.
type term struct {
	entry    *lexicon.Entry
	consider string
	document int    // of a defined term
	defined  string // in lower case; "" for words that the document does not define
}

// groups are the places of each row, most consequential first: what an authority advises against
// before what depends on the sentence; then what the text defines; then each entry once before any
// comes again; then what is said often. In a group the definition comes first.
func (b *Writer) groups() [][]*place {
	termOf := b.terms()
	var groups [][]*place
	index, again := map[term]int{}, map[*lexicon.Entry]int{}
	for _, p := range b.places {
		key := termOf(p)
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b *place) int { return cmp.Compare(order(a), order(b)) })
	}
	slices.SortStableFunc(groups, func(a, b []*place) int {
		return cmp.Or(
			cmp.Compare(a[0].severity, b[0].severity), cmp.Compare(order(a[0]), order(b[0])), cmp.Compare(len(b), len(a)),
		)
	})
	turns := map[*place]int{}
	for _, g := range groups {
		turns[g[0]] = again[g[0].entry]
		again[g[0].entry]++
	}
	slices.SortStableFunc(groups, func(a, b []*place) int {
		return cmp.Or(
			cmp.Compare(a[0].severity, b[0].severity), cmp.Compare(order(a[0]), order(b[0])),
			cmp.Compare(turns[a[0]], turns[b[0]]),
		)
	})
	return groups
}

// terms tells the term of a place. Words that begin as those of a definition in the same document
// follow from it: “illegal aliens” from “illegal alien”.
func (b *Writer) terms() func(*place) term {
	defined := map[int][]*place{}
	for _, p := range b.places {
		if p.defines {
			defined[p.document] = append(defined[p.document], p)
		}
	}
	return func(p *place) term {
		for _, d := range defined[p.document] {
			words := strings.ToLower(d.words)
			if d.entry == p.entry && strings.HasPrefix(strings.ToLower(p.words), words) {
				return term{entry: p.entry, document: p.document, defined: words}
			}
		}
		return term{entry: p.entry, consider: strings.Join(p.consider, ";")}
	}
}

// order puts what the text defines first.
func order(p *place) int {
	if p.defines {
		return 0
	}
	return 1
}

// row is the row of a group.
func (b *Writer) row(g []*place, number int) row {
	first := g[0]
	text := [][]run{{{text: first.before}, {text: first.words, strong: true}, {text: first.after}}}
	if first.aside != "" {
		text = append(text, []run{{text: wording.Capital(wording.Sentence(first.aside)), quiet: true}})
	}
	switch {
	case len(g) > 1:
		named, more := b.wheres(g[1:], first)
		again := b.words.MorePlaces(named, len(g)-1, more, first.defines)
		text = append(text, []run{{text: again, quiet: true}})
	case first.defines:
		text = append(text, []run{{text: b.words.Say(wording.DefinedHere), quiet: true}})
	}
	propose := strings.Join(first.consider[:min(len(first.consider), fewConsider)], "; ")
	who := []run{}
	if s, ok := wording.Authority(first.entry); ok {
		who = append(who, run{text: wording.ShortSource(s.Source), url: webURL(s.URL)}, run{text: "; "})
	}
	who = append(who, run{text: b.words.Say("reason {n}", "n", fmt.Sprint(number)), url: anchorURL(number)})
	return row{{{{text: b.where(first)}}}, text, {{{text: propose}}}, {who}}
}

// where is a place with its document, where there are several.
func (b *Writer) where(p *place) string {
	if len(b.read) == 1 {
		return p.where
	}
	return b.read[p.document].name + ", " + p.where
}

// wheres are the first few places, and how many are not among them. The name of a document and the
// words are said where they are not those of the place before. Nil is before the first.
func (b *Writer) wheres(g []*place, before *place) (list []string, more int) {
	for i, p := range g {
		where := p.where
		if before == nil || p.document != before.document {
			where = b.where(p)
		}
		if before == nil || !strings.EqualFold(p.words, before.words) {
			where += " " + b.words.Quoted(p.words)
		}
		before = p
		if len(list) > 0 && list[len(list)-1] == where {
			continue // A line may hold the words twice.
		}
		if len(list) == mostPlaces {
			return list, len(g) - i
		}
		list = append(list, where)
	}
	return list, 0
}

// rest says how many places there was no room for, and where they are.
func (b *Writer) rest(groups [][]*place) []block {
	var left []*place
	for _, g := range groups {
		left = append(left, g...)
	}
	if len(left) == 0 {
		return nil
	}
	slices.SortStableFunc(left, func(a, c *place) int { return cmp.Compare(a.document, c.document) })
	named, more := b.wheres(left, nil)
	return []block{{kind: paragraph, runs: []run{{text: b.words.LeftOut(named, len(left), more)}}}}
}

// reason is why an entry's words are better not used, and who says so.
func reason(words wording.Words, e *lexicon.Entry, number int) []block {
	sources := wording.PrintableSources(e)
	about := []run{
		{text: words.Say(e.Category.Name) + ".", strong: true}, {text: " " + wording.Sentence(e.Why)},
	}
	if e.Caveat != "" {
		about = append(about, run{text: " " + words.Say("Note:") + " " + wording.Sentence(e.Caveat)})
	}
	list := []block{{kind: numbered, anchor: anchorURL(number)[1:], runs: append(about, run{
		text: " (" + e.ID + "; " + words.GradeWords(e.Grade) + words.Asides(e) + ")", quiet: true,
	})}}
	if differ := words.Disagreement(e); differ != "" {
		list = append(list, block{kind: bullet, runs: []run{{text: strings.TrimSpace(differ)}}})
	}
	for _, s := range sources[:min(len(sources), fewSources)] {
		list = append(list, block{kind: bullet, runs: []run{
			{text: words.ReferenceName(s), url: webURL(s.URL)}, {text: ": " + wording.Sentence(s.Words())},
		}})
	}
	switch more := len(sources) - fewSources; {
	case len(sources) == 0:
		list = append(list, block{kind: bullet, runs: []run{{text: words.Say(wording.NoSource)}}})
	case more > 0:
		list = append(list, block{kind: bullet, runs: []run{{
			text: words.Count(more, "more source") + ": refrain lexicon show " + e.ID, quiet: true,
		}}})
	}
	return list
}

// webURL is a link that may be followed, or "".
func webURL(url string) string {
	if wording.IsWebAddress(url) {
		return url
	}
	return ""
}

// anchorURL leads to a reason.
func anchorURL(number int) string { return fmt.Sprintf("#reason%d", number) }

package amendments

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"refrain/amend"
	"refrain/lexicon"
	"refrain/project/formula"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// entry is an amendment with its number, or a place to redraft. In the style of two columns it has all
// changes of a paragraph.
type entry struct {
	number int // 0 for a redraft
	items  []*item
	follow []*entry // what is consequential on it
}

func (e *entry) first() *item { return e.items[0] }

// definition is the item of the entry that amends a definition; nil without one.
func (e *entry) definition() *item {
	i := slices.IndexFunc(e.items, func(it *item) bool { return it.kind == amend.Definition })
	if i < 0 {
		return nil
	}
	return e.items[i]
}

// paper is a page in the making.
type paper struct {
	*Writer
	*page
	style style
	bill  *bill
	level int                    // of the headings of provisions
	said  map[*lexicon.Entry]int // the number of the amendment with an entry's statement; 0 for a redraft
	err   error
}

// page says what is proposed.
func (b *Writer) page(t stream.Totals) (*page, error) {
	p := &paper{Writer: b, page: &page{}, style: styleOf(b.options), level: 2}
	p.opening(t)
	for _, of := range b.bills {
		if len(b.bills) > 1 && len(of.items) > 0 {
			p.section(2, cmp.Or(of.title, of.name))
			p.level = 3
		}
		p.document(of)
	}
	p.closing(t)
	return p.page, p.err
}

// opening is what comes before the amendments.
func (p *paper) opening(t stream.Totals) {
	b := p.Writer
	if b.head.Organisation != "" || b.head.Logo != nil || b.head.Date != "" {
		who := []run{{text: b.head.Organisation, look: formula.Bold}}
		if b.head.Date != "" {
			separator := " · "
			if b.head.Organisation == "" {
				separator = ""
			}
			who = append(who, run{text: separator + b.head.Date})
		}
		p.add(letterhead, who...)
	}
	p.style.title(p)
	if t.Interrupted {
		p.add(notice, run{text: b.words.Say(wording.Interrupted), look: formula.Bold})
	}
	for _, words := range strings.Split(strings.ReplaceAll(b.head.Introduction, "\r\n", "\n"), "\n\n") {
		p.say(introduction, flat(words))
	}
	if amendments, _ := b.counts(); amendments == 0 {
		p.say(paragraph, b.words.Say("No amendment is proposed."))
	}
}

// subject is what the amendments are to: the title of the one document, or how many there are.
func (b *Writer) subject() string {
	switch {
	case len(b.bills) == 0:
		return b.words.Count(0, "document")
	case len(b.bills) > 1:
		return b.words.Count(len(b.bills), "document")
	}
	if title := b.bills[0].title; title != "" {
		return b.words.Quoted(title)
	}
	return b.bills[0].name
}

// sponsor is who tables the amendments, or a line for the name.
func (b *Writer) sponsor() string { return cmp.Or(b.options.Sponsor, "______") }

// document arranges what is proposed for a document: by provision, each definition with what follows
// from it.
func (p *paper) document(of *bill) {
	p.bill, p.said = of, map[*lexicon.Entry]int{}
	list := entries(of.items, p.style.columns())
	count(list)
	provision := ""
	for i, e := range list {
		if clause := e.first().place.clause; i == 0 || clause != provision {
			provision = clause
			p.style.provision(p, e)
		}
		if e.first().kind == amend.Redraft {
			p.style.redraft(p, e)
			continue
		}
		for _, one := range append([]*entry{e}, e.follow...) {
			p.style.amendment(p, one)
		}
	}
}

// count gives the amendments their numbers in the order of the paper.
func count(list []*entry) {
	last := 0
	for _, e := range list {
		if e.first().kind == amend.Redraft {
			continue
		}
		for _, one := range append([]*entry{e}, e.follow...) {
			last++
			one.number = last
			for _, it := range one.items {
				it.number = last
			}
		}
	}
}

// entries are the amendments in the order of the paper.
func entries(items []*item, merge bool) []*entry {
	var list []*entry
	byItem := map[*item]*entry{}
	for _, it := range items {
		if n := len(list); merge && n > 0 && list[n-1].takes(it) {
			list[n-1].items = append(list[n-1].items, it)
			byItem[it] = list[n-1]
			continue
		}
		e := &entry{items: []*item{it}}
		byItem[it] = e
		list = append(list, e)
	}
	// What follows from a definition comes after it, unless it is part of an amendment of its own.
	return slices.DeleteFunc(list, func(e *entry) bool {
		of := byItem[e.first().of]
		if of == nil || of == e ||
			slices.ContainsFunc(e.items, func(it *item) bool { return it.of != e.first().of }) {
			return false
		}
		of.follow = append(of.follow, e)
		return true
	})
}

// takes reports whether an item is part of the same amendment in the style of two columns.
func (e *entry) takes(it *item) bool {
	first := e.first()
	return first.kind != amend.Redraft && it.kind != amend.Redraft && first.block.block == it.block.block &&
		first.block.block >= 0 && first.block.start == it.block.start && len(first.block.text) == len(it.block.text)
}

// statement says why, and who says so: once for each entry of the lexicon, then with the number of the
// amendment that has it.
func (p *paper) statement(e *entry) [][]run {
	w := p.words
	var all [][]run
	say := func(words string) { all = append(all, []run{{text: words}}) }
	if d := e.definition(); d != nil {
		if n, list := p.following(d); n > 0 {
			say(w.ConsequentialOn(n, list))
		}
	}
	var seen []*lexicon.Entry
	var on []int
	for _, it := range e.items {
		if it.of != nil && it.of.number != e.number {
			if !slices.Contains(on, it.of.number) {
				on = append(on, it.of.number)
				say(w.Say("This amendment is consequential on Amendment {n}.", "n", number(it.of.number)))
			}
			continue
		}
		if slices.Contains(seen, it.entry) {
			continue
		}
		seen = append(seen, it.entry)
		switch earlier, said := p.said[it.entry]; {
		case earlier > 0:
			say(w.Say("See the statement on Amendment {n}.", "n", strconv.Itoa(earlier)))
			continue
		case said:
			say(w.Say("See the statement above on the same words."))
			continue
		}
		p.said[it.entry] = e.number
		all = append(all, p.reasons(it.entry))
	}
	return all
}

// following are the numbers of other amendments that follow from one to a definition, and how many there are.
func (p *paper) following(definition *item) (n int, list string) {
	var all []string
	for _, it := range p.bill.items {
		if it.of == definition && it.number != definition.number && !slices.Contains(all, number(it.number)) {
			all = append(all, number(it.number))
		}
	}
	return len(all), joined(all)
}

// fewSources is how many sources a statement cites.
const fewSources = 2

// reasons are why an entry's words are better not used, and what sources say of these very words.
func (p *paper) reasons(e *lexicon.Entry) []run {
	w := p.words
	runs := []run{{text: wording.Sentence(e.Why)}}
	cited := 0
	for _, role := range []lexicon.Role{lexicon.Against, lexicon.Prefers} {
		for _, s := range wording.PrintableSources(e) {
			if s.Role != role || s.About == "" || cited == fewSources {
				continue
			}
			cited++
			runs = append(runs, run{text: " "}, run{text: w.ReferenceName(s), url: webURL(s.URL)},
				run{text: ": " + wording.Sentence(s.About)})
		}
	}
	if cited > 0 {
		return runs
	}
	s, ok := wording.Authority(e)
	if !ok {
		return append(runs, run{text: " " + w.Say(wording.NoSource)})
	}
	return append(runs, run{text: " "}, run{text: w.ReferenceName(s), url: webURL(s.URL)}, run{text: "."})
}

// webURL is a link that may be followed, or "".
func webURL(url string) string {
	if wording.IsWebAddress(url) {
		return url
	}
	return ""
}

// counts are how many amendments and places to redraft there are.
func (b *Writer) counts() (amendments, redrafts int) {
	for _, of := range b.bills {
		for _, it := range of.items {
			if it.kind == amend.Redraft {
				redrafts++
			} else {
				amendments++
			}
		}
	}
	return amendments, redrafts
}

// closing says what is not proposed, what was not read, and how the paper was made.
func (p *paper) closing(t stream.Totals) {
	b, w := p.Writer, p.words
	p.section(2, w.Say("About this paper"))
	amendments, redrafts := b.counts()
	p.say(small, w.AmendmentCounts(amendments, redrafts))
	for _, of := range b.bills {
		name := ""
		if len(b.bills) > 1 {
			name = of.name + ": "
		}
		if len(of.gaps) > 0 {
			p.add(notice, run{text: name + w.Say(wording.NotRead) + ":", look: formula.Bold})
			for _, gap := range of.gaps {
				p.say(bullet, gap)
			}
		}
		if len(of.waived) > 0 {
			p.add(notice, run{text: name + w.Say(wording.BriefWaived), look: formula.Bold})
			for _, line := range of.waived {
				p.say(bullet, line)
			}
		}
		p.remarks(of, name)
	}
	p.differences()
	if amendments > 0 {
		p.say(small, w.Say(wording.ReadAgain))
	}
	for _, line := range p.style.remarks(p) {
		p.say(small, line)
	}
	p.say(small, w.Read(t))
	for _, of := range b.bills {
		if of.sha256 != "" {
			p.say(small, of.name+": "+of.facts+", sha256 "+of.sha256)
		}
	}
	p.say(small, w.MadeBy(b.run))
	if b.head.Contact != "" {
		p.add(paragraph, run{text: w.Say(wording.BriefContact), look: formula.Bold}, run{text: " " + b.head.Contact})
	}
}

// remarks say how a document's places were counted, and which findings are not amended.
func (p *paper) remarks(of *bill, name string) {
	w := p.words
	if of.others > 0 {
		p.say(small, name+w.OtherUses(of.others))
	}
	if of.recognised > 0 {
		p.say(small, name+w.InPictures(of.recognised))
	}
	file, laid := false, false
	for _, it := range of.items {
		file, laid = file || it.place.file, laid || it.place.laid
	}
	if file {
		p.say(small, name+w.Say("Lines are those of the file."))
	}
	if laid {
		p.say(small, name+w.Say("Pages are those that Word last laid out; on another computer they may be others."))
	}
}

// joined are numbers with rows as "3 to 7".
func joined(list []string) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && follows(list[j], list[j+1]) {
			j++
		}
		if j > i+1 {
			parts = append(parts, list[i]+"–"+list[j])
		} else {
			parts = append(parts, list[i:j+1]...)
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

func follows(a, b string) bool {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return y == x+1
}

// differences say where authorities differ on words that are amended.
func (p *paper) differences() {
	var seen []*lexicon.Entry
	for _, of := range p.bills {
		for _, it := range of.items {
			if slices.Contains(seen, it.entry) {
				continue
			}
			seen = append(seen, it.entry)
			if differ := strings.TrimSpace(p.words.Disagreement(it.entry)); differ != "" {
				p.say(small, p.words.Quoted(it.old)+": "+differ)
			}
		}
	}
}

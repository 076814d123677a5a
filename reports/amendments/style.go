package amendments

import (
	"cmp"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/project/formula"
	"refrain/reports/stream"
	"refrain/reports/wording"
)

// style is how a paper is written.
type style interface {
	title(p *paper)
	provision(p *paper, e *entry) // above the amendments to a provision
	amendment(p *paper, e *entry)
	redraft(p *paper, e *entry)
	remarks(p *paper) []string // at the end
	// columns reports whether an amendment has all changes of a paragraph.
	columns() bool
}

// englishStyles are those whose formulae are those of parliaments that write English.
var englishStyles = []string{"uk", "us"}

func styleOf(o stream.Amendments) style {
	switch {
	case o.House != nil:
		return house{*o.House}
	case o.Style == "uk":
		return uk{}
	case o.Style == "us":
		return us{}
	case o.Style == "eu":
		return eu{}
	}
	return generic{}
}

// generic is the usual style.
type generic struct{}

func (generic) columns() bool { return false }

func (generic) title(p *paper) {
	p.Title = p.words.Say("Amendments proposed to {subject}", "subject", p.subject())
	p.add(title, run{text: p.Title})
	named(p)
	if p.options.Sponsor != "" {
		p.add(member, run{text: p.options.Sponsor, look: formula.Bold})
	}
}

// named appends the name of the file, where the title does not say it.
func named(p *paper) {
	if len(p.bills) == 1 && p.bills[0].title != "" {
		p.add(paragraph, run{text: p.bills[0].name, quiet: true})
	}
}

func (generic) provision(p *paper, e *entry) { p.heads(e.first().place.clause) }

// heads appends the heading of a provision.
func (p *paper) heads(clause string) {
	if clause == "" {
		clause = wording.Capital(p.words.Say("in the text"))
	}
	p.section(p.level, clause)
}

func (generic) amendment(p *paper, e *entry) {
	it, w := e.first(), p.words
	at := it.place.words(w)
	if it.place.nth > 0 {
		at += ", " + w.NthPlace(it.place.nth, it.place.of)
	}
	p.section(p.level+1, w.Amendment(e.number))
	p.say(where, wording.Capital(at))
	p.say(amending, w.ReplaceOrDelete(it.old, it.new))
	if len(it.also) > 0 {
		var also []string
		for _, words := range it.also {
			also = append(also, w.Quoted(words))
		}
		p.add(small, run{text: w.Say("It could also read {list}.", "list", strings.Join(also, "; "))})
	}
	p.reasoned(e, w.Say("Explanatory statement"), 0)
}

// reasoned appends a statement with its title, in a look.
func (p *paper) reasoned(e *entry, name string, look formula.Look) {
	p.add(reasoning, run{text: name})
	for _, runs := range p.statement(e) {
		for i := range runs {
			runs[i].look |= look
		}
		p.add(statement, runs...)
	}
}

func (generic) redraft(p *paper, e *entry) {
	p.redrafts(e, wording.Capital(e.first().place.words(p.words)), 0)
}

// redrafts quotes what has to be written anew, and why nothing is proposed.
func (p *paper) redrafts(e *entry, at string, look formula.Look) {
	it, w := e.first(), p.words
	p.section(p.level+1, w.Say("Redraft"))
	p.say(where, at)
	p.add(quoting, it.sentence.quoted(w, it.sentence.at)...)
	p.add(paragraph, run{
		text: w.Say("No wording is proposed: {reason}.", "reason", w.Say(it.reason)),
	})
	if it.model != "" {
		p.add(
			paragraph,
			run{text: w.Say("Model sentence") + ": "},
			run{text: w.Quoted(it.model), look: formula.Italic},
		)
	}
	p.reasoned(e, w.Say("Explanatory statement"), look)
}

// quoted is the stretch between quotation marks, with the words in bold.
func (s stretch) quoted(w wording.Words, at document.Span) []run {
	before, after := s.parts(at)
	open, ends := marks(w)
	return []run{
		{text: open + before}, {text: flat(at.Of(s.text)), look: formula.Bold}, {text: after + ends},
	}
}

// marks are the quotation marks of a language.
func marks(w wording.Words) (open, ends string) {
	open, ends, _ = strings.Cut(w.Quoted("\x00"), "\x00")
	return open, ends
}

// parts are the text before and after a span of it, in one line, with an ellipsis where it is cut.
func (s stretch) parts(at document.Span) (before, after string) {
	before = strings.TrimLeft(wording.SingleBlanks(s.text[:at.Start]), " ")
	after = strings.TrimRight(wording.SingleBlanks(s.text[at.End:]), " ")
	if s.cut[0] {
		before = "… " + before
	}
	if s.cut[1] {
		after += " …"
	}
	return before, after
}

func (generic) remarks(*paper) []string { return nil }

// uk is the style of the marshalled lists of the Parliament of the United Kingdom: no full stop after an
// amendment, double quotation marks, the member's explanatory statement in italics.
type uk struct{}

func (uk) columns() bool { return false }

func (uk) title(p *paper) {
	p.Title = "Amendments to " + p.subject()
	bill := p.subject()
	if len(p.bills) == 1 {
		bill = cmp.Or(p.bills[0].title, p.bills[0].name)
	}
	p.add(title, run{text: bill})
	p.add(subtitle, run{text: "Amendments to be moved"})
	named(p)
}

func (uk) provision(p *paper, e *entry) { p.heads(e.first().place.clause) }

func (uk) amendment(p *paper, e *entry) {
	it := e.first()
	p.add(member, run{text: p.sponsor(), look: formula.Bold})
	which := ""
	if ordinal := it.place.ordinal(); ordinal != "" {
		which = ordinal + " "
	}
	text := it.place.uk() + ", leave out " + which + "“" + it.old + "”"
	if it.new != "" {
		text += " and insert “" + it.new + "”"
	}
	p.add(amending, run{text: number(e.number), look: formula.Bold, tab: true}, run{text: text})
	p.reasoned(e, "Member’s explanatory statement", formula.Italic)
}

// uk is a place as Westminster cites it: the clause alone where there are page and line.
func (p place) uk() string {
	var list []string
	switch {
	case p.clause != "" && p.page != "" && p.line != "":
		list = append(list, p.clause)
	case p.provision != "":
		list = append(list, p.provision)
	}
	if p.page != "" {
		list = append(list, "page "+p.page)
	}
	switch {
	case p.line != "":
		list = append(list, "line "+p.line)
	case p.paragraph > 0:
		list = append(list, "paragraph "+number(p.paragraph)+" of the document")
	}
	if p.line == "" && p.opening != "" {
		list = append(list, "in the sentence beginning “"+p.opening+"”")
	}
	if len(list) == 0 {
		return "In the text"
	}
	return wording.Capital(strings.Join(list, ", "))
}

func (uk) redraft(p *paper, e *entry) { p.redrafts(e, e.first().place.uk(), formula.Italic) }

func (uk) remarks(p *paper) []string {
	list := englishFormulae(p, "Westminster")
	for _, of := range p.bills {
		if slices.ContainsFunc(of.items, func(it *item) bool { return it.of != nil }) {
			return append(
				list,
				"What is consequential on a change to a definition is listed after it; a marshalled list takes all "+
					"amendments in the order of the bill.",
			)
		}
	}
	return list
}

// englishFormulae says that the formulae of a style are English, where the documents are not.
func englishFormulae(p *paper, whose string) []string {
	for _, of := range p.bills {
		if of.lang != "" && of.lang != wording.English {
			return []string{
				"The formulae are those of " + whose + " and are in English; the words that they quote are the bill’s.",
			}
		}
	}
	return nil
}

// us is the style of amendments in the Congress of the United States.
type us struct{}

func (us) columns() bool { return false }

func (us) title(p *paper) {
	p.Title = "Amendments to " + p.subject()
	p.add(title, run{text: "Amendments intended to be proposed by " + p.sponsor()})
	p.add(subtitle, run{text: "to " + p.subject()})
	named(p)
	if amendments, _ := p.counts(); amendments > 0 {
		p.say(paragraph, "Viz:")
	}
}

func (us) provision(p *paper, e *entry) { p.heads(e.first().place.clause) }

func (us) amendment(p *paper, e *entry) {
	it := e.first()
	which := ""
	if ordinal := it.place.ordinal(); ordinal != "" {
		which = " the " + ordinal + " place it appears"
	}
	text := it.place.us() + ", strike “" + it.old + "”" + which
	if it.new != "" {
		text += " and insert “" + it.new + "”"
	}
	p.add(amending, run{text: "(" + number(e.number) + ")", look: formula.Bold, tab: true}, run{text: text + "."})
	p.reasoned(e, "Explanation", 0)
}

// us is a place as the Congress cites it: "On page 2, line 14".
func (p place) us() string {
	switch {
	case p.page != "" && p.line != "" && p.over:
		return "On page " + p.page + ", beginning on line " + p.line
	case p.page != "" && p.line != "":
		return "On page " + p.page + ", line " + p.line
	case p.line != "" && p.over:
		return "Beginning on line " + p.line
	case p.line != "":
		return "On line " + p.line
	}
	var list []string
	if p.provision != "" {
		list = append(list, lowered(p.provision))
	}
	if p.page != "" {
		list = append(list, "on page "+p.page)
	}
	if p.paragraph > 0 {
		list = append(list, "in paragraph "+number(p.paragraph)+" of the document")
	}
	if p.opening != "" {
		list = append(list, "in the sentence beginning “"+p.opening+"”")
	}
	if len(list) == 0 {
		return "In the text"
	}
	return wording.Capital(strings.Join(list, ", "))
}

// lowered is a provision as a sentence cites it: "in section 3(2)"; headings are quoted.
func lowered(provision string) string {
	if provision == "Preamble" {
		return "in the preamble"
	}
	kind, rest, ok := strings.Cut(provision, " ")
	if ok && slices.Contains(cited, kind) && !strings.Contains(provision, " > ") {
		return "in " + strings.ToLower(kind) + " " + rest
	}
	return "under the heading “" + strings.ReplaceAll(provision, " > ", "”, “") + "”"
}

// cited are the kinds of provisions that are cited by their number.
var cited = []string{
	"Section",
	"Article",
	"Clause",
	"Title",
	"Part",
	"Chapter",
	"Schedule",
	"Paragraph",
	"Subtitle",
	"Division",
}

func (us) redraft(p *paper, e *entry) { p.redrafts(e, e.first().place.us(), 0) }

func (us) remarks(p *paper) []string { return englishFormulae(p, "the Congress of the United States") }

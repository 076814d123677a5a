package amendments

import (
	"fmt"
	"strings"

	"refrain/amend"
	"refrain/project/formula"
	"refrain/reports/wording"
)

// house is a style of an organisation's own. What it has no template for is said as in the usual style.
type house struct{ formula.House }

func (house) columns() bool { return false }

// write appends what a template says, as paragraphs of a kind. The first mistake ends the paper.
func (h house) write(p *paper, t *formula.Template, f formula.Fields, k kind) {
	paragraphs, err := t.Write(f)
	if err != nil {
		if p.err == nil {
			p.err = fmt.Errorf("amendments: style %s: %w", h.Name, err)
		}
		return
	}
	for _, runs := range paragraphs {
		b := block{kind: k}
		for _, r := range runs {
			b.runs = append(b.runs, run{text: r.Text, look: r.Look})
		}
		p.Blocks = append(p.Blocks, b)
	}
}

// words are what a template says in one line.
func (h house) words(p *paper, t *formula.Template, f formula.Fields) string {
	paragraphs, err := t.Write(f)
	if err != nil && p.err == nil {
		p.err = fmt.Errorf("amendments: style %s: %w", h.Name, err)
	}
	var all []string
	for _, runs := range paragraphs {
		var b strings.Builder
		for _, r := range runs {
			b.WriteString(r.Text)
		}
		all = append(all, b.String())
	}
	return strings.Join(all, " ")
}

// paperFields are the fields that say nothing of an amendment.
func (p *paper) paperFields() formula.Fields {
	return formula.Fields{
		Bill: p.subject(), Sponsor: p.options.Sponsor, Organisation: p.Writer.head.Organisation, Date: p.Writer.head.Date,
	}
}

func (h house) title(p *paper) {
	if h.Title == nil {
		generic{}.title(p)
		return
	}
	p.Title = h.words(p, h.Title, p.paperFields())
	h.write(p, h.Title, p.paperFields(), title)
	named(p)
}

// fields are those of an entry.
func (p *paper) fields(e *entry) formula.Fields {
	it, f := e.first(), p.paperFields()
	f.Number, f.Kind, f.Provision, f.Clause = e.number, it.kind.String(), it.place.provision, it.place.clause
	f.Page, f.Line, f.Place, f.Occurrence = it.place.page, it.place.line, it.place.words(p.words), it.place.ordinal()
	f.Old, f.New, f.Sentence, f.Model = it.old, it.new, flat(it.sentence.text), it.model
	if it.kind == amend.Redraft {
		f.New, f.Reason = "", p.words.Say(it.reason)
	}
	if it.of != nil {
		f.Definition = it.of.number
	}
	return f
}

func (h house) provision(p *paper, e *entry) {
	if h.Provision == nil {
		generic{}.provision(p, e)
		return
	}
	if words := h.words(p, h.Provision, p.fields(e)); words != "" {
		p.section(p.level, words)
	}
}

func (h house) amendment(p *paper, e *entry) {
	t := h.Amendment
	switch kind := e.first().kind; {
	case kind == amend.Definition && h.Definition != nil:
		t = h.Definition
	case kind == amend.Consequential && h.Consequential != nil:
		t = h.Consequential
	}
	h.write(p, t, p.fields(e), amending)
	h.reason(p, e)
}

// reason appends the statement.
func (h house) reason(p *paper, e *entry) {
	if h.Statement == nil {
		p.reasoned(e, p.words.Say("Explanatory statement"), 0)
		return
	}
	f := p.fields(e)
	f.Earlier = max(0, p.said[e.first().entry])
	var all []string
	for _, runs := range p.statement(e) {
		all = append(all, plain(runs))
	}
	f.Statement = strings.Join(all, " ")
	h.write(p, h.Statement, f, statement)
}

func (h house) redraft(p *paper, e *entry) {
	if h.Redraft == nil {
		generic{}.redraft(p, e)
		return
	}
	h.write(p, h.Redraft, p.fields(e), quoting)
	h.reason(p, e)
}

func (h house) remarks(p *paper) []string {
	return []string{p.words.Say("Written in the style {name}.", "name", wording.OneLine(h.Name))}
}

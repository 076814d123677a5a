package amendments

import (
	"strings"

	"refrain/project/formula"
)

// page is what a paper says, in order. All its forms are made of the same blocks.
type page struct {
	Title  string
	Blocks []block
}

// kind is a kind of block.
type kind uint8

const (
	paragraph    kind = iota
	letterhead        // the logo, and who hands the paper over
	title             // of the paper
	subtitle          // what it is, and to what
	introduction      // why it is handed over
	notice            // what must not be missed
	heading           // of a document, a provision or an amendment, by its level
	where             // the place of an amendment
	member            // who tables an amendment
	amending          // an amendment
	quoting           // the text that is to be redrafted
	reasoning         // the title of a statement
	statement         // why, and who says so
	language          // of the original, at the right
	columns           // the two columns of the text and its amendment
	bullet            // in a notice or a list at the end
	small             // how the paper was made
)

// block is a paragraph or a table.
type block struct {
	kind  kind
	level int // of a heading, from 2
	runs  []run
	cells [2][]run // of columns
	heads [2]string
}

// run is a stretch of text of one look.
type run struct {
	text  string
	look  formula.Look
	quiet bool
	tab   bool   // the text goes on after a tab: it is a number
	url   string // of a web page; "" for none
}

// add appends a block.
func (p *page) add(k kind, runs ...run) { p.Blocks = append(p.Blocks, block{kind: k, runs: runs}) }

// section appends a heading of a level.
func (p *page) section(level int, words string) {
	p.Blocks = append(p.Blocks, block{kind: heading, level: level, runs: []run{{text: words}}})
}

// say appends a paragraph of plain words, unless there are none.
func (p *page) say(k kind, words string) {
	if words = strings.TrimSpace(words); words != "" {
		p.add(k, run{text: words})
	}
}

// plain are the words of runs.
func plain(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.text)
	}
	return b.String()
}

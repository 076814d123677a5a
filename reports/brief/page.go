package brief

import (
	"strings"

	"refrain/reports/wording"
)

// page is what a brief says, in order. All its forms are made of the same blocks.
type page struct {
	Title  string
	Blocks []block
}

// kind is a kind of block.
type kind uint8

const (
	paragraph    kind = iota
	letterhead        // the logo, and who hands the brief over
	title             // of the page
	introduction      // why it is handed over
	notice            // what must not be missed
	heading
	table    // of rows; the first are the titles of the columns
	numbered // a reason
	bullet   // in a notice, or below a reason
	small    // how the page was made
)

// block is a paragraph or a table.
type block struct {
	kind   kind
	runs   []run
	anchor string // of a numbered one
	rows   []row  // of a table
}

// row is a row of the table: the cells of its columns, each of paragraphs.
type row [columns][][]run

// columns of the table: where, the text, what to propose, who says so.
const columns = 4

// shares are the widths of the columns, in hundredths.
var shares = [columns]float64{18, 40, 22, 20}

// run is a stretch of text of one look.
type run struct {
	text   string
	strong bool
	quiet  bool
	url    string // of a web page, or "#" with an anchor of the page; "" for none
}

// add appends a block.
func (p *page) add(k kind, runs ...run) { p.Blocks = append(p.Blocks, block{kind: k, runs: runs}) }

// say appends a paragraph of plain words, unless there are none.
func (p *page) say(k kind, words string) {
	if words = strings.TrimSpace(words); words != "" {
		p.add(k, run{text: words})
	}
}

// few are the first lines of a list, and how many more there are.
type few struct {
	first []string
	more  int
}

func (f *few) add(line string) {
	if len(f.first) == fewLines {
		f.more++
		return
	}
	f.first = append(f.first, line)
}

// list appends lines as bullets, and how many more there are.
func (p *page) list(words wording.Words, f few, noun string) {
	for _, line := range f.first {
		p.say(bullet, line)
	}
	if f.more > 0 {
		p.say(bullet, words.AndMore(f.more, noun))
	}
}

// paragraphs splits a text at its empty lines.
func paragraphs(text string) []string {
	var list []string
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			list = append(list, part)
		}
	}
	return list
}

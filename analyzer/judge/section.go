package judge

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Outline tells which headings stand above a block. It is built once for a document and may be
// shared by goroutines afterwards.
type Outline struct {
	above []int32 // by block: the nearest heading at or above it, -1 for none
	// parent is, by block, the heading above a heading of a smaller level, or -1; and of a cell the
	// first row's cell of its column.
	parent []int32

	turns []turn // in order; nil without a transcript
}

// NewOutline reads the headings of d, and the first rows of its tables, which head the columns
// below.
func (j *Judge) NewOutline(d *document.Document) *Outline {
	j.prepare()
	o := &Outline{above: make([]int32, len(d.Blocks)), parent: make([]int32, len(d.Blocks)), turns: j.turns(d)}
	current := int32(-1)
	var columns []int32 // by number of the column: the cell that heads it, or -1
	for i := range d.Blocks {
		b := &d.Blocks[i]
		o.above[i], o.parent[i] = current, -1
		if b.Exclusion != document.Included {
			continue
		}
		if b.Role != document.Cell || b.Row == 0 {
			columns = nil
		} else if b.Column >= 1 && b.Column <= maxColumns {
			columns = o.cell(d.Blocks, i, columns)
		}
		if b.Role != document.Heading {
			continue
		}
		up := current
		for up >= 0 && d.Blocks[up].Level >= b.Level {
			up = o.parent[up]
		}
		o.parent[i] = up
		current = int32(i)
	}
	return o
}

// maxColumns is how many columns of a table are headed.
const maxColumns = 100

// cell enters a cell of a table, whose columns are headed by the cells of its first row. It returns
// columns with what the cell adds.
func (o *Outline) cell(blocks []document.Block, i int, columns []int32) []int32 {
	b := &blocks[i]
	if len(columns) >= b.Column && columns[b.Column-1] >= 0 {
		if head := columns[b.Column-1]; blocks[head].Row < b.Row {
			o.parent[i] = head
		}
		return columns
	}
	for len(columns) < b.Column {
		columns = append(columns, -1)
	}
	columns[b.Column-1] = int32(i)
	return columns
}

// section gives a finding the status of a heading above it, of its column or of its section: "Terms
// to avoid", "Glossary", "References". The heading must consist of the cue and little more.
func (c *Case) section() (Verdict, bool) {
	if c.outline == nil {
		return Verdict{}, false
	}
	if head := c.outline.parent[c.Block]; head >= 0 && c.block().Role == document.Cell {
		if v, ok := c.headed(head, true); ok {
			return v, true
		}
	}
	for h := c.outline.above[c.Block]; h >= 0; h = c.outline.parent[h] {
		if v, ok := c.headed(h, false); ok {
			return v, true
		}
	}
	return Verdict{}, false
}

// headed gives a finding the status that its heading, block h, says. Column says that it is the
// head of its column.
func (c *Case) headed(h int32, column bool) (Verdict, bool) {
	b := &c.Doc.Blocks[h]
	tokens := c.Judge.words.Scan(c.Doc.Text, b.Start, min(b.End, b.Start+longestHeading), nil)
	for _, m := range c.Judge.cues.All(c.Doc.Text, tokens, nil) {
		r := c.Judge.lang.Rules()[m.Group]
		if !r.Where.Heads() || r.Where == lexicon.Column && !column || len(tokens)-(m.End-m.Start) > r.Reach {
			continue
		}
		if c.applies(r) && c.inSection(r, h) {
			cue := document.Span{Start: int(tokens[m.Start].Start), End: int(tokens[m.End-1].End)}
			return Verdict{Status: r.Status, Rule: r.Name, Cue: cue}, true
		}
	}
	return Verdict{}, false
}

// longestHeading is how many bytes of a heading are looked at.
const longestHeading = 200

// inSection reports whether the finding's block is what a heading's rule is about: an item of a
// list of claims that are refuted, an entry of a list of references. Such a list ends with its
// entries.
func (c *Case) inSection(r *lexicon.Rule, h int32) bool {
	switch r.Status {
	case lexicon.Rejected:
		role := c.block().Role
		return role == document.ListItem || role == document.Cell || role == document.Heading
	case lexicon.Named:
		for i := max(int(h)+1, c.Block-maxEntries); i <= c.Block; i++ {
			if c.Doc.Blocks[i].Exclusion == document.Included && !c.isEntry(i) {
				return false
			}
		}
	}
	return true
}

// maxEntries is how many entries of a list of references before a finding are looked at.
const maxEntries = 400

// isEntry reports whether a block looks like an entry of a table of contents or a list of
// references: it is marked as one, does not end as a sentence does, or has the signs of a
// reference.
func (c *Case) isEntry(i int) bool {
	b := &c.Doc.Blocks[i]
	switch b.Role {
	case document.Citation, document.ListItem, document.Cell, document.Note, document.Running, document.Heading:
		return true
	}
	text := strings.TrimRight(b.Of(c.text()), " \n")
	if len(text) > longestEntry {
		return false
	}
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, "?") &&
		!strings.HasSuffix(text, ".”") && !strings.HasSuffix(text, ":") {
		return true
	}
	if volume(text) || datedWork(text) {
		return true
	}
	return slices.ContainsFunc(c.Judge.works, func(sign string) bool { return strings.Contains(text, sign) })
}

// longestEntry is how many bytes an entry of a list of references may have.
const longestEntry = 700

// datedWork reports whether a reference's year is in text: in brackets, or after a comma at the
// end.
func datedWork(text string) bool {
	for i := 0; i+5 <= len(text); i++ {
		switch {
		case text[i] == '(' && isYear(text[i+1:i+5]):
			return true
		case text[i] == ' ' && i > 0 && text[i-1] == ',' && isYear(text[i+1:i+5]) && i+6 >= len(text):
			return true
		}
	}
	return false
}

package judge

import (
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Outline tells which headings stand above a block. It is built once for a document and may be shared by goroutines afterwards.
type Outline struct {
	above  []int32 // by block: the nearest heading at or above it, -1 for none
	parent []int32 // by block, of headings: the heading above of a smaller level, -1 for none; of cells: the first row's cell of its column
}

// NewOutline reads the headings of d, and the first rows of its tables, which head the columns below.
func NewOutline(d *document.Document) *Outline {
	o := &Outline{above: make([]int32, len(d.Blocks)), parent: make([]int32, len(d.Blocks))}
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

// cell enters a cell of a table, whose columns are headed by the cells of its first row. It returns columns with what the cell adds.
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

// section gives a finding the status of a heading above it, of its column or of its section: "Terms to avoid", "Glossary", "References". The
// heading must consist of the cue and little more.
func (c *Case) section() (Verdict, bool) {
	if c.outline == nil {
		return Verdict{}, false
	}
	if head := c.outline.parent[c.Block]; head >= 0 && c.block().Role == document.Cell {
		if v, ok := c.headed(head); ok {
			return v, true
		}
	}
	for h := c.outline.above[c.Block]; h >= 0; h = c.outline.parent[h] {
		if v, ok := c.headed(h); ok {
			return v, true
		}
	}
	return Verdict{}, false
}

// headed gives a finding the status that its heading, block h, says.
func (c *Case) headed(h int32) (Verdict, bool) {
	b := &c.Doc.Blocks[h]
	tokens := c.Judge.words.Scan(c.Doc.Text, b.Start, min(b.End, b.Start+200), nil)
	for _, m := range c.Judge.cues.All(c.Doc.Text, tokens, nil) {
		r := c.Judge.lang.Rules()[m.Group]
		if r.Where == lexicon.Section && len(tokens)-(m.End-m.Start) <= r.Reach && c.applies(r) {
			return Verdict{Status: r.Status, Rule: r.Name, Cue: document.Span{Start: int(tokens[m.Start].Start), End: int(tokens[m.End-1].End)}}, true
		}
	}
	return Verdict{}, false
}

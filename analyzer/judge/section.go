package judge

import (
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// Outline tells which headings stand above a block. It is built once for a document and may be shared by goroutines afterwards.
type Outline struct {
	above  []int32 // by block: the nearest heading at or above it, -1 for none
	parent []int32 // by block, of headings: the heading above of a smaller level, -1 for none
}

// NewOutline reads the headings of d.
func NewOutline(d *document.Document) *Outline {
	o := &Outline{above: make([]int32, len(d.Blocks)), parent: make([]int32, len(d.Blocks))}
	current := int32(-1)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		o.above[i] = current
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

// section gives a finding the status of a heading above it: "Terms to avoid", "Glossary", "References". The heading must consist of the cue and
// little more.
func (c *Case) section() (Verdict, bool) {
	if c.outline == nil {
		return Verdict{}, false
	}
	for h := c.outline.above[c.Block]; h >= 0; h = c.outline.parent[h] {
		b := &c.Doc.Blocks[h]
		tokens := c.Judge.words.Scan(c.Doc.Text, b.Start, min(b.End, b.Start+200), nil)
		for _, m := range c.Judge.cues.All(c.Doc.Text, tokens, nil) {
			r := c.Judge.lang.Rules[m.Group]
			if r.Where == lexicon.Section && len(tokens)-(m.End-m.Start) <= r.Reach && c.applies(r) {
				return Verdict{Status: r.Status, Rule: r.Name, Cue: document.Span{Start: int(tokens[m.Start].Start), End: int(tokens[m.End-1].End)}}, true
			}
		}
	}
	return Verdict{}, false
}

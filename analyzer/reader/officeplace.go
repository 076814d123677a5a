package reader

import (
	"strings"

	"refrain/analyzer/document"
)

// Lawyers number whole paragraphs with the styles of headings. Those are text: longer than
// maxHeading bytes, or numbered, longer than maxPoint and ending like a sentence.
const (
	maxHeading = 250
	maxPoint   = 60
)

// standing is what decides where a paragraph of Word or OpenDocument is cited, once its text is
// known.
type standing struct {
	chain  []string // its numbers; see counters.next
	label  int      // bytes at its beginning that are its number as it is printed
	aside  bool     // it stands in a note, box or running head: its headings and numbers open no path
	outer  string   // the path that such a paragraph has
	table  bool     // it stands in a table, where numbers are those of rows
	listed bool     // its style says what it is, so a number typed in it opens no path
}

// places are the paths that paragraphs have opened.
type places struct {
	outline
	quoted string // of the last numbered paragraph, which a quotation belongs to, and an item below it without a number
}

// of is the path of a paragraph that opens none.
func (p *places) of(role document.Role, level int) string {
	if (role == document.BlockQuote || role == document.ListItem && level > 1) && p.quoted != "" {
		return p.quoted
	}
	return p.String()
}

// end ends the paragraph that the draft is at, with the path that it has or opens. It returns the
// path for what the paragraph refers to.
func (p *places) end(d *draft, c standing) string {
	if c.aside || !d.began {
		d.end()
		if c.aside {
			return c.outer
		}
		return p.String()
	}
	text := string(d.buf[min(d.block.Start+c.label, d.tail()):d.tail()])
	if d.block.Role == document.Heading && sentence(text, c.chain != nil) {
		if d.block.Role = document.ListItem; c.chain == nil {
			d.block.Role, d.block.Level = document.Body, 0
		}
	}
	switch {
	case d.block.Role == document.Heading:
		d.block.Path, p.quoted = p.title(d.block.Level, c.chain, text), ""
	case c.chain != nil && !c.table:
		d.block.Path = p.item(c.chain)
		p.quoted = d.block.Path
	case d.block.Role == document.Cell || !c.table && !c.listed:
		d.provision(&p.outline)
	}
	d.end()
	return d.doc.Blocks[len(d.doc.Blocks)-1].Path
}

// sentence reports whether what looks like a heading is text.
func sentence(text string, numbered bool) bool {
	return len(text) > maxHeading || numbered && len(text) > maxPoint && strings.ContainsAny(text[len(text)-1:], ".:;,")
}

// maxBoxes is how many text boxes may lie in each other. Word allows none within another, other
// programs and groups of shapes do.
const maxBoxes = 8

package office

import (
	"strings"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/provision"
)

// Lawyers number whole paragraphs with the styles of headings. Those are text: longer than
// maxHeading bytes, or numbered, ending like a sentence, and longer than maxPoint or of maxWords words.
const (
	maxHeading = 250
	maxPoint   = 60
	maxWords   = 8
)

// Context is what decides where a paragraph of Word or OpenDocument is cited, once its text is
// known.
type Context struct {
	Numbers []string // its numbers; see counters.next
	Printed int      // bytes at its beginning that are its number as it is printed
	Aside   bool     // it appears in a note, box or running head: its headings and numbers open no path
	Outer   string   // the path that such a paragraph has
	InTable bool     // it appears in a table, where numbers are those of rows
	HasRole bool     // its style says what it is, so a number typed in it opens no path
}

// Places are the paths that paragraphs have opened.
type Places struct {
	provision.Outline
	quoted string // of the last numbered paragraph, which a quotation belongs to, and an item below it without a number
	speaks bool   // a quotation that began in a paragraph of its own after it has not ended
	listed bool   // that paragraph ends as one does that a list follows, and nothing but items came after it
}

// Of is the path of a paragraph that opens none.
func (p *Places) Of(role document.Role, level int) string {
	if (role == document.BlockQuote || role == document.ListItem && (level > 1 || p.listed)) && p.quoted != "" {
		return p.quoted
	}
	return p.String()
}

// End ends the paragraph that the Builder is at, with the path that it has or opens. It returns the
// path for what the paragraph refers to.
func (p *Places) End(d *builder.Builder, c Context) string {
	if c.Aside || !d.HasText {
		d.End()
		if c.Aside {
			return c.Outer
		}
		return p.String()
	}
	text := string(d.Buffer[min(d.Block.Start+c.Printed, d.Tail()):d.Tail()])
	if d.Block.Role == document.Heading && sentence(text, c.Numbers != nil) {
		if d.Block.Role = document.ListItem; c.Numbers == nil {
			d.Block.Role, d.Block.Level = document.Body, 0
		}
	}
	within := d.Block.Role == document.Body && strings.HasSuffix(text, ":") // the title of a part of the list
	p.listed = p.listed && c.Numbers == nil && (d.Block.Role == document.ListItem || within)
	speaks := p.quotes(text)
	p.speaks = speaks && d.Block.Role == document.Body && c.Numbers == nil
	switch {
	case p.listed && within, p.speaks:
		d.Block.Path = p.quoted
		p.speaks = p.speaks && !endsQuotation(text)
	case d.Block.Role == document.Heading:
		d.Block.Path, p.quoted = p.Title(d.Block.Level, c.Numbers, text), ""
	case c.Numbers != nil && !c.InTable:
		d.Block.Path = p.Item(c.Numbers, len(text))
		p.quoted, p.listed = d.Block.Path, strings.HasSuffix(text, ":")
	case d.Block.Role == document.Cell || !c.InTable && !c.HasRole:
		d.EndProvision(&p.Outline)
	}
	d.End()
	return d.Doc.Blocks[len(d.Doc.Blocks)-1].Path
}

// quotes reports whether a paragraph is part of a quotation that began after a numbered paragraph.
func (p *Places) quotes(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return p.quoted != "" && (p.speaks || strings.ContainsRune("“„«\"‘", first))
}

func endsQuotation(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, ".,;:)] "))
	return strings.ContainsRune("”“»\"’", last)
}

// sentence reports whether what looks like a heading is text.
func sentence(text string, numbered bool) bool {
	return len(text) > maxHeading || numbered && strings.ContainsAny(text[len(text)-1:], ".:;,") &&
		(len(text) > maxPoint || strings.Count(text, " ") >= maxWords)
}

// MaxBoxes is how many text boxes may be in each other. Word allows none within another, other
// programs and groups of shapes do.
const MaxBoxes = 8

// ColumnName is the name of a spreadsheet's column, from 1: "AB".
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

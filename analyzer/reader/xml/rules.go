package xml

import (
	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/xmltok"
)

// action is what an element of a dialect does to the text.
type action uint8

const (
	inline    action = iota // nothing: its words belong to the text around it
	skipped                 // its words are not part of the text
	block                   // a block of its own, with the rule's role
	level                   // a part that is cited: see rule.label
	number                  // the number of the level that it appears in
	heading                 // the heading of the level that it appears in, or of what follows
	marked                  // words that are set apart, with the rule's mark
	lineBreak               // a line break
	space                   // a blank: the number of a note
	note                    // a note; it comes after the block that it would interrupt
	speaker                 // the name of who speaks in what follows
	quoteChar               // a quotation mark, given by its code
	cueStart                // a cue of subtitles, with its times
)

// rule says what an element is for.
type rule struct {
	does  action
	role  document.Role     // of a block, or of everything in a level; Body takes the role of what it appears in
	mark  document.MarkKind // of marked words
	depth int               // of a heading that appears in no level, from 1
	// label is that of a level: "Article" and the like are cited alone, "Part" and the like in a
	// row, "" after the level around it.
	label string
	where bool               // of a level: it is cited alone
	what  string             // of skipped words: the name under which they are counted, if they are
	out   document.Exclusion // of words that are no part of the text
	why   string             // the reason of that
}

// dialect is how one kind of XML is read: its elements by their local names. An element without a
// rule is inline.
type dialect struct {
	rules  map[string]rule
	refine func(name string, attr func(name string) string, r rule) rule // takes attributes into account; may be nil
	open   bool                                                          // blocks are guessed for elements without a rule
	// the paragraphs of a provision have their numbers in their text
	typed bool
}

// dialects are the kinds of XML by the names of their formats.
var dialects = map[string]*dialect{
	"akn":    &akn,
	"uslm":   &uslm,
	"formex": &formex,
	"fedreg": &fedreg,
	"ttml":   &ttml,
	"xml":    &anyXML,
}

// Is returns how well a content fits the dialects whose root the function knows.
func Is(is func(xmltok.Root) bool) func(*input.Content, bool) input.Fit {
	return func(c *input.Content, named bool) input.Fit {
		r, ok := c.Root()
		switch {
		case !ok || !is(r):
			return input.Unfit
		case !named && !c.IsDeclaredXML() && r.Namespace+r.Doctype == "" && (IsFedReg(r) || IsTTML(r)):
			return input.Inside // Such an element may appear in any text.
		}
		return input.Leading
	}
}

// The rules that dialects share.
var (
	body        = rule{does: block}
	titleRule   = rule{does: block, role: document.Title}
	item        = rule{does: block, role: document.ListItem}
	cell        = rule{does: block, role: document.Cell}
	caption     = rule{does: block, role: document.Caption}
	citation    = rule{does: block, role: document.Citation}
	definition  = rule{does: block, role: document.Definition}
	quotation   = rule{does: block, role: document.BlockQuote}
	amendment   = rule{does: block, role: document.Amendment}
	noteRule    = rule{does: note, role: document.Note}
	headingRule = rule{does: heading}
	num         = rule{does: number}
	skip        = rule{does: skipped}
	about       = rule{does: skipped, what: "metadata"}
	tocRule     = rule{does: skipped, what: builder.TableOfContents}
	deleted     = rule{out: document.Deleted, why: "marked as deleted"}
	breakRule   = rule{does: lineBreak}
	sub         = rule{does: level}
	italic      = rule{does: marked, mark: document.Emphasis}
	work        = rule{does: marked, mark: document.Work}
	quoteMark   = rule{does: marked, mark: document.Quotation}
	inserted    = rule{does: marked, mark: document.Inserted}
)

// row is a level that appears in a row of others: "Part II > Chapter 1".
func row(label string) rule { return rule{does: level, label: label} }

// alone is a level that is cited alone: "Article 4".
func alone(label string) rule { return rule{does: level, label: label, where: true} }

// sections are the elements that hold a part of a text under a heading in many kinds of XML
// (DocBook, JATS, TEI), and sectionTitles such headings.
var ()

package xml

import (
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/odt"
	"refrain/analyzer/reader/xmltok"
)

// anyXML is XML of which nothing is known but the names that mean the same nearly everywhere.
var anyXML = dialect{open: true, rules: map[string]rule{
	"i": italic, "em": italic, "emph": italic, "emphasis": italic, "italic": italic, "b": {}, "bold": {},
	"strong": {}, "u": {}, "sup": {}, "sub": {}, "span": {}, "a": {}, "small": {}, "font": {},
	"q": quoteMark, "cite": work, "ref": {}, "link": {}, "xref": {}, "hi": {}, "term": {}, "abbr": {}, "acronym": {},
	"date": {}, "name": {}, "br": breakRule, "lb": breakRule, "wbr": {},
	"blockquote": quotation, "script": skip, "style": skip,
	"meta": about, "metadata": about, "metadatos": about, "metadati": about,
	"note": noteRule, "footnote": noteRule, "fn": noteRule,
	"td": cell, "th": cell, "entry": cell, "li": item, "del": deleted, "ins": inserted, "add": inserted,
	"h1": {does: heading, depth: 1}, "h2": {does: heading, depth: 2}, "h3": {does: heading, depth: 3},
	"h4": {does: heading, depth: 4}, "h5": {does: heading, depth: 5}, "h6": {does: heading, depth: 6},
}}

// sections are the elements that hold a part of a text under a heading in many kinds of XML
// (DocBook, JATS, TEI).
var sections = map[string]bool{"section": true, "sec": true, "sect": true, "sect1": true, "sect2": true,
	"sect3": true, "sect4": true, "subsection": true, "chapter": true,
	"part": true, "article": true, "annex": true, "appendix": true, "schedule": true, "div": true, "div1": true,
	"div2": true, "div3": true, "div4": true}

// sectionTitles are the headings of such parts.
var sectionTitles = map[string]bool{"title": true, "head": true, "heading": true, "header": true, "hd": true}

// IsAnyXML asks for the declaration, since HTML begins with a tag too. XML of a kind that is known
// is none.
func IsAnyXML(c *input.Content, named bool) input.Fit {
	r, ok := c.Root()
	if !ok || !c.IsDeclaredXML() || html.Is(c, named) != input.Unfit || odt.IsFlat(c) {
		return input.Unfit
	}
	for _, is := range []func(xmltok.Root) bool{IsAKN, IsUSLM, IsFormex, IsFedReg, IsTTML} {
		if is(r) {
			return input.Unfit
		}
	}
	return input.Leading
}

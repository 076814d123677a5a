package xml

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/provision"
	"refrain/analyzer/reader/xmltok"
)

// akn is Akoma Ntoso. New law in quotedStructure is the bill's own voice; embeddedText is a
// quotation.
var akn = dialect{rules: map[string]rule{
	"meta": about, "toc": tocRule, "del": deleted, "ins": inserted,
	"noteRef": {does: space}, "img": skip, "marker": {does: space},
	"book": row("Book"), "tome": row("Tome"), "part": row("Part"), "subpart": row("Subpart"), "title": row("Title"),
	"subtitle": row("Subtitle"),
	"chapter":  row("Chapter"), "subchapter": row("Subchapter"), "division": row("Division"),
	"subdivision": row("Subdivision"),
	"hcontainer":  row("Schedule"), "debateSection": row("Debate"),
	"article": alone("Article"), "section": alone("Section"), "rule": alone("Rule"), "recital": alone("Recital"),
	"subsection": sub, "subarticle": sub, "paragraph": sub, "subparagraph": sub, "clause": sub, "subclause": sub,
	"point": sub, "indent": sub,
	"item": sub, "level": sub, "alinea": sub, "subrule": sub, "proviso": sub, "transitional": sub,
	"num": num, "heading": headingRule, "subheading": {does: block, role: document.Heading},
	"crossHeading": {does: block, role: document.Heading},
	"p":            body, "block": body, "content": body, "intro": body, "wrapUp": body, "listIntroduction": body,
	"listWrapUp": body, "formula": body,
	"container": body, "blockContainer": body, "blockList": body, "ul": body, "ol": body, "table": body, "tr": body,
	"speech": body, "question": body,
	"answer": body, "narrative": body, "scene": body, "summary": body, "other": body, "preface": body,
	"preamble": body, "conclusions": body,
	"longTitle": titleRule, "citation": citation, "li": item, "td": cell, "th": cell, "caption": caption,
	"signature": body, "attachment": row("Annex"),
	"component": body, "componentData": body, "foreign": body, "tblock": body, "toggle": body, "background": body,
	"motivation": body, "decision": body, "introduction": body, "header": body, "judgmentBody": body,
	"quotedStructure": amendment, "embeddedStructure": quotation, "embeddedText": quoteMark,
	"authorialNote": noteRule, "from": {does: speaker}, "br": breakRule, "eol": breakRule,
	"i": italic, "docTitle": work, "shortTitle": work, "ref": work, "rref": work, "mref": work,
}, refine: refineAKN}

// otherLevel is the label of a level that has no name of its own: it is cited by its number and
// heading.
const otherLevel = "Heading"

func refineAKN(name string, attr func(string) string, r rule) rule {
	switch name {
	case "hcontainer":
		kind := strings.ToLower(attr("name"))
		if division, ok := provision.DivisionOf(kind); ok && division.Level == provision.Level {
			return alone(division.Cited)
		} else if ok {
			return row(division.Cited)
		}
		switch {
		case strings.Contains(kind, "schedule"), strings.Contains(kind, "annex"):
		case strings.Contains(kind, "regulation"):
			return alone("Regulation")
		default:
			return row(otherLevel)
		}
	case "block":
		if attr("name") == "title" || attr("name") == "docTitle" {
			return titleRule
		}
	}
	return r
}

// IsAKN reports whether a root is that of Akoma Ntoso.
func IsAKN(r xmltok.Root) bool {
	return strings.EqualFold(r.Name, "akomaNtoso") || strings.Contains(r.Namespace, "legaldocml/ns/akn")
}

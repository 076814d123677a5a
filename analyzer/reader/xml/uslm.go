package xml

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/xmltok"
)

// uslm is United States Legislative Markup, and the XML of bills that came before it. What
// quotedContent and quoted-block hold is the bill's own voice.
var uslm = dialect{rules: map[string]rule{
	"meta": about, "metadata": about, "toc": tocRule, "page": skip, "lineNumber": skip, "pagebreak": skip,
	"deletedText": deleted, "deleted-phrase": deleted, "del": deleted, "ins": inserted,
	"title": row("Title"), "subtitle": row("Subtitle"), "chapter": row("Chapter"), "subchapter": row("Subchapter"),
	"part":    row("Part"),
	"subpart": row("Subpart"), "division": row("Division"), "subdivision": row("Subdivision"),
	"article": row("Article"), "subarticle": row("Subarticle"),
	"appropriations": row("Appropriations"), "appropriations-major": row("Appropriations"),
	"appropriations-intermediate": row("Appropriations"),
	"section":                     alone("Sec."), "rule": alone("Rule"), "courtRule": alone("Rule"),
	"reorganizationPlan": row("Plan"),
	"subsection":         sub, "paragraph": sub, "subparagraph": sub, "clause": sub, "subclause": sub, "item": sub,
	"subitem": sub, "level": sub,
	"num": num, "enum": num, "heading": headingRule, "header": headingRule,
	"subheading": {does: block, role: document.Heading}, "crossHeading": {does: block, role: document.Heading},
	"content": body, "chapeau": body, "continuation": body, "text": body, "continuation-text": body, "p": body,
	"proviso": {},
	"preface": body, "form": body, "congress": body, "session": body, "docNumber": body, "legis-num": body,
	"legis-type": body, "type": body,
	"current-chamber": body, "currentChamber": body, "action": body, "action-date": body, "action-desc": body,
	"actionDescription": body, "distribution-code": skip, "distributionCode": skip,
	"calendar": body, "associated-doc": body, "relatedDocument": body, "slugLine": body, "enactingFormula": body,
	"resolvingClause": body, "endMarker": body,
	"attestation": body, "attestation-group": body, "signature": body, "signatures": body, "notation": body,
	"role": {}, "endorsement": body, "preamble": body, "whereas": body, "recital": body,
	"main": body, "legis-body": body, "resolution-body": body, "officialTitle": titleRule,
	"official-title": titleRule, "docTitle": titleRule, "title-amends": body,
	"quotedContent": amendment, "quoted-block": amendment, "after-quoted-block": {}, "quotedText": {}, "quote": {},
	"block-quote": quotation, "footnote": noteRule, "sidenote": noteRule, "note": noteRule, "ear": noteRule,
	"footnote-ref": {does: space},
	"table":        body, "row": body, "tr": body, "td": cell, "th": cell, "entry": cell, "ttitle": caption,
	"caption": caption, "list": body, "list-item": item, "listItem": item,
	"i": italic, "italic": italic, "ref": work, "external-xref": work, "short-title": work, "shortTitle": work,
	"addedText": inserted, "added-phrase": inserted,
	"br": breakRule, "linebreak": breakRule,
}, refine: func(name string, attr func(string) string, r rule) rule {
	if name == "ref" && attr("class") == "footnoteRef" {
		r = rule{does: space}
	}
	return r
}}

// IsUSLM reports whether a root is that of USLM, or of a bill in the XML before it.
func IsUSLM(r xmltok.Root) bool {
	return strings.Contains(r.Namespace, "/uslm") || strings.Contains(r.Doctype, "US Congress//DTDs") ||
		strings.Contains(r.Attributes, "bill-stage=") ||
		strings.Contains(r.Attributes, "resolution-stage=") || strings.Contains(r.Attributes, "amend-stage=")
}

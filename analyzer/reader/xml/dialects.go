package xml

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/odt"
	"refrain/analyzer/reader/provision"
	"refrain/analyzer/reader/xmltok"
)

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

// row is a level that stands in a row of others: "Part II > Chapter 1".
func row(label string) rule { return rule{does: level, label: label} }

// alone is a level that is cited alone: "Article 4".
func alone(label string) rule { return rule{does: level, label: label, where: true} }

// akn is Akoma Ntoso. New law in quotedStructure is the bill's own voice; embeddedText is a quotation.
var akn = dialect{rules: map[string]rule{
	"meta": about, "toc": tocRule, "del": deleted, "ins": inserted,
	"noteRef": {does: space}, "img": skip, "marker": {does: space},
	"book": row("Book"), "tome": row("Tome"), "part": row("Part"), "subpart": row("Subpart"), "title": row("Title"), "subtitle": row("Subtitle"),
	"chapter": row("Chapter"), "subchapter": row("Subchapter"), "division": row("Division"), "subdivision": row("Subdivision"),
	"hcontainer": row("Schedule"), "debateSection": row("Debate"),
	"article": alone("Article"), "section": alone("Section"), "rule": alone("Rule"), "recital": alone("Recital"),
	"subsection": sub, "subarticle": sub, "paragraph": sub, "subparagraph": sub, "clause": sub, "subclause": sub, "point": sub, "indent": sub,
	"item": sub, "level": sub, "alinea": sub, "subrule": sub, "proviso": sub, "transitional": sub,
	"num": num, "heading": headingRule, "subheading": {does: block, role: document.Heading}, "crossHeading": {does: block, role: document.Heading},
	"p": body, "block": body, "content": body, "intro": body, "wrapUp": body, "listIntroduction": body, "listWrapUp": body, "formula": body,
	"container": body, "blockContainer": body, "blockList": body, "ul": body, "ol": body, "table": body, "tr": body, "speech": body, "question": body,
	"answer": body, "narrative": body, "scene": body, "summary": body, "other": body, "preface": body, "preamble": body, "conclusions": body,
	"longTitle": titleRule, "citation": citation, "li": item, "td": cell, "th": cell, "caption": caption, "signature": body, "attachment": row("Annex"),
	"component": body, "componentData": body, "foreign": body, "tblock": body, "toggle": body, "background": body, "motivation": body, "decision": body, "introduction": body, "header": body, "judgmentBody": body,
	"quotedStructure": amendment, "embeddedStructure": quotation, "embeddedText": quoteMark,
	"authorialNote": noteRule, "from": {does: speaker}, "br": breakRule, "eol": breakRule,
	"i": italic, "docTitle": work, "shortTitle": work, "ref": work, "rref": work, "mref": work,
}, refine: refineAKN}

// otherLevel is the label of a level that has no name of its own: it is cited by its number and heading.
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

// uslm is United States Legislative Markup, and the XML of bills that came before it. What quotedContent and quoted-block hold is the bill's
// own voice.
var uslm = dialect{rules: map[string]rule{
	"meta": about, "metadata": about, "toc": tocRule, "page": skip, "lineNumber": skip, "pagebreak": skip,
	"deletedText": deleted, "deleted-phrase": deleted, "del": deleted, "ins": inserted,
	"title": row("Title"), "subtitle": row("Subtitle"), "chapter": row("Chapter"), "subchapter": row("Subchapter"), "part": row("Part"),
	"subpart": row("Subpart"), "division": row("Division"), "subdivision": row("Subdivision"), "article": row("Article"), "subarticle": row("Subarticle"),
	"appropriations": row("Appropriations"), "appropriations-major": row("Appropriations"), "appropriations-intermediate": row("Appropriations"),
	"section": alone("Sec."), "rule": alone("Rule"), "courtRule": alone("Rule"), "reorganizationPlan": row("Plan"),
	"subsection": sub, "paragraph": sub, "subparagraph": sub, "clause": sub, "subclause": sub, "item": sub, "subitem": sub, "level": sub,
	"num": num, "enum": num, "heading": headingRule, "header": headingRule, "subheading": {does: block, role: document.Heading}, "crossHeading": {does: block, role: document.Heading},
	"content": body, "chapeau": body, "continuation": body, "text": body, "continuation-text": body, "p": body, "proviso": {},
	"preface": body, "form": body, "congress": body, "session": body, "docNumber": body, "legis-num": body, "legis-type": body, "type": body,
	"current-chamber": body, "currentChamber": body, "action": body, "action-date": body, "action-desc": body, "actionDescription": body, "distribution-code": skip, "distributionCode": skip,
	"calendar": body, "associated-doc": body, "relatedDocument": body, "slugLine": body, "enactingFormula": body, "resolvingClause": body, "endMarker": body,
	"attestation": body, "attestation-group": body, "signature": body, "signatures": body, "notation": body, "role": {}, "endorsement": body, "preamble": body, "whereas": body, "recital": body,
	"main": body, "legis-body": body, "resolution-body": body, "officialTitle": titleRule, "official-title": titleRule, "docTitle": titleRule, "title-amends": body,
	"quotedContent": amendment, "quoted-block": amendment, "after-quoted-block": {}, "quotedText": {}, "quote": {},
	"block-quote": quotation, "footnote": noteRule, "sidenote": noteRule, "note": noteRule, "ear": noteRule, "footnote-ref": {does: space},
	"table": body, "row": body, "tr": body, "td": cell, "th": cell, "entry": cell, "ttitle": caption, "caption": caption, "list": body, "list-item": item, "listItem": item,
	"i": italic, "italic": italic, "ref": work, "external-xref": work, "short-title": work, "shortTitle": work, "addedText": inserted, "added-phrase": inserted,
	"br": breakRule, "linebreak": breakRule,
}, refine: func(name string, attr func(string) string, r rule) rule {
	if name == "ref" && attr("class") == "footnoteRef" {
		r = rule{does: space}
	}
	return r
}}

// formex is the markup of the Official Journal of the European Union.
var formex = dialect{rules: map[string]rule{
	"BIB.INSTANCE": about, "BIB.DOC": about, "BIB.DATA": about, "TOC": tocRule,
	"INCL.ELEMENT": skip, "GR.ANNOTATION": skip, "PROLOG": body,
	"PART": row("Part"), "DIVISION": row("Division"), "ANNEX": row("Annex"), "CONS.ANNEX": row("Annex"), "GR.SEQ": row("Section"),
	"ARTICLE": alone("Article"), "CONSID": alone("Recital"), "PARAG": sub, "NP": sub, "NP.ECR": sub, "POINT": sub,
	"TI.ART": num, "NO.PARAG": num, "NO.P": num, "NO.SEQ": num, "STI.ART": headingRule,
	"TITLE": {}, "TI": {does: heading, role: document.Title}, "STI": {does: heading, role: document.Title}, "P": body, "ALINEA": body, "TXT": body, "LIST": body, "ITEM": item, "VISA": citation, "GR.CONSID": body, "GR.CONSID.INIT": body,
	"GR.VISA": body, "PREAMBLE.INIT": body, "PREAMBLE.FINAL": body, "PREAMBLE": body, "FINAL": body, "SIGNATURE": body, "SIGNATORY": body, "PL.DATE": body,
	"ENACTING.TERMS": body, "CONTENTS": body, "INTRO": body, "QUOT.S": amendment, "QUOT.START": {does: quoteChar}, "QUOT.END": {does: quoteChar}, "NOTE": noteRule,
	"DLIST": body, "DLIST.ITEM": body, "TERM": definition, "DEFINITION": definition, "TBL": body, "ROW": body, "CELL": cell, "COMMENT": body,
	"REF.DOC": work, "REF.DOC.OJ": {},
}, refine: func(name string, attr func(string) string, r rule) rule {
	if name == "HT" && attr("TYPE") == "ITALIC" {
		return italic
	}
	return r
}}

// fedreg is the XML of the Federal Register of the United States.
var fedreg = dialect{typed: true, rules: map[string]rule{
	"PRTPAGE": skip, "GPH": skip, "GID": skip, "CNTNTS": tocRule,
	"SU": {does: space}, "FTREF": skip, "VOL": skip, "STARS": skip,
	"HD": headingRule, "P": body, "FP": body, "PSPACE": body, "AGENCY": body, "SUBAGY": body, "CFR": body, "DEPDOC": body, "RIN": body, "SUBJECT": titleRule, "ACT": body,
	"EXECORDR": titleRule, "TITLE3": body, "PRES": body, "DETERM": titleRule, "PROC": titleRule, "AGY": body, "SUM": body, "EFFDATE": body, "DATES": body, "ADD": body, "FURINF": body,
	"SUPLINF": body, "SIG": body, "PSIG": body, "PLACE": body, "DATE": body, "NAME": body, "TITLE": body, "FRDOC": body, "FILED": body, "BILCOD": body,
	"AMDPAR": body, "AUTH": body, "SECAUTH": body, "REGTEXT": amendment, "SECTION": alone("§"), "SECTNO": num, "EXTRACT": quotation, "FTNT": noteRule, "EDNOTE": noteRule, "NOTE": noteRule,
	"GPOTABLE": body, "TTITLE": caption, "BOXHD": body, "CHED": cell, "ROW": body, "ENT": cell, "TNOTE": noteRule, "LSTSUB": body, "MATH": skip,
}, refine: func(name string, attr func(string) string, r rule) rule {
	switch {
	case name == "E" && attr("T") == "03":
		return italic
	case name == "HD":
		r.depth = map[string]int{"HED": 1, "HD1": 2, "HD2": 3, "HD3": 4, "HD4": 5, "HD5": 6}[attr("SOURCE")]
	}
	return r
}}

// anyXML is XML of which nothing is known but the names that mean the same nearly everywhere.
var anyXML = dialect{open: true, rules: map[string]rule{
	"i": italic, "em": italic, "emph": italic, "emphasis": italic, "italic": italic, "b": {}, "bold": {}, "strong": {}, "u": {}, "sup": {}, "sub": {}, "span": {}, "a": {}, "small": {}, "font": {},
	"q": quoteMark, "cite": work, "ref": {}, "link": {}, "xref": {}, "hi": {}, "term": {}, "abbr": {}, "acronym": {}, "date": {}, "name": {}, "br": breakRule, "lb": breakRule, "wbr": {},
	"blockquote": quotation, "script": skip, "style": skip,
	"meta": about, "metadata": about, "metadatos": about, "metadati": about,
	"note": noteRule, "footnote": noteRule, "fn": noteRule,
	"td": cell, "th": cell, "entry": cell, "li": item, "del": deleted, "ins": inserted, "add": inserted,
	"h1": {does: heading, depth: 1}, "h2": {does: heading, depth: 2}, "h3": {does: heading, depth: 3}, "h4": {does: heading, depth: 4}, "h5": {does: heading, depth: 5}, "h6": {does: heading, depth: 6},
}}

// sections are the elements that hold a part of a text under a heading in many kinds of XML (DocBook, JATS, TEI), and sectionTitles such headings.
var (
	sections = map[string]bool{"section": true, "sec": true, "sect": true, "sect1": true, "sect2": true, "sect3": true, "sect4": true, "subsection": true, "chapter": true,
		"part": true, "article": true, "annex": true, "appendix": true, "schedule": true, "div": true, "div1": true, "div2": true, "div3": true, "div4": true}
	sectionTitles = map[string]bool{"title": true, "head": true, "heading": true, "header": true, "hd": true}
)

// Is makes the sniff of a format from what its root looks like.
func Is(is func(xmltok.Root) bool) func(*input.Content, bool) input.Fit {
	return func(c *input.Content, named bool) input.Fit {
		r, ok := c.Root()
		switch {
		case !ok || !is(r):
			return input.Unfit
		case !named && !c.IsDeclaredXML() && r.Namespace+r.Doctype == "" && (IsFedReg(r) || IsTTML(r)):
			return input.Inside // Such an element may stand in any text.
		}
		return input.Leading
	}
}

func IsAKN(r xmltok.Root) bool {
	return strings.EqualFold(r.Name, "akomaNtoso") || strings.Contains(r.Namespace, "legaldocml/ns/akn")
}

func IsUSLM(r xmltok.Root) bool {
	return strings.Contains(r.Namespace, "/uslm") || strings.Contains(r.Doctype, "US Congress//DTDs") || strings.Contains(r.Attributes, "bill-stage=") ||
		strings.Contains(r.Attributes, "resolution-stage=") || strings.Contains(r.Attributes, "amend-stage=")
}

func IsFormex(r xmltok.Root) bool { return strings.Contains(r.Attributes, "formex") }

func IsFedReg(r xmltok.Root) bool {
	switch r.Name {
	case "FEDREG", "RULE", "PRORULE", "NOTICE", "PRESDOC", "PRESDOCU":
		return true
	}
	return false
}

func IsTTML(r xmltok.Root) bool { return r.Name == "tt" }

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

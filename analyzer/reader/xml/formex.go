package xml

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/xmltok"
)

// formex is the markup of the Official Journal of the European Union.
var formex = dialect{rules: map[string]rule{
	"BIB.INSTANCE": about, "BIB.DOC": about, "BIB.DATA": about, "TOC": tocRule,
	"INCL.ELEMENT": skip, "GR.ANNOTATION": skip, "PROLOG": body,
	"PART": row("Part"), "DIVISION": row("Division"), "ANNEX": row("Annex"), "CONS.ANNEX": row("Annex"),
	"GR.SEQ":  row("Section"),
	"ARTICLE": alone("Article"), "CONSID": alone("Recital"), "PARAG": sub, "NP": sub, "NP.ECR": sub, "POINT": sub,
	"TI.ART": num, "NO.PARAG": num, "NO.P": num, "NO.SEQ": num, "STI.ART": headingRule,
	"TITLE": {}, "TI": {does: heading, role: document.Title}, "STI": {does: heading, role: document.Title},
	"P": body, "ALINEA": body, "TXT": body, "LIST": body, "ITEM": item, "VISA": citation, "GR.CONSID": body,
	"GR.CONSID.INIT": body,
	"GR.VISA":        body, "PREAMBLE.INIT": body, "PREAMBLE.FINAL": body, "PREAMBLE": body, "FINAL": body,
	"SIGNATURE": body, "SIGNATORY": body, "PL.DATE": body,
	"ENACTING.TERMS": body, "CONTENTS": body, "INTRO": body, "QUOT.S": amendment, "QUOT.START": {does: quoteChar},
	"QUOT.END": {does: quoteChar}, "NOTE": noteRule,
	"DLIST": body, "DLIST.ITEM": body, "TERM": definition, "DEFINITION": definition, "TBL": body, "ROW": body,
	"CELL": cell, "COMMENT": body,
	"REF.DOC": work, "REF.DOC.OJ": {},
}, refine: func(name string, attr func(string) string, r rule) rule {
	if name == "HT" && attr("TYPE") == "ITALIC" {
		return italic
	}
	return r
}}

// IsFormex reports whether a root is that of Formex.
func IsFormex(r xmltok.Root) bool { return strings.Contains(r.Attributes, "formex") }

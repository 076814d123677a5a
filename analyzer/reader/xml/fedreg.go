package xml

import "refrain/analyzer/reader/xmltok"

// fedreg is the XML of the Federal Register of the United States.
var fedreg = dialect{typed: true, rules: map[string]rule{
	"PRTPAGE": skip, "GPH": skip, "GID": skip, "CNTNTS": tocRule,
	"SU": {does: space}, "FTREF": skip, "VOL": skip, "STARS": skip,
	"HD": headingRule, "P": body, "FP": body, "PSPACE": body, "AGENCY": body, "SUBAGY": body, "CFR": body,
	"DEPDOC": body, "RIN": body, "SUBJECT": titleRule, "ACT": body,
	"EXECORDR": titleRule, "TITLE3": body, "PRES": body, "DETERM": titleRule, "PROC": titleRule, "AGY": body,
	"SUM": body, "EFFDATE": body, "DATES": body, "ADD": body, "FURINF": body,
	"SUPLINF": body, "SIG": body, "PSIG": body, "PLACE": body, "DATE": body, "NAME": body, "TITLE": body,
	"FRDOC": body, "FILED": body, "BILCOD": body,
	"AMDPAR": body, "AUTH": body, "SECAUTH": body, "REGTEXT": amendment, "SECTION": alone("§"), "SECTNO": num,
	"EXTRACT": quotation, "FTNT": noteRule, "EDNOTE": noteRule, "NOTE": noteRule,
	"GPOTABLE": body, "TTITLE": caption, "BOXHD": body, "CHED": cell, "ROW": body, "ENT": cell, "TNOTE": noteRule,
	"LSTSUB": body, "MATH": skip,
}, refine: func(name string, attr func(string) string, r rule) rule {
	switch {
	case name == "E" && attr("T") == "03":
		return italic
	case name == "HD":
		r.depth = map[string]int{"HED": 1, "HD1": 2, "HD2": 3, "HD3": 4, "HD4": 5, "HD5": 6}[attr("SOURCE")]
	}
	return r
}}

// IsFedReg reports whether a root is that of a document of the Federal Register.
func IsFedReg(r xmltok.Root) bool {
	switch r.Name {
	case "FEDREG", "RULE", "PRORULE", "NOTICE", "PRESDOC", "PRESDOCU":
		return true
	}
	return false
}

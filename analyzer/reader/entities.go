package reader

import (
	"html"
	"strings"
)

// gapEntities is for words that stand in a document type. Nothing of one is read: what it declares may be endless, or lie outside the file.
const gapEntities = "entities of its own not read"

// ownEntities adds a gap when the text of a file refers to entities that only its document type can explain.
func (d *draft) ownEntities(src string) {
	if refersToOwn(behindType(src)) {
		d.gap(0, gapEntities, "open the file in the program that made it and save it with its entities resolved")
	}
}

// behindType is what stands behind the document type at the start of a file; "" for one without. One that holds declarations ends with ]>.
func behindType(src string) string {
	begin := strings.Index(start(src), "<!DOCTYPE")
	if begin < 0 {
		return ""
	}
	rest := src[begin:]
	end := strings.IndexAny(rest, "[>")
	if end < 0 {
		return ""
	}
	if rest[end] == '[' {
		if end = strings.Index(rest, "]>"); end < 0 {
			return ""
		}
	}
	return rest[end:]
}

// refersToOwn tells whether there is a reference to an entity that neither XML nor HTML knows.
func refersToOwn(s string) bool {
	for {
		_, rest, found := strings.Cut(s, "&")
		if !found {
			return false
		}
		s = rest
		const most = 100
		end := strings.IndexByte(s[:min(len(s), most)], ';')
		if end <= 0 || s[0] == '#' || strings.ContainsAny(s[:end], " \t\r\n&<>\"'") {
			continue
		}
		if reference := "&" + s[:end+1]; html.UnescapeString(reference) == reference {
			return true
		}
	}
}

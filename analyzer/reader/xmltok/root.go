package xmltok

import (
	"encoding/xml"
	"strings"

	"refrain/analyzer/reader/canonical"
)

// Root is the first start tag of an XML text.
type Root struct {
	Name, Namespace string // without a prefix; the address of its namespace
	Attributes      string // names and values, in a row
	Doctype         string // what the document type declaration says
}

// ParseRoot finds the first start tag of a text in UTF-8 that begins with a tag.
func ParseRoot(text string) (r Root, ok bool) {
	text = strings.TrimLeft(text, canonical.Blanks)
	if !strings.HasPrefix(text, "<") {
		return Root{}, false
	}
	for s := NewScanner(text, 0, len(text)); s.Next(); {
		switch t := s.Token.(type) {
		case nil:
			return Root{}, false
		case xml.Directive:
			r.Doctype = string(t)
		case xml.StartElement:
			r.Name = t.Name.Local
			for _, a := range t.Attr {
				r.Attributes += " " + a.Name.Local + "=" + a.Value
				declares := a.Name.Space == "" && a.Name.Local == "xmlns" && t.Name.Space == "" ||
					a.Name.Space == "xmlns" && a.Name.Local == t.Name.Space
				if declares {
					r.Namespace = a.Value
				}
			}
			return r, true
		}
	}
	return Root{}, false
}

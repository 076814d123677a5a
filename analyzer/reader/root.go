package reader

import (
	"encoding/xml"
	"io"
	"strings"
)

// root is the first start tag of an XML text.
type root struct {
	name, namespace string
	attributes      string // names and values, in a row
	doctype         string
}

// rootOf reads as far as the first start tag.
func rootOf(src string) (r root, ok bool) {
	const far = 64 << 10
	if !opensWithTag(src) {
		return root{}, false
	}
	text := strings.TrimLeft(strings.TrimPrefix(decode(src[:min(len(src), far)], statedEncoding(src)).text, bom), blanks)
	if !strings.HasPrefix(text, "<") {
		return root{}, false
	}
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := dec.RawToken()
		if err != nil {
			return root{}, false
		}
		switch t := token.(type) {
		case xml.Directive:
			r.doctype = string(t)
		case xml.StartElement:
			r.name = t.Name.Local
			for _, a := range t.Attr {
				r.attributes += " " + a.Name.Local + "=" + a.Value
				if a.Name.Space == "" && a.Name.Local == "xmlns" && t.Name.Space == "" || a.Name.Space == "xmlns" && a.Name.Local == t.Name.Space {
					r.namespace = a.Value
				}
			}
			return r, true
		}
	}
}

// opensWithTag tells whether a text can begin with "<" once it is decoded. Nearly every text that is no XML ends here: all encodings but UTF-16
// write that sign as ASCII does.
func opensWithTag(src string) bool {
	s := strings.TrimLeft(strings.TrimPrefix(start(src), bom), blanks)
	return strings.HasPrefix(s, "<") || s == "" || s[0] < ' ' || utf16Order(start(src)) != nil
}

package xmltok

import (
	"encoding/xml"
	"io"
	"strings"

	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
)

// Root is the first start tag of an XML text.
type Root struct {
	Name, Namespace string
	Attributes      string // names and values, in a row
	Doctype         string
}

// ParseRoot reads as far as the first start tag.
func ParseRoot(src string) (r Root, ok bool) {
	const far = 64 << 10
	if !opensWithTag(src) {
		return Root{}, false
	}
	text := strings.TrimLeft(strings.TrimPrefix(charset.Decode(src[:min(len(src), far)], charset.StatedLabel(src)).Text, charset.BOM), canonical.Blanks)
	if !strings.HasPrefix(text, "<") {
		return Root{}, false
	}
	dec := xml.NewDecoder(strings.NewReader(text))
	dec.Strict = false
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := dec.RawToken()
		if err != nil {
			return Root{}, false
		}
		switch t := token.(type) {
		case xml.Directive:
			r.Doctype = string(t)
		case xml.StartElement:
			r.Name = t.Name.Local
			for _, a := range t.Attr {
				r.Attributes += " " + a.Name.Local + "=" + a.Value
				if a.Name.Space == "" && a.Name.Local == "xmlns" && t.Name.Space == "" || a.Name.Space == "xmlns" && a.Name.Local == t.Name.Space {
					r.Namespace = a.Value
				}
			}
			return r, true
		}
	}
}

// opensWithTag tells whether a text can begin with "<" once it is decoded. Nearly every text that is no XML ends here: all encodings but UTF-16
// write that sign as ASCII does.
func opensWithTag(src string) bool {
	s := strings.TrimLeft(strings.TrimPrefix(charset.Head(src), charset.BOM), canonical.Blanks)
	return strings.HasPrefix(s, "<") || s == "" || s[0] < ' ' || charset.UTF16(charset.Head(src)) != nil
}

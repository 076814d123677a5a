package word

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// tree walks over the elements of a part.
type tree struct {
	text  string
	open  []element              // the innermost last
	begin func()                 // the innermost has begun
	end   func(from, to int)     // the innermost ends, with a tag that stands there
	words func(from, to int)     // text in the innermost
	root  element                // the outermost
	bound map[string]bool        // the prefixes that an element within the root gives to other namespaces than usual
	close struct{ from, to int } // the tag that ends the root; empty when the root's own tag does
}

// element is an element that is open.
type element struct {
	name     string // by its usual prefix: "w:p"
	from, to int    // its start tag
	attrs    []xml.Attr
	fixed    bool // the properties of a content control that takes nothing but text
}

// maxDepth is how deep elements may lie in each other. Documents have some dozens.
const maxDepth = 10000

// walk goes from the beginning to the end. The part has to be well-formed: what a program had to
// guess is no place for a comment.
func (t *tree) walk() error {
	d := xml.NewDecoder(strings.NewReader(t.text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // It is known to be UTF-8.
	for {
		from := int(d.InputOffset())
		token, err := d.Token()
		to := int(d.InputOffset())
		switch {
		case err == io.EOF && t.root.name != "":
			return nil
		case err != nil || len(t.open) > maxDepth:
			return fmt.Errorf("%w: its XML is not well-formed", ErrDamaged)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: usualName(token.Name), from: from, to: to, attrs: token.Attr}
			if len(t.open) == 0 {
				t.root = e
			} else {
				t.declared(&e)
			}
			t.open = append(t.open, e)
			if t.begin != nil {
				t.begin()
			}
		case xml.EndElement:
			if t.end != nil {
				t.end(from, to)
			}
			if t.open = t.open[:len(t.open)-1]; len(t.open) == 0 {
				t.close.from, t.close.to = from, to
			}
		case xml.CharData:
			if t.words != nil && len(t.open) > 0 {
				t.words(from, to)
			}
		}
	}
}

// innermost is the element that begins or ends.
func (t *tree) innermost() *element { return &t.open[len(t.open)-1] }

// append is the part with something put in at the end of its root.
func (t *tree) append(s string) string {
	if t.close.from < t.close.to {
		return t.text[:t.close.from] + s + t.text[t.close.from:]
	}
	return t.text[:t.root.to-len("/>")] + ">" + s + "</" + tag(t.text, t.root) + ">" + t.text[t.root.to:]
}

// declared takes note of the usual prefixes that an element within the root declares.
func (t *tree) declared(e *element) {
	for _, a := range e.attrs {
		if a.Name.Space == "xmlns" && usualPrefixes[a.Value] != a.Name.Local {
			if t.bound == nil {
				t.bound = map[string]bool{}
			}
			t.bound[a.Name.Local] = true
		}
	}
}

// binds reports whether a prefix means, in all of the part, one of the namespaces that usually have
// it.
func (t *tree) binds(prefix string) bool {
	if t.bound[prefix] {
		return false
	}
	for _, a := range t.root.attrs {
		if a.Name.Space == "xmlns" && a.Name.Local == prefix {
			return usualPrefixes[a.Value] == prefix
		}
	}
	return false
}

// tag is the name of an element as the part writes it.
func tag(text string, e element) string {
	name := text[e.from+1 : e.to]
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return name
}

// attr is the value of an attribute by its usual name, such as "w:id" or "Id"; "" without one.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if usualName(a.Name) == name {
			return a.Value
		}
	}
	return ""
}

// usualName is a name with the prefix by which its namespace is known.
func usualName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if prefix, ok := usualPrefixes[n.Space]; ok {
		return prefix + ":" + n.Local
	}
	return "?:" + n.Local
}

// usualPrefixes are the prefixes by which namespaces are known here. Word's strict namespaces go by
// the same names as the others.
var usualPrefixes = map[string]string{
	wordNamespace:       "w",
	strictWordNamespace: "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":        "rel",
	"http://schemas.openxmlformats.org/package/2006/content-types":        "types",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         "mc",
	"http://www.w3.org/XML/1998/namespace":                                "xml",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                    "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                      "text",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                   "draw",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                  "manifest",
	"http://purl.org/dc/elements/1.1/":                                    "dc",
}

const (
	wordNamespace       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictWordNamespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

// Package xmltok reads XML token by token with the offset of each in its source. It is tolerant:
// where a file is no sound XML, reading goes on after the place. It knows no DTD and no entities
// but those of XML and HTML.
package xmltok

import (
	"context"
	"encoding/xml"
	"maps"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
)

// Part is a file of a container, unpacked and as UTF-8. Offsets into its text are what Run.Source
// holds.
type Part struct {
	Name string // in the container
	Text string // in UTF-8
}

// Fragment is a stretch of a part that is read apart from what is around it: a note, a text box.
type Fragment struct {
	Part     Part              // that it is in
	From, To int               // its bounds in the part
	Prefixes map[string]string // of the namespaces that are declared around it
}

// Whole is all of a part.
func (p Part) Whole() Fragment { return Fragment{Part: p, To: len(p.Text)} }

// Parser reads XML from token to token. Elements and attributes are named with the usual prefix of
// their namespace, whatever the file calls it: "w:p". Elements end in the order in which they
// began; where the file does otherwise, or breaks off, it counts as damaged.
//
//	m := NewParser(ctx, d, a.part("word/styles.xml").whole(), depth)
//	m.Each(func() {              // the root
//		m.Each(func() {          // its children
//			if m.Name == "w:style" { id := m.Attr("w:styleId") ... }
//		})
//	})
type Parser struct {
	ctx     context.Context
	Builder *builder.Builder // of the document that has the gaps
	Within  Fragment         // what is read
	limit   int              // of the depth

	kind     tokenKind
	Name     string     // of the element that begins or has ended
	attrs    []xml.Attr // of the element that begins
	From, To int        // where the token appears in the part

	scanner  *Scanner
	open     []openElement
	closing  int // how many open elements are to end before the next token is read
	over     int // how many elements are open beyond the limit of the depth
	retries  int
	tokens   int
	stopped  bool
	prefixes map[string]string   // the usual prefixes by those of the file
	names    map[xml.Name]string // a memory of resolve, for the prefixes at hand
	shared   bool                // a fragment holds the prefixes at hand
}

type tokenKind uint8

const (
	begins tokenKind = iota // an element
	ended
	chars
)

type openElement struct {
	name  string
	raw   xml.Name // as the part writes it
	outer []prefix // those that it declares anew, as they are around it
}

type prefix struct{ name, usual string }

const (
	maxRetries  = 100   // how often reading goes on after a place that is no XML
	MaxPrefixes = 100   // that may be declared at a time
	maxNames    = 10000 // of elements that are remembered
)

// NewParser makes a parser of a fragment, whose elements may be so deep. What it cannot read
// becomes gaps of the document that d builds.
func NewParser(ctx context.Context, d *builder.Builder, f Fragment, depth int) *Parser {
	return &Parser{
		ctx: ctx, Builder: d, Within: f, limit: depth, scanner: NewScanner(f.Part.Text, f.From, f.To), To: f.From,
		prefixes: f.Prefixes, shared: true, names: map[xml.Name]string{},
	}
}

// next goes to the next token. It returns false at the end.
func (m *Parser) next() bool {
	for {
		if m.closing > 0 {
			m.closing--
			m.pop()
			return true
		}
		if m.tokens++; m.tokens&1023 == 0 && m.ctx.Err() != nil {
			m.stopped = true
		}
		if m.stopped {
			return false
		}
		more := m.scanner.Next()
		m.From, m.To = m.scanner.From, m.scanner.To
		if !more {
			if len(m.open) == 0 {
				return false
			}
			m.damaged()
			m.closing = len(m.open)
			continue
		}
		switch t := m.scanner.Token.(type) {
		case nil:
			m.damaged()
			if m.retries++; m.retries > maxRetries || m.To+1 >= m.Within.To {
				m.scanner.Skip()
			}
		case xml.StartElement:
			if m.push(t) {
				return true
			}
		case xml.EndElement:
			if n := len(m.open); n > 0 && m.over == 0 && m.open[n-1].raw == t.Name { // as in all that is well-formed
				m.closing = 1
			} else {
				m.end(m.resolve(t.Name))
			}
		case xml.CharData:
			if m.over == 0 {
				m.kind = chars
				return true
			}
		}
	}
}

// Gap says that something of the part was not read.
func (m *Parser) Gap(reason, hint string) { m.Builder.Gap(0, reason, hint) }

func (m *Parser) damaged() { m.Builder.Damaged(m.Within.Part.Name) }

// push opens an element, unless it is too deep.
func (m *Parser) push(t xml.StartElement) bool {
	if m.over > 0 || len(m.open) >= m.limit {
		m.Builder.Gap(0, gap.Limit, "check the file: the elements of "+m.Within.Part.Name+" are nested too deep")
		m.over++
		return false
	}
	outer := m.declare(t.Attr)
	m.kind, m.Name, m.attrs = begins, m.resolve(t.Name), t.Attr
	m.open = append(m.open, openElement{m.Name, t.Name, outer})
	return true
}

// declare takes note of the namespaces that an element declares, and returns the prefixes that mean
// something else around it.
func (m *Parser) declare(attrs []xml.Attr) (outer []prefix) {
	for _, a := range attrs {
		name := a.Name.Local
		if a.Name.Space != "xmlns" {
			if a.Name.Space != "" || name != "xmlns" {
				continue
			}
			name = ""
		}
		usual, ok := usualPrefixes[a.Value]
		if !ok {
			usual = "?"
		}
		if before := m.prefixes[name]; before != usual && (before != "" || len(m.prefixes) < MaxPrefixes) {
			outer = append(outer, prefix{name, before})
			m.bind(prefix{name, usual})
		}
	}
	return outer
}

func (m *Parser) bind(p prefix) {
	if m.shared {
		m.prefixes, m.shared = maps.Clone(m.prefixes), false
		if m.prefixes == nil {
			m.prefixes = map[string]string{}
		}
	}
	if m.prefixes[p.name] = p.usual; p.usual == "" {
		delete(m.prefixes, p.name)
	}
	clear(m.names)
}

// resolve is the name with its usual prefix. A prefix that is not declared counts as the usual one.
func (m *Parser) resolve(n xml.Name) string {
	if name, ok := m.names[n]; ok {
		return name
	}
	name := n.Local
	if prefix, ok := m.prefixes[n.Space]; ok {
		name = prefix + ":" + n.Local
	} else if n.Space != "" {
		name = n.Space + ":" + n.Local
	}
	if len(m.names) >= maxNames { // Only a file that was made for it has so many.
		clear(m.names)
	}
	m.names[n] = name
	return name
}

// end ends the innermost element of the name, with all that is open in it. Without one the tag
// means nothing.
func (m *Parser) end(name string) {
	if m.over > 0 {
		m.over--
		return
	}
	for i := len(m.open) - 1; i >= 0; i-- {
		if m.open[i].name == name {
			if m.closing = len(m.open) - i; m.closing > 1 {
				m.damaged()
			}
			return
		}
	}
	m.damaged()
}

func (m *Parser) pop() {
	last := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	m.kind, m.Name = ended, last.name
	for i := len(last.outer) - 1; i >= 0; i-- {
		m.bind(last.outer[i])
	}
}

// Attr is the value of an attribute of the element that begins, by its usual name; "" without one.
func (m *Parser) Attr(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	for _, a := range m.attrs {
		if a.Name.Local != local || (a.Name.Space == "") != (prefix == "") {
			continue
		}
		if usual, ok := m.prefixes[a.Name.Space]; a.Name.Space == prefix || ok && usual == prefix {
			return a.Value
		}
	}
	return ""
}

// PlaceOf is where the value of an attribute of the element that begins appears in the part; the
// whole tag, where the value is written in another way.
func (m *Parser) PlaceOf(value string) document.Span {
	tag := m.Within.Part.Text[m.From:m.To]
	for _, mark := range []string{`"`, `'`} {
		if i := strings.Index(tag, mark+value+mark); i >= 0 {
			return document.Span{Start: m.From + i + 1, End: m.From + i + 1 + len(value)}
		}
	}
	return document.Span{Start: m.From, End: m.To}
}

// Each calls f for every element in the one that has begun, and at the outermost level for the
// root. What f leaves unread of an element is passed over.
func (m *Parser) Each(f func()) { m.Content(f, func(string, int) {}) }

// Content is each, and calls text for the text between the elements, as it appears in the part at
// the offset at.
func (m *Parser) Content(f func(), text func(s string, at int)) {
	depth := len(m.open)
	for m.next() {
		switch m.kind {
		case begins:
			f()
			for len(m.open) > depth && m.next() {
			}
		case ended:
			return
		case chars:
			text(m.Within.Part.Text[m.From:m.To], m.From)
		}
	}
}

// Innermost is the name of the innermost open element; "" outside of all.
func (m *Parser) Innermost() string { return m.around(1) }

// Outer is the name of the element around the innermost one; "" outside of all.
func (m *Parser) Outer() string { return m.around(2) }

func (m *Parser) around(n int) string {
	if len(m.open) < n {
		return ""
	}
	return m.open[len(m.open)-n].name
}

// Usual is the usual prefix of the namespace that the file has a prefix for, if it declares it.
func (m *Parser) Usual(prefix string) (usual string, declared bool) {
	usual, declared = m.prefixes[prefix]
	return usual, declared
}

// Share returns the prefixes at hand, which stay as they are from now on.
func (m *Parser) Share() map[string]string {
	m.shared = true
	return m.prefixes
}

// Inside passes over the element that has begun and returns its content.
func (m *Parser) Inside() Fragment {
	f := Fragment{m.Within.Part, m.To, m.To, m.Share()}
	for depth := len(m.open); len(m.open) >= depth && m.next(); {
	}
	f.To = max(f.From, m.From)
	return f
}

// usualPrefixes are the prefixes by which namespaces are known here. Word's strict namespaces go by
// the same names as the others.
var usualPrefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":            "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                        "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":              "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                          "m",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":     "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                 "r",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                   "a",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":  "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":              "wp",
	"urn:schemas-microsoft-com:vml":                                           "v",
	"http://purl.oclc.org/ooxml/drawingml/main":                               "a",
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                "dgm",
	"http://purl.oclc.org/ooxml/drawingml/diagram":                            "dgm",
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                  "c",
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":               "x",
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                           "x",
	"http://schemas.openxmlformats.org/presentationml/2006/main":              "p",
	"http://purl.oclc.org/ooxml/presentationml/main":                          "p",
	"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0":                  "presentation",
	"http://purl.oclc.org/ooxml/drawingml/chart":                              "c",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":             "mc",
	"urn:schemas-microsoft-com:office:office":                                 "o",
	"http://schemas.openxmlformats.org/package/2006/relationships":            "rel",
	"http://purl.oclc.org/ooxml/drawingml/picture":                            "pic",
	"http://purl.oclc.org/ooxml/drawingml/lockedCanvas":                       "lc",
	"http://purl.oclc.org/ooxml/officeDocument/customXml":                     "ds",
	"http://schemas.openxmlformats.org/officeDocument/2006/customXml":         "ds",
	"http://schemas.openxmlformats.org/drawingml/2006/picture":                "pic",
	"http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas":           "lc",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
	"urn:schemas-microsoft-com:office:word":                                   "w10",
	"urn:schemas-microsoft-com:mac:vml":                                       "mv",
	"http://schemas.microsoft.com/office/mac/office/2008/main":                "mo",
	"http://schemas.microsoft.com/office/2006/activeX":                        "ax",
	"http://schemas.microsoft.com/office/word/2006/wordml":                    "wne",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas":      "wpc",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":       "wpg",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingInk":         "wpi",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":       "wps",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing":     "wp14",
	"http://schemas.microsoft.com/office/word/2010/wordml":                    "w14",
	"http://schemas.microsoft.com/office/word/2012/wordml":                    "w15",
	"http://schemas.microsoft.com/office/word/2018/wordml":                    "w16",
	"http://schemas.microsoft.com/office/word/2015/wordml/symex":              "w16se",
	"http://schemas.microsoft.com/office/word/2016/wordml/cid":                "w16cid",
	"http://schemas.microsoft.com/office/word/2018/wordml/cex":                "w16cex",
	"http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash":        "w16sdtdh",
	"http://schemas.microsoft.com/office/word/2023/wordml/word16du":           "w16du",
	"http://schemas.microsoft.com/office/drawing/2010/main":                   "a14",
	"http://schemas.microsoft.com/office/drawing/2012/main":                   "a15",
	"http://schemas.microsoft.com/office/drawing/2014/main":                   "a16",
	"http://schemas.microsoft.com/office/drawing/2007/8/2/chart":              "c14",
	"http://schemas.microsoft.com/office/drawing/2012/chart":                  "c15",
	"http://schemas.microsoft.com/office/drawing/2014/chart":                  "c16",
	"http://schemas.microsoft.com/office/drawing/2014/chartex":                "cx",
	"http://schemas.microsoft.com/office/drawing/2015/9/8/chartex":            "cx1",
	"http://schemas.microsoft.com/office/drawing/2015/10/21/chartex":          "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/9/chartex":            "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/10/chartex":           "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/11/chartex":           "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/12/chartex":           "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/13/chartex":           "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/5/14/chartex":           "cx1",
	"http://schemas.microsoft.com/office/drawing/2016/ink":                    "aink",
	"http://schemas.microsoft.com/office/drawing/2017/model3d":                "am3d",
	"http://schemas.microsoft.com/office/2019/extlst":                         "oel",
	"http://schemas.microsoft.com/office/drawing/2008/diagram":                "dsp",
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                        "office",
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                          "text",
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                         "table",
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                         "style",
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0":                       "draw",
	"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":                      "manifest",
	"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":             "fo",
	"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":                "svg",
	"urn:oasis:names:tc:opendocument:xmlns:form:1.0":                          "form",
	"urn:oasis:names:tc:opendocument:xmlns:chart:1.0":                         "chart",
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                          "meta",
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0":    "loext",
	"http://www.w3.org/1998/Math/MathML":                                      "math",
	"http://www.w3.org/1999/xlink":                                            "xlink",
	"http://purl.org/dc/elements/1.1/":                                        "dc",
	"urn:oasis:names:tc:opendocument:xmlns:container":                         "container",
	"http://www.idpf.org/2007/opf":                                            "opf",
	"http://www.w3.org/2001/04/xmlenc#":                                       "enc",
}

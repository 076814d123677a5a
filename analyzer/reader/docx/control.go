package docx

import (
	"encoding/xml"
	"path"
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// control is what a content control says of itself.
type control struct {
	place   document.Span // of the element that binds it to data
	bound   bool
	path    string            // of the data, in XPath
	names   map[string]string // the namespaces of its prefixes
	store   string            // the id of the data
	kind    string            // "w:text", "w:date" ...; "" for what holds paragraphs
	entries map[string]string // of a list: what it shows for a value
	text    office.TextStyle
}

// control reads a content control. One that is bound to data shows that data, whatever it holds.
func (s *story) control(read func()) {
	m := s.m
	var c control
	m.Each(func() {
		switch m.Name {
		case "w:sdtPr":
			c = s.controlOf()
		case "w:sdtContent":
			s.held(c, read)
		}
	})
}

// held reads what a content control holds, or the data that it is bound to where that differs.
func (s *story) held(c control, read func()) {
	m := s.m
	if !c.bound && len(c.entries) == 0 {
		m.Each(read)
		return
	}
	outer, why := s.Outer, s.Why
	content := m.Inside()
	shown := squeezed(s.textOf(content))
	s.m = s.markup(content)
	if value, ok := s.boundTo(&c); ok && value != "" && squeezed(value) != shown && s.again.Takes(s.d, len(value)) {
		if c.kind == "" { // Word may or may not show the data in a control that holds whole texts.
			s.Hide(office.OtherVersion)
			s.value(&c, value)
			s.Outer, s.Why = outer, why
		} else {
			s.value(&c, value)
			s.Hide(office.StaleControl)
			shown = squeezed(value)
		}
	}
	s.m.Each(read)
	s.m, s.Outer, s.Why = m, outer, why
	for _, entry := range c.entries {
		if squeezed(entry) != shown {
			s.d.Omit(builder.ChoicesNotTaken, entry)
		}
	}
}

// value appends what a control shows, in the paragraph at hand or in one of its own.
func (s *story) value(c *control, value string) {
	apart := !s.inText
	if apart {
		s.endWaiting()
		s.newParagraph()
	}
	s.begin()
	style := c.text.Over(s.p.base)
	s.see(&style)
	s.d.Decoded(value, c.place.Start, c.place.Len())
	s.d.Exclude(document.Included, "")
	if apart {
		s.end()
	}
}

// controlOf reads the properties of a content control.
func (s *story) controlOf() control {
	m := s.m
	var c control
	m.Each(func() {
		switch m.Name {
		case "w:dataBinding", "w15:dataBinding":
			prefix, _, _ := strings.Cut(m.Name, ":")
			c.bound, c.place = true, document.Span{Start: m.From, End: m.To}
			c.path, c.store = m.Attr(prefix+":xpath"), strings.ToLower(m.Attr(prefix+":storeItemID"))
			c.names = prefixMappings(m.Attr(prefix + ":prefixMappings"))
		case "w:rPr":
			c.text = s.letters(m)
		case "w:text", "w:date", "w:picture", "w:group", "w:docPartObj", "w14:checkbox",
			"w15:repeatingSection", "w15:repeatingSectionItem":
			c.kind = m.Name
		case "w:dropDownList", "w:comboBox":
			c.kind = m.Name
			c.entries = map[string]string{}
			m.Each(func() {
				if m.Name != "w:listItem" || s.d.TooMany(len(c.entries), "choices") {
					return
				}
				shown := m.Attr("w:displayText")
				if shown == "" {
					shown = m.Attr("w:value")
				}
				c.entries[m.Attr("w:value")] = shown
			})
		}
	})
	return c
}

// prefixMappings reads declarations of namespaces: "xmlns:a='urn:a' xmlns:b='urn:b'".
func prefixMappings(s string) map[string]string {
	names := map[string]string{}
	for len(names) < xmltok.MaxPrefixes {
		name, rest, ok := strings.Cut(s, "=")
		rest = strings.TrimLeft(rest, canonical.Blanks)
		if !ok || rest == "" {
			break
		}
		value, after, ok := strings.Cut(rest[1:], rest[:1])
		if !ok {
			break
		}
		_, prefix, _ := strings.Cut(strings.TrimSpace(name), ":")
		names[prefix] = value
		s = after
	}
	return names
}

// boundTo is what a control shows of the data that it is bound to. It is false where that does not
// decide what the control shows: there is no such data, or it is a picture, a date, a whole text.
func (s *story) boundTo(c *control) (value string, ok bool) {
	if !c.bound || s.again > office.MaxRepeated {
		return "", false
	}
	switch c.kind {
	case "w:picture", "w:group", "w:docPartObj", "w14:checkbox", "w15:repeatingSection", "w15:repeatingSectionItem":
		return "", false
	}
	value, ok = s.dataAt(c)
	value = strings.TrimSpace(value)
	// A Word document as text, which Word keeps in step.
	if strings.HasPrefix(value, "<") && strings.Contains(value, "pkg:package") {
		return "", false
	}
	if c.kind == "w:date" && len(value) >= len("2006-01-02") && strings.Trim(value[:10], "0123456789-") == "" {
		return "", false
	}
	if shown := c.entries[value]; shown != "" {
		value = shown
	}
	return value, ok
}

// boundData are the parts that content controls are bound to, by the ids of their stores.
type boundData struct {
	parts  map[string]string
	trees  map[string]*xmltok.Node // by the names of parts, nil for those that cannot be read
	bounds xmltok.Tree
}

// maxBound is how many bytes of data a control shows.
const maxBound = 64 << 10

// maxDataNodes is how many elements of data are looked at, in all parts.
const maxDataNodes = 200_000

// maxDataDepth is how deep they may be nested.
const maxDataDepth = 1000

// The stores that every document has: what its properties say.
const (
	coreStore     = "{6c3c8bc8-f283-45ae-878a-bab7291924a1}"
	extendedStore = "{6668398d-a668-4e3e-a5eb-62b293d839f1}"
)

// stores finds the data of the document.
func (w *word) stores() *boundData {
	if w.data != nil {
		return w.data
	}
	w.data = &boundData{
		parts: map[string]string{}, trees: map[string]*xmltok.Node{},
		bounds: xmltok.Tree{Nodes: maxDataNodes, Depth: maxDataDepth, Text: maxBound},
	}
	for _, r := range w.top.All {
		switch path.Base(r.Kind) {
		case "core-properties":
			w.data.parts[coreStore] = r.Target
		case "extended-properties", "extendedProperties":
			w.data.parts[extendedStore] = r.Target
		}
	}
	for _, r := range w.relations.All {
		if path.Base(r.Kind) != "customXml" || !w.archive.Has(r.Target) {
			continue
		}
		for _, p := range w.relationsOf(r.Target).All {
			if path.Base(p.Kind) != "customXmlProps" {
				continue
			}
			m := w.markup(w.archive.Part(p.Target).Whole())
			m.Each(func() { w.data.parts[strings.ToLower(m.Attr("ds:itemID"))] = r.Target })
		}
	}
	return w.data
}

// dataAt is the text of the data that a control names. It is false when there is none.
func (w *word) dataAt(c *control) (string, bool) {
	stores := w.stores()
	name, ok := stores.parts[c.store]
	if !ok {
		return "", false
	}
	tree, known := stores.trees[name]
	if !known {
		tree = stores.bounds.Parse(w.archive.Part(name).Text)
		stores.trees[name] = tree
	}
	if tree == nil {
		return "", false
	}
	text, ok := valueAt(tree, c)
	if !ok && !simplePath(c.path) {
		w.d.Gap(0, gapBound, "open the document and check what its content controls show")
	}
	return text, ok
}

// gapBound is for content controls whose data is named in a way that is not followed here.
const gapBound = "data of a content control not found"

// simplePath reports whether a path is one that Word itself writes: names with their numbers.
func simplePath(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "*()=|.,'\"")
}

// valueAt is the text at the end of a path like "/a:root[1]/b[2]/@c".
func valueAt(n *xmltok.Node, c *control) (string, bool) {
	if !simplePath(c.path) {
		return "", false
	}
	steps := strings.Split(strings.Trim(c.path, "/"), "/")
	for i, step := range steps {
		if name, ok := strings.CutPrefix(step, "@"); ok {
			want := c.named(name)
			for _, a := range n.Attrs {
				if a.Name == want && i == len(steps)-1 {
					return a.Value, true
				}
			}
			return "", false
		}
		name, number, numbered := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		index := 1
		if numbered {
			index, _ = strconv.Atoi(number)
		}
		if n = n.Child(c.named(name), index); n == nil {
			return "", false
		}
	}
	return strings.ToValidUTF8(n.Value(maxBound), ""), true
}

// named is a name with the namespace of its prefix.
func (c *control) named(name string) xml.Name {
	if prefix, local, ok := strings.Cut(name, ":"); ok {
		return xml.Name{Space: c.names[prefix], Local: local}
	}
	return xml.Name{Local: name}
}

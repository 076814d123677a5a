package reader

import (
	"context"
	"path"
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// isODT knows OpenDocument texts by the type that they state or else by their parts, and those in a
// single file by their root.
func isODT(c *content, _ bool) fit {
	switch {
	case isFlatODT(c):
		return stated
	case !c.listed().present:
		return unfit
	case c.states("application/vnd.oasis.opendocument.text"):
		return c.inZip(stated)
	case c.listed().mime == "" && c.has("content.xml") && c.has("META-INF/manifest.xml"):
		return c.inZip(leading)
	}
	return unfit
}

// isFlatODT tells whether a text is an OpenDocument text in a single file.
func isFlatODT(c *content) bool {
	if !strings.Contains(c.head(), "opendocument") {
		return false
	}
	r, ok := c.root()
	return ok && r.name == "document" && strings.Contains(r.namespace, "opendocument") &&
		strings.Contains(r.attributes, "opendocument.text")
}

// readODT reads an OpenDocument text as a person sees it with its changes accepted and its annotations, hidden and struck-out text and pictures left out.
func readODT(ctx context.Context, in input) *document.Document {
	d := in.draft("")
	o := &openText{ctx: ctx, d: d, depth: in.options.Limits.Depth, styles: &styles{byID: map[string]*wordStyle{}}, lists: map[string]*listLevels{}, insertions: map[string]bool{}}
	var content, look part
	if in.content.listed().present {
		a := openArchive(in, d)
		if a == nil {
			return d.finish()
		}
		if o.manifest(a) {
			return locked(in.format)
		}
		if !a.has("content.xml") {
			d.gap(0, gapDamaged+": the file holds no text of an OpenDocument", "open the file in the program that made it and save it again")
			return d.finish()
		}
		content, look = a.part("content.xml"), a.part("styles.xml")
	} else {
		decoded := decode(in.bytes, statedEncoding(in.bytes))
		d.doc.Gaps = append(d.doc.Gaps, decoded.gaps...)
		content = part{text: decoded.text}
	}
	o.declarations(look)
	o.declarations(content)
	o.body(content, "office:body", document.Body)
	o.body(look, "office:master-styles", document.Running)
	if look.text == "" {
		o.body(content, "office:master-styles", document.Running)
	}
	return d.finish()
}

// openText is an OpenDocument text that is being read.
type openText struct {
	ctx        context.Context
	d          *draft
	depth      int // that elements may have
	styles     *styles
	lists      map[string]*listLevels // by the names of list styles
	outline    listLevels             // of headings
	insertions map[string]bool        // the tracked changes that are insertions, by their ids
	objects    map[string]string      // the types of what is embedded, by their paths
	places     places
	headings   counters
}

func (o *openText) markup(f fragment) *markup { return newMarkup(o.ctx, o.d, f, o.depth) }

// manifest reads the list of files, and tells whether they are encrypted.
func (o *openText) manifest(a *archive) (encrypted bool) {
	o.objects = map[string]string{}
	m := o.markup(a.part("META-INF/manifest.xml").whole())
	m.each(func() {
		m.each(func() {
			if full(o.d, len(o.objects), "files") {
				return
			}
			name := path.Clean(m.attr("manifest:full-path"))
			o.objects[name] = m.attr("manifest:media-type")
			m.each(func() {
				encrypted = encrypted || m.name == "manifest:encryption-data" && (name == "content.xml" || name == "encrypted-package")
			})
		})
	})
	return encrypted
}

// declarations reads the styles of a part, wherever they stand, and which tracked changes are insertions.
func (o *openText) declarations(p part) {
	m := o.markup(p.whole())
	var read func()
	read = func() {
		if full(o.d, max(len(o.styles.byID), len(o.lists), len(o.insertions)), "styles") {
			return
		}
		switch m.name {
		case "style:style", "style:default-style":
			o.style(m)
		case "text:list-style":
			o.lists[m.attr("style:name")] = levelsOf(m)
		case "text:outline-style":
			o.outline = *levelsOf(m)
		case "text:changed-region":
			id := m.attr("text:id")
			if id == "" {
				id = m.attr("xml:id")
			}
			m.each(func() { o.insertions[id] = m.name == "text:insertion" })
		case "text:p", "text:h", "table:table", "text:list", "office:master-styles":
		default:
			m.each(read)
		}
	}
	m.each(read)
}

// style reads a style. Families share no names here: those of paragraphs and of text go by both. The language of the defaults is left out: it
// is that of whoever installed the program.
func (o *openText) style(m *markup) {
	name, isDefault := m.attr("style:name"), m.name == "style:default-style"
	s := &wordStyle{id: name, basedOn: familyKey(m.attr("style:family"), m.attr("style:parent-style-name")), outline: -1, level: -1, list: m.attr("style:list-style-name")}
	s.role = roleOfStyle(strings.ReplaceAll(name, "_20_", " "))
	if display := m.attr("style:display-name"); display != "" {
		s.role = roleOfStyle(display)
	}
	if s.role.role == document.Heading { // Only headings are headings here, however they look.
		s.role = styleRole{}
	}
	family := m.attr("style:family")
	if m.attr("style:parent-style-name") == "" {
		s.basedOn = ""
	}
	m.each(func() {
		if m.name != "style:text-properties" {
			return
		}
		switch m.attr("fo:font-style") {
		case "italic", "oblique":
			s.text.italic = on
		case "normal":
			s.text.italic = off
		}
		if position := m.attr("style:text-position"); position != "" {
			if s.text.raised = off; strings.HasPrefix(position, "super") || position[0] >= '1' && position[0] <= '9' {
				s.text.raised = on
			}
		}
		if line := m.attr("style:text-line-through-style") + m.attr("style:text-line-through-type"); line != "" {
			if s.text.struck = on; strings.Trim(line, "none") == "" {
				s.text.struck = off
			}
		}
		switch m.attr("text:display") {
		case "none":
			s.text.hidden = on
		case "true":
			s.text.hidden = off
		}
		s.text.lang = languageTag(m.attr("fo:language"))
		if country := m.attr("fo:country"); s.text.lang != "" && country != "" && country != "none" {
			s.text.lang += "-" + country
		}
	})
	if isDefault || name == "Standard" {
		s.text.lang = ""
	}
	if !isDefault {
		o.styles.byID[familyKey(family, name)] = s
	}
}

func familyKey(family, name string) string { return family + " " + name }

// levelsOf reads a list style.
func levelsOf(m *markup) *listLevels {
	levels := &listLevels{}
	m.each(func() {
		n, err := strconv.Atoi(m.attr("text:level"))
		if err != nil || n < 1 || n > maxListLevels {
			return
		}
		level := listLevel{format: numberFormats[m.attr("style:num-format")], start: 1, restart: -1}
		if start, err := strconv.Atoi(m.attr("text:start-value")); err == nil {
			level.start = start
		}
		shown := 1
		if k, err := strconv.Atoi(m.attr("text:display-levels")); err == nil {
			shown = min(max(k, 1), n)
		}
		if level.format == "" || m.name == "text:list-level-style-bullet" || m.name == "text:list-level-style-image" {
			level.format = "none"
		} else {
			var numbers []string
			for k := n - shown + 1; k <= n; k++ {
				numbers = append(numbers, "%"+strconv.Itoa(k))
			}
			level.pattern = m.attr("style:num-prefix") + strings.Join(numbers, ".") + m.attr("style:num-suffix")
		}
		levels[n-1] = level
	})
	return levels
}

// numberFormats are Word's names for OpenDocument's formats of numbers.
var numberFormats = map[string]string{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

// body reads the text in an element of a part: its body, or the pages that show running heads and feet.
func (o *openText) body(p part, element string, role document.Role) {
	t := &openStory{openText: o, m: o.markup(p.whole()), role: role}
	t.m.each(func() {
		t.m.each(func() {
			if t.m.name == element {
				t.m.each(t.block)
			}
		})
	})
	o.d.end()
}

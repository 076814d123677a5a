package reader

import (
	"context"
	"path"
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
	case c.listed().states("application/vnd.oasis.opendocument.text"):
		return c.inZip(stated)
	case c.listed().mime == "" && c.listed().has("content.xml") && c.listed().has("META-INF/manifest.xml"):
		return c.inZip(leading)
	}
	return unfit
}

// isFlatODT reports whether a text is an OpenDocument text in a single file.
func isFlatODT(c *content) bool {
	if !strings.Contains(c.head(), "opendocument") {
		return false
	}
	r, ok := c.root()
	return ok && r.name == "document" && strings.Contains(r.namespace, "opendocument") &&
		strings.Contains(r.attributes, "opendocument.text")
}

// readODT reads an OpenDocument text as a person sees it with its changes accepted. Text that is
// hidden, deleted or struck out becomes blocks of its own; annotations, descriptions of pictures
// and the like are left out and counted.
func readODT(ctx context.Context, in input) *document.Document {
	d := in.draft("")
	o := newOpenText(ctx, d, in.options.Limits.Depth)
	var content, look part
	if in.content.listed().present {
		a := openArchive(in.content.listed(), in.options.Limits, d)
		if a == nil {
			return d.finish()
		}
		if o.archive = a; o.manifest(a) {
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
	o.parts = []part{content, look}
	o.declarations(look)
	o.declarations(content)
	o.body(content, "office:body", document.Body)
	o.remaining()
	o.body(look, "office:master-styles", document.Running)
	if look.text == "" {
		o.body(content, "office:master-styles", document.Running)
	}
	o.meta()
	return d.finish()
}

// openText is an OpenDocument text that is being read.
type openText struct {
	ctx        context.Context
	d          *draft
	archive    *archive // nil for a text in a single file
	parts      []part   // those that hold the text and the styles
	depth      int      // that elements may have
	styles     *styles
	lists      map[string]*listLevels // by the names of list styles
	outline    listLevels             // of headings
	insertions map[string]bool        // the tracked changes that are insertions, by their ids
	deletions  map[string]fragment    // what tracked changes have deleted, by their ids
	deleted    []string               // those ids, in their order
	controls   map[string]string      // what the controls of forms show, by their ids
	objects    map[string]string      // the types of what is embedded, by their paths
	seen       map[string]bool        // deletions that have been read: each is read once
	scene      *backdrop              // nil before it is known
	places     places
	headings   counters
	again      repeated
}

func newOpenText(ctx context.Context, d *draft, depth int) *openText {
	return &openText{
		ctx: ctx, d: d, depth: depth, styles: &styles{byID: map[string]*wordStyle{}}, lists: map[string]*listLevels{},
		insertions: map[string]bool{}, deletions: map[string]fragment{}, controls: map[string]string{},
		seen: map[string]bool{},
	}
}

func (o *openText) markup(f fragment) *markup { return newMarkup(o.ctx, o.d, f, o.depth) }

// manifest reads the list of files, and reports whether they are encrypted.
func (o *openText) manifest(a *archive) (encrypted bool) {
	o.objects = map[string]string{}
	m := o.markup(a.part("META-INF/manifest.xml").whole())
	m.each(func() {
		m.each(func() {
			if o.d.full(len(o.objects), "files") {
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

// declarations reads the styles of a part, wherever they stand, and which tracked changes are
// insertions.
func (o *openText) declarations(p part) {
	m := o.markup(p.whole())
	var read func()
	read = func() {
		if o.d.full(max(len(o.styles.byID), len(o.lists), len(o.insertions), len(o.deletions)), "styles") {
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
			m.each(func() {
				switch m.name {
				case "text:insertion":
					o.insertions[id] = true
				case "text:deletion":
					o.deletions[id] = m.inside()
					o.deleted = append(o.deleted, id)
				}
			})
		case "text:p", "text:h", "table:table", "text:list", "office:master-styles":
		default:
			m.each(read)
		}
	}
	m.each(read)
}

// body reads the text in an element of a part: its body, or the pages that show running heads and
// feet.
func (o *openText) body(p part, element string, role document.Role) {
	t := &openStory{openText: o, sight: sight{draft: o.d}, m: o.markup(p.whole()), role: role}
	t.m.each(func() {
		t.m.each(func() {
			if t.m.name == element {
				t.m.each(t.block)
			}
		})
	})
	o.d.end()
}

// remaining reads what tracked changes have deleted at no place of the text.
func (o *openText) remaining() {
	for _, id := range o.deleted {
		t := &openStory{openText: o, sight: sight{draft: o.d}, role: document.Body}
		t.deletion(id, o.styles.defaults)
		o.d.exclude(document.Included, "")
		o.d.end()
	}
}

// meta counts the words of the document's properties.
func (o *openText) meta() {
	if o.archive == nil {
		return
	}
	var b strings.Builder
	m := o.markup(o.archive.part("meta.xml").whole())
	m.each(func() {
		m.each(func() {
			m.each(func() {
				switch m.name {
				case "dc:title", "dc:subject", "dc:description", "meta:keyword":
					m.content(func() {}, func(text string, _ int) { b.WriteString(characters(text) + " ") })
				}
			})
		})
	})
	o.d.omit("document properties", b.String())
}

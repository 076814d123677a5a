// Package odt reads OpenDocument texts, in a container or as one file of XML.
package odt

import (
	"context"
	"path"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// Is knows OpenDocument texts by the type that they state or else by their parts, and those in a
// single file by their root.
func Is(c *input.Content, _ bool) input.Fit {
	switch {
	case isFlatKind(c, "opendocument.text"):
		return input.Stated
	case !c.Listed().Present:
		return input.Unfit
	case c.Listed().States("application/vnd.oasis.opendocument.text"):
		return c.InZip(input.Stated)
	case c.Listed().MIME == "" && c.Listed().Has("content.xml") && c.Listed().Has("META-INF/manifest.xml"):
		return c.InZip(input.Leading)
	}
	return input.Unfit
}

// IsSpreadsheet knows OpenDocument spreadsheets by the type that they state.
func IsSpreadsheet(c *input.Content, _ bool) input.Fit { return isKind(c, "opendocument.spreadsheet") }

// IsPresentation knows OpenDocument presentations by the type that they state.
func IsPresentation(c *input.Content, _ bool) input.Fit {
	return isKind(c, "opendocument.presentation")
}

func isKind(c *input.Content, kind string) input.Fit {
	switch {
	case isFlatKind(c, kind):
		return input.Stated
	case c.Listed().Present && c.Listed().States("application/vnd.oasis."+kind):
		return c.InZip(input.Stated)
	}
	return input.Unfit
}

// Opens reports whether a file is a container, or an OpenDocument in a single file.
func Opens(c *input.Content) bool { return c.Listed().Present || IsFlat(c) }

// IsFlat reports whether a text is an OpenDocument text, spreadsheet or presentation in a single
// file.
func IsFlat(c *input.Content) bool {
	return isFlatKind(c, "opendocument.text") || isFlatKind(c, "opendocument.spreadsheet") ||
		isFlatKind(c, "opendocument.presentation")
}

func isFlatKind(c *input.Content, kind string) bool {
	if !strings.Contains(c.Head(), "opendocument") {
		return false
	}
	r, ok := c.Root()
	return ok && r.Name == "document" && strings.Contains(r.Namespace, "opendocument") &&
		strings.Contains(r.Attributes, kind)
}

// Read reads an OpenDocument text as a person sees it with its changes accepted. Text that is
// hidden, deleted or struck out becomes blocks of its own; annotations, descriptions of pictures
// and the like are left out and counted.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	o := newOpenText(ctx, d, in.Options.Limits.Depth)
	var content, look xmltok.Part
	if in.Content.Listed().Present {
		a := container.Open(in.Content.Listed(), in.Options.Limits, d)
		if a == nil {
			return d.Finish()
		}
		if o.archive = a; o.manifest(a) {
			return input.Locked(in.Format)
		}
		if !a.Has("content.xml") {
			d.Gap(0, gap.Damaged+": the file holds no text of an OpenDocument",
				"open the file in the program that made it and save it again")
			return d.Finish()
		}
		content, look = a.Part("content.xml"), a.Part("styles.xml")
	} else {
		decoded := charset.Decode(in.Bytes, in.Content.Label())
		d.Doc.Gaps = append(d.Doc.Gaps, decoded.Gaps...)
		content = xmltok.Part{Text: decoded.Text}
	}
	o.parts = []xmltok.Part{content, look}
	o.declarations(look)
	o.declarations(content)
	o.body(content, "office:body", document.Body)
	o.remaining()
	o.body(look, "office:master-styles", document.Running)
	if look.Text == "" {
		o.body(content, "office:master-styles", document.Running)
	}
	o.meta()
	return d.Finish()
}

// openText is an OpenDocument text that is being read.
type openText struct {
	ctx        context.Context
	d          *builder.Builder
	archive    *container.Archive // nil for a text in a single file
	parts      []xmltok.Part      // those that hold the text and the styles
	depth      int                // that elements may have
	styles     *office.Styles
	lists      map[string]*office.ListLevels // by the names of list styles
	outline    office.ListLevels             // of headings
	insertions map[string]bool               // the tracked changes that are insertions, by their ids
	deletions  map[string]xmltok.Fragment    // what tracked changes have deleted, by their ids
	deleted    []string                      // those ids, in their order
	controls   map[string]string             // what the controls of forms show, by their ids
	objects    map[string]string             // the types of what is embedded, by their paths
	seen       map[string]bool               // deletions that have been read: each is read once
	scene      *office.Backdrop              // nil before it is known
	places     office.Places
	headings   office.Counters
	again      office.Repeated
	slides     int // so far
}

func newOpenText(ctx context.Context, d *builder.Builder, depth int) *openText {
	return &openText{
		ctx: ctx, d: d, depth: depth, styles: &office.Styles{ByID: map[string]*office.Style{}},
		lists:      map[string]*office.ListLevels{},
		insertions: map[string]bool{}, deletions: map[string]xmltok.Fragment{}, controls: map[string]string{},
		seen: map[string]bool{},
	}
}

func (o *openText) markup(f xmltok.Fragment) *xmltok.Parser {
	return xmltok.NewParser(o.ctx, o.d, f, o.depth)
}

// manifest reads the list of files, and reports whether they are encrypted.
func (o *openText) manifest(a *container.Archive) (encrypted bool) {
	o.objects = map[string]string{}
	m := o.markup(a.Part("META-INF/manifest.xml").Whole())
	m.Each(func() {
		m.Each(func() {
			if o.d.TooMany(len(o.objects), "files") {
				return
			}
			name := path.Clean(m.Attr("manifest:full-path"))
			o.objects[name] = m.Attr("manifest:media-type")
			m.Each(func() {
				encrypted = encrypted || m.Name == "manifest:encryption-data" &&
					(name == "content.xml" || name == "encrypted-package")
			})
		})
	})
	return encrypted
}

// declarations reads the styles of a part, wherever they are, and which tracked changes are
// insertions.
func (o *openText) declarations(p xmltok.Part) {
	m := o.markup(p.Whole())
	var read func()
	read = func() {
		if o.d.TooMany(max(len(o.styles.ByID), len(o.lists), len(o.insertions), len(o.deletions)), "styles") {
			return
		}
		switch m.Name {
		case "style:style", "style:default-style":
			o.style(m)
		case "text:list-style":
			o.lists[m.Attr("style:name")] = levelsOf(m)
		case "text:outline-style":
			o.outline = *levelsOf(m)
		case "text:changed-region":
			id := m.Attr("text:id")
			if id == "" {
				id = m.Attr("xml:id")
			}
			m.Each(func() {
				switch m.Name {
				case "text:insertion":
					o.insertions[id] = true
				case "text:deletion":
					o.deletions[id] = m.Inside()
					o.deleted = append(o.deleted, id)
				}
			})
		case "text:p", "text:h", "table:table", "text:list", "office:master-styles":
		default:
			m.Each(read)
		}
	}
	m.Each(read)
}

// body reads the text in an element of a part: its body, or the pages that show running heads and
// feet.
func (o *openText) body(p xmltok.Part, element string, role document.Role) {
	t := &openStory{openText: o, Sight: office.Sight{Builder: o.d}, m: o.markup(p.Whole()), role: role}
	t.m.Each(func() {
		t.m.Each(func() {
			if t.m.Name == element {
				t.m.Each(t.block)
			}
		})
	})
	o.d.End()
}

// remaining reads what tracked changes have deleted at no place of the text.
func (o *openText) remaining() {
	for _, id := range o.deleted {
		t := &openStory{openText: o, Sight: office.Sight{Builder: o.d}, role: document.Body}
		t.deletion(id, o.styles.Defaults)
		o.d.Exclude(document.Included, "")
		o.d.End()
	}
}

// meta counts the words of the document's properties.
func (o *openText) meta() {
	if o.archive == nil {
		return
	}
	var b strings.Builder
	m := o.markup(o.archive.Part("meta.xml").Whole())
	m.Each(func() {
		m.Each(func() {
			m.Each(func() {
				switch m.Name {
				case "dc:title", "dc:subject", "dc:description", "meta:keyword":
					m.Content(func() {}, func(text string, _ int) { b.WriteString(charset.Unescape(text) + " ") })
				}
			})
		})
	})
	o.d.Omit("document properties", b.String())
}

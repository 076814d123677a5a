// Package html reads pages of hypertext as a browser shows them. Books, Markdown and Word documents
// hold hypertext too, and read it with a [Page].
package html

import (
	"context"
	"html"
	"path"
	"regexp"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/input"
)

// Is returns how well a content fits a page of HTML.
func Is(c *input.Content, _ bool) input.Fit {
	s := c.LowerHead()
	if strings.HasPrefix(s, "<?xml") {
		if r, ok := c.Root(); ok && strings.EqualFold(r.Name, "html") {
			return input.Leading
		}
		return input.Unfit
	}
	if strings.HasPrefix(strings.TrimLeft(s, canonical.Blanks), "<") && !strings.Contains(s, "<!doctype html") {
		if r, ok := c.Root(); ok && !pageRoots[strings.ToLower(r.Name)] { // XML may have a body too.
			return input.Unfit
		}
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		switch i := strings.Index(s, tag); {
		case i >= 0 && tag != "<body" && strings.Trim(s[:i], canonical.Blanks) == "":
			return input.Leading
		case i >= 0:
			return input.Inside
		}
	}
	return input.Unfit
}

// pageRoots are the elements that a page of HTML may begin with.
var pageRoots = map[string]bool{"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true,
	"base": true, "script": true, "style": true, "frameset": true}

// Read reads what a person sees of a page: neither scripts and styles nor what is hidden.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.DecodeStated()
	from := 0
	if strings.HasPrefix(d.Doc.Source, charset.BOM) {
		from = len(charset.BOM)
	}
	h := &Page{Builder: d, Depth: in.Options.Limits.Depth, AllText: in.Options.AllText, XHTML: isXHTML(in.Name,
		d.Doc.Source[from:])}
	h.Read(ctx, d.Doc.Source, from)
	h.hollow()
	if strings.Contains(charset.Head(d.Doc.Source), "<!ENTITY") { // What a page only misspells is shown as it is.
		d.OwnEntities(d.Doc.Source)
	}
	d.Doc.Lang = h.lang
	d.Doc.Linkable, d.Doc.Address = true, h.address()
	return d.Finish()
}

// isXHTML reports whether browsers read a page as XML, in which "/>" ends every element. They go by
// the name of the file. Without one that tells, what the page says of itself counts.
func isXHTML(name, source string) bool {
	if strings.HasPrefix(source, "<?xml") {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return false
	case ".xhtml", ".xht":
		return true
	}
	return strings.Contains(charset.Head(source), "http://www.w3.org/1999/xhtml")
}

// endTag is what no style holds. One that does has lost its own end, and ends with the next
// style's.
var endTag = regexp.MustCompile(`</[A-Za-z]`)

// Words are the words of a page of hypertext, whoever sees them.
func Words(source string) string {
	tree := dom.Parse(source, 0, dom.Options{XHTML: true})
	var b strings.Builder
	for id := range tree.Within(0) {
		if tree.Nodes[id].Kind != dom.Characters {
			b.WriteByte(' ')
			continue
		}
		switch tree.Nodes[tree.Nodes[id].Parent].Tag {
		case dom.Script, dom.Style, dom.Title:
		default:
			b.WriteString(html.UnescapeString(tree.Text(id)))
		}
	}
	return b.String()
}

package reader

import (
	"context"
	"html"
	"path"
	"regexp"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/dom"
)

func isHTML(c *content, _ bool) fit {
	s := c.lower()
	if strings.HasPrefix(s, "<?xml") {
		if r, ok := c.root(); ok && strings.EqualFold(r.name, "html") {
			return leading
		}
		return unfit
	}
	if strings.HasPrefix(strings.TrimLeft(s, blanks), "<") && !strings.Contains(s, "<!doctype html") {
		if r, ok := c.root(); ok && !pageRoots[strings.ToLower(r.name)] { // XML may have a body too.
			return unfit
		}
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		switch i := strings.Index(s, tag); {
		case i >= 0 && tag != "<body" && strings.Trim(s[:i], blanks) == "":
			return leading
		case i >= 0:
			return inside
		}
	}
	return unfit
}

// pageRoots are the elements that a page of HTML may begin with.
var pageRoots = map[string]bool{"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true,
	"base": true, "script": true, "style": true, "frameset": true}

// readHTML reads what a person sees of a page: neither scripts and styles nor what is hidden.
func readHTML(ctx context.Context, in input) *document.Document {
	d := in.text(statedEncoding(in.bytes))
	from := 0
	if strings.HasPrefix(d.doc.Source, bom) {
		from = len(bom)
	}
	h := &page{d: d, depth: in.options.Limits.Depth, whole: in.options.AllText, xhtml: isXHTML(in.name,
		d.doc.Source[from:])}
	h.read(ctx, d.doc.Source, from)
	h.hollow()
	if strings.Contains(start(d.doc.Source), "<!ENTITY") { // What a page only misspells is shown as it stands.
		d.ownEntities(d.doc.Source)
	}
	d.doc.Lang = h.lang
	return d.finish()
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
	return strings.Contains(start(source), "http://www.w3.org/1999/xhtml")
}

// endTag is what no style holds. One that does has lost its own end, and ends with the next
// style's.
var endTag = regexp.MustCompile(`</[A-Za-z]`)

// pageWords are the words of a page of hypertext, whoever sees them.
func pageWords(source string) string {
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

package reader

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"

	"refrain/analyzer/document"
)

// isEPUB knows books by the type that they state or else by the list of their packages.
func isEPUB(c *content, _ bool) fit {
	switch {
	case !c.listed().present:
		return unfit
	case c.listed().states("application/epub+zip"):
		return c.inZip(stated)
	case c.listed().has("META-INF/container.xml"):
		return c.inZip(leading)
	}
	return unfit
}

// readEPUB reads the pages of a book in the order in which they are read. Its table of contents and
// pages that the order leaves out are counted.
func readEPUB(ctx context.Context, in input) *document.Document {
	d := in.draft("")
	a := openArchive(in.content.listed(), in.options.Limits, d)
	if a == nil {
		return d.finish()
	}
	b := &book{ctx: ctx, d: d, archive: a, depth: in.options.Limits.Depth}
	b.packages()
	locked := b.encrypted()
	for _, page := range b.spine {
		switch name := page.path; {
		case ctx.Err() != nil: // Whoever set the time says so.
		case locked[memberName(name)]:
			d.gap(0, gapEncrypted, "get the book without copy protection (DRM)")
		case !a.has(name):
			a.damaged(name)
		case page.isDrawing():
			b.drawing(a.part(name))
		default:
			p := a.part(name)
			b.page(p)
			d.fixed -= len(p.text)
		}
	}
	for _, page := range b.left {
		if !locked[memberName(page.path)] {
			d.omit(page.why, pageWords(a.part(page.path).text))
		}
	}
	if len(b.spine) == 0 {
		d.gap(0, gapDamaged+": the book names no pages", "open the file in the program that made it and save it again")
	}
	return d.finish()
}

// book is an EPUB that is being read.
type book struct {
	ctx     context.Context
	d       *draft
	archive *archive
	depth   int               // that elements may have
	spine   []resource        // the pages in their order
	sheets  map[string]string // style sheets that have been read, by their paths
	left    []leftPage        // pages that are not read
}

// resource is a file of the book.
type resource struct {
	path, kind string
	fallback   string // the id of another that says the same, for programs that do not know this kind
}

// leftPage is a page that is not read, and what it is instead of a page of the text.
type leftPage struct{ path, why string }

// isPage reports whether the file is hypertext, by its type or where that is not known by its name.
func (r resource) isPage() bool {
	if r.kind != "" {
		return r.kind == "application/xhtml+xml" || r.kind == "text/html" || r.kind == "text/x-oeb1-document"
	}
	ext := strings.ToLower(path.Ext(r.path))
	return ext == ".xhtml" || ext == ".html" || ext == ".htm"
}

// isDrawing reports whether the file is a drawing that may be a page of its own.
func (r resource) isDrawing() bool { return r.kind == "image/svg+xml" }

func (b *book) markup(name string) *markup {
	return newMarkup(b.ctx, b.d, b.archive.part(name).whole(), b.depth)
}

// packages finds the package that the container names, and in it the pages. A book without a
// readable package has its pages by their names. Further packages are other renditions of the book.
func (b *book) packages() {
	m := b.markup("META-INF/container.xml")
	found := ""
	var look func()
	look = func() {
		kind, name := m.attr("media-type"), m.attr("full-path")
		if m.name == "container:rootfile" && (kind == "" || kind == "application/oebps-package+xml") {
			if found == "" {
				found = name
			} else if name != found {
				b.d.gap(0, gapRendition, "take it out of the book and check it by itself: "+name)
			}
		}
		m.each(look)
	}
	m.each(look)
	if found == "" || !b.archive.has(found) {
		b.archive.damaged("META-INF/container.xml")
		for _, name := range b.archive.names {
			if r := (resource{path: name}); r.isPage() {
				b.spine = append(b.spine, r)
			}
		}
		return
	}
	b.open(found)
}

// gapRendition is for a book that comes twice in its file, in another form.
const gapRendition = "another form of the book not read"

// open reads a package: its language, what it holds, and in which order that is read.
func (b *book) open(name string) {
	l := &bookList{book: b, name: name, m: b.markup(name), resources: map[string]resource{}, contents: map[string]bool{}}
	l.m.each(func() {
		l.m.each(l.section)
	})
	seen := map[string]bool{}
	for _, id := range l.order {
		r, ok := l.resources[id]
		switch {
		case !ok:
			b.archive.damaged(name + " names a page that it does not list")
		case l.contents[r.path] || seen[r.path]:
		default:
			l.page(r)
		}
		seen[r.path] = true
	}
	for _, id := range l.ids {
		r := l.resources[id]
		switch {
		case !r.isPage() || !b.archive.has(r.path):
		case l.contents[r.path]:
			b.left = append(b.left, leftPage{r.path, contents})
		case !seen[r.path]:
			b.left = append(b.left, leftPage{r.path, "pages outside of the order in which the book is read"})
		}
		seen[r.path], l.contents[r.path] = true, false
	}
}

// bookList is a package that is being read.
type bookList struct {
	*book
	name      string
	m         *markup
	resources map[string]resource // by their ids
	ids       []string            // in their order
	order     []string            // the ids of the pages, as they are read
	contents  map[string]bool     // tables of contents, by their paths
}

// target is the file that the element at hand refers to.
func (l *bookList) target() string {
	file, err := url.PathUnescape(l.m.attr("href"))
	if err != nil {
		file = l.m.attr("href")
	}
	file, _, _ = strings.Cut(file, "#")
	return path.Join(path.Dir(l.name), file)
}

// section reads a part of the package.
func (l *bookList) section() {
	m := l.m
	switch m.name {
	case "opf:metadata":
		m.each(l.metadata)
	case "opf:manifest":
		m.each(func() {
			if l.d.full(len(l.resources), "files") {
				return
			}
			r := resource{l.target(), m.attr("media-type"), m.attr("fallback")}
			l.resources[m.attr("id")] = r
			l.ids = append(l.ids, m.attr("id"))
			for _, property := range strings.Fields(m.attr("properties")) {
				l.contents[r.path] = l.contents[r.path] || property == "nav"
			}
		})
	case "opf:spine":
		m.each(func() {
			if !l.d.full(len(l.order), "pages") {
				l.order = append(l.order, m.attr("idref"))
			}
		})
	case "opf:guide":
		m.each(func() {
			if m.attr("type") == "toc" {
				l.contents[l.target()] = true
			}
		})
	}
}

// metadata reads what the package says about the book.
func (l *bookList) metadata() {
	var b strings.Builder
	l.m.content(func() {}, func(text string, _ int) { b.WriteString(characters(text)) })
	switch l.m.name {
	case "dc:language":
		if l.d.doc.Lang == "" {
			l.d.doc.Lang = strings.TrimSpace(b.String())
		}
	case "dc:title", "dc:subject", "dc:description":
		l.d.omit("document properties", b.String())
	}
}

// page puts a file among the pages, or what stands for it where it is of a kind that is not read.
func (l *bookList) page(r resource) {
	const most = 10 // that stand for each other
	shown := r
	for range most {
		if shown.isPage() || shown.isDrawing() {
			l.spine = append(l.spine, shown)
			return
		}
		var ok bool
		if shown, ok = l.resources[shown.fallback]; !ok {
			break
		}
	}
	if strings.HasPrefix(r.kind, "image/") {
		l.d.gap(0, gapScan, hintOCR)
		return
	}
	l.d.gap(0, gapFormat+": a page of the book", fmt.Sprintf("take it out of the book and check it by itself: %s", r.path))
}

// encrypted are the files that are protected against copying. Fonts often are that are not read
// anyway.
func (b *book) encrypted() map[string]bool {
	names := map[string]bool{}
	if !b.archive.has("META-INF/encryption.xml") {
		return names
	}
	m := b.markup("META-INF/encryption.xml")
	var look func()
	look = func() {
		if m.name == "enc:CipherReference" {
			if name, err := url.PathUnescape(m.attr("URI")); err == nil {
				names[memberName(path.Clean(name))] = true
			}
		}
		m.each(look)
	}
	m.each(look)
	return names
}

// page reads one page: its body, since nobody sees its head, not even the title.
func (b *book) page(p part) {
	b.d.end()
	b.d.part = p.name
	h := &page{d: b.d, depth: b.depth, xhtml: true, whole: true, titled: true}
	h.sheets = func(address string) (string, bool) { return b.sheet(p.name, address) }
	h.read(b.ctx, p.text, 0)
	b.d.end()
	if text := strings.TrimRight(p.text, blanks+"\x00"); !strings.HasSuffix(text, ">") {
		b.archive.damaged(p.name)
	}
}

// sheet is the style sheet of the book that a page links to.
func (b *book) sheet(page, address string) (string, bool) {
	link, err := url.Parse(address)
	if err != nil || link.IsAbs() || link.Host != "" || link.Path == "" {
		return "", false
	}
	name := path.Join(path.Dir(page), link.Path)
	if text, ok := b.sheets[name]; ok {
		return text, true
	}
	if !b.archive.has(name) || b.d.full(len(b.sheets), "style sheets") {
		return "", false
	}
	if b.sheets == nil {
		b.sheets = map[string]string{}
	}
	src := b.archive.bytes(name)
	b.sheets[name] = decode(src, "").text
	return b.sheets[name], true
}

// drawing reads the words of a page that is a drawing (SVG).
func (b *book) drawing(p part) {
	b.d.part = p.name
	m := newMarkup(b.ctx, b.d, p.whole(), b.depth)
	var look func()
	look = func() {
		switch m.name[strings.IndexByte(m.name, ':')+1:] { // whatever the prefix
		case "style", "script", "defs", "symbol":
		case "title", "desc", "metadata":
			m.content(look, func(text string, _ int) { b.d.omit(descriptions, characters(text)) })
		case "text", "foreignObject":
			b.d.begin(document.Body, 0, "")
			b.words(m)
			b.d.end()
		default:
			m.each(look)
		}
	}
	m.each(look)
}

// words appends the text of an element and of those in it.
func (b *book) words(m *markup) {
	m.content(func() { b.words(m) }, func(text string, at int) { b.d.flow(text, at) })
}
